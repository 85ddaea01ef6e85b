//! The order of the best hits, with what costs too much to look at in all of them: how near to each other the words of
//! the query stand, how many of them one passage has, and which articles are about the same as the best ones.

use std::rc::Rc;

use super::best::best_first;
use super::bundle_files::BundleFiles;
use super::meaning::{Candidate, Meaning};
use super::occurrences::{Occurrences, Places};
use super::scoring::{FEW_WORDS, inverse_frequency, rarity};
use super::{Error, Hit, Store};
use crate::index::positions::TITLE;
use crate::index::vectors::{DIMENSIONS, from_text};

/// Hits that are looked at.
pub(super) const DEPTH: usize = 20;

/// Neighbours in the query that stand within so many words are near.
const NEAR: u32 = 8;

/// What it counts when neighbours stand near; side by side they count three times as much.
const WEIGHT: f32 = 0.13;

/// A passage has no more words behind its first one than this.
const PASSAGE: u32 = 40;

/// What it counts to stand in the best passage, in parts of what a word counts by its rarity.
const TOGETHER: f32 = 0.3;

/// More bytes of positions than this are not fetched for a word, in queries of a few words and in long ones: it is a frequent
/// one, and says little by where it stands.
const MOST_BYTES: (usize, usize) = (2 * 1024, 16 * 1024);

/// What it counts to be about the same as the best hits, in parts of the best score.
const ABOUT: f32 = 0.5;

/// Moves up, in a list that stands best first, what is about the same as the best hits.
///
/// Pseudo-relevance feedback with vectors instead of words: nothing that lacks the words comes in, and what the best hits have
/// in common decides among those that have them. The vectors stand on the cards, which the list shows anyway.
pub(super) async fn by_subject<S: Store>(files: &BundleFiles<S>, hits: &mut [Hit]) -> Result<(), Error> {
    let depth = hits.len().min(DEPTH);
    let best = &mut hits[..depth];
    let highest = best.first().map_or(0.0, |first| first.score);
    if depth < 3 || highest <= 0.0 {
        return Ok(());
    }
    files.fetch_cards(best.iter().map(|hit| hit.document)).await;
    let mut vectors = Vec::with_capacity(depth);
    for hit in best.iter() {
        let card = files.card(hit.document).await?;
        vectors.push(card.vector.as_deref().map_or([0; DIMENSIONS], from_text));
    }
    let mut subject = [0.0; DIMENSIONS];
    for (hit, vector) in best.iter().zip(&vectors) {
        // To the eighth power: who stands out speaks alone, and hits that are nearly as good speak together. Relevance models
        // (Lavrenko and Croft, 2001) weigh hits by the likelihood of the query, which falls as steeply.
        let mut share = hit.score / highest;
        for _ in 0..3 {
            share *= share;
        }
        for (sum, number) in subject.iter_mut().zip(vector) {
            *sum += share * f32::from(*number) / length(vector.map(f32::from)).max(1.0);
        }
    }
    for (hit, vector) in best.iter_mut().zip(&vectors) {
        let vector = vector.map(f32::from);
        let product: f32 = vector.iter().zip(&subject).map(|(a, b)| a * b).sum();
        let lengths = length(vector) * length(subject);
        if lengths > 0.0 {
            hit.score += ABOUT * highest * product / lengths;
        }
    }
    best_first(best);
    Ok(())
}

fn length(vector: [f32; DIMENSIONS]) -> f32 {
    vector.iter().map(|number| number * number).sum::<f32>().sqrt()
}

/// Moves up, in a list that stands best first, where neighbours of the query stand near to each other, and where much of the
/// query stands in one passage: of a long article, the best passage says whether it answers (Callan, 1994). Answers with the
/// documents that have such a passage in their text, and where it ends.
pub(super) async fn by_nearness<S: Store>(
    files: &BundleFiles<S>,
    meanings: &[Meaning],
    hits: &mut [Hit],
) -> Result<Vec<(u32, u32)>, Error> {
    let depth = hits.len().min(DEPTH);
    let best = &mut hits[..depth];
    let used = used(meanings);
    let mut passages = Vec::new();
    if depth == 0 || used.iter().flatten().count() < 2 {
        return Ok(passages);
    }
    let archive = files.manifest.articles;
    let mut words: Vec<Rc<Occurrences>> = Vec::with_capacity(used.len());
    for word in used {
        words.push(match word {
            Some(word) => files.occurrences(&word.term).await?,
            None => Rc::default(),
        });
    }
    // As rare as documents with both. The sum of two rarities would count that of syllables of one word twice.
    let both = |pair: &[Rc<Occurrences>]| pair[0].in_both(&pair[1]);
    let pairs: Vec<f32> = words
        .windows(2)
        .map(|pair| WEIGHT * inverse_frequency(archive, both(pair)))
        .collect();
    let alone: Vec<f32> = words.iter().map(|word| rarity(archive, word.frequency())).collect();
    for hit in best.iter_mut() {
        let places: Vec<Places<'_>> = words.iter().map(|word| word.of(hit.document)).collect();
        for (weight, pair) in pairs.iter().zip(places.windows(2)) {
            hit.score += weight * nearness(&pair[0], &pair[1]);
        }
        let passage = alone.iter().zip(&places);
        let (sum, end) = best_passage(passage.map(|(weight, places)| (*weight, places.positions)).collect());
        hit.score += TOGETHER * sum;
        passages.extend(end.map(|end| (hit.document, end)));
    }
    best_first(best);
    Ok(passages)
}

/// The words whose places count: those with a neighbour whose places count too. Their positions are wanted with their
/// postings, so that they need no time of their own.
pub(super) fn used(meanings: &[Meaning]) -> Vec<Option<&Candidate>> {
    let (few, many) = MOST_BYTES;
    let most = if meanings.len() > FEW_WORDS { many } else { few };
    let words: Vec<Option<&Candidate>> = meanings.iter().map(|meaning| whole(meaning, most)).collect();
    let counts = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(Option::is_some);
    let beside = |at: usize| counts(at.checked_sub(1)) || counts(Some(at + 1));
    (0..words.len()).map(|at| words[at].filter(|_| beside(at))).collect()
}

/// The word itself, or the likeliest one that it was mistyped for, if its positions are few enough to be fetched.
fn whole(meaning: &Meaning, most: usize) -> Option<&Candidate> {
    let whole = meaning.whole().or_else(|| meaning.corrections().next())?;
    let length = whole.term.positions.range.len();
    (1..=most).contains(&length).then_some(whole)
}

/// How near two words stand to each other: from 0 to 3, saturated like frequencies.
fn nearness(first: &Places<'_>, second: &Places<'_>) -> f32 {
    if first.positions.is_empty() || second.positions.is_empty() {
        return 0.0;
    }
    let (mut beside, mut near) = (0.0, 0.0);
    for position in first.positions {
        let from = position.saturating_sub(NEAR);
        let begin = second.positions.partition_point(|other| *other < from);
        let within = second.positions[begin..].iter();
        for other in within.take_while(|other| **other <= position.saturating_add(NEAR)) {
            near += 1.0;
            if *other == position + 1 {
                beside += 1.0;
            }
        }
    }
    // BM25's `K`, which grows with the length of the document, as far as the index lets it be known.
    let norm = |word: &Places<'_>| word.positions.len() as f32 * (1.0 - word.frequency) / word.frequency;
    let norm = (norm(first) + norm(second)) / 2.0;
    let saturated = |count: f32| if count > 0.0 { count / (count + norm) } else { 0.0 };
    2.0 * saturated(beside) + saturated(near)
}

/// What the words of the best passage count together, each once, given what each counts and where it stands; and where the best
/// one of the text ends.
fn best_passage(mut words: Vec<(f32, &[u32])>) -> (f32, Option<u32>) {
    let mut last: Vec<Option<u32>> = vec![None; words.len()];
    let mut best = 0.0_f32;
    let mut in_text: Option<(f32, u32)> = None;
    // A passage ends where a word stands: at the next place of all words, until there is none.
    while let Some(end) = words.iter().filter_map(|(_, places)| places.first().copied()).min() {
        let mut sum = 0.0;
        for ((weight, places), last) in words.iter_mut().zip(&mut last) {
            if let Some(rest) = places.strip_prefix(&[end]) {
                (*places, *last) = (rest, Some(end));
            }
            if last.is_some_and(|last| end - last <= PASSAGE) {
                sum += *weight;
            }
        }
        best = best.max(sum);
        if end >= TITLE && in_text.is_none_or(|(highest, _)| sum > highest) {
            in_text = Some((sum, end));
        }
    }
    (best, in_text.map(|(_, end)| end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(positions: &[u32]) -> Places<'_> {
        Places {
            positions,
            frequency: 0.5,
        }
    }

    #[test]
    fn side_by_side_is_nearer_than_near_and_far_is_nothing() {
        let of = |first: &[u32], second: &[u32]| nearness(&places(first), &places(second));
        assert!(of(&[10], &[11]) > of(&[10], &[14]));
        assert_eq!(
            of(&[11], &[10]),
            of(&[10], &[14]),
            "the order counts for neighbours only"
        );
        assert_eq!(of(&[10], &[19]), 0.0);
        assert!(of(&[10, 30], &[11, 31]) > of(&[10, 30], &[11]));
        assert_eq!(of(&[], &[1]), 0.0);
    }

    #[test]
    fn of_a_passage_counts_who_is_in_it_and_each_word_once() {
        let of = |positions: [&[u32]; 3]| best_passage([1.0, 2.0, 4.0].into_iter().zip(positions).collect()).0;
        assert_eq!(of([&[], &[], &[]]), 0.0);
        assert_eq!(of([&[70, 71, 72], &[], &[]]), 1.0);
        assert_eq!(of([&[70], &[70 + PASSAGE], &[]]), 3.0);
        assert_eq!(of([&[70], &[71 + PASSAGE], &[]]), 2.0);
        assert_eq!(of([&[1], &[100, 200], &[110, 300, u32::MAX]]), 6.0, "the best one");
        assert_eq!(of([&[100], &[130], &[160]]), 6.0, "not what is in reach of each other");
    }

    #[test]
    fn the_best_passage_of_the_text_is_another_one_than_the_title() {
        let of = |positions: [&[u32]; 2]| best_passage([1.0, 2.0].into_iter().zip(positions).collect());
        assert_eq!(of([&[0], &[1]]), (3.0, None));
        assert_eq!(of([&[0, 500, 900], &[1, 700, 901]]), (3.0, Some(901)));
        assert_eq!(of([&[0, 500], &[1, 700, 800]]), (3.0, Some(700)), "the first of equals");
    }
}

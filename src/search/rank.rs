//! The order of the best hits, with what costs too much to look at in all of them: how near to each other the words of
//! the query stand, and which articles are about the same as the best ones.

use super::bundle_files::BundleFiles;
use super::meaning::{Candidate, Meaning, Via};
use super::scoring::{FEW_WORDS, inverse_frequency};
use super::{Error, Hit, Store, in_order};
use crate::index::vectors::{DIMENSIONS, from_text};

/// Hits that are looked at.
const DEPTH: usize = 20;

/// Neighbours in the query that stand within so many words are near.
const NEAR: u32 = 8;

/// What it counts when neighbours stand side by side, and when they stand near.
const WEIGHT: f32 = 0.15;

/// More bytes of positions than this are not fetched for a word, in queries of a few words and in long ones: it is a frequent
/// one, and says little by where it stands.
const MOST_BYTES: (usize, usize) = (2 * 1024, 16 * 1024);

/// Hits that say what the query is about.
const MODELS: usize = 5;

/// What it counts to be about that, in parts of the best score.
const ABOUT: f32 = 0.4;

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
    for (hit, vector) in best.iter().zip(&vectors).take(MODELS) {
        for (sum, number) in subject.iter_mut().zip(vector) {
            *sum += hit.score * hit.score * f32::from(*number) / length(vector.map(f32::from)).max(1.0);
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

/// Puts the best first; equals keep their order.
///
/// Radix sort from the lowest bits (Knuth, *The Art of Computer Programming* 3, 5.2.5): a list of all articles of a large archive
/// is in order within a few milliseconds.
pub(super) fn best_first(hits: &mut [Hit]) {
    const BITS: u32 = 11;
    let mut from = hits.to_vec();
    let mut to = from.clone();
    for shift in (0..u32::BITS).step_by(BITS as usize) {
        let digit = |hit: &Hit| (descending(hit.score) >> shift) as usize % (1 << BITS);
        let mut ends = [0; 1 << BITS];
        from.iter().for_each(|hit| ends[digit(hit)] += 1);
        let mut behind = 0;
        for end in &mut ends {
            behind += *end;
            *end = behind;
        }
        for hit in from.iter().rev() {
            let end = &mut ends[digit(hit)];
            *end -= 1;
            to[*end] = *hit;
        }
        std::mem::swap(&mut from, &mut to);
    }
    hits.copy_from_slice(&from);
}

/// A number that is the smaller the greater a score is. Bits of floating-point numbers are in the order of the numbers, but for the
/// sign, and those of negative ones are in the other order. (What is about something else than the best hits can be below zero.)
fn descending(score: f32) -> u32 {
    let bits = score.to_bits();
    if score.is_sign_negative() {
        bits
    } else {
        !bits & (u32::MAX >> 1)
    }
}

fn length(vector: [f32; DIMENSIONS]) -> f32 {
    vector.iter().map(|number| number * number).sum::<f32>().sqrt()
}

/// Moves up, in a list that stands best first, where neighbours of the query stand near to each other.
pub(super) async fn by_nearness<S: Store>(
    files: &BundleFiles<S>,
    meanings: &[Meaning],
    hits: &mut [Hit],
) -> Result<(), Error> {
    let depth = hits.len().min(DEPTH);
    let best = &mut hits[..depth];
    let used = used(meanings);
    if depth < 2 || used.iter().flatten().count() < 2 {
        return Ok(());
    }
    let mut places: Vec<Vec<Places>> = Vec::with_capacity(used.len());
    for word in &used {
        places.push(match word {
            Some(candidate) => positions(files, candidate, best).await?,
            None => Vec::new(),
        });
    }
    for (pair, places) in used.windows(2).zip(places.windows(2)) {
        let [Some(first), Some(second)] = pair else { continue };
        let rarity = |candidate: &Candidate| inverse_frequency(files.manifest.articles, candidate.term.frequency);
        let weight = WEIGHT * (rarity(first) + rarity(second));
        for ((hit, first), second) in best.iter_mut().zip(&places[0]).zip(&places[1]) {
            hit.score += weight * nearness(first, second);
        }
    }
    best_first(best);
    Ok(())
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
    let whole = meaning
        .candidates
        .iter()
        .find(|candidate| candidate.via == Via::Whole || candidate.corrects())?;
    let length = whole.term.positions.range.len();
    (1..=most).contains(&length).then_some(whole)
}

/// Where a word stands in a document.
#[derive(Clone, Debug, Default)]
struct Places {
    positions: Vec<u32>,
    /// `tf / (tf + K)`, from the index.
    frequency: f32,
}

impl Places {
    /// BM25's `K`, which grows with the length of the document, as far as the index lets it be known.
    fn length_norm(&self) -> f32 {
        self.positions.len() as f32 * (1.0 - self.frequency) / self.frequency
    }
}

/// Where a word stands in each of some documents.
async fn positions<S: Store>(
    files: &BundleFiles<S>,
    candidate: &Candidate,
    hits: &[Hit],
) -> Result<Vec<Places>, Error> {
    let mut result = vec![Places::default(); hits.len()];
    let (mut impacts, mut wanted, mut owners) = (Vec::new(), Vec::new(), Vec::new());
    let mut places: Vec<(u32, usize)> = hits.iter().map(|hit| hit.document).zip(0..).collect();
    places = in_order(places, &|a, b| a.cmp(b));
    let mut places = places.into_iter().peekable();
    files.postings(&candidate.term).await?.each(|posting| {
        while places.next_if(|(document, _)| *document < posting.document).is_some() {}
        if let Some((_, hit)) = places.next_if(|(document, _)| *document == posting.document) {
            wanted.push(impacts.len() as u32);
            owners.push(hit);
            result[hit].frequency = posting.frequency();
        }
        impacts.push(posting.impact);
    })?;
    for (hit, positions) in owners
        .into_iter()
        .zip(files.positions(&candidate.term).await?.of(&impacts, &wanted)?)
    {
        result[hit].positions = positions;
    }
    Ok(result)
}

/// How near two words stand to each other: from 0 to 2, saturated like frequencies.
fn nearness(first: &Places, second: &Places) -> f32 {
    if first.positions.is_empty() || second.positions.is_empty() {
        return 0.0;
    }
    let (mut beside, mut near) = (0.0, 0.0);
    for position in &first.positions {
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
    let norm = (first.length_norm() + second.length_norm()) / 2.0;
    [beside, near]
        .into_iter()
        .filter(|count| *count > 0.0)
        .map(|count| count / (count + norm))
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(positions: &[u32]) -> Places {
        Places {
            positions: positions.to_vec(),
            frequency: 0.5,
        }
    }

    proptest! {
        #[test]
        fn the_best_stand_first_and_equals_keep_their_order(scores in proptest::collection::vec(prop_oneof![-9.0..9.0_f32, Just(1.5), Just(0.0), Just(-0.5)], 0..300)) {
            let mut hits: Vec<Hit> = (0..).zip(scores).map(|(document, score)| Hit { document, score }).collect();
            let mut expected = hits.clone();
            expected.sort_by(|a, b| b.score.total_cmp(&a.score));
            best_first(&mut hits);
            prop_assert_eq!(hits, expected);
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
}

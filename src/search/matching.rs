//! From the words of a query to the documents that have them, with their scores.

use std::cmp::Reverse;
use std::collections::HashMap;

use roaring::RoaringBitmap;

use super::bundle_files::BundleFiles;
use super::query::{Query, QueryTerm, Word};
use super::scoring::{inverse_frequency, score};
use super::{Error, Store, in_order};
use crate::index::postings::Posting;
use crate::index::terms::Term;
use crate::text::joined;

/// Completions of an unfinished word that are scored: the whole word and the most frequent ones.
const COMPLETIONS: usize = 64;

/// Shards that completions are taken from: a very short beginning in a large archive reaches over many,
/// and its completions are no answer worth fetching them for.
const COMPLETION_SHARDS: u32 = 4;

/// A phrase is worth this much more than its words.
const PHRASE: f32 = 1.5;

/// The documents that have what a query's words, phrases and minus ask for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Matched {
    pub(super) documents: RoaringBitmap,
    /// One for each document of the archive; empty when there is nothing to rank by.
    pub(super) scores: Vec<f32>,
    /// No document has all words.
    pub(super) partial: bool,
}

pub(super) async fn matched<S: Store>(files: &BundleFiles<S>, query: &Query) -> Result<Matched, Error> {
    let archive = files.manifest.articles;
    let mut documents = RoaringBitmap::new();
    documents.insert_range(0..archive);
    let mut scores = Vec::new();
    let mut partial = false;
    let words: Vec<&Word> = query.words().collect();
    if query.has_words() {
        scores = vec![0.0; archive as usize];
    }
    if !words.is_empty() {
        let mut counts = vec![0_u16; archive as usize];
        for (at, word) in words.iter().enumerate() {
            let neighbours = [
                at.checked_sub(1).map(|before| (words[before], *word)),
                words.get(at + 1).map(|after| (*word, *after)),
            ];
            for (document, score) in word_scores(files, word, neighbours).await? {
                counts[document as usize] += 1;
                scores[document as usize] += score;
            }
        }
        let needed;
        (needed, partial) = needed_words(&counts, words.len() as u16);
        documents = (0..)
            .zip(&counts)
            .filter(|(_, count)| **count >= needed)
            .map(|(document, _)| document)
            .collect();
    }
    for clause in &query.clauses {
        let found = match &clause.term {
            QueryTerm::Word(word) if clause.excluded => word_scores(files, word, [None, None]).await?,
            QueryTerm::Phrase(words) => phrase_scores(files, words).await?,
            _ => continue,
        };
        let having: RoaringBitmap = found.keys().copied().collect();
        if clause.excluded {
            documents -= having;
        } else {
            documents &= having;
            for (document, score) in found {
                scores[document as usize] += score;
            }
        }
    }
    Ok(Matched {
        documents,
        scores,
        partial,
    })
}

/// How many words a document needs: all of up to four (a name, a title), three in four of more (a sentence, a question).
/// When no document has as many: nearly as many as the best one has.
fn needed_words(counts: &[u16], words: u16) -> (u16, bool) {
    let wanted = if words <= 4 { words } else { words - words / 4 };
    let best = counts.iter().copied().max().unwrap_or(0);
    if best >= wanted {
        (wanted, best < words)
    } else {
        (best.saturating_sub(1).max(1), true)
    }
}

/// Documents with a word, whole or completed, alone or joined to a neighbour (`viet nam` in Vietnam).
async fn word_scores<S: Store>(
    files: &BundleFiles<S>,
    word: &Word,
    neighbours: [Option<(&Word, &Word)>; 2],
) -> Result<HashMap<u32, f32>, Error> {
    let archive = files.manifest.articles;
    let mut terms = files.terms(&word.folded, !word.prefix, COMPLETION_SHARDS).await?;
    if terms.len() > COMPLETIONS {
        let order = |term: &Term| (term.folded != word.folded, Reverse(term.frequency));
        terms = in_order(terms, &|a, b| order(a).cmp(&order(b)));
        terms.truncate(COMPLETIONS);
    }
    // Completions are as rare as all of them together: a rare one is no better a guess.
    let together = terms.iter().fold(0_u32, |sum, term| sum.saturating_add(term.frequency));
    let mut best: HashMap<u32, f32> = HashMap::new();
    for term in &terms {
        let frequency = if term.folded == word.folded {
            term.frequency
        } else {
            together
        };
        let rarity = inverse_frequency(archive, frequency);
        for posting in files.postings(term).await? {
            keep_best(&mut best, posting.document, score(word, term, &posting, rarity));
        }
    }
    for (first, second) in neighbours.into_iter().flatten() {
        let Some(join) = joined::candidate(&first.folded, &second.folded) else {
            continue;
        };
        for term in files.terms(&join, true, 1).await? {
            // Half for each of the two words.
            let rarity = inverse_frequency(archive, term.frequency) / 2.0;
            let name = joined_word(first, second, join.clone());
            for posting in files.postings(&term).await? {
                keep_best(&mut best, posting.document, score(&name, &term, &posting, rarity));
            }
        }
    }
    Ok(best)
}

fn joined_word(first: &Word, second: &Word, folded: String) -> Word {
    let spelled = |word: &Word| word.spelling.clone().unwrap_or_else(|| word.folded.clone());
    let marked = first.spelling.is_some() || second.spelling.is_some();
    Word {
        text: folded.clone(),
        folded,
        spelling: marked.then(|| spelled(first) + &spelled(second)),
        prefix: false,
    }
}

fn keep_best(best: &mut HashMap<u32, f32>, document: u32, score: f32) {
    let kept = best.entry(document).or_insert(0.0);
    *kept = kept.max(score);
}

/// Documents in which the words stand one right after the other.
async fn phrase_scores<S: Store>(files: &BundleFiles<S>, words: &[Word]) -> Result<HashMap<u32, f32>, Error> {
    let mut lists: Vec<(Term, Vec<Posting>)> = Vec::with_capacity(words.len());
    let mut common: Option<RoaringBitmap> = None;
    for word in words {
        let Some(term) = files.terms(&word.folded, true, 1).await?.pop() else {
            return Ok(HashMap::new());
        };
        let postings = files.postings(&term).await?;
        let documents: RoaringBitmap = postings.iter().map(|posting| posting.document).collect();
        common = Some(common.map_or(documents.clone(), |common| common & documents));
        lists.push((term, postings));
    }
    let common = common.unwrap_or_default();
    let mut scores: HashMap<u32, f32> = HashMap::new();
    let mut starts: HashMap<u32, Vec<u32>> = HashMap::new();
    for (offset, (word, (term, postings))) in (0..).zip(words.iter().zip(&lists)) {
        let rarity = inverse_frequency(files.manifest.articles, term.frequency);
        let wanted = |at: usize| {
            postings
                .get(at)
                .is_some_and(|posting| common.contains(posting.document))
        };
        let positions = files.positions(term, wanted).await?;
        let shared = postings.iter().filter(|posting| common.contains(posting.document));
        for (posting, positions) in shared.zip(positions) {
            *scores.entry(posting.document).or_default() += PHRASE * score(word, term, posting, rarity);
            if offset == 0 {
                starts.insert(posting.document, positions);
            } else if let Some(starts) = starts.get_mut(&posting.document) {
                starts.retain(|start| positions.binary_search(&start.saturating_add(offset)).is_ok());
            }
        }
    }
    scores.retain(|document, _| starts.get(document).is_some_and(|starts| !starts.is_empty()));
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_are_all_needed_and_one_of_many_may_be_missing() {
        assert_eq!(needed_words(&[3, 2], 3), (3, false));
        assert_eq!(needed_words(&[4, 3], 4), (4, false));
        assert_eq!(needed_words(&[8, 7, 6], 9), (7, true));
        assert_eq!(needed_words(&[9, 7, 6], 9), (7, false));
        assert_eq!(needed_words(&[2, 1, 0], 3), (1, true));
        assert_eq!(needed_words(&[0, 0], 2), (1, true));
        assert_eq!(needed_words(&[], 2), (1, true));
    }
}

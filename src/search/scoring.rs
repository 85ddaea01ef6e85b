//! How much a word of the query is worth in a document.
//!
//! BM25F (Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009): the index holds the
//! saturated frequency of a term in a document ([`crate::index::postings::Posting::impact`]); what is left
//! for the query is the inverse document frequency, and what spelling and unfinished words are worth.

use super::query::Word;
use crate::index::postings::Posting;
use crate::index::terms::Term;

/// `k1 + 1`, the value at which a frequency saturates.
const SATURATION: f32 = 2.2;

/// What the exact spelling of a marked word adds, as in BM25+: enough that a document with the exact
/// spelling of a single word stands above every document that has only another one.
const EXACT: f32 = 0.5;

/// What an unfinished word is worth where it is completed, from all of it missing to none.
const COMPLETED: (f32, f32) = (0.4, 0.8);

/// `ln(1 + (N - n + 0.5) / (n + 0.5))`: never negative.
pub(super) fn inverse_frequency(documents: u32, frequency: u32) -> f32 {
    let (all, having) = (documents as f32, frequency.min(documents) as f32);
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

/// The score of a word in a document that has `term`; `rarity` is the inverse frequency to use.
pub(super) fn score(word: &Word, term: &Term, posting: &Posting, rarity: f32) -> f32 {
    let frequency = f32::from(posting.impact) / 255.0 * SATURATION;
    let spelled = match &word.spelling {
        None => frequency,
        Some(spelling) if has_spelling(spelling, word.prefix, term, posting) => EXACT + frequency,
        Some(_) => EXACT * frequency / SATURATION,
    };
    rarity * spelled * completeness(word, term)
}

/// A document has a term in one spelling; an unfinished word needs only the beginning of it.
fn has_spelling(spelling: &str, prefix: bool, term: &Term, posting: &Posting) -> bool {
    let fits = |known: &String| known == spelling || prefix && known.starts_with(spelling);
    match term.spellings.as_slice() {
        [] => false,
        [only] => fits(only),
        several => several
            .iter()
            .enumerate()
            .any(|(bit, known)| posting.spellings >> bit & 1 == 1 && fits(known)),
    }
}

fn completeness(word: &Word, term: &Term) -> f32 {
    if !word.prefix || term.folded.len() <= word.folded.len() {
        return 1.0;
    }
    let (least, most) = COMPLETED;
    least + (most - least) * word.folded.len() as f32 / term.folded.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::terms::{Place, Postings};
    use crate::search::Query;
    use crate::text::spelling;

    fn term(folded: &str, spellings: &[&str]) -> Term {
        Term {
            folded: folded.into(),
            frequency: 2,
            spellings: spellings.iter().map(|text| spelling(text)).collect(),
            postings: Postings::Inline(vec![]),
            positions: Place { file: 0, range: 0..0 },
        }
    }

    fn posting(impact: u8, spellings: u64) -> Posting {
        Posting {
            document: 0,
            impact,
            fields: 4,
            spellings,
        }
    }

    #[test]
    fn a_rare_word_is_worth_more_and_none_is_worth_less_than_nothing() {
        assert!(inverse_frequency(100, 1) > inverse_frequency(100, 50));
        assert!(inverse_frequency(5, 5) > 0.0);
    }

    #[test]
    fn the_faintest_exact_spelling_beats_the_strongest_other_one() {
        let query = Query::parse("đường ");
        let word = query.words().next().expect("one word");
        let term = term("duong", &["dương", "đường"]);
        assert!(score(word, &term, &posting(1, 0b10), 1.0) > score(word, &term, &posting(255, 0b01), 1.0));
    }

    #[test]
    fn a_mark_more_is_another_spelling_of_a_finished_word() {
        let query = Query::parse("tư ");
        let word = query.words().next().expect("one word");
        let term = term("tu", &["tự", "tư"]);
        assert!(score(word, &term, &posting(1, 0b10), 1.0) > score(word, &term, &posting(255, 0b01), 1.0));
    }

    #[test]
    fn a_plain_word_takes_every_spelling_alike() {
        let query = Query::parse("duong ");
        let word = query.words().next().expect("one word");
        let term = term("duong", &["dương", "đường"]);
        assert_eq!(
            score(word, &term, &posting(9, 0b10), 1.0),
            score(word, &term, &posting(9, 0b01), 1.0)
        );
    }

    #[test]
    fn the_whole_word_beats_its_completions_and_near_ones_beat_far_ones() {
        let query = Query::parse("art");
        let word = query.words().next().expect("one word");
        let of = |folded| score(word, &term(folded, &[]), &posting(100, 0), 1.0);
        assert!(of("art") > of("arts") && of("arts") > of("artificial"));
    }
}

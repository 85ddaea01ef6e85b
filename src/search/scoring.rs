//! How much a word of the query is worth in a document.
//!
//! BM25F (Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009): the index holds the
//! saturated frequency of a term in a document ([`crate::index::postings::Posting::impact`]); what is left
//! for the query is the inverse document frequency, and what spelling and unfinished words are worth.

use super::bundle_files::Spellings;
use crate::index::postings::Posting;
use crate::index::terms::Term;

/// What share another spelling of a marked word is worth: so little that a document with the exact spelling of a single
/// word stands above every document that has only another one.
const OTHER_SPELLING: f32 = 0.06;

/// What a word in the title is worth beside its frequency, in long queries and in those of a few words: these are
/// mostly after a known article.
const TITLE: (f32, f32) = (0.1, 0.45);

/// Queries of at most so many words are after a known article.
pub(super) const FEW_WORDS: usize = 3;

/// `ln(1 + (N - n + 0.5) / (n + 0.5))`: never negative.
pub(super) fn inverse_frequency(documents: u32, frequency: u32) -> f32 {
    let (all, having) = (documents as f32, frequency.min(documents) as f32);
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

/// What a word that so many documents have counts in a query: a little more than its inverse frequency where that is high,
/// a little less where it is low.
pub(super) fn rarity(documents: u32, frequency: u32) -> f32 {
    let inverse = inverse_frequency(documents, frequency);
    // The fourth root: two instructions, where another power would be a kilobyte.
    inverse * (inverse / (1.0 + documents as f32).ln()).sqrt().sqrt()
}

/// Which forms of a term are as a word asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exact {
    /// The word does not ask.
    Any,
    /// The forms with these bits, which are spelled so; all or none of them where the postings do not say.
    Forms(u64),
    /// The same of a word without marks, whose forms are the word in another number or tense, and not one that has its stem only
    /// (`eugenics` for `eugene`). It asks in queries of a few words.
    Inflections(u64),
}

impl Exact {
    /// In a query of so many words.
    pub(super) fn among(self, words: usize) -> Self {
        match self {
            Exact::Inflections(_) if words > FEW_WORDS => Exact::Any,
            Exact::Inflections(bits) => Exact::Forms(bits),
            asked => asked,
        }
    }

    /// Whether it has to be known which forms a document has.
    pub(super) fn spellings(self) -> Spellings {
        match self {
            Exact::Any => Spellings::Ignored,
            Exact::Forms(_) | Exact::Inflections(_) => Spellings::Count,
        }
    }

    /// What share a posting is worth in its spellings.
    #[inline(always)]
    pub(super) fn share(self, posting: &Posting) -> f32 {
        match self {
            // A list that does not say has one form.
            Exact::Forms(bits) | Exact::Inflections(bits) if posting.spellings.max(1) & bits == 0 => OTHER_SPELLING,
            _ => 1.0,
        }
    }

    /// The bits of the forms of a term that fit.
    pub(super) fn bits(term: &Term, fits: &dyn Fn(&str) -> bool) -> u64 {
        let forms = (0..).zip(&term.forms).filter(|(_, form)| fits(&form.spelling));
        forms.fold(0, |bits, (bit, _)| bits | 1_u64.checked_shl(bit).unwrap_or(0))
    }
}

/// What a posting counts for a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Worth {
    /// Where its document stands in the title.
    title: f32,
}

impl Worth {
    /// In a query of so many words.
    pub(super) fn among(words: usize) -> Self {
        let (many, few) = TITLE;
        Self {
            title: if words <= FEW_WORDS { few } else { many },
        }
    }

    /// The saturated frequency of a posting, as a word sees it that asks for some forms.
    #[inline(always)]
    pub(super) fn of(self, posting: &Posting, exact: Exact) -> f32 {
        let title = if posting.in_title() { self.title } else { 0.0 };
        exact.share(posting) * (posting.frequency() + title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::postings::HIGHEST;

    fn posting(impact: u8, spellings: u64) -> Posting {
        Posting {
            document: 0,
            impact,
            title: 0,
            spellings,
        }
    }

    fn worth(exact: Exact, posting: &Posting) -> f32 {
        Worth::among(1).of(posting, exact)
    }

    #[test]
    fn a_rare_word_is_worth_more_and_none_is_worth_less_than_nothing() {
        assert!(rarity(100, 1) > rarity(100, 50));
        assert!(rarity(5, 5) > 0.0 && rarity(1, 1) > 0.0);
    }

    #[test]
    fn a_title_is_worth_more_in_a_short_query() {
        let title = Posting {
            title: 1,
            ..posting(9, 0)
        };
        let [short, long] = [3, 4].map(|words| Worth::among(words).of(&title, Exact::Any));
        assert!(short > long && long > worth(Exact::Any, &posting(9, 0)));
    }

    #[test]
    fn the_faintest_exact_spelling_beats_the_strongest_other_one() {
        let second = Exact::Forms(0b10);
        let other = Posting {
            title: 1,
            ..posting(HIGHEST, 0b01)
        };
        assert!(worth(second, &posting(1, 0b10)) > worth(second, &other));
        assert!(worth(second, &posting(1, 0b11)) > worth(second, &other));
    }

    #[test]
    fn a_plain_word_takes_every_spelling_alike() {
        assert_eq!(
            worth(Exact::Any, &posting(9, 0b10)),
            worth(Exact::Any, &posting(9, 0b01))
        );
    }

    #[test]
    fn a_term_of_one_form_is_spelled_so_everywhere() {
        assert!(worth(Exact::Forms(1), &posting(9, 0)) > worth(Exact::Forms(0), &posting(9, 0)));
    }
}

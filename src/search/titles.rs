//! Articles whose title has all words of a query: who names words of a title is after that article, the more so the less else
//! stands in the title.
//!
//! How much of the title a word is ([`Posting::title`]) goes with what the word is worth, so that it need not be looked up
//! again: in the lowest bits of the score, where it is less than rounding takes away.
//!
//! [`Posting::title`]: crate::index::postings::Posting::title

use crate::index::postings::SHORT_TITLE;

/// The bits of a score that say how much of the title the word is.
const BITS: u32 = SHORT_TITLE as u32;

/// What a score is multiplied with where the title has all words: in a long title, and more for each step to a short one.
const NAMED: f32 = 2.0;
const SHORTER: f32 = 1.0;

/// A score of at least 0 that says how much of the title the word is; nothing says that the title lacks it, or that it does not
/// matter.
#[inline]
pub(super) fn with_title(score: f32, title: u8) -> f32 {
    f32::from_bits(score.to_bits() & !BITS | u32::from(title) & BITS)
}

/// How much of the title the word is that has this score.
#[inline]
pub(super) fn title(score: f32) -> u8 {
    (score.to_bits() & BITS) as u8
}

/// What is no less than either score and no less of a title.
#[inline]
pub(super) fn at_most(one: f32, other: f32) -> f32 {
    let highest = if one > other { one } else { other };
    with_title(highest, title(one).max(title(other)))
}

/// The sum of what all words are worth in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sum {
    score: f32,
    /// What the least of the words says.
    title: u8,
}

impl Sum {
    /// Of no words yet.
    pub(super) const NOTHING: Self = Self {
        score: 0.0,
        title: SHORT_TITLE,
    };

    /// Adds what a word is worth: 0 where the document lacks it.
    #[inline]
    pub(super) fn add(&mut self, score: f32) {
        self.score += score;
        self.title = self.title.min(title(score));
    }

    /// What the words are worth, whatever the title.
    pub(super) fn words(self) -> f32 {
        self.score
    }

    #[inline]
    pub(super) fn score(self) -> f32 {
        if self.title == 0 {
            self.score
        } else {
            self.score * (NAMED + SHORTER * f32::from(self.title - 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(scores: &[f32]) -> f32 {
        let mut sum = Sum::NOTHING;
        scores.iter().for_each(|score| sum.add(*score));
        sum.score()
    }

    #[test]
    fn a_title_with_all_words_counts_the_more_the_shorter_it_is() {
        let [none, long, short] = [0, 1, SHORT_TITLE].map(|title| with_title(1.0, title));
        assert!(sum(&[long, long]) > sum(&[none, none]));
        assert!(sum(&[short, short]) > sum(&[long, long]));
        assert_eq!(
            sum(&[none, short]),
            sum(&[none, none]) + (short - none),
            "of some words it says nothing"
        );
        assert_eq!(sum(&[short, 0.0]), short);
    }

    proptest! {
        #[test]
        fn what_goes_with_a_score_changes_nothing_of_it(score in 0.0..1e6_f32, of in 0..=SHORT_TITLE) {
            let with = with_title(score, of);
            prop_assert!((with - score).abs() <= score * 1e-6 && title(with) == of, "{with} {score}");
        }

        #[test]
        fn nothing_is_worth_more_than_the_most(
            words in proptest::collection::vec(
                proptest::collection::vec((prop_oneof![Just(0.0_f32), 0.1..9.0_f32], 0..=SHORT_TITLE), 3), 1..5),
        ) {
            let words: Vec<Vec<f32>> = words.iter().map(|word| word.iter().map(|(score, title)| {
                if *score > 0.0 { with_title(*score, *title) } else { 0.0 }
            }).collect()).collect();
            let most: Vec<f32> = words.iter().map(|word| word.iter().copied().fold(0.0, at_most)).collect();
            for document in 0..3 {
                let of: Vec<f32> = words.iter().map(|word| word[document]).collect();
                prop_assert!(sum(&of) <= sum(&most));
            }
        }
    }
}

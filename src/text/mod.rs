//! Text without meaning: fold, tokens, excerpts, highlight ranges.

use std::ops::Range;

/// What to mark in a text: the words of a query, folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matcher {}

impl Matcher {
    /// The byte ranges of `text` that the query matches, ascending, not overlapping.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let _ = text;
        vec![]
    }
}

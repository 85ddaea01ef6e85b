//! Questions and answers of the engine.

use std::ops::Range;

use super::{Filters, Query, Sort};
use crate::article::Concept;

/// A question to the engine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// What stands in the search box. The last word is a prefix unless a blank follows it.
    pub query: String,
    /// What narrows the result besides.
    pub filters: Filters,
    /// In which order.
    pub sort: Sort,
}

/// An answer of the engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// All hits in order. Cards are fetched for those in view only, with [`super::Engine::cards`].
    pub hits: Vec<Hit>,
    /// The query as it was understood.
    pub query: Query,
    /// No document has all words; these have some of them.
    pub partial: bool,
}

/// One document of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The document's number: 0 is the newest.
    pub document: u32,
    /// Its score, comparable within one answer; 0 when there were no words to rank by.
    pub score: f32,
}

/// A passage of an article around the query's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Plain text; `…` marks where something was cut.
    pub text: String,
    /// Byte ranges of `text` that match the query, ascending, not overlapping.
    pub marks: Vec<Range<usize>>,
}

/// The filter panel for one answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// Every value of the archive, by group, then by count, then by label.
    pub values: Vec<FacetValue>,
}

/// One value of the filter panel.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetValue {
    /// What it stands for.
    pub concept: Concept,
    /// How many documents of the current result have it: with all filters but those of its own
    /// group, since values of one group are alternatives.
    pub count: u32,
    /// How many of these were suggested rather than stated.
    pub suggested: u32,
}

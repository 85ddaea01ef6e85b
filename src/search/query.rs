//! The query language.

use crate::text::Matcher;

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {}

impl Query {
    /// Reads what stands in the search box. Nothing is an error.
    pub fn parse(text: &str) -> Self {
        let _ = text;
        Self {}
    }
    /// What to mark in titles, leads and texts.
    pub fn matcher(&self) -> Matcher {
        Matcher::default()
    }
    /// There is nothing to search for: no words, no operators.
    pub fn is_empty(&self) -> bool {
        true
    }
}

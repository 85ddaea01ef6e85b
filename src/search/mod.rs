//! Searching: query language, scoring, filters, facets, snippets, and the [`Engine`] that ties them to
//! the bytes of a bundle.
//!
//! The engine is asynchronous over a [`Store`], and knows nothing of where bytes come from: the browser
//! gives it a store that fetches, the command line one that reads files, tests one in memory.

mod best;
mod bundle_files;
mod complete;
mod corrections;
mod dense;
mod engine;
mod error;
mod filters;
mod matching;
mod meaning;
mod occurrences;
mod order;
mod parallel;
mod phrases;
mod query;
mod rank;
mod results;
mod scoring;
mod selection;
mod stop_words;
mod store;
mod tally;
mod titles;
mod typos;
mod wanted;
mod why;

pub use crate::article::DayRange;
pub use complete::Completions;
pub use engine::Engine;
pub use error::Error;
pub use filters::{Filters, Sort, Undated};
pub use order::in_order;
pub use query::{Clause, Query, QueryTerm, Word};
pub use results::{Correction, FacetValue, Facets, Hit, Request, Results, Snippet};
pub use selection::author_key;
pub use store::{MemoryStore, Store, StoreError, cut};
pub use why::{FIELDS, How, Met, Why};

//! The bytes of the index: what the bundler writes and the engine reads. `docs/format.md` has them one by one.
//!
//! * [`build`] makes the files of an index from [`Document`]s.
//! * [`terms`]: shards of the dictionary. [`postings`]: which documents have a term. [`positions`]: where.
//! * [`facets`]: the values of the filter panel. [`dates`]: days of publication.
//! * [`bytes`]: headers, numbers, checked reading. Every reader here answers damaged bytes with [`Corrupt`].

pub mod bytes;
pub mod dates;
pub mod facets;
pub mod positions;
pub mod postings;
pub mod terms;
mod writer;

pub use bytes::{Corrupt, Kind, unseal};
pub use writer::{Built, Document, DocumentKey, build};

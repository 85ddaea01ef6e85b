//! The bytes of the index: what the bundler writes and the engine reads. `docs/format.md` has them one by one.
//!
//! * [`build`] makes the files of an index from [`Document`]s.
//! * [`terms`]: shards of the dictionary. [`postings`]: which documents have a term. [`positions`]: where.
//! * [`DocumentSet`]: some of the documents. [`facets`]: the values of the filter panel. [`dates`]: days of publication.
//!   [`pages`]: where each article is.
//! * [`bytes`]: headers, numbers, checked reading. Every reader here answers damaged bytes with [`Corrupt`].

mod bits;
pub mod bytes;
pub mod dates;
pub mod documents;
pub mod facets;
mod forms;
mod gaps;
mod gather;
pub mod pages;
mod parts;
pub mod positions;
pub mod postings;
pub mod terms;
mod text64;
pub mod vectors;
mod writer;

pub use bytes::{Corrupt, HEADER, Kind, PART_HEADER, unseal, unseal_part};
pub use documents::DocumentSet;
pub use writer::{Built, Document, DocumentKey, build};

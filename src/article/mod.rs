//! The wire contract: the shapes that the bundler writes as JSON and the browser reads.
//!
//! Nothing here does work beyond checking and comparing its own values, and nothing here knows where
//! bytes come from. `docs/format.md` describes the same shapes for readers in other languages.
//!
//! * [`Article`] and [`FeedPage`]: JSON Feed 1.1 with one `_explorer` object ([`Extension`]).
//! * [`Block`]: the body as typed blocks over `content_text`.
//! * [`EdtfDate`]: dates as sure or unsure as the text made them.
//! * [`Card`]: what a result list shows of an article.
//! * [`Manifest`]: the one file that is fetched afresh.
//! * [`json`]: how all of these are read.

mod block;
mod card;
mod date;
mod feed;
pub mod json;
mod manifest;
mod tag;

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) use block::containers;
pub use block::{Block, BlockKind, BlockMark, Container, ContainerKind, Picture, Span, SpanKind};
pub use card::{Card, CardDate, CardTag};
pub use date::{DateError, DateParts, DayRange, EdtfDate, civil_from_days, days_from_civil, iso_day};
pub use feed::{
    Article, Author, Derived, Extension, FeedPage, FeedText, FeedTexts, Field, JSON_FEED_VERSION, Original,
};
pub use manifest::{FORMAT, Manifest, Version};
pub use tag::{Concept, Evidence, Group, Label, StatedTag, SuggestedTag, TagKey};

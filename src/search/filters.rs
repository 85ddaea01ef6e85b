//! What narrows a result besides its words, and in which order it stands.

use crate::article::{DayRange, TagKey};

/// Everything that narrows a result besides its words.
///
/// Tags of one group are alternatives, groups add up, excluded tags go. An empty filter keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Tags of which a document needs one in each of their groups.
    pub include: Vec<TagKey>,
    /// Tags that a document must not have.
    pub exclude: Vec<TagKey>,
    /// Days of publication.
    pub days: DayRange,
    /// What becomes of documents without a date.
    pub undated: Undated,
}

/// What becomes of documents without a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Undated {
    /// Kept while no range is set, dropped by a range.
    #[default]
    Auto,
    /// Kept beside those in the range.
    Include,
    /// Only they are kept; the range is ignored.
    Only,
}

/// The order of a result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; newest first when there are no words to rank by.
    #[default]
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
}

//! What a result list shows of an article without fetching its page.

use serde::Serialize;

use super::json::from_json;
use super::{Author, EdtfDate, TagKey};

/// One entry of the result list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Card {
    /// [`super::Article::id`]
    pub slug: String,
    /// The headline.
    pub title: String,
    /// The headline was inferred.
    #[serde(skip_serializing_if = "is_false")]
    pub title_derived: bool,
    /// The first of those who wrote it, at most [`Card::AUTHORS`] and one more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// When it was published, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<CardDate>,
    /// Publisher or agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Place of the dateline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// BCP 47.
    pub language: String,
    /// The summary, or the beginning of the text.
    pub lead: String,
    /// Stated tags first, then suggested ones; topics, organisations and places only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<CardTag>,
    /// Words in the text, for the reading time.
    pub words: u32,
    /// The file that was bundled, relative to the folder.
    pub path: String,
    /// What the article is about, as [`crate::index::vectors::to_text`] writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vector: Option<String>,
}

impl Card {
    /// So many authors are shown; that there are more is known by one more.
    pub const AUTHORS: usize = 3;
}

/// A date on a card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CardDate {
    /// The date.
    pub edtf: EdtfDate,
    /// It was inferred.
    #[serde(skip_serializing_if = "is_false")]
    pub derived: bool,
}

/// A tag on a card; its label is in the facets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardTag {
    /// The concept.
    pub key: TagKey,
    /// Suggested by the bundler rather than stated.
    #[serde(skip_serializing_if = "is_false")]
    pub suggested: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

from_json!(Card {
    slug: "slug",
    title: "title",
    title_derived: "title_derived",
    authors: "authors",
    date: "date",
    source: "source",
    place: "place",
    language: "language",
    lead: "lead",
    tags: "tags",
    words: "words",
    path: "path",
    vector: "vector",
});
from_json!(CardDate {
    edtf: "edtf",
    derived: "derived"
});
from_json!(CardTag {
    key: "key",
    suggested: "suggested"
});

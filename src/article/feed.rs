//! Articles as JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), with what that format lacks in
//! one `_explorer` object whose keys follow schema.org's
//! [NewsArticle](https://schema.org/NewsArticle).

use serde::Serialize;

use super::block::{self, Block, BlockMark, Container};
use super::json::{Fault, FromJson, Json, Members, from_json};
use super::{EdtfDate, Evidence, StatedTag, SuggestedTag};

/// The value of `version` in every page.
pub const JSON_FEED_VERSION: &str = "https://jsonfeed.org/version/1.1";

/// One page of articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedPage {
    /// [`JSON_FEED_VERSION`].
    pub version: String,
    /// The archive's title.
    pub title: String,
    /// Where the archive can be visited, when its keeper stated it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_page_url: Option<String>,
    /// What the archive is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The next page of the same feed, relative to this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_url: Option<String>,
    /// The articles.
    pub items: Vec<Article>,
}

/// An author, as JSON Feed has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Author {
    /// The name.
    pub name: String,
    /// Its value of the filter panel, where that cannot be told from the name alone ([`crate::search::author_key`]).
    #[serde(rename = "_key", skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

impl Author {
    /// Somebody of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            key: None,
        }
    }
}

/// One article: an item of a JSON Feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Article {
    /// The slug: unique in the archive, safe in a URL.
    pub id: String,
    /// Where the article can be read in this archive.
    pub url: String,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_url: Option<String>,
    /// The headline.
    pub title: String,
    /// The summary that the keeper or the front matter states; never made up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The cleaned text, blocks separated by blank lines.
    pub content_text: String,
    /// RFC 3339, only when the day is known for sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// People who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// English labels of the stated tags. Suggested ones stand in `_explorer.mentions` only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// BCP 47, e.g. `en`, `vi`, `und`.
    pub language: String,
    /// What JSON Feed has no place for.
    #[serde(rename = "_explorer")]
    pub explorer: Extension,
}

/// What is said in one page of articles, and nothing else of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedTexts {
    /// Of each article.
    pub items: Vec<FeedText>,
}

/// What an [`Article`] says: all that passages are cut from. Whoever searches reads this of many articles, and the rest of few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedText {
    /// As [`Article::id`].
    pub id: String,
    /// As [`Article::summary`].
    pub summary: Option<String>,
    /// As [`Article::content_text`].
    pub content_text: String,
}

/// The `_explorer` object of an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Extension {
    /// The file, relative to the folder that was bundled, with `/` on every system.
    pub path: String,
    /// The original, without its private parts.
    pub original: Original,
    /// When it was published, as precisely as is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<EdtfDate>,
    /// The dateline as printed, e.g. `PARIS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// The place of the dateline as a name, e.g. `Paris`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_created: Option<String>,
    /// The publisher or agency, e.g. `VNA/VNS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_organization: Option<String>,
    /// Stated tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<StatedTag>,
    /// Suggested tags, each with its evidence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<SuggestedTag>,
    /// The subtitle, when stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_headline: Option<String>,
    /// Other titles that the article is known by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternate_name: Vec<String>,
    /// A licence, when stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// Which blocks of `content_text` are more than paragraphs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<BlockMark>,
    /// Which blocks stand together in lists, quotations and notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub containers: Vec<Container>,
    /// Which fields were inferred, and from what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived: Vec<Derived>,
}

/// Where the original is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Original {
    /// The pack that it is in, relative to the bundle.
    pub file: String,
    /// Where in the pack it begins, as a gzip member.
    pub start: u64,
    /// How long that member is, in bytes.
    pub length: u64,
    /// Its own size in bytes.
    pub bytes: u64,
}

/// A field that can be inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// [`Article::title`]
    Title,
    /// [`Article::language`]
    Language,
    /// [`Extension::date`]
    Date,
    /// [`Article::authors`]
    Author,
    /// [`Extension::location_created`]
    LocationCreated,
    /// [`Extension::source_organization`]
    SourceOrganization,
    /// A caption among the blocks.
    Caption,
    /// A heading among the blocks.
    Heading,
}

impl FromJson for Field {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        let name = String::from_json(json, fault);
        match name.as_str() {
            "title" => Field::Title,
            "language" => Field::Language,
            "date" => Field::Date,
            "author" => Field::Author,
            "locationCreated" => Field::LocationCreated,
            "sourceOrganization" => Field::SourceOrganization,
            "caption" => Field::Caption,
            "heading" => Field::Heading,
            _ => {
                fault.note();
                Field::Title
            }
        }
    }
}

/// An inferred field and its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "WireDerived")]
pub struct Derived {
    /// Which field.
    pub field: Field,
    /// What it was inferred from.
    pub evidence: Evidence,
}

/// A [`Derived`] as JSON has it: flat.
#[derive(Serialize)]
struct WireDerived {
    field: Field,
    rule: String,
    term: String,
    sentence: String,
}

impl FromJson for Derived {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        let mut derived = Members::of(json, fault);
        let evidence = Evidence {
            rule: derived.take("rule"),
            term: derived.take("term"),
            sentence: derived.take("sentence"),
        };
        Self {
            field: derived.take("field"),
            evidence,
        }
    }
}

impl From<Derived> for WireDerived {
    fn from(
        Derived {
            field,
            evidence: Evidence { rule, term, sentence },
        }: Derived,
    ) -> Self {
        Self {
            field,
            rule,
            term,
            sentence,
        }
    }
}

from_json!(FeedPage {
    version: "version",
    title: "title",
    home_page_url: "home_page_url",
    description: "description",
    next_url: "next_url",
    items: "items",
});
from_json!(FeedTexts { items: "items" });
from_json!(FeedText {
    id: "id",
    summary: "summary",
    content_text: "content_text",
});
from_json!(Author {
    name: "name",
    key: "_key"
});
from_json!(Article {
    id: "id",
    url: "url",
    external_url: "external_url",
    title: "title",
    summary: "summary",
    content_text: "content_text",
    date_published: "date_published",
    authors: "authors",
    tags: "tags",
    language: "language",
    explorer: "_explorer",
});
from_json!(Extension {
    path: "path",
    original: "original",
    date: "date",
    dateline: "dateline",
    location_created: "locationCreated",
    source_organization: "sourceOrganization",
    about: "about",
    mentions: "mentions",
    alternative_headline: "alternativeHeadline",
    alternate_name: "alternateName",
    license: "license",
    blocks: "blocks",
    containers: "containers",
    derived: "derived",
});
from_json!(Original {
    file: "file",
    start: "start",
    length: "length",
    bytes: "bytes",
});

impl Article {
    /// The body as typed blocks.
    pub fn blocks(&self) -> Vec<Block<'_>> {
        block::blocks(&self.content_text, &self.explorer.blocks)
    }

    /// Which of so many blocks stand together: in the order of their beginnings, an outer one before those inside it.
    pub fn containers(&self, blocks: usize) -> &[Container] {
        block::containers(&self.explorer.containers, blocks)
    }

    /// The evidence for an inferred field; `None` when it was stated or is unknown.
    pub fn derived(&self, field: Field) -> Option<&Evidence> {
        self.explorer
            .derived
            .iter()
            .find(|derived| derived.field == field)
            .map(|derived| &derived.evidence)
    }

    /// The date by which articles are put in order, chosen and cited: what was stated, or what was inferred without doubt. A guess
    /// that may be wrong (`2024-07-09?`) is shown with its evidence, and counts as no date.
    pub fn sure_date(&self) -> Option<&EdtfDate> {
        let date = self.explorer.date.as_ref();
        date.filter(|date| !date.start().uncertain || self.derived(Field::Date).is_none())
    }
}

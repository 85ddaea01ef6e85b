//! Tags: what a keeper stated, what the bundler suggests, and the concepts both point at.

use serde::Serialize;

use super::json::{Fault, FromJson, Json, from_json};

/// The groups of the filter panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// What an article is about.
    Topic,
    /// Bodies, agencies, companies.
    Organisation,
    /// Countries, cities, regions.
    Place,
    /// The language of the text, a BCP 47 tag.
    Language,
    /// Who published the text.
    Source,
    /// The year of publication.
    Year,
    /// Who wrote the text. Last: where there are thousands, values of this group come later than all others.
    Author,
}

impl Group {
    /// All groups, in the order in which the panel shows them.
    pub const ALL: [Group; 7] = [
        Group::Topic,
        Group::Organisation,
        Group::Place,
        Group::Author,
        Group::Language,
        Group::Source,
        Group::Year,
    ];

    /// The lowercase name used in JSON and in the URL.
    pub fn name(self) -> &'static str {
        match self {
            Group::Topic => "topic",
            Group::Organisation => "organisation",
            Group::Place => "place",
            Group::Author => "author",
            Group::Language => "language",
            Group::Source => "source",
            Group::Year => "year",
        }
    }

    /// The group of a lowercase name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }
}

/// The identity of one filterable value, unique in an archive and safe in a URL.
///
/// A concept of the vocabulary (or a tag that a keeper made up) is its bare id, `cultural-diplomacy`;
/// values of the other groups carry a prefix: `author:lan-anh`, `lang:vi`, `source:vns`, `year:2025`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct TagKey(pub String);

impl TagKey {
    /// A key from any string.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for TagKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name in the languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Label {
    /// English, always present.
    pub en: String,
    /// Vietnamese, where it differs from the English name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vi: Option<String>,
}

impl Label {
    /// A label with an English name only.
    pub fn plain(name: impl Into<String>) -> Self {
        Self {
            en: name.into(),
            vi: None,
        }
    }

    /// The name in the language of the interface (`"vi"` or anything else), English where none is given.
    pub fn in_language(&self, language: &str) -> &str {
        match &self.vi {
            Some(vi) if language == "vi" => vi,
            _ => &self.en,
        }
    }
}

/// One value of the filter panel: a SKOS-shaped concept or a derived value such as a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Concept {
    /// Its key.
    pub key: TagKey,
    /// Its group.
    pub group: Group,
    /// Its preferred label.
    pub label: Label,
    /// The next broader concept of the same vocabulary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broader: Option<TagKey>,
    /// URIs of the same concept elsewhere: UNESCO Thesaurus, IPTC Media Topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exact_match: Vec<String>,
}

/// A tag that the keeper of the archive stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatedTag {
    /// The concept.
    pub key: TagKey,
    /// Its label, so that an article can be read without the rest of the bundle.
    pub label: Label,
    /// Its group.
    pub group: Group,
}

/// A tag that the bundler suggests; never mixed with stated ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SuggestedTag {
    /// The concept.
    pub key: TagKey,
    /// Its label.
    pub label: Label,
    /// Its group.
    pub group: Group,
    /// What caused the suggestion, first mention first; never empty.
    pub evidence: Vec<Evidence>,
}

/// Why something was inferred: the rule, the words that triggered it and the sentence they stand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// A short stable name of the rule, e.g. `dateline`, `signature`, `vocabulary`.
    pub rule: String,
    /// The term as the text has it, e.g. `Permanent Representative`.
    pub term: String,
    /// The sentence (or line) of the original that contains the term.
    pub sentence: String,
}

from_json!(Label { en: "en", vi: "vi" });
from_json!(Concept {
    key: "key",
    group: "group",
    label: "label",
    broader: "broader",
    exact_match: "exact_match"
});
from_json!(StatedTag {
    key: "key",
    label: "label",
    group: "group"
});
from_json!(SuggestedTag {
    key: "key",
    label: "label",
    group: "group",
    evidence: "evidence"
});
from_json!(Evidence {
    rule: "rule",
    term: "term",
    sentence: "sentence"
});

impl FromJson for Group {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        let name = String::from_json(json, fault);
        Self::from_name(&name).unwrap_or_else(|| {
            fault.note();
            Group::Topic
        })
    }
}

impl FromJson for TagKey {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        Self(String::from_json(json, fault))
    }
}

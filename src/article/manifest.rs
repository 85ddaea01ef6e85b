//! The manifest: the one file of a bundle that is fetched afresh. It names everything else.

use serde::Serialize;

use super::json::from_json;

/// The version of the bundle's layout that this code writes and reads.
pub const FORMAT: u32 = 7;

/// `manifest.json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Manifest {
    /// [`FORMAT`] of the bundler that wrote it.
    pub format: u32,
    /// The archive's title.
    pub title: String,
    /// What the archive is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The languages of the texts, those that the keeper names first, then most frequent first, BCP 47.
    pub languages: Vec<String>,
    /// Where the archive can be visited, when its keeper stated it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How many articles there are. Documents are numbered 0 to `articles - 1`, newest first, undated last.
    pub articles: u32,
    /// How many of them, the last ones, have no date that a range could select.
    pub undated: u32,
    /// First and last day of publication, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<[String; 2]>,
    /// The folder of everything else: named after its content, cached for good. 16 hexadecimal digits.
    pub generation: String,
    /// The first term of each term shard, ascending; the first is empty.
    pub router: Vec<String>,
    /// How many cards a block of cards holds, and how many beginnings of articles a file of passages.
    pub cards_per_block: u32,
    /// The bytes of a card, where all are padded to the same length so that one can be fetched alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_bytes: Option<u32>,
    /// The bytes of a place in a file of passages, where there are such files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passage_bytes: Option<u32>,
    /// So many words further a text each place begins, where there is a file of passages for each article with a page for itself; without
    /// it a place has the beginning of an article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passage_words: Option<u32>,
    /// The first position that is looked for in them, where only long articles have such a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passage_from: Option<u32>,
    /// How many articles each page of the feed holds, as [`crate::index::pages`] writes it.
    pub pages: String,
}

impl Manifest {
    /// Path of a shard of terms.
    pub fn terms_path(&self, shard: u32) -> String {
        self.numbered("terms-", shard, ".bin")
    }

    /// Path of a file of postings.
    pub fn postings_path(&self, file: u32) -> String {
        self.numbered("postings-", file, ".bin")
    }

    /// Path of a file of positions.
    pub fn positions_path(&self, file: u32) -> String {
        self.numbered("positions-", file, ".bin")
    }

    /// Path of the facets.
    pub fn facets_path(&self) -> String {
        self.path("facets.bin")
    }

    /// Path of the documents of the facets.
    pub fn tagged_path(&self) -> String {
        self.path("tagged.bin")
    }

    /// Path of the dates.
    pub fn dates_path(&self) -> String {
        self.path("dates.bin")
    }

    /// Path of a block of cards (a JSON array of [`super::Card`]).
    pub fn cards_path(&self, block: u32) -> String {
        self.numbered("cards-", block, ".json")
    }

    /// Path of a file of passages.
    pub fn passages_path(&self, file: u32) -> String {
        self.numbered("passages-", file, ".pack")
    }

    /// Path of a page of the feed (a [`super::FeedPage`]).
    pub fn page_path(&self, page: u32) -> String {
        self.numbered("page-", page, ".json")
    }

    /// Name of a pack of untouched originals.
    pub fn originals_file(pack: u32) -> String {
        format!("originals-{pack}.pack")
    }

    /// Path of a file by its name.
    pub fn path(&self, name: &str) -> String {
        ["g-", &self.generation, "/", name].concat()
    }

    fn numbered(&self, name: &str, number: u32, ending: &str) -> String {
        self.path(&[name, &number.to_string(), ending].concat())
    }
}

/// What manifests of all formats have.
pub struct Version {
    /// The number of the format.
    pub format: u32,
}

from_json!(Version { format: "format" });
from_json!(Manifest {
    format: "format",
    title: "title",
    description: "description",
    languages: "languages",
    url: "url",
    articles: "articles",
    undated: "undated",
    days: "days",
    generation: "generation",
    router: "router",
    cards_per_block: "cards_per_block",
    card_bytes: "card_bytes",
    passage_bytes: "passage_bytes",
    passage_words: "passage_words",
    passage_from: "passage_from",
    pages: "pages",
});

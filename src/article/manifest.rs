//! The manifest: the one file of a bundle that is fetched afresh. It names everything else.

use serde::Serialize;

use super::json::from_json;

/// The version of the bundle's layout that this code writes and reads.
pub const FORMAT: u32 = 2;

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
    /// How many cards a block of cards holds.
    pub cards_per_block: u32,
}

impl Manifest {
    /// The folder of this generation, relative to the bundle.
    fn folder(&self) -> String {
        format!("g-{}", self.generation)
    }

    /// Path of a shard of terms.
    pub fn terms_path(&self, shard: u32) -> String {
        format!("{}/terms-{shard}.bin", self.folder())
    }

    /// Path of a file of postings.
    pub fn postings_path(&self, file: u32) -> String {
        format!("{}/postings-{file}.bin", self.folder())
    }

    /// Path of a file of positions.
    pub fn positions_path(&self, file: u32) -> String {
        format!("{}/positions-{file}.bin", self.folder())
    }

    /// Path of the facets.
    pub fn facets_path(&self) -> String {
        format!("{}/facets.bin", self.folder())
    }

    /// Path of the dates.
    pub fn dates_path(&self) -> String {
        format!("{}/dates.bin", self.folder())
    }

    /// Path of a block of cards (a JSON array of [`super::Card`]).
    pub fn cards_path(&self, block: u32) -> String {
        format!("{}/cards-{block}.json", self.folder())
    }

    /// Path of a page of the feed (a [`super::FeedPage`]).
    pub fn page_path(&self, page: u32) -> String {
        format!("{}/page-{page}.json", self.folder())
    }

    /// Name of a pack of untouched originals.
    pub fn originals_file(pack: u32) -> String {
        format!("originals-{pack}.pack")
    }

    /// Path of a file by its name.
    pub fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.folder())
    }
}

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
});

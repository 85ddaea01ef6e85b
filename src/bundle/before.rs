//! The bundle that is being replaced: whose the addresses were that it published.

use std::path::Path;

use pollster::block_on;

use super::FolderStore;
use crate::search::Engine;

/// The last bundle, where there is one that can be read.
pub(super) struct Before {
    engine: Option<Engine<FolderStore>>,
}

impl Before {
    /// Opens the bundle in a folder.
    pub(super) fn open(folder: &Path) -> Self {
        Self {
            engine: block_on(Engine::open(FolderStore::new(folder))).ok(),
        }
    }

    /// The file of the article that had this slug.
    pub(super) fn holder(&self, slug: &str) -> Option<String> {
        let engine = self.engine.as_ref()?;
        block_on(async {
            let document = engine.find(slug).await.ok()?;
            let cards = engine.cards(&[document]).await.ok()?;
            cards.first().map(|card| card.path.clone())
        })
    }
}

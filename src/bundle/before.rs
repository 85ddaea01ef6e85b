//! The bundle that is being replaced: the addresses that it published.

use std::collections::HashMap;
use std::path::Path;

use pollster::block_on;

use super::FolderStore;
use crate::search::{Engine, Error};

/// The slug of each article of the last bundle, by its file; nothing where there is none that can be read.
pub(super) fn slugs(folder: &Path) -> HashMap<String, String> {
    block_on(read(folder)).unwrap_or_default()
}

async fn read(folder: &Path) -> Result<HashMap<String, String>, Error> {
    let engine = Engine::open(FolderStore::new(folder)).await?;
    let all: Vec<u32> = (0..engine.manifest().articles).collect();
    let cards = engine.cards(&all).await?;
    Ok(cards
        .iter()
        .map(|card| (card.path.clone(), card.slug.clone()))
        .collect())
}

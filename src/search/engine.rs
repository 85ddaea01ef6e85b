//! The engine: from a [`Request`] to [`Results`].

use std::rc::Rc;

use super::{Error, Facets, Hit, Request, Results, Snippet, Store};
use crate::article::{Article, Card, Concept, Manifest, TagKey};

/// A bundle, ready to be searched.
pub struct Engine<S> {
    store: S,
    manifest: Manifest,
}

impl<S: Store> Engine<S> {
    /// Opens the bundle of a store: reads its manifest, nothing else.
    ///
    /// # Errors
    /// The manifest cannot be read, is damaged, or has another format.
    pub async fn open(store: S) -> Result<Self, Error> {
        unimplemented!()
    }
    /// The manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }
    /// Answers a request.
    pub async fn search(&self, request: &Request) -> Result<Results, Error> {
        unimplemented!()
    }
    /// The filter panel for a request (which need not have been searched before).
    pub async fn facets(&self, request: &Request) -> Result<Facets, Error> {
        unimplemented!()
    }
    /// All concepts of the archive, to name the tags of cards and chips. Fetched once.
    pub async fn concepts(&self) -> Result<Rc<[Concept]>, Error> {
        unimplemented!()
    }
    /// The cards of some documents, in the order asked for.
    pub async fn cards(&self, documents: &[u32]) -> Result<Vec<Rc<Card>>, Error> {
        unimplemented!()
    }
    /// The passage of a document that shows best why it was found.
    pub async fn snippet(&self, card: &Card, results: &Results) -> Result<Snippet, Error> {
        unimplemented!()
    }
    /// The number of the document with this slug.
    pub async fn find(&self, slug: &str) -> Result<u32, Error> {
        unimplemented!()
    }
    /// The article behind a card.
    pub async fn article(&self, card: &Card) -> Result<Rc<Article>, Error> {
        unimplemented!()
    }
    /// The untouched original of an article, decoded as UTF-8 (invalid bytes become U+FFFD).
    pub async fn original(&self, article: &Article) -> Result<String, Error> {
        unimplemented!()
    }
}

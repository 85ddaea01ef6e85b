//! The files of a bundle as the engine sees them: read through the store, checked, kept while they are of use.
//!
//! [`fetch`]: what is asked for together. [`lists`]: the dictionary, postings and positions. [`articles`]: cards, texts and pages.

mod articles;
mod fetch;
mod kept;
mod lists;
mod payload;

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

pub(super) use fetch::Fetch;
use kept::Kept;
pub(super) use lists::{List, Positions, Spellings};
use payload::Payload;

use super::dense::Dense;
use super::meaning::Meaning;
use super::occurrences::Occurrences;
use super::tally::Scratch;
use super::{Error, Store};
use crate::article::json::{self, FromJson};
use crate::article::{Article, Card, FORMAT, FeedText, Manifest, Version};
use crate::index::facets::{Facet, Tagged};
use crate::index::pages::Pages;
use crate::index::{Corrupt, HEADER, Kind, dates, facets, unseal};

/// Bytes of what is kept of each kind: what some hundred searches in 150,000 articles look at, so that none of them is fetched or
/// worked out twice. Small archives never fill them.
mod room {
    const MB: usize = 1 << 20;
    /// Binary files, or parts of them.
    pub(super) const PAYLOADS: usize = 32 * MB;
    /// Long lists as they were read.
    pub(super) const DENSE: usize = 16 * MB;
    /// Positions as they were read.
    pub(super) const OCCURRENCES: usize = 16 * MB;
    /// What is known of words.
    pub(super) const MEANINGS: usize = 64 * MB;
    /// Cards, which each list of results shows some of.
    pub(super) const CARDS: usize = 32 * MB;
    /// Parsed pages.
    pub(super) const PAGES: usize = 32 * MB;
    /// Beginnings and pieces of texts.
    pub(super) const TEXTS: usize = 4 * MB;
}

/// So many postings are read without a pause: some milliseconds of work.
const AT_ONCE: u32 = 1 << 17;

/// More articles than any archive has: a damaged manifest must not ask for the memory to count them.
const MOST_ARTICLES: u32 = 1 << 24;

/// What is done by code that few readers need.
type Rarely<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 'a>>;

/// The values of the filter panel.
#[derive(Clone)]
struct Named {
    facets: Rc<Vec<Facet>>,
    /// How many others stand with the documents of all.
    later: u32,
    /// How many bytes stand behind them in their file.
    behind: usize,
}

pub(super) struct BundleFiles<S> {
    store: S,
    pub(super) manifest: Manifest,
    places: Pages,
    /// By kind, file, and where they begin.
    payloads: Kept<(u8, u32, usize), Payload>,
    /// By file, and where they begin.
    dense: Kept<(u32, usize), Rc<Dense>>,
    /// By file, and where they begin.
    occurrences: Kept<(u32, usize), Rc<Occurrences>>,
    /// By what kind of word it is, and its checksum.
    meanings: Kept<(u8, u32, usize), Rc<Meaning>>,
    pub(super) scratch: RefCell<Scratch>,
    /// Postings that were read since the last pause.
    worked: Cell<u32>,
    facets: RefCell<Option<Named>>,
    tagged: RefCell<Option<Rc<Vec<Tagged>>>>,
    dates: RefCell<Option<Rc<dates::Dates>>>,
    cards: Kept<u32, Rc<Vec<Rc<Card>>>>,
    pages: Kept<u32, Rc<Vec<Rc<Article>>>>,
    /// What is said in pages of the feed.
    whole_texts: Kept<u32, Rc<Vec<Rc<FeedText>>>>,
    /// Beginnings of texts.
    texts: Kept<(u32, u32), Rc<str>>,
}

impl<S: Store> BundleFiles<S> {
    pub(super) async fn open(store: S) -> Result<Self, Error> {
        const PATH: &str = "manifest.json";
        let bytes = store.read(PATH).await?;
        // The version first: another format need not have the same keys.
        if let Ok(Version { format: found }) = json::read(&bytes)
            && found != FORMAT
        {
            return Err(Error::Format { found });
        }
        let manifest: Manifest = read(PATH, &bytes)?;
        let too_many = manifest.articles > MOST_ARTICLES;
        if too_many || manifest.cards_per_block == 0 || manifest.undated > manifest.articles {
            return Err(corrupt(PATH, Corrupt("its numbers contradict each other")));
        }
        let places = Pages::from_text(&manifest.pages, manifest.articles).map_err(|error| corrupt(PATH, error))?;
        Ok(Self {
            store,
            manifest,
            places,
            payloads: Kept::new(room::PAYLOADS),
            dense: Kept::new(room::DENSE),
            occurrences: Kept::new(room::OCCURRENCES),
            meanings: Kept::new(room::MEANINGS),
            scratch: RefCell::default(),
            worked: Cell::default(),
            facets: RefCell::default(),
            tagged: RefCell::default(),
            dates: RefCell::default(),
            cards: Kept::new(room::CARDS),
            pages: Kept::new(room::PAGES),
            whole_texts: Kept::new(room::PAGES),
            texts: Kept::new(room::TEXTS),
        })
    }

    /// Begins to count what is read at once.
    pub(super) fn rested(&self) {
        self.worked.set(0);
    }

    /// So many postings were read.
    pub(super) fn worked(&self, postings: u32) {
        self.worked.set(self.worked.get().saturating_add(postings));
    }

    /// Where much was read, everything else on the page has its turn.
    pub(super) async fn rest(&self) {
        if self.worked.get() > AT_ONCE {
            self.store.pause().await;
            self.rested();
        }
    }

    /// Does what few readers need: its code may have to be fetched first ([`Store::more_code`]). It is boxed, so that whatever waits for
    /// it has none of that code.
    pub(super) async fn rarely<T>(&self, work: Rarely<'_, T>) -> Result<T, Error> {
        self.store.more_code().await?;
        work.await
    }

    /// The path of a binary file; there is but one of some kinds.
    fn path(&self, kind: Kind, file: u32) -> String {
        match kind {
            Kind::Terms => self.manifest.terms_path(file),
            Kind::Postings => self.manifest.postings_path(file),
            Kind::Positions => self.manifest.positions_path(file),
            Kind::Facets => self.manifest.facets_path(),
            Kind::Dates => self.manifest.dates_path(),
            Kind::Tagged => self.manifest.tagged_path(),
        }
    }

    /// The payload of a binary file, checked once.
    async fn payload(&self, kind: Kind, file: u32) -> Result<Payload, Error> {
        if let Some(known) = self.known_file(kind, file) {
            return Ok(known);
        }
        let path = self.path(kind, file);
        let bytes = self.store.read(&path).await?;
        unseal(kind, &bytes).map_err(|error| corrupt(&path, error))?;
        let payload = Payload::new(bytes, HEADER);
        self.payloads.put((kind as u8, file, 0), &payload, payload.len());
        Ok(payload)
    }

    fn known_file(&self, kind: Kind, file: u32) -> Option<Payload> {
        self.payloads.get((kind as u8, file, 0))
    }

    /// The values of the filter panel: those that are named first, or all, if their documents were asked for before. How many others
    /// there are.
    pub(in crate::search) async fn facets(&self) -> Result<(Rc<Vec<Facet>>, u32), Error> {
        let named = self.named().await?;
        Ok((named.facets, named.later))
    }

    async fn named(&self) -> Result<Named, Error> {
        if let Some(named) = &*self.facets.borrow() {
            return Ok(named.clone());
        }
        let payload = self.payload(Kind::Facets, 0).await?;
        let names = facets::names(&payload, self.manifest.articles);
        let names = names.map_err(|error| corrupt(&self.path(Kind::Facets, 0), error))?;
        let named = Named {
            facets: Rc::new(names.facets),
            later: names.later,
            behind: names.rest.len(),
        };
        Ok(self.facets.borrow_mut().insert(named).clone())
    }

    /// The documents of each value of the filter panel; [`Self::facets`] has all of them then.
    pub(in crate::search) async fn tagged(&self) -> Result<Rc<Vec<Tagged>>, Error> {
        if let Some(tagged) = &*self.tagged.borrow() {
            return Ok(tagged.clone());
        }
        let Named { facets, later, behind } = self.named().await?;
        let apart = behind == 0 && !facets.is_empty();
        let kind = if apart { Kind::Tagged } else { Kind::Facets };
        let payload = self.payload(kind, 0).await?;
        let damaged = |error| corrupt(&self.path(kind, 0), error);
        let mut all = facets;
        let mut lists = payload.get(payload.len().saturating_sub(behind)..).unwrap_or_default();
        if apart {
            let packed;
            (packed, lists) = facets::apart(&payload).map_err(damaged)?;
            if later > 0 {
                let names = self.store.unpack(packed).await.unwrap_or_default();
                let others = facets::later_names(&names, later, self.manifest.articles).map_err(damaged)?;
                Rc::make_mut(&mut all).extend(others);
            }
        }
        let tagged = facets::lists(lists, &all, self.manifest.articles).map_err(damaged)?;
        // Both at once: their places are the same.
        self.facets.replace(Some(Named {
            facets: all,
            later: 0,
            behind,
        }));
        Ok(self.tagged.borrow_mut().insert(Rc::new(tagged)).clone())
    }

    pub(in crate::search) async fn dates(&self) -> Result<Rc<dates::Dates>, Error> {
        if let Some(dates) = &*self.dates.borrow() {
            return Ok(dates.clone());
        }
        let payload = self.payload(Kind::Dates, 0).await?;
        let dates = dates::decode(&payload, self.manifest.articles);
        let dates = dates.map_err(|error| corrupt(&self.path(Kind::Dates, 0), error))?;
        Ok(self.dates.borrow_mut().insert(Rc::new(dates)).clone())
    }
}

fn corrupt(path: &str, error: Corrupt) -> Error {
    Error::Corrupt {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}

fn read<T: FromJson>(path: &str, bytes: &[u8]) -> Result<T, Error> {
    json::read(bytes).map_err(|error| Error::Corrupt {
        path: path.to_owned(),
        detail: error.to_string(),
    })
}

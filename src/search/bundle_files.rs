//! The files of a bundle as the engine sees them: read through the store, checked, kept while they are of use.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::parallel::{Task, all};
use super::payload::{Bytes, Payload, Payloads};
use super::{Error, Store};
use crate::article::json::{self, FromJson, Members};
use crate::article::{Article, Card, FORMAT, FeedPage, Manifest};
use crate::index::postings::{Posting, Shape};
use crate::index::terms::{self, Exactly, Place, Postings, Term, Wanted};
use crate::index::{Corrupt, HEADER, Kind, dates, facets, positions, postings, unseal};

/// Parsed pages and blocks of cards that are kept; when there are more, all are let go at once and the
/// store's own cache serves what is still needed.
const KEPT: usize = 200;

/// More articles than any archive has: a damaged manifest must not ask for the memory to count them.
const MOST_ARTICLES: u32 = 1 << 24;

type Cache<T> = RefCell<HashMap<u32, Rc<T>>>;

pub(super) struct BundleFiles<S> {
    store: S,
    pub(super) manifest: Manifest,
    payloads: RefCell<Payloads>,
    facets: RefCell<Option<Rc<Vec<facets::Facet>>>>,
    dates: RefCell<Option<Rc<dates::Dates>>>,
    cards: Cache<Vec<Rc<Card>>>,
    pages: Cache<Vec<Rc<Article>>>,
}

/// Something to fetch.
pub(super) enum Fetch<'a> {
    /// A shard of the dictionary.
    Shard(u32),
    /// The postings of a term.
    Postings(&'a Term),
    /// The positions of a term.
    Positions(&'a Term),
    /// The card of a document, with those beside it.
    Card(u32),
}

/// A list of postings that is not read yet.
pub(super) struct List {
    path: String,
    bytes: Bytes,
    shape: Shape,
}

impl List {
    pub(super) fn each(&self, each: impl FnMut(Posting)) -> Result<(), Error> {
        postings::each(&self.bytes, self.shape, each).map_err(|error| self.corrupt(error))
    }

    fn corrupt(&self, error: Corrupt) -> Error {
        corrupt(
            if self.path.is_empty() {
                "the dictionary"
            } else {
                &self.path
            },
            error,
        )
    }
}

/// Positions of a term that are not read yet.
pub(super) struct Positions {
    path: String,
    bytes: Rc<[u8]>,
}

impl Positions {
    /// Those of the postings at some places of the list, ascending, given the impacts of all of them.
    pub(super) fn of(&self, impacts: &[u8], places: &[u32]) -> Result<Vec<Vec<u32>>, Error> {
        positions::decode(&self.bytes, impacts, places).map_err(|error| corrupt(&self.path, error))
    }
}

impl<S: Store> BundleFiles<S> {
    pub(super) async fn open(store: S) -> Result<Self, Error> {
        const PATH: &str = "manifest.json";
        let bytes = store.read(PATH).await?;
        // The version first: another format need not have the same keys.
        let version =
            json::parse(&bytes).map(|json| Members::of(json).map(|mut members| members.take::<u32>("format")));
        if let Ok(Some(Ok(found))) = version
            && found != FORMAT
        {
            return Err(Error::Format { found });
        }
        let manifest: Manifest = read(PATH, &bytes)?;
        let too_many = manifest.articles > MOST_ARTICLES;
        if too_many || manifest.cards_per_block == 0 || manifest.undated > manifest.articles {
            return Err(corrupt(PATH, Corrupt("its numbers contradict each other")));
        }
        Ok(Self {
            store,
            manifest,
            payloads: RefCell::default(),
            facets: RefCell::default(),
            dates: RefCell::default(),
            cards: RefCell::default(),
            pages: RefCell::default(),
        })
    }

    /// The payload of a binary file, checked once.
    async fn payload(&self, kind: Kind, path: &str) -> Result<Payload, Error> {
        if let Some(known) = self.payloads.borrow().get(path) {
            return Ok(known);
        }
        let file = self.store.read(path).await?;
        unseal(kind, &file).map_err(|error| corrupt(path, error))?;
        let payload = Payload(file);
        self.payloads.borrow_mut().put(path, &payload);
        Ok(payload)
    }

    /// Fetches some things at once; what is asked for afterwards is here. One that cannot be had is asked for again then.
    pub(super) async fn fetch(&self, wanted: Vec<Fetch<'_>>) {
        let task = |wanted| -> Task<'_> {
            Box::pin(async move {
                match wanted {
                    Fetch::Shard(shard) => drop(self.payload(Kind::Terms, &self.manifest.terms_path(shard)).await),
                    Fetch::Postings(term) => drop(self.postings(term).await),
                    Fetch::Positions(term) => drop(self.positions(term).await),
                    Fetch::Card(document) => drop(self.card(document).await),
                }
            })
        };
        all(wanted.into_iter().map(task).collect()).await;
    }

    /// The wanted terms of some shards, in the order of the dictionary.
    pub(super) async fn terms(&self, shards: Range<u32>, wanted: &mut dyn Wanted) -> Result<Vec<Term>, Error> {
        let mut found = Vec::new();
        for shard in shards {
            let path = self.manifest.terms_path(shard);
            let payload = self.payload(Kind::Terms, &path).await?;
            found.append(&mut terms::find(&payload, wanted).map_err(|error| corrupt(&path, error))?);
        }
        Ok(found)
    }

    /// The shards that can have keys that begin so, the first few of them.
    pub(super) fn shards(&self, prefix: &str, most: u32) -> Range<u32> {
        let shards = terms::shards(&self.manifest.router, prefix);
        shards.start..shards.end.min(shards.start + most)
    }

    /// The term with a key.
    pub(super) async fn term(&self, key: &str) -> Result<Option<Term>, Error> {
        Ok(self.terms(self.shards(key, 1), &mut Exactly(key)).await?.pop())
    }

    /// The bytes of a term's postings.
    pub(super) async fn postings(&self, term: &Term) -> Result<List, Error> {
        let shape = Shape {
            count: term.frequency,
            spelled: term.spelled(),
            documents: self.manifest.articles,
        };
        let (path, bytes) = match &term.postings {
            Postings::Inline(bytes) => (String::new(), Bytes::Own(bytes.clone())),
            Postings::At(place) => {
                let path = self.manifest.postings_path(place.file);
                let bytes = self.place(Kind::Postings, &path, place).await?;
                (path, bytes)
            }
        };
        Ok(List { path, bytes, shape })
    }

    /// The bytes of a term's positions, which are fetched without the rest of their file where that can be had.
    pub(super) async fn positions(&self, term: &Term) -> Result<Positions, Error> {
        let path = self.manifest.positions_path(term.positions.file);
        let range = &term.positions.range;
        if range.is_empty() {
            let bytes = Rc::from([]);
            return Ok(Positions { path, bytes });
        }
        let name = [&path, "#", &range.start.to_string()].concat();
        let known = self.payloads.borrow().get(&name);
        let bytes = match known {
            Some(Payload(bytes)) => bytes,
            None => {
                let place = |at: usize| HEADER as u64 + at as u64;
                let part = self.store.part(&path, place(range.start)..place(range.end)).await?;
                let bytes: Rc<[u8]> = part.into();
                self.payloads.borrow_mut().put(&name, &Payload(bytes.clone()));
                bytes
            }
        };
        Ok(Positions { path, bytes })
    }

    async fn place(&self, kind: Kind, path: &str, place: &Place) -> Result<Bytes, Error> {
        let payload = self.payload(kind, path).await?;
        if payload.get(place.range.clone()).is_none() {
            return Err(corrupt(path, Corrupt("it is shorter than the dictionary says")));
        }
        Ok(Bytes::Part(payload, place.range.clone()))
    }

    pub(super) async fn facets(&self) -> Result<Rc<Vec<facets::Facet>>, Error> {
        if let Some(facets) = &*self.facets.borrow() {
            return Ok(facets.clone());
        }
        let path = self.manifest.facets_path();
        let payload = self.payload(Kind::Facets, &path).await?;
        let facets = facets::decode(&payload, self.manifest.articles).map_err(|error| corrupt(&path, error))?;
        Ok(self.facets.borrow_mut().insert(Rc::new(facets)).clone())
    }

    pub(super) async fn dates(&self) -> Result<Rc<dates::Dates>, Error> {
        if let Some(dates) = &*self.dates.borrow() {
            return Ok(dates.clone());
        }
        let path = self.manifest.dates_path();
        let payload = self.payload(Kind::Dates, &path).await?;
        let dates = dates::decode(&payload, self.manifest.articles).map_err(|error| corrupt(&path, error))?;
        Ok(self.dates.borrow_mut().insert(Rc::new(dates)).clone())
    }

    pub(super) async fn card(&self, document: u32) -> Result<Rc<Card>, Error> {
        let block = document / self.manifest.cards_per_block;
        let path = self.manifest.cards_path(block);
        let cards = self.parsed(&self.cards, block, &path, |cards: Vec<Card>| cards).await?;
        cards
            .get((document % self.manifest.cards_per_block) as usize)
            .cloned()
            .ok_or_else(|| corrupt(&path, Corrupt("it has fewer cards than the manifest says")))
    }

    pub(super) async fn article(&self, card: &Card) -> Result<Rc<Article>, Error> {
        let path = self.manifest.page_path(card.page);
        let page = self
            .parsed(&self.pages, card.page, &path, |page: FeedPage| page.items)
            .await?;
        page.get(card.item as usize)
            .filter(|article| article.id == card.slug)
            .cloned()
            .ok_or_else(|| corrupt(&path, Corrupt("it does not have the article that its card names")))
    }

    pub(super) async fn original(&self, article: &Article) -> Result<String, Error> {
        let original = &article.explorer.original;
        let end = original.start.saturating_add(original.length);
        let bytes = self.unpacked(&original.file, original.start..end).await?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What a gzip member in a pack holds.
    async fn unpacked(&self, path: &str, range: Range<u64>) -> Result<Vec<u8>, Error> {
        let member = self.store.part(path, range).await?;
        let content = self.store.unpack(&member).await;
        content.ok_or_else(|| corrupt(path, Corrupt("what is packed in it cannot be unpacked")))
    }

    async fn parsed<J: FromJson, T>(
        &self,
        cache: &Cache<Vec<Rc<T>>>,
        number: u32,
        path: &str,
        items: impl FnOnce(J) -> Vec<T>,
    ) -> Result<Rc<Vec<Rc<T>>>, Error> {
        if let Some(known) = cache.borrow().get(&number) {
            return Ok(known.clone());
        }
        let bytes = self.store.read(path).await?;
        let parsed: Vec<Rc<T>> = items(read(path, &bytes)?).into_iter().map(Rc::new).collect();
        let parsed = Rc::new(parsed);
        let mut cache = cache.borrow_mut();
        if cache.len() >= KEPT {
            cache.clear();
        }
        cache.insert(number, parsed.clone());
        Ok(parsed)
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

//! The files of a bundle as the engine sees them: read through the store, checked, kept while they are of use.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{Error, Store};
use crate::article::json::{self, FromJson, Members};
use crate::article::{Article, Card, FORMAT, FeedPage, Manifest};
use crate::index::terms::{self, Place, Postings, Term};
use crate::index::{Corrupt, Kind, dates, facets, positions, postings, unseal};

/// Parsed pages and blocks of cards that are kept; when there are more, all are let go at once and the
/// store's own cache serves what is still needed.
const KEPT: usize = 200;

/// More articles than any archive has: a damaged manifest must not ask for the memory to count them.
const MOST_ARTICLES: u32 = 1 << 24;

type Cache<T> = RefCell<HashMap<u32, Rc<T>>>;

pub(super) struct BundleFiles<S> {
    store: S,
    pub(super) manifest: Manifest,
    facets: RefCell<Option<Rc<Vec<facets::Facet>>>>,
    dates: RefCell<Option<Rc<dates::Dates>>>,
    cards: Cache<Vec<Rc<Card>>>,
    pages: Cache<Vec<Rc<Article>>>,
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
            facets: RefCell::default(),
            dates: RefCell::default(),
            cards: RefCell::default(),
            pages: RefCell::default(),
        })
    }

    /// The terms that begin with `prefix` from at most `most` shards, or the one that is `prefix` if `whole`.
    pub(super) async fn terms(&self, prefix: &str, whole: bool, most: u32) -> Result<Vec<Term>, Error> {
        let mut shards = terms::shards(&self.manifest.router, prefix);
        shards.end = shards.end.min(shards.start + if whole { 1 } else { most });
        let mut found = Vec::new();
        for shard in shards {
            let path = self.manifest.terms_path(shard);
            let file = self.store.read(&path).await?;
            let mut terms = unseal(Kind::Terms, &file)
                .and_then(|payload| terms::find(payload, prefix, whole))
                .map_err(|error| corrupt(&path, error))?;
            found.append(&mut terms);
        }
        Ok(found)
    }

    pub(super) async fn postings(&self, term: &Term) -> Result<Vec<postings::Posting>, Error> {
        let decode =
            |bytes: &[u8]| postings::decode(bytes, term.frequency, term.spellings.len(), self.manifest.articles);
        match &term.postings {
            Postings::Inline(bytes) => decode(bytes).map_err(|error| corrupt("the dictionary", error)),
            Postings::At(place) => {
                let path = self.manifest.postings_path(place.file);
                self.place(&path, Kind::Postings, place, decode).await
            }
        }
    }

    /// Positions of the postings that `wanted` picks, by their place in the list.
    pub(super) async fn positions(
        &self,
        term: &Term,
        wanted: impl FnMut(usize) -> bool,
    ) -> Result<Vec<Vec<u32>>, Error> {
        let path = self.manifest.positions_path(term.positions.file);
        self.place(&path, Kind::Positions, &term.positions, |bytes| {
            positions::decode(bytes, term.frequency, wanted)
        })
        .await
    }

    async fn place<T>(
        &self,
        path: &str,
        kind: Kind,
        place: &Place,
        decode: impl FnOnce(&[u8]) -> Result<T, Corrupt>,
    ) -> Result<T, Error> {
        let file = self.store.read(path).await?;
        unseal(kind, &file)
            .and_then(|payload| {
                payload
                    .get(place.range.clone())
                    .ok_or(Corrupt("it is shorter than the dictionary says"))
            })
            .and_then(decode)
            .map_err(|error| corrupt(path, error))
    }

    pub(super) async fn facets(&self) -> Result<Rc<Vec<facets::Facet>>, Error> {
        if let Some(facets) = &*self.facets.borrow() {
            return Ok(facets.clone());
        }
        let path = self.manifest.facets_path();
        let file = self.store.read(&path).await?;
        let facets = unseal(Kind::Facets, &file)
            .and_then(|payload| facets::decode(payload, self.manifest.articles))
            .map_err(|error| corrupt(&path, error))?;
        Ok(self.facets.borrow_mut().insert(Rc::new(facets)).clone())
    }

    pub(super) async fn dates(&self) -> Result<Rc<dates::Dates>, Error> {
        if let Some(dates) = &*self.dates.borrow() {
            return Ok(dates.clone());
        }
        let path = self.manifest.dates_path();
        let file = self.store.read(&path).await?;
        let dates = unseal(Kind::Dates, &file)
            .and_then(|payload| dates::decode(payload, self.manifest.articles))
            .map_err(|error| corrupt(&path, error))?;
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
        let bytes = self.store.read(&article.explorer.original.file).await?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
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

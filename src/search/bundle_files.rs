//! The files of a bundle as the engine sees them: read through the store, checked, kept while they are of use.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::{Deref, Range};
use std::rc::Rc;

use super::matching::Scratch;
use super::parallel::{Task, all};
use super::payload::{Payload, Payloads};
use super::{Error, Store, in_order};
use crate::article::json::{self, FromJson};
use crate::article::{Article, Card, FORMAT, FeedPage, Manifest, Version};
use crate::index::facets::{Facet, Tagged};
use crate::index::pages::Pages;
use crate::index::postings::{Posting, Shape};
use crate::index::terms::{self, Exactly, Place, Postings, Term, Wanted};
use crate::index::{Corrupt, HEADER, Kind, PART_HEADER, dates, facets, positions, postings, unseal, unseal_part};

/// Parsed pages and blocks of cards that are kept; when there are more, all are let go at once and the
/// store's own cache serves what is still needed.
const KEPT: usize = 500;

/// Cards that so few others stand between are fetched with these, and parts of files that so few bytes stand between.
const NEAR: u32 = 3;
const NEAR_BYTES: usize = 256;

/// More articles than any archive has: a damaged manifest must not ask for the memory to count them.
const MOST_ARTICLES: u32 = 1 << 24;

type Cache<T> = RefCell<HashMap<u32, T>>;

pub(super) struct BundleFiles<S> {
    store: S,
    pub(super) manifest: Manifest,
    places: Pages,
    payloads: RefCell<Payloads>,
    pub(super) scratch: RefCell<Scratch>,
    /// With how many bytes stand behind them in their file.
    facets: RefCell<Option<(Rc<Vec<Facet>>, usize)>>,
    tagged: RefCell<Option<Rc<Vec<Tagged>>>>,
    dates: RefCell<Option<Rc<dates::Dates>>>,
    cards: Cache<Rc<Vec<Rc<Card>>>>,
    pages: Cache<Rc<Vec<Rc<Article>>>>,
    /// Beginnings of texts.
    texts: Cache<Rc<str>>,
}

/// What passages are cut from.
pub(super) enum Text {
    /// All of the article.
    Whole(Rc<Article>),
    /// Its beginning.
    Beginning(Rc<str>),
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Whole(article) => &article.content_text,
            Text::Beginning(text) => text,
        }
    }
}

/// Something to fetch.
pub(super) enum Fetch<'a> {
    /// A shard of the dictionary.
    Shard(u32),
    /// The postings of a term.
    Postings(&'a Term),
    /// The positions of a term.
    Positions(&'a Term),
    /// The cards of some documents, the numbers of the first and the last; they stand in one file.
    Cards(u32, u32),
    /// What passages of a document are cut from.
    Text(u32),
    /// The documents of the values of the filter panel.
    Tagged,
}

/// A list of postings that is not read yet.
pub(super) struct List {
    path: String,
    bytes: Payload,
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
    bytes: Payload,
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
            payloads: RefCell::default(),
            scratch: RefCell::default(),
            facets: RefCell::default(),
            tagged: RefCell::default(),
            dates: RefCell::default(),
            cards: RefCell::default(),
            pages: RefCell::default(),
            texts: RefCell::default(),
        })
    }

    /// The payload of a binary file, checked once.
    async fn payload(&self, kind: Kind, path: &str) -> Result<Payload, Error> {
        if let Some(known) = self.payloads.borrow().get(path) {
            return Ok(known);
        }
        let file = self.store.read(path).await?;
        unseal(kind, &file).map_err(|error| corrupt(path, error))?;
        let payload = Payload::new(file, HEADER);
        self.payloads.borrow_mut().put(path, &payload);
        Ok(payload)
    }

    /// Fetches some things at once; what is asked for afterwards is here. One that cannot be had is asked for again then.
    pub(super) async fn fetch(&self, wanted: Vec<Fetch<'_>>) {
        let mut parts: Vec<(String, Range<usize>)> = Vec::new();
        let mut tasks: Vec<Task<'_>> = Vec::new();
        for wanted in wanted {
            match wanted {
                Fetch::Postings(term) => {
                    if let Postings::At(place) = &term.postings {
                        parts.push((self.manifest.postings_path(place.file), place.range.clone()));
                    }
                }
                Fetch::Positions(term) => {
                    let Place { file, range } = &term.positions;
                    parts.push((self.manifest.positions_path(*file), range.clone()));
                }
                wanted => tasks.push(Box::pin(self.fetch_file(wanted))),
            }
        }
        // Browsers ask for one part of a file at a time, so those that stand near to each other are one.
        parts = in_order(parts, &|a, b| (&a.0, a.1.start).cmp(&(&b.0, b.1.start)));
        for near in parts.chunk_by(|a, b| a.0 == b.0 && b.1.start <= a.1.end.saturating_add(NEAR_BYTES)) {
            tasks.push(Box::pin(async move { drop(self.parts(near).await) }));
        }
        all(tasks).await;
    }

    async fn fetch_file(&self, wanted: Fetch<'_>) {
        match wanted {
            Fetch::Shard(shard) => drop(self.payload(Kind::Terms, &self.manifest.terms_path(shard)).await),
            Fetch::Cards(first, last) => drop(self.cards(first, last).await),
            Fetch::Text(document) => drop(self.text(document).await),
            Fetch::Tagged => drop(self.tagged().await),
            // Parts of files, which are fetched together.
            Fetch::Postings(_) | Fetch::Positions(_) => {}
        }
    }

    /// Fetches the cards of some documents. Those that stand near to each other are one part of a file: browsers ask for one part
    /// of a file at a time.
    pub(super) async fn fetch_cards(&self, documents: impl Iterator<Item = u32>) {
        let mut documents: Vec<u32> = documents.collect();
        documents = in_order(documents, &|a, b| a.cmp(b));
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for document in documents {
            match runs.last_mut() {
                Some((_, last)) if document <= *last + NEAR && self.slot(document).0 == self.slot(*last).0 => {
                    *last = document
                }
                _ => runs.push((document, document)),
            }
        }
        let cards = runs.into_iter().map(|(first, last)| Fetch::Cards(first, last));
        self.fetch(cards.collect()).await;
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
        shards.start..shards.end.min(shards.start.saturating_add(most))
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
            Postings::Inline(bytes) => (String::new(), Payload::new(Rc::from(bytes.as_slice()), 0)),
            Postings::At(place) => {
                let path = self.manifest.postings_path(place.file);
                let bytes = self.part(&path, &place.range).await?;
                (path, bytes)
            }
        };
        Ok(List { path, bytes, shape })
    }

    /// The bytes of a term's positions.
    pub(super) async fn positions(&self, term: &Term) -> Result<Positions, Error> {
        let path = self.manifest.positions_path(term.positions.file);
        let bytes = self.part(&path, &term.positions.range).await?;
        Ok(Positions { path, bytes })
    }

    /// A part of a binary file, checked once; fetched without the rest of the file where that can be had.
    async fn part(&self, path: &str, range: &Range<usize>) -> Result<Payload, Error> {
        if range.is_empty() {
            return Ok(Payload::new(Rc::from([]), 0));
        }
        if let Some(known) = self.payloads.borrow().get(&part_name(path, range)) {
            return Ok(known);
        }
        self.parts(&[(path.to_owned(), range.clone())]).await
    }

    /// Parts of one file, ascending, fetched as one with what stands between them. Answers with the last one.
    async fn parts(&self, parts: &[(String, Range<usize>)]) -> Result<Payload, Error> {
        let known = |part: &(String, Range<usize>)| self.payloads.borrow().get(&part_name(&part.0, &part.1)).is_some();
        let missing = parts.iter().filter(|part| !part.1.is_empty() && !known(part));
        let missing: Vec<&(String, Range<usize>)> = missing.collect();
        let mut last = Payload::new(Rc::from([]), 0);
        let (Some((path, first)), Some(end)) = (missing.first(), missing.iter().map(|part| part.1.end).max()) else {
            return Ok(last);
        };
        let place = |at: usize| HEADER as u64 + at as u64;
        let bytes = self.store.part(path, place(first.start)..place(end)).await?;
        for (_, range) in &missing {
            let part = bytes.get(range.start - first.start..range.end - first.start);
            let part = part.unwrap_or_default();
            unseal_part(part).map_err(|error| corrupt(path, error))?;
            last = Payload::new(part.into(), PART_HEADER);
            self.payloads.borrow_mut().put(&part_name(path, range), &last);
        }
        Ok(last)
    }

    /// The values of the filter panel.
    pub(super) async fn facets(&self) -> Result<Rc<Vec<Facet>>, Error> {
        Ok(self.named().await?.0)
    }

    async fn named(&self) -> Result<(Rc<Vec<Facet>>, usize), Error> {
        if let Some(named) = &*self.facets.borrow() {
            return Ok(named.clone());
        }
        let path = self.manifest.facets_path();
        let payload = self.payload(Kind::Facets, &path).await?;
        let (facets, rest) = facets::names(&payload, self.manifest.articles).map_err(|error| corrupt(&path, error))?;
        let named = (Rc::new(facets), rest.len());
        Ok(self.facets.borrow_mut().insert(named).clone())
    }

    /// The documents of each value of the filter panel.
    pub(super) async fn tagged(&self) -> Result<Rc<Vec<Tagged>>, Error> {
        if let Some(tagged) = &*self.tagged.borrow() {
            return Ok(tagged.clone());
        }
        let (facets, rest) = self.named().await?;
        let (kind, path) = if rest == 0 && !facets.is_empty() {
            (Kind::Tagged, self.manifest.tagged_path())
        } else {
            (Kind::Facets, self.manifest.facets_path())
        };
        let payload = self.payload(kind, &path).await?;
        let lists = if kind == Kind::Tagged {
            &*payload
        } else {
            payload.get(payload.len().saturating_sub(rest)..).unwrap_or_default()
        };
        let tagged = facets::lists(lists, &facets, self.manifest.articles).map_err(|error| corrupt(&path, error))?;
        Ok(self.tagged.borrow_mut().insert(Rc::new(tagged)).clone())
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
        self.cards(document, document).await
    }

    /// Reads the cards of some documents that stand in one file, and answers with the first one.
    async fn cards(&self, first: u32, last: u32) -> Result<Rc<Card>, Error> {
        let (block, at) = self.slot(first);
        let path = self.manifest.cards_path(block);
        let few = || corrupt(&path, Corrupt("it has fewer cards than the manifest says"));
        let Some(width) = self.manifest.card_bytes else {
            let all = |cards: Vec<Card>| cards;
            let cards = self.parsed(&self.cards, block, &path, all).await?;
            return cards.get(at as usize).cloned().ok_or_else(few);
        };
        let known = |document: u32| {
            self.cards
                .borrow()
                .get(&document)
                .and_then(|cards| cards.first().cloned())
        };
        if let (Some(card), Some(_)) = (known(first), known(last)) {
            return Ok(card);
        }
        // Between two cards stands a comma, and a bracket before the first.
        let place = |at: u32| u64::from(at) * (u64::from(width) + 1);
        let range = 1 + place(at)..place(self.slot(last).1 + 1);
        let bytes = self.store.part(&path, range).await?;
        let mut places = bytes.chunks(width as usize + 1);
        let mut asked = None;
        for document in first..=last {
            let place = places.next().and_then(|place| place.get(..width as usize));
            let card: Rc<Card> = Rc::new(read(&path, place.ok_or_else(few)?)?);
            keep(&self.cards, document, Rc::new(vec![card.clone()]));
            asked.get_or_insert(card);
        }
        asked.ok_or_else(few)
    }

    /// The file of cards, or of passages, that has a document, and which of those in it is the document's.
    fn slot(&self, document: u32) -> (u32, u32) {
        let in_file = self.manifest.cards_per_block;
        (document / in_file, document % in_file)
    }

    /// What passages of a document are cut from: its text, or the beginning of it in an archive with files of passages.
    pub(super) async fn text(&self, document: u32) -> Result<Text, Error> {
        let Some(width) = self.manifest.passage_bytes else {
            return Ok(Text::Whole(self.article(document).await?));
        };
        if let Some(known) = self.texts.borrow().get(&document) {
            return Ok(Text::Beginning(known.clone()));
        }
        let (file, at) = self.slot(document);
        let path = self.manifest.passages_path(file);
        let start = u64::from(at) * u64::from(width);
        let place = self.store.part(&path, start..start + u64::from(width)).await?;
        let damaged = || corrupt(&path, Corrupt("what is packed in it cannot be unpacked"));
        let (length, packed) = place.split_first_chunk().ok_or_else(damaged)?;
        let member = packed.get(..u16::from_le_bytes(*length).into()).ok_or_else(damaged)?;
        let text = self.store.unpack(member).await.ok_or_else(damaged)?;
        let text: Rc<str> = String::from_utf8(text).map_err(|_| damaged())?.into();
        keep(&self.texts, document, text.clone());
        Ok(Text::Beginning(text))
    }

    pub(super) async fn article(&self, document: u32) -> Result<Rc<Article>, Error> {
        let (page, item) = self.places.place(document);
        let path = self.manifest.page_path(page);
        let items = |page: FeedPage| page.items;
        let page = self.parsed(&self.pages, page, &path, items).await?;
        let slug = &self.card(document).await?.slug;
        page.get(item as usize)
            .filter(|article| article.id == *slug)
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
        cache: &Cache<Rc<Vec<Rc<T>>>>,
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
        keep(cache, number, parsed.clone());
        Ok(parsed)
    }
}

fn part_name(path: &str, range: &Range<usize>) -> String {
    [path, "#", &range.start.to_string()].concat()
}

fn keep<T>(cache: &Cache<T>, number: u32, item: T) {
    let mut cache = cache.borrow_mut();
    if cache.len() >= KEPT {
        cache.clear();
    }
    cache.insert(number, item);
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

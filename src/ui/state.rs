//! What is on screen and how it changes: one [`App`], copied into every part of the page.
//!
//! Signals say what is shown; the functions here are the only ones that change them. Components draw and
//! call these functions, and decide nothing. Answers that come too late are dropped here (`Turn`).

use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;

use super::dom::{self, spawn};
use super::i18n::{Language, Strings};
use super::results::LINKS;
use super::theme::Theme;
use crate::article::{Article, Card, Concept, Manifest, TagKey};
use crate::client::address::{self, Entry, Memory};
use crate::client::prefs::Choice;
use crate::client::{AnyStore, Cached};
use crate::route::Route;
use crate::search::{Engine, Error, FacetValue, Facets, Request, Results};

/// The engine of the page.
pub type Searcher = Engine<AnyStore>;

/// Makes a fresh store: for the start, and for each new try after a failure.
pub type MakeStore = Rc<dyn Fn(Cached) -> AnyStore>;

/// How many results are added at a time.
pub const BATCH: u32 = 20;

/// The archive as a whole.
#[derive(Clone)]
pub enum Archive {
    /// Its manifest is on the way.
    Opening,
    /// It can be searched.
    Ready(Rc<Searcher>),
    /// It could not be opened.
    Failed(Error),
}

/// The list on screen.
pub struct Answer {
    /// What was asked.
    pub request: Request,
    /// What was found.
    pub results: Results,
    /// The first cards of it, as many as are shown.
    pub cards: Vec<Rc<Card>>,
    /// Counts questions with other words: a row of another wording is another row.
    pub wording: u32,
}

impl Answer {
    /// How many articles were found.
    pub fn total(&self) -> u32 {
        self.results.hits.len() as u32
    }

    /// The card of a document, if it is shown.
    pub fn card(&self, document: u32) -> Option<&Rc<Card>> {
        let at = self.results.hits.iter().position(|hit| hit.document == document)?;
        self.cards.get(at)
    }
}

/// The article on screen.
#[derive(Clone)]
pub enum Reading {
    /// None.
    Closed,
    /// On the way.
    Loading,
    /// Here.
    Open(Rc<Opened>),
    /// It could not be had.
    Failed(Error),
}

/// An article that is here.
pub struct Opened {
    /// Its number.
    pub document: u32,
    /// Its card.
    pub card: Rc<Card>,
    /// Itself.
    pub article: Rc<Article>,
}

/// The untouched original of the article on screen.
#[derive(Clone)]
pub enum Original {
    /// Not asked for.
    Hidden,
    /// On the way.
    Loading,
    /// Here.
    Shown(Rc<str>),
    /// It could not be had.
    Failed(Error),
}

/// What stands in the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Shortcuts, the query language, tags.
    Help,
    /// Language, colours, shortcuts.
    Settings,
}

/// Counts questions, so that an answer knows whether it is still wanted.
#[derive(Clone, Copy)]
struct Turn(StoredValue<u32>);

impl Turn {
    fn new() -> Self {
        Self(StoredValue::new(0))
    }

    /// A new question: all earlier answers are late from now on.
    fn next(self) -> u32 {
        let next = self.0.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        // Without a page there are no questions any more.
        next.unwrap_or_default()
    }

    /// No newer question was asked, and the page is still there.
    fn is(self, turn: u32) -> bool {
        self.0.try_get_value() == Some(turn)
    }
}

/// The order of the filter panel: that of the whole archive, whatever the current counts.
#[derive(Default)]
struct Order {
    /// Counts the archives that were opened.
    edition: u32,
    /// The place of each key.
    places: HashMap<TagKey, usize>,
}

impl Order {
    fn forget(&mut self) {
        self.edition += 1;
        self.places.clear();
    }

    fn is_unknown(&self) -> bool {
        self.places.is_empty()
    }

    fn learn(&mut self, whole: &Facets) {
        let keys = whole.values.iter().map(|value| value.concept.key.clone());
        self.places = keys.zip(0..).collect();
    }

    /// Puts the values into order. All are there whatever the request, each once.
    fn apply(&self, facets: Facets) -> Facets {
        let mut values: Vec<Option<FacetValue>> = facets.values.iter().map(|_| None).collect();
        for value in facets.values {
            let place = self.places.get(&value.concept.key).copied().unwrap_or_default();
            if let Some(slot) = values.get_mut(place) {
                *slot = Some(value);
            }
        }
        Facets {
            values: values.into_iter().flatten().collect(),
        }
    }
}

/// The page's state. See the module.
#[derive(Clone, Copy)]
pub struct App {
    /// What is on screen, as the address bar has it.
    pub route: RwSignal<Route>,
    /// The archive as a whole.
    pub archive: RwSignal<Archive, LocalStorage>,
    /// The list; the last one stays until the next one is here.
    pub answer: RwSignal<Option<Rc<Answer>>, LocalStorage>,
    /// Why the list could not be had, when it could not.
    pub failure: RwSignal<Option<Error>>,
    /// A list is on the way.
    pub searching: RwSignal<bool>,
    /// The filter panel, in the order that it had first, so that nothing jumps under the pointer.
    pub facets: RwSignal<Rc<Facets>, LocalStorage>,
    /// Names of all tags.
    pub concepts: RwSignal<Rc<[Concept]>, LocalStorage>,
    /// The article.
    pub reading: RwSignal<Reading, LocalStorage>,
    /// Its original.
    pub original: RwSignal<Original, LocalStorage>,
    /// The articles before and after it in the list.
    pub neighbours: RwSignal<[Option<Rc<Card>>; 2], LocalStorage>,
    /// Which of the marked words of the article is current, and how many there are.
    pub matches: RwSignal<(u32, u32)>,
    /// The dialog that is open.
    pub dialog: RwSignal<Option<Dialog>>,
    /// The filter panel is open on a narrow screen.
    pub panel: RwSignal<bool>,
    /// The language of the interface.
    pub language: RwSignal<Language>,
    /// The colours.
    pub theme: RwSignal<Theme>,
    /// The keyboard shortcuts are on.
    pub shortcuts: RwSignal<bool>,
    store: StoredValue<MakeStore, LocalStorage>,
    search_turn: Turn,
    reading_turn: Turn,
    wording: Turn,
    /// What to restore as soon as the page that it belongs to is here.
    restore: StoredValue<Option<Memory>>,
    /// The order of the filter panel.
    order: StoredValue<Order>,
}

impl App {
    /// The state of a page that starts: the route is that of the address bar, nothing is loaded yet.
    pub fn new(store: MakeStore) -> Self {
        Self {
            route: RwSignal::new(Route::default()),
            archive: RwSignal::new_local(Archive::Opening),
            answer: RwSignal::new_local(None),
            failure: RwSignal::new(None),
            searching: RwSignal::new(false),
            facets: RwSignal::new_local(Rc::default()),
            concepts: RwSignal::new_local(Rc::from([])),
            reading: RwSignal::new_local(Reading::Closed),
            original: RwSignal::new_local(Original::Hidden),
            neighbours: RwSignal::new_local([None, None]),
            matches: RwSignal::new((0, 0)),
            dialog: RwSignal::new(None),
            panel: RwSignal::new(false),
            language: RwSignal::new(Language::preferred()),
            theme: RwSignal::new(Theme::preferred()),
            shortcuts: RwSignal::new(Choice::Shortcuts.load().is_none()),
            store: StoredValue::new_local(store),
            search_turn: Turn::new(),
            reading_turn: Turn::new(),
            wording: Turn::new(),
            restore: StoredValue::new(None),
            order: StoredValue::new(Order::default()),
        }
    }

    /// The words of the interface. Not tracked: the page is drawn anew when the language changes.
    pub fn strings(self) -> &'static Strings {
        self.language.get_untracked().strings()
    }

    /// The name of a tag; its key where the archive does not name it.
    pub fn label(self, key: &TagKey) -> String {
        let language = self.language.get_untracked().tag();
        self.concepts.with(|concepts| {
            let concept = concepts.iter().find(|concept| concept.key == *key);
            concept
                .map_or(key.as_str(), |concept| concept.label.in_language(language))
                .to_owned()
        })
    }

    /// Something of the manifest; nothing until the archive is open.
    pub fn manifest<T: Default>(self, read: impl Fn(&Manifest) -> T) -> T {
        self.archive.with(|archive| match archive {
            Archive::Ready(engine) => read(engine.manifest()),
            _ => T::default(),
        })
    }

    /// The engine, once the archive is open.
    pub fn engine(self) -> Option<Rc<Searcher>> {
        match self.archive.try_get_untracked()? {
            Archive::Ready(engine) => Some(engine),
            _ => None,
        }
    }

    /// Reads the address bar and opens the archive.
    pub fn start(self) {
        address::restore_scrolling_by_hand();
        self.follow_address();
        self.open(Cached::Use);
    }

    /// Opens the archive, or opens it again after a failure: with a fresh manifest, since the archive may
    /// have been published anew meanwhile, and past the browser's cache where a file was damaged.
    pub fn open(self, cached: Cached) {
        let store = self.store.with_value(|make| make(cached));
        let turn = self.search_turn.next();
        if !matches!(self.archive.get_untracked(), Archive::Ready(_)) {
            self.archive.set(Archive::Opening);
        }
        self.searching.set(true);
        spawn(async move {
            let opened = Engine::open(store).await;
            if !self.search_turn.is(turn) {
                return;
            }
            match opened {
                Ok(engine) => {
                    self.order.update_value(Order::forget);
                    self.archive.set(Archive::Ready(Rc::new(engine)));
                    self.search();
                    self.load_article();
                }
                Err(error) => {
                    self.searching.set(false);
                    match self.archive.get_untracked() {
                        // The list stays on screen below the message.
                        Archive::Ready(_) => self.failure.set(Some(error)),
                        _ => self.archive.set(Archive::Failed(error)),
                    }
                }
            }
        });
    }

    /// Tries again what failed.
    pub fn retry(self, error: &Error) {
        self.open(match error {
            Error::Corrupt { .. } => Cached::Bypass,
            _ => Cached::Use,
        });
    }

    /// Goes to a route. What the current entry needs to be restored is remembered first.
    pub fn go(self, route: Route, entry: Entry) {
        let before = self.route.get_untracked();
        if before == route {
            return;
        }
        let here = self.remember();
        let opens = route.article.as_ref().map(|open| &open.slug);
        let turned = opens != before.article.as_ref().map(|open| &open.slug);
        let memory = Memory {
            scroll: if turned { 0 } else { here.scroll },
            shown: 0,
            depth: match (&before.article, &route.article, entry) {
                (_, None, _) => 0,
                (_, _, Entry::Replace) => here.depth,
                (None, ..) => 1,
                (Some(_), ..) if here.depth > 0 => here.depth + 1,
                _ => 0,
            },
            focus: if turned && opens.is_some() {
                super::reader::TITLE_ID.to_owned()
            } else {
                String::new()
            },
            anchor: Default::default(),
        };
        address::write(&route, &memory, entry);
        if turned {
            self.restore.set_value(Some(memory));
        }
        self.show(route);
    }

    /// Changes the list: its words, filters or order. Leaves the article, if one is open.
    pub fn refine(self, change: impl FnOnce(&mut Route)) {
        let mut route = self.route.get_untracked();
        let entry = if route.article.is_some() {
            Entry::Push
        } else {
            Entry::Replace
        };
        route.article = None;
        change(&mut route);
        self.go(route, entry);
    }

    /// Searches for what stands in the search box.
    pub fn search_for(self, query: String) {
        self.refine(|route| route.query = query);
    }

    /// Opens an article from the list on screen.
    pub fn read(self, slug: &str) {
        let route = self.route.get_untracked().open(slug);
        self.go(route, Entry::Push);
    }

    /// Shows or hides the original of the article.
    pub fn show_original(self, shown: bool) {
        let mut route = self.route.get_untracked();
        if let Some(open) = &mut route.article {
            open.original = shown;
        }
        self.go(route, Entry::Replace);
    }

    /// Leaves the article: back through the history where the list is there, else to the list itself.
    pub fn back_to_list(self) {
        match address::memory().depth {
            0 => self.go(self.route.get_untracked().list(), Entry::Push),
            depth => {
                self.remember();
                address::back(depth);
            }
        }
    }

    /// Follows the address bar: at the start, after Back and Forward, after an edit by hand.
    pub fn follow_address(self) {
        let memory = address::memory();
        self.restore.set_value(Some(memory));
        self.show(address::route());
    }

    /// Lets the current history entry remember how the page stands.
    pub fn remember(self) -> Memory {
        let mut memory = address::memory();
        // Until the page is restored it stands nowhere worth remembering.
        if self.restore.with_value(Option::is_none) {
            memory.scroll = dom::scroll();
            memory.focus = dom::focused();
            memory.anchor = dom::first_in_view(&dom::all(LINKS)).unwrap_or_default();
            memory.shown = self.answer.with_untracked(|answer| match answer {
                Some(answer) => answer.cards.len() as u32,
                None => 0,
            });
        }
        address::remember(&memory);
        memory
    }

    fn show(self, route: Route) {
        let before = self.route.get_untracked();
        let same_list = before.list() == route.list();
        let same_article = before.article == route.article;
        self.route.set(route);
        if !same_list {
            self.search();
        }
        if !same_article {
            self.load_article();
        }
        if same_list && self.answer.with_untracked(Option::is_some) {
            self.settle();
        }
    }

    /// Restores scroll position and focus, once what they belong to is on screen.
    fn settle(self) {
        let in_article = self.route.with_untracked(|route| route.article.is_some());
        let reading = self
            .reading
            .with_untracked(|reading| matches!(reading, Reading::Open(_) | Reading::Failed(_)));
        if in_article && !reading {
            return;
        }
        let Some(memory) = self.restore.get_value() else { return };
        dom::after_drawing(move || {
            // Another route may have been gone to meanwhile, with another memory.
            if self.restore.try_get_value() != Some(Some(memory.clone())) {
                return;
            }
            self.restore.set_value(None);
            dom::scroll_to(memory.scroll);
            dom::scroll_until(&memory.anchor);
            if !memory.focus.is_empty() {
                dom::focus(&memory.focus);
            }
        });
    }

    fn request(self) -> Request {
        self.route.with_untracked(|route| Request {
            query: route.query.clone(),
            filters: route.filters.clone(),
            sort: route.sort,
        })
    }

    /// Asks for the list of the current route, and for the filter panel that belongs to it.
    fn search(self) {
        let Some(engine) = self.engine() else { return };
        let turn = self.search_turn.next();
        let request = self.request();
        let shown = self
            .restore
            .with_value(|memory| memory.as_ref().map_or(0, |memory| memory.shown));
        self.searching.set(true);
        spawn(async move {
            let found = self.find(&engine, request, shown.max(BATCH) as usize).await;
            if !self.search_turn.is(turn) {
                return;
            }
            let answer = match found {
                Ok(answer) => Rc::new(answer),
                Err(error) => return self.fail(error),
            };
            self.searching.set(false);
            self.failure.set(None);
            self.answer.set(Some(answer.clone()));
            self.find_neighbours();
            // Without the names of the tags the list has not its height yet.
            if self.order.with_value(|order| !order.is_unknown()) {
                self.settle();
            }
            match self.panel_of(&engine, &answer.request).await {
                Ok(facets) if self.search_turn.is(turn) => {
                    self.facets.set(facets);
                    self.settle();
                }
                Err(error) if self.search_turn.is(turn) => self.fail(error),
                _ => {}
            }
        });
    }

    fn fail(self, error: Error) {
        self.searching.set(false);
        self.failure.set(Some(error));
        self.settle();
    }

    /// Counts the archives that were opened: rows of the filter panel belong to one of them.
    pub fn edition(self) -> u32 {
        self.order.with_value(|order| order.edition)
    }

    async fn find(self, engine: &Searcher, request: Request, shown: usize) -> Result<Answer, Error> {
        let results = engine.search(&request).await?;
        let documents: Vec<u32> = results.hits.iter().take(shown).map(|hit| hit.document).collect();
        let cards = engine.cards(&documents).await?;
        let same_words = self
            .answer
            .try_with_untracked(|before| before.as_ref().map(|before| before.results.query == results.query))
            .flatten()
            .unwrap_or(false);
        let wording = if same_words {
            self.wording.0.try_get_value().unwrap_or_default()
        } else {
            self.wording.next()
        };
        Ok(Answer {
            request,
            results,
            cards,
            wording,
        })
    }

    /// The filter panel for a request, in the order of the whole archive.
    async fn panel_of(self, engine: &Searcher, request: &Request) -> Result<Rc<Facets>, Error> {
        if self.order.with_value(Order::is_unknown) {
            let whole = engine.facets(&Request::default()).await?;
            self.concepts.set(engine.concepts().await?.into());
            self.order.update_value(|order| order.learn(&whole));
        }
        let facets = engine.facets(request).await?;
        Ok(Rc::new(self.order.with_value(|order| order.apply(facets))))
    }

    /// Adds a batch to the list.
    pub fn grow(self) {
        let (Some(engine), Some(answer)) = (self.engine(), self.answer.get_untracked()) else {
            return;
        };
        let shown = answer.cards.len() + BATCH as usize;
        let documents: Vec<u32> = answer.results.hits.iter().take(shown).map(|hit| hit.document).collect();
        spawn(async move {
            let cards = engine.cards(&documents).await;
            let current = self.answer.try_get_untracked().flatten();
            if !current.is_some_and(|current| Rc::ptr_eq(&current, &answer)) {
                return;
            }
            match cards {
                Ok(cards) => self.answer.set(Some(Rc::new(Answer {
                    request: answer.request.clone(),
                    results: answer.results.clone(),
                    cards,
                    wording: answer.wording,
                }))),
                Err(error) => self.fail(error),
            }
        });
    }

    /// Fetches the article of the route, and its original where that is wanted.
    fn load_article(self) {
        let open = self.route.with_untracked(|route| route.article.clone());
        let turn = self.reading_turn.next();
        let Some(open) = open else {
            self.reading.set(Reading::Closed);
            self.original.set(Original::Hidden);
            return;
        };
        let Some(engine) = self.engine() else { return };
        let here = match self.reading.get_untracked() {
            Reading::Open(opened) if opened.card.slug == open.slug => Some(opened),
            _ => None,
        };
        if here.is_none() {
            self.reading.set(Reading::Loading);
            self.neighbours.set([None, None]);
            self.matches.set((0, 0));
            self.original.set(Original::Hidden);
        }
        spawn(async move {
            let opened = match here {
                Some(opened) => opened,
                None => {
                    let opened = open_article(&engine, &open.slug).await;
                    if !self.reading_turn.is(turn) {
                        return;
                    }
                    match opened {
                        Ok(opened) => {
                            let opened = Rc::new(opened);
                            self.reading.set(Reading::Open(opened.clone()));
                            self.find_neighbours();
                            self.settle();
                            opened
                        }
                        Err(error) => {
                            self.reading.set(Reading::Failed(error));
                            return self.settle();
                        }
                    }
                }
            };
            if !open.original {
                return self.original.set(Original::Hidden);
            }
            self.original.set(Original::Loading);
            let original = engine.original(&opened.article).await;
            if self.reading_turn.is(turn) {
                self.original.set(match original {
                    Ok(text) => Original::Shown(text.into()),
                    Err(error) => Original::Failed(error),
                });
            }
        });
    }

    /// Looks up what stands before and after the article in the list.
    fn find_neighbours(self) {
        let (Some(engine), Some(answer), Reading::Open(opened)) =
            (self.engine(), self.answer.get_untracked(), self.reading.get_untracked())
        else {
            return;
        };
        let hits = &answer.results.hits;
        let at = hits.iter().position(|hit| hit.document == opened.document);
        let document = |at: Option<usize>| at.and_then(|at| hits.get(at)).map(|hit| hit.document);
        let before = document(at.and_then(|at| at.checked_sub(1)));
        let after = document(at.map(|at| at + 1));
        let turn = self.reading_turn;
        let asked = turn.0.get_value();
        spawn(async move {
            let mut neighbours = [None, None];
            for (place, document) in neighbours.iter_mut().zip([before, after]) {
                if let Some(document) = document {
                    // A neighbour that cannot be had is a link less, no failure of the article.
                    *place = engine
                        .cards(&[document])
                        .await
                        .ok()
                        .and_then(|cards| cards.into_iter().next());
                }
            }
            if turn.is(asked) {
                self.neighbours.set(neighbours);
            }
        });
    }
}

async fn open_article(engine: &Searcher, slug: &str) -> Result<Opened, Error> {
    let document = engine.find(slug).await?;
    let cards = engine.cards(&[document]).await?;
    let card = cards
        .into_iter()
        .next()
        .ok_or_else(|| Error::NoSuchArticle { slug: slug.to_owned() })?;
    let article = engine.article(&card).await?;
    Ok(Opened {
        document,
        card,
        article,
    })
}

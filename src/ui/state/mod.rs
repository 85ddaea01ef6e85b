//! What is on screen and how it changes: one [`App`], copied into every part of the page.
//!
//! [`State`] says what is shown; the functions of [`App`] are the only ones that change it. Components draw
//! and call these functions, and decide nothing.
//!
//! * here: what there is to know about the page.
//! * `navigate`: from one route to another and back, with scroll position and focus.
//! * `load`: the archive, the list, the article. Answers that come too late are dropped there.
//! * `elements`: the explorer's own elements, and which of them has the focus.

mod elements;
mod load;
mod navigate;

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use web_sys::Element;

use super::host::{Host, Told};
use super::i18n::{Language, Strings};
use super::live::Live;
use super::theme::Theme;
use super::view::keep;
use crate::article::{Article, Card, Concept, Group, Manifest, TagKey};
use crate::client::address::Memory;
use crate::client::prefs::Choice;
use crate::client::{AnyStore, Cached};
use crate::route::Route;
use crate::search::{Engine, Error, Facets, Request, Results};

/// The engine of the page.
pub type Searcher = Engine<AnyStore>;

/// Makes a fresh store: for the start, and for each new try after a failure.
pub type MakeStore = Rc<dyn Fn(Cached) -> AnyStore>;

/// How many results are added at a time.
pub const BATCH: u32 = 10;

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
    /// How many articles have what was asked for.
    pub fn total(&self) -> u32 {
        self.results.total as u32
    }

    /// How many are in the list when all of it is shown: others follow that have only some of the words.
    pub fn listed(&self) -> u32 {
        self.results.listed as u32
    }

    /// It answers what a route asks.
    pub fn is_of(&self, route: &Route) -> bool {
        self.request.query == route.query && self.request.verbatim == route.verbatim
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

/// The original of the article on screen.
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
#[derive(Default)]
struct Turn(Cell<u32>);

impl Turn {
    /// A new question: all earlier answers are late from now on.
    fn next(&self) -> u32 {
        self.0.set(self.0.get() + 1);
        self.0.get()
    }

    /// The number of the newest question.
    fn current(&self) -> u32 {
        self.0.get()
    }

    /// No newer question was asked.
    fn is(&self, turn: u32) -> bool {
        self.0.get() == turn
    }
}

/// What is on screen.
pub struct State {
    /// As the address bar has it.
    pub route: Live<Route>,
    /// The route is that of an article.
    pub in_article: Live<bool>,
    /// The archive as a whole.
    pub archive: Live<Archive>,
    /// The list; the last one stays until the next one is here.
    pub answer: Live<Option<Rc<Answer>>>,
    /// Why the list could not be had, when it could not.
    pub failure: Live<Option<Error>>,
    /// A list is on the way.
    pub searching: Live<bool>,
    /// The filter panel, in the order of the whole archive, so that nothing jumps under the pointer.
    pub facets: Live<Rc<Facets>>,
    /// Names of all tags.
    pub concepts: Live<Rc<[Concept]>>,
    /// The article.
    pub reading: Live<Reading>,
    /// Its original.
    pub original: Live<Original>,
    /// The articles before and after it in the list.
    pub neighbours: Live<[Option<Rc<Card>>; 2]>,
    /// Which of the marked words of the article is current, and how many there are.
    pub matches: Live<(u32, u32)>,
    /// The dialog that is open.
    pub dialog: Live<Option<Dialog>>,
    /// The filter panel is open on a narrow screen.
    pub panel: Live<bool>,
    /// The groups of the filter panel show all of their values, by the numbers of [`Group`].
    pub expanded: [Live<bool>; Group::ALL.len()],
    /// The language of the interface.
    pub language: Live<Language>,
    /// The colours.
    pub theme: Live<Theme>,
    /// The keyboard shortcuts are on.
    pub shortcuts: Live<bool>,
    host: RefCell<Rc<dyn Host>>,
    root: RefCell<Element>,
    store: RefCell<MakeStore>,
    open_turn: Turn,
    search_turn: Turn,
    reading_turn: Turn,
    /// Counts questions with other words.
    wording: Turn,
    /// What to restore as soon as the page that it belongs to is here.
    restore: Live<Option<Memory>>,
    /// Counts the archives that were opened.
    edition: Turn,
    /// Which of them, and how many values of its filter panel, have their names in `concepts`.
    named: Cell<u64>,
}

/// The page's state, to be copied into whatever draws or changes it.
///
/// The few hundred bytes of a [`State`] stay for as long as the tab does, which is what makes this a plain
/// reference; what they hold goes with the page.
#[derive(Clone, Copy)]
pub struct App(&'static State);

impl Deref for App {
    type Target = State;

    fn deref(&self) -> &State {
        self.0
    }
}

/// Empties the state when the page is gone.
struct Gone(App);

impl Drop for Gone {
    fn drop(&mut self) {
        let Gone(app) = self;
        app.open_turn.next();
        app.search_turn.next();
        app.reading_turn.next();
        app.restore.set(None);
        app.archive.set(Archive::Opening);
        app.answer.set(None);
        app.facets.set(Rc::default());
        app.concepts.set(Rc::from([]));
        app.reading.set(Reading::Closed);
        app.original.set(Original::Hidden);
        app.neighbours.set([None, None]);
    }
}

impl App {
    /// The state of a page that starts: nothing is loaded yet. It belongs to the part of the page that is being
    /// drawn.
    pub fn new(host: Rc<dyn Host>, root: Element, store: MakeStore) -> Self {
        let app = Self(Box::leak(Box::new(State {
            route: Live::new(Route::default()),
            in_article: Live::new(false),
            archive: Live::new(Archive::Opening),
            answer: Live::new(None),
            failure: Live::new(None),
            searching: Live::new(false),
            facets: Live::new(Rc::default()),
            concepts: Live::new(Rc::from([])),
            reading: Live::new(Reading::Closed),
            original: Live::new(Original::Hidden),
            neighbours: Live::new([None, None]),
            matches: Live::new((0, 0)),
            dialog: Live::new(None),
            panel: Live::new(false),
            expanded: [(); Group::ALL.len()].map(|()| Live::new(false)),
            language: Live::new(Language::preferred(&*host)),
            theme: Live::new(Theme::preferred(&*host)),
            shortcuts: Live::new(host.load(Choice::Shortcuts).is_none()),
            host: RefCell::new(host),
            root: RefCell::new(root),
            store: RefCell::new(store),
            open_turn: Turn::default(),
            search_turn: Turn::default(),
            reading_turn: Turn::default(),
            wording: Turn::default(),
            restore: Live::new(None),
            edition: Turn::default(),
            named: Cell::default(),
        })));
        keep(Gone(app));
        app
    }

    /// Takes the state of an explorer that is gone for another one, which begins as [`App::new`] does.
    pub fn renew(self, host: Rc<dyn Host>, root: Element, store: MakeStore) -> Self {
        self.route.set(Route::default());
        self.in_article.set(false);
        self.failure.set(None);
        self.searching.set(false);
        self.matches.set((0, 0));
        self.dialog.set(None);
        self.panel.set(false);
        self.expanded.iter().for_each(|group| group.set(false));
        self.language.set(Language::preferred(&*host));
        self.theme.set(Theme::preferred(&*host));
        self.shortcuts.set(host.load(Choice::Shortcuts).is_none());
        self.host.replace(host);
        self.root.replace(root);
        self.store.replace(store);
        keep(Gone(self));
        self
    }

    /// What the explorer stands in.
    pub fn host(self) -> Rc<dyn Host> {
        self.host.borrow().clone()
    }

    /// The address of a route, as a link has it.
    pub fn link(self, route: &Route) -> String {
        self.host().link(route)
    }

    /// What was saved.
    pub fn load(self, choice: Choice) -> Option<String> {
        self.host().load(choice)
    }

    /// Saves a choice; an empty one is forgotten.
    pub fn save(self, choice: Choice, value: &str) {
        self.host().save(choice, value);
    }

    /// Tells the host of something. Answers whether to go on.
    pub fn tell(self, told: Told<'_>) -> bool {
        self.host().tell(told)
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

    /// The title of an article of the list on screen.
    pub fn title(self, slug: &str) -> Option<String> {
        self.answer.with_untracked(|answer| {
            let card = answer.as_ref()?.cards.iter().find(|card| card.slug == slug)?;
            Some(card.title.clone())
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
        match self.archive.get_untracked() {
            Archive::Ready(engine) => Some(engine),
            _ => None,
        }
    }

    /// Counts the archives that were opened: rows of the filter panel belong to one of them.
    pub fn edition(self) -> u32 {
        self.edition.current()
    }
}

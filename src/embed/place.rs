//! The explorer in an element of another page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::Element;

use crate::client::address::{Entry, Memory};
use crate::client::prefs::{self, Choice};
use crate::route::Route;
use crate::search::Error;
use crate::ui::host::{ARCHIVE, Host, Told};
use crate::ui::i18n::Language;
use crate::ui::state::{Answer, App};
use crate::ui::view::effect;
use crate::ui::{Theme, keyboard};

/// What tells the script around the explorer: the name of what happened and up to three texts about it. Answers whether the
/// explorer goes on as it would by itself.
pub type Tell = Rc<dyn Fn(&str, [&str; 3]) -> bool>;

/// What a place is made with.
pub struct Options {
    /// Where the explorer is mounted.
    pub place: Element,
    /// Where the archive's own page is, an address that ends in `/`: links lead there.
    pub page: String,
    /// What to show at first.
    pub route: Route,
    /// A BCP 47 tag; empty for the reader's own.
    pub language: String,
    /// `light`, `dark`, or empty for that of the page.
    pub theme: String,
    /// Hears of what happens.
    pub tell: Tell,
}

/// An element of another page with an explorer in it.
pub struct Place {
    options: Options,
    app: Cell<Option<App>>,
    /// The history, which is the explorer's own.
    entries: RefCell<Vec<(Route, Memory)>>,
    /// Which entry is on screen; there always is one.
    at: Cell<usize>,
    choices: RefCell<Vec<(Choice, String)>>,
    /// Somebody has gone from one route to another: until then the explorer scrolls nothing.
    used: Cell<bool>,
}

impl Place {
    /// A place that shows what its options say.
    pub fn new(options: Options) -> Rc<Self> {
        let choices = [(Choice::Language, &options.language), (Choice::Theme, &options.theme)];
        let choices = choices.map(|(choice, value)| (choice, value.clone()));
        Rc::new(Self {
            app: Cell::new(None),
            entries: RefCell::new(vec![(options.route.clone(), Memory::default())]),
            at: Cell::new(0),
            choices: RefCell::new(choices.into()),
            used: Cell::new(false),
            options,
        })
    }

    /// Goes to a route that was not chosen inside: it takes the place of the whole history.
    pub fn show(&self, route: Route) {
        if self.route() != route {
            self.entries.replace(vec![(route, Memory::default())]);
            self.go_to(0);
        }
    }

    /// Goes where the history of the page around has gone: to an entry that is known as it was left, if there is one.
    pub fn show_again(&self, route: Route) {
        if let Some(app) = self.app.get() {
            app.remember();
        }
        let here = self.at.get();
        let known = |entries: &Vec<(Route, Memory)>| {
            let such = (0..entries.len()).filter(|&at| entries[at].0 == route);
            such.min_by_key(|at| at.abs_diff(here))
        };
        let known = known(&self.entries.borrow());
        match known {
            Some(at) => self.go_to(at),
            None => self.show(route),
        }
    }

    fn go_to(&self, at: usize) {
        self.at.set(at);
        if let Some(app) = self.app.get() {
            app.follow_address();
        }
    }

    fn here(&self) -> (Route, Memory) {
        self.entries.borrow()[self.at.get()].clone()
    }

    /// Changes the language or the colours, as in [`Options`]; what is not given stays as it is.
    pub fn dress(&self, language: Option<String>, theme: Option<String>) {
        let Some(app) = self.app.get() else { return };
        if let Some(language) = language {
            self.save(Choice::Language, &language);
            app.language.set(Language::preferred(self));
        }
        if let Some(theme) = theme {
            self.save(Choice::Theme, &theme);
            app.theme.set(Theme::preferred(self));
        }
    }

    /// The explorer, once it is mounted.
    pub fn app(&self) -> Option<App> {
        self.app.get()
    }

    fn hear(&self, name: &str, about: [&str; 3]) -> bool {
        (self.options.tell)(name, about)
    }

    fn listed(&self, answer: &Answer) {
        let total = answer.total().to_string();
        self.hear("query", [&answer.request.query, &total, ""]);
    }

    fn chosen(&self, slug: &str) -> bool {
        let route = self.route().open(slug);
        let title = self.app.get().and_then(|app| app.title(slug)).unwrap_or_default();
        self.hear("open", [slug, &title, &self.link(&route.alone())])
    }
}

impl Host for Place {
    fn is_page(&self) -> bool {
        false
    }

    fn follow(&self, app: App) {
        self.app.set(Some(app));
        let place = self.options.place.clone();
        keyboard::follow(app, &place);
        effect(move || {
            // These two attributes can always be set.
            let _ = place.set_attribute("lang", app.language.get().tag());
            let _ = place.set_attribute("data-theme", app.theme.get().name());
        });
    }

    fn route(&self) -> Route {
        self.here().0
    }

    fn memory(&self) -> Memory {
        self.here().1
    }

    fn write(&self, route: &Route, memory: &Memory, entry: Entry) {
        self.used.set(true);
        let before = self.route();
        {
            let (at, here) = (self.at.get(), (route.clone(), memory.clone()));
            let mut entries = self.entries.borrow_mut();
            match entry {
                Entry::Replace => entries[at] = here,
                Entry::Push => {
                    entries.truncate(at + 1);
                    entries.push(here);
                    self.at.set(at + 1);
                }
            }
        }
        let fragment = route.to_fragment();
        if before.filters != route.filters {
            self.hear("filter", [&fragment, "", ""]);
        }
        self.hear("route", [&fragment, if entry == Entry::Push { "push" } else { "" }, ""]);
    }

    fn remember(&self, memory: &Memory) {
        self.entries.borrow_mut()[self.at.get()].1.clone_from(memory);
    }

    fn back(&self, entries: u32) {
        let at = self.at.get().saturating_sub(entries as usize);
        let fragment = self.entries.borrow()[at].0.to_fragment();
        self.hear("route", [&fragment, "back", &entries.to_string()]);
        self.go_to(at);
    }

    fn link(&self, route: &Route) -> String {
        [&self.options.page, &*route.to_fragment()].concat()
    }

    fn file(&self, path: &str) -> String {
        [&self.options.page, ARCHIVE, path].concat()
    }

    fn shares(&self) -> bool {
        false
    }

    fn address(&self, route: &Route) -> String {
        self.link(route)
    }

    fn load(&self, choice: Choice) -> Option<String> {
        let choices = self.choices.borrow();
        let saved = choices.iter().find(|(known, _)| *known == choice);
        saved.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
    }

    fn save(&self, choice: Choice, value: &str) {
        let mut choices = self.choices.borrow_mut();
        choices.retain(|(known, _)| *known != choice);
        choices.push((choice, value.to_owned()));
    }

    fn languages(&self) -> Vec<String> {
        prefs::browser_languages()
    }

    fn scroll(&self) -> i32 {
        -(self.options.place.get_bounding_client_rect().top() as i32)
    }

    fn scroll_to(&self, y: i32) {
        // The page is not scrolled before somebody used it.
        if self.used.get() {
            self.hear("scroll", [&y.max(0).to_string(), "", ""]);
        }
    }

    fn tell(&self, told: Told<'_>) -> bool {
        match told {
            Told::Ready => {
                let app = self.app.get();
                let title = app.map(|app| app.manifest(|manifest| manifest.title.clone()));
                self.hear("ready", [&title.unwrap_or_default(), "", ""])
            }
            Told::Listed(answer) => {
                self.listed(answer);
                true
            }
            Told::Chosen(slug) => self.chosen(slug),
            Told::Failed(error) => self.hear("error", [kind(error), &error.to_string(), ""]),
        }
    }
}

/// The name of an error, as scripts know it.
pub(super) fn kind(error: &Error) -> &'static str {
    match error {
        Error::Store(_) => "network",
        Error::Corrupt { .. } => "damaged",
        Error::Format { .. } => "format",
        Error::NoSuchArticle { .. } => "no-such-article",
    }
}

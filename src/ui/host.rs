//! What the explorer stands in: a page of its own, or a place in somebody else's.
//!
//! All that reaches beyond the explorer's own elements goes through [`Host`]: the address bar, the history, the scroll position,
//! what is saved, what others are told. The explorer itself does not know where it is.

use leptos::prelude::*;

use super::dom::Later;
use super::keyboard;
use super::state::{Answer, App, Reading};
use super::view::{effect, listen};
use crate::client::address::{self, Entry, Memory};
use crate::client::prefs::{self, Choice};
use crate::route::Route;
use crate::search::Error;

/// After this much stillness the page remembers how it stands.
const STILLNESS: u64 = 150;

/// Where the bundle is, from the page.
pub const ARCHIVE: &str = "archive/";

/// What a host is told.
pub enum Told<'a> {
    /// The archive is open.
    Ready,
    /// A list is on screen.
    Listed(&'a Answer),
    /// Somebody chose an article, by its slug.
    Chosen(&'a str),
    /// Something could not be had.
    Failed(&'a Error),
}

/// What the explorer stands in.
pub trait Host {
    /// The explorer is all that the page is for: its list and its articles are what a page has one `main` for.
    fn is_page(&self) -> bool;
    /// Listens for what concerns the explorer and shows what of it is seen outside, until its part of the page is gone.
    fn follow(&self, app: App);
    /// What to show at first, and after the history has moved.
    fn route(&self) -> Route;
    /// What the current entry of the history remembers.
    fn memory(&self) -> Memory;
    /// Enters a route into the history.
    fn write(&self, route: &Route, memory: &Memory, entry: Entry);
    /// Changes what the current entry remembers.
    fn remember(&self, memory: &Memory);
    /// Goes back by some entries.
    fn back(&self, entries: u32);
    /// The address of a route, as a link has it.
    fn link(&self, route: &Route) -> String;
    /// The address of a file of the bundle.
    fn file(&self, path: &str) -> String;
    /// The page offers what to paste to have its view elsewhere.
    fn shares(&self) -> bool;
    /// The full address of a route, for citing and printing.
    fn address(&self, route: &Route) -> String;
    /// What was saved.
    fn load(&self, choice: Choice) -> Option<String>;
    /// Saves a choice; an empty one is forgotten.
    fn save(&self, choice: Choice, value: &str);
    /// The languages that the reader prefers, best first, as BCP 47 tags.
    fn languages(&self) -> Vec<String>;
    /// How far the explorer is scrolled.
    fn scroll(&self) -> i32;
    /// Scrolls it.
    fn scroll_to(&self, y: i32);
    /// Hears of something. Answers whether the explorer goes on as it would by itself.
    fn tell(&self, told: Told<'_>) -> bool;
}

/// A page of its own.
pub struct Page;

impl Host for Page {
    fn is_page(&self) -> bool {
        true
    }

    fn follow(&self, app: App) {
        address::restore_scrolling_by_hand();
        keyboard::follow(app, &window());
        follow_history(app);
        reflect(app);
    }

    fn route(&self) -> Route {
        address::route()
    }

    fn memory(&self) -> Memory {
        address::memory()
    }

    fn write(&self, route: &Route, memory: &Memory, entry: Entry) {
        address::write(route, memory, entry);
    }

    fn remember(&self, memory: &Memory) {
        address::remember(memory);
    }

    fn back(&self, entries: u32) {
        address::back(entries);
    }

    fn link(&self, route: &Route) -> String {
        route.to_fragment()
    }

    fn file(&self, path: &str) -> String {
        [ARCHIVE, path].concat()
    }

    fn shares(&self) -> bool {
        true
    }

    fn address(&self, route: &Route) -> String {
        address::absolute(route)
    }

    fn load(&self, choice: Choice) -> Option<String> {
        choice.load()
    }

    fn save(&self, choice: Choice, value: &str) {
        choice.save(value);
    }

    fn languages(&self) -> Vec<String> {
        prefs::browser_languages()
    }

    fn scroll(&self) -> i32 {
        window().scroll_y().unwrap_or_default() as i32
    }

    fn scroll_to(&self, y: i32) {
        window().scroll_to_with_x_and_y(0.0, f64::from(y));
    }

    fn tell(&self, _told: Told<'_>) -> bool {
        true
    }
}

/// Follows Back, Forward and edits of the address; remembers scroll position and focus.
fn follow_history(app: App) {
    let window = window();
    listen(&window, "popstate", move |_| app.follow_address());
    let later = Later::new(STILLNESS);
    let remember = move || drop(app.remember());
    let again = later.clone();
    listen(&window, "scroll", move |_| again.run(remember));
    listen(&window, "focusin", move |_| later.run(remember));
    // Not `pagehide`: by then the browser has closed the entry, and a reload would not find what is written.
    listen(&window, "beforeunload", move |_| remember());
}

/// Keeps the document's title, language and colours up to date.
fn reflect(app: App) {
    effect(move || {
        let Some(root) = document().document_element() else {
            return;
        };
        // These two attributes can always be set.
        let _ = root.set_attribute("lang", app.language.get().tag());
        let _ = match app.theme.get().name() {
            "" => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme),
        };
    });
    effect(move || {
        let strings = app.language.get().strings();
        let archive = app.manifest(|manifest| manifest.title.clone());
        let view = match app.reading.get() {
            Reading::Open(opened) => opened.card.title.clone(),
            Reading::Failed(error) => (strings.failure)(&error).title.to_owned(),
            _ => app.route.with(|route| match route.query.trim() {
                "" => String::new(),
                query => (strings.results_for)(query),
            }),
        };
        if !archive.is_empty() {
            let separator = if view.is_empty() { "" } else { " – " };
            document().set_title(&[&view, separator, &archive].concat());
        }
    });
}

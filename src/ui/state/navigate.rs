//! From one route to another and back.

use super::{App, Reading};
use crate::client::Cached;
use crate::client::address::{self, Entry, Memory};
use crate::client::prefs;
use crate::route::Route;
use crate::ui::dom;
use crate::ui::reader::TITLE_ID;
use crate::ui::results::LINKS;

impl App {
    /// Reads the address bar and opens the archive.
    pub fn start(self) {
        address::restore_scrolling_by_hand();
        self.follow_address();
        self.open(Cached::Use);
    }

    /// Goes to a route. What the current entry needs to be restored is remembered first.
    pub fn go(self, route: Route, entry: Entry) {
        let before = self.route.get_untracked();
        if before == route {
            return;
        }
        // Who goes on does not wait for what was to be restored, and must not be disturbed by it.
        self.restore.set(None);
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
                TITLE_ID.to_owned()
            } else {
                String::new()
            },
            anchor: Default::default(),
        };
        address::write(&route, &memory, entry);
        if turned {
            self.restore.set(Some(memory));
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
        self.refine(|route| route.ask(query));
    }

    /// Opens an article from the list on screen.
    pub fn read(self, slug: &str) {
        let route = self.route.get_untracked().open(slug);
        prefs::searched(&route.query);
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
        self.restore.set(Some(memory));
        self.show(address::route());
    }

    /// Lets the current history entry remember how the page stands.
    pub fn remember(self) -> Memory {
        let mut memory = address::memory();
        // Until the page is restored it stands nowhere worth remembering.
        if self.restore.with_untracked(Option::is_none) {
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

    pub(super) fn show(self, route: Route) {
        let before = self.route.get_untracked();
        let same_list = before.list() == route.list();
        let same_article = before.article == route.article;
        let in_article = route.article.is_some();
        self.route.set(route);
        if self.in_article.get_untracked() != in_article {
            self.in_article.set(in_article);
        }
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
    pub(super) fn settle(self) {
        let in_article = self.in_article.get_untracked();
        let reading = self
            .reading
            .with_untracked(|reading| matches!(reading, Reading::Open(_) | Reading::Failed(_)));
        if in_article && !reading {
            return;
        }
        let Some(memory) = self.restore.get_untracked() else {
            return;
        };
        dom::after_drawing(move || {
            // Another route may have been gone to meanwhile, with another memory.
            if self.restore.with_untracked(|restore| restore.as_ref() != Some(&memory)) {
                return;
            }
            self.restore.set(None);
            dom::scroll_to(memory.scroll);
            dom::scroll_until(&memory.anchor);
            if !memory.focus.is_empty() {
                dom::focus(&memory.focus);
            }
        });
    }
}

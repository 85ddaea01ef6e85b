//! From one route to another and back.

use super::{App, Reading};
use crate::client::Cached;
use crate::client::address::{Entry, Memory};
use crate::client::prefs::{self, Choice};
use crate::route::Route;
use crate::ui::dom;
use crate::ui::host::Told;
use crate::ui::reader::{TITLE_ID, part_id};
use crate::ui::results::LINKS;

impl App {
    /// Reads the address bar and opens the archive.
    pub fn start(self) {
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
        self.host().write(&route, &memory, entry);
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
        self.searched(&route.query);
        if self.tell(Told::Chosen(slug)) {
            self.go(route, Entry::Push);
        }
    }

    /// Goes to a part of an article, or to another article that this one refers to.
    pub fn read_part(self, slug: &str, part: &str) {
        let before = self.route.get_untracked();
        let route = before.open(slug).at(part);
        let here = before.article.is_some_and(|open| open.slug == slug);
        if here || self.tell(Told::Chosen(slug)) {
            self.go(route, Entry::Push);
            self.show_part();
        }
    }

    /// Brings the part of the article that the route names into view, if it is on screen, and gives it the focus.
    fn show_part(self) {
        let part = self
            .route
            .with_untracked(|route| route.article.as_ref().map(|open| part_id(&open.part)));
        if let Some(element) = part.and_then(|part| self.by_id(&part)) {
            dom::centre(&element);
            dom::focus(&element);
        }
    }

    /// The last searches, the newest first.
    pub fn recent(self) -> Vec<String> {
        prefs::recent(&self.load(Choice::Recent).unwrap_or_default())
    }

    /// Remembers a search.
    pub fn searched(self, query: &str) {
        let host = self.host();
        if let Some(searches) = prefs::searched(&host.load(Choice::Recent).unwrap_or_default(), query) {
            host.save(Choice::Recent, &searches);
        }
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
        match self.host().memory().depth {
            0 => self.go(self.route.get_untracked().list(), Entry::Push),
            depth => {
                self.remember();
                self.host().back(depth);
            }
        }
    }

    /// Follows the address bar: at the start, after Back and Forward, after an edit by hand.
    pub fn follow_address(self) {
        self.restore.set(Some(self.host().memory()));
        self.show(self.host().route());
    }

    /// Lets the current history entry remember how the page stands.
    pub fn remember(self) -> Memory {
        let host = self.host();
        let mut memory = host.memory();
        // Until the page is restored it stands nowhere worth remembering.
        if self.restore.with_untracked(Option::is_none) {
            memory.scroll = host.scroll();
            memory.focus = self.focused();
            memory.anchor = dom::first_in_view(&self.all(LINKS)).unwrap_or_default();
            memory.shown = self.answer.with_untracked(|answer| match answer {
                Some(answer) => answer.cards.len() as u32,
                None => 0,
            });
        }
        host.remember(&memory);
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
            let host = self.host();
            host.scroll_to(memory.scroll);
            // What stands above it may be higher or lower than it was; a pixel more or less is where it was.
            let (anchor, offset) = &memory.anchor;
            if let Some(element) = self.by_id(anchor) {
                let moved = element.get_bounding_client_rect().top() as i32 - offset;
                if moved.abs() > 1 {
                    host.scroll_to(host.scroll() + moved);
                }
            }
            self.focus(&memory.focus);
            if memory.scroll == 0 {
                self.show_part();
            }
        });
    }
}

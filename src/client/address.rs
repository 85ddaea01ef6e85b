//! The route as the page's fragment, and what each entry of the browser's history remembers.
//!
//! The fragment says what is on screen, so it can be shared. The entry's state holds what only this visit
//! knows: where the page was scrolled to, what had the focus. It survives Back, Forward and reload.

use wasm_bindgen::JsValue;
use web_sys::{History, ScrollRestoration, Window};

use crate::route::Route;

/// What a history entry remembers besides its route.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// How far the page was scrolled, in CSS pixels.
    pub scroll: i32,
    /// How many results were on screen.
    pub shown: u32,
    /// How many entries back the list is that this article was opened from; 0 for a list and for an article
    /// that was not opened from one.
    pub depth: u32,
    /// The `id` of the element that had the focus.
    pub focus: String,
    /// The `id` of the first result in view, and how far below the top of the window it was: after a reload
    /// what stands above it may be higher or lower than it was.
    pub anchor: (String, i32),
}

impl Memory {
    fn to_state(&self) -> JsValue {
        let (anchor, offset) = &self.anchor;
        let numbers = [
            self.scroll.to_string(),
            self.shown.to_string(),
            self.depth.to_string(),
            offset.to_string(),
        ];
        JsValue::from_str(&[&numbers.join(" "), " ", anchor, " ", &self.focus].concat())
    }

    /// Reads a state; one that somebody else wrote is no memory.
    fn from_state(state: &JsValue) -> Self {
        let text = state.as_string().unwrap_or_default();
        let mut parts = text.splitn(6, ' ');
        let mut next = || parts.next().unwrap_or_default();
        let scroll = next().parse().unwrap_or_default();
        let shown = next().parse().unwrap_or_default();
        let depth = next().parse().unwrap_or_default();
        let offset = next().parse().unwrap_or_default();
        Self {
            scroll,
            shown,
            depth,
            anchor: (next().to_owned(), offset),
            focus: next().to_owned(),
        }
    }
}

/// How a route enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// In place of the current entry: typing, filtering, sorting.
    Replace,
    /// As a new entry: opening an article.
    Push,
}

/// The route in the address bar.
pub fn route() -> Route {
    let fragment = window().and_then(|window| window.location().hash().ok());
    Route::parse(&fragment.unwrap_or_default())
}

/// What the current entry remembers.
pub fn memory() -> Memory {
    let state = history().and_then(|history| history.state().ok());
    Memory::from_state(&state.unwrap_or(JsValue::NULL))
}

/// Writes a route and its memory to the history.
pub fn write(route: &Route, memory: &Memory, entry: Entry) {
    let Some(history) = history() else { return };
    let (state, fragment) = (memory.to_state(), route.to_fragment());
    // A browser refuses when entries change too often; the page works on without.
    let _ = match entry {
        Entry::Replace => history.replace_state_with_url(&state, "", Some(&fragment)),
        Entry::Push => history.push_state_with_url(&state, "", Some(&fragment)),
    };
}

/// Changes what the current entry remembers and leaves its address alone.
pub fn remember(memory: &Memory) {
    if let Some(history) = history() {
        // As above.
        let _ = history.replace_state(&memory.to_state(), "");
    }
}

/// Goes back by some entries, as the browser's button does.
pub fn back(entries: u32) {
    if let Some(history) = history() {
        // Nowhere to go back to is no error.
        let _ = history.go_with_delta(-i32::try_from(entries).unwrap_or(1));
    }
}

/// Takes over restoring the scroll position: the browser would do it before the list is there.
pub fn restore_scrolling_by_hand() {
    if let Some(history) = history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
}

/// The full address of a route on this page, for citing and printing.
pub fn absolute(route: &Route) -> String {
    let href = window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    [page, &route.to_fragment()].concat()
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn history() -> Option<History> {
    window()?.history().ok()
}

//! The shortcuts: single keys, never with a modifier, never while a field or a dialog has the focus, and
//! never when they are switched off.

use wasm_bindgen::JsCast;
use web_sys::{EventTarget, KeyboardEvent};

use super::dom;
use super::reader::{NEIGHBOURS, step_match};
use super::results::LINKS;
use super::search_box::BOX_ID;
use super::state::{App, Dialog};
use super::view::listen;

/// Listens to what happens in a part of the page, until the explorer is gone.
pub fn follow(app: App, within: &EventTarget) {
    listen(within, "keydown", move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>()
            && app.shortcuts.get_untracked()
            && press(app, key)
        {
            event.prevent_default();
        }
    });
}

/// Does what a key stands for. False where it stands for nothing here.
fn press(app: App, event: &KeyboardEvent) -> bool {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return false;
    }
    let key = event.key();
    let reading = app.route.with_untracked(|route| route.article.is_some());
    if dom::takes_keys(event.target()) {
        return key == "Escape" && app.focused() == BOX_ID && leave_box(app);
    }
    match (key.as_str(), reading) {
        ("/", _) => app.focus_and_show(BOX_ID),
        ("?", _) => app.dialog.set(Some(Dialog::Help)),
        ("Escape", true) => app.back_to_list(),
        ("j", false) => move_focus(app, 1),
        ("k", false) => move_focus(app, -1),
        ("o", false) => return open_focused(app),
        ("j", true) => click(app, NEIGHBOURS[1]),
        ("k", true) => click(app, NEIGHBOURS[0]),
        ("n", true) => step_match(app, true),
        ("p", true) => step_match(app, false),
        _ => return false,
    }
    true
}

/// Esc in the search box: first empties it, then leaves it.
fn leave_box(app: App) -> bool {
    if app.route.with_untracked(|route| route.query.is_empty()) {
        app.focus(super::results::LIST_ID);
    } else {
        app.search_for(String::new());
    }
    true
}

/// Moves the focus along the results; from anywhere else it starts at the first.
fn move_focus(app: App, by: isize) {
    let links = app.all(LINKS);
    let focused = app.focused();
    let at = links.iter().position(|link| link.id() == focused);
    let next = match at {
        Some(at) => at.checked_add_signed(by),
        None => Some(0),
    };
    if let Some(link) = next.and_then(|next| links.get(next)) {
        app.focus_and_show(&link.id());
    }
}

fn open_focused(app: App) -> bool {
    let focused = app.focused();
    let link = app.all(LINKS).into_iter().find(|link| link.id() == focused);
    if let Some(link) = &link {
        link.click();
    }
    link.is_some()
}

fn click(app: App, id: &str) {
    if let Some(link) = app.by_id(id) {
        link.click();
    }
}

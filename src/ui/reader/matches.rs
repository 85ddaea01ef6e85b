//! The marked words of an article, one after the other.

use crate::ui::dom;
use crate::ui::parts::sign_button;
use crate::ui::state::App;
use crate::ui::view::{El, el};

/// The class of the marked word that is current.
const CURRENT: &str = "current";

/// The `id` of a marked word, counted from 1.
pub(super) fn match_id(number: u32) -> String {
    ["match-", &number.to_string()].concat()
}

/// Which match, and the way to the next.
pub(super) fn matches(app: App) -> El {
    let strings = app.strings();
    let text = move || {
        let (current, total) = app.matches.get();
        (strings.matches)(current, total)
    };
    el("div")
        .class("matches")
        .hidden(move || app.matches.get().1 == 0)
        .child(el("span").attr("aria-live", "polite").text(text))
        .child(sign_button("sign", "↑", strings.previous_match, move || {
            step(app, false)
        }))
        .child(sign_button("sign", "↓", strings.next_match, move || step(app, true)))
}

/// Goes to the next marked word, or to the one before; after the last comes the first.
pub(crate) fn step(app: App, forwards: bool) {
    let (current, total) = app.matches.get_untracked();
    if total == 0 {
        return;
    }
    let next = match (forwards, current) {
        (true, current) => current % total + 1,
        (false, 0 | 1) => total,
        (false, current) => current - 1,
    };
    mark(app, &match_id(current), false);
    mark(app, &match_id(next), true);
    app.matches.set((next, total));
}

fn mark(app: App, id: &str, current: bool) {
    let Some(element) = app.by_id(id) else { return };
    element.set_class_name(if current { CURRENT } else { "" });
    if current {
        dom::centre(&element);
    }
}

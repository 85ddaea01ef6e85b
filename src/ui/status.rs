//! The count of the list: seen by all, and said once typing pauses.

use leptos::prelude::*;

use super::dom::Later;
use super::state::App;
use super::view::{El, effect, el};

/// Long enough that a word being typed is not counted letter by letter.
const PAUSE: u64 = 250;

pub(super) fn status(app: App) -> El {
    let strings = app.strings();
    let text = RwSignal::new(String::new());
    let later = Later::new(PAUSE);
    effect(move || {
        let Some((total, listed)) = app
            .answer
            .with(|answer| answer.as_ref().map(|answer| (answer.total(), answer.listed())))
        else {
            return;
        };
        let set = move || {
            // The page may be gone by then.
            let _ = text.try_set(match total {
                0 if listed > 0 => (strings.articles_with_some)(listed),
                total => (strings.articles)(total),
            });
        };
        if text.with_untracked(String::is_empty) {
            set();
        } else {
            later.run(set);
        }
    });
    el("p").class("count").attr("role", "status").text(move || text.get())
}

//! The count of the list: seen by all, and said once typing pauses.

use super::dom::Later;
use super::live::Live;
use super::state::App;
use super::view::{El, effect, el};

/// Long enough that a word being typed is not counted letter by letter.
const PAUSE: u64 = 250;

pub(super) fn status(app: App) -> El {
    let strings = app.strings();
    let text = Live::shared(String::new());
    let shown = text.clone();
    let later = Later::new(PAUSE);
    effect(move || {
        let Some((total, listed)) = app
            .answer
            .with(|answer| answer.as_ref().map(|answer| (answer.total(), answer.listed())))
        else {
            return;
        };
        let is_first = text.with_untracked(String::is_empty);
        let text = text.clone();
        let set = move || {
            text.set(match total {
                0 if listed > 0 => (strings.articles_with_some)(listed),
                total => (strings.articles)(total),
            });
        };
        if is_first {
            set();
        } else {
            later.run(set);
        }
    });
    el("p").class("count").attr("role", "status").text(move || shown.get())
}

//! What went wrong and the way out.

use super::parts::button;
use super::reader::TITLE_ID;
use super::state::App;
use super::view::{El, el};
use crate::search::Error;

/// A failure inside a page that is otherwise fine.
pub(super) fn notice(app: App, error: &Error) -> El {
    let failure = (app.strings().failure)(error);
    el("div")
        .class("notice")
        .attr("role", "alert")
        .child(el("p").class("notice-title").child(failure.title))
        .child(el("p").child(failure.text))
        .child(el("p").class("detail").child(el("code").child(failure.detail)))
        .child(retry(app, error))
}

/// A failure instead of an article: it has the focus that the article would have had.
pub(super) fn instead_of_article(app: App, error: &Error) -> El {
    let failure = (app.strings().failure)(error);
    let way_out = match error {
        Error::NoSuchArticle { .. } => button("action", app.strings().everything, move || {
            app.refine(|route| *route = Default::default());
        }),
        error => retry(app, error),
    };
    let title = el("h1").id(TITLE_ID).attr("tabindex", "-1").child(failure.title);
    el("article")
        .class("article failure")
        .child(title)
        .child(el("p").child(failure.text))
        .child(el("p").class("detail").child(el("code").child(failure.detail)))
        .child(way_out)
}

fn retry(app: App, error: &Error) -> El {
    let error = error.clone();
    button("action primary", app.strings().retry, move || app.retry(&error))
}

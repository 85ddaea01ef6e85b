//! What went wrong and the way out.

use super::dom;
use super::parts::button;
use super::reader::TITLE_ID;
use super::state::App;
use super::view::{El, el};
use crate::client::chunk;
use crate::search::Error;

/// A failure inside a page that is otherwise fine.
pub(super) fn notice(app: App, error: &Error) -> El {
    notice_with(app, error, retry(app, error))
}

/// As [`notice`], with another way out.
pub(super) fn notice_with(app: App, error: &Error, way_out: El) -> El {
    let failure = (app.strings().failure)(error);
    el("div")
        .class("notice")
        .attr("role", "alert")
        .child(el("p").class("notice-title").child(failure.title))
        .child(el("p").child(failure.text))
        .child(el("p").class("detail").child(el("code").child(failure.detail)))
        .child(way_out)
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
    let again = error.clone();
    retry_button(app, error, move || app.retry(&again))
}

/// The button that tries again.
pub(super) fn retry_button(app: App, error: &Error, retry: impl Fn() + 'static) -> El {
    // The site was published anew, and has other code by now: the page has to begin with that. Its address says what is on screen.
    let starts_anew = chunk::is_gone(error) && app.host().is_page();
    button("action primary", app.strings().retry, move || {
        if starts_anew { dom::reload() } else { retry() }
    })
}

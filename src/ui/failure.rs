//! What went wrong and the way out.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::parts::button;
use super::reader::TITLE_ID;
use super::state::App;
use crate::search::Error;

/// A failure inside a page that is otherwise fine.
pub(super) fn notice(app: App, error: &Error) -> AnyView {
    let failure = (app.strings().failure)(error);
    let retry = retry(app, error);
    view! {
        <div class="notice" role="alert">
            <p class="notice-title">{failure.title}</p>
            <p>{failure.text}</p>
            <p class="detail">
                <code>{failure.detail}</code>
            </p>
            {retry}
        </div>
    }
    .into_any()
}

/// A failure instead of an article: it has the focus that the article would have had.
pub(super) fn instead_of_article(app: App, error: &Error) -> AnyView {
    let failure = (app.strings().failure)(error);
    let way_out = match error {
        Error::NoSuchArticle { .. } => button("action", app.strings().everything, move || {
            app.refine(|route| *route = Default::default())
        }),
        error => retry(app, error),
    };
    view! {
        <article class="article failure">
            <h1 id=TITLE_ID tabindex="-1">
                {failure.title}
            </h1>
            <p>{failure.text}</p>
            <p class="detail">
                <code>{failure.detail}</code>
            </p>
            {way_out}
        </article>
    }
    .into_any()
}

fn retry(app: App, error: &Error) -> AnyView {
    let error = error.clone();
    button("action primary", app.strings().retry, move || app.retry(&error))
}

//! The untouched original, beside the cleaned text.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use crate::article::Article;
use crate::ui::failure::notice;
use crate::ui::state::{App, Original};

pub(super) fn original(app: App, article: &Article, language: String) -> AnyView {
    let strings = app.strings();
    let note = (strings.original_note)(&article.explorer.path);
    let content = move || match app.original.get() {
        Original::Hidden => ().into_any(),
        Original::Loading => view! { <p>{strings.loading}</p> }.into_any(),
        Original::Shown(text) => view! {
            <pre class="original-text" lang=language.clone()>
                {text.to_string()}
            </pre>
        }
        .into_any(),
        Original::Failed(error) => view! {
            <p>{strings.original_failed}</p>
            {notice(app, &error)}
        }
        .into_any(),
    };
    let hidden = move || app.original.with(|original| matches!(original, Original::Hidden));
    view! {
        <section class="original" aria-label=strings.original hidden=hidden>
            <h2 class="label">{strings.original}</h2>
            <p class="note">{note}</p>
            {content}
        </section>
    }
    .into_any()
}

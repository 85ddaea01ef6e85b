//! Where the article comes from, as a sentence to copy.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::body::is_web;
use crate::article::{Article, Field};
use crate::client::address;
use crate::route::Route;
use crate::ui::i18n::{Strings, date};
use crate::ui::parts::button;
use crate::ui::state::App;

pub(super) fn cite(app: App, article: &Article) -> AnyView {
    let strings = app.strings();
    let published = article.external_url.clone().filter(|url| is_web(url)).map(|url| {
        let host = url.split('/').nth(2).unwrap_or_default().to_owned();
        view! {
            <p>
                <a href=url rel="noopener noreferrer">
                    {(strings.published_at)(&host)}
                </a>
            </p>
        }
    });
    let here = address::absolute(&Route::default().open(&article.id));
    let citation = citation(strings, article, &here);
    let copied = RwSignal::new(false);
    let text = citation.clone();
    let copy = move || {
        let writing = window().navigator().clipboard().write_text(&text);
        spawn_local(async move {
            if JsFuture::from(writing).await.is_ok() {
                // The reader may have left by now.
                let _ = copied.try_set(true);
            }
        });
    };
    // Browsers have no clipboard for pages that came unencrypted; the text can be selected.
    let button = window()
        .is_secure_context()
        .then(|| button("action", strings.copy, copy));
    view! {
        {published}
        <details class="cite">
            <summary>{strings.cite}</summary>
            <p class="citation">{citation}</p>
            <p class="actions">
                {button}
                <span aria-live="polite">{move || if copied.get() { strings.copied } else { "" }}</span>
            </p>
        </details>
        <p class="printed">{here}</p>
    }
    .into_any()
}

/// Authors, headline, source, place, date, address: what a footnote needs, in that order.
fn citation(strings: &Strings, article: &Article, here: &str) -> String {
    let extension = &article.explorer;
    let mut parts: Vec<String> = article.authors.iter().map(|author| author.name.clone()).collect();
    parts.push(["“", &article.title, "”"].concat());
    parts.extend(extension.source_organization.clone());
    parts.extend(extension.location_created.clone());
    parts.push(match &extension.date {
        Some(known) => date(strings, known, article.derived(Field::Date).is_some()),
        None => strings.dates.unknown.to_lowercase(),
    });
    parts.extend(article.external_url.clone());
    parts.push(here.to_owned());
    parts.join(", ")
}

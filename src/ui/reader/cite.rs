//! Where the article comes from, as a sentence to copy.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::inline::{is_web, link};
use crate::article::{Article, Field};
use crate::route::Route;
use crate::ui::dom::spawn;
use crate::ui::i18n::{Strings, date};
use crate::ui::live::Live;
use crate::ui::parts::button;
use crate::ui::state::App;
use crate::ui::view::{View, el};

pub(super) fn cite(app: App, article: &Article) -> View {
    let strings = app.strings();
    let published = article.external_url.as_deref().filter(|url| is_web(url)).map(|url| {
        let host = url.split('/').nth(2).unwrap_or_default();
        el("p").child(link(url).child((strings.published_at)(host)))
    });
    let here = app.host().address(&Route::default().open(&article.id));
    let citation = citation(strings, article, &here);
    let copied = Live::shared(false);
    let (text, done) = (citation.clone(), copied.clone());
    let copy = move || {
        let writing = window().navigator().clipboard().write_text(&text);
        let done = done.clone();
        spawn(async move {
            if JsFuture::from(writing).await.is_ok() {
                done.set(true);
            }
        });
    };
    // Browsers have no clipboard for pages that came unencrypted; the text can be selected.
    let copy = window()
        .is_secure_context()
        .then(|| button("action", strings.copy, copy));
    let done = el("span")
        .attr("aria-live", "polite")
        .text(move || if copied.get() { strings.copied } else { "" }.to_owned());
    let details = el("details")
        .class("cite")
        .child(el("summary").child(strings.cite))
        .child(el("p").class("citation").child(citation))
        .child(el("p").class("actions").child(copy).child(done));
    vec![
        published.into(),
        details.into(),
        el("p").class("printed").child(here).into(),
    ]
    .into()
}

/// Authors, headline, source, place, date, address: what a footnote needs, in that order.
fn citation(strings: &Strings, article: &Article, here: &str) -> String {
    let extension = &article.explorer;
    let mut parts: Vec<String> = article.authors.iter().map(|author| author.name.clone()).collect();
    parts.push(["“", &article.title, "”"].concat());
    parts.extend(extension.source_organization.clone());
    parts.extend(extension.location_created.clone());
    // A date that may be wrong is no part of a footnote.
    parts.push(match article.sure_date() {
        Some(known) => date(strings, known, article.derived(Field::Date).is_some()),
        None => strings.dates.unknown_within.to_owned(),
    });
    parts.extend(article.external_url.clone());
    parts.push(here.to_owned());
    parts.join(", ")
}

//! An article, set for reading.

mod body;
mod cite;
mod facts;
mod matches;
mod neighbours;
mod original;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

pub(super) use matches::step as step_match;
pub(super) use neighbours::IDS as NEIGHBOURS;

use super::evidence::inferred;
use super::failure;
use super::marked::marked;
use super::parts::plain_click;
use super::results::evidence;
use super::state::{App, Archive, Opened, Reading};
use super::tags::{Prove, Tag, tag_list};
use crate::article::{Field, TagKey};
use crate::route::Route;
use crate::search::{Filters, Query};

/// The `id` of the headline, which has the focus when an article opens.
pub(super) const TITLE_ID: &str = "headline";

/// The article of the route, or what stands in its place.
pub(super) fn reader(app: App) -> AnyView {
    let content = move || match app.reading.get() {
        Reading::Open(opened) => article(app, &opened),
        Reading::Failed(error) => failure::instead_of_article(app, &error),
        Reading::Closed | Reading::Loading => match app.archive.get() {
            Archive::Failed(error) => failure::instead_of_article(app, &error),
            _ => skeleton(app),
        },
    };
    view! {
        <main class="reader">
            {bar(app)}
            {content}
        </main>
    }
    .into_any()
}

/// The way back, the marked words, the original.
fn bar(app: App) -> AnyView {
    let strings = app.strings();
    let list = move || app.route.with(|route| route.list().to_fragment());
    let back = move |event: web_sys::MouseEvent| {
        if plain_click(&event) {
            event.prevent_default();
            app.back_to_list();
        }
    };
    let original = move || {
        app.route
            .with(|route| route.article.as_ref().is_some_and(|open| open.original))
    };
    view! {
        <div class="bar">
            <a class="back" href=list on:click=back>
                <span aria-hidden="true">"← "</span>
                {strings.back}
            </a>
            {matches::matches(app)}
            <button
                type="button"
                class="action"
                aria-pressed=move || if original() { "true" } else { "false" }
                on:click=move |_| app.show_original(!untrack(original))
            >
                {strings.original}
            </button>
        </div>
    }
    .into_any()
}

fn article(app: App, opened: &Rc<Opened>) -> AnyView {
    let strings = app.strings();
    let article = &opened.article;
    let language = article.language.clone();
    let matcher = app.route.with_untracked(|route| Query::parse(&route.query)).matcher();
    let title = marked(&article.title, &matcher.ranges(&article.title));
    let title_inferred = article
        .derived(Field::Title)
        .map(|evidence| inferred(app, strings.facts.title, evidence.clone(), language.clone()));
    let (body, total) = body::body(app, article, &matcher);
    app.matches.set((0, total));
    let with_original = move || {
        app.route
            .with(|route| route.article.as_ref().is_some_and(|open| open.original))
    };
    view! {
        <article class="article" class:beside=with_original>
            <header class="article-head">
                <h1 id=TITLE_ID tabindex="-1" lang=language.clone()>
                    {title}
                </h1>
                {title_inferred}
                {article.summary.clone().map(|summary| view! { <p class="summary" lang=language.clone()>{summary}</p> })}
                {facts::facts(app, opened)}
                {tags(app, opened)}
            </header>
            <div class="columns">
                <section class="cleaned" lang=language.clone() aria-label=strings.cleaned>
                    {body}
                </section>
                {original::original(app, article, language)}
            </div>
            <footer class="article-foot">
                {cite::cite(app, article)}
                {neighbours::neighbours(app)}
            </footer>
        </article>
    }
    .into_any()
}

/// Stated tags first; a chosen one leads to the list of all articles that have it.
fn tags(app: App, opened: &Rc<Opened>) -> AnyView {
    let language = app.language.get_untracked().tag();
    let extension = &opened.article.explorer;
    let stated = extension.about.iter().map(|tag| (&tag.key, &tag.label, false));
    let suggested = extension.mentions.iter().map(|tag| (&tag.key, &tag.label, true));
    let tags = stated
        .chain(suggested)
        .map(|(key, label, suggested)| Tag {
            key: key.clone(),
            label: label.in_language(language).to_owned(),
            suggested,
        })
        .collect();
    let asked = opened.article.clone();
    let prove: Prove = Rc::new(move |key, proof| proof.set(evidence(&asked, key)));
    tag_list(app, tags, opened.article.language.clone(), prove, list_of_tag)
}

fn list_of_tag(app: App, key: TagKey) {
    app.refine(|route| {
        *route = Route {
            filters: Filters {
                include: vec![key],
                ..Filters::default()
            },
            ..Route::default()
        };
    });
}

fn skeleton(app: App) -> AnyView {
    view! {
        <div class="skeleton article">
            <p class="spoken">{app.strings().loading}</p>
            <div class="ghost">
                <span></span>
                <span></span>
                <span></span>
                <span></span>
            </div>
        </div>
    }
    .into_any()
}

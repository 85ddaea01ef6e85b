//! An article, set for reading.

mod body;
mod cite;
mod facts;
mod inline;
mod matches;
mod neighbours;
mod original;

use std::rc::Rc;

pub(super) use matches::step as step_match;
pub(super) use neighbours::IDS as NEIGHBOURS;

use super::evidence::{inferred, of_field};
use super::failure;
use super::marked::marked;
use super::parts::{answer_click, button};
use super::results::{evidence, skeleton};
use super::state::{App, Archive, Opened, Reading};
use super::tags::{Prove, Tag, tag_list};
use super::view::{El, View, el};
use crate::article::{Field, TagKey};
use crate::route::Route;
use crate::search::{Filters, Query};

/// The `id` of the headline, which has the focus when an article opens.
pub(super) const TITLE_ID: &str = "headline";

/// How many tags stand above the text at first.
const FIRST_TAGS: usize = 12;

/// The `id` of a part of an article that links lead to.
pub(super) fn part_id(part: &str) -> String {
    ["part-", part].concat()
}

/// The article of the route, or what stands in its place.
pub(super) fn reader(app: App) -> El {
    el(if app.host().is_page() { "main" } else { "div" })
        .class("reader")
        .child(bar(app))
        .dynamic(move || match app.reading.get() {
            Reading::Open(opened) => article(app, &opened).into(),
            Reading::Failed(error) => failure::instead_of_article(app, &error).into(),
            Reading::Closed | Reading::Loading => match app.archive.get() {
                Archive::Failed(error) => failure::instead_of_article(app, &error).into(),
                _ => el("div").class("article").child(skeleton(app, 2)).into(),
            },
        })
}

/// The way back, the marked words, the original.
fn bar(app: App) -> El {
    let strings = app.strings();
    let back = el("a")
        .class("back")
        .bind("href", move || app.route.with(|route| Some(app.link(&route.list()))))
        .child(el("span").attr("aria-hidden", "true").child("← "))
        .child(strings.back)
        .on("click", move |event| answer_click(&event, || app.back_to_list()));
    let original = button("action", strings.original, move || {
        app.show_original(!app.route.with_untracked(shows_original));
    });
    el("div")
        .class("bar")
        .child(back)
        .child(matches::matches(app))
        .child(original.state("aria-pressed", move || app.route.with(shows_original)))
}

// In the second part of the program: see `client::chunk`.
#[inline(never)]
fn article(app: App, opened: &Opened) -> El {
    let strings = app.strings();
    let article = &opened.article;
    let language = &article.language;
    let matcher = app.route.with_untracked(|route| {
        // The answer knows what mistyped words were taken for.
        let answer = app.answer.get_untracked().filter(|answer| answer.is_of(route));
        answer.map_or_else(
            || Query::parse(&route.query).matcher(),
            |answer| answer.results.matcher.clone(),
        )
    });
    let title = marked(&article.title, &matcher.ranges(&article.title));
    let evidence = of_field(article, Field::Title);
    let title_inferred = inferred(app, strings.facts.title, evidence, language);
    let below = |class, text: Option<&String>| {
        let line = |text: &String| {
            el("p")
                .class(class)
                .lang(language)
                .child(marked(text, &matcher.ranges(text)))
        };
        text.map(line)
    };
    let (body, total) = body::body(app, article, &matcher);
    app.matches.set((0, total));
    let head = el("header")
        .class("article-head")
        .child(el("h1").id(TITLE_ID).attr("tabindex", "-1").lang(language).child(title))
        .child(title_inferred)
        .child(below("subtitle", article.explorer.alternative_headline.as_ref()))
        .child(below("summary", article.summary.as_ref()))
        .child(facts::facts(app, opened, &matcher))
        .child(tags(app, opened));
    let cleaned = el("section")
        .class("cleaned")
        .lang(language)
        .label(strings.cleaned)
        .child(body);
    let foot = el("footer")
        .class("article-foot")
        .child(cite::cite(app, article))
        .child(neighbours::neighbours(app));
    el("article")
        .class_if(["article", "article beside"], move || app.route.with(shows_original))
        .child(head)
        .child(
            el("div")
                .class("columns")
                .child(cleaned)
                .child(original::original(app, article)),
        )
        .child(foot)
}

/// Stated tags first; a chosen one leads to the list of all articles that have it.
fn tags(app: App, opened: &Opened) -> View {
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
    tag_list(app, tags, FIRST_TAGS, &opened.article.language, prove, list_of_tag)
}

/// Shows all articles that have a tag.
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

fn shows_original(route: &Route) -> bool {
    route.article.as_ref().is_some_and(|open| open.original)
}

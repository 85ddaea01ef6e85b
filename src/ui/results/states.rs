//! What stands in the place of the list, or above it, when there is something to say about it.

use super::suggestions::suggestions;
use crate::ui::dom;
use crate::ui::parts::{answer_click, button};
use crate::ui::results::LIST_ID;
use crate::ui::search_box::BOX_ID;
use crate::ui::state::{Answer, App, Archive};
use crate::ui::view::{El, View, dynamic, el, nothing};

pub(super) fn state(app: App) -> View {
    dynamic(move || {
        let answer = match app.answer.get() {
            Some(answer) => answer,
            None if waits(app) => return skeleton(app, 3).into(),
            None => return nothing(),
        };
        let strings = app.strings();
        match answer.listed() {
            0 if app.manifest(|manifest| manifest.articles == 0) => el("div")
                .class("nothing")
                .child(el("p").class("nothing-title").child(strings.empty_title))
                .child(el("p").child(strings.empty_text))
                .into(),
            0 => nothing_found(app, &answer).into(),
            _ => vec![corrected(app, &answer), lacking(app, &answer)].into(),
        }
    })
}

/// What mistyped words were taken for, and the way to what was typed.
fn corrected(app: App, answer: &Answer) -> View {
    let strings = app.strings();
    let (asked, Some(meant)) = (&answer.request, answer.results.corrected(&answer.request.query)) else {
        return nothing();
    };
    let typed = asked.query.trim();
    let mut route = app.route.get_untracked().list();
    route.query.clone_from(&asked.query);
    route.verbatim = true;
    let verbatim = el("a")
        .attr("href", &app.link(&route))
        .child(typed)
        .on("click", move |event| {
            answer_click(&event, || {
                app.refine(|route| route.verbatim = true);
                // The link goes; the list is next.
                app.focus(LIST_ID);
            });
        });
    el("p")
        .class("corrected")
        .child(strings.corrected)
        .child(" ")
        .child(el("strong").child(dom::composed(&meant)))
        .child(". ")
        .child(strings.verbatim)
        .child(" ")
        .child(verbatim)
        .into()
}

/// Says that articles lack some of the words, where nothing between them says so.
fn lacking(app: App, answer: &Answer) -> View {
    let (strings, results) = (app.strings(), &answer.results);
    let text = if let Some(absent) = absent(app, answer) {
        return el("p").class("partial").child(absent).into();
    } else if results.partial || results.total == 0 {
        strings.partial
    } else if results.mixed && results.total < results.listed {
        strings.mixed
    } else {
        return nothing();
    };
    el("p").class("partial").child(text).into()
}

/// Names what no article has.
fn absent(app: App, answer: &Answer) -> Option<String> {
    let strings = app.strings();
    let mut words = String::new();
    for word in &answer.results.absent {
        if !words.is_empty() {
            words += strings.or;
        }
        words += word;
    }
    (!words.is_empty()).then(|| (strings.absent)(&words))
}

fn waits(app: App) -> bool {
    !app.archive.with(|archive| matches!(archive, Archive::Failed(_))) && app.failure.with(Option::is_none)
}

fn nothing_found(app: App, answer: &Answer) -> El {
    let strings = app.strings();
    app.concepts.track();
    let route = app.route.get_untracked();
    let mut ways: Vec<El> = suggestions(&route, strings, |key| app.label(key))
        .into_iter()
        .map(|way| way_out(app, &way.label, move |route| *route = way.route.clone()))
        .collect();
    let title = absent(app, answer).unwrap_or_else(|| strings.none_title.to_owned());
    ways.push(way_out(app, strings.everything, |route| *route = Default::default()));
    el("div")
        .class("nothing")
        .child(el("p").class("nothing-title").child(title))
        .child(el("p").child(strings.none_text))
        .child(el("ul").children(ways))
        .child(el("p").class("hint").child(strings.none_hint))
}

/// A button that asks for less; it goes away with the message, and the search box has the focus then.
fn way_out(app: App, label: &str, change: impl Fn(&mut crate::route::Route) + 'static) -> El {
    el("li").child(button("action", label, move || {
        app.refine(&change);
        app.focus(BOX_ID);
    }))
}

/// The shape of what will be here, drawn when it takes longer than a moment.
pub(in crate::ui) fn skeleton(app: App, pieces: usize) -> El {
    let ghosts = (0..pieces).map(|_| el("div").class("ghost").children([(); 3].map(|()| el("span"))));
    el("div")
        .class("skeleton")
        .child(el("p").class("spoken").child(app.strings().loading))
        .children(ghosts)
}

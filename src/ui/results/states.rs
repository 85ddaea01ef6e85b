//! What stands in the place of the list, or above it, when there is something to say about it.

use super::suggestions::suggestions;
use crate::ui::dom;
use crate::ui::parts::button;
use crate::ui::search_box::BOX_ID;
use crate::ui::state::{App, Archive};
use crate::ui::view::{El, View, dynamic, el, nothing};

pub(super) fn state(app: App) -> View {
    dynamic(move || {
        let (total, partial) = match app.answer.get() {
            Some(answer) => (answer.total(), answer.results.partial),
            None if waits(app) => return skeleton(app, 3).into(),
            None => return nothing(),
        };
        let strings = app.strings();
        match total {
            0 if app.manifest(|manifest| manifest.articles == 0) => el("div")
                .class("nothing")
                .child(el("p").class("nothing-title").child(strings.empty_title))
                .child(el("p").child(strings.empty_text))
                .into(),
            0 => nothing_found(app).into(),
            _ if partial => el("p").class("partial").child(strings.partial).into(),
            _ => nothing(),
        }
    })
}

fn waits(app: App) -> bool {
    !app.archive.with(|archive| matches!(archive, Archive::Failed(_))) && app.failure.with(Option::is_none)
}

fn nothing_found(app: App) -> El {
    let strings = app.strings();
    app.concepts.track();
    let route = app.route.get_untracked();
    let mut ways: Vec<El> = suggestions(&route, strings, |key| app.label(key))
        .into_iter()
        .map(|way| way_out(app, &way.label, move |route| *route = way.route.clone()))
        .collect();
    ways.push(way_out(app, strings.everything, |route| *route = Default::default()));
    el("div")
        .class("nothing")
        .child(el("p").class("nothing-title").child(strings.none_title))
        .child(el("p").child(strings.none_text))
        .child(el("ul").children(ways))
        .child(el("p").class("hint").child(strings.none_hint))
}

/// A button that asks for less; it goes away with the message, and the search box has the focus then.
fn way_out(app: App, label: &str, change: impl Fn(&mut crate::route::Route) + 'static) -> El {
    el("li").child(button("action", label, move || {
        app.refine(&change);
        dom::focus(BOX_ID);
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

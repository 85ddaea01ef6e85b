//! What stands in the place of the list, or above it, when there is something to say about it.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::suggestions::suggestions;
use crate::ui::dom;
use crate::ui::parts::button;
use crate::ui::search_box::BOX_ID;
use crate::ui::state::{App, Archive};

pub(super) fn state(app: App) -> AnyView {
    (move || {
        let (total, partial) = match app.answer.get() {
            Some(answer) => (answer.total(), answer.results.partial),
            None if waits(app) => return skeleton(app),
            None => return ().into_any(),
        };
        let strings = app.strings();
        match total {
            0 if is_empty_archive(app) => view! {
                <div class="nothing">
                    <p class="nothing-title">{strings.empty_title}</p>
                    <p>{strings.empty_text}</p>
                </div>
            }
            .into_any(),
            0 => nothing_found(app),
            _ if partial => view! { <p class="partial">{strings.partial}</p> }.into_any(),
            _ => ().into_any(),
        }
    })
    .into_any()
}

fn waits(app: App) -> bool {
    !app.archive.with(|archive| matches!(archive, Archive::Failed(_))) && app.failure.with(Option::is_none)
}

fn is_empty_archive(app: App) -> bool {
    app.engine().is_some_and(|engine| engine.manifest().articles == 0)
}

fn nothing_found(app: App) -> AnyView {
    let strings = app.strings();
    let route = app.route.get_untracked();
    let ways = suggestions(&route, strings, |key| app.label(key))
        .into_iter()
        .map(|way| {
            let go = move || {
                app.refine(|route| *route = way.route.clone());
                dom::focus(BOX_ID);
            };
            view! { <li>{button("action", way.label, go)}</li> }.into_any()
        })
        .collect::<Vec<_>>();
    let everything = move || {
        app.refine(|route| *route = Default::default());
        dom::focus(BOX_ID);
    };
    view! {
        <div class="nothing">
            <p class="nothing-title">{strings.none_title}</p>
            <p>{strings.none_text}</p>
            <ul>
                {ways}
                <li>{button("action", strings.everything, everything)}</li>
            </ul>
            <p class="hint">{strings.none_hint}</p>
        </div>
    }
    .into_any()
}

/// The shape of a list, drawn when it takes longer than a moment.
fn skeleton(app: App) -> AnyView {
    let rows = [(); 3]
        .map(|()| {
            view! {
                <div class="ghost">
                    <span></span>
                    <span></span>
                    <span></span>
                </div>
            }
            .into_any()
        })
        .into_iter()
        .collect::<Vec<_>>();
    view! {
        <div class="skeleton">
            <p class="spoken">{app.strings().loading}</p>
            {rows}
        </div>
    }
    .into_any()
}

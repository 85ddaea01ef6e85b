//! The list: heading, count, order, cards, and what stands there when there are none.

mod card;
mod states;
mod suggestions;
mod toolbar;

pub(super) use card::evidence;
pub use suggestions::{Suggestion, suggestions};

use leptos::html;
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::chips::chip_list;
use super::dom::{self, Watch};
use super::failure::notice;
use super::parts::{row_key, rows};
use super::state::{App, Archive, BATCH};

/// The `id` of the part of the page that holds the list.
pub(super) const LIST_ID: &str = "list";

/// What selects the links of the list, in order.
pub(super) const LINKS: &str = ".results .title";

pub(super) fn list_view(app: App) -> AnyView {
    let strings = app.strings();
    let keys = move || {
        app.answer.with(|answer| match answer {
            Some(answer) => {
                let hits = answer.results.hits.iter().take(answer.cards.len());
                hits.map(|hit| row_key(answer.wording, hit.document)).collect()
            }
            None => Vec::new(),
        })
    };
    let is_empty = move || {
        app.answer
            .with(|answer| answer.as_ref().is_none_or(|answer| answer.total() == 0))
    };
    let failed = move || match app.archive.get() {
        Archive::Failed(error) => Some(notice(app, &error)),
        _ => app.failure.get().map(|error| notice(app, &error)),
    };
    // `role` rather than `<main>`: while an article is read, that is the one `main`, and this is hidden.
    view! {
        <div
            class="list"
            id=LIST_ID
            role="main"
            tabindex="-1"
            aria-busy=move || if app.searching.get() { "true" } else { "false" }
        >
            {toolbar::toolbar(app)}
            {chip_list(app)}
            {failed}
            {states::state(app)}
            <ol class="results" role="list" aria-label=strings.results hidden=is_empty>
                {rows(keys, move |document| card::card(app, document))}
            </ol>
            {move || more(app)}
        </div>
    }
    .into_any()
}

/// The button below a list that goes on; coming into view is as good as being pressed.
fn more(app: App) -> AnyView {
    let rest = app.answer.with(|answer| match answer {
        Some(answer) => answer.total() - answer.cards.len() as u32,
        None => 0,
    });
    if rest == 0 {
        return ().into_any();
    }
    let button = NodeRef::<html::Button>::new();
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            watch.set_value(dom::when_seen(&button, move || app.grow()));
        }
    });
    view! {
        <p class="more">
            <button type="button" class="action" node_ref=button on:click=move |_| app.grow()>
                {(app.strings().show_more)(rest.min(BATCH))}
            </button>
        </p>
    }
    .into_any()
}

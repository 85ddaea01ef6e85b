//! The filter panel: a group of checkboxes for each group of tags, and the dates.

mod dates;
mod group;
mod row;

pub use group::visible;

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::parts::button;
use super::state::App;
use crate::article::Group;
use crate::search::Filters;

/// The `id` of the panel, for the button that opens it on a narrow screen.
const PANEL_ID: &str = "filters";

pub(super) fn panel(app: App) -> AnyView {
    let strings = app.strings();
    let groups = Group::ALL
        .map(|group| group::group(app, group))
        .into_iter()
        .collect::<Vec<_>>();
    let total = move || {
        app.answer
            .with(|answer| answer.as_ref().map_or(0, |answer| answer.total()))
    };
    view! {
        <aside class="filters" class:open=move || app.panel.get() id=PANEL_ID aria-label=strings.filters>
            {groups}
            {dates::dates(app)}
            <p class="panel-end">
                <button type="button" class="action primary" on:click=move |_| app.panel.set(false)>
                    {move || (strings.show_results)(total())}
                </button>
                {button("action", strings.clear_all, move || app.refine(|route| route.filters = Filters::default()))}
            </p>
        </aside>
    }
    .into_any()
}

/// Opens and closes the panel on a narrow screen.
pub(super) fn panel_button(app: App) -> AnyView {
    let strings = app.strings();
    let label = move || app.route.with(|route| (strings.filters_active)(active(&route.filters)));
    view! {
        <button
            type="button"
            class="action panel-button"
            aria-controls=PANEL_ID
            aria-expanded=move || if app.panel.get() { "true" } else { "false" }
            on:click=move |_| app.panel.update(|open| *open = !*open)
        >
            {label}
        </button>
    }
    .into_any()
}

/// How many filters are on.
fn active(filters: &Filters) -> u32 {
    let dates = [
        filters.days.from.is_some(),
        filters.days.to.is_some(),
        filters.undated != Default::default(),
    ];
    let dates = dates.into_iter().filter(|on| *on).count();
    (filters.include.len() + filters.exclude.len() + dates) as u32
}

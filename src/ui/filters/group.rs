//! One group of the panel.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::row::row;
use crate::article::Group;
use crate::search::{FacetValue, Filters};
use crate::ui::parts::{row_key, rows};
use crate::ui::state::App;

/// How many values a group shows at first.
const FIRST: usize = 8;

/// Which values of a group can be chosen, as their places among `values`: those that narrow the current
/// result, and those that are on, whatever their count. All of them when `expanded`, else the first few;
/// the number is that of all.
pub fn visible(values: &[FacetValue], filters: &Filters, group: Group, expanded: bool) -> (Vec<u32>, usize) {
    let on = |value: &FacetValue| {
        let key = &value.concept.key;
        filters.include.contains(key) || filters.exclude.contains(key)
    };
    let mut places = Vec::new();
    let mut all = 0;
    for (value, place) in values.iter().zip(0..) {
        if value.concept.group == group && (value.count > 0 || on(value)) {
            if expanded || all < FIRST || on(value) {
                places.push(place);
            }
            all += 1;
        }
    }
    (places, all)
}

pub(super) fn group(app: App, group: Group) -> AnyView {
    let strings = app.strings();
    let expanded = RwSignal::new(false);
    let shown = move || {
        app.facets.with(|facets| {
            app.route
                .with(|route| visible(&facets.values, &route.filters, group, expanded.get()))
        })
    };
    let keys = move || {
        let edition = app.edition();
        shown().0.into_iter().map(|place| row_key(edition, place)).collect()
    };
    let more = move || {
        let (places, all) = shown();
        let label = match expanded.get() {
            true if all > FIRST => strings.show_fewer.to_owned(),
            false if places.len() < all => (strings.show_all)(all as u32),
            _ => return None,
        };
        Some(view! {
            <button
                type="button"
                class="action"
                aria-expanded=if expanded.get() { "true" } else { "false" }
                on:click=move |_| expanded.update(|expanded| *expanded = !*expanded)
            >
                {label}
            </button>
        })
    };
    view! {
        <fieldset class="group" hidden=move || shown().1 == 0>
            <legend>{(strings.group)(group)}</legend>
            {rows(keys, move |place| row(app, place as usize))}
            {more}
        </fieldset>
    }
    .into_any()
}

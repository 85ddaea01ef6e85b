//! One group of the panel.

use super::row::row;
use crate::article::Group;
use crate::search::{FacetValue, Filters};
use crate::ui::parts::row_key;
use crate::ui::state::App;
use crate::ui::view::{El, el, rows};

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

pub(super) fn group(app: App, group: Group) -> El {
    let strings = app.strings();
    let expanded = move || app.expanded[group as usize].get();
    let shown = move || {
        app.facets.with(|facets| {
            app.route
                .with(|route| visible(&facets.values, &route.filters, group, expanded()))
        })
    };
    let keys = move || {
        let edition = app.edition();
        shown().0.into_iter().map(|place| row_key(edition, place)).collect()
    };
    // Of thousands of authors, all but the most frequent ones are named when somebody asks.
    let later = move || {
        let later = app.facets.with(|facets| facets.later as usize);
        if group == Group::Author { later } else { 0 }
    };
    let rest = move || {
        let (places, all) = shown();
        let all = all + later();
        (all - places.len(), all)
    };
    let more = el("button")
        .attr("type", "button")
        .class("action")
        .state("aria-expanded", expanded)
        .text(move || match expanded() {
            true => strings.show_fewer.to_owned(),
            false => (strings.show_all)(rest().1 as u32),
        })
        .hidden(move || match expanded() {
            true => rest().1 <= FIRST,
            false => rest().0 == 0,
        })
        .on("click", move |_| {
            app.expanded[group as usize].update(|expanded| *expanded = !*expanded);
            if later() > 0 {
                app.search();
            }
        });
    el("fieldset")
        .class("group")
        .hidden(move || rest().1 == 0)
        .child(el("legend").child((strings.group)(group)))
        .child(rows(keys, move |key| row(app, key as u32 as usize)))
        .child(more)
}

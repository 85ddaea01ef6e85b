//! The filter panel: a group of checkboxes for each group of tags, and the dates.

mod dates;
mod group;
mod row;

pub use group::visible;

use super::parts::button;
use super::results::LIST_ID;
use super::state::App;
use super::view::{El, el};
use crate::article::Group;
use crate::search::{Filters, Undated};

/// The `id` of the panel, for the button that opens it on a narrow screen.
const PANEL_ID: &str = "filters";

pub(super) fn panel(app: App) -> El {
    let strings = app.strings();
    let close = el("button")
        .attr("type", "button")
        .class("action primary")
        .text(move || {
            app.answer
                .with(|answer| (strings.show_results)(answer.as_ref().map_or(0, |found| found.total())))
        })
        .on("click", move |_| {
            app.panel.set(false);
            app.focus_and_show(LIST_ID);
        });
    let clear = button("action", strings.clear_all, move || {
        app.refine(|route| route.filters = Filters::default())
    });
    el("aside")
        .class_if(["filters", "filters open"], move || app.panel.get())
        .id(PANEL_ID)
        .label(strings.filters)
        .children(Group::ALL.map(|group| group::group(app, group)))
        .child(dates::dates(app))
        .child(el("p").class("panel-end").child(close).child(clear))
}

/// Opens and closes the panel on a narrow screen.
pub(super) fn panel_button(app: App) -> El {
    let strings = app.strings();
    el("button")
        .attr("type", "button")
        .class("action panel-button")
        .attr("aria-controls", PANEL_ID)
        .state("aria-expanded", move || app.panel.get())
        .text(move || app.route.with(|route| (strings.filters_active)(active(&route.filters))))
        .on("click", move |_| app.panel.update(|open| *open = !*open))
}

/// How many filters are on.
fn active(filters: &Filters) -> u32 {
    let dates = [
        filters.days.from.is_some(),
        filters.days.to.is_some(),
        filters.undated != Undated::Auto,
    ];
    let dates = dates.into_iter().filter(|on| *on).count();
    (filters.include.len() + filters.exclude.len() + dates) as u32
}

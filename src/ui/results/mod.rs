//! The list: heading, count, order, cards, and what stands there when there are none.

mod card;
mod states;
mod suggestions;
mod toolbar;
mod why;

pub(super) use card::evidence;
pub(super) use states::skeleton;
pub use suggestions::{Suggestion, suggestions};

use super::chips::chip_list;
use super::dom;
use super::failure::notice;
use super::parts::{button, row_key};
use super::state::{App, Archive, BATCH};
use super::view::{El, View, el, keep, nothing, rows};

/// The `id` of the part of the page that holds the list.
pub(super) const LIST_ID: &str = "list";

/// The `id` of the button that makes the list longer.
const MORE_ID: &str = "more";

/// Stands for the row between the articles that have all words and the others; no document has this number.
const OTHERS: u32 = u32::MAX;

/// What selects the links of the list, in order.
pub(super) const LINKS: &str = ".results .title";

pub(super) fn list_view(app: App) -> El {
    let keys = move || {
        app.answer.with(|answer| {
            let Some(answer) = answer else { return Vec::new() };
            let hits = answer.results.hits.iter().take(answer.cards.len());
            let mut rows: Vec<u32> = hits.map(|hit| hit.document).collect();
            if let Some(at) = answer.results.others().filter(|at| *at < rows.len()) {
                rows.insert(at, OTHERS);
            }
            rows.into_iter().map(|row| row_key(answer.wording, row)).collect()
        })
    };
    let row = move |key| match key as u32 {
        OTHERS => el("li").class("others").child(el("h2").child(app.strings().others)),
        document => card::card(app, document),
    };
    let list = el("ol")
        .class("results")
        .attr("role", "list")
        .label(app.strings().results)
        .hidden(move || {
            app.answer
                .with(|answer| answer.as_ref().is_none_or(|answer| answer.listed() == 0))
        })
        .child(rows(keys, row));
    // `role` rather than `<main>`: while an article is read, that is the one `main`, and this is hidden.
    el("div")
        .class("list")
        .id(LIST_ID)
        .attr_if("role", app.host().is_page().then_some("main"))
        .attr("tabindex", "-1")
        .state("aria-busy", move || app.searching.get())
        .child(toolbar::toolbar(app))
        .child(chip_list(app))
        .dynamic(move || match app.archive.get() {
            Archive::Failed(error) => notice(app, &error).into(),
            _ => app.failure.get().map(|error| notice(app, &error)).into(),
        })
        .child(states::state(app))
        .child(list)
        .dynamic(move || more(app))
}

/// The button below a list that goes on; coming into view is as good as being pressed.
fn more(app: App) -> View {
    let had_focus = app.focused() == MORE_ID;
    let rest = app.answer.with(|answer| match answer {
        Some(answer) => answer.listed() - answer.cards.len() as u32,
        None => 0,
    });
    if rest == 0 {
        return nothing();
    }
    let button = button("action", (app.strings().show_more)(rest.min(BATCH)), move || app.grow()).id(MORE_ID);
    if had_focus {
        dom::after_drawing(move || app.focus(MORE_ID));
    }
    let watch = dom::when_seen(button.element(), move || app.grow());
    // Watches as long as the button is there.
    keep(watch);
    el("p").class("more").child(button).into()
}

//! The head of the list.

use crate::search::Sort;
use crate::ui::filters::panel_button;
use crate::ui::parts::{chosen, select};
use crate::ui::state::App;
use crate::ui::status::status;
use crate::ui::view::{El, el};

const SORTS: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Oldest];

pub(super) fn toolbar(app: App) -> El {
    let strings = app.strings();
    let heading = move || {
        app.route.with(|route| match route.query.trim() {
            "" => strings.all_articles.to_owned(),
            query => (strings.results_for)(query),
        })
    };
    let sort = select("sort", strings.sorts, move || {
        app.route
            .with(|route| SORTS.iter().position(|sort| *sort == route.sort))
    })
    .on("change", move |event| {
        let chosen = chosen(&event).and_then(|at| SORTS.get(at)).copied();
        app.refine(|route| route.sort = chosen.unwrap_or_default());
    });
    el("div")
        .class("toolbar")
        .child(el("h1").text(heading))
        .child(status(app))
        .child(panel_button(app))
        .child(
            el("label")
                .class("sort")
                .child(el("span").child(strings.sort))
                .child(sort),
        )
}

//! The head of the list.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use crate::search::Sort;
use crate::ui::filters::panel_button;
use crate::ui::state::App;
use crate::ui::status::status;

const SORTS: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Oldest];

pub(super) fn toolbar(app: App) -> AnyView {
    let strings = app.strings();
    let heading = move || {
        app.route.with(|route| match route.query.trim() {
            "" => strings.all_articles.to_owned(),
            query => (strings.results_for)(query),
        })
    };
    let sorts = SORTS
        .into_iter()
        .zip(strings.sorts)
        .map(|(sort, label)| {
            let chosen = move || app.route.with(|route| route.sort == sort);
            view! { <option prop:selected=chosen>{label}</option> }.into_any()
        })
        .collect::<Vec<_>>();
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let chosen = SORTS.get(usize::try_from(select.selected_index()).unwrap_or_default());
        app.refine(|route| route.sort = chosen.copied().unwrap_or_default());
    };
    view! {
        <div class="toolbar">
            <h1>{heading}</h1>
            {status(app)}
            {panel_button(app)}
            <label class="sort">
                <span>{strings.sort}</span>
                <select id="sort" on:change=choose>
                    {sorts}
                </select>
            </label>
        </div>
    }
    .into_any()
}

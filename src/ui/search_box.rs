//! The search box: every key searches.

use leptos::prelude::*;

use super::dom;
use super::parts::sign_button;
use super::state::App;
use super::view::{El, el};

/// The `id` of the box.
pub(super) const BOX_ID: &str = "q";

pub(super) fn search_box(app: App) -> El {
    let strings = app.strings();
    let field = el("input")
        .attr("type", "search")
        .id(BOX_ID)
        .attr("name", "q")
        .label(strings.search)
        .attr("placeholder", strings.placeholder)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .property("value", move || app.route.with(|route| route.query.as_str().into()))
        .on("input", move |event| app.search_for(event_target_value(&event)));
    let clear = sign_button("sign", "×", strings.clear_search, move || {
        app.search_for(String::new());
        dom::focus(BOX_ID);
    });
    let clear = el("span")
        .class("clear")
        .hidden(move || app.route.with(|route| route.query.is_empty()))
        .child(clear);
    // Enter leads from an article to the list; there it has nothing left to do.
    el("form")
        .class("search")
        .attr("role", "search")
        .child(field)
        .child(clear)
        .on("submit", move |event| {
            event.prevent_default();
            app.refine(|_| ());
        })
}

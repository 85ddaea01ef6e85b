//! The search box: every key searches, and what could be typed next is offered below it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::offers::{self, OFFERS_ID, Offers};
use super::parts::sign_button;
use super::state::App;
use super::view::{El, el};

/// The `id` of the box.
pub(super) const BOX_ID: &str = "q";

pub(super) fn search_box(app: App) -> El {
    let strings = app.strings();
    let offers = Offers::new(app);
    let [typing, shown, active, keys, clicked, left, submitted] = [(); 7].map(|()| offers.clone());
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
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", OFFERS_ID)
        .state("aria-expanded", move || shown.shown())
        .bind("aria-activedescendant", move || active.active_id())
        .property("value", move || app.route.with(|route| route.query.as_str().into()))
        .on("input", move |event| {
            app.search_for(event_target_value(&event));
            typing.open();
        })
        .on("keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| keys.press(key)) {
                event.prevent_default();
            }
        })
        .on("click", move |_| {
            if app.route.with_untracked(|route| route.query.is_empty()) {
                clicked.open();
            }
        })
        .on("blur", move |_| left.close());
    let clear = sign_button("sign", "×", strings.clear_search, move || {
        app.search_for(String::new());
        app.focus(BOX_ID);
    });
    let clear = el("span")
        .class("clear")
        .hidden(move || app.route.with(|route| route.query.is_empty()))
        .child(clear);
    // Enter leads from an article to the list; there all that is left to do is to remember what was searched.
    el("form")
        .class("search")
        .attr("role", "search")
        .child(field)
        .child(clear)
        .child(offers::list(&offers))
        .on("submit", move |event| {
            event.prevent_default();
            submitted.close();
            app.refine(|route| app.searched(&route.query));
        })
}

//! The search box: every key searches, Enter searches for the whole last word.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::dom;
use super::parts::sign_button;
use super::state::App;

/// The `id` of the box.
pub(super) const BOX_ID: &str = "q";

pub(super) fn search_box(app: App) -> AnyView {
    let strings = app.strings();
    let query = move || app.route.with(|route| route.query.clone());
    let is_empty = move || app.route.with(|route| route.query.is_empty());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        app.refine(|_| ());
    };
    let clear = move || {
        app.search_for(String::new());
        dom::focus(BOX_ID);
    };
    view! {
        <form class="search" role="search" on:submit=submit>
            <input
                type="search"
                id=BOX_ID
                name="q"
                aria-label=strings.search
                placeholder=strings.placeholder
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="search"
                prop:value=query
                on:input=move |event| app.search_for(event_target_value(&event))
            />
            <span class="clear" hidden=is_empty>
                {sign_button("sign", "×", strings.clear_search, clear)}
            </span>
        </form>
    }
    .into_any()
}

//! The smallest pieces, each compiled once however often it is used.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;
use web_sys::MouseEvent;

use super::state::App;

/// A plain button.
pub(super) fn button(class: &'static str, label: impl Into<String>, action: impl Fn() + 'static) -> AnyView {
    fn boxed(class: &'static str, label: String, action: Box<dyn Fn()>) -> AnyView {
        view! {
            <button type="button" class=class on:click=move |_| action()>
                {label}
            </button>
        }
        .into_any()
    }
    boxed(class, label.into(), Box::new(action))
}

/// A small button with a sign on it and a name for those who do not see the sign.
pub(super) fn sign_button(
    class: &'static str,
    sign: &'static str,
    name: impl Into<String>,
    action: impl Fn() + 'static,
) -> AnyView {
    fn boxed(class: &'static str, sign: &'static str, name: String, action: Box<dyn Fn()>) -> AnyView {
        view! {
            <button type="button" class=class title=name.clone() aria-label=name on:click=move |_| action()>
                <span aria-hidden="true">{sign}</span>
            </button>
        }
        .into_any()
    }
    boxed(class, sign, name.into(), Box::new(action))
}

/// Text for those who hear the page.
pub(super) fn spoken(text: impl Into<String>) -> AnyView {
    let text: String = text.into();
    view! { <span class="spoken">{text}</span> }.into_any()
}

/// A click that the page answers itself. With a modifier the browser opens a tab or a window as always.
pub(super) fn plain_click(event: &MouseEvent) -> bool {
    event.button() == 0 && !event.meta_key() && !event.ctrl_key() && !event.shift_key() && !event.alt_key()
}

/// A link to an article of the list; a plain click opens it in place.
pub(super) fn article_link(app: App, class: &'static str, id: String, slug: String, content: AnyView) -> AnyView {
    let target = slug.clone();
    let href = move || app.route.with(|route| route.open(&target).to_fragment());
    let click = move |event: MouseEvent| {
        if plain_click(&event) {
            event.prevent_default();
            app.read(&slug);
        }
    };
    view! {
        <a class=class id=id href=href on:click=click>
            {content}
        </a>
    }
    .into_any()
}

/// A row for each key; rows whose key stays are left alone. The lower half of a key says which row it is,
/// the upper half of which edition of the rows.
pub(super) fn rows(
    keys: impl Fn() -> Vec<u64> + Send + 'static,
    row: impl Fn(u32) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    type Keys = Box<dyn Fn() -> Vec<u64> + Send>;
    type Row = Arc<dyn Fn(u32) -> AnyView + Send + Sync>;
    fn boxed(keys: Keys, row: Row) -> AnyView {
        view! { <For each=keys key=|key| *key children=move |key| row(key as u32) /> }.into_any()
    }
    boxed(Box::new(keys), Arc::new(row))
}

/// The key of a row, see [`rows`].
pub(super) fn row_key(edition: u32, row: u32) -> u64 {
    u64::from(edition) << 32 | u64::from(row)
}

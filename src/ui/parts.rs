//! The smallest pieces: buttons, links, keys of rows.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement, MouseEvent};

use super::state::App;
use super::view::{El, View, el};

/// A plain button.
pub(super) fn button(class: &str, label: impl Into<View>, action: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .child(label)
        .on("click", move |_| action())
}

/// A small button with a sign on it and a name for those who do not see the sign.
pub(super) fn sign_button(class: &str, sign: &str, name: &str, action: impl Fn() + 'static) -> El {
    let sign = el("span").attr("aria-hidden", "true").child(sign);
    button(class, sign, action).attr("title", name).label(name)
}

/// Text for those who hear the page.
pub(super) fn spoken(text: &str) -> El {
    el("span").class("spoken").child(text)
}

/// Runs `action` for a click that the page answers itself. With a modifier the browser opens a tab or a window,
/// as always.
pub(super) fn answer_click(event: &Event, action: impl FnOnce()) {
    let Some(click) = event.dyn_ref::<MouseEvent>() else {
        return;
    };
    if click.button() == 0 && !click.meta_key() && !click.ctrl_key() && !click.shift_key() && !click.alt_key() {
        event.prevent_default();
        action();
    }
}

/// A link to an article of the list; a plain click opens it in place.
pub(super) fn article_link(app: App, class: &str, id: &str, slug: &str) -> El {
    let (target, slug, link) = (slug.to_owned(), slug.to_owned(), id.to_owned());
    el("a")
        .class(class)
        .id(id)
        .bind("href", move || {
            app.route.with(|route| Some(app.link(&route.open(&target))))
        })
        .on("click", move |event| {
            answer_click(&event, || {
                // Not every browser does: the link is where Back leads to.
                app.focus(&link);
                app.read(&slug);
            });
        })
}

/// A choice of one among a few; `current` says which.
pub(super) fn select<const N: usize>(
    id: &str,
    choices: [&'static str; N],
    current: impl Fn() -> Option<usize> + 'static,
) -> El {
    el("select")
        .id(id)
        .children(choices.map(|choice| el("option").child(choice)))
        .property("selectedIndex", move || current().map_or(0, |at| at as u32).into())
}

/// Which choice of a [`select`] was made.
pub(super) fn chosen(event: &Event) -> Option<usize> {
    let select: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    usize::try_from(select.selected_index()).ok()
}

/// The key of a row: which one it is, and of which edition of the rows.
pub(super) fn row_key(edition: u32, row: u32) -> u64 {
    u64::from(edition) << 32 | u64::from(row)
}

//! The dialog: help or settings. The browser's own `dialog` keeps the focus inside and closes on Esc.

mod help;
mod settings;

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::parts::sign_button;
use super::state::{App, Dialog};
use super::view::{El, effect, el, nothing};

const TITLE_ID: &str = "dialog-title";

pub(super) fn dialogs(app: App) -> El {
    let strings = app.strings();
    let title = el("h2").id(TITLE_ID).text(move || match app.dialog.get() {
        Some(Dialog::Settings) => strings.settings.to_owned(),
        _ => strings.help.to_owned(),
    });
    let head = el("div")
        .class("dialog-head")
        .child(title)
        .child(sign_button("sign", "×", strings.close, move || app.dialog.set(None)));
    let dialog = el("dialog")
        .attr("aria-labelledby", TITLE_ID)
        .child(head)
        .dynamic(move || match app.dialog.get() {
            Some(Dialog::Help) => help::help(app),
            Some(Dialog::Settings) => settings::settings(app),
            None => nothing(),
        })
        .on("close", move |_| app.dialog.set(None));
    let element: HtmlDialogElement = dialog.element().clone().unchecked_into();
    effect(move || {
        let open = app.dialog.with(Option::is_some);
        if open == element.open() {
            return;
        }
        if open {
            // Opens once it is part of the page: at the start, and when the page is drawn anew.
            let element = element.clone();
            super::dom::after_drawing(move || {
                // Refused only to a dialog that was taken away meanwhile.
                let _ = element.show_modal();
            });
        } else {
            element.close();
        }
    });
    dialog
}

//! The dialog: help or settings. The browser's own `dialog` keeps the focus inside and closes on Esc.

mod help;
mod settings;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::dom::spawn;
use super::failure::{notice_with, retry_button};
use super::live::Live;
use super::parts::sign_button;
use super::state::{App, Dialog};
use super::view::{El, View, effect, el, nothing};
use crate::client::chunk;
use crate::search::Error;

const TITLE_ID: &str = "dialog-title";

/// The code of what stands in the dialog is in the second part of the program.
enum Code {
    Coming,
    Here,
    Failed(Error),
}

fn bring(code: Rc<Live<Code>>) {
    code.set(Code::Coming);
    spawn(async move {
        code.set(match chunk::load().await {
            Ok(()) => Code::Here,
            Err(error) => Code::Failed(Error::Store(error)),
        });
    });
}

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
    let code = Live::shared(Code::Coming);
    let (shown, shown_again) = (code.clone(), code.clone());
    let dialog = el("dialog")
        .attr("aria-labelledby", TITLE_ID)
        .child(head)
        .dynamic(move || {
            let Some(dialog) = app.dialog.get() else {
                return nothing();
            };
            shown.with(|shown| match shown {
                Code::Coming => el("p").child(strings.loading).into(),
                Code::Here => content(app, dialog),
                Code::Failed(error) => {
                    let again = shown_again.clone();
                    notice_with(app, error, retry_button(app, error, move || bring(again.clone()))).into()
                }
            })
        })
        .on("close", move |_| app.dialog.set(None));
    let element: HtmlDialogElement = dialog.element().clone().unchecked_into();
    effect(move || {
        let open = app.dialog.with(Option::is_some);
        if open == element.open() {
            return;
        }
        if open {
            if code.with_untracked(|code| !matches!(code, Code::Here)) {
                bring(code.clone());
            }
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

// In the second part of the program.
#[inline(never)]
fn content(app: App, dialog: Dialog) -> View {
    match dialog {
        Dialog::Help => help::help(app),
        Dialog::Settings => settings::settings(app),
    }
}

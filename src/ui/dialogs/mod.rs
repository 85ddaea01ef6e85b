//! The dialog: help or settings. The browser's own `dialog` keeps the focus inside and closes on Esc.

mod help;
mod settings;

use leptos::html;
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::parts::sign_button;
use super::state::{App, Dialog};

pub(super) fn dialogs(app: App) -> AnyView {
    let strings = app.strings();
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (Some(dialog), open) = (element.get(), app.dialog.get()) else {
            return;
        };
        match open {
            // Opening only fails while it is open already.
            Some(_) if !dialog.open() => drop(dialog.show_modal()),
            None if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    let content = move || match app.dialog.get() {
        Some(Dialog::Help) => help::help(app),
        Some(Dialog::Settings) => settings::settings(app),
        None => ().into_any(),
    };
    let title = move || match app.dialog.get() {
        Some(Dialog::Settings) => strings.settings,
        _ => strings.help,
    };
    view! {
        <dialog node_ref=element aria-labelledby="dialog-title" on:close=move |_| app.dialog.set(None)>
            <div class="dialog-head">
                <h2 id="dialog-title">{title}</h2>
                {sign_button("sign", "×", strings.close, move || app.dialog.set(None))}
            </div>
            {content}
        </dialog>
    }
    .into_any()
}

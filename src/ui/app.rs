//! The root of the explorer.

use std::rc::Rc;

use leptos::prelude::*;

use super::dialogs::dialogs;
use super::dom;
use super::filters::panel;
use super::header::header;
use super::host::Host;
use super::reader::{TITLE_ID, reader};
use super::results::{LIST_ID, list_view};
use super::state::{App, MakeStore};
use super::view::{El, View, el, nothing};

/// The explorer over the bundles that `store` makes.
pub fn page(host: Rc<dyn Host>, store: MakeStore) -> El {
    let root = el("div").class("page");
    let app = App::new(host.clone(), root.element().clone(), store);
    explorer(app, &host, root)
}

/// As [`page`], with the state of an explorer that is gone.
pub fn page_with(app: App, host: Rc<dyn Host>, store: MakeStore) -> El {
    let root = el("div").class("page");
    explorer(app.renew(host.clone(), root.element().clone(), store), &host, root)
}

fn explorer(app: App, host: &Rc<dyn Host>, root: El) -> El {
    host.follow(app);
    app.start();
    // A new language draws everything anew; what has an `id` keeps the focus.
    root.dynamic(move || {
        app.language.track();
        let focused = app.focused();
        let drawn = untrack(|| layout(app));
        // After the dialog, if one is open: opening moves the focus.
        dom::after_drawing(move || app.focus(&focused));
        drawn
    })
}

fn layout(app: App) -> View {
    let skip = move || {
        app.focus_and_show(if app.in_article.get_untracked() {
            TITLE_ID
        } else {
            LIST_ID
        })
    };
    let browse = el("div")
        .class("browse")
        .hidden(move || app.in_article.get())
        .child(panel(app))
        .child(list_view(app));
    let reader = super::view::dynamic(move || match app.in_article.get() {
        true => reader(app).into(),
        false => nothing(),
    });
    vec![header(app, skip).into(), browse.into(), reader, dialogs(app).into()].into()
}

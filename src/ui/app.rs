//! The root of the page, and what listens to the window.

use leptos::prelude::*;

use super::dialogs::dialogs;
use super::dom::{self, Later};
use super::filters::panel;
use super::header::header;
use super::keyboard;
use super::reader::{TITLE_ID, reader};
use super::results::{LIST_ID, list_view};
use super::state::{App, MakeStore, Reading};
use super::view::{El, View, effect, el, listen, nothing};

/// After this much stillness the page remembers how it stands.
const STILLNESS: u64 = 150;

/// The page over the bundles that `store` makes.
pub fn page(store: MakeStore) -> El {
    let app = App::new(store);
    keyboard::follow(app);
    follow_history(app);
    reflect(app);
    app.start();
    // A new language draws everything anew; what has an `id` keeps the focus.
    el("div").class("page").dynamic(move || {
        app.language.track();
        let focused = dom::focused();
        let drawn = untrack(|| layout(app));
        // After the dialog, if one is open: opening moves the focus.
        dom::after_drawing(move || dom::focus(&focused));
        drawn
    })
}

fn layout(app: App) -> View {
    let skip = move || {
        dom::focus_and_show(if app.in_article.get_untracked() {
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

/// Follows Back, Forward and edits of the address; remembers scroll position and focus.
fn follow_history(app: App) {
    let window = window();
    listen(&window, "popstate", move |_| app.follow_address());
    let later = Later::new(STILLNESS);
    let remember = move || drop(app.remember());
    let again = later.clone();
    listen(&window, "scroll", move |_| again.run(remember));
    listen(&window, "focusin", move |_| later.run(remember));
    // Not `pagehide`: by then the browser has closed the entry, and a reload would not find what is written.
    listen(&window, "beforeunload", move |_| remember());
}

/// Keeps the document's title, language and colours up to date.
fn reflect(app: App) {
    effect(move || {
        let Some(root) = document().document_element() else {
            return;
        };
        // These two attributes can always be set.
        let _ = root.set_attribute("lang", app.language.get().tag());
        let _ = match app.theme.get().name() {
            "" => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme),
        };
    });
    effect(move || {
        let strings = app.language.get().strings();
        let archive = app.manifest(|manifest| manifest.title.clone());
        let view = match app.reading.get() {
            Reading::Open(opened) => opened.card.title.clone(),
            Reading::Failed(error) => (strings.failure)(&error).title.to_owned(),
            _ => app.route.with(|route| match route.query.trim() {
                "" => String::new(),
                query => (strings.results_for)(query),
            }),
        };
        if !archive.is_empty() {
            let separator = if view.is_empty() { "" } else { " – " };
            document().set_title(&[&view, separator, &archive].concat());
        }
    });
}

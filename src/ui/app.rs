//! The root of the page, and what listens to the window.

use leptos::ev;
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::dialogs::dialogs;
use super::dom::{self, Later};
use super::filters::panel;
use super::header::header;
use super::keyboard;
use super::parts::plain_click;
use super::reader::{TITLE_ID, reader};
use super::results::{LIST_ID, list_view};
use super::state::{App, Archive, MakeStore, Reading};

/// After this much stillness the page remembers how it stands.
const STILLNESS: u64 = 150;

/// The page over the bundles that `store` makes.
pub fn page(store: MakeStore) -> impl IntoView {
    let app = App::new(store);
    keyboard::listen(app);
    follow_history(app);
    reflect(app);
    app.start();
    // A new language draws everything anew; elements stay, and the focus with them.
    move || {
        app.language.track();
        layout(app)
    }
}

fn layout(app: App) -> AnyView {
    let strings = app.strings();
    let reading = Memo::new(move |_| app.route.with(|route| route.article.is_some()));
    let skip = move |event: web_sys::MouseEvent| {
        if plain_click(&event) {
            // The fragment is the route: following the link would lead to the start page.
            event.prevent_default();
            dom::focus_and_show(if reading.get_untracked() { TITLE_ID } else { LIST_ID });
        }
    };
    view! {
        <a class="skip" href="#/" on:click=skip>
            {strings.skip}
        </a>
        {header(app)}
        <div class="browse" hidden=move || reading.get()>
            {panel(app)}
            {list_view(app)}
        </div>
        {move || reading.get().then(|| reader(app))}
        {dialogs(app)}
    }
    .into_any()
}

/// Follows Back, Forward and edits of the address; remembers scroll position and focus.
fn follow_history(app: App) {
    let popped = window_event_listener(ev::popstate, move |_| app.follow_address());
    let later = Later::new(STILLNESS);
    let remember = move || {
        // The page may be gone by then.
        if app.route.try_get_untracked().is_some() {
            app.remember();
        }
    };
    let scrolled = window_event_listener(ev::scroll, move |_| later.run(remember));
    let focused = window_event_listener(ev::focusin, move |_| later.run(remember));
    let left = window_event_listener(ev::pagehide, move |_| remember());
    on_cleanup(move || {
        popped.remove();
        scrolled.remove();
        focused.remove();
        left.remove();
    });
}

/// Keeps the document's title, language and colours up to date.
fn reflect(app: App) {
    Effect::new(move |_| {
        let root = document().document_element();
        let Some(root) = root else { return };
        let theme = app.theme.get().name();
        // These two attributes can always be set.
        let _ = root.set_attribute("lang", app.language.get().tag());
        let _ = match theme {
            "" => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme),
        };
    });
    Effect::new(move |_| {
        let strings = app.language.get().strings();
        let archive = app.archive.with(|archive| match archive {
            Archive::Ready(engine) => engine.manifest().title.clone(),
            _ => String::new(),
        });
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

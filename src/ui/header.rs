//! The head of every view: the archive's name, the search box, settings and help.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::parts::{button, plain_click};
use super::search_box::search_box;
use super::state::{App, Archive, Dialog};
use crate::client::prefs::Choice;

pub(super) fn header(app: App) -> AnyView {
    let strings = app.strings();
    let other = app.language.get_untracked().other();
    let title = move || {
        app.archive.with(|archive| match archive {
            Archive::Ready(engine) => engine.manifest().title.clone(),
            _ => String::new(),
        })
    };
    let description = move || {
        app.archive.with(|archive| match archive {
            Archive::Ready(engine) => engine.manifest().description.clone().unwrap_or_default(),
            _ => String::new(),
        })
    };
    let home = move |event: web_sys::MouseEvent| {
        if plain_click(&event) {
            event.prevent_default();
            app.refine(|route| *route = Default::default());
        }
    };
    view! {
        <header class="masthead">
            <div class="name">
                <a class="brand" href="#/" on:click=home>
                    {title}
                </a>
                <p class="description">{description}</p>
            </div>
            <div class="menu">
                <button
                    type="button"
                    class="quiet"
                    id="language"
                    lang=other.tag()
                    on:click=move |_| set_language(app, other)
                >
                    {other.name()}
                </button>
                {button("quiet", strings.settings, move || app.dialog.set(Some(Dialog::Settings)))}
                {button("quiet", strings.help, move || app.dialog.set(Some(Dialog::Help)))}
            </div>
            {search_box(app)}
        </header>
    }
    .into_any()
}

/// Changes the language of the interface for good.
pub(super) fn set_language(app: App, language: super::i18n::Language) {
    Choice::Language.save(language.tag());
    app.language.set(language);
}

//! The head of every view: the archive's name, the search box, settings and help.

use super::i18n::Language;
use super::parts::{answer_click, button};
use super::results::LIST_ID;
use super::search_box::search_box;
use super::state::{App, Dialog};
use super::view::{El, el};
use crate::article::Manifest;
use crate::client::prefs::Choice;

/// The `id` of the button that changes the language; it keeps the focus when the page is drawn anew.
const LANGUAGE_ID: &str = "language";

/// `skip` leads past the head.
pub(super) fn header(app: App, skip: impl Fn() + 'static) -> El {
    let strings = app.strings();
    // The fragment is the route: to follow the link would lead to the start page.
    let skip = el("a")
        .class("skip")
        .attr("href", &["#", LIST_ID].concat())
        .child(strings.skip)
        .on("click", move |event| answer_click(&event, &skip));
    let other = app.language.get_untracked().other();
    let brand = el("a")
        .class("brand")
        .attr("href", &app.link(&Default::default()))
        .text(move || app.manifest(|manifest| manifest.title.clone()))
        // Without an archive there is no name to click on.
        .hidden(move || app.manifest(|manifest| manifest.title.clone()).is_empty())
        .on("click", move |event| {
            answer_click(&event, || app.refine(|route| *route = Default::default()));
        });
    let description = |manifest: &Manifest| manifest.description.clone().unwrap_or_default();
    let name = el("div")
        .class("name")
        .bind("lang", move || {
            app.manifest(|manifest| manifest.languages.first().cloned())
        })
        .child(brand)
        .child(el("p").class("description").text(move || app.manifest(description)));
    let menu = el("div")
        .class("menu")
        .child(
            button("quiet", other.name(), move || set_language(app, other))
                .id(LANGUAGE_ID)
                .lang(other.tag()),
        )
        .child(button("quiet", strings.settings, move || {
            app.dialog.set(Some(Dialog::Settings))
        }))
        .child(
            app.host()
                .shares()
                .then(|| button("quiet", strings.embed, || {}).id("embed")),
        )
        .child(button("quiet", strings.help, move || {
            app.dialog.set(Some(Dialog::Help))
        }));
    el("header")
        .class("masthead")
        .child(skip)
        .child(name)
        .child(menu)
        .child(search_box(app))
}

/// Changes the language of the interface for good.
pub(super) fn set_language(app: App, language: Language) {
    app.save(Choice::Language, language.tag());
    app.language.set(language);
}

//! Language, colours, shortcuts.

use leptos::prelude::*;
use web_sys::Event;

use crate::client::prefs::Choice;
use crate::ui::header::set_language;
use crate::ui::i18n::Language;
use crate::ui::state::App;
use crate::ui::theme::Theme;
use crate::ui::view::{El, View, el};

pub(super) fn settings(app: App) -> View {
    let strings = app.strings();
    let languages = Language::ALL.map(|language| {
        let choose = move || set_language(app, language);
        radio(
            "lang-",
            language.tag(),
            language.name(),
            move || app.language.get() == language,
            choose,
        )
    });
    let themes = Theme::ALL.into_iter().zip(strings.themes).map(|(theme, name)| {
        let choose = move || {
            app.save(Choice::Theme, theme.name());
            app.theme.set(theme);
        };
        radio("theme-", theme.name(), name, move || app.theme.get() == theme, choose)
    });
    let switch = move |event: Event| {
        let on = event_target_checked(&event);
        app.save(Choice::Shortcuts, if on { "" } else { "off" });
        app.shortcuts.set(on);
    };
    let shortcuts = el("input")
        .attr("type", "checkbox")
        .id("shortcuts")
        .property("checked", move || app.shortcuts.get().into())
        .on("change", switch);
    let shortcuts = el("label")
        .class("choice")
        .child(shortcuts)
        .child(strings.use_shortcuts);
    vec![
        choices(strings.interface_language).children(languages).into(),
        choices(strings.theme).children(themes).into(),
        choices(strings.shortcuts).child(shortcuts).into(),
    ]
    .into()
}

fn choices(name: &str) -> El {
    el("fieldset").child(el("legend").child(name))
}

fn radio(
    group: &str,
    value: &str,
    label: &str,
    chosen: impl Fn() -> bool + 'static,
    choose: impl Fn() + 'static,
) -> El {
    let button = el("input")
        .attr("type", "radio")
        .attr("name", group)
        .id(&[group, value].concat())
        .property("checked", move || chosen().into())
        .on("change", move |_| choose());
    el("label").class("choice").child(button).child(label)
}

//! Language, colours, shortcuts.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use crate::client::prefs::Choice;
use crate::ui::header::set_language;
use crate::ui::i18n::Language;
use crate::ui::state::App;
use crate::ui::theme::Theme;

pub(super) fn settings(app: App) -> AnyView {
    let strings = app.strings();
    let languages = Language::ALL
        .map(|language| {
            let choose = move || set_language(app, language);
            let chosen = move || app.language.get() == language;
            radio("language", language.name(), chosen, choose)
        })
        .into_iter()
        .collect();
    let themes = Theme::ALL
        .into_iter()
        .zip(strings.themes)
        .map(|(theme, name)| {
            let choose = move || {
                Choice::Theme.save(theme.name());
                app.theme.set(theme);
            };
            radio("theme", name, move || app.theme.get() == theme, choose)
        })
        .collect();
    let switch = move |event: web_sys::Event| {
        let on = event_target_checked(&event);
        Choice::Shortcuts.save(if on { "" } else { "off" });
        app.shortcuts.set(on);
    };
    view! {
        {choices(strings.interface_language, languages)}
        {choices(strings.theme, themes)}
        <fieldset>
            <legend>{strings.shortcuts}</legend>
            <label class="choice">
                <input type="checkbox" id="shortcuts" prop:checked=move || app.shortcuts.get() on:change=switch />
                {strings.use_shortcuts}
            </label>
        </fieldset>
    }
    .into_any()
}

fn choices(name: &'static str, radios: Vec<AnyView>) -> AnyView {
    view! {
        <fieldset>
            <legend>{name}</legend>
            {radios}
        </fieldset>
    }
    .into_any()
}

fn radio(
    group: &'static str,
    label: &'static str,
    chosen: impl Fn() -> bool + Send + 'static,
    choose: impl Fn() + 'static,
) -> AnyView {
    fn boxed(
        group: &'static str,
        label: &'static str,
        chosen: Box<dyn Fn() -> bool + Send>,
        choose: Box<dyn Fn()>,
    ) -> AnyView {
        view! {
            <label class="choice">
                <input type="radio" name=group prop:checked=chosen on:change=move |_| choose() />
                {label}
            </label>
        }
        .into_any()
    }
    boxed(group, label, Box::new(chosen), Box::new(choose))
}

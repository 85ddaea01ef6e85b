//! One value of a group: wanted, excluded, or neither.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use crate::article::TagKey;
use crate::search::Filters;
use crate::ui::parts::spoken;
use crate::ui::state::App;

pub(super) fn row(app: App, place: usize) -> AnyView {
    let strings = app.strings();
    let language = app.language.get_untracked().tag();
    let concept = app
        .facets
        .with_untracked(|facets| facets.values.get(place).map(|value| value.concept.clone()));
    let Some(concept) = concept else {
        return ().into_any();
    };
    let label = concept.label.in_language(language).to_owned();
    let key = StoredValue::new(concept.key);
    let count = move || {
        app.facets.with(|facets| {
            facets
                .values
                .get(place)
                .map_or((0, 0), |value| (value.count, value.suggested))
        })
    };
    let only_suggested = move || {
        let (count, suggested) = count();
        count > 0 && count == suggested
    };
    let included = move || {
        app.route
            .with(|route| key.with_value(|key| route.filters.include.contains(key)))
    };
    let excluded = move || {
        app.route
            .with(|route| key.with_value(|key| route.filters.exclude.contains(key)))
    };
    let include = move |_| set(app, key, |filters| &mut filters.include);
    let exclude = move |_| set(app, key, |filters| &mut filters.exclude);
    let exclude_name = (strings.exclude)(&label);
    view! {
        <div class="value" class:excluded=excluded class:none=move || count().0 == 0>
            <label>
                <input
                    type="checkbox"
                    id=["f-", &key.get_value().0].concat()
                    prop:checked=included
                    on:change=include
                />
                <span class="value-name" class:suggested=only_suggested>
                    {label}
                </span>
                <span class="value-count">{move || count().0.to_string()}</span>
                {move || only_suggested().then(|| spoken([" ", strings.suggested].concat()))}
            </label>
            <button
                type="button"
                class="sign exclude"
                title=exclude_name.clone()
                aria-label=exclude_name
                aria-pressed=move || if excluded() { "true" } else { "false" }
                on:click=exclude
            >
                <span aria-hidden="true">"−"</span>
            </button>
        </div>
    }
    .into_any()
}

/// Puts a value on one of the two lists, or takes it off when it is there; it is never on both.
fn set(app: App, key: StoredValue<TagKey>, list: fn(&mut Filters) -> &mut Vec<TagKey>) {
    let key = key.get_value();
    app.refine(|route| {
        let was_there = list(&mut route.filters).contains(&key);
        route.filters.include.retain(|other| *other != key);
        route.filters.exclude.retain(|other| *other != key);
        if !was_there {
            list(&mut route.filters).push(key);
        }
    });
}

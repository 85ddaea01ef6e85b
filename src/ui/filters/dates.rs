//! The range of days, and what becomes of articles without a date.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use crate::article::{DayRange, EdtfDate, civil_from_days};
use crate::search::Undated;
use crate::ui::parts::button;
use crate::ui::state::{App, Archive};

const CHOICES: [Undated; 3] = [Undated::Auto, Undated::Include, Undated::Only];

pub(super) fn dates(app: App) -> AnyView {
    let strings = app.strings();
    let choices = CHOICES
        .into_iter()
        .zip(strings.undated_choices)
        .map(|(choice, label)| {
            let chosen = move || app.route.with(|route| route.filters.undated == choice);
            view! { <option prop:selected=chosen>{label}</option> }.into_any()
        })
        .collect::<Vec<_>>();
    let choose = move |event: web_sys::Event| {
        let select: web_sys::HtmlSelectElement = event_target(&event);
        let chosen = CHOICES.get(usize::try_from(select.selected_index()).unwrap_or_default());
        app.refine(|route| route.filters.undated = chosen.copied().unwrap_or_default());
    };
    let untouched = move || {
        app.route
            .with(|route| route.filters.days.is_open() && route.filters.undated == Undated::Auto)
    };
    let clear = move || {
        app.refine(|route| {
            route.filters.days = DayRange::default();
            route.filters.undated = Undated::Auto;
        });
    };
    view! {
        <fieldset class="group dates">
            <legend>{strings.date}</legend>
            {day_field(app, "from", strings.from, |range| &mut range.from)}
            {day_field(app, "to", strings.to, |range| &mut range.to)}
            <label class="field">
                <span>{strings.undated}</span>
                <select id="undated" on:change=choose>
                    {choices}
                </select>
            </label>
            <p hidden=untouched>{button("action", strings.clear_dates, clear)}</p>
        </fieldset>
    }
    .into_any()
}

fn day_field(app: App, id: &'static str, label: &'static str, end: fn(&mut DayRange) -> &mut Option<i32>) -> AnyView {
    let value = move || {
        let mut range = app.route.with(|route| route.filters.days);
        end(&mut range).map(iso).unwrap_or_default()
    };
    let limit = move |at: usize| {
        app.archive.with(|archive| match archive {
            Archive::Ready(engine) => engine.manifest().days.as_ref().map(|days| days[at].clone()),
            _ => None,
        })
    };
    let change = move |event: web_sys::Event| {
        let day = EdtfDate::parse(&event_target_value(&event))
            .ok()
            .and_then(|date| date.earliest());
        app.refine(|route| *end(&mut route.filters.days) = day);
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="date"
                id=id
                min=move || limit(0)
                max=move || limit(1)
                prop:value=value
                on:change=change
            />
        </label>
    }
    .into_any()
}

/// A day as a date field has it.
fn iso(days: i32) -> String {
    let (year, month, day) = civil_from_days(days);
    format!("{year:04}-{month:02}-{day:02}")
}

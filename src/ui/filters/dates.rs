//! The range of days, and what becomes of articles without a date.

use leptos::prelude::*;

use crate::article::{DayRange, EdtfDate, iso_day};
use crate::search::Undated;
use crate::ui::parts::{button, chosen, select};
use crate::ui::state::App;
use crate::ui::view::{El, el};

const CHOICES: [Undated; 3] = [Undated::Auto, Undated::Include, Undated::Only];

pub(super) fn dates(app: App) -> El {
    let strings = app.strings();
    let undated = select("undated", strings.undated_choices, move || {
        app.route
            .with(|route| CHOICES.iter().position(|choice| *choice == route.filters.undated))
    })
    .on("change", move |event| {
        let chosen = chosen(&event).and_then(|at| CHOICES.get(at)).copied();
        app.refine(|route| route.filters.undated = chosen.unwrap_or_default());
    });
    let undated = el("label")
        .class("field")
        .child(el("span").child(strings.undated))
        .child(undated);
    let untouched = move || {
        app.route
            .with(|route| route.filters.days.is_open() && route.filters.undated == Undated::Auto)
    };
    let clear = button("action", strings.clear_dates, move || {
        app.refine(|route| {
            route.filters.days = DayRange::default();
            route.filters.undated = Undated::Auto;
        });
        // The button goes with what it cleared.
        app.focus("from");
    });
    el("fieldset")
        .class("group dates")
        .child(el("legend").child(strings.date))
        .child(day_field(app, "from", strings.from, |range| &mut range.from))
        .child(day_field(app, "to", strings.to, |range| &mut range.to))
        .child(undated)
        .child(el("p").hidden(untouched).child(clear))
}

fn day_field(app: App, id: &'static str, label: &str, end: fn(&mut DayRange) -> &mut Option<i32>) -> El {
    let limit = move |at: usize| app.manifest(|manifest| manifest.days.as_ref().map(|days| days[at].clone()));
    let field = el("input")
        .attr("type", "date")
        .id(id)
        .bind("min", move || limit(0))
        .bind("max", move || limit(1))
        .property("value", move || {
            let mut range = app.route.with(|route| route.filters.days);
            end(&mut range).map(iso_day).unwrap_or_default().into()
        })
        .on("change", move |event| {
            let day = EdtfDate::parse(&event_target_value(&event))
                .ok()
                .and_then(|date| date.earliest());
            app.refine(|route| *end(&mut route.filters.days) = day);
        });
    el("label").class("field").child(el("span").child(label)).child(field)
}

//! One value of a group: wanted, excluded, or neither.

use crate::article::TagKey;
use crate::search::Filters;
use crate::ui::parts::{sign_button, spoken};
use crate::ui::state::App;
use crate::ui::view::{El, el};

pub(super) fn row(app: App, place: usize) -> El {
    let strings = app.strings();
    let concept = app
        .facets
        .with_untracked(|facets| facets.values.get(place).map(|value| value.concept.clone()));
    let Some(concept) = concept else {
        return el("div");
    };
    let label = concept.label.in_language(app.language.get_untracked().tag());
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
    let included = move || app.route.with(|route| is_among(app, place, &route.filters.include));
    let excluded = move || app.route.with(|route| is_among(app, place, &route.filters.exclude));
    let [field_id, count_id] = ["f-", "n-"].map(|prefix| [prefix, concept.key.as_str()].concat());
    let checkbox = el("input")
        .attr("type", "checkbox")
        .id(&field_id)
        .attr("aria-describedby", &count_id)
        .property("checked", move || included().into())
        .on("change", move |_| set(app, place, |filters| &mut filters.include));
    let name = el("span")
        .class_if(["value-name", "value-name suggested"], only_suggested)
        .child(label);
    let number = el("span")
        .class("value-count")
        .id(&count_id)
        .text(move || count().0.to_string())
        .child(spoken(&[" ", strings.suggested].concat()).hidden(move || !only_suggested()));
    let exclude = sign_button("sign exclude", "−", &(strings.exclude)(label), move || {
        set(app, place, |filters| &mut filters.exclude);
    });
    let class = move || match (excluded(), count().0) {
        (true, _) => "value excluded",
        (_, 0) => "value none",
        _ => "value",
    };
    el("div")
        .bind("class", move || Some(class().to_owned()))
        .child(el("label").child(checkbox).child(name))
        .child(number)
        .child(exclude.state("aria-pressed", excluded))
}

/// Whether the value at a place of the panel is among some tags.
fn is_among(app: App, place: usize, tags: &[TagKey]) -> bool {
    app.facets.with_untracked(|facets| {
        let value = facets.values.get(place);
        value.is_some_and(|value| tags.contains(&value.concept.key))
    })
}

/// Puts a value on one of the two lists, or takes it off when it is there; it is never on both.
fn set(app: App, place: usize, list: fn(&mut Filters) -> &mut Vec<TagKey>) {
    let key = app
        .facets
        .with_untracked(|facets| facets.values.get(place).map(|value| value.concept.key.clone()));
    let Some(key) = key else { return };
    app.refine(|route| {
        let was_there = list(&mut route.filters).contains(&key);
        route.filters.include.retain(|other| *other != key);
        route.filters.exclude.retain(|other| *other != key);
        if !was_there {
            list(&mut route.filters).push(key);
        }
    });
}

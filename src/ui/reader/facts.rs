//! What is known about an article, and what of it was inferred.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use crate::article::{Field, TagKey};
use crate::ui::evidence::inferred;
use crate::ui::i18n::date;
use crate::ui::state::{App, Opened};

/// Words read in a minute: the middle of what studies find for careful reading.
const WORDS_PER_MINUTE: u32 = 220;

pub(super) fn facts(app: App, opened: &Opened) -> AnyView {
    let strings = app.strings();
    let names = &strings.facts;
    let article = &opened.article;
    let extension = &article.explorer;
    let language = &article.language;
    let fact = |name: &'static str, value: AnyView, field: Option<Field>| {
        let why = field
            .and_then(|field| article.derived(field))
            .map(|evidence| inferred(app, name, evidence.clone(), language.clone()));
        view! {
            <div class="fact">
                <dt>{name}</dt>
                <dd>{value} {why}</dd>
            </div>
        }
        .into_any()
    };
    let mut rows = Vec::new();
    let when = match &extension.date {
        Some(known) => {
            let text = date(strings, known, article.derived(Field::Date).is_some());
            let exact = known.is_exact_day().then(|| known.as_str().to_owned());
            view! { <time datetime=exact>{text}</time> }.into_any()
        }
        None => strings.dates.unknown.into_any(),
    };
    rows.push(fact(names.date, when, Some(Field::Date)));
    if let Some(place) = &extension.location_created {
        rows.push(fact(
            names.place,
            place.clone().into_any(),
            Some(Field::LocationCreated),
        ));
    }
    if let Some(source) = &extension.source_organization {
        rows.push(fact(
            names.source,
            source.clone().into_any(),
            Some(Field::SourceOrganization),
        ));
    }
    if !article.authors.is_empty() {
        let people: Vec<&str> = article.authors.iter().map(|author| author.name.as_str()).collect();
        rows.push(fact(names.author, people.join(", ").into_any(), None));
    }
    let tag = TagKey::new(["lang:", language].concat());
    let name = move || {
        app.concepts.track();
        app.label(&tag).trim_start_matches("lang:").to_owned()
    };
    rows.push(fact(names.language, name.into_any(), Some(Field::Language)));
    if let Some(licence) = &extension.license {
        rows.push(fact(names.licence, licence.clone().into_any(), None));
    }
    view! {
        <dl class="facts">
            {rows}
            <div class="fact">
                <dd>{(strings.minutes)(minutes(opened.card.words))}</dd>
            </div>
        </dl>
    }
    .into_any()
}

fn minutes(words: u32) -> u32 {
    words.div_ceil(WORDS_PER_MINUTE).max(1)
}

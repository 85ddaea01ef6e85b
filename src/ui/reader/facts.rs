//! What is known about an article, and what of it was inferred.

use super::list_of_tag;
use crate::article::{Field, TagKey};
use crate::text::Matcher;
use crate::ui::authors::authors;
use crate::ui::evidence::{inferred, of_field};
use crate::ui::i18n::date;
use crate::ui::state::{App, Opened};
use crate::ui::view::{El, View, el};

/// Words read in a minute: the middle of what studies find for careful reading.
const WORDS_PER_MINUTE: u32 = 220;

pub(super) fn facts(app: App, opened: &Opened, matcher: &Matcher) -> El {
    let strings = app.strings();
    let names = &strings.facts;
    let article = &opened.article;
    let extension = &article.explorer;
    let fact = |name: &'static str, value: View, field: Option<Field>| {
        let evidence = field.map(|field| of_field(article, field)).unwrap_or_default();
        el("div")
            .class("fact")
            .child(el("dt").child(name))
            .child(
                el("dd")
                    .child(value)
                    .child(inferred(app, name, evidence, &article.language)),
            )
    };
    let when = match &extension.date {
        Some(known) => el("time")
            .attr_if("datetime", known.is_exact_day().then(|| known.as_str()))
            .child(date(strings, known, article.derived(Field::Date).is_some()))
            .into(),
        None => strings.dates.unknown.into(),
    };
    let mut rows = vec![fact(names.date, when, Some(Field::Date))];
    if let Some(place) = &extension.location_created {
        rows.push(fact(names.place, place.as_str().into(), Some(Field::LocationCreated)));
    }
    if let Some(source) = &extension.source_organization {
        rows.push(fact(
            names.source,
            source.as_str().into(),
            Some(Field::SourceOrganization),
        ));
    }
    if !article.authors.is_empty() {
        let people = authors(app, &article.authors, matcher, list_of_tag);
        rows.push(fact(names.author, people.into(), Some(Field::Author)));
    }
    let tag = TagKey::new(["lang:", &article.language].concat());
    let language = el("span").text(move || {
        app.concepts.track();
        app.label(&tag).trim_start_matches("lang:").to_owned()
    });
    rows.push(fact(names.language, language.into(), Some(Field::Language)));
    for (name, field) in [(names.headings, Field::Heading), (names.captions, Field::Caption)] {
        let found = of_field(article, field).len();
        if found > 0 {
            rows.push(fact(name, found.to_string().into(), Some(field)));
        }
    }
    if let Some(licence) = &extension.license {
        rows.push(fact(names.licence, licence.as_str().into(), None));
    }
    let minutes = opened.card.words.div_ceil(WORDS_PER_MINUTE).max(1);
    rows.push(fact(names.reading_time, (strings.minutes)(minutes).into(), None));
    el("dl").class("facts").children(rows)
}

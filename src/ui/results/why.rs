//! Why an article is in the list: closed until somebody asks.

use std::rc::Rc;

use crate::article::Card;
use crate::search::{Met, Why};
use crate::ui::dom::spawn;
use crate::ui::i18n::Strings;
use crate::ui::live::Live;
use crate::ui::state::{Answer, App};
use crate::ui::view::{El, View, el};

/// What stands below the question.
enum Told {
    Loading,
    Here(Vec<Why>),
    Failed,
}

pub(super) fn why(app: App, answer: Rc<Answer>, document: u32, card: &Card) -> El {
    let strings = app.strings();
    let told = Rc::new(Live::new(Told::Loading));
    let shown = told.clone();
    let language = card.language.clone();
    el("details")
        .class("reasons")
        .child(el("summary").child(strings.why))
        .child(el("div").class("why").dynamic(move || {
            shown.with(|told| match told {
                Told::Loading => el("p").child(strings.loading).into(),
                Told::Here(told) => reasons(strings, told, &language),
                Told::Failed => el("p").child(strings.evidence_failed).into(),
            })
        }))
        // Opening and closing alike: what is known already is found out once more in no time.
        .on("toggle", move |_| {
            let Some(engine) = app.engine() else { return };
            let (answer, told) = (answer.clone(), told.clone());
            spawn(async move {
                let found = engine.why(&answer.request, document).await;
                told.set(found.map_or(Told::Failed, Told::Here));
            });
        })
}

// In the second part of the program: see `client::chunk`.
#[inline(never)]
fn reasons(strings: &Strings, told: &[Why], language: &str) -> View {
    let words = told.iter().map(|why| {
        let mut views: Vec<View> = vec![el("dt").child(why.word.as_str()).into()];
        views.extend(why.met.iter().map(|met| line(strings, met, language).into()));
        if why.met.is_empty() {
            views.push(el("dd").child(strings.missing).into());
        }
        View::from(views)
    });
    let pairs = told.iter().zip(told.iter().skip(1)).filter_map(|(first, second)| {
        let words = first.apart?;
        Some(el("p").child((strings.apart)(&first.word, &second.word, words)))
    });
    let mut views: Vec<View> = vec![el("dl").class("pairs").children(words).into()];
    views.extend(pairs.map(View::from));
    views.into()
}

/// A form, what it has to do with the word, and where it stands how often.
fn line(strings: &Strings, met: &Met, language: &str) -> El {
    let mut text = [": ", &(strings.how)(met.how)].concat();
    for (place, count) in strings.places.iter().zip(met.counts).filter(|(_, count)| *count > 0) {
        text = [&text, " · ", place, "\u{a0}", &count.to_string(), "×"].concat();
    }
    el("dd")
        .child(el("b").lang(language).child(met.form.as_str()))
        .child(text)
}

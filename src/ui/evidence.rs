//! Why something was inferred: the sentence, the words that caused it, the rule.

use super::i18n::Strings;
use super::live::Live;
use super::marked::marked;
use super::parts::button;
use super::state::App;
use super::view::{View, el, nothing};
use crate::article::{Article, Evidence, Field};

/// More sentences than these convince nobody further.
const SENTENCES: usize = 3;

/// The sentences behind an inference, with the words that caused it marked. A rule is named once for all of its
/// sentences.
// In the second part of the program: see `client::chunk`.
#[inline(never)]
pub(super) fn sentences(strings: &Strings, evidence: &[Evidence], language: &str) -> View {
    let shown = evidence.get(..SENTENCES).unwrap_or(evidence);
    shown
        .iter()
        .enumerate()
        .map(|(at, evidence)| {
            let start = evidence.sentence.find(&evidence.term);
            let term = start.map(|start| start..start + evidence.term.len());
            let sentence = marked(&evidence.sentence, term.as_slice());
            let repeated = shown.get(at + 1).is_some_and(|next| next.rule == evidence.rule);
            let rule = (!repeated).then(|| el("figcaption").child((strings.rule)(&evidence.rule)));
            el("figure")
                .class("proof")
                .child(el("blockquote").lang(language).child(sentence))
                .child(rule)
                .into()
        })
        .collect::<Vec<View>>()
        .into()
}

/// The mark on a fact that was inferred; it opens the evidence below the fact. Nothing where there is none.
pub(super) fn inferred(app: App, field: &str, evidence: Vec<Evidence>, language: &str) -> View {
    if evidence.is_empty() {
        return nothing();
    }
    let strings = app.strings();
    let open = Live::shared(false);
    let (pressed, shown) = (open.clone(), open.clone());
    let mark = button("inferred", strings.inferred, move || open.update(|open| *open = !*open))
        .label(&(strings.inferred_why)(field))
        .state("aria-expanded", move || pressed.get());
    let language = language.to_owned();
    let panel = super::view::dynamic(move || {
        if !shown.get() {
            return nothing();
        }
        el("div")
            .class("why")
            .child(sentences(strings, &evidence, &language))
            .into()
    });
    vec![" ".into(), mark.into(), panel].into()
}

/// What a field of an article was inferred from; nothing for one that was stated.
pub(super) fn of_field(article: &Article, field: Field) -> Vec<Evidence> {
    let derived = article.explorer.derived.iter();
    derived
        .filter(|derived| derived.field == field)
        .map(|derived| derived.evidence.clone())
        .collect()
}

//! Why something was inferred: the sentence, the words that caused it, the rule.

use leptos::prelude::*;

use super::i18n::Strings;
use super::marked::marked;
use super::parts::button;
use super::state::App;
use super::view::{View, el, nothing};
use crate::article::Evidence;

/// More sentences than these convince nobody further.
const SENTENCES: usize = 3;

/// The sentences behind an inference, with the words that caused it marked.
pub(super) fn sentences(strings: &Strings, evidence: &[Evidence], language: &str) -> View {
    evidence
        .iter()
        .take(SENTENCES)
        .map(|evidence| {
            let start = evidence.sentence.find(&evidence.term);
            let term = start.map(|start| start..start + evidence.term.len());
            let sentence = marked(&evidence.sentence, term.as_slice());
            el("figure")
                .class("proof")
                .child(el("blockquote").lang(language).child(sentence))
                .child(el("figcaption").child((strings.rule)(&evidence.rule)))
                .into()
        })
        .collect::<Vec<View>>()
        .into()
}

/// The mark on a fact that was inferred; it opens the evidence below the fact.
pub(super) fn inferred(app: App, field: &str, evidence: &Evidence, language: &str) -> View {
    let strings = app.strings();
    let open = RwSignal::new(false);
    let mark = button("inferred", strings.inferred, move || open.update(|open| *open = !*open))
        .label(&(strings.inferred_why)(field))
        .state("aria-expanded", move || open.get());
    let (evidence, language) = (evidence.clone(), language.to_owned());
    let panel = super::view::dynamic(move || {
        if !open.get() {
            return nothing();
        }
        let sentences = sentences(strings, std::slice::from_ref(&evidence), &language);
        el("div").class("why").child(sentences).into()
    });
    vec![mark.into(), panel].into()
}

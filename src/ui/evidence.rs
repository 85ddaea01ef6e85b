//! Why something was inferred: the sentence, the words that caused it, the rule.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::i18n::Strings;
use super::marked::marked;
use super::state::App;
use crate::article::Evidence;

/// More sentences than these convince nobody further.
const SENTENCES: usize = 3;

/// The sentences behind an inference, with the words that caused it marked.
pub(super) fn sentences(strings: &'static Strings, evidence: &[Evidence], language: &str) -> AnyView {
    evidence
        .iter()
        .take(SENTENCES)
        .map(|evidence| {
            let start = evidence.sentence.find(&evidence.term);
            let term = start.map(|start| start..start + evidence.term.len());
            let sentence = marked(&evidence.sentence, term.as_slice());
            view! {
                <figure class="proof">
                    <blockquote lang=language.to_owned()>{sentence}</blockquote>
                    <figcaption>{(strings.rule)(&evidence.rule)}</figcaption>
                </figure>
            }
            .into_any()
        })
        .collect::<Vec<_>>()
        .into_any()
}

/// The mark on a fact that was inferred; it opens the evidence below the fact.
pub(super) fn inferred(app: App, field: &'static str, evidence: Evidence, language: String) -> AnyView {
    let strings = app.strings();
    let open = RwSignal::new(false);
    let panel = move || {
        open.get().then(|| {
            let sentences = sentences(strings, std::slice::from_ref(&evidence), &language);
            view! { <span class="why">{sentences}</span> }
        })
    };
    view! {
        <button
            type="button"
            class="inferred"
            aria-label=(strings.inferred_why)(field)
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {strings.inferred}
        </button>
        {panel}
    }
    .into_any()
}

//! The tags of an article: stated ones filter, suggested ones show their evidence first.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::evidence::sentences;
use super::parts::{button, spoken};
use super::state::App;
use crate::article::{Evidence, TagKey};

/// A tag as it is shown.
#[derive(Clone)]
pub(super) struct Tag {
    pub(super) key: TagKey,
    pub(super) label: String,
    pub(super) suggested: bool,
}

/// The evidence of the tag that was asked about.
#[derive(Clone)]
pub(super) enum Proof {
    /// No tag was asked about.
    Closed,
    /// On the way.
    Loading(TagKey),
    /// Here.
    Here(TagKey, Vec<Evidence>),
    /// It could not be had.
    Failed(TagKey),
}

impl Proof {
    fn key(&self) -> Option<&TagKey> {
        match self {
            Proof::Closed => None,
            Proof::Loading(key) | Proof::Here(key, _) | Proof::Failed(key) => Some(key),
        }
    }
}

/// Gets the evidence of a tag and puts it where it is shown.
pub(super) type Prove = Rc<dyn Fn(TagKey, RwSignal<Proof>)>;

/// What a chosen tag does to the list.
pub(super) type Choose = fn(App, TagKey);

/// A list of tags, with the evidence of one of them below it.
pub(super) fn tag_list(app: App, tags: Vec<Tag>, language: String, prove: Prove, choose: Choose) -> AnyView {
    if tags.is_empty() {
        return ().into_any();
    }
    let strings = app.strings();
    let proof = RwSignal::new(Proof::Closed);
    let known = tags.clone();
    let items = tags
        .into_iter()
        .map(|tag| {
            let item = if tag.suggested {
                suggested(app, tag, proof, prove.clone())
            } else {
                let name = (strings.filter_by)(&tag.label);
                view! {
                    <button type="button" class="tag" title=name on:click=move |_| choose(app, tag.key.clone())>
                        {tag.label}
                    </button>
                }
                .into_any()
            };
            view! { <li>{item}</li> }.into_any()
        })
        .collect::<Vec<_>>();
    let panel = move || {
        let proof_now = proof.get();
        let Some(key) = proof_now.key().cloned() else {
            return ().into_any();
        };
        let label = known.iter().find(|tag| tag.key == key).map(|tag| tag.label.clone());
        let label = label.unwrap_or_default();
        let text = match &proof_now {
            Proof::Here(_, evidence) => sentences(strings, evidence, &language),
            Proof::Failed(_) => view! { <p>{strings.evidence_failed}</p> }.into_any(),
            _ => view! { <p>{strings.loading}</p> }.into_any(),
        };
        view! {
            <div class="why" role="group" aria-label=(strings.evidence)(&label)>
                {text}
                <p class="actions">
                    {button("action", (strings.filter_by)(&label), move || choose(app, key.clone()))}
                    {button("action", strings.close, move || proof.set(Proof::Closed))}
                </p>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="tagging">
            <ul class="tags" aria-label=strings.tags>
                {items}
            </ul>
            {panel}
        </div>
    }
    .into_any()
}

fn suggested(app: App, tag: Tag, proof: RwSignal<Proof>, prove: Prove) -> AnyView {
    let strings = app.strings();
    let key = tag.key.clone();
    let is_open = move || proof.with(|proof| proof.key() == Some(&key));
    let open = is_open.clone();
    let toggle = move |_| {
        if untrack(&open) {
            proof.set(Proof::Closed);
        } else {
            proof.set(Proof::Loading(tag.key.clone()));
            prove(tag.key.clone(), proof);
        }
    };
    view! {
        <button
            type="button"
            class="tag suggested"
            aria-expanded=move || if is_open() { "true" } else { "false" }
            on:click=toggle
        >
            {tag.label}
            {spoken([", ", strings.suggested_tag].concat())}
        </button>
    }
    .into_any()
}

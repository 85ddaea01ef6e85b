//! The tags of an article: stated ones filter, suggested ones show their evidence first.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::dom;
use super::evidence::sentences;
use super::live::Live;
use super::parts::button;
use super::state::App;
use super::view::{El, View, el, nothing};
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

    fn is_of(&self, key: &TagKey) -> bool {
        self.key() == Some(key)
    }
}

/// Gets the evidence of a tag and puts it where it is shown.
pub(super) type Prove = Rc<dyn Fn(TagKey, Rc<Live<Proof>>)>;

/// What a chosen tag does to the list.
pub(super) type Choose = fn(App, TagKey);

/// A list of tags, with the evidence of one of them below it. Of more than `first` tags the later ones wait
/// behind a button, but for stated ones and those that the list is filtered by.
pub(super) fn tag_list(app: App, tags: Vec<Tag>, first: usize, language: &str, prove: Prove, choose: Choose) -> View {
    if tags.is_empty() {
        return nothing();
    }
    let strings = app.strings();
    let proof = Live::shared(Proof::Closed);
    let all = Live::shared(tags.len() <= first);
    let items = tags.iter().enumerate().map(|(at, tag)| {
        let item = if tag.suggested {
            suggested(app, tag, proof.clone(), prove.clone())
        } else {
            stated(app, tag, choose)
        };
        let waits = tag.suggested && at >= first;
        let key = tag.key.clone();
        let wanted = move || app.route.with(|route| route.filters.include.contains(&key));
        let all = all.clone();
        el("li").child(item).hidden(move || waits && !all.get() && !wanted())
    });
    let rest = tags.iter().skip(first).filter(|tag| tag.suggested).count();
    let (shows_all, showing_all) = (all.clone(), all.clone());
    let more = button("more-tags", (strings.more_tags)(rest as u32), move || {
        let first = first_waiting(app);
        shows_all.set(true);
        // The button goes; who pressed it is led on to what it showed.
        dom::after_drawing(move || {
            if let Some(tag) = first {
                // It is shown now and can have the focus.
                let _ = tag.focus();
            }
        });
    });
    let more = el("li").child(more).hidden(move || rest == 0 || showing_all.get());
    let list = el("ul").class("tags").label(strings.tags).children(items).child(more);
    let language = language.to_owned();
    let panel = move || {
        let now = proof.get();
        let Some(tag) = tags.iter().find(|tag| now.is_of(&tag.key)) else {
            return nothing();
        };
        let text = match &now {
            Proof::Here(_, evidence) => sentences(strings, evidence, &language),
            Proof::Failed(_) => el("p").child(strings.evidence_failed).into(),
            _ => el("p").child(strings.loading).into(),
        };
        let key = tag.key.clone();
        let filter = button("action", (strings.filter_by)(&tag.label), move || {
            choose(app, key.clone())
        });
        let closed = proof.clone();
        let close = button("action", strings.close, move || {
            // Back to the tag that asked.
            if let Some(tag) = app.all(".tag[aria-expanded=true]").first() {
                // It is there and can have the focus.
                let _ = tag.focus();
            }
            closed.set(Proof::Closed);
        });
        el("div")
            .class("why")
            .attr("role", "group")
            .label(&(strings.evidence)(&tag.label))
            .child(text)
            .child(el("p").class("actions").child(filter).child(close))
            .into()
    };
    el("div").class("tagging").child(list).dynamic(panel).into()
}

/// The first tag that is not shown yet, in the list of the button that has the focus.
fn first_waiting(app: App) -> Option<HtmlElement> {
    let list = app.all(":focus").pop()?.closest(".tags").ok()??;
    list.query_selector("li[hidden] button").ok()??.dyn_into().ok()
}

fn stated(app: App, tag: &Tag, choose: Choose) -> El {
    let key = tag.key.clone();
    button("tag", tag.label.as_str(), move || choose(app, key.clone()))
        .attr("title", &(app.strings().filter_by)(&tag.label))
}

fn suggested(app: App, tag: &Tag, proof: Rc<Live<Proof>>, prove: Prove) -> El {
    let (key, asked) = (tag.key.clone(), tag.key.clone());
    let shown = proof.clone();
    let toggle = move || {
        if proof.with_untracked(|proof| proof.is_of(&asked)) {
            proof.set(Proof::Closed);
        } else {
            proof.set(Proof::Loading(asked.clone()));
            prove(asked.clone(), proof.clone());
        }
    };
    button("tag suggested", tag.label.as_str(), toggle)
        .label(&[&tag.label, ", ", app.strings().suggested_tag].concat())
        .state("aria-expanded", move || shown.with(|proof| proof.is_of(&key)))
}

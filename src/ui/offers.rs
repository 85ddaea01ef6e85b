//! What the search box offers while one types: words of the archive, tags, articles, recent searches.
//!
//! A list that pops up below the box and never gets the focus: the box keeps it and names the active offer, as the ARIA
//! Authoring Practices have it for an editable combobox with list autocomplete. What is typed is searched all the
//! while; an offer is taken only if somebody chooses it.

use std::rc::Rc;

use web_sys::KeyboardEvent;

use super::dom::{self, Later, spawn};
use super::live::Live;
use super::search_box::BOX_ID;
use super::state::App;
use super::view::{El, View, effect, el};
use crate::article::TagKey;
use crate::client::prefs::Choice;
use crate::search::Completions;
use crate::text::fold;

/// The `id` of the list.
pub(super) const OFFERS_ID: &str = "offers";

/// Long enough that not every letter changes the list.
const PAUSE: u64 = 120;

/// Offers of each kind.
const MOST: usize = 4;

/// Recent searches that are offered beside other offers.
const MOST_RECENT: usize = 2;

/// Something that can be chosen.
struct Offer {
    /// Index into the names of the groups.
    group: usize,
    label: String,
    /// The language of the label, where it is not that of the interface.
    language: Option<String>,
    action: Action,
}

#[derive(Clone)]
enum Action {
    Search(String),
    /// Filters by a tag; the rest of the query stays.
    Filter(TagKey, String),
    Read(String),
    Forget,
}

/// The list and how it stands.
pub(super) struct Offers {
    app: App,
    offers: Live<Rc<[Offer]>>,
    open: Live<bool>,
    active: Live<Option<usize>>,
}

impl Offers {
    /// The list for the box of a page; it follows what is typed until its part of the page is gone.
    pub(super) fn new(app: App) -> Rc<Self> {
        let offers = Rc::new(Self {
            app,
            offers: Live::new(Rc::from([])),
            open: Live::new(false),
            active: Live::new(None),
        });
        let later = Later::new(PAUSE);
        let follows = offers.clone();
        effect(move || {
            app.answer.track();
            if app.focused() == BOX_ID {
                let offers = follows.clone();
                later.run(move || offers.fill(None));
            }
        });
        offers
    }

    /// It is on screen.
    pub(super) fn shown(&self) -> bool {
        self.open.get() && self.offers.with(|offers| !offers.is_empty())
    }

    /// The `id` of the active offer.
    pub(super) fn active_id(&self) -> Option<String> {
        self.active.get().map(offer_id)
    }

    /// Opens the list as soon as there is something in it. It follows what is typed; with nothing typed no answer need come
    /// first.
    pub(super) fn open(self: &Rc<Self>) {
        self.open.set(true);
        self.active.set(None);
        if self.app.route.with_untracked(|route| route.query.is_empty()) {
            self.fill(None);
        }
    }

    pub(super) fn close(&self) {
        self.open.set(false);
        self.active.set(None);
    }

    /// Offers what the answer on screen can go on to. Without words only recent searches are left. Activates one of the
    /// offers, or the last if there are fewer.
    fn fill(self: &Rc<Self>, active: Option<usize>) {
        let app = self.app;
        let query = app.route.with_untracked(|route| route.query.clone());
        let answer = app.answer.get_untracked();
        let answer = answer.filter(|answer| app.route.with_untracked(|route| answer.is_of(route)));
        let (Some(engine), Some(answer), false) = (app.engine(), answer, query.is_empty()) else {
            return self.set(&query, Completions::default(), active);
        };
        let offers = self.clone();
        spawn(async move {
            // Without offers the box is a box.
            let found = engine.complete(&answer.request, &answer.results, MOST).await;
            let wanted = app.route.with_untracked(|route| answer.is_of(route));
            if wanted {
                offers.set(&query, found.unwrap_or_default(), active);
            }
        });
    }

    fn set(&self, query: &str, found: Completions, active: Option<usize>) {
        let app = self.app;
        let interface = app.language.get_untracked().tag();
        let mut offers: Vec<Offer> = Vec::new();
        let mut add = |group, label: String, language, action| {
            offers.push(Offer {
                group,
                label,
                language,
                action,
            });
        };
        for word in &found.words {
            let word = dom::composed(word);
            add(0, word.clone(), None, Action::Search([&word, " "].concat()));
        }
        let filtered = app.route.with_untracked(|route| route.filters.include.clone());
        for (concept, rest) in found.tags.into_iter().filter(|(tag, _)| !filtered.contains(&tag.key)) {
            let label = concept.label.in_language(interface).to_owned();
            add(1, label, None, Action::Filter(concept.key, rest));
        }
        for card in found.titles {
            add(
                2,
                card.title.clone(),
                Some(card.language.clone()),
                Action::Read(card.slug.clone()),
            );
        }
        let typed = fold(query.trim());
        let goes_on = |search: &String| fold(search).starts_with(&typed) && fold(search) != typed;
        let most = if typed.is_empty() { usize::MAX } else { MOST_RECENT };
        for search in app.recent().into_iter().filter(goes_on).take(most) {
            // A word that is offered is not offered twice.
            if !found.words.iter().any(|word| dom::composed(word) == search) {
                add(3, search.clone(), None, Action::Search(search));
            }
        }
        if typed.is_empty() && !offers.is_empty() {
            offers.push(Offer {
                group: 3,
                label: app.strings().clear_recent.to_owned(),
                language: None,
                action: Action::Forget,
            });
        }
        // Who has come to an offer already stays there, if it is still the same one.
        let there = self.active.get_untracked().filter(|at| {
            let label = |offers: &[Offer]| offers.get(*at).map(|offer| offer.label.clone());
            label(&offers) == self.offers.with_untracked(|offers| label(offers))
        });
        let active = active.and_then(|at| Some(at.min(offers.len().checked_sub(1)?)));
        let active = active.or(there);
        self.offers.set(offers.into());
        self.activate(active);
    }

    /// Does what a key stands for in the box. False where the key is none of the list's.
    pub(super) fn press(self: &Rc<Self>, event: &KeyboardEvent) -> bool {
        // What is being composed is not typed yet.
        if event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
            return false;
        }
        let count = self.offers.with_untracked(|offers| offers.len());
        let (shown, active) = (self.shown(), self.active.get_untracked());
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !shown => {
                self.open.set(true);
                self.fill(Some(if event.key() == "ArrowDown" { 0 } else { usize::MAX }));
            }
            // Behind the last one, and before the first, is the box itself.
            "ArrowDown" => self.activate(Some(active.map_or(0, |at| at + 1)).filter(|at| *at < count)),
            "ArrowUp" => self.activate(active.map_or(count.checked_sub(1), |at| at.checked_sub(1))),
            "Enter" if shown && active.is_some() => self.choose(active.unwrap_or_default()),
            "Escape" if shown => self.close(),
            "Tab" => {
                self.close();
                return false;
            }
            "ArrowLeft" | "ArrowRight" | "Home" | "End" => {
                self.active.set(None);
                return false;
            }
            _ => return false,
        }
        true
    }

    fn activate(&self, at: Option<usize>) {
        self.active.set(at);
        if let Some(offer) = at.and_then(|at| self.app.by_id(&offer_id(at))) {
            dom::bring_into_view(&offer);
        }
    }

    fn choose(&self, at: usize) {
        let app = self.app;
        let Some(action) = self
            .offers
            .with_untracked(|offers| offers.get(at).map(|offer| offer.action.clone()))
        else {
            return;
        };
        self.close();
        match action {
            Action::Search(query) => {
                app.searched(&query);
                app.search_for(query);
            }
            Action::Filter(key, rest) => app.refine(|route| {
                route.ask(rest);
                route.filters.include.push(key);
            }),
            Action::Read(slug) => app.read(&slug),
            Action::Forget => {
                app.save(Choice::Recent, "");
                self.set("", Completions::default(), None);
            }
        }
    }
}

fn offer_id(at: usize) -> String {
    ["offer-", &at.to_string()].concat()
}

/// The list itself.
pub(super) fn list(offers: &Rc<Offers>) -> El {
    let (hidden, drawn) = (offers.clone(), offers.clone());
    el("div")
        .class("offers")
        .id(OFFERS_ID)
        .attr("role", "listbox")
        .label(offers.app.strings().offers)
        .hidden(move || !hidden.shown())
        // The box keeps the focus.
        .on("mousedown", |event| event.prevent_default())
        .dynamic(move || drawn.offers.with(|all| groups(&drawn, all)))
}

fn groups(offers: &Rc<Offers>, all: &[Offer]) -> View {
    let mut first = 0;
    let groups = all.chunk_by(|a, b| a.group == b.group).map(|of_group| {
        let name = offers.app.strings().offer_groups[of_group[0].group];
        let places = first..;
        first += of_group.len();
        el("div")
            .attr("role", "group")
            .label(name)
            .child(el("div").class("label").attr("aria-hidden", "true").child(name))
            .children(places.zip(of_group).map(|(at, offer)| option(offers, at, offer)))
            .into()
    });
    groups.collect::<Vec<View>>().into()
}

fn option(offers: &Rc<Offers>, at: usize, offer: &Offer) -> El {
    let (is_active, chosen) = (offers.clone(), offers.clone());
    el("div")
        .class("offer")
        .id(&offer_id(at))
        .attr("role", "option")
        .attr_if("lang", offer.language.as_deref())
        .state("aria-selected", move || is_active.active.get() == Some(at))
        .child(offer.label.as_str())
        .on("click", move |_| chosen.choose(at))
}

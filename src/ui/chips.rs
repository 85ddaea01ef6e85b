//! The filters that are on, each with a way to remove it.

use super::i18n::{Strings, day};
use super::parts::button;
use super::results::LIST_ID;
use super::state::App;
use super::view::{View, dynamic, el, nothing};
use crate::article::TagKey;
use crate::search::{Filters, Undated};

/// One filter that is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it says.
    pub label: String,
    /// All filters but this one.
    pub without: Filters,
}

/// The chips of some filters; `name` gives the label of a tag.
pub fn chips(filters: &Filters, strings: &Strings, name: impl Fn(&TagKey) -> String) -> Vec<Chip> {
    let mut result = Vec::new();
    let mut add = |label: String, change: &dyn Fn(&mut Filters)| {
        let mut without = filters.clone();
        change(&mut without);
        result.push(Chip { label, without });
    };
    for key in &filters.include {
        add(name(key), &|filters| filters.include.retain(|other| other != key));
    }
    for key in &filters.exclude {
        add((strings.not)(&name(key)), &|filters| {
            filters.exclude.retain(|other| other != key)
        });
    }
    if let Some(from) = filters.days.from {
        add((strings.from_day)(&day(strings, from)), &|filters| {
            filters.days.from = None
        });
    }
    if let Some(to) = filters.days.to {
        add((strings.to_day)(&day(strings, to)), &|filters| filters.days.to = None);
    }
    let undated = match filters.undated {
        Undated::Auto => return result,
        Undated::Include => strings.with_undated,
        Undated::Only => strings.only_undated,
    };
    add(undated.to_owned(), &|filters| filters.undated = Undated::Auto);
    result
}

/// The chips of the list on screen.
pub(super) fn chip_list(app: App) -> View {
    let strings = app.strings();
    // A chip goes away and takes the focus with it: the list is next.
    let set = move |filters: &Filters| {
        app.refine(|route| route.filters = filters.clone());
        app.focus(LIST_ID);
    };
    dynamic(move || {
        let chips = app
            .route
            .with(|route| chips(&route.filters, strings, |key| app.label(key)));
        if chips.is_empty() {
            return nothing();
        }
        let items = chips.into_iter().map(|chip| {
            let name = (strings.remove_filter)(&chip.label);
            let cross = el("span").class("cross").attr("aria-hidden", "true").child("×");
            el("li").child(
                button("chip", chip.label, move || set(&chip.without))
                    .child(cross)
                    .label(&name),
            )
        });
        el("div")
            .class("chips")
            .child(el("ul").label(strings.active_filters).children(items))
            .child(button("action", strings.clear_all, move || set(&Filters::default())))
            .into()
    })
}

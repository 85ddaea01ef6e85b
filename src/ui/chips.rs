//! The filters that are on, each with a way to remove it.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::dom;
use super::i18n::{Strings, day};
use super::parts::button;
use super::state::App;
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
pub(super) fn chip_list(app: App) -> AnyView {
    let strings = app.strings();
    (move || {
        let chips = app
            .route
            .with(|route| chips(&route.filters, strings, |key| app.label(key)));
        if chips.is_empty() {
            return ().into_any();
        }
        let items = chips
            .into_iter()
            .map(|chip| {
                let name = (strings.remove_filter)(&chip.label);
                // The chip goes away and takes the focus with it: the list is next.
                let remove = move |_| {
                    app.refine(|route| route.filters = chip.without.clone());
                    dom::focus(super::results::LIST_ID);
                };
                view! {
                    <li>
                        <button type="button" class="chip" aria-label=name on:click=remove>
                            {chip.label}
                            <span class="cross" aria-hidden="true">
                                "×"
                            </span>
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect::<Vec<_>>();
        let clear = move || {
            app.refine(|route| route.filters = Filters::default());
            dom::focus(super::results::LIST_ID);
        };
        view! {
            <div class="chips">
                <ul aria-label=strings.active_filters>{items}</ul>
                {button("action", strings.clear_all, clear)}
            </div>
        }
        .into_any()
    })
    .into_any()
}

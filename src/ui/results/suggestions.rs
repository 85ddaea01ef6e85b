//! What to try when nothing was found.

use crate::article::TagKey;
use crate::route::Route;
use crate::search::Filters;
use crate::ui::chips::chips;
use crate::ui::i18n::Strings;

/// More ways out than these are no help.
const MOST: usize = 6;

/// A way out: the same list with less asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub route: Route,
}

/// Ways out of an empty list: filters first, since they are forgotten first, then words.
pub fn suggestions(route: &Route, strings: &Strings, name: impl Fn(&TagKey) -> String) -> Vec<Suggestion> {
    let mut ways = Vec::new();
    let mut add = |label: String, query: String, filters: Filters| {
        let mut route = route.clone();
        route.ask(query);
        route.filters = filters;
        ways.push(Suggestion { label, route });
    };
    let chips = chips(&route.filters, strings, name);
    if chips.len() > 1 {
        add(
            strings.without_filters.to_owned(),
            route.query.clone(),
            Filters::default(),
        );
    }
    for chip in chips {
        add((strings.without_filter)(&chip.label), route.query.clone(), chip.without);
    }
    if route.query.contains(['"', '“', '”']) {
        add(
            strings.without_quotes.to_owned(),
            route.query.replace(['"', '“', '”'], ""),
            route.filters.clone(),
        );
    } else {
        let words: Vec<&str> = route.query.split_whitespace().collect();
        if words.len() > 1 {
            for at in 0..words.len() {
                let rest: Vec<&str> = [&words[..at], &words[at + 1..]].concat();
                add((strings.without_word)(words[at]), rest.join(" "), route.filters.clone());
            }
        }
    }
    if route.verbatim {
        let corrected = Route {
            verbatim: false,
            ..route.clone()
        };
        ways.insert(
            0,
            Suggestion {
                label: strings.with_corrections.to_owned(),
                route: corrected,
            },
        );
    }
    ways.truncate(MOST);
    ways
}

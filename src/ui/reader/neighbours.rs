//! The articles before and after this one in the list.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use crate::article::Card;
use crate::ui::parts::article_link;
use crate::ui::state::App;

/// The `id`s of the two links.
pub(crate) const IDS: [&str; 2] = ["previous", "next"];

pub(super) fn neighbours(app: App) -> AnyView {
    let strings = app.strings();
    (move || {
        let [previous, next] = app.neighbours.get();
        if previous.is_none() && next.is_none() {
            return ().into_any();
        }
        let previous = previous.map(|card| neighbour(app, IDS[0], strings.previous_article, &card));
        let next = next.map(|card| neighbour(app, IDS[1], strings.next_article, &card));
        view! {
            <nav class="neighbours" aria-label=strings.neighbours>
                {previous}
                {next}
            </nav>
        }
        .into_any()
    })
    .into_any()
}

fn neighbour(app: App, id: &'static str, label: &'static str, card: &Card) -> AnyView {
    let content = view! {
        <span class="label">{label}</span>
        <span class="neighbour-title" lang=card.language.clone()>
            {card.title.clone()}
        </span>
    }
    .into_any();
    article_link(app, id, id.to_owned(), card.slug.clone(), content)
}

//! The articles before and after this one in the list.

use crate::ui::parts::article_link;
use crate::ui::state::App;
use crate::ui::view::{View, dynamic, el, nothing};

/// The `id`s of the two links.
pub(crate) const IDS: [&str; 2] = ["previous", "next"];

pub(super) fn neighbours(app: App) -> View {
    let strings = app.strings();
    let labels = [strings.previous_article, strings.next_article];
    dynamic(move || {
        let cards = app.neighbours.get();
        if cards.iter().all(Option::is_none) {
            return nothing();
        }
        let mut links = el("nav").class("neighbours").label(strings.neighbours);
        for ((card, id), label) in cards.iter().zip(IDS).zip(labels) {
            if let Some(card) = card {
                let title = el("span")
                    .class("neighbour-title")
                    .lang(&card.language)
                    .child(card.title.as_str());
                let label = el("span").class("label").child(label);
                links = links.child(article_link(app, id, id, &card.slug).child(label).child(title));
            }
        }
        links.into()
    })
}

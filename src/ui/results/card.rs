//! One result.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;
use leptos::task::spawn_local;

use crate::article::{Article, Card, TagKey};
use crate::search::Snippet;
use crate::ui::dom::{self, Watch};
use crate::ui::i18n::date;
use crate::ui::marked::marked;
use crate::ui::parts::article_link;
use crate::ui::state::{Answer, App};
use crate::ui::tags::{Proof, Prove, Tag, tag_list};

/// The `id` of the link to an article.
pub(super) fn link_id(slug: &str) -> String {
    ["r-", slug].concat()
}

pub(super) fn card(app: App, document: u32) -> AnyView {
    let answer = app.answer.get_untracked();
    let Some((answer, card)) = answer.and_then(|answer| answer.card(document).cloned().map(|card| (answer, card)))
    else {
        return ().into_any();
    };
    let matcher = answer.results.query.matcher();
    let title = marked(&card.title, &matcher.ranges(&card.title));
    let passage = RwSignal::new(Snippet {
        text: card.lead.clone(),
        marks: matcher.ranges(&card.lead),
    });
    let item = NodeRef::<html::Li>::new();
    if answer.results.query.has_words() {
        show_passage_when_seen(app, item, answer, card.clone(), passage);
    }
    let language = card.language.clone();
    let id = link_id(&card.slug);
    let label = id.clone();
    let asked = StoredValue::new_local(card.clone());
    view! {
        <li class="result" node_ref=item>
            <article aria-labelledby=label>
                {eyebrow(app, &card)}
                <h2 lang=language.clone()>{article_link(app, "title", id, card.slug.clone(), title)}</h2>
                <p class="passage" lang=language>
                    {move || passage.with(|passage| marked(&passage.text, &passage.marks))}
                </p>
                {move || asked.with_value(|card| tags(app, card))}
            </article>
        </li>
    }
    .into_any()
}

/// Date, source and place, in the language of the interface.
fn eyebrow(app: App, card: &Card) -> AnyView {
    let strings = app.strings();
    let when = match &card.date {
        Some(known) => {
            let text = date(strings, &known.edtf, known.derived);
            let exact = known.edtf.is_exact_day().then(|| known.edtf.as_str().to_owned());
            view! { <time datetime=exact>{text}</time> }.into_any()
        }
        None => view! { <span>{strings.dates.unknown}</span> }.into_any(),
    };
    let facts = [&card.source, &card.place]
        .into_iter()
        .flatten()
        .map(|fact| view! { <span>{fact.clone()}</span> }.into_any())
        .collect::<Vec<_>>();
    view! {
        <p class="eyebrow">
            {when}
            {facts}
        </p>
    }
    .into_any()
}

/// The best passage takes the place of the lead once the card is on screen and the article's page is here.
fn show_passage_when_seen(
    app: App,
    item: NodeRef<html::Li>,
    answer: Rc<Answer>,
    card: Rc<Card>,
    passage: RwSignal<Snippet>,
) {
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |_| {
        let Some(item) = item.get() else { return };
        let (answer, card) = (answer.clone(), card.clone());
        let seen = dom::when_seen(&item, move || {
            watch.update_value(|watch| {
                watch.take();
            });
            let Some(engine) = app.engine() else { return };
            let (answer, card) = (answer.clone(), card.clone());
            spawn_local(async move {
                // A passage that cannot be had leaves the lead where it is.
                if let Ok(found) = engine.snippet(&card, &answer.results.query).await
                    && !found.text.is_empty()
                {
                    // The row may be gone by now.
                    let _ = passage.try_set(found);
                }
            });
        });
        watch.set_value(seen);
    });
}

/// The tags of a card; the evidence of a suggested one is in the article and fetched when asked for.
fn tags(app: App, card: &Rc<Card>) -> AnyView {
    app.concepts.track();
    let tags = card
        .tags
        .iter()
        .map(|tag| Tag {
            label: app.label(&tag.key),
            key: tag.key.clone(),
            suggested: tag.suggested,
        })
        .collect();
    let asked = card.clone();
    let prove: Prove = Rc::new(move |key, proof| {
        let Some(engine) = app.engine() else { return };
        let card = asked.clone();
        spawn_local(async move {
            let found = match engine.article(&card).await {
                Ok(article) => evidence(&article, key),
                Err(_) => Proof::Failed(key),
            };
            // The row may be gone by now.
            let _ = proof.try_set(found);
        });
    });
    tag_list(app, tags, card.language.clone(), prove, |app, key| {
        app.refine(|route| {
            if !route.filters.include.contains(&key) {
                route.filters.include.push(key);
            }
        });
    })
}

/// Why an article has a suggested tag.
pub(in crate::ui) fn evidence(article: &Article, key: TagKey) -> Proof {
    let mention = article.explorer.mentions.iter().find(|mention| mention.key == key);
    match mention {
        Some(mention) => Proof::Here(key, mention.evidence.clone()),
        None => Proof::Failed(key),
    }
}

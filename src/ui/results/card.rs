//! One result.

use std::cell::Cell;
use std::rc::Rc;

use crate::article::{Article, Card, TagKey};
use crate::search::Snippet;
use crate::text::Matcher;
use crate::ui::authors::authors;
use crate::ui::dom::{self, Watch, spawn};
use crate::ui::i18n::date;
use crate::ui::live::Live;
use crate::ui::marked::marked;
use crate::ui::parts::article_link;
use crate::ui::results::why::why;
use crate::ui::state::{Answer, App};
use crate::ui::tags::{Proof, Prove, Tag, tag_list};
use crate::ui::view::{El, View, el, keep};

/// How many tags a card shows at first: about two lines.
const FIRST_TAGS: usize = 8;

/// The `id` of the link to an article.
fn link_id(slug: &str) -> String {
    ["r-", slug].concat()
}

pub(super) fn card(app: App, document: u32) -> El {
    let answer = app.answer.get();
    let Some((answer, card)) = answer.and_then(|answer| answer.card(document).cloned().map(|card| (answer, card)))
    else {
        return el("li");
    };
    let matcher = &answer.results.matcher;
    let id = link_id(&card.slug);
    let title = marked(&card.title, &matcher.ranges(&card.title));
    let passage = Live::shared(Snippet {
        text: card.lead.clone(),
        marks: matcher.ranges(&card.lead),
    });
    let (asked, shown) = (card.clone(), passage.clone());
    let article = el("article")
        .attr("aria-labelledby", &id)
        .child(eyebrow(app, &card, matcher))
        .child(
            el("h2")
                .lang(&card.language)
                .child(article_link(app, "title", &id, &card.slug).child(title)),
        )
        .child(
            el("p")
                .class("passage")
                .lang(&card.language)
                .dynamic(move || shown.with(|passage| marked(&passage.text, &passage.marks))),
        )
        .dynamic(move || tags(app, document, &asked));
    let reasons = answer
        .results
        .query
        .has_words()
        .then(|| why(app, answer.clone(), document, &card));
    let item = el("li").class("result").child(article.child(reasons));
    if answer.results.query.has_words() {
        show_passage_when_seen(app, &item, answer, document, passage);
    }
    item
}

/// Date, source, place and authors, in the language of the interface.
fn eyebrow(app: App, card: &Card, matcher: &Matcher) -> El {
    let strings = app.strings();
    let when = match &card.date {
        Some(known) => {
            let exact = known.edtf.is_exact_day().then(|| known.edtf.as_str());
            el("time")
                .attr_if("datetime", exact)
                .child(date(strings, &known.edtf, known.derived))
        }
        None => el("span").child(strings.dates.unknown),
    };
    let facts = [&card.source, &card.place].into_iter().flatten();
    let shown = card.authors.get(..Card::AUTHORS).unwrap_or(&card.authors);
    let authors = (!shown.is_empty()).then(|| {
        let rest = if shown.len() < card.authors.len() { ", …" } else { "" };
        authors(app, shown, matcher, narrow).child(rest)
    });
    el("p")
        .class("eyebrow")
        .child(when)
        .children(facts.map(|fact| el("span").child(fact.as_str())))
        .child(authors)
}

/// Narrows the list to articles that have a tag.
fn narrow(app: App, key: TagKey) {
    app.refine(|route| {
        if !route.filters.include.contains(&key) {
            route.filters.include.push(key);
        }
    });
}

/// The best passage takes the place of the lead once the card is on screen and the article's page is here.
fn show_passage_when_seen(app: App, item: &El, answer: Rc<Answer>, document: u32, passage: Rc<Live<Snippet>>) {
    let watch = Rc::new(Cell::new(None::<Watch>));
    let watching = Rc::downgrade(&watch);
    let seen = dom::when_seen(item.element(), move || {
        // Once is enough. The watch ends after this call, not in it.
        let watching = watching.clone();
        dom::after_drawing(move || drop(watching.upgrade().map(|watch| watch.take())));
        let Some(engine) = app.engine() else { return };
        let (answer, passage) = (answer.clone(), passage.clone());
        spawn(async move {
            // A passage that cannot be had leaves the lead where it is.
            let results = &answer.results;
            let passage_end = results.passage(document);
            if let Ok(found) = engine.snippet(document, passage_end, &results.matcher).await
                && !found.text.is_empty()
            {
                passage.set(found);
            }
        });
    });
    watch.set(seen);
    keep(watch);
}

/// The tags of a card; the evidence of a suggested one is in the article and fetched when asked for.
fn tags(app: App, document: u32, card: &Card) -> View {
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
    let prove: Prove = Rc::new(move |key, proof| {
        let Some(engine) = app.engine() else { return };
        spawn(async move {
            let found = match engine.article(document).await {
                Ok(article) => evidence(&article, key),
                Err(_) => Proof::Failed(key),
            };
            proof.set(found);
        });
    });
    tag_list(app, tags, FIRST_TAGS, &card.language, prove, narrow)
}

/// Why an article has a suggested tag.
pub(in crate::ui) fn evidence(article: &Article, key: TagKey) -> Proof {
    let mention = article.explorer.mentions.iter().find(|mention| mention.key == key);
    match mention {
        Some(mention) => Proof::Here(key, mention.evidence.clone()),
        None => Proof::Failed(key),
    }
}

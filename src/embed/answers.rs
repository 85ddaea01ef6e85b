//! The engine for scripts: archives that are open, by their numbers, and answers as JSON.
//!
//! What goes wrong is JSON too: `{kind, message}`. Promises are made here and not where they are exported: a future that crosses from
//! one crate to another is compiled for both, with all of the engine that it waits for.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::future::poll_fn;
use std::ops::Range;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortSignal;

use super::place::kind;
use super::store;
use crate::article::json::Json;
use crate::article::{Card, Label};
use crate::client::{AnyStore, Cached};
use crate::route::Route;
use crate::search::{Engine, Error, FacetValue, Hit, Results, Snippet, in_order};
use crate::text::Matcher;

/// An archive that is open.
struct Archive {
    number: u32,
    /// Where its files are.
    files: String,
    engine: Engine<AnyStore>,
    /// What passages need of an answer, by the answer's number.
    answers: RefCell<Vec<(u32, Rc<Passages>)>>,
}

/// Where the passages of an answer are, and what to mark in them.
#[derive(Default)]
struct Passages {
    ends: Vec<(u32, u32)>,
    matcher: Matcher,
}

thread_local! {
    static OPEN: RefCell<Vec<Rc<Archive>>> = const { RefCell::new(Vec::new()) };
    /// The last number that was given; none is given twice.
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// An answer on its way, or what went wrong.
type Answer = Pin<Box<dyn Future<Output = Result<String, String>>>>;

/// What an answer comes to. It goes no step further once the signal is aborted: nobody waits for it any more.
fn promise(mut answer: Answer, signal: Option<AbortSignal>) -> Promise {
    let unless_aborted = poll_fn(move |context| match &signal {
        Some(signal) if signal.aborted() => Poll::Ready(Err(failure("aborted", "nobody waits for it"))),
        _ => answer.as_mut().poll(context),
    });
    future_to_promise(async move { unless_aborted.await.map(JsValue::from).map_err(JsValue::from) })
}

fn number() -> u32 {
    NUMBER.set(NUMBER.get() + 1);
    NUMBER.get()
}

/// Opens the archive whose page is at `page`, an address that ends in `/`: its number, and what its manifest says.
pub fn open(page: &str, signal: Option<AbortSignal>) -> Promise {
    let files = [page, "archive/"].concat();
    let opening = Box::pin(async move {
        let opened = Engine::open(store(&files, Cached::Use)).await;
        let archive = Archive {
            number: number(),
            engine: opened.map_err(|error| refused(&files, &error))?,
            files,
            answers: RefCell::default(),
        };
        let manifest = archive.engine.manifest();
        let opened = Json::object([
            ("archive", count(archive.number)),
            ("title", Json::text(&*manifest.title)),
            ("description", Json::text(manifest.description.as_deref())),
            (
                "languages",
                list(&manifest.languages, |language| Json::text(&**language)),
            ),
            ("size", count(manifest.articles)),
            ("generation", Json::text(&*manifest.generation)),
        ]);
        OPEN.with_borrow_mut(|open| open.push(Rc::new(archive)));
        Ok(opened.write())
    });
    promise(opening, signal)
}

/// Lets go of an archive and of all its answers. What is on its way still arrives.
pub fn close(archive: u32) {
    OPEN.with_borrow_mut(|open| open.retain(|known| known.number != archive));
}

/// Lets go of an answer.
pub fn forget(archive: u32, answer: u32) {
    if let Ok(archive) = opened(archive) {
        archive.answers.borrow_mut().retain(|(known, _)| *known != answer);
    }
}

/// What an archive can be asked.
pub enum Question {
    /// What a fragment asks for, as [`Route`] writes it: `limit` hits behind the first `offset` ones.
    Search {
        /// The fragment.
        fragment: String,
        /// So many hits are passed over.
        offset: u32,
        /// So many are wanted.
        limit: u32,
    },
    /// The passage that shows why a document is in an answer: its text, and where it is marked, in units of UTF-16.
    Passage {
        /// The number of the answer.
        answer: u32,
        /// The number of the document.
        document: u32,
    },
    /// The values of the filter panel for what a fragment asks for.
    Facets {
        /// The fragment.
        fragment: String,
    },
    /// The number of the document with a slug.
    Find {
        /// The slug.
        slug: String,
    },
    /// `[item, page]`: the page of the feed that has the article of a document, and which of its items the article is.
    Article {
        /// The number of the document.
        document: u32,
    },
}

/// Asks an archive.
pub fn ask(archive: u32, question: Question, signal: Option<AbortSignal>) -> Promise {
    // Who closes the archive later still gets this answer.
    let archive = opened(archive);
    let asking = Box::pin(async move {
        let archive = archive?;
        let answer = archive.answer(question).await;
        answer.map_err(|error| refused(&archive.files, &error))
    });
    promise(asking, signal)
}

impl Archive {
    async fn answer(&self, question: Question) -> Result<String, Error> {
        let engine = &self.engine;
        Ok(match question {
            Question::Search {
                fragment,
                offset,
                limit,
            } => {
                let limit = offset.saturating_add(limit) as usize;
                let request = Route::parse(&fragment).request(Some(limit));
                let results = engine.search(&request).await?;
                let hits = results.hits.get(offset as usize..).unwrap_or_default();
                let documents: Vec<u32> = hits.iter().map(|hit| hit.document).collect();
                let cards = engine.cards(&documents).await?;
                let hits = Json::List(hits.iter().zip(&cards).map(hit).collect());
                self.keep(results, hits).write()
            }
            Question::Passage { answer, document } => {
                let passages = self.passages(answer);
                let end = passages.ends.iter().find(|(known, _)| *known == document);
                let snippet = engine.snippet(document, end.map(|(_, end)| *end), &passages.matcher);
                let Snippet { text, marks } = snippet.await?;
                let marks = list(&marks, |mark| units(&text, mark));
                Json::object([("text", Json::text(&*text)), ("marks", marks)]).write()
            }
            Question::Facets { fragment } => {
                engine.name_all().await?;
                let facets = engine.facets(&Route::parse(&fragment).request(None)).await?;
                let order = |value: &FacetValue| (value.concept.group, Reverse(value.count));
                list(&in_order(facets.values, &|a, b| order(a).cmp(&order(b))), facet).write()
            }
            Question::Find { slug } => engine.find(&slug).await?.to_string(),
            Question::Article { document } => {
                // The page is JSON already, and scripts take JSON apart faster than this does.
                let (page, item) = engine.page(document).await?;
                ["[", &item.to_string(), ",", &String::from_utf8_lossy(&page), "]"].concat()
            }
        })
    }

    /// Keeps what passages need of an answer, and tells the rest.
    fn keep(&self, results: Results, hits: Json) -> Json {
        let answer = number();
        let passages = Rc::new(Passages {
            ends: results.passages,
            matcher: results.matcher,
        });
        self.answers.borrow_mut().push((answer, passages));
        let corrections = list(&results.corrections, |correction| {
            let [typed, meant] = [&correction.typed, &correction.meant].map(|word| Json::text(&**word));
            Json::object([("typed", typed), ("meant", meant)])
        });
        Json::object([
            ("answer", count(answer)),
            ("total", count(results.total as u32)),
            ("listed", count(results.listed as u32)),
            ("partial", Json::Flag(results.partial)),
            ("absent", list(&results.absent, |word| Json::text(&**word))),
            ("corrections", corrections),
            ("hits", hits),
        ])
    }

    fn passages(&self, answer: u32) -> Rc<Passages> {
        let answers = self.answers.borrow();
        let answer = answers.iter().find(|(known, _)| *known == answer);
        answer.map(|(_, passages)| passages.clone()).unwrap_or_default()
    }
}

fn opened(archive: u32) -> Result<Rc<Archive>, String> {
    let known = |open: &Vec<Rc<Archive>>| open.iter().find(|known| known.number == archive).cloned();
    OPEN.with_borrow(known).ok_or_else(closed)
}

fn refused(files: &str, error: &Error) -> String {
    if let Error::Corrupt { .. } = error {
        // Who opens the archive again must not get what was damaged.
        store(files, Cached::Bypass);
    }
    failure(kind(error), &error.to_string())
}

fn closed() -> String {
    failure("closed", "the archive is closed")
}

fn failure(kind: &str, message: &str) -> String {
    Json::object([("kind", Json::text(kind)), ("message", Json::text(message))]).write()
}

fn count(number: u32) -> Json {
    Json::Number(number.into())
}

fn list<T>(items: &[T], item: impl Fn(&T) -> Json) -> Json {
    Json::List(items.iter().map(item).collect())
}

fn hit((hit, card): (&Hit, &Rc<Card>)) -> Json {
    let tags = list(&card.tags, |tag| {
        Json::object([
            ("key", Json::text(tag.key.as_str())),
            ("suggested", Json::Flag(tag.suggested)),
        ])
    });
    Json::object([
        ("document", count(hit.document)),
        ("slug", Json::text(&*card.slug)),
        ("title", Json::text(&*card.title)),
        ("summary", Json::text(&*card.lead)),
        ("date", Json::text(card.date.as_ref().map(|date| date.edtf.as_str()))),
        ("language", Json::text(&*card.language)),
        ("path", Json::text(&*card.path)),
        ("tags", tags),
        // Its bits: numbers with a point take a lot of code to write.
        ("score", count(hit.score.to_bits())),
    ])
}

fn facet(value: &FacetValue) -> Json {
    let Label { en, vi } = &value.concept.label;
    Json::object([
        ("key", Json::text(value.concept.key.as_str())),
        ("group", Json::text(value.concept.group.name())),
        (
            "label",
            Json::object([("en", Json::text(&**en)), ("vi", Json::text(vi.as_deref()))]),
        ),
        ("count", count(value.count)),
        ("suggested", count(value.suggested)),
    ])
}

/// A range of bytes, as scripts count.
fn units(text: &str, range: &Range<usize>) -> Json {
    let place = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        count(before.encode_utf16().count() as u32)
    };
    Json::List(vec![place(range.start), place(range.end)])
}

//! The whole engine over bundles with damaged files: every answer is an answer or an error, and of a whole bundle none is an error.
#![no_main]

use std::rc::Rc;

use arbitrary::Arbitrary;
use article_explorer::article::{Manifest, json};
use article_explorer::index::bytes::put_number;
use article_explorer::index::pages;
use article_explorer::route::Route;
use article_explorer::search::{Engine, Error, MemoryStore, Request, Snippet, Store};
use article_explorer::text::Matcher;
use article_explorer_fuzz::{Bundle, MANIFEST};
use libfuzzer_sys::fuzz_target;
use pollster::block_on;

/// What is asked of which damaged bundle.
#[derive(Arbitrary, Debug)]
struct Input<'a> {
    /// Which archive: a few long articles, many short ones, or these as a large archive is written.
    archive: u8,
    damages: [Damage; 4],
    /// A link to the explorer: query, filters, order.
    fragment: &'a str,
}

/// A change to a file. Files and places are counted around: every number names one.
#[derive(Arbitrary, Debug)]
enum Damage {
    None,
    Byte { file: u16, at: u16, byte: u8 },
    Number { file: u16, at: u16, number: u32 },
    Insert { file: u16, at: u16, bytes: [u8; 3] },
    Repeat { file: u16, at: u16, length: u8 },
    Cut { file: u16, at: u16 },
    Exchange { file: u16, other: u16 },
    Manifest { key: u8, number: u32 },
    Remove { file: u16 },
}

/// A bundle, its paths in order, and what the engine reads it from.
struct Base {
    bundle: Bundle,
    paths: Vec<String>,
    store: MemoryStore,
}

thread_local! {
    static BASES: [Base; 3] = [Bundle::of_seeds(), Bundle::of_notes(150), Bundle::of_notes(150).as_large()].map(|bundle| Base {
        paths: bundle.files.keys().cloned().collect(),
        store: MemoryStore {
            files: bundle.files.iter().map(|(path, bytes)| (path.clone(), Rc::from(bytes.as_slice()))).collect(),
        },
        bundle,
    });
}

impl Base {
    fn path(&self, file: u16) -> &str {
        &self.paths[usize::from(file) % self.paths.len()]
    }

    /// Changes a file from some place on, and makes its seals fit.
    fn change(&self, store: &mut MemoryStore, file: u16, at: u16, with: impl FnOnce(&mut Vec<u8>)) {
        let path = self.path(file);
        let Some(known) = store.files.get(path) else { return };
        let mut bytes = known.to_vec();
        let mut rest = bytes.split_off(usize::from(at) % (bytes.len() + 1));
        with(&mut rest);
        bytes.append(&mut rest);
        self.bundle.reseal(path, &mut bytes);
        store.files.insert(path.to_owned(), bytes.into());
    }

    fn apply(&self, store: &mut MemoryStore, damage: &Damage) {
        match *damage {
            Damage::None => {}
            Damage::Byte { file, at, byte } => self.change(store, file, at, |rest| {
                rest.iter_mut().take(1).for_each(|known| *known = byte);
            }),
            Damage::Number { file, at, number } => self.change(store, file, at, |rest| {
                let mut bytes = Vec::new();
                put_number(&mut bytes, number.into());
                rest.splice(..rest.len().min(1), bytes);
            }),
            Damage::Insert { file, at, bytes } => self.change(store, file, at, |rest| drop(rest.splice(..0, bytes))),
            Damage::Repeat { file, at, length } => self.change(store, file, at, |rest| {
                rest.splice(..0, rest[..rest.len().min(length.into())].to_vec());
            }),
            Damage::Cut { file, at } => self.change(store, file, at, Vec::clear),
            Damage::Exchange { file, other } => {
                if let Some(other) = store.files.get(self.path(other)).cloned() {
                    store.files.insert(self.path(file).to_owned(), other);
                }
            }
            Damage::Manifest { key, number } => {
                let known = store.files.get(MANIFEST).map(|bytes| json::read::<Manifest>(bytes));
                if let Some(Ok(mut manifest)) = known {
                    match key % 7 {
                        0 => {
                            manifest.articles = number;
                            // On one page, or nothing but the contradiction would be met.
                            manifest.pages = pages::to_text(&[number.max(1)]);
                        }
                        1 => manifest.undated = number,
                        2 => manifest.cards_per_block = number,
                        3 => manifest.card_bytes = Some(number),
                        4 => manifest.passage_bytes = Some(number),
                        5 => manifest.passage_words = Some(number),
                        _ => {
                            // The articles on two other pages.
                            let first = 1 + number % manifest.articles.max(1);
                            let second = manifest.articles.saturating_sub(first).max(1);
                            manifest.pages = pages::to_text(&[first, second]);
                        }
                    }
                    let bytes = serde_json::to_vec(&manifest).expect("plain data");
                    store.files.insert(MANIFEST.into(), bytes.into());
                }
            }
            Damage::Remove { file } => drop(store.files.remove(self.path(file))),
        }
    }
}

/// Everything that the page asks for one request of a bundle.
async fn ask(store: MemoryStore, request: &Request) -> Result<(), Error> {
    let engine = Engine::open(store).await?;
    // What fails costs nothing else.
    let _ = engine.find(&request.query).await;
    let _ = engine.concepts().await;
    let articles = engine.manifest().articles;
    if let Ok(facets) = engine.facets(request).await {
        assert!(facets.values.iter().all(|value| value.suggested <= value.count));
    }
    let results = engine.search(request).await?;
    assert!(results.total <= results.listed && results.listed == results.hits.len());
    assert!(results.listed <= articles as usize);
    assert!(results.hits.iter().all(|hit| hit.document < articles));
    let _ = (results.others(), results.corrected(&request.query));
    let _ = engine.complete(request, &results, 5).await;
    let best: Vec<u32> = results.hits.iter().take(2).map(|hit| hit.document).collect();
    let passages: Vec<_> = best
        .iter()
        .map(|document| (*document, results.passage(*document)))
        .collect();
    engine.prefetch(&passages).await;
    let mut failed = Ok(());
    for passage in passages {
        // One that cannot be had costs nothing else either.
        failed = failed.and(read(&engine, request, passage, &results.matcher).await);
    }
    failed
}

/// Shows an article of the list, and opens it.
async fn read<S: Store>(
    engine: &Engine<S>,
    request: &Request,
    (document, passage): (u32, Option<u32>),
    matcher: &Matcher,
) -> Result<(), Error> {
    let snippet = engine.snippet(document, passage, matcher).await;
    let _ = engine.why(request, document).await;
    if let Ok(cards) = engine.cards(&[document]).await {
        let _ = engine.find(&cards[0].slug).await;
    }
    let article = engine.article(document).await?;
    let _ = article.blocks();
    engine.original(&article).await?;
    let Snippet { text, marks } = snippet?;
    assert!(marks.iter().all(|mark| text.get(mark.clone()).is_some()));
    Ok(())
}

fuzz_target!(|input: Input<'_>| {
    BASES.with(|bases| {
        let base = &bases[usize::from(input.archive) % bases.len()];
        let mut store = base.store.clone();
        input.damages.iter().for_each(|damage| base.apply(&mut store, damage));
        let route = Route::parse(input.fragment);
        let request = Request {
            query: route.query,
            filters: route.filters,
            sort: route.sort,
            verbatim: route.verbatim,
            limit: None,
        };
        let answered = block_on(ask(store, &request));
        let whole = input.damages.iter().all(|damage| matches!(damage, Damage::None));
        assert!(!whole || answered.is_ok(), "{answered:?}");
    });
});

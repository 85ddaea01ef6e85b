//! Getting what the route asks for: the archive, the list, the article.

use std::rc::Rc;

use super::{Answer, App, Archive, BATCH, Opened, Original, Reading, Searcher};
use crate::article::Group;
use crate::client::Cached;
use crate::search::{Engine, Error, Facets, Request, Results};
use crate::ui::dom::{self, spawn};
use crate::ui::host::Told;
use crate::ui::parts::row_key;

/// So many results are put in order at first: more than most people look at.
const LIMIT: usize = 200;

/// About how high a card is, in pixels.
const CARD_HEIGHT: u32 = 220;

impl App {
    /// Opens the archive, or opens it again after a failure: with a fresh manifest, since the archive may
    /// have been published anew meanwhile, and past the browser's cache where a file was damaged.
    pub fn open(self, cached: Cached) {
        let store = (self.store.borrow())(cached);
        let turn = self.open_turn.next();
        if !matches!(self.archive.get_untracked(), Archive::Ready(_)) {
            self.archive.set(Archive::Opening);
        }
        self.searching.set(true);
        spawn(async move {
            let opened = Engine::open(store).await;
            if !self.open_turn.is(turn) {
                return;
            }
            match opened {
                Ok(engine) => {
                    self.edition.next();
                    if let Archive::Ready(before) = self.archive.get_untracked()
                        && before.manifest().generation != engine.manifest().generation
                    {
                        // Numbers of documents and places of files are those of another archive now.
                        self.wording.next();
                        self.reading.set(Reading::Closed);
                    }
                    self.archive.set(Archive::Ready(Rc::new(engine)));
                    self.tell(Told::Ready);
                    self.search();
                    self.load_article();
                }
                Err(error) => {
                    self.searching.set(false);
                    self.tell(Told::Failed(&error));
                    match self.archive.get_untracked() {
                        // The list stays on screen below the message.
                        Archive::Ready(_) => self.failure.set(Some(error)),
                        _ => self.archive.set(Archive::Failed(error)),
                    }
                }
            }
        });
    }

    /// Tries again what failed.
    pub fn retry(self, error: &Error) {
        self.open(match error {
            Error::Corrupt { .. } => Cached::Bypass,
            _ => Cached::Use,
        });
    }

    /// Asks for the list of the current route, and for the filter panel that belongs to it.
    pub(in crate::ui) fn search(self) {
        let Some(engine) = self.engine() else { return };
        let turn = self.search_turn.next();
        let request = self.route.with_untracked(|route| route.request(Some(LIMIT)));
        let shown = self
            .restore
            .with_untracked(|memory| memory.as_ref().map_or(0, |memory| memory.shown));
        self.searching.set(true);
        spawn(async move {
            let found = self.find(&engine, request, shown.max(BATCH) as usize).await;
            if !self.search_turn.is(turn) {
                return;
            }
            let answer = match found {
                Ok(answer) => Rc::new(answer),
                Err(error) => return self.fail(error),
            };
            self.searching.set(false);
            self.failure.set(None);
            self.answer.set(Some(answer.clone()));
            self.tell(Told::Listed(&answer));
            if !answer.results.corrections.is_empty() {
                self.mark_anew();
            }
            self.find_neighbours();
            // Without the names of the tags the list has not its height yet.
            if !self.names_unknown() {
                self.settle();
            }
            match self.panel_of(&engine, &answer.request).await {
                Ok(facets) if self.search_turn.is(turn) => {
                    self.facets.set(facets);
                    self.settle();
                }
                Err(error) if self.search_turn.is(turn) => self.fail(error),
                _ => {}
            }
        });
    }

    /// Draws the article once more: it was here before the answer that says what to mark.
    fn mark_anew(self) {
        let reading = self.reading.get_untracked();
        if matches!(reading, Reading::Open(_)) {
            let focused = self.focused();
            self.reading.set(reading);
            dom::after_drawing(move || self.focus(&focused));
        }
    }

    pub(super) fn fail(self, error: Error) {
        self.searching.set(false);
        self.tell(Told::Failed(&error));
        self.failure.set(Some(error));
        self.settle();
    }

    async fn find(self, engine: &Rc<Searcher>, request: Request, shown: usize) -> Result<Answer, Error> {
        let results = engine.search(&request).await?;
        let documents: Vec<u32> = results.hits.iter().take(shown).map(|hit| hit.document).collect();
        if results.query.has_words() {
            Self::prefetch(engine, &results);
        }
        let first = self.names_unknown();
        if first {
            // Without the names of its tags a list has not its height yet: it would grow under the pointer.
            let engine = engine.clone();
            spawn(async move { drop(engine.concepts().await) });
        }
        let cards = engine.cards(&documents).await?;
        if first {
            // Where they cannot be had, the filter panel says so.
            drop(engine.concepts().await);
        }
        let same_words = self.answer.with_untracked(|before| {
            before.as_ref().is_some_and(|before| {
                before.results.query == results.query && before.request.verbatim == request.verbatim
            })
        });
        let wording = if same_words {
            self.wording.current()
        } else {
            self.wording.next()
        };
        Ok(Answer {
            request,
            results,
            cards,
            wording,
        })
    }

    /// Fetches together with the cards of hits what their passages are cut from, of those in view, and what the filter panel counts
    /// with: it would be asked for as soon as the cards stand there.
    fn prefetch(engine: &Rc<Searcher>, results: &Results) {
        let engine = engine.clone();
        let in_view = (dom::height() / CARD_HEIGHT) as usize;
        let shown = results.hits.iter().map(|hit| hit.document).take(in_view);
        let passages: Vec<_> = shown.map(|document| (document, results.passage(document))).collect();
        spawn(async move { engine.prefetch(&passages).await });
    }

    /// The names of the archive's tags are not here yet.
    fn names_unknown(self) -> bool {
        (self.named.get() >> 32) as u32 != self.edition()
    }

    /// The filter panel for a request. All authors are in it if somebody wanted to see all.
    async fn panel_of(self, engine: &Searcher, request: &Request) -> Result<Rc<Facets>, Error> {
        if self.expanded[Group::Author as usize].get_untracked() {
            engine.name_all().await?;
        }
        let facets = engine.facets(request).await?;
        let named = row_key(self.edition(), facets.values.len() as u32);
        if self.named.replace(named) != named {
            let concepts = facets.values.iter().map(|value| value.concept.clone());
            self.concepts.set(concepts.collect());
        }
        Ok(Rc::new(facets))
    }

    /// Adds a batch to the list.
    pub fn grow(self) {
        self.extend(BATCH as usize);
    }

    /// Adds so many cards to the list, and puts in order what it takes.
    fn extend(self, more: usize) {
        let (Some(engine), Some(answer)) = (self.engine(), self.answer.get_untracked()) else {
            return;
        };
        let shown = answer.cards.len() + more;
        let mut request = answer.request.clone();
        if more == 0 || shown > answer.results.hits.len() {
            request.limit = None;
        }
        spawn(async move {
            let found = self.find(&engine, request, shown).await;
            let current = self.answer.get_untracked();
            if !current.is_some_and(|current| Rc::ptr_eq(&current, &answer)) {
                return;
            }
            match found {
                Ok(answer) => self.answer.set(Some(Rc::new(answer))),
                Err(error) => return self.fail(error),
            }
            if more == 0 {
                self.find_neighbours();
            }
        });
    }

    /// Fetches the article of the route, and its original where that is wanted.
    pub(super) fn load_article(self) {
        let open = self.route.with_untracked(|route| route.article.clone());
        let turn = self.reading_turn.next();
        let Some(open) = open else {
            self.reading.set(Reading::Closed);
            self.original.set(Original::Hidden);
            return;
        };
        let Some(engine) = self.engine() else { return };
        let here = match self.reading.get_untracked() {
            Reading::Open(opened) if opened.card.slug == open.slug => Some(opened),
            _ => None,
        };
        if here.is_none() {
            self.reading.set(Reading::Loading);
            self.neighbours.set([None, None]);
            self.matches.set((0, 0));
            self.original.set(Original::Hidden);
        }
        spawn(async move {
            let opened = match here {
                Some(opened) => opened,
                None => {
                    let opened = open_article(&engine, &open.slug).await;
                    if !self.reading_turn.is(turn) {
                        return;
                    }
                    match opened {
                        Ok(opened) => {
                            let opened = Rc::new(opened);
                            self.reading.set(Reading::Open(opened.clone()));
                            self.find_neighbours();
                            self.settle();
                            opened
                        }
                        Err(error) => {
                            self.tell(Told::Failed(&error));
                            self.reading.set(Reading::Failed(error));
                            return self.settle();
                        }
                    }
                }
            };
            if !open.original {
                return self.original.set(Original::Hidden);
            }
            self.original.set(Original::Loading);
            let original = engine.original(&opened.article).await;
            if self.reading_turn.is(turn) {
                self.original.set(match original {
                    Ok(text) => Original::Shown(text.into()),
                    Err(error) => Original::Failed(error),
                });
            }
        });
    }

    /// Looks up what stands before and after the article in the list.
    pub(super) fn find_neighbours(self) {
        let (Some(engine), Some(answer), Reading::Open(opened)) =
            (self.engine(), self.answer.get_untracked(), self.reading.get_untracked())
        else {
            return;
        };
        let hits = &answer.results.hits;
        let at = hits.iter().position(|hit| hit.document == opened.document);
        if at.is_none_or(|at| at + 1 == hits.len()) && hits.len() < answer.results.listed {
            // It stands further down, or its neighbour does.
            return self.extend(0);
        }
        let document = |at: Option<usize>| at.and_then(|at| hits.get(at)).map(|hit| hit.document);
        let before = document(at.and_then(|at| at.checked_sub(1)));
        let after = document(at.map(|at| at + 1));
        let asked = self.reading_turn.current();
        spawn(async move {
            let mut neighbours = [None, None];
            for (place, document) in neighbours.iter_mut().zip([before, after]) {
                if let Some(document) = document {
                    // A neighbour that cannot be had is a link less, no failure of the article.
                    *place = engine
                        .cards(&[document])
                        .await
                        .ok()
                        .and_then(|cards| cards.into_iter().next());
                }
            }
            if self.reading_turn.is(asked) {
                self.neighbours.set(neighbours);
            }
        });
    }
}

async fn open_article(engine: &Searcher, slug: &str) -> Result<Opened, Error> {
    let document = engine.find(slug).await?;
    let cards = engine.cards(&[document]).await?;
    let card = cards
        .into_iter()
        .next()
        .ok_or_else(|| Error::NoSuchArticle { slug: slug.to_owned() })?;
    let article = engine.article(document).await?;
    Ok(Opened {
        document,
        card,
        article,
    })
}

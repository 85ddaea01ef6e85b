//! The engine: from a [`Request`] to [`Results`], [`Facets`] and [`Snippet`]s.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::rc::Rc;

use super::best::best_first;
use super::bundle_files::{BundleFiles, Fetch, Spellings};
use super::complete::{self, Completions};
use super::matching::{Matched, matched};
use super::meaning::Meaning;
use super::scoring::FEW_WORDS;
use super::selection::Selection;
use super::why::{self, Why};
use super::{
    Correction, Error, FacetValue, Facets, Filters, Hit, Query, Request, Results, Snippet, Sort, Store, in_order, rank,
};
use crate::article::{Article, Card, Concept, Group, Manifest};
use crate::index::DocumentSet;
use crate::index::terms::slug_key;
use crate::text::{Matcher, excerpt};

/// Length of a snippet in bytes: about three lines of a result list.
const SNIPPET: usize = 280;

/// So many articles that lack words are added to a list: behind the others where these are few, and among them in a
/// long query.
const FILLED: usize = 100;

/// Hits whose titles are looked at for completions: as many as a page shows at first.
const BEST: usize = 10;

/// A query, and whether it is taken at its word.
type Asked = (String, bool);

/// A bundle, ready to be searched.
///
/// Every method that reads files answers with [`Error::Store`] when one cannot be had (worth another try) and with
/// [`Error::Corrupt`] when one is not what it should be.
pub struct Engine<S> {
    files: BundleFiles<S>,
    /// The last query and what it matched: filters and facets change more often than words.
    last: RefCell<Option<(Asked, Rc<Matched>)>>,
}

impl<S: Store> Engine<S> {
    /// Opens the bundle of a store: reads its manifest, nothing else.
    ///
    /// # Errors
    /// The manifest cannot be read, is damaged, or has another format.
    pub async fn open(store: S) -> Result<Self, Error> {
        Ok(Self {
            files: BundleFiles::open(store).await?,
            last: RefCell::default(),
        })
    }

    /// The manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.files.manifest
    }

    /// Answers a request.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub async fn search(&self, request: &Request) -> Result<Results, Error> {
        let query = Query::parse(&request.query);
        let matched = self.matched(request, &query).await?;
        let selection = Selection::new(&self.files, &query, &request.filters).await?;
        let documents = selection.apply(&matched.documents, None);
        let total = documents.len() as usize;
        let limit = request.limit.unwrap_or(usize::MAX);
        let mut listed = total;
        let mut hits;
        let mut passages = Vec::new();
        if let Sort::Relevance = request.sort {
            // The order of the very best is refined, however few are wanted.
            hits = matched.best(&documents, limit.max(rank::DEPTH));
            let room = if matched.words > FEW_WORDS {
                FILLED
            } else {
                FILLED.saturating_sub(total)
            };
            let mut ordered = hits.len();
            if room > 0 && matched.words > 0 {
                let all = DocumentSet::range(0..self.manifest().articles);
                let others = matched.others(selection.apply(&all, None));
                listed += room.min(others.len() as usize);
                // Who names a few words wants them all: where enough have them, the others are not looked at.
                if matched.words > FEW_WORDS || hits.len() < limit {
                    hits.extend(matched.best(&others, room));
                }
                // Of a sentence, an article may lack a word and be the best.
                if matched.words > FEW_WORDS {
                    best_first(&mut hits);
                    ordered = hits.len();
                }
            }
            let best = &mut hits[..ordered];
            passages = unless_missing(rank::by_nearness(&self.files, &matched.meanings, best).await)?;
            if matched.words > FEW_WORDS {
                unless_missing(rank::by_subject(&self.files, best).await)?;
            }
        } else {
            // Documents are numbered newest first, those without a date last.
            hits = matched.all(&documents);
            if request.sort == Sort::Oldest {
                let dated = self.manifest().articles - self.manifest().undated;
                let dated = hits.partition_point(|hit| hit.document < dated);
                let undated = hits.split_off(dated);
                hits.reverse();
                hits.extend(undated.into_iter().rev());
            }
        }
        hits.truncate(limit);
        Ok(Results {
            matcher: matched.matcher(),
            corrections: match hits.first() {
                Some(best)
                    if matched
                        .meanings
                        .iter()
                        .any(|meaning| meaning.corrections().next().is_some()) =>
                {
                    self.files.rarely(Box::pin(self.corrections(&matched, best))).await?
                }
                _ => Vec::new(),
            },
            hits,
            passages,
            total,
            listed,
            query,
            partial: matched.partial,
            absent: matched.absent.clone(),
            mixed: matched.words > FEW_WORDS,
        })
    }

    /// What mistyped words were taken for: what the best hit has of all that they can stand for.
    async fn corrections(&self, matched: &Matched, best: &Hit) -> Result<Vec<Correction>, Error> {
        let mut corrections = Vec::new();
        let corrected = |meaning: &&Meaning| meaning.corrections().next().is_some();
        for meaning in matched.meanings.iter().filter(corrected) {
            for candidate in meaning.candidates() {
                let mut there = false;
                let list = self.files.postings_of(candidate, Spellings::Ignored).await?;
                list.each(|posting| there |= posting.document == best.document)?;
                if there && !candidate.corrects() {
                    break;
                }
                if there {
                    corrections.push(Correction {
                        typed: meaning.word.text.clone(),
                        meant: meaning.nearest_form(&candidate.term),
                    });
                    break;
                }
            }
        }
        Ok(corrections)
    }

    /// The filter panel for a request, in the order of the whole archive: values keep their places whatever is asked for.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub async fn facets(&self, request: &Request) -> Result<Facets, Error> {
        let query = Query::parse(&request.query);
        let matched = self.matched(request, &query).await?;
        let selection = Selection::new(&self.files, &query, &request.filters).await?;
        // Of the whole archive the numbers are known without the documents.
        let everything = query.clauses.is_empty() && request.filters == Filters::default();
        let tagged = if everything {
            None
        } else {
            Some(self.files.tagged().await?)
        };
        let (facets, later) = self.files.facets().await?;
        let mut values: Vec<(u32, FacetValue)> = Vec::with_capacity(facets.len());
        let mut documents: Option<(Group, DocumentSet)> = None;
        for (at, facet) in facets.iter().enumerate() {
            let group = facet.concept.group;
            let (stated, suggested) = match tagged.as_ref().and_then(|tagged| tagged.get(at)) {
                None => (facet.stated, facet.suggested),
                Some(tagged) => {
                    let (_, documents) = match &mut documents {
                        Some(known) if known.0 == group => known,
                        other => other.insert((group, selection.apply(&matched.documents, Some(group)))),
                    };
                    (tagged.stated.in_both(documents), tagged.suggested.in_both(documents))
                }
            };
            let value = FacetValue {
                concept: facet.concept.clone(),
                count: stated.saturating_add(suggested),
                suggested,
            };
            values.push((facet.stated.saturating_add(facet.suggested), value));
        }
        let order = |(all, value): &(u32, FacetValue)| (value.concept.group, Reverse(*all));
        let values = in_order(values, &|a, b| {
            order(a)
                .cmp(&order(b))
                .then_with(|| a.1.concept.label.en.cmp(&b.1.concept.label.en))
        });
        Ok(Facets {
            values: values.into_iter().map(|(_, value)| value).collect(),
            later,
        })
    }

    /// Fetches the values that the filter panel does not name at first; [`Engine::facets`] and [`Engine::concepts`] have them then.
    ///
    /// # Errors
    /// The facets cannot be read.
    pub async fn name_all(&self) -> Result<(), Error> {
        self.files.tagged().await.map(drop)
    }

    /// The concepts of the archive, to name the tags of cards and chips; of many authors the most frequent ones, until all are asked for.
    ///
    /// # Errors
    /// The facets cannot be read.
    pub async fn concepts(&self) -> Result<Vec<Concept>, Error> {
        let (facets, _) = self.files.facets().await?;
        Ok(facets.iter().map(|facet| facet.concept.clone()).collect())
    }

    /// The cards of some documents, in the order asked for.
    ///
    /// # Errors
    /// A block of cards cannot be read.
    pub async fn cards(&self, documents: &[u32]) -> Result<Vec<Rc<Card>>, Error> {
        self.files.fetch_cards(documents.iter().copied()).await;
        let mut cards = Vec::with_capacity(documents.len());
        for document in documents {
            cards.push(self.files.card(*document).await?);
        }
        Ok(cards)
    }

    /// The passage of a document that shows best why it was found ([`Results::matcher`]), of its text or else of its summary; its
    /// beginning where it was found by neither. Who knows where to look ([`Results::passage`]) need not fetch all of a long text.
    ///
    /// # Errors
    /// The card, or what passages of the document are cut from, cannot be read.
    pub async fn snippet(&self, document: u32, passage: Option<u32>, matcher: &Matcher) -> Result<Snippet, Error> {
        let card = self.files.card(document).await?;
        if matcher.is_empty() {
            return Ok(lead(&card, matcher));
        }
        // What stands in a label of a tag only is not in the text there, which may have some of the words elsewhere.
        for passage in [passage, None] {
            let text = self.files.text(document, passage).await?;
            let summary = text.summary();
            if let Some(found) = excerpt(&text, matcher, SNIPPET).or_else(|| excerpt(summary, matcher, SNIPPET)) {
                return Ok(Snippet {
                    text: found.text,
                    marks: found.marks,
                });
            }
        }
        Ok(lead(&card, matcher))
    }

    /// Why a document is in the answer to a request. Needs its page, and nothing else after the answer.
    ///
    /// # Errors
    /// The article's page cannot be read.
    pub async fn why(&self, request: &Request, document: u32) -> Result<Vec<Why>, Error> {
        let query = Query::parse(&request.query);
        let matched = self.matched(request, &query).await?;
        let query = matched.divided.as_ref().unwrap_or(&query);
        Ok(why::why(query, &matched.meanings, &*self.article(document).await?))
    }

    /// What the query of a request can go on to, at most so many of each kind. Needs the cards of the best hits, and nothing
    /// else after the answer and its filter panel.
    ///
    /// # Errors
    /// The cards cannot be read.
    pub async fn complete(&self, request: &Request, results: &Results, most: usize) -> Result<Completions, Error> {
        let (text, query) = (&request.query, &results.query);
        let matched = self.matched(request, query).await?;
        let best = results.hits.iter().take(if query.has_words() { BEST } else { 0 });
        let best: Vec<u32> = best.map(|hit| hit.document).collect();
        let cards = self.cards(&best).await?;
        Ok(Completions {
            words: complete::words(text, results, &matched.meanings, &cards, most),
            tags: complete::tags(text, query, &self.files.facets().await?.0, most),
            titles: complete::titles(query, cards, most),
        })
    }

    /// The number of the document with this slug.
    ///
    /// # Errors
    /// [`Error::NoSuchArticle`], or the dictionary or a card cannot be read.
    pub async fn find(&self, slug: &str) -> Result<u32, Error> {
        let nothing = || Error::NoSuchArticle { slug: slug.to_owned() };
        let term = self.files.term(&slug_key(slug)).await?.ok_or_else(nothing)?;
        let mut documents = Vec::new();
        self.files
            .postings(&term, Spellings::Ignored)
            .await?
            .each(|posting| documents.push(posting.document))?;
        for document in documents {
            if self.files.card(document).await?.slug == slug {
                return Ok(document);
            }
        }
        Err(nothing())
    }

    /// The article of a document.
    ///
    /// # Errors
    /// Its page cannot be read.
    pub async fn article(&self, document: u32) -> Result<Rc<Article>, Error> {
        self.files.article(document).await
    }

    /// The page of the feed that has the article of a document, JSON as it stands in the bundle, and which of its items the article
    /// is: for those who want all that is said of it there.
    ///
    /// # Errors
    /// The page cannot be read.
    pub async fn page(&self, document: u32) -> Result<(Rc<[u8]>, u32), Error> {
        self.files.page(document).await
    }

    /// Fetches what the filter panel counts with, and what the passages of some documents are cut from, where [`Engine::snippet`] will
    /// look, so that it is here when it is asked for. What cannot be had is missed then, not now.
    pub async fn prefetch(&self, passages: &[(u32, Option<u32>)]) {
        let text = |(document, passage): &(u32, Option<u32>)| Fetch::Text(*document, *passage);
        let texts = passages.iter().map(text);
        self.files
            .fetch(std::iter::once(Fetch::Tagged).chain(texts).collect())
            .await;
    }

    /// The original of an article as text, without its private parts; bytes that are not UTF-8 become U+FFFD.
    ///
    /// # Errors
    /// It cannot be read.
    pub async fn original(&self, article: &Article) -> Result<String, Error> {
        self.files.original(article).await
    }

    async fn matched(&self, request: &Request, query: &Query) -> Result<Rc<Matched>, Error> {
        let asked = (request.query.clone(), request.verbatim);
        if let Some((known, matched)) = &*self.last.borrow()
            && *known == asked
        {
            return Ok(matched.clone());
        }
        let found = Rc::new(matched(&self.files, query, request.verbatim).await?);
        // That everything is shown is known without being remembered.
        if !query.clauses.is_empty() {
            *self.last.borrow_mut() = Some((asked, found.clone()));
        }
        Ok(found)
    }
}

/// A file that only refines the order and cannot be had costs no answer.
fn unless_missing<T: Default>(refined: Result<T, Error>) -> Result<T, Error> {
    match refined {
        Err(Error::Store(_)) => Ok(T::default()),
        other => other,
    }
}

/// The beginning of an article as a snippet.
fn lead(card: &Card, matcher: &Matcher) -> Snippet {
    Snippet {
        text: card.lead.clone(),
        marks: matcher.ranges(&card.lead),
    }
}

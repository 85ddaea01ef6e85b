//! The engine: from a [`Request`] to [`Results`], [`Facets`] and [`Snippet`]s.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::rc::Rc;

use super::bundle_files::BundleFiles;
use super::matching::{Matched, matched};
use super::selection::Selection;
use super::{Error, FacetValue, Facets, Hit, Query, Request, Results, Snippet, Sort, Store, in_order};
use crate::article::{Article, Card, Concept, Manifest};
use crate::index::terms::SLUG;
use crate::text::{Matcher, excerpt};

/// Length of a snippet in bytes: about three lines of a result list.
const SNIPPET: usize = 280;

/// A bundle, ready to be searched.
///
/// Every method that reads files answers with [`Error::Store`] when one cannot be had (worth another try) and with
/// [`Error::Corrupt`] when one is not what it should be.
pub struct Engine<S> {
    files: BundleFiles<S>,
    /// The last query and what it matched: filters and facets change more often than words.
    last: RefCell<Option<(String, Rc<Matched>)>>,
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
        let matched = self.matched(&request.query, &query).await?;
        let selection = Selection::new(&self.files, &query, &request.filters).await?;
        let documents = selection.apply(&matched.documents, None);
        let score = |document: u32| matched.scores.get(document as usize).copied().unwrap_or(0.0);
        let hits: Vec<Hit> = documents
            .iter()
            .map(|document| Hit {
                document,
                score: score(document),
            })
            .collect();
        // Documents are numbered newest first, and equals keep their order.
        let dated = self.manifest().articles - self.manifest().undated;
        let oldest = |hit: &Hit| (hit.document >= dated, Reverse(hit.document));
        let hits = match request.sort {
            Sort::Newest => hits,
            Sort::Relevance => in_order(hits, &|a, b| b.score.total_cmp(&a.score)),
            Sort::Oldest => in_order(hits, &|a, b| oldest(a).cmp(&oldest(b))),
        };
        Ok(Results {
            hits,
            query,
            partial: matched.partial,
        })
    }

    /// The filter panel for a request.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub async fn facets(&self, request: &Request) -> Result<Facets, Error> {
        let query = Query::parse(&request.query);
        let matched = self.matched(&request.query, &query).await?;
        let selection = Selection::new(&self.files, &query, &request.filters).await?;
        let facets = self.files.facets().await?;
        let mut values: Vec<FacetValue> = Vec::with_capacity(facets.len());
        for of_group in facets.chunk_by(|a, b| a.concept.group == b.concept.group) {
            let documents = selection.apply(&matched.documents, Some(of_group[0].concept.group));
            values.extend(of_group.iter().map(|facet| {
                let suggested = facet.suggested.intersection_len(&documents) as u32;
                FacetValue {
                    concept: facet.concept.clone(),
                    count: facet.stated.intersection_len(&documents) as u32 + suggested,
                    suggested,
                }
            }));
        }
        let order = |value: &FacetValue| (value.concept.group, Reverse(value.count));
        let values = in_order(values, &|a, b| {
            order(a)
                .cmp(&order(b))
                .then_with(|| a.concept.label.en.cmp(&b.concept.label.en))
        });
        Ok(Facets { values })
    }

    /// All concepts of the archive, to name the tags of cards and chips.
    ///
    /// # Errors
    /// The facets cannot be read.
    pub async fn concepts(&self) -> Result<Vec<Concept>, Error> {
        Ok(self
            .files
            .facets()
            .await?
            .iter()
            .map(|facet| facet.concept.clone())
            .collect())
    }

    /// The cards of some documents, in the order asked for.
    ///
    /// # Errors
    /// A block of cards cannot be read.
    pub async fn cards(&self, documents: &[u32]) -> Result<Vec<Rc<Card>>, Error> {
        let mut cards = Vec::with_capacity(documents.len());
        for document in documents {
            cards.push(self.files.card(*document).await?);
        }
        Ok(cards)
    }

    /// The passage of an article that shows best why it was found; its beginning where no word of the
    /// query stands in its text.
    ///
    /// # Errors
    /// The article's page cannot be read.
    pub async fn snippet(&self, card: &Card, query: &Query) -> Result<Snippet, Error> {
        let matcher = query.matcher();
        if matcher.is_empty() {
            return Ok(lead(card, &matcher));
        }
        let article = self.files.article(card).await?;
        Ok(excerpt(&article.content_text, &matcher, SNIPPET).map_or_else(
            || lead(card, &matcher),
            |found| Snippet {
                text: found.text,
                marks: found.marks,
            },
        ))
    }

    /// The number of the document with this slug.
    ///
    /// # Errors
    /// [`Error::NoSuchArticle`], or the dictionary cannot be read.
    pub async fn find(&self, slug: &str) -> Result<u32, Error> {
        let nothing = || Error::NoSuchArticle { slug: slug.to_owned() };
        let term = self
            .files
            .terms(&format!("{SLUG}{slug}"), true, 1)
            .await?
            .pop()
            .ok_or_else(nothing)?;
        let posting = self.files.postings(&term).await?.pop().ok_or_else(nothing)?;
        Ok(posting.document)
    }

    /// The article behind a card.
    ///
    /// # Errors
    /// Its page cannot be read.
    pub async fn article(&self, card: &Card) -> Result<Rc<Article>, Error> {
        self.files.article(card).await
    }

    /// The untouched original of an article as text; bytes that are not UTF-8 become U+FFFD.
    ///
    /// # Errors
    /// It cannot be read.
    pub async fn original(&self, article: &Article) -> Result<String, Error> {
        self.files.original(article).await
    }

    async fn matched(&self, text: &str, query: &Query) -> Result<Rc<Matched>, Error> {
        if let Some((known, matched)) = &*self.last.borrow()
            && known == text
        {
            return Ok(matched.clone());
        }
        let found = Rc::new(matched(&self.files, query).await?);
        *self.last.borrow_mut() = Some((text.to_owned(), found.clone()));
        Ok(found)
    }
}

/// The beginning of an article as a snippet.
fn lead(card: &Card, matcher: &Matcher) -> Snippet {
    Snippet {
        text: card.lead.clone(),
        marks: matcher.ranges(&card.lead),
    }
}

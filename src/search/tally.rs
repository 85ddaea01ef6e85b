//! Adding up what the words of a query are worth in each document.

use super::bundle_files::{BundleFiles, Fetch};
use super::meaning::{Candidate, Meaning, Via};
use super::scoring::Worth;
use super::{Error, Store, rank};
use crate::index::DocumentSet;

/// What a completed word is worth besides in a title: titles are what somebody who is still typing is after.
const BEGUN_TITLE: f32 = 0.5;

/// Words that a document needs one of: indices into the meanings.
pub(super) type Slot = Vec<usize>;

/// What the words of a query come to in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) document: u32,
    pub(super) score: f32,
    /// How many slots it fills.
    pub(super) count: u8,
}

/// Room to add up in, a place for each document of the archive; kept from query to query, and empty between them. A query
/// costs what its words cost, however large the archive is.
#[derive(Default)]
pub(super) struct Scratch {
    scores: Vec<f32>,
    counts: Vec<u8>,
    /// The best of what a document has for the current slot.
    best: Vec<f32>,
    /// Documents that have something for the current slot.
    touched: Vec<u32>,
    /// Documents that have something.
    found: DocumentSet,
}

impl Scratch {
    fn of(&mut self, documents: u32) -> &mut Self {
        self.scores.resize(documents as usize, 0.0);
        self.counts.resize(documents as usize, 0);
        self.best.resize(documents as usize, 0.0);
        self
    }

    /// Adds what a document has for a slot, unless it has better.
    fn offer(&mut self, document: u32, score: f32) {
        let best = &mut self.best[document as usize];
        if *best == 0.0 {
            self.touched.push(document);
        }
        *best = best.max(score);
    }

    /// Ends a slot of which something was offered.
    fn fill(&mut self) {
        while let Some(document) = self.touched.pop() {
            let score = std::mem::take(&mut self.best[document as usize]);
            self.add(document, score, 1);
        }
    }

    /// Adds what a document has for so many slots.
    #[inline]
    fn add(&mut self, document: u32, score: f32, slots: u8) {
        self.scores[document as usize] += score;
        let count = &mut self.counts[document as usize];
        *count = count.saturating_add(slots);
        self.found.insert(document);
    }

    /// What was added, ascending; empties it.
    fn take(&mut self) -> Vec<Found> {
        // What an error left behind.
        self.fill();
        let documents = std::mem::take(&mut self.found);
        let mut found = Vec::with_capacity(documents.len() as usize);
        documents.each(|document| {
            found.push(Found {
                document,
                score: std::mem::take(&mut self.scores[document as usize]),
                count: std::mem::take(&mut self.counts[document as usize]),
            });
        });
        found
    }
}

/// Adds up what all words and phrases are worth in each document. A document has the best of what a word can stand for.
pub(super) async fn tally<S: Store>(
    files: &BundleFiles<S>,
    meanings: &[Meaning],
    slots: &[Slot],
    phrases: &[(u32, f32)],
) -> Result<Vec<Found>, Error> {
    let all = || meanings.iter().flat_map(|meaning| &meaning.candidates);
    let mut wanted: Vec<Fetch<'_>> = all()
        .map(|candidate| Fetch::Postings(&candidate.term, candidate.exact.spellings()))
        .collect();
    let used = rank::used(meanings);
    wanted.extend(used.iter().flatten().map(|word| Fetch::Positions(&word.term)));
    files.fetch(wanted).await;
    let mut lists = Vec::new();
    for candidate in all() {
        lists.push(files.postings(&candidate.term, candidate.exact.spellings()).await?);
    }
    let mut lists = lists.iter();
    let worth = Worth::among(slots.len());
    // Nothing is waited for from here on, so that no other query finds it half filled.
    let mut scratch = files.scratch.borrow_mut();
    let scratch = scratch.of(files.manifest.articles);
    let mut read = || -> Result<(), Error> {
        for slot in slots {
            // What there is one list for needs no comparing.
            let alone = matches!(slot.as_slice(), [word] if meanings[*word].candidates.len() == 1);
            for meaning in slot.iter().map(|word| &meanings[*word]) {
                let title = meaning.word.title;
                for (candidate, list) in meaning.candidates.iter().zip(lists.by_ref()) {
                    let Candidate { weight, exact, via, .. } = candidate;
                    list.each(|posting| {
                        if title && !posting.title {
                            return;
                        }
                        let begun = if posting.title && *via == Via::Completed {
                            BEGUN_TITLE
                        } else {
                            0.0
                        };
                        let score = weight * (worth.of(posting, *exact) + begun);
                        if alone {
                            scratch.add(posting.document, score, 1);
                        } else {
                            scratch.offer(posting.document, score);
                        }
                    })?;
                }
            }
            scratch.fill();
        }
        for (document, score) in phrases {
            scratch.add(*document, *score, 0);
        }
        Ok(())
    };
    let read = read();
    let found = scratch.take();
    read.map(|()| found)
}

//! The dictionary, and what its terms lead to.

use std::ops::Range;
use std::rc::Rc;

use super::payload::Payload;
use super::{BundleFiles, corrupt};
use crate::article::Manifest;
use crate::index::bytes::checksum;
use crate::index::postings::{Posting, Shape};
use crate::index::terms::{self, Exactly, Postings, Term, Wanted};
use crate::index::{Corrupt, Kind, positions, postings};
use crate::search::dense::Dense;
use crate::search::meaning::{Candidate, Meaning};
use crate::search::occurrences::Occurrences;
use crate::search::query::Word;
use crate::search::{Error, Store};

/// Whether it counts which forms of a term a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Spellings {
    Count,
    Ignored,
}

/// A list of postings that is not read yet.
pub(in crate::search) struct List<'a> {
    manifest: &'a Manifest,
    /// The file that it stands in; none where it stands in the dictionary.
    file: Option<u32>,
    bytes: Payload,
    spellings: Option<Payload>,
    shape: Shape,
    /// The postings themselves, where these are no list of the index.
    found: Option<Rc<[Posting]>>,
}

impl List<'_> {
    #[inline]
    pub(in crate::search) fn each(&self, mut each: impl FnMut(&Posting)) -> Result<(), Error> {
        self.chunks(&mut |chunk| chunk.iter().for_each(&mut each))
    }

    fn chunks(&self, each: &mut dyn FnMut(&[Posting])) -> Result<(), Error> {
        if let Some(found) = &self.found {
            each(found);
            return Ok(());
        }
        let read = postings::each(&self.bytes, self.spellings.as_deref(), self.shape, each);
        read.map_err(|error| match self.file {
            Some(file) => corrupt(&self.manifest.postings_path(file), error),
            None => corrupt("the dictionary", error),
        })
    }
}

/// Positions of a term that are not read yet.
pub(in crate::search) struct Positions<'a> {
    manifest: &'a Manifest,
    file: u32,
    bytes: Payload,
}

impl Positions<'_> {
    /// Those of the postings at some places of the list, ascending, given the impacts of all of them.
    pub(in crate::search) fn of(&self, impacts: &[u8], places: &[u32]) -> Result<Vec<Vec<u32>>, Error> {
        let decoded = positions::decode(&self.bytes, impacts, places);
        decoded.map_err(|error| self.corrupt(error))
    }

    /// Calls `each` with those of all postings of the list, one after the other, given their impacts.
    pub(in crate::search) fn each(&self, impacts: &[u8], each: &mut dyn FnMut(&[u32])) -> Result<(), Error> {
        let read = positions::each(&self.bytes, impacts, &mut (0..impacts.len() as u32), each);
        read.map_err(|error| self.corrupt(error))
    }

    fn corrupt(&self, error: Corrupt) -> Error {
        corrupt(&self.manifest.positions_path(self.file), error)
    }
}

/// What the meaning of a word is kept by. Few words share one.
fn name(word: &Word) -> (u8, u32, usize) {
    let kind = u8::from(word.prefix) | u8::from(word.title) << 1;
    (kind, checksum(word.text.as_bytes()), 0)
}

impl<S: Store> BundleFiles<S> {
    /// The wanted terms of some shards, in the order of the dictionary.
    pub(in crate::search) async fn terms(
        &self,
        shards: Range<u32>,
        wanted: &mut dyn Wanted,
    ) -> Result<Vec<Term>, Error> {
        let mut found = Vec::new();
        for shard in shards {
            let payload = self.payload(Kind::Terms, shard).await?;
            let terms = terms::find(&payload, wanted);
            found.append(&mut terms.map_err(|error| corrupt(&self.path(Kind::Terms, shard), error))?);
        }
        Ok(found)
    }

    /// The shards that can have keys that begin so, the first few of them.
    pub(in crate::search) fn shards(&self, prefix: &str, most: u32) -> Range<u32> {
        let shards = terms::shards(&self.manifest.router, prefix);
        shards.start..shards.end.min(shards.start.saturating_add(most))
    }

    /// The term with a key.
    pub(in crate::search) async fn term(&self, key: &str) -> Result<Option<Term>, Error> {
        Ok(self.terms(self.shards(key, 1), &mut Exactly(key)).await?.pop())
    }

    /// The bytes of a term's postings.
    pub(in crate::search) async fn postings(&self, term: &Term, spellings: Spellings) -> Result<List<'_>, Error> {
        let bytes = self.list(&term.postings).await?;
        let spellings = if term.spelled() && spellings == Spellings::Count {
            Some(self.list(&term.spellings).await?)
        } else {
            None
        };
        Ok(List {
            manifest: &self.manifest,
            file: match &term.postings {
                Postings::Inline(_) => None,
                Postings::At(place) => Some(place.file),
            },
            bytes,
            spellings,
            shape: Shape {
                count: term.frequency,
                documents: self.manifest.articles,
            },
            found: None,
        })
    }

    /// The postings of what a word can stand for.
    pub(in crate::search) async fn postings_of(
        &self,
        candidate: &Candidate,
        spellings: Spellings,
    ) -> Result<List<'_>, Error> {
        let list = self.postings(&candidate.term, spellings).await?;
        let found = candidate.found.clone();
        Ok(List { found, ..list })
    }

    /// A term's list without its spellings, read once.
    pub(in crate::search) fn dense(&self, term: &Term, list: &List<'_>) -> Result<Rc<Dense>, Error> {
        let name = match &term.postings {
            Postings::Inline(_) => None,
            Postings::At(place) => Some((place.file, place.range.start)),
        };
        if let Some(known) = name.and_then(|name| self.dense.get(name)) {
            return Ok(known);
        }
        let dense = Rc::new(Dense::read(list, self.manifest.articles)?);
        if let Some(name) = name {
            self.dense.put(name, &dense, dense.size());
        }
        self.worked(term.frequency);
        Ok(dense)
    }

    /// What an earlier query found out about a word.
    pub(in crate::search) fn meaning(&self, word: &Word) -> Option<Rc<Meaning>> {
        self.meanings.get(name(word)).filter(|known| *known.word == *word)
    }

    /// What is kept of a word takes so many bytes more.
    pub(in crate::search) fn grow(&self, word: &Word, size: usize) {
        self.meanings.grow(name(word), size);
    }

    /// Keeps what a query found out about a word, which takes so many bytes.
    pub(in crate::search) fn keep(&self, meaning: &Meaning, size: usize) {
        self.meanings.put(name(&meaning.word), &Rc::new(meaning.clone()), size);
    }

    async fn list(&self, list: &Postings) -> Result<Payload, Error> {
        match list {
            Postings::Inline(bytes) => Ok(Payload::new(Rc::from(bytes.as_slice()), 0)),
            Postings::At(place) => self.part(Kind::Postings, place).await,
        }
    }

    /// Where a term stands, if that was read.
    pub(in crate::search) fn known_occurrences(&self, term: &Term) -> Option<Rc<Occurrences>> {
        let name = (term.positions.file, term.positions.range.start);
        self.occurrences.get(name)
    }

    /// Where a term with positions stands, read once.
    pub(in crate::search) async fn occurrences(&self, term: &Term) -> Result<Rc<Occurrences>, Error> {
        if let Some(known) = self.known_occurrences(term) {
            return Ok(known);
        }
        let list = self.postings(term, Spellings::Ignored).await?;
        let occurrences = Rc::new(Occurrences::read(&list, &self.positions(term).await?)?);
        let name = (term.positions.file, term.positions.range.start);
        self.occurrences.put(name, &occurrences, occurrences.size());
        Ok(occurrences)
    }

    /// The bytes of a term's positions.
    pub(in crate::search) async fn positions(&self, term: &Term) -> Result<Positions<'_>, Error> {
        Ok(Positions {
            manifest: &self.manifest,
            file: term.positions.file,
            bytes: self.part(Kind::Positions, &term.positions).await?,
        })
    }
}

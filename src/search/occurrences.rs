//! Where a word stands, document by document: read once, since the best hits of each letter that is typed are asked for it.

use super::Error;
use super::bundle_files::{List, Positions};
use crate::index::DocumentSet;

/// All that is known of where a word stands.
#[derive(Debug, Default)]
pub(super) struct Occurrences {
    documents: DocumentSet,
    /// Ascending by document.
    postings: Vec<Occurrence>,
    /// Those of all documents, one behind the other.
    positions: Vec<u32>,
}

#[derive(Debug)]
struct Occurrence {
    document: u32,
    /// Where its positions end.
    end: u32,
    frequency: f32,
}

/// Where a word stands in a document; nowhere if that lacks it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places<'a> {
    /// Ascending.
    pub(super) positions: &'a [u32],
    /// `tf / (tf + K)`, from the index.
    pub(super) frequency: f32,
}

impl Occurrences {
    pub(super) fn read(list: &List<'_>, positions: &Positions<'_>) -> Result<Self, Error> {
        let mut all = Self::default();
        let mut impacts = Vec::new();
        list.each(|posting| {
            impacts.push(posting.impact);
            all.documents.insert(posting.document);
            all.postings.push(Occurrence {
                document: posting.document,
                end: 0,
                frequency: posting.frequency(),
            });
        })?;
        let mut postings = all.postings.iter_mut();
        positions.each(&impacts, &mut |places| {
            all.positions.extend_from_slice(places);
            if let Some(posting) = postings.next() {
                posting.end = all.positions.len() as u32;
            }
        })?;
        Ok(all)
    }

    /// How many documents have the word.
    pub(super) fn frequency(&self) -> u32 {
        self.postings.len() as u32
    }

    /// How many documents have this word and another one.
    pub(super) fn in_both(&self, other: &Self) -> u32 {
        self.documents.in_both(&other.documents)
    }

    /// Where it stands in a document.
    pub(super) fn of(&self, document: u32) -> Places<'_> {
        let Ok(at) = self
            .postings
            .binary_search_by_key(&document, |posting| posting.document)
        else {
            return Places::default();
        };
        let start = at.checked_sub(1).map_or(0, |before| self.postings[before].end);
        let Occurrence { end, frequency, .. } = self.postings[at];
        Places {
            positions: &self.positions[start as usize..end as usize],
            frequency,
        }
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> usize {
        self.documents.blocks() * size_of::<u64>() + size_of_val(&*self.postings) + size_of_val(&*self.positions)
    }
}

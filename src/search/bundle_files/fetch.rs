//! Asking for several things at once, so that an answer waits for the slowest and not for all of them.

use std::ops::Range;
use std::rc::Rc;

use super::payload::Payload;
use super::{BundleFiles, Spellings, corrupt};
use crate::index::terms::{Place, Postings, Term};
use crate::index::{HEADER, Kind, PART_HEADER, unseal_part};
use crate::search::parallel::{Task, all};
use crate::search::{Error, Store, in_order};

/// Cards that so few others stand between are fetched with these, and parts of files that so few bytes stand between.
const NEAR: u32 = 3;
const NEAR_BYTES: usize = 256;

/// Something to fetch.
pub(in crate::search) enum Fetch<'a> {
    /// A shard of the dictionary.
    Shard(u32),
    /// The postings of a term, with their spellings or without.
    Postings(&'a Term, Spellings),
    /// The positions of a term.
    Positions(&'a Term),
    /// The cards of some documents, the numbers of the first and the last; they stand in one file.
    Cards(u32, u32),
    /// What passages of a document are cut from, or the one that ends there.
    Text(u32, Option<u32>),
    /// The documents of the values of the filter panel.
    Tagged,
}

impl<S: Store> BundleFiles<S> {
    /// Fetches some things at once; what is asked for afterwards is here. One that cannot be had is asked for again then.
    pub(in crate::search) async fn fetch(&self, wanted: Vec<Fetch<'_>>) {
        let mut parts: Vec<(Kind, &Place)> = Vec::new();
        let mut tasks: Vec<Task<'_>> = Vec::new();
        for wanted in wanted {
            match wanted {
                Fetch::Shard(shard) if self.known_file(Kind::Terms, shard).is_some() => {}
                Fetch::Postings(term, spellings) => {
                    let spellings = Some(&term.spellings).filter(|_| spellings == Spellings::Count);
                    for list in [Some(&term.postings), spellings].into_iter().flatten() {
                        if let Postings::At(place) = list {
                            parts.push((Kind::Postings, place));
                        }
                    }
                }
                Fetch::Positions(term) => parts.push((Kind::Positions, &term.positions)),
                wanted => tasks.push(Box::pin(self.fetch_file(wanted))),
            }
        }
        parts.retain(|(kind, place)| !place.range.is_empty() && self.known_part(*kind, place).is_none());
        // A request has its own price, so parts that stand near to each other are one.
        let order = |(kind, place): &(Kind, &Place)| (*kind as u8, place.file, place.range.start);
        parts = in_order(parts, &|a, b| order(a).cmp(&order(b)));
        let near = |a: &(Kind, &Place), b: &(Kind, &Place)| {
            let close = b.1.range.start <= a.1.range.end.saturating_add(NEAR_BYTES);
            a.0 == b.0 && a.1.file == b.1.file && close
        };
        for near in parts.chunk_by(near) {
            tasks.push(Box::pin(async move { drop(self.parts(near).await) }));
        }
        all(tasks, &self.store).await;
    }

    async fn fetch_file(&self, wanted: Fetch<'_>) {
        match wanted {
            Fetch::Shard(shard) => drop(self.payload(Kind::Terms, shard).await),
            Fetch::Cards(first, last) => drop(self.cards(first, last).await),
            Fetch::Text(document, passage) => drop(self.text(document, passage).await),
            Fetch::Tagged => drop(self.tagged().await),
            // Parts of files, which are fetched together.
            Fetch::Postings(..) | Fetch::Positions(_) => {}
        }
    }

    /// Fetches the cards of some documents. Those that stand near to each other are one part of a file.
    pub(in crate::search) async fn fetch_cards(&self, documents: impl Iterator<Item = u32>) {
        let mut documents: Vec<u32> = documents.collect();
        documents = in_order(documents, &|a, b| a.cmp(b));
        let near = |a: &u32, b: &u32| *b <= *a + NEAR && self.slot(*a).0 == self.slot(*b).0;
        let cards = documents.chunk_by(near).filter_map(|run| {
            let mut unknown = run.iter().filter(|document| self.known_card(**document).is_none());
            let first = unknown.next()?;
            Some(Fetch::Cards(*first, *unknown.next_back().unwrap_or(first)))
        });
        self.fetch(cards.collect()).await;
    }

    /// A part of a binary file, checked once; fetched without the rest of the file where that can be had.
    pub(super) async fn part(&self, kind: Kind, place: &Place) -> Result<Payload, Error> {
        if place.range.is_empty() {
            return Ok(Payload::new(Rc::from([]), 0));
        }
        match self.known_part(kind, place) {
            Some(known) => Ok(known),
            None => self.parts(&[(kind, place)]).await,
        }
    }

    fn known_part(&self, kind: Kind, place: &Place) -> Option<Payload> {
        self.payloads.get((kind as u8, place.file, place.range.start))
    }

    /// Parts of one file, ascending, fetched as one with what stands between them. Answers with the last one.
    async fn parts(&self, parts: &[(Kind, &Place)]) -> Result<Payload, Error> {
        let mut last = Payload::new(Rc::from([]), 0);
        let (Some((kind, first)), Some(end)) = (parts.first(), parts.iter().map(|part| part.1.range.end).max()) else {
            return Ok(last);
        };
        let (path, start) = (self.path(*kind, first.file), first.range.start);
        let range = |range: Range<usize>| HEADER as u64 + range.start as u64..HEADER as u64 + range.end as u64;
        let bytes = self.store.part(&path, range(start..end)).await?;
        for (_, Place { file, range }) in parts {
            let part = bytes.get(range.start - start..range.end - start).unwrap_or_default();
            unseal_part(part).map_err(|error| corrupt(&path, error))?;
            last = Payload::new(part.into(), PART_HEADER);
            self.payloads.put((*kind as u8, *file, range.start), &last, part.len());
        }
        Ok(last)
    }
}

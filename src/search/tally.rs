//! Adding up what the words of a query are worth in each document.
//!
//! Short lists are read through. Long ones are [`Dense`], and several lists of one word become [`Scores`]: what a document of another
//! list has of them is looked up, and of documents that stand in nothing else those are passed over, block by block, that cannot be
//! among the best: block-max pruning (Ding and Suel, *Faster Top-k Document Retrieval Using Block-Max Indexes*, 2011). A title that has
//! all words raises what is possible several times, so documents with such a title have a bound of their own. So a query that is made
//! of frequent words costs about what one of rare words costs, and its best hits are the same as if all had been added up.

use std::rc::Rc;

use super::best::Best;
use super::bundle_files::{BundleFiles, Fetch, Spellings};
use super::dense::{Dense, Prices, Scores, Valued};
use super::meaning::{Candidate, Meaning, Via};
use super::scoring::{Exact, FEW_WORDS, Worth};
use super::titles::{Sum, at_most};
use super::{Error, Hit, Store, rank};
use crate::index::DocumentSet;
use crate::index::documents::{BLOCK, bits};
use crate::index::postings::{Posting, SHORT_TITLE};

/// What a completed word is worth besides in a title: titles are what somebody who is still typing is after.
const BEGUN_TITLE: f32 = 0.5;

/// How much of a title a completed word counts as, at most, where the archive has the word as it is as well.
const BEGUN: u8 = 2;

/// So many of the best documents of an unfinished word are kept: more than a page shows, for those that filters leave out.
const HEAD: usize = 64;

/// Words that a document needs one of: indices into the meanings.
pub(super) type Slot = Vec<usize>;

/// What the words of a query come to in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Found {
    document: u32,
    sum: Sum,
    /// How many slots it fills.
    count: u16,
}

/// What the words and phrases of a query come to in all documents.
#[derive(Debug)]
pub(super) struct Tally {
    /// Documents of the lists that were read through, ascending.
    found: Vec<Found>,
    /// The same ones.
    listed: DocumentSet,
    slots: Vec<Parts>,
    /// How many blocks of documents the archive has.
    blocks: usize,
}

/// What a slot is made of.
#[derive(Debug, Default)]
struct Parts {
    /// Its long lists.
    long: Vec<Valued>,
    /// The best of what its short lists have, ascending by document.
    short: Vec<(u32, f32)>,
}

impl Parts {
    /// Those of a block that stand in long lists, a bit each.
    fn documents(&self, block: usize) -> u64 {
        self.long.iter().fold(0, |all, list| all | list.documents(block))
    }

    /// Those of a block whose titles may have one of the long lists, a bit each.
    fn titled(&self, block: usize) -> u64 {
        self.long.iter().fold(0, |all, list| all | list.titled(block))
    }

    /// What no document of a block has more of in long lists.
    fn most(&self, block: usize) -> f32 {
        self.long.iter().fold(0.0, |most, list| at_most(most, list.most(block)))
    }

    /// Adds what those of a block have in long lists that a bit each stands for.
    fn add(&self, block: usize, wanted: u64, sums: &mut [Sum; BLOCK as usize]) {
        if let [only] = &*self.long {
            return only.each(block, wanted, |at, worth| sums[at].add(worth));
        }
        bits(wanted, |at| sums[at].add(self.of(block as u32 * BLOCK + at as u32)));
    }

    /// What a document has in long lists.
    #[inline]
    fn of(&self, document: u32) -> f32 {
        match &*self.long {
            [only] => only.of(document),
            lists => lists.iter().fold(0.0, |best, list| at_most(best, list.of(document))),
        }
    }
}

/// Room to put together what short lists have, a place for each document of the archive; kept from query to query, and empty
/// between them. A query costs what its words cost, however large the archive is.
#[derive(Default)]
pub(super) struct Scratch {
    scores: Vec<f32>,
    /// Documents that have a score.
    having: DocumentSet,
}

impl Scratch {
    fn of(&mut self, documents: u32) -> &mut Self {
        self.scores.resize(documents as usize, 0.0);
        self
    }

    /// Gives a document a score, unless it has a better one.
    #[inline]
    fn offer(&mut self, document: u32, score: f32) {
        let best = &mut self.scores[document as usize];
        *best = at_most(*best, score);
        self.having.insert(document);
    }

    /// All scores, ascending by document.
    fn take(&mut self) -> Vec<(u32, f32)> {
        let having = std::mem::take(&mut self.having);
        let mut scores = Vec::with_capacity(having.len() as usize);
        having.each(|document| scores.push((document, std::mem::take(&mut self.scores[document as usize]))));
        scores
    }
}

impl Tally {
    /// `phrases` are worth something and fill no slot.
    fn new(slots: Vec<Parts>, phrases: &[(u32, f32)], documents: u32) -> Self {
        let short = slots.iter().flat_map(|slot| &slot.short).chain(phrases);
        let listed: DocumentSet = short.map(|(document, _)| *document).collect();
        let mut found = Vec::with_capacity(listed.len() as usize);
        listed.each(|document| {
            found.push(Found {
                document,
                sum: Sum::NOTHING,
                count: 0,
            });
        });
        for slot in &slots {
            let mut short = slot.short.iter().peekable();
            for found in &mut found {
                let short = short.next_if(|(document, _)| *document == found.document);
                let best = at_most(slot.of(found.document), short.map_or(0.0, |(_, score)| *score));
                found.sum.add(best);
                found.count = found.count.saturating_add(u16::from(best > 0.0));
            }
        }
        for (document, score) in phrases {
            if let Ok(at) = found.binary_search_by_key(document, |found| found.document) {
                found[at].sum.add(*score);
            }
        }
        Self {
            found,
            listed,
            slots,
            blocks: documents.div_ceil(BLOCK) as usize,
        }
    }

    /// The most slots that one of the documents fills that `narrow` leaves, and those that fill so many.
    pub(super) fn fullest(&self, narrow: &dyn Fn(&mut DocumentSet)) -> (usize, DocumentSet) {
        let found = self.found.iter().map(|found| usize::from(found.count));
        let mut count = found.max().unwrap_or(0).max(self.long());
        while count > 0 {
            let mut having = self.having(count);
            narrow(&mut having);
            if !having.is_empty() {
                return (count, having);
            }
            count -= 1;
        }
        Default::default()
    }

    /// How many slots have long lists.
    fn long(&self) -> usize {
        self.slots.iter().filter(|slot| !slot.long.is_empty()).count()
    }

    /// The documents that fill so many slots, at least one.
    pub(super) fn having(&self, count: usize) -> DocumentSet {
        let enough = self.found.iter().filter(|found| usize::from(found.count) >= count);
        let mut having: DocumentSet = enough.map(|found| found.document).collect();
        if count <= self.long() {
            for block in 0..self.blocks {
                having.insert_block(block, self.in_long(block, count) & !self.listed.block(block));
            }
        }
        having
    }

    /// Those of a block that stand in the long lists of so many slots, a bit each.
    fn in_long(&self, block: usize, count: usize) -> u64 {
        let each = self.slots.iter().map(|slot| slot.documents(block));
        if count == 1 {
            return each.fold(0, |any, documents| any | documents);
        }
        if count == self.slots.len() {
            return each.fold(u64::MAX, |all, documents| all & documents);
        }
        // How many slots each fills, as a binary number that stands across these, its lowest digit first: additions of 64 at a time.
        let mut digits = [0_u64; usize::BITS as usize];
        let mut used = 0;
        for documents in each {
            let (mut carry, mut at) = (documents, 0);
            while carry != 0 {
                (digits[at], carry) = (digits[at] ^ carry, digits[at] & carry);
                at += 1;
            }
            used = at.max(used);
        }
        let (mut more, mut as_many) = (0, u64::MAX);
        for at in (0..used.max(count.ilog2() as usize + 1)).rev() {
            if count >> at & 1 == 0 {
                more |= as_many & digits[at];
                as_many &= !digits[at];
            } else {
                as_many &= digits[at];
            }
        }
        more | as_many
    }

    /// The best of these documents, best first; equals ascend. Those without any word or phrase have a score of 0.
    pub(super) fn best(&self, within: &DocumentSet, most: usize) -> Vec<Hit> {
        // Of a word that is all of a query, the best documents are found out when they are first asked for.
        let mut known = Vec::new();
        if let [Parts { long, .. }] = &*self.slots
            && let [Valued::Scores(scores)] = &**long
            && self.found.is_empty()
        {
            let head = || self.offered(&self.having(1), Best::new(HEAD)).take();
            let head = scores.head.get_or_init(head).iter();
            known.extend(head.filter(|hit| within.contains(hit.document)).take(most));
        }
        if known.len() == most {
            known
        } else {
            self.offered(within, Best::new(most)).take()
        }
    }

    /// Documents that have a word or a phrase.
    pub(super) fn any(&self) -> DocumentSet {
        let mut any = self.having(1);
        any |= &self.listed;
        any
    }

    /// Documents that have a word or a phrase, ascending, with what they have of them, whatever their titles.
    pub(super) fn words(&self) -> Vec<(u32, f32)> {
        let mut found = self.found.iter();
        let mut words = Vec::new();
        self.any().each(|document| {
            let sum = self.sum_of(document, self.listed.contains(document), &mut found);
            words.push((document, sum.words()));
        });
        words
    }

    /// All of these documents with their scores, ascending.
    pub(super) fn all(&self, documents: &DocumentSet) -> Vec<Hit> {
        self.offered(documents, Best::new(usize::MAX)).in_their_order()
    }

    fn offered(&self, within: &DocumentSet, mut best: Best) -> Best {
        let mut found = self.found.iter();
        for block in 0..within.blocks() {
            let listed = within.block(block) & self.listed.block(block);
            let mut unlisted = within.block(block) & !self.listed.block(block);
            if unlisted != 0 {
                let most = self.sum(&|slot| slot.most(block));
                if best.surpass(most.score()) {
                    unlisted = 0;
                } else if best.surpass(most.words()) {
                    // Only a title that has all words could help.
                    unlisted &= self.slots.iter().fold(u64::MAX, |all, slot| all & slot.titled(block));
                }
            }
            if listed | unlisted == 0 {
                continue;
            }
            let mut sums = [Sum::NOTHING; BLOCK as usize];
            self.slots.iter().for_each(|slot| slot.add(block, unlisted, &mut sums));
            bits(listed | unlisted, |at| {
                let document = block as u32 * BLOCK + at as u32;
                let listed = listed >> at & 1 != 0;
                let found = if listed {
                    found.find(|found| found.document == document)
                } else {
                    None
                };
                let score = found.map_or(sums[at], |found| found.sum).score();
                best.offer(Hit { document, score });
            });
        }
        best
    }

    /// What a document has, whether it was found or stands in long lists only; `found` is asked for ascending documents.
    #[inline]
    fn sum_of<'a>(&self, document: u32, listed: bool, found: &mut impl Iterator<Item = &'a Found>) -> Sum {
        if listed {
            let found = found.find(|found| found.document == document);
            found.map_or(Sum::NOTHING, |found| found.sum)
        } else {
            self.sum(&|slot| slot.of(document))
        }
    }

    /// What each slot is worth together.
    #[inline]
    fn sum(&self, worth: &impl Fn(&Parts) -> f32) -> Sum {
        let mut sum = Sum::NOTHING;
        self.slots.iter().for_each(|slot| sum.add(worth(slot)));
        sum
    }
}

/// What a word can stand for, without its own ones where it is known what they are worth together.
fn unread(meaning: &Meaning, length: usize) -> Vec<&Candidate> {
    let own = if meaning.together[length].get().is_some() {
        &[]
    } else {
        &*meaning.own
    };
    own.iter().chain(meaning.others.iter().map(Rc::as_ref)).collect()
}

/// Adds up what all words and phrases are worth in each document. A document has the best of what a word can stand for.
pub(super) async fn tally<S: Store>(
    files: &BundleFiles<S>,
    meanings: &[Meaning],
    slots: &[Slot],
    phrases: &[(u32, f32)],
) -> Result<Tally, Error> {
    let length = match slots.len() {
        1 if phrases.is_empty() => 0,
        ..=FEW_WORDS => 1,
        _ => 2,
    };
    let unread: Vec<Vec<&Candidate>> = meanings.iter().map(|meaning| unread(meaning, length)).collect();
    let mut wanted: Vec<Fetch<'_>> = Vec::new();
    for candidate in unread.iter().flatten() {
        wanted.push(Fetch::Postings(
            &candidate.term,
            candidate.exact.among(slots.len()).spellings(),
        ));
    }
    let used = rank::used(meanings);
    let unread_places = used
        .iter()
        .flatten()
        .filter(|word| files.known_occurrences(&word.term).is_none());
    wanted.extend(unread_places.map(|word| Fetch::Positions(&word.term)));
    files.fetch(wanted).await;
    let mut lists = Vec::with_capacity(meanings.len());
    for candidates in unread {
        let mut of_word = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let asked = candidate.exact.among(slots.len()).spellings();
            let list = files.postings_of(candidate, asked).await?;
            of_word.push((candidate, list));
        }
        lists.push(of_word);
    }
    let worth = Worth::among(slots.len());
    let archive = files.manifest.articles;
    // A query that comes in a pause of this one must not find it half filled: it makes one of its own.
    let mut taken = files.scratch.take();
    let scratch = taken.of(archive);
    let mut parts: Vec<Parts> = Vec::with_capacity(slots.len());
    for slot in slots {
        let mut long = Vec::new();
        for word in slot {
            let (meaning, lists) = (&meanings[*word], &lists[*word]);
            let known = meaning.own.len() + meaning.others.len() - lists.len();
            // Alternatives are put together with each other.
            let several = if known == 0 && slot.len() == 1 {
                meaning.own.len()
            } else {
                0
            };
            // So is a frequent word that asks for some of its forms: who has these is found out once.
            let asks = |candidate: &Candidate| {
                let spelled = candidate.exact.among(slots.len()).spellings() == Spellings::Count;
                spelled && Dense::suits(candidate.term.frequency, archive)
            };
            let together = several > 1 || several == 1 && asks(&meaning.own[0]);
            for (at, (candidate, list)) in (1..).zip(lists) {
                files.rest().await;
                let Candidate {
                    term,
                    weight,
                    exact,
                    via,
                    found,
                } = candidate;
                let exact = exact.among(slots.len());
                let spelled = term.spelled() && exact.spellings() == Spellings::Count;
                let plain = !spelled && !meaning.word.title && found.is_none();
                let dense = plain && Dense::suits(term.frequency, archive);
                // A long list has one form.
                let share = if dense { exact.share(&Posting::default()) } else { 1.0 };
                // A word that stands in the archive as it is may be finished, and one that is all of a query may say what it is about.
                let whole = meaning.whole().is_some();
                let named = match via {
                    _ if share < 1.0 => 0,
                    Via::Completed if !whole => SHORT_TITLE,
                    _ if length == 0 => u8::from(meaning.word.prefix),
                    Via::Completed => BEGUN,
                    _ => SHORT_TITLE,
                };
                let prices = Prices::new(named, |posting| {
                    let begun = posting.in_title() && *via == Via::Completed;
                    share * weight * (worth.of(posting, Exact::Any) + if begun { BEGUN_TITLE } else { 0.0 })
                });
                if dense && (!together || at > several) {
                    long.push(Valued::List(files.dense(term, list)?, Box::new(prices)));
                    continue;
                }
                list.each(|posting| {
                    if posting.in_title() || !meaning.word.title {
                        let share = if dense { 1.0 } else { exact.share(posting) };
                        scratch.offer(posting.document, prices.of(posting, share));
                    }
                })?;
                files.worked(term.frequency);
                if at == several && together {
                    let scores = Scores::new(&scratch.take(), archive);
                    let size = scores.size();
                    // Perhaps another query found it out in a pause of this one.
                    if meaning.together[length].set(Rc::new(scores)).is_ok() {
                        files.grow(&meaning.word, size);
                    }
                }
            }
            long.extend(meaning.together[length].get().cloned().map(Valued::Scores));
        }
        let short = scratch.take();
        parts.push(Parts { long, short });
    }
    files.scratch.replace(taken);
    Ok(Tally::new(parts, phrases, archive))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::search::dense::tests::dense;
    use crate::search::titles::with_title;

    /// More than a block, and not a whole number of them.
    const DOCUMENTS: u32 = 900;

    /// Short lists and long ones of each slot: what they are worth by document.
    #[derive(Clone, Debug)]
    struct Lists {
        short: Vec<BTreeMap<u32, u8>>,
        long: Vec<BTreeMap<u32, u8>>,
    }

    fn slots() -> impl Strategy<Value = Vec<Lists>> {
        let list = |most| proptest::collection::btree_map(0..DOCUMENTS, 1..=15_u8, 0..most);
        let lists = move |most| proptest::collection::vec(list(most), 0..3);
        let slot = (lists(12), lists(800)).prop_map(|(short, long)| Lists { short, long });
        proptest::collection::vec(slot, 0..4)
    }

    fn posting(document: u32, impact: u8) -> Posting {
        Posting {
            document,
            impact,
            // As good as any rule that puts some of them into titles.
            title: if document % 16 == u32::from(impact) {
                1 + (document % 3) as u8
            } else {
                0
            },
            spellings: 0,
        }
    }

    /// As the engine weighs them, with another weight for each list.
    fn worth(list: usize) -> impl Fn(&Posting) -> f32 {
        move |posting| (1.0 + list as f32 / 3.0) * Worth::among(1).of(posting, Exact::Any)
    }

    fn added_up(slots: &[Lists], phrases: &[(u32, f32)]) -> Tally {
        let mut scratch = Scratch::default();
        let parts = slots.iter().map(|slot| {
            let scratch = scratch.of(DOCUMENTS);
            for (at, list) in slot.short.iter().enumerate() {
                for (document, impact) in list {
                    scratch.offer(*document, named(at, *document, *impact));
                }
            }
            let long = slot.long.iter().enumerate().map(|(at, list)| {
                // Every other one as if it had been put together.
                if at % 2 == 1 {
                    let named = |(document, impact): (&u32, &u8)| (*document, named(at, *document, *impact));
                    let scores: Vec<(u32, f32)> = list.iter().map(named).collect();
                    return Valued::Scores(Rc::new(Scores::new(&scores, DOCUMENTS)));
                }
                let postings: Vec<Posting> = list
                    .iter()
                    .map(|(document, impact)| posting(*document, *impact))
                    .collect();
                Valued::List(
                    dense(&postings, DOCUMENTS),
                    Box::new(Prices::new(most_named(at), worth(at))),
                )
            });
            Parts {
                long: long.collect(),
                short: scratch.take(),
            }
        });
        Tally::new(parts.collect(), phrases, DOCUMENTS)
    }

    fn most_named(list: usize) -> u8 {
        if list == 0 { 1 } else { SHORT_TITLE }
    }

    fn named(list: usize, document: u32, impact: u8) -> f32 {
        let posting = posting(document, impact);
        with_title(worth(list)(&posting), posting.title.min(most_named(list)))
    }

    /// The score of a document and the slots that it fills, list by list.
    fn expected(slots: &[Lists], phrases: &[(u32, f32)], document: u32) -> (f32, usize) {
        let mut sum = Sum::NOTHING;
        let mut count = 0;
        for slot in slots {
            let lists = slot.short.iter().enumerate().chain(slot.long.iter().enumerate());
            let worths = lists.filter_map(|(at, list)| Some(named(at, document, *list.get(&document)?)));
            let best = worths.fold(0.0, at_most);
            sum.add(best);
            count += usize::from(best > 0.0);
        }
        let phrases = phrases.iter().filter(|(known, _)| *known == document);
        phrases.for_each(|(_, score)| sum.add(*score));
        (if sum == Sum::NOTHING { 0.0 } else { sum.score() }, count)
    }

    proptest! {
        #[test]
        fn pruned_results_are_those_of_adding_everything_up(
            slots in slots(),
            phrases in proptest::collection::vec((0..DOCUMENTS, 0.1..2.0_f32), 0..5),
            within in proptest::collection::btree_set(0..DOCUMENTS, 0..900),
            most in 0..12_usize,
        ) {
            let tally = added_up(&slots, &phrases);
            let within: DocumentSet = within.into_iter().collect();
            let all = tally.all(&within);
            prop_assert_eq!(all.len() as u32, within.len());
            for hit in &all {
                let (score, _) = expected(&slots, &phrases, hit.document);
                prop_assert!((hit.score - score).abs() < 1e-4, "{:?} {}", hit, score);
            }
            let mut exhaustive = all;
            exhaustive.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)));
            exhaustive.truncate(most);
            prop_assert_eq!(tally.best(&within, most), exhaustive.clone());
            let any: DocumentSet = (0..DOCUMENTS).filter(|document| expected(&slots, &phrases, *document).0 > 0.0).collect();
            prop_assert_eq!(tally.any(), any);
        }

        #[test]
        fn slots_are_counted_whatever_lists_they_have(slots in slots(), count in 1..5_usize) {
            let tally = added_up(&slots, &[]);
            let filled = |document| expected(&slots, &[], document).1;
            let having: DocumentSet = (0..DOCUMENTS).filter(|document| filled(*document) >= count).collect();
            prop_assert_eq!(tally.having(count), having);
            let even: DocumentSet = (0..DOCUMENTS).step_by(2).collect();
            let fullest = even.iter().map(filled).max().unwrap_or(0);
            let fullest = (fullest, even.iter().filter(|document| fullest > 0 && filled(*document) == fullest).collect());
            prop_assert_eq!(tally.fullest(&|documents| *documents &= &even), fullest);
        }
    }
}

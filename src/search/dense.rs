//! What is looked up at the number of a document. Lists that stand for a good part of the archive are read once: a byte a document,
//! so that no query of a frequent word reads all of its postings again. What the many lists of an unfinished word come to is put
//! together once.

use std::cell::OnceCell;
use std::rc::Rc;

use super::bundle_files::List;
use super::titles::{at_most, title, with_title};
use super::{Error, Hit};
use crate::index::DocumentSet;
use crate::index::documents::{BLOCK, bits};
use crate::index::postings::{HIGHEST, IMPACT_BITS, Posting, SHORT_TITLE};

/// A term is worth the room if it has so many postings, and more than one in so many documents has it.
const LEAST: u32 = 4;
const PART: u32 = 32;

/// What of a byte says how much of the title the term is; the impact stands below.
const TITLE: u8 = SHORT_TITLE << IMPACT_BITS;

/// Codes that there are.
const CODES: usize = (TITLE | HIGHEST) as usize + 1;

/// Nothing but 0 says that a document lacks the term.
#[inline]
fn code(posting: &Posting) -> u8 {
    posting.impact.max(1) | posting.title << IMPACT_BITS
}

/// The block of a document, and where it is in it.
#[inline]
fn place(document: u32) -> (usize, usize) {
    ((document / BLOCK) as usize, (document % BLOCK) as usize)
}

/// All postings of a term by their documents, without spellings.
#[derive(Debug)]
pub(super) struct Dense {
    /// The code of each document, by block; 0 where it lacks the term.
    codes: Vec<[u8; BLOCK as usize]>,
    /// The highest impact among [`BLOCK`] documents, and the most that the term is of one of their titles.
    highest: Vec<u8>,
    documents: DocumentSet,
    /// Those whose titles have the term.
    titled: DocumentSet,
}

impl Dense {
    /// Whether a term that so many of all documents have is worth the room.
    pub(super) fn suits(frequency: u32, documents: u32) -> bool {
        frequency >= LEAST && frequency > documents / PART
    }

    /// Reads a list of an archive of so many documents.
    pub(super) fn read(list: &List<'_>, documents: u32) -> Result<Self, Error> {
        let mut dense = Self::empty(documents);
        list.each(|posting| dense.put(posting))?;
        Ok(dense)
    }

    fn empty(documents: u32) -> Self {
        Self {
            codes: vec![[0; BLOCK as usize]; documents.div_ceil(BLOCK) as usize],
            highest: vec![0; documents.div_ceil(BLOCK) as usize],
            documents: DocumentSet::new(),
            titled: DocumentSet::new(),
        }
    }

    #[inline]
    fn put(&mut self, posting: &Posting) {
        let code = code(posting);
        let (block, at) = place(posting.document);
        self.codes[block][at] = code;
        let highest = &mut self.highest[block];
        *highest = (*highest & HIGHEST).max(code & HIGHEST) | (*highest & TITLE).max(code & TITLE);
        self.documents.insert(posting.document);
        if posting.in_title() {
            self.titled.insert(posting.document);
        }
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> usize {
        size_of_val(&*self.codes) / 8 * 10 + self.highest.len()
    }
}

/// What postings are worth to a query, by their codes.
#[derive(Clone, Debug)]
pub(super) struct Prices([f32; CODES]);

impl Prices {
    /// `worth` gives a posting with a higher impact no less, and one in a title neither. The term counts as no more of
    /// a title than `named`.
    pub(super) fn new(named: u8, worth: impl Fn(&Posting) -> f32) -> Self {
        let mut prices = [0.0; CODES];
        for impact in 0..=HIGHEST {
            // Where it is in the title at all, it is worth the same.
            let [text, in_title] = [0, 1].map(|title| {
                worth(&Posting {
                    impact,
                    title,
                    ..Posting::default()
                })
            });
            prices[usize::from(impact)] = with_title(text, 0);
            for title in 1..=SHORT_TITLE {
                prices[usize::from(impact | title << IMPACT_BITS)] = with_title(in_title, title.min(named));
            }
        }
        prices[0] = 0.0;
        Self(prices)
    }

    /// What a share of a posting is worth. In another spelling, it does not matter how much of the title the term is: the exact
    /// one comes first.
    #[inline]
    pub(super) fn of(&self, posting: &Posting, share: f32) -> f32 {
        let price = self.at(code(posting));
        if share == 1.0 {
            price
        } else {
            with_title(share * with_title(price, 0), 0)
        }
    }

    #[inline]
    fn at(&self, code: u8) -> f32 {
        self.0[usize::from(code & (TITLE | HIGHEST))]
    }
}

/// What documents have of several lists together.
#[derive(Debug)]
pub(super) struct Scores {
    blocks: Vec<Block>,
    /// The scores of all documents that have one.
    scores: Vec<f32>,
    /// The best documents of a query that asks for nothing else, once it was asked.
    pub(super) head: OnceCell<Vec<Hit>>,
}

/// [`BLOCK`] documents.
#[derive(Clone, Debug, Default)]
struct Block {
    /// Those that have a score, a bit each.
    documents: u64,
    /// Those whose titles have the word.
    titled: u64,
    /// How many have one before them.
    before: u32,
    highest: f32,
}

impl Scores {
    /// Scores above 0 of some of so many documents, ascending.
    pub(super) fn new(having: &[(u32, f32)], documents: u32) -> Self {
        let mut blocks = vec![Block::default(); documents.div_ceil(BLOCK) as usize];
        let mut scores = Vec::with_capacity(having.len());
        for (document, score) in having {
            let block = &mut blocks[(document / BLOCK) as usize];
            if block.documents == 0 {
                block.before = scores.len() as u32;
            }
            block.documents |= 1 << (document % BLOCK);
            block.titled |= u64::from(title(*score) > 0) << (document % BLOCK);
            block.highest = at_most(block.highest, *score);
            scores.push(*score);
        }
        Self {
            blocks,
            scores,
            head: OnceCell::new(),
        }
    }

    #[inline]
    fn of(&self, block: &Block, at: usize) -> f32 {
        let bit = 1 << at;
        if block.documents & bit == 0 {
            return 0.0;
        }
        self.scores[(block.before + (block.documents & (bit - 1)).count_ones()) as usize]
    }

    /// Bytes that it takes.
    pub(super) fn size(&self) -> usize {
        size_of_val(&*self.blocks) + size_of_val(&*self.scores)
    }
}

/// What documents have of a word, looked up at their numbers.
#[derive(Debug)]
pub(super) enum Valued {
    /// A list, and what its postings are worth.
    List(Rc<Dense>, Box<Prices>),
    Scores(Rc<Scores>),
}

impl Valued {
    /// Those of a block that have the word, a bit each.
    #[inline]
    pub(super) fn documents(&self, block: usize) -> u64 {
        match self {
            Valued::List(list, _) => list.documents.block(block),
            Valued::Scores(scores) => scores.blocks[block].documents,
        }
    }

    /// Those of a block whose titles may have it, a bit each.
    #[inline]
    pub(super) fn titled(&self, block: usize) -> u64 {
        match self {
            Valued::List(list, _) => list.titled.block(block),
            Valued::Scores(scores) => scores.blocks[block].titled,
        }
    }

    /// What a document has of it: nothing where it lacks the word.
    #[inline]
    pub(super) fn of(&self, document: u32) -> f32 {
        let (block, at) = place(document);
        match self {
            Valued::List(list, prices) => prices.at(list.codes[block][at]),
            Valued::Scores(scores) => scores.of(&scores.blocks[block], at),
        }
    }

    /// What those of a block have of it that a bit each stands for, and where in the block they are, ascending.
    #[inline]
    pub(super) fn each(&self, block: usize, wanted: u64, mut each: impl FnMut(usize, f32)) {
        match self {
            Valued::List(list, prices) => {
                let codes = &list.codes[block];
                bits(wanted, |at| each(at, prices.at(codes[at])));
            }
            Valued::Scores(scores) => {
                let block = &scores.blocks[block];
                bits(wanted, |at| each(at, scores.of(block, at)));
            }
        }
    }

    /// What no document of a block has more of.
    pub(super) fn most(&self, block: usize) -> f32 {
        match self {
            Valued::List(list, prices) => prices.at(list.highest[block]),
            Valued::Scores(scores) => scores.blocks[block].highest,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::search) fn dense(postings: &[Posting], documents: u32) -> Rc<Dense> {
        let mut dense = Dense::empty(documents);
        postings.iter().for_each(|posting| dense.put(posting));
        Rc::new(dense)
    }

    #[test]
    fn in_another_spelling_it_does_not_matter_how_much_of_the_title_a_term_is() {
        let prices = Prices::new(SHORT_TITLE, |posting| 1.3 + f32::from(posting.impact));
        let of = |title, share| {
            let posting = Posting {
                impact: 9,
                title,
                ..Posting::default()
            };
            prices.of(&posting, share)
        };
        assert_eq!(of(1, 0.06), of(SHORT_TITLE, 0.06));
        assert!(of(1, 1.0) < of(SHORT_TITLE, 1.0));
    }

    #[test]
    fn no_document_of_a_block_is_worth_more_than_the_block() {
        let posting = |document, impact, title| Posting {
            document,
            impact,
            title,
            spellings: 0,
        };
        let list = [posting(1, 9, 0), posting(63, 3, 5), posting(64, 2, 0)];
        let worth = |posting: &Posting| posting.frequency() + if posting.in_title() { 0.5 } else { 0.0 };
        let scores: Vec<(u32, f32)> = list.iter().map(|posting| (posting.document, worth(posting))).collect();
        let valued = [
            Valued::List(dense(&list, 70), Box::new(Prices::new(0, worth))),
            Valued::Scores(Rc::new(Scores::new(&scores, 70))),
        ];
        let most = [worth(&posting(0, 9, 5)), scores[0].1.max(scores[1].1)];
        for (valued, most) in valued.iter().zip(most) {
            assert_eq!(
                [0, 1, 63, 64].map(|document| valued.of(document)),
                [0.0, scores[0].1, scores[1].1, scores[2].1]
            );
            assert_eq!([0, 1].map(|block| valued.documents(block)), [1 << 63 | 1 << 1, 1]);
            assert_eq!([0, 1].map(|block| valued.most(block)), [most, scores[2].1]);
        }
    }
}

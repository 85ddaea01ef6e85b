//! Postings: which documents have a term, how much it weighs there, and in which spellings.
//!
//! A list of at most [`BLOCK`] postings is one bare block; a longer one is a row of blocks of that many, each after a head of
//! three numbers: its last document (as a difference to that of the block before), its highest impact, its length in bytes.
//! The heads let a reader skip. In a block, each posting is the difference to the document before it, less one (Rice code), its
//! impact ([`IMPACT_BITS`]; 0 says that the title has the term and the impact follows), and, where the term has several
//! forms, which of them the document has.

use super::bits::{BitReader, BitWriter, rice_parameter};
use super::bytes::{Corrupt, Cursor, put_number};

/// Postings in a block.
pub const BLOCK: usize = 128;

/// Bits of an impact.
pub const IMPACT_BITS: u32 = 4;

/// The highest impact.
pub const HIGHEST: u8 = (1 << IMPACT_BITS) - 1;

/// One document of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub document: u32,
    /// The saturated BM25F frequency of the term in the document, `tf / (tf + k1 · norm)`, in sixteenths, rounded down,
    /// and at least 1.
    pub impact: u8,
    /// The title has the term.
    pub title: bool,
    /// Bit *i*: the document has the term in its *i*-th spelling. 0 where a list has no spellings.
    pub spellings: u64,
}

impl Posting {
    /// The saturated frequency: the middle of what its impact can mean, between 0 and 1.
    pub fn frequency(&self) -> f32 {
        (f32::from(self.impact) + 0.5) / f32::from(HIGHEST + 1)
    }
}

/// What a reader has to know of a list before it can read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Postings in the list.
    pub count: u32,
    /// Each posting says which spellings its document has.
    pub spelled: bool,
    /// Documents in the archive.
    pub documents: u32,
}

/// Writes a list, ascending by document.
pub fn encode(postings: &[Posting], shape: Shape) -> Vec<u8> {
    if postings.len() <= BLOCK {
        return block(postings, 0, shape.documents, shape.spelled);
    }
    let mut bytes = Vec::new();
    let mut next = 0;
    for chunk in postings.chunks(BLOCK) {
        let behind = chunk[chunk.len() - 1].document + 1;
        let body = block(chunk, next, behind - next, shape.spelled);
        put_number(&mut bytes, u64::from(behind - next));
        bytes.push(chunk.iter().map(|posting| posting.impact).max().unwrap_or(0));
        put_number(&mut bytes, body.len() as u64);
        bytes.extend_from_slice(&body);
        next = behind;
    }
    bytes
}

/// The bits of postings whose documents lie in `first..first + span`.
fn block(postings: &[Posting], first: u32, span: u32, spelled: bool) -> Vec<u8> {
    let k = rice_parameter(span, postings.len() as u32);
    let mut bits = BitWriter::default();
    let mut next = first;
    for posting in postings {
        bits.put_rice(posting.document - next, k);
        next = posting.document + 1;
        if posting.title {
            bits.put(0, IMPACT_BITS);
        }
        bits.put(u32::from(posting.impact), IMPACT_BITS);
        if spelled {
            // How many more than one follow, then each as the difference to the one before.
            let count = posting.spellings.count_ones();
            bits.put_gamma(count.max(1));
            let mut left = posting.spellings.max(1);
            let mut before = 0;
            for _ in 0..count.max(1) {
                let bit = left.trailing_zeros() + 1;
                bits.put_gamma(bit - before);
                before = bit;
                left &= left - 1;
            }
        }
    }
    bits.finish()
}

const ORDER: Corrupt = Corrupt("a document in it is out of range");

/// A block of a list that is not read yet.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    first: u32,
    span: u32,
    count: u32,
    /// No posting of the block has a higher impact.
    pub highest: u8,
    spelled: bool,
    bytes: &'a [u8],
}

impl Block<'_> {
    /// The documents of the block lie in this range.
    pub fn documents(&self) -> std::ops::Range<u32> {
        self.first..self.first + self.span
    }

    /// Calls `each` with the postings in order.
    ///
    /// # Errors
    /// The bytes end early or a document is out of range; postings before it have been given.
    pub fn each(&self, mut each: impl FnMut(Posting)) -> Result<(), Corrupt> {
        let k = rice_parameter(self.span, self.count);
        let mut bits = BitReader::new(self.bytes);
        let end = self.first + self.span;
        let mut next = self.first;
        for _ in 0..self.count {
            let document = next.checked_add(bits.rice(k)?).filter(|document| *document < end);
            let document = document.ok_or(ORDER)?;
            next = document + 1;
            let mut impact = bits.take(IMPACT_BITS)?;
            let title = impact == 0;
            if title {
                impact = bits.take(IMPACT_BITS)?;
            }
            let mut spellings = 0;
            if self.spelled {
                let mut bit = 0_u32;
                for _ in 0..bits.gamma()? {
                    bit = bit.saturating_add(bits.gamma()?);
                    spellings |= 1_u64
                        .checked_shl(bit - 1)
                        .ok_or(Corrupt("a spelling in it is out of range"))?;
                }
            }
            each(Posting {
                document,
                impact: impact as u8,
                title,
                spellings,
            });
        }
        Ok(())
    }
}

/// The blocks of a list.
#[derive(Clone, Debug)]
pub struct Blocks<'a> {
    cursor: Cursor<'a>,
    shape: Shape,
    left: u32,
    next: u32,
}

/// The blocks of a list of this shape, unread.
pub fn blocks(bytes: &[u8], shape: Shape) -> Blocks<'_> {
    Blocks {
        cursor: Cursor::new(bytes),
        shape,
        left: shape.count,
        next: 0,
    }
}

impl<'a> Blocks<'a> {
    fn head(&mut self) -> Result<Block<'a>, Corrupt> {
        let count = self.left.min(BLOCK as u32);
        let whole = self.shape.count as usize <= BLOCK;
        let (span, highest, length) = if whole {
            (self.shape.documents, HIGHEST, self.cursor.rest())
        } else {
            (self.cursor.number()?, self.cursor.byte()?, self.cursor.number()?)
        };
        let behind = self
            .next
            .checked_add(span)
            .filter(|behind| *behind <= self.shape.documents);
        let block = Block {
            first: self.next,
            span,
            count,
            highest,
            spelled: self.shape.spelled,
            bytes: self.cursor.take(length)?,
        };
        self.next = behind.ok_or(ORDER)?;
        self.left -= count;
        Ok(block)
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Result<Block<'a>, Corrupt>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 {
            return None;
        }
        let head = self.head();
        if head.is_err() {
            self.left = 0;
        }
        Some(head)
    }
}

/// Calls `each` with all postings of a list in order.
///
/// # Errors
/// The bytes are damaged; postings before the damage have been given.
pub fn each(bytes: &[u8], shape: Shape, mut each: impl FnMut(Posting)) -> Result<(), Corrupt> {
    for block in blocks(bytes, shape) {
        block?.each(&mut each)?;
    }
    Ok(())
}

/// All postings of a list.
///
/// # Errors
/// The bytes are damaged.
pub fn decode(bytes: &[u8], shape: Shape) -> Result<Vec<Posting>, Corrupt> {
    let mut postings = Vec::new();
    each(bytes, shape, |posting| postings.push(posting))?;
    Ok(postings)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DOCUMENTS: u32 = 5_000;

    fn shape(postings: &[Posting], spelled: bool) -> Shape {
        Shape {
            count: postings.len() as u32,
            spelled,
            documents: DOCUMENTS,
        }
    }

    prop_compose! {
        fn lists()(
            spelled in any::<bool>(),
            all in proptest::collection::btree_map(0..DOCUMENTS, (1..=HIGHEST, any::<bool>(), 1..u64::MAX), 1..400),
        ) -> (bool, Vec<Posting>) {
            let posting = |(document, (impact, title, mask))| Posting {
                document, impact, title, spellings: if spelled { mask } else { 0 },
            };
            (spelled, all.into_iter().map(posting).collect())
        }
    }

    proptest! {
        #[test]
        fn a_list_survives_its_bytes((spelled, list) in lists()) {
            let bytes = encode(&list, shape(&list, spelled));
            prop_assert_eq!(decode(&bytes, shape(&list, spelled)), Ok(list));
        }

        #[test]
        fn heads_tell_the_truth((spelled, list) in lists()) {
            let bytes = encode(&list, shape(&list, spelled));
            for block in blocks(&bytes, shape(&list, spelled)) {
                let block = block.expect("readable");
                block.each(|posting| {
                    assert!(block.documents().contains(&posting.document) && posting.impact <= block.highest);
                }).expect("readable");
            }
        }

        #[test]
        fn a_cut_list_is_an_error((spelled, list) in lists(), cut in any::<proptest::sample::Index>()) {
            let bytes = encode(&list, shape(&list, spelled));
            prop_assert!(decode(&bytes[..cut.index(bytes.len())], shape(&list, spelled)).is_err());
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..300), count in any::<u32>(), spelled in any::<bool>(), documents in any::<u32>()) {
            let _ = decode(&bytes, Shape { count, spelled, documents });
        }
    }

    #[test]
    fn a_document_beyond_the_archive_is_an_error() {
        let list = [Posting {
            document: 7,
            impact: 1,
            title: false,
            spellings: 0,
        }];
        let of = |documents| Shape {
            count: 1,
            spelled: false,
            documents,
        };
        // 8 and 9 documents have the same Rice parameter.
        let bytes = encode(&list, of(9));
        assert!(decode(&bytes, of(8)).is_ok());
        assert!(decode(&bytes, of(7)).is_err());
    }

    #[test]
    fn frequent_terms_cost_little_more_than_their_impact() {
        let list: Vec<Posting> = (0..DOCUMENTS)
            .map(|document| Posting {
                document,
                impact: 9,
                title: false,
                spellings: 0,
            })
            .collect();
        let bytes = encode(&list, shape(&list, false));
        assert!(bytes.len() * 8 < list.len() * 7, "{} bytes", bytes.len());
    }
}

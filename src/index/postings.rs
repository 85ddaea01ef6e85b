//! Postings: which documents have a term, how much it weighs there, and in which spellings.
//!
//! A list is a row of documents (module `gaps`), each followed by its impact ([`IMPACT_BITS`]; 0 says that the title has the term, and
//! how much of it that is (3 bits) and the impact follow). A list of a *frequent* term, one that stands in an eighth of all documents and more, says less of most of
//! them, since such a word decides little: only the highest impacts are written, all others are one number. It has the documents (or
//! those without the term, if these are fewer), then which of them have the term in their title and how much of it that is, then the
//! *head*: those with an impact of their own.
//!
//! Which forms of the term a document has stands apart ([`encode_spellings`]): few queries ask for it.

use super::bits::{BitReader, BitWriter};
use super::bytes::{Corrupt, Cursor, put_number};
use super::gaps::{self, Gaps};

/// Bits of an impact.
pub const IMPACT_BITS: u32 = 4;

/// The highest impact.
pub const HIGHEST: u8 = (1 << IMPACT_BITS) - 1;

/// Bits of how much of a title a term is.
const TITLE_BITS: u32 = 3;

/// How much of a title a term is at most: of a very short one.
pub const SHORT_TITLE: u8 = (1 << TITLE_BITS) - 1;

/// A term is frequent if it has more postings than this…
const FREQUENT: u32 = 4_096;
/// … and more than one in so many documents has it.
const FREQUENT_PART: u32 = 8;

/// The head has no more than one in so many postings.
const HEAD_PART: usize = 4;

/// Postings that are read at a time.
const CHUNK: usize = 64;

/// One document of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub document: u32,
    /// The saturated BM25F frequency of the term in the document, `tf / (tf + k1 · norm)`, in sixteenths, rounded down,
    /// and at least 1.
    pub impact: u8,
    /// How much of the title the term is: nothing, where the title lacks it, or from 1, a word of a long title, to [`SHORT_TITLE`].
    pub title: u8,
    /// Bit *i*: the document has the term in its *i*-th spelling. 0 where a list has no spellings, or was read without them.
    pub spellings: u64,
}

impl Posting {
    /// The title has the term.
    #[inline]
    pub fn in_title(&self) -> bool {
        self.title > 0
    }

    /// The saturated frequency: the middle of what its impact can mean, between 0 and 1.
    #[inline]
    pub fn frequency(&self) -> f32 {
        (f32::from(self.impact) + 0.5) / f32::from(HIGHEST + 1)
    }
}

/// What a reader has to know of a list before it can read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Postings in the list.
    pub count: u32,
    /// Documents in the archive.
    pub documents: u32,
}

impl Shape {
    /// The parameter of the documents of a term that is not frequent, where it is known.
    fn parameter(self) -> Option<u32> {
        gaps::parameter(self.count, self.documents)
    }

    fn frequent(self) -> bool {
        self.count > FREQUENT && self.count > self.documents / FREQUENT_PART
    }

    /// Documents without the term are fewer than those with it.
    fn inverted(self) -> bool {
        self.count > self.documents / 2
    }
}

/// Gives all postings of a frequent term but the head the impact that stands for theirs: their mean. Done before a list is written.
pub fn level(postings: &mut [Posting], shape: Shape) {
    if !shape.frequent() {
        return;
    }
    let having = |impact: u8| postings.iter().filter(|posting| posting.impact >= impact).count();
    let lowest = (1..=HIGHEST).find(|impact| having(*impact) <= postings.len() / HEAD_PART);
    let rest = |posting: &&mut Posting| lowest.is_none_or(|lowest| posting.impact < lowest);
    let (sum, count) = postings.iter_mut().filter(rest).fold((0, 0), |(sum, count), posting| {
        (sum + u32::from(posting.impact), count + 1)
    });
    let mean = (sum + count / 2) / count.max(1);
    postings
        .iter_mut()
        .filter(rest)
        .for_each(|posting| posting.impact = mean as u8);
}

/// Writes a list, ascending by document, whose impacts are [`level`]. Spellings are left out.
pub fn encode(postings: &[Posting], shape: Shape) -> Vec<u8> {
    let documents: Vec<u32> = postings.iter().map(|posting| posting.document).collect();
    if shape.frequent() {
        return encode_frequent(postings, &documents, shape);
    }
    let mut bits = BitWriter::default();
    gaps::put(&mut bits, &documents, shape.parameter(), |bits, at| {
        let posting = &postings[at];
        if posting.in_title() {
            bits.put(0, IMPACT_BITS);
            bits.put(u32::from(posting.title - 1), TITLE_BITS);
        }
        bits.put(u32::from(posting.impact), IMPACT_BITS);
    });
    bits.finish()
}

fn encode_frequent(postings: &[Posting], documents: &[u32], shape: Shape) -> Vec<u8> {
    let mut first = BitWriter::default();
    if shape.inverted() {
        let mut having = documents.iter().peekable();
        let lacking = (0..shape.documents).filter(|document| having.next_if_eq(&document).is_none());
        // One more, that ends them.
        let lacking: Vec<u32> = lacking.chain([shape.documents]).collect();
        gaps::put(&mut first, &lacking, None, |_, _| {});
    } else {
        gaps::put(&mut first, documents, None, |_, _| {});
    }
    // Which postings, by their places in the list, and one more that ends them.
    let which = |wanted: &dyn Fn(&Posting) -> bool| -> Vec<u32> {
        let wanted = (0..).zip(postings).filter(|(_, posting)| wanted(posting));
        wanted.map(|(at, _)| at).chain([shape.count]).collect()
    };
    let mut titles = BitWriter::default();
    let entitled = which(&Posting::in_title);
    gaps::put(&mut titles, &entitled, None, |bits, at| {
        if let Some(posting) = postings.get(entitled[at] as usize) {
            bits.put(u32::from(posting.title - 1), TITLE_BITS);
        }
    });
    let mut head = BitWriter::default();
    // At most a part of the postings stand above the most frequent impact of a levelled list.
    let counts = (1..=HIGHEST).map(|impact| {
        (
            postings.iter().filter(|posting| posting.impact == impact).count(),
            impact,
        )
    });
    let rest = counts.max().map_or(HIGHEST, |(_, impact)| impact);
    let own = |posting: &Posting| posting.impact != rest;
    let lowest = postings
        .iter()
        .filter(|posting| own(posting))
        .map(|posting| posting.impact);
    let lowest = lowest.min().unwrap_or(HIGHEST);
    head.put(u32::from(rest), IMPACT_BITS);
    head.put(u32::from(lowest), IMPACT_BITS);
    let width = width(lowest);
    let own = which(&own);
    gaps::put(&mut head, &own, None, |bits, at| {
        if let Some(posting) = postings.get(own[at] as usize) {
            bits.put(u32::from(posting.impact - lowest), width);
        }
    });
    let [first, titles, head] = [first, titles, head].map(BitWriter::finish);
    let mut bytes = Vec::new();
    put_number(&mut bytes, first.len() as u64);
    put_number(&mut bytes, titles.len() as u64);
    [bytes, first, titles, head].concat()
}

/// The bits of an impact that is at least `lowest`, as what it has more.
fn width(lowest: u8) -> u32 {
    u8::BITS - HIGHEST.saturating_sub(lowest).leading_zeros()
}

/// Writes which forms of the term the documents of a list have: for each, how many, then the place of each, counted from 1, as the
/// difference to the one before (gamma codes).
pub fn encode_spellings(postings: &[Posting]) -> Vec<u8> {
    let mut bits = BitWriter::default();
    for posting in postings {
        let mut left = posting.spellings.max(1);
        bits.put_gamma(left.count_ones());
        let mut before = 0;
        while left != 0 {
            let bit = left.trailing_zeros() + 1;
            bits.put_gamma(bit - before);
            before = bit;
            left &= left - 1;
        }
    }
    bits.finish()
}

const ORDER: Corrupt = Corrupt("a document in it is out of range");

/// Reads a list, some postings at a time.
struct Reader<'a> {
    shape: Shape,
    /// Which posting is read next.
    at: u32,
    documents: Gaps<'a>,
    frequent: Option<Frequent<'a>>,
    spellings: Option<BitReader<'a>>,
}

/// What a frequent term has besides documents.
struct Frequent<'a> {
    /// The next document, or the next one that lacks the term.
    next: u32,
    lacking: u32,
    titles: Gaps<'a>,
    /// The next posting with the term in its title.
    title: u32,
    head: Gaps<'a>,
    /// The next posting with an impact of its own.
    own: u32,
    rest: u8,
    lowest: u8,
}

impl<'a> Reader<'a> {
    fn new(list: &'a [u8], spellings: Option<&'a [u8]>, shape: Shape) -> Result<Self, Corrupt> {
        let (mut documents, mut frequent) = (list, None);
        let mut known = shape.parameter();
        if shape.frequent() {
            known = None;
            let mut cursor = Cursor::new(list);
            let lengths = [cursor.number()?, cursor.number()?];
            documents = cursor.take(lengths[0])?;
            let titles = cursor.take(lengths[1])?;
            let mut head = BitReader::new(cursor.take(cursor.rest())?);
            frequent = Some(Frequent {
                next: 0,
                lacking: 0,
                titles: Gaps::new(BitReader::new(titles), None),
                title: 0,
                rest: head.take(IMPACT_BITS)? as u8,
                lowest: head.take(IMPACT_BITS)? as u8,
                head: Gaps::new(head, None),
                own: 0,
            });
        }
        let mut reader = Self {
            shape,
            at: 0,
            documents: Gaps::new(BitReader::new(documents), known),
            frequent,
            spellings: spellings.map(BitReader::new),
        };
        if let Some(frequent) = &mut reader.frequent {
            frequent.title = frequent.titles.next()?;
            frequent.own = frequent.head.next()?;
            if shape.inverted() {
                frequent.lacking = reader.documents.next()?;
            }
        }
        Ok(reader)
    }

    /// Reads the next postings, as many as there is room for. Answers with how many there were.
    fn read(&mut self, into: &mut [Posting]) -> Result<usize, Corrupt> {
        let count = into.len().min((self.shape.count - self.at) as usize);
        let into = &mut into[..count];
        let mut documents = self.documents;
        match &mut self.frequent {
            None => {
                for posting in &mut *into {
                    posting.document = documents.next_inlined()?;
                    let impact = documents.bits.take_inlined(IMPACT_BITS)?;
                    (posting.title, posting.impact) = if impact == 0 {
                        (title(&mut documents.bits)?, documents.bits.take(IMPACT_BITS)? as u8)
                    } else {
                        (0, impact as u8)
                    };
                }
            }
            Some(frequent) => {
                for (at, posting) in (self.at..).zip(&mut *into) {
                    posting.document = if self.shape.inverted() {
                        while frequent.next == frequent.lacking {
                            frequent.next += 1;
                            frequent.lacking = documents.next()?;
                        }
                        frequent.next += 1;
                        frequent.next - 1
                    } else {
                        documents.next_inlined()?
                    };
                    posting.title = 0;
                    if frequent.title == at {
                        posting.title = title(&mut frequent.titles.bits)?;
                        frequent.title = frequent.titles.next()?;
                    }
                    posting.impact = frequent.rest;
                    if frequent.own == at {
                        let above = frequent.head.bits.take(width(frequent.lowest))?;
                        posting.impact = HIGHEST.min(frequent.lowest + above as u8);
                        frequent.own = frequent.head.next()?;
                    }
                }
            }
        }
        self.documents = documents;
        self.at += count as u32;
        // They ascend.
        if into.last().is_some_and(|last| last.document >= self.shape.documents) {
            return Err(ORDER);
        }
        if let Some(bits) = &mut self.spellings {
            for posting in into {
                posting.spellings = spellings(bits)?;
            }
        }
        Ok(count)
    }
}

fn title(bits: &mut BitReader<'_>) -> Result<u8, Corrupt> {
    let more = bits.take(TITLE_BITS)? as u8;
    Ok(SHORT_TITLE.min(1 + more))
}

fn spellings(bits: &mut BitReader<'_>) -> Result<u64, Corrupt> {
    let mut spellings = 0;
    let mut bit = 0_u32;
    for _ in 0..bits.gamma()? {
        bit = bit.saturating_add(bits.gamma()?);
        let one = 1_u64.checked_shl(bit - 1);
        spellings |= one.ok_or(Corrupt("a spelling in it is out of range"))?;
    }
    Ok(spellings)
}

/// Calls `each` with all postings of a list in order, some at a time, with their spellings if these are given.
///
/// # Errors
/// The bytes are damaged; postings before the damage may have been given.
pub fn each(
    list: &[u8],
    spellings: Option<&[u8]>,
    shape: Shape,
    each: &mut dyn FnMut(&[Posting]),
) -> Result<(), Corrupt> {
    let mut reader = Reader::new(list, spellings, shape)?;
    let mut chunk = [Posting::default(); CHUNK];
    loop {
        let count = reader.read(&mut chunk)?;
        each(&chunk[..count]);
        if count < CHUNK {
            return Ok(());
        }
    }
}

/// All postings of a list, with their spellings if these are given.
///
/// # Errors
/// The bytes are damaged.
pub fn decode(list: &[u8], spellings: Option<&[u8]>, shape: Shape) -> Result<Vec<Posting>, Corrupt> {
    let mut postings = Vec::new();
    each(list, spellings, shape, &mut |chunk| postings.extend_from_slice(chunk))?;
    Ok(postings)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Large enough for frequent terms, small enough for terms that most documents have.
    const DOCUMENTS: u32 = 9_000;

    fn shape(postings: &[Posting]) -> Shape {
        Shape {
            count: postings.len() as u32,
            documents: DOCUMENTS,
        }
    }

    prop_compose! {
        /// One in so many documents: from rare to frequent ones.
        fn lists()(
            part in prop_oneof![Just(1), Just(2), Just(3), Just(40), Just(1_000)],
        )(
            part in Just(part),
            lowest in 1..=HIGHEST,
            all in proptest::collection::vec((0..part, 1..=HIGHEST, 0..=SHORT_TITLE, 1..u64::MAX), DOCUMENTS as usize),
        ) -> Vec<Posting> {
            let having = (0..).zip(all).filter(|(_, (draw, ..))| *draw == 0 || part == 1 && *draw % 97 > 0);
            let posting = |(document, (_, impact, title, spellings))| Posting {
                document, impact: lowest.max(impact), title, spellings,
            };
            having.map(posting).collect()
        }
    }

    proptest! {
        #[test]
        fn a_list_survives_its_bytes(list in lists()) {
            let bytes = encode(&list, shape(&list));
            let spellings = encode_spellings(&list);
            prop_assert_eq!(decode(&bytes, Some(&spellings), shape(&list)), Ok(list.clone()));
            let bare: Vec<Posting> = list.iter().map(|posting| Posting { spellings: 0, ..*posting }).collect();
            prop_assert_eq!(decode(&bytes, None, shape(&list)), Ok(bare));
        }

        #[test]
        fn only_the_head_of_a_frequent_term_has_impacts_of_its_own(list in lists()) {
            let mut levelled = list.clone();
            level(&mut levelled, shape(&list));
            if shape(&list).frequent() {
                let mean = |list: &[Posting]| list.iter().map(|posting| f64::from(posting.impact)).sum::<f64>() / list.len() as f64;
                prop_assert!((mean(&list) - mean(&levelled)).abs() <= 0.5, "what they are worth together stays");
                let changed: Vec<(u8, u8)> = list.iter().zip(&levelled).map(|(a, b)| (a.impact, b.impact)).filter(|(a, b)| a != b).collect();
                let rest = changed.first().map(|(_, to)| *to);
                prop_assert!(changed.iter().all(|(_, to)| Some(*to) == rest), "{:?}", changed);
                let highest = changed.iter().map(|(from, _)| *from).max();
                let head = levelled.iter().filter(|posting| highest.is_some_and(|highest| posting.impact > highest));
                prop_assert!(head.count() <= list.len() / HEAD_PART);
            } else {
                prop_assert_eq!(levelled, list);
            }
        }

        #[test]
        fn a_cut_list_is_an_error(list in lists(), cut in any::<proptest::sample::Index>()) {
            let bytes = encode(&list, shape(&list));
            prop_assert!(bytes.is_empty() || decode(&bytes[..cut.index(bytes.len())], None, shape(&list)).is_err());
            let spellings = encode_spellings(&list);
            prop_assert!(spellings.is_empty() || decode(&bytes, Some(&spellings[..cut.index(spellings.len())]), shape(&list)).is_err());
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..300), count in 0..20_000_u32, documents in 0..20_000_u32) {
            let _ = decode(&bytes, Some(&bytes), Shape { count, documents });
        }
    }

    #[test]
    fn a_document_beyond_the_archive_is_an_error() {
        let list = [Posting {
            document: 7,
            impact: 1,
            title: 0,
            spellings: 0,
        }];
        let of = |documents| Shape { count: 1, documents };
        // 8 and 9 documents have the same Rice parameter.
        let bytes = encode(&list, of(9));
        assert!(decode(&bytes, None, of(8)).is_ok());
        assert!(decode(&bytes, None, of(7)).is_err());
    }

    #[test]
    fn frequent_terms_cost_less_than_their_impacts_would() {
        let posting = |document: u32| Posting {
            document,
            impact: 1 + (document * document % 15) as u8,
            title: u8::from(document.is_multiple_of(20)),
            spellings: 0,
        };
        for (part, bits) in [(1, 1.5), (2, 4.0), (7, 6.0)] {
            let documents = 40_000;
            let mut list: Vec<Posting> = (0..documents).step_by(part).map(posting).collect();
            let shape = Shape {
                count: list.len() as u32,
                documents,
            };
            level(&mut list, shape);
            let each = encode(&list, shape).len() as f64 * 8.0 / list.len() as f64;
            assert!(each < bits, "{each} bits where one in {part} has it");
        }
    }
}

//! Shards of terms: the dictionary, front-coded, each term with the way to its postings and positions.
//!
//! A shard begins with the place of its first positions. An entry is: bytes shared with the term before, the rest
//! of the term, its document frequency, its spellings, its postings (inline or a place in a file), and the length of its
//! positions, which stand right behind those of the term before or at the beginning of the next file.

use std::ops::Range;

use super::bytes::{Corrupt, Cursor, put_number, put_text};

/// What stands before a slug that is kept as a term, so that an article can be found by its slug through
/// the same dictionary. No word begins so.
pub const SLUG: char = '\u{1}';

/// A place in a numbered file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: u32,
    /// The bytes of its payload.
    pub range: Range<usize>,
}

/// Where the postings of a term are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Postings {
    /// Here.
    Inline(Vec<u8>),
    /// In a file of postings.
    At(Place),
}

/// A term of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The folded word.
    pub folded: String,
    /// How many documents have it.
    pub frequency: u32,
    /// Its exact spellings ([`crate::text::spelling`]), most frequent first; empty where the folded form
    /// is the only one.
    pub spellings: Vec<String>,
    /// Its postings.
    pub postings: Postings,
    /// Its positions; an empty range where it has none.
    pub positions: Place,
}

/// Writes the payload of a shard. Terms ascend; the positions of each stand where the module says.
pub fn encode(terms: &[Term]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = "";
    let mut place = terms.first().map_or(Place { file: 0, range: 0..0 }, |first| Place {
        file: first.positions.file,
        range: first.positions.range.start..first.positions.range.start,
    });
    put_number(&mut bytes, u64::from(place.file));
    put_number(&mut bytes, place.range.start as u64);
    for term in terms {
        let shared = term
            .folded
            .bytes()
            .zip(before.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        put_number(&mut bytes, shared as u64);
        put_number(&mut bytes, (term.folded.len() - shared) as u64);
        bytes.extend_from_slice(&term.folded.as_bytes()[shared..]);
        put_number(&mut bytes, u64::from(term.frequency));
        put_number(&mut bytes, term.spellings.len() as u64);
        for spelling in &term.spellings {
            put_text(&mut bytes, spelling);
        }
        match &term.postings {
            Postings::Inline(postings) => {
                put_number(&mut bytes, 0);
                put_number(&mut bytes, postings.len() as u64);
                bytes.extend_from_slice(postings);
            }
            Postings::At(place) => {
                put_number(&mut bytes, u64::from(place.file) + 1);
                put_range(&mut bytes, &place.range);
            }
        }
        let next_file = term.positions.file != place.file;
        debug_assert_eq!(term.positions.range.start, if next_file { 0 } else { place.range.end });
        put_number(
            &mut bytes,
            (term.positions.range.len() as u64) << 1 | u64::from(next_file),
        );
        place = term.positions.clone();
        before = &term.folded;
    }
    bytes
}

fn put_range(bytes: &mut Vec<u8>, range: &Range<usize>) {
    put_number(bytes, range.start as u64);
    put_number(bytes, range.len() as u64);
}

const OUT_OF_RANGE: Corrupt = Corrupt("a place in it is out of range");

/// The terms of a shard's payload that begin with `prefix`, or the one that is `prefix` if `whole`; ascending.
///
/// # Errors
/// The payload is damaged.
pub fn find(payload: &[u8], prefix: &str, whole: bool) -> Result<Vec<Term>, Corrupt> {
    let mut cursor = Cursor::new(payload);
    let mut found = Vec::new();
    let mut folded: Vec<u8> = Vec::new();
    let file = cursor.number()?;
    let start = cursor.number()? as usize;
    let mut positions = Place {
        file,
        range: start..start,
    };
    while !cursor.is_empty() {
        let shared = cursor.number()? as usize;
        if shared > folded.len() {
            return Err(Corrupt("a term in it continues one that is not there"));
        }
        folded.truncate(shared);
        let rest = cursor.number()?;
        folded.extend_from_slice(cursor.take(rest)?);
        let wanted = if whole {
            folded == prefix.as_bytes()
        } else {
            folded.starts_with(prefix.as_bytes())
        };
        if let Some(term) = entry(&mut cursor, wanted.then_some(&folded), &mut positions)? {
            found.push(term);
        } else if folded.as_slice() > prefix.as_bytes() {
            break;
        }
    }
    Ok(found)
}

/// Reads the rest of an entry and moves `positions` on; makes a term of it only when its folded word is given.
fn entry(cursor: &mut Cursor<'_>, folded: Option<&Vec<u8>>, positions: &mut Place) -> Result<Option<Term>, Corrupt> {
    let frequency = cursor.number()?;
    let count = cursor.number()?;
    let mut spellings = Vec::new();
    for _ in 0..count {
        let spelling = cursor.text()?;
        if folded.is_some() {
            spellings.push(spelling.to_owned());
        }
    }
    let file = cursor.number()?;
    let postings = if file == 0 {
        let length = cursor.number()?;
        let bytes = cursor.take(length)?;
        Postings::Inline(if folded.is_some() { bytes.to_vec() } else { Vec::new() })
    } else {
        Postings::At(Place {
            file: file - 1,
            range: range(cursor)?,
        })
    };
    let length = cursor.number()?;
    if length & 1 == 1 {
        let file = positions.file.checked_add(1).ok_or(OUT_OF_RANGE)?;
        *positions = Place { file, range: 0..0 };
    }
    let start = positions.range.end;
    positions.range = start..start.checked_add((length >> 1) as usize).ok_or(OUT_OF_RANGE)?;
    let Some(folded) = folded else { return Ok(None) };
    let folded = String::from_utf8(folded.clone()).map_err(|_| Corrupt("a term in it is not UTF-8"))?;
    Ok(Some(Term {
        folded,
        frequency,
        spellings,
        postings,
        positions: positions.clone(),
    }))
}

fn range(cursor: &mut Cursor<'_>) -> Result<Range<usize>, Corrupt> {
    let start = cursor.number()? as usize;
    let length = cursor.number()? as usize;
    Ok(start..start.checked_add(length).ok_or(OUT_OF_RANGE)?)
}

/// The shards in which terms that begin with `prefix` can be, given the first term of each shard. A whole
/// term is in the first of them.
pub fn shards(router: &[String], prefix: &str) -> Range<u32> {
    let first = router
        .partition_point(|first| first.as_str() <= prefix)
        .saturating_sub(1);
    let last = first
        + router[first.min(router.len())..]
            .iter()
            .skip(1)
            .take_while(|start| start.starts_with(prefix))
            .count();
    first as u32..(last + 1).min(router.len()) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Terms whose positions stand one behind the other, the third ones at the beginning of a file.
    fn terms<'a>(words: impl IntoIterator<Item = &'a String>) -> Vec<Term> {
        let mut place = Place { file: 1, range: 5..5 };
        let next = |(at, word): (usize, &String)| {
            let (file, start) = if at % 3 == 2 {
                (place.file + 1, 0)
            } else {
                (place.file, place.range.end)
            };
            place = Place {
                file,
                range: start..start + 4,
            };
            term(word, place.clone())
        };
        words.into_iter().enumerate().map(next).collect()
    }

    fn term(folded: &str, positions: Place) -> Term {
        Term {
            folded: folded.into(),
            frequency: 3,
            spellings: vec!["a".into(), "ă".into()],
            postings: Postings::Inline(vec![1, 2, 3]),
            positions,
        }
    }

    proptest! {
        #[test]
        fn a_shard_finds_its_terms_and_no_others(words in proptest::collection::btree_set("[ab]{1,4}", 0..12), wanted in "[ab]{0,3}") {
            let terms = terms(&words);
            let payload = encode(&terms);
            let with_prefix: Vec<Term> = terms.iter().filter(|term| term.folded.starts_with(&wanted)).cloned().collect();
            let whole: Vec<Term> = terms.iter().filter(|term| term.folded == wanted).cloned().collect();
            prop_assert_eq!(find(&payload, &wanted, false), Ok(with_prefix));
            prop_assert_eq!(find(&payload, &wanted, true), Ok(whole));
        }

        #[test]
        fn the_router_names_every_shard_with_a_prefix(
            words in proptest::collection::btree_set("[ab]{1,4}", 1..20), size in 1..4_usize, wanted in "[ab]{0,3}"
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let mut router: Vec<String> = words.chunks(size).map(|shard| shard[0].clone()).collect();
            router[0].clear();
            let named = shards(&router, &wanted);
            for (shard, words) in words.chunks(size).enumerate() {
                if words.iter().any(|word| word.starts_with(&wanted)) {
                    prop_assert!(named.contains(&(shard as u32)), "shard {} of {:?}", shard, router);
                }
            }
            prop_assert!(named.end as usize <= router.len());
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = find(&bytes, "a", false);
        }
    }

    #[test]
    fn an_archive_without_terms_has_no_shards() {
        assert_eq!(shards(&[], "a"), 0..0);
    }
}

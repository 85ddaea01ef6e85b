//! Shards of terms: the dictionary, front-coded, each term with the way to its postings and positions.
//!
//! An entry is: bytes shared with the term before, the rest of the term, its document frequency, its
//! spellings, its postings (inline or a place in a file), its positions (a place in a file).

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

/// Writes the payload of a shard. Terms ascend.
pub fn encode(terms: &[Term]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = "";
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
        put_number(&mut bytes, u64::from(term.positions.file));
        put_range(&mut bytes, &term.positions.range);
        before = &term.folded;
    }
    bytes
}

fn put_range(bytes: &mut Vec<u8>, range: &Range<usize>) {
    put_number(bytes, range.start as u64);
    put_number(bytes, range.len() as u64);
}

/// The terms of a shard's payload that begin with `prefix`, or the one that is `prefix` if `whole`; ascending.
///
/// # Errors
/// The payload is damaged.
pub fn find(payload: &[u8], prefix: &str, whole: bool) -> Result<Vec<Term>, Corrupt> {
    let mut cursor = Cursor::new(payload);
    let mut found = Vec::new();
    let mut folded: Vec<u8> = Vec::new();
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
        if let Some(term) = entry(&mut cursor, wanted.then_some(&folded))? {
            found.push(term);
        } else if folded.as_slice() > prefix.as_bytes() {
            break;
        }
    }
    Ok(found)
}

/// Reads the rest of an entry; makes a term of it only when its folded word is given.
fn entry(cursor: &mut Cursor<'_>, folded: Option<&Vec<u8>>) -> Result<Option<Term>, Corrupt> {
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
    let positions = Place {
        file: cursor.number()?,
        range: range(cursor)?,
    };
    let Some(folded) = folded else { return Ok(None) };
    let folded = String::from_utf8(folded.clone()).map_err(|_| Corrupt("a term in it is not UTF-8"))?;
    Ok(Some(Term {
        folded,
        frequency,
        spellings,
        postings,
        positions,
    }))
}

fn range(cursor: &mut Cursor<'_>) -> Result<Range<usize>, Corrupt> {
    let start = cursor.number()? as usize;
    let length = cursor.number()? as usize;
    Ok(start
        ..start
            .checked_add(length)
            .ok_or(Corrupt("a place in it is out of range"))?)
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

    fn term(folded: &str) -> Term {
        Term {
            folded: folded.into(),
            frequency: 3,
            spellings: vec!["a".into(), "ă".into()],
            postings: Postings::Inline(vec![1, 2, 3]),
            positions: Place { file: 1, range: 5..9 },
        }
    }

    proptest! {
        #[test]
        fn a_shard_finds_its_terms_and_no_others(words in proptest::collection::btree_set("[ab]{1,4}", 0..12), wanted in "[ab]{0,3}") {
            let terms: Vec<Term> = words.iter().map(|word| term(word)).collect();
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

//! Postings: which documents have a term, how much it weighs there, in which fields and spellings.
//!
//! A list of at most [`BLOCK`] postings is one bare block; a longer one is a row of blocks of that many,
//! each after a head of three numbers: its last document (as a difference to that of the block before),
//! its highest impact, its length in bytes. The heads let a reader skip.

use super::bytes::{Corrupt, Cursor, put_number};

/// Postings in a block.
pub const BLOCK: usize = 128;

/// A field of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The headline.
    Title = 1,
    /// The first sentence of the text, at most twenty words.
    Lead = 2,
    /// The text.
    Body = 4,
    /// Labels of the tags.
    Tags = 8,
}

/// One document of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The document.
    pub document: u32,
    /// The saturated BM25F frequency of the term in the document, `tf / (tf + k1 · norm)`, in 1/255; at least 1.
    pub impact: u8,
    /// The [`Field`]s that have it, added up.
    pub fields: u8,
    /// Bit *i*: the document has the term in its *i*-th spelling. 0 where a term has one spelling only.
    pub spellings: u64,
}

/// Writes a list, ascending by document. `spellings` is how many spellings the term has.
pub fn encode(postings: &[Posting], spellings: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = 0;
    for block in postings.chunks(BLOCK) {
        let mut body = Vec::new();
        let first_before = before;
        for posting in block {
            put_number(&mut body, u64::from(posting.document - before));
            before = posting.document;
            body.push(posting.impact);
            body.push(posting.fields);
            if spellings > 1 {
                put_number(&mut body, posting.spellings);
            }
        }
        if postings.len() > BLOCK {
            put_number(&mut bytes, u64::from(before - first_before));
            bytes.push(block.iter().map(|posting| posting.impact).max().unwrap_or(0));
            put_number(&mut bytes, body.len() as u64);
        }
        bytes.extend_from_slice(&body);
    }
    bytes
}

/// Reads a list of `count` postings of a term with `spellings` spellings, in an archive of `documents`.
///
/// # Errors
/// The bytes end early, documents do not ascend, or there are fewer of them in the archive.
pub fn decode(bytes: &[u8], count: u32, spellings: usize, documents: u32) -> Result<Vec<Posting>, Corrupt> {
    let mut cursor = Cursor::new(bytes);
    let mut postings: Vec<Posting> = Vec::new();
    let count = count as usize;
    while postings.len() < count {
        if count > BLOCK && postings.len().is_multiple_of(BLOCK) {
            cursor.number()?;
            cursor.byte()?;
            cursor.number()?;
        }
        let delta = cursor.number()?;
        let document = match postings.last() {
            Some(_) if delta == 0 => return Err(Corrupt("its documents do not ascend")),
            Some(last) => last
                .document
                .checked_add(delta)
                .ok_or(Corrupt("a document in it is out of range"))?,
            None => delta,
        };
        if document >= documents {
            return Err(Corrupt("a document in it is out of range"));
        }
        let impact = cursor.byte()?;
        let fields = cursor.byte()?;
        let spellings = if spellings > 1 { cursor.long()? } else { 0 };
        postings.push(Posting {
            document,
            impact,
            fields,
            spellings,
        });
    }
    Ok(postings)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        pub(crate) fn lists(spellings: usize)(
            all in proptest::collection::btree_map(0..5_000_u32, (1..=255_u8, 1..16_u8, any::<u64>()), 1..400)
        ) -> Vec<Posting> {
            all.into_iter()
                .map(|(document, (impact, fields, mask))| Posting {
                    document, impact, fields, spellings: if spellings > 1 { mask } else { 0 },
                })
                .collect()
        }
    }

    proptest! {
        #[test]
        fn a_list_survives_its_bytes((spellings, list) in (1..4_usize).prop_flat_map(|spellings| (Just(spellings), lists(spellings)))) {
            let bytes = encode(&list, spellings);
            prop_assert_eq!(decode(&bytes, list.len() as u32, spellings, 5_000), Ok(list));
        }

        #[test]
        fn a_cut_list_is_an_error(list in lists(1), cut in any::<proptest::sample::Index>()) {
            let bytes = encode(&list, 1);
            prop_assert!(decode(&bytes[..cut.index(bytes.len())], list.len() as u32, 1, 5_000).is_err());
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..300), count in any::<u32>(), spellings in 0..5_usize) {
            let _ = decode(&bytes, count, spellings, 1_000);
        }
    }

    #[test]
    fn a_document_beyond_the_archive_is_an_error() {
        let list = [Posting {
            document: 7,
            impact: 1,
            fields: 1,
            spellings: 0,
        }];
        let bytes = encode(&list, 1);
        assert!(decode(&bytes, 1, 1, 8).is_ok());
        assert!(decode(&bytes, 1, 1, 7).is_err());
    }
}

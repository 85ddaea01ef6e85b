//! Facets: the values of the filter panel, each with the documents that have it.
//!
//! Payload: the concepts as a JSON array, then for each concept two lists: documents for which it was stated, documents
//! for which it was suggested. A list is how many documents it names, how many bytes follow, and the differences between the
//! documents, less one (Rice code). Where more than half of all documents would be named, those that lack the concept are.

use std::collections::BTreeMap;

use super::bits::{BitReader, BitWriter, rice_parameter};
use super::bytes::{Corrupt, Cursor, put_number, put_text};
use super::{Document, DocumentSet};
use crate::article::{Concept, TagKey, json};

/// One value of the filter panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// What it stands for.
    pub concept: Concept,
    /// Documents for which it was stated.
    pub stated: DocumentSet,
    /// Documents for which it was suggested and not stated.
    pub suggested: DocumentSet,
}

impl Facet {
    /// All documents that have it.
    pub fn documents(&self) -> DocumentSet {
        let mut documents = self.stated.clone();
        documents |= &self.suggested;
        documents
    }
}

/// Writes the payload: the concepts that a document has, by group, then by key.
pub fn encode(documents: &[Document<'_>], concepts: &[Concept]) -> Vec<u8> {
    let mut bitmaps: BTreeMap<&TagKey, [DocumentSet; 2]> = BTreeMap::new();
    for (number, document) in (0..).zip(documents) {
        for key in &document.keys {
            bitmaps.entry(&key.key).or_default()[usize::from(key.suggested)].insert(number);
        }
    }
    let mut present: Vec<&Concept> = concepts
        .iter()
        .filter(|concept| bitmaps.contains_key(&concept.key))
        .collect();
    present.sort_by_key(|concept| (concept.group, &concept.key));
    present.dedup_by_key(|concept| &concept.key);

    let mut bytes = Vec::new();
    put_text(
        &mut bytes,
        &serde_json::to_string(&present).unwrap_or_else(|_| unreachable!("concepts are plain data")),
    );
    for concept in present {
        let [stated, suggested] = &bitmaps[&concept.key];
        let mut suggested = suggested.clone();
        suggested -= stated;
        for having in [stated, &suggested] {
            put_documents(&mut bytes, having, documents.len() as u32);
        }
    }
    bytes
}

fn put_documents(bytes: &mut Vec<u8>, having: &DocumentSet, documents: u32) {
    put_number(bytes, having.len().into());
    let few = fewer(having, documents);
    let k = rice_parameter(documents, few.len());
    let mut bits = BitWriter::default();
    let mut next = 0;
    for document in few.iter() {
        bits.put_rice(document - next, k);
        next = document + 1;
    }
    let bits = bits.finish();
    put_number(bytes, bits.len() as u64);
    bytes.extend_from_slice(&bits);
}

fn take_documents(cursor: &mut Cursor<'_>, documents: u32) -> Result<DocumentSet, Corrupt> {
    const DAMAGED: Corrupt = Corrupt("a list of documents in it cannot be read");
    let count = cursor.number()?;
    let rest = documents.checked_sub(count).ok_or(DAMAGED)?;
    let few = if is_most(count, documents) { rest } else { count };
    let length = cursor.number()?;
    let mut bits = BitReader::new(cursor.take(length)?);
    let k = rice_parameter(documents, few);
    let mut named = DocumentSet::new();
    let mut next = 0_u32;
    for _ in 0..few {
        let document = next.checked_add(bits.rice(k)?).filter(|document| *document < documents);
        let document = document.ok_or(DAMAGED)?;
        named.insert(document);
        next = document + 1;
    }
    Ok(if few == count { named } else { others(&named, documents) })
}

/// Those that are named, or those that are not, whichever are fewer.
fn fewer(having: &DocumentSet, documents: u32) -> DocumentSet {
    if is_most(having.len(), documents) {
        others(having, documents)
    } else {
        having.clone()
    }
}

fn is_most(count: u32, documents: u32) -> bool {
    u64::from(count) * 2 > documents.into()
}

/// All documents but these.
fn others(these: &DocumentSet, documents: u32) -> DocumentSet {
    let mut others = DocumentSet::range(0..documents);
    others -= these;
    others
}

/// Reads the payload of an archive of `documents`.
///
/// # Errors
/// It ends early, its JSON is not a list of concepts, or a list is damaged or names a document that is not there.
pub fn decode(payload: &[u8], documents: u32) -> Result<Vec<Facet>, Corrupt> {
    let mut cursor = Cursor::new(payload);
    let concepts: Vec<Concept> =
        json::read(cursor.text()?.as_bytes()).map_err(|_| Corrupt("its concepts cannot be read"))?;
    let mut list = || take_documents(&mut cursor, documents);
    concepts
        .into_iter()
        .map(|concept| {
            Ok(Facet {
                concept,
                stated: list()?,
                suggested: list()?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{Group, Label};
    use crate::index::DocumentKey;

    fn concept(key: &str, group: Group) -> Concept {
        Concept {
            key: TagKey::new(key),
            group,
            label: Label::plain(key),
            broader: None,
            exact_match: vec![],
        }
    }

    fn document(keys: &[(&str, bool)]) -> Document<'static> {
        let keys = keys.iter().map(|(key, suggested)| DocumentKey {
            key: TagKey::new(*key),
            suggested: *suggested,
        });
        Document {
            keys: keys.collect(),
            ..Document::default()
        }
    }

    #[test]
    fn facets_know_who_stated_and_who_suggested() {
        let documents = [
            document(&[("ai", false), ("paris", true)]),
            document(&[("ai", true)]),
            document(&[("ai", true), ("ai", false)]),
        ];
        let concepts = [
            concept("paris", Group::Place),
            concept("ai", Group::Topic),
            concept("unused", Group::Topic),
        ];
        let facets = decode(&encode(&documents, &concepts), 3).expect("reads back");
        let summary: Vec<_> = facets
            .iter()
            .map(|facet| {
                (
                    facet.concept.key.as_str(),
                    facet.stated.iter().collect::<Vec<_>>(),
                    facet.suggested.iter().collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(summary, [("ai", vec![0, 2], vec![1]), ("paris", vec![], vec![0])]);
    }

    #[test]
    fn a_list_beyond_the_archive_is_an_error() {
        let documents = [document(&[]), document(&[]), document(&[("ai", false)])];
        let payload = encode(&documents, &[concept("ai", Group::Topic)]);
        assert!(decode(&payload, 3).is_ok());
        assert!(decode(&payload, 0).is_err());
    }

    #[test]
    fn what_nearly_all_have_costs_hardly_a_byte() {
        let mut documents = vec![document(&[("ai", false)]); 999];
        documents.push(document(&[]));
        let payload = encode(&documents, &[concept("ai", Group::Topic)]);
        let concepts = Cursor::new(&payload).text().expect("concepts").len();
        assert!(payload.len() < concepts + 20);
        let facets = decode(&payload, 1_000).expect("reads back");
        assert_eq!(facets[0].stated, DocumentSet::range(0..999));
    }

    proptest! {
        #[test]
        fn lists_survive_their_bytes(having in proptest::collection::btree_set(0..300_u32, 0..300)) {
            let having: DocumentSet = having.into_iter().collect();
            let mut bytes = Vec::new();
            put_documents(&mut bytes, &having, 300);
            prop_assert_eq!(take_documents(&mut Cursor::new(&bytes), 300), Ok(having));
        }

        #[test]
        fn any_list_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..60), documents in 0..5_000_u32) {
            let _ = take_documents(&mut Cursor::new(&bytes), documents);
        }

        #[test]
        fn damaged_facets_never_panic(at in any::<proptest::sample::Index>(), byte in any::<u8>(), cut in any::<proptest::sample::Index>()) {
            let documents = vec![document(&[("ai", false), ("paris", true)]); 5];
            let mut payload = encode(&documents, &[concept("ai", Group::Topic), concept("paris", Group::Place)]);
            let length = payload.len();
            payload[at.index(length)] = byte;
            let _ = decode(&payload, 5);
            let _ = decode(&payload[..cut.index(length)], 5);
        }
    }
}

//! Facets: the values of the filter panel, each with the documents that have it.
//!
//! Payload: the concepts as a JSON array, then for each concept two roaring bitmaps
//! (<https://github.com/RoaringBitmap/RoaringFormatSpec>): documents for which it was stated, documents for
//! which it was suggested. Texts and bitmaps stand after their length in bytes.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::Document;
use super::bytes::{Corrupt, Cursor, put_number, put_text};
use crate::article::{Concept, TagKey, json};

/// One value of the filter panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// What it stands for.
    pub concept: Concept,
    /// Documents for which it was stated.
    pub stated: RoaringBitmap,
    /// Documents for which it was suggested and not stated.
    pub suggested: RoaringBitmap,
}

impl Facet {
    /// All documents that have it.
    pub fn documents(&self) -> RoaringBitmap {
        &self.stated | &self.suggested
    }
}

/// Writes the payload: the concepts that a document has, by group, then by key.
pub fn encode(documents: &[Document], concepts: &[Concept]) -> Vec<u8> {
    let mut bitmaps: BTreeMap<&TagKey, [RoaringBitmap; 2]> = BTreeMap::new();
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
        let suggested = suggested - stated;
        for bitmap in [stated, &suggested] {
            put_number(&mut bytes, bitmap.serialized_size() as u64);
            let written = bitmap.serialize_into(&mut bytes);
            debug_assert!(written.is_ok(), "a vector takes all bytes");
        }
    }
    bytes
}

/// Reads the payload of an archive of `documents`.
///
/// # Errors
/// It ends early, its JSON is not a list of concepts, or a bitmap is damaged or names a document that is not there.
pub fn decode(payload: &[u8], documents: u32) -> Result<Vec<Facet>, Corrupt> {
    let mut cursor = Cursor::new(payload);
    let concepts: Vec<Concept> =
        json::read(cursor.text()?.as_bytes()).map_err(|_| Corrupt("its concepts cannot be read"))?;
    let mut bitmap = || {
        let length = cursor.number()?;
        let bytes = cursor.take(length)?;
        RoaringBitmap::deserialize_from(bytes)
            .ok()
            .filter(|bitmap| bitmap.max().is_none_or(|last| last < documents))
            .ok_or(Corrupt("a bitmap in it cannot be read"))
    };
    concepts
        .into_iter()
        .map(|concept| {
            Ok(Facet {
                concept,
                stated: bitmap()?,
                suggested: bitmap()?,
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

    fn document(keys: &[(&str, bool)]) -> Document {
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
    fn a_bitmap_beyond_the_archive_is_an_error() {
        let documents = [document(&[]), document(&[("ai", false)])];
        let payload = encode(&documents, &[concept("ai", Group::Topic)]);
        assert!(decode(&payload, 2).is_ok());
        assert!(decode(&payload, 1).is_err());
    }

    proptest! {
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

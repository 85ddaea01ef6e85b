//! Facets: the values of the filter panel, and which documents have them.
//!
//! The first payload is what everybody sees: the concepts as a JSON array, then for each concept for how many documents it was
//! stated, and for how many it was suggested. The second one is what choosing and counting need: for each concept two lists of
//! documents. In a small archive it stands behind the first one, in the same file.
//!
//! A list is how many bytes follow, and either the differences between the documents, less one (Rice code), or, where that is
//! shorter, the lengths of runs of documents that are not and that are named, by turns (gamma code). Where more than half of all
//! documents would be named, those that lack the concept are.

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
    /// For how many documents it was stated.
    pub stated: u32,
    /// For how many documents it was suggested and not stated.
    pub suggested: u32,
}

/// The documents that have a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagged {
    /// Documents for which it was stated.
    pub stated: DocumentSet,
    /// Documents for which it was suggested and not stated.
    pub suggested: DocumentSet,
}

impl Tagged {
    /// All documents that have it.
    pub fn documents(&self) -> DocumentSet {
        let mut documents = self.stated.clone();
        documents |= &self.suggested;
        documents
    }
}

/// Lists of so many bytes are fetched with the names: a request of their own would cost more.
const FEW_BYTES: usize = 4 * 1024;

/// Writes both payloads, the second one empty where it stands behind the first: the concepts that a document has, by group, then
/// by key.
pub fn encode(documents: &[Document<'_>], concepts: &[Concept]) -> (Vec<u8>, Vec<u8>) {
    let mut having: BTreeMap<&TagKey, [DocumentSet; 2]> = BTreeMap::new();
    for (number, document) in (0..).zip(documents) {
        for key in &document.keys {
            having.entry(&key.key).or_default()[usize::from(key.suggested)].insert(number);
        }
    }
    let mut present: Vec<&Concept> = concepts
        .iter()
        .filter(|concept| having.contains_key(&concept.key))
        .collect();
    present.sort_by_key(|concept| (concept.group, &concept.key));
    present.dedup_by_key(|concept| &concept.key);

    let mut names = Vec::new();
    put_text(
        &mut names,
        &serde_json::to_string(&present).unwrap_or_else(|_| unreachable!("concepts are plain data")),
    );
    let mut lists = Vec::new();
    for concept in present {
        let [stated, suggested] = &having[&concept.key];
        let mut suggested = suggested.clone();
        suggested -= stated;
        for having in [stated, &suggested] {
            put_number(&mut names, having.len().into());
            put_documents(&mut lists, having, documents.len() as u32);
        }
    }
    if lists.len() <= FEW_BYTES {
        names.append(&mut lists);
    }
    (names, lists)
}

/// Writes a list: its length in bytes times two, and one more if it is one of runs; then its bits.
fn put_documents(bytes: &mut Vec<u8>, having: &DocumentSet, documents: u32) {
    let few = fewer(having, documents);
    let (single, runs) = (singles(&few, documents), runs(&few));
    let in_runs = runs.len() < single.len();
    let bits = if in_runs { runs } else { single };
    put_number(bytes, (bits.len() as u64) << 1 | u64::from(in_runs));
    bytes.extend_from_slice(&bits);
}

fn singles(few: &DocumentSet, documents: u32) -> Vec<u8> {
    let k = rice_parameter(documents, few.len());
    let mut bits = BitWriter::default();
    let mut next = 0;
    for document in few.iter() {
        bits.put_rice(document - next, k);
        next = document + 1;
    }
    bits.finish()
}

fn runs(few: &DocumentSet) -> Vec<u8> {
    let mut bits = BitWriter::default();
    let mut behind = 0;
    let named: Vec<u32> = few.iter().collect();
    for run in named.chunk_by(|a, b| a + 1 == *b) {
        // Only the first run can begin with no document before it.
        bits.put_gamma(run[0] - behind + u32::from(behind == 0));
        bits.put_gamma(run.len() as u32);
        behind = run[0] + run.len() as u32;
    }
    bits.finish()
}

/// Reads a list that names so many documents.
fn take_documents(cursor: &mut Cursor<'_>, count: u32, documents: u32) -> Result<DocumentSet, Corrupt> {
    const DAMAGED: Corrupt = Corrupt("a list of documents in it cannot be read");
    let rest = documents.checked_sub(count).ok_or(DAMAGED)?;
    let few = if is_most(count, documents) { rest } else { count };
    let length = cursor.number()?;
    let mut bits = BitReader::new(cursor.take(length >> 1)?);
    let mut named = DocumentSet::new();
    let mut next = 0_u32;
    let within = |document: Option<u32>| document.filter(|document| *document < documents).ok_or(DAMAGED);
    if length & 1 == 1 {
        let mut left = few;
        while left > 0 {
            let first = within(next.checked_add(bits.gamma()? - u32::from(next == 0)))?;
            let run = bits.gamma()?;
            left = left.checked_sub(run).ok_or(DAMAGED)?;
            next = within(first.checked_add(run - 1))? + 1;
            named.insert_range(first..next);
        }
    } else {
        let k = rice_parameter(documents, few);
        for _ in 0..few {
            let document = within(next.checked_add(bits.rice(k)?))?;
            named.insert(document);
            next = document + 1;
        }
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

/// Reads the first payload, and what stands behind it, of an archive of `documents`.
///
/// # Errors
/// It ends early, its JSON is not a list of concepts, or more documents have one than there are.
pub fn names(payload: &[u8], documents: u32) -> Result<(Vec<Facet>, &[u8]), Corrupt> {
    let mut cursor = Cursor::new(payload);
    let concepts: Vec<Concept> =
        json::read(cursor.text()?.as_bytes()).map_err(|_| Corrupt("its concepts cannot be read"))?;
    let mut count = || {
        let count = cursor.number()?;
        let fits = count <= documents;
        fits.then_some(count)
            .ok_or(Corrupt("a number of documents in it is too large"))
    };
    let mut facets = Vec::with_capacity(concepts.len());
    for concept in concepts {
        facets.push(Facet {
            concept,
            stated: count()?,
            suggested: count()?,
        });
    }
    let rest = cursor.rest();
    Ok((facets, cursor.take(rest)?))
}

/// Reads the second payload: the documents of each of some facets.
///
/// # Errors
/// It ends early, or a list is damaged or names a document that is not there.
pub fn lists(payload: &[u8], facets: &[Facet], documents: u32) -> Result<Vec<Tagged>, Corrupt> {
    let mut cursor = Cursor::new(payload);
    let mut tagged = Vec::with_capacity(facets.len());
    for facet in facets {
        tagged.push(Tagged {
            stated: take_documents(&mut cursor, facet.stated, documents)?,
            suggested: take_documents(&mut cursor, facet.suggested, documents)?,
        });
    }
    Ok(tagged)
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
        let (payload, others) = encode(&documents, &concepts);
        assert!(others.is_empty(), "a small archive has all in one");
        let (facets, tagged) = decode(&payload, 3).expect("reads back");
        let numbers = facets
            .iter()
            .map(|facet| (facet.concept.key.as_str(), facet.stated, facet.suggested));
        assert_eq!(numbers.collect::<Vec<_>>(), [("ai", 2, 1), ("paris", 0, 1)]);
        let documents = tagged
            .iter()
            .map(|tagged| [&tagged.stated, &tagged.suggested].map(|set| set.iter().collect::<Vec<_>>()));
        assert_eq!(
            documents.collect::<Vec<_>>(),
            [[vec![0, 2], vec![1]], [vec![], vec![0]]]
        );
    }

    #[test]
    fn a_list_beyond_the_archive_is_an_error() {
        let documents = [document(&[]), document(&[]), document(&[("ai", false)])];
        let (payload, _) = encode(&documents, &[concept("ai", Group::Topic)]);
        assert!(decode(&payload, 3).is_ok());
        assert!(decode(&payload, 0).is_err());
    }

    #[test]
    fn what_nearly_all_have_costs_hardly_a_byte() {
        let mut documents = vec![document(&[("ai", false)]); 999];
        documents.push(document(&[]));
        let (payload, _) = encode(&documents, &[concept("ai", Group::Topic)]);
        let concepts = Cursor::new(&payload).text().expect("concepts").len();
        assert!(payload.len() < concepts + 20);
        let (_, tagged) = decode(&payload, 1_000).expect("reads back");
        assert_eq!(tagged[0].stated, DocumentSet::range(0..999));
    }

    #[test]
    fn a_year_is_a_run_and_costs_hardly_a_byte() {
        let year: DocumentSet = (3_000..5_000).collect();
        let mut bytes = Vec::new();
        put_documents(&mut bytes, &year, 20_000);
        assert!(bytes.len() < 10, "{} bytes", bytes.len());
        assert_eq!(take_documents(&mut Cursor::new(&bytes), 2_000, 20_000), Ok(year));
    }

    #[test]
    fn lists_of_a_large_archive_stand_apart() {
        let names: Vec<String> = (0..40).map(|name| format!("name-{name}")).collect();
        let has = |document: usize, name: usize| document.wrapping_mul(2_654_435_761) >> 7 & 31 == name % 31;
        let documents: Vec<Document<'_>> = (0..9_000)
            .map(|at| {
                let keys = (0..40)
                    .filter(|name| has(at, *name))
                    .map(|name| (names[name].as_str(), false));
                document(&keys.collect::<Vec<_>>())
            })
            .collect();
        let concepts: Vec<Concept> = names.iter().map(|name| concept(name, Group::Topic)).collect();
        let (payload, apart) = encode(&documents, &concepts);
        let (facets, rest) = super::names(&payload, 9_000).expect("reads back");
        assert!(rest.is_empty() && !apart.is_empty());
        let tagged = lists(&apart, &facets, 9_000).expect("reads back");
        for (facet, tagged) in facets.iter().zip(&tagged) {
            assert_eq!(facet.stated, tagged.stated.len());
        }
    }

    /// Both payloads of a small archive, which stand in one.
    fn decode(payload: &[u8], documents: u32) -> Result<(Vec<Facet>, Vec<Tagged>), Corrupt> {
        let (facets, rest) = names(payload, documents)?;
        let tagged = lists(rest, &facets, documents)?;
        Ok((facets, tagged))
    }

    proptest! {
        #[test]
        fn lists_survive_their_bytes(having in proptest::collection::btree_set(0..300_u32, 0..300)) {
            let having: DocumentSet = having.into_iter().collect();
            let mut bytes = Vec::new();
            put_documents(&mut bytes, &having, 300);
            prop_assert_eq!(take_documents(&mut Cursor::new(&bytes), having.len(), 300), Ok(having));
        }

        #[test]
        fn any_list_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..60), count in 0..5_000_u32, documents in 0..5_000_u32) {
            let _ = take_documents(&mut Cursor::new(&bytes), count, documents);
        }

        #[test]
        fn damaged_facets_never_panic(at in any::<proptest::sample::Index>(), byte in any::<u8>(), cut in any::<proptest::sample::Index>()) {
            let documents = vec![document(&[("ai", false), ("paris", true)]); 5];
            let (mut payload, _) = encode(&documents, &[concept("ai", Group::Topic), concept("paris", Group::Place)]);
            let length = payload.len();
            payload[at.index(length)] = byte;
            let _ = decode(&payload, 5);
            let _ = decode(&payload[..cut.index(length)], 5);
        }
    }
}

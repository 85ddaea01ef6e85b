//! Facets: the values of the filter panel, and which documents have them.
//!
//! The first payload is what everybody sees: the concepts as a JSON array, then for each concept for how many documents it was
//! stated, and for how many it was suggested, and how many concepts the second one names. This is what choosing and counting need: for
//! each concept two lists of documents. In a small archive they stand behind the first one, in the same file. An archive can have
//! thousands of authors: the second payload names all but the most frequent ones, before its lists.
//!
//! A list is how many bytes follow, and either the differences between the documents, less one (Rice code), or, where that is
//! shorter, the lengths of runs of documents that are not and that are named, by turns (gamma code). Where more than half of all
//! documents would be named, those that lack the concept are.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::bits::{BitReader, BitWriter, rice_parameter};
use super::bytes::{Corrupt, Cursor, put_number, put_text};
use super::{Document, DocumentSet};
use crate::article::{Concept, Group, TagKey, json};

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

/// Names of so many authors are shown first…
const FIRST_AUTHORS: usize = 8;

/// … where more bytes would be needed to name all of them: a request of their own would cost more.
const AUTHOR_BYTES: usize = 4 * 1024;

/// Writes both payloads, the second one empty where it stands behind the first: the concepts that a document has, by group, then
/// by key; of many authors the most frequent ones, and the others behind all else.
pub fn encode(documents: &[Document<'_>], concepts: &[Concept]) -> (Vec<u8>, Vec<u8>) {
    let mut having: BTreeMap<&TagKey, [DocumentSet; 2]> = BTreeMap::new();
    for (number, document) in (0..).zip(documents) {
        for key in &document.keys {
            having.entry(&key.key).or_default()[usize::from(key.suggested)].insert(number);
        }
    }
    for [stated, suggested] in having.values_mut() {
        *suggested -= stated;
    }
    let mut present: Vec<&Concept> = concepts
        .iter()
        .filter(|concept| having.contains_key(&concept.key))
        .collect();
    present.sort_by_key(|concept| (concept.group, &concept.key));
    present.dedup_by_key(|concept| &concept.key);
    let (mut authors, mut first): (Vec<&Concept>, Vec<&Concept>) =
        present.into_iter().partition(|concept| concept.group == Group::Author);
    let mut later = vec![];
    if json_of(&authors).len() > AUTHOR_BYTES {
        authors.sort_by_key(|author| Reverse(having[&author.key][0].len()));
        later = authors.split_off(FIRST_AUTHORS.min(authors.len()));
    }
    first.extend(authors);
    first.sort_by_key(|concept| (concept.group, &concept.key));
    later.sort_by_key(|concept| &concept.key);

    let mut names = encode_names(&first, &having);
    put_number(&mut names, later.len() as u64);
    let mut lists = Vec::new();
    for concept in first.iter().chain(&later) {
        for having in &having[&concept.key] {
            put_documents(&mut lists, having, documents.len() as u32);
        }
    }
    if later.is_empty() && lists.len() <= FEW_BYTES {
        names.append(&mut lists);
        return (names, lists);
    }
    let mut others = Vec::new();
    let packed = if later.is_empty() {
        Vec::new()
    } else {
        gzip(&encode_names(&later, &having))
    };
    put_number(&mut others, packed.len() as u64);
    others.extend(packed);
    others.extend(lists);
    (names, others)
}

fn json_of(concepts: &[&Concept]) -> String {
    serde_json::to_string(concepts).unwrap_or_else(|_| unreachable!("concepts are plain data"))
}

/// Concepts, and for how many documents each was stated and suggested.
fn encode_names(concepts: &[&Concept], having: &BTreeMap<&TagKey, [DocumentSet; 2]>) -> Vec<u8> {
    let mut names = Vec::new();
    put_text(&mut names, &json_of(concepts));
    for concept in concepts {
        for having in &having[&concept.key] {
            put_number(&mut names, having.len().into());
        }
    }
    names
}

/// A gzip member without name and time: the same bytes give the same member.
fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(content).and_then(|()| encoder.finish());
    packed.unwrap_or_else(|_| unreachable!("memory takes all that is written"))
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

/// What the first payload says.
pub struct Names<'a> {
    /// The values of the filter panel.
    pub facets: Vec<Facet>,
    /// How many others the second payload names.
    pub later: u32,
    /// What stands behind them.
    pub rest: &'a [u8],
}

/// Reads the first payload, and what stands behind it, of an archive of `documents`.
///
/// # Errors
/// It ends early, its JSON is not a list of concepts, or more documents have one than there are.
pub fn names(payload: &[u8], documents: u32) -> Result<Names<'_>, Corrupt> {
    let mut cursor = Cursor::new(payload);
    let facets = take_names(&mut cursor, documents)?;
    let later = cursor.number()?;
    let rest = cursor.rest();
    Ok(Names {
        facets,
        later,
        rest: cursor.take(rest)?,
    })
}

/// Divides a second payload that is a file of its own: a gzip member of names, empty where there are none, and the lists.
///
/// # Errors
/// It ends early.
pub fn apart(payload: &[u8]) -> Result<(&[u8], &[u8]), Corrupt> {
    let mut cursor = Cursor::new(payload);
    let packed = cursor.number()?;
    let packed = cursor.take(packed)?;
    let rest = cursor.rest();
    Ok((packed, cursor.take(rest)?))
}

/// Reads what the gzip member of [`apart`] holds: `later` values more.
///
/// # Errors
/// As for [`names`], or they are more or fewer.
pub fn later_names(names: &[u8], later: u32, documents: u32) -> Result<Vec<Facet>, Corrupt> {
    let facets = take_names(&mut Cursor::new(names), documents)?;
    if facets.len() == later as usize {
        Ok(facets)
    } else {
        Err(Corrupt("it names more or fewer values than it should"))
    }
}

fn take_names(cursor: &mut Cursor<'_>, documents: u32) -> Result<Vec<Facet>, Corrupt> {
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
    Ok(facets)
}

/// Reads the lists of the second payload: the documents of each of some facets.
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
    use std::io::Read;

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
        let Names { facets, later, rest } = super::names(&payload, 9_000).expect("reads back");
        assert!(rest.is_empty() && later == 0);
        let (packed, rest) = super::apart(&apart).expect("reads back");
        assert!(packed.is_empty(), "all are named");
        let tagged = lists(rest, &facets, 9_000).expect("reads back");
        for (facet, tagged) in facets.iter().zip(&tagged) {
            assert_eq!(facet.stated, tagged.stated.len());
        }
    }

    #[test]
    fn of_many_authors_the_most_frequent_ones_are_named_first() {
        let keys: Vec<String> = (0..2_000).map(|at| format!("author:somebody-{at:04}")).collect();
        // The first twenty wrote a few articles more.
        let documents: Vec<Document<'_>> = (0..2_400)
            .map(|at| document(&[(&keys[if at < 2_000 { at } else { at % 20 }], false), ("ai", false)]))
            .collect();
        let mut concepts: Vec<Concept> = keys.iter().map(|key| concept(key, Group::Author)).collect();
        concepts.push(concept("ai", Group::Topic));
        let (payload, apart) = encode(&documents, &concepts);
        assert!(payload.len() < 2_000, "{} bytes", payload.len());
        let first = names(&payload, 2_400).expect("reads back");
        assert_eq!(
            (first.facets.len(), first.later, first.rest.len()),
            (1 + FIRST_AUTHORS, 2_000 - FIRST_AUTHORS as u32, 0)
        );
        assert!(
            first.facets[1..].iter().all(|facet| facet.stated == 21),
            "those who wrote most"
        );

        let (packed, rest) = super::apart(&apart).expect("reads back");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(packed)
            .read_to_end(&mut unpacked)
            .expect("a gzip member");
        let later = later_names(&unpacked, first.later, 2_400).expect("reads back");
        assert!(later_names(&unpacked, first.later + 1, 2_400).is_err());
        let all = [first.facets, later].concat();
        assert_eq!(all.len(), 2_001);
        for (facet, tagged) in all.iter().zip(lists(rest, &all, 2_400).expect("reads back")) {
            assert_eq!(facet.stated, tagged.stated.len());
            let at = facet.concept.key.as_str().strip_prefix("author:somebody-");
            assert!(at.is_none_or(|at| tagged.stated.contains(at.parse().expect("a number"))));
        }
    }

    #[test]
    fn a_few_authors_are_named_with_all_else() {
        let documents = [document(&[("author:lan", false)]), document(&[("author:ken", false)])];
        let concepts = ["author:lan", "author:ken"].map(|key| concept(key, Group::Author));
        let (payload, apart) = encode(&documents, &concepts);
        assert!(apart.is_empty());
        assert_eq!(names(&payload, 2).expect("reads back").later, 0);
    }

    /// Both payloads of a small archive, which stand in one.
    fn decode(payload: &[u8], documents: u32) -> Result<(Vec<Facet>, Vec<Tagged>), Corrupt> {
        let Names { facets, rest, .. } = names(payload, documents)?;
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
        fn any_names_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..60), documents in 0..5_000_u32) {
            let _ = names(&bytes, documents);
            let _ = super::apart(&bytes);
            let _ = later_names(&bytes, documents, documents);
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

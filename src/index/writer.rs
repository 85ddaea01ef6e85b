//! From documents to the files of an index.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::bytes::{Kind, seal};
use super::postings::{Field, Posting};
use super::terms::{Place, Postings, SLUG, Term};
use super::{dates, facets, positions, postings, terms};
use crate::article::{Concept, TagKey};
use crate::text::{first_sentence, fold, joined, spelling, tokens};

/// What the index needs to know of one article. Documents are given in their final order: newest
/// first (by [`crate::article::EdtfDate::earliest`], descending), undated last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its slug.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// The cleaned text, blocks separated by blank lines.
    pub body: String,
    /// Preferred and alternative labels of its tags, each one a text of its own.
    pub labels: Vec<String>,
    /// All values of the filter panel that it has (topics, organisations, places, language, source, year).
    pub keys: Vec<DocumentKey>,
    /// First and last day that its date can mean, in days since 1970-01-01.
    pub days: Option<(i32, i32)>,
}

/// One filterable value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentKey {
    /// The value.
    pub key: TagKey,
    /// Suggested rather than stated.
    pub suggested: bool,
}

/// The files of an index, as [`crate::article::Manifest`] numbers them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Built {
    /// Shards of terms.
    pub terms: Vec<Vec<u8>>,
    /// Files of postings.
    pub postings: Vec<Vec<u8>>,
    /// Files of positions.
    pub positions: Vec<Vec<u8>>,
    /// Concepts and the documents that have them.
    pub facets: Vec<u8>,
    /// Days of publication.
    pub dates: Vec<u8>,
    /// The first term of each shard of terms; the first is empty.
    pub router: Vec<String>,
}

/// BM25's k1 and b, and the weights of the fields relative to the body: the setting that did best over
/// twelve test collections. Labels of tags weigh as words of the text but do not lengthen it.
const K1: f32 = 1.2;
const B: f32 = 0.75;
const TITLE_WEIGHT: f32 = 2.0;
const LEAD_WEIGHT: f32 = 0.5;
const LEAD_WORDS: usize = 20;
/// Bytes of the first sentence that can hold [`LEAD_WORDS`].
const LEAD_BYTES: usize = 400;

/// Postings up to this many bytes stand in the dictionary itself: no request for a rare word.
const INLINE_BYTES: usize = 96;
/// A shard of terms is closed when its payload is about this long: small enough to fetch for one word.
const SHARD_BYTES: usize = 24 * 1024;
/// Files of postings and positions are closed when they are about this long.
const FILE_BYTES: usize = 32 * 1024;
/// More spellings of one folded word than this are counted as the last one.
const SPELLINGS: usize = 60;

/// Builds the index of some documents. `concepts` are the values of the filter panel; those that no document
/// has are left out and their order does not matter. Deterministic.
pub fn build(documents: &[Document], concepts: &[Concept]) -> Built {
    let vocabulary: HashSet<String> = documents.iter().flat_map(texts).flat_map(words).collect();
    let mut dictionary: HashMap<String, Entry> = HashMap::new();
    let mut lengths = Vec::with_capacity(documents.len());
    for (number, document) in (0..).zip(documents) {
        let (occurrences, length) = occurrences(document, &vocabulary);
        lengths.push(length);
        for (folded, occurrence) in occurrences {
            dictionary.entry(folded).or_default().add(number, occurrence);
        }
    }
    let average = lengths.iter().sum::<f32>() / lengths.len().max(1) as f32;
    let mut built = Built {
        facets: seal(Kind::Facets, &facets::encode(documents, concepts)),
        dates: seal(Kind::Dates, &dates::encode(documents)),
        ..Built::default()
    };
    let mut entries: BTreeMap<String, Entry> = dictionary.into_iter().collect();
    for (number, document) in (0..).zip(documents) {
        entries
            .entry(format!("{SLUG}{}", document.slug))
            .or_default()
            .postings
            .push(Draft {
                document: number,
                ..Draft::default()
            });
    }
    let mut files = Files::default();
    for (folded, entry) in entries {
        files.add(entry.finish(folded, &lengths, average));
    }
    files.finish(&mut built);
    built
}

fn texts(document: &Document) -> impl Iterator<Item = &str> {
    [document.title.as_str(), document.body.as_str()]
        .into_iter()
        .chain(document.labels.iter().map(String::as_str))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    tokens(text).map(|token| fold(token.text))
}

/// What a document says of one term.
#[derive(Default)]
struct Occurrence {
    weight: f32,
    fields: u8,
    spellings: Vec<String>,
    positions: Vec<u32>,
}

/// The terms of a document, and its weighted length.
fn occurrences(document: &Document, vocabulary: &HashSet<String>) -> (HashMap<String, Occurrence>, f32) {
    let mut found: HashMap<String, Occurrence> = HashMap::new();
    let mut position = 0;
    let mut length = 0.0;
    let mut read = |text: &str, field: Field, weight: f32| {
        let mut count = 0.0;
        let mut before: Option<(String, String)> = None;
        for token in tokens(text) {
            let folded = fold(token.text);
            let exact = spelling(token.text);
            if let Some((first, first_exact)) = before.as_ref().filter(|_| token.adjoins) {
                let join = joined::well_known(first, &folded)
                    .or_else(|| joined::candidate(first, &folded).filter(|join| vocabulary.contains(join)));
                if let Some(join) = join {
                    // At both places, so that phrases meet it from either side.
                    let occurrence = found.entry(join).or_default();
                    occurrence.note(field, weight, [first_exact.as_str(), &exact].concat(), position - 1);
                    occurrence.positions.push(position);
                }
            }
            found
                .entry(folded.clone())
                .or_default()
                .note(field, weight, exact.clone(), position);
            before = Some((folded, exact));
            position += 1;
            count += weight;
        }
        position += positions::GAP;
        count
    };
    length += read(&document.title, Field::Title, TITLE_WEIGHT);
    for paragraph in document.body.split("\n\n") {
        length += read(paragraph, Field::Body, 1.0);
    }
    for label in &document.labels {
        read(label, Field::Tags, 1.0);
    }
    for folded in words(first_sentence(&document.body, LEAD_BYTES)).take(LEAD_WORDS) {
        length += LEAD_WEIGHT;
        if let Some(occurrence) = found.get_mut(&folded) {
            occurrence.weight += LEAD_WEIGHT;
            occurrence.fields |= Field::Lead as u8;
        }
    }
    (found, length)
}

impl Occurrence {
    fn note(&mut self, field: Field, weight: f32, spelling: String, position: u32) {
        self.weight += weight;
        self.fields |= field as u8;
        if !self.spellings.contains(&spelling) {
            self.spellings.push(spelling);
        }
        self.positions.push(position);
    }
}

/// A posting whose impact waits for the average length.
#[derive(Default)]
struct Draft {
    document: u32,
    weight: f32,
    fields: u8,
    spellings: Vec<u16>,
}

/// A term while documents still come in.
#[derive(Default)]
struct Entry {
    postings: Vec<Draft>,
    positions: Vec<u8>,
    /// Spelling, number of documents.
    spellings: Vec<(String, u32)>,
}

impl Entry {
    fn add(&mut self, document: u32, mut occurrence: Occurrence) {
        let mut used = Vec::new();
        for spelling in occurrence.spellings {
            let at = match self.spellings.iter().position(|(known, _)| *known == spelling) {
                Some(at) => at,
                None if self.spellings.len() < usize::from(u16::MAX) => {
                    self.spellings.push((spelling, 0));
                    self.spellings.len() - 1
                }
                None => continue,
            };
            self.spellings[at].1 += 1;
            used.push(at as u16);
        }
        occurrence.positions.sort_unstable();
        occurrence.positions.dedup();
        positions::put(&mut self.positions, &occurrence.positions);
        self.postings.push(Draft {
            document,
            weight: occurrence.weight,
            fields: occurrence.fields,
            spellings: used,
        });
    }

    fn finish(self, folded: String, lengths: &[f32], average: f32) -> Finished {
        let mut order: Vec<usize> = (0..self.spellings.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.spellings[*a], &self.spellings[*b]);
            b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0))
        });
        let only_folded = matches!(self.spellings.as_slice(), [(only, _)] if *only == folded);
        let mut bit = vec![0_u64; self.spellings.len()];
        for (rank, spelling) in order.iter().enumerate() {
            bit[*spelling] = 1 << rank.min(SPELLINGS - 1);
        }
        let spellings: Vec<String> = if only_folded {
            Vec::new()
        } else {
            order
                .iter()
                .take(SPELLINGS)
                .map(|at| self.spellings[*at].0.clone())
                .collect()
        };
        let list: Vec<Posting> = self
            .postings
            .iter()
            .map(|draft| Posting {
                document: draft.document,
                impact: impact(draft.weight, lengths[draft.document as usize], average),
                fields: draft.fields,
                spellings: if spellings.len() > 1 {
                    draft.spellings.iter().fold(0, |mask, at| mask | bit[usize::from(*at)])
                } else {
                    0
                },
            })
            .collect();
        Finished {
            frequency: list.len() as u32,
            postings: postings::encode(&list, spellings.len()),
            positions: self.positions,
            folded,
            spellings,
        }
    }
}

/// `tf / (tf + k1 · (1 - b + b · length / average))` in 1/255, at least 1.
fn impact(weight: f32, length: f32, average: f32) -> u8 {
    let norm = 1.0 - B + B * length / average.max(f32::MIN_POSITIVE);
    (weight / (weight + K1 * norm) * 255.0).round().clamp(1.0, 255.0) as u8
}

struct Finished {
    folded: String,
    frequency: u32,
    spellings: Vec<String>,
    postings: Vec<u8>,
    positions: Vec<u8>,
}

/// The files while terms still come in, in ascending order.
#[derive(Default)]
struct Files {
    shard: Vec<Term>,
    shard_bytes: usize,
    postings: Vec<u8>,
    positions: Vec<u8>,
    built: Built,
}

impl Files {
    fn add(&mut self, term: Finished) {
        let postings = if term.postings.len() <= INLINE_BYTES {
            Postings::Inline(term.postings)
        } else {
            Postings::At(append(
                &mut self.postings,
                &term.postings,
                Kind::Postings,
                &mut self.built.postings,
            ))
        };
        let positions = append(
            &mut self.positions,
            &term.positions,
            Kind::Positions,
            &mut self.built.positions,
        );
        let inline = if let Postings::Inline(bytes) = &postings {
            bytes.len()
        } else {
            0
        };
        let spelled: usize = term.spellings.iter().map(|spelling| spelling.len() + 1).sum();
        // An estimate before front-coding; shards need not be of one size.
        self.shard_bytes += term.folded.len() + spelled + inline + 10;
        self.shard.push(Term {
            folded: term.folded,
            frequency: term.frequency,
            spellings: term.spellings,
            postings,
            positions,
        });
        if self.shard_bytes >= SHARD_BYTES {
            self.close_shard();
        }
    }

    fn close_shard(&mut self) {
        let Some(first) = self.shard.first() else { return };
        let first = if self.built.router.is_empty() {
            String::new()
        } else {
            first.folded.clone()
        };
        self.built.router.push(first);
        self.built.terms.push(seal(Kind::Terms, &terms::encode(&self.shard)));
        self.shard.clear();
        self.shard_bytes = 0;
    }

    fn finish(mut self, built: &mut Built) {
        self.close_shard();
        for (rest, kind, files) in [
            (&self.postings, Kind::Postings, &mut self.built.postings),
            (&self.positions, Kind::Positions, &mut self.built.positions),
        ] {
            if !rest.is_empty() {
                files.push(seal(kind, rest));
            }
        }
        built.router = self.built.router;
        built.terms = self.built.terms;
        built.postings = self.built.postings;
        built.positions = self.built.positions;
    }
}

/// Appends to the file that is being filled; closes it first when it is full.
fn append(filling: &mut Vec<u8>, bytes: &[u8], kind: Kind, files: &mut Vec<Vec<u8>>) -> Place {
    if !filling.is_empty() && filling.len() + bytes.len() > FILE_BYTES {
        files.push(seal(kind, filling));
        filling.clear();
    }
    let start = filling.len();
    filling.extend_from_slice(bytes);
    Place {
        file: files.len() as u32,
        range: start..filling.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::unseal;

    fn document(title: &str, body: &str) -> Document {
        Document {
            slug: title.to_lowercase(),
            title: title.into(),
            body: body.into(),
            ..Document::default()
        }
    }

    fn term(built: &Built, folded: &str) -> Option<Term> {
        let shard = terms::shards(&built.router, folded).start;
        let payload = unseal(Kind::Terms, &built.terms[shard as usize]).expect("sealed");
        terms::find(payload, folded, true).expect("readable").pop()
    }

    fn list(built: &Built, term: &Term, documents: u32) -> Vec<Posting> {
        match &term.postings {
            Postings::Inline(bytes) => postings::decode(bytes, term.frequency, term.spellings.len(), documents),
            Postings::At(place) => {
                let payload = unseal(Kind::Postings, &built.postings[place.file as usize]).expect("sealed");
                postings::decode(
                    &payload[place.range.clone()],
                    term.frequency,
                    term.spellings.len(),
                    documents,
                )
            }
        }
        .expect("readable")
    }

    #[test]
    fn spellings_are_told_apart_within_a_folded_term() {
        let built = build(
            &[
                document("A", "đường"),
                document("B", "duong Dương"),
                document("C", "dương"),
            ],
            &[],
        );
        let term = term(&built, "duong").expect("the folded term is there");
        assert_eq!(term.spellings, ["dương", "duong", "đường"].map(spelling));
        let masks: Vec<u64> = list(&built, &term, 3).iter().map(|posting| posting.spellings).collect();
        assert_eq!(masks, [0b100, 0b011, 0b001]);
    }

    #[test]
    fn a_title_weighs_more_than_the_text_and_short_more_than_long() {
        let filler = "lorem ipsum ".repeat(50);
        let built = build(
            &[
                document("Summit", &filler),
                document("A", &format!("{filler} summit")),
                document("B", "the summit"),
            ],
            &[],
        );
        let impacts: Vec<u8> = list(&built, &term(&built, "summit").expect("there"), 3)
            .iter()
            .map(|posting| posting.impact)
            .collect();
        assert!(impacts[0] > impacts[1] && impacts[2] > impacts[1], "{impacts:?}");
    }

    #[test]
    fn apart_and_joined_names_share_a_term() {
        let built = build(
            &[
                document("A", "Việt Nam"),
                document("B", "Vietnam"),
                document("C", "Quảng Ninh"),
                document("D", "Quangninh"),
            ],
            &[],
        );
        for (name, documents) in [("vietnam", vec![0, 1]), ("quangninh", vec![2, 3]), ("viet", vec![0])] {
            let found: Vec<u32> = list(&built, &term(&built, name).expect(name), 4)
                .iter()
                .map(|posting| posting.document)
                .collect();
            assert_eq!(found, documents, "{name}");
        }
    }

    #[test]
    fn many_terms_make_several_shards_that_the_router_finds() {
        let body: String = (0..4_000).map(|number| format!("word{number} ")).collect();
        let built = build(&[document("A", &body), document("B", &body)], &[]);
        assert!(built.terms.len() > 1 && built.terms.len() == built.router.len());
        for number in (0..4_000).step_by(97) {
            assert!(term(&built, &format!("word{number}")).is_some(), "word{number}");
        }
        assert!(term(&built, "\u{1}a").is_some(), "a slug is a term");
    }

    #[test]
    fn the_same_documents_give_the_same_bytes() {
        let documents = [
            document("A", "Một hai ba bốn năm"),
            document("B", "two three four five six"),
        ];
        assert_eq!(build(&documents, &[]), build(&documents, &[]));
    }
}

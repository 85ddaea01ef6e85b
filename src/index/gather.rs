//! From documents to terms: what each document says, kept in few bytes until all documents are known.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::bytes::{Cursor, put_number};
use super::positions::{self, GAP};
use super::postings::{self, HIGHEST, Posting, SHORT_TITLE, Shape};
use super::terms::{BACKWARDS, FORWARDS, Form, SHORTEST_CORRECTED, SLUG, slug_key};
use super::vectors::{Rows, Vector};
use super::writer::Document;
use crate::text::joined::{self, Join};
use crate::text::{Token, first_sentence, fold, paragraphs, spelling, stem, tokens};

/// BM25's k1 and b, and the weights of the fields relative to the body: the setting that did best over
/// twelve test collections. Labels of tags weigh as words of the text, and other titles as the title, but do not lengthen it.
const K1: f32 = 1.2;
const B: f32 = 0.75;
const TITLE_WEIGHT: f32 = 2.0;
const LEAD_WEIGHT: f32 = 0.5;
/// Lengths of titles, in parts of the usual one: a word is one step more of a title for each that is not exceeded.
const TITLES: [f32; SHORT_TITLE as usize - 1] = [1.3, 1.05, 0.85, 0.68, 0.5, 0.35];
/// The lead is the first sentence, but no more than this many words and bytes.
const LEAD_WORDS: usize = 20;
const LEAD_BYTES: usize = 400;
/// More forms of one key than this are counted as the last one.
const FORMS: usize = 60;

/// The terms of some documents.
#[derive(Default)]
pub(super) struct Gathered {
    /// Words that names can be joined to.
    vocabulary: HashSet<String>,
    keys: HashMap<String, u32>,
    entries: Vec<Entry>,
    /// Weighted length of each document.
    lengths: Vec<f32>,
    /// The same of its title alone.
    titles: Vec<f32>,
    /// Words that were seen before, with what they become: an archive repeats itself.
    seen: HashMap<String, Seen>,
}

#[derive(Clone)]
struct Seen {
    folded: String,
    spelling: String,
    entry: u32,
}

/// A term whose impacts wait for the average length.
#[derive(Default)]
struct Entry {
    frequency: u32,
    last: u32,
    /// For each document: the difference to the one before, four times its weight and one more if
    /// its title has the term, its forms (how many, then each), as numbers.
    documents: Vec<u8>,
    /// For each document: how many positions, then each as a difference, as numbers.
    positions: Vec<u8>,
    /// In the order in which they were met.
    forms: Vec<Form>,
}

/// A term, ready to be written.
#[derive(Default)]
pub(super) struct Finished {
    pub(super) key: String,
    pub(super) frequency: u32,
    pub(super) forms: Vec<Form>,
    pub(super) postings: Vec<u8>,
    /// Nothing where there are not several forms.
    pub(super) spellings: Vec<u8>,
    pub(super) positions: Vec<u8>,
}

/// What one document says of one term.
#[derive(Default)]
struct Occurrence {
    /// Twice the weight: weights are halves.
    weight: u32,
    title: bool,
    forms: Vec<u32>,
    positions: Vec<u32>,
}

impl Gathered {
    /// Takes note of the words of a document, before any document is added.
    pub(super) fn learn(&mut self, document: &Document<'_>) {
        for text in texts(document) {
            for token in tokens(text) {
                // Only what can be the join of two syllables is ever looked up.
                if token.text.len() >= joined::SHORTEST && !self.vocabulary.contains(token.text) {
                    self.vocabulary.insert(fold(token.text));
                }
            }
        }
    }

    /// Adds the next document.
    pub(super) fn add(&mut self, document: &Document<'_>) {
        let number = self.lengths.len() as u32;
        let mut found: HashMap<u32, Occurrence> = HashMap::new();
        let mut position = 0;
        let mut length = self.read(document.title, TITLE_WEIGHT, &mut found, &mut position);
        self.titles.push(length);
        for occurrence in found.values_mut() {
            occurrence.title = true;
            let places = occurrence.positions.iter_mut();
            places.for_each(|place| *place = (*place).min(positions::TITLE - 1));
        }
        position = positions::TITLE;
        for paragraph in paragraphs(document.body) {
            length += self.read(paragraph, 1.0, &mut found, &mut position);
        }
        for title in &document.titles {
            self.read(title, TITLE_WEIGHT, &mut found, &mut position);
        }
        for label in &document.labels {
            self.read(label, 1.0, &mut found, &mut position);
        }
        for token in tokens(first_sentence(document.body, LEAD_BYTES)).take(LEAD_WORDS) {
            length += LEAD_WEIGHT;
            // A word that the lead cuts short is none.
            let known = self.seen.get(token.text).map(|seen| seen.entry);
            if let Some(occurrence) = known.and_then(|entry| found.get_mut(&entry)) {
                occurrence.weight += (2.0 * LEAD_WEIGHT) as u32;
            }
        }
        self.lengths.push(length);
        found.insert(self.entry(slug_key(document.slug)), Occurrence::default());
        for (entry, occurrence) in found {
            self.entries[entry as usize].add(number, occurrence);
        }
    }

    /// Reads a text; answers with its weighted length.
    fn read(&mut self, text: &str, weight: f32, found: &mut HashMap<u32, Occurrence>, position: &mut u32) -> f32 {
        let half = (2.0 * weight) as u32;
        let words: Vec<Token<'_>> = tokens(text).collect();
        let mut joins = joined::joins(&words).into_iter().peekable();
        let mut before: Option<Seen> = None;
        let mut joined = 0..0;
        for (at, token) in words.iter().enumerate() {
            if let Some(join) = joins.next_if(|join| join.words.start == at) {
                joined = join.words.clone();
                // A query divides what its letters and digits divide, and meets the parts by where they stand.
                let parts: Vec<String> = words[joined.clone()].iter().map(|word| fold(word.text)).collect();
                let placed = |part: &String| !positions::EVERYWHERE.contains(&part.as_str());
                if joined::divided(&join.folded) != parts || !parts.iter().all(placed) {
                    self.note_join(&join, half, found, *position);
                }
            }
            let word = self.seen(token.text);
            // What is written together is one word already.
            let apart = at == joined.start || !joined.contains(&at);
            if let Some(first) = before.as_ref().filter(|_| token.adjoins && apart)
                && let Some(join) = self.join(&first.folded, &word.folded)
            {
                let entry = self.entry(stem(&join));
                let form = self.entries[entry as usize].form([first.spelling.as_str(), &word.spelling].concat());
                // At both places, so that phrases meet it from either side.
                let occurrence = found.entry(entry).or_default();
                occurrence.note(half, form, *position - 1);
                occurrence.positions.push(*position);
            }
            let form = self.entries[word.entry as usize].form(word.spelling.clone());
            found.entry(word.entry).or_default().note(half, form, *position);
            before = Some(word);
            *position += 1;
        }
        let length = weight * words.len() as f32;
        *position += GAP;
        length
    }

    /// Notes a join at the places of all its words, so that phrases meet it from either side; `position` is that of the first.
    fn note_join(&mut self, join: &Join, half: u32, found: &mut HashMap<u32, Occurrence>, position: u32) {
        let entry = self.entry(stem(&join.folded));
        let form = self.entries[entry as usize].form(join.spelling.clone());
        let occurrence = found.entry(entry).or_default();
        occurrence.note(half, form, position);
        let others = 1..join.words.len() as u32;
        occurrence.positions.extend(others.map(|other| position + other));
    }

    fn join(&self, first: &str, second: &str) -> Option<String> {
        joined::well_known(first, second)
            .or_else(|| joined::candidate(first, second).filter(|join| self.vocabulary.contains(join)))
    }

    fn seen(&mut self, word: &str) -> Seen {
        if let Some(seen) = self.seen.get(word) {
            return seen.clone();
        }
        let folded = fold(word);
        let seen = Seen {
            entry: self.entry(stem(&folded)),
            spelling: spelling(word),
            folded,
        };
        self.seen.insert(word.to_owned(), seen.clone());
        seen
    }

    fn entry(&mut self, key: String) -> u32 {
        let next = self.entries.len() as u32;
        let entry = *self.keys.entry(key).or_insert(next);
        if entry == next {
            self.entries.push(Entry::default());
        }
        entry
    }

    /// What each document is about.
    pub(super) fn vectors(&self) -> Vec<Vector> {
        let mut rows = Rows::new(self.lengths.len());
        // In the order of the words, not in that of a hash map.
        let mut keys: Vec<(&String, &u32)> = self.keys.iter().filter(|(key, _)| !key.starts_with(SLUG)).collect();
        keys.sort_unstable();
        for (_, entry) in keys {
            rows.word(&self.entries[*entry as usize].weights());
        }
        rows.vectors()
    }

    /// About how many bytes all postings and all positions will take.
    pub(super) fn sizes(&self) -> [usize; 2] {
        let entries = self.entries.iter();
        entries.fold([0, 0], |[postings, positions], entry| {
            [postings + entry.documents.len() / 2, positions + entry.positions.len()]
        })
    }

    /// The terms in ascending order of their keys.
    pub(super) fn finish(mut self) -> impl Iterator<Item = Finished> {
        let lengths = Lengths::new(self.lengths, &self.titles);
        let mut keys: BTreeMap<String, Source> = BTreeMap::new();
        for (key, entry) in std::mem::take(&mut self.keys) {
            if !key.starts_with(SLUG) {
                for form in &self.entries[entry as usize].forms {
                    for word in both_ways(&form.spelling).into_iter().flatten() {
                        if let Source::Word(frequency) = keys.entry(word).or_insert(Source::Word(0)) {
                            *frequency = form.frequency.max(*frequency);
                        }
                    }
                }
            }
            keys.insert(key, Source::Entry(entry));
        }
        let mut entries = self.entries;
        keys.into_iter().map(move |(key, source)| match source {
            Source::Entry(entry) => std::mem::take(&mut entries[entry as usize]).finish(key, &lengths),
            Source::Word(frequency) => Finished {
                key,
                frequency,
                ..Finished::default()
            },
        })
    }
}

/// Where a key comes from.
enum Source {
    Entry(u32),
    /// A word that stands alone, with its frequency.
    Word(u32),
}

/// The keys under which a mistyped word is looked for by its beginning and by its ending; numbers, very short words and what is
/// written together of several are not corrected.
fn both_ways(spelling: &str) -> Option<[String; 2]> {
    let folded = fold(spelling);
    let long = folded.chars().count() >= SHORTEST_CORRECTED;
    (long && folded.chars().all(char::is_alphabetic)).then(|| {
        let backwards = std::iter::once(BACKWARDS).chain(folded.chars().rev());
        [backwards.collect(), format!("{FORWARDS}{folded}")]
    })
}

fn texts<'a>(document: &'a Document<'_>) -> impl Iterator<Item = &'a str> {
    [document.title, document.body].into_iter().chain(document.labelled())
}

impl Occurrence {
    fn note(&mut self, half: u32, form: u32, position: u32) {
        self.weight += half;
        if !self.forms.contains(&form) {
            self.forms.push(form);
        }
        self.positions.push(position);
    }
}

impl Entry {
    /// The number of a form.
    fn form(&mut self, spelling: String) -> u32 {
        let known = self.forms.iter().position(|form| form.spelling == spelling);
        known.unwrap_or_else(|| {
            self.forms.push(Form { spelling, frequency: 0 });
            self.forms.len() - 1
        }) as u32
    }

    fn add(&mut self, document: u32, mut occurrence: Occurrence) {
        put_number(&mut self.documents, u64::from(document - self.last));
        self.last = document;
        self.frequency += 1;
        put_number(
            &mut self.documents,
            u64::from(occurrence.weight) << 1 | u64::from(occurrence.title),
        );
        put_number(&mut self.documents, occurrence.forms.len() as u64);
        for form in occurrence.forms {
            put_number(&mut self.documents, u64::from(form));
            self.forms[form as usize].frequency += 1;
        }
        occurrence.positions.sort_unstable();
        occurrence.positions.dedup();
        occurrence.positions.truncate(positions::MOST);
        put_number(&mut self.positions, occurrence.positions.len() as u64);
        let mut before = 0;
        for position in occurrence.positions {
            put_number(&mut self.positions, u64::from(position - before));
            before = position;
        }
    }

    /// The documents, with the term's weight in each.
    fn weights(&self) -> Vec<(u32, f32)> {
        let mut cursor = Cursor::new(&self.documents);
        // What was put is read: these bytes never leave this module.
        let mut next = || cursor.number().unwrap_or_default();
        let mut document = 0;
        let mut weights = Vec::with_capacity(self.frequency as usize);
        for _ in 0..self.frequency {
            document += next();
            weights.push((document, (next() >> 1) as f32 / 2.0));
            for _ in 0..next() {
                next();
            }
        }
        weights
    }

    fn finish(self, key: String, lengths: &Lengths) -> Finished {
        let mut order: Vec<u32> = (0..self.forms.len() as u32).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&self.forms[*a as usize], &self.forms[*b as usize]);
            b.frequency.cmp(&a.frequency).then_with(|| a.spelling.cmp(&b.spelling))
        });
        let mut bit = vec![0_u64; order.len()];
        for (rank, form) in order.iter().enumerate() {
            bit[*form as usize] = 1 << rank.min(FORMS - 1);
        }
        let mut forms: Vec<Form> = order
            .iter()
            .take(FORMS)
            .map(|form| self.forms[*form as usize].clone())
            .collect();
        if matches!(forms.as_slice(), [only] if only.spelling == key) {
            forms.clear();
        }
        let spelled = forms.len() > 1;
        let mut postings = Vec::with_capacity(self.frequency as usize);
        let mut cursor = Cursor::new(&self.documents);
        let mut document = 0;
        // What was put is read: these bytes never leave this module.
        let mut next = || cursor.number().unwrap_or_default();
        for _ in 0..self.frequency {
            document += next();
            let said = next();
            let weight = (said >> 1) as f32 / 2.0;
            let mut spellings = 0;
            for _ in 0..next() {
                spellings |= bit[next() as usize];
            }
            postings.push(Posting {
                document,
                impact: lengths.impact(weight, document),
                title: if said & 1 == 1 {
                    lengths.shares[document as usize]
                } else {
                    0
                },
                spellings: if spelled { spellings } else { 0 },
            });
        }
        let shape = Shape {
            count: self.frequency,
            documents: lengths.documents.len() as u32,
        };
        let mut cursor = Cursor::new(&self.positions);
        let mut next = || cursor.number().unwrap_or_default();
        let mut lists: Vec<Vec<u32>> = Vec::with_capacity(self.frequency as usize);
        for _ in 0..self.frequency {
            let mut position = 0;
            let mut list = Vec::new();
            for _ in 0..next() {
                position += next();
                list.push(position);
            }
            lists.push(list);
        }
        postings::level(&mut postings, shape);
        let impacts: Vec<u8> = postings.iter().map(|posting| posting.impact).collect();
        // Words of other languages fold to the same keys: in Vietnamese, `the` is thế or thể, which say something.
        let others = forms
            .iter()
            .filter(|form| form.spelling != key)
            .map(|form| form.frequency)
            .max();
        let everywhere = positions::EVERYWHERE.contains(&key.as_str()) && others.unwrap_or(0) <= self.frequency / 100;
        let positioned = !lists[0].is_empty() && !everywhere;
        Finished {
            frequency: self.frequency,
            forms,
            postings: postings::encode(&postings, shape),
            spellings: if spelled {
                postings::encode_spellings(&postings)
            } else {
                Vec::new()
            },
            positions: if positioned {
                positions::encode(&lists, &impacts)
            } else {
                Vec::new()
            },
            key,
        }
    }
}

/// What a term's weight and its place in a title mean in each document, once all are known.
struct Lengths {
    /// Weighted length of each document, and their mean.
    documents: Vec<f32>,
    average: f32,
    /// How much of each document's title a word of it is ([`Posting::title`]).
    shares: Vec<u8>,
}

impl Lengths {
    fn new(documents: Vec<f32>, titles: &[f32]) -> Self {
        let mean = |lengths: &[f32]| (lengths.iter().sum::<f32>() / lengths.len().max(1) as f32).max(f32::MIN_POSITIVE);
        let usual = mean(titles);
        let share = |length: &f32| 1 + TITLES.iter().filter(|most| length / usual <= **most).count() as u8;
        Self {
            average: mean(&documents),
            documents,
            shares: titles.iter().map(share).collect(),
        }
    }

    /// `tf / (tf + k1 · (1 - b + b · length / average))` in parts of [`HIGHEST`] and one more, rounded down, at least 1.
    fn impact(&self, weight: f32, document: u32) -> u8 {
        let norm = 1.0 - B + B * self.documents[document as usize] / self.average;
        let parts = weight / (weight + K1 * norm) * f32::from(HIGHEST + 1);
        (parts as u8).clamp(1, HIGHEST)
    }
}

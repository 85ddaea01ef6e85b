//! What the words of a query can stand for in the dictionary of an archive.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::ops::Range;
use std::rc::Rc;

use super::bundle_files::{BundleFiles, Fetch};
use super::dense::Scores;
use super::query::Word;
use super::scoring::{Exact, rarity};
use super::stop_words::says_nothing;
use super::typos::{distance, mistakes, parts};
use super::{Error, Store, in_order};
use crate::index::terms::{self, BACKWARDS, POPULAR, Pick, Postings, SHORTEST_CORRECTED, Term, Wanted};
use crate::text::{fold, joined, stem};

/// Completions of an unfinished word that are scored: the whole word and the most frequent ones.
const COMPLETIONS: usize = 64;

/// Where the completions of a word stand in more shards, only the most frequent ones are looked at, which stand side by side.
const SHARDS: u32 = 4;

/// Shards that corrections are taken from, for the beginning of a word and for its end: those of a very short one reach over
/// many in a large archive.
const CORRECTION_SHARDS: u32 = 8;

/// Bytes of postings that are fetched for completions: of a word that stands in the archive as it is, and of one that
/// does not and so is surely unfinished.
const COMPLETION_BYTES: (usize, usize) = (4 * 1024, 32 * 1024);

/// Bytes that a candidate takes, about.
const CANDIDATE: usize = 256;

/// Corrections of a word that are tried.
const CORRECTIONS: usize = 8;

/// What an unfinished word is worth where it is completed, from all of it missing to none.
const COMPLETED: (f32, f32) = (0.4, 0.8);

/// What a word is worth where one mistake is corrected; two cost twice as much.
const CORRECTED: f32 = 0.6;

/// How a term came to stand for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Via {
    /// It is the word, in any of its forms.
    Whole,
    /// The word is its beginning.
    Completed,
    /// The word and its neighbour are written as one.
    Joined,
    /// The word has so many mistakes.
    Corrected(u32),
}

/// A term that a word can stand for.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) term: Term,
    pub(super) via: Via,
    /// What a document with a frequency of 1 gets for it.
    pub(super) weight: f32,
    pub(super) exact: Exact,
}

/// What a word can stand for.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    pub(super) word: Rc<Word>,
    /// The word itself, in any of its forms, if the archive has it, and what it is the beginning of: whatever other words there are.
    pub(super) own: Rc<[Candidate]>,
    /// What else it stands for in a query: names that it and its neighbour are, and what it may have been mistyped for.
    pub(super) others: Vec<Rc<Candidate>>,
    /// What several of the word's own ones are worth together, once a query has found it out: in a query of this word alone, in those
    /// of a few words, and in long ones.
    pub(super) together: Rc<[OnceCell<Rc<Scores>>; 3]>,
}

impl Meaning {
    /// All that it can stand for.
    pub(super) fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.own.iter().chain(self.others.iter().map(Rc::as_ref))
    }

    /// The archive has the word itself, or words that begin so, or a name that it is a part of.
    pub(super) fn known(&self) -> bool {
        !self.own.is_empty() || !self.others.iter().all(|candidate| candidate.corrects())
    }

    /// What it was corrected to.
    pub(super) fn corrections(&self) -> impl Iterator<Item = &Candidate> {
        self.others
            .iter()
            .map(Rc::as_ref)
            .filter(|candidate| candidate.corrects())
    }

    /// Takes back what it was corrected to, if the archive has it.
    pub(super) fn take_at_its_word(&mut self) {
        if self.known() {
            self.others.retain(|candidate| !candidate.corrects());
        }
    }

    /// The word itself, if the archive has it.
    pub(super) fn whole(&self) -> Option<&Candidate> {
        self.own.first().filter(|first| first.via == Via::Whole)
    }

    /// The form of a term that is nearest to the word, the most frequent of these.
    pub(super) fn nearest_form(&self, term: &Term) -> String {
        let letters: Vec<char> = self.word.folded.chars().collect();
        let apart = |form: &terms::Form| {
            let known: Vec<char> = fold(&form.spelling).chars().collect();
            distance(&letters, &known, mistakes(letters.len()), self.word.prefix).unwrap_or(u32::MAX)
        };
        let nearest = term.forms.iter().min_by_key(|form| apart(form));
        nearest.map_or_else(|| term.key.clone(), |form| form.spelling.clone())
    }

    /// In how many documents it stands, in any form, completed or as a part of a name; at most.
    pub(super) fn frequency(&self) -> u32 {
        let known = self.candidates().filter(|candidate| !candidate.corrects());
        known.fold(0, |sum, candidate| sum.saturating_add(candidate.term.frequency))
    }
}

impl Candidate {
    /// It is a word that was not typed.
    pub(super) fn corrects(&self) -> bool {
        matches!(self.via, Via::Corrected(_))
    }
}

/// What some words mean. `beside` has the places of those that stand side by side with the next one.
pub(super) async fn meanings<S: Store>(
    files: &BundleFiles<S>,
    words: &[&Word],
    beside: &[usize],
) -> Result<Vec<Meaning>, Error> {
    let mut pairs: Vec<(usize, Word)> = Vec::new();
    for at in beside {
        if let Some(join) = joined::candidate(&words[*at].folded, &words[at + 1].folded) {
            pairs.push((*at, Word::new(&join)));
        }
    }
    let all: Vec<&Word> = words
        .iter()
        .copied()
        .chain(pairs.iter().map(|(_, join)| join))
        .collect();
    let known: Vec<Option<Rc<Meaning>>> = all.iter().map(|word| files.meaning(word)).collect();
    let mut wanted = Vec::new();
    for (word, known) in all.iter().zip(&known) {
        if known.is_none() {
            wanted.extend(files.shards(&word.key, 1).map(Fetch::Shard));
            if word.prefix {
                wanted.extend(begun(files, word).1.map(Fetch::Shard));
            }
        }
    }
    files.fetch(wanted).await;
    let mut meanings = Vec::with_capacity(all.len());
    for (word, known) in all.iter().zip(known) {
        meanings.push(match known {
            Some(known) => Meaning::clone(&known),
            None => meaning(files, word).await?,
        });
    }
    let joins = meanings.split_off(words.len());
    for ((at, _), join) in pairs.iter().zip(joins) {
        let Some(Candidate { term, .. }) = join.whole() else {
            continue;
        };
        let (first, second) = (words[*at], words[at + 1]);
        let spelled = |word: &Word| word.spelling.clone().unwrap_or_else(|| word.folded.clone());
        let marked = first.spelling.is_some() || second.spelling.is_some();
        let spelling = marked.then(|| spelled(first) + &spelled(second));
        let candidate = Rc::new(Candidate {
            exact: exact(spelling.as_deref(), false, term),
            // Half for each of the two words.
            weight: rarity(files.manifest.articles, term.frequency) / 2.0,
            via: Via::Joined,
            term: term.clone(),
        });
        meanings[*at].others.push(candidate.clone());
        meanings[at + 1].others.push(candidate);
    }
    Ok(meanings)
}

async fn meaning<S: Store>(files: &BundleFiles<S>, word: &Word) -> Result<Meaning, Error> {
    // Perhaps the same word stood before it.
    if let Some(known) = files.meaning(word) {
        return Ok(Meaning::clone(&known));
    }
    let archive = files.manifest.articles;
    let key = word.key.as_str();
    let mut terms: Vec<Term> = files.term(key).await?.into_iter().collect();
    if word.prefix {
        let (popular, shards) = begun(files, word);
        let mut completions = match &popular {
            Some(popular) => files.terms(shards, &mut Bare(popular)).await?,
            None => Vec::new(),
        };
        if completions.is_empty() {
            // Very long beginnings are not listed apart, whatever they begin.
            let shards = files.shards(&word.folded, SHARDS);
            completions = files.terms(shards, &mut Beginning(&word.folded)).await?;
        }
        for term in &mut completions {
            if let Some((_, key)) = term.key.rsplit_once(POPULAR) {
                term.key = key.to_owned();
            }
        }
        completions.retain(|term| term.key != key);
        completions = in_order(completions, &|a, b| b.frequency.cmp(&a.frequency));
        let (few, many) = COMPLETION_BYTES;
        let room = if terms.is_empty() { many } else { few };
        terms.extend(affordable(completions, room));
    }
    // Completions are as rare as all of them together: a rare one is no better a guess.
    let together = terms.iter().fold(0_u32, |sum, term| sum.saturating_add(term.frequency));
    let candidate = |term: Term| {
        let exact = exact(word.spelling.as_deref(), word.prefix, &term);
        let (via, frequency, share) = if term.key == key {
            (Via::Whole, exact_frequency(exact, &term), 1.0)
        } else {
            (Via::Completed, together, completeness(word, &term))
        };
        Candidate {
            weight: rarity(archive, frequency) * share,
            via,
            exact,
            term,
        }
    };
    let meaning = Meaning {
        own: terms.into_iter().map(candidate).collect(),
        others: Vec::new(),
        word: Rc::new(word.clone()),
        together: Default::default(),
    };
    files.keep(&meaning, CANDIDATE * (1 + meaning.own.len()));
    Ok(meaning)
}

/// The shards with what an unfinished word can go on to; where it would be too many, what the keys of the most frequent terms
/// begin with, and the shards of these.
fn begun<S: Store>(files: &BundleFiles<S>, word: &Word) -> (Option<String>, Range<u32>) {
    let shards = files.shards(&word.folded, u32::MAX);
    if shards.len() as u32 <= SHARDS {
        return (None, shards);
    }
    let popular = terms::popular(&word.folded);
    let shards = files.shards(&popular, SHARDS);
    (Some(popular), shards)
}

/// The first completions whose postings can be had for so many bytes.
fn affordable(completions: Vec<Term>, room: usize) -> impl Iterator<Item = Term> {
    let mut bytes = 0;
    completions
        .into_iter()
        .take(COMPLETIONS)
        .filter(move |term| match &term.postings {
            Postings::Inline(_) => true,
            Postings::At(place) => {
                let fits = bytes + place.range.len() <= room;
                bytes += if fits { place.range.len() } else { 0 };
                fits
            }
        })
}

/// Terms with a form that begins so.
struct Beginning<'a>(&'a str);

impl Wanted for Beginning<'_> {
    fn key(&mut self, key: &str) -> Option<Pick> {
        let beginning = self.0;
        if key.starts_with(beginning) {
            return None;
        }
        if key > beginning {
            return Some(Pick::Stop);
        }
        // A key that is shorter differs from its forms in its last letter at most: hope, hoping.
        let shared = key.bytes().zip(beginning.bytes()).take_while(|(a, b)| a == b).count();
        (shared + 1 < key.len()).then_some(Pick::Skip)
    }

    fn form(&mut self, spelling: &str, _frequency: u32) -> bool {
        fold(spelling).starts_with(self.0)
    }
}

fn exact(spelling: Option<&str>, prefix: bool, term: &Term) -> Exact {
    let Some(spelling) = spelling else { return Exact::Any };
    let fits = |known: &str| known == spelling || prefix && known.starts_with(spelling);
    Exact::Forms(Exact::bits(term, fits))
}

/// How many documents have a term as it was spelled.
fn exact_frequency(exact: Exact, term: &Term) -> u32 {
    let Exact::Forms(bits) = exact else {
        return term.frequency;
    };
    let forms = (0..).zip(&term.forms);
    let spelled = forms.filter(|(bit, _)| bits.checked_shr(*bit).unwrap_or(0) & 1 == 1);
    let frequency = spelled.fold(0_u32, |sum, (_, form)| sum.saturating_add(form.frequency));
    if frequency == 0 { term.frequency } else { frequency }
}

/// What share of a term an unfinished word already is.
fn completeness(word: &Word, term: &Term) -> f32 {
    let lengths = term.forms.iter().map(|form| fold(&form.spelling));
    let lengths = lengths
        .filter(|form| form.starts_with(&word.folded))
        .map(|form| form.len());
    let length = lengths.min().unwrap_or(term.key.len()).max(word.folded.len());
    let (least, most) = COMPLETED;
    least + (most - least) * word.folded.len() as f32 / length as f32
}

/// Adds what a word can stand for if it was mistyped: words with the fewest mistakes, the likeliest first.
pub(super) async fn correct<S: Store>(files: &BundleFiles<S>, meaning: &mut Meaning) -> Result<(), Error> {
    let word = &meaning.word;
    let letters: Vec<char> = word.folded.chars().collect();
    let again = meaning.corrections().next().is_some();
    if again || letters.len() < SHORTEST_CORRECTED || !letters.iter().all(|letter| letter.is_alphabetic()) {
        return Ok(());
    }
    let width = |part: &str| files.shards(part, u32::MAX).len();
    let parts = parts(&letters, &width);
    let shards = |part: &String| files.shards(part, CORRECTION_SHARDS);
    files
        .fetch(parts.iter().flat_map(shards).map(Fetch::Shard).collect())
        .await;
    let mut found: Vec<(Vec<char>, u32, bool, u32)> = Vec::new();
    for part in &parts {
        for term in files.terms(shards(part), &mut Bare(part)).await? {
            let mut known: Vec<char> = term.key.chars().skip(1).collect();
            if part.starts_with(BACKWARDS) {
                known.reverse();
            }
            let apart = |unfinished| distance(&letters, &known, mistakes(known.len()), unfinished);
            let whole = apart(false);
            let apart = if word.prefix {
                whole.or_else(|| apart(true))
            } else {
                whole
            };
            if let Some(apart) = apart.filter(|apart| *apart > 0) {
                found.push((known, apart, whole.is_none(), term.frequency));
            }
        }
    }
    // The fewest mistakes first, then words that need not go on, then the most frequent one, then as in the dictionary.
    found = in_order(found, &|a, b| {
        (a.1, a.2, Reverse(a.3), &a.0).cmp(&(b.1, b.2, Reverse(b.3), &b.0))
    });
    let fewest = found.first().map_or(0, |first| first.1);
    let mut keys: Vec<String> = Vec::new();
    for (known, ..) in found.iter().take_while(|found| found.1 == fewest) {
        let folded: String = known.iter().collect();
        let key = stem(&folded);
        let is_there = meaning.candidates().any(|candidate| candidate.term.key == key);
        // A word that is there says more than one that stands everywhere: `anh` is no `and`.
        let says_less = meaning.known() && says_nothing(&folded);
        if !is_there && !says_less && !keys.contains(&key) && keys.len() < CORRECTIONS {
            keys.push(key);
        }
    }
    let shards = keys.iter().flat_map(|key| files.shards(key, 1));
    files.fetch(shards.map(Fetch::Shard).collect()).await;
    let mut meant: Vec<Term> = Vec::with_capacity(keys.len());
    for key in &keys {
        meant.extend(files.term(key).await?);
    }
    // The words around it say better than its frequency which of them was meant; a rare one must not count more for being rare.
    let most_frequent = meant.iter().map(|term| term.frequency).max().unwrap_or(0);
    let weight = rarity(files.manifest.articles, most_frequent) * CORRECTED / fewest as f32;
    meaning.others.extend(meant.into_iter().map(|term| {
        Rc::new(Candidate {
            weight,
            via: Via::Corrected(fewest),
            exact: Exact::Any,
            term,
        })
    }));
    Ok(())
}

/// All keys that begin so.
struct Bare<'a>(&'a str);

impl Wanted for Bare<'_> {
    fn key(&mut self, key: &str) -> Option<Pick> {
        Some(if key.starts_with(self.0) {
            Pick::Take
        } else if key > self.0 {
            Pick::Stop
        } else {
            Pick::Skip
        })
    }

    fn form(&mut self, _spelling: &str, _frequency: u32) -> bool {
        false
    }
}

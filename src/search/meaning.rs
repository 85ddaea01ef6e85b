//! What the words of a query can stand for in the dictionary of an archive.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::bundle_files::{BundleFiles, Fetch};
use super::dense::Scores;
use super::phrases::apart;
use super::query::Word;
use super::scoring::{Exact, rarity};
use super::typos::{distance, mistakes};
use super::{Error, Store, in_order};
use crate::index::postings::Posting;
use crate::index::terms::{self, POPULAR, Pick, Place, Postings, Term, Wanted};
use crate::text::inflects;
use crate::text::joined::unjoined;

/// Completions of an unfinished word that are scored: the whole word and the most frequent ones.
const COMPLETIONS: usize = 64;

/// Where the completions of a word stand in more shards, only the most frequent ones are looked at, which stand side by side.
const SHARDS: u32 = 4;

/// Bytes of postings that are fetched for completions: of a word that stands in the archive as it is, and of one that
/// does not and so is surely unfinished.
const COMPLETION_BYTES: (usize, usize) = (4 * 1024, 32 * 1024);

/// Bytes that a candidate takes, about.
const CANDIDATE: usize = 256;

/// What an unfinished word is worth where it is completed, from all of it missing to none.
const COMPLETED: (f32, f32) = (0.4, 0.8);

/// How a term came to stand for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Via {
    /// It is the word, in any of its forms.
    Whole,
    /// The word is its beginning.
    Completed,
    /// The word and its neighbour are written as one.
    Joined,
    /// Its parts stand one right after the other.
    Apart,
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
    /// Its postings, where these are no list of the index.
    pub(super) found: Option<Rc<[Posting]>>,
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
            let known: Vec<char> = unjoined(&form.spelling).chars().collect();
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

/// What some words mean. `joins` has those that some of them are together, by their places.
pub(super) async fn meanings<S: Store>(
    files: &BundleFiles<S>,
    words: &[&Word],
    joins: &[(Vec<usize>, Word)],
) -> Result<Vec<Meaning>, Error> {
    let all: Vec<&Word> = words
        .iter()
        .copied()
        .chain(joins.iter().map(|(_, join)| join))
        .collect();
    let known: Vec<Option<Rc<Meaning>>> = all.iter().map(|word| files.meaning(word)).collect();
    let mut wanted = Vec::new();
    for (word, known) in all.iter().zip(&known) {
        if known.is_none() {
            if !word.key.is_empty() {
                wanted.extend(files.shards(&word.key, 1).map(Fetch::Shard));
            }
            for part in &word.parts {
                wanted.extend(files.shards(&part.key, 1).map(Fetch::Shard));
            }
            if word.prefix && !word.key.is_empty() {
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
    let joined = meanings.split_off(words.len());
    for ((places, join), meaning) in joins.iter().zip(joined) {
        let Some(Candidate { term, exact, .. }) = meaning.whole() else {
            continue;
        };
        let candidate = Rc::new(Candidate {
            exact: if join.spelling.is_some() { *exact } else { Exact::Any },
            // A part for each of the words.
            weight: rarity(files.manifest.articles, term.frequency) / places.len() as f32,
            via: Via::Joined,
            term: term.clone(),
            found: None,
        });
        for place in places {
            meanings[*place].others.push(candidate.clone());
        }
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
    let mut terms: Vec<Term> = Vec::new();
    if !key.is_empty() {
        terms.extend(files.term(key).await?);
    }
    if word.prefix && !key.is_empty() {
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
    let apart: Rc<[Posting]> = if word.is_made_of_parts() {
        apart(files, word).await?.into()
    } else {
        Rc::default()
    };
    let candidate = |term: Term| {
        let exact = exact(word, &term);
        let (via, frequency, share) = if term.key == key {
            // As rare as the word is in either way of writing.
            (Via::Whole, exact_frequency(exact, &term).max(apart.len() as u32), 1.0)
        } else {
            (Via::Completed, together, completeness(word, &term))
        };
        Candidate {
            weight: rarity(archive, frequency) * share,
            via,
            exact,
            term,
            found: None,
        }
    };
    let mut own: Vec<Candidate> = terms.into_iter().map(candidate).collect();
    if !apart.is_empty() {
        let whole = own.first().filter(|whole| whole.via == Via::Whole);
        let frequency = whole.map_or(0, |whole| exact_frequency(whole.exact, &whole.term));
        own.push(Candidate {
            weight: rarity(archive, frequency.max(apart.len() as u32)),
            via: Via::Apart,
            exact: Exact::Any,
            term: nowhere(apart.len() as u32),
            found: Some(apart.clone()),
        });
    }
    let meaning = Meaning {
        own: own.into(),
        others: Vec::new(),
        word: Rc::new(word.clone()),
        together: Default::default(),
    };
    let size = CANDIDATE * (1 + meaning.own.len()) + size_of_val(&*apart);
    files.keep(&meaning, size);
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
        unjoined(spelling).starts_with(self.0)
    }
}

/// A term that is not in the dictionary.
fn nowhere(frequency: u32) -> Term {
    Term {
        key: String::new(),
        frequency,
        forms: Vec::new(),
        postings: Postings::Inline(Vec::new()),
        spellings: Postings::Inline(Vec::new()),
        positions: Place { file: 0, range: 0..0 },
    }
}

/// Which forms of its term a word asks for.
fn exact(word: &Word, term: &Term) -> Exact {
    if word.spelling.is_some() || term.key != word.key {
        return spelled(word.spelling.as_deref(), word.prefix, term);
    }
    // A word that is still being typed may become any of its forms, unless it is one.
    let is_there = |form: &terms::Form| unjoined(&form.spelling) == word.folded;
    if word.prefix && !term.forms.iter().any(is_there) {
        return Exact::Any;
    }
    let bits = Exact::bits(term, &|form| inflects(&unjoined(form), &word.folded));
    let all = Exact::bits(term, &|_| true);
    if bits == 0 || bits == all {
        Exact::Any
    } else {
        Exact::Inflections(bits)
    }
}

/// Those that are spelled so.
fn spelled(spelling: Option<&str>, prefix: bool, term: &Term) -> Exact {
    let Some(spelling) = spelling else { return Exact::Any };
    let fits = |known: &str| known == spelling || prefix && known.starts_with(spelling);
    Exact::Forms(Exact::bits(term, &fits))
}

/// How many documents have a term as it was spelled.
fn exact_frequency(exact: Exact, term: &Term) -> u32 {
    // Forms of a word without marks are one word in a long query.
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
    let lengths = term.forms.iter().map(|form| unjoined(&form.spelling));
    let lengths = lengths
        .filter(|form| form.starts_with(&word.folded))
        .map(|form| form.len());
    let length = lengths.min().unwrap_or(term.key.len()).max(word.folded.len());
    let (least, most) = COMPLETED;
    least + (most - least) * word.folded.len() as f32 / length as f32
}

/// All keys that begin so.
pub(super) struct Bare<'a>(pub(super) &'a str);

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

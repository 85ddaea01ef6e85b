//! Phrases: documents in which some words stand one right after the other.

use std::ops::Range;

use super::bundle_files::{BundleFiles, Fetch, List, Positions, Spellings};
use super::query::Word;
use super::scoring::{Exact, Worth, rarity};
use super::titles::with_title;
use super::{Error, Store, in_order};
use crate::index::positions::TITLE;
use crate::index::postings::{HIGHEST, Posting, SHORT_TITLE};
use crate::index::terms::Term;
use crate::text::joined::{LONGEST_RUN, is_name, is_sign, unjoined};

/// A phrase is worth this much more than its words.
const PHRASE: f32 = 1.5;

/// A document that has the first words of a phrase.
#[derive(Clone)]
struct Begun {
    document: u32,
    score: f32,
    /// How much of the title each word is, and its impact, at least.
    title: u8,
    impact: u8,
    /// Where the next word has to stand; `None` as long as no word with positions has been met.
    ends: Option<Vec<u32>>,
}

/// Documents in which the words stand one right after the other, in the forms that were asked for.
pub(super) async fn phrase_scores<S: Store>(files: &BundleFiles<S>, words: &[Word]) -> Result<Vec<(u32, f32)>, Error> {
    let begun = files.rarely(Box::pin(followed(files, words, true))).await?;
    let score = |begun: Begun| (begun.document, with_title(begun.score, begun.title));
    Ok(begun.into_iter().map(score).collect())
}

/// Documents in which the parts of a word stand one right after the other, in any form.
pub(super) async fn apart<S: Store>(files: &BundleFiles<S>, word: &Word) -> Result<Vec<Posting>, Error> {
    let words = std::slice::from_ref(word);
    let begun = files.rarely(Box::pin(followed(files, words, false))).await?;
    let posting = |begun: Begun| Posting {
        document: begun.document,
        impact: begun.impact,
        title: begun.title,
        spellings: 0,
    };
    Ok(begun.into_iter().map(posting).collect())
}

/// One way in which a text can have some words of a phrase, with their terms.
struct Way<'a> {
    /// Which words of the phrase.
    range: Range<usize>,
    words: Vec<&'a Word>,
    terms: Vec<Term>,
}

/// What neighbours in a phrase are where a text has them as one, and where these stand.
fn joined(words: &[Word]) -> Vec<(Range<usize>, Word)> {
    let mut joined = Vec::new();
    for at in 0..words.len() {
        let neighbours: Vec<&Word> = words[at..].iter().take(LONGEST_RUN).collect();
        for (length, mut join) in Word::joined(&neighbours, true) {
            join.title = words[at].title;
            joined.push((at..at + length, join));
        }
    }
    joined
}

/// The ways in which a text can have each word, in order: the word itself, its parts, and some words as one. Not `quoted`, it is the parts
/// alone.
fn ways<'a>(words: &'a [Word], joined: &'a [(Range<usize>, Word)], quoted: bool) -> Vec<Way<'a>> {
    let mut ways = Vec::new();
    let mut add = |range, words| {
        ways.push(Way {
            range,
            words,
            terms: Vec::new(),
        });
    };
    for (at, word) in words.iter().enumerate() {
        if quoted && !word.key.is_empty() {
            add(at..at + 1, vec![word]);
        }
        if word.is_made_of_parts() {
            add(at..at + 1, word.parts.iter().collect());
        }
        for (range, join) in joined.iter().filter(|(range, _)| range.start == at) {
            add(range.clone(), vec![join]);
        }
    }
    ways
}

/// Documents in which some words stand one right after the other: the very words, in any case and with any marks, where they are `quoted`,
/// or what they are in another way of writing; else nothing but the parts of words, in any form.
async fn followed<S: Store>(files: &BundleFiles<S>, words: &[Word], quoted: bool) -> Result<Vec<Begun>, Error> {
    let joined = if quoted { joined(words) } else { Vec::new() };
    let mut ways = ways(words, &joined, quoted);
    let all = ways.iter().flat_map(|way| &way.words);
    let shards = all.flat_map(|word| files.shards(&word.key, 1));
    files.fetch(shards.map(Fetch::Shard).collect()).await;
    for way in &mut ways {
        for word in &way.words {
            way.terms.extend(files.term(&word.key).await?);
        }
    }
    ways.retain(Way::is_there);
    let mut lists = Vec::new();
    for term in ways.iter().flat_map(|way| &way.terms) {
        lists.push(Fetch::Postings(term, Spellings::Count));
        lists.push(Fetch::Positions(term));
    }
    files.fetch(lists).await;
    // Documents that have the words so far, by how many these are.
    let mut reached: Vec<Vec<Begun>> = vec![Vec::new(); words.len() + 1];
    for way in &ways {
        let mut begun = (way.range.start > 0).then(|| reached[way.range.start].clone());
        for (word, term) in way.words.iter().zip(&way.terms) {
            let list = files.postings(term, Spellings::Count).await?;
            let positions = if term.positions.range.is_empty() {
                None
            } else {
                Some(files.positions(term).await?)
            };
            let step = Step {
                word,
                term,
                quoted,
                weight: PHRASE * rarity(files.manifest.articles, term.frequency),
                worth: Worth::among(words.len()),
            };
            begun = Some(step.on(begun, &list, positions.as_ref())?);
        }
        let known = std::mem::take(&mut reached[way.range.end]);
        reached[way.range.end] = either(known, begun.unwrap_or_default());
    }
    Ok(reached.pop().unwrap_or_default())
}

impl Way<'_> {
    /// The archive has all its words. Where a word stands that stands everywhere is not known, so that such a part tells nothing at an end.
    fn is_there(&self) -> bool {
        let placed = |term: Option<&Term>| term.is_some_and(|term| !term.positions.range.is_empty());
        let alone = self.words.len() == 1;
        self.terms.len() == self.words.len() && (alone || placed(self.terms.first()) && placed(self.terms.last()))
    }
}

/// From the first words of a phrase to the next one.
struct Step<'a> {
    word: &'a Word,
    term: &'a Term,
    quoted: bool,
    weight: f32,
    worth: Worth,
}

impl Step<'_> {
    /// Those of the begun phrases that go on with the word; all documents that have it where none is begun yet.
    fn on(
        &self,
        begun: Option<Vec<Begun>>,
        list: &List<'_>,
        positions: Option<&Positions<'_>>,
    ) -> Result<Vec<Begun>, Error> {
        let Step { word, term, .. } = *self;
        let is_word = |spelling: &str| !self.quoted || unjoined(spelling) == word.folded;
        let only = term.forms.first().map_or(&term.key, |form| &form.spelling);
        if !term.spelled() && !is_word(only) {
            return Ok(Vec::new());
        }
        let folded_bits = Exact::bits(term, &is_word);
        let exact = match &word.spelling {
            Some(spelling) => Exact::Forms(Exact::bits(term, &|known| known == spelling)),
            None => Exact::Any,
        };
        let (mut before, mut next) = (begun, 0);
        let (mut after, mut places, mut impacts): (Vec<Begun>, _, _) = (Vec::new(), Vec::new(), Vec::new());
        list.each(|posting| {
            impacts.push(posting.impact);
            let form = !term.spelled() || posting.spellings & folded_bits != 0;
            if !form || word.title && !posting.in_title() {
                return;
            }
            let document = posting.document;
            let goes_on = match &mut before {
                None => Some(Begun {
                    document,
                    score: 0.0,
                    title: SHORT_TITLE,
                    impact: HIGHEST,
                    ends: None,
                }),
                Some(before) => {
                    while before.get(next).is_some_and(|begun| begun.document < document) {
                        next += 1;
                    }
                    let begun = before.get_mut(next).filter(|begun| begun.document == document);
                    begun.map(|begun| Begun {
                        ends: begun.ends.take(),
                        ..*begun
                    })
                }
            };
            if let Some(mut begun) = goes_on {
                // The exact spelling comes first.
                let other = exact.share(posting) < 1.0;
                begun.title = begun.title.min(if other { 0 } else { posting.title });
                begun.impact = begun.impact.min(posting.impact);
                begun.score += self.weight * self.worth.of(posting, exact);
                places.push(impacts.len() as u32 - 1);
                after.push(begun);
            }
        })?;
        let Some(positions) = positions else {
            for end in after.iter_mut().filter_map(|begun| begun.ends.as_mut()).flatten() {
                *end = end.saturating_add(1);
            }
            return Ok(after);
        };
        let joins = joins(term);
        for (begun, positions) in after.iter_mut().zip(positions.of(&impacts, &places)?) {
            let begins = begun.ends.take();
            let mut ends: Vec<u32> = Vec::new();
            for position in positions {
                // A word that is a join in some texts ends at its last place there, whichever of its places it was met at.
                let further = joins && ends.last() == Some(&position);
                let begins = begins
                    .as_ref()
                    .is_none_or(|begins| begins.binary_search(&position).is_ok());
                if (begins || further) && (!word.title || position < TITLE) {
                    ends.push(position + 1);
                }
            }
            begun.ends = Some(ends);
        }
        after.retain(|begun| begun.ends.as_ref().is_some_and(|ends| !ends.is_empty()));
        Ok(after)
    }
}

/// A term that some texts write as several words, each of which is a place of it.
fn joins(term: &Term) -> bool {
    let number = term.key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    number || is_name(&term.key) || term.forms.iter().any(|form| form.spelling.bytes().any(is_sign))
}

/// Documents that have a phrase in one way or in another; both ascend.
fn either(mut all: Vec<Begun>, other: Vec<Begun>) -> Vec<Begun> {
    if all.is_empty() {
        return other;
    }
    all.extend(other);
    let mut merged: Vec<Begun> = Vec::with_capacity(all.len());
    for begun in in_order(all, &|a, b| a.document.cmp(&b.document)) {
        match merged.last_mut().filter(|last| last.document == begun.document) {
            Some(last) => {
                last.score = last.score.max(begun.score);
                last.title = last.title.max(begun.title);
                last.impact = last.impact.max(begun.impact);
                if let (Some(ends), Some(others)) = (&mut last.ends, begun.ends) {
                    ends.extend(others);
                    *ends = in_order(std::mem::take(ends), &|a, b| a.cmp(b));
                }
            }
            None => merged.push(begun),
        }
    }
    merged
}

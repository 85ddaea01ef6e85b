//! Phrases: documents in which some words stand one right after the other.

use super::bundle_files::{BundleFiles, Fetch, Spellings};
use super::query::Word;
use super::scoring::{Exact, Worth, rarity};
use super::titles::with_title;
use super::{Error, Store, in_order};
use crate::index::positions::TITLE;
use crate::index::postings::{HIGHEST, Posting, SHORT_TITLE};
use crate::index::terms::Term;
use crate::text::joined::{is_name, unjoined};

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

/// Documents in which some words stand one right after the other: the very words, in any case and with any marks, where they are `quoted`,
/// and the parts of a word in its place; else nothing but the parts of words, in any form.
async fn followed<S: Store>(files: &BundleFiles<S>, words: &[Word], quoted: bool) -> Result<Vec<Begun>, Error> {
    // Each word, and behind it its parts.
    let mut singles: Vec<&Word> = Vec::new();
    for word in words {
        singles.push(word);
        singles.extend(&word.parts);
    }
    let mut shards = Vec::new();
    for word in &singles {
        for shard in files.shards(&word.key, 1) {
            shards.push(Fetch::Shard(shard));
        }
    }
    files.fetch(shards).await;
    let mut terms: Vec<Option<Term>> = Vec::with_capacity(singles.len());
    for word in &singles {
        let known = if word.key.is_empty() {
            None
        } else {
            files.term(&word.key).await?
        };
        terms.push(known);
    }
    let mut lists = Vec::new();
    for term in terms.iter().flatten() {
        lists.push(Fetch::Postings(term, Spellings::Count));
        lists.push(Fetch::Positions(term));
    }
    files.fetch(lists).await;
    let worth = Worth::among(words.len());
    let mut begun: Option<Vec<Begun>> = None;
    let mut at = 0;
    for word in words {
        let (whole, parts) = (at..at + 1, at + 1..at + 1 + word.parts.len());
        at = parts.end;
        let mut after = Vec::new();
        for way in [whole.clone(), parts] {
            if way.is_empty() || way == whole && !quoted {
                continue;
            }
            // Where a word stands that stands everywhere is not known, so that such a part tells nothing at an end.
            let placed = |at: usize| terms[at].as_ref().is_some_and(|term| !term.positions.range.is_empty());
            if way != whole && !(placed(way.start) && placed(way.end - 1)) {
                continue;
            }
            let mut so_far = begun.clone();
            for at in way {
                so_far = Some(match &terms[at] {
                    Some(term) => step(files, so_far, singles[at], term, quoted, worth).await?,
                    None => Vec::new(),
                });
            }
            after = either(after, so_far.unwrap_or_default());
        }
        begun = Some(after);
    }
    Ok(begun.unwrap_or_default())
}

/// Those of the begun phrases that go on with a word; all documents that have the word where none is begun yet.
async fn step<S: Store>(
    files: &BundleFiles<S>,
    begun: Option<Vec<Begun>>,
    word: &Word,
    term: &Term,
    quoted: bool,
    worth: Worth,
) -> Result<Vec<Begun>, Error> {
    let is_word = |spelling: &str| !quoted || unjoined(spelling) == word.folded;
    let only = term.forms.first().map_or(&term.key, |form| &form.spelling);
    if !term.spelled() && !is_word(only) {
        return Ok(Vec::new());
    }
    let folded_bits = Exact::bits(term, is_word);
    let exact = match &word.spelling {
        Some(spelling) => Exact::Forms(Exact::bits(term, |known| known == spelling)),
        None => Exact::Any,
    };
    let weight = PHRASE * rarity(files.manifest.articles, term.frequency);
    let mut before = begun.map(|begun| begun.into_iter().peekable());
    let (mut after, mut places, mut impacts): (Vec<Begun>, _, _) = (Vec::new(), Vec::new(), Vec::new());
    let list = files.postings(term, Spellings::Count).await?;
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
                while before.next_if(|begun| begun.document < document).is_some() {}
                before.next_if(|begun| begun.document == document)
            }
        };
        if let Some(mut begun) = goes_on {
            // The exact spelling comes first.
            let other = exact.share(posting) < 1.0;
            begun.title = begun.title.min(if other { 0 } else { posting.title });
            begun.impact = begun.impact.min(posting.impact);
            begun.score += weight * worth.of(posting, exact);
            places.push(impacts.len() as u32 - 1);
            after.push(begun);
        }
    })?;
    if term.positions.range.is_empty() {
        for begun in &mut after {
            for end in begun.ends.iter_mut().flatten() {
                *end = end.saturating_add(1);
            }
        }
        return Ok(after);
    }
    let joins = joins(term);
    let positions = files.positions(term).await?.of(&impacts, &places)?;
    for (begun, positions) in after.iter_mut().zip(positions) {
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

/// A term that some texts write as several words, each of which is a place of it.
fn joins(term: &Term) -> bool {
    let number = term.key.bytes().all(|byte| byte.is_ascii_digit());
    number
        || is_name(&term.key)
        || term
            .forms
            .iter()
            .any(|form| form.spelling.contains(['-', '.', '\'', '&']))
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

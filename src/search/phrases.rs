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

/// Which words count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Forms {
    /// The very words, in any case and with any marks.
    Same,
    /// Words with the same key.
    Any,
}

/// Documents in which the words stand one right after the other, in the forms that were asked for.
pub(super) async fn phrase_scores<S: Store>(files: &BundleFiles<S>, words: &[Word]) -> Result<Vec<(u32, f32)>, Error> {
    let terms = terms(files, words).await?;
    let worth = Worth::among(words.len());
    let mut begun: Option<Vec<Begun>> = None;
    for (word, (term, parts)) in words.iter().zip(&terms) {
        let mut after = Vec::new();
        if let Some(term) = term {
            after = step(files, begun.as_deref(), word, term, Forms::Same, worth).await?;
        }
        if let Some(parts) = parts {
            let apart = steps(files, begun, &word.parts, parts, Forms::Same, worth).await?;
            after = either(after, apart);
        }
        begun = Some(after);
    }
    let begun = begun.unwrap_or_default();
    let score = |begun: Begun| (begun.document, with_title(begun.score, begun.title));
    Ok(begun.into_iter().map(score).collect())
}

/// Documents in which the parts of a word stand one right after the other, in any form.
pub(super) async fn apart<S: Store>(files: &BundleFiles<S>, word: &Word) -> Result<Vec<Posting>, Error> {
    let terms = terms(files, std::slice::from_ref(word)).await?;
    let Some((_, Some(parts))) = terms.first() else {
        return Ok(Vec::new());
    };
    let found = steps(files, None, &word.parts, parts, Forms::Any, Worth::among(1)).await?;
    let posting = |begun: Begun| Posting {
        document: begun.document,
        impact: begun.impact,
        title: begun.title,
        spellings: 0,
    };
    Ok(found.into_iter().map(posting).collect())
}

/// A term, if the archive has it, and those of the parts of its word, if it has some and the archive has all of them.
type Looked = (Option<Term>, Option<Vec<Term>>);

/// Looks up the words of a phrase and their parts, and fetches what tells where they stand.
async fn terms<S: Store>(files: &BundleFiles<S>, words: &[Word]) -> Result<Vec<Looked>, Error> {
    let all = words.iter().flat_map(|word| std::iter::once(word).chain(&word.parts));
    let shards = all.flat_map(|word| files.shards(&word.key, 1));
    files.fetch(shards.map(Fetch::Shard).collect()).await;
    let mut looked: Vec<Looked> = Vec::with_capacity(words.len());
    for word in words {
        let term = if word.key.is_empty() {
            None
        } else {
            files.term(&word.key).await?
        };
        let mut parts = Vec::new();
        for part in &word.parts {
            parts.extend(files.term(&part.key).await?);
        }
        let placed = |part: Option<&Term>| part.is_some_and(|part| !part.positions.range.is_empty());
        // Where a word stands that stands everywhere is not known.
        let there = parts.len() == word.parts.len() && placed(parts.first()) && placed(parts.last());
        looked.push((term, there.then_some(parts)));
    }
    let lists = looked
        .iter()
        .flat_map(|(term, parts)| term.iter().chain(parts.iter().flatten()));
    let lists = lists.flat_map(|term| [Fetch::Postings(term, Spellings::Count), Fetch::Positions(term)]);
    files.fetch(lists.collect()).await;
    Ok(looked)
}

/// Goes on with several words.
async fn steps<S: Store>(
    files: &BundleFiles<S>,
    mut begun: Option<Vec<Begun>>,
    words: &[Word],
    terms: &[Term],
    forms: Forms,
    worth: Worth,
) -> Result<Vec<Begun>, Error> {
    for (word, term) in words.iter().zip(terms) {
        begun = Some(step(files, begun.as_deref(), word, term, forms, worth).await?);
    }
    Ok(begun.unwrap_or_default())
}

/// Those of the begun phrases that go on with a word; all documents that have the word where none is begun yet.
async fn step<S: Store>(
    files: &BundleFiles<S>,
    begun: Option<&[Begun]>,
    word: &Word,
    term: &Term,
    forms: Forms,
    worth: Worth,
) -> Result<Vec<Begun>, Error> {
    let is_word = |spelling: &str| forms == Forms::Any || unjoined(spelling) == word.folded;
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
    let mut before = begun.map(|begun| begun.iter().peekable());
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
                before.next_if(|begun| begun.document == document).cloned()
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
        let ends = after.iter_mut().filter_map(|begun| begun.ends.as_mut());
        ends.flatten().for_each(|end| *end = end.saturating_add(1));
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
                ends.push(position.saturating_add(1));
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
fn either(one: Vec<Begun>, other: Vec<Begun>) -> Vec<Begun> {
    let mut all: Vec<Begun> = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    loop {
        let (Some(first), Some(second)) = (one.peek(), other.peek()) else {
            all.extend(one.chain(other));
            return all;
        };
        let (first, second) = (first.document, second.document);
        if first != second {
            all.extend(if first < second { one.next() } else { other.next() });
            continue;
        }
        if let (Some(mut both), Some(other)) = (one.next(), other.next()) {
            both.score = both.score.max(other.score);
            both.title = both.title.max(other.title);
            both.impact = both.impact.max(other.impact);
            both.ends = both.ends.zip(other.ends).map(|(mut ends, others)| {
                ends.extend(others);
                // Few, and nearly in order: a sort of the library would be two kilobytes.
                let mut ends = in_order(ends, &u32::cmp);
                ends.dedup();
                ends
            });
            all.push(both);
        }
    }
}

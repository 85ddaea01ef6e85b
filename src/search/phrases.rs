//! Phrases: documents in which some words stand one right after the other.

use super::bundle_files::{BundleFiles, Fetch, Spellings};
use super::query::Word;
use super::scoring::{Exact, Worth, rarity};
use super::titles::with_title;
use super::{Error, Store};
use crate::index::positions::TITLE;
use crate::index::postings::SHORT_TITLE;
use crate::index::terms::Term;
use crate::text::fold;

/// A phrase is worth this much more than its words.
const PHRASE: f32 = 1.5;

/// A document that has the first words of a phrase.
struct Begun {
    document: u32,
    score: f32,
    /// How much of the title each word is, at least.
    title: u8,
    /// Where the phrase can begin; `None` as long as no word with positions has been met.
    starts: Option<Vec<u32>>,
}

/// Documents in which the words stand one right after the other, in the forms that were asked for.
pub(super) async fn phrase_scores<S: Store>(files: &BundleFiles<S>, words: &[Word]) -> Result<Vec<(u32, f32)>, Error> {
    let shards = words.iter().flat_map(|word| files.shards(&word.key, 1));
    files.fetch(shards.map(Fetch::Shard).collect()).await;
    let mut terms: Vec<Term> = Vec::with_capacity(words.len());
    for word in words {
        match files.term(&word.key).await? {
            Some(term) => terms.push(term),
            None => return Ok(Vec::new()),
        }
    }
    let lists = terms
        .iter()
        .flat_map(|term| [Fetch::Postings(term, Spellings::Count), Fetch::Positions(term)]);
    files.fetch(lists.collect()).await;
    let worth = Worth::among(words.len());
    let mut begun: Option<Vec<Begun>> = None;
    for (offset, (word, term)) in (0..).zip(words.iter().zip(&terms)) {
        let is_word = |spelling: &str| fold(spelling) == word.folded;
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
                    starts: None,
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
                begun.score += weight * worth.of(posting, exact);
                places.push(impacts.len() as u32 - 1);
                after.push(begun);
            }
        })?;
        if !term.positions.range.is_empty() {
            let positions = files.positions(term).await?.of(&impacts, &places)?;
            for (begun, positions) in after.iter_mut().zip(positions) {
                let starts = positions
                    .into_iter()
                    .filter_map(|position| position.checked_sub(offset));
                let known = begun.starts.take();
                let goes_on = |start: &u32| known.as_ref().is_none_or(|known| known.binary_search(start).is_ok());
                let field = |start: &u32| !word.title || *start < TITLE;
                begun.starts = Some(starts.filter(|start| goes_on(start) && field(start)).collect());
            }
            after.retain(|begun| begun.starts.as_ref().is_some_and(|starts| !starts.is_empty()));
        }
        begun = Some(after);
    }
    let begun = begun.unwrap_or_default();
    let score = |begun: Begun| (begun.document, with_title(begun.score, begun.title));
    Ok(begun.into_iter().map(score).collect())
}

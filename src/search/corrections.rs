//! What a mistyped word can stand for.

use std::cmp::Reverse;
use std::rc::Rc;

use super::bundle_files::{BundleFiles, Fetch};
use super::meaning::{Bare, Candidate, Meaning, Via};
use super::scoring::{Exact, rarity};
use super::stop_words::says_nothing;
use super::typos::{distance, is_likely, mistakes, parts};
use super::{Error, Store, in_order};
use crate::index::terms::{BACKWARDS, SHORTEST_CORRECTED, Term};
use crate::text::stem;

/// Shards that corrections are taken from, for the beginning of a word and for its end: those of a very short one reach over
/// many in a large archive.
const CORRECTION_SHARDS: u32 = 8;

/// Corrections of a word that are tried.
const CORRECTIONS: usize = 8;

/// What a word is worth where one mistake is corrected; two cost twice as much.
const CORRECTED: f32 = 0.6;

/// Adds what a word can stand for if it was mistyped: words with the fewest mistakes, the likeliest first. Of a word that stands
/// alone no other one says which of these was meant: it is the likeliest.
pub(super) async fn correct<S: Store>(files: &BundleFiles<S>, meaning: &mut Meaning, alone: bool) -> Result<(), Error> {
    let word = &meaning.word.folded;
    let again = meaning.corrections().next().is_some();
    let long = word.chars().nth(SHORTEST_CORRECTED - 1).is_some();
    if again || !long || meaning.word.is_made_of_parts() || !word.chars().all(char::is_alphabetic) {
        return Ok(());
    }
    files.rarely(Box::pin(look(files, meaning, alone))).await
}

async fn look<S: Store>(files: &BundleFiles<S>, meaning: &mut Meaning, alone: bool) -> Result<(), Error> {
    let word = &meaning.word;
    let letters: Vec<char> = word.folded.chars().collect();
    let name = word.spelling.is_some() || word.text.starts_with(char::is_uppercase);
    let most = if alone { 1 } else { CORRECTIONS };
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
            let apart = |unfinished| {
                let apart = distance(&letters, &known, mistakes(known.len()), unfinished)?;
                is_likely(&letters, &known, apart, name).then_some(apart)
            };
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
        // What was typed says more than a word that stands everywhere: `anh` is no `and`.
        if !is_there && !says_nothing(&folded) && !keys.contains(&key) && keys.len() < most {
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
            found: None,
        })
    }));
    Ok(())
}

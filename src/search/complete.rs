//! What a query that is being typed can go on to: words of the archive, tags, titles.

use std::cmp::Reverse;
use std::rc::Rc;

use super::meaning::{Candidate, Meaning};
use super::query::Word;
use super::{Query, QueryTerm, Results, in_order};
use crate::article::{Card, Concept};
use crate::index::facets::Facet;
use crate::text::joined::unjoined;
use crate::text::{Matcher, Token, fold, spelling, tokens};

/// Shorter beginnings are those of too many words.
const SHORTEST: usize = 2;

/// Names that are offered before words, and words of the longest.
const NAMES: usize = 2;
const LONGEST_NAME: usize = 4;

/// What a query can go on to, the likeliest of each kind first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completions {
    /// The query with its last word completed, in the spelling of [`crate::text::spelling`].
    pub words: Vec<String>,
    /// Tags that the last words begin to name, and what is left of the query without these words.
    pub tags: Vec<(Concept, String)>,
    /// Articles whose title has all words.
    pub titles: Vec<Rc<Card>>,
}

/// The word that is being typed, if it is long enough to go on from.
fn unfinished(query: &Query) -> Option<&Word> {
    let last = query.clauses.last()?.terms.last()?;
    match last {
        QueryTerm::Word(word) if word.prefix && word.folded.chars().count() >= SHORTEST => Some(word),
        _ => None,
    }
}

/// The query with its last word completed, to a name or to a word of the archive, and those before it as they were meant.
pub(super) fn words(
    text: &str,
    results: &Results,
    meanings: &[Meaning],
    best: &[Rc<Card>],
    most: usize,
) -> Vec<String> {
    let Some(word) = unfinished(&results.query) else {
        return Vec::new();
    };
    let typed = spelling(&word.text);
    let mut forms: Vec<(&str, u32)> = Vec::new();
    let of_word = meanings.iter().filter(|meaning| *meaning.word == *word);
    for Candidate { term, .. } in of_word.flat_map(|meaning| &*meaning.own) {
        forms.extend(term.forms.iter().map(|form| (form.spelling.as_str(), form.frequency)));
        if term.forms.is_empty() {
            forms.push((&term.key, term.frequency));
        }
    }
    forms.retain(|(form, _)| {
        let begins = word.spelling.as_ref().is_none_or(|spelling| form.starts_with(spelling));
        begins && *form != typed && unjoined(form).starts_with(&word.folded)
    });
    let forms = in_order(forms, &|a, b| b.1.cmp(&a.1));
    let starts = starts(text);
    // Where in the text a name begins that goes on from its end.
    let begun = |name: &str| {
        let name = fold(name);
        let goes_on = |start: &usize| {
            let typed = fold(&text[*start..]);
            name.starts_with(&typed) && name != typed
        };
        starts.iter().copied().find(goes_on)
    };
    let mut names = Vec::new();
    for card in best {
        names_in(&card.lead, &|name| begun(name).is_some(), &mut names);
    }
    let names = in_order(names, &|a, b| b.1.cmp(&a.1)).into_iter().take(NAMES);
    let with = |start: usize, end: &str| {
        let before = &text[..start];
        let blank = &before[before.trim_end().len()..];
        let before = results
            .corrected(before)
            .map_or(before.to_owned(), |meant| meant + blank);
        [&before, end].concat()
    };
    // The word ends the text, or it would not be unfinished.
    let last = text.strip_suffix(&word.text).unwrap_or_default().len();
    let names = names.map(|(name, _)| with(begun(name).unwrap_or(last), name));
    let forms = forms.into_iter().map(|(form, _)| with(last, form));
    names.chain(forms).take(most).collect()
}

/// Where the words of a text begin.
fn starts(text: &str) -> Vec<usize> {
    tokens(text).map(|token| token.range.start).collect()
}

/// Notes the wanted names in a text, and how often they were noted: words with a capital, side by side. (Titles are no source:
/// many have a capital on every word.)
fn names_in<'a>(text: &'a str, wanted: &dyn Fn(&str) -> bool, names: &mut Vec<(&'a str, u32)>) {
    let words: Vec<Token<'_>> = tokens(text).collect();
    for (at, first) in words.iter().enumerate() {
        let goes_on = |word: &&Token<'_>| {
            word.text.starts_with(char::is_uppercase) && (word.adjoins || word.range.start == first.range.start)
        };
        let run = words[at..].iter().take_while(goes_on).take(LONGEST_NAME);
        let Some(last) = run.skip(1).last() else { continue };
        let name = &text[first.range.start..last.range.end];
        if wanted(name) {
            match names.iter_mut().find(|(known, _)| known.ends_with(name)) {
                Some((_, count)) => *count += 1,
                None => names.push((name, 1)),
            }
        }
    }
}

/// Tags that the last words begin to name, those of most articles first.
pub(super) fn tags(text: &str, query: &Query, facets: &[Facet], most: usize) -> Vec<(Concept, String)> {
    if unfinished(query).is_none() {
        return Vec::new();
    }
    let plain = query
        .clauses
        .iter()
        .rev()
        .map_while(|clause| match clause.terms.as_slice() {
            [QueryTerm::Word(word)] if !clause.excluded && !word.title => Some(word),
            _ => None,
        });
    let plain: Vec<&Word> = plain.collect();
    let starts = starts(text);
    let named = facets.iter().filter_map(|facet| {
        let label = &facet.concept.label;
        let longest = [Some(&label.en), label.vi.as_ref()].into_iter().flatten().map(|label| {
            let name: Vec<String> = tokens(label).map(|token| fold(token.text)).collect();
            let is = |word: &&&Word| {
                let begins = |name: &String| *name == word.folded || word.prefix && name.starts_with(&word.folded);
                name.iter().any(begins)
            };
            plain.iter().take_while(is).count()
        });
        let named = longest.max().filter(|named| *named > 0)?;
        let rest = &text[..*starts.get(starts.len().checked_sub(named)?)?];
        Some((facet, rest.trim_end().to_owned()))
    });
    let frequency = |facet: &Facet| Reverse(facet.stated.saturating_add(facet.suggested));
    let named = in_order(named.collect(), &|a: &(&Facet, _), b| {
        frequency(a.0).cmp(&frequency(b.0))
    });
    let tag = |(facet, rest): (&Facet, String)| (facet.concept.clone(), rest);
    named.into_iter().take(most).map(tag).collect()
}

/// Those of some articles whose title has all words and phrases; none where there are alternatives.
pub(super) fn titles(query: &Query, cards: Vec<Rc<Card>>, most: usize) -> Vec<Rc<Card>> {
    if query.clauses.iter().any(|clause| clause.terms.len() > 1) {
        return Vec::new();
    }
    let words = query.words().count();
    let mut patterns = query.patterns();
    // Behind the words stand names that two of them make, which need not be there besides.
    let joined = patterns.len() - words - query.phrases().count();
    patterns.drain(words..words + joined);
    let matchers: Vec<Matcher> = patterns
        .into_iter()
        .map(|pattern| Matcher::new(vec![pattern]))
        .collect();
    let has_all = |card: &Rc<Card>| matchers.iter().all(|matcher| !matcher.ranges(&card.title).is_empty());
    let wanted = cards.into_iter().filter(|card| !matchers.is_empty() && has_all(card));
    wanted.take(most).collect()
}

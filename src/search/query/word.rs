//! A word of a query.

use crate::text::joined::{self, Join};
use crate::text::{Pattern, Token, fold, has_marks, spelling, stem};

/// Shorter unfinished words would mark nearly every word of a text.
const SHORTEST_PREFIX_MARK: usize = 2;

/// Divides a word without a blank.
const DIVIDES: char = '\u{200c}';

/// A last sign that makes the vowel of a longer loan word long, which writers leave out at will.
const LONG_VOWEL: [&str; 2] = ["ー", "ｰ"];
const LOAN_WORD: usize = 3;

/// A word of a query: also a piece that is written together (`COVID-19`), or a run of a script without spaces.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As it was written.
    pub text: String,
    /// Folded.
    pub folded: String,
    /// Its key in the dictionary: without its ending. Nothing where it is no word as a whole, but its parts one right after the other.
    pub key: String,
    /// Its exact spelling, when it has marks or something between its parts: `đường` asks for đường before dương, `duong` for any.
    pub spelling: Option<String>,
    /// It may be unfinished.
    pub prefix: bool,
    /// Only titles count.
    pub title: bool,
    /// What it is one right after the other in a text that does not write it as one word; several, or none.
    pub parts: Vec<Word>,
    /// It is a part that was written together with the one before.
    pub held: bool,
}

impl Word {
    /// A finished word that may stand anywhere.
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        // Where a Persian word is divided without a blank, some writers have one.
        let divided = if text.contains(DIVIDES) {
            text.split(DIVIDES).collect()
        } else {
            joined::divided(&folded)
        };
        let parts = divided.into_iter().map(Self::part).collect();
        Self {
            parts,
            ..Self::part(text)
        }
    }

    /// What the first ones of some neighbours are as one, if a text may have them so, and how many these are.
    pub(crate) fn joined(words: &[&Self], quoted: bool) -> Vec<(usize, Self)> {
        let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
        let held = words.iter().skip(1).take_while(|word| word.held).count();
        let lengths = match held {
            0 => joined::asked(&folded, quoted),
            1 => vec![2],
            _ => vec![2, held + 1],
        };
        let join = |length: usize| {
            let folded = folded[..length].concat();
            let spelled = words[..length]
                .iter()
                .map(|word| word.spelling.as_ref().unwrap_or(&word.folded));
            let spelled: String = spelled.map(String::as_str).collect();
            let join = Self {
                spelling: (spelled != folded).then_some(spelled),
                ..Self::part(&folded)
            };
            (length, join)
        };
        lengths.into_iter().map(join).collect()
    }

    /// A word that has no parts.
    fn part(text: &str) -> Self {
        let folded = fold(text);
        Self {
            key: stem(&folded),
            folded,
            spelling: has_marks(text).then(|| spelling(text)),
            text: text.to_owned(),
            prefix: false,
            title: false,
            parts: Vec::new(),
            held: false,
        }
    }

    /// What is written together, given its words and the text that they stand in.
    pub(super) fn of_piece(words: &[Token<'_>], text: &str) -> Self {
        let words = match words {
            [before @ .., last] if before.len() >= LOAN_WORD && LONG_VOWEL.contains(&last.text) => before,
            _ => words,
        };
        let [first, .., last] = words else {
            return words
                .first()
                .map_or_else(|| Self::part(""), |word| Self::of_token(word, text));
        };
        let whole = match joined::joins(words).as_slice() {
            [
                Join {
                    words: all,
                    folded,
                    spelling,
                },
            ] if all.len() == words.len() => Some((folded.clone(), spelling.clone())),
            _ => None,
        };
        let parts: Vec<Self> = words.iter().map(|word| Self::part(word.text)).collect();
        let text = text[first.range.start..last.range.end].to_owned();
        match whole {
            Some((folded, spelling)) => Self {
                key: stem(&folded),
                spelling: (spelling != folded).then_some(spelling),
                folded,
                parts,
                ..Self::part(&text)
            },
            None => {
                let folded: Vec<&str> = parts.iter().map(|part| part.folded.as_str()).collect();
                Self {
                    folded: folded.join(" "),
                    key: String::new(),
                    spelling: None,
                    text,
                    prefix: false,
                    title: false,
                    parts,
                    held: false,
                }
            }
        }
    }

    /// A word, with the superscript digits that belong to it.
    fn of_token(word: &Token<'_>, text: &str) -> Self {
        let end = word.range.end + joined::raised(word).len();
        Self::new(&text[word.range.start..end])
    }

    /// It is several words one right after the other, or one that is made of them.
    pub(crate) fn is_made_of_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Words with a hyphen between them, not letters or numbers alone.
    pub(crate) fn is_compound(&self) -> bool {
        let hyphen = self
            .text
            .contains(['-', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2212}']);
        hyphen && self.parts.iter().any(|part| part.folded.chars().count() > 1)
    }

    /// One of its parts as a word of its own.
    pub(crate) fn divided(&self, at: usize) -> Self {
        let mut part = self.parts[at].clone();
        part.held = at > 0;
        part
    }

    /// The same, of which only titles count.
    pub(super) fn in_titles(mut self) -> Self {
        self.title = true;
        self.parts.iter_mut().for_each(|part| part.title = true);
        self
    }

    /// The same, which may be unfinished.
    pub(super) fn unfinished(mut self) -> Self {
        self.prefix = true;
        self.parts.last_mut().into_iter().for_each(|part| part.prefix = true);
        self
    }

    /// What it marks in a text where that has it as one word, or where it is none, as its parts.
    pub(super) fn pattern(&self) -> Pattern {
        if self.key.is_empty() {
            return Pattern::Phrase(self.in_phrase());
        }
        let long = self.folded.chars().count() >= SHORTEST_PREFIX_MARK;
        Pattern::Word {
            key: self.key.clone(),
            prefix: (self.prefix && long).then(|| self.folded.clone()),
        }
    }

    /// The folded words that it is in a phrase: itself, or its parts.
    pub(crate) fn in_phrase(&self) -> Vec<String> {
        if self.key.is_empty() {
            self.folded_parts()
        } else {
            vec![self.folded.clone()]
        }
    }

    /// What its parts are.
    pub(super) fn folded_parts(&self) -> Vec<String> {
        self.parts.iter().map(|part| part.folded.clone()).collect()
    }
}

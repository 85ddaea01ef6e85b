//! The query language: the conventions that people know.
//!
//! | written | means |
//! | --- | --- |
//! | `cultural diplomacy` | articles with these words, best first; the last may be unfinished |
//! | `"soft power"` | these words one right after the other |
//! | `-cybersecurity`, `-"soft power"` | articles without it |
//! | `paris OR geneva` | articles with one of them; binds closer than the blank |
//! | `title:summit`, `title:"soft power"` | articles with it in their title |
//! | `tag:ai`, `tag:"cultural diplomacy"`, `-tag:ai` | articles with, without this tag, by its key or its label |
//! | `author:featherstone` | articles by somebody whose name has these words |
//! | `source:vns`, `place:paris`, `lang:vi`, `year:2025` | the same for one group of tags |
//! | `after:2025-02`, `before:2025-02-11` | published then or later; published earlier |
//!
//! What is written together is one word of a query wherever it stands: `COVID-19`, `U.S.`, `AT&T`, `10,000`, and `10 000` as well. It finds
//! the same written as one, or apart: covid19, covid 19. So is a run of a script without spaces.
//!
//! Nothing is an error: what makes no sense as an operator is searched as words. A query can be written down again
//! ([`Query`] implements `Display`), and is understood the same.

mod parse;
mod show;
mod word;

pub use word::Word;

use crate::article::Group;
use crate::text::joined::LONGEST_RUN;
use crate::text::{Matcher, Pattern};

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// What it asks for, in the order in which it was written.
    pub clauses: Vec<Clause>,
}

/// One part of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// It was written with a minus: articles must not have it.
    pub excluded: bool,
    /// What articles must have one of: several where they were written with `OR`, else one; never none.
    pub terms: Vec<QueryTerm>,
}

/// What a clause is about.
#[derive(Clone, Debug, PartialEq)]
pub enum QueryTerm {
    /// A word.
    Word(Word),
    /// Words one right after the other.
    Phrase(Vec<Word>),
    /// A tag by its key or its label, in one group or any.
    Tag {
        /// The group, when the operator names one.
        group: Option<Group>,
        /// A key or a label.
        value: String,
    },
    /// Published on this day or later, in days since 1970-01-01.
    After(i32),
    /// Published before this day, in days since 1970-01-01.
    Before(i32),
}

/// Words of a query that a text may have as one.
pub(super) struct Run {
    /// The clause of the first.
    pub(super) first: usize,
    pub(super) length: usize,
    /// What they are together.
    pub(super) join: Word,
}

impl Query {
    /// There are words or phrases to rank by.
    pub fn has_words(&self) -> bool {
        let ranks = |term: &QueryTerm| matches!(term, QueryTerm::Word(_) | QueryTerm::Phrase(_));
        self.wanted().any(ranks)
    }

    /// All terms of clauses without a minus.
    fn wanted(&self) -> impl Iterator<Item = &QueryTerm> {
        let clauses = self.clauses.iter().filter(|clause| !clause.excluded);
        clauses.flat_map(|clause| &clause.terms)
    }

    /// The wanted words outside phrases.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.wanted().filter_map(|term| match term {
            QueryTerm::Word(word) => Some(word),
            _ => None,
        })
    }

    /// The wanted words that stand side by side and without alternatives, and that a text may have as one.
    pub(super) fn runs(&self) -> Vec<Run> {
        fn alone(clause: &Clause) -> Option<&Word> {
            match clause.terms.as_slice() {
                [QueryTerm::Word(word)] if !clause.excluded && !word.title => Some(word),
                _ => None,
            }
        }
        let mut runs = Vec::new();
        for first in 0..self.clauses.len() {
            let words = self.clauses[first..].iter().map_while(alone);
            let words: Vec<&Word> = words.take(LONGEST_RUN).collect();
            let joined = Word::joined(&words, false).into_iter();
            runs.extend(joined.map(|(length, join)| Run { first, length, join }));
        }
        runs
    }

    /// The wanted phrases.
    pub fn phrases(&self) -> impl Iterator<Item = &[Word]> {
        self.wanted().filter_map(|term| match term {
            QueryTerm::Phrase(words) => Some(words.as_slice()),
            _ => None,
        })
    }

    /// The same, but words of wanted phrases may stand anywhere.
    pub(super) fn without_quotes(&self) -> Self {
        let mut clauses = Vec::new();
        for clause in &self.clauses {
            match clause.terms.as_slice() {
                [QueryTerm::Phrase(words)] if !clause.excluded => clauses.extend(words.iter().map(|word| Clause {
                    excluded: false,
                    terms: vec![QueryTerm::Word(word.clone())],
                })),
                _ => clauses.push(clause.clone()),
            }
        }
        Self { clauses }
    }

    /// What to mark in titles, leads and texts.
    pub fn matcher(&self) -> Matcher {
        Matcher::new(self.patterns())
    }

    /// The patterns of [`Query::matcher`].
    pub(super) fn patterns(&self) -> Vec<Pattern> {
        let mut patterns: Vec<Pattern> = self.words().map(Word::pattern).collect();
        patterns.extend(self.runs().into_iter().map(|run| run.join.pattern()));
        // The parts of a word stand behind all words, as what two of these make does.
        let parts = self
            .words()
            .filter(|word| word.is_made_of_parts() && !word.key.is_empty());
        patterns.extend(parts.map(|word| Pattern::Phrase(word.parts.iter().map(|part| part.folded.clone()).collect())));
        for words in self.phrases() {
            let mut phrase = Vec::new();
            words.iter().for_each(|word| phrase.extend(word.in_phrase()));
            patterns.push(Pattern::Phrase(phrase));
        }
        patterns
    }
}

//! Questions and answers of the engine.

use std::ops::Range;

use super::{Filters, Query, Sort};
use crate::article::Concept;
use crate::text::{Matcher, tokens};

/// A question to the engine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// What stands in the search box. The last word is a prefix unless a blank follows it.
    pub query: String,
    /// What narrows the result besides.
    pub filters: Filters,
    /// In which order.
    pub sort: Sort,
    /// Mistyped words are not corrected.
    pub verbatim: bool,
    /// So many hits are wanted, the first ones; all of them where it is `None`. Of a large archive it takes some
    /// milliseconds to put all in order.
    pub limit: Option<usize>,
}

/// An answer of the engine.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// The hits in order, as many as were wanted. Cards are fetched for those in view only, with [`super::Engine::cards`].
    pub hits: Vec<Hit>,
    /// Documents of the best hits, and where in each the best passage of its text ends, as [`crate::index::positions`] counts words.
    pub passages: Vec<(u32, u32)>,
    /// How many hits there are in all: `total`, and others that have only some of the words.
    pub listed: usize,
    /// How many have all words, or nearly all of a long query. Others that have some of them follow where there is room, and
    /// stand among them in a long query, unless the order is that of dates.
    pub total: usize,
    /// What mistyped words were taken for.
    pub corrections: Vec<Correction>,
    /// What to mark in titles, leads and texts.
    pub matcher: Matcher,
    /// The query as it was understood.
    pub query: Query,
    /// No document has all words, or what a sentence cites; these have some of them.
    pub partial: bool,
    /// Words that no article has, as they were typed. Unless there are no others, the hits are those for the others.
    pub absent: Vec<String>,
    /// Those that have some of the words stand among the others, as in a long query.
    pub mixed: bool,
}

impl Results {
    /// Where the best passage of a document ends, if that is known.
    pub fn passage(&self, document: u32) -> Option<u32> {
        let known = self.passages.iter().find(|(known, _)| *known == document);
        known.map(|(_, end)| *end)
    }

    /// Where in the list those begin that have only some of the words, if they stand behind the others.
    pub fn others(&self) -> Option<usize> {
        let apart = !self.partial && !self.mixed && self.total > 0;
        Some(self.total).filter(|total| apart && *total < self.listed)
    }

    /// A query that this answers, with what was meant in the place of what was typed, if anything was corrected.
    pub fn corrected(&self, query: &str) -> Option<String> {
        let mut corrected = query.trim_end().to_owned();
        // From the end, so that what stands before stays where it is.
        for token in tokens(query).collect::<Vec<_>>().into_iter().rev() {
            if let Some(correction) = self.corrections.iter().find(|known| known.typed == token.text) {
                corrected.replace_range(token.range, &correction.meant);
            }
        }
        (!self.corrections.is_empty()).then_some(corrected)
    }
}

/// A mistyped word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As it was typed.
    pub typed: String,
    /// A word of the archive, as [`crate::text::spelling`] writes it.
    pub meant: String,
}

/// One document of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The document's number: 0 is the newest.
    pub document: u32,
    /// Its score, comparable within one answer; 0 when there were no words to rank by.
    pub score: f32,
}

/// A passage of an article around the query's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Plain text; `…` marks where something was cut.
    pub text: String,
    /// Byte ranges of `text` that match the query, ascending, not overlapping.
    pub marks: Vec<Range<usize>>,
}

/// The filter panel for one answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// The values of the archive, by group, then by how many documents of all have them, then by label.
    pub values: Vec<FacetValue>,
    /// How many authors are not among them: of many, the most frequent ones are, until a query or a filter needs all
    /// ([`super::Engine::name_all`]).
    pub later: u32,
}

/// One value of the filter panel.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetValue {
    /// What it stands for.
    pub concept: Concept,
    /// How many documents of the current result have it: with all filters but those of its own
    /// group, since values of one group are alternatives.
    pub count: u32,
    /// How many of these were suggested rather than stated.
    pub suggested: u32,
}

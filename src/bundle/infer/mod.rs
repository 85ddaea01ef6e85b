//! What a text says about itself: title, language, date, place, agency, captions, headings.
//!
//! Each rule looks at the pieces of the text, takes away what is not running text (a dateline, a
//! signature, the second copy of a caption), and leaves evidence: its name, the words that triggered it
//! and the sentence they stand in. What nothing supports stays unknown. Whether a finding is used is
//! decided in [`super::assemble`]: what was stated wins.

mod date;
mod dateline;
mod language;
mod layout;
mod sentence;
mod signature;
mod title;

pub(super) use sentence::around;

use super::files::Format;
use super::piece::Piece;
use super::vocabulary::Vocabulary;
use crate::article::{Derived, EdtfDate, Evidence};

/// A value and what it was inferred from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding<T> {
    pub(super) value: T,
    pub(super) evidence: Evidence,
}

impl<T> Finding<T> {
    fn new(value: T, rule: &str, term: &str, sentence: &str) -> Self {
        Self {
            value,
            evidence: evidence(rule, term, sentence),
        }
    }
}

fn evidence(rule: &str, term: &str, sentence: &str) -> Evidence {
    Evidence {
        rule: rule.to_owned(),
        term: term.to_owned(),
        sentence: sentence.trim().to_owned(),
    }
}

/// The place of a dateline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// As printed, `NEW YORK`.
    pub(super) dateline: String,
    /// As a name, `New York`.
    pub(super) name: String,
}

/// Everything that was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Findings {
    pub(super) title: Option<Finding<String>>,
    pub(super) language: Option<Finding<String>>,
    pub(super) date: Option<Finding<EdtfDate>>,
    pub(super) place: Option<Finding<Place>>,
    pub(super) source: Option<Finding<String>>,
    /// Captions and headings, in the order of the text.
    pub(super) layout: Vec<Derived>,
    /// What is left of the text: its running text with headings and captions marked.
    pub(super) pieces: Vec<Piece>,
}

/// What is already known of a text when it is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) format: Format,
    /// A title was stated: a printed one is only looked for to take it out of the text.
    pub(super) title: Option<&'a str>,
    pub(super) vocabulary: &'a Vocabulary,
}

/// Looks at a text.
pub(super) fn infer(mut pieces: Vec<Piece>, known: Known<'_>) -> Findings {
    let signature = signature::take(&mut pieces, known);
    let printed = title::take(&mut pieces, known);
    let line = dateline::take(&mut pieces, known.vocabulary).unwrap_or_default();
    let layout = match known.format {
        Format::Plain => layout::mark(&mut pieces),
        Format::Markdown => vec![],
    };
    Findings {
        title: printed.or_else(|| title::from_first_sentence(&pieces)),
        language: language::of(&pieces),
        date: line.date.or_else(|| date::from_text(&pieces)),
        place: line.place,
        source: signature.or(line.source),
        layout,
        pieces,
    }
}

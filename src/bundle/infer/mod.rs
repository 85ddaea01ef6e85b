//! What a text says about itself: title, language, date, place, agency, captions, headings.
//!
//! Each rule looks at the pieces of the text, takes away what is not running text (a dateline, a
//! signature, the second copy of a caption), and leaves evidence: its name, the words that triggered it
//! and the sentence they stand in. What nothing supports stays unknown. Whether a finding is used is
//! decided in [`super::assemble`]: what was stated wins.

mod agency;
mod date;
mod dateline;
mod edges;
mod language;
mod layout;
mod line;
mod ordinary_words;
mod running;
mod sentence;
mod signature;
mod title;
mod transcript;

pub(super) use sentence::around;

use super::clock::Moment;
use super::dates::Order;
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
    pub(super) authors: Option<Finding<Vec<String>>>,
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
    /// The date that was stated.
    pub(super) date: Option<&'a EdtfDate>,
    /// The agency that was stated.
    pub(super) source: Option<&'a str>,
    /// Somebody was stated as the author.
    pub(super) has_authors: bool,
    /// The path of the file.
    pub(super) path: &'a str,
    /// Where the article is or was published, as front matter says.
    pub(super) addresses: &'a [String],
    /// Which number of `03/04/2021` is the day in this archive.
    pub(super) order: Option<Order>,
    /// What the build takes for now.
    pub(super) moment: Moment,
    pub(super) vocabulary: &'a Vocabulary,
}

impl<'a> Known<'a> {
    /// Nothing but how the text is written.
    pub(super) fn nothing(format: Format, vocabulary: &'a Vocabulary) -> Self {
        Self {
            format,
            title: None,
            date: None,
            source: None,
            has_authors: false,
            path: "",
            addresses: &[],
            order: None,
            moment: Moment::from_seconds(1_750_000_000),
            vocabulary,
        }
    }
}

/// Looks at a text.
pub(super) fn infer(mut pieces: Vec<Piece>, known: Known<'_>) -> Findings {
    let language = language::of(&pieces);
    // Whoever writes Vietnamese writes the day first.
    let vietnamese = language.as_ref().is_some_and(|found| found.value == "vi");
    let reader = line::Reader {
        vocabulary: known.vocabulary,
        order: if vietnamese { Some(Order::DayFirst) } else { known.order },
        latest_day: known.moment.latest_day(),
    };
    let edges = edges::take(&mut pieces, &known, reader);
    let signature = signature::take(&mut pieces, known);
    let printed = title::take(&mut pieces, known);
    let line = dateline::take(&mut pieces, known.vocabulary).unwrap_or_default();
    let layout = match known.format {
        Format::Plain => layout::mark(&mut pieces),
        Format::Markdown => vec![],
    };
    let printed_dates = [edges.head_date, line.date, edges.foot_date];
    Findings {
        title: printed.or_else(|| title::from_first_sentence(&pieces)),
        language,
        date: date::best(printed_dates, &pieces, &known),
        place: line.place,
        source: signature.or(line.source).or(edges.source),
        authors: edges.authors,
        layout,
        pieces,
    }
}

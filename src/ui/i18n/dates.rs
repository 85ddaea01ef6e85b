//! Dates as a reader of either language writes them, as sure or unsure as they are.

use super::{Strings, join};
use crate::article::{DateParts, EdtfDate, civil_from_days};

/// A date of publication; `derived` when the bundler inferred it.
///
/// Of a date that was read in the text and may be that of something else it is said that the date is uncertain, even where only its
/// year was not beside it.
pub fn date(strings: &Strings, edtf: &EdtfDate, derived: bool) -> String {
    let start = edtf.start();
    let dates = &strings.dates;
    let mut text = plain(strings, &start);
    if let Some(end) = edtf.end() {
        text = join(&[&text, " – ", &plain(strings, &end)]);
    }
    if start.approximate {
        text = join(&[dates.about, " ", &text]);
    }
    let doubt = match (start.year, start.uncertain) {
        (None, _) => dates.year_unknown,
        (_, false) => return text,
        (_, true) if derived => dates.date_uncertain,
        (_, true) => dates.uncertain,
    };
    join(&[&text, " ", doubt])
}

/// A day counted from 1970-01-01.
pub fn day(strings: &Strings, days: i32) -> String {
    let (year, month, day) = civil_from_days(days);
    (strings.dates.day)(day, month, year)
}

fn plain(strings: &Strings, parts: &DateParts) -> String {
    let dates = &strings.dates;
    match (parts.day, parts.month, parts.year) {
        (Some(day), Some(month), Some(year)) => (dates.day)(day, month, year),
        (None, Some(month), Some(year)) => (dates.month)(month, year),
        (Some(day), Some(month), None) => (dates.day_of_year)(day, month),
        (None, Some(month), None) => (dates.month_of_year)(month),
        (_, _, Some(year)) => year.to_string(),
        (_, _, None) => dates.unknown.to_owned(),
    }
}

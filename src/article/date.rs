//! Dates as sure or unsure as the text made them: the part of
//! [EDTF](https://www.loc.gov/standards/datetime/) (ISO 8601-2) that news needs.
//!
//! Read and written: `2025`, `2024-07`, `2024-07-09`; each with a trailing `?` (uncertain), `~`
//! (approximate) or `%` (both); `XXXX-07-09` and `XXXX-07` (the year is not known); and intervals of
//! these, `2024-07-09/2024-07-11`.

use std::fmt;

use serde::Serialize;

use super::json::{Fault, FromJson, Json};

/// An EDTF date. Holds only what [`EdtfDate::parse`] accepted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct EdtfDate(String);

/// The parts of one end of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateParts {
    /// 1 to 9999; `None` for `XXXX`.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
    /// `?` or `%`
    pub uncertain: bool,
    /// `~` or `%`
    pub approximate: bool,
}

/// A text that is not a date of the supported part of EDTF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    text: String,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a date: expected 2025, 2025-02, 2025-02-12, one of these with `?`, or XXXX-07-09",
            self.text
        )
    }
}

impl std::error::Error for DateError {}

impl EdtfDate {
    /// Reads a date.
    ///
    /// ```
    /// use article_explorer::article::EdtfDate;
    ///
    /// let date = EdtfDate::parse("2024-07-09?")?;
    /// assert!(date.start().uncertain);
    /// assert_eq!(date.year(), Some(2024));
    /// assert!(EdtfDate::parse("2024-02-30").is_err());
    /// # Ok::<(), article_explorer::article::DateError>(())
    /// ```
    ///
    /// # Errors
    /// A text outside the supported part of EDTF, a day that the month does not have, and an interval
    /// that ends before it begins.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let error = || DateError { text: text.to_owned() };
        match text.split_once('/') {
            None => {
                parts(text).ok_or_else(error)?;
            }
            Some((start, end)) => {
                let start = parts(start).ok_or_else(error)?;
                let end = parts(end).ok_or_else(error)?;
                if start
                    .earliest()
                    .zip(end.latest())
                    .is_none_or(|(start, end)| start > end)
                {
                    return Err(error());
                }
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// The date as EDTF text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts of the date, or of the beginning of an interval.
    pub fn start(&self) -> DateParts {
        let start = self.0.split('/').next().unwrap_or_default();
        parts(start).unwrap_or(DateParts::UNKNOWN)
    }

    /// The parts of the end of an interval; `None` for a single date.
    pub fn end(&self) -> Option<DateParts> {
        self.0.split_once('/').and_then(|(_, end)| parts(end))
    }

    /// The year, when it is known.
    pub fn year(&self) -> Option<i32> {
        self.start().year
    }

    /// The first day that the date can mean, in days since 1970-01-01; `None` without a year.
    pub fn earliest(&self) -> Option<i32> {
        self.start().earliest()
    }

    /// The last day that the date can mean, in days since 1970-01-01; `None` without a year.
    pub fn latest(&self) -> Option<i32> {
        self.end().unwrap_or_else(|| self.start()).latest()
    }

    /// A plain calendar day, known for sure.
    pub fn is_exact_day(&self) -> bool {
        let start = self.start();
        self.end().is_none() && start.year.is_some() && start.day.is_some() && !start.uncertain && !start.approximate
    }
}

impl DateParts {
    const UNKNOWN: DateParts = DateParts {
        year: None,
        month: None,
        day: None,
        uncertain: false,
        approximate: false,
    };

    fn earliest(&self) -> Option<i32> {
        Some(days_from_civil(
            self.year?,
            self.month.unwrap_or(1),
            self.day.unwrap_or(1),
        ))
    }

    fn latest(&self) -> Option<i32> {
        let year = self.year?;
        let month = self.month.unwrap_or(12);
        Some(days_from_civil(
            year,
            month,
            self.day.unwrap_or_else(|| days_in_month(Some(year), month)),
        ))
    }
}

/// A range of days, both ends included, in days since 1970-01-01. A document whose date is imprecise
/// matches when any day that its date can mean is in the range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayRange {
    /// First day.
    pub from: Option<i32>,
    /// Last day.
    pub to: Option<i32>,
}

impl DayRange {
    /// Both ends are open.
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

fn parts(text: &str) -> Option<DateParts> {
    let (text, uncertain, approximate) = match text.as_bytes().last()? {
        b'?' => (&text[..text.len() - 1], true, false),
        b'~' => (&text[..text.len() - 1], false, true),
        b'%' => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    let mut pieces = text.split('-');
    let year = match pieces.next()? {
        "XXXX" => None,
        year => Some(i32::from(digits(year, 4)?)).filter(|year| *year > 0).map(Some)?,
    };
    let month = match pieces.next() {
        None => None,
        Some(month) => Some(digits(month, 2).filter(|month| (1..=12).contains(month))? as u8),
    };
    let day = match pieces.next() {
        None => None,
        Some(day) => {
            let longest = u16::from(days_in_month(year, month?));
            Some(digits(day, 2).filter(|day| (1..=longest).contains(day))? as u8)
        }
    };
    let says_something = year.is_some() || month.is_some();
    (pieces.next().is_none() && says_something).then_some(DateParts {
        year,
        month,
        day,
        uncertain,
        approximate,
    })
}

fn digits(text: &str, length: usize) -> Option<u16> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The number of days of a month; February has 29 when the year is unknown.
fn days_in_month(year: Option<i32>, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a day of the proleptic Gregorian calendar.
///
/// Source: Howard Hinnant, *chrono-Compatible Low-Level Date Algorithms*, `days_from_civil`.
/// A calendar crate would cost the browser more bytes than these two functions.
///
/// ```
/// use article_explorer::article::days_from_civil;
///
/// assert_eq!(days_from_civil(1970, 1, 1), 0);
/// assert_eq!(days_from_civil(2025, 2, 12), 20_131);
/// ```
pub fn days_from_civil(year: i32, month: u8, day: u8) -> i32 {
    let (month, day) = (i32::from(month), i32::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The year, month and day of a number of days since 1970-01-01: the inverse of [`days_from_civil`].
pub fn civil_from_days(days: i32) -> (i32, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month as u8, day as u8)
}

/// A number of days since 1970-01-01 as `YYYY-MM-DD`.
pub fn iso_day(days: i32) -> String {
    let (year, month, day) = civil_from_days(days);
    format!("{year:04}-{month:02}-{day:02}")
}

impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromJson for EdtfDate {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        let text = String::from_json(json, fault);
        Self::parse(&text).unwrap_or_else(|_| {
            fault.note();
            Self(text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::json;

    fn date(text: &str) -> EdtfDate {
        EdtfDate::parse(text).expect(text)
    }

    #[test]
    fn a_date_spans_the_days_that_it_can_mean() {
        for (text, first, last) in [
            ("2025-02-12", (2025, 2, 12), (2025, 2, 12)),
            ("2024-07-09?", (2024, 7, 9), (2024, 7, 9)),
            ("2024-02", (2024, 2, 1), (2024, 2, 29)),
            ("2023~", (2023, 1, 1), (2023, 12, 31)),
            ("2024-07-09/2024-08", (2024, 7, 9), (2024, 8, 31)),
        ] {
            let date = date(text);
            assert_eq!(date.earliest().map(civil_from_days), Some(first), "{text}");
            assert_eq!(date.latest().map(civil_from_days), Some(last), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_spans_nothing() {
        let date = date("XXXX-07-09");
        assert_eq!((date.earliest(), date.latest(), date.year()), (None, None, None));
        assert_eq!((date.start().month, date.start().day), (Some(7), Some(9)));
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in [
            "",
            "?",
            "XXXX",
            "2025-13",
            "2025-00",
            "2025-02-29",
            "2025-2-1",
            "0000",
            "2025-02-12T10:00",
            "12/02/2025",
            "2025-02-12/2025-02-11",
            "2025-02-12/",
            "2025-é1",
            "２０２５",
            "+2025",
            "2025-02-12-01",
        ] {
            assert!(EdtfDate::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn json_with_a_bad_date_is_an_error() {
        assert!(json::read::<EdtfDate>(b"\"2025-99\"").is_err());
    }

    proptest::proptest! {
        #[test]
        fn days_and_civil_dates_are_inverse(days in -719_162..2_932_896_i32) {
            let (year, month, day) = civil_from_days(days);
            proptest::prop_assert_eq!(days_from_civil(year, month, day), days);
            proptest::prop_assert_eq!(date(&iso_day(days)).earliest(), Some(days));
        }

        #[test]
        fn parsing_never_panics(text in "\\PC{0,16}") {
            let _ = EdtfDate::parse(&text);
        }
    }
}

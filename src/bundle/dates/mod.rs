//! Dates as people write them: in front matter, where they are statements ([`stated`], [`keys`]); in file names and addresses
//! ([`path`]); and in running text, where they are hints ([`mention`]).

mod keys;
mod mention;
mod path;
mod scan;
mod stated;
mod time;
mod words;

pub(super) use keys::{StatedDate, addresses_in, stated_in, states_date};
pub(super) use mention::{Mention, is_weekday, mentions};
pub(super) use path::{in_address, in_path, named_by};
pub(super) use stated::{Refused, begins_with_place, read};

use crate::article::EdtfDate;

/// A date, and the time of day where one stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub(super) date: EdtfDate,
    /// The time and its zone as RFC 3339 has them: `T08:00:00+07:00`.
    pub(super) time: Option<String>,
    /// What a person should look at, although the date is sure enough.
    pub(super) doubt: Option<String>,
}

impl When {
    fn day(date: EdtfDate) -> Self {
        Self {
            date,
            time: None,
            doubt: None,
        }
    }

    /// A moment in RFC 3339 for those who only understand such; `None` where the day is not known for sure. Where no zone is
    /// known it says `Z`, as that of a day without a time does.
    pub(super) fn published(&self) -> Option<String> {
        let time = self.time.as_deref().unwrap_or("T00:00:00Z");
        self.date.is_exact_day().then(|| format!("{}{time}", self.date))
    }
}

impl When {
    /// The moment at which it begins, in seconds since 1970-01-01T00:00:00Z; in UTC where no zone is stated. `None` for a date
    /// without a year.
    pub(super) fn begins(&self) -> Option<i64> {
        let day = i64::from(self.date.earliest()?) * 86_400;
        let Some(time) = self.time.as_deref().and_then(|time| time.strip_prefix('T')) else {
            return Some(day);
        };
        let clock = time.find(['Z', '+', '-']).map_or(time, |zone| &time[..zone]);
        let zone = &time[clock.len()..];
        let seconds = |clock: &str| {
            let mut parts = clock.split([':', '.']).map(|part| part.parse::<i64>().unwrap_or(0));
            let mut next = || parts.next().unwrap_or(0);
            next() * 3_600 + next() * 60 + next()
        };
        let offset = match zone.split_at_checked(1) {
            Some(("+", offset)) => seconds(offset),
            Some(("-", offset)) => -seconds(offset),
            _ => 0,
        };
        Some(day + seconds(clock) - offset)
    }
}

/// Which number of `03/04/2021` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// `day-first` or `month-first`, as `dates` in `archive.toml` says.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match crate::text::fold(name).replace([' ', '_'], "-").as_str() {
            "day-first" => Some(Self::DayFirst),
            "month-first" => Some(Self::MonthFirst),
            _ => None,
        }
    }
}

/// The plain date of a year, a month and a day; `None` where the calendar has no such day.
fn civil(year: i32, month: u8, day: u8) -> Option<EdtfDate> {
    EdtfDate::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()
}

/// The day of the week of a day since 1970-01-01, which was a Thursday; Monday is 1.
fn weekday_of(day: i32) -> u8 {
    day.saturating_add(3).rem_euclid(7) as u8 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_begins_in_its_zone() {
        let begins = |text: &str| read(text, None).expect(text).begins();
        let day = 1_739_318_400;
        assert_eq!(begins("2025-02-12"), Some(day));
        assert_eq!(begins("2025-02-12T08:00:00Z"), Some(day + 8 * 3_600));
        assert_eq!(begins("2025-02-12T08:30:00+07:00"), Some(day + 5_400));
        assert_eq!(begins("2025-02-12 20:00:00-04:00"), Some(day + 24 * 3_600));
        assert_eq!(begins("2025-02"), Some(day - 11 * 86_400));
    }
}

//! The moment that a build counts as: what is in the future of it, and what has expired.
//!
//! It is asked once, at the beginning, and handed on, so that nothing else in the bundler depends on when it runs.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

const DAY: i64 = 86_400;

/// The first place on earth where a day begins is so many seconds ahead of UTC.
const FIRST_ZONE: i64 = 14 * 3_600;

/// The moment of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    seconds: i64,
}

impl Moment {
    /// What `SOURCE_DATE_EPOCH` says, so that the same input gives the same bytes on any day; else now.
    ///
    /// # Errors
    /// `SOURCE_DATE_EPOCH` is not a number of seconds.
    pub fn of_build() -> Result<Self, String> {
        match env::var_os("SOURCE_DATE_EPOCH") {
            Some(text) => Self::from_epoch(&text.to_string_lossy()),
            None => {
                let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Ok(Self::from_seconds(i64::try_from(now.as_secs()).unwrap_or(i64::MAX)))
            }
        }
    }

    /// A moment in seconds since 1970-01-01T00:00:00Z.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self { seconds }
    }

    fn from_epoch(text: &str) -> Result<Self, String> {
        let seconds = text.trim().parse().map_err(|_| {
            format!("SOURCE_DATE_EPOCH is `{text}`: set it to the seconds since 1970-01-01T00:00:00Z, or unset it")
        })?;
        Ok(Self::from_seconds(seconds))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// The day in UTC, in days since 1970-01-01.
    pub fn day(self) -> i32 {
        days(self.seconds)
    }

    /// The last day that has begun anywhere on earth, in days since 1970-01-01: a later one is in the future for everybody. What is
    /// written in Hà Nội this morning is not, while it is still yesterday in UTC.
    pub fn latest_day(self) -> i32 {
        days(self.seconds.saturating_add(FIRST_ZONE))
    }
}

/// Whole days; the first or the last one that can be told, for moments beyond.
fn days(seconds: i64) -> i32 {
    i32::try_from(seconds.div_euclid(DAY)).unwrap_or(if seconds < 0 { i32::MIN } else { i32::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{days_from_civil, iso_day};

    #[test]
    fn the_variable_of_reproducible_builds_is_read_or_refused() {
        assert_eq!(
            Moment::from_epoch(" 1739347200 ").map(|moment| iso_day(moment.day())),
            Ok("2025-02-12".into())
        );
        for text in ["", "soon", "2025-02-12", "1.5"] {
            let message = Moment::from_epoch(text).expect_err(text);
            assert!(
                message.contains("SOURCE_DATE_EPOCH") && message.contains("seconds"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_day_is_in_the_future_when_it_has_begun_nowhere() {
        let day = days_from_civil(2025, 2, 12);
        let at = |hour: i64| Moment::from_seconds(i64::from(day) * DAY + hour * 3_600);
        assert_eq!((at(0).day(), at(0).latest_day()), (day, day));
        assert_eq!((at(9).latest_day(), at(10).latest_day()), (day, day + 1));
        assert_eq!(Moment::from_seconds(-1).day(), -1);
        assert_eq!(Moment::from_seconds(i64::MAX).latest_day(), i32::MAX);
    }
}

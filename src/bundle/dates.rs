//! Dates as people write them: in front matter, where they are statements, and in running text, where
//! they are hints.

use crate::article::EdtfDate;
use crate::text::{fold, tokens};

/// A day that a text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The year, where it is written beside the day.
    pub(super) year: Option<i32>,
    pub(super) month: u8,
    pub(super) day: u8,
    /// Byte range of the mention.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Mention {
    /// The date in EDTF with what was found out about its year; `None` for February 30.
    pub(super) fn edtf(&self, year: Option<i32>, uncertain: bool) -> Option<EdtfDate> {
        let year = year.map_or("XXXX".to_owned(), |year| format!("{year:04}"));
        let mark = if uncertain { "?" } else { "" };
        EdtfDate::parse(&format!("{year}-{:02}-{:02}{mark}", self.month, self.day)).ok()
    }
}

/// Reads a stated date: EDTF, ISO with a time of day, `February 12, 2025`, `12 tháng 2 năm 2025`.
///
/// # Errors
/// What was expected. `3/4/2025` is refused: it is another day on the other side of the Atlantic.
pub(super) fn stated(text: &str) -> Result<EdtfDate, String> {
    let text = text.trim();
    if let Ok(date) = EdtfDate::parse(text) {
        return Ok(date);
    }
    // 2024-10-31T14:03:42-04:00: the day as the publisher's clock had it.
    if let Some(day) = text.get(..10).filter(|_| text[10..].starts_with(['T', 't', ' ']))
        && let Ok(date) = EdtfDate::parse(day)
    {
        return Ok(date);
    }
    if let Some(date) = day_first_with_strokes(text) {
        return Ok(date);
    }
    // 2024/10/31; two dates with one stroke between them are an interval and were read above.
    if text.matches('/').count() == 2
        && let Ok(date) = EdtfDate::parse(&text.replace('/', "-"))
    {
        return Ok(date);
    }
    let mention = mentions(text).into_iter().find(|mention| mention.year.is_some());
    mention
        .and_then(|mention| mention.edtf(mention.year, false))
        .ok_or_else(|| {
            format!("`{text}` is not a date that is understood everywhere: write it as 2025-02-12, 2025-02 or 2025")
        })
}

/// `31/12/2024`: where the first number is no month, the order is sure.
fn day_first_with_strokes(text: &str) -> Option<EdtfDate> {
    let mut parts = text.split('/').map(|part| part.parse::<u16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let sure = day > 12 && parts.next().is_none();
    sure.then(|| EdtfDate::parse(&format!("{year:04}-{month:02}-{day:02}")).ok())?
}

/// The days that a text mentions, in order: `July 9`, `9 July 2024`, `Feb. 12, 2025`, `ngày 9/7`, `ngày 9 tháng 7 năm 2024`.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let words: Vec<Word<'_>> = tokens(text)
        .map(|token| Word {
            text: token.text,
            start: token.range.start,
            end: token.range.end,
        })
        .collect();
    let mut found: Vec<Mention> = vec![];
    for at in 0..words.len() {
        let mention = month_first(text, &words[at..])
            .or_else(|| day_first(text, &words[at..]))
            .or_else(|| vietnamese(text, &words[at..]));
        if let Some(mention) = mention.filter(|mention| found.last().is_none_or(|last| mention.start >= last.end)) {
            found.push(mention);
        }
    }
    found
}

struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl Word<'_> {
    fn number(&self, most: u16) -> Option<u16> {
        let digits = self.text.len() <= 4 && self.text.bytes().all(|byte| byte.is_ascii_digit());
        digits
            .then(|| self.text.parse().ok())?
            .filter(|number| (1..=most).contains(number))
    }

    fn day(&self) -> Option<u8> {
        let plain = self.text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let ordinal = matches!(&self.text[plain.len()..], "" | "st" | "nd" | "rd" | "th");
        let word = Word { text: plain, ..*self };
        (ordinal && plain.len() <= 2)
            .then(|| word.number(31))?
            .and_then(|day| u8::try_from(day).ok())
    }

    fn year(&self) -> Option<i32> {
        (self.text.len() == 4)
            .then(|| self.number(2099))?
            .map(i32::from)
            .filter(|year| *year >= 1900)
    }

    /// An English month, in full or with three letters; with a capital, since `may` and `march` are words.
    fn month(&self) -> Option<u8> {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let is = |month: &&str| {
            self.text.eq_ignore_ascii_case(month)
                || self.text.eq_ignore_ascii_case(&month[..3])
                || self.text == "Sept" && *month == "September"
        };
        let capital = self.text.starts_with(|letter: char| letter.is_ascii_uppercase());
        let at = capital.then(|| MONTHS.iter().position(is))?;
        at.and_then(|at| u8::try_from(at + 1).ok())
    }
}

/// What stands between two words.
fn between<'a>(text: &'a str, first: &Word<'_>, second: &Word<'_>) -> &'a str {
    text.get(first.end..second.start).unwrap_or("?")
}

fn year_after(text: &str, words: &[Word<'_>], last: usize, end: usize) -> (Option<i32>, usize) {
    let year = words
        .get(last + 1)
        .filter(|year| matches!(between(text, &words[last], year), " " | ", "));
    match year.and_then(|word| word.year().map(|year| (year, word.end))) {
        Some((year, end)) => (Some(year), end),
        None => (None, end),
    }
}

/// `July 9`, `Jul. 9, 2024`
fn month_first(text: &str, words: &[Word<'_>]) -> Option<Mention> {
    let [month, day, ..] = words else { return None };
    let month_number = month.month()?;
    let day_number = day.day().filter(|_| matches!(between(text, month, day), " " | ". "))?;
    let (year, end) = year_after(text, words, 1, day.end);
    Some(Mention {
        year,
        month: month_number,
        day: day_number,
        start: month.start,
        end,
    })
}

/// `9 July 2024`
fn day_first(text: &str, words: &[Word<'_>]) -> Option<Mention> {
    let [day, month, ..] = words else { return None };
    let month_number = month.month()?;
    let day_number = day.day().filter(|_| between(text, day, month) == " ")?;
    // In “for 2024 July 9” and “the 9 May 10” the number belongs elsewhere.
    if words
        .get(2)
        .and_then(Word::day)
        .is_some_and(|_| between(text, month, &words[2]) == " ")
    {
        return None;
    }
    let (year, end) = year_after(text, words, 1, month.end);
    Some(Mention {
        year,
        month: month_number,
        day: day_number,
        start: day.start,
        end,
    })
}

/// `ngày 9/7`, `chiều 9-7-2024`, `ngày 9 tháng 7 năm 2024`
fn vietnamese(text: &str, words: &[Word<'_>]) -> Option<Mention> {
    let is = |word: &Word<'_>, name: &str| fold(word.text) == name;
    let [first, day, rest @ ..] = words else { return None };
    let part_of_day = ["sang", "trua", "chieu", "toi"].iter().any(|name| is(first, name));
    if !is(first, "ngay") && !part_of_day {
        return None;
    }
    let number = day.day()?;
    let (month, rest) = match rest {
        [word, month, rest @ ..] if is(word, "thang") && !part_of_day => (month, rest),
        [month, rest @ ..] if matches!(between(text, day, month), "/" | "-") => (month, rest),
        _ => return None,
    };
    let month_number = u8::try_from(month.number(12)?).ok()?;
    let year = match rest {
        [word, year, ..] if is(word, "nam") => Some(year),
        [year, ..] if matches!(between(text, month, year), "/" | "-") => Some(year),
        _ => None,
    };
    let year = year.and_then(|word| word.year().map(|year| (year, word.end)));
    Some(Mention {
        year: year.map(|(year, _)| year),
        month: month_number,
        day: number,
        start: first.start,
        end: year.map_or(month.end, |(_, end)| end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> (Option<i32>, u8, u8, &str) {
        let found = mentions(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        (
            found[0].year,
            found[0].month,
            found[0].day,
            &text[found[0].start..found[0].end],
        )
    }

    #[test]
    fn days_are_found_as_people_write_them() {
        assert_eq!(one("chairing a July 9 meeting for 2024"), (None, 7, 9, "July 9"));
        assert_eq!(one("on Feb. 12, 2025, in Paris"), (Some(2025), 2, 12, "Feb. 12, 2025"));
        assert_eq!(one("on 9 July 2024 in"), (Some(2024), 7, 9, "9 July 2024"));
        assert_eq!(one("from February 10-11, reaffirming"), (None, 2, 10, "February 10"));
        assert_eq!(one("September 2nd"), (None, 9, 2, "September 2nd"));
        assert_eq!(one("Sáng ngày 9/7, tại"), (None, 7, 9, "ngày 9/7"));
        assert_eq!(
            one("ngày 9 tháng 7 năm 2024"),
            (Some(2024), 7, 9, "ngày 9 tháng 7 năm 2024")
        );
    }

    #[test]
    fn words_and_quantities_are_no_days() {
        for text in [
            "they may 9 times",
            "March of 12 countries",
            "July 2024",
            "in 9/7",
            "May 45",
            "ngày 40/7",
            "the 18th session",
        ] {
            assert_eq!(mentions(text), [], "{text}");
        }
    }

    #[test]
    fn stated_dates_keep_their_precision() {
        for (text, edtf) in [
            ("2024-07-09?", "2024-07-09?"),
            ("2024-07", "2024-07"),
            ("2024-10-31 14:03:42-04:00", "2024-10-31"),
            ("2024-10-31T14:03:42Z", "2024-10-31"),
            ("2024/10/31", "2024-10-31"),
            ("31/12/2024", "2024-12-31"),
            ("February 12, 2025", "2025-02-12"),
            ("12 Feb 2025", "2025-02-12"),
            ("ngày 12 tháng 2 năm 2025", "2025-02-12"),
        ] {
            assert_eq!(stated(text).map(|date| date.to_string()), Ok(edtf.to_owned()), "{text}");
        }
        for text in ["3/4/2025", "soon", "February 12", "2025-02-30", "12. 13. 14"] {
            assert!(stated(text).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_looked_through(text in "\\PC{0,40}") {
            let _ = (stated(&text), mentions(&text));
        }
    }
}

//! Days that a running text mentions, in English and in Vietnamese: hints, since most of them belong to something else.

use super::scan::{Kind, scan};
use crate::article::EdtfDate;
use crate::text::fold;

/// A day that a text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bundle) struct Mention {
    /// The year, where it is written beside the day.
    pub(in crate::bundle) year: Option<i32>,
    pub(in crate::bundle) month: u8,
    pub(in crate::bundle) day: u8,
    /// Byte range of the mention.
    pub(in crate::bundle) start: usize,
    pub(in crate::bundle) end: usize,
}

impl Mention {
    /// The date in EDTF with what was found out about its year; `None` for February 30.
    pub(in crate::bundle) fn edtf(&self, year: Option<i32>, uncertain: bool) -> Option<EdtfDate> {
        let year = year.map_or("XXXX".to_owned(), |year| format!("{year:04}"));
        let mark = if uncertain { "?" } else { "" };
        EdtfDate::parse(&format!("{year}-{:02}-{:02}{mark}", self.month, self.day)).ok()
    }
}

/// The days that a text mentions, in order: `July 9`, `9 July 2024`, `Feb. 12, 2025`, `ngày 9/7`, `ngày 9 tháng 7 năm 2024`.
pub(in crate::bundle) fn mentions(text: &str) -> Vec<Mention> {
    let words = words(text);
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

/// Runs of letters and digits.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = vec![];
    for token in scan(text) {
        if matches!(token.kind, Kind::Sign(_)) {
            continue;
        }
        match words.last_mut().filter(|last| last.end == token.start) {
            // `2nd` is one word.
            Some(last) => *last = word(text, last.start, token.end),
            None => words.push(word(text, token.start, token.end)),
        }
    }
    words
}

fn word(text: &str, start: usize, end: usize) -> Word<'_> {
    Word {
        text: text.get(start..end).unwrap_or_default(),
        start,
        end,
    }
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

/// The word names the day of the week that the mention was in this year, in full or in its first letters.
pub(in crate::bundle) fn is_weekday(word: &str, year: i32, mention: &Mention) -> bool {
    let date = super::civil(year, mention.month, mention.day).and_then(|date| date.earliest());
    date.is_some_and(|day| super::words::weekday(word) == Some(super::weekday_of(day)))
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

    proptest::proptest! {
        #[test]
        fn any_text_can_be_looked_through(text in "\\PC{0,40}") {
            let _ = mentions(&text);
        }
    }
}

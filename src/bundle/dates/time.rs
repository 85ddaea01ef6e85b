//! A time of day beside a date, and its zone: `08:00`, `8 PM`, `8h30`, `14:03:42-04:00`, `08:00 (GMT+7)`.

use std::ops::Range;

use super::scan::Token;
use super::words;

/// A time of day, and which tokens said it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// As RFC 3339 has it, with its zone; `Z` where none is known.
    pub(super) text: String,
    pub(super) tokens: Range<usize>,
}

/// The first time of day among the tokens of a date.
pub(super) fn find(tokens: &[Token<'_>]) -> Option<Time> {
    (0..tokens.len()).find_map(|at| clock(tokens, at).or_else(|| hours(tokens, at)))
}

/// Hour, minute, second, and the tokens behind them.
type Read = (u8, u8, u8, usize);

/// `14:03`, `14:03:42.5`
fn clock(tokens: &[Token<'_>], at: usize) -> Option<Time> {
    let part = |sign: usize| {
        let part = tokens.get(sign + 1).filter(|_| tokens[sign].is_sign(&[':']))?;
        part.number()
            .filter(|(number, digits)| *digits == 2 && *number < 60)
            .map(|(number, _)| number as u8)
    };
    let hour = tokens[at].short()?;
    let minute = tokens.get(at + 1).and_then(|_| part(at + 1))?;
    let second = tokens.get(at + 3).and_then(|_| part(at + 3));
    let mut end = at + if second.is_some() { 5 } else { 3 };
    let fraction = |sign: &Token<'_>| sign.is_sign(&['.', ',']) && !sign.blank;
    if second.is_some() && tokens.get(end).is_some_and(fraction) && tokens.get(end + 1).is_some_and(is_joined_number) {
        end += 2;
    }
    finish(tokens, at, (hour, minute, second.unwrap_or_default().min(59), end))
}

fn is_joined_number(token: &Token<'_>) -> bool {
    !token.blank && token.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `8h`, `8h30`, `8 giờ 30`, `8 PM`, `8 p.m.`
fn hours(tokens: &[Token<'_>], at: usize) -> Option<Time> {
    let hour = tokens[at].short()?;
    let unit = tokens.get(at + 1)?;
    if ["h", "g", "gio", "uhr"].iter().any(|name| unit.is_word(name)) {
        let minute = tokens
            .get(at + 2)
            .and_then(|minute| minute.short().filter(|_| minute.text.len() == 2));
        let end = at + 2 + usize::from(minute.is_some());
        return finish(tokens, at, (hour, minute.unwrap_or_default(), 0, end));
    }
    half_of_day(tokens, at + 1)?;
    finish(tokens, at, (hour, 0, 0, at + 1))
}

/// `AM`, `p.m.`: whether it is the second half of the day, and the tokens behind it.
fn half_of_day(tokens: &[Token<'_>], at: usize) -> Option<(bool, usize)> {
    let word = tokens.get(at)?.word()?;
    match word {
        "am" | "pm" => Some((word == "pm", at + 1)),
        "a" | "p" => {
            let dotted = tokens.get(at + 1)?.is_sign(&['.']) && tokens.get(at + 2)?.is_word("m");
            let closed = tokens
                .get(at + 3)
                .is_some_and(|sign| sign.is_sign(&['.']) && !sign.blank);
            dotted.then_some((word == "p", at + 3 + usize::from(closed)))
        }
        _ => None,
    }
}

fn finish(tokens: &[Token<'_>], start: usize, (mut hour, minute, second, mut end): Read) -> Option<Time> {
    if let Some((after_noon, behind)) = half_of_day(tokens, end) {
        if (1..=12).contains(&hour) {
            hour = hour % 12 + if after_noon { 12 } else { 0 };
        }
        end = behind;
    }
    if hour > 23 || minute > 59 {
        return None;
    }
    let (offset, end) = zone(tokens, end);
    let offset = offset.map_or("Z".to_owned(), |minutes| {
        if minutes == 0 {
            return "Z".to_owned();
        }
        let sign = if minutes < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    });
    Some(Time {
        text: format!("T{hour:02}:{minute:02}:{second:02}{offset}"),
        tokens: start..end,
    })
}

/// The offset of the zone in minutes, where there is one that is known, and the tokens behind all that names a zone.
fn zone(tokens: &[Token<'_>], mut at: usize) -> (Option<i32>, usize) {
    let mut offset = None;
    loop {
        let Some(token) = tokens.get(at) else {
            return (offset, at);
        };
        if token.is_sign(&['(']) {
            let Some(length) = tokens[at..].iter().position(|token| token.is_sign(&[')'])) else {
                return (offset, at);
            };
            let (inside, end) = zone(&tokens[..at + length], at + 1);
            // `(GMT+7)` is a zone, `(25/02)` is none; `(Indochina Time)` is the name of the offset before it.
            let named = offset.is_some() && tokens[at + 1..at + length].iter().all(|token| token.word().is_some());
            if end != at + length && !named {
                return (offset, at);
            }
            offset = offset.or(inside);
            at += length + 1;
        } else if let Some((minutes, length)) = signed(&tokens[at..]) {
            // `GMT+7`; behind `-0400` a second one would be strange, and is left.
            if offset.is_some_and(|offset| offset != 0) {
                return (offset, at);
            }
            offset = Some(minutes);
            at += length;
        } else if let Some(minutes) = token.word().and_then(words::zone) {
            offset = offset.or(Some(minutes));
            at += 1;
        } else if is_name_of_zone(token) {
            at += 1;
            while tokens
                .get(at)
                .is_some_and(|sign| sign.is_sign(&['/', '_']) && !sign.blank)
                && tokens.get(at + 1).is_some_and(|word| word.word().is_some())
            {
                at += 2;
            }
        } else {
            return (offset, at);
        }
    }
}

/// `+07:00`, `-0400`, `+7`
fn signed(tokens: &[Token<'_>]) -> Option<(i32, usize)> {
    let [sign, hours, rest @ ..] = tokens else { return None };
    let factor = if sign.is_sign(&['+']) {
        1
    } else if sign.is_sign(&['-']) {
        -1
    } else {
        return None;
    };
    let (number, digits) = hours.number().filter(|_| !hours.blank)?;
    let (hours, minutes, length) = match (digits, rest) {
        (4, _) => (number / 100, number % 100, 2),
        (1 | 2, [colon, minutes, ..]) if colon.is_sign(&[':']) => (number, u16::from(minutes.short()?), 4),
        // `08:00-12/02/2025`: that is the day.
        (1 | 2, [sign, ..]) if sign.is_sign(&['/', '-', '.']) && !sign.blank => return None,
        (1 | 2, _) => (number, 0, 2),
        _ => return None,
    };
    // No zone is further from UTC than these; a larger number is a day or a year.
    (hours <= 14 && minutes < 60).then(|| (factor * i32::from(hours * 60 + minutes), length))
}

/// `CST`, `ET`, `Asia/Ho_Chi_Minh`: a zone of which the offset is not known here.
fn is_name_of_zone(token: &Token<'_>) -> bool {
    let capitals =
        token.text.len() <= 5 && token.text.len() > 1 && token.text.bytes().all(|byte| byte.is_ascii_uppercase());
    let continent = [
        "africa",
        "america",
        "asia",
        "atlantic",
        "australia",
        "europe",
        "indian",
        "pacific",
    ];
    token
        .word()
        .is_some_and(|word| capitals && word.ends_with('t') || continent.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::super::scan::scan;
    use super::*;

    fn time(text: &str) -> Option<(String, String)> {
        let mut tokens = scan(text);
        let time = find(&tokens)?;
        tokens.drain(time.tokens);
        Some((time.text, tokens.iter().map(|token| token.text).collect()))
    }

    #[test]
    fn times_are_read_with_their_zones() {
        for (text, expected) in [
            ("08:00", "T08:00:00Z"),
            ("14:03:42-04:00", "T14:03:42-04:00"),
            ("14:03:42.123456Z", "T14:03:42Z"),
            ("14:03:42 -0400 EDT", "T14:03:42-04:00"),
            ("14:03:42 GMT+0700 (Indochina Time)", "T14:03:42+07:00"),
            ("08:00 GMT+7", "T08:00:00+07:00"),
            ("8:05 (GMT+7)", "T08:05:00+07:00"),
            ("08:00 UTC", "T08:00:00Z"),
            ("08:00 EDT", "T08:00:00-04:00"),
            ("08:00 Asia/Ho_Chi_Minh", "T08:00:00Z"),
            ("08:00 CST", "T08:00:00Z"),
            ("12:15 AM", "T00:15:00Z"),
            ("12:15 PM", "T12:15:00Z"),
            ("3:07 p.m. EST", "T15:07:00-05:00"),
            ("8 PM", "T20:00:00Z"),
            ("8h30", "T08:30:00Z"),
            ("20 giờ 05", "T20:05:00Z"),
        ] {
            assert_eq!(time(text), Some((expected.to_owned(), String::new())), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_stays() {
        assert_eq!(
            time("08:00-12/02/2025").map(|(_, rest)| rest).as_deref(),
            Some("-12/02/2025")
        );
        for text in ["25/02/2025", "2025-02", "3:4", "8 hours", "31:15", "15:75"] {
            assert_eq!(time(text), None, "{text}");
        }
        assert_eq!(time("08:00 UTC 2025").map(|(_, rest)| rest).as_deref(), Some("2025"));
        assert_eq!(time("08:00 (25/02)").map(|(_, rest)| rest).as_deref(), Some("(25/02)"));
    }
}

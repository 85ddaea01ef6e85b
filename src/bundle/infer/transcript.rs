//! What was said, line by line: a transcript. Its questions are no headings, and the day above it is that of the event.

use std::collections::HashMap;

use crate::bundle::piece::Piece;

/// A label is short.
const MOST_WORDS: usize = 5;
const MOST_BYTES: usize = 50;

/// Whoever speaks in a piece: `THE PRESIDENT:`, `Ms. Psaki:`, `Q` for a question.
pub(super) fn speaker(text: &str) -> Option<&str> {
    if text.starts_with("Q ") || text.starts_with("Q:") {
        return Some("Q");
    }
    let label = text
        .split(':')
        .next()
        .filter(|label| label.len() < text.len() && label.len() <= MOST_BYTES)?;
    let spoken = text[label.len() + 1..].starts_with(char::is_whitespace);
    let named = label.split_whitespace().all(|word| {
        word.starts_with(|letter: char| letter.is_uppercase() || letter == '(')
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || ".,'’()-".contains(letter))
    });
    let words = label.split_whitespace().count();
    (spoken && named && (1..=MOST_WORDS).contains(&words)).then_some(label)
}

/// Several people speak by turns, or one does twice.
pub(super) fn is_transcript(pieces: &[Piece]) -> bool {
    let mut turns: HashMap<&str, usize> = HashMap::new();
    for piece in pieces.iter().filter(|piece| piece.is_paragraph()) {
        if let Some(speaker) = speaker(&piece.text) {
            *turns.entry(speaker).or_default() += 1;
        }
    }
    let capitals = |name: &&&str| !name.contains(char::is_lowercase) && name.len() > 1;
    turns.values().any(|turns| *turns > 1) || turns.keys().filter(capitals).count() > 1
}

/// A line with nothing but a time of day, as it stands above what was said: `3:17 P.M. EST`.
pub(super) fn is_time_of_day(text: &str) -> bool {
    begins_with_time(text) && text.split_whitespace().count() <= 4
}

/// It begins with a time of day; what was said may follow in the same paragraph.
pub(super) fn begins_with_time(text: &str) -> bool {
    let words: Vec<String> = text
        .split_whitespace()
        .take(2)
        .map(|word| word.to_ascii_lowercase().replace('.', ""))
        .collect();
    let clock = |word: &str| {
        let digits = word
            .split(':')
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
        digits && word.contains(':')
    };
    matches!(&words[..], [first, half] if clock(first) && matches!(half.as_str(), "am" | "pm"))
}

/// A time of day, in small letters, is written as in invitations: `9pm`, `9:30 P.M.`, `19:30 Uhr`.
pub(super) fn calls_to_event(lower: &str) -> bool {
    let bare = lower.replace('.', "");
    let mut words = bare.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| {
        let half = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
        matches!(half, "am" | "pm" | "uhr" | "h" | "gio")
    })
}

/// `08:00`, with a zone behind it or not.
pub(super) fn is_clock(text: &str) -> bool {
    let (hour, rest) = text.split_once(':').unwrap_or(("", ""));
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(hour) && rest.get(..2).is_some_and(digits) && rest.len() <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_told_by_their_labels() {
        for (text, name) in [
            ("THE PRESIDENT: Good.", Some("THE PRESIDENT")),
            ("MS. JEAN-PIERRE: Good.", Some("MS. JEAN-PIERRE")),
            ("Ông Sơn: Vâng.", Some("Ông Sơn")),
            ("Q Thank you.", Some("Q")),
            ("Lower costs for all: the plan", None),
            ("At 10:30 they met.", None),
            ("Text", None),
            ("https://example.org", None),
        ] {
            assert_eq!(speaker(text), name, "{text}");
        }
        let of = |texts: &[&str]| is_transcript(&texts.iter().map(|text| Piece::paragraph(*text)).collect::<Vec<_>>());
        assert!(of(&["Q Why?", "A: Because.", "Q When?"]));
        assert!(of(&["THE PRESIDENT: Hello.", "THE VICE PRESIDENT: Hello."]));
        assert!(!of(&["Note: this is one.", "Text."]));
    }

    #[test]
    fn a_time_of_day_stands_alone() {
        for text in ["3:17 P.M. EST", "11:34 a.m. EDT", "9:00 AM"] {
            assert!(is_time_of_day(text), "{text}");
        }
        for text in ["3:17", "At 3:17 P.M. they met", "", "P.M."] {
            assert!(!is_time_of_day(text), "{text}");
        }
    }
}

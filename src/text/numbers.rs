//! Numbers as people write them: `10,000`, `10.000`, `10’000`, `1.88`, `3,5`, `１０，０００`.
//!
//! A number is one word. What groups its digits is left out and its decimals stand behind a point, so that either way of
//! writing finds the other. What is written alike and is none (a date, a version of three parts, a list) stays what it is.

use super::scripts::is_digit;

/// Digits in a group.
const GROUP: usize = 3;

/// Decimals that make a number of two parts: more are those of a year, or of a measurement that is found by its parts.
const DECIMALS: usize = 3;

/// How a number goes on behind its first digits.
struct Number {
    /// Bytes of its groups and decimals.
    length: usize,
    /// How many of its parts are groups; one more, if any, has the decimals.
    groups: usize,
}

/// A character that stands between digits, as the one that it is a form of: point, comma or apostrophe.
fn separator(character: char) -> Option<char> {
    match character {
        '.' | '．' | '٫' => Some('.'),
        ',' | '，' | '٬' => Some(','),
        '\'' | '’' | '＇' => Some('\''),
        _ => None,
    }
}

/// How many digits begin a text, and their bytes.
fn digits(text: &str) -> (usize, usize) {
    let lengths = text.chars().take_while(|digit| is_digit(*digit)).map(char::len_utf8);
    lengths.fold((0, 0), |(count, bytes), length| (count + 1, bytes + length))
}

/// A separator that begins a text and the digits behind it: how many, and the bytes of all.
fn part(text: &str) -> Option<(char, usize, usize)> {
    let first = text.chars().next()?;
    let separator = separator(first)?;
    let (count, bytes) = digits(&text[first.len_utf8()..]);
    (count > 0).then_some((separator, count, first.len_utf8() + bytes))
}

/// What a number's first digits go on with, if they do. `named` says that letters stand before them, as in `v1.234`: that has no groups.
fn number(first: &str, rest: &str, named: bool) -> Option<Number> {
    let mut parts: Vec<(char, usize)> = Vec::new();
    let mut length = 0;
    while let Some((separator, count, bytes)) = part(&rest[length..]) {
        parts.push((separator, count));
        length += bytes;
    }
    let (separator, count) = *parts.first()?;
    let zero = first.starts_with('0');
    let grouped = !named && !zero && digits(first).0 <= GROUP;
    let groups = parts.iter().take_while(|part| **part == (separator, GROUP)).count();
    let groups = if grouped { groups } else { 0 };
    let decimals = match &parts[groups..] {
        [] => true,
        [(last, _)] if groups > 0 => *last != separator && *last != '\'',
        [('.', _)] => count <= DECIMALS,
        [(',', _)] => !named && (count < GROUP || first == "0"),
        _ => false,
    };
    decimals.then_some(Number { length, groups })
}

/// How many bytes of `rest` go on with the number that ends a word.
pub(super) fn goes_on(word: &str, rest: &str) -> usize {
    let before = word.trim_end_matches(is_digit);
    let first = &word[before.len()..];
    if first.is_empty() {
        return 0;
    }
    number(first, rest, !before.is_empty()).map_or(0, |number| number.length)
}

/// Digits and what stands behind them are a version, of two or more parts.
pub(super) fn is_version(digits: &str, rest: &str) -> bool {
    digits.chars().all(is_digit) && rest.starts_with('.') && part(rest).is_some()
}

/// A text ends in digits and what can stand between them and more.
pub(super) fn breaks_off(text: &str) -> bool {
    let mut characters = text.chars().rev();
    characters.next().is_some_and(|last| separator(last).is_some()) && characters.next().is_some_and(is_digit)
}

/// Leaves out what groups digits, and writes decimals behind a point. The digits are plain ones.
pub(super) fn normalise(text: String) -> String {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let mut written = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(next) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, from) = rest.split_at(next);
        written.push_str(before);
        let named = written.ends_with(char::is_alphanumeric);
        let (first, behind) = from.split_at(digits(from).1);
        written.push_str(first);
        rest = behind;
        if let Some(number) = number(first, behind, named) {
            let (parts, behind) = behind.split_at(number.length);
            let mut count = 0;
            for character in parts.chars() {
                if is_digit(character) {
                    written.push(character);
                } else {
                    count += 1;
                    if count > number.groups {
                        written.push('.');
                    }
                }
            }
            rest = behind;
        } else {
            // The parts of what is no number are none either.
            while let Some((_, _, bytes)) = part(rest) {
                let (part, behind) = rest.split_at(bytes);
                written.push_str(part);
                rest = behind;
            }
        }
    }
    written + rest
}

/// A blank that can group digits.
pub(super) fn groups(blank: char) -> bool {
    matches!(blank, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// The digits of a number that a blank may group: one to three of them, then three, the last ones perhaps with decimals.
pub(super) fn grouped_by_blank(before: &str, group: &str, further: bool) -> bool {
    let all_digits = |text: &str| text.chars().all(is_digit);
    let long = before.chars().count();
    let begins = if further {
        long == GROUP
    } else {
        (1..=GROUP).contains(&long) && !before.starts_with('0')
    };
    let (count, bytes) = digits(group);
    let decimals = &group[bytes..];
    let ends = decimals.is_empty() || part(decimals).is_some_and(|(_, _, bytes)| bytes == decimals.len());
    begins && all_digits(before) && count == GROUP && ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn groups_are_left_out_and_decimals_stand_behind_a_point() {
        for (written, number) in [
            ("10,000", "10000"),
            ("10.000", "10000"),
            ("1.234.567", "1234567"),
            ("10’000", "10000"),
            ("2'500'000.5", "2500000.5"),
            ("10，000", "10000"),
            ("1٬234٫5", "1234.5"),
            ("1,234.56", "1234.56"),
            ("1.234,56", "1234.56"),
            ("1.88", "1.88"),
            ("3,5", "3.5"),
            ("0,125", "0.125"),
            ("0.125", "0.125"),
            ("v1.234", "v1.234"),
            ("2025.5", "2025.5"),
        ] {
            assert_eq!(normalise(written.into()), number);
        }
    }

    #[test]
    fn what_is_no_number_stays() {
        for text in [
            "25.02.2025",
            "1.2.3",
            "1,2,3",
            "192.168.1.1",
            "12.2025",
            "3,14159",
            "10,0000",
            "2020,100",
            "1.",
            ".5",
            "1,234,56",
            "a,b",
            "5'11",
            "1'2",
            "1.234'5",
            "",
        ] {
            assert_eq!(normalise(text.into()), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_normal_stays_normal(text in "[0-9.,a ]{0,14}") {
            let normal = normalise(text);
            prop_assert_eq!(normalise(normal.clone()), normal);
        }

        #[test]
        fn either_grouping_is_the_number(number in 1_000..2_000_000_000_u32) {
            let digits = number.to_string();
            for separator in [",", ".", "'"] {
                let mut written = String::new();
                for (at, digit) in digits.char_indices() {
                    if at > 0 && (digits.len() - at).is_multiple_of(3) {
                        written.push_str(separator);
                    }
                    written.push(digit);
                }
                prop_assert_eq!(normalise(written), digits.as_str());
            }
        }
    }
}

//! Numbers as people write them: `10,000`, `10.000`, `1.88`, `3,5`.
//!
//! A number is one word. What groups its digits is left out and its decimals stand behind a point, so that either way of
//! writing finds the other. What is written alike and is none (a date, a version of three parts, a list) stays what it is.

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

/// What a number's first digits go on with, if they do. `named` says that letters stand before them, as in `v1.234`: that has no groups.
fn number(first: &str, rest: &str, named: bool) -> Option<Number> {
    let mut parts: Vec<(u8, usize)> = Vec::new();
    let mut length = 0;
    while let Some((separator @ (b'.' | b','), behind)) = rest.as_bytes()[length..].split_first() {
        let digits = behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            break;
        }
        parts.push((*separator, digits));
        length += 1 + digits;
    }
    let (separator, digits) = *parts.first()?;
    let zero = first.starts_with('0');
    let grouped = !named && !zero && first.len() <= GROUP;
    let groups = parts.iter().take_while(|part| **part == (separator, GROUP)).count();
    let groups = if grouped { groups } else { 0 };
    let decimals = match parts.len() - groups {
        0 => true,
        1 if groups > 0 => parts[groups].0 != separator,
        1 if separator == b'.' => digits <= DECIMALS,
        1 => !named && (digits < GROUP || first == "0"),
        _ => false,
    };
    decimals.then_some(Number { length, groups })
}

/// How many bytes of `rest` go on with the number that ends a word.
pub(super) fn goes_on(word: &str, rest: &str) -> usize {
    let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, first) = word.split_at(word.len() - digits);
    if digits == 0 {
        return 0;
    }
    number(first, rest, !before.is_empty()).map_or(0, |number| number.length)
}

/// Leaves out what groups digits, and writes decimals behind a point.
pub(super) fn normalise(text: String) -> String {
    let bytes = text.as_bytes();
    let separates = |at: usize| {
        matches!(bytes[at], b'.' | b',')
            && at > 0
            && bytes[at - 1].is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    };
    if !(1..bytes.len()).any(separates) {
        return text;
    }
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(next) = (at..bytes.len()).find(|at| bytes[*at].is_ascii_digit()) {
        let digits = |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let end = digits(next);
        let named = text[..next].ends_with(char::is_alphanumeric);
        written.push_str(&text[at..end]);
        at = end;
        if let Some(number) = number(&text[next..end], &text[end..], named) {
            let mut parts = 0;
            at += number.length;
            for byte in &bytes[end..at] {
                if byte.is_ascii_digit() {
                    written.push(char::from(*byte));
                } else {
                    parts += 1;
                    if parts > number.groups {
                        written.push('.');
                    }
                }
            }
        } else {
            // The parts of what is no number are none either.
            while at < bytes.len() && separates(at) {
                let behind = digits(at + 1);
                written.push_str(&text[at..behind]);
                at = behind;
            }
        }
    }
    written.push_str(&text[at..]);
    written
}

/// A blank that can group digits.
pub(super) fn groups(blank: char) -> bool {
    matches!(blank, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// The digits of a number that a blank may group: one to three of them, then three.
pub(super) fn grouped_by_blank(before: &str, group: &str, further: bool) -> bool {
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let begins = if further {
        before.len() == GROUP
    } else {
        (1..=GROUP).contains(&before.len()) && !before.starts_with('0')
    };
    begins && all_digits(before) && group.len() == GROUP && all_digits(group)
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
            for separator in [",", "."] {
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

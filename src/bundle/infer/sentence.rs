//! The sentence that a word stands in.

use std::ops::Range;

/// The sentence of `text` around a byte range, without blanks at its ends. Abbreviations and initials
/// (`No. 30`, `U.S.`, `Gov. Lee`) do not end one.
pub(in crate::bundle) fn around(text: &str, range: Range<usize>) -> &str {
    let mut start = 0;
    for end in ends(text) {
        if end >= range.end {
            return text[start..end].trim();
        }
        // A range over several sentences has all of them.
        if end <= range.start {
            start = end;
        }
    }
    text[start..].trim()
}

/// The byte offsets behind each sentence but the last.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let candidates = text
        .char_indices()
        .filter(|(_, character)| matches!(character, '.' | '!' | '?' | '…' | '\n' | '\t'));
    candidates.filter_map(|(at, character)| {
        let behind = at + character.len_utf8();
        if matches!(character, '\n' | '\t') {
            return Some(behind);
        }
        let rest = text[behind..].trim_start_matches(['"', '”', '’', '\'', '»', ')', ']']);
        let next = rest.strip_prefix(char::is_whitespace)?.trim_start().chars().next()?;
        let begins =
            next.is_uppercase() || next.is_numeric() || matches!(next, '"' | '“' | '‘' | '«' | '(' | '[' | '—' | '–');
        let ends = begins && !(character == '.' && is_abbreviation(&text[..at]));
        ends.then(|| text.len() - rest.len())
    })
}

/// The text in front of a full stop ends in an abbreviation.
fn is_abbreviation(before: &str) -> bool {
    const KNOWN: [&str; 22] = [
        "mr", "mrs", "ms", "dr", "prof", "st", "no", "vs", "gov", "sen", "rep", "gen", "col", "lt", "jan", "feb",
        "aug", "sept", "oct", "nov", "dec", "tp",
    ];
    let word = before
        .rsplit(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || KNOWN.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence<'a>(text: &'a str, word: &str) -> &'a str {
        let start = text.find(word).expect("the word is in the text");
        around(text, start..start + word.len())
    }

    #[test]
    fn the_sentence_around_a_word_is_found() {
        let text = "In 2024, the PM issued Directive No. 30/CT-TTg. “It is new.” She said so! Did the U.S. Senate? Yes";
        for (word, expected) in [
            ("PM", "In 2024, the PM issued Directive No. 30/CT-TTg."),
            ("30", "In 2024, the PM issued Directive No. 30/CT-TTg."),
            ("new", "“It is new.”"),
            ("so", "She said so!"),
            ("Senate", "Did the U.S. Senate?"),
            ("Yes", "Yes"),
        ] {
            assert_eq!(sentence(text, word), expected);
        }
    }

    #[test]
    fn a_decimal_point_ends_nothing() {
        let text = "VNĐ122.25 trillion (US$5 billion) is the budget.";
        assert_eq!(sentence(text, "budget"), text);
    }

    proptest::proptest! {
        #[test]
        fn the_sentence_holds_the_word(before in "\\PC{0,20}", word in "[a-z]{1,5}", after in "\\PC{0,20}") {
            let text = format!("{before} {word} {after}");
            let start = before.len() + 1;
            proptest::prop_assert!(around(&text, start..start + word.len()).contains(&word));
        }
    }
}

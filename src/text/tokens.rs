//! The words of a text.

use std::ops::Range;

use super::fold::is_mark;

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word as the text has it.
    pub text: &'a str,
    /// Its byte range in the text.
    pub range: Range<usize>,
    /// Only blanks or a hyphen stand between the word before and this one.
    pub adjoins: bool,
}

/// The words of a text, in order: runs of letters and digits. A possessive `’s` belongs to no word;
/// each character of a script without spaces (Han, kana) is a word of its own.
///
/// ```
/// use article_explorer::text::tokens;
///
/// let words: Vec<&str> = tokens("Việt Nam’s 2021-25 tenure, 文化").map(|token| token.text).collect();
/// assert_eq!(words, ["Việt", "Nam", "2021", "25", "tenure", "文", "化"]);
/// ```
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    let mut adjoins = false;
    std::iter::from_fn(move || {
        loop {
            let character = text[at..].chars().next()?;
            if let Some(possessive) = possessive(&text[at..]).filter(|_| at > 0 && ends_in_word(&text[..at])) {
                at += possessive;
                continue;
            }
            if !is_word(character) {
                adjoins &= character.is_whitespace()
                    || matches!(character, '-' | '\u{2010}' | '\u{2011}')
                    || is_mark(character);
                at += character.len_utf8();
                continue;
            }
            let start = at;
            at += if stands_alone(character) {
                character.len_utf8()
            } else {
                word_length(&text[at..])
            };
            let token = Token {
                text: &text[start..at],
                range: start..at,
                adjoins,
            };
            adjoins = true;
            return Some(token);
        }
    })
}

fn word_length(text: &str) -> usize {
    text.char_indices()
        .find(|(_, character)| !(is_word(*character) && !stands_alone(*character) || is_mark(*character)))
        .map_or(text.len(), |(at, _)| at)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric()
}

fn ends_in_word(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|character| is_word(character) || is_mark(character))
}

/// The length of a possessive `'s` that begins the text and ends a word.
fn possessive(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['\'', '’'])?.strip_prefix(['s', 'S'])?;
    (!rest.starts_with(is_word)).then(|| text.len() - rest.len())
}

/// Scripts that put no spaces between words: Han, Hiragana, Katakana.
fn stands_alone(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.text).collect()
    }

    #[test]
    fn punctuation_and_possessives_belong_to_no_word() {
        assert_eq!(
            words("Vietnam's “Vietnam Days Abroad”"),
            ["Vietnam", "Vietnam", "Days", "Abroad"]
        );
        assert_eq!(words("O'Brien don't 'single'"), ["O", "Brien", "don", "t", "single"]);
        assert_eq!(
            words("Directive No. 30/CT-TTg (US$5)"),
            ["Directive", "No", "30", "CT", "TTg", "US", "5"]
        );
        assert_eq!(words("its’s ’s"), ["its", "s"]);
        assert_eq!(words(" … — "), [""; 0]);
    }

    #[test]
    fn decomposed_words_stay_whole() {
        assert_eq!(words("Vie\u{323}\u{302}t Nam"), ["Vie\u{323}\u{302}t", "Nam"]);
    }

    #[test]
    fn words_adjoin_over_blanks_and_hyphens_only() {
        let adjoining: Vec<bool> = tokens("Viet Nam, sci-tech. Da\nLat")
            .map(|token| token.adjoins)
            .collect();
        assert_eq!(adjoining, [false, true, false, true, false, true]);
    }

    proptest! {
        #[test]
        fn ranges_are_ascending_and_hold_their_words(text in "\\PC{0,40}") {
            let mut from = 0;
            for token in tokens(&text) {
                prop_assert!(token.range.start >= from && token.range.end > token.range.start);
                prop_assert_eq!(&text[token.range.clone()], token.text);
                from = token.range.end;
            }
        }
    }
}

//! The words of a text.

use std::ops::Range;

use super::fold::is_capital;
use super::numbers;
use super::scripts::{extends, holds, is_ignored, is_raised, stands_alone};

/// A word and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word as the text has it.
    pub text: &'a str,
    /// Its byte range in the text.
    pub range: Range<usize>,
    /// Only blanks or a hyphen stand between the word before and this one.
    pub adjoins: bool,
    /// What holds it to the word before, where they are written together.
    pub joint: Option<Joint>,
    /// Superscript digits that stand right behind it: of a unit (`km²`), or a note's number.
    pub raised: &'a str,
}

/// What stands between two words that are written together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Nothing: characters of a script without spaces.
    Nothing,
    /// A hyphen: `sci-tech`.
    Hyphen,
    /// A point: `U.S.`, `node.js`.
    Point,
    /// An apostrophe: `O'Brien`.
    Apostrophe,
    /// An ampersand: `AT&T`.
    Ampersand,
    /// A stroke or a colon beside a digit: `30/CT-TTg`, `10:30`.
    Stroke,
    /// A blank that groups digits: `10 000`.
    Blank,
    /// A point and a blank between letters that stand for words: `U. N.`.
    Spaced,
}

/// The words of a text, in order: runs of letters and digits, with what belongs to them. A number is one word, with its groups and
/// decimals. A possessive `’s` belongs to no word, nor does a note's number; each character of a script without spaces (Han, kana,
/// Thai) and each syllable of Korean is a word of its own.
///
/// ```
/// use article_explorer::text::tokens;
///
/// let words: Vec<&str> = tokens("Việt Nam’s 2021-25 tenure, 10,000 文化, ไทย, a minister¹")
///     .map(|token| token.text)
///     .collect();
/// assert_eq!(words, ["Việt", "Nam", "2021", "25", "tenure", "10,000", "文", "化", "ไ", "ท", "ย", "a", "minister"]);
/// ```
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    let mut adjoins = false;
    // Where the word before stands, and what holds it to the one before.
    let mut before: Option<(Range<usize>, Option<Joint>)> = None;
    std::iter::from_fn(move || {
        loop {
            let character = text[at..].chars().next()?;
            // `1990's` is 1990s.
            let decade = || matches!(&before, Some((word, _)) if word.end == at && is_decade(&text[word.clone()]));
            if let Some(possessive) = possessive(&text[at..]).filter(|_| ends_in_word(&text[..at]) && !decade()) {
                at += possessive;
                continue;
            }
            if !is_word(character) {
                let shortened =
                    |word: &Range<usize>| character == '.' && word.end == at && is_abbreviation(&text[word.clone()]);
                adjoins &= character.is_whitespace()
                    || matches!(character, '-' | '\u{2010}' | '\u{2011}' | '\u{5be}')
                    || extends(character)
                    || is_ignored(character)
                    || before.as_ref().is_some_and(|(word, _)| shortened(word));
                at += character.len_utf8();
                continue;
            }
            let start = at;
            at += if stands_alone(character) {
                cluster_length(&text[at..])
            } else {
                word_length(&text[at..], &text[..at])
            };
            let word = &text[start..at];
            let range = start..at;
            let raised = text[at..].len() - text[at..].trim_start_matches(is_raised).len();
            let raised = &text[at..at + raised];
            let joint = before.as_ref().and_then(|(before, joint)| {
                let between = &text[before.end..start];
                held(&text[before.clone()], between, &text[start..], word.len(), *joint)
            });
            before = Some((range.clone(), joint));
            let token = Token {
                text: word,
                range,
                adjoins,
                joint,
                raised,
            };
            at += raised.len();
            adjoins = true;
            return Some(token);
        }
    })
}

/// The length of the word that begins a text, given what stands before it.
fn word_length(text: &str, before: &str) -> usize {
    let run = |text: &str| {
        text.char_indices()
            .find(|(_, character)| {
                !(is_word(*character) && !stands_alone(*character) || extends(*character) || is_ignored(*character))
            })
            .map_or(text.len(), |(at, _)| at)
    };
    let first = run(text);
    // The letter of a version is no part of its number: `v1.88` is 1.88 as well.
    if text.starts_with(['v', 'V']) && first > 1 && numbers::is_version(&text[1..first], &text[first..]) {
        return 1;
    }
    // The second part of what is no number is none either.
    let number = if numbers::breaks_off(before) {
        0
    } else {
        numbers::goes_on(&text[..first], &text[first..])
    };
    let end = first + number;
    if number > 0 { end + run(&text[end..]) } else { end }
}

/// The length of the character that stands alone at the beginning of a text, with its marks.
fn cluster_length(text: &str) -> usize {
    let goes_on = |(at, character): &(usize, char)| {
        *at == 0 || extends(*character) || is_ignored(*character) || holds(&text[..*at], *character)
    };
    let mut characters = text.char_indices();
    characters.find(|next| !goes_on(next)).map_or(text.len(), |(at, _)| at)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() && !extends(character) && !is_ignored(character) && !is_raised(character)
}

fn ends_in_word(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|character| character.is_alphanumeric() || extends(character) || is_ignored(character))
}

/// A hyphen, or a dash of about its length that stands for one.
fn is_hyphen(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{5be}' | '\u{fe63}' | '－'
    )
}

/// A word of one or two capitals.
fn is_abbreviation(word: &str) -> bool {
    word.chars().nth(2).is_none() && word.chars().all(is_capital)
}

/// A number of years that its last digit makes a decade: `1990`, `90`.
fn is_decade(word: &str) -> bool {
    matches!(word.len(), 2 | 4) && word.ends_with('0') && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What holds two words together that have this between them, given what holds the first one to the one before it. `second` goes on behind
/// the word, which has this length.
fn held(first: &str, between: &str, second: &str, length: usize, before: Option<Joint>) -> Option<Joint> {
    let (second, behind) = second.split_at(length);
    let mut characters = between.chars();
    let Some(character) = characters.next() else {
        return Some(Joint::Nothing);
    };
    if let Some(blank) = characters.next() {
        let letter = |word: &str| word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic);
        // Letters with points alone, since a sentence may end with one.
        let short = first.starts_with(is_capital) && first.chars().nth(2).is_none();
        let letters = letter(second) && behind.starts_with('.') && (short || letter(first));
        let spaced = characters.next().is_none() && character == '.' && matches!(blank, ' ' | '\u{a0}' | '\u{202f}');
        return (spaced && letters && before != Some(Joint::Point)).then_some(Joint::Spaced);
    }
    let digits = || {
        let numeric = |character: Option<char>| character.is_some_and(char::is_numeric);
        [numeric(first.chars().next_back()), numeric(second.chars().next())]
    };
    match character {
        '_' | '\u{f0b}' => Some(Joint::Hyphen),
        _ if is_hyphen(character) => Some(Joint::Hyphen),
        '.' | '·' => Some(Joint::Point),
        '\'' | '’' | '‘' | '`' | '´' | '′' | '＇' | '׳' | '״' => Some(Joint::Apostrophe),
        '"' | '”' if second.starts_with(is_hebrew) && first.ends_with(is_hebrew) => Some(Joint::Apostrophe),
        '&' | '＆' => Some(Joint::Ampersand),
        '/' if digits() != [false; 2] => Some(Joint::Stroke),
        ':' if digits() == [true; 2] => Some(Joint::Stroke),
        _ if numbers::groups(character) && numbers::grouped_by_blank(first, second, before == Some(Joint::Blank)) => {
            Some(Joint::Blank)
        }
        _ => None,
    }
}

fn is_hebrew(letter: char) -> bool {
    ('\u{5d0}'..='\u{5ea}').contains(&letter)
}

/// The length of a possessive `'s` that begins the text and ends a word.
fn possessive(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['\'', '’'])?.strip_prefix(['s', 'S'])?;
    (!rest.starts_with(is_word)).then(|| text.len() - rest.len())
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
        assert_eq!(
            words("its’s ’s the 1990's, G20’s"),
            ["its", "s", "the", "1990", "s", "G20"]
        );
        assert_eq!(words(" … — "), [""; 0]);
    }

    #[test]
    fn a_number_is_one_word() {
        assert_eq!(
            words("10,000 or 10.000 of 1.88, v1.88 and 3,5%"),
            ["10,000", "or", "10.000", "of", "1.88", "v", "1.88", "and", "3,5"]
        );
        assert_eq!(
            words("10'000 １０，０００ v2 v1.8.2"),
            ["10'000", "１０，０００", "v2", "v", "1", "8", "2"]
        );
        assert_eq!(words("25.02.2025, 1,2,3."), ["25", "02", "2025", "1", "2", "3"]);
    }

    #[test]
    fn a_note_hides_no_word() {
        let read: Vec<_> = tokens("The minister¹² agreed.³ 5 km²")
            .map(|token| (token.text, token.raised))
            .collect();
        assert_eq!(
            read,
            [("The", ""), ("minister", "¹²"), ("agreed", ""), ("5", ""), ("km", "²")]
        );
    }

    #[test]
    fn marks_that_are_letters_belong_to_their_word() {
        assert_eq!(words("हिन्दी में"), ["हिन्दी", "में"]);
        assert_eq!(words("தமிழ் বাংলা"), ["தமிழ்", "বাংলা"]);
        assert_eq!(words("เวียดนาม"), ["เ", "วี", "ย", "ด", "น", "า", "ม"]);
        assert_eq!(words("น้ำน้ํานํ้า"), ["น้ำ", "น้ํา", "นํ้า"]);
        assert_eq!(words("ខ្មែរ"), ["ខ្មែ", "រ"]);
        assert_eq!(words("か\u{3099}き"), ["か\u{3099}", "き"]);
        assert_eq!(words("한국"), ["한", "국"]);
        assert_eq!(words("\u{1112}\u{1161}\u{11ab}국"), ["\u{1112}\u{1161}\u{11ab}", "국"]);
    }

    #[test]
    fn what_is_not_seen_divides_no_word() {
        assert_eq!(
            words("inter\u{ad}national Hawai\u{2bb}i Qur\u{2be}ān \u{2bb}"),
            ["inter\u{ad}national", "Hawai\u{2bb}i", "Qur\u{2be}ān"]
        );
    }

    #[test]
    fn words_that_are_written_together_are_held_by_what_stands_between() {
        let joints = |text| -> Vec<Option<Joint>> { tokens(text).skip(1).map(|token| token.joint).collect() };
        assert_eq!(joints("COVID-19 U.S"), [Some(Joint::Hyphen), None, Some(Joint::Point)]);
        assert_eq!(
            joints("AT&T O’Brien 30/CT and/or"),
            [
                Some(Joint::Ampersand),
                None,
                Some(Joint::Apostrophe),
                None,
                Some(Joint::Stroke),
                None,
                None
            ]
        );
        assert_eq!(
            joints("10 000 000 or 2020 100"),
            [Some(Joint::Blank), Some(Joint::Blank), None, None, None]
        );
        assert_eq!(joints("文化"), [Some(Joint::Nothing)]);
        assert_eq!(
            joints("post–war, post−war"),
            [Some(Joint::Hyphen), None, Some(Joint::Hyphen)]
        );
        assert_eq!(joints("U. S. A."), [Some(Joint::Spaced); 2]);
        assert_eq!(joints("Ph. D."), [Some(Joint::Spaced)]);
        assert_eq!(joints("v1.88"), [Some(Joint::Nothing)]);
        assert_eq!(joints("צה\"ל"), [Some(Joint::Apostrophe)]);
        assert_eq!(joints("in May. A tree"), [None; 3]);
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
                prop_assert!(!crate::text::fold(token.text).is_empty());
                from = token.range.end;
            }
        }
    }
}

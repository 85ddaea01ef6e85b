//! The two normal forms of a word: folded, and its exact spelling.

use std::sync::LazyLock;

// `COLUMNS`: capitals and letters with marks, ascending; then the first, second, third and fourth parts of their canonical
// decompositions in lower case, 0 where there are fewer. The highest bit of a first part is set for capitals. The first two columns
// are steps from one letter to the next.
include!(concat!(env!("OUT_DIR"), "/letters.rs"));

/// Letter, parts.
type Row = [u16; 5];

/// The columns as rows, made when the first letter is looked up.
static LETTERS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let (mut letter, mut first) = (0_u16, 0_u16);
    let row = |at: usize| {
        letter = letter.wrapping_add(COLUMNS[0][at]);
        first = first.wrapping_add(COLUMNS[1][at]);
        [letter, first, COLUMNS[2][at], COLUMNS[3][at], COLUMNS[4][at]]
    };
    (0..COLUMNS[0].len()).map(row).collect()
});

const CAPITAL: u16 = 0x8000;

/// The folded form: lower case, without any mark, special letters as their plain ones. `Đường`, `duong`
/// and `DƯƠNG` fold alike, from composed and from decomposed text.
///
/// ```
/// use article_explorer::text::fold;
///
/// assert_eq!(fold("Nguyễn Thị Vân Anh"), "nguyen thi van anh");
/// assert_eq!(fold("Đổi Mới"), "doi moi");
/// assert_eq!(fold("Straße, Łódź, Ærø"), "strasse, lodz, aero");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        lower_parts(character, |part| {
            if !is_mark(part) {
                push_plain(part, &mut folded);
            }
        });
    }
    folded
}

/// The exact spelling of a word, comparable byte by byte: lower case, marks kept. Composed and
/// decomposed text have the same spelling, whatever the order of their marks.
///
/// The form is decomposed, with each run of marks in the order of its code points: unlike a Unicode
/// normal form it needs no table of combining classes in the browser.
///
/// ```
/// use article_explorer::text::spelling;
///
/// assert_eq!(spelling("Việt"), spelling("Vie\u{323}\u{302}t"));
/// assert_ne!(spelling("đường"), spelling("dương"));
/// ```
pub fn spelling(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut characters: Vec<char> = Vec::with_capacity(text.len());
    for character in text.chars() {
        lower_parts(character, |part| characters.push(part));
    }
    // Runs are two or three marks long: each mark moves back past those with a higher code point.
    for at in 1..characters.len() {
        let mut mark = at;
        while mark > 0
            && is_mark(characters[mark])
            && is_mark(characters[mark - 1])
            && characters[mark - 1] > characters[mark]
        {
            characters.swap(mark - 1, mark);
            mark -= 1;
        }
    }
    characters.into_iter().collect()
}

/// Folding would change more than the case: the writer took care of the spelling.
pub fn has_marks(word: &str) -> bool {
    !word.is_ascii() && fold(word) != spelling(word)
}

/// A capital letter of Latin, Greek, Cyrillic and their neighbours.
pub(super) fn is_capital(character: char) -> bool {
    character.is_ascii_uppercase() || row(character).is_some_and(|row| row[1] & CAPITAL != 0)
}

/// Calls `emit` with each part of the canonical decomposition of a character, in lower case.
fn lower_parts(character: char, mut emit: impl FnMut(char)) {
    let Some(row) = row(character) else {
        return emit(character.to_ascii_lowercase());
    };
    for part in row[1..].iter().filter(|part| **part != 0) {
        // The table holds characters only.
        emit(char::from_u32(u32::from(part & !CAPITAL)).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
}

fn row(character: char) -> Option<&'static Row> {
    let code = u16::try_from(u32::from(character)).ok()?;
    LETTERS
        .binary_search_by_key(&code, |row| row[0])
        .ok()
        .map(|at| &LETTERS[at])
}

/// Combining marks that are dropped: those of Latin, Greek and Cyrillic, and the optional vowel points
/// of Hebrew and Arabic. Marks of scripts in which they are letters (Devanagari, Thai) stay.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Small letters that have no decomposition and yet are another letter with something on it.
fn push_plain(character: char, folded: &mut String) {
    let plain = match character {
        'đ' | 'ð' | 'ɖ' => "d",
        'ł' => "l",
        'ø' => "o",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ı' => "i",
        'ſ' => "s",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return folded.push(character),
    };
    folded.push_str(plain);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn every_vietnamese_letter_folds_to_its_plain_one() {
        for (letters, plain) in [
            ("aàáảãạăằắẳẵặâầấẩẫậ", "a"),
            ("eèéẻẽẹêềếểễệ", "e"),
            ("iìíỉĩị", "i"),
            ("oòóỏõọôồốổỗộơờớởỡợ", "o"),
            ("uùúủũụưừứửữự", "u"),
            ("yỳýỷỹỵ", "y"),
            ("dđ", "d"),
        ] {
            for letter in letters.chars() {
                let upper: String = letter.to_uppercase().collect();
                for text in [letter.to_string(), upper.clone(), upper.nfd().collect()] {
                    assert_eq!(fold(&text), plain, "{text}");
                }
            }
        }
    }

    #[test]
    fn every_letter_of_the_table_folds_as_unicode_says() {
        let cherokee = 0x13a0..0x13f6;
        for code in (0..0x3100)
            .filter(|code| !cherokee.contains(code))
            .filter_map(char::from_u32)
        {
            let text = code.to_string();
            let expected: String = text
                .nfd()
                .flat_map(char::to_lowercase)
                .filter(|part| !is_mark(*part))
                .collect();
            let special = expected.chars().any(|part| "đðɖłøħŧŋıſßæœþ".contains(part));
            assert!(special || fold(&text) == expected, "{text} {:x}", u32::from(code));
            let has_small_letter = !code.to_lowercase().eq([code]);
            assert!(!has_small_letter || is_capital(code) == code.is_uppercase(), "{text}");
        }
    }

    #[test]
    fn only_a_marked_word_has_marks() {
        assert!(has_marks("đường") && has_marks("ĐƯỜNG") && has_marks("café"));
        assert!(!has_marks("duong") && !has_marks("DUONG") && !has_marks("2025") && !has_marks("日本"));
    }

    proptest! {
        #[test]
        fn composed_and_decomposed_text_meet(text in "[a-zA-Z\u{c0}-\u{24f}\u{1ea0}-\u{1ef9} ]{0,20}") {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&composed), fold(&decomposed));
            prop_assert_eq!(spelling(&composed), spelling(&decomposed));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
            prop_assert_eq!(spelling(&spelling(&text)), spelling(&text));
        }

        #[test]
        fn a_spelling_folds_like_its_word(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&spelling(&text)), fold(&text));
        }
    }
}

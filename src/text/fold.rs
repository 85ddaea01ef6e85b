//! The two normal forms of a word: folded, and its exact spelling.

// `DECOMPOSITIONS`: a character and the parts of its full canonical decomposition (0 where there are fewer), ascending.
include!(concat!(env!("OUT_DIR"), "/decompositions.rs"));

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
        decompose_canonical(character, |part| {
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
        decompose_canonical(character, |part| {
            if is_mark(part) {
                characters.push(part);
            } else {
                characters.extend(part.to_lowercase().filter(|lower| !is_mark(*lower)));
            }
        });
    }
    for marks in characters.chunk_by_mut(|a, b| is_mark(*a) && is_mark(*b)) {
        marks.sort_unstable();
    }
    characters.into_iter().collect()
}

/// Folding would change more than the case: the writer took care of the spelling.
pub fn has_marks(word: &str) -> bool {
    !word.is_ascii() && fold(word) != spelling(word)
}

/// Calls `emit` with each part of the full canonical decomposition of a character.
fn decompose_canonical(character: char, mut emit: impl FnMut(char)) {
    let row = u16::try_from(u32::from(character))
        .ok()
        .and_then(|code| DECOMPOSITIONS.binary_search_by_key(&code, |row| row[0]).ok());
    let Some(row) = row else { return emit(character) };
    for part in DECOMPOSITIONS[row][1..].iter().filter(|part| **part != 0) {
        // The table holds characters only.
        emit(char::from_u32(u32::from(*part)).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
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

fn push_plain(character: char, folded: &mut String) {
    let plain = match character {
        'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' => "d",
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        'ı' => "i",
        'ſ' => "s",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        _ => {
            folded.extend(character.to_lowercase().filter(|lower| !is_mark(*lower)));
            return;
        }
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

//! The two normal forms of a word: folded, and its exact spelling.

use std::sync::LazyLock;

use super::numbers;
use super::scripts::{compose, is_ignored, is_mark, plain_form};

// `COLUMNS`: capitals, letters with marks and compatibility forms, ascending; then the first, second, third and fourth parts of their
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

/// From a hiragana to its katakana.
const KATAKANA: u32 = 0x60;

/// The folded form: lower case, without any mark that can be left out, special letters as their plain ones, compatibility forms as
/// what they stand for, hiragana as katakana, numbers without what groups their digits. `Đường`, `duong` and `DƯƠNG` fold alike, from composed and
/// from decomposed text. Marks that are letters of their script (Devanagari, Thai, the voicing of kana) stay.
///
/// ```
/// use article_explorer::text::fold;
///
/// assert_eq!(fold("Nguyễn Thị Vân Anh"), "nguyen thi van anh");
/// assert_eq!(fold("Đổi Mới"), "doi moi");
/// assert_eq!(fold("Straße, Łódź, Ærø"), "strasse, lodz, aero");
/// assert_eq!(fold("ﬁne ＵＮＥＳＣＯ CO₂, Qurʾān"), "fine unesco co2, quran");
/// assert_eq!(fold("10,000 10.000 3,5"), "10000 10000 3.5");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
    } else {
        for character in text.chars() {
            lower_parts(character, |part| {
                if !is_mark(part) {
                    push_plain(part, &mut folded);
                }
            });
        }
        compose(&mut folded);
    }
    numbers::normalise(folded)
}

/// The exact spelling of a word, comparable byte by byte: lower case, marks kept. Composed and
/// decomposed text have the same spelling, whatever the order of their marks; so have compatibility forms and what they stand for.
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
        return numbers::normalise(text.to_ascii_lowercase());
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
    // The Turkish capital İ is the small i with its dot.
    let mut base = ' ';
    characters.retain(|character| {
        if !is_mark(*character) {
            base = *character;
        }
        !(base == 'i' && *character == '\u{307}')
    });
    // Vietnamese has two places for the tone of these: hòa is hoà.
    if let [.., 'o' | 'u', tone, second] = characters.as_mut_slice()
        && is_mark(*tone)
        && matches!(second, 'a' | 'e' | 'y')
    {
        std::mem::swap(tone, second);
    }
    let mut spelled: String = characters.into_iter().collect();
    compose(&mut spelled);
    numbers::normalise(spelled)
}

/// Folding would change more than the case: the writer took care of the spelling.
pub fn has_marks(word: &str) -> bool {
    !word.is_ascii() && fold(word) != spelling(word)
}

/// A capital letter of Latin, Greek, Cyrillic and their neighbours.
pub(super) fn is_capital(character: char) -> bool {
    character.is_ascii_uppercase() || row(character).is_some_and(|row| row[1] & CAPITAL != 0)
}

/// Calls `emit` with each part of the decomposition of a character, in lower case; with none for a character that is not seen.
fn lower_parts(character: char, mut emit: impl FnMut(char)) {
    if is_ignored(character) {
        return;
    }
    let Some(row) = row(character) else {
        return emit(plain_form(character).to_ascii_lowercase());
    };
    for part in row[1..].iter().filter(|part| **part != 0) {
        // The table holds characters only.
        let part = char::from_u32(u32::from(part & !CAPITAL)).unwrap_or(char::REPLACEMENT_CHARACTER);
        if !is_ignored(part) {
            emit(plain_form(part));
        }
    }
}

fn row(character: char) -> Option<&'static Row> {
    let code = u16::try_from(u32::from(character)).ok()?;
    LETTERS
        .binary_search_by_key(&code, |row| row[0])
        .ok()
        .map(|at| &LETTERS[at])
}

/// Small letters that have no decomposition and yet are another letter with something on it.
fn push_plain(character: char, folded: &mut String) {
    let plain = match character {
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ł' => "l",
        'ø' => "o",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ɓ' => "b",
        'ƙ' => "k",
        'ƴ' => "y",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        // Those that writers of Arabic use for each other.
        'ٱ' => "ا",
        'ى' => "ي",
        'ة' | 'ہ' | 'ە' => "ه",
        // An older way of writing it is the letter with a sign that leaves out its vowel.
        'ৎ' => "ত্",
        // Either kana writes a word.
        'ぁ'..='ゖ' | 'ゝ' => {
            let katakana = char::from_u32(u32::from(character) + KATAKANA);
            return folded.push(katakana.unwrap_or(character));
        }
        _ => return folded.push(character),
    };
    folded.push_str(plain);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

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
            .filter(|code| !is_ignored(*code))
        {
            let text = code.to_string();
            let compatible: String = text.nfkd().flat_map(char::to_lowercase).collect();
            let is_word = |part: char| part.is_alphanumeric() || is_combining_mark(part);
            let plain = code.is_alphanumeric() && compatible.chars().all(is_word);
            let expected = if plain {
                compatible
            } else {
                text.nfd().flat_map(char::to_lowercase).collect()
            };
            let expected: String = expected
                .chars()
                .filter(|part| !is_mark(*part) && !is_ignored(*part))
                .map(plain_form)
                .collect();
            let special = expected.chars().any(|part| {
                "đðɖɗłøħŧŋıɓƙƴßæœþٱىةہەৎ".contains(part) || matches!(part, 'ぁ'..='ゝ' | '\u{e4d}' | '\u{ecd}')
            });
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

    #[test]
    fn a_tone_may_stand_in_either_place() {
        for (old, new) in [("hòa", "hoà"), ("khỏe", "khoẻ"), ("thủy", "thuỷ"), ("HỌA", "hoạ")] {
            assert_eq!(spelling(old), spelling(new));
        }
        for (one, other) in [("hòa", "hóa"), ("hoàn", "hòan")] {
            assert_ne!(spelling(one), spelling(other));
        }
    }

    #[test]
    fn compatibility_forms_and_what_is_not_seen_fold_to_what_they_stand_for() {
        for (written, plain) in [
            ("ﬁne", "fine"),
            ("ＵＮＥＳＣＯ", "unesco"),
            ("CO₂ m² 10⁶ Ⅳ ①", "co2 m2 106 iv 1"),
            ("𝐀𝒷𝔸 𝟗 Ⓤ", "aba 9 u"),
            (
                "inter\u{ad}nation\u{200b}al \u{feff}x\u{2060}y\u{200e}",
                "international xy",
            ),
            ("Hawaiʻi Qurʾān ʿAbd", "hawaii quran abd"),
            ("٢٠٢٥ ۲۰۲۵ २०२५", "2025 2025 2025"),
            ("ｶﾞ が", "カ\u{3099} カ\u{3099}"),
            ("½", "½"),
        ] {
            assert_eq!(fold(written), plain, "{written}");
            assert!(!has_marks(written) || written.contains(['ā', 'が']), "{written}");
        }
    }

    #[test]
    fn marks_that_are_letters_stay() {
        for (one, other) in [("が", "か"), ("हिन्दी", "हिनदी"), ("ก่า", "กา"), ("தமிழ்", "தமிழ")]
        {
            assert_ne!(fold(one), fold(other));
        }
        for (one, other) in [
            ("が", "か\u{3099}"),
            ("ベトナム", "べとなむ"),
            ("ज़रूर", "जरूर"),
            ("সৎ", "সত্\u{200d}"),
            ("น้ำ", "นํ้า"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
    }

    #[test]
    fn letters_that_writers_exchange_meet() {
        for (one, other) in [
            ("مُحَمَّد", "محمد"),
            ("مـحـمـد", "محمد"),
            ("أحمد إلى آل ٱلله", "احمد الي ال الله"),
            ("مدرسة", "مدرسه"),
            ("ایران کتاب", "ايران كتاب"),
            ("می\u{200c}خواهم", "ميخواهم"),
            ("ﻣﺤﻤﺪ ﻻ", "محمد لا"),
            ("שָׁלוֹם", "שלום"),
            ("ΛΟΓΟΣ λόγος", "λογοσ λογοσ"),
            ("Йод ёлка", "иод елка"),
            ("İSTANBUL Iğdır ısı", "istanbul igdir isi"),
        ] {
            assert_eq!(fold(one), other, "{one}");
        }
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

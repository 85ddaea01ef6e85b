//! The language of a text, by its script and its most ordinary words.
//!
//! The words are compared without marks, so Vietnamese typed without them is still Vietnamese. A text in which no
//! language has enough of its words is `und`, undetermined.

use std::collections::BTreeMap;

use super::{Finding, sentence};
use crate::bundle::piece::Piece;
use crate::text::{fold, tokens};

/// The share of its ordinary words that a text of a language has at least, in percent. English prose has
/// about 35, Vietnamese about 25.
const LEAST_SHARE: usize = 8;

/// A longer text is judged by its beginning.
const MOST_WORDS: usize = 2_000;

/// Words that every text of a language is full of, and texts of the others are not.
const WORDS: [(&str, &[&str]); 6] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "is", "that", "for", "with", "was", "are", "by", "this", "from", "has", "have",
            "its", "which", "their", "will", "we",
        ],
    ),
    (
        "vi",
        &[
            "cua", "va", "la", "cac", "trong", "duoc", "nhung", "khong", "nguoi", "voi", "nay", "cho", "mot", "tai",
            "tu", "da", "cung", "nhieu", "ve", "viet", "phat",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "et", "une", "dans", "est", "pour", "du", "au", "aux", "sur", "avec", "qui", "cette",
            "sont", "il",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "y", "una", "del", "por", "con", "para", "su", "como", "al", "lo", "este", "esta",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "den", "von", "ist", "mit", "dem", "des", "nicht", "ein", "eine", "auf", "sich",
        ],
    ),
    (
        "pt",
        &[
            "os", "uma", "do", "dos", "em", "ao", "pela", "pelo", "na", "no", "mais", "foi", "sao", "das", "com",
        ],
    ),
];

/// The language of a text; `None` for a text without a word.
pub(super) fn of(pieces: &[Piece]) -> Option<Finding<String>> {
    let mut counts = [0_usize; WORDS.len()];
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut words = 0;
    let mut scripts: BTreeMap<&str, usize> = BTreeMap::new();
    for token in pieces
        .iter()
        .flat_map(|piece| tokens(&piece.text))
        .filter(|token| token.text.contains(char::is_alphabetic))
        .take(MOST_WORDS)
    {
        words += 1;
        if let Some(language) = token.text.chars().find_map(language_of_script) {
            *scripts.entry(language).or_default() += 1;
        }
        let folded = fold(token.text);
        for (count, (_, list)) in counts.iter_mut().zip(WORDS) {
            *count += usize::from(list.contains(&folded.as_str()));
        }
        *seen.entry(folded).or_default() += 1;
    }
    let first = pieces.iter().find(|piece| piece.is_paragraph()).or(pieces.first())?;
    let first = sentence::around(&first.text, 0..1);
    if let Some((language, _)) = scripts
        .iter()
        .max_by_key(|(language, count)| (**count, **language == "ja"))
        .filter(|(_, count)| **count * 2 > words)
    {
        // Japanese is written with Han characters and kana: a few kana decide.
        let language = if *language == "zh" && scripts.contains_key("ja") {
            "ja"
        } else {
            *language
        };
        return Some(Finding::new(language.to_owned(), "script", language, first));
    }
    // The first of equals, so that the result does not depend on anything else.
    let (at, count) = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count)?;
    if words == 0 {
        return None;
    }
    let (language, list) = WORDS[at];
    if *count * 100 < words * LEAST_SHARE {
        return Some(Finding::new("und".to_owned(), "ordinary-words", "", first));
    }
    let mut frequent: Vec<(usize, &str)> = list
        .iter()
        .filter_map(|word| Some((*seen.get(*word)?, *word)))
        .collect();
    frequent.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let named: Vec<&str> = frequent.iter().take(3).map(|(_, word)| *word).collect();
    let with_word = pieces.iter().find_map(|piece| {
        let token = tokens(&piece.text).find(|token| named.first().is_some_and(|word| fold(token.text) == *word))?;
        Some(sentence::around(&piece.text, token.range))
    });
    Some(Finding::new(
        language.to_owned(),
        "ordinary-words",
        &named.join(", "),
        with_word.unwrap_or(first),
    ))
}

/// Scripts that are written in one large language each, or nearly so.
fn language_of_script(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{400}'..='\u{4ff}' => "ru",
        '\u{370}'..='\u{3ff}' => "el",
        '\u{5d0}'..='\u{5ea}' => "he",
        '\u{620}'..='\u{6ff}' => "ar",
        '\u{900}'..='\u{97f}' => "hi",
        '\u{e00}'..='\u{e7f}' => "th",
        '\u{e80}'..='\u{eff}' => "lo",
        '\u{1780}'..='\u{17ff}' => "km",
        '\u{3040}'..='\u{30ff}' => "ja",
        '\u{3400}'..='\u{9fff}' => "zh",
        '\u{ac00}'..='\u{d7af}' => "ko",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> Option<String> {
        of(&[Piece::paragraph(text)]).map(|found| found.value)
    }

    #[test]
    fn languages_are_told_apart_by_their_ordinary_words() {
        for (text, expected) in [
            ("The minister said that culture is the foundation of the nation.", "en"),
            (
                "Bộ trưởng nhấn mạnh văn hóa là nền tảng tinh thần của xã hội và các dân tộc.",
                "vi",
            ),
            (
                "Bo truong nhan manh van hoa la nen tang tinh than cua xa hoi va cac dan toc.",
                "vi",
            ),
            (
                "Le ministre a souligné que la culture est dans les politiques et pour tous.",
                "fr",
            ),
            (
                "El ministro dijo que la cultura es una de las bases del país y de los pueblos.",
                "es",
            ),
            (
                "Der Minister sagte, dass die Kultur eine Grundlage ist und mit der Politik steht.",
                "de",
            ),
            ("Культура является основой общества.", "ru"),
            ("文化是国家发展的基础。", "zh"),
            ("文化は国の発展の基礎です。", "ja"),
            ("Xyzzy plugh qwerty", "und"),
        ] {
            assert_eq!(language(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(language("12 — 13"), None);
    }

    #[test]
    fn the_evidence_is_the_words_that_told() {
        let found = of(&[Piece::paragraph("Hello. The end of the road and the sea.")]).expect("a language");
        assert_eq!(found.evidence.term, "the, of, and");
        assert_eq!(found.evidence.sentence, "The end of the road and the sea.");
    }
}

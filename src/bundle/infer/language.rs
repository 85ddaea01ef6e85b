//! The language of a text: by its script, by letters that only Vietnamese has, or by its most ordinary words.
//!
//! The words are compared without marks, so Vietnamese typed without them is still Vietnamese. Where a text is too short
//! or has too few of any language's words, its language stays unknown.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Finding, sentence};
use crate::bundle::piece::Piece;
use crate::text::{fold, tokens};

/// The share of its ordinary words that a text of a language has at least, in percent. English prose has
/// about 35, Vietnamese about 25.
const LEAST_SHARE: usize = 8;

/// A shorter text is not told by its ordinary words: one of them can stand in any language.
const LEAST_WORDS: usize = 2;

/// The share of words with letters of Vietnamese alone, in percent. Vietnamese has about 60; English that is full of
/// Vietnamese names about 10.
const LEAST_LETTERS: usize = 25;

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

/// The language of a text.
pub(super) fn of(pieces: &[Piece]) -> Option<Finding<String>> {
    let tally = Tally::of(pieces);
    let (language, rule, terms) = tally
        .script()
        .or_else(|| tally.letters())
        .or_else(|| tally.ordinary_words())?;
    let sentence = pieces.iter().find_map(|piece| {
        let token =
            tokens(&piece.text).find(|token| terms.first().is_some_and(|term| token.text.to_lowercase() == *term))?;
        Some(sentence::around(&piece.text, token.range))
    });
    Some(Finding::new(
        language.to_owned(),
        rule,
        &terms.join(", "),
        sentence.unwrap_or_default(),
    ))
}

/// The language, the rule, and the words that told.
type Told<'a> = (&'static str, &'static str, Vec<&'a str>);

/// A word as it first stood in the text, in lower case, and how often it did in any form.
struct Word {
    form: String,
    count: usize,
}

/// What the words of a text are like.
#[derive(Default)]
struct Tally {
    words: usize,
    /// How often each word stands there, by its folded form.
    seen: BTreeMap<String, Word>,
    /// How many words have the script of a language, and the first of them.
    scripts: BTreeMap<&'static str, Word>,
    /// Words with letters of Vietnamese alone, by their folded form.
    vietnamese: BTreeMap<String, Word>,
}

impl Tally {
    fn of(pieces: &[Piece]) -> Self {
        let mut tally = Self::default();
        let words = pieces.iter().flat_map(|piece| tokens(&piece.text));
        let words = words.filter(|token| token.text.contains(char::is_alphabetic));
        for token in words.take(MOST_WORDS) {
            tally.words += 1;
            let word = || Word {
                form: token.text.to_lowercase(),
                count: 0,
            };
            let folded = fold(token.text);
            if let Some(language) = token.text.chars().find_map(language_of_script) {
                tally.scripts.entry(language).or_insert_with(word).count += 1;
            }
            if token.text.contains(is_vietnamese) {
                tally.vietnamese.entry(folded.clone()).or_insert_with(word).count += 1;
            }
            tally.seen.entry(folded).or_insert_with(word).count += 1;
        }
        tally
    }

    fn script(&self) -> Option<Told<'_>> {
        let (language, word) = self.scripts.iter().max_by_key(|(_, word)| word.count)?;
        // Japanese is written with Han characters and kana: a few kana decide.
        let kana = self.scripts.get("ja").filter(|_| *language == "zh");
        let (language, first) = kana.map_or((*language, word), |kana| ("ja", kana));
        (word.count * 2 > self.words).then(|| (language, "script", vec![first.form.as_str()]))
    }

    fn letters(&self) -> Option<Told<'_>> {
        let count: usize = self.vietnamese.values().map(|word| word.count).sum();
        let enough = count >= LEAST_WORDS && count * 100 >= self.words * LEAST_LETTERS;
        enough.then(|| ("vi", "letters", most_frequent(self.vietnamese.values())))
    }

    fn ordinary_words(&self) -> Option<Told<'_>> {
        let count = |word: &&str| self.seen.get(*word).map_or(0, |word| word.count);
        let of = |list: &[&'static str]| -> usize { list.iter().map(count).sum() };
        let mut counts: Vec<(usize, usize)> = (0..).zip(WORDS).map(|(at, (_, list))| (of(list), at)).collect();
        counts.sort_unstable_by_key(|(count, _)| Reverse(*count));
        let [(count, at), (next, _), ..] = counts[..] else {
            return None;
        };
        let (language, list) = WORDS[at];
        let enough = count >= LEAST_WORDS && count > next && count * 100 >= self.words * LEAST_SHARE;
        let seen = list.iter().filter_map(|word| self.seen.get(*word));
        enough.then(|| (language, "ordinary-words", most_frequent(seen)))
    }
}

/// The three most frequent words.
fn most_frequent<'a>(words: impl Iterator<Item = &'a Word>) -> Vec<&'a str> {
    let mut words: Vec<&Word> = words.collect();
    words.sort_by_key(|word| Reverse(word.count));
    words.into_iter().take(3).map(|word| word.form.as_str()).collect()
}

/// Letters of the Vietnamese alphabet that no other language of its size has.
fn is_vietnamese(letter: char) -> bool {
    matches!(letter, 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}')
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
        ] {
            assert_eq!(language(text).as_deref(), Some(expected), "{text}");
        }
        for unknown in ["12 — 13", "Xyzzy plugh qwerty", "no", "de la"] {
            assert_eq!(language(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn names_and_quotations_of_another_language_do_not_tell() {
        let english =
            "Ambassador Nguyễn Thị Vân Anh of Việt Nam spoke to the minister, Đặng Hoàng Giang, on the budget.";
        assert_eq!(language(english).as_deref(), Some("en"));
        let found = of(&[Piece::paragraph("Văn hóa là nền tảng của xã hội. Của dân tộc.")]).expect("a language");
        assert_eq!(
            (found.value.as_str(), found.evidence.term.as_str()),
            ("vi", "của, hội, nền")
        );
        let short = "Bộ Ngoại giao tổ chức họp báo.";
        assert_eq!(language(short).as_deref(), Some("vi"));
    }

    #[test]
    fn the_evidence_is_the_words_that_told() {
        let found = of(&[Piece::paragraph("Hello. The end of the road and the sea.")]).expect("a language");
        assert_eq!(found.evidence.term, "the, of, and");
        assert_eq!(found.evidence.sentence, "The end of the road and the sea.");
    }
}

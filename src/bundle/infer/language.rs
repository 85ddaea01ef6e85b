//! The language of a text: by its script, by letters that only Vietnamese has, or by its most ordinary words.
//!
//! The words are compared without marks, so Vietnamese typed without them is still Vietnamese. Where a text is too short
//! or has too few of any language's words, its language stays unknown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::ordinary_words::WORDS;
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

/// The share of words with letters of a language that shares its script with a larger one, in percent. Names and quotations have some of
/// them in any text.
const LEAST_MARKED: usize = 3;

/// A longer text is judged by its beginning.
const MOST_WORDS: usize = 2_000;

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
    /// How many words have a letter that only some of the languages of their script have.
    marked: BTreeMap<&'static str, usize>,
    /// Characters of Japanese alone, and those that Chinese has as well.
    kana: usize,
    han: usize,
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
            for letter in token.text.chars() {
                match language_of_script(letter) {
                    Some("ja") => tally.kana += 1,
                    Some("zh") => tally.han += 1,
                    _ => {}
                }
            }
            // A word counts once for each language, even when its letter stands there twice.
            for language in token
                .text
                .chars()
                .filter_map(language_of_letter)
                .collect::<BTreeSet<_>>()
            {
                *tally.marked.entry(language).or_default() += 1;
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
        if word.count * 2 <= self.words {
            return None;
        }
        let has = |name: &str| self.marked.get(name).copied().unwrap_or_default() * 100 >= word.count * LEAST_MARKED;
        let language = match *language {
            // Japanese is written with Han characters and at least as many kana; Chinese quotes a few of these.
            "zh" | "ja" if self.kana * 4 >= self.han => "ja",
            "zh" | "ja" => "zh",
            // Each of these scripts belongs to several languages. Where letters are not those of the largest, another one is told by its
            // own, or none is.
            "ru" if has("uk") && !has("cyrillic") => "uk",
            "ru" if has("bg") && !has("ru") && !has("uk") && !has("cyrillic") => "bg",
            "ru" if has("uk") || has("bg") || has("cyrillic") => return None,
            "ar" if has("ur") => "ur",
            "ar" if has("fa") && !has("arabic") => "fa",
            "ar" if has("fa") || has("arabic") => return None,
            language => language,
        };
        Some((language, "script", vec![word.form.as_str()]))
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
        let enough = enough && !language.is_empty();
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

/// Letters that languages have which share the script of a larger one.
fn language_of_letter(letter: char) -> Option<&'static str> {
    Some(match letter {
        'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => "uk",
        'ы' | 'э' | 'ё' | 'Ы' | 'Э' | 'Ё' => "ru",
        'ъ' => "bg",
        // Belarusian, Serbian, Macedonian, Kazakh, Tatar, Mongolian and others.
        'ў' | 'ђ' | 'ј' | 'љ' | 'њ' | 'ћ' | 'џ' | 'ѓ' | 'ќ' | 'ѕ' | '\u{48a}'..='\u{4ff}' => "cyrillic",
        'پ' | 'چ' | 'ژ' | 'گ' => "fa",
        'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' => "ur",
        // Kurdish, Pashto, Sindhi and Uyghur.
        'ڕ' | 'ڵ' | 'ێ' | 'ۆ' | 'ړ' | 'ښ' | 'ټ' | 'ډ' | 'ځ' | 'څ' | 'ې' | 'ۇ' | 'ە' | 'ڪ' => "arabic",
        _ => return None,
    })
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
            (
                "Il ministro ha detto che la cultura è una delle basi della nazione e non solo per gli artisti.",
                "it",
            ),
            (
                "De minister zei dat cultuur van het land is en dat een volk niet zonder kan.",
                "nl",
            ),
            (
                "Menteri mengatakan bahwa budaya adalah dasar yang penting untuk bangsa dan negara ini.",
                "id",
            ),
            (
                "Minister powiedział, że kultura jest ważna dla narodu i nie tylko na co dzień.",
                "pl",
            ),
            ("Міністр сказав, що культура є основою нації і її майбутнього.", "uk"),
            (
                "Министърът каза, че културата е в основата на държавата и съществува от векове.",
                "bg",
            ),
            ("وزیر گفت که فرهنگ پایه‌ی هر کشور است و چاره‌ی ما گفتگوست.", "fa"),
            (
                "这家餐厅叫「すし」，在河内的老城区，已经开了很多年，当地的人都喜欢去那里吃饭。",
                "zh",
            ),
        ] {
            assert_eq!(language(text).as_deref(), Some(expected), "{text}");
        }
        for unknown in [
            "12 — 13",
            "Xyzzy plugh qwerty",
            "no",
            "de la",
            "Ministern sade att kulturen är grunden och att det är något som alla har med sig till arbetet.",
            "Ministeren sagde, at det er kulturen, som har bragt os til det, og at den ikke kan gå tabt.",
            "Министар је рекао да је култура основа сваког народа и његове будућности.",
            "El ministre va dir que la cultura és la base dels pobles i de les nacions amb una història com aquesta.",
        ] {
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

//! Words that stand apart and that are one in another way of writing: Việt Nam and Vietnam, MH 370 and MH370.
//!
//! The index keeps, beside the two words of a name whose syllables stand apart, their join as a word of its own; a query word then meets both
//! spellings, and a query of the two words meets the joined one. Which pairs are joined comes from a small
//! table and from the archive itself: two neighbouring words whose join is a word of it. Joining never
//! makes two people one: the words themselves stay in the index. Of other neighbours a query asks for the join ([`asked`]).

use super::joined::divided;
use super::scripts::stands_alone;

/// No more neighbours of a query than this are looked at as one word.
pub(crate) const LONGEST_RUN: usize = 6;

/// A letter makes one word of two words: `n`, and any between a word and itself.
pub(super) fn links(first: &str, letter: &str, last: &str) -> bool {
    let long = |word: &str| word.chars().nth(1).is_some();
    let letter = letter == "n" || !long(letter) && first == last;
    letter && long(first) && long(last) && [first, last].concat().chars().all(char::is_alphabetic)
}

/// Names whose two spellings are both common and that an archive may know in one only.
const NAMES: [&str; 14] = [
    "viet nam",
    "ha noi",
    "da nang",
    "da lat",
    "hoi an",
    "ha long",
    "hai phong",
    "can tho",
    "nha trang",
    "sai gon",
    "tp hcm",
    "ph d",
    "at t",
    "dien bien",
];

/// The shortest join that the archive's own words can call for: shorter ones are chance (`in` + `to`).
pub const SHORTEST: usize = 6;

/// The join of two folded neighbours when it is one of the well-known names.
pub fn well_known(first: &str, second: &str) -> Option<String> {
    let is = |name: &&str| name.strip_prefix(first).and_then(|rest| rest.strip_prefix(' ')) == Some(second);
    NAMES.iter().any(is).then(|| [first, second].concat())
}

/// A key is the join of one of the well-known names.
pub fn is_name(key: &str) -> bool {
    let is = |name: &&str| name.bytes().filter(|byte| *byte != b' ').eq(key.bytes());
    NAMES.iter().any(is)
}

/// The join of two folded neighbours when it could be a name of the archive; the caller checks that it
/// is a word of it. Both must be letters, and syllables rather than long words.
pub fn candidate(first: &str, second: &str) -> Option<String> {
    let syllable = |word: &str| (2..=7).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
    (first.len() + second.len() >= SHORTEST && syllable(first) && syllable(second)).then(|| [first, second].concat())
}

/// How many of the first ones of some folded neighbours of a query a text may have as one, in one way or in another. In a quotation two words
/// are as they were written, but for letters (`e mail`, `rock n roll`, `u n`), names, and those with a number (`mh 370`).
pub fn asked(words: &[&str], quoted: bool) -> Vec<usize> {
    let mut asked = Vec::new();
    let letter = |word: &str| {
        let alone = |letter: char| letter.is_alphabetic() && !stands_alone(letter);
        word.chars().nth(1).is_none() && word.chars().all(alone)
    };
    let [first, second, behind @ ..] = words else {
        return asked;
    };
    let letters = words.iter().take_while(|word| letter(word)).count();
    if letters > 1 {
        asked.push(letters);
        return asked;
    }
    let join = [*first, *second].concat();
    if join.chars().any(stands_alone) || !join.chars().all(char::is_alphanumeric) {
        return asked;
    }
    if let [third, ..] = behind
        && links(first, second, third)
    {
        asked.push(3);
    }
    // Vowels are words of some languages.
    let initial = letter(first) && !matches!(*first, "a" | "i" | "o" | "u" | "y");
    let unit = second.chars().nth(2).is_none();
    let number = second.starts_with(char::is_numeric) || unit;
    let one = initial || number && divided(&join) == [*first, *second];
    let persian = ["مي", "نمي"].contains(first) || ["ها", "هاي"].contains(second);
    let name = well_known(first, second).is_some() || !quoted && candidate(first, second).is_some();
    if one || persian || name {
        asked.push(2);
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_join() {
        assert_eq!(well_known("viet", "nam").as_deref(), Some("vietnam"));
        assert_eq!(well_known("nam", "viet"), None);
    }

    #[test]
    fn neighbours_of_a_query_may_be_one_word() {
        let asked = |text: &str, quoted| asked(&text.split(' ').collect::<Vec<&str>>(), quoted);
        for (text, length) in [
            ("mh 370 crash", 2),
            ("5 g network", 2),
            ("5 km", 2),
            ("e mail", 2),
            ("ph d", 2),
            ("u s a today", 3),
            ("rock n roll band", 3),
            ("vis a vis", 3),
            ("viet nam", 2),
            ("tp hcm", 2),
            ("مي خواهم", 2),
        ] {
            for quoted in [false, true] {
                assert_eq!(asked(text, quoted).first(), Some(&length), "{text}");
            }
        }
        assert_eq!((asked("every day", false), asked("every day", true)), (vec![2], vec![]));
        for text in [
            "international law",
            "20 25000",
            "in to",
            "19 march",
            "文 化",
            "word",
            "a long way",
            "bo y te",
            "is a tree",
        ] {
            assert!(asked(text, false).is_empty(), "{text}");
        }
    }

    #[test]
    fn chance_neighbours_do_not_join() {
        assert_eq!(candidate("in", "to"), None);
        assert_eq!(candidate("20", "25000"), None);
        assert_eq!(candidate("international", "law"), None);
        assert_eq!(candidate("quang", "ninh").as_deref(), Some("quangninh"));
    }
}

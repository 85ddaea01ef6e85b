//! Words that were divided at the end of a line: `inter-` and `national` are one word, `well-` and `known` are two.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use random_word::Lang;

/// Words that begin what is left out of the first of two compounds: `short- and long-term`.
const BETWEEN: [&str; 10] = ["and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o"];

/// How often words stand in a text, in small letters: whole and with their hyphens.
#[derive(Default)]
pub(super) struct Words(HashMap<String, usize>);

impl Words {
    /// Counts the words of a text that are not divided.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        for line in text.lines() {
            for word in line.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
                if word.len() > 1 && !word.starts_with('-') && !word.ends_with('-') {
                    *words.0.entry(word.to_lowercase()).or_default() += 1;
                }
            }
        }
        words
    }

    fn count(&self, word: &str) -> usize {
        self.0.get(word).copied().unwrap_or_default()
    }

    fn knows(&self, word: &str) -> bool {
        self.count(word) > 0 || is_listed(word)
    }
}

/// The word is in the list of a language.
fn is_listed(word: &str) -> bool {
    static LISTED: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let listed = LISTED.get_or_init(|| {
        let languages = [Lang::En, Lang::Fr, Lang::Es];
        languages.into_iter().flat_map(random_word::all).copied().collect()
    });
    listed.contains(word)
}

/// A line ends in the first part of a word: `inter-`, but not `a -` or `2024-`.
pub(super) fn ends_divided(line: &str) -> bool {
    let hyphens = ['-', '\u{2010}', '\u{ad}'];
    line.strip_suffix(hyphens)
        .is_some_and(|line| line.ends_with(char::is_alphabetic))
}

/// Puts `next` behind a text that ends in a hyphen.
pub(super) fn join(text: &mut String, next: &str, words: &Words) {
    let soft = text.ends_with('\u{ad}');
    let Some(whole) = text.strip_suffix(['-', '\u{2010}', '\u{ad}']) else {
        return;
    };
    let length = whole.len();
    let letters = |letter: char| letter.is_alphabetic() || letter == '-';
    let first = whole
        .rsplit(|letter| !letters(letter))
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let second = next.split(|letter| !letters(letter)).next().unwrap_or_default();
    if BETWEEN.contains(&second) && !soft {
        text.push(' ');
    } else if soft || next.starts_with(char::is_lowercase) && is_one_word(&first, &second.to_lowercase(), words) {
        text.truncate(length);
    }
    text.push_str(next);
}

/// Two parts are one word where the text or a language has it as one; they are two where it has each of them, and
/// else nobody would have set a hyphen but for the end of the line.
fn is_one_word(first: &str, second: &str, words: &Words) -> bool {
    let (one, two) = (format!("{first}{second}"), format!("{first}-{second}"));
    let (as_one, as_two) = (words.count(&one), words.count(&two));
    if as_one != as_two {
        return as_one > as_two;
    }
    is_listed(&one) || !first.split('-').chain([second]).all(|part| words.knows(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(first: &str, next: &str, rest: &str) -> String {
        let mut text = first.to_owned();
        join(&mut text, next, &Words::of(rest));
        text
    }

    #[test]
    fn words_of_the_language_become_whole() {
        for (first, next, whole) in [
            ("was inter-", "national in kind", "was international in kind"),
            ("the govern-", "ments’ view", "the governments’ view"),
            ("la coopé-", "ration des", "la coopération des"),
            ("Diplo-", "macy", "Diplomacy"),
            ("Xyz\u{ad}", "abc", "Xyzabc"),
        ] {
            assert_eq!(joined(first, next, ""), whole);
        }
    }

    #[test]
    fn compounds_keep_their_hyphen() {
        for (first, next, whole) in [
            ("a well-", "known name", "a well-known name"),
            ("self-", "governing", "self-governing"),
            ("decision-", "making", "decision-making"),
            ("state-of-the-", "art", "state-of-the-art"),
            ("Anglo-", "American", "Anglo-American"),
            ("Covid-", "19", "Covid-19"),
            ("short-", "and long-term", "short- and long-term"),
        ] {
            assert_eq!(joined(first, next, ""), whole);
        }
    }

    #[test]
    fn what_the_text_writes_elsewhere_decides() {
        assert_eq!(joined("the e-", "mail", "an e-mail, two e-mail"), "the e-mail");
        assert_eq!(joined("Macro-", "nesia", "Macronesia lies there"), "Macronesia");
        assert_eq!(joined("co-", "operation", "co-operation"), "co-operation");
        assert_eq!(joined("co-", "operation", ""), "cooperation");
    }

    #[test]
    fn a_dash_divides_nothing() {
        for (line, divided) in [
            ("inter-", true),
            ("a -", false),
            ("2024-", false),
            ("-", false),
            ("text", false),
            ("é‐", true),
        ] {
            assert_eq!(ends_divided(line), divided, "{line}");
        }
    }
}

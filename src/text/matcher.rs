//! What a query marks in a text: in snippets, in titles and in the reader alike.

use std::ops::Range;

use super::joined::{LONGEST_RUN, joins};
use super::{Token, fold, stem, tokens};

/// One thing to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// A word; also where the text writes it as two (`vietnam` in Việt Nam), or with something between its parts (`covid19` in
    /// COVID-19).
    Word {
        /// Its key ([`stem`] of the folded word): all words with this key are marked.
        key: String,
        /// Folded words that begin with this are marked as well.
        prefix: Option<String>,
    },
    /// Folded words, one right after the other, just as they are.
    Phrase(Vec<String>),
}

/// A set of patterns, applied to any text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matcher {
    patterns: Vec<Pattern>,
}

/// A place that a pattern matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) range: Range<usize>,
    /// Index of the pattern.
    pub(super) pattern: usize,
}

impl Matcher {
    /// A matcher for some patterns. One that is there twice counts once.
    pub fn new(patterns: Vec<Pattern>) -> Self {
        let mut matcher = Self::default();
        for pattern in patterns {
            if !matcher.patterns.contains(&pattern) {
                matcher.patterns.push(pattern);
            }
        }
        matcher
    }

    /// Nothing can match.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// The byte ranges of `text` to mark, ascending, not overlapping. Neighbouring words that match
    /// are one range, so that a name is marked as a name.
    ///
    /// ```
    /// use article_explorer::text::{Matcher, Pattern};
    ///
    /// let matcher = Matcher::new(vec![Pattern::Word { key: "vietnam".into(), prefix: None }]);
    /// let text = "Việt Nam is Vietnam";
    /// let marked: Vec<&str> = matcher.ranges(text).into_iter().map(|range| &text[range]).collect();
    /// assert_eq!(marked, ["Việt Nam", "Vietnam"]);
    /// ```
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for Match { range, .. } in self.matches(text) {
            match ranges.last_mut() {
                Some(last) if range.start <= last.end || &text[last.end..range.start] == " " => {
                    last.end = last.end.max(range.end);
                }
                _ => ranges.push(range),
            }
        }
        ranges
    }

    /// All matches, ascending by where they begin; they can overlap.
    pub(super) fn matches(&self, text: &str) -> Vec<Match> {
        if self.is_empty() {
            return Vec::new();
        }
        let words = Read::all(text);
        let mut matches = Vec::new();
        for at in 0..words.len() {
            for (pattern, what) in self.patterns.iter().enumerate() {
                if let Some(length) = length_at(what, &words[at..]) {
                    let range = words[at].range.start..words[at + length - 1].range.end;
                    matches.push(Match { range, pattern });
                }
            }
        }
        matches
    }
}

/// A word of a text, ready to be compared.
pub(crate) struct Read {
    pub(crate) range: Range<usize>,
    adjoins: bool,
    pub(crate) folded: String,
    /// The word that begins here and is written together, and of how many it is made.
    pub(crate) join: Option<(usize, String)>,
}

impl Read {
    /// The words of a text.
    pub(crate) fn all(text: &str) -> Vec<Self> {
        let tokens: Vec<Token<'_>> = tokens(text).collect();
        let mut joins = joins(&tokens).into_iter().peekable();
        let read = |(at, token): (usize, Token<'_>)| Self {
            folded: fold(token.text),
            join: joins
                .next_if(|join| join.words.start == at)
                .map(|join| (join.words.len(), join.folded)),
            range: token.range,
            adjoins: token.adjoins,
        };
        tokens.into_iter().enumerate().map(read).collect()
    }

    /// What this word and the next one are where a text writes a name apart. One letter and the rest is chance, not a name: "a long" is not
    /// "along".
    pub(crate) fn with(&self, next: Option<&Self>) -> Option<String> {
        let next = next.filter(|next| next.adjoins && self.folded.len() > 1 && next.folded.len() > 1)?;
        Some([self.folded.as_str(), &next.folded].concat())
    }
}

/// How many of the first words a pattern matches.
fn length_at(pattern: &Pattern, words: &[Read]) -> Option<usize> {
    match pattern {
        Pattern::Word { key, prefix } => {
            let begins = |word: &str| prefix.as_ref().is_some_and(|prefix| word.starts_with(prefix));
            let first = words.first()?;
            let joined = first
                .join
                .as_ref()
                .filter(|(_, join)| begins(join) && !begins(&first.folded));
            let unfinished = joined.map(|(length, _)| *length);
            unfinished
                .or_else(|| begins(&first.folded).then_some(1))
                .or_else(|| word_at(words, &|word| stem(word) == *key, key))
        }
        Pattern::Phrase(phrase) => phrase_at(phrase, words),
    }
}

/// How many of the first words of a text are a phrase, neighbours of which may be one word of it.
pub(crate) fn phrase_at(mut phrase: &[String], words: &[Read]) -> Option<usize> {
    let mut length = 0;
    while !phrase.is_empty() {
        let as_one = |count: &usize| {
            let wanted = phrase[..*count].concat();
            Some((*count, word_at(&words[length..], &|word| word == wanted, &wanted)?))
        };
        let (count, words) = (1..=phrase.len().min(LONGEST_RUN)).find_map(|count| as_one(&count))?;
        (phrase, length) = (&phrase[count..], length + words);
    }
    (length > 0).then_some(length)
}

/// How many of the first words are the wanted one: one, or two where the text writes it apart, or as many as are written
/// together. `about` is what a wanted word begins like.
fn word_at(words: &[Read], wanted: &dyn Fn(&str) -> bool, about: &str) -> Option<usize> {
    let first = words.first()?;
    if !about.starts_with(first.folded.chars().next()?) {
        return None;
    }
    if wanted(&first.folded) {
        return Some(1);
    }
    if let Some((length, join)) = &first.join
        && wanted(join)
    {
        return Some(*length);
    }
    let join = about.starts_with(&first.folded).then(|| first.with(words.get(1)))??;
    wanted(&join).then_some(2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked<'a>(text: &'a str, patterns: &[Pattern]) -> Vec<&'a str> {
        Matcher::new(patterns.to_vec())
            .ranges(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    fn word(folded: &str) -> Pattern {
        Pattern::Word {
            key: stem(folded),
            prefix: None,
        }
    }

    #[test]
    fn a_name_is_one_mark_in_any_spelling() {
        let name = ["nguyen", "thi", "van", "anh"].map(word);
        assert_eq!(
            marked("Ambassador Nguyễn Thị Vân Anh, she", &name),
            ["Nguyễn Thị Vân Anh"]
        );
        assert_eq!(marked("anh. Thi", &name), ["anh", "Thi"]);
    }

    #[test]
    fn a_prefix_marks_the_whole_word() {
        let prefix = Pattern::Word {
            key: stem("diplo"),
            prefix: Some("diplo".into()),
        };
        assert_eq!(marked("Cultural diplomacy", &[prefix]), ["diplomacy"]);
        assert_eq!(marked("Cultural diplomacy", &[word("diplo")]), [""; 0]);
    }

    #[test]
    fn what_is_written_together_is_one_mark() {
        assert_eq!(
            marked("COVID-19, covid19 and covid 19", &[word("covid19")]),
            ["COVID-19", "covid19", "covid 19"]
        );
        assert_eq!(marked("The U.S. president, us", &[word("us")]), ["U.S", "us"]);
        assert_eq!(marked("a U S, it was", &[word("us")]), [""; 0]);
        let phrase = Pattern::Phrase(vec!["the".into(), "us".into(), "president".into()]);
        assert_eq!(marked("The U.S. president", &[phrase]), ["The U.S. president"]);
        let begun = Pattern::Word {
            key: "cybers".into(),
            prefix: Some("cybers".into()),
        };
        assert_eq!(marked("cyber-security, cyber", &[begun]), ["cyber-security"]);
        assert_eq!(
            marked("10,000 or 10 000 on 5 km²", &[word("10000"), word("km2")]),
            ["10,000", "10 000", "km"]
        );
    }

    #[test]
    fn all_forms_of_a_word_are_marked() {
        assert_eq!(
            marked("Talks on talking, a talk", &[word("talks")]),
            ["Talks", "talking", "talk"]
        );
    }

    #[test]
    fn a_phrase_is_marked_only_where_it_stands_whole() {
        let phrase = Pattern::Phrase(vec!["soft".into(), "power".into()]);
        assert_eq!(
            marked("soft, power of softness; power soft", &[phrase]),
            ["soft, power"]
        );
        let phrase = Pattern::Phrase(["mh", "370", "crash"].map(str::to_owned).to_vec());
        assert_eq!(
            marked("MH370 crash, an MH-370 crash", &[phrase]),
            ["MH370 crash", "MH-370 crash"]
        );
    }

    proptest! {
        #[test]
        fn ranges_ascend_and_stand_on_characters(text in "[aàđ .\u{302}b-]{0,30}", words in proptest::collection::vec("[abd]{1,2}", 0..3)) {
            let mut from = 0;
            for range in Matcher::new(words.iter().map(|folded| word(folded)).collect()).ranges(&text) {
                prop_assert!(range.start >= from && range.start < range.end);
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                from = range.end;
            }
        }
    }
}

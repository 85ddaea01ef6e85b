//! The passage of a text that shows best why it was found.

use std::ops::Range;

use super::Matcher;
use super::fold::is_capital;
use super::matcher::Match;

/// A passage, ready to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Plain text on one line; `…` marks where something was cut.
    pub text: String,
    /// Byte ranges of `text` to mark, ascending, not overlapping.
    pub marks: Vec<Range<usize>>,
}

/// How far back, in bytes, a passage reaches for the beginning of its sentence.
const BACK_TO_SENTENCE: usize = 90;

const CUT: &str = "…";

/// The best passage of about `length` bytes: the one with the most different patterns, then the most
/// matches, then the earliest. It stays within a paragraph. `None` where nothing matches.
///
/// ```
/// use article_explorer::text::{Matcher, Pattern, excerpt};
///
/// let matcher = Matcher::new(vec![Pattern::Word { key: "gill".into(), prefix: None }]);
/// let passage = excerpt("An opening.\n\nAmandeep Singh Gill praised the vision.", &matcher, 120);
/// assert_eq!(passage.map(|found| found.text).as_deref(), Some("Amandeep Singh Gill praised the vision."));
/// ```
pub fn excerpt(text: &str, matcher: &Matcher, length: usize) -> Option<Excerpt> {
    let mut best: Option<(Score, &str, usize)> = None;
    for paragraph in paragraphs(text) {
        let matches = matcher.matches(paragraph);
        for (at, first) in matches.iter().enumerate() {
            let score = score(&matches[at..], first.range.start + length);
            if best.is_none_or(|(highest, ..)| score > highest) {
                best = Some((score, paragraph, first.range.start));
            }
        }
    }
    let (_, paragraph, match_start) = best?;
    let start = passage_start(paragraph, match_start);
    let end = passage_end(paragraph, start, length);
    let mut passage = String::new();
    if start > 0 && !paragraph[..start].trim_end().ends_with(['.', '!', '?', '”', '"']) {
        passage.push_str(CUT);
    }
    // White space becomes single spaces byte for byte where it already is; only runs and breaks differ.
    for (at, word) in paragraph[start..end].split_whitespace().enumerate() {
        if at > 0 {
            passage.push(' ');
        }
        passage.push_str(word);
    }
    if end < paragraph.trim_end().len() {
        passage.push_str(CUT);
    }
    let marks = matcher.ranges(&passage);
    Some(Excerpt { text: passage, marks })
}

/// The paragraphs of a text: what stands between blank lines.
///
/// ```
/// use article_explorer::text::paragraphs;
///
/// assert_eq!(paragraphs("One\nline.\n\nTwo.").collect::<Vec<_>>(), ["One\nline.", "Two."]);
/// ```
pub fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    // The library's search for a text is longer than this, and looks for a letter just as fast.
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut breaks = text.match_indices('\n').map(|(at, _)| at);
        let end = breaks.find(|at| text.as_bytes().get(at + 1) == Some(&b'\n'));
        rest = end.map(|end| &text[end + 2..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// The first sentence of a text, or its first `length` bytes at a word's end.
///
/// ```
/// use article_explorer::text::first_sentence;
///
/// assert_eq!(first_sentence("Gill praised No. 5. He left.", 80), "Gill praised No. 5.");
/// ```
pub fn first_sentence(text: &str, length: usize) -> &str {
    let paragraph = paragraphs(text).next().unwrap_or_default();
    let sentence = sentence_end(paragraph).map_or(paragraph, |end| &paragraph[..end]);
    if sentence.len() <= length {
        sentence
    } else {
        paragraph[..passage_end(paragraph, 0, length)].trim_end()
    }
}

type Score = (u32, usize);

/// Different patterns, then matches, of those that begin before `end`.
fn score(matches: &[Match], end: usize) -> Score {
    let inside = matches.iter().take_while(|found| found.range.end <= end);
    let mut seen: u64 = 0;
    let mut count = 0;
    for found in inside {
        seen |= 1 << (found.pattern % 64);
        count += 1;
    }
    (seen.count_ones(), count)
}

/// Where a passage around a match begins: its sentence if that is near, else a few words before it.
fn passage_start(paragraph: &str, match_start: usize) -> usize {
    let before = &paragraph[..match_start];
    let sentence = before
        .rmatch_indices(['.', '!', '?'])
        .map(|(at, stop)| at + stop.len())
        .find(|at| is_sentence_end(paragraph, *at));
    let start = sentence.unwrap_or(0);
    let start = start + (paragraph[start..].len() - paragraph[start..].trim_start().len());
    if match_start - start <= BACK_TO_SENTENCE {
        return start;
    }
    let mut near = match_start - BACK_TO_SENTENCE / 2;
    while !paragraph.is_char_boundary(near) {
        near += 1;
    }
    paragraph[near..match_start]
        .find(' ')
        .map_or(match_start, |at| near + at + 1)
}

/// The end of the last whole word within `length` bytes of `start`.
fn passage_end(paragraph: &str, start: usize, length: usize) -> usize {
    if paragraph.len() - start <= length {
        return paragraph.len();
    }
    let mut end = start + length;
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    paragraph[start..end]
        .rfind(char::is_whitespace)
        .map_or(end, |at| start + at)
}

/// The end of the first sentence.
fn sentence_end(paragraph: &str) -> Option<usize> {
    paragraph
        .match_indices(['.', '!', '?'])
        .map(|(at, stop)| at + stop.len())
        .find(|at| is_sentence_end(paragraph, *at))
}

/// A stop ends a sentence when a blank and a capital or a quotation mark follow, and no short word
/// with a capital (`No.`, `Dr.`, `U.S.`) stands before it.
fn is_sentence_end(paragraph: &str, stop: usize) -> bool {
    let mut after = paragraph[stop..].chars();
    let next = match after.next() {
        None => return true,
        Some(blank) if blank.is_whitespace() => after.find(|character| !character.is_whitespace()),
        Some(_) => return false,
    };
    let last_word = paragraph[..stop - 1]
        .rsplit(|character: char| character.is_whitespace())
        .next()
        .unwrap_or_default();
    let abbreviation = last_word.chars().count() <= 3 && last_word.starts_with(is_capital);
    !abbreviation && next.is_none_or(|next| is_capital(next) || matches!(next, '“' | '"' | '‘' | '«'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{Pattern, stem};

    fn matcher(words: &[&str]) -> Matcher {
        Matcher::new(
            words
                .iter()
                .map(|word| Pattern::Word {
                    key: stem(word),
                    prefix: None,
                })
                .collect(),
        )
    }

    #[test]
    fn the_passage_with_most_different_words_wins() {
        let text = "Culture, culture, culture.\n\nA paragraph between.\n\nCulture and diplomacy meet here.";
        let found = excerpt(text, &matcher(&["culture", "diplomacy"]), 200).expect("both words are there");
        assert_eq!(found.text, "Culture and diplomacy meet here.");
        assert_eq!(found.marks, [0..7, 12..21]);
    }

    #[test]
    fn a_long_sentence_is_cut_at_words_and_says_so() {
        let text = format!(
            "{} needle {}",
            "word ".repeat(60).trim_end(),
            "more ".repeat(60).trim_end()
        );
        let found = excerpt(&text, &matcher(&["needle"]), 100).expect("the word is there");
        assert!(
            found.text.starts_with("…word") && found.text.ends_with("more…"),
            "{}",
            found.text
        );
        assert_eq!(&found.text[found.marks[0].clone()], "needle");
    }

    #[test]
    fn nothing_found_is_no_passage() {
        assert_eq!(excerpt("text", &matcher(&["other"]), 100), None);
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            first_sentence("The U.S. envoy spoke. She left.", 99),
            "The U.S. envoy spoke."
        );
        assert_eq!(
            first_sentence("Growth of 3.5 per cent. “Good,” he said.", 99),
            "Growth of 3.5 per cent."
        );
        assert_eq!(first_sentence("Một câu rất dài không có dấu chấm", 12), "Một câu");
    }

    proptest! {
        #[test]
        fn a_passage_never_panics_and_marks_stand_on_characters(text in "[a-cđà .\n]{0,120}", length in 1..60_usize) {
            if let Some(found) = excerpt(&text, &matcher(&["a", "da", "b"]), length) {
                for mark in found.marks {
                    prop_assert!(found.text.get(mark).is_some());
                }
            }
            let _ = first_sentence(&text, length);
        }
    }
}

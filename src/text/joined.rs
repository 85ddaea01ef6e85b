//! Words that are written apart and together: COVID-19 and covid19, U.S. and US, Việt Nam and Vietnam.
//!
//! Of a piece that is written together the index has, beside its parts, what they are as one word ([`joins`]); a query has the piece as
//! one word, which stands for that join and for its parts one right after the other ([`pieces`]).

use std::ops::Range;

pub(crate) use super::neighbours::LONGEST_RUN;
use super::neighbours::links;
pub use super::neighbours::{SHORTEST, asked, candidate, is_name, well_known};
use super::scripts::stands_alone;
use super::{Joint, Token, fold, spelling, tokens};

/// Pieces of more parts are names of files, or sentences that were made one word for the nonce, and nobody writes them as one: they
/// are found by their parts; so are those of more than two that have a point or, but for the last one, a number among them. Acronyms have as many as they like.
const MOST_PARTS: usize = 4;
const LONGEST: usize = 24;
const ACRONYM: usize = 2;

/// A word of letters and digits is divided into no more than this.
const MOST_DIVIDED: usize = 4;

/// Behind a point, or before it, stands a short part: `TP.HCM`, `node.js`. Other points lack the blank that should follow them.
const SHORT_PART: usize = 3;

/// A byte that stands between the parts of a join in its spelling.
pub(crate) fn is_sign(byte: u8) -> bool {
    matches!(byte, b'-' | b'.' | b'\'' | b'&')
}

/// Bytes between a word and a letter that links it to another one: a blank and an apostrophe.
const LINK: usize = 4;

/// Superscript digits belong to a word as short as a unit; behind a longer one they are a note's number.
const UNIT: usize = 3;

/// What English words are contracted to: these make no word of the two, but at times look like one (`we'll`).
const CONTRACTED: [&str; 5] = ["d", "ll", "m", "re", "ve"];

/// Some words of a text that are one word when they are written together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// Which words of the text.
    pub words: Range<usize>,
    /// What they are together, folded.
    pub folded: String,
    /// How it is spelled: with what stands between the parts. Groups of digits have nothing between them.
    pub spelling: String,
}

/// The joins of a text's words, in order.
pub fn joins(words: &[Token<'_>]) -> Vec<Join> {
    let mut joins = Vec::new();
    let mut first = 0;
    for at in 0..words.len() {
        let goes_on = words.get(at + 1).is_some_and(|next| joinable(&words[at], next));
        if goes_on || linked(&words[at..]) || at > first && linked(&words[at - 1..]) {
            continue;
        }
        joins.extend(join(words, first..at + 1));
        first = at + 1;
    }
    joins
}

/// Two words and a letter between them that are one word, though blanks divide them: `rock ’n’ roll`, `vis à vis`.
fn linked(words: &[Token<'_>]) -> bool {
    let [first, link, last, ..] = words else { return false };
    let near = |a: &Token<'_>, b: &Token<'_>| b.range.start - a.range.end <= LINK;
    near(first, link) && near(link, last) && links(first.text, link.text, last.text)
}

/// What some words are together, if they are a word.
fn join(words: &[Token<'_>], range: Range<usize>) -> Option<Join> {
    let parts = &words[range.clone()];
    if let [unit] = parts {
        let digits = raised(unit);
        return (!digits.is_empty()).then(|| Join {
            words: range,
            folded: fold(unit.text) + &fold(digits),
            spelling: spelling(unit.text) + &spelling(digits),
        });
    }
    let number = parts[1].joint == Some(Joint::Blank);
    let acronym = || parts.iter().all(|part| part.text.chars().nth(ACRONYM).is_none());
    let words = || {
        let pointed = |part: &Token<'_>| part.joint == Some(Joint::Point);
        let number = |part: &Token<'_>| part.text.contains(char::is_numeric);
        parts.len() <= MOST_PARTS && !parts[1..].iter().any(pointed) && !parts[..parts.len() - 1].iter().any(number)
    };
    if parts.len() > 2 && !number && !acronym() && !words() {
        return None;
    }
    let (mut folded, mut spelled) = (String::new(), String::new());
    for (at, part) in parts.iter().enumerate() {
        folded += &fold(part.text);
        if at > 0 {
            spelled.extend(part.joint.map_or(Some('-'), sign));
        }
        spelled += &spelling(part.text);
    }
    (folded.chars().count() <= LONGEST).then_some(Join {
        words: range,
        folded,
        spelling: spelled,
    })
}

/// The superscript digits that belong to a word.
pub fn raised<'a>(word: &Token<'a>) -> &'a str {
    if word.text.chars().count() <= UNIT {
        word.raised
    } else {
        ""
    }
}

/// How a joint is spelled.
fn sign(joint: Joint) -> Option<char> {
    match joint {
        Joint::Hyphen => Some('-'),
        Joint::Point | Joint::Spaced => Some('.'),
        Joint::Apostrophe => Some('\''),
        Joint::Ampersand => Some('&'),
        Joint::Nothing | Joint::Stroke | Joint::Blank => None,
    }
}

/// A word and the next one can be one word.
fn joinable(word: &Token<'_>, next: &Token<'_>) -> bool {
    let Some(joint) = next.joint else { return false };
    let first = next.text.chars().next();
    let digits = word.text.ends_with(char::is_numeric) && first.is_some_and(char::is_numeric);
    let short = |word: &Token<'_>| word.text.chars().nth(SHORT_PART).is_none();
    let cut = |word: &Token<'_>| word.text.starts_with(stands_alone);
    if cut(word) || cut(next) {
        return false;
    }
    match joint {
        Joint::Blank | Joint::Spaced => true,
        Joint::Nothing | Joint::Stroke => false,
        _ if digits => false,
        Joint::Point => short(word) || short(next),
        Joint::Apostrophe => !CONTRACTED.contains(&fold(next.text).as_str()),
        Joint::Hyphen | Joint::Ampersand => true,
    }
}

/// Which words of a text are written together: runs of one or more.
pub fn pieces(words: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let held = word.joint.is_some_and(|joint| joint != Joint::Spaced);
        match pieces.last_mut().filter(|_| held) {
            Some(piece) => piece.end = at + 1,
            None => pieces.push(at..at + 1),
        }
    }
    pieces
}

/// Where the first piece of a text ends: before the first blank that does not group the digits of a number.
pub fn piece_end(text: &str) -> usize {
    let blank = |from: usize| {
        text[from..]
            .find(char::is_whitespace)
            .map_or(text.len(), |at| from + at)
    };
    let mut end = blank(0);
    for word in tokens(text) {
        if word.range.start > end {
            if word.joint != Some(Joint::Blank) {
                break;
            }
            end = blank(word.range.start);
        }
    }
    end
}

/// A spelling without marks and without what stands between the parts of a join.
pub fn unjoined(spelling: &str) -> String {
    let folded = fold(spelling);
    if !folded.bytes().any(is_sign) {
        return folded;
    }
    let digit = |at: Option<usize>| {
        at.and_then(|at| folded.as_bytes().get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let signs = |(at, character): &(usize, char)| match character {
        '-' | '\'' | '&' => false,
        // A decimal point is a part of its word.
        '.' => digit(at.checked_sub(1)) && digit(Some(at + 1)),
        _ => true,
    };
    folded
        .char_indices()
        .filter(signs)
        .map(|(_, character)| character)
        .collect()
}

/// The parts of a word of letters and digits, of which there are some: `mh370` is mh and 370, and perhaps a text has it so.
pub fn divided(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut first = 0;
    let mut before: Option<bool> = None;
    for (at, character) in word.char_indices() {
        // A decimal point goes with its digits, a mark with its letter.
        let digit = match character {
            '.' | ',' => before,
            _ if super::scripts::extends(character) => before,
            _ => Some(character.is_numeric()),
        };
        if before.is_some() && digit != before {
            parts.push(&word[first..at]);
            first = at;
        }
        before = digit;
    }
    parts.push(&word[first..]);
    if parts.len() > 1 && parts.len() <= MOST_DIVIDED {
        parts
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        let words: Vec<Token<'_>> = tokens(text).collect();
        joins(&words)
            .into_iter()
            .map(|join| {
                assert_eq!(unjoined(&join.spelling), join.folded);
                join.spelling
            })
            .collect()
    }

    #[test]
    fn what_is_written_together_is_a_word() {
        assert_eq!(
            joined("COVID-19, the U.S. and Ph.D. of TP.HCM, AT&T; O’Brien e‑mail"),
            ["covid-19", "u.s", "ph.d", "tp.hcm", "at&t", "o'brien", "e-mail"]
        );
        assert_eq!(
            joined("10 000 km² of 2 500 000, the minister¹"),
            ["10000", "km2", "2500000"]
        );
        assert_eq!(joined("U.N.E.S.C.O. U. S. A."), ["u.n.e.s.c.o", "u.s.a"]);
        assert_eq!(
            joined("rock’n’roll state-of-the-art A.B.C-D post–war"),
            ["rock'n'roll", "state-of-the-art", "a.b.c-d", "post-war"]
        );
        assert_eq!(
            joined("we rock ’n’ roll vis a vis them, day n night"),
            ["rock-n-roll", "vis-a-vis", "day-n-night"]
        );
    }

    #[test]
    fn what_is_no_word_is_not_joined() {
        for text in [
            "2021-25 10:30 25.02.2025 30/40",
            "we’ll I'm they've we're she'd",
            "it ended.Then another",
            "well-known-for-its-names",
            "www.example.com 30-year-old",
            "文化 한국-미국",
        ] {
            assert_eq!(joined(text), [""; 0], "{text}");
        }
        assert_eq!(joined("30/CT-TTg"), ["ct-ttg"]);
    }

    #[test]
    fn pieces_are_what_no_blank_divides() {
        let words: Vec<Token<'_>> = tokens("the 30/CT-TTg, 10 000 文化 a").collect();
        assert_eq!(pieces(&words), [0..1, 1..4, 4..6, 6..8, 8..9]);
        for (text, piece) in [
            ("10 000 000 men", "10 000 000"),
            ("10 000-strong 5", "10 000-strong"),
            ("5-10 000", "5-10 000"),
            ("10  000", "10"),
            ("2020 100", "2020"),
            ("10 0000", "10"),
            ("10 000 00", "10 000"),
            ("10, 000", "10,"),
            ("", ""),
        ] {
            assert_eq!(&text[..piece_end(text)], piece);
        }
    }

    #[test]
    fn names_and_their_numbers_are_divided() {
        assert_eq!(divided("mh370"), ["mh", "370"]);
        assert_eq!(divided("v1.88"), ["v", "1.88"]);
        assert_eq!(divided("h1n1"), ["h", "1", "n", "1"]);
        for whole in ["10000", "1.88", "word", "", "a1b2c3"] {
            assert!(divided(whole).is_empty(), "{whole}");
        }
    }
}

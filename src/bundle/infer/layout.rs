//! Captions and headings of plain text, which has no signs for them.

use super::{evidence, transcript};
use crate::article::{BlockKind, Derived, Field};
use crate::bundle::dates::{self, Order};
use crate::bundle::piece::Piece;
use crate::bundle::plain::begins_item;
use crate::text::fold;

/// A longer line is a paragraph.
const MOST_LETTERS: usize = 80;
const MOST_WORDS: usize = 9;

/// What a heading stands above is a paragraph, not another line.
const SHORTEST_PARAGRAPH: usize = 80;

/// So is what stands before it.
const SHORTEST_BEFORE: usize = 40;

/// Marks captions (lines that stand twice in a row) and headings (bare lines between paragraphs).
pub(super) fn mark(pieces: &mut [Piece]) -> Vec<Derived> {
    let mut found = vec![];
    let spoken = transcript::is_transcript(pieces);
    for at in 0..pieces.len() {
        let text = &pieces[at].text;
        let (field, rule, kind) = if pieces[at].repeated {
            (Field::Caption, "repeated-line", BlockKind::Caption)
        } else if !spoken && is_heading(pieces, at) {
            (Field::Heading, "bare-line", BlockKind::Heading { level: 2 })
        } else {
            continue;
        };
        found.push(Derived {
            field,
            evidence: evidence(rule, text, text),
        });
        pieces[at].kind = kind;
    }
    found
}

/// A short line without any mark at its end, between what ends and a paragraph that begins.
fn is_heading(pieces: &[Piece], at: usize) -> bool {
    let piece = &pieces[at];
    let before = at.checked_sub(1).map(|before| &pieces[before]);
    let behind = pieces.get(at + 1);
    piece.is_paragraph()
        && is_title_like(&piece.text)
        && before.is_some_and(|before| ends(before) && !is_quoted(before, &piece.text))
        && behind.is_some_and(begins)
}

fn is_title_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let asked = text.starts_with("Q ");
    let short = !asked && text.chars().count() <= MOST_LETTERS && words.len() <= MOST_WORDS;
    let bare = text.ends_with(|letter: char| letter.is_alphanumeric() || "”\"’'»%+".contains(letter));
    // `the “Act;”`, and a sentence that goes on elsewhere.
    let inner = text.trim_end_matches(['”', '"', '’', '\'', '»']);
    let cut = inner.ends_with([',', ';', '.', ':', '!', '?', '…']) || words.last().is_some_and(|word| is_small(word));
    let time = words.windows(2).any(|pair| transcript::is_time_of_day(&pair.join(" ")));
    let cut = cut || is_address(text) || is_credit(text) || is_signed(text) || ends_with_day(text);
    short && bare && !cut && !time && starts(text) && text.chars().any(char::is_alphabetic) && !begins_item(text)
        || short && is_numbered(text) && !cut && bare
}

/// A day is written in no more bytes, with the day of the week and the time.
const LONGEST_DAY: usize = 80;

/// `Lan Anh, February 12, 2025`, `Deadline: 12/02/2025`: a day behind something else is that of a quotation or an announcement.
fn ends_with_day(text: &str) -> bool {
    let mut parts = text
        .match_indices([',', ':', '('])
        .map(|(at, sign)| &text[at + sign.len()..])
        .filter(|part| part.len() <= LONGEST_DAY);
    parts.any(|part| {
        let day = dates::read(part.trim().trim_end_matches(')'), Some(Order::DayFirst));
        let other = || dates::read(part.trim(), Some(Order::MonthFirst));
        day.or_else(|_| other()).is_ok_and(|when| when.date.is_exact_day())
    })
}

/// `© Lan Anh`, and a line that ends with the number of a note, as those below quotations do: who owns or said something.
fn is_signed(text: &str) -> bool {
    let note = |letter: char| matches!(letter, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}');
    text.contains('©') || text.ends_with(note)
}

/// An address stands there, in a line that says where something is.
fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
}

/// `Photo credit: VNA`, `Figure 2`, `Ảnh: TTXVN`: what stands below a picture.
fn is_credit(text: &str) -> bool {
    const LABELS: [&str; 28] = [
        "photo",
        "photos",
        "photograph",
        "image",
        "images",
        "picture",
        "credit",
        "credits",
        "source",
        "sources",
        "caption",
        "video",
        "anh",
        "hinh",
        "hinh anh",
        "nguon",
        "nguon anh",
        "foto",
        "fotos",
        "bild",
        "quelle",
        "fuente",
        "imagen",
        "photo credit",
        "image credit",
        "image source",
        "credit photo",
        "anh minh hoa",
    ];
    const NUMBERED: [&str; 15] = [
        "figure",
        "fig",
        "table",
        "chart",
        "graph",
        "exhibit",
        "hinh",
        "bang",
        "bieu do",
        "abbildung",
        "abb",
        "tabelle",
        "figura",
        "tabla",
        "tableau",
    ];
    let label = text.split_once(':').map(|(label, _)| fold(label.trim()));
    if label.is_some_and(|label| LABELS.contains(&label.as_str())) {
        return true;
    }
    let folded = fold(text);
    let first = folded
        .split(|letter: char| letter.is_ascii_digit())
        .next()
        .unwrap_or_default();
    first.len() < folded.len() && NUMBERED.contains(&first.trim_end_matches([' ', '.']))
}

/// `1. The first part`: a heading may be numbered, in one figure or by letters.
fn is_numbered(text: &str) -> bool {
    let Some((label, rest)) = text.split_once(". ") else {
        return false;
    };
    let number = label.len() <= 2 && label.bytes().all(|byte| byte.is_ascii_digit());
    number && starts(rest)
}

fn starts(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit() || "“\"‘«(".contains(letter))
}

/// Words that no heading ends with.
fn is_small(word: &str) -> bool {
    [
        "a", "an", "the", "and", "or", "of", "in", "on", "at", "to", "for", "with", "from", "by", "as", "is", "are",
        "was", "were", "this", "that", "and", "but", "its", "their", "our", "his", "her", "und", "der", "die", "das",
        "le", "la", "les", "de", "du", "des", "et", "like",
    ]
    .contains(&fold(word).as_str())
}

/// What stands before a heading has come to its end.
fn ends(piece: &Piece) -> bool {
    if piece.kind == BlockKind::Caption || piece.repeated {
        return true;
    }
    let item = begins_item(&piece.text);
    let paragraph =
        piece.is_paragraph() && piece.ends_like_a_sentence() && piece.text.chars().count() >= SHORTEST_BEFORE;
    // A colon announces what follows.
    (item || paragraph) && !piece.text.ends_with(':')
}

/// Below a quotation stands who said it: `Lan Anh, February 12, 2025`; a name of a few words alone where all of the paragraph is quoted.
fn is_quoted(before: &Piece, text: &str) -> bool {
    let closes = before.text.ends_with(['”', '"', '»', '“']);
    let whole = closes && before.text.starts_with(['“', '"', '«', '„']);
    let small = ["of", "the", "de", "von", "van", "la", "and"];
    let named = || {
        let mut words = text.split_whitespace();
        words.clone().count() <= 5 && words.all(|word| word.starts_with(char::is_uppercase) || small.contains(&word))
    };
    closes && text.contains(',') || whole && named()
}

/// What stands behind a heading is running text that begins there.
fn begins(piece: &Piece) -> bool {
    piece.is_paragraph()
        && !piece.repeated
        && piece.ends_like_a_sentence()
        && starts(&piece.text)
        && !begins_item(&piece.text)
        && piece.text.chars().count() >= SHORTEST_PARAGRAPH
        && transcript::speaker(&piece.text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::plain;

    const ONE: &str = "One is here, and it is long enough to be a paragraph of some kind, as paragraphs of news are.";
    const TWO: &str = "Two is here, and it is long enough to be a paragraph of some kind, as paragraphs of news are.";

    /// The lines that are headings.
    fn headings(text: &str) -> Vec<String> {
        let mut pieces = plain::pieces(text);
        mark(&mut pieces);
        let headings = pieces
            .into_iter()
            .filter(|piece| matches!(piece.kind, BlockKind::Heading { .. }));
        headings.map(|piece| piece.text).collect()
    }

    #[test]
    fn a_bare_line_between_paragraphs_is_a_heading() {
        for heading in [
            "Shaping identity",
            "1. The first part",
            "CULTURE AND TRADE",
            "“Build, build, build”",
            "Kết nối văn hóa",
            "2024 in numbers",
        ] {
            for gap in ["\n\n", "\n"] {
                assert_eq!(headings(&[ONE, heading, TWO].join(gap)), [heading], "{heading}");
            }
        }
    }

    #[test]
    fn headings_are_found_in_broken_lines_and_no_part_of_a_sentence_is() {
        let one = "The minister said on the first day of the meeting that the two\nnations would work together on culture and on many other things that\nboth of them hold dear.";
        let two = "Another paragraph begins here and it is broken at the same width,\nas the first one was, and it goes on until it comes to the end in\nFriendship House on the square.";
        assert_eq!(
            headings(&format!("{one}\n\nShaping identity\n\n{two}\n\n{one}")),
            ["Shaping identity"]
        );
        assert_eq!(headings(&format!("{one}\n\n{two}\n\n{one}")), [""; 0]);
    }

    #[test]
    fn a_line_that_stands_twice_is_a_caption() {
        let caption = "The hall (Photo: VNA)";
        let mut pieces = plain::pieces(&[ONE, caption, caption, TWO].join("\n"));
        mark(&mut pieces);
        assert_eq!(pieces[1].kind, BlockKind::Caption);
    }

    #[test]
    fn other_short_lines_are_text() {
        for line in [
            "First point,",
            "lower case line",
            "***",
            "What next?",
            "Q What next",
            "3:15 P.M. EST",
            "The order that was given to the",
            "H.R. 663, the “Child Act;”",
            "They follow:",
            "Photo credit: Lan Anh",
            "Nguồn ảnh: TTXVN",
            "Figure 2",
            "Deadline: April 17, 2023",
            "Lan Anh, 17/01/2009",
            "Lan Anh¹⁰",
            "Copyright © 2009 Lan Anh",
            "Hình 3. Khu phố cổ",
            "Home page: https://example.org/2025",
            "- an item of a list",
            "A line that is much too long to be a heading of anything that people would read",
        ] {
            assert_eq!(headings(&[ONE, line, TWO].join("\n\n")), [""; 0], "{line}");
        }
        for text in [
            [&format!("“{ONE}”"), "Lan Anh, June 2025", TWO].join("\n\n"),
            [&format!("“{ONE}”"), "Nguyễn Thị Lan Anh", TWO].join("\n\n"),
            [ONE, "The end of it"].join("\n\n"),
            [ONE, "Line one", "Line two", "Line three"].join("\n\n"),
            [ONE, "THE WHITE HOUSE", "LAN ANH"].join("\n\n"),
            [ONE, "Included are:", "The first one", TWO].join("\n\n"),
            [
                ONE,
                "The law was signed on",
                "and it is in force since the first day of that month, as those who wrote it had wished.",
            ]
            .join("\n\n"),
        ] {
            assert_eq!(headings(&text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_transcript_has_no_headings() {
        let said = |name: &str| format!("{name}: {TWO}");
        let text = [
            said("THE PRESIDENT"),
            "Good afternoon".to_owned(),
            TWO.to_owned(),
            said("MS. PSAKI"),
        ]
        .join("\n\n");
        assert_eq!(headings(&text), [""; 0]);
    }
}

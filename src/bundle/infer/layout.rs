//! Captions and headings of plain text, which has no signs for them.

use super::evidence;
use crate::article::{BlockKind, Derived, Field};
use crate::bundle::piece::Piece;

/// A longer line is a paragraph.
const MOST_LETTERS: usize = 100;
const MOST_WORDS: usize = 14;

/// Marks captions (lines that stand twice in a row) and headings (bare lines between paragraphs).
pub(super) fn mark(pieces: &mut [Piece]) -> Vec<Derived> {
    let mut found = vec![];
    for at in 0..pieces.len() {
        let text = &pieces[at].text;
        let (field, rule, kind) = if pieces[at].repeated {
            (Field::Caption, "repeated-line", BlockKind::Caption)
        } else if is_heading(pieces, at) {
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

/// A short line without a full stop, between a paragraph and a paragraph.
fn is_heading(pieces: &[Piece], at: usize) -> bool {
    let piece = &pieces[at];
    let text = &piece.text;
    let short = text.chars().count() <= MOST_LETTERS && text.split_whitespace().count() <= MOST_WORDS;
    let begins =
        text.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit() || "“\"".contains(letter));
    let bare = !text.ends_with([',', ';', '-', '—', '–']) && (!piece.ends_like_a_sentence() || text.ends_with('?'));
    let follows = |piece: &Piece| piece.is_paragraph() && piece.ends_like_a_sentence() && !piece.repeated;
    let before = at.checked_sub(1).map(|before| &pieces[before]);
    let between = before.is_some_and(follows_or_is_caption) && pieces.get(at + 1).is_some_and(follows);
    piece.is_paragraph() && short && begins && bare && between && text.chars().any(char::is_alphabetic)
}

fn follows_or_is_caption(piece: &Piece) -> bool {
    piece.kind == BlockKind::Caption || piece.is_paragraph() && piece.ends_like_a_sentence()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::plain;

    fn kinds(text: &str) -> Vec<BlockKind> {
        let mut pieces = plain::pieces(text);
        mark(&mut pieces);
        pieces.into_iter().map(|piece| piece.kind).collect()
    }

    const HEADING: BlockKind = BlockKind::Heading { level: 2 };
    const TEXT: BlockKind = BlockKind::Paragraph;

    #[test]
    fn a_bare_line_between_paragraphs_is_a_heading() {
        assert_eq!(
            kinds("One is here.\n\nShaping identity\n\nTwo is here."),
            [TEXT, HEADING, TEXT]
        );
        assert_eq!(
            kinds("One is here.\n\nWhat next?\n\nTwo is here."),
            [TEXT, HEADING, TEXT]
        );
    }

    #[test]
    fn a_line_that_stands_twice_is_a_caption() {
        assert_eq!(
            kinds("One is here.\n\nThe hall (Photo: VNA)\nThe hall (Photo: VNA)\n\nTwo is here."),
            [TEXT, BlockKind::Caption, TEXT]
        );
    }

    #[test]
    fn other_short_lines_are_text() {
        for text in [
            "One is here.\n\nFirst point,\n\nsecond point.",
            "One is here.\n\nlower case line\n\nTwo is here.",
            "One is here.\n\nLine one\n\nLine two\n\nLine three",
            "One is here.\n\nThe end of it",
            "One is here.\n\n***\n\nTwo is here.",
        ] {
            assert!(kinds(text).iter().all(|kind| *kind == TEXT), "{text}");
        }
    }
}

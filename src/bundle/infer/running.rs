//! Where the running text begins and ends: what stands above and below it is looked at by [`super::edges`].

use crate::article::BlockKind;
use crate::bundle::piece::Piece;

/// A text begins and ends within so many pieces of its edges.
const MOST_LINES: usize = 8;

/// Running text: no line of an edge is as long.
const RUNNING: usize = 160;

/// How many pieces stand above the running text.
pub(super) fn head(pieces: &[Piece]) -> usize {
    let running = pieces.iter().position(is_running).unwrap_or(0);
    running.min(MOST_LINES)
}

/// Where the pieces below the running text begin.
pub(super) fn foot(pieces: &[Piece]) -> usize {
    let running = pieces
        .iter()
        .rposition(is_running)
        .map_or(pieces.len(), |last| last + 1);
    running.max(pieces.len().saturating_sub(MOST_LINES))
}

/// A paragraph, not a line: it is long, or it is a sentence of some length.
fn is_running(piece: &Piece) -> bool {
    let length = piece.text.chars().count();
    let sentence = piece.ends_like_a_sentence() && piece.text.split_whitespace().count() > 4;
    !matches!(
        piece.kind,
        BlockKind::Heading { .. } | BlockKind::Image { .. } | BlockKind::Caption
    ) && (length > RUNNING || sentence && !is_dated(&piece.text))
}

/// `Hanoi, February 12, 2025.` ends like a sentence and is none.
fn is_dated(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words <= 8
        && text
            .trim_end_matches('.')
            .ends_with(|letter: char| letter.is_ascii_digit())
}

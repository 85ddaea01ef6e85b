//! Text with marked words, cut into pieces that become text nodes and elements.

use std::ops::Range;

use super::view::{View, el};

/// A run of a text with one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// It belongs to this mark.
    pub mark: Option<usize>,
}

/// Cuts a part of a text where a mark begins or ends. Marks are those of the whole text, ascending, and do not overlap.
pub fn pieces(part: Range<usize>, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut result = Vec::new();
    let mut from = part.start;
    let mut at = marks.partition_point(|mark| mark.end <= from);
    while from < part.end {
        let mark = marks.get(at).filter(|mark| mark.start <= from);
        let to = match (mark, marks.get(at)) {
            (Some(mark), _) => mark.end,
            (None, next) => next.map_or(part.end, |next| next.start),
        };
        let to = to.min(part.end);
        result.push(Piece {
            range: from..to,
            mark: mark.map(|_| at),
        });
        at += usize::from(mark.is_some());
        from = to;
    }
    result
}

/// A text with marked words.
pub(super) fn marked(text: &str, marks: &[Range<usize>]) -> View {
    let pieces = pieces(0..text.len(), marks).into_iter();
    pieces
        .map(|piece| {
            let run = text.get(piece.range).unwrap_or_default();
            match piece.mark {
                Some(_) => el("mark").child(run).into(),
                None => run.into(),
            }
        })
        .collect::<Vec<View>>()
        .into()
}

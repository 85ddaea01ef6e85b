//! Text with marked words and links, cut into pieces that become text nodes and elements.

use std::ops::Range;

use super::view::{View, el};
use crate::article::Link;

/// A run of a text with one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// It belongs to this mark.
    pub mark: Option<usize>,
    /// It belongs to this link.
    pub link: Option<usize>,
}

/// Cuts a text of `length` bytes where a mark or a link begins or ends. Both are ascending and do not overlap
/// among themselves; a mark that crosses the edge of a link becomes two pieces of the same mark.
pub fn pieces(length: usize, marks: &[Range<usize>], links: &[Link]) -> Vec<Piece> {
    let edges = marks
        .iter()
        .flat_map(|mark| [mark.start, mark.end])
        .chain(links.iter().flat_map(|link| [link.start, link.end]));
    let mut result = Vec::new();
    let mut from = 0;
    while from < length {
        let to = edges.clone().filter(|edge| *edge > from).fold(length, usize::min);
        result.push(Piece {
            range: from..to,
            mark: marks.iter().position(|mark| mark.start <= from && to <= mark.end),
            link: links.iter().position(|link| link.start <= from && to <= link.end),
        });
        from = to;
    }
    result
}

/// A text with marked words.
pub(super) fn marked(text: &str, marks: &[Range<usize>]) -> View {
    let pieces = pieces(text.len(), marks, &[]).into_iter();
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

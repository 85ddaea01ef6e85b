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
    let ends = |from: usize, to: usize| [from, to];
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| ends(mark.start, mark.end)).collect();
    cuts.extend(links.iter().flat_map(|link| ends(link.start, link.end)));
    cuts.push(length);
    cuts.sort_unstable();
    let mut from = 0;
    let mut result = Vec::new();
    for to in cuts {
        if to > from && to <= length {
            result.push(Piece {
                range: from..to,
                mark: marks.iter().position(|mark| mark.start <= from && to <= mark.end),
                link: links.iter().position(|link| link.start <= from && to <= link.end),
            });
            from = to;
        }
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

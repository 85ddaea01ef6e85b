//! The pieces of a text, before it is an article: what [`super::plain`] and [`super::markdown`] read, what
//! [`super::infer`] looks at and changes, and what becomes `content_text` and its marks.

use super::lost::Missed;
use crate::article::{BlockKind, BlockMark, Container, ContainerKind, Span};

/// What [`crate::article::Article::blocks`] takes blocks apart at.
const SEPARATOR: &str = "\n\n";

/// A paragraph, heading, caption …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) kind: BlockKind,
    /// In order, an outer one before those inside it. A link to a file of the folder, and a picture of it, has the target as the article
    /// has it, until [`super::links`] and [`super::pictures`] know what it leads to.
    pub(super) spans: Vec<Span>,
    /// The containers that it stands in, the outermost first.
    pub(super) within: Vec<Within>,
    /// What links to it call it.
    pub(super) ids: Vec<String>,
    /// Its first line in the text, counted from 1; 0 where it is not known.
    pub(super) line: usize,
    /// What its text had that cannot be kept.
    pub(super) missed: Vec<Missed>,
    /// A blank line, or the end of the text, stands behind it.
    pub(super) gap_after: bool,
    /// The same line stood here more than once, and is kept once.
    pub(super) repeated: bool,
}

/// A container of a piece. Pieces with an equal one stand in the same container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Within {
    /// Different for each container of a text.
    pub(super) number: usize,
    pub(super) kind: ContainerKind,
}

impl Piece {
    /// Running text.
    pub(super) fn paragraph(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A paragraph that ends like a sentence.
    pub(super) fn ends_like_a_sentence(&self) -> bool {
        ends_like_a_sentence(&self.text)
    }

    pub(super) fn is_paragraph(&self) -> bool {
        self.kind == BlockKind::Paragraph
    }

    /// Takes away the first `length` bytes and the blanks behind them; spans move along.
    pub(super) fn cut_front(&mut self, length: usize) {
        let rest = self.text.get(length..).unwrap_or_default().trim_start();
        let cut = self.text.len() - rest.len();
        self.text = rest.to_owned();
        self.spans.retain(|span| span.end > cut);
        for span in &mut self.spans {
            span.start = span.start.saturating_sub(cut);
            span.end -= cut;
        }
    }

    /// Keeps the first `length` bytes without the blanks at their end.
    pub(super) fn cut_back(&mut self, length: usize) {
        self.text
            .truncate(self.text.get(..length).unwrap_or_default().trim_end().len());
        self.spans.retain(|span| span.start < self.text.len());
        for span in &mut self.spans {
            span.end = span.end.min(self.text.len());
        }
    }

    /// The number of the note that it belongs to.
    fn note(&self) -> Option<u32> {
        self.within.iter().find_map(|within| match within.kind {
            ContainerKind::Note { number } => Some(number),
            _ => None,
        })
    }
}

/// `.`, `!`, `?`, `…` or `:`, also before closing quotes and brackets.
pub(super) fn ends_like_a_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    text.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

/// Takes the notes out of a text, in the order of their numbers: they stand at its end, wherever they were written, and say
/// nothing about its title, date or place.
pub(super) fn take_notes(pieces: &mut Vec<Piece>) -> Vec<Piece> {
    let mut notes: Vec<Piece> = pieces.extract_if(.., |piece| piece.note().is_some()).collect();
    notes.sort_by_key(Piece::note);
    notes
}

/// A text and all that is known about its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) blocks: Vec<BlockMark>,
    pub(super) containers: Vec<Container>,
    /// What links call the blocks, and which block that is.
    pub(super) ids: Vec<(String, usize)>,
    /// The line where each block begins, counted from 1; 0 where it is not known.
    pub(super) lines: Vec<usize>,
    /// What could not be kept, and its line.
    pub(super) missed: Vec<(usize, Missed)>,
}

/// The pieces as `content_text` and its marks. Pieces without text are left out, unless they are pictures.
pub(super) fn content(pieces: Vec<Piece>) -> Content {
    let mut content = Content::default();
    let mut open: Vec<(Within, usize)> = vec![];
    let shown = |piece: &Piece| !piece.text.trim().is_empty() || matches!(piece.kind, BlockKind::Image(_));
    let mut at = 0;
    for mut piece in pieces {
        content
            .missed
            .extend(piece.missed.drain(..).map(|missed| (piece.line, missed)));
        if !shown(&piece) {
            continue;
        }
        if at > 0 {
            content.text.push_str(SEPARATOR);
        }
        let kept = open
            .iter()
            .zip(&piece.within)
            .take_while(|(open, within)| open.0 == **within);
        let kept = kept.count();
        close(&mut open, kept, at, &mut content.containers);
        open.extend(piece.within.drain(kept..).map(|within| (within, at)));
        separate_lines(&mut piece);
        content.text.push_str(&piece.text);
        content.lines.push(piece.line);
        content.ids.extend(piece.ids.into_iter().map(|id| (id, at)));
        if piece.kind != BlockKind::Paragraph || !piece.spans.is_empty() {
            content.blocks.push(BlockMark {
                at,
                kind: piece.kind,
                id: None,
                spans: piece.spans,
            });
        }
        at += 1;
    }
    close(&mut open, 0, at, &mut content.containers);
    content.containers.sort_by(|a, b| (a.from, b.to).cmp(&(b.from, a.to)));
    content
}

/// Ends all but the first `kept` containers before block `at`. The outer ones come first, so that of two with the same blocks
/// the outer one stays first when they are sorted.
fn close(open: &mut Vec<(Within, usize)>, kept: usize, at: usize, containers: &mut Vec<Container>) {
    containers.extend(open.drain(kept..).map(|(within, from)| Container {
        from,
        to: at,
        kind: within.kind,
    }));
}

/// A blank in each empty line: it would end the block. Only code has some.
fn separate_lines(piece: &mut Piece) {
    if !piece.text.contains(SEPARATOR) {
        return;
    }
    let mut inside = String::with_capacity(piece.text.len());
    // Where blanks were put in.
    let mut blanks = vec![];
    for (at, character) in piece.text.char_indices() {
        if character == '\n' && inside.ends_with('\n') {
            inside.push(' ');
            blanks.push(at);
        }
        inside.push(character);
    }
    piece.text = inside;
    for span in &mut piece.spans {
        span.start += blanks.partition_point(|blank| *blank <= span.start);
        span.end += blanks.partition_point(|blank| *blank < span.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::SpanKind;

    fn span(start: usize, end: usize) -> Span {
        Span {
            start,
            end,
            kind: SpanKind::Strong,
        }
    }

    #[test]
    fn spans_move_with_their_text() {
        let mut piece = Piece {
            spans: vec![span(0, 13), span(10, 14), span(18, 21)],
            ..Piece::paragraph("PARIS — Here. — VNS")
        };
        piece.cut_front("PARIS —".len());
        assert_eq!(
            (piece.text.as_str(), piece.spans.as_slice()),
            ("Here. — VNS", &[span(0, 3), span(0, 4), span(8, 11)][..])
        );
        piece.cut_back(5);
        assert_eq!((piece.text.as_str(), piece.spans.len()), ("Here.", 2));
        piece.cut_back(2);
        assert_eq!((piece.text.as_str(), piece.spans.last()), ("He", Some(&span(0, 2))));
    }

    #[test]
    fn empty_lines_of_code_do_not_end_it() {
        let code = Piece {
            kind: BlockKind::Code {
                language: String::new(),
            },
            ..Piece::paragraph("a\n\n\nb")
        };
        let content = content(vec![Piece::paragraph("First"), Piece::paragraph(" "), code]);
        assert_eq!(content.text, "First\n\na\n \n \nb");
        assert_eq!((content.blocks.len(), content.blocks[0].at), (1, 1));
    }

    #[test]
    fn pieces_in_one_container_stand_together() {
        let within = |numbers: &[usize]| {
            let kind = ContainerKind::Quote;
            let within = numbers.iter().map(|number| Within {
                number: *number,
                kind: kind.clone(),
            });
            Piece {
                within: within.collect(),
                ..Piece::paragraph("x")
            }
        };
        let pieces = [&[][..], &[1], &[1, 2], &[1, 3, 4], &[], &[5]].map(within);
        let content = content(pieces.into());
        let ranges: Vec<(usize, usize)> = content.containers.iter().map(|found| (found.from, found.to)).collect();
        assert_eq!(ranges, [(1, 4), (2, 3), (3, 4), (3, 4), (5, 6)]);
        assert_eq!(crate::article::containers(&content.containers, 6).len(), 5, "they nest");
    }

    #[test]
    fn notes_are_taken_out_in_their_order() {
        let note = |number, text: &str| Piece {
            within: vec![Within {
                number: number as usize,
                kind: ContainerKind::Note { number },
            }],
            ..Piece::paragraph(text)
        };
        let mut pieces = vec![note(2, "b"), Piece::paragraph("text"), note(1, "a"), note(2, "c")];
        let notes = take_notes(&mut pieces);
        assert_eq!(pieces.len(), 1);
        assert_eq!(
            notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(),
            ["a", "b", "c"]
        );
    }

    #[test]
    fn closing_quotes_do_not_hide_the_full_stop() {
        assert!(
            ends_like_a_sentence("He said “yes.”")
                && ends_like_a_sentence("So? ")
                && !ends_like_a_sentence("Tien Phong")
        );
    }
}

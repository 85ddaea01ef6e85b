//! The pieces of a text, before it is an article: what [`super::plain`] and [`super::markdown`] read, what
//! [`super::infer`] looks at and changes, and what becomes `content_text` and its marks.

use crate::article::{BlockKind, BlockMark, Link};

/// What [`crate::article::Article::blocks`] takes blocks apart at.
const SEPARATOR: &str = "\n\n";

/// A paragraph, heading, caption …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) kind: BlockKind,
    pub(super) links: Vec<Link>,
    /// A blank line, or the end of the text, stands behind it.
    pub(super) gap_after: bool,
    /// The same line stood here more than once, and is kept once.
    pub(super) repeated: bool,
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

    /// Takes away the first `length` bytes and the blanks behind them; links move along.
    pub(super) fn cut_front(&mut self, length: usize) {
        let rest = self.text.get(length..).unwrap_or_default().trim_start();
        let cut = self.text.len() - rest.len();
        self.text = rest.to_owned();
        self.links.retain(|link| link.start >= cut);
        for link in &mut self.links {
            link.start -= cut;
            link.end -= cut;
        }
    }

    /// Keeps the first `length` bytes without the blanks at their end.
    pub(super) fn cut_back(&mut self, length: usize) {
        self.text
            .truncate(self.text.get(..length).unwrap_or_default().trim_end().len());
        self.links.retain(|link| link.end <= self.text.len());
    }
}

/// `.`, `!`, `?`, `…` or `:`, also before closing quotes and brackets.
pub(super) fn ends_like_a_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    text.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

/// The pieces as `content_text` and its marks. Pieces without text are left out.
pub(super) fn content(pieces: Vec<Piece>) -> (String, Vec<BlockMark>) {
    let mut text = String::new();
    let mut marks = vec![];
    let pieces = pieces.into_iter().filter(|piece| !piece.text.trim().is_empty());
    for (at, piece) in pieces.enumerate() {
        if at > 0 {
            text.push_str(SEPARATOR);
        }
        // Only code has empty lines inside; a blank keeps them from ending the block.
        let mut inside = piece.text;
        while inside.contains("\n\n") {
            inside = inside.replace("\n\n", "\n \n");
        }
        text.push_str(&inside);
        if piece.kind != BlockKind::Paragraph || !piece.links.is_empty() {
            marks.push(BlockMark {
                at,
                kind: piece.kind,
                links: piece.links,
            });
        }
    }
    (text, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_move_with_their_text() {
        let link = |start, end| Link {
            start,
            end,
            href: "https://example.org/".into(),
        };
        let mut piece = Piece {
            links: vec![link(0, 5), link(10, 14)],
            ..Piece::paragraph("PARIS — Here. — VNS")
        };
        piece.cut_front("PARIS —".len());
        assert_eq!(
            (piece.text.as_str(), piece.links.as_slice()),
            ("Here. — VNS", &[link(0, 4)][..])
        );
        piece.cut_back(5);
        assert_eq!((piece.text.as_str(), piece.links.len()), ("Here.", 1));
    }

    #[test]
    fn empty_lines_of_code_do_not_end_it() {
        let code = Piece {
            kind: BlockKind::Code,
            ..Piece::paragraph("a\n\n\nb")
        };
        let (text, marks) = content(vec![Piece::paragraph("First"), Piece::paragraph(" "), code]);
        assert_eq!(text, "First\n\na\n \n \nb");
        assert_eq!((marks.len(), marks[0].at), (1, 1));
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

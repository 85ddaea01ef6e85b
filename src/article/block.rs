//! The body of an article as typed blocks.
//!
//! The text stands once, in `content_text`: blocks are its pieces between blank lines, and
//! [`BlockMark`]s say which of them are more than plain paragraphs.

use serde::Serialize;

use super::json::{Fault, FromJson, Json, Members, from_json};

/// What a block is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading inside the article, 2 to 6 (1 is the title).
    Heading {
        /// 2 to 6.
        level: u8,
    },
    /// The caption of a picture that did not come along.
    Caption,
    /// One item of a list; neighbouring items form the list.
    Item {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// Nesting, 0 outermost.
        depth: u8,
    },
    /// A quotation.
    Quote,
    /// Preformatted text: line breaks and spaces count.
    Code,
    /// A table: rows are lines, cells are separated by tabs, the first row is the header.
    Table,
    /// A picture; the block's text is its alternative text.
    Image {
        /// Where the picture is, as the article had it.
        src: String,
    },
}

/// A link on a part of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Byte offset of the first character in the block's UTF-8 text.
    pub start: usize,
    /// Byte offset behind the last character.
    pub end: usize,
    /// An `http`, `https` or `mailto` address; others never get this far.
    pub href: String,
}

/// What `content_text` cannot say about one of its blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "WireMark")]
pub struct BlockMark {
    /// Which block, counted from 0.
    pub at: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Its links, in order, not overlapping.
    pub links: Vec<Link>,
}

/// A [`BlockMark`] as JSON has it: flat.
#[derive(Serialize)]
struct WireMark {
    at: usize,
    kind: WireKind,
    #[serde(skip_serializing_if = "is_default")]
    level: u8,
    #[serde(skip_serializing_if = "is_default")]
    ordered: bool,
    #[serde(skip_serializing_if = "is_default")]
    depth: u8,
    #[serde(skip_serializing_if = "is_default")]
    src: String,
    #[serde(skip_serializing_if = "is_default")]
    links: Vec<Link>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum WireKind {
    Paragraph,
    Heading,
    Caption,
    Item,
    Quote,
    Code,
    Table,
    Image,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl FromJson for BlockMark {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        let mut mark = Members::of(json, fault);
        let kind = match mark.take::<String>("kind").as_str() {
            "paragraph" => BlockKind::Paragraph,
            "heading" => BlockKind::Heading {
                level: mark.take("level"),
            },
            "caption" => BlockKind::Caption,
            "item" => {
                let depth: Option<u8> = mark.take("depth");
                BlockKind::Item {
                    ordered: mark.take("ordered"),
                    depth: depth.unwrap_or(0),
                }
            }
            "quote" => BlockKind::Quote,
            "code" => BlockKind::Code,
            "table" => BlockKind::Table,
            "image" => BlockKind::Image { src: mark.take("src") },
            _ => {
                mark.wrong("kind");
                BlockKind::Paragraph
            }
        };
        Self {
            at: mark.take("at"),
            kind,
            links: mark.take("links"),
        }
    }
}

from_json!(Link {
    start: "start",
    end: "end",
    href: "href"
});

impl From<BlockMark> for WireMark {
    fn from(mark: BlockMark) -> Self {
        let BlockMark { at, kind, links } = mark;
        let plain = |kind| WireMark {
            at,
            kind,
            level: 0,
            ordered: false,
            depth: 0,
            src: String::new(),
            links,
        };
        match kind {
            BlockKind::Paragraph => plain(WireKind::Paragraph),
            BlockKind::Heading { level } => WireMark {
                level,
                ..plain(WireKind::Heading)
            },
            BlockKind::Caption => plain(WireKind::Caption),
            BlockKind::Item { ordered, depth } => WireMark {
                ordered,
                depth,
                ..plain(WireKind::Item)
            },
            BlockKind::Quote => plain(WireKind::Quote),
            BlockKind::Code => plain(WireKind::Code),
            BlockKind::Table => plain(WireKind::Table),
            BlockKind::Image { src } => WireMark {
                src,
                ..plain(WireKind::Image)
            },
        }
    }
}

/// One block, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub text: &'a str,
    /// Byte offset of the text in `content_text`.
    pub offset: usize,
    /// Its links.
    pub links: &'a [Link],
}

/// What stands between two blocks in `content_text`.
pub(crate) const SEPARATOR: &str = "\n\n";

/// Splits `content_text` into its blocks. Marks that point nowhere are ignored, so that a corrupt
/// page still shows its text; link ranges that do not fit the text are dropped with all links of that block.
pub(crate) fn blocks<'a>(content_text: &'a str, marks: &'a [BlockMark]) -> Vec<Block<'a>> {
    let mut result = Vec::new();
    let mut offset = 0;
    if content_text.is_empty() {
        return result;
    }
    for (at, text) in content_text.split(SEPARATOR).enumerate() {
        let mark = marks.iter().find(|mark| mark.at == at);
        let links = mark.map_or(&[][..], |mark| mark.links.as_slice());
        result.push(Block {
            kind: mark.map_or_else(BlockKind::default, |mark| mark.kind.clone()),
            text,
            offset,
            links: if links_fit(links, text) { links } else { &[] },
        });
        offset += text.len() + SEPARATOR.len();
    }
    result
}

fn links_fit(links: &[Link], text: &str) -> bool {
    let mut from = 0;
    links.iter().all(|link| {
        let fits = link.start >= from
            && link.start < link.end
            && text.is_char_boundary(link.start)
            && text.is_char_boundary(link.end)
            && link.end <= text.len();
        from = link.end;
        fits
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::json;

    #[test]
    fn blocks_are_the_pieces_between_blank_lines() {
        let marks = vec![BlockMark {
            at: 1,
            kind: BlockKind::Heading { level: 2 },
            links: vec![],
        }];
        let blocks = blocks("Một\n\nHai\n\nBa", &marks);
        assert_eq!(blocks.len(), 3);
        assert_eq!(blocks[1].kind, BlockKind::Heading { level: 2 });
        assert_eq!((blocks[1].text, blocks[1].offset), ("Hai", 7));
        assert_eq!(blocks[2].kind, BlockKind::Paragraph);
    }

    #[test]
    fn links_that_do_not_fit_are_dropped() {
        let link = |start, end| Link {
            start,
            end,
            href: "https://example.org/".into(),
        };
        for (links, kept) in [
            (vec![link(0, 1), link(2, 3)], 2),
            (vec![link(0, 9)], 0),
            (vec![link(2, 3), link(0, 1)], 0),
            (vec![link(1, 1)], 0),
        ] {
            let marks = vec![BlockMark {
                at: 0,
                kind: BlockKind::Paragraph,
                links,
            }];
            assert_eq!(blocks("abcd", &marks)[0].links.len(), kept);
        }
        let inside_a_character = vec![BlockMark {
            at: 0,
            kind: BlockKind::Paragraph,
            links: vec![link(1, 3)],
        }];
        assert_eq!(blocks("đđ", &inside_a_character)[0].links.len(), 0);
    }

    #[test]
    fn a_mark_reads_as_flat_json() {
        let mark = BlockMark {
            at: 2,
            kind: BlockKind::Item {
                ordered: true,
                depth: 0,
            },
            links: vec![],
        };
        let json = serde_json::to_string(&mark).expect("a mark is JSON");
        assert_eq!(json, r#"{"at":2,"kind":"item","ordered":true}"#);
        let link = Link {
            start: 0,
            end: 2,
            href: "https://example.org/".into(),
        };
        for kind in [
            BlockKind::Paragraph,
            BlockKind::Heading { level: 3 },
            BlockKind::Caption,
            BlockKind::Item {
                ordered: false,
                depth: 2,
            },
            BlockKind::Quote,
            BlockKind::Code,
            BlockKind::Table,
            BlockKind::Image { src: "a.png".into() },
        ] {
            let mark = BlockMark {
                at: 1,
                kind,
                links: vec![link.clone()],
            };
            let json = serde_json::to_string(&mark).expect("a mark is JSON");
            assert_eq!(json::read(json.as_bytes()), Ok(mark));
        }
    }
}

//! The body of an article as typed blocks.
//!
//! The text stands once, in `content_text`: blocks are its pieces between blank lines. All else are marks over it:
//! [`BlockMark`]s say which blocks are more than plain paragraphs, [`Span`]s what the parts of a block's text are, and
//! [`Container`]s which blocks stand together in a list, a quotation or a note.

use serde::Serialize;

use super::json::{Fault, FromJson, Json, Members};

/// What a block is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading inside the article, 2 to 6 (1 is the title).
    Heading {
        /// 2 to 6.
        level: u8,
    },
    /// The caption of the picture before it, or of one that did not come along.
    Caption,
    /// What an item of a list begins with.
    Item,
    /// A paragraph of a quotation.
    Quote,
    /// Preformatted text: line breaks and spaces count.
    Code {
        /// The language that it is written in, as the article names it; empty where it does not.
        #[serde(skip_serializing_if = "is_default")]
        language: String,
    },
    /// A table: rows are lines, cells are separated by tabs.
    Table {
        /// For each column `l`, `c` or `r`, or `-` for the direction of the text; empty where no column says it.
        #[serde(skip_serializing_if = "is_default")]
        align: String,
        /// The first row is not the header.
        #[serde(skip_serializing_if = "is_default")]
        headless: bool,
    },
    /// A picture; the block's text is its alternative text, and can be empty.
    Image(Picture),
    /// What the container around it is called: the title of a callout, the summary of details, a term.
    Label,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// A file of the bundle, relative to it, or the address of a picture on another site.
    pub src: String,
    /// In pixels; 0 where it is not known.
    #[serde(skip_serializing_if = "is_default")]
    pub width: u32,
    /// In pixels; 0 where it is not known.
    #[serde(skip_serializing_if = "is_default")]
    pub height: u32,
}

/// A part of a block's text that is more than text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// Byte offset of the first character in the block's UTF-8 text.
    pub start: usize,
    /// Byte offset behind the last character.
    pub end: usize,
    /// What it is.
    #[serde(flatten)]
    pub kind: SpanKind,
}

/// What a part of a block's text is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum SpanKind {
    /// Stressed.
    Emphasis,
    /// Important.
    Strong,
    /// Code, input, output.
    Code,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// No longer so.
    Deleted,
    /// Highlighted by the author.
    Marked,
    /// A link that leaves the archive.
    Link {
        /// An `http`, `https` or `mailto` address; others never get this far.
        href: String,
    },
    /// A link to an article of the archive.
    Article {
        /// Its slug.
        slug: String,
        /// The [`BlockMark::id`] of the block that is meant; empty for the whole.
        #[serde(skip_serializing_if = "is_default")]
        part: String,
    },
    /// A link whose target is not in the archive.
    Missing {
        /// The target as the article has it.
        href: String,
    },
    /// The reference to a note.
    Note {
        /// The number of the note, which the text has as superscript digits.
        number: u32,
    },
    /// A picture among words, which are its alternative text.
    Image(Picture),
}

/// What `content_text` cannot say about one of its blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BlockMark {
    /// Which block, counted from 0.
    pub at: usize,
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// What links to this block call it.
    #[serde(skip_serializing_if = "is_default")]
    pub id: Option<String>,
    /// What its parts are, in order, an outer one before those inside it.
    #[serde(skip_serializing_if = "is_default")]
    pub spans: Vec<Span>,
}

/// Blocks that stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Container {
    /// The first block, counted from 0.
    pub from: usize,
    /// Behind the last block.
    pub to: usize,
    /// What they are.
    #[serde(flatten)]
    pub kind: ContainerKind,
}

/// What blocks that stand together are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ContainerKind {
    /// A quotation.
    Quote,
    /// A list; its items are containers in it.
    List {
        /// The number of its first item, where they are numbered.
        #[serde(skip_serializing_if = "is_default")]
        first: Option<u32>,
    },
    /// An item of a list.
    Item {
        /// Whether it is done, where it is a task.
        #[serde(skip_serializing_if = "is_default")]
        checked: Option<bool>,
    },
    /// A note to the reader that stands out; its title, if it has one, is a [`BlockKind::Label`].
    Callout {
        /// `note`, `tip`, `warning` or what else the article calls it, in lower case.
        name: String,
    },
    /// What shows only when asked for; its summary is a [`BlockKind::Label`].
    Details,
    /// A list of terms, which are [`BlockKind::Label`]s, each followed by its definitions.
    Terms,
    /// A definition of the term before it.
    Definition,
    /// A note at the end.
    Note {
        /// What [`SpanKind::Note`] refers to.
        number: u32,
    },
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
            "item" => BlockKind::Item,
            "quote" => BlockKind::Quote,
            "code" => BlockKind::Code {
                language: optional(&mut mark, "language"),
            },
            "table" => BlockKind::Table {
                align: optional(&mut mark, "align"),
                headless: mark.take("headless"),
            },
            "image" => BlockKind::Image(picture(&mut mark)),
            "label" => BlockKind::Label,
            _ => {
                mark.wrong("kind");
                BlockKind::Paragraph
            }
        };
        Self {
            at: mark.take("at"),
            kind,
            id: mark.take("id"),
            spans: mark.take("spans"),
        }
    }
}

impl FromJson for Span {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        let mut span = Members::of(json, fault);
        let kind = match span.take::<String>("kind").as_str() {
            "emphasis" => SpanKind::Emphasis,
            "strong" => SpanKind::Strong,
            "code" => SpanKind::Code,
            "superscript" => SpanKind::Superscript,
            "subscript" => SpanKind::Subscript,
            "deleted" => SpanKind::Deleted,
            "marked" => SpanKind::Marked,
            "link" => SpanKind::Link {
                href: span.take("href"),
            },
            "article" => SpanKind::Article {
                slug: span.take("slug"),
                part: optional(&mut span, "part"),
            },
            "missing" => SpanKind::Missing {
                href: span.take("href"),
            },
            "note" => SpanKind::Note {
                number: span.take("number"),
            },
            "image" => SpanKind::Image(picture(&mut span)),
            _ => {
                span.wrong("kind");
                SpanKind::Emphasis
            }
        };
        Self {
            start: span.take("start"),
            end: span.take("end"),
            kind,
        }
    }
}

impl FromJson for Container {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        let mut container = Members::of(json, fault);
        let kind = match container.take::<String>("kind").as_str() {
            "quote" => ContainerKind::Quote,
            "list" => ContainerKind::List {
                first: container.take("first"),
            },
            "item" => ContainerKind::Item {
                checked: container.take("checked"),
            },
            "callout" => ContainerKind::Callout {
                name: container.take("name"),
            },
            "details" => ContainerKind::Details,
            "terms" => ContainerKind::Terms,
            "definition" => ContainerKind::Definition,
            "note" => ContainerKind::Note {
                number: container.take("number"),
            },
            _ => {
                container.wrong("kind");
                ContainerKind::Quote
            }
        };
        Self {
            from: container.take("from"),
            to: container.take("to"),
            kind,
        }
    }
}

fn optional<T: FromJson + Default>(members: &mut Members<'_>, key: &'static str) -> T {
    members.take::<Option<T>>(key).unwrap_or_default()
}

fn picture(members: &mut Members<'_>) -> Picture {
    Picture {
        src: members.take("src"),
        width: optional(members, "width"),
        height: optional(members, "height"),
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
    /// What links to it call it.
    pub id: Option<&'a str>,
    /// What the parts of its text are.
    pub spans: &'a [Span],
}

/// What stands between two blocks in `content_text`.
pub(crate) const SEPARATOR: &str = "\n\n";

/// Deeper nesting is not shown: whoever shows it goes as deep.
pub(crate) const DEEPEST: usize = 24;

/// Splits `content_text` into its blocks. Marks that point nowhere or are out of order are ignored, so that a corrupt
/// page still shows its text; where a span does not fit the text or its neighbours, all of that block are dropped.
pub(crate) fn blocks<'a>(content_text: &'a str, marks: &'a [BlockMark]) -> Vec<Block<'a>> {
    let mut result = Vec::new();
    let mut offset = 0;
    let mut marks = marks.iter().peekable();
    if content_text.is_empty() && marks.peek().is_none() {
        return result;
    }
    for (at, text) in content_text.split(SEPARATOR).enumerate() {
        while marks.next_if(|mark| mark.at < at).is_some() {}
        let mark = marks.next_if(|mark| mark.at == at);
        let spans = mark.map_or(&[][..], |mark| mark.spans.as_slice());
        let fit = spans
            .iter()
            .all(|span| text.is_char_boundary(span.start) && text.is_char_boundary(span.end))
            && nested(spans.iter().map(|span| (span.start, span.end)), text.len());
        result.push(Block {
            kind: mark.map_or_else(BlockKind::default, |mark| mark.kind.clone()),
            text,
            offset,
            id: mark.and_then(|mark| mark.id.as_deref()),
            spans: if fit { spans } else { &[] },
        });
        offset += text.len() + SEPARATOR.len();
    }
    result
}

/// The containers of so many blocks; none where one does not fit the blocks or the others.
pub(crate) fn containers(containers: &[Container], blocks: usize) -> &[Container] {
    let fit = nested(
        containers.iter().map(|container| (container.from, container.to)),
        blocks,
    );
    if fit { containers } else { &[] }
}

/// Ranges are not empty, ascend, each lies within all that it begins in, and the last of them within `length`.
fn nested(ranges: impl Iterator<Item = (usize, usize)>, length: usize) -> bool {
    let mut around = vec![length];
    let mut last = 0;
    for (start, end) in ranges {
        while around.len() > 1 && around.last().is_some_and(|around| *around <= start) {
            around.pop();
        }
        let fits = last <= start && start < end && around.last().is_some_and(|around| end <= *around);
        if !fits || around.len() > DEEPEST {
            return false;
        }
        last = start;
        around.push(end);
    }
    true
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
            id: Some("two".into()),
            spans: vec![],
        }];
        let found = blocks("Một\n\nHai\n\nBa", &marks);
        assert_eq!(found.len(), 3);
        assert_eq!(
            (&found[1].kind, found[1].id),
            (&BlockKind::Heading { level: 2 }, Some("two"))
        );
        assert_eq!((found[1].text, found[1].offset), ("Hai", 7));
        assert_eq!(found[2].kind, BlockKind::Paragraph);
        assert_eq!(blocks("", &[]), []);
    }

    #[test]
    fn a_picture_needs_no_text() {
        let image = |at| BlockMark {
            at,
            kind: BlockKind::Image(Picture::default()),
            ..BlockMark::default()
        };
        let (first, last) = ([image(0)], [image(0), image(2)]);
        assert_eq!(blocks("", &first).len(), 1);
        let found = blocks("\n\nText\n\n", &last);
        assert_eq!(
            found.iter().map(|block| block.text).collect::<Vec<_>>(),
            ["", "Text", ""]
        );
        assert_eq!(found[2].kind, image(2).kind);
    }

    fn span(start: usize, end: usize) -> Span {
        Span {
            start,
            end,
            kind: SpanKind::Strong,
        }
    }

    #[test]
    fn spans_that_do_not_fit_are_dropped() {
        for (text, spans, kept) in [
            ("abcd", vec![span(0, 1), span(2, 3)], 2),
            ("abcd", vec![span(0, 4), span(0, 4), span(1, 2), span(3, 4)], 4),
            ("abcd", vec![span(0, 9)], 0),
            ("abcd", vec![span(2, 3), span(0, 1)], 0),
            ("abcd", vec![span(0, 3), span(2, 4)], 0),
            ("abcd", vec![span(1, 1)], 0),
            ("abcd", vec![span(usize::MAX, usize::MAX)], 0),
            ("đđ", vec![span(1, 3)], 0),
            ("abcd", vec![span(0, 4); DEEPEST], DEEPEST),
            ("abcd", vec![span(0, 4); DEEPEST + 1], 0),
        ] {
            let marks = vec![BlockMark {
                spans,
                ..BlockMark::default()
            }];
            assert_eq!(blocks(text, &marks)[0].spans.len(), kept, "{:?}", marks[0].spans);
        }
    }

    #[test]
    fn containers_that_do_not_fit_are_dropped() {
        let quote = |from, to| Container {
            from,
            to,
            kind: ContainerKind::Quote,
        };
        for (given, kept) in [
            (vec![quote(0, 2), quote(0, 1), quote(1, 2), quote(3, 4)], 4),
            (vec![quote(0, 2), quote(1, 3)], 0),
            (vec![quote(3, 5)], 0),
            (vec![quote(2, 2)], 0),
        ] {
            assert_eq!(containers(&given, 4).len(), kept, "{given:?}");
        }
    }

    #[test]
    fn marks_out_of_order_cost_nothing_but_themselves() {
        let heading = |at| BlockMark {
            at,
            kind: BlockKind::Heading { level: 2 },
            ..BlockMark::default()
        };
        let marks = [heading(2), heading(0), heading(9)];
        let kinds: Vec<bool> = blocks("a\n\nb\n\nc", &marks)
            .iter()
            .map(|block| block.kind == BlockKind::Paragraph)
            .collect();
        assert_eq!(kinds, [true, true, false]);
    }

    #[test]
    fn marks_read_as_flat_json() {
        let mark = BlockMark {
            at: 2,
            kind: BlockKind::Item,
            ..BlockMark::default()
        };
        let json = serde_json::to_string(&mark).expect("a mark is JSON");
        assert_eq!(json, r#"{"at":2,"kind":"item"}"#);
        let container = Container {
            from: 1,
            to: 3,
            kind: ContainerKind::List { first: Some(1) },
        };
        let json = serde_json::to_string(&container).expect("a container is JSON");
        assert_eq!(json, r#"{"from":1,"to":3,"kind":"list","first":1}"#);
    }

    #[test]
    fn what_is_written_is_read() {
        let picture = |width| Picture {
            src: "pictures/a.png".into(),
            width,
            height: width * 2,
        };
        let spans: Vec<Span> = [
            SpanKind::Emphasis,
            SpanKind::Strong,
            SpanKind::Code,
            SpanKind::Superscript,
            SpanKind::Subscript,
            SpanKind::Deleted,
            SpanKind::Marked,
            SpanKind::Link {
                href: "https://example.org/".into(),
            },
            SpanKind::Article {
                slug: "a".into(),
                part: "b".into(),
            },
            SpanKind::Article {
                slug: "a".into(),
                part: String::new(),
            },
            SpanKind::Missing { href: "b.md".into() },
            SpanKind::Note { number: 3 },
            SpanKind::Image(picture(0)),
        ]
        .into_iter()
        .map(|kind| Span { start: 0, end: 2, kind })
        .collect();
        for kind in [
            BlockKind::Paragraph,
            BlockKind::Heading { level: 3 },
            BlockKind::Caption,
            BlockKind::Item,
            BlockKind::Quote,
            BlockKind::Code {
                language: String::new(),
            },
            BlockKind::Code {
                language: "rust".into(),
            },
            BlockKind::Table {
                align: "l-r".into(),
                headless: true,
            },
            BlockKind::Table {
                align: String::new(),
                headless: false,
            },
            BlockKind::Image(picture(7)),
            BlockKind::Label,
        ] {
            let mark = BlockMark {
                at: 1,
                kind,
                id: Some("x".into()),
                spans: spans.clone(),
            };
            let json = serde_json::to_string(&mark).expect("a mark is JSON");
            assert_eq!(json::read(json.as_bytes()), Ok(mark));
        }
        for kind in [
            ContainerKind::Quote,
            ContainerKind::List { first: None },
            ContainerKind::List { first: Some(3) },
            ContainerKind::Item { checked: None },
            ContainerKind::Item { checked: Some(false) },
            ContainerKind::Callout { name: "tip".into() },
            ContainerKind::Details,
            ContainerKind::Terms,
            ContainerKind::Definition,
            ContainerKind::Note { number: 1 },
        ] {
            let container = Container { from: 0, to: 1, kind };
            let json = serde_json::to_string(&container).expect("a container is JSON");
            assert_eq!(json::read(json.as_bytes()), Ok(container));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_marks_leave_the_text_as_it_is(
            text in "[ađ\n\t]{0,12}",
            spans in proptest::collection::vec((0..14_usize, 0..14_usize), 0..6),
            ranges in proptest::collection::vec((0..6_usize, 0..6_usize), 0..6),
        ) {
            let spans = spans.into_iter().map(|(start, end)| span(start, end)).collect();
            let marks = [BlockMark { spans, ..BlockMark::default() }];
            let found = blocks(&text, &marks);
            proptest::prop_assert_eq!(found.iter().map(|block| block.text).collect::<Vec<_>>().join(SEPARATOR), text.clone());
            for span in found.iter().flat_map(|block| block.spans) {
                proptest::prop_assert!(found[0].text.get(span.start..span.end).is_some_and(|part| !part.is_empty()));
            }
            let quote = |(from, to)| Container { from, to, kind: ContainerKind::Quote };
            let ranges: Vec<Container> = ranges.into_iter().map(quote).collect();
            for container in containers(&ranges, found.len()) {
                proptest::prop_assert!(container.from < container.to && container.to <= found.len());
            }
        }
    }
}

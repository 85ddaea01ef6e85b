//! The words of a block: their spans as elements, the words of the query marked and numbered.

use std::ops::Range;

use super::matches::match_id;
use crate::article::{Article, Block, Picture, Span, SpanKind};
use crate::route::Route;
use crate::text::Matcher;
use crate::ui::marked::pieces;
use crate::ui::parts::answer_click;
use crate::ui::state::App;
use crate::ui::view::{El, View, el};

pub(super) struct Inline<'a> {
    app: App,
    /// The article itself, for links from one of its parts to another.
    slug: &'a str,
    matcher: &'a Matcher,
    /// How many words are marked so far.
    pub(super) marks: u32,
}

/// The marked words of a block.
pub(super) struct Marks {
    ranges: Vec<Range<usize>>,
    /// How many there are before them.
    before: u32,
}

impl<'a> Inline<'a> {
    pub(super) fn new(app: App, article: &'a Article, matcher: &'a Matcher) -> Self {
        Self {
            app,
            slug: &article.id,
            matcher,
            marks: 0,
        }
    }

    /// All of a block.
    pub(super) fn text(&mut self, block: &Block<'_>) -> View {
        let marks = self.marks_of(block);
        self.part(block, 0..block.text.len(), &marks)
    }

    /// Which words of a block are marked.
    pub(super) fn marks_of(&mut self, block: &Block<'_>) -> Marks {
        let ranges = self.matcher.ranges(block.text);
        let before = self.marks;
        self.marks += ranges.len() as u32;
        Marks { ranges, before }
    }

    /// A part of a block, with the spans that lie in it.
    pub(super) fn part(&self, block: &Block<'_>, part: Range<usize>, marks: &Marks) -> View {
        let from = block.spans.partition_point(|span| span.start < part.start);
        let to = block.spans.partition_point(|span| span.start < part.end);
        self.run(block.text, part, &block.spans[from..to.max(from)], marks)
    }

    fn run(&self, text: &str, part: Range<usize>, mut spans: &[Span], marks: &Marks) -> View {
        let mut views: Vec<View> = Vec::new();
        let mut at = part.start;
        while let Some((span, rest)) = spans.split_first() {
            let inner = rest.iter().take_while(|inner| inner.start < span.end).count();
            spans = &rest[inner..];
            // What leaves a cell of a table is of no cell.
            if span.end <= part.end {
                self.plain(text, at..span.start, marks, &mut views);
                at = span.end;
                views.push(match &span.kind {
                    SpanKind::Image(picture) => {
                        self.picture(picture, text.get(span.start..span.end).unwrap_or_default())
                    }
                    kind => self.span(kind, self.run(text, span.start..span.end, &rest[..inner], marks)),
                });
            }
        }
        self.plain(text, at..part.end, marks, &mut views);
        views.into()
    }

    fn plain(&self, text: &str, part: Range<usize>, marks: &Marks, views: &mut Vec<View>) {
        for piece in pieces(part, &marks.ranges) {
            let run = text.get(piece.range.clone()).unwrap_or_default();
            views.push(match piece.mark {
                Some(mark) => {
                    let element = el("mark").child(run);
                    // Of a mark in several pieces the first one is the place to go to.
                    if piece.range.start == marks.ranges[mark].start {
                        element.id(&match_id(marks.before + mark as u32 + 1)).into()
                    } else {
                        element.into()
                    }
                }
                None => run.into(),
            });
        }
    }

    /// What a span makes of the words in it.
    pub(super) fn span(&self, kind: &SpanKind, inner: View) -> View {
        let tag = match kind {
            SpanKind::Emphasis => "em",
            SpanKind::Strong => "strong",
            SpanKind::Code => "code",
            SpanKind::Superscript => "sup",
            SpanKind::Subscript => "sub",
            SpanKind::Deleted => "del",
            SpanKind::Marked => return el("mark").class("highlight").child(inner).into(),
            SpanKind::Link { href } if is_web(href) || href.starts_with("mailto:") => {
                return link(href).child(inner).into();
            }
            SpanKind::Article { slug, part } => return self.article(slug, part).child(inner).into(),
            SpanKind::Note { number } => {
                let number = number.to_string();
                let reference = self.article(self.slug, &["note-", &number].concat());
                let name = (self.app.strings().note)(&number);
                return self
                    .named(reference.class("ref").label(&name), Some(&["to-", &number].concat()))
                    .child(inner)
                    .into();
            }
            SpanKind::Missing { href } => {
                let note = el("small").child([" (", self.app.strings().not_here, ")"].concat());
                let words = el("span").class("missing").attr("title", href).child(inner);
                return vec![words.into(), note.into()].into();
            }
            SpanKind::Link { .. } | SpanKind::Image(_) => return inner,
        };
        el(tag).child(inner).into()
    }

    /// The beginning of a note: its number, which leads back to where it was referred to.
    pub(super) fn note(&self, number: u32) -> El {
        let number = number.to_string();
        let back = self.article(self.slug, &["to-", &number].concat());
        let name = (self.app.strings().back_to_text)(&number);
        self.named(el("div").class("footnote"), Some(&["note-", &number].concat()))
            .child(back.label(&name).child(number))
    }

    /// Gives an element a name that links to it have.
    pub(super) fn named(&self, element: El, id: Option<&str>) -> El {
        match id {
            Some(id) => element.id(&super::part_id(id)).attr("tabindex", "-1"),
            None => element,
        }
    }

    /// A link to an article, or to a part of it.
    fn article(&self, slug: &str, part: &str) -> El {
        let app = self.app;
        let to = move |route: &Route, slug: &str, part: &str| route.open(slug).at(part);
        let address = app.route.with_untracked(|route| app.link(&to(route, slug, part)));
        let (slug, part) = (slug.to_owned(), part.to_owned());
        el("a").attr("href", &address).on("click", move |event| {
            answer_click(&event, || app.read_part(&slug, &part));
        })
    }

    /// A picture of the archive, loaded when it is seen; a link to one of another site.
    pub(super) fn picture(&self, picture: &Picture, text: &str) -> View {
        let Picture { src, width, height } = picture;
        if is_web(src) {
            let label = (self.app.strings().image)(if text.is_empty() { src } else { text });
            return link(src).child(label).into();
        }
        let length = |length: &u32| (*length > 0).then(|| length.to_string());
        // Before `src`, which makes the browser load it.
        el("img")
            .attr("loading", "lazy")
            .attr("alt", text)
            .attr_if("width", length(width).as_deref())
            .attr_if("height", length(height).as_deref())
            .attr("src", &self.app.host().file(src))
            .into()
    }
}

/// A link that leaves the archive.
pub(super) fn link(address: &str) -> El {
    el("a").attr("href", address).attr("rel", "noopener noreferrer")
}

/// Whether an address is one that a link may lead to: the bundle could have been written by anybody.
pub(super) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

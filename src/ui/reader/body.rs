//! The text of an article: its blocks as elements, and which of them stand together.

use super::inline::Inline;
use crate::article::{Article, Block, BlockKind, Container, ContainerKind, Picture, SpanKind};
use crate::text::Matcher;
use crate::ui::state::App;
use crate::ui::view::{El, View, el};

/// The blocks, and how many words are marked in them.
pub(super) fn body(app: App, article: &Article, matcher: &Matcher) -> (View, u32) {
    let blocks = article.blocks();
    let mut setter = Setter {
        app,
        inline: Inline::new(app, article, matcher),
        dateline: article.explorer.dateline.as_deref(),
    };
    let body = setter.blocks(&blocks, 0, article.containers(blocks.len()), None);
    (body, setter.inline.marks)
}

struct Setter<'a> {
    app: App,
    inline: Inline<'a>,
    /// What stands before the first paragraph.
    dateline: Option<&'a str>,
}

impl Setter<'_> {
    /// Blocks from number `at` on, and the containers among them. `around` is what they stand in.
    fn blocks(
        &mut self,
        mut blocks: &[Block<'_>],
        mut at: usize,
        mut containers: &[Container],
        around: Option<&ContainerKind>,
    ) -> View {
        let mut views: Vec<View> = Vec::new();
        while let Some(block) = blocks.first() {
            let next = containers.first().map_or(usize::MAX, |container| container.from);
            let mut taken = 1;
            views.push(match containers.split_first() {
                Some((container, rest)) if next == at => {
                    taken = container.to - at;
                    let inner = rest.iter().take_while(|inner| inner.from < container.to).count();
                    containers = &rest[inner..];
                    self.container(&container.kind, &blocks[..taken], at, &rest[..inner])
                }
                _ => match &block.kind {
                    BlockKind::Image(picture) => {
                        let below = &blocks[1..blocks.len().min(next - at)];
                        let captions = below.iter().take_while(|block| block.kind == BlockKind::Caption);
                        let mut figure = el("figure").child(self.picture(block, picture));
                        for caption in captions {
                            figure = figure.child(el("figcaption").child(self.inline.text(caption)));
                            taken += 1;
                        }
                        figure.into()
                    }
                    _ => self.block(block, around).into(),
                },
            });
            blocks = &blocks[taken..];
            at += taken;
        }
        views.into()
    }

    fn container(&mut self, kind: &ContainerKind, blocks: &[Block<'_>], at: usize, inner: &[Container]) -> View {
        let strings = self.app.strings();
        let element = match kind {
            ContainerKind::Quote => el("blockquote"),
            ContainerKind::List { first: None } => el("ul"),
            ContainerKind::List { first: Some(first) } => el("ol").attr("start", &first.to_string()),
            ContainerKind::Item { checked: None } => el("li"),
            ContainerKind::Item { checked: Some(done) } => {
                let sign = el("span").attr("role", "img").label(strings.tasks[usize::from(*done)]);
                el("li").class("task").child(sign.child(if *done { "☑" } else { "☐" }))
            }
            ContainerKind::Callout { name } => {
                let titled = blocks.first().is_some_and(|block| block.kind == BlockKind::Label);
                let callout = el("div").class("callout").attr("role", "note").attr("data-name", name);
                if titled {
                    callout
                } else {
                    callout.child(el("p").class("callout-title").child((strings.callout)(name)))
                }
            }
            ContainerKind::Details => el("details"),
            ContainerKind::Terms => el("dl"),
            ContainerKind::Definition => el("dd"),
            ContainerKind::Note { number } => self.inline.note(*number),
        };
        let blocks = self.blocks(blocks, at, inner, Some(kind));
        match kind {
            ContainerKind::Note { .. } => element.child(el("div").child(blocks)),
            _ => element.child(blocks),
        }
        .into()
    }

    fn block(&mut self, block: &Block<'_>, around: Option<&ContainerKind>) -> El {
        let tag = match &block.kind {
            BlockKind::Heading { level: 0..=2 } => "h2",
            BlockKind::Heading { level: 3 } => "h3",
            BlockKind::Heading { .. } => "h4",
            BlockKind::Caption => {
                let caption = el("figcaption").child(self.inline.text(block));
                return el("figure").class("caption").child(caption);
            }
            BlockKind::Code { language } => {
                let code = el("code").child(self.inline.text(block));
                let language = Some(language.as_str()).filter(|language| !language.is_empty());
                return el("pre")
                    .attr("tabindex", "0")
                    .attr_if("data-language", language)
                    .child(code);
            }
            BlockKind::Table { align, headless } => return self.table(block, align, *headless),
            BlockKind::Label => match around {
                Some(ContainerKind::Details) => "summary",
                Some(ContainerKind::Terms) => "dt",
                _ => return el("p").class("callout-title").child(self.inline.text(block)),
            },
            _ => "p",
        };
        let mut element = self.inline.named(el(tag), block.id);
        if let Some(dateline) = self.dateline.take()
            && block.kind == BlockKind::Paragraph
        {
            element = element.child(el("span").class("dateline").child(dateline)).child(" — ");
        }
        element.child(self.inline.text(block))
    }

    fn table(&mut self, block: &Block<'_>, align: &str, headless: bool) -> El {
        let mut table = el("table");
        let marks = self.inline.marks_of(block);
        let mut at = 0;
        for (row, line) in block.text.split('\n').enumerate() {
            let head = row == 0 && !headless;
            let mut cells = el("tr");
            for (column, cell) in line.split('\t').enumerate() {
                let class = match align.as_bytes().get(column) {
                    Some(b'c') => Some("centre"),
                    Some(b'r') => Some("end"),
                    _ => None,
                };
                let content = self.inline.part(block, at..at + cell.len(), &marks);
                cells = cells.child(
                    el(if head { "th" } else { "td" })
                        .attr_if("scope", head.then_some("col"))
                        .attr_if("class", class)
                        .child(content),
                );
                at += cell.len() + 1;
            }
            table = table.child(cells);
        }
        el("div")
            .class("table")
            .attr("role", "region")
            .attr("tabindex", "0")
            .label(self.app.strings().table)
            .child(table)
    }

    /// A picture of the archive. One of another site is a link to it: showing it would ask a third party.
    fn picture(&mut self, block: &Block<'_>, picture: &Picture) -> View {
        let picture = self.inline.picture(picture, block.text);
        let links = block.spans.iter().rev().filter(|span| {
            matches!(
                span.kind,
                SpanKind::Link { .. } | SpanKind::Article { .. } | SpanKind::Missing { .. }
            )
        });
        links.fold(picture, |picture, span| self.inline.span(&span.kind, picture))
    }
}

//! The text of an article: its blocks as elements, the words of the query marked and numbered.

use super::matches::match_id;
use crate::article::{Article, Block, BlockKind, Link};
use crate::text::Matcher;
use crate::ui::marked::pieces;
use crate::ui::state::App;
use crate::ui::view::{El, View, el};

/// The blocks, and how many words are marked in them.
pub(super) fn body(app: App, article: &Article, matcher: &Matcher) -> (View, u32) {
    let blocks = article.blocks();
    let mut setter = Setter { app, matcher, marks: 0 };
    let mut views: Vec<View> = Vec::new();
    let mut rest = blocks.as_slice();
    if let (Some(dateline), Some(first)) = (&article.explorer.dateline, rest.first())
        && first.kind == BlockKind::Paragraph
    {
        let dateline = el("span").class("dateline").child(dateline.as_str());
        let text = setter.text(first);
        views.push(el("p").child(dateline).child(" — ").child(text).into());
        rest = &rest[1..];
    }
    while let Some(block) = rest.first() {
        let items = rest.iter().take_while(|block| depth(block).is_some()).count();
        if items > 0 {
            views.push(setter.list(&rest[..items], 0).into());
            rest = &rest[items..];
        } else {
            views.push(setter.block(block).into());
            rest = &rest[1..];
        }
    }
    (views.into(), setter.marks)
}

fn depth(block: &Block<'_>) -> Option<u8> {
    match block.kind {
        BlockKind::Item { depth, .. } => Some(depth),
        _ => None,
    }
}

struct Setter<'a> {
    app: App,
    matcher: &'a Matcher,
    /// How many words are marked so far.
    marks: u32,
}

impl Setter<'_> {
    fn block(&mut self, block: &Block<'_>) -> El {
        let tag = match &block.kind {
            BlockKind::Paragraph | BlockKind::Item { .. } => "p",
            BlockKind::Heading { level: 0..=2 } => "h2",
            BlockKind::Heading { level: 3 } => "h3",
            BlockKind::Heading { .. } => "h4",
            BlockKind::Quote => "blockquote",
            BlockKind::Caption => {
                let caption = el("figcaption").child(self.text(block));
                return el("figure").class("caption").child(caption);
            }
            BlockKind::Code => {
                let code = el("code").child(self.text(block));
                return el("pre").attr("tabindex", "0").child(code);
            }
            BlockKind::Table => return self.table(block.text),
            BlockKind::Image { src } => return self.image(block.text, src),
        };
        el(tag).child(self.text(block))
    }

    /// Neighbouring items as a list; deeper ones are lists inside the item before them.
    fn list(&mut self, items: &[Block<'_>], level: u8) -> El {
        let ordered = matches!(items[0].kind, BlockKind::Item { ordered: true, .. });
        let mut list = el(if ordered { "ol" } else { "ul" });
        let mut rest = items;
        while let Some(item) = rest.first() {
            let inner = rest[1..].iter().take_while(|item| depth(item) > Some(level)).count();
            let mut row = el("li").child(self.text(item));
            if inner > 0 {
                row = row.child(self.list(&rest[1..=inner], level.saturating_add(1)));
            }
            list = list.child(row);
            rest = &rest[1 + inner..];
        }
        list
    }

    fn table(&mut self, text: &str) -> El {
        let mut table = el("table");
        for (line, cell) in text.lines().zip(std::iter::once("th").chain(std::iter::repeat("td"))) {
            let scope = (cell == "th").then_some("col");
            let cells: Vec<El> = line
                .split('\t')
                .map(|content| el(cell).attr_if("scope", scope).child(self.inline(content, &[])))
                .collect();
            table = table.child(el("tr").children(cells));
        }
        el("div")
            .class("table")
            .attr("role", "region")
            .attr("tabindex", "0")
            .label(self.app.strings().table)
            .child(table)
    }

    /// A picture is a link to it: showing it would ask a third party. An address that is not of the web
    /// leads nowhere from here.
    fn image(&mut self, text: &str, src: &str) -> El {
        let label = (self.app.strings().image)(if text.is_empty() { src } else { text });
        let caption = if is_web(src) {
            link(src).child(label)
        } else {
            el("span").child(label)
        };
        el("figure").class("caption").child(el("figcaption").child(caption))
    }

    fn text(&mut self, block: &Block<'_>) -> View {
        self.inline(block.text, block.links)
    }

    /// A text with its links and marked words.
    fn inline(&mut self, text: &str, links: &[Link]) -> View {
        let marks = self.matcher.ranges(text);
        let first = self.marks;
        self.marks += marks.len() as u32;
        let mut last = None;
        pieces(text.len(), &marks, links)
            .into_iter()
            .map(|piece| {
                let run = text.get(piece.range.clone()).unwrap_or_default();
                let mut view = View::from(run);
                if let Some(mark) = piece.mark {
                    let mut element = el("mark").child(view);
                    // Of a mark in two pieces the first one is the place to go to.
                    if last != Some(mark) {
                        element = element.id(&match_id(first + mark as u32 + 1));
                    }
                    last = Some(mark);
                    view = element.into();
                }
                match piece.link.and_then(|link| links.get(link)) {
                    Some(to) if is_web(&to.href) || to.href.starts_with("mailto:") => link(&to.href).child(view).into(),
                    _ => view,
                }
            })
            .collect::<Vec<View>>()
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

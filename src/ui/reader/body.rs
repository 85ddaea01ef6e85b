//! The text of an article: its blocks as elements, the words of the query marked and numbered.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::matches::match_id;
use crate::article::{Article, Block, BlockKind};
use crate::text::Matcher;
use crate::ui::marked::pieces;
use crate::ui::state::App;

/// The blocks, and how many words are marked in them.
pub(super) fn body(app: App, article: &Article, matcher: &Matcher) -> (AnyView, u32) {
    let blocks = article.blocks();
    let mut setter = Setter { app, matcher, marks: 0 };
    let mut views = Vec::new();
    let mut rest = blocks.as_slice();
    while let Some(block) = rest.first() {
        let items = rest.iter().take_while(|block| depth(block).is_some()).count();
        if items > 0 {
            views.push(setter.list(&rest[..items], 0));
            rest = &rest[items..];
        } else {
            views.push(setter.block(block));
            rest = &rest[1..];
        }
    }
    (views.into_any(), setter.marks)
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
    fn block(&mut self, block: &Block<'_>) -> AnyView {
        let text = self.text(block);
        match &block.kind {
            BlockKind::Paragraph | BlockKind::Item { .. } => view! { <p>{text}</p> }.into_any(),
            BlockKind::Heading { level: 0..=2 } => view! { <h2>{text}</h2> }.into_any(),
            BlockKind::Heading { level: 3 } => view! { <h3>{text}</h3> }.into_any(),
            BlockKind::Heading { .. } => view! { <h4>{text}</h4> }.into_any(),
            BlockKind::Caption => view! {
                <figure class="caption">
                    <figcaption>{text}</figcaption>
                </figure>
            }
            .into_any(),
            BlockKind::Quote => view! {
                <blockquote>
                    <p>{text}</p>
                </blockquote>
            }
            .into_any(),
            BlockKind::Code => view! {
                <pre tabindex="0">
                    <code>{text}</code>
                </pre>
            }
            .into_any(),
            BlockKind::Table => self.table(block.text),
            BlockKind::Image { src } => self.image(block.text, src),
        }
    }

    /// Neighbouring items as a list; deeper ones are lists inside the item before them.
    fn list(&mut self, items: &[Block<'_>], level: u8) -> AnyView {
        let ordered = matches!(items[0].kind, BlockKind::Item { ordered: true, .. });
        let mut rows = Vec::new();
        let mut rest = items;
        while let Some(item) = rest.first() {
            let inner = rest[1..].iter().take_while(|item| depth(item) > Some(level)).count();
            let text = self.text(item);
            let nested = (inner > 0).then(|| self.list(&rest[1..=inner], level.saturating_add(1)));
            rows.push(view! { <li>{text} {nested}</li> }.into_any());
            rest = &rest[1 + inner..];
        }
        if ordered {
            view! { <ol>{rows}</ol> }.into_any()
        } else {
            view! { <ul>{rows}</ul> }.into_any()
        }
    }

    fn table(&mut self, text: &str) -> AnyView {
        let mut lines = text.lines();
        let head = self.cells(lines.next().unwrap_or_default(), true);
        let rows = lines
            .map(|line| {
                let cells = self.cells(line, false);
                view! { <tr>{cells}</tr> }.into_any()
            })
            .collect::<Vec<_>>();
        view! {
            <div class="table" role="region" tabindex="0" aria-label=self.app.strings().table>
                <table>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    }

    fn cells(&mut self, line: &str, head: bool) -> Vec<AnyView> {
        line.split('\t')
            .map(|cell| {
                let text = self.inline(cell, &[]);
                if head {
                    view! { <th scope="col">{text}</th> }.into_any()
                } else {
                    view! { <td>{text}</td> }.into_any()
                }
            })
            .collect()
    }

    /// A picture is a link to it: showing it would ask a third party. An address that is not of the web
    /// leads nowhere from here.
    fn image(&mut self, text: &str, src: &str) -> AnyView {
        let label = (self.app.strings().image)(if text.is_empty() { src } else { text });
        let label = if is_web(src) {
            view! {
                <a href=src.to_owned() rel="noopener noreferrer" target="_blank">
                    {label}
                </a>
            }
            .into_any()
        } else {
            label.into_any()
        };
        view! {
            <figure class="caption">
                <figcaption>{label}</figcaption>
            </figure>
        }
        .into_any()
    }

    fn text(&mut self, block: &Block<'_>) -> AnyView {
        self.inline(block.text, block.links)
    }

    /// A text with its links and marked words.
    fn inline(&mut self, text: &str, links: &[crate::article::Link]) -> AnyView {
        let marks = self.matcher.ranges(text);
        let first = self.marks;
        self.marks += marks.len() as u32;
        let mut last = None;
        pieces(text.len(), &marks, links)
            .into_iter()
            .map(|piece| {
                let run = text.get(piece.range.clone()).unwrap_or_default().to_owned();
                let run = match piece.mark {
                    Some(mark) => {
                        // Of a mark in two pieces the first one is the place to go to.
                        let id = (last != Some(mark)).then(|| match_id(first + mark as u32 + 1));
                        last = Some(mark);
                        view! { <mark id=id>{run}</mark> }.into_any()
                    }
                    None => run.into_any(),
                };
                match piece.link.and_then(|link| links.get(link)) {
                    Some(link) if is_web(&link.href) || link.href.starts_with("mailto:") => view! {
                        <a href=link.href.clone() rel="noopener noreferrer">
                            {run}
                        </a>
                    }
                    .into_any(),
                    _ => run,
                }
            })
            .collect::<Vec<_>>()
            .into_any()
    }
}

/// Whether an address is one that a link may lead to: the bundle could have been written by anybody.
pub(super) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

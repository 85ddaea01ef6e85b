//! The elements of HTML, as far as a text consists of them. All others leave what stands in them, scripts and the like not even that.

use std::collections::HashMap;

use super::html::{Element, Part, parts};
use super::writer::{Origin, Role, Table};
use super::{Hidden, Reader, target};
use crate::article::{ContainerKind, SpanKind};

/// What stands in these is no text.
const HIDDEN: [&str; 15] = [
    "applet", "audio", "canvas", "embed", "head", "iframe", "noembed", "noframes", "noscript", "object", "script",
    "style", "svg", "template", "video",
];

/// These have no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
];

/// Words before and behind these are not side by side.
const BLOCKS: [&str; 24] = [
    "address", "article", "aside", "body", "center", "dialog", "div", "fieldset", "figure", "footer", "form", "header",
    "hgroup", "hr", "html", "legend", "main", "menu", "nav", "option", "p", "search", "section", "textarea",
];

/// The span that an element is.
fn span(name: &str) -> Option<SpanKind> {
    Some(match name {
        "b" | "strong" => SpanKind::Strong,
        "i" | "em" | "cite" | "var" | "dfn" => SpanKind::Emphasis,
        "code" | "kbd" | "samp" | "tt" => SpanKind::Code,
        "sup" => SpanKind::Superscript,
        "sub" => SpanKind::Subscript,
        "del" | "s" | "strike" => SpanKind::Deleted,
        "mark" => SpanKind::Marked,
        _ => return None,
    })
}

impl Reader {
    /// Reads some HTML.
    pub(super) fn html(&mut self, html: &str) {
        let parts = parts(html);
        let mut last = HashMap::new();
        for (at, part) in parts.iter().enumerate() {
            if let Part::Close(name) = part {
                last.insert(name.clone(), at);
            }
        }
        self.ends_here = last;
        for (at, part) in parts.into_iter().enumerate() {
            self.part = at;
            match part {
                Part::Text(text) if self.hidden.is_none() => {
                    if matches!(self.writer.role, Role::Code(_)) {
                        self.writer.text.verbatim(&text);
                    } else {
                        self.writer.text.push(&text);
                    }
                }
                Part::Text(_) => {}
                Part::Open(element) => self.element(&element),
                Part::Close(name) => self.element_ends(&name),
            }
        }
        self.ends_here.clear();
    }

    fn element(&mut self, element: &Element) {
        let name = element.name.as_str();
        let ends = element.closed || VOID.contains(&name);
        if let Some(hidden) = &mut self.hidden {
            hidden.depth += usize::from(hidden.name == name && !ends);
            return;
        }
        if HIDDEN.contains(&name) || is_out_of_sight(element) {
            if !ends {
                self.hidden = Some(Hidden {
                    name: name.to_owned(),
                    depth: 1,
                });
            }
            return;
        }
        let closes = self.closes_later(name);
        let writer = &mut self.writer;
        match name {
            "br" => self.line_break(),
            "ul" | "ol" if closes => {
                let first = element.attribute("start").and_then(|start| start.parse().ok());
                let first = (name == "ol").then_some(first.unwrap_or(1));
                writer.enter(ContainerKind::List { first }, Origin::Html(name.to_owned()));
            }
            "li" if writer.in_element("ul", &[]) || writer.in_element("ol", &[]) => {
                if writer.in_element("li", &["ul", "ol"]) {
                    writer.leave_element("li");
                }
                writer.enter(ContainerKind::Item { checked: None }, Origin::Html("li".to_owned()));
            }
            "blockquote" if closes => writer.enter(ContainerKind::Quote, Origin::Html(name.to_owned())),
            "details" if closes => writer.enter(ContainerKind::Details, Origin::Html(name.to_owned())),
            "dl" if closes => writer.enter(ContainerKind::Terms, Origin::Html(name.to_owned())),
            "dt" => {
                if writer.in_element("dd", &["dl"]) {
                    writer.leave_element("dd");
                }
                self.role(name, Role::Label);
            }
            "dd" if writer.in_element("dl", &[]) => {
                if writer.in_element("dd", &["dl"]) {
                    writer.leave_element("dd");
                }
                writer.enter(ContainerKind::Definition, Origin::Html("dd".to_owned()));
                writer.role = Role::Text;
            }
            "summary" => self.role(name, Role::Label),
            "figcaption" => self.role(name, Role::Caption),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.role(name, Role::Heading(name.as_bytes()[1] - b'0')),
            "pre" => self.role(name, Role::Code(String::new())),
            "code" if matches!(writer.role, Role::Code(_)) => {
                let class = element.attribute("class").unwrap_or_default();
                let language = class
                    .split_whitespace()
                    .find_map(|class| class.strip_prefix("language-"));
                writer.role = Role::Code(language.unwrap_or_default().to_owned());
            }
            "table" if closes => writer.begin_table(Table::new(String::new(), true)),
            "tr" | "thead" | "tbody" | "tfoot" => writer.row(),
            "td" | "th" => writer.cell(name == "th"),
            "caption" => {
                self.captioned = writer.table.take();
                self.role(name, Role::Caption);
            }
            "img" => self.image(element),
            "a" => {
                let kind = element.attribute("href").and_then(target);
                self.begin_link(kind);
            }
            "q" => writer.text.push("“"),
            name if BLOCKS.contains(&name)
                || ["li", "dd", "ul", "ol", "blockquote", "details", "dl", "table"].contains(&name) =>
            {
                self.block();
            }
            name => {
                if let Some(span) = span(name).filter(|_| !matches!(writer.role, Role::Code(_))) {
                    writer.text.open(span);
                }
            }
        }
        for name in ["id", "name"] {
            if let Some(id) = element.attribute(name).filter(|_| name == "id" || element.name == "a") {
                self.writer.id(id);
            }
        }
    }

    fn element_ends(&mut self, name: &str) {
        if let Some(hidden) = &mut self.hidden {
            hidden.depth -= usize::from(hidden.name == name);
            if hidden.depth == 0 {
                self.hidden = None;
            }
            return;
        }
        let writer = &mut self.writer;
        match name {
            "br" => self.line_break(),
            "p" | "div" => self.block(),
            "ul" | "ol" | "li" | "blockquote" | "details" | "dl" | "dd" => writer.leave_element(name),
            "dt" | "summary" | "figcaption" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" => self.role_ends(),
            "caption" => {
                self.role_ends();
                if self.writer.table.is_none() {
                    self.writer.table = self.captioned.take();
                }
            }
            "table" => writer.end_table(),
            "tr" | "thead" | "tbody" | "tfoot" => writer.row(),
            "a" => self.end_link(),
            "q" => writer.text.push("”"),
            "sup" => writer.text.close_superscript(),
            name if BLOCKS.contains(&name) => self.block(),
            name => {
                if let Some(span) = span(name) {
                    writer.text.close(|kind| *kind == span);
                }
            }
        }
    }

    /// The next piece is something else than text, until the element ends.
    fn role(&mut self, name: &str, role: Role) {
        self.writer.flush();
        if self.writer.table.is_none() {
            self.writer.role = role;
            self.role_of = Some(name.to_owned());
        }
    }

    pub(super) fn role_ends(&mut self) {
        self.writer.flush();
        self.writer.role = Role::Text;
        self.role_of = None;
    }

    /// Words before and behind this are not side by side; within a heading or a caption they are of one piece all the same.
    fn block(&mut self) {
        match self.writer.role {
            Role::Text => self.writer.flush(),
            Role::Code(_) => {}
            _ => self.writer.text.blank(),
        }
    }

    fn line_break(&mut self) {
        let writer = &mut self.writer;
        match writer.role {
            Role::Code(_) => writer.text.verbatim("\n"),
            Role::Text | Role::Caption if writer.table.is_none() => writer.text.line_break(),
            _ => writer.text.blank(),
        }
    }

    fn image(&mut self, element: &Element) {
        // Pages that load pictures late keep the address elsewhere.
        let late = || {
            ["data-src", "data-lazy-src", "data-original"]
                .iter()
                .find_map(|name| element.attribute(name))
        };
        let src = element.attribute("src");
        let src = src.filter(|src| !src.starts_with("data:")).or_else(late).or(src);
        let tiny = |name| {
            element
                .attribute(name)
                .is_some_and(|size| matches!(size, "0" | "1" | "2" | "1px"))
        };
        let Some(src) = src.filter(|_| !tiny("width") && !tiny("height")) else {
            return;
        };
        self.writer
            .begin_picture(src, element.attribute("title").unwrap_or_default());
        self.writer.text.push(element.attribute("alt").unwrap_or_default());
        self.writer.end_picture();
    }
}
/// Nobody sees it on the page that it was written for.
fn is_out_of_sight(element: &Element) -> bool {
    let style = element.attribute("style").unwrap_or_default();
    let style: String = style.chars().filter(|letter| !letter.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    element.has("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}

//! Markdown to pieces: plain text, what kind of block it is, what its parts are, and what it stands in. No markup survives.
//!
//! * here: the events of the parser.
//! * `elements`: HTML inside Markdown; `html` takes it apart.
//! * `divs`: divisions between lines of colons.
//! * `templates`: addresses that a site generator would have put in.
//! * `writer`: from what either says to pieces; `text` has the one on the way.

mod divs;
mod elements;
mod html;
mod templates;
mod text;
mod writer;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

pub(super) use html::unescape;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};

use super::lost::LossKind;
use super::pictures;
use super::piece::Piece;
use crate::article::{ContainerKind, SpanKind};
use writer::{Origin, Role, Table, Writer};

/// What a link by name, `[[Other]]`, has before the name.
pub(super) const WIKI: &str = "wiki:";

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    // `~so~` is deleted, as on GitHub, but not in the middle of words.
    .union(Options::ENABLE_SUBSCRIPT)
    .union(Options::ENABLE_WIKILINKS);

/// The pieces of a Markdown text. Links and pictures have their targets as the text has them.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let text = templates::resolved(text);
    let text = &divs::quoted(&text);
    let events: Vec<_> = TextMergeWithOffset::new(Parser::new_ext(text, OPTIONS).into_offset_iter()).collect();
    let mut reader = Reader::new(text, &events);
    for (event, range) in events {
        reader.at = range.start;
        reader.event(event, &range);
    }
    reader.writer.finished()
}

/// A text of one or two sentences without its marks: `a **bold** word` as it reads. What is more than running text stays as it is.
pub(super) fn plain(text: &str) -> String {
    let pieces = pieces(text);
    let running = pieces
        .iter()
        .all(|piece| piece.is_paragraph() && piece.within.is_empty());
    if !running || pieces.is_empty() {
        return text.to_owned();
    }
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    texts.join(" ")
}

/// An element whose content is not text.
struct Hidden {
    name: String,
    /// How many of that name are open in one another.
    depth: usize,
}

struct Reader {
    writer: Writer,
    /// Where each line begins.
    lines: Vec<usize>,
    /// Where the last end tag of each element stands.
    ends: HashMap<String, usize>,
    /// The part of the HTML that is being read, and in which part of it each element ends for the last time.
    part: usize,
    ends_here: HashMap<String, usize>,
    /// Where in the source the reader is.
    at: usize,
    /// The numbers of the notes, by their names.
    notes: HashMap<String, u32>,
    /// The HTML block that is being read, line by line.
    html: String,
    hidden: Option<Hidden>,
    /// The element that made the piece on the way something else than text.
    role_of: Option<String>,
    /// The table whose caption is being read.
    captioned: Option<Table>,
    /// For each open link whether it leads somewhere.
    links: Vec<bool>,
    /// For each open picture whether it is a link to another article.
    embeds: Vec<bool>,
    /// The quotation that has just begun is a callout if it says so.
    callout: bool,
    /// What is read is the name of a file, and no text.
    muted: bool,
    /// What is read is the name of an article, and perhaps of a part of it.
    named: bool,
}

impl Reader {
    fn new(source: &str, events: &[(Event<'_>, Range<usize>)]) -> Self {
        let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1));
        let ends = source.match_indices("</").map(|(at, _)| {
            let name = source[at + 2..]
                .bytes()
                .take_while(u8::is_ascii_alphanumeric)
                .take(16)
                .count();
            (source[at + 2..at + 2 + name].to_ascii_lowercase(), at)
        });
        // Notes are numbered as they are referred to; those that nothing refers to come last.
        let mut notes = HashMap::new();
        let references = events.iter().filter_map(|(event, _)| match event {
            Event::FootnoteReference(name) => Some(name),
            _ => None,
        });
        let definitions = events.iter().filter_map(|(event, _)| match event {
            Event::Start(Tag::FootnoteDefinition(name)) => Some(name),
            _ => None,
        });
        for name in references.chain(definitions) {
            let next = notes.len() as u32 + 1;
            notes.entry(name.to_string()).or_insert(next);
        }
        Self {
            writer: Writer::default(),
            lines: lines.collect(),
            ends: ends.collect(),
            part: 0,
            ends_here: HashMap::new(),
            at: 0,
            notes,
            html: String::new(),
            hidden: None,
            role_of: None,
            captioned: None,
            links: vec![],
            embeds: vec![],
            callout: false,
            muted: false,
            named: false,
        }
    }

    /// Whether an element still ends: one that does not is not waited for.
    fn closes_later(&self, name: &str) -> bool {
        self.ends_here.get(name).is_some_and(|end| *end > self.part)
            || self.ends.get(name).is_some_and(|end| *end > self.at)
    }

    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        let line = self.lines.partition_point(|begins| *begins <= range.start);
        self.writer.begins(line);
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => {
                self.at = range.end;
                self.end(&tag);
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.html(&html),
            _ if self.hidden.is_some() || self.muted => {}
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                self.writer.text.open(SpanKind::Code);
                self.writer.text.push(&code);
                self.writer.text.close(|kind| *kind == SpanKind::Code);
            }
            Event::InlineMath(formula) => self.writer.text.push(&["$", &formula, "$"].concat()),
            Event::DisplayMath(formula) => self.writer.text.push(&["$$", &formula, "$$"].concat()),
            Event::SoftBreak if self.writer.role == Role::Label && self.role_of.is_none() => self.role_ends(),
            Event::SoftBreak => self.writer.text.blank(),
            Event::HardBreak => self.html("<br>"),
            Event::Rule => self.writer.flush(),
            Event::FootnoteReference(name) => {
                let number = self.notes.get(&*name).copied().unwrap_or_default();
                self.writer.text.note(number);
            }
            Event::TaskListMarker(done) => {
                if let Some(item) = self.writer.around().last_mut()
                    && matches!(item.kind, ContainerKind::Item { .. })
                {
                    item.kind = ContainerKind::Item { checked: Some(done) };
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if matches!(self.writer.role, Role::Code(_)) {
            return self.writer.text.verbatim(text);
        }
        if std::mem::take(&mut self.callout)
            && let Some((name, title)) = callout(text)
            && let Some(quote) = self.writer.around().last_mut()
            && quote.kind == ContainerKind::Quote
        {
            quote.kind = ContainerKind::Callout { name };
            self.writer.role = Role::Label;
            return self.words(title);
        }
        if self.named {
            let name = text.trim_start_matches('#').replace(".md#", "#").replace('#', " > ");
            return self.writer.text.push(&name);
        }
        self.words(text);
    }

    /// Running text; a number in brackets that refers to a note that is not there is raised all the same.
    fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find("[^") {
            let digits = rest[at + 2..].bytes().take_while(u8::is_ascii_digit).count();
            let end = at + 2 + digits;
            self.writer.text.push_marked(&rest[..at]);
            if (1..=3).contains(&digits) && rest[end..].starts_with(']') {
                self.writer.text.lone_note(&rest[at + 2..end]);
                self.writer.miss(
                    LossKind::Footnote,
                    &rest[at..=end],
                    "there is no such footnote: write it, or remove the reference",
                );
                rest = &rest[end + 1..];
            } else {
                self.writer.text.push(&rest[at..end]);
                rest = &rest[end..];
            }
        }
        self.writer.text.push_marked(rest);
    }

    fn start(&mut self, tag: Tag<'_>) {
        let writer = &mut self.writer;
        match tag {
            Tag::Heading { level, id, .. } => {
                writer.flush();
                writer.role = Role::Heading(level_of(level));
                writer.id(id.as_deref().unwrap_or_default());
            }
            Tag::BlockQuote(kind) => {
                let kind = match kind {
                    Some(kind) => ContainerKind::Callout {
                        name: callout_name(kind).to_owned(),
                    },
                    None => ContainerKind::Quote,
                };
                self.callout = kind == ContainerKind::Quote;
                writer.enter(kind, Origin::Markdown);
                return;
            }
            Tag::CodeBlock(kind) => {
                writer.flush();
                // An indented paragraph of a press release is no program.
                if let CodeBlockKind::Fenced(info) = kind {
                    writer.role = Role::Code(language(&info));
                }
            }
            Tag::List(first) => {
                let first = first.map(|first| u32::try_from(first).unwrap_or(1));
                writer.enter(ContainerKind::List { first }, Origin::Markdown);
            }
            Tag::Item => writer.enter(ContainerKind::Item { checked: None }, Origin::Markdown),
            Tag::DefinitionList => writer.enter(ContainerKind::Terms, Origin::Markdown),
            Tag::DefinitionListDefinition => writer.enter(ContainerKind::Definition, Origin::Markdown),
            Tag::DefinitionListTitle => {
                writer.flush();
                writer.role = Role::Label;
            }
            Tag::FootnoteDefinition(name) => {
                let number = self.notes.get(&*name).copied().unwrap_or_default();
                writer.enter(ContainerKind::Note { number }, Origin::Markdown);
            }
            Tag::Table(columns) => {
                let align: String = columns.iter().map(align_of).collect();
                let align = if align.contains(['l', 'c', 'r']) {
                    align
                } else {
                    String::new()
                };
                writer.begin_table(Table::new(align, false));
            }
            Tag::TableCell => writer.cell(false),
            Tag::Paragraph => {
                writer.flush();
                return;
            }
            Tag::HtmlBlock => self.html.clear(),
            Tag::Emphasis => writer.text.open(SpanKind::Emphasis),
            Tag::Strong => writer.text.open(SpanKind::Strong),
            Tag::Strikethrough | Tag::Subscript => writer.text.open(SpanKind::Deleted),
            Tag::Link {
                link_type, dest_url, ..
            } => {
                let kind = match link_type {
                    LinkType::Email => target(&["mailto:", &dest_url].concat()),
                    LinkType::WikiLink { has_pothole } => {
                        self.named = !has_pothole;
                        target(&[WIKI, wiki_name(&dest_url)].concat())
                    }
                    _ => target(&dest_url),
                };
                self.begin_link(kind);
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let LinkType::WikiLink { has_pothole } = link_type else {
                    self.embeds.push(false);
                    return self.begin_picture(&dest_url, &title);
                };
                let dest_url = wiki_name(&dest_url);
                let name = [WIKI, dest_url].concat();
                let picture = pictures::is_named_like_one(dest_url);
                self.embeds.push(!picture);
                if picture {
                    self.muted = !has_pothole;
                    return self.begin_picture(&name, &title);
                }
                // The text of another article: a link to it.
                self.named = !has_pothole;
                self.begin_link(target(&name));
            }
            _ => {}
        }
        self.callout = false;
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.html(&html);
                if self.role_of.as_ref().is_some_and(|name| !self.closes_later(name)) {
                    self.role_ends();
                }
                self.block_ends();
            }
            TagEnd::Paragraph => self.block_ends(),
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::DefinitionListTitle => {
                self.role_ends();
                self.block_ends();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
            | TagEnd::FootnoteDefinition => {
                self.block_ends();
                self.writer.leave();
            }
            TagEnd::TableHead | TagEnd::TableRow => self.writer.row(),
            TagEnd::Table => self.writer.end_table(),
            TagEnd::Emphasis => self.writer.text.close(|kind| *kind == SpanKind::Emphasis),
            TagEnd::Strong => self.writer.text.close(|kind| *kind == SpanKind::Strong),
            TagEnd::Strikethrough | TagEnd::Subscript => self.writer.text.close(|kind| *kind == SpanKind::Deleted),
            TagEnd::Link => self.end_link(),
            TagEnd::Image if self.embeds.pop() == Some(true) => self.end_link(),
            TagEnd::Image => {
                self.muted = false;
                self.writer.end_picture();
            }
            _ => {}
        }
    }

    fn begin_picture(&mut self, src: &str, title: &str) {
        if self.hidden.is_none() {
            self.writer.begin_picture(src, title);
        }
    }

    fn begin_link(&mut self, kind: Option<SpanKind>) {
        self.links.push(kind.is_some());
        if let Some(kind) = kind {
            self.writer.text.open(kind);
        }
    }

    fn end_link(&mut self) {
        self.named = false;
        if self.links.pop() == Some(true) {
            self.writer.text.close(|kind| matches!(kind, SpanKind::Link { .. }));
        }
    }

    /// Ends a piece, and what does not end later.
    fn block_ends(&mut self) {
        if self.role_of.is_none() && self.writer.role == Role::Label {
            self.role_ends();
        }
        self.writer.flush();
        if self
            .hidden
            .as_ref()
            .is_some_and(|hidden| !self.closes_later(&hidden.name))
        {
            self.hidden = None;
        }
    }
}

/// What a link in double brackets names. In a table its upright stroke is escaped.
fn wiki_name(address: &str) -> &str {
    address.strip_suffix('\\').unwrap_or(address)
}

/// A link that a reader may follow, or one within the folder.
fn target(address: &str) -> Option<SpanKind> {
    let address = address.trim();
    let scheme = address
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default()
        .split_once(':');
    let known = ["http", "https", "mailto", "wiki", "ref"];
    let allowed = match scheme {
        Some((scheme, _)) => known.iter().any(|known| scheme.eq_ignore_ascii_case(known)),
        None => !matches!(address, "" | "#"),
    };
    let href = match address.strip_prefix("//") {
        Some(rest) => ["https://", rest].concat(),
        None => address.to_owned(),
    };
    allowed.then_some(SpanKind::Link { href })
}

/// What Obsidian writes at the beginning of a quotation that is none: its name, and its title.
fn callout(text: &str) -> Option<(String, &str)> {
    let (name, title) = text.strip_prefix("[!")?.split_once(']')?;
    let name = name.split('|').next().unwrap_or_default().trim().to_ascii_lowercase();
    let good = !name.is_empty()
        && name.len() <= 30
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b' '));
    let title = title.strip_prefix(['+', '-']).unwrap_or(title);
    good.then_some((name, title.trim_start()))
}

fn callout_name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

/// The language that the line above a code block names: `rust,ignore`, `{.python}`, `js title="x"`.
fn language(info: &str) -> String {
    let name = |character: char| character.is_alphanumeric() || matches!(character, '+' | '#' | '-' | '_' | '/');
    let info = info.trim_start_matches(['{', '.', ' ']);
    let end = info.find(|character| !name(character)).unwrap_or(info.len());
    info[..end].chars().take(30).collect()
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn align_of(align: &Alignment) -> char {
    match align {
        Alignment::None => '-',
        Alignment::Left => 'l',
        Alignment::Center => 'c',
        Alignment::Right => 'r',
    }
}

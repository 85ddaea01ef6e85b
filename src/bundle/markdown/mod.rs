//! Markdown to pieces: text, what kind of block it is, and its links. No markup survives.

mod html;

#[allow(unused_imports, reason = "for the values of front matter")]
pub(super) use html::unescape;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::piece::Piece;
use crate::article::{BlockKind, Link};

/// The pieces of a Markdown text. HTML is reduced to its text, pictures to their alternative text
/// (web pictures stand in blocks of their own), and only links that a reader may follow are kept.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM;
    let mut writer = Writer::default();
    for event in Parser::new_ext(text, options) {
        writer.event(event);
    }
    writer.flush();
    for piece in &mut writer.pieces {
        piece.gap_after = true;
    }
    writer.pieces
}

#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
    text: String,
    links: Vec<Link>,
    open_link: Option<(usize, String)>,
    heading: Option<u8>,
    quotes: usize,
    /// Open lists; whether each is numbered.
    lists: Vec<bool>,
    /// The next piece begins an item.
    item: bool,
    code: bool,
    table: bool,
    /// The picture whose alternative text is being read, and where that began.
    picture: Option<(usize, String)>,
    /// The HTML block that is being read, line by line.
    html: String,
    /// Inside `<script>` or `<style>`, whose content is not text.
    hidden: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                if !self.hidden {
                    self.push(&text);
                }
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Rule => self.flush(),
            Event::FootnoteReference(name) => self.push(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.push(if done { "☑ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H5 => 5,
                    HeadingLevel::H6 => 6,
                });
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                // An indented paragraph of a press release is no program.
                self.code = matches!(kind, CodeBlockKind::Fenced(_));
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                self.flush();
                self.item = true;
            }
            Tag::Table(_) => {
                self.flush();
                self.table = true;
            }
            Tag::Paragraph | Tag::HtmlBlock => self.flush(),
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.push(&format!("[{name}] "));
            }
            Tag::Link { dest_url, .. } => {
                self.open_link = allowed(&dest_url).map(|href| (self.text.len(), href));
            }
            Tag::Image { dest_url, .. } => self.picture = Some((self.text.len(), dest_url.to_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.html(&html);
                self.flush();
                self.hidden = false;
            }
            TagEnd::Paragraph => {
                self.flush();
                self.hidden = false;
            }
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.code = false;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.item = false;
            }
            TagEnd::TableCell => self.text.push('\t'),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.text.truncate(self.text.trim_end_matches('\t').len());
                // An empty line would end the block.
                if self.text.is_empty() || self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                self.text.push('\n');
            }
            TagEnd::Table => {
                self.flush();
                self.table = false;
            }
            TagEnd::FootnoteDefinition => self.flush(),
            TagEnd::Link => {
                if let Some((start, href)) = self.open_link.take() {
                    let start = start + (self.text[start..].len() - self.text[start..].trim_start().len());
                    let end = self.text.trim_end().len();
                    if start < end {
                        self.links.push(Link { start, end, href });
                    }
                }
            }
            TagEnd::Image => self.picture_ends(),
            _ => {}
        }
    }

    /// A web picture becomes a block where it stands alone; any other one leaves its alternative text.
    fn picture_ends(&mut self) {
        let Some((start, src)) = self.picture.take() else {
            return;
        };
        let lower = src.to_ascii_lowercase();
        let web = lower.starts_with("https://") || lower.starts_with("http://");
        if web
            && self.text[..start].trim().is_empty()
            && !self.table
            && self.heading.is_none()
            && self.open_link.is_none()
        {
            let text = self.text.split_off(start).trim().to_owned();
            if !text.is_empty() {
                self.pieces.push(Piece {
                    kind: BlockKind::Image { src },
                    ..Piece::paragraph(text)
                });
            }
        }
    }

    /// Adds text; runs of white space become one blank where they mean nothing.
    fn push(&mut self, text: &str) {
        if self.code {
            self.text.push_str(text);
            return;
        }
        for character in text.chars() {
            let blank = character.is_whitespace();
            if !blank {
                self.text.push(character);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\t', '\n']) {
                self.text.push(' ');
            }
        }
    }

    /// The text of some HTML: what stands between its tags.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            if !self.hidden {
                let text = entities(&rest[..open]);
                self.push(&text);
            }
            let tag = &rest[open + 1..];
            let is = |name: &str| {
                tag.get(..name.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(name))
            };
            if is("script") || is("style") {
                self.hidden = true;
            } else if is("/script") || is("/style") {
                self.hidden = false;
            } else if is("br") {
                self.push(" ");
            } else if is("p") || is("/p") || is("/div") || is("/li") {
                self.flush();
            }
            let end = if tag.starts_with("!--") {
                tag.find("-->").map(|at| at + 3)
            } else {
                tag.find('>').map(|at| at + 1)
            };
            match end {
                Some(end) => rest = &tag[end..],
                None => return,
            }
        }
        if !self.hidden {
            let text = entities(rest);
            self.push(&text);
        }
    }

    /// Ends a piece.
    fn flush(&mut self) {
        if self.table && !self.text.ends_with('\n') {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let links = std::mem::take(&mut self.links);
        self.open_link = None;
        self.picture = None;
        let text = text.trim_end();
        if text.trim().is_empty() {
            return;
        }
        let kind = if self.code {
            BlockKind::Code
        } else if self.table {
            BlockKind::Table
        } else if let Some(level) = self.heading {
            BlockKind::Heading { level }
        } else if let (true, Some(ordered)) = (self.item, self.lists.last()) {
            let depth = u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX);
            BlockKind::Item {
                ordered: *ordered,
                depth,
            }
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        // A second paragraph of an item is text of its own.
        self.item = false;
        self.pieces.push(Piece {
            kind,
            links,
            ..Piece::paragraph(text)
        });
    }
}

/// The address of a link that a reader may follow.
fn allowed(href: &str) -> Option<String> {
    let lower = href.trim().to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
        .then(|| href.trim().to_owned())
}

/// The few character references that people write in HTML by hand.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (reference, character)| {
        text.replace(reference, character)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(BlockKind, String)> {
        pieces(text).into_iter().map(|piece| (piece.kind, piece.text)).collect()
    }

    #[test]
    fn blocks_keep_their_kind() {
        let text = "# Title\n\nA *soft*\nbreak.\n\n## Part\n\n> Quoted\n\n1. one\n2. two\n   - deep\n\n```\na\n\nb\n```\n\n| x | y |\n|---|---|\n| 1 | 2 |\n";
        let item = |ordered, depth| BlockKind::Item { ordered, depth };
        let expected = [
            (BlockKind::Heading { level: 1 }, "Title"),
            (BlockKind::Paragraph, "A soft break."),
            (BlockKind::Heading { level: 2 }, "Part"),
            (BlockKind::Quote, "Quoted"),
            (item(true, 0), "one"),
            (item(true, 0), "two"),
            (item(false, 1), "deep"),
            (BlockKind::Code, "a\n\nb"),
            (BlockKind::Table, "x\ty\n1\t2"),
        ];
        assert_eq!(kinds(text), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn only_links_that_a_reader_may_follow_survive() {
        let text = "[Web](https://example.org/a), [script](javascript:alert(1)), [mail](mailto:a@b.org), [here](b.md), [data](data:text/html,x).";
        let pieces = pieces(text);
        assert_eq!(pieces[0].text, "Web, script, mail, here, data.");
        let links: Vec<(&str, &str)> = pieces[0]
            .links
            .iter()
            .map(|link| (&pieces[0].text[link.start..link.end], link.href.as_str()))
            .collect();
        assert_eq!(links, [("Web", "https://example.org/a"), ("mail", "mailto:a@b.org")]);
    }

    #[test]
    fn an_empty_row_does_not_end_a_table() {
        let text = "| a | b |\n|---|---|\n|  |  |\n| 1 | [2](https://example.org/) |\n";
        let pieces = pieces(text);
        assert_eq!(pieces[0].text, "a\tb\n \n1\t2");
        assert_eq!(&pieces[0].text[pieces[0].links[0].start..], "2");
    }

    #[test]
    fn html_is_reduced_to_its_text() {
        let text = "<div class=\"x\">Inside</div>\n\nA <b>bold</b> word<script>alert(1)</script> &amp; more\n\n<script>\nalert(2)\n</script>\n\n<img src=x onerror=alert(3)>\n\nEnd <!-- hidden --> here";
        let all: Vec<String> = pieces(text).into_iter().map(|piece| piece.text).collect();
        assert_eq!(all, ["Inside", "A bold word & more", "End here"]);
    }

    #[test]
    fn pictures_leave_their_alternative_text() {
        let text = "![A street](street.jpg)\n\n![The hall](https://example.org/hall.jpg)\n\nSee ![map](map.png) here.\n\n![](https://example.org/no-text.png)";
        let src = "https://example.org/hall.jpg".to_owned();
        let expected = [
            (BlockKind::Paragraph, "A street"),
            (BlockKind::Image { src }, "The hall"),
            (BlockKind::Paragraph, "See map here."),
        ];
        assert_eq!(kinds(text), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    proptest::proptest! {
        #[test]
        fn any_markdown_gives_links_that_fit(text in "[-#>*_`|\\[\\]()!<>a-z0-9đ \n:/&;.]{0,80}") {
            for piece in pieces(&text) {
                for link in &piece.links {
                    proptest::prop_assert!(piece.text.get(link.start..link.end).is_some_and(|text| !text.is_empty()));
                }
            }
        }
    }
}

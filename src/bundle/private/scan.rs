//! Finds the comments of a text: where one begins, where it ends, and what only looks like one because it stands in code.

use std::collections::HashMap;
use std::ops::Range;

use super::code::{Code, Container, Left};
use super::divisions::{self, has_myst};
use super::references::reference;
use crate::bundle::files::Format;

/// All comments, and where the one begins that is not closed.
pub(super) fn comments(text: &str, format: Format) -> (Vec<Range<usize>>, Option<usize>) {
    let mut scanner = Scanner::new(text, format);
    let mut found = vec![];
    let mut at = 0;
    while let Some(step) = text[at..].find(['<', '%', '{', '[', '`', '~', ':', '#', '\\']) {
        at += step;
        match scanner.code(at) {
            Some(Code::Shown(end)) => {
                at = end;
                continue;
            }
            Some(Code::Hidden(end)) => {
                found.push(at..end);
                at = end;
                continue;
            }
            None => {}
        }
        match scanner.comment(at) {
            Some(Comment::Closed(end)) => {
                found.push(at..end);
                at = end;
            }
            Some(Comment::Unclosed) => {
                found.push(at..text.len());
                return (found, Some(at));
            }
            None => at += 1,
        }
    }
    (found, None)
}

/// The name of a heading is no longer than so many bytes.
const LONGEST_NAME: usize = 120;

/// `<!DOCTYPE …>` is no longer than so many bytes.
const LONGEST_DECLARATION: usize = 4096;

pub(super) enum Comment {
    /// It ends here.
    Closed(usize),
    /// It has no end.
    Unclosed,
}

/// Opening and closing marks that can be nothing else.
const SURE: [(&str, &str); 6] = [
    ("{{!--", "--}}"),
    ("{{~!--", "--"),
    ("{::comment", "{:/"),
    ("{:: comment", "{:/"),
    ("<%--", "--%>"),
    ("<?php", "?>"),
];

/// Those that are comments only where they are closed.
const UNSURE: [(&str, &str); 11] = [
    ("<![CDATA[", "]]>"),
    ("{>>", "<<}"),
    ("<%#", "%>"),
    ("<?=", "?>"),
    ("<#--", "-->"),
    ("{{--", "--}}"),
    ("{{!", "}}"),
    ("{{~!", "}}"),
    ("{{#if false}}", "{{/if}}"),
    ("{#", "#}"),
    ("\\begin{comment}", "\\end{comment}"),
];

/// Ghost shows what stands behind this to its members only.
const MEMBERS_ONLY: &str = "members-only";

/// Looks at the places where something begins, from left to right. What was not found behind one place is not looked for
/// again behind the next one, so that a text of nothing but beginnings takes no longer than another.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) markdown: bool,
    /// It is written in MyST, where a line that begins with `%` is a comment.
    myst: bool,
    /// Something stands in brackets and has attributes: `[…]{…}`.
    has_spans: bool,
    /// Closing marks that do not come any more.
    absent: Vec<&'static str>,
    /// For runs of so many backticks: there is no other one before here.
    pub(super) alone: HashMap<usize, usize>,
    /// The shortest fence of backticks, and of tildes, that is never closed.
    pub(super) open_fence: [usize; 2],
    /// Where the line of the last place begins, and that place.
    line: (usize, usize),
    /// Where the line of the last code ends.
    pub(super) line_end: usize,
    /// The last fence whose container ended before it was closed.
    pub(super) left: Option<Left>,
    /// Until here a template shows its tags as they are.
    pub(super) raw_until: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, format: Format) -> Self {
        let markdown = format == Format::Markdown;
        Self {
            text,
            markdown,
            myst: markdown && has_myst(text),
            has_spans: markdown && text.contains("]{"),
            absent: vec![],
            alone: HashMap::new(),
            open_fence: [usize::MAX; 2],
            line: (0, 0),
            line_end: 0,
            left: None,
            raw_until: 0,
        }
    }

    /// What stands before a place on its line.
    pub(super) fn before(&mut self, at: usize) -> &'a str {
        let (line, seen) = self.line;
        let line = self.text[seen..at].rfind('\n').map_or(line, |end| seen + end + 1);
        self.line = (line, at);
        &self.text[line..at]
    }

    /// Where the closing mark behind `from` ends.
    pub(super) fn close(&mut self, from: usize, mark: &'static str) -> Option<usize> {
        if self.absent.contains(&mark) {
            return None;
        }
        let end = self.text[from..].find(mark).map(|length| from + length + mark.len());
        if end.is_none() {
            self.absent.push(mark);
        }
        end
    }

    /// The comment that begins here.
    pub(super) fn comment(&mut self, at: usize) -> Option<Comment> {
        let rest = &self.text[at..];
        if let Some(inside) = rest.strip_prefix("<!--") {
            // `<!-->` and `<!--->` are whole comments.
            if let Some(end) = [">", "->"].into_iter().find(|end| inside.starts_with(end)) {
                return Some(Comment::Closed(at + 4 + end.len()));
            }
            let ends = [self.close(at + 4, "-->"), self.close(at + 4, "--!>")];
            let end = ends.into_iter().flatten().min();
            // `\<!--` is what a text on comments shows; where it looks like a whole one, that goes all the same.
            if end.is_none() && self.markdown && self.before(at).ends_with('\\') {
                return None;
            }
            if end.is_some() && inside.trim_start_matches('-').trim_start().starts_with(MEMBERS_ONLY) {
                return Some(Comment::Closed(self.text.len()));
            }
            return Some(end.map_or(Comment::Unclosed, Comment::Closed));
        }
        // Browsers show none of `<?…?>` and `<!…>`.
        if let Some(inside) = rest.strip_prefix("<?").filter(|_| self.markdown) {
            let is_tag = inside.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !inside.starts_with("php");
            if is_tag {
                return self.close(at, "?>").map(Comment::Closed);
            }
        }
        if let Some(inside) = rest.strip_prefix("<!").filter(|_| self.markdown)
            && inside.starts_with(|letter: char| letter.is_ascii_alphabetic())
        {
            let line = divisions::beginning(inside, LONGEST_DECLARATION).lines().next();
            return line
                .unwrap_or_default()
                .find('>')
                .map(|end| Comment::Closed(at + 2 + end + 1));
        }
        if rest.starts_with("%%") {
            // `\\%%` is two signs of per cent, the first of them written as such.
            let escapes = self.before(at).len() - self.before(at).trim_end_matches('\\').len();
            if self.markdown && escapes % 2 == 1 {
                return None;
            }
            return self.percent(at);
        }
        if rest.starts_with('%') {
            let is_line = self.myst && self.before(at).is_empty();
            return is_line.then(|| Comment::Closed(at + rest.find('\n').unwrap_or(rest.len())));
        }
        if rest.starts_with(":::") {
            let begins_line = self.markdown && Container::of(self.before(at)).is_some();
            return begins_line
                .then(|| divisions::block(rest))
                .flatten()
                .map(|end| match end {
                    Some(end) => Comment::Closed(at + end),
                    None => Comment::Unclosed,
                });
        }
        if rest.starts_with("#+") {
            return self
                .before(at)
                .trim()
                .is_empty()
                .then(|| divisions::org(rest))
                .flatten()
                .map(|end| Comment::Closed(at + end));
        }
        if at < self.raw_until && rest.starts_with('{') {
            return None;
        }
        if rest.starts_with("{%") || rest.starts_with("{{%") || rest.starts_with("{{<") {
            return self.tag(at);
        }
        if rest.starts_with('[') {
            let begins_line = Container::of(self.before(at)).is_some() || self.before(at).trim().is_empty();
            let reference = begins_line.then(|| reference(self.text, at)).flatten();
            let span = || self.has_spans.then(|| divisions::span(rest)).flatten();
            return reference.or_else(|| span().map(|end| Comment::Closed(at + end)));
        }
        // `{{/* … */}}`, `{/* … */}`, blanks and hyphens between.
        let opened = rest.bytes().take(3).take_while(|byte| *byte == b'{').count();
        // In MDX on lines of their own too, one behind the other, and `{// …` up to the end of its line.
        let inside = rest[opened..].trim_start_matches([' ', '-', '\t', '\r', '\n']);
        if opened == 1 && self.markdown && inside.starts_with("//") {
            let line = inside.find('\n').unwrap_or(inside.len());
            let end = inside[..line].rfind('}').unwrap_or(line);
            return Some(Comment::Closed(
                self.behind_braces(self.text.len() - inside.len() + end),
            ));
        }
        if (1..=2).contains(&opened)
            && let Some(inside) = inside.strip_prefix("/*")
        {
            let mut end = self.close(self.text.len() - inside.len(), "*/");
            while let Some(so_far) = end {
                let rest = &self.text[so_far..];
                let Some(next) = rest.trim_start().strip_prefix("/*") else {
                    break;
                };
                end = self.close(self.text.len() - next.len(), "*/");
            }
            return match end {
                Some(end) => Some(Comment::Closed(self.behind_braces(end))),
                None if opened == 2 => Some(Comment::Unclosed),
                None => None,
            };
        }
        if let Some((open, close)) = SURE.into_iter().find(|(open, _)| rest.starts_with(open)) {
            let end = self.close(at + open.len(), close);
            return Some(end.map_or(Comment::Unclosed, |end| Comment::Closed(self.behind_braces(end))));
        }
        let (open, close) = UNSURE.into_iter().find(|(open, _)| rest.starts_with(open))?;
        if open == "{#" && names_heading(&rest[open.len()..]) {
            return None;
        }
        self.close(at + open.len(), close).map(Comment::Closed)
    }

    /// Behind what belongs to the end of a comment: blanks, a hyphen and braces; or `comment}`.
    fn behind_braces(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let braces = rest.trim_start_matches([' ', '-', '~', '\t', '\r', '\n']);
        let braces = braces.strip_prefix("comment").unwrap_or(braces);
        let closed = braces.strip_prefix("}}").or_else(|| braces.strip_prefix('}'));
        closed.map_or(at, |behind| self.text.len() - behind.len())
    }

    /// `%%…%%`; but a single `100%%` is a slip of the pen.
    fn percent(&mut self, at: usize) -> Option<Comment> {
        let is_number = self.text[..at].ends_with(|letter: char| letter.is_ascii_digit());
        let begins_line = self.before(at).trim().is_empty();
        match self.close(at + 2, "%%") {
            Some(end) => Some(Comment::Closed(end)),
            None if is_number || !self.markdown && !begins_line => None,
            None => Some(Comment::Unclosed),
        }
    }
}

/// `{#top}` and `{#top .wide}` name a heading: what stands behind `{#` here.
fn names_heading(inside: &str) -> bool {
    let line = divisions::beginning(inside, LONGEST_NAME)
        .lines()
        .next()
        .unwrap_or_default();
    let closed = line.find('}');
    !line.starts_with([' ', '\t', '-', '~'])
        && closed.is_some_and(|closed| closed > 0 && !line[..closed].ends_with('#'))
}

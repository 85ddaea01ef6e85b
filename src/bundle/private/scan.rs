//! Finds the comments of a text: where one begins, where it ends, and what only looks like one because it stands in code.

use std::collections::HashMap;
use std::ops::Range;

use crate::bundle::files::Format;

/// All comments, and where the one begins that is not closed.
pub(super) fn comments(text: &str, format: Format) -> (Vec<Range<usize>>, Option<usize>) {
    let mut scanner = Scanner::new(text, format);
    let mut found = vec![];
    let mut at = 0;
    while let Some(step) = text[at..].find(['<', '%', '{', '[', '`', '~']) {
        at += step;
        if let Some(end) = scanner.code(at) {
            at = end;
            continue;
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

/// A comment that is the title of a link has no more lines than this.
const MOST_LINES: usize = 20;

/// A fence stands behind no more marks of lists and quotes than this.
const MOST_INDENTED: usize = 80;

pub(super) enum Comment {
    /// It ends here.
    Closed(usize),
    /// It has no end.
    Unclosed,
}

/// Opening and closing marks that can be nothing else.
const SURE: [(&str, &str); 5] = [
    ("{{!--", "--}}"),
    ("{{~!--", "--"),
    ("{::comment}", "{:/"),
    ("{:: comment}", "{:/"),
    ("<%--", "--%>"),
];

/// Those that are comments only where they are closed.
const UNSURE: [(&str, &str); 5] = [
    ("{>>", "<<}"),
    ("<%#", "%>"),
    ("{{!", "}}"),
    ("{{~!", "}}"),
    ("{#", "#}"),
];

/// Looks at the places where something begins, from left to right. What was not found behind one place is not looked for
/// again behind the next one, so that a text of nothing but beginnings takes no longer than another.
pub(super) struct Scanner<'a> {
    text: &'a str,
    markdown: bool,
    /// Closing marks that do not come any more.
    absent: Vec<&'static str>,
    /// For runs of so many backticks: there is no other one before here.
    alone: HashMap<usize, usize>,
    /// The shortest fence of backticks, and of tildes, that is never closed.
    open_fence: [usize; 2],
    /// Where the line of the last place begins, and that place.
    line: (usize, usize),
    /// Where the line of the last code ends.
    line_end: usize,
    /// The last fence whose container ended before it was closed.
    left: Option<Left>,
}

/// Lines that are indented by so many blanks are code of another kind.
const CODE: usize = 4;

/// What a fence stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Container {
    /// So many quotations.
    quotes: usize,
    /// An item of a list whose text is indented by so much.
    item: Option<usize>,
}

/// A fence was not closed before its container ended.
#[derive(Clone, Copy)]
struct Left {
    kind: usize,
    run: usize,
    container: Container,
    /// Behind the first line that is not in the container any more.
    until: usize,
}

impl Left {
    /// Another fence would not be closed either.
    fn same(self, kind: usize, run: usize, container: Container) -> bool {
        self.kind == kind && self.run <= run && self.container == container
    }
}

impl Container {
    /// What the beginning of a line says; `None` where no fence can stand behind it.
    fn of(before: &str) -> Option<Self> {
        if before.len() > MOST_INDENTED {
            return None;
        }
        let mut rest = before;
        let mut quotes = 0;
        while let Some(behind) = rest.trim_start_matches(' ').strip_prefix('>') {
            quotes += 1;
            rest = behind;
        }
        let marker = rest.trim_start();
        if marker.is_empty() {
            return (indent(rest) < CODE + 1).then_some(Self { quotes, item: None });
        }
        let digits = marker.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let behind = if digits.len() < marker.len() {
            digits.strip_prefix(['.', ')'])
        } else {
            marker.strip_prefix(['-', '*', '+'])
        };
        let is_item = behind.is_some_and(|behind| behind.starts_with([' ', '\t']) && behind.trim().is_empty());
        is_item.then_some(Self { quotes, item: Some(2) })
    }

    /// A line without the marks of the container; `None` where it is not in it any more.
    fn inside(self, line: &str) -> Option<&str> {
        let mut rest = line;
        for _ in 0..self.quotes {
            rest = rest.trim_start_matches(' ').strip_prefix('>')?;
        }
        match self.item {
            Some(indented) if !rest.trim().is_empty() => (indent(rest) >= indented).then(|| rest.trim_start()),
            _ => Some(rest),
        }
    }
}

/// How many blanks a line begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, format: Format) -> Self {
        Self {
            text,
            markdown: format == Format::Markdown,
            absent: vec![],
            alone: HashMap::new(),
            open_fence: [usize::MAX; 2],
            line: (0, 0),
            line_end: 0,
            left: None,
        }
    }

    /// What stands before a place on its line.
    fn before(&mut self, at: usize) -> &'a str {
        let (line, seen) = self.line;
        let line = self.text[seen..at].rfind('\n').map_or(line, |end| seen + end + 1);
        self.line = (line, at);
        &self.text[line..at]
    }

    /// Where the closing mark behind `from` ends.
    fn close(&mut self, from: usize, mark: &'static str) -> Option<usize> {
        if self.absent.contains(&mark) {
            return None;
        }
        let end = self.text[from..].find(mark).map(|length| from + length + mark.len());
        if end.is_none() {
            self.absent.push(mark);
        }
        end
    }

    /// Where the code ends that begins here.
    fn code(&mut self, at: usize) -> Option<usize> {
        let mark = self.text[at..]
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'))?;
        if !self.markdown {
            return None;
        }
        let run = run_of(&self.text[at..], mark);
        let before = self.before(at);
        if run >= 3
            && let Some(container) = Container::of(before)
            && let Some(end) = self.fence(at, mark, run, container)
        {
            return Some(end);
        }
        let is_span = mark == '`' && !before.ends_with('\\');
        let span = if is_span { self.span(at, run) } else { None };
        Some(span.unwrap_or(at + run))
    }

    /// Where the fenced block ends that begins here. One that is never closed, or not within its quotation or item, is no block:
    /// what is hidden in it stays hidden.
    fn fence(&mut self, at: usize, mark: char, run: usize, container: Container) -> Option<usize> {
        let kind = usize::from(mark == '~');
        let left = self
            .left
            .is_some_and(|left| left.same(kind, run, container) && at < left.until);
        if left || run >= self.open_fence[kind] {
            return None;
        }
        let first = at + self.text[at..].find('\n')? + 1;
        // What stands behind an opening fence of backticks names a language and has none.
        if mark == '`' && self.text[at + run..first].contains('`') {
            return None;
        }
        let mut from = first;
        for line in self.text[first..].split_inclusive('\n') {
            from += line.len();
            let Some(inside) = container.inside(line) else {
                let until = from;
                self.left = Some(Left {
                    kind,
                    run,
                    container,
                    until,
                });
                return None;
            };
            let fence = inside.trim();
            if run_of(fence, mark) >= run && fence.len() == run_of(fence, mark) && indent(inside) < CODE {
                return Some(from);
            }
        }
        self.open_fence[kind] = run;
        None
    }

    /// Where the code ends that begins with this run of backticks, within its line: over lines two apostrophes of a hasty writer
    /// would look like code.
    fn span(&mut self, at: usize, run: usize) -> Option<usize> {
        if self.alone.get(&run).is_some_and(|end| at < *end) {
            return None;
        }
        if at >= self.line_end {
            self.line_end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        }
        let line_end = self.line_end;
        let mut from = at + run;
        while from < line_end
            && let Some(next) = self.text[from..line_end].find('`')
        {
            let length = run_of(&self.text[from + next..], '`');
            from += next + length;
            if length == run {
                return Some(from);
            }
        }
        self.alone.insert(run, line_end);
        None
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
            return Some(
                ends.into_iter()
                    .flatten()
                    .min()
                    .map_or(Comment::Unclosed, Comment::Closed),
            );
        }
        if rest.starts_with("%%") {
            return self.percent(at);
        }
        if rest.starts_with("{%") || rest.starts_with("{{%") || rest.starts_with("{{<") {
            return self.tag(at);
        }
        if rest.starts_with('[') {
            let begins_line = Container::of(self.before(at)).is_some() || self.before(at).trim().is_empty();
            return begins_line.then(|| reference(self.text, at)).flatten();
        }
        // `{{/* … */}}`, `{/* … */}`, blanks and hyphens between.
        let opened = rest.bytes().take(3).take_while(|byte| *byte == b'{').count();
        if (1..=2).contains(&opened)
            && let Some(inside) = rest[opened..].trim_start_matches([' ', '-']).strip_prefix("/*")
        {
            let end = self.close(self.text.len() - inside.len(), "*/");
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
        let braces = rest.trim_start_matches([' ', '-', '~']);
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

    /// `{% comment %}…{% endcomment %}`, `{{< comment >}}…{{< /comment >}}`, `{% # … %}`
    fn tag(&mut self, at: usize) -> Option<Comment> {
        let inside = inside_of(&self.text[at..])?;
        if inside.starts_with('#') && self.text[at..].starts_with("{%") {
            return Some(self.close(at, "%}").map_or(Comment::Unclosed, Comment::Closed));
        }
        if word(inside) != "comment" {
            return None;
        }
        // Each kind has its own end, and comments of one kind can stand in each other.
        let kind = ["{{%", "{{<", "{%"]
            .into_iter()
            .find(|open| self.text[at..].starts_with(open))?;
        let (mut from, mut depth) = (at + kind.len(), 1);
        while let Some(open) = self.text[from..].find(kind).map(|open| from + open) {
            from = open + kind.len();
            match inside_of(&self.text[open..]).map(word) {
                Some("comment") => depth += 1,
                Some("endcomment" | "/comment") => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let end = self.close(open, "}").unwrap_or(self.text.len());
                let second = self.text[end..].starts_with('}');
                return Some(Comment::Closed(end + usize::from(second)));
            }
        }
        Some(Comment::Unclosed)
    }
}

/// What stands in a tag of a template: behind its opening mark, a hyphen and blanks.
fn inside_of(text: &str) -> Option<&str> {
    let inside = ["{{%", "{{<", "{%"]
        .into_iter()
        .find_map(|open| text.strip_prefix(open))?;
    Some(inside.strip_prefix('-').unwrap_or(inside).trim_start())
}

/// `{#top}` and `{#top .wide}` name a heading: what stands behind `{#` here.
fn names_heading(inside: &str) -> bool {
    let line = inside.lines().next().unwrap_or_default();
    let end = line
        .char_indices()
        .nth(MOST_INDENTED)
        .map_or(line.len(), |(end, _)| end);
    let closed = line[..end].find('}');
    !line.starts_with([' ', '\t', '-', '~'])
        && closed.is_some_and(|closed| closed > 0 && !line[..closed].ends_with('#'))
}

/// The letters, and a stroke before them, that a text begins with.
fn word(text: &str) -> &str {
    let stroke = usize::from(text.starts_with('/'));
    let blank = text[stroke..].len() - text[stroke..].trim_start().len();
    let end = text[stroke + blank..]
        .find(|letter: char| !letter.is_alphanumeric())
        .map_or(text.len(), |end| stroke + blank + end);
    if blank > 0 && stroke > 0 && &text[stroke + blank..end] == "comment" {
        return "/comment";
    }
    &text[..end]
}

/// How often a text begins with a character.
fn run_of(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}

/// `[//]: # (…)`, `[comment]: <> (…)`: the address of a link that leads nowhere, with the comment as its title.
fn reference(text: &str, at: usize) -> Option<Comment> {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let (_, behind) = text[at..end].split_once("]:")?;
    // The rest can stand on the next line.
    let mut end = end;
    let mut behind = behind.trim_start();
    if behind.is_empty() {
        let next = text.get(end + 1..).unwrap_or_default();
        let line = next.split('\n').next().unwrap_or_default();
        behind = line.trim_start();
        end = (end + 1 + line.len()).min(text.len());
    }
    let title = ["<#>", "<>", "#"]
        .into_iter()
        .find_map(|nowhere| behind.strip_prefix(nowhere))?;
    if !title.is_empty() && !title.starts_with([' ', '\t']) {
        return None;
    }
    // A title may go on over the next lines.
    let close = match title.trim_start().chars().next() {
        Some('(') => ')',
        Some(quote @ ('"' | '\'')) => quote,
        _ => return Some(Comment::Closed(end)),
    };
    if title.trim_end().len() > 1 && title.trim_end().ends_with(close) {
        return Some(Comment::Closed(end));
    }
    // Over no more lines than a person would write.
    let lines = text[end..].split_inclusive('\n').take(MOST_LINES).map(str::len);
    let paragraph = end + lines.sum::<usize>();
    let closing = text[end..paragraph]
        .find(close)
        .map(|length| end + length + close.len_utf8());
    Some(Comment::Closed(closing.unwrap_or(end)))
}

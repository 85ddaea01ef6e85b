//! Code: what stands in it is shown to readers, and is no comment.

use super::divisions;
use super::scan::Scanner;

/// Where code ends.
pub(super) enum Code {
    /// Readers see it.
    Shown(usize),
    /// Its first line says that they do not.
    Hidden(usize),
}

/// A fence stands behind no more marks of lists and quotes than this.
const MOST_INDENTED: usize = 80;

/// Lines that are indented by so many blanks are code of another kind.
const CODE: usize = 4;

/// What a fence stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Container {
    /// So many quotations.
    quotes: usize,
    /// An item of a list whose text is indented by so much.
    item: Option<usize>,
}

/// A fence was not closed before its container ended.
#[derive(Clone, Copy)]
pub(super) struct Left {
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
    pub(super) fn of(before: &str) -> Option<Self> {
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

impl Scanner<'_> {
    /// Where the code ends that begins here.
    pub(super) fn code(&mut self, at: usize) -> Option<Code> {
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
            let info = self.text[at + run..].lines().next().unwrap_or_default();
            if divisions::is_raw(info) {
                return None;
            }
            return Some(if divisions::hides(info) {
                Code::Hidden(end)
            } else {
                Code::Shown(end)
            });
        }
        let is_span = mark == '`' && !before.ends_with('\\');
        let span = if is_span { self.span(at, run) } else { None };
        Some(Code::Shown(span.unwrap_or(at + run)))
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
}

/// How often a text begins with a character.
pub(super) fn run_of(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}

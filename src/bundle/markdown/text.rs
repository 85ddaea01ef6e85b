//! The text of one piece while it is being read, and the spans over it.

use std::ops::Range;

use crate::article::{Picture, Span, SpanKind};

/// So many spans can be open at a time; what opens inside of more is text.
const MOST_OPEN: usize = 20;

/// Longer ones are not raised or lowered by `^` and `~`.
const LONGEST_RAISED: usize = 24;
const LONGEST_LOWERED: usize = 6;

/// Text that grows at its end. Runs of white space become one blank.
#[derive(Debug, Default)]
pub(super) struct Text {
    text: String,
    /// The end of an open one is not known yet.
    spans: Vec<Span>,
    /// Which of them are open, the outermost first.
    open: Vec<usize>,
    /// What takes the place of some parts when all is read: places do not move before that.
    edits: Vec<(Range<usize>, String)>,
    /// Where `==` stands that may begin a highlight, how many spans are open there, and which is the innermost.
    highlight: Option<(usize, usize, Option<usize>)>,
    /// Words that follow directly are none of the alternative text before them.
    picture: bool,
}

impl Text {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds text as it is.
    pub(super) fn verbatim(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds running text.
    pub(super) fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.picture) && text.starts_with(char::is_alphanumeric) {
            self.blank();
        }
        for character in text.chars() {
            if character.is_whitespace() {
                self.blank();
            } else {
                self.text.push(character);
            }
        }
    }

    /// Adds a blank where words would otherwise run together.
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    /// Begins a new line of the same text.
    pub(super) fn line_break(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Adds running text in which `==` may begin or end a highlight, and `x^2^` and `H~2~O` have something raised and lowered.
    pub(super) fn push_marked(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['=', '^', '~']) {
            self.push(&rest[..at]);
            let mark = &rest[at..=at];
            let run = rest[at..].len() - rest[at..].trim_start_matches(mark).len();
            rest = &rest[at + run..];
            match (mark, run) {
                ("=", 2) => self.highlight_mark(rest.chars().next()),
                ("^" | "~", 1) if let Some(inside) = self.raised(mark, rest) => {
                    rest = &rest[inside.len() + 1..];
                    match (mark, raised(inside)) {
                        ("^", Some(number)) => self.text.push_str(&number),
                        _ => {
                            let start = self.text.len();
                            self.text.push_str(inside);
                            let kind = if mark == "^" {
                                SpanKind::Superscript
                            } else {
                                SpanKind::Subscript
                            };
                            self.span_from(start, kind);
                        }
                    }
                }
                _ => self.text.push_str(&mark.repeat(run)),
            }
        }
        self.push(rest);
    }

    /// What is raised or lowered behind `mark`: something short behind a word. A power of a power is none, nor a range of years.
    fn raised<'t>(&self, mark: &str, rest: &'t str) -> Option<&'t str> {
        let most = if mark == "^" { LONGEST_RAISED } else { LONGEST_LOWERED };
        let end = rest
            .bytes()
            .take(most + 1)
            .position(|byte| byte == mark.as_bytes()[0])?;
        let inside = &rest[..end];
        let good = !inside.is_empty() && !inside.contains(|letter: char| letter.is_whitespace() || letter == '=');
        let before = self.text.chars().next_back()?;
        let after = rest[end + 1..].chars().next();
        let placed = if mark == "^" {
            (before.is_alphanumeric() || before == ')') && after.is_none_or(|after| !after.is_alphanumeric())
        } else {
            before.is_alphabetic() || before == ')'
        };
        (good && placed).then_some(inside)
    }

    fn highlight_mark(&mut self, after: Option<char>) {
        let before = self.text.chars().next_back();
        let (depth, innermost) = (self.open.len(), self.open.last().copied());
        match self.highlight {
            Some((at, at_depth, at_innermost))
                if (at_depth, at_innermost) == (depth, innermost)
                    && self.text.len() > at + 2
                    && before.is_some_and(|before| !before.is_whitespace())
                    && after.is_none_or(|after| !after.is_alphanumeric()) =>
            {
                self.highlight = None;
                self.edits.push((at..at + 2, String::new()));
                self.span_from(at, SpanKind::Marked);
            }
            _ => {
                let begins = before.is_none_or(|before| !before.is_alphanumeric())
                    && after.is_none_or(|after| !after.is_whitespace());
                if begins {
                    self.highlight = Some((self.text.len(), depth, innermost));
                }
                self.text.push_str("==");
            }
        }
    }

    /// Begins a span.
    pub(super) fn open(&mut self, kind: SpanKind) {
        if self.open.len() < MOST_OPEN {
            self.open.push(self.spans.len());
            self.spans.push(Span {
                start: self.text.len(),
                end: OPEN,
                kind,
            });
        }
    }

    /// Whether such a span is open.
    pub(super) fn is_open(&self, is: impl Fn(&SpanKind) -> bool) -> bool {
        self.open.iter().any(|at| is(&self.spans[*at].kind))
    }

    /// Ends the innermost open span of this kind; those inside of it end here too and begin again behind it.
    pub(super) fn close(&mut self, is: impl Fn(&SpanKind) -> bool) {
        let Some(place) = self.open.iter().rposition(|at| is(&self.spans[*at].kind)) else {
            return;
        };
        let inner = self.open.split_off(place);
        for at in &inner {
            self.spans[*at].end = self.text.len();
        }
        for at in &inner[1..] {
            let kind = self.spans[*at].kind.clone();
            self.open(kind);
        }
    }

    /// A span over all from `start` on.
    pub(super) fn span_from(&mut self, start: usize, kind: SpanKind) {
        self.spans.push(Span {
            start,
            end: self.text.len(),
            kind,
        });
    }

    /// Ends the superscript of a `<sup>`: a number is written in superscript digits, so that plain text has it as well.
    pub(super) fn close_superscript(&mut self) {
        let linked = |kind: &SpanKind| matches!(kind, SpanKind::Link { .. });
        let is = |at: &usize| self.spans[*at].kind == SpanKind::Superscript;
        let Some(&at) = self.open.iter().rev().find(|at| is(at)) else {
            return;
        };
        let start = self.spans[at].start;
        let inside = self.text[start..].trim();
        let bracketed = inside.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let raised = raised(bracketed.unwrap_or(inside));
        let note = self.is_open(linked) || self.spans[at..].iter().any(|span| linked(&span.kind));
        self.close(|kind| *kind == SpanKind::Superscript);
        if let Some(raised) = raised {
            let year = note || is_year(&self.text[..start]);
            let apart = if year { self.apart(start) } else { "" };
            self.edits.push((start..self.text.len(), [apart, &raised].concat()));
            self.spans[at].end = start;
        }
    }

    /// The reference to a note, behind the word that it belongs to.
    pub(super) fn note(&mut self, number: u32) {
        let in_line = self.text.trim_end_matches(' ').len();
        let begins = self.open.iter().any(|at| self.spans[*at].start > in_line);
        if in_line > 0 && !begins && !self.text[..in_line].ends_with(char::is_whitespace) {
            self.text.truncate(in_line);
        }
        self.lone_note(&number.to_string());
        let start = self.text.trim_end_matches(RAISED).len();
        self.span_from(start, SpanKind::Note { number });
    }

    /// The number of a note without a note to lead to.
    pub(super) fn lone_note(&mut self, number: &str) {
        self.text.push_str(self.apart(self.text.len()));
        self.text.push_str(&raised(number).unwrap_or_default());
    }

    /// What keeps a raised number from being read as a part of the number before it.
    fn apart(&self, at: usize) -> &'static str {
        let digit = |last: char| last.is_ascii_digit() || RAISED.contains(&last);
        if self.text[..at].ends_with(digit) {
            "\u{202f}"
        } else {
            ""
        }
    }

    /// Ends a cell of a table.
    pub(super) fn end_cell(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        self.text.push('\t');
    }

    /// Ends a row of a table. An empty one has a blank: an empty line would end the block.
    pub(super) fn end_row(&mut self) {
        self.text.truncate(self.text.trim_end_matches(['\t', ' ']).len());
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.text.push('\n');
    }

    /// Begins the alternative text of a picture.
    pub(super) fn before_picture(&mut self) {
        if self.text.ends_with(char::is_alphanumeric) {
            self.blank();
        }
    }

    /// Ends the alternative text of a picture that stands among words.
    pub(super) fn picture_from(&mut self, start: usize, picture: Picture) {
        self.span_from(start, SpanKind::Image(picture));
        self.picture = true;
    }

    /// Takes a picture out that begins at `start` and stands by itself. Answers with the link around it.
    pub(super) fn take_picture(&mut self, start: usize) -> Option<SpanKind> {
        self.text.truncate(start);
        self.highlight = self.highlight.filter(|(at, ..)| *at < start);
        while self.edits.last().is_some_and(|(range, _)| range.end > start) {
            self.edits.pop();
        }
        for at in &self.open {
            self.spans[*at].start = self.spans[*at].start.min(start);
        }
        while self
            .spans
            .last()
            .is_some_and(|span| span.start >= start && span.end != OPEN)
        {
            self.spans.pop();
        }
        let link = |kind: &&SpanKind| matches!(kind, SpanKind::Link { .. });
        self.open.iter().map(|at| &self.spans[*at].kind).find(link).cloned()
    }

    /// All of it, without white space at its end, and its spans, which nest.
    pub(super) fn take(&mut self) -> (String, Vec<Span>) {
        let taken = std::mem::take(self);
        let (text, mut spans) = edited(taken.text, taken.spans, taken.edits);
        let text = text.trim_end().to_owned();
        // A span begins and ends with a letter.
        spans.retain_mut(|span| {
            let end = span.end.min(text.len());
            let start = span.start.min(end);
            let inside = text.get(start..end).unwrap_or_default();
            span.start = start + (inside.len() - inside.trim_start().len());
            span.end = span.start + inside.trim().len();
            span.start < span.end
        });
        spans.sort_by(|a, b| (a.start, b.end).cmp(&(b.start, a.end)));
        let mut around: Vec<usize> = vec![];
        spans.retain(|span| {
            while around.last().is_some_and(|end| *end <= span.start) {
                around.pop();
            }
            let fits = around.last().is_none_or(|end| span.end <= *end) && around.len() < MOST_OPEN;
            if fits {
                around.push(span.end);
            }
            fits
        });
        (text, spans)
    }
}

/// Applies what was decided while reading. A span that ends or begins within an edited part takes all of it.
fn edited(text: String, mut spans: Vec<Span>, mut edits: Vec<(Range<usize>, String)>) -> (String, Vec<Span>) {
    if edits.is_empty() {
        return (text, spans);
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len());
    // Where each kept part begins: before and after.
    let mut parts = vec![(0, 0)];
    let mut from = 0;
    for (range, replacement) in edits {
        let Some(kept) = text.get(from..range.start) else {
            continue;
        };
        result.push_str(kept);
        parts.push((range.start, result.len()));
        result.push_str(&replacement);
        from = range.end;
        parts.push((from, result.len()));
    }
    result.push_str(text.get(from..).unwrap_or_default());
    let moved = |at: usize, is_end: bool| {
        let place = parts.partition_point(|(before, _)| *before <= at).saturating_sub(1);
        let (before, after) = parts[place];
        // Every second part is an edited one.
        if place % 2 == 0 {
            after + (at - before)
        } else if is_end && at > before {
            parts.get(place + 1).map_or(after, |(_, after)| *after)
        } else {
            after
        }
    };
    for span in &mut spans {
        span.start = moved(span.start, false);
        span.end = if span.end == OPEN { OPEN } else { moved(span.end, true) };
    }
    (result, spans)
}

/// The end of a span that is open.
const OPEN: usize = usize::MAX;

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A short number in superscript digits.
fn raised(number: &str) -> Option<String> {
    let (minus, digits) = match number.strip_prefix(['-', '−']) {
        Some(digits) => ("⁻", digits),
        None => ("", number),
    };
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    let raised: Option<String> = digits
        .chars()
        .map(|digit| RAISED.get(digit.to_digit(10)? as usize).copied())
        .collect();
    Some([minus, &raised?].concat())
}

/// The text ends with a year: what is raised behind it is no exponent.
fn is_year(text: &str) -> bool {
    let digits = text.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
    digits == 4
        && ["19", "20"]
            .iter()
            .any(|century| text[text.len() - 4..].starts_with(century))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown((text, spans): (String, Vec<Span>)) -> (String, Vec<(String, SpanKind)>) {
        let spans = spans
            .into_iter()
            .map(|span| (text[span.start..span.end].to_owned(), span.kind));
        let spans = spans.collect();
        (text, spans)
    }

    #[test]
    fn spans_that_cross_are_cut_where_they_cross() {
        let mut text = Text::default();
        text.push("a ");
        text.open(SpanKind::Strong);
        text.push(" b ");
        text.open(SpanKind::Emphasis);
        text.push("c");
        text.close(|kind| *kind == SpanKind::Strong);
        text.push("d ");
        text.close(|kind| *kind == SpanKind::Emphasis);
        text.close(|kind| *kind == SpanKind::Code);
        let expected = [
            ("b c", SpanKind::Strong),
            ("c", SpanKind::Emphasis),
            ("d", SpanKind::Emphasis),
        ];
        assert_eq!(
            shown(text.take()),
            (
                "a b cd".to_owned(),
                expected.map(|(text, kind)| (text.to_owned(), kind)).into()
            )
        );
    }

    #[test]
    fn two_equal_signs_highlight_where_they_stand_like_quotes() {
        for (given, text, marked) in [
            ("a ==b c== d", "a b c d", &["b c"][..]),
            ("==a== and ==b==.", "a and b.", &["a", "b"]),
            ("if a == b and c == d", "if a == b and c == d", &[]),
            ("(a==b && c==d)", "(a==b && c==d)", &[]),
            ("==a", "==a", &[]),
            ("==== a ===", "==== a ===", &[]),
            ("====", "====", &[]),
        ] {
            let mut read = Text::default();
            read.push_marked(given);
            let (found, spans) = shown(read.take());
            assert_eq!(found, text);
            assert_eq!(
                spans.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(),
                marked,
                "{given}"
            );
        }
    }

    #[test]
    fn a_raised_number_is_one_in_plain_text_too() {
        for (before, inside, after, text) in [
            ("minister", "1", " agreed", "minister¹ agreed"),
            ("minister", "[12]", " agreed", "minister¹² agreed"),
            ("10", "-6", " m", "10⁻⁶ m"),
            ("in 2015", "3", ".", "in 2015\u{202f}³."),
            ("1", "st", " of", "1st of"),
        ] {
            let mut read = Text::default();
            read.push(before);
            read.open(SpanKind::Superscript);
            read.push(inside);
            read.close_superscript();
            read.push(after);
            let (found, spans) = read.take();
            assert_eq!(found, text);
            assert_eq!(spans.len(), usize::from(inside == "st"), "{text}");
        }
    }
}

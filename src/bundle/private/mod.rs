//! The private parts of a text: comments, in the ways of the usual tools. They are cut from the text before anything else reads
//! it, and from the original that a reader can open.
//!
//! | written | by whom |
//! | --- | --- |
//! | `<!-- … -->` | HTML, Markdown |
//! | `%%…%%` | Obsidian |
//! | `{% comment %}…{% endcomment %}`, `{% # … %}`, `{% if false %}…{% endif %}` | Liquid, Twig |
//! | `{# … #}` | Jinja, Nunjucks, Tera |
//! | `{{/* … */}}`, `{{< comment >}}…{{< /comment >}}` | Hugo |
//! | `{{!-- … --}}`, `{{! … }}` | Handlebars |
//! | `{/* … */}` | MDX |
//! | `{::comment}…{:/comment}` | kramdown |
//! | `{>>…<<}` | CriticMarkup |
//! | `<%-- … --%>`, `<%# … %>`, `{{-- … --}}`, `<#-- … -->`, `<?php … ?>` | templates |
//! | `::: {.content-hidden}` … `:::`, `[…]{.content-hidden}` | Quarto |
//! | `% …` on lines of a text that is MyST, `:::{todo}` … `:::` | MyST |
//! | `#+BEGIN_COMMENT` … `#+END_COMMENT` | Org, Logseq |
//! | `\\begin{comment}…\\end{comment}` | LaTeX |
//! | all behind `<!--members-only-->` | Ghost |
//! | `[//]: # (…)`, `[comment]: <> (…)` | Markdown |
//!
//! `code` knows what stands in code, which is no comment. One that is opened and not closed hides all behind it, as it does in a browser, where it
//! could be nothing else.

mod code;
mod divisions;
mod original;
mod references;
mod scan;
mod templates;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use original::original;
use scan::{Comment, Scanner, comments};

use super::files::Format;

/// A text without its private parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where a comment begins that is never closed, and hides the rest: bytes from the beginning.
    pub(super) unclosed: Option<usize>,
}

/// What is cut can leave something that is a comment again; nobody writes more than a few layers.
const MOST_ROUNDS: usize = 8;

/// Cuts the private parts from a text.
pub(super) fn cut(text: &str, format: Format) -> Cut<'_> {
    let mut cut = Cut {
        text: Cow::Borrowed(text),
        unclosed: None,
    };
    for round in 0..MOST_ROUNDS {
        let (ranges, unclosed) = comments(&cut.text, format);
        if ranges.is_empty() {
            return cut;
        }
        if round == 0 {
            cut.unclosed = unclosed;
        }
        cut.text = Cow::Owned(without(&cut.text, &ranges));
    }
    // Still comments: this is no text that a person wrote, and what it hides stays hidden.
    let end = comments(&cut.text, format).0.first().map(|range| range.start);
    if let Some(end) = end {
        cut.text = Cow::Owned(cut.text[..end].to_owned());
    }
    cut
}

/// Where the comments of a text are.
pub(super) fn all(text: &str, format: Format) -> Vec<Range<usize>> {
    comments(text, format).0
}

/// The length of the blanks and comments that a text begins with.
pub(super) fn leading(text: &str) -> usize {
    let mut scanner = Scanner::new(text, Format::Plain);
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        match scanner.comment(at) {
            Some(Comment::Closed(end)) => at = end,
            _ => return at,
        }
    }
}

fn without(text: &str, ranges: &[Range<usize>]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        kept.push_str(&text[from..range.start]);
        // Where a comment has lines of its own these stay, so that the lines behind it keep their numbers.
        if kept.is_empty() || kept.ends_with('\n') {
            kept.extend(text[range.clone()].matches('\n'));
        }
        from = range.end;
    }
    kept.push_str(&text[from..]);
    kept
}

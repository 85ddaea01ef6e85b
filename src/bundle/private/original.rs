//! The original that readers can open, without its private parts.

use std::borrow::Cow;

use super::cut;
use crate::bundle::files::{self, Format};
use crate::bundle::front_matter;

/// The bytes of a file as readers may open them: as they are, or, where something private is in them, as text without that.
pub(in crate::bundle) fn original(bytes: &[u8], format: Format) -> Cow<'_, [u8]> {
    let Ok(text) = files::decode(bytes) else {
        return Cow::Borrowed(bytes);
    };
    // What could not be split never became an article.
    let Ok(split) = front_matter::split(&text) else {
        return Cow::Borrowed(bytes);
    };
    let head = &text[..text.len() - split.body.len()];
    let (stated, body) = (head_without_comments(head, format), cut(split.body, format));
    match (stated, body.text) {
        (Cow::Borrowed(_), Cow::Borrowed(_)) => Cow::Borrowed(bytes),
        (stated, body) => Cow::Owned([stated, body].concat().into_bytes()),
    }
}

/// Front matter without its comments: whole lines, and what stands behind a blank and `#` outside of quotation marks.
fn head_without_comments(head: &str, format: Format) -> Cow<'_, str> {
    let comment = |line: &str| {
        let mut quote = None;
        // A quotation begins a value; what stands before it, but for blanks, opens one.
        let (mut before, mut opens) = (' ', true);
        for (at, letter) in line.char_indices() {
            match (quote, letter) {
                (None, '#') if before.is_whitespace() || matches!(before, '"' | '\'') => return Some(at),
                (None, '"' | '\'') if opens => quote = Some(letter),
                (Some(open), letter) if letter == open => quote = None,
                _ => {}
            }
            before = letter;
            opens = matches!(letter, ':' | '=' | '[' | '{' | ',' | '-') || opens && letter.is_whitespace();
        }
        None
    };
    let cut = cut(head, format).text;
    if !cut.lines().any(|line| comment(line).is_some()) {
        return cut;
    }
    let mut kept = String::with_capacity(cut.len());
    for line in cut.lines() {
        match comment(line) {
            Some(at) if line[..at].trim().is_empty() => {}
            Some(at) => {
                kept.push_str(line[..at].trim_end());
                kept.push('\n');
            }
            None => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    Cow::Owned(kept)
}

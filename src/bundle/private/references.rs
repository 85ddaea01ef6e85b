//! Comments that are the title of a link which leads nowhere.

use super::scan::Comment;

/// A comment that is the title of a link has no more lines than this.
const MOST_LINES: usize = 20;

/// `[//]: # (…)`, `[comment]: <> (…)`: the address of a link that leads nowhere, with the comment as its title.
pub(super) fn reference(text: &str, at: usize) -> Option<Comment> {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let (label, behind) = text[at..end].split_once("]:")?;
    // The rest can stand on the next line.
    let mut end = end;
    let mut behind = behind.trim_start();
    if behind.is_empty() {
        let next = text.get(end + 1..).unwrap_or_default();
        let line = next.split('\n').next().unwrap_or_default();
        behind = line.trim_start();
        end = (end + 1 + line.len()).min(text.len());
    }
    let nowhere = || {
        ["<#>", "<>", "#"]
            .into_iter()
            .find_map(|nowhere| behind.strip_prefix(nowhere))
    };
    // Nobody links by such a name, so it is a comment wherever it leads.
    let label = label[1..].trim();
    let is_comment = matches!(label, "//" | "_" | "#") || label.eq_ignore_ascii_case("comment");
    let elsewhere = || behind.split_once(char::is_whitespace).map_or("", |(_, title)| title);
    let title = if is_comment {
        nowhere().unwrap_or_else(elsewhere)
    } else {
        nowhere()?
    };
    if !is_comment && !title.is_empty() && !title.starts_with([' ', '\t']) {
        return None;
    }
    // A title may stand on the next line, and go on over more of them.
    let mut title = title;
    if title.trim().is_empty() {
        let next = text.get(end + 1..).unwrap_or_default();
        let line = next.split('\n').next().unwrap_or_default();
        if line.trim_start().starts_with(['(', '"', '\'']) {
            title = line;
            end = (end + 1 + line.len()).min(text.len());
        }
    }
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

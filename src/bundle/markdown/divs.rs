//! Divisions between lines of colons, as Docusaurus, VitePress, MyST, Pandoc and Quarto have them. Markdown takes the colons for the
//! beginnings of definitions.

use std::borrow::Cow;

/// What such a division can be called to be a callout.
const CALLOUTS: [&str; 24] = [
    "abstract",
    "admonition",
    "attention",
    "bug",
    "caution",
    "danger",
    "details",
    "error",
    "example",
    "failure",
    "faq",
    "hint",
    "important",
    "info",
    "note",
    "question",
    "quote",
    "seealso",
    "success",
    "summary",
    "tip",
    "todo",
    "tldr",
    "warning",
];

/// Callouts in one another; deeper ones are no callouts, so that no line grows with their number.
const DEEPEST: usize = 8;

/// Divisions that are callouts as quotations that are, which is how Obsidian writes them; of others only the content. Lines stay lines,
/// and code stays as it is.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    if !text.contains(":::") {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let fences = fences(&lines);
    let mut result = String::with_capacity(text.len() + text.len() / 8);
    // Whether each open division is a callout, and how far in these begin.
    let (mut open, mut callouts): (Vec<bool>, Vec<usize>) = (Vec::new(), Vec::new());
    for (line, fence) in lines.into_iter().zip(fences) {
        match fence {
            Fence::None => put(line, &callouts, &mut result),
            Fence::Closes => {
                if open.pop() == Some(true) {
                    callouts.pop();
                }
                put(ending(line), &callouts, &mut result);
            }
            Fence::Lone => put(ending(line), &callouts, &mut result),
            Fence::Opens => {
                let known = callout(line).filter(|_| callouts.len() < DEEPEST);
                open.push(known.is_some());
                let Some((name, title)) = known else {
                    put(ending(line), &callouts, &mut result);
                    continue;
                };
                let indent = line.len() - line.trim_start_matches(' ').len();
                let begun = format!("{}> [!{name}] {title}{}", " ".repeat(indent), ending(line));
                put(&begun, &callouts, &mut result);
                callouts.push(indent);
            }
        }
    }
    Cow::Owned(result)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fence {
    None,
    Opens,
    Closes,
    /// It has no other one.
    Lone,
}

/// Which lines begin and end divisions.
fn fences(lines: &[&str]) -> Vec<Fence> {
    let mut fences = vec![Fence::None; lines.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut code: Option<&str> = None;
    for (at, line) in lines.iter().enumerate() {
        let content = line.trim();
        let marks = ["```", "~~~"].into_iter().find(|marks| content.starts_with(marks));
        match (code, marks) {
            (None, Some(marks)) => code = Some(marks),
            (Some(opened), Some(marks)) if opened == marks => code = None,
            _ => {}
        }
        let Some(name) = content
            .strip_prefix(":::")
            .filter(|_| code.is_none() && marks.is_none())
        else {
            continue;
        };
        let name = name.trim_start_matches(':').trim();
        if !name.is_empty() {
            open.push(at);
            fences[at] = Fence::Lone;
        } else if let Some(begun) = open.pop() {
            fences[begun] = Fence::Opens;
            fences[at] = Fence::Closes;
        } else {
            fences[at] = Fence::Lone;
        }
    }
    fences
}

/// A line within the callouts that are open.
fn put(line: &str, callouts: &[usize], result: &mut String) {
    let mut rest = line;
    for indent in callouts {
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let (before, behind) = rest.split_at(blanks.min(*indent));
        result.push_str(before);
        result.push_str("> ");
        rest = behind;
    }
    result.push_str(rest);
}

/// How a line ends.
fn ending(line: &str) -> &str {
    &line[line.trim_end_matches(['\r', '\n']).len()..]
}

/// `:::tip Title`, `:::note[Title]`, `::: {.callout-note title="Title"}`, `:::{note} Title`: the name and the title of a callout.
fn callout(line: &str) -> Option<(String, &str)> {
    let about = line.trim().trim_start_matches(':').trim();
    let end = about
        .find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '{' | '.' | '#' | '-'))
        .unwrap_or(about.len());
    let (name, rest) = about.split_at(end);
    let name = name.trim_start_matches(['{', '.', '#']).to_ascii_lowercase();
    let name = name.strip_prefix("callout-").unwrap_or(&name).to_owned();
    if !CALLOUTS.contains(&name.as_str()) {
        return None;
    }
    let title = match rest.split_once("title=\"") {
        Some((_, title)) => title.split('"').next().unwrap_or_default(),
        None if about.starts_with("{.") => "",
        None => rest
            .trim_start_matches('}')
            .trim()
            .trim_start_matches('[')
            .trim_end_matches(']'),
    };
    Some((name, title.trim()))
}

//! Parts of a text that say of themselves that they are not shown: divisions and spans of Quarto, directives of MyST, blocks of Org.

use super::code::run_of;

/// A span is no longer than so many bytes, with its attributes.
const MOST_SPAN: usize = 1_000;

/// Brackets stand in each other no deeper than this.
const MOST_BRACKETS: usize = 8;

/// The length of the division that a text begins with, where it is not shown; `None` in it where it never ends.
pub(super) fn block(text: &str) -> Option<Option<usize>> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if !hides(first.trim_start_matches(':')) {
        return None;
    }
    let mut length = first.len();
    let (mut depth, mut fence) = (1, None);
    for line in lines {
        let inside = line.trim_start_matches([' ', '\t', '>']);
        length += line.len();
        let code = inside
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~') && run_of(inside, *mark) >= 3);
        match (fence, code) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark && inside.trim().chars().all(|letter| letter == mark) => {
                fence = None
            }
            _ => {}
        }
        if fence.is_some() || run_of(inside, ':') < 3 {
            continue;
        }
        if inside.trim().trim_matches(':').is_empty() {
            depth -= 1;
        } else {
            depth += 1;
        }
        if depth == 0 {
            // The line itself stays, and with it what stands on the next one.
            return Some(Some(length - usize::from(line.ends_with('\n'))));
        }
    }
    Some(None)
}

/// The length of the span `[…]{…}` that a text begins with, where it is not shown.
pub(super) fn span(text: &str) -> Option<usize> {
    let text = beginning(text, MOST_SPAN);
    let (mut at, mut depth) = (0, 0_usize);
    while depth < MOST_BRACKETS {
        at += text[at..].find(['[', ']'])?;
        depth = if text[at..].starts_with('[') {
            depth + 1
        } else {
            depth - 1
        };
        at += 1;
        if depth == 0 {
            let attributes = text[at..].starts_with('{').then_some(&text[at..])?;
            let end = attributes.find('}')? + 1;
            return hides(&attributes[..end]).then_some(at + end);
        }
    }
    None
}

/// At most so many bytes of a text, and up to three more.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    (most..most + 4).find_map(|end| text.get(..end)).unwrap_or(text)
}

/// The length of Org's block of comments that a text begins with.
pub(super) fn org(text: &str) -> Option<usize> {
    let is = |line: &str, mark: &str| line.trim().eq_ignore_ascii_case(mark);
    let mut lines = text.split_inclusive('\n');
    let mut length = lines.next().filter(|line| is(line, "#+begin_comment"))?.len();
    for line in lines {
        length += line.len();
        if is(line, "#+end_comment") {
            return Some(length - usize::from(line.ends_with('\n')));
        }
    }
    // It goes on to the end.
    Some(text.len())
}

/// Whether attributes (`{.content-hidden}`), or the name of a directive (`{todo}`), say that something is not shown to those who read
/// it as a page of the web. In doubt it is not.
pub(super) fn hides(attributes: &str) -> bool {
    let attributes = attributes.trim();
    if let Some((name, argument)) = attributes.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        match name.trim() {
            "todo" | "ifconfig" | "comment" => return true,
            "only" => return !is_page(argument.trim()),
            _ => {}
        }
    }
    let has = |class: &str| {
        let mut words = attributes.split(|letter: char| letter.is_whitespace() || matches!(letter, '{' | '}'));
        words.any(|word| {
            let word = word.strip_prefix("class=").unwrap_or(word).trim_matches(['"', '\'']);
            word.trim_start_matches('.') == class
        })
    };
    let value = |name: &str| {
        let behind = attributes
            .split_once(name)?
            .1
            .trim_start()
            .strip_prefix('=')?
            .trim_start();
        let quote = behind.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        match quote {
            Some(quote) => behind[1..].split(quote).next(),
            None => behind.split([' ', '}']).next(),
        }
    };
    let (when, unless) = (value("when-format"), value("unless-format"));
    let known = when.is_some() || unless.is_some();
    let fits = when.is_none_or(is_page) && !unless.is_some_and(is_page);
    if has("content-visible") {
        let other = ["when-profile", "when-meta", "unless-meta"]
            .into_iter()
            .any(|name| attributes.contains(name));
        return !fits || other;
    }
    if has("content-hidden") {
        return !known || fits;
    }
    attributes.starts_with('{') && has("hidden") && attributes.contains(".hidden")
}

/// The names of formats that are pages of the web.
fn is_page(format: &str) -> bool {
    let format = format.trim().to_ascii_lowercase();
    format.starts_with("html") || matches!(format.as_str(), "web" | "website")
}

/// A block of code whose content is put into the page as it is: `{=html}`.
pub(super) fn is_raw(info: &str) -> bool {
    info.trim().starts_with("{=")
}

/// A text has signs that only MyST has: its directives, or its roles.
pub(super) fn has_myst(text: &str) -> bool {
    const DIRECTIVES: [&str; 32] = [
        "admonition",
        "attention",
        "bibliography",
        "card",
        "caution",
        "code-block",
        "code-cell",
        "contents",
        "danger",
        "dropdown",
        "epigraph",
        "error",
        "eval-rst",
        "figure",
        "glossary",
        "grid",
        "hint",
        "image",
        "important",
        "include",
        "list-table",
        "literalinclude",
        "margin",
        "note",
        "only",
        "seealso",
        "tab-set",
        "tip",
        "toctree",
        "todo",
        "versionadded",
        "warning",
    ];
    const ROLES: [&str; 8] = [
        "{ref}`",
        "{doc}`",
        "{term}`",
        "{cite}`",
        "{cite:p}`",
        "{numref}`",
        "{eq}`",
        "{abbr}`",
    ];
    let is_directive = |line: &str| {
        let line = line.trim_start();
        let marks = run_of(line, '`').max(run_of(line, ':')).max(run_of(line, '~'));
        let name = line[marks..].strip_prefix('{').and_then(|rest| rest.split_once('}'));
        marks >= 3 && name.is_some_and(|(name, _)| DIRECTIVES.contains(&name))
    };
    ROLES.iter().any(|role| text.contains(role)) || text.lines().any(is_directive)
}

//! Front matter: what a file states before its text begins.
//!
//! | written | notation |
//! | --- | --- |
//! | between `---` and `---` or `...` (also `---yaml`, `----`, `—`) | YAML; TOML or JSON where it is that |
//! | between `+++` and `+++` | TOML |
//! | between `;;;` and `;;;`, or `{ … }` by itself | JSON |
//! | a code block of YAML, TOML or JSON that begins the file | that |
//! | lines `Key: value` that begin the file (`head`) | text |
//!
//! Blank lines and comments before it do not matter. What looks like front matter and cannot be understood is an error: nobody
//! knows what it holds back.

mod head;
mod stray;

pub(super) use stray::{commented, stray};

use super::fields::{self, Entry, SyntaxError};
use super::stated::keys::{self, Key};
use super::{held_back, private};

/// The entries of the front matter, and the text behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split<'a> {
    pub(super) entries: Vec<Entry>,
    pub(super) body: &'a str,
}

/// Two blocks one behind the other happen where a tool put its own before another one's.
const MOST_BLOCKS: usize = 4;

/// Front matter that has something else before it begins within so many lines.
const NEAR: usize = 60;

/// The names of languages that front matter is written in are no longer.
const LONGEST_NAME: usize = 16;

/// Takes front matter off a text. A first line `---` without a second one is a rule, not front matter.
///
/// # Errors
/// The line of what is not the notation that it should be in, and what is wrong there.
pub(super) fn split(text: &str) -> Result<Split<'_>, SyntaxError> {
    let mut split = Split {
        entries: vec![],
        body: text,
    };
    for block in 0..MOST_BLOCKS {
        let at = text.len() - split.body.len() + private::leading(split.body);
        let first_line = 1 + text[..at].matches('\n').count();
        match block_at(&text[at..], first_line, block > 0)? {
            Some((mut entries, length)) => {
                split.entries.append(&mut entries);
                split.body = &text[at + length..];
            }
            None => break,
        }
    }
    // A head of lines has no fences, so more of the kind behind it is text.
    if split.entries.is_empty()
        && let Some((entries, length)) = head::read(text)
    {
        split.entries = entries;
        split.body = &text[length..];
    }
    if split.entries.is_empty()
        && let Some(line) = misplaced(text)
    {
        let message = "this looks like front matter, but other text stands before it: move it to the top of the file";
        return Err((line, message.to_owned()));
    }
    Ok(split)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notation {
    Yaml,
    Toml,
    Json,
}

impl Notation {
    fn name(self) -> &'static str {
        match self {
            Notation::Yaml => "YAML",
            Notation::Toml => "TOML",
            Notation::Json => "JSON",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Notation::Yaml),
            "toml" => Some(Notation::Toml),
            "json" | "json5" => Some(Notation::Json),
            _ => None,
        }
    }

    fn read(self, text: &str, first_line: usize) -> Result<Vec<Entry>, SyntaxError> {
        match self {
            Notation::Yaml => fields::yaml(text, first_line),
            Notation::Toml => fields::toml(text, first_line),
            Notation::Json => fields::json(text, first_line).map(|(entries, _)| entries),
        }
    }
}

/// A line that opens front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fence {
    /// What its line is made of: `-` (or a dash that a word processor made of hyphens), `+`, `;` or a backtick.
    mark: char,
    notation: Notation,
    /// It names its notation.
    named: bool,
}

impl Fence {
    fn opens(line: &str) -> Option<Self> {
        let line = bare(line);
        let end = line
            .find(|mark: char| !is_dash(mark) && !matches!(mark, '+' | ';' | '`' | '~'))
            .unwrap_or(line.len());
        let (marks, name) = line.split_at(end);
        let mark = kind_of(marks)?;
        let name = name.trim().trim_matches(['{', '}', '.', ':', '=']);
        let named = Notation::from_name(name);
        let notation = match mark {
            _ if !name.is_empty() => named?,
            '+' => Notation::Toml,
            ';' => Notation::Json,
            '-' => Notation::Yaml,
            _ => return None,
        };
        Some(Self {
            mark,
            notation,
            named: named.is_some(),
        })
    }

    fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim_end();
        kind_of(line.trim()) == Some(self.mark) && !line.starts_with([' ', '\t']) || self.mark == '-' && line == "..."
    }
}

/// What stands behind the hyphens of a line that opens front matter in some other language: `---js`, `--- {draft: true}`.
fn foreign(line: &str) -> Option<&str> {
    let name = bare(line).strip_prefix("---")?.trim_start_matches('-').trim();
    let word =
        !name.is_empty() && name.len() <= LONGEST_NAME && name.chars().all(|letter| letter.is_ascii_alphanumeric());
    (word || name.starts_with('{')).then_some(name)
}

/// A line without the blanks around it, and without characters that nobody sees.
fn bare(line: &str) -> &str {
    line.trim_matches(|letter: char| letter.is_whitespace() || is_invisible(letter))
}

/// What word processors and pages leave in a text.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn is_dash(mark: char) -> bool {
    matches!(mark, '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// What a line of nothing but marks is made of. An em dash is what word processors make of three hyphens.
fn kind_of(marks: &str) -> Option<char> {
    let first = marks.chars().next()?;
    if is_dash(first) {
        let length = |mark: char| match mark {
            '—' | '―' => 3,
            '–' => 2,
            mark => usize::from(is_dash(mark)),
        };
        let all = marks.chars().all(is_dash);
        return (all && marks.chars().map(length).sum::<usize>() >= 3).then_some('-');
    }
    let long = marks.chars().count() >= 3 && marks.chars().all(|mark| mark == first);
    (long && matches!(first, '+' | ';' | '`' | '~')).then_some(first)
}

type Block = Option<(Vec<Entry>, usize)>;

/// The front matter that a text begins with, and how many of its bytes that takes. `further`: there was some before it already.
fn block_at(text: &str, first_line: usize, further: bool) -> Result<Block, SyntaxError> {
    if fields::begins_json(text) && !further {
        return match fields::json(text, first_line) {
            Ok((entries, length)) if ends_line(&text[length..]) => Ok(Some((entries, length))),
            Ok(_) => Ok(None),
            Err((line, message)) => Err(refused(Notation::Json, line, &message)),
        };
    }
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let Some(fence) = Fence::opens(first) else {
        let is_end = |line: &str| kind_of(line.trim()) == Some('-');
        return match foreign(first).filter(|_| !further && rest.lines().any(is_end)) {
            Some(name) => Err((
                first_line,
                format!("the front matter is not understood in `{name}`: write it as YAML, TOML or JSON"),
            )),
            None => Ok(None),
        };
    };
    let open = first.len() + 1;
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if fence.is_closed_by(line) {
            let matter = &rest[..end];
            let length = (open + end + line.len()).min(text.len());
            return read(fence, matter, first_line, further).map(|entries| entries.map(|entries| (entries, length)));
        }
        end += line.len();
    }
    let promised = fence.mark == '+' || fence.mark == ';' || fence.named && fence.mark == '-';
    let near: String = rest
        .lines()
        .take(NEAR)
        .take_while(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    if !further && promised || fence.mark != '`' && fence.mark != '~' && has_fields(&near) {
        let message = format!("the front matter has no end: close it with a line `{}`", first.trim());
        return Err((first_line, message));
    }
    Ok(None)
}

/// Reads what stands between two fences; nothing where it is a rule, a paragraph and another rule, or a block of code.
fn read(fence: Fence, matter: &str, first_line: usize, further: bool) -> Result<Option<Vec<Entry>>, SyntaxError> {
    let code = matches!(fence.mark, '`' | '~');
    if code && further || (code || further) && !has_sure_field(matter) {
        return Ok(None);
    }
    let first = fence.notation.read(matter, first_line + 1);
    if let Ok(entries) = &first
        && let Some(entry) = entries.iter().find(|entry| is_run_together(entry))
    {
        let message = format!("`{}` has no blank behind its colon", entry.key);
        return Err(refused(fence.notation, entry.line, &message));
    }
    let (line, message) = match first {
        // Two rules, and text with a colon between them: no key of front matter is several words that nobody knows.
        Ok(entries) if is_prose(&entries) && !fence.named && fence.mark == '-' && !has_known_fields(matter) => {
            return Ok(None);
        }
        Ok(entries) => return Ok(Some(entries)),
        Err(error) => error,
    };
    // People put one notation between the fences of another one.
    let others = [Notation::Yaml, Notation::Toml, Notation::Json];
    for notation in others.into_iter().filter(|notation| *notation != fence.notation) {
        if let Ok(entries) = notation.read(matter, first_line + 1)
            && !entries.is_empty()
            && !entries.iter().any(is_run_together)
        {
            return Ok(Some(entries));
        }
    }
    let rule = fence.mark == '-' && !fence.named && !has_known_fields(matter);
    if rule {
        Ok(None)
    } else {
        Err(refused(fence.notation, line, &message))
    }
}

/// `draft:true` in braces is a key of that name in YAML, and states nothing.
fn is_run_together(entry: &Entry) -> bool {
    let known = |key: &str| keys::key(&keys::normal(key)).is_some() || held_back::is_key(&keys::normal(key));
    entry.value == fields::Value::Nothing && entry.key.split_once(':').is_some_and(|(key, _)| known(key))
}

/// Every key is several words, as what stands before a colon in a sentence is.
fn is_prose(entries: &[Entry]) -> bool {
    !entries.is_empty() && entries.iter().all(|entry| entry.key.contains(char::is_whitespace))
}

fn refused(notation: Notation, line: usize, message: &str) -> SyntaxError {
    let hint = match notation {
        Notation::Json => "check commas and quotation marks",
        _ => "put quotes around values that hold `:` or `#`, or quotes of the other kind around quotes",
    };
    (
        line,
        format!("the front matter is not {} ({message}): {hint}", notation.name()),
    )
}

fn ends_line(rest: &str) -> bool {
    rest.lines().next().unwrap_or_default().trim().is_empty()
}

/// The key and the value of a line, in whatever notation.
pub(super) fn field_of(line: &str) -> Option<(&str, &str)> {
    let line = bare(line).trim_start_matches(['-', '*', '{', '[', ',', '>', '#', '+', '.', ':', '\\', ' ', '\t']);
    let end = line.find([':', '=', '：'])?;
    let key = line[..end]
        .trim()
        .trim_matches(['"', '\'', '“', '”', '*', '_', '`', ']']);
    let value = line[end..].trim_start_matches([':', '=', '：', '*', ' ', '\t']);
    let value = value.trim_end_matches([',', ';', '}', ']', '*', '+', ' ', '\t']);
    // A fence on the same line.
    let value = value.strip_suffix("---").unwrap_or(value).trim_end_matches(['}', ' ']);
    let short = !key.is_empty() && key.chars().count() <= 30 && key.split_whitespace().count() <= 3;
    short.then_some((key, value))
}

/// The key of a line that states something which is known, in whatever notation.
fn known_key(line: &str) -> Option<String> {
    let normal = keys::normal(field_of(line)?.0);
    (keys::key(&normal).is_some() || held_back::is_key(&normal)).then_some(normal)
}

/// A line states what only front matter does.
fn has_sure_field(text: &str) -> bool {
    text.lines().filter_map(known_key).any(|key| is_sure(&key))
}

/// A key that is no word of a text: a programme has a `Date` and a `Place`, a notice a `Source`.
fn is_sure(normal: &str) -> bool {
    matches!(
        keys::key(normal),
        Some(Key::Title | Key::Slug | Key::Tags | Key::Aliases)
    ) && !matches!(
        normal,
        "headline" | "section" | "topic" | "subject" | "subjects" | "the" | "nhan" | "category"
    ) || matches!(
        normal,
        "draft" | "published" | "publish" | "private" | "layout" | "permalink" | "status" | "visibility"
    )
}

/// What cannot be read as front matter is front matter with a mistake where it begins with what is known, or has a key that
/// only front matter has: a note between two rules is text.
fn has_known_fields(text: &str) -> bool {
    let first = text
        .lines()
        .find(|line| !bare(line).is_empty() && !line.trim_start().starts_with("# "));
    first.is_some_and(|line| known_key(line).is_some()) || has_sure_field(text)
}

/// A line states something that is known.
fn has_fields(text: &str) -> bool {
    text.lines().any(|line| known_key(line).is_some())
}

/// The line of something that looks like front matter, near the beginning and outside of code, with other text before it: lines
/// that state what is known, and nothing else, between two fences.
fn misplaced(text: &str) -> Option<usize> {
    let mut in_code = false;
    for (number, line) in text.lines().enumerate().take(NEAR) {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            in_code = !in_code;
            continue;
        }
        let Some(fence) = Fence::opens(line).filter(|fence| !in_code && matches!(fence.mark, '-' | '+')) else {
            continue;
        };
        let (mut fields, mut sure) = (0, false);
        let closed = text.lines().skip(number + 1).take(NEAR).find_map(|line| {
            if fence.is_closed_by(line) {
                return Some(true);
            }
            sure |= known_key(line).is_some_and(|key| is_sure(&key));
            let is_field = field_of(line).is_some();
            fields += usize::from(is_field);
            let goes_on = line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#']);
            let fits = is_field || fields > 0 && goes_on;
            (!fits).then_some(false)
        });
        if closed == Some(true) && sure {
            return Some(number + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests;

//! Lines that would hold back if they stood in front matter, where there is none that could be read: one fence is missing, the
//! brackets are wrong, they stand in a list or in a comment. Nobody can say that the keeper did not mean them.

use super::super::clock::Moment;
use super::super::files::Format;
use super::super::held_back;
use super::super::private;
use super::{NEAR, bare, field_of};

/// The number of the first such line near the beginning of a text, and the line. What stands in code is shown to readers; but code
/// that begins a file without front matter may be meant as such.
pub(in crate::bundle) fn stray(text: &str, moment: Moment, has_front_matter: bool) -> Option<(usize, &str)> {
    let mut code = false;
    let mut begun = has_front_matter;
    // A paragraph that is indented, below text, is code as well.
    let (mut indented, mut blank) = (false, true);
    for (number, line) in (1..).zip(text.lines()).take(NEAR) {
        indented = begun && (line.starts_with("    ") || line.starts_with('\t')) && (indented || blank);
        let line = bare(line);
        blank = line.is_empty();
        if blank {
            continue;
        }
        if line.starts_with("```") || line.starts_with("~~~") {
            code = !code && begun;
            begun = true;
            continue;
        }
        let holds = |part: &str| field_of(part).is_some_and(|(key, value)| held_back::is_plain(key, value, moment));
        let holds_as = |(key, value): (&str, &str)| held_back::is_plain(key, value, moment);
        let held = || holds(line) || parts(line).any(holds) || written_otherwise(line).is_some_and(holds_as);
        if !code && !indented && held() {
            return Some((number, line));
        }
        begun = true;
    }
    None
}

/// The parts of what a line of MDX exports (`export const meta = { draft: true }`), or the fields of Dataview in it
/// (`[draft:: true]`).
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let exported = line.strip_prefix("export const ").unwrap_or_default();
    let fields = if line.contains("::") { line } else { "" };
    let fields = fields.split(['[', ']', '(', ')']).filter(|part| part.contains("::"));
    exported.split(['{', '}', ',', ';']).chain(fields)
}

/// What a line states in further ways: `<meta name="status" content="draft">`, `[_metadata_:draft]:- "true"`, `#+PROPERTY: draft true`.
fn written_otherwise(line: &str) -> Option<(&str, &str)> {
    let quoted = |value: &'_ str| -> Option<(usize, usize)> {
        let start = value.find(['"', '\''])? + 1;
        let length = value[start..].find(['"', '\''])?;
        Some((start, start + length))
    };
    if line.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("<meta ")) {
        let (name, content) = (line.split_once("name=")?.1, line.split_once("content=")?.1);
        let ((name_from, name_to), (from, to)) = (quoted(name)?, quoted(content)?);
        return Some((&name[name_from..name_to], &content[from..to]));
    }
    if let Some(rest) = line.strip_prefix("[_metadata_:") {
        let (key, value) = rest.split_once("]:")?;
        return Some((key, value.trim_matches(|letter: char| !letter.is_alphanumeric())));
    }
    let start = line
        .get(..11)
        .filter(|start| start.eq_ignore_ascii_case("#+property:"))?;
    line[start.len()..].trim().split_once(' ')
}

/// What holds back in a comment of the text, wherever that stands: `<!-- draft: true -->`, `[//]: # (status: draft)`; and a first comment
/// that is nothing but such a word (`<!-- DRAFT -->`).
pub(in crate::bundle) fn commented(text: &str, format: Format, moment: Moment) -> Option<(usize, String)> {
    for range in private::all(text, format) {
        let comment = &text[range.clone()];
        let line_of = |part: &str| {
            let at = range.start + comment.find(part).unwrap_or_default();
            1 + text[..at].matches('\n').count()
        };
        let parts = comment.split(|letter: char| "\n;,<>{}()[]%\"'#*`".contains(letter));
        let stated = parts
            .map(|part| part.trim_matches(|letter: char| !letter.is_alphanumeric()))
            .find(|part| field_of(part).is_some_and(|(key, value)| held_back::is_plain(key, value, moment)));
        if let Some(stated) = stated {
            return Some((line_of(stated), stated.to_owned()));
        }
        // `[_metadata_:draft]: # "true"`
        if let Some((label, value)) = comment.strip_prefix('[').and_then(|rest| rest.split_once("]:")) {
            let key = label.rsplit(':').next().unwrap_or_default();
            let value = value.trim_matches(|letter: char| !letter.is_alphanumeric());
            if held_back::is_plain(key, value, moment) {
                return Some((line_of(label), format!("{key}: {value}")));
            }
        }
    }
    let first = &text[..private::leading(text)];
    let word = first.trim_matches(|letter: char| !letter.is_alphanumeric());
    held_back::is_word(word).then(|| (1, word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_back_is_found_in_comments() {
        let found = |text: &str| commented(text, Format::Markdown, Moment::from_seconds(1_750_000_000));
        for text in [
            "<!-- draft: true -->\n---\ntitle: T\n---\nText",
            "Text\n\n<!--\n---\ntitle: T\ndraft: true\n---\n-->\n",
            "<!-- title: T; private: yes -->\nText",
            "<!--- status: draft --->",
            "[//]: # (draft: true)",
            "Text\n\n[comment]: <> (published: no)\n",
            "[//]: # \"publishDate: 2098-01-01\"",
            "[_metadata_:draft]: # \"true\"",
            "%% publish: false %%\nText",
            "{# draft: true #}",
            "{% comment %}draft: true{% endcomment %}Text",
            "{{/* draft: true */}}",
            "{/* draft = true */}",
            "#+BEGIN_COMMENT\n#+DRAFT: true\n#+END_COMMENT\nText",
            "<!-- DRAFT -->\n\n# T\n",
            "<!-- bản nháp -->Text",
            "<!-- do not publish -->\nText",
        ] {
            assert!(found(text).is_some(), "{text}");
        }
        assert_eq!(found("One\n<!-- a\ndraft: true -->"), Some((3, "draft: true".into())));
        for text in [
            "<!-- draft: false -->",
            "<!-- the draft: it was true -->",
            "<!-- more -->\nText",
            "Text <!-- draft -->",
            "`<!-- draft: true -->` holds back",
            "```html\n<!-- draft: true -->\n```\n",
            "<!-- private: ask Lan before -->",
            "[draft]: https://example.org (true)",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    fn line(text: &str) -> Option<usize> {
        stray(text, Moment::from_seconds(1_750_000_000), false).map(|(line, _)| line)
    }

    #[test]
    fn what_holds_back_is_found_wherever_it_stands() {
        for text in [
            "title: Secret\ndraft: true\n---\nBody",
            "---\n\ntitle: x\ndraft: true\n\nBody",
            "<!--\ntitle: x\ndraft: true\n-->",
            "# T\n\n- **Status:** draft\n",
            "public:: false\n- a bullet",
            "{\n title: 'x',\n draft: true\n}",
            "title = 'x'\ndraft = true\n",
            "```\ndraft: true\n```\n",
            "draft： true",
            ".. status: draft",
            "#+DRAFT: true",
            "> publishDate: 2098-01-01",
            "Trạng thái: bản nháp",
            "#+HUGO_DRAFT: true",
            "export const draft = true;",
            "export const meta = { title: 'x', published: false };",
            ":PROPERTIES:\n:DRAFT: t\n:END:",
            "#+PROPERTY: draft true",
            "+++ draft = true +++\nText",
            "--- {draft: true} ---\nText",
            "# T\n\n[draft:: true] is a field",
            "# T\n\nA field (publish:: false).",
            "<meta name=\"status\" content=\"draft\">",
            "[_metadata_:draft]:- \"true\"",
            "Text\nextra:\n    draft: true",
        ] {
            assert!(line(text).is_some(), "{text}");
        }
    }

    #[test]
    fn texts_about_drafts_are_texts() {
        for text in [
            "Status: the ceasefire holds for now.",
            "Status: Pending",
            "The draft: it is ready.",
            "Draft: a bill on rivers and lakes",
            "An: Xin chào.",
            "Public: 30 people",
            "# How to\n\n```yaml\ndraft: true\n```\n",
            "Published: February 12, 2025",
            "draft: false",
            "# How to\n\n    draft: true\n\nText",
            "Draft :: a bill [on] rivers",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}

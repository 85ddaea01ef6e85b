//! Lines that would hold back if they stood in front matter, where there is none that could be read: one fence is missing, the
//! brackets are wrong, they stand in a list or in a comment. Nobody can say that the keeper did not mean them.

use super::super::clock::Moment;
use super::super::held_back;
use super::{NEAR, bare, field_of};

/// The number of the first such line near the beginning of a text, and the line. What stands in code is shown to readers; but code
/// that begins a file without front matter may be meant as such.
pub(in crate::bundle) fn stray(text: &str, moment: Moment, has_front_matter: bool) -> Option<(usize, &str)> {
    let mut code = false;
    let mut begun = has_front_matter;
    for (number, line) in (1..).zip(text.lines()).take(NEAR) {
        let line = bare(line);
        if line.is_empty() {
            continue;
        }
        if line.starts_with("```") || line.starts_with("~~~") {
            code = !code && begun;
            begun = true;
            continue;
        }
        if !code
            && let Some((key, value)) = field_of(line)
            && held_back::is_plain(key, value, moment)
        {
            return Some((number, line));
        }
        begun = true;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}

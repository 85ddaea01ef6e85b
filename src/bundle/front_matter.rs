//! Front matter: `---` and YAML, or `+++` and TOML, at the very top of a file.

use super::fields::{self, Entry, SyntaxError};

/// The entries of the front matter, and the text behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split<'a> {
    pub(super) entries: Vec<Entry>,
    pub(super) body: &'a str,
}

/// Takes front matter off a text. A first line `---` without a second one is a rule, not front matter.
///
/// # Errors
/// The line of what is not YAML or TOML, and what is wrong there.
pub(super) fn split(text: &str) -> Result<Split<'_>, SyntaxError> {
    let none = Split {
        entries: vec![],
        body: text,
    };
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++") {
        return Ok(none);
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        let closes = line.trim_end() == fence || fence == "---" && line.trim_end() == "...";
        if closes {
            let matter = &rest[..end];
            let read = if fence == "---" {
                fields::yaml(matter, 2)
            } else {
                fields::toml(matter, 2)
            };
            let body = &rest[end + line.len()..];
            return match read {
                Ok(entries) => Ok(Split { entries, body }),
                // A rule, a paragraph, another rule: text that only looks like front matter.
                Err(_) if fence == "---" && !looks_like_fields(matter) => Ok(none),
                Err((line, message)) => {
                    let language = if fence == "---" { "YAML" } else { "TOML" };
                    let hint =
                        "put quotes around values that hold `:` or `#`, or quotes of the other kind around quotes";
                    Err((line, format!("the front matter is not {language} ({message}): {hint}")))
                }
            };
        }
        end += line.len();
    }
    if fence == "+++" || rest.lines().next().is_some_and(looks_like_fields) {
        return Err((
            1,
            format!("the front matter has no end: close it with a line `{fence}`"),
        ));
    }
    Ok(none)
}

/// The first line that says anything is `key: …`.
fn looks_like_fields(text: &str) -> bool {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    line.and_then(|line| line.split_once(':')).is_some_and(|(key, value)| {
        let word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '"' | '\'');
        !key.is_empty() && key.chars().all(word) && (value.is_empty() || value.starts_with([' ', '\t']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_are_taken_off() {
        for text in [
            "---\ntitle: T\n---\nBody\n",
            "+++\ntitle = 'T'\n+++\nBody\n",
            "---\ntitle: T\n...\nBody\n",
        ] {
            let split = split(text).expect("front matter");
            assert_eq!((split.entries.len(), split.body), (1, "Body\n"), "{text}");
        }
        assert_eq!(split("---\n---\nBody").expect("empty").body, "Body");
    }

    #[test]
    fn rules_are_not_front_matter() {
        for text in [
            "---\nOnce upon a time\n---\nmore",
            "---\nNo end here",
            "--- \n",
            "Text\n---\na: b\n---\n",
            "---\n- a list\n- of things\n---\n",
        ] {
            assert_eq!(split(text).map(|split| split.body), Ok(text));
        }
    }

    #[test]
    fn errors_name_the_line_and_what_to_do() {
        let (line, message) = split("---\ntitle: One: two\nx: y\n---\n").expect_err("not YAML");
        assert_eq!(line, 2);
        assert!(message.contains("put quotes"), "{message}");
        assert_eq!(split("---\ntitle: x\n\nBody").expect_err("no end").0, 1);
        assert_eq!(split("+++\ntitle = \n+++\nBody").expect_err("not TOML").0, 2);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_split_or_refused(text in "(---|\\+\\+\\+)?\n?[-a-z:='\"\\[{ \n+]{0,50}") {
            let _ = split(&text);
        }
    }
}

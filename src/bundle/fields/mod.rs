//! YAML, TOML and JSON as one small tree that remembers its lines.
//!
//! Front matter, `archive.toml` and `vocabulary.toml` are all read through it, so that each message can
//! name a line and a value means the same in every notation. Every scalar is its text: `title: 1984` and
//! `title: "1984"` are the same title.

mod json;
mod quoted;
mod toml;
mod yaml;

pub(super) use json::{begins as begins_json, json};
pub(super) use toml::toml;
pub(super) use yaml::yaml;

/// A key, its value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) line: usize,
    pub(super) value: Value,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Empty, `null`, `~`
    Nothing,
    /// Any scalar.
    Text(String),
    /// A sequence.
    List(Vec<Value>),
    /// A mapping.
    Table(Vec<Entry>),
}

impl Value {
    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of a mapping.
    pub(super) fn table(&self) -> Option<&[Entry]> {
        match self {
            Value::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The texts of a sequence of scalars, or of a single one; `None` where anything else is in it.
    pub(super) fn texts(&self) -> Option<Vec<&str>> {
        match self {
            Value::Nothing => Some(vec![]),
            Value::Text(text) => Some(vec![text]),
            Value::List(values) => values.iter().map(Value::text).collect(),
            Value::Table(_) => None,
        }
    }
}

/// Something that is not in the notation that it should be in, with its line.
pub(super) type SyntaxError = (usize, String);

/// Whether such an error says that a text is in its notation, but holds no fields: a list, for example.
pub(super) fn is_other_shape(message: &str) -> bool {
    [NO_MAPPING, NO_OBJECT].contains(&message)
}

/// What YAML is told that holds no mapping.
const NO_MAPPING: &str = "expected `key: value` lines";

/// What JSON is told that is no object.
const NO_OBJECT: &str = "expected an object: { \"key\": … }";

/// Deeper nesting than this is not written by people.
const DEEPEST: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    fn text(entries: &[Entry], key: &str) -> Option<(String, usize)> {
        let entry = entries.iter().find(|entry| entry.key == key)?;
        Some((entry.value.text()?.to_owned(), entry.line))
    }

    #[test]
    fn both_notations_mean_the_same() {
        let yaml = yaml("title: 'A: b'\nyear: 1984\nempty:\ntags:\n  - one\n  - two\n", 2).expect("YAML");
        let toml = toml("title = 'A: b'\nyear = 1984\n\ntags = [\n  'one',\n  'two']\n", 2).expect("TOML");
        for entries in [&yaml, &toml] {
            assert_eq!(text(entries, "title"), Some(("A: b".into(), 2)));
            assert_eq!(text(entries, "year"), Some(("1984".into(), 3)));
            let tags = entries.iter().find(|entry| entry.key == "tags").expect("tags");
            assert_eq!(tags.value.texts(), Some(vec!["one", "two"]));
            assert_eq!(tags.line, 5);
        }
        assert_eq!(yaml[2].value, Value::Nothing);
    }

    #[test]
    fn errors_name_the_line_of_the_file() {
        assert_eq!(yaml("title: x\nauthors: [a, b\n", 2).expect_err("unclosed").0, 4);
        assert_eq!(yaml("a: b\ntitle: \"x\ny: z\n", 2).expect_err("unclosed quote").0, 3);
        assert_eq!(toml("a = 1\nb = \n", 2).expect_err("no value").0, 3);
        assert_eq!(
            yaml("just text", 2).expect_err("no mapping"),
            (2, "expected `key: value` lines".into())
        );
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let deep = format!("a: {}{}", "[".repeat(10_000), "]".repeat(10_000));
        assert!(yaml(&deep, 1).is_err());
        let deep = format!("a = {}{}", "[".repeat(60), "]".repeat(60));
        assert!(toml(&deep, 1).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[-a-z:'\"\\[\\]{}&*!|>#%@ \n\t=.0-9~?]{0,60}") {
            let _ = yaml(&text, 1);
            let _ = toml(&text, 1);
        }
    }
}

//! YAML and TOML as one small tree that remembers its lines.
//!
//! Front matter, `archive.toml` and `vocabulary.toml` are all read through it, so that each message can
//! name a line and a value means the same in both notations. Every scalar is its text: `title: 1984` and
//! `title: "1984"` are the same title.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

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

/// Something that is not YAML or TOML, with its line.
pub(super) type SyntaxError = (usize, String);

/// Deeper nesting than this is not written by people.
const DEEPEST: usize = 32;

/// Reads the mapping of a YAML document. `first_line` is the number of its first line in the file.
pub(super) fn yaml(text: &str, first_line: usize) -> Result<Vec<Entry>, SyntaxError> {
    let mut reader = YamlReader {
        parser: Parser::new_from_str(text),
        first_line,
    };
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamEnd => return Ok(vec![]),
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            event => {
                let line = reader.line(&span);
                return match reader.value(event, 0)? {
                    Value::Table(entries) => Ok(entries),
                    Value::Nothing => Ok(vec![]),
                    _ => Err((line, "expected `key: value` lines".to_owned())),
                };
            }
        }
    }
}

struct YamlReader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    first_line: usize,
}

impl<'a> YamlReader<'a> {
    fn line(&self, span: &Span) -> usize {
        self.first_line + span.start.line().saturating_sub(1)
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), SyntaxError> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let line = self.first_line + error.marker().line().saturating_sub(1);
                Err((line, error.info().to_owned()))
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn value(&mut self, event: Event<'a>, depth: usize) -> Result<Value, SyntaxError> {
        if depth > DEEPEST {
            return Err((self.first_line, format!("nested more than {DEEPEST} levels deep")));
        }
        Ok(match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) if matches!(&*text, "" | "~" | "null" | "Null" | "NULL") => {
                Value::Nothing
            }
            Event::Scalar(text, ..) => Value::Text(text.into_owned()),
            Event::SequenceStart(..) => {
                let mut values = vec![];
                loop {
                    match self.next()?.0 {
                        Event::SequenceEnd | Event::StreamEnd => break Value::List(values),
                        event => values.push(self.value(event, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut entries = vec![];
                loop {
                    let (event, span) = self.next()?;
                    if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                        break Value::Table(entries);
                    }
                    let line = self.line(&span);
                    let key = self.value(event, depth + 1)?;
                    let event = self.next()?.0;
                    let value = self.value(event, depth + 1)?;
                    if let Value::Text(key) = key {
                        entries.push(Entry { key, line, value });
                    }
                }
            }
            // An alias repeats a value; nothing that is read here needs one.
            _ => Value::Nothing,
        })
    }
}

/// Reads a TOML document. `first_line` is the number of its first line in the file.
pub(super) fn toml(text: &str, first_line: usize) -> Result<Vec<Entry>, SyntaxError> {
    let line = |span: Range<usize>| {
        let before = text.as_bytes().get(..span.start).unwrap_or(text.as_bytes());
        first_line + before.iter().filter(|byte| **byte == b'\n').count()
    };
    let table = DeTable::parse(text).map_err(|error| {
        (
            error.span().map_or(first_line, line),
            error.message().replace('\n', ", "),
        )
    })?;
    entries(table.get_ref(), &line, 0)
}

fn entries(table: &DeTable<'_>, line: &dyn Fn(Range<usize>) -> usize, depth: usize) -> Result<Vec<Entry>, SyntaxError> {
    let mut entries = Vec::new();
    for (key, value) in table.iter() {
        entries.push(Entry {
            key: key.get_ref().to_string(),
            line: line(key.span()),
            value: toml_value(value, line, depth + 1)?,
        });
    }
    entries.sort_by_key(|entry| entry.line);
    Ok(entries)
}

fn toml_value(
    value: &Spanned<DeValue<'_>>,
    line: &dyn Fn(Range<usize>) -> usize,
    depth: usize,
) -> Result<Value, SyntaxError> {
    if depth > DEEPEST {
        return Err((line(value.span()), format!("nested more than {DEEPEST} levels deep")));
    }
    Ok(match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Float(number) => Value::Text(number.to_string()),
        DeValue::Boolean(truth) => Value::Text(truth.to_string()),
        DeValue::Datetime(time) => Value::Text(time.to_string()),
        DeValue::Array(values) => Value::List(
            values
                .iter()
                .map(|value| toml_value(value, line, depth + 1))
                .collect::<Result<_, _>>()?,
        ),
        DeValue::Table(table) => Value::Table(entries(table, line, depth)?),
    })
}

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

//! TOML.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{DEEPEST, Entry, SyntaxError, Value};

/// Reads a TOML document. `first_line` is the number of its first line in the file.
pub(in crate::bundle) fn toml(text: &str, first_line: usize) -> Result<Vec<Entry>, SyntaxError> {
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

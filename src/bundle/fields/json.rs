//! JSON.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::{DEEPEST, Entry, NO_OBJECT, SyntaxError, Value};

/// The text begins with something that only JSON can be: a brace and a quoted key, or an empty object by itself.
pub(in crate::bundle) fn begins(text: &str) -> bool {
    let Some(inside) = text.trim_start().strip_prefix('{') else {
        return false;
    };
    inside.trim_start().starts_with('"') || inside.trim_start().starts_with('}') && inside.trim_end().ends_with('}')
}

/// Reads the JSON object at the beginning of a text; answers with how many bytes of the text it takes as well. `first_line` is
/// the number of its first line in the file.
///
/// # Errors
/// The line of what is not JSON, and what is wrong there.
pub(in crate::bundle) fn json(text: &str, first_line: usize) -> Result<(Vec<Entry>, usize), SyntaxError> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Json>();
    match stream.next() {
        Some(Ok(Json::Object(object))) => {
            let length = stream.byte_offset();
            Ok((entries(object, text.get(..length).unwrap_or(text), first_line)?, length))
        }
        Some(Ok(_)) | None => Err((first_line, NO_OBJECT.to_owned())),
        Some(Err(error)) => Err((first_line + error.line().saturating_sub(1), error.to_string())),
    }
}

/// The members in the order in which they are written: of several keys that mean the same the first one counts.
fn entries(object: serde_json::Map<String, Json>, text: &str, first_line: usize) -> Result<Vec<Entry>, SyntaxError> {
    let lines = lines_of_keys(text);
    let mut found = Vec::with_capacity(object.len());
    for (key, value) in object {
        let (order, line) = lines.get(&key).copied().unwrap_or_default();
        let line = first_line + line;
        let value = read(value, line, 1)?;
        found.push((order, Entry { key, line, value }));
    }
    found.sort_by_key(|(order, _)| *order);
    Ok(found.into_iter().map(|(_, entry)| entry).collect())
}

/// Which key of the outermost object each is, and how many lines are before it. The text is JSON.
fn lines_of_keys(text: &str) -> HashMap<String, (usize, usize)> {
    let mut keys = HashMap::new();
    let (mut line, mut depth) = (0, 0_usize);
    let mut rest = text.char_indices();
    while let Some((at, character)) = rest.next() {
        match character {
            '\n' => line += 1,
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            '"' => {
                let mut end = at + 1;
                while let Some((inside, character)) = rest.next() {
                    end = inside + character.len_utf8();
                    match character {
                        '\\' => drop(rest.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                let is_key = depth == 1 && text[end..].trim_start().starts_with(':');
                if let Some(key) = is_key.then(|| serde_json::from_str(&text[at..end]).ok()).flatten() {
                    let order = keys.len();
                    keys.entry(key).or_insert((order, line));
                }
            }
            _ => {}
        }
    }
    keys
}

fn read(value: Json, line: usize, depth: usize) -> Result<Value, SyntaxError> {
    if depth > DEEPEST {
        return Err((line, format!("nested more than {DEEPEST} levels deep")));
    }
    Ok(match value {
        Json::Null => Value::Nothing,
        Json::Bool(truth) => Value::Text(truth.to_string()),
        Json::Number(number) => Value::Text(number.to_string()),
        Json::String(text) => Value::Text(text),
        Json::Array(values) => Value::List(
            values
                .into_iter()
                .map(|value| read(value, line, depth + 1))
                .collect::<Result<_, _>>()?,
        ),
        Json::Object(object) => {
            let mut entries = Vec::with_capacity(object.len());
            for (key, value) in object {
                let value = read(value, line, depth + 1)?;
                entries.push(Entry { key, line, value });
            }
            Value::Table(entries)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_read_with_its_lines_and_its_length() {
        let text = "{\n  \"title\": \"T\",\n  \"draft\": true,\n  \"a\": [1, null]\n}\n\nBody {}";
        let (entries, length) = json(text, 3).expect("JSON");
        assert_eq!(&text[length..], "\n\nBody {}");
        let read: Vec<(&str, usize)> = entries.iter().map(|entry| (entry.key.as_str(), entry.line)).collect();
        assert_eq!(read, [("title", 4), ("draft", 5), ("a", 6)]);
        assert_eq!(entries[1].value, Value::Text("true".into()));
        assert_eq!(
            entries[2].value,
            Value::List(vec![Value::Text("1".into()), Value::Nothing])
        );
    }

    #[test]
    fn errors_name_the_line() {
        assert_eq!(json("{\n\"a\": 1,\n\"b\" 2}", 1).expect_err("no colon").0, 3);
        let deep = format!("{{\"a\": {}{}}}", "[".repeat(60), "]".repeat(60));
        assert!(json(&deep, 1).is_err());
    }

    #[test]
    fn other_braces_are_no_object() {
        for text in ["{{< figure >}}", "{% raw %}", "{: .lead}", "{a}", ""] {
            assert!(!begins(text), "{text}");
        }
        assert!(begins("{ \"a\": 1 }") && begins("{\n\t\"a\"") && begins("{}"));
    }
}

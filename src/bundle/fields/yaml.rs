//! YAML.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};

use super::{DEEPEST, Entry, NO_MAPPING, SyntaxError, Value, quoted};

/// Reads the mapping of a YAML document. `first_line` is the number of its first line in the file.
pub(in crate::bundle) fn yaml(text: &str, first_line: usize) -> Result<Vec<Entry>, SyntaxError> {
    strict(text, first_line).or_else(|error| {
        let text = quoted::spaced(text);
        let again = strict(&text, first_line).ok();
        let indented = || strict(&quoted::indented(&text)?, first_line).ok();
        again.or_else(indented).ok_or(error)
    })
}

/// As the specification has it.
fn strict(text: &str, first_line: usize) -> Result<Vec<Entry>, SyntaxError> {
    let mut reader = YamlReader {
        parser: Parser::new_from_str(text),
        first_line,
        anchors: HashMap::new(),
        repeated: 0,
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
                    _ => Err((line, NO_MAPPING.to_owned())),
                };
            }
        }
    }
}

struct YamlReader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    first_line: usize,
    /// The values that aliases can repeat.
    anchors: HashMap<usize, Value>,
    /// How many values aliases repeated so far.
    repeated: usize,
}

/// Aliases of aliases grow fast; front matter that repeats more values than this was not written by a person.
const MOST_REPEATED: usize = 10_000;

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
        let (value, anchor) = match event {
            Event::Scalar(text, ScalarStyle::Plain, anchor, _)
                if matches!(&*text, "" | "~" | "null" | "Null" | "NULL") =>
            {
                (Value::Nothing, anchor)
            }
            Event::Scalar(text, _, anchor, _) => (Value::Text(text.into_owned()), anchor),
            Event::SequenceStart(anchor, _) => {
                let mut values = vec![];
                loop {
                    match self.next()?.0 {
                        Event::SequenceEnd | Event::StreamEnd => break (Value::List(values), anchor),
                        event => values.push(self.value(event, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(anchor, _) => (Value::Table(self.mapping(depth)?), anchor),
            Event::Alias(anchor) => return self.repeat(anchor),
            _ => return Ok(Value::Nothing),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    fn mapping(&mut self, depth: usize) -> Result<Vec<Entry>, SyntaxError> {
        let mut entries = vec![];
        let mut merged = vec![];
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                // What is merged in gives way to what is written here, which stands first.
                entries.append(&mut merged);
                return Ok(entries);
            }
            let line = self.line(&span);
            let key = self.value(event, depth + 1)?;
            let event = self.next()?.0;
            let value = self.value(event, depth + 1)?;
            let Value::Text(key) = key else { continue };
            match value {
                Value::Table(mut more) if key == "<<" => merged.append(&mut more),
                Value::List(tables) if key == "<<" => {
                    for table in tables {
                        if let Value::Table(mut more) = table {
                            merged.append(&mut more);
                        }
                    }
                }
                value => entries.push(Entry { key, line, value }),
            }
        }
    }

    /// The value of an anchor.
    fn repeat(&mut self, anchor: usize) -> Result<Value, SyntaxError> {
        let Some(value) = self.anchors.get(&anchor) else {
            return Err((self.first_line, "a value is repeated inside of itself".to_owned()));
        };
        self.repeated += size(value);
        if self.repeated > MOST_REPEATED {
            return Err((
                self.first_line,
                format!("aliases repeat more than {MOST_REPEATED} values"),
            ));
        }
        Ok(value.clone())
    }
}

/// How many values a value holds, itself included.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Nothing | Value::Text(_) => 0,
        Value::List(values) => values.iter().map(size).sum(),
        Value::Table(entries) => entries.iter().map(|entry| size(&entry.value)).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_repeat_what_they_name_and_merged_keys_give_way() {
        let entries = yaml(
            "base: &b\n  draft: true\n  title: Base\n<<: *b\ntitle: Own\nsame: *b\n",
            1,
        )
        .expect("YAML");
        let of = |key: &str| -> Vec<&Value> {
            let all = entries.iter().filter(|entry| entry.key == key);
            all.map(|entry| &entry.value).collect()
        };
        assert_eq!(of("draft"), [&Value::Text("true".into())]);
        assert_eq!(of("title"), [&Value::Text("Own".into()), &Value::Text("Base".into())]);
        assert_eq!(of("same"), of("base"));
    }

    #[test]
    fn aliases_without_end_are_refused() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..9 {
            let before = format!("*a{}", level - 1);
            text += &format!("a{level}: &a{level} [{}]\n", vec![before; 9].join(", "));
        }
        assert!(yaml(&text, 1).expect_err("too many").1.contains("aliases"));
    }
}

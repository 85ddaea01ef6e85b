//! What the usual tools read as YAML and the parser does not: quoted texts that go on at the beginning of the next line, and tabs behind
//! the colon of a key.

/// The document with a blank in place of the tabs behind keys.
pub(super) fn spaced(text: &str) -> String {
    let spaced = |line: &str| {
        let (key, value) = line.split_once(":\t")?;
        is_key(key.trim_start_matches([' ', '-'])).then(|| format!("{key}: {}", value.trim_start_matches('\t')))
    };
    let lines = text.split_inclusive('\n');
    lines
        .map(|line| spaced(line).unwrap_or_else(|| line.to_owned()))
        .collect()
}

/// The document with all lines indented that a quoted text goes on in; `None` where no text does, or where it cannot be told.
pub(super) fn indented(text: &str) -> Option<String> {
    let mut indented = String::with_capacity(text.len() + text.len() / 8);
    let mut open: Option<(char, usize)> = None;
    let mut block: Option<usize> = None;
    let mut changed = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let indent = content.len() - content.trim_start().len();
        if let Some((quote, depth)) = open {
            // A key in the middle of a text is one whose text was never closed.
            if is_entry(content) {
                return None;
            }
            if indent <= depth && !content.is_empty() {
                changed = true;
                indented.extend(std::iter::repeat_n(' ', depth + 1));
            }
            indented.push_str(line);
            if let Some(behind) = closed(content, quote) {
                if !ends(behind) {
                    return None;
                }
                open = None;
            }
            continue;
        }
        indented.push_str(line);
        // The lines of a block belong to it as long as they are further in.
        if block.is_some_and(|depth| content.is_empty() || indent > depth) {
            continue;
        }
        block = None;
        let value = value(content);
        if value.starts_with(['|', '>']) {
            block = Some(indent);
        }
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        open = quote
            .filter(|quote| closed(&value[1..], *quote).is_none())
            .map(|quote| (quote, indent));
    }
    (changed && open.is_none()).then_some(indented)
}

/// The value of a line `key: value` or `- value`.
fn value(line: &str) -> &str {
    let mut rest = line.trim_start();
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    if rest.starts_with(['"', '\'', '#']) {
        return rest;
    }
    rest.split_once(": ").map_or("", |(_, value)| value.trim_start())
}

/// What stands behind the quotation mark that ends a text, if it does.
fn closed(text: &str, quote: char) -> Option<&str> {
    let mut rest = text;
    loop {
        let at = rest.find([quote, '\\'])?;
        let behind = &rest[at + 1..];
        if rest[at..].starts_with('\\') {
            // Nothing is escaped in single quotation marks.
            let escaped = if quote == '"' {
                behind.chars().next().map_or(0, char::len_utf8)
            } else {
                0
            };
            rest = &behind[escaped..];
        } else if quote == '\'' && behind.starts_with(quote) {
            rest = &behind[1..];
        } else {
            return Some(behind);
        }
    }
}

/// Nothing but a comment.
fn ends(line: &str) -> bool {
    let rest = line.trim_start();
    rest.is_empty() || rest.starts_with('#') && rest.len() < line.len()
}

/// A line that looks as if it began an entry: `draft: true`.
fn is_entry(line: &str) -> bool {
    let key = line
        .split_once(':')
        .filter(|(_, value)| value.is_empty() || value.starts_with(' '));
    key.is_some_and(|(key, _)| is_key(key))
}

fn is_key(text: &str) -> bool {
    let key = text.trim_matches(['"', '\'']);
    !key.is_empty()
        && key
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::super::{Value, yaml};

    fn read(text: &str) -> Option<Vec<(String, String)>> {
        let entries = yaml(text, 1).ok()?;
        let pair = |entry: super::super::Entry| match entry.value {
            Value::Text(value) => (entry.key, value),
            value => (entry.key, format!("{value:?}")),
        };
        Some(entries.into_iter().map(pair).collect())
    }

    #[test]
    fn a_quoted_text_goes_on_at_the_beginning_of_a_line() {
        for (text, wanted) in [
            ("a: \"one\ntwo\n\nthree\"\nb: c\n", "one two\nthree"),
            ("a: 'it''s\nthis'  # so\nb: c\n", "it's this"),
            ("a:\tone two\nb:\t c\n", "one two"),
            ("a: \"one \\\" two:\nthree \\\\\"\nb: c\n", "one \" two: three \\"),
        ] {
            let wanted = [("a", wanted), ("b", "c")].map(|(key, value)| (key.to_owned(), value.to_owned()));
            assert_eq!(read(text), Some(wanted.to_vec()), "{text}");
        }
    }

    #[test]
    fn blocks_and_plain_texts_stay_as_they_are() {
        let text = "a: \"one\ntwo\"\nb: |\n  c: \"open\n  d\ne: it's\n";
        let wanted = [("a", "one two"), ("b", "c: \"open\nd\n"), ("e", "it's")];
        let wanted = wanted.map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(read(text), Some(wanted.to_vec()));
    }

    #[test]
    fn a_key_is_never_taken_for_text() {
        for text in [
            "title: \"x\ndraft: true\nsummary: \"\n",
            "title: 'x\ndraft: true\nb: c'\n",
            "title: \"x\ny\n",
            "title: \"x\ny\" z\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

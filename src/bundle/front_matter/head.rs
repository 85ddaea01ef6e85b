//! Lines `Key: value` that begin a file, without fences: the heads of MultiMarkdown and Pelican, and Dataview's `key:: value`.
//!
//! Only what is known makes a head of the first lines: two of its keys, or one that is no word of a text (`Title`, `Date`, `Tags`).

use super::super::held_back;
use super::super::private;
use super::super::stated::keys::{self, Key};
use crate::bundle::fields::{Entry, Value};

/// The entries of a head, and how many bytes of the text it takes.
pub(super) fn read(text: &str) -> Option<(Vec<Entry>, usize)> {
    let start = private::leading(text);
    let first_line = 1 + text[..start].matches('\n').count();
    let mut entries: Vec<Entry> = vec![];
    let mut length = start;
    for (line, number) in text[start..].split_inclusive('\n').zip(first_line..) {
        if line.trim().is_empty() {
            break;
        }
        length += line.len();
        let goes_on = line.starts_with([' ', '\t']);
        match (field(line), entries.last_mut()) {
            (
                _,
                Some(Entry {
                    value: Value::Text(value),
                    ..
                }),
            ) if goes_on => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (Some((key, value)), _) => entries.push(Entry {
                key,
                line: number,
                value: Value::Text(value),
            }),
            (None, _) => return None,
        }
    }
    is_head(&entries).then_some((entries, length))
}

/// A line `Key: value`.
fn field(line: &str) -> Option<(String, String)> {
    let (key, value) = line.trim().split_once(':')?;
    let key = key.trim().trim_matches('*');
    let word = |letter: char| letter.is_alphanumeric() || " _-.".contains(letter);
    let short = key.split_whitespace().count() <= 3 && key.chars().count() <= 30;
    let value = value.strip_prefix(':').unwrap_or(value);
    let apart = value.is_empty() || value.starts_with([' ', '\t', '*']);
    let fits = !key.is_empty() && short && apart && key.chars().all(word);
    fits.then(|| (key.to_owned(), value.trim_matches('*').trim().to_owned()))
}

fn is_head(entries: &[Entry]) -> bool {
    let normal = |entry: &Entry| keys::normal(&entry.key);
    let known: Vec<String> = entries
        .iter()
        .map(normal)
        .filter(|key| keys::key(key).is_some() || held_back::is_key(key))
        .collect();
    let [first, ..] = known.as_slice() else { return false };
    // One line by itself can be a sentence.
    let short = entries.iter().all(|entry| {
        entry
            .value
            .text()
            .is_some_and(|value| value.split_whitespace().count() <= 2)
    });
    let sure = matches!(keys::key(first), Some(Key::Title | Key::Authors | Key::Slug)) && first != "headline"
        || matches!(first.as_str(), "date" | "tags" | "keywords" | "ngay")
        || short && held_back::is_key(first);
    known.len() >= 2 || entries.len() == 1 && sure
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys_of(text: &str) -> Option<(Vec<String>, &str)> {
        let (entries, length) = read(text)?;
        Some((entries.into_iter().map(|entry| entry.key).collect(), &text[length..]))
    }

    #[test]
    fn known_keys_make_a_head() {
        let text = "\nTitle: A dish\nDate: 2023-11-13\nMood: fine\nTags: food,\n  bread\n\nMix: flour.\n";
        let (entries, length) = read(text).expect("a head");
        assert_eq!(entries.len(), 4);
        assert_eq!((entries[3].line, entries[3].value.text()), (5, Some("food, bread")));
        assert_eq!(&text[length..], "\nMix: flour.\n");
        assert!(keys_of("Status: draft\n\nText").is_some());
        assert!(keys_of("Base Header Level: 2\nTitle: T\nStatus: draft\n\nText").is_some());
        assert!(keys_of("publish:: false\ntags:: a\n\nText").is_some());
        assert!(keys_of("**Tác giả:** Lan Anh\n**Ngày:** 12/02/2025\n\nChữ").is_some());
    }

    #[test]
    fn text_is_no_head() {
        for text in [
            "Summary: the envoys met.\n\nText",
            "Note: read this.\nTitle: x\n\nText",
            "Status: The ceasefire holds.\n\nText",
            "Title: x\nand a line of text\n\nText",
            "Source: VNA\n\nText",
            "A title\n\nDate: x\n",
            "http://example.org\n",
            "",
        ] {
            assert_eq!(keys_of(text), None, "{text}");
        }
    }
}

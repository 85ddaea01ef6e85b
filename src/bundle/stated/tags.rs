//! Tags as people write them: lists, one string, hashtags, lists of lists, `broader/narrower`.

use super::plain;
use crate::bundle::fields::Value;
use crate::bundle::stated::keys::normal;

/// A tag, with the broader ones that it is stated below of: from the broadest to the tag itself.
pub(in crate::bundle) type TagPath = Vec<String>;

/// The tags of a value; `None` where it is of another shape.
pub(super) fn paths(value: &Value) -> Option<Vec<TagPath>> {
    Some(
        match value {
            Value::Nothing => vec![],
            Value::Text(text) => of_string(text),
            Value::Table(_) => vec![path_of(&name(value)?)],
            Value::List(values) => {
                let mut paths = vec![];
                for value in values {
                    match value {
                        // Hexo: an inner list goes from the broad to the narrow.
                        Value::List(inner) => {
                            let path: TagPath = inner.iter().map(name).collect::<Option<_>>()?;
                            paths.push(path.into_iter().filter(|name| !name.is_empty()).collect());
                        }
                        value => {
                            let name = name(value)?;
                            let all = hashtags(&name);
                            paths.extend(all.unwrap_or_else(|| vec![path_of(&name)]));
                        }
                    }
                }
                paths
            }
        }
        .into_iter()
        .filter(|path: &TagPath| !path.is_empty())
        .collect(),
    )
}

/// The name of one tag.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::Nothing => Some(String::new()),
        Value::Text(text) => Some(clean(text)),
        Value::Table(entries) => {
            let keys = ["name", "label", "title", "id", "value", "slug"];
            let find = |key: &&str| entries.iter().find(|entry| normal(&entry.key) == **key);
            keys.iter().find_map(find)?.value.text().map(clean)
        }
        Value::List(_) => None,
    }
}

fn clean(text: &str) -> String {
    let line = plain(text);
    let inner = line.strip_prefix("[[").and_then(|line| line.strip_suffix("]]"));
    inner.map_or(line.clone(), |inner| {
        inner.rsplit('|').next().unwrap_or(inner).to_owned()
    })
}

/// `one, two; three`, `#one #two`
fn of_string(text: &str) -> Vec<TagPath> {
    let text = clean(text);
    if let Some(tags) = hashtags(&text) {
        return tags;
    }
    text.split([',', ';', '，', '、'])
        .map(|tag| path_of(tag.trim()))
        .collect()
}

/// Hashtags alone: `#politics #asia`.
fn hashtags(text: &str) -> Option<Vec<TagPath>> {
    let words: Vec<&str> = text.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    let all = words.len() > 1 && words.iter().all(|word| word.len() > 1 && word.starts_with('#'));
    all.then(|| words.into_iter().map(path_of).collect())
}

/// `topic/biking` is a narrower tag; `AC/DC`, `TCP/IP` and `24/7` are names.
fn path_of(tag: &str) -> TagPath {
    let tag = match tag.strip_prefix('#') {
        Some(rest) if !rest.is_empty() => rest,
        _ => tag,
    };
    let parts: Vec<&str> = tag.split('/').collect();
    let word = |part: &&str| {
        part.chars().filter(|letter| letter.is_alphabetic()).count() >= 3
            && part.trim() == *part
            && part.chars().any(char::is_lowercase)
    };
    if parts.len() > 1 && parts.iter().all(word) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    if tag.is_empty() { vec![] } else { vec![tag.to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let paths = paths(&Value::Text(text.into())).expect("a text");
        paths.into_iter().map(|path| path.join(">")).collect()
    }

    #[test]
    fn one_string_can_hold_several() {
        assert_eq!(of("news, world news"), ["news", "world news"]);
        assert_eq!(of("#politics #asia"), ["politics", "asia"]);
        assert_eq!(of("AI; UNESCO;"), ["AI", "UNESCO"]);
        assert_eq!(of("C#, #1, .NET"), ["C#", "1", ".NET"]);
        assert_eq!(of(""), [""; 0]);
    }

    #[test]
    fn strokes_and_inner_lists_go_from_broad_to_narrow() {
        assert_eq!(of("topic/biking"), ["topic>biking"]);
        assert_eq!(of("văn hóa/di sản"), ["văn hóa>di sản"]);
        for name in ["AC/DC", "TCP/IP", "24/7", "and / or", "2024/25"] {
            assert_eq!(of(name), [name], "{name}");
        }
        let list = |names: &[&str]| Value::List(names.iter().map(|name| Value::Text((*name).into())).collect());
        let nested = Value::List(vec![
            list(&["News", "Politics"]),
            list(&["Asia"]),
            Value::Text("a, b".into()),
        ]);
        assert_eq!(
            paths(&nested),
            Some(vec![
                vec!["News".to_owned(), "Politics".to_owned()],
                vec!["Asia".to_owned()],
                vec!["a, b".to_owned()]
            ])
        );
    }
}

//! Who published an article: a name, an address, or both in one value.

use super::plain;
use crate::bundle::fields::Value;
use crate::bundle::stated::keys::normal;

/// The name and the address of a source; either can be empty. `None` where the value is of another shape.
pub(super) fn source(value: &Value) -> Option<(String, String)> {
    match value {
        Value::Nothing => Some(Default::default()),
        Value::Text(text) => Some(of_text(text)),
        Value::Table(entries) => {
            let text = |wanted: &[&str]| {
                let entry = entries
                    .iter()
                    .find(|entry| wanted.contains(&normal(&entry.key).as_str()));
                entry
                    .and_then(|entry| entry.value.text())
                    .map(plain)
                    .unwrap_or_default()
            };
            let (name, address) = of_text(&text(&["name", "title", "label", "ten"]));
            let stated = text(&["url", "link", "href", "id", "sameas", "address"]);
            Some((name, if is_address(&stated) { stated } else { address }))
        }
        Value::List(values) => match values.as_slice() {
            [] => Some(Default::default()),
            [one] => source(one),
            several => {
                let read: Vec<(String, String)> = several.iter().map(source).collect::<Option<_>>()?;
                let names: Vec<&str> = read
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .filter(|name| !name.is_empty())
                    .collect();
                let address = read
                    .iter()
                    .map(|(_, address)| address)
                    .find(|address| !address.is_empty());
                Some((names.join(", "), address.cloned().unwrap_or_default()))
            }
        },
    }
}

/// `VNA`, `https://…`, `VNA (https://…)`, `[VNA](https://…)`, `[[VNA]]`, `VNA <https://…>`
fn of_text(text: &str) -> (String, String) {
    let text = plain(text);
    if let Some(inner) = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]")) {
        return (
            inner.rsplit(['|', '/']).next().unwrap_or(inner).to_owned(),
            String::new(),
        );
    }
    let Some(start) = text
        .find("http://")
        .or_else(|| text.find("https://"))
        .filter(|_| text.contains("://"))
    else {
        return (text, String::new());
    };
    let start = text.find("http").unwrap_or(start);
    let end = text[start..]
        .find([' ', ')', '>', ']', '"'])
        .map_or(text.len(), |end| start + end);
    let address = text[start..end].trim_end_matches([',', ';']).to_owned();
    let around = format!("{} {}", &text[..start], &text[end..]);
    let name = around.trim_matches([' ', '(', ')', '[', ']', '<', '>', ',', ';', ':', '-', '–', '—', '"']);
    if is_address(&address) {
        (name.to_owned(), address)
    } else {
        (text, String::new())
    }
}

fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(' ')
        && text.len() > "https://".len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_address_are_told_apart() {
        for (text, name, address) in [
            ("VNA", "VNA", ""),
            ("https://example.org/a", "", "https://example.org/a"),
            ("VNA (https://example.org/a)", "VNA", "https://example.org/a"),
            (
                "[Vietnam News](https://example.org/a)",
                "Vietnam News",
                "https://example.org/a",
            ),
            ("VNA <https://example.org/a>", "VNA", "https://example.org/a"),
            ("VNA - https://example.org/a", "VNA", "https://example.org/a"),
            ("[[agencies/VNA]]", "VNA", ""),
        ] {
            assert_eq!(of_text(text), (name.to_owned(), address.to_owned()), "{text}");
        }
    }
}

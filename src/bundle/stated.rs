//! What people state about an article: the keys of front matter and of `archive.toml`, read alike.
//!
//! Which of several statements wins is decided in [`super::assemble`].

use super::dates::{self, StatedDate};
use super::fields::{Entry, Value};

/// What was stated; whatever is `None` or empty was not. `Some("")` says that there is none, so that
/// nothing is inferred either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) aliases: Vec<String>,
    /// Read by [`dates::stated_in`], which knows what the archive says on dates.
    pub(super) date: Option<Option<StatedDate>>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) summary: Option<String>,
    pub(super) source: Option<String>,
    pub(super) place: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) slug: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) draft: Option<bool>,
}

impl Stated {
    /// Reads entries. What cannot be used goes to `problem` with its line; keys that nobody knows go to
    /// `unknown`, which may ignore them.
    pub(super) fn read(
        entries: &[Entry],
        problem: &mut dyn FnMut(usize, String),
        unknown: &mut dyn FnMut(&Entry),
    ) -> Self {
        let mut stated = Stated::default();
        for entry in entries {
            if entry.value == Value::Nothing {
                continue;
            }
            let mut text = |field: &mut Option<String>, known: &dyn Fn(&str) -> Result<String, String>| {
                let Some(text) = entry.value.text() else {
                    problem(entry.line, format!("`{}` should be a text", entry.key));
                    return;
                };
                match known(one_line(text).as_str()) {
                    // The first key of several that mean the same wins: `date` before `published_time`.
                    Ok(text) => {
                        field.get_or_insert(text);
                    }
                    Err(message) => problem(entry.line, message),
                }
            };
            let any = |text: &str| Ok(text.to_owned());
            match entry.key.to_ascii_lowercase().replace('-', "_").as_str() {
                "title" | "headline" => text(&mut stated.title, &any),
                "subtitle" | "alternativeheadline" => text(&mut stated.subtitle, &any),
                "aliases" | "alias" | "alternatename" | "alternativetitle" => {
                    match names(&entry.value, &["name", "title"]) {
                        Some(names) => stated.aliases.extend(names),
                        None => problem(
                            entry.line,
                            format!("`{}` should be a title or a list of titles", entry.key),
                        ),
                    }
                }
                "summary" | "description" | "excerpt" | "abstract" => text(&mut stated.summary, &any),
                "source" | "publisher" | "agency" => text(&mut stated.source, &any),
                "place" | "location" | "dateline" => text(&mut stated.place, &any),
                "url" | "source_url" | "original_url" | "external_url" | "canonical_url" | "link" => {
                    text(&mut stated.url, &url)
                }
                "lang" | "language" | "locale" => text(&mut stated.language, &language),
                "slug" => text(&mut stated.slug, &any),
                "licence" | "license" => text(&mut stated.licence, &any),
                "author" | "authors" | "byline" => match names(&entry.value, &["name", "title"]) {
                    Some(names) => stated.authors.extend(names),
                    None => problem(
                        entry.line,
                        format!("`{}` should be a name or a list of names", entry.key),
                    ),
                },
                "tags" | "tag" | "keywords" | "categories" | "category" => {
                    match names(&entry.value, &["name", "label", "id"]) {
                        Some(tags) => stated.tags.extend(tags.iter().flat_map(|tags| split(tags))),
                        None => problem(entry.line, format!("`{}` should be a list of texts", entry.key)),
                    }
                }
                "draft" => match entry.value.text().map(str::to_ascii_lowercase).as_deref() {
                    Some("true" | "yes" | "on" | "1") => stated.draft = Some(true),
                    Some("false" | "no" | "off" | "0") => stated.draft = Some(false),
                    Some("") => {}
                    _ => problem(entry.line, "`draft` should be true or false".to_owned()),
                },
                key if dates::states_date(key) => {}
                _ => unknown(entry),
            }
        }
        let mut seen = std::collections::HashSet::new();
        stated.tags.retain(|tag| seen.insert(crate::text::fold(tag)));
        stated
    }

    /// What `self` does not state, `other` may.
    pub(super) fn or(self, other: Self) -> Self {
        let or = |list: Vec<String>, other: Vec<String>| if list.is_empty() { other } else { list };
        Self {
            title: self.title.or(other.title),
            subtitle: self.subtitle.or(other.subtitle),
            aliases: or(self.aliases, other.aliases),
            date: self.date.or(other.date),
            authors: or(self.authors, other.authors),
            tags: or(self.tags, other.tags),
            summary: self.summary.or(other.summary),
            source: self.source.or(other.source),
            place: self.place.or(other.place),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
            slug: self.slug.or(other.slug),
            licence: self.licence.or(other.licence),
            draft: self.draft.or(other.draft),
        }
    }

    /// Front matter often has empty values (`source: ""`), left over from a template: they state nothing.
    pub(super) fn without_empty(mut self) -> Self {
        for field in [
            &mut self.title,
            &mut self.subtitle,
            &mut self.summary,
            &mut self.source,
            &mut self.place,
            &mut self.url,
            &mut self.language,
            &mut self.slug,
            &mut self.licence,
        ] {
            field.take_if(|text| text.is_empty());
        }
        self.date.take_if(|date| date.is_none());
        self
    }
}

/// White space of any kind becomes single blanks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A list of names: texts, or tables with one of `keys`.
fn names(value: &Value, keys: &[&str]) -> Option<Vec<String>> {
    let name = |value: &Value| match value {
        Value::Nothing => Some(String::new()),
        Value::Text(text) => Some(one_line(text)),
        Value::Table(entries) => {
            let entry = entries.iter().find(|entry| keys.contains(&entry.key.as_str()))?;
            entry.value.text().map(one_line)
        }
        Value::List(_) => None,
    };
    let names: Option<Vec<String>> = match value {
        Value::List(values) => values.iter().map(name).collect(),
        value => Some(vec![name(value)?]),
    };
    Some(names?.into_iter().filter(|name| !name.is_empty()).collect())
}

/// `one, two; three`, `#one` and `one` alike.
fn split(tags: &str) -> impl Iterator<Item = String> {
    let pieces = tags
        .split([',', ';'])
        .map(|tag| tag.trim().trim_start_matches('#').to_owned());
    pieces.filter(|tag| !tag.is_empty())
}

/// An address that a reader may be sent to.
fn url(text: &str) -> Result<String, String> {
    // The path of the article on its own site, as site generators write it, leads nowhere from here.
    if text.starts_with('/') && !text.starts_with("//") {
        return Ok(String::new());
    }
    let lower = text.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    if text.is_empty() || host.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !text.contains(' ')) {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is not a web address: expected https://…"))
    }
}

/// A BCP 47 tag, as far as its shape goes; `en_GB` and the names of the two languages of the interface are
/// understood too.
fn language(text: &str) -> Result<String, String> {
    let tag = match crate::text::fold(text).as_str() {
        "english" => "en".to_owned(),
        "vietnamese" | "tieng viet" => "vi".to_owned(),
        _ => text.replace('_', "-"),
    };
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let fits = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let good = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    if tag.is_empty() || good && parts.all(fits) {
        Ok(tag)
    } else {
        Err(format!(
            "`{text}` is not a language tag: expected one like en, vi or en-GB"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields;
    use super::*;

    fn read(yaml: &str) -> (Stated, Vec<(usize, String)>) {
        let mut problems = vec![];
        let entries = fields::yaml(yaml, 2).expect("YAML");
        let stated = Stated::read(
            &entries,
            &mut |line, message| problems.push((line, message)),
            &mut |_| {},
        );
        (stated, problems)
    }

    #[test]
    fn lists_strings_and_tables_are_all_understood() {
        for yaml in [
            "tags: [AI, UNESCO]\nauthor: Lan Anh",
            "tags: 'AI, UNESCO'\nauthors: [Lan Anh]",
            "Tags:\n  - AI\n  - '#UNESCO'\n  - ai\nauthors:\n  - name: Lan Anh\n    email: x",
            "keywords: AI; UNESCO\nauthors:\n  name: Lan Anh",
        ] {
            let (stated, problems) = read(yaml);
            assert_eq!(stated.tags, ["AI", "UNESCO"], "{yaml}");
            assert_eq!(stated.authors, ["Lan Anh"], "{yaml}");
            assert!(problems.is_empty(), "{yaml}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_named_with_its_line_and_the_rest_kept() {
        let (stated, problems) =
            read("title: Fine\nurl: javascript:alert(1)\nlang: '?'\ndraft: perhaps\nauthors: [[a]]");
        assert_eq!(
            stated,
            Stated {
                title: Some("Fine".into()),
                ..Stated::default()
            }
        );
        let lines: Vec<usize> = problems.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 4, 5, 6]);
        assert!(problems[0].1.contains("expected https://"));
    }

    #[test]
    fn the_keeper_can_state_that_there_is_none() {
        let (mut stated, _) = read("source: ''");
        stated.date = Some(None);
        assert_eq!(stated.source.as_deref(), Some(""));
        assert_eq!(stated.without_empty(), Stated::default());
    }
}

//! What people state about an article: the keys of front matter and of `archive.toml`, read alike.
//!
//! `keys` knows what the keys are called, `names`, `source` and `tags` read values of their shapes. Which of several statements
//! wins is decided in [`super::assemble`], and what is held back in [`super::held_back`].

pub(super) mod keys;
mod names;
mod source;
mod tags;

use keys::Key;
pub(super) use tags::TagPath;

use super::dates::{self, StatedDate};
use super::fields::{Entry, Value};
use super::files::Format;
use super::markdown::{self, unescape};
use super::{held_back, private};

/// What was stated; whatever is `None` or empty was not. `Some("")` says that there is none, so that
/// nothing is inferred either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) aliases: Vec<String>,
    /// Paths of its page on the keeper's own site, now and earlier: `/2016/old-name/`. Only links from other texts use them.
    pub(super) pages: Vec<String>,
    /// Read by [`dates::stated_in`], which knows what the archive says on dates.
    pub(super) date: Option<Option<StatedDate>>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<TagPath>,
    pub(super) summary: Option<String>,
    pub(super) source: Option<String>,
    pub(super) place: Option<String>,
    pub(super) url: Option<String>,
    /// The address that stands with the source.
    pub(super) source_url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) slug: Option<String>,
    pub(super) licence: Option<String>,
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
        for entry in keys::flat(entries) {
            if entry.value != Value::Nothing {
                stated.read_entry(entry, problem, unknown);
            }
        }
        let mut seen = std::collections::HashSet::new();
        stated.tags.retain(|path| seen.insert(path.clone()));
        stated
    }

    fn read_entry(&mut self, entry: &Entry, problem: &mut dyn FnMut(usize, String), unknown: &mut dyn FnMut(&Entry)) {
        let normal = keys::normal(&entry.key);
        let Some(key) = keys::key(&normal) else {
            if !dates::states_date(&entry.key) && !held_back::is_key(&normal) {
                unknown(entry);
            }
            return;
        };
        let mut text = |field: &mut Option<String>, known: &dyn Fn(&str) -> Result<String, String>| {
            let Some(text) = entry.value.text() else {
                problem(entry.line, format!("`{}` should be a text", entry.key));
                return;
            };
            match known(plain(text).as_str()) {
                // The first key of several that mean the same wins: `title` before `headline`.
                Ok(text) => {
                    field.get_or_insert(text);
                }
                Err(message) => problem(entry.line, message),
            }
        };
        let any = |text: &str| Ok(text.to_owned());
        match key {
            Key::Title => text(&mut self.title, &any),
            Key::Subtitle => text(&mut self.subtitle, &any),
            Key::Summary => text(&mut self.summary, &|text| Ok(one_line(&markdown::plain(text)))),
            Key::Language => match &entry.value {
                // schema.org: `inLanguage: {name: English, alternateName: en}`; several: the first one.
                Value::Text(_) => text(&mut self.language, &language),
                value => {
                    let first = names::people(value).and_then(|names| names.into_iter().next());
                    match first.map(|name| language(&name)) {
                        Some(Ok(tag)) => {
                            self.language.get_or_insert(tag);
                        }
                        Some(Err(message)) => problem(entry.line, message),
                        None => problem(entry.line, format!("`{}` should be a text", entry.key)),
                    }
                }
            },
            Key::Slug => text(&mut self.slug, &any),
            Key::Licence => text(&mut self.licence, &any),
            Key::Url => {
                self.pages
                    .extend(entry.value.text().filter(|text| is_page(text)).map(plain));
                text(&mut self.url, &url);
            }
            Key::Pages => {
                let texts = entry.value.texts().unwrap_or_default();
                self.pages
                    .extend(texts.into_iter().map(plain).filter(|text| is_page(text)));
            }
            Key::Path => {
                self.pages
                    .extend(entry.value.text().filter(|text| is_page(text)).map(plain));
                // `permalink` is a path on the site mostly, `identifier` a number: only an address leads anywhere.
                if let Some(address) = entry.value.text().map(plain).filter(|text| text.contains("://")) {
                    match url(&address) {
                        Ok(address) => {
                            self.url.get_or_insert(address);
                        }
                        Err(message) => problem(entry.line, message),
                    }
                }
            }
            Key::Place => match names::people(&entry.value).filter(|_| entry.value.text().is_none()) {
                Some(names) => {
                    self.place.get_or_insert(names.join(", "));
                }
                None => text(&mut self.place, &any),
            },
            Key::Source => match source::source(&entry.value) {
                Some((name, address)) => {
                    if !name.is_empty() || address.is_empty() {
                        self.source.get_or_insert(name);
                    }
                    // An address of its own key says more than the one of the source, and that of a publisher is its home page.
                    if !address.is_empty() && matches!(normal.as_str(), "source" | "nguon" | "nguontin") {
                        self.source_url.get_or_insert(address);
                    }
                }
                None => problem(entry.line, format!("`{}` should be a name or an address", entry.key)),
            },
            Key::Authors => match names::people(&entry.value) {
                Some(names) => {
                    let new = names.into_iter().filter(|name| !self.authors.contains(name));
                    let new: Vec<String> = new.collect();
                    self.authors.extend(new);
                }
                None => problem(
                    entry.line,
                    format!("`{}` should be a name or a list of names", entry.key),
                ),
            },
            Key::Aliases => match aliases(&entry.value) {
                Some((names, pages)) => {
                    self.aliases.extend(names);
                    self.pages.extend(pages);
                }
                None => problem(
                    entry.line,
                    format!("`{}` should be a title or a list of titles", entry.key),
                ),
            },
            Key::Tags => match tags::paths(&entry.value) {
                Some(paths) => self.tags.extend(paths),
                None => problem(entry.line, format!("`{}` should be a list of texts", entry.key)),
            },
            Key::Taxonomies => {
                for kind in entry.value.table().unwrap_or_default() {
                    match (keys::key(&keys::normal(&kind.key)), tags::paths(&kind.value)) {
                        (Some(Key::Authors), _) => self.authors.extend(names::people(&kind.value).unwrap_or_default()),
                        (_, Some(paths)) => self.tags.extend(paths),
                        (_, None) => problem(kind.line, format!("`{}` should be a list of texts", kind.key)),
                    }
                }
            }
        }
    }

    /// What `self` does not state, `other` may.
    pub(super) fn or(self, other: Self) -> Self {
        fn or<T>(list: Vec<T>, other: Vec<T>) -> Vec<T> {
            if list.is_empty() { other } else { list }
        }
        Self {
            title: self.title.or(other.title),
            subtitle: self.subtitle.or(other.subtitle),
            aliases: or(self.aliases, other.aliases),
            pages: or(self.pages, other.pages),
            date: self.date.or(other.date),
            authors: or(self.authors, other.authors),
            tags: or(self.tags, other.tags),
            summary: self.summary.or(other.summary),
            source: self.source.or(other.source),
            place: self.place.or(other.place),
            url: self.url.or(other.url),
            source_url: self.source_url.or(other.source_url),
            language: self.language.or(other.language),
            slug: self.slug.or(other.slug),
            licence: self.licence.or(other.licence),
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
            &mut self.source_url,
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

/// A text as it reads: without comments, character references and control characters, on one line.
fn plain(text: &str) -> String {
    let text = private::cut(text, Format::Markdown).text;
    // The end of `{# … #}` is a comment of YAML itself.
    let text = text.split_once("{# ").map_or(&*text, |(before, _)| before);
    let text: String = unescape(text)
        .chars()
        .filter(|letter| !letter.is_control() || letter.is_whitespace())
        .collect();
    one_line(&text)
}

/// Other titles; and old pages, which Hugo calls aliases too.
fn aliases(value: &Value) -> Option<(Vec<String>, Vec<String>)> {
    let texts = match value {
        Value::Table(_) | Value::List(_) if value.texts().is_none() => names::people(value)?,
        value => value.texts()?.into_iter().map(plain).collect(),
    };
    let texts = texts
        .into_iter()
        .filter(|text| !text.is_empty() && !text.contains("://"));
    Some(texts.partition(|text| !text.starts_with('/')))
}

/// The path of a page on a site. One with placeholders (`/:year/:title/`) is that of no page.
fn is_page(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//") && !text.contains(':')
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

/// A BCP 47 tag, as far as its shape goes; `en_GB` and the names of common languages are understood too.
fn language(text: &str) -> Result<String, String> {
    let tag = match crate::text::fold(text).as_str() {
        "english" | "tieng anh" => "en",
        "vietnamese" | "tieng viet" => "vi",
        "french" | "francais" | "tieng phap" => "fr",
        "german" | "deutsch" | "tieng duc" => "de",
        "spanish" | "espanol" | "castellano" => "es",
        "portuguese" | "portugues" => "pt",
        "italian" | "italiano" => "it",
        "russian" | "русскии" | "русский" | "tieng nga" => "ru",
        "chinese" | "中文" | "tieng trung" => "zh",
        "japanese" | "日本語" | "tieng nhat" => "ja",
        "korean" | "한국어" | "tieng han" => "ko",
        "arabic" | "العربية" => "ar",
        "thai" | "tieng thai" => "th",
        "lao" | "tieng lao" => "lo",
        "khmer" | "tieng khmer" => "km",
        "hindi" => "hi",
        _ => text,
    }
    .replace('_', "-");
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
            let tags: Vec<&str> = stated.tags.iter().map(|path| path[0].as_str()).collect();
            assert_eq!(tags[..2], ["AI", "UNESCO"], "{yaml}");
            assert_eq!(stated.authors, ["Lan Anh"], "{yaml}");
            assert!(problems.is_empty(), "{yaml}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_named_with_its_line_and_the_rest_kept() {
        let (stated, problems) = read("title: Fine\nurl: javascript:alert(1)\nlang: '?'\nauthors: [[a]]");
        assert_eq!(
            stated,
            Stated {
                title: Some("Fine".into()),
                ..Stated::default()
            }
        );
        let lines: Vec<usize> = problems.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 4, 5]);
        assert!(problems[0].1.contains("expected https://"));
    }

    #[test]
    fn languages_have_names_as_well() {
        for (name, tag) in [
            ("Français", "fr"),
            ("en_GB", "en-GB"),
            ("Tiếng Việt", "vi"),
            ("中文", "zh"),
            ("German", "de"),
        ] {
            assert_eq!(language(name).as_deref(), Ok(tag), "{name}");
        }
    }

    #[test]
    fn a_summary_reads_without_its_marks() {
        for (summary, reads) in [
            (
                "A look at **ten years** of [work](https://example.org)",
                "A look at ten years of work",
            ),
            ("<p>One <b>two</b></p>", "One two"),
            ("1. First of all", "1. First of all"),
            ("5 * 3 * 2 = 30", "5 * 3 * 2 = 30"),
        ] {
            let (stated, _) = read(&format!("summary: '{summary}'"));
            assert_eq!(stated.summary.as_deref(), Some(reads));
        }
    }

    #[test]
    fn the_keeper_can_state_that_there_is_none() {
        let (mut stated, _) = read("source: ''");
        stated.date = Some(None);
        assert_eq!(stated.source.as_deref(), Some(""));
        assert_eq!(stated.without_empty(), Stated::default());
    }
}

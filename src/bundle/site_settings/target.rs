//! Hugo's targets: which pages a cascade is meant for.

use globset::GlobMatcher;

use super::patterns::{language_of, matcher};
use crate::bundle::fields::{Entry, Value};
use crate::bundle::stated::keys::normal;

/// `target: {path: /posts/**, kind: page, lang: fr, environment: production}`
#[derive(Debug, Default)]
pub(super) struct Target {
    paths: Vec<GlobMatcher>,
    language: Option<GlobMatcher>,
}

impl Target {
    /// Reads a target. `None` where it means no article: sections, or another environment than that of a site that is published.
    pub(super) fn read(table: &[Entry]) -> Option<Self> {
        let mut target = Self::default();
        for entry in table {
            let patterns = entry.value.texts().unwrap_or_default();
            let matchers = || patterns.iter().filter_map(|pattern| matcher(&pattern.to_lowercase()));
            match normal(&entry.key).as_str() {
                "path" | "paths" => target.paths.extend(matchers()),
                "lang" => target.language = matchers().next(),
                "kind" if !patterns.is_empty() && !matchers().any(|kind| kind.is_match("page")) => return None,
                "environment" if !patterns.is_empty() && !matchers().any(|name| name.is_match("production")) => {
                    return None;
                }
                _ => {}
            }
        }
        Some(target)
    }

    /// Paths begin at the folder of contents, and nobody knows whether this folder is that one: any of its folders may be.
    pub(super) fn has(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        let speaks = match (&self.language, language_of(&path)) {
            (Some(wanted), Some(language)) => wanted.is_match(language),
            _ => true,
        };
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        let stem = language_of(&path).map_or(stem, |language| &stem[..stem.len() - language.len() - 1]);
        let logical = stem.strip_suffix("/index").unwrap_or(stem);
        let from_any_folder = |path: &str| -> bool {
            let mut starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
            starts.any(|start| {
                let page = format!("/{}", &path[start..]);
                self.paths
                    .iter()
                    .any(|glob| glob.is_match(&page) || glob.is_match(&page[1..]))
            })
        };
        speaks && (self.paths.is_empty() || from_any_folder(&path) || from_any_folder(logical))
    }
}

/// The tables of a cascade, each with its target; those that are meant for no article are left out.
pub(super) fn cascade(value: &Value) -> Vec<(Vec<Entry>, Target)> {
    let tables: Vec<&[Entry]> = match value {
        Value::Table(table) => vec![table],
        Value::List(values) => values.iter().filter_map(Value::table).collect(),
        Value::Nothing | Value::Text(_) => vec![],
    };
    let read = |table: &[Entry]| {
        let is_target = |entry: &Entry| normal(&entry.key) == "target";
        let told = table.iter().find(|entry| is_target(entry));
        let target = match told.and_then(|entry| entry.value.table()) {
            Some(target) => Target::read(target)?,
            None => Target::default(),
        };
        let entries = table.iter().filter(|entry| !is_target(entry)).cloned().collect();
        Some((entries, target))
    };
    tables.into_iter().filter_map(read).collect()
}

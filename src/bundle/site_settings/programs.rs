//! Settings that are programs, in JavaScript or Python. They are not run: what stands in them plainly is read, lists of texts behind
//! a name (`exclude_patterns = ['drafts']`) and statements (`draft: true`).

use super::look::{About, Look, Read};
use super::{Only, Says, SiteSettings, configs};
use crate::bundle::fields::{Entry, Value};
use crate::bundle::front_matter;
use crate::bundle::held_back;
use crate::bundle::stated::keys::normal;

/// Files, and the names of their lists of what is no part of the site.
const LISTS: [(&[&str], &[&str]); 6] = [
    (&["conf.py"], &["exclude_patterns"]),
    (
        &["pelicanconf.py", "publishconf.py"],
        &["ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "IGNORE_FILES"],
    ),
    (&["quartz.config.ts", "quartz.config.js"], &["ignorePatterns"]),
    (
        &[
            ".vitepress/config.js",
            ".vitepress/config.ts",
            ".vitepress/config.mjs",
            ".vitepress/config.mts",
        ],
        &["srcExclude"],
    ),
    (
        &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"],
        &["exclude"],
    ),
    (&ELEVENTY, &[]),
];

/// The settings of Eleventy.
pub(super) const ELEVENTY: [&str; 5] = [
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.cjs",
    "eleventy.config.mjs",
    "eleventy.config.ts",
];

pub(super) fn look(site: &mut SiteSettings, look: &Look<'_>) {
    for (files, names) in LISTS {
        for file in files {
            let Read::Text(text) = look.text(file) else { continue };
            let text = without_comments(&text);
            let about = About::Below(look.prefix);
            for name in names {
                let only = Only::globs(&list(&text, name), &configs::BASES);
                site.add(about, look.path(file), only, Says::Out(name));
            }
            let ignored: Vec<&str> = text
                .split("ignores.add(")
                .skip(1)
                .filter_map(|call| Some(first_text(call)?.0))
                .collect();
            if !ignored.is_empty() {
                site.add(
                    about,
                    look.path(file),
                    Only::globs(&ignored, &configs::BASES),
                    Says::Out("ignores"),
                );
            }
            // Pelican: DEFAULT_METADATA = {'status': 'draft'}
            if let Some((_, behind)) = text.split_once("DEFAULT_METADATA") {
                let table = behind.split('}').next().unwrap_or_default();
                site.add(about, look.path(file), Only::All, Says::Defaults(statements(table)));
            }
        }
    }
}

/// Statements `key: value` by which people hold back, where the value is a plain one.
pub(super) fn statements(program: &str) -> Vec<Entry> {
    let mut entries = vec![];
    for part in without_comments(program).split(['\n', '{', '}', ',', ';', '(']) {
        let Some((key, value)) = front_matter::field_of(part) else {
            continue;
        };
        // `data.draft === true` asks, and `exports.draft = true` states.
        let asks = ["==", "=>", "?", "&&", "||", "!="]
            .iter()
            .any(|sign| part.contains(sign));
        let key = key.rsplit('.').next().filter(|_| !asks).unwrap_or_default();
        if !held_back::is_sure_key(&normal(key)) && normal(key) != "permalink" {
            continue;
        }
        let value = value.trim_end_matches([')', ']', ' ']);
        let quoted = value.len() > 1 && value.starts_with(['"', '\'', '`']) && value.ends_with(['"', '\'', '`']);
        if quoted || matches!(value, "true" | "false" | "True" | "False") {
            entries.push(Entry {
                key: key.to_owned(),
                line: 0,
                value: Value::Text(value.trim_matches(['"', '\'', '`']).to_owned()),
            });
        }
    }
    entries
}

/// The texts of the lists that follow a name: `name = ["a"]`, `name: ['a', 'b']`.
fn list(program: &str, name: &str) -> Vec<String> {
    let mut texts = vec![];
    for behind in program.split(name).skip(1) {
        let behind = behind.trim_start_matches(['"', '\'', ' ', '\t', ':', '=', '+', '\n']);
        let Some(mut rest) = behind.strip_prefix('[') else {
            continue;
        };
        while let Some((text, after)) = first_text(rest) {
            texts.push(text.to_owned());
            rest = after;
        }
    }
    texts
}

/// The text in quotes that comes next in a list or call, and what stands behind it.
fn first_text(program: &str) -> Option<(&str, &str)> {
    let rest = program.trim_start_matches([',', ' ', '\t', '\n']);
    let rest = rest.strip_prefix('r').unwrap_or(rest);
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
    rest[1..].split_once(quote)
}

/// A program without the lines and ends of lines that are comments.
fn without_comments(program: &str) -> String {
    let mut lines = String::with_capacity(program.len());
    for line in program.lines() {
        let start = line.trim_start();
        let comment = ["//", "#", "/*", "* "].iter().any(|mark| start.starts_with(mark));
        if !comment {
            lines.push_str(line.split(" //").next().unwrap_or(line));
        }
        lines.push('\n');
    }
    lines
}

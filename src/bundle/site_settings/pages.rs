//! Pages that stand for what is below them: sections of Hugo and Zola (`_index.md`) and bundles of Hugo (`index.md` and what lies
//! beside it).
//!
//! A section that is a draft has no pages in Zola, whatever these state; in Hugo it hands on what it states under `cascade`. The other
//! files of a bundle are parts of its page. What such a page says of nothing but itself (`render`, `permalink`) concerns nobody else.

use super::look::{About, Look, Read, read};
use super::patterns::is_language;
use super::target::cascade;
use super::{Only, Says, SiteSettings, may_hold_back};
use crate::bundle::clock::Moment;
use crate::bundle::fields::Entry;
use crate::bundle::files::Format;
use crate::bundle::front_matter;
use crate::bundle::stated::keys::{flat, is_container, normal};

/// How such pages are written.
const FORMATS: [&str; 14] = [
    "md", "markdown", "mdown", "mkd", "txt", "html", "htm", "org", "adoc", "asciidoc", "ad", "rst", "pandoc", "pdc",
];

/// Front matter is no longer than so many lines.
const NEAR: usize = 60;

pub(super) fn look(site: &mut SiteSettings, look: &Look<'_>) {
    for (name, file) in &look.files {
        let Some((section, language)) = parts(name) else {
            continue;
        };
        // The page of the root is that of the site, and one by itself has nothing beside it.
        if !section && (look.prefix.is_empty() || !has_more(look)) {
            continue;
        }
        let text = match read(file, u64::MAX) {
            Read::Text(text) => text,
            Read::Refused(_) => {
                site.add(About::Below(look.prefix), look.path(name), Only::All, Says::Unreadable);
                continue;
            }
            Read::Nothing => continue,
        };
        let only = || match language {
            Some(language) => Only::Language(language.to_owned()),
            None => Only::All,
        };
        let about = About::Below(look.prefix);
        let entries = match front_matter::split(&text) {
            Ok(split) if !states_elsewhere(&text, split.body, look.moment) => split.entries,
            Ok(_) => {
                site.add(about, look.path(name), only(), Says::Unreadable);
                continue;
            }
            Err(_) => {
                let top: Vec<&str> = text.lines().take(NEAR).collect();
                if may_hold_back(&top.join("\n")) {
                    site.add(about, look.path(name), only(), Says::Unreadable);
                }
                continue;
            }
        };
        for handed_on in entries.iter().filter(|entry| normal(&entry.key) == "cascade") {
            for (entries, target) in cascade(&handed_on.value) {
                let only = Only::Target(site.whole(look.prefix), target);
                site.add(about, look.path(name), only, Says::Defaults(entries));
            }
        }
        site.add(about, look.path(name), only(), Says::Page(of_all(entries, section)));
    }
}

/// Whether something that holds back stands in the text or in a comment, so that nobody knows what is meant.
fn states_elsewhere(text: &str, body: &str, moment: Moment) -> bool {
    front_matter::stray(body, moment, body.len() < text.len()).is_some()
        || front_matter::commented(text, Format::Markdown, moment).is_some()
}

/// Whether a file is the page of a section, or else that of a bundle, and in which language.
fn parts(name: &str) -> Option<(bool, Option<&str>)> {
    let (stem, extension) = name.rsplit_once('.')?;
    if !FORMATS.contains(&extension.to_ascii_lowercase().as_str()) {
        return None;
    }
    let (stem, language) = match stem.split_once('.') {
        Some((stem, language)) if is_language(language) => (stem, Some(language)),
        Some(_) => return None,
        None => (stem, None),
    };
    match stem.to_ascii_lowercase().as_str() {
        "_index" => Some((true, language)),
        "index" => Some((false, language)),
        _ => None,
    }
}

/// There is more in a folder than its page.
fn has_more(look: &Look<'_>) -> bool {
    let mut names = look.files.keys();
    look.has_folders || names.any(|name| crate::bundle::files::is_article(name) && parts(name).is_none())
}

/// What concerns more than the page itself.
fn of_all(entries: Vec<Entry>, section: bool) -> Vec<Entry> {
    const PAGE: [&str; 5] = [
        "cascade",
        "permalink",
        "output",
        "pagefilename",
        "eleventyexcludefromcollections",
    ];
    // A bundle that is not rendered has no parts that are.
    const SECTION: [&str; 3] = ["render", "build", "headless"];
    let concerns = |key: &str| {
        let key = normal(key);
        !(PAGE.contains(&key.as_str()) || section && SECTION.contains(&key.as_str()))
    };
    let top: Vec<Entry> = entries.into_iter().filter(|entry| concerns(&entry.key)).collect();
    let all = flat(&top).into_iter();
    all.filter(|entry| concerns(&entry.key) && !is_container(&entry.key))
        .cloned()
        .collect()
}

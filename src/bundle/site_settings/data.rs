//! Front matter that stands in a file of its own: for all that is in a folder, or for the article of the same name beside it.
//!
//! Eleventy: `posts/posts.json`, `posts/posts.11tydata.json`, `posts/name.11tydata.json`. Quarto: `_metadata.yml`. Bridgetown:
//! `_defaults.yml`. Material for MkDocs: `.meta.yml`. Nikola: `name.meta`.

use super::look::{About, Look, Read, fields_of};
use super::{Only, Says, SiteSettings, programs};
use crate::bundle::fields::{Entry, Value};
use crate::bundle::front_matter;
use crate::bundle::held_back;
use crate::bundle::report::Problem;
use crate::bundle::stated::keys::{flat, normal};

/// Notations of data.
const NOTATIONS: [&str; 4] = ["json", "yml", "yaml", "toml"];

/// Programs that answer with data.
const PROGRAMS: [&str; 5] = ["js", "cjs", "mjs", "ts", "mts"];

/// Programs describe themselves in files of these names, and a `private` one is one that is not sold.
const OF_PROGRAMS: [&str; 3] = ["package", "composer", "manifest"];

pub(super) fn look(site: &mut SiteSettings, look: &Look<'_>, problems: &mut Vec<Problem>) {
    for name in look.files.keys().copied() {
        let Some((stem, extension)) = name.rsplit_once('.') else {
            continue;
        };
        let is_data = NOTATIONS.contains(&extension);
        let of_eleventy = stem.strip_suffix(".11tydata");
        let path = look.path(of_eleventy.unwrap_or(stem));
        let below = About::Below(look.prefix);
        match (of_eleventy, stem) {
            (Some(_), _) if PROGRAMS.contains(&extension) => {
                let about = if of_eleventy == Some(look.name) {
                    below
                } else {
                    About::Beside(&path)
                };
                program(site, look, name, about, problems);
            }
            (Some(stem), _) if is_data && stem == look.name => read(site, look, name, below, true, problems),
            (Some(_), _) if is_data => read(site, look, name, About::Beside(&path), true, problems),
            (None, "_metadata" | "_defaults" | ".meta") if is_data => read(site, look, name, below, true, problems),
            (None, "_category_" | "_dir") if is_data => read(site, look, name, below, false, problems),
            (None, stem) if is_data && stem == look.name => read(site, look, name, below, false, problems),
            (None, stem) if is_data && look.articles.contains(stem) && !OF_PROGRAMS.contains(&stem) => {
                read(site, look, name, About::Beside(&path), false, problems);
            }
            (None, stem) if extension == "meta" && look.articles.contains(stem) => nikola(site, look, name, &path),
            _ => {}
        }
    }
}

/// Data that are, where `sure`, about articles and nothing else.
fn read(
    site: &mut SiteSettings,
    look: &Look<'_>,
    name: &str,
    about: About<'_>,
    sure: bool,
    problems: &mut Vec<Problem>,
) {
    let by = look.path(name);
    let text = match look.text(name) {
        Read::Text(text) => text,
        Read::Refused(why) if sure => return site.unreadable(about, by, (None, &why), None, problems),
        Read::Refused(_) | Read::Nothing => return,
    };
    match fields_of(name, &text) {
        Some(Ok(entries)) if sure => site.add(about, by, Only::All, Says::Defaults(entries)),
        Some(Ok(entries)) => site.add(about, by, Only::All, Says::Perhaps(surely(entries))),
        Some(Err((line, why))) => site.unreadable(about, by, (Some(line), &why), Some(&text), problems),
        None => {}
    }
}

/// Entries whose keys mean nothing else: data have a `state` and a `type` of their own, and what was fetched from the web `expires`.
fn surely(entries: Vec<Entry>) -> Vec<Entry> {
    let sure = |entry: &Entry| {
        let key = normal(&entry.key);
        held_back::is_sure_key(&key) && !key.starts_with("expir") || key == "permalink"
    };
    let all = flat(&entries).into_iter().filter(|entry| sure(entry));
    all.cloned().collect()
}

/// `name.meta`: lines `.. status: draft`, or front matter.
fn nikola(site: &mut SiteSettings, look: &Look<'_>, name: &str, stem: &str) {
    let Read::Text(text) = look.text(name) else { return };
    let mut entries = vec![];
    for (number, line) in (1..).zip(text.lines()) {
        if let Some((key, value)) = line.strip_prefix("..").and_then(front_matter::field_of) {
            entries.push(Entry {
                key: key.to_owned(),
                line: number,
                value: Value::Text(value.to_owned()),
            });
        }
    }
    if entries.is_empty() {
        entries = front_matter::split(&text)
            .map(|split| split.entries)
            .unwrap_or_default();
    }
    site.add(About::Beside(stem), look.path(name), Only::All, Says::Defaults(entries));
}

/// Data that a program makes, as far as they stand in it plainly.
fn program(site: &mut SiteSettings, look: &Look<'_>, name: &str, about: About<'_>, problems: &mut Vec<Problem>) {
    let Read::Text(text) = look.text(name) else { return };
    let entries = programs::statements(&text);
    if entries.is_empty() && super::may_hold_back(&text) {
        let message = "this is a program, of which only plain statements such as `draft: true` are understood: what else it holds \
                       back has to be stated in the articles or in archive.toml";
        problems.push(Problem::note(&look.path(name), None, message));
    }
    site.add(about, look.path(name), Only::All, Says::Defaults(entries));
}

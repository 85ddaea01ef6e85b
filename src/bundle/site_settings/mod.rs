//! What some files say of others: settings of a site, data of a folder, and pages that stand for all that is below them.
//!
//! | read | says |
//! | --- | --- |
//! | `_index.md`, `index.md` ([`pages`]) | Hugo's and Zola's sections and bundles are held back as a whole; `cascade` |
//! | `posts/posts.json`, `name.11tydata.json`, `_metadata.yml`, `_defaults.yml`, `.meta.yml`, `name.meta` ([`data`]) | front matter for a folder or a file |
//! | `_config.yml`, `hugo.toml`, `mkdocs.yml`, `_quarto.yml`, `.eleventyignore` … ([`configs`]) | what is no part of the site, and front matter for parts of it |
//! | `pelicanconf.py`, `eleventy.config.js` … ([`programs`]) | the same, as far as it stands there plainly |
//!
//! Only what stands inside of the folder is read: nobody knows what is around it. What an article states itself comes before such
//! defaults, key by key, as it does in all of these tools; and what `archive.toml` says of a file has the last word. A file of settings
//! that cannot be read and mentions a key which holds back holds back all that it could be about.

mod configs;
mod data;
mod look;
mod pages;
mod patterns;
mod programs;
mod target;

use std::collections::{BTreeMap, HashSet};

use super::archive_toml::Archive;
use super::clock::Moment;
use super::fields::{Entry, Value};
use super::front_matter;
use super::held_back::{self, Held};
use super::report::Problem;
use super::stated::keys::{flat, is_container, normal};
pub(super) use look::Look;
use patterns::Only;

/// What a folder's files say of others.
#[derive(Debug, Default)]
pub(super) struct SiteSettings {
    /// By the folder below which they count, with a `/` behind it; the root is empty.
    below: BTreeMap<String, Vec<Rule>>,
    /// By the path, without its extension, of the one article that they are about.
    beside: BTreeMap<String, Vec<Rule>>,
    /// What the root is called.
    root: String,
}

#[derive(Debug)]
struct Rule {
    /// The file that says so.
    by: String,
    /// Of all that is below the folder.
    only: Only,
    says: Says,
}

#[derive(Debug)]
enum Says {
    /// The front matter of a page that stands for all that is below it.
    Page(Vec<Entry>),
    /// What holds where an article does not state it itself.
    Defaults(Vec<Entry>),
    /// The same, in a file that may be about something else: only what is understood counts.
    Perhaps(Vec<Entry>),
    /// No part of the site, by the setting of this name.
    Out(&'static str),
    /// It cannot be read, and may hold back.
    Unreadable,
}

impl SiteSettings {
    /// What holds an article back that states these entries itself: which file says so, and what in it.
    pub(super) fn held(&self, path: &str, own: &[Entry], archive: &Archive, moment: Moment) -> Option<String> {
        if self.below.is_empty() && self.beside.is_empty() {
            return None;
        }
        let judge = Judge { archive, moment };
        let mut stated: HashSet<String> = stated_keys(own).collect();
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let beside = self.beside.get(stem).map(|rules| (rules, path));
        let slashes = path.rmatch_indices('/').map(|(at, _)| at + 1);
        let folders = slashes.chain([0]);
        let below = folders.filter_map(|end| Some((self.below.get(&path[..end])?, &path[end..])));
        // What is nearest to the article comes first.
        for (rules, rest) in beside.into_iter().chain(below) {
            let about: Vec<&Rule> = rules
                .iter()
                .filter(|rule| rule.by != path && rule.only.has(rest))
                .collect();
            if let Some(because) = about.iter().find_map(|rule| judge.rule(rule, path, rest, &stated)) {
                return Some(because);
            }
            for rule in about {
                if let Says::Defaults(entries) | Says::Perhaps(entries) = &rule.says {
                    stated.extend(stated_keys(entries));
                }
            }
        }
        None
    }

    /// Says which defaults cannot be read: all that they are about is held back.
    pub(super) fn check(&self, archive: &Archive, moment: Moment, problems: &mut Vec<Problem>) {
        let judge = Judge { archive, moment };
        for rule in self.below.values().chain(self.beside.values()).flatten() {
            if let Says::Defaults(entries) = &rule.says
                && let Some(Held {
                    line,
                    unreadable: Some(message),
                    ..
                }) = judge.held(entries)
            {
                let message = format!("all that this file is about is {message}");
                problems.push(Problem::warning(&rule.by, Some(line), message));
            }
        }
    }

    fn below(&mut self, folder: &str, rule: Rule) {
        self.below.entry(folder.to_owned()).or_default().push(rule);
    }

    /// The path of a folder, beginning with the name of the root: a site's own paths may begin anywhere in it.
    fn whole(&self, prefix: &str) -> String {
        format!("{}/{prefix}", self.root)
    }

    fn beside(&mut self, stem: &str, rule: Rule) {
        self.beside.entry(stem.to_owned()).or_default().push(rule);
    }
}

struct Judge<'a> {
    archive: &'a Archive,
    moment: Moment,
}

impl Judge<'_> {
    fn held(&self, entries: &[Entry]) -> Option<Held> {
        held_back::held(entries, self.moment, self.archive.dates, &self.archive.public_statuses)
    }

    /// Why a rule holds an article back, which or whose folder states these keys already.
    fn rule(&self, rule: &Rule, path: &str, rest: &str, stated: &HashSet<String>) -> Option<String> {
        let by = &rule.by;
        match &rule.says {
            Says::Page(entries) => {
                let keeper = self.archive.entries(by);
                let own = || self.held(entries).filter(|_| !held_back::is_let_through(keeper));
                let held = self.held(keeper).or_else(own)?;
                Some(format!("{by}: {}", held.because))
            }
            Says::Defaults(entries) => {
                let held = self.held(&unless_stated(entries, stated))?;
                Some(format!("{by}: {}", held.because))
            }
            Says::Perhaps(entries) => {
                let held = self.held(&unless_stated(entries, stated));
                let held = held.filter(|held| held.unreadable.is_none())?;
                Some(format!("{by}: {}", held.because))
            }
            // `include` of `archive.toml` spells the file.
            Says::Out(_) if self.archive.patterns.names_file(path) => None,
            Says::Out(setting) => Some(match rule.only.pattern_of(rest) {
                Some(pattern) => format!("{by}: {setting}: {pattern}"),
                None => format!("{by}: {setting}"),
            }),
            Says::Unreadable if held_back::is_let_through(self.archive.entries(by)) => None,
            Says::Unreadable => Some(format!("{by}: what it holds back is not understood")),
        }
    }
}

/// The keys that are stated, with a value.
fn stated_keys(entries: &[Entry]) -> impl Iterator<Item = String> {
    let stated = flat(entries).into_iter().filter(|entry| entry.value != Value::Nothing);
    stated.map(|entry| normal(&entry.key)).collect::<Vec<_>>().into_iter()
}

fn unless_stated(entries: &[Entry], stated: &HashSet<String>) -> Vec<Entry> {
    flat(entries)
        .into_iter()
        .filter(|entry| !is_container(&entry.key) && !stated.contains(&normal(&entry.key)))
        .cloned()
        .collect()
}

/// Whether a text that cannot be read seems to state something that holds back.
fn may_hold_back(text: &str) -> bool {
    const LISTS: [&str; 10] = [
        "cascade",
        "exclude",
        "excludedocs",
        "excludepatterns",
        "defaults",
        "draftdocs",
        "drafts",
        "ignore",
        "ignorefiles",
        "ignoredcontent",
    ];
    text.split(['\n', '{', '}', ',']).any(|part| {
        front_matter::field_of(part).is_some_and(|(key, _)| {
            let key = normal(key);
            LISTS.contains(&key.as_str()) || held_back::is_sure_key(&key)
        })
    })
}

#[cfg(test)]
mod tests;

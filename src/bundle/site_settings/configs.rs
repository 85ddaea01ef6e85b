//! Settings of a whole site: what is no part of it, and front matter for parts of it.
//!
//! Their paths begin at the folder of contents, which has many names, so they are read from each of the usual ones on.

use regex::Regex;

use super::look::{About, Look, Read, fields_of};
use super::target::cascade;
use super::{Only, Says, SiteSettings, programs};
use crate::bundle::fields::{Entry, Value};
use crate::bundle::report::Problem;
use crate::bundle::stated::keys::normal;

/// Where site generators have their contents.
pub(super) const BASES: [&str; 4] = ["content/", "docs/", "source/", "src/"];

/// Patterns as in `.gitignore`.
const IGNORED: [&str; 4] = [".eleventyignore", ".mintignore", ".mkdocsignore", ".bookignore"];

/// A kind of settings: what it is called and how it is understood.
type Kind = (&'static [&'static str], fn(&mut Settings<'_, '_>, &[Entry]));

const KINDS: [Kind; 7] = [
    (&["_config.yml", "_config.yaml", "_config.toml"], |settings, entries| {
        settings.jekyll(entries)
    }),
    (
        &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config.toml",
            "config.yaml",
            "config.yml",
            "config.json",
            "zola.toml",
            "config/_default/hugo.toml",
            "config/_default/hugo.yaml",
            "config/_default/hugo.yml",
            "config/_default/config.toml",
            "config/_default/config.yaml",
            "config/_default/config.yml",
            "config/production/hugo.toml",
            "config/production/hugo.yaml",
            "config/production/config.toml",
            "config/production/config.yaml",
        ],
        |settings, entries| settings.hugo(entries),
    ),
    // Hugo's settings by their first keys, a file a key.
    (
        &[
            "config/_default/cascade.toml",
            "config/_default/cascade.yaml",
            "config/_default/cascade.yml",
            "config/production/cascade.toml",
            "config/production/cascade.yaml",
        ],
        |settings, entries| settings.hugo(&[of_key("cascade", entries)]),
    ),
    (
        &[
            "config/_default/module.toml",
            "config/_default/module.yaml",
            "config/_default/module.yml",
            "config/production/module.toml",
            "config/production/module.yaml",
        ],
        |settings, entries| settings.hugo(&[of_key("module", entries)]),
    ),
    (&["mkdocs.yml", "mkdocs.yaml"], |settings, entries| {
        settings.mkdocs(entries)
    }),
    (&["_quarto.yml", "_quarto.yaml"], |settings, entries| {
        settings.quarto(entries)
    }),
    (&[".obsidian/publish.json"], |settings, entries| {
        // Folders that Obsidian Publish never publishes.
        settings.out("excluded", &texts(entries, "excluded"));
    }),
];

/// A file of settings that is read.
struct Settings<'a, 'b> {
    site: &'a mut SiteSettings,
    look: &'a Look<'b>,
    /// The file.
    by: String,
    /// Folders of contents, from which its paths may begin.
    bases: Vec<String>,
    problems: &'a mut Vec<Problem>,
}

pub(super) fn look(site: &mut SiteSettings, look: &Look<'_>, problems: &mut Vec<Problem>) {
    let about = About::Below(look.prefix);
    for (names, understand) in KINDS {
        for name in names {
            let text = match look.text(name) {
                Read::Text(text) => text,
                Read::Refused(why) => {
                    site.unreadable(about, look.path(name), (None, &why), None, problems);
                    continue;
                }
                Read::Nothing => continue,
            };
            match fields_of(name, &text) {
                Some(Ok(entries)) => {
                    let mut settings = Settings {
                        site,
                        look,
                        by: look.path(name),
                        bases: bases(&entries),
                        problems,
                    };
                    understand(&mut settings, &entries);
                }
                Some(Err((line, why))) => {
                    site.unreadable(about, look.path(name), (Some(line), &why), Some(&text), problems);
                }
                None => {}
            }
        }
    }
    for name in IGNORED {
        ignored(site, look, name);
    }
    // Eleventy passes over what Git does.
    if programs::ELEVENTY.iter().any(|name| look.files.contains_key(name)) {
        ignored(site, look, ".gitignore");
    }
}

fn ignored(site: &mut SiteSettings, look: &Look<'_>, name: &'static str) {
    if let Read::Text(text) = look.text(name) {
        site.add(
            About::Below(look.prefix),
            look.path(name),
            Only::ignored(&text),
            Says::Out("a pattern"),
        );
    }
}

/// A whole file as the value of a key.
fn of_key(key: &str, entries: &[Entry]) -> Entry {
    Entry {
        key: key.to_owned(),
        line: 1,
        value: Value::Table(entries.to_vec()),
    }
}

/// The value of a key in a table.
fn value<'a>(table: &'a [Entry], key: &str) -> Option<&'a Value> {
    let found = table.iter().find(|entry| normal(&entry.key) == key);
    found.map(|entry| &entry.value)
}

/// The texts of a list in a table, or its only one.
fn texts<'a>(table: &'a [Entry], key: &str) -> Vec<&'a str> {
    // Tools take one of a key that is there twice, and not the same one.
    let all = table.iter().filter(|entry| normal(&entry.key) == key);
    all.flat_map(|entry| match &entry.value {
        Value::List(values) => values.iter().filter_map(Value::text).collect(),
        Value::Text(text) => vec![text.as_str()],
        _ => vec![],
    })
    .collect()
}

fn table<'a>(entries: &'a [Entry], key: &str) -> &'a [Entry] {
    value(entries, key).and_then(Value::table).unwrap_or_default()
}

/// The usual folders of contents, and those that settings name.
fn bases(entries: &[Entry]) -> Vec<String> {
    let named = [
        "source",
        "sourcedir",
        "srcdir",
        "contentdir",
        "docsdir",
        "collectionsdir",
    ];
    let named = named.iter().flat_map(|key| texts(entries, key));
    let named = named.map(|folder| format!("{}/", folder.trim_start_matches("./").trim_matches('/')));
    named.chain(BASES.map(str::to_owned)).collect()
}

impl Settings<'_, '_> {
    fn globs(&self, patterns: &[&str]) -> Only {
        Only::globs(patterns, &self.bases.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn add(&mut self, only: Only, says: Says) {
        self.site
            .add(About::Below(self.look.prefix), self.by.clone(), only, says);
    }

    /// What these patterns match is no part of the site.
    fn out(&mut self, setting: &'static str, patterns: &[&str]) {
        if !patterns.is_empty() {
            let only = self.globs(patterns);
            self.add(only, Says::Out(setting));
        }
    }

    fn expressions(&mut self, setting: &'static str, written: &[&str]) {
        let mut expressions = vec![];
        for expression in written {
            match Regex::new(expression) {
                Ok(expression) => expressions.push(expression),
                Err(_) => {
                    let message = format!(
                        "`{expression}` of `{setting}` is not understood, so all that it could be about stays out: mend it, or write it in \
                         another way"
                    );
                    self.problems.push(Problem::warning(&self.by, None, message));
                    self.add(Only::All, Says::Unreadable);
                }
            }
        }
        if !expressions.is_empty() {
            self.add(Only::Expressions(expressions), Says::Out(setting));
        }
    }

    /// Jekyll, Hexo and Jupyter Book share a name.
    fn jekyll(&mut self, entries: &[Entry]) {
        for (key, setting) in [
            ("exclude", "exclude"),
            ("ignore", "ignore"),
            ("skiprender", "skip_render"),
            ("excludepatterns", "exclude_patterns"),
        ] {
            self.out(setting, &texts(entries, key));
        }
        let Some(Value::List(defaults)) = value(entries, "defaults") else {
            return;
        };
        for default in defaults.iter().filter_map(Value::table) {
            let scope = table(default, "scope");
            let path = texts(scope, "path")
                .into_iter()
                .find(|path| !path.trim_matches(['/', '.']).is_empty());
            let only = path.map_or(Only::All, |path| self.globs(&[path]));
            let only = match texts(scope, "type").first() {
                Some(name) => Only::Collection((*name).to_owned(), Box::new(only)),
                None => only,
            };
            self.add(only, Says::Defaults(table(default, "values").to_vec()));
        }
    }

    /// Hugo, and Zola, whose settings have the same names.
    fn hugo(&mut self, entries: &[Entry]) {
        self.expressions("ignoreFiles", &texts(entries, "ignorefiles"));
        self.out("ignored_content", &texts(entries, "ignoredcontent"));
        if let Some(Value::List(mounts)) = value(table(entries, "module"), "mounts") {
            for mount in mounts.iter().filter_map(Value::table) {
                self.out("excludeFiles", &texts(mount, "excludefiles"));
            }
        }
        for (handed_on, target) in value(entries, "cascade").map(cascade).unwrap_or_default() {
            let only = Only::Target(self.site.whole(self.look.prefix), target);
            self.add(only, Says::Defaults(handed_on));
        }
    }

    fn mkdocs(&mut self, entries: &[Entry]) {
        let docs = texts(entries, "docsdir")
            .first()
            .map_or("docs", |docs| docs.trim_start_matches("./").trim_matches('/'));
        let folder = match docs {
            "" | "." => self.look.prefix.to_owned(),
            docs => format!("{}{docs}/", self.look.prefix),
        };
        for (key, setting) in [("excludedocs", "exclude_docs"), ("draftdocs", "draft_docs")] {
            for patterns in texts(entries, key) {
                let only = Only::ignored(patterns);
                self.site
                    .add(About::Below(&folder), self.by.clone(), only, Says::Out(setting));
            }
        }
        let plugins: Vec<&[Entry]> = match value(entries, "plugins") {
            Some(Value::List(plugins)) => plugins.iter().filter_map(Value::table).collect(),
            Some(Value::Table(plugins)) => vec![plugins],
            _ => vec![],
        };
        for options in plugins.into_iter().flatten().filter_map(|plugin| plugin.value.table()) {
            for key in ["glob", "excludeglob"] {
                self.out("exclude", &texts(options, key));
            }
            for key in ["regex", "excluderegex"] {
                self.expressions("exclude", &texts(options, key));
            }
        }
    }

    fn quarto(&mut self, entries: &[Entry]) {
        let not_rendered: Vec<&str> = texts(table(entries, "project"), "render")
            .into_iter()
            .filter_map(|pattern| pattern.strip_prefix('!'))
            .collect();
        self.out("render", &not_rendered);
        self.out("drafts", &texts(table(entries, "website"), "drafts"));
        // Settings can stand in further files.
        for name in texts(entries, "metadatafiles") {
            if let Read::Text(text) = self.look.text(name)
                && let Some(Ok(more)) = fields_of(name, &text)
            {
                self.out("drafts", &texts(table(&more, "website"), "drafts"));
            }
        }
        let draft: Vec<Entry> = entries
            .iter()
            .filter(|entry| normal(&entry.key) == "draft")
            .cloned()
            .collect();
        self.add(Only::All, Says::Defaults(draft));
    }
}

//! What the name of a file or folder says: how its text is written, that it is no article, or, with `held_names`, that it is held back.
//!
//! The rules are those of the tools that people keep articles with (Jekyll, Hugo, Hexo, Zola, Quarto, Astro, Obsidian): all of
//! them leave out what begins with a dot, and most what begins with an underscore.

use super::{Format, held_names};
use crate::bundle::fields;
use crate::bundle::report::Reason;

/// How a file is written, by its name.
pub(super) fn format(name: &str) -> Option<Format> {
    match extension(name).as_str() {
        "txt" | "text" => Some(Format::Plain),
        "md" | "markdown" | "mdown" | "mkd" => Some(Format::Markdown),
        _ => None,
    }
}

/// The bundler reads this file for itself.
pub(super) fn is_of_the_archive(path: &str) -> bool {
    [super::super::archive_toml::FILE, super::super::vocabulary::FILE].contains(&path)
}

/// A picture comes along with the article that shows it.
pub(super) fn is_picture(name: &str) -> bool {
    let pictures = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];
    pictures.contains(&extension(name).as_str())
}

fn extension(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .unwrap_or_default()
}

/// What the names beside a file say about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Siblings {
    /// A program is kept here, so that a change log is the program's.
    code: bool,
    /// A site generator with folders of its own (`layouts`, `themes`) is set up here.
    generator: bool,
    /// The collections that a `_config.yml` of Jekyll publishes; their folders begin with an underscore.
    collections: Vec<String>,
}

impl Siblings {
    /// Looks at the names of a folder.
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        const CODE: [&str; 14] = [
            "cargo.toml",
            "package.json",
            "pyproject.toml",
            "setup.py",
            "setup.cfg",
            "go.mod",
            "makefile",
            "cmakelists.txt",
            "gemfile",
            "composer.json",
            "pom.xml",
            "build.gradle",
            "requirements.txt",
            "src",
        ];
        const GENERATORS: [&str; 7] = [
            "hugo.toml",
            "hugo.yaml",
            "config.toml",
            "config.yaml",
            "archetypes",
            "zola.toml",
            "theme.toml",
        ];
        let mut siblings = Self::default();
        for name in names {
            let name = name.to_ascii_lowercase();
            siblings.code |= CODE.contains(&name.as_str());
            siblings.generator |= GENERATORS.contains(&name.as_str());
        }
        siblings
    }

    /// Reads the settings of Jekyll: only `_posts` is published without being declared.
    pub(super) fn read_settings(&mut self, yaml: &str) {
        let settings = fields::yaml(yaml, 1).unwrap_or_default();
        let declared = settings.iter().find(|entry| entry.key == "collections");
        for collection in declared.and_then(|entry| entry.value.table()).unwrap_or_default() {
            let told = collection.value.table().unwrap_or_default();
            if told
                .iter()
                .any(|entry| entry.key == "output" && entry.value.text() == Some("true"))
            {
                self.collections.push(collection.key.to_ascii_lowercase());
            }
        }
    }
}

/// Folders of tools.
const MACHINERY: [&str; 8] = [
    "node_modules",
    "bower_components",
    "__pycache__",
    "__macosx",
    "site-packages",
    "$recycle.bin",
    "system volume information",
    "lost+found",
];

/// Folders of site generators, where one is set up.
const GENERATED: [&str; 8] = [
    "archetypes",
    "layouts",
    "themes",
    "templates",
    "scaffolds",
    "public",
    "resources",
    "vendor",
];

/// Why a folder stays out.
pub(super) fn reason_of_folder(name: &str, siblings: &Siblings) -> Option<Reason> {
    let lower = name.to_ascii_lowercase();
    if held_names::is_held(name) {
        Some(Reason::DraftFolder)
    } else if name.starts_with('.') || name.starts_with('#') || name.starts_with('~') {
        Some(Reason::Hidden)
    } else if MACHINERY.contains(&lower.as_str()) || siblings.generator && GENERATED.contains(&lower.as_str()) {
        Some(Reason::Machinery)
    } else if let Some(collection) = lower.strip_prefix('_') {
        const MACHINES: [&str; 8] = [
            "site",
            "layouts",
            "includes",
            "sass",
            "data",
            "plugins",
            "templates",
            "book",
        ];
        match collection {
            "posts" => None,
            collection if siblings.collections.iter().any(|declared| declared == collection) => None,
            collection if MACHINES.contains(&collection) => Some(Reason::Machinery),
            _ => Some(Reason::Underscore),
        }
    } else {
        None
    }
}

/// Why a file stays out.
pub(super) fn reason_of_file(name: &str, siblings: &Siblings) -> Option<Reason> {
    if name.starts_with('.') || name.starts_with('#') || name.starts_with('~') || name.ends_with('~') {
        return Some(Reason::Hidden);
    }
    format(name)?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let lower = stem.to_ascii_lowercase();
    // What Syncthing, Dropbox, Git and editors put beside a file.
    let is_copy = [".sync-conflict-", "conflicted copy"]
        .iter()
        .any(|mark| lower.contains(mark))
        || [".orig", ".bak", ".tmp"].iter().any(|end| lower.ends_with(end));
    if is_copy {
        return Some(Reason::Hidden);
    }
    // `plans.draft.md`, as editors name it.
    if let Some((_, last)) = lower.rsplit_once('.')
        && held_names::is_held_word(last)
    {
        return Some(Reason::Draft);
    }
    if held_names::is_marked_as_draft(stem) {
        return Some(Reason::Draft);
    }
    if lower.starts_with('_') && lower != "_index" {
        return Some(Reason::Underscore);
    }
    if is_no_article(&lower, &extension(name), siblings.code) {
        return Some(Reason::NoArticle);
    }
    None
}

/// A file that comes with programs and sites, and that nobody would call an article.
fn is_no_article(stem: &str, extension: &str, code: bool) -> bool {
    const ANYWHERE: [&str; 15] = [
        "readme",
        "license",
        "licence",
        "copying",
        "copyright",
        "unlicense",
        "notice",
        "patents",
        "code_of_conduct",
        "contributing",
        "issue_template",
        "pull_request_template",
        "bug_report",
        "feature_request",
        "codeowners",
    ];
    const BESIDE_CODE: [&str; 17] = [
        "changelog",
        "changes",
        "history",
        "news",
        "release_notes",
        "releases",
        "authors",
        "contributors",
        "maintainers",
        "credits",
        "acknowledgements",
        "security",
        "support",
        "governance",
        "todo",
        "install",
        "upgrading",
    ];
    const LISTS: [&str; 14] = [
        "robots",
        "humans",
        "ads",
        "app-ads",
        "security",
        "llms",
        "llms-full",
        "sitemap",
        "requirements",
        "constraints",
        "runtime",
        "cmakelists",
        "manifest",
        "version",
    ];
    const MARKS: [&str; 12] = [
        "mit",
        "apache",
        "apache-2.0",
        "bsd",
        "gpl",
        "lgpl",
        "agpl",
        "mpl",
        "isc",
        "cc0",
        "cc-by",
        "zlib",
    ];
    // `LICENSE-MIT`, `README.vi`, `README_EN`, but not `license-plates`.
    let marked = |name: &str| {
        let mark = stem
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix(['-', '_', '.']));
        mark.is_some_and(|mark| MARKS.contains(&mark) || mark.len() == 2 && mark.is_ascii())
    };
    let dashed = stem.replace('-', "_");
    ANYWHERE.iter().any(|name| dashed == **name || marked(name))
        || code && BESIDE_CODE.contains(&dashed.as_str())
        || code && extension == "md" && matches!(stem, "agents" | "claude" | "gemini")
        || extension == "txt" && (LISTS.contains(&stem) || stem.starts_with("requirements-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> Option<Reason> {
        reason_of_file(name, &Siblings::default())
    }

    fn folder(name: &str) -> Option<Reason> {
        reason_of_folder(name, &Siblings::default())
    }

    #[test]
    fn what_is_held_back_by_its_name_stays_out() {
        for name in [
            "_drafts",
            "Drafts",
            ".trash",
            "_private",
            "Bản nháp",
            "do-not-publish",
            "WIP",
            "00 Drafts",
            "[Drafts]",
            "Drafts 2024",
            "unpublished posts",
            "zz_drafts",
            "Entwürfe",
            "下書き",
            "internal-only",
        ] {
            assert_eq!(folder(name), Some(Reason::DraftFolder), "{name}");
        }
        for name in [".git", ".obsidian", "#old"] {
            assert_eq!(folder(name), Some(Reason::Hidden), "{name}");
        }
        assert_eq!(folder("_unsorted"), Some(Reason::Underscore));
        for name in [
            "plans.draft.md",
            "plans (draft).md",
            "DRAFT - plans.md",
            "a.hidden.md",
            "plans_DRAFT.md",
            "draft.md",
            "Bản nháp 2.txt",
        ] {
            assert_eq!(file(name), Some(Reason::Draft), "{name}");
        }
        assert_eq!(file("_partial.md"), Some(Reason::Underscore));
        for name in [
            ".a.md",
            "a.sync-conflict-20250101-000000-ABC.md",
            "a.orig.md",
            "a (Lan's conflicted copy).md",
        ] {
            assert_eq!(file(name), Some(Reason::Hidden), "{name}");
        }
        for name in [
            "draft-law-on-cinema.md",
            "nba-draft.md",
            "THE NBA DRAFT.md",
            "secret.md",
            "aircraft.md",
        ] {
            assert_eq!(file(name), None, "{name}");
        }
        for name in [
            "2024",
            "posts",
            "_posts",
            "drafting-the-law",
            "private-sector",
            "constitution-drafts",
            "secret-service",
            "public",
            "privatisation",
        ] {
            assert_eq!(folder(name), None, "{name}");
        }
    }

    #[test]
    fn files_of_programs_and_sites_are_no_articles() {
        for name in [
            "LICENSE.txt",
            "LICENSE-MIT.md",
            "README.vi.md",
            "Readme.markdown",
            "robots.txt",
            "requirements-dev.txt",
            "CODE_OF_CONDUCT.md",
            "CMakeLists.txt",
            "humans.txt",
        ] {
            assert_eq!(file(name), Some(Reason::NoArticle), "{name}");
        }
        for name in [
            "license-to-export-rice.md",
            "robots.md",
            "changelog.md",
            "news.md",
            "history.txt",
            "_index.md",
            "license-plates.md",
            "copyright-law.md",
            "robots-rising.txt",
            "readmes-of-the-world.md",
            "version-control.txt",
            "notice-of-the-ministry.md",
        ] {
            assert_eq!(file(name), None, "{name}");
        }
    }

    #[test]
    fn beside_code_more_files_are_none() {
        let code = Siblings::of(["Cargo.toml", "CHANGELOG.md"].into_iter());
        assert_eq!(reason_of_file("CHANGELOG.md", &code), Some(Reason::NoArticle));
        assert_eq!(reason_of_file("envoys.md", &code), None);
        let mut jekyll = Siblings::default();
        jekyll.read_settings("collections:\n  news:\n    output: true\n  people:\n    output: false\n");
        assert_eq!(reason_of_folder("_news", &jekyll), None);
        assert_eq!(reason_of_folder("_people", &jekyll), Some(Reason::Underscore));
        let hugo = Siblings::of(["hugo.toml", "layouts"].into_iter());
        assert_eq!(reason_of_folder("layouts", &hugo), Some(Reason::Machinery));
        assert_eq!(folder("node_modules"), Some(Reason::Machinery));
    }
}

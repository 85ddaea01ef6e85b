//! `include` and `exclude` of `archive.toml`: glob patterns over paths.
//!
//! A pattern with a `/` inside is a path from the folder on, one without is the name of a file or folder at any depth; either
//! way it means everything below a folder as well. `exclude` leaves out what would be an article. `include` brings in what
//! would stay out because of its name, and only where the pattern spells that name itself: a star never brings in what
//! is hidden.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// What the keeper wants in and out.
#[derive(Clone, Debug, Default)]
pub(in crate::bundle) struct Patterns {
    include: Vec<Include>,
    exclude: GlobSet,
    /// Each by itself, as it is written.
    excluded: Vec<(String, GlobSet)>,
}

#[derive(Clone, Debug)]
struct Include {
    /// The names that the pattern spells.
    names: Vec<String>,
    /// What it matches.
    matches: GlobSet,
    /// The folders on the way there, which have to be looked into.
    on_the_way: GlobSet,
}

impl Patterns {
    /// Reads patterns.
    ///
    /// # Errors
    /// The pattern that is none, and what is wrong with it.
    pub(in crate::bundle) fn new<T: AsRef<str>>(include: &[T], exclude: &[T]) -> Result<Self, String> {
        let all = || include.iter().chain(exclude).map(AsRef::as_ref);
        if let Some(empty) = all().find(|pattern| pattern.trim_matches(['.', '/', ' ']).is_empty()) {
            return Err(format!("`{empty}` is no pattern: it names nothing"));
        }
        let include = include.iter().map(|pattern| Include::new(pattern.as_ref()));
        Ok(Self {
            include: include.collect::<Result<_, _>>()?,
            exclude: set(exclude.iter().flat_map(|pattern| globs(pattern.as_ref())))?,
            excluded: (exclude.iter())
                .map(|pattern| Ok((pattern.as_ref().to_owned(), set(globs(pattern.as_ref()))?)))
                .collect::<Result<_, String>>()?,
        })
    }

    /// The patterns of `exclude` that match none of the paths that were left out: a slip of the pen, perhaps.
    pub(in crate::bundle) fn unused(&self, left_out: &[&str]) -> Vec<&str> {
        let used = |set: &GlobSet| left_out.iter().any(|path| set.is_match(path.trim_end_matches('/')));
        let unused = self.excluded.iter().filter(|(_, set)| !used(set));
        unused.map(|(pattern, _)| pattern.as_str()).collect()
    }

    /// The keeper wants this file or folder out.
    pub(super) fn excludes(&self, path: &str, is_folder: bool) -> bool {
        self.exclude.is_match(path) || is_folder && self.exclude.is_match(format!("{path}/"))
    }

    /// The keeper wants this file in, and spells its name.
    pub(in crate::bundle) fn names_file(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        self.includes(path, false, &[name])
    }

    /// The keeper wants this file or folder in, in spite of these of its names.
    pub(super) fn includes(&self, path: &str, is_folder: bool, held: &[&str]) -> bool {
        self.include.iter().any(|include| {
            held.iter()
                .all(|name| include.names.iter().any(|spelled| spelled == name))
                && (include.matches.is_match(path) || is_folder && include.on_the_way.is_match(path))
        })
    }
}

impl Include {
    fn new(pattern: &str) -> Result<Self, String> {
        let clean = tidy(pattern);
        let clean = clean.trim_matches('/');
        let names: Vec<String> = clean.split('/').map(str::to_owned).collect();
        let ways = (1..names.len()).map(|length| names[..length].join("/"));
        Ok(Self {
            matches: set(globs(pattern))?,
            on_the_way: set(ways)?,
            names,
        })
    }
}

/// A pattern without what means nothing in a path.
fn tidy(pattern: &str) -> String {
    let mut clean = pattern.trim().replace('\\', "/");
    while clean.contains("//") || clean.contains("/./") {
        clean = clean.replace("//", "/").replace("/./", "/");
    }
    clean.trim_start_matches("./").to_owned()
}

/// The patterns from the root on that one of a keeper stands for.
fn globs(pattern: &str) -> [String; 2] {
    let clean = tidy(pattern);
    let anchored = clean.trim_end_matches('/').contains('/');
    let path = clean.trim_matches('/');
    let from_root = if anchored {
        path.to_owned()
    } else {
        format!("**/{path}")
    };
    [format!("{from_root}/**"), from_root]
}

fn set(patterns: impl IntoIterator<Item = String>) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
        set.add(
            glob.map_err(|error| format!("`{}` is no pattern: {}", error.glob().unwrap_or(&pattern), error.kind()))?,
        );
    }
    set.build().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_any_depth_and_a_path_means_one_place() {
        let patterns = Patterns::new(&[], &["private", "2024/old-*.md", "./notes/", "*.bak.md"]).expect("patterns");
        let out = |path: &str| patterns.excludes(path, false);
        assert!(out("private/a.md") && out("x/private/y/a.md") && out("x/private"));
        assert!(out("2024/old-1.md") && !out("x/2024/old-1.md") && !out("2024/x/old-1.md"));
        let odd = Patterns::new(&[], &[" a.md ", "sec\\b.md", "./x//./c.md", "gone"]).expect("patterns");
        assert!(odd.excludes("a.md", false) && odd.excludes("sec/b.md", false) && odd.excludes("x/c.md", false));
        assert_eq!(odd.unused(&["a.md", "sec/b.md", "x/c.md"]), ["gone"]);
        assert!(out("notes/a.md") && out("x/a.bak.md") && !out("privately.md"));
    }

    #[test]
    fn only_a_name_that_is_spelled_is_brought_in() {
        let patterns = Patterns::new(&["_drafts/ready/*.md", "**/README.md"], &[]).expect("patterns");
        let drafts = &["_drafts"][..];
        assert!(patterns.includes("_drafts", true, drafts) && patterns.includes("_drafts/ready", true, drafts));
        assert!(patterns.includes("_drafts/ready/x.md", false, drafts));
        assert!(!patterns.includes("_drafts/x.md", false, drafts) && !patterns.includes(".git", true, &[".git"]));
        assert!(!patterns.includes("_drafts/ready/.x.md", false, &["_drafts", ".x.md"]));
        assert!(patterns.includes("a/README.md", false, &["README.md"]));
    }

    #[test]
    fn what_is_no_pattern_is_named() {
        assert!(Patterns::new(&[], &["[a"]).expect_err("unclosed").contains("[a"));
        assert!(Patterns::new(&[], &[""]).is_err() && Patterns::new(&["./"], &[]).is_err());
    }
}

//! Which of the articles below a folder a rule is about.

use globset::{GlobBuilder, GlobMatcher};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use regex::Regex;

use super::target::Target;

/// Paths are told from the folder of the rule on.
#[derive(Debug)]
pub(super) enum Only {
    /// All of them.
    All,
    /// Those in a language: `name.fr.md`.
    Language(String),
    /// Those that one of the patterns matches, with the pattern as it is written, from any of these folders on.
    Globs(Vec<(String, GlobMatcher)>, Vec<String>),
    /// Those that a file of patterns as Git's `.gitignore` matches.
    Ignored(Gitignore),
    /// Those whose path a regular expression finds something in.
    Expressions(Vec<Regex>),
    /// Hugo's pages of a kind or at a path; before which stands that of the folder of the rule.
    Target(String, Target),
    /// Jekyll's documents of a collection, among those that the patterns match.
    Collection(String, Box<Only>),
}

impl Only {
    /// Globs of a list, each for what it matches and all that is below that; from the folder on, or from one of `bases` in it. A star
    /// stands for a `/` as well, as most tools have it: what they differ in leaves out more. What is no pattern is a name.
    pub(super) fn globs<T: AsRef<str>>(patterns: &[T], bases: &[&str]) -> Self {
        let mut globs = vec![];
        for pattern in patterns {
            let written = pattern.as_ref().trim();
            let clean = written.replace('\\', "/");
            let clean = clean
                .trim_start_matches("./")
                .trim_start_matches('/')
                .trim_end_matches('/');
            // `!name` takes something out of a list again.
            if written.starts_with('!') || clean.is_empty() || clean == "." {
                continue;
            }
            let literal = globset::escape(clean);
            let all = [
                clean.to_owned(),
                format!("{clean}/**"),
                format!("{literal}/**"),
                literal,
            ];
            globs.extend(all.iter().filter_map(|glob| Some((written.to_owned(), matcher(glob)?))));
        }
        Self::Globs(globs, bases.iter().map(|base| (*base).to_owned()).collect())
    }

    /// Patterns as in `.gitignore`, a line each.
    pub(super) fn ignored(lines: &str) -> Self {
        let mut builder = GitignoreBuilder::new("");
        for line in lines.lines() {
            // A line that is no pattern matches nothing, in Git neither.
            let _ = builder.add_line(None, line);
        }
        Self::Ignored(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    }

    /// Whether an article is one of them.
    pub(super) fn has(&self, path: &str) -> bool {
        match self {
            Self::All => true,
            Self::Language(language) => language_of(path) == Some(language.as_str()),
            Self::Globs(..) => self.pattern_of(path).is_some(),
            Self::Ignored(ignored) => ignored.matched_path_or_any_parents(path, false).is_ignore(),
            Self::Expressions(expressions) => {
                let whole = format!("/{path}");
                expressions.iter().any(|expression| expression.is_match(&whole))
            }
            Self::Target(folder, target) => target.has(&format!("{folder}{path}")),
            Self::Collection(name, only) => {
                let folder = format!("_{name}");
                let mut folders = path.split('/').rev().skip(1);
                let is_in = match name.as_str() {
                    "pages" => !folders.any(|folder| folder.starts_with('_')),
                    _ => folders.any(|name| name == folder),
                };
                is_in && only.has(path)
            }
        }
    }

    /// The pattern that matches, as it is written.
    pub(super) fn pattern_of(&self, path: &str) -> Option<&str> {
        let Self::Globs(globs, bases) = self else { return None };
        let from = bases.iter().filter_map(|base| path.strip_prefix(base.as_str()));
        let mut paths = std::iter::once(path).chain(from);
        paths.find_map(|path| {
            let found = globs.iter().find(|(_, glob)| glob.is_match(path));
            found.map(|(written, _)| written.as_str())
        })
    }
}

/// A pattern; what is none is a name.
pub(super) fn matcher(pattern: &str) -> Option<GlobMatcher> {
    let build = |pattern: &str| GlobBuilder::new(pattern).literal_separator(false).build();
    let glob = build(pattern).or_else(|_| build(&globset::escape(pattern)));
    Some(glob.ok()?.compile_matcher())
}

/// `fr` of `a/name.fr.md`
pub(super) fn language_of(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    let (_, language) = name.rsplit_once('.')?.0.rsplit_once('.')?;
    is_language(language).then_some(language)
}

/// `fr`, `pt-br`
pub(super) fn is_language(text: &str) -> bool {
    let (language, region) = text.split_once(['-', '_']).unwrap_or((text, "xx"));
    let letters = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    letters(language, 2..=3) && letters(region, 2..=4)
}

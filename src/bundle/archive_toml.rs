//! `archive.toml`: what the keeper of an archive states, on the whole and per file.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::clock::Moment;
use super::dates::{self, Order};
use super::fields::{self, Entry};
use super::files::Patterns;
use super::held_back;
use super::report::Problem;
use super::stated::Stated;
use crate::text::fold;

/// The file's name.
pub(super) const FILE: &str = "archive.toml";

/// What the keeper states.
#[derive(Clone, Debug, Default)]
pub(super) struct Archive {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) url: Option<String>,
    /// Languages of the archive, in the order in which they should stand.
    pub(super) languages: Vec<String>,
    /// Which number of `03/04/2021` is the day.
    pub(super) dates: Option<Order>,
    /// What is wanted in and out.
    pub(super) patterns: Patterns,
    /// Words, folded, that do not hold an article back when they are its status.
    pub(super) public_statuses: Vec<String>,
    /// By path.
    files: HashMap<String, File>,
}

/// What is stated of one file.
#[derive(Clone, Debug, Default)]
struct File {
    /// Of the table.
    line: usize,
    stated: Stated,
    /// As they are written, for what they hold back.
    entries: Vec<Entry>,
}

impl Archive {
    /// Reads the text of an `archive.toml`.
    ///
    /// # Errors
    /// A text that is not TOML: nothing of it can be trusted. Patterns that cannot be read: nobody knows what they leave out.
    pub(super) fn read(text: &str, problems: &mut Vec<Problem>) -> Result<Self, Problem> {
        let entries = fields::toml(text, 1).map_err(|(line, message)| Problem::skipped(FILE, Some(line), message))?;
        // What may have been meant to leave something out is no slip to go on with.
        let slip = entries.iter().find(|entry| {
            let key = fold(&entry.key).replace('_', "");
            let leaves_out = ["exclu", "ignor", "skip", "omit", "hide", "hidden", "draft", "private"];
            entry.key != "exclude" && leaves_out.iter().any(|beginning| key.starts_with(beginning)) || key == "article"
        });
        if let Some(entry) = slip {
            let message = format!(
                "`{}` is unknown: did you mean `exclude`, or [articles.\"file.txt\"]?",
                entry.key
            );
            return Err(Problem::skipped(FILE, Some(entry.line), message));
        }
        let mut archive = Self {
            patterns: patterns(&entries)?,
            ..Self::default()
        };
        let mut problem = |line: usize, message: String| problems.push(Problem::warning(FILE, Some(line), message));
        // First, since dates of articles are read by it.
        archive.dates = entries
            .iter()
            .find(|entry| entry.key == "dates")
            .and_then(|entry| entry.value.text().and_then(Order::from_name));
        for entry in &entries {
            let text = entry
                .value
                .text()
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty());
            match entry.key.as_str() {
                "title" | "description" if text.is_none() => {
                    problem(entry.line, format!("`{}` should be a text", entry.key))
                }
                "title" => archive.title = text,
                "description" => archive.description = text,
                "url" => match text.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
                    Some(url) => archive.url = Some(url),
                    None => problem(
                        entry.line,
                        "`url` should be where the archive can be visited: https://…".to_owned(),
                    ),
                },
                "languages" => match entry.value.texts() {
                    Some(languages) => archive.languages = languages.into_iter().map(str::to_owned).collect(),
                    None => problem(
                        entry.line,
                        "`languages` should be a list such as [\"en\", \"vi\"]".to_owned(),
                    ),
                },
                "public_statuses" => match entry.value.texts() {
                    Some(words) => archive.public_statuses = words.into_iter().map(fold).collect(),
                    None => problem(
                        entry.line,
                        "`public_statuses` should be a list such as [\"evergreen\"]".to_owned(),
                    ),
                },
                "include" | "exclude" => {}
                "dates" if archive.dates.is_none() => problem(
                    entry.line,
                    "`dates` should be \"day-first\" or \"month-first\"".to_owned(),
                ),
                "dates" => {}
                "articles" => match entry.value.table() {
                    Some(files) => archive.read_files(files, &mut problem),
                    None => problem(
                        entry.line,
                        "expected tables such as [articles.\"folder/file.txt\"]".to_owned(),
                    ),
                },
                key => problem(
                    entry.line,
                    format!(
                        "`{key}` is unknown: expected title, description, url, languages, dates, include, exclude, \
                         public_statuses or [articles.\"file.txt\"]"
                    ),
                ),
            }
        }
        Ok(archive)
    }

    fn read_files(&mut self, files: &[Entry], problem: &mut dyn FnMut(usize, String)) {
        for file in files {
            let Some(entries) = file.value.table() else {
                problem(
                    file.line,
                    format!("`{}` should be a table: [articles.\"{}\"]", file.key, file.key),
                );
                continue;
            };
            let mut unknown = vec![];
            let mut stated = Stated::read(entries, problem, &mut |entry| {
                unknown.push((entry.line, entry.key.clone()))
            });
            stated.date = dates::stated_in(entries, self.dates, problem);
            for (line, key) in unknown {
                let known = "headline, subtitle, aliases, date, authors, tags, summary, source, place, url, lang, slug, licence, draft, status";
                problem(
                    line,
                    format!("`{key}` is unknown: what can be stated of an article is {known}"),
                );
            }
            let path: String = file.key.trim_start_matches("./").replace('\\', "/").nfc().collect();
            let file = File {
                line: file.line,
                stated,
                entries: entries.to_vec(),
            };
            self.files.insert(path, file);
        }
    }

    /// What is stated of a file.
    pub(super) fn stated(&self, path: &str) -> Stated {
        self.files.get(path).map(|file| file.stated.clone()).unwrap_or_default()
    }

    /// What is stated of a file, as it is written.
    pub(super) fn entries(&self, path: &str) -> &[Entry] {
        self.files.get(path).map_or(&[], |file| &file.entries)
    }

    /// Names the files of which something is stated, but which are not there.
    ///
    /// # Errors
    /// What is stated holds back: nobody knows which file was meant, and it could be published.
    pub(super) fn check_files(
        &self,
        paths: &HashSet<&str>,
        moment: Moment,
        problems: &mut Vec<Problem>,
    ) -> Result<(), Problem> {
        let mut missing: Vec<(usize, &str, bool)> = self
            .files
            .iter()
            .filter(|(path, _)| !paths.contains(path.as_str()))
            .map(|(path, file)| {
                let held = held_back::held(&file.entries, moment, self.dates, &self.public_statuses);
                (file.line, path.as_str(), held.is_some())
            })
            .collect();
        missing.sort_unstable();
        for (line, path, held) in missing {
            let message = format!(
                "there is no article `{path}`: write its path as it stands in the folder, or remove this table"
            );
            if held {
                return Err(Problem::skipped(FILE, Some(line), message));
            }
            problems.push(Problem::warning(FILE, Some(line), message));
        }
        Ok(())
    }
}

/// `include` and `exclude`.
fn patterns(entries: &[Entry]) -> Result<Patterns, Problem> {
    let find = |key: &str| entries.iter().find(|entry| entry.key == key);
    let refused = |line: Option<usize>, message: String| Problem::skipped(FILE, line, message);
    let list = |key: &str| -> Result<Vec<&str>, Problem> {
        let Some(entry) = find(key) else { return Ok(vec![]) };
        let message = format!("`{key}` should be a list of patterns such as [\"notes/**\", \"*.old.md\"]");
        entry.value.texts().ok_or_else(|| refused(Some(entry.line), message))
    };
    let (include, exclude) = (list("include")?, list("exclude")?);
    let line = find("exclude").or(find("include")).map(|entry| entry.line);
    Patterns::new(&include, &exclude).map_err(|message| refused(line, message))
}

#[cfg(test)]
mod tests {
    use super::super::report::Kind;
    use super::*;

    #[test]
    fn the_archive_and_its_files_are_read() {
        let text = "title = 'News'\nlanguages = ['en', 'vi']\n[articles.'a/b.txt']\nheadline = 'H'\ntags = ['AI']\n";
        let mut problems = vec![];
        let archive = Archive::read(text, &mut problems).expect("TOML");
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(archive.title.as_deref(), Some("News"));
        assert_eq!(archive.languages, ["en", "vi"]);
        assert_eq!(archive.stated("a/b.txt").title.as_deref(), Some("H"));
        assert_eq!(archive.stated("other.txt"), Stated::default());
    }

    #[test]
    fn what_may_hold_back_is_never_passed_over() {
        for text in [
            "excludes = ['a']",
            "Exclude = ['a']",
            "ignore = ['a']",
            "[article.'a.md']\ndraft = true",
        ] {
            assert!(Archive::read(text, &mut vec![]).is_err(), "{text}");
        }
        let archive = Archive::read("[articles.'gone.md']\ndraft = true\n", &mut vec![]).expect("TOML");
        let now = Moment::from_seconds(1_750_000_000);
        assert!(archive.check_files(&HashSet::new(), now, &mut vec![]).is_err());
    }

    #[test]
    fn patterns_that_cannot_be_read_end_the_run() {
        for (text, line) in [
            ("\nexclude = ['[a']\n", 2),
            ("exclude = { a = 1 }\n", 1),
            ("include = [[1]]\n", 1),
        ] {
            let problem = Archive::read(text, &mut vec![]).expect_err("no patterns");
            assert_eq!(problem.line, Some(line), "{text}");
        }
    }

    #[test]
    fn unknown_keys_and_missing_files_are_named_with_their_line() {
        let text = "titel = 'x'\nurl = 'ftp://x'\n[articles.'gone.txt']\nheadlines = 'H'\ndate = 'soon'\n";
        let mut problems = vec![];
        let archive = Archive::read(text, &mut problems).expect("TOML");
        let now = Moment::from_seconds(1_750_000_000);
        archive
            .check_files(&HashSet::from(["here.txt"]), now, &mut problems)
            .expect("nothing is held back");
        let mut lines: Vec<usize> = problems.iter().filter_map(|problem| problem.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [1, 2, 3, 4, 5]);
        assert!(problems.iter().all(|problem| problem.kind == Kind::Doubtful));
    }
}

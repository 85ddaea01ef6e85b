//! `archive.toml`: what the keeper of an archive states, on the whole and per file.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::dates::{self, Order};
use super::fields::{self, Entry};
use super::report::Problem;
use super::stated::Stated;

/// The file's name.
pub(super) const FILE: &str = "archive.toml";

/// What the keeper states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Archive {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) url: Option<String>,
    /// Languages of the archive, in the order in which they should stand.
    pub(super) languages: Vec<String>,
    /// Which number of `03/04/2021` is the day.
    pub(super) dates: Option<Order>,
    /// By path, with the line of the table.
    files: HashMap<String, (usize, Stated)>,
}

impl Archive {
    /// Reads the text of an `archive.toml`.
    ///
    /// # Errors
    /// A text that is not TOML: nothing of it can be trusted.
    pub(super) fn read(text: &str, problems: &mut Vec<Problem>) -> Result<Self, Problem> {
        let entries = fields::toml(text, 1).map_err(|(line, message)| Problem::skipped(FILE, Some(line), message))?;
        let mut archive = Self::default();
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
                        "`{key}` is unknown: expected title, description, url, languages, dates or [articles.\"file.txt\"]"
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
                let known = "headline, subtitle, aliases, date, authors, tags, summary, source, place, url, lang, slug, licence, draft";
                problem(
                    line,
                    format!("`{key}` is unknown: what can be stated of an article is {known}"),
                );
            }
            let path: String = file.key.trim_start_matches("./").replace('\\', "/").nfc().collect();
            self.files.insert(path, (file.line, stated));
        }
    }

    /// What is stated of a file.
    pub(super) fn stated(&self, path: &str) -> Stated {
        self.files
            .get(path)
            .map(|(_, stated)| stated.clone())
            .unwrap_or_default()
    }

    /// Names the files of which something is stated, but which are not there.
    pub(super) fn check_files(&self, paths: &HashSet<&str>, problems: &mut Vec<Problem>) {
        let mut missing: Vec<(usize, &str)> = self
            .files
            .iter()
            .filter(|(path, _)| !paths.contains(path.as_str()))
            .map(|(path, (line, _))| (*line, path.as_str()))
            .collect();
        missing.sort_unstable();
        for (line, path) in missing {
            let message = format!(
                "there is no article `{path}`: write its path as it stands in the folder, or remove this table"
            );
            problems.push(Problem::warning(FILE, Some(line), message));
        }
    }
}

#[cfg(test)]
mod tests {
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
    fn unknown_keys_and_missing_files_are_named_with_their_line() {
        let text = "titel = 'x'\nurl = 'ftp://x'\n[articles.'gone.txt']\nheadlines = 'H'\ndate = 'soon'\n";
        let mut problems = vec![];
        let archive = Archive::read(text, &mut problems).expect("TOML");
        archive.check_files(&HashSet::from(["here.txt"]), &mut problems);
        let mut lines: Vec<usize> = problems.iter().filter_map(|problem| problem.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [1, 2, 3, 4, 5]);
        assert!(problems.iter().all(|problem| !problem.skipped));
    }
}

//! What a run did and what went wrong, for people.

use std::collections::BTreeMap;
use std::fmt;

use super::lost::{LossKind, Lost};
use crate::article::Field;

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the folder.
    pub path: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// What was expected, what was found, what to do.
    pub message: String,
    /// The file is not in the bundle because of this.
    pub skipped: bool,
}

impl Problem {
    /// The file is left out because of this.
    pub(super) fn skipped(path: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self {
            skipped: true,
            ..Self::warning(path, line, message)
        }
    }

    /// The file is in the bundle in spite of this.
    pub(super) fn warning(path: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
            skipped: false,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles in the bundle.
    pub articles: usize,
    /// Files that their front matter calls drafts.
    pub drafts: usize,
    /// How often each field was inferred.
    pub inferred: BTreeMap<Field, usize>,
    /// Tags that keepers stated, counted once an article.
    pub stated_tags: usize,
    /// Tags that the bundler suggested, counted once an article.
    pub suggested_tags: usize,
    /// Size of the bundle.
    pub bytes: u64,
    /// Number of files in it.
    pub files: usize,
    /// The name of what was written: equal content, equal name.
    pub generation: String,
    /// What a person should look at, in the order of the paths.
    pub problems: Vec<Problem>,
    /// What articles refer to and is not in the bundle, in the order of the paths.
    pub lost: Vec<Lost>,
}

impl Report {
    /// How many files were left out because of a problem.
    pub fn skipped(&self) -> usize {
        self.problems.iter().filter(|problem| problem.skipped).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "articles   {}", self.articles)?;
        for (count, what) in [(self.skipped(), "skipped"), (self.drafts, "drafts left out")] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        let inferred: Vec<String> = self
            .inferred
            .iter()
            .map(|(field, count)| format!("{} {count}", name(*field)))
            .collect();
        let inferred = if inferred.is_empty() {
            "nothing".to_owned()
        } else {
            inferred.join(", ")
        };
        write!(f, "\ninferred   {inferred}")?;
        write!(
            f,
            "\ntags       {} stated, {} suggested",
            self.stated_tags, self.suggested_tags
        )?;
        let lost = [
            (LossKind::Picture, "pictures"),
            (LossKind::Link, "links"),
            (LossKind::Footnote, "footnotes"),
        ]
        .map(|(kind, what)| (self.lost.iter().filter(|lost| lost.kind == kind).count(), what));
        let lost: Vec<String> = lost
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{what} {count}"))
            .collect();
        if !lost.is_empty() {
            write!(f, "\nmissing    {}", lost.join(", "))?;
        }
        write!(f, "\nbytes      {} in {} files", grouped(self.bytes), self.files)
    }
}

fn name(field: Field) -> &'static str {
    match field {
        Field::Title => "titles",
        Field::Language => "languages",
        Field::Date => "dates",
        Field::LocationCreated => "places",
        Field::SourceOrganization => "agencies",
        Field::Caption => "captions",
        Field::Heading => "headings",
    }
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reads_like_a_compiler_message() {
        let problem = Problem::skipped("a/b.md", Some(12), "no text");
        assert_eq!(problem.to_string(), "a/b.md:12: no text");
        assert_eq!(Problem::warning("a.md", None, "odd").to_string(), "a.md: odd");
    }

    #[test]
    fn the_table_says_what_was_done() {
        let report = Report {
            articles: 5,
            inferred: BTreeMap::from([(Field::Title, 1), (Field::Date, 4)]),
            stated_tags: 12,
            bytes: 1_234_567,
            files: 14,
            problems: vec![Problem::skipped("a.md", None, "no text")],
            ..Report::default()
        };
        let table = report.to_string();
        for part in [
            "5, 1 skipped",
            "titles 1, dates 4",
            "12 stated, 0 suggested",
            "1,234,567 in 14 files",
        ] {
            assert!(table.contains(part), "{part} in {table}");
        }
    }
}

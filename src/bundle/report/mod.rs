//! What a run did, for people: what it made, what it left out and why, what is doubtful, and what was lost.
//!
//! `page` writes all of it, file by file, as HTML or JSON.

mod page;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::article::Field;

/// Why a file is not in the bundle although nothing is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// Its front matter, `archive.toml` or its name says that it is not finished or not for everybody.
    Draft,
    /// It is in a folder for drafts, private texts or deleted ones.
    DraftFolder,
    /// Another file holds it back: settings of the site, data or the page of its folder.
    Settings,
    /// It is to be published later.
    ToCome,
    /// It was to be published for a time that is over.
    Expired,
    /// `exclude` in `archive.toml` names it.
    Excluded,
    /// Its name begins with a dot, or is that of a copy which an editor keeps.
    Hidden,
    /// Its name begins with an underscore, which site generators pass over.
    Underscore,
    /// It is a link that leads out of the folder.
    LeadsOut,
    /// It is a link to another folder of the same archive.
    LinkedFolder,
    /// It is a pipe, a device, or a link to nothing.
    NoFile,
    /// It belongs to a program: `node_modules`, templates, what a site generator wrote.
    Machinery,
    /// It comes with programs and sites and is no article: LICENSE, README, robots.txt.
    NoArticle,
    /// It is the page of a section, without a text of its own.
    Section,
    /// It is of a kind that is not read.
    OtherFormat,
}

impl Reason {
    /// What people call it, as in "3 drafts".
    pub fn name(self) -> &'static str {
        match self {
            Reason::Draft => "held back by what they state",
            Reason::DraftFolder => "in folders for what is held back",
            Reason::Settings => "held back by settings of their site or folder",
            Reason::ToCome => "to be published later",
            Reason::Expired => "expired",
            Reason::Excluded => "excluded in archive.toml",
            Reason::Hidden => "hidden",
            Reason::Underscore => "with a name that begins with _",
            Reason::LeadsOut => "links out of the folder",
            Reason::LinkedFolder => "links to folders",
            Reason::NoFile => "pipes, devices and dead links",
            Reason::Machinery => "folders of programs",
            Reason::NoArticle => "no articles (LICENSE, README, robots.txt …)",
            Reason::Section => "section pages without text",
            Reason::OtherFormat => "of other formats",
        }
    }
}

/// A file or folder that is not in the bundle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LeftOut {
    /// Relative to the folder; a folder ends with `/`.
    pub path: String,
    /// Why.
    pub reason: Reason,
    /// What in it says so, e.g. `draft: true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

impl LeftOut {
    /// Left out because of its name or place.
    pub(super) fn new(path: String, reason: Reason) -> Self {
        Self {
            path,
            reason,
            because: None,
        }
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The file is not in the bundle because of this.
    Skipped,
    /// The file is in the bundle, and something that it states could not be used.
    Doubtful,
    /// Something that the text has did not come along: a picture, the target of a link, a footnote.
    Lost,
    /// Good to know; nothing is wrong.
    Note,
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, relative to the folder.
    pub path: String,
    /// The line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What was expected, what was found, what to do.
    pub message: String,
    /// How bad it is.
    pub kind: Kind,
}

impl Problem {
    fn new(path: &str, line: Option<usize>, message: impl Into<String>, kind: Kind) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
            kind,
        }
    }

    /// The file is left out because of this.
    pub(super) fn skipped(path: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(path, line, message, Kind::Skipped)
    }

    /// The file is in the bundle in spite of this.
    pub(super) fn warning(path: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(path, line, message, Kind::Doubtful)
    }

    /// Something that the text has did not come along.
    pub(super) fn lost(path: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(path, line, message, Kind::Lost)
    }

    /// Nothing is wrong, and somebody wants to know.
    pub(super) fn note(path: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self::new(path, line, message, Kind::Note)
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
    /// What is not in the bundle although nothing is wrong with it, in the order of the paths.
    pub left_out: Vec<LeftOut>,
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
}

impl Report {
    /// How many files were left out because of a problem.
    pub fn skipped(&self) -> usize {
        self.count(Kind::Skipped)
    }

    fn count(&self, kind: Kind) -> usize {
        self.problems.iter().filter(|problem| problem.kind == kind).count()
    }

    /// How many files and folders were left out for each reason.
    fn reasons(&self) -> BTreeMap<Reason, usize> {
        let mut reasons = BTreeMap::new();
        for left_out in &self.left_out {
            *reasons.entry(left_out.reason).or_default() += 1;
        }
        reasons
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "articles   {}", self.articles)?;
        if self.skipped() > 0 {
            write!(f, ", {} skipped", self.skipped())?;
        }
        if !self.left_out.is_empty() {
            let named = |(reason, count): (Reason, usize)| format!("{count} {}", reason.name());
            let reasons: Vec<String> = self.reasons().into_iter().map(named).collect();
            write!(f, "\nleft out   {}: {}", self.left_out.len(), reasons.join(", "))?;
        }
        for (kind, what) in [(Kind::Doubtful, "doubtful  "), (Kind::Lost, "lost      ")] {
            let count = self.count(kind);
            if count > 0 {
                write!(f, "\n{what} {count}")?;
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
        write!(f, "\nbytes      {} in {} files", grouped(self.bytes), self.files)
    }
}

fn name(field: Field) -> &'static str {
    match field {
        Field::Title => "titles",
        Field::Language => "languages",
        Field::Date => "dates",
        Field::Author => "authors",
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
        let left_out = |path: &str, reason| LeftOut::new(path.to_owned(), reason);
        let report = Report {
            articles: 5,
            left_out: vec![
                left_out(".git/", Reason::Hidden),
                left_out("a.md", Reason::Draft),
                left_out("b.md", Reason::Draft),
            ],
            inferred: BTreeMap::from([(Field::Title, 1), (Field::Date, 4)]),
            stated_tags: 12,
            bytes: 1_234_567,
            files: 14,
            problems: vec![
                Problem::skipped("a.md", None, "no text"),
                Problem::warning("b.md", None, "odd"),
            ],
            ..Report::default()
        };
        let table = report.to_string();
        for part in [
            "5, 1 skipped",
            "left out   3: 2 held back by what they state, 1 hidden",
            "doubtful   1",
            "titles 1, dates 4",
            "12 stated, 0 suggested",
            "1,234,567 in 14 files",
        ] {
            assert!(table.contains(part), "{part} in {table}");
        }
    }
}

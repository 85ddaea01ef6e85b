//! How right the inference is, measured on articles whose front matter says what it should have found.
//!
//! An [`Evaluation`] hides what an article states, infers, and compares. Headings of Markdown are compared with what is
//! found when their signs are gone, in a text whose lines are paragraphs and in one that is broken at 72 columns. `benches/infer.rs`
//! prints the figures.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::clock::Moment;
use super::files::{self, Format};
use super::infer::{self, Finding, Findings, Known};
use super::names::{self, Names};
use super::piece::Piece;
use super::stated::Stated;
use super::vocabulary::Vocabulary;
use super::{dates, front_matter, markdown, plain, private};
use crate::article::{BlockKind, EdtfDate};
use crate::text::fold;

/// The width at which texts are broken, that of e-mail.
const WIDTH: usize = 72;

/// What was given of one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// How many values there are to find.
    pub known: usize,
    /// How many were given where one is known.
    pub given: usize,
    /// How many of these are right.
    pub right: usize,
    /// How many were given where none is known; nobody can say whether they are right.
    pub unknown: usize,
    /// How many each rule gave where a value is known, and how many of these are right.
    pub rules: BTreeMap<String, (usize, usize)>,
    /// What is wrong or cannot be told.
    pub examples: Vec<Example>,
}

/// A value that is wrong, or that cannot be told right from wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The article.
    pub path: String,
    /// What was given.
    pub given: String,
    /// What is known; empty where nothing is.
    pub known: String,
    /// The rule that gave it.
    pub rule: String,
}

impl Score {
    /// How many of the given values are right.
    pub fn precision(&self) -> Option<f64> {
        (self.given > 0).then(|| self.right as f64 / self.given as f64)
    }

    /// How many of the known values were given.
    pub fn recall(&self) -> Option<f64> {
        (self.known > 0).then(|| self.right as f64 / self.known as f64)
    }

    fn add(&mut self, path: &str, known: Option<&str>, given: Option<(&str, &str)>, same: bool) {
        self.known += usize::from(known.is_some());
        let Some((given, rule)) = given else { return };
        match known {
            Some(_) => {
                self.given += 1;
                self.right += usize::from(same);
                let counts = self.rules.entry(rule.to_owned()).or_default();
                counts.0 += 1;
                counts.1 += usize::from(same);
            }
            None => self.unknown += 1,
        }
        if !same {
            self.examples.push(Example {
                path: path.to_owned(),
                given: given.to_owned(),
                known: known.unwrap_or_default().to_owned(),
                rule: rule.to_owned(),
            });
        }
    }
}

/// What is measured, and how it stands.
#[derive(Debug)]
pub struct Evaluation {
    /// Scores by the name of what they are about.
    pub scores: BTreeMap<&'static str, Score>,
    /// Articles with front matter.
    pub articles: usize,
    /// The date that each of them states, and the one that was found.
    dates: Vec<(String, Option<EdtfDate>, Option<Finding<EdtfDate>>)>,
    /// The path of an article is hidden as well.
    hide_paths: bool,
    /// The language of articles that state none.
    language: Option<String>,
    moment: Moment,
    vocabulary: Vocabulary,
}

impl Evaluation {
    /// Nothing measured yet. `language` is that of articles that state none.
    pub fn new(moment: Moment, hide_paths: bool, language: Option<String>) -> Self {
        Self {
            scores: BTreeMap::new(),
            articles: 0,
            dates: vec![],
            hide_paths,
            language,
            moment,
            vocabulary: Vocabulary::default(),
        }
    }

    /// Compares the dates, when all articles are there: what they state says how far the days in their names are believed. How many
    /// of these are right, believed or not, has a score of its own.
    pub fn finish(&mut self) {
        let dates = std::mem::take(&mut self.dates);
        let mut names = Names::default();
        for (path, stated, _) in &dates {
            if let Some(stated) = stated.as_ref().filter(|_| !self.hide_paths) {
                names.note(path, stated, self.moment);
            }
        }
        for (path, stated, found) in dates {
            let named = found.as_ref().filter(|found| found.evidence.rule == names::RULE);
            if let Some(named) = named {
                let pair = Some((named.value.as_str(), names::RULE));
                let same = stated.as_ref() == Some(&named.value);
                let score = self.scores.entry("day in the name, as it is").or_default();
                score.add(&path, stated.as_ref().map(EdtfDate::as_str), pair, same);
            }
            let judged = match (named.is_some(), found) {
                (true, Some(found)) => names.judged(&found.value).map(|value| Finding { value, ..found }),
                (_, found) => found,
            };
            self.compare_date(&path, stated.as_ref(), judged.as_ref());
        }
    }

    /// Adds an article. A file that is none, or that states nothing, is passed over.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        let format = match path.rsplit('.').next().unwrap_or_default() {
            "md" | "markdown" => Format::Markdown,
            "txt" => Format::Plain,
            _ => return,
        };
        let Ok(text) = files::decode(bytes) else { return };
        let Ok(split) = front_matter::split(&text) else { return };
        if split.entries.is_empty() {
            return;
        }
        self.articles += 1;
        let stated = Stated::read(&split.entries, &mut |_, _| {}, &mut |_| {}).without_empty();
        let date = dates::stated_in(&split.entries, None, &mut |_, _| {}).flatten();
        let date = date.map(|date| date.when.date);
        let body = private::cut(split.body, format).text;
        let pieces = match format {
            Format::Plain => plain::pieces(&body),
            Format::Markdown => markdown::pieces(&body),
        };
        let headings = (format == Format::Markdown).then(|| headings(&body, &pieces));
        let plain = headings.as_ref().map(|_| as_plain(&pieces));
        let found = self.infer(path, format, pieces);
        self.dates.push((path.to_owned(), date, found.date.clone()));
        self.compare_texts(path, &stated, &found);
        if let Some((headings, text)) = headings.zip(plain) {
            let title = stated.title.as_deref().unwrap_or_default();
            for (name, text) in [("headings", text.clone()), ("headings at 72", wrapped(&text))] {
                let found = self.infer(path, Format::Plain, plain::pieces(&text));
                self.compare_headings(name, path, &headings, title, &found);
                let printed = found.title.filter(|found| found.evidence.rule != "first-sentence");
                let given = printed
                    .as_ref()
                    .map(|found| (found.value.as_str(), found.evidence.rule.as_str()));
                let same = given.is_some_and(|(given, _)| plain_text(given) == plain_text(title));
                let score = self.scores.entry("title of the plain text").or_default();
                score.add(path, stated.title.as_deref(), given, same);
            }
        }
    }

    fn infer(&self, path: &str, format: Format, pieces: Vec<Piece>) -> Findings {
        infer::infer(
            pieces,
            Known {
                path: if self.hide_paths { "" } else { path },
                moment: self.moment,
                ..Known::nothing(format, &self.vocabulary)
            },
        )
    }

    fn compare_date(&mut self, path: &str, stated: Option<&EdtfDate>, given: Option<&Finding<EdtfDate>>) {
        // A month or a year cannot say whether a day in it is right.
        let within = |stated: &EdtfDate, given: &EdtfDate| {
            !stated.is_exact_day() && stated.earliest() <= given.earliest() && given.latest() <= stated.latest()
        };
        let stated = stated.filter(|stated| given.is_none_or(|given| !within(stated, &given.value)));
        let known = stated.map(EdtfDate::as_str);
        let same = |given: &EdtfDate| {
            let plain = given.as_str().trim_end_matches(['?', '~', '%']);
            // A day without its year is right where that day is, and a month or a year where the day is in it.
            known.is_some_and(|known| {
                let begins = known
                    .strip_prefix(plain)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
                begins || plain.strip_prefix("XXXX").is_some_and(|day| known.ends_with(day))
            })
        };
        let sure = |given: &EdtfDate| !given.start().uncertain && given.year().is_some();
        let future = |given: &EdtfDate| given.latest().is_some_and(|day| day > self.moment.latest_day());
        let pair = given.map(|found| (found.value.as_str(), found.evidence.rule.as_str()));
        let right = given.is_some_and(|found| same(&found.value));
        let certain = given.is_some_and(|found| sure(&found.value));
        let ahead = given.is_some_and(|found| future(&found.value));
        self.scores
            .entry("date, all given")
            .or_default()
            .add(path, known, pair, right);
        let pair = pair.filter(|_| certain);
        self.scores
            .entry("date, given without doubt")
            .or_default()
            .add(path, known, pair, right);
        let score = self.scores.entry("date in the future").or_default();
        if ahead {
            score.add(
                path,
                None,
                given.map(|found| (found.value.as_str(), found.evidence.rule.as_str())),
                false,
            );
        }
    }

    fn compare_texts(&mut self, path: &str, stated: &Stated, found: &Findings) {
        let language = stated.language.clone().or(self.language.clone());
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let place = found
            .place
            .as_ref()
            .map(|found| (found.value.name.as_str(), found.evidence.rule.as_str()));
        let of = |found: Option<&infer::Finding<String>>| {
            found.map(|found| (found.value.clone(), found.evidence.rule.clone()))
        };
        let title = of(found.title.as_ref()).filter(|(_, rule)| rule != "first-sentence");
        let authors = found.authors.as_ref();
        let author = authors.map(|found| (found.value.join(", "), found.evidence.rule.clone()));
        let stated_authors = Some(stated.authors.join(", ")).filter(|names| !names.is_empty());
        let place = place.map(|(name, rule)| (name.to_owned(), rule.to_owned()));
        for (name, known, given) in [
            (
                "language",
                language.as_deref().map(primary),
                of(found.language.as_ref()),
            ),
            ("title", stated.title.clone(), title),
            ("agency", stated.source.clone(), of(found.source.as_ref())),
            ("place", stated.place.clone(), place),
            ("author", stated_authors, author),
        ] {
            let same = known
                .as_deref()
                .zip(given.as_ref())
                .is_some_and(|(known, (given, _))| plain_text(known) == plain_text(given));
            let given = given.as_ref().map(|(value, rule)| (value.as_str(), rule.as_str()));
            self.scores
                .entry(name)
                .or_default()
                .add(path, known.as_deref(), given, same);
        }
    }

    fn compare_headings(&mut self, name: &'static str, path: &str, headings: &[String], title: &str, found: &Findings) {
        let score = self.scores.entry(name).or_default();
        let title = plain_text(title);
        // The title of the text is none of its headings.
        let mut left: Vec<&str> = headings
            .iter()
            .map(String::as_str)
            .filter(|heading| *heading != title)
            .collect();
        score.known += left.len();
        let marked = found
            .pieces
            .iter()
            .filter(|piece| matches!(piece.kind, BlockKind::Heading { .. }));
        for piece in marked {
            let text = plain_text(&piece.text);
            if text == title {
                continue;
            }
            score.given += 1;
            match left.iter().position(|heading| *heading == text) {
                Some(at) => {
                    left.swap_remove(at);
                    score.right += 1;
                }
                None => score.examples.push(Example {
                    path: path.to_owned(),
                    given: piece.text.clone(),
                    known: String::new(),
                    rule: "bare-line".to_owned(),
                }),
            }
        }
    }
}

/// Letters and digits of a text, folded: how two sources write one thing differs in signs and blanks.
fn plain_text(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The headings of a Markdown text: those with signs, and paragraphs and lines of their own that are wholly strong or emphasised, which is
/// how many people write them.
fn headings(text: &str, pieces: &[Piece]) -> Vec<String> {
    let marked = pieces
        .iter()
        .filter(|piece| matches!(piece.kind, BlockKind::Heading { .. }));
    let mut headings: Vec<String> = marked.map(|piece| plain_text(&piece.text)).collect();
    let (mut strong, mut inside, mut outside) = (0_i32, String::new(), false);
    for event in Parser::new_ext(text, pulldown_cmark::Options::ENABLE_GFM) {
        match event {
            Event::Start(Tag::Paragraph) => (strong, inside, outside) = (0, String::new(), false),
            // What a hard break ends is a line of its own in the plain text, too.
            Event::End(TagEnd::Paragraph) | Event::HardBreak => {
                headings.extend(Some(plain_text(&inside)).filter(|text| !outside && !text.is_empty()));
                (inside, outside) = (String::new(), false);
            }
            Event::Start(Tag::Strong | Tag::Emphasis) => strong += 1,
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => strong -= 1,
            // `<u>`, `<strong>`, `<span style=…>`
            Event::InlineHtml(html) if html.starts_with("</") => strong -= 1,
            Event::InlineHtml(html) if !html.contains("br") && !html.ends_with("/>") => strong += 1,
            Event::Text(text) | Event::Code(text) if strong > 0 => inside.push_str(&text),
            Event::Text(text) | Event::Code(text) => outside |= text.contains(char::is_alphanumeric),
            _ => {}
        }
    }
    headings
}

/// The text without signs: blocks with blank lines between them, items of lists with a hyphen.
fn as_plain(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match &piece.kind {
            BlockKind::Item => text.push_str("- "),
            BlockKind::Image { .. } => continue,
            _ => {}
        }
        text.push_str(&piece.text);
        text.push_str("\n\n");
    }
    text
}

/// The text with its lines broken at [`WIDTH`].
fn wrapped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for line in text.lines() {
        let mut length = 0;
        for word in line.split(' ') {
            let letters = word.chars().count();
            if length > 0 && length + 1 + letters > WIDTH {
                all.push('\n');
                length = 0;
            } else if length > 0 {
                all.push(' ');
                length += 1;
            }
            all.push_str(word);
            length += letters;
        }
        all.push('\n');
    }
    all
}

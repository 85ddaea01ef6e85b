//! How far the days in the names of an archive's files are believed.
//!
//! A day in a name is that of publication, unless the archive itself shows otherwise: where many articles state a date and have another
//! one in their names, which is then that of a draft or of a scan, the names of the articles that state none are no better.

use super::assemble::Draft;
use super::clock::Moment;
use super::dates;
use super::report::Problem;
use crate::article::{EdtfDate, Field};

/// The rule of a date that was found in a name.
pub(super) const RULE: &str = "date-in-path";

/// Fewer articles that state a date beside that of their names say nothing about the others.
const FEWEST: usize = 10;

/// Of a hundred names as many may be wrong: in the day, the month or the year for it to be given without doubt, and in the day for one that is
/// uncertain.
const MOST_IF_SURE: usize = 2;
const MOST_IF_USED: usize = 8;

/// How much of `2025-02-12` is the day, the month, the year.
const LENGTHS: [usize; 3] = [10, 7, 4];

/// What articles that state a date say about their names.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Names {
    /// How many there are.
    both: usize,
    /// In how many of them the day is another one, the month, the year.
    differ: [usize; 3],
}

impl Names {
    /// Notes an article that states a date, whose path may have one as well.
    pub(super) fn note(&mut self, path: &str, stated: &EdtfDate, moment: Moment) {
        let named = dates::in_path(path, moment.latest_day()).filter(|_| stated.is_exact_day());
        let Some((named, _)) = named.filter(|(named, _)| named.is_exact_day()) else {
            return;
        };
        self.both += 1;
        for (differ, length) in self.differ.iter_mut().zip(LENGTHS) {
            *differ += usize::from(named.as_str().get(..length) != stated.as_str().get(..length));
        }
    }

    /// A date in a name as it is to be taken: as it is, no more of it than the month or the year, as an uncertain one, or not at all.
    pub(super) fn judged(&self, date: &EdtfDate) -> Option<EdtfDate> {
        if self.both < FEWEST {
            return Some(date.clone());
        }
        let at_most = |differ: usize, hundredths: usize| differ * 100 <= self.both * hundredths;
        let mut lengths = LENGTHS.into_iter().zip(self.differ);
        let text = date.as_str();
        match lengths.find(|(_, differ)| at_most(*differ, MOST_IF_SURE)) {
            Some((length, _)) => EdtfDate::parse(text.get(..length).unwrap_or(text)).ok(),
            None if at_most(self.differ[0], MOST_IF_USED) => EdtfDate::parse(&format!("{text}?")).ok(),
            None => None,
        }
    }
}

/// Doubts or drops the dates that were found in names, where the archive shows that these are wrong too often.
pub(super) fn judge(drafts: &mut [Draft], moment: Moment, problems: &mut Vec<Problem>) {
    let mut names = Names::default();
    for draft in drafts.iter() {
        let explorer = &draft.article.explorer;
        let inferred = explorer.derived.iter().any(|derived| derived.field == Field::Date);
        if let Some(stated) = explorer.date.as_ref().filter(|_| !inferred) {
            names.note(&draft.found.path, stated, moment);
        }
    }
    for draft in drafts {
        let article = &mut draft.article;
        let is_named =
            |derived: &crate::article::Derived| derived.field == Field::Date && derived.evidence.rule == RULE;
        if !article.explorer.derived.iter().any(is_named) {
            continue;
        }
        let judged = article.explorer.date.as_ref().and_then(|date| names.judged(date));
        if judged == article.explorer.date {
            continue;
        }
        let outcome = match &judged {
            Some(date) if date.start().uncertain => "is uncertain".to_owned(),
            Some(date) => format!("dates it to {date} only"),
            None => "counts for nothing".to_owned(),
        };
        let message = format!(
            "the day in its name {outcome}, since {} of {} articles state another one than their names have: state its date",
            names.differ[0], names.both
        );
        problems.push(Problem::note(&draft.found.path, None, message));
        if judged.is_none() {
            article.explorer.derived.retain(|derived| !is_named(derived));
        }
        article.explorer.date = judged;
        article.date_published = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of a day where of a hundred articles so many state another day, month and year than they have in their names.
    fn judged(both: usize, [day, month, year]: [usize; 3]) -> Option<String> {
        let mut names = Names::default();
        let stated = EdtfDate::parse("2025-02-12").expect("a date");
        for at in 0..both {
            let path = match at {
                at if at < year => "2024-02-12-a.md",
                at if at < month => "2025-01-12-a.md",
                at if at < day => "2025-02-10-a.md",
                _ => "2025-02-12-a.md",
            };
            names.note(path, &stated, Moment::from_seconds(1_750_000_000));
        }
        names.judged(&stated).map(|date| date.to_string())
    }

    #[test]
    fn names_are_believed_as_far_as_they_are_right() {
        for (both, differ, wanted) in [
            (0, [0, 0, 0], Some("2025-02-12")),
            (9, [9, 9, 9], Some("2025-02-12")),
            (100, [2, 2, 2], Some("2025-02-12")),
            (100, [3, 2, 0], Some("2025-02")),
            (100, [40, 3, 2], Some("2025")),
            (100, [8, 5, 3], Some("2025-02-12?")),
            (100, [9, 5, 3], None),
        ] {
            assert_eq!(judged(both, differ).as_deref(), wanted, "{differ:?}");
        }
    }

    #[test]
    fn what_cannot_be_compared_says_nothing() {
        let mut names = Names::default();
        for (path, stated) in [
            ("a.md", "2025-02-12"),
            ("2025-02-12-a.md", "2025-02"),
            ("2025/02/a.md", "2025-02-12"),
            ("2025-02-12-a.md", "2025-02-12?"),
        ] {
            names.note(
                path,
                &EdtfDate::parse(stated).expect("a date"),
                Moment::from_seconds(1_750_000_000),
            );
        }
        assert_eq!(names.both, 0);
    }
}

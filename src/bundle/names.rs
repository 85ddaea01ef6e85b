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

/// Of a hundred names as many may be wrong before they are doubted, and before they date nothing any more.
const MOST_IF_SURE: usize = 2;
const MOST_IF_USED: usize = 8;

/// What articles that state a date say about their names.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Names {
    both: usize,
    differ: usize,
}

impl Names {
    /// Notes an article that states a date, whose path may have one as well.
    pub(super) fn note(&mut self, path: &str, stated: &EdtfDate, moment: Moment) {
        let named = dates::in_path(path, moment.latest_day()).filter(|_| stated.is_exact_day());
        if let Some((named, _)) = named {
            self.both += 1;
            self.differ += usize::from(named != *stated);
        }
    }

    /// A date in a name as it is to be taken: as it is, as an uncertain one, or not at all.
    pub(super) fn judged(&self, date: &EdtfDate) -> Option<EdtfDate> {
        let at_most = |hundredths: usize| self.differ * 100 <= self.both * hundredths;
        if self.both < FEWEST || at_most(MOST_IF_SURE) {
            Some(date.clone())
        } else if at_most(MOST_IF_USED) {
            EdtfDate::parse(&format!("{date}?")).ok()
        } else {
            None
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
        let outcome = if judged.is_some() {
            "is uncertain"
        } else {
            "counts for nothing"
        };
        let message = format!(
            "the day in its name {outcome}, since {} of {} articles state another one than their names have: state its date",
            names.differ, names.both
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

    fn judged(both: usize, differ: usize) -> Option<String> {
        let mut names = Names::default();
        let stated = EdtfDate::parse("2025-02-12").expect("a date");
        for at in 0..both {
            let path = if at < differ {
                "2025-02-10-a.md"
            } else {
                "2025-02-12-a.md"
            };
            names.note(path, &stated, Moment::from_seconds(1_750_000_000));
        }
        names.judged(&stated).map(|date| date.to_string())
    }

    #[test]
    fn names_are_believed_as_far_as_they_are_right() {
        assert_eq!(judged(0, 0).as_deref(), Some("2025-02-12"));
        assert_eq!(judged(9, 9).as_deref(), Some("2025-02-12"), "too few to tell");
        assert_eq!(judged(100, 2).as_deref(), Some("2025-02-12"));
        assert_eq!(judged(100, 3).as_deref(), Some("2025-02-12?"));
        assert_eq!(judged(100, 9), None);
    }

    #[test]
    fn what_cannot_be_compared_says_nothing() {
        let mut names = Names::default();
        for (path, stated) in [
            ("a.md", "2025-02-12"),
            ("2025-02-12-a.md", "2025-02"),
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

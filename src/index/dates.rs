//! Days of publication. Documents stand newest first, so a range of days is an interval of documents; only
//! dates that can mean several days need an entry of their own.
//!
//! Payload: the number of runs; for each run of documents whose date begins on the same day, the day (the
//! first as days since 0001-01-01, the others as the difference down from the one before) and how many
//! they are; the number of imprecise dates; for each, its document (as a difference) and how many days later it can end.

use super::bytes::{Corrupt, Cursor, put_number};
use super::{Document, DocumentSet};
use crate::article::DayRange;

/// 0001-01-01, the first day that an EDTF date of this project can mean, in days since 1970-01-01.
const FIRST_DAY: i32 = -719_162;

/// Writes the payload. Documents are in their order: by first day, descending, undated last.
pub fn encode(documents: &[Document<'_>]) -> Vec<u8> {
    let dated: Vec<(i32, i32)> = documents.iter().map_while(|document| document.days).collect();
    let mut bytes = Vec::new();
    let runs: Vec<&[(i32, i32)]> = dated.chunk_by(|a, b| a.0 == b.0).collect();
    put_number(&mut bytes, runs.len() as u64);
    let mut before = None;
    for run in runs {
        let day = run[0].0;
        put_number(&mut bytes, before.unwrap_or(2 * day - FIRST_DAY).abs_diff(day).into());
        put_number(&mut bytes, run.len() as u64);
        before = Some(day);
    }
    let imprecise: Vec<(u32, u32)> = (0..)
        .zip(&dated)
        .filter(|(_, (first, last))| last > first)
        .map(|(document, (first, last))| (document, first.abs_diff(*last)))
        .collect();
    put_number(&mut bytes, imprecise.len() as u64);
    let mut before = 0;
    for (document, days) in imprecise {
        put_number(&mut bytes, u64::from(document - before));
        put_number(&mut bytes, u64::from(days));
        before = document;
    }
    bytes
}

/// The days of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// First day and first document of each run, and the end of the last one.
    runs: Vec<(i32, u32)>,
    dated: u32,
    /// Document, last day.
    imprecise: Vec<(u32, i32)>,
}

/// Reads the payload of an archive of `documents`.
///
/// # Errors
/// It ends early or does not fit the archive.
pub fn decode(payload: &[u8], documents: u32) -> Result<Dates, Corrupt> {
    const RANGE: Corrupt = Corrupt("a date in it is out of range");
    let mut cursor = Cursor::new(payload);
    let mut dates = Dates::default();
    for _ in 0..cursor.number()? {
        let step = i32::try_from(cursor.number()?).map_err(|_| RANGE)?;
        let day = match dates.runs.last() {
            None => FIRST_DAY.checked_add(step),
            Some((before, _)) => before.checked_sub(step),
        };
        dates.runs.push((day.ok_or(RANGE)?, dates.dated));
        let end = dates.dated.checked_add(cursor.number()?);
        dates.dated = end.filter(|end| *end <= documents).ok_or(RANGE)?;
    }
    let mut document = 0_u32;
    for _ in 0..cursor.number()? {
        document = document
            .checked_add(cursor.number()?)
            .filter(|document| *document < dates.dated)
            .ok_or(RANGE)?;
        let days = i32::try_from(cursor.number()?).map_err(|_| RANGE)?;
        let first = dates.first_day(document).ok_or(RANGE)?;
        dates.imprecise.push((document, first.checked_add(days).ok_or(RANGE)?));
    }
    Ok(dates)
}

impl Dates {
    /// The documents of which a day can lie in the range.
    pub fn within(&self, range: DayRange) -> DocumentSet {
        let from = range.from.unwrap_or(i32::MIN);
        let to = range.to.unwrap_or(i32::MAX);
        if from > to {
            return DocumentSet::new();
        }
        // Runs stand in descending order of days.
        let first = self.runs.partition_point(|(day, _)| *day > to);
        let behind = self.runs.partition_point(|(day, _)| *day >= from);
        let start = |run: usize| self.runs.get(run).map_or(self.dated, |(_, document)| *document);
        let mut documents = DocumentSet::new();
        if first < behind {
            documents.insert_range(start(first)..start(behind));
        }
        for (document, last) in &self.imprecise {
            if *last >= from && self.first_day(*document).is_some_and(|first| first <= to) {
                documents.insert(*document);
            }
        }
        documents
    }

    /// The first day that the date of a document can mean.
    pub fn first_day(&self, document: u32) -> Option<i32> {
        let run = self
            .runs
            .partition_point(|(_, start)| *start <= document)
            .checked_sub(1)?;
        (document < self.dated).then(|| self.runs[run].0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn documents(mut days: Vec<(i32, i32)>, undated: usize) -> Vec<Document<'static>> {
        days.sort_by_key(|(first, _)| std::cmp::Reverse(*first));
        let days = days.into_iter().map(Some).chain(std::iter::repeat_n(None, undated));
        days.map(|days| Document {
            days,
            ..Document::default()
        })
        .collect()
    }

    proptest! {
        #[test]
        fn a_range_picks_what_a_scan_picks(
            days in proptest::collection::vec((-50..50_i32, prop_oneof![3 => Just(0), 1 => 0..40_i32]), 0..30),
            undated in 0..3_usize,
            from in proptest::option::of(-60..60_i32),
            to in proptest::option::of(-60..60_i32),
        ) {
            let documents = documents(days.into_iter().map(|(first, span)| (first, first + span)).collect(), undated);
            let dates = decode(&encode(&documents), documents.len() as u32).expect("reads back");
            let scanned: Vec<u32> = (0..).zip(&documents)
                .filter(|(_, document)| document.days.is_some_and(|(first, last)| {
                    from.is_none_or(|from| last >= from) && to.is_none_or(|to| first <= to)
                }))
                .map(|(number, _)| number)
                .collect();
            let picked: Vec<u32> = dates.within(DayRange { from, to }).iter().collect();
            let empty = from.zip(to).is_some_and(|(from, to)| from > to);
            prop_assert_eq!(picked, if empty { vec![] } else { scanned });
            prop_assert_eq!(dates.dated as usize, documents.len() - undated);
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            if let Ok(dates) = decode(&bytes, 9) {
                let _ = dates.within(DayRange { from: Some(0), to: Some(9) });
            }
        }
    }
}

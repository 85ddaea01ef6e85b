//! Which date of those that were found is that of the article.
//!
//! Where an article is published and what its file is called go first, since these are about nothing else. Then come the lines that
//! stand around the text, each of which is a date and nothing more. What running text mentions is mostly about something else.

use super::{Finding, Known, sentence};
use crate::article::{BlockKind, EdtfDate};
use crate::bundle::dates::{self, Mention};
use crate::bundle::piece::Piece;
use crate::text::fold;

/// The date of an article: that of its address or path, else the first of those that are printed around its text (`printed`, those
/// that say the most first), else the day that its first sentence reports.
pub(super) fn best(
    printed: [Option<Finding<EdtfDate>>; 3],
    pieces: &[Piece],
    known: &Known<'_>,
) -> Option<Finding<EdtfDate>> {
    let latest = known.moment.latest_day();
    let mut addresses = known.addresses.iter();
    let address = addresses.find_map(|address| {
        let (date, term) = dates::in_address(address, latest)?;
        Some(Finding::new(date, "date-in-address", term, address))
    });
    let path = || {
        let (date, term) = dates::in_path(known.path, latest)?;
        Some(Finding::new(date, crate::bundle::names::RULE, term, known.path))
    };
    let around = || {
        let past = |found: &Finding<EdtfDate>| found.value.earliest().is_none_or(|day| day <= latest);
        let mut printed = printed.into_iter().flatten().filter(past);
        let first = printed.next()?;
        // Two that say different days: one of them belongs to something else.
        let agrees = |other: Finding<EdtfDate>| agree(&first.value, &other.value);
        if printed.all(agrees) {
            Some(first)
        } else {
            doubted(first)
        }
    };
    address
        .or_else(path)
        .or_else(around)
        .or_else(|| from_text(pieces, latest))
}

fn agree(one: &EdtfDate, other: &EdtfDate) -> bool {
    let (one, other) = (one.start(), other.start());
    one.year.zip(other.year).is_none_or(|(one, other)| one == other) && (one.month, one.day) == (other.month, other.day)
}

/// The same date as an uncertain one.
fn doubted(found: Finding<EdtfDate>) -> Option<Finding<EdtfDate>> {
    let value = EdtfDate::parse(&format!("{}?", found.value)).ok()?;
    Some(Finding { value, ..found })
}

/// A report that was written at once is short.
const LONGEST_REPORT: usize = 1_500;

/// The day that the first sentence of a report is about, as an uncertain date: the day of an event is not quite that of its article.
///
/// A sentence that begins with `On Wednesday, February 12, 2025,` or `Today, February 12, 2025,` reports what is new; so does one whose
/// day the caption of the picture names again. Any other day that a text mentions is more often that of something else, and where it
/// mentions several, tells what will be, or is long, the first one is as well.
fn from_text(pieces: &[Piece], latest: i32) -> Option<Finding<EdtfDate>> {
    let first = pieces.iter().find(|piece| piece.is_paragraph())?;
    let sentence = sentence::around(&first.text, 0..1);
    let mentions = dates::mentions(sentence);
    let [mention] = &mentions[..] else { return None };
    let other = |day: &Mention| (day.month, day.day) != (mention.month, mention.day);
    let alone = || {
        !pieces
            .iter()
            .any(|piece| dates::mentions(&piece.text).iter().any(other))
    };
    let opens = || {
        let before = &sentence[..mention.start];
        let length: usize = pieces.iter().map(|piece| piece.text.chars().count()).sum();
        let opens =
            length <= LONGEST_REPORT && opens_a_report(before, mention) && !tells_what_will_be(sentence) && alone();
        opens.then_some(mention.year?)
    };
    let pictured = || {
        let captions = pieces.iter().filter(|piece| piece.kind == BlockKind::Caption);
        let days = captions.flat_map(|caption| dates::mentions(&caption.text));
        let same = |day: Mention| (day.month, day.day) == (mention.month, mention.day);
        days.into_iter()
            .any(same)
            .then(|| mention.year.or_else(|| only_year(sentence)))?
    };
    let year = opens().or_else(pictured)?;
    let date = mention.edtf(Some(year), true)?;
    let term = &sentence[mention.start..mention.end];
    let past = date.earliest().is_some_and(|day| day <= latest);
    past.then(|| Finding::new(date, "date-in-text", term, sentence))
}

/// What stands before the day: the day of the week, which has to be the right one, or `today`.
fn opens_a_report(before: &str, mention: &Mention) -> bool {
    let words: Vec<String> = before
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(fold)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match &words[..] {
        ["today"] | ["hom", "nay"] => true,
        [weekday] | ["on", weekday] => mention
            .year
            .is_some_and(|year| dates::is_weekday(weekday, year, mention)),
        _ => false,
    }
}

/// `On Wednesday, February 12, 2025, we will meet.`
fn tells_what_will_be(sentence: &str) -> bool {
    let mut words = sentence.split(|letter: char| !letter.is_alphabetic());
    words.any(|word| ["will", "shall", "would", "se", "sap"].contains(&fold(word).as_str()))
}

/// The one year that a sentence is about. A span (`2025-35`) and a goal (`by 2030`, `since 1986`) say nothing on
/// when it was written.
fn only_year(sentence: &str) -> Option<i32> {
    let mut found = None;
    let mut before = String::new();
    let mut rest = sentence;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let behind = &rest[start..];
        let end = behind
            .find(|letter: char| !letter.is_alphanumeric())
            .unwrap_or(behind.len());
        let word = &behind[..end];
        let year = word
            .parse::<i32>()
            .ok()
            .filter(|year| word.len() == 4 && (1900..2100).contains(year));
        if let Some(year) = year {
            let spans = ['-', '–', '/'];
            let is_span = behind[end..].starts_with(spans) || rest[..start].ends_with(spans);
            let is_when = ["in", "for", "of", "during", "year", "nam", "trong"].contains(&before.as_str());
            if is_span || !is_when || found.is_some_and(|found| found != year) {
                return None;
            }
            found = Some(year);
        }
        before = fold(word);
        rest = &behind[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::files::Format;
    use crate::bundle::vocabulary::Vocabulary;

    /// 2025-06-15
    const LATEST: i32 = 20_254;

    fn dated(texts: &[&str]) -> Option<String> {
        let pieces: Vec<Piece> = texts.iter().map(|text| Piece::paragraph(*text)).collect();
        let caption = |piece: Piece| {
            if piece.text.contains("(Photo") {
                Piece {
                    kind: BlockKind::Caption,
                    ..piece
                }
            } else {
                piece
            }
        };
        let pieces: Vec<Piece> = pieces.into_iter().map(caption).collect();
        from_text(&pieces, LATEST).map(|found| found.value.to_string())
    }

    const CAPTION: &str = "The minister chairs the conference on July 9 (Photo: VNA)";

    #[test]
    fn a_sentence_that_opens_a_report_dates_it_but_not_for_sure() {
        for (text, date) in [
            (
                "On Wednesday, February 12, 2025, the President signed a law.",
                Some("2025-02-12?"),
            ),
            ("Wednesday, 12 February 2025: the envoys met.", Some("2025-02-12?")),
            ("Today, February 12, 2025, the envoys met.", Some("2025-02-12?")),
            ("On Tuesday, February 12, 2025, the President signed a law.", None),
            ("On February 12, 2025, the President signed a law.", None),
            ("The law of February 12, 2025, was struck down.", None),
            ("The land is let until April 15, 2065 under a plan.", None),
            ("Today, April 15, 2065, is far away.", None),
            ("Today, February 12, 2025, they met as on March 3, 2024.", None),
            ("On Wednesday, February 12, 2025, we will meet the envoys.", None),
            ("He spoke on July 9.", None),
        ] {
            assert_eq!(dated(&[text]).as_deref(), date, "{text}");
        }
        let sentence = "On Wednesday, February 12, 2025, they met.";
        assert_eq!(dated(&[sentence, "They had met on March 3, 2024."]), None);
        assert_eq!(dated(&[sentence, &"They spoke of gardens. ".repeat(80)]), None);
        assert_eq!(dated(&["First.", "On Wednesday, February 12, 2025, they met."]), None);
    }

    #[test]
    fn the_day_of_the_picture_is_that_of_the_report() {
        let text = "He spoke at a July 9 meeting on the cultural diplomacy work for 2024.";
        assert_eq!(dated(&[text, CAPTION]).as_deref(), Some("2024-07-09?"));
        assert_eq!(
            dated(&["He spoke on July 9, 2024.", CAPTION]).as_deref(),
            Some("2024-07-09?")
        );
        assert_eq!(dated(&[text]), None);
        for text in [
            "He spoke on July 9.",
            "He spoke on July 9 on the strategy by 2030.",
            "He spoke on July 9 on the programme of 2025-35.",
            "On July 9 he compared the work of 2023 and of 2024.",
            "He spoke on July 8 on the work for 2024.",
        ] {
            assert_eq!(dated(&[text, CAPTION]), None, "{text}");
        }
    }

    #[test]
    fn the_evidence_names_the_words_and_their_sentence() {
        let pieces = [Piece::paragraph("Today, July 9, 2024, he spoke. Two.")];
        let evidence = from_text(&pieces, LATEST).expect("a date").evidence;
        assert_eq!(
            (evidence.rule.as_str(), evidence.term.as_str()),
            ("date-in-text", "July 9, 2024")
        );
        assert_eq!(evidence.sentence, "Today, July 9, 2024, he spoke.");
    }

    fn found(path: &str, addresses: &[&str], printed: [Option<&str>; 3]) -> Option<(String, String)> {
        let addresses: Vec<String> = addresses.iter().map(|text| (*text).to_owned()).collect();
        let vocabulary = Vocabulary::default();
        let known = Known {
            path,
            addresses: &addresses,
            ..Known::nothing(Format::Plain, &vocabulary)
        };
        let line = |text: &str| Finding::new(EdtfDate::parse(text).expect(text), "line", text, text);
        let found = best(printed.map(|text| text.map(line)), &[], &known)?;
        Some((found.value.to_string(), found.evidence.rule))
    }

    #[test]
    fn addresses_and_names_go_before_lines() {
        let some = |date: &str, rule: &str| Some((date.to_owned(), rule.to_owned()));
        let lines = [Some("2024-01-01"), None, None];
        let path = "2025-02-12-a.md";
        assert_eq!(
            found(path, &["/2016/09/29/t"], lines),
            some("2016-09-29", "date-in-address")
        );
        assert_eq!(found(path, &["/about/"], lines), some("2025-02-12", "date-in-path"));
        assert_eq!(found("a.md", &[], lines), some("2024-01-01", "line"));
        assert_eq!(found("a.md", &[], [None; 3]), None);
    }

    #[test]
    fn lines_that_contradict_each_other_make_a_date_uncertain_and_none_is_in_the_future() {
        let date = |lines| found("a.md", &[], lines).map(|(date, _)| date);
        assert_eq!(
            date([Some("2024-01-01"), Some("XXXX-01-01"), None]).as_deref(),
            Some("2024-01-01")
        );
        assert_eq!(
            date([Some("2024-01-01"), None, Some("2024-01-05")]).as_deref(),
            Some("2024-01-01?")
        );
        assert_eq!(date([Some("2065-04-15"), None, None]), None);
    }
}

//! The date of a text without a dateline: a day that its beginning mentions, as uncertain as that is.

use super::{Finding, sentence};
use crate::article::{BlockKind, EdtfDate};
use crate::bundle::dates::{self, Mention};
use crate::bundle::piece::Piece;
use crate::text::{fold, tokens};

/// News says when in its first paragraphs; a day further down belongs to something else.
const LEAD: usize = 3;

/// The first day that the beginning of a text mentions. Its year must stand beside it or, as the only one,
/// in the same sentence, here or where the same day is mentioned again; without one the year stays unknown. Never more
/// than uncertain, since the day of an event is not quite that of its article.
pub(super) fn from_text(pieces: &[Piece]) -> Option<Finding<EdtfDate>> {
    let lead = pieces
        .iter()
        .filter(|piece| !matches!(piece.kind, BlockKind::Heading { .. }))
        .take(LEAD);
    let mut mentions = lead.flat_map(|piece| {
        dates::mentions(&piece.text).into_iter().map(|mention| {
            let sentence = sentence::around(&piece.text, mention.start..mention.end);
            let term = &piece.text[mention.start..mention.end];
            (mention.year.or_else(|| only_year(sentence)), mention, term, sentence)
        })
    });
    let first = mentions.next()?;
    let same_day = |mention: &Mention| (mention.month, mention.day) == (first.1.month, first.1.day);
    let with_year = |(year, mention, ..): &(Option<i32>, Mention, &str, &str)| year.is_some() && same_day(mention);
    let best = if first.0.is_some() {
        first
    } else {
        mentions.find(with_year).unwrap_or(first)
    };
    let (year, mention, term, sentence) = best;
    let date = mention.edtf(year, year.is_some())?;
    Some(Finding::new(date, "date-in-text", term, sentence))
}

/// The one year that a sentence is about. A span (`2025-35`) and a goal (`by 2030`, `since 1986`) say nothing on
/// when it was written.
fn only_year(sentence: &str) -> Option<i32> {
    let words: Vec<_> = tokens(sentence).collect();
    let mut found = None;
    for at in 0..words.len() {
        let year = words[at]
            .text
            .parse::<i32>()
            .ok()
            .filter(|year| words[at].text.len() == 4 && (1900..2100).contains(year));
        let Some(year) = year else { continue };
        let behind = &sentence[words[at].range.end..];
        let is_span =
            behind.starts_with(['-', '–', '/']) || sentence[..words[at].range.start].ends_with(['-', '–', '/']);
        let before = at
            .checked_sub(1)
            .map(|before| fold(words[before].text))
            .unwrap_or_default();
        let is_when = ["in", "for", "of", "during", "year", "nam", "trong"].contains(&before.as_str());
        if is_span || !is_when || found.is_some_and(|found| found != year) {
            return None;
        }
        found = Some(year);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(texts: &[&str]) -> Option<String> {
        let pieces: Vec<Piece> = texts.iter().map(|text| Piece::paragraph(*text)).collect();
        from_text(&pieces).map(|found| found.value.to_string())
    }

    #[test]
    fn the_year_of_the_same_sentence_is_supported_but_uncertain() {
        let text = "He spoke at a July 9 meeting on the cultural diplomacy work for 2024.";
        assert_eq!(dated(&[text]).as_deref(), Some("2024-07-09?"));
        assert_eq!(dated(&["On July 9, 2024, he spoke."]).as_deref(), Some("2024-07-09?"));
        assert_eq!(
            dated(&["Ngày 9 tháng 7 năm 2024, ông nói."]).as_deref(),
            Some("2024-07-09?")
        );
    }

    #[test]
    fn a_year_that_nothing_supports_stays_unknown() {
        for text in [
            "He spoke on July 9. The work for 2024 went well.",
            "He spoke on July 9 on the strategy by 2030.",
            "He spoke on July 9 on the programme of 2025-35.",
            "On July 9 he compared the work of 2023 and of 2024.",
        ] {
            assert_eq!(dated(&[text]).as_deref(), Some("XXXX-07-09"), "{text}");
        }
    }

    #[test]
    fn the_year_of_another_day_is_not_borrowed() {
        assert_eq!(
            dated(&["He spoke on July 9.", "On March 3, 2021, he had come."]).as_deref(),
            Some("XXXX-07-09")
        );
        assert_eq!(
            dated(&["He spoke on July 9.", "It was on 9 July 2024."]).as_deref(),
            Some("2024-07-09?")
        );
    }

    #[test]
    fn without_a_day_the_date_is_unknown() {
        assert_eq!(
            dated(&["In 2005, Vietnam joined the Convention.", "Today it has partners."]),
            None
        );
        assert_eq!(dated(&["One.", "Two.", "Three.", "He spoke on July 9, 2024."]), None);
    }

    #[test]
    fn the_evidence_names_the_words_and_their_sentence() {
        let evidence = from_text(&[Piece::paragraph("One. He spoke on July 9 in 2024. Two.")])
            .expect("a date")
            .evidence;
        assert_eq!(
            (evidence.rule.as_str(), evidence.term.as_str()),
            ("date-in-text", "July 9")
        );
        assert_eq!(evidence.sentence, "He spoke on July 9 in 2024.");
    }
}

//! The lines above and below a text: what they say is taken, and they leave the text.
//!
//! A day there is the one of publication where the line says so, where it stands with an author or a source, or alone below a title,
//! and all other lines there are understood as well: a line that is not may say that the day is that of an event.
//! Signed papers bear the day on which they were written, which is an uncertain date of publication. So do letters, but above these, as
//! above what was said at an event, stands a day that is too often another one.

use super::line::{self, Line, Reader};
use super::running::{foot, head};
use super::{Finding, Known, transcript};
use crate::article::{BlockKind, EdtfDate, SpanKind};
use crate::bundle::piece::Piece;
use crate::text::fold;

const HEAD: &str = "head-line";
const FOOT: &str = "foot-line";

/// What the edges of a text say.
#[derive(Debug, Default)]
pub(super) struct Edges {
    pub(super) head_date: Option<Finding<EdtfDate>>,
    pub(super) foot_date: Option<Finding<EdtfDate>>,
    pub(super) authors: Option<Finding<Vec<String>>>,
    pub(super) source: Option<Finding<String>>,
}

/// How a date at an edge is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    Sure,
    Uncertain,
    /// It is about something else.
    Nothing,
}

/// Takes what is said at the edges off the text. What is stated otherwise stays there.
pub(super) fn take(pieces: &mut Vec<Piece>, known: &Known<'_>, reader: Reader<'_>) -> Edges {
    let above = head(pieces);
    let below = foot(pieces).max(above);
    // A chronicle has a date above each of its parts: the first one is no date of the whole.
    let within = pieces.get(above..below).unwrap_or_default();
    if within
        .iter()
        .any(|piece| said(piece, reader).is_some_and(|line| line.date.is_some()))
    {
        return Edges::default();
    }
    let lines = |from: usize, to: usize| -> Vec<(usize, Line)> {
        let edge = pieces.iter().enumerate().take(to).skip(from);
        edge.filter_map(|(at, piece)| Some((at, said(piece, reader)?)))
            .collect()
    };
    let head = lines(0, above);
    let mut foot = lines(below, pieces.len());
    // An address below a text is one that it was taken from or speaks of, and its day is that of another text.
    for (_, line) in &mut foot {
        if line.in_address {
            line.date = None;
        }
    }
    // A text that is nothing but such lines stays as it is.
    if head.len() + foot.len() == pieces.len() {
        return Edges::default();
    }
    let mut edges = Edges::default();
    let mut taken = vec![];
    let trust = trust_in_head(pieces, above, &head);
    for (at, line) in &head {
        if edges.note(line, (HEAD, trust), &pieces[*at].text, known) {
            taken.push(*at);
        }
    }
    let trust = trust_in_foot(below, pieces.len(), &foot);
    for (at, line) in &foot {
        if edges.note(line, (FOOT, trust), &pieces[*at].text, known) {
            taken.push(*at);
        }
    }
    for at in taken.into_iter().rev() {
        pieces.remove(at);
        if let Some(before) = at.checked_sub(1).and_then(|before| pieces.get_mut(before)) {
            before.gap_after = true;
        }
    }
    edges
}

/// A line of these names who wrote or published the text.
fn is_credited(lines: &[(usize, Line)]) -> bool {
    lines
        .iter()
        .any(|(_, line)| !line.authors.is_empty() || line.source.is_some())
}

/// Above its lines a text has a title and what introduces it, no more.
const MOST_ABOVE: usize = 2;

fn trust_in_head(pieces: &[Piece], above: usize, lines: &[(usize, Line)]) -> Trust {
    if lines.iter().any(|(_, line)| line.labelled) {
        return Trust::Sure;
    }
    let timed = |piece: &Piece| piece.text.lines().any(transcript::begins_with_time);
    // `MODERATOR: Good afternoon.`
    let calls = |piece: &Piece| transcript::speaker(&piece.text).is_some_and(|name| !name.contains(char::is_lowercase));
    if pieces.iter().take(above + 2).any(|piece| timed(piece) || calls(piece)) || transcript::is_transcript(pieces) {
        return Trust::Nothing;
    }
    if lines.iter().any(|(_, line)| line.stamped) {
        return Trust::Sure;
    }
    let first = lines.first().map_or(above, |(at, _)| *at);
    // Other lines between these and the text say where an event was, or whose text this is a copy of.
    let others = (first..above).filter(|at| is_text(&pieces[*at]) && lines.iter().all(|(line, _)| line != at));
    let others = others.count();
    let title_follows = first == 0 && others == 1;
    let greets = |piece: &Piece| {
        ["dear ", "kinh gui ", "to: ", "memorandum "]
            .iter()
            .any(|word| fold(&piece.text).starts_with(word))
    };
    if pieces.iter().take(above + 2).any(greets) {
        return Trust::Nothing;
    }
    if is_credited(lines) && first <= MOST_ABOVE && (others == 0 || title_follows) || first == 1 && others == 0 {
        Trust::Sure
    } else if others == 0 && lines.iter().any(|(_, line)| line.placed) {
        Trust::Uncertain
    } else {
        Trust::Nothing
    }
}

/// Pictures and what stands below them can stand between all other lines.
fn is_text(piece: &Piece) -> bool {
    !matches!(piece.kind, BlockKind::Image { .. } | BlockKind::Caption)
}

fn trust_in_foot(below: usize, end: usize, lines: &[(usize, Line)]) -> Trust {
    if lines.iter().any(|(_, line)| line.labelled) {
        return Trust::Sure;
    }
    // Behind the day of an event stand its hours and its place.
    let first = lines.first().map_or(end, |(at, _)| *at);
    if end - first != lines.len() {
        return Trust::Nothing;
    }
    let signed = first > below || lines.iter().any(|(_, line)| line.placed);
    if is_credited(lines) || !signed {
        Trust::Sure
    } else {
        Trust::Uncertain
    }
}

impl Edges {
    /// Notes what a line says; whether all of that is used, or is known anyway.
    fn note(&mut self, line: &Line, (rule, trust): (&str, Trust), text: &str, known: &Known<'_>) -> bool {
        let mut used = line.date.is_some() || !line.authors.is_empty() || line.source.is_some();
        if let Some(date) = &line.date {
            let other = self
                .head_date
                .as_ref()
                .or(self.foot_date.as_ref())
                .map(|found| &found.value);
            let other = known.date.or(other);
            let mark = if trust == Trust::Sure { "" } else { "?" };
            match (EdtfDate::parse(&format!("{date}{mark}")), other) {
                (_, Some(other)) => used &= other.as_str().trim_end_matches('?') == date.as_str(),
                (Ok(value), None) if trust != Trust::Nothing => {
                    let found = Some(Finding::new(value, rule, text, text));
                    *(if rule == HEAD {
                        &mut self.head_date
                    } else {
                        &mut self.foot_date
                    }) = found;
                }
                _ => used = false,
            }
        }
        if !line.authors.is_empty() {
            if known.has_authors || self.authors.is_some() {
                used = false;
            } else {
                self.authors = Some(Finding::new(line.authors.clone(), rule, text, text));
            }
        }
        if let Some(source) = &line.source {
            let other = self.source.as_ref().map(|found| found.value.as_str());
            match known.source.or(other) {
                Some(other) => used &= other == source,
                None => self.source = Some(Finding::new(source.clone(), rule, text, text)),
            }
        }
        used
    }
}

/// What a piece says whose lines say nothing else; a link is what it leads to.
fn said(piece: &Piece, reader: Reader<'_>) -> Option<Line> {
    if !matches!(piece.kind, BlockKind::Paragraph | BlockKind::Heading { .. }) || piece.repeated {
        return None;
    }
    if let [span] = &piece.spans[..]
        && let SpanKind::Link { href } = &span.kind
        && span.start == 0
        && span.end == piece.text.len()
        && line::names_address(&piece.text)
        && let Some(line) = reader.line(href)
    {
        return Some(line);
    }
    let mut lines = piece.text.lines().map(|line| reader.line(line));
    let first = lines.next()??;
    lines.try_fold(first, |all, line| all.with(line?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::days_from_civil;
    use crate::bundle::files::Format;
    use crate::bundle::plain;
    use crate::bundle::vocabulary::Vocabulary;

    const TEXT: &str = "The envoys met in Paris on the first day of the summit.\n\nThey spoke of gardens and of rivers with each other.";

    /// The date of the head or the foot, authors, source, and what is left.
    fn edges(text: &str) -> (Option<String>, Vec<String>, Option<String>, Vec<String>) {
        let vocabulary = Vocabulary::default();
        let known = Known::nothing(Format::Plain, &vocabulary);
        let reader = Reader {
            vocabulary: &vocabulary,
            order: None,
            latest_day: days_from_civil(2025, 6, 15),
        };
        let mut pieces = plain::pieces(text);
        let edges = take(&mut pieces, &known, reader);
        let date = edges.head_date.or(edges.foot_date);
        (
            date.map(|found| found.value.to_string()),
            edges.authors.map(|found| found.value).unwrap_or_default(),
            edges.source.map(|found| found.value),
            pieces.into_iter().map(|piece| piece.text).collect(),
        )
    }

    fn date(text: &str) -> Option<String> {
        edges(text).0
    }

    #[test]
    fn head_lines_are_told_from_the_title_and_leave_the_text() {
        let (date, authors, source, left) = edges(&format!(
            "Envoys meet\nFebruary 12, 2025\nBy Lan Anh\nSource: VnExpress\n\n{TEXT}"
        ));
        assert_eq!(
            (date.as_deref(), source.as_deref()),
            (Some("2025-02-12"), Some("VnExpress"))
        );
        assert_eq!(authors, ["Lan Anh"]);
        assert_eq!((left.len(), left[0].as_str()), (3, "Envoys meet"));
        let (date, .., left) = edges(&format!("February 12, 2025 | By Lan Anh\n\nEnvoys meet\n\n{TEXT}"));
        assert_eq!((date.as_deref(), left[0].as_str()), (Some("2025-02-12"), "Envoys meet"));
    }

    #[test]
    fn foot_lines_count_as_well() {
        for foot in [
            "February 12, 2025",
            "Lan Anh\n\nPublished: February 12, 2025",
            "By Lan Anh\nFebruary 12, 2025",
        ] {
            assert_eq!(
                date(&format!("Envoys meet\n\n{TEXT}\n\n{foot}")).as_deref(),
                Some("2025-02-12"),
                "{foot}"
            );
        }
        let (.., source, left) = edges(&format!("{TEXT}\n\n(Nguồn: Báo Nhân Dân)"));
        assert_eq!((source.as_deref(), left.len()), (Some("Báo Nhân Dân"), 2));
    }

    #[test]
    fn a_signed_paper_is_dated_but_not_for_sure() {
        for text in [
            format!("{TEXT}\n\nLAN ANH\n\nTHE WHITE HOUSE, February 12, 2025."),
            format!("Hà Nội, ngày 12 tháng 2 năm 2025\n\n{TEXT}"),
        ] {
            assert_eq!(date(&text).as_deref(), Some("2025-02-12?"), "{text}");
        }
    }

    #[test]
    fn a_date_above_a_text_counts_where_all_beside_it_is_understood() {
        for text in [
            format!("Envoys meet\n\nFebruary 12, 2025\n\n{TEXT}"),
            format!("Envoys meet\n\nA summit of gardens\n\nBy Lan Anh\n\nFebruary 12, 2025\n\n{TEXT}"),
            format!("Envoys meet\n\nPublished: February 12, 2025\n\nCity hall\n\n{TEXT}"),
            format!("Envoys meet\n\nDate: February 12, 2025\n\n{TEXT}"),
            format!("Envoys meet\n\nCulture\n\nWednesday, February 12, 2025, 19:30\n\n{TEXT}"),
        ] {
            assert_eq!(date(&text).as_deref(), Some("2025-02-12"), "{text}");
        }
        for text in [
            // A letter, and a date alone, are published some days later as often as not.
            format!("February 12, 2025\n\nDear Madam Speaker:\n\n{TEXT}"),
            format!("February 12, 2025\n\n{TEXT}"),
            // What is beside it may be where an event was, who reprinted it, or a memorandum.
            format!("Envoys meet\n\nFebruary 12, 2025\n\nCity hall\n\n{TEXT}"),
            format!("Envoys meet\n\nBy Lan Anh\n\nThe Daily Planet\n\nFebruary 12, 2025\n\n{TEXT}"),
            format!("Envoys meet\n\nTo: All\n\nFrom: Lan Anh\n\nDate: February 12, 2025\n\n{TEXT}"),
            format!("February 12, 2025 9pm EDT\n\n{TEXT}"),
            format!("February 12, 2025, 19:30 Uhr\n\n{TEXT}"),
        ] {
            assert_eq!(date(&text), None, "{text}");
        }
    }

    #[test]
    fn below_a_text_stand_other_days_as_well() {
        for text in [
            format!("{TEXT}\n\nNguồn: https://example.org/2009/10/30/t"),
            format!("{TEXT}\n\nhttps://example.org/2009/10/30/t"),
            format!("{TEXT}\n\nA summit of gardens\n\nFebruary 12, 2025\n\nCity hall"),
        ] {
            let (date, .., left) = edges(&text);
            assert_eq!(date, None, "{text}");
            assert!(left.len() > 2, "nothing is lost: {left:?}");
        }
        let head = format!("https://example.org/2025/02/12/t\n\nEnvoys meet\n\n{TEXT}");
        assert_eq!(date(&head).as_deref(), Some("2025-02-12"), "where it was published");
    }

    #[test]
    fn the_day_of_an_event_and_those_of_a_chronicle_are_other_days() {
        for text in [
            format!("Remarks in Paris\n\nFebruary 12, 2025\n\n3:15 P.M. EST\n\n{TEXT}"),
            format!("Remarks in Paris\n\n(February 12, 2025)\n\n3:15 P.M. EST THE PRESIDENT: {TEXT}"),
            format!(
                "Remarks\n\nFebruary 12, 2025\n\nTHE PRESIDENT: {TEXT}\n\nQ Why is that so?\n\nTHE PRESIDENT: It is so."
            ),
            format!("Via Teleconference\n\n(February 12, 2025)\n\nMODERATOR: {TEXT}"),
            format!("February 12, 2025\n\n{TEXT}\n\nFebruary 13, 2025\n\n{TEXT}"),
            "February 12, 2025".to_owned(),
        ] {
            let (date, .., left) = edges(&text);
            assert_eq!(date, None, "{text}");
            assert!(
                left.iter().any(|line| line.contains("February 12, 2025")),
                "nothing is lost: {left:?}"
            );
        }
    }

    #[test]
    fn what_is_stated_otherwise_stays_in_the_text() {
        let vocabulary = Vocabulary::default();
        let stated = EdtfDate::parse("2025-02-13").expect("a date");
        let known = Known {
            date: Some(&stated),
            has_authors: true,
            ..Known::nothing(Format::Plain, &vocabulary)
        };
        let reader = Reader {
            vocabulary: &vocabulary,
            order: None,
            latest_day: 21_000,
        };
        let mut pieces = plain::pieces(&format!("Envoys meet\nFebruary 12, 2025\nBy Lan Anh\n\n{TEXT}"));
        let edges = take(&mut pieces, &known, reader);
        assert_eq!((edges.head_date, edges.authors, pieces.len()), (None, None, 5));
    }
}

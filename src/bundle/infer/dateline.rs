//! The dateline: ` date 2025-02-12 PARIS — `, `HÀ NỘI — `, `NEW YORK, Feb. 5 (VNA) – `.

use super::{Finding, Place, agency, sentence};
use crate::article::{BlockKind, EdtfDate};
use crate::bundle::dates::{self, Mention};
use crate::bundle::piece::Piece;
use crate::bundle::vocabulary::Vocabulary;
use crate::text::fold;

const RULE: &str = "dateline";

/// A dateline is short.
const MOST_BYTES: usize = 90;

/// What a dateline says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline {
    pub(super) date: Option<Finding<EdtfDate>>,
    pub(super) place: Option<Finding<Place>>,
    pub(super) source: Option<Finding<String>>,
}

/// Takes the dateline off the first paragraph.
pub(super) fn take(pieces: &mut [Piece], vocabulary: &Vocabulary) -> Option<Dateline> {
    let first = pieces
        .iter_mut()
        .find(|piece| matches!(piece.kind, BlockKind::Paragraph))?;
    let (length, parts) = read(&first.text, vocabulary)?;
    let evidence = sentence::around(&first.text, 0..length).to_owned();
    let line = Dateline {
        date: parts
            .date
            .map(|(date, term)| Finding::new(date, RULE, &term, &evidence)),
        place: parts.place.map(|printed| {
            let name = vocabulary.place(&printed).unwrap_or_else(|| as_name(&printed));
            let term = printed.clone();
            Finding::new(
                Place {
                    dateline: printed,
                    name,
                },
                RULE,
                &term,
                &evidence,
            )
        }),
        source: parts
            .agency
            .map(|agency| Finding::new(agency.clone(), RULE, &agency, &evidence)),
    };
    first.cut_front(length);
    Some(line)
}

/// The text begins with a dateline.
pub(super) fn begins(text: &str, vocabulary: &Vocabulary) -> bool {
    read(text, vocabulary).is_some()
}

#[derive(Debug, Default)]
struct Parts {
    date: Option<(EdtfDate, String)>,
    place: Option<String>,
    agency: Option<String>,
}

/// The length of the dateline with its dash, and its parts.
fn read(text: &str, vocabulary: &Vocabulary) -> Option<(usize, Parts)> {
    let dashes = ["—", "–", "--", " - "];
    let (at, dash) = dashes.iter().filter_map(|dash| Some((text.find(dash)?, *dash))).min()?;
    let head = text.get(..at).filter(|head| head.len() <= MOST_BYTES)?;
    let behind = &text[at + dash.len()..];
    // The text begins behind it; what goes on in small letters is an aside: `UNESCO — the agency — met.`
    if behind.trim().is_empty() || behind.trim_start().starts_with(char::is_lowercase) {
        return None;
    }
    let mut parts = Parts::default();
    let mut rest = head.trim().to_owned();
    let labelled = rest.strip_prefix("date ").map(str::to_owned);
    if let Some(dated) = labelled {
        let (day, place) = dated.split_once(' ').unwrap_or((&dated, ""));
        parts.date = Some((EdtfDate::parse(day).ok()?, day.to_owned()));
        rest = place.to_owned();
    }
    if let Some((before, agency)) = rest.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        let name = agency.trim();
        let agency = agency::is_agency(name, vocabulary) && is_printed_in_capitals(name) && !before.trim().is_empty();
        // `(Dân trí) – …`: papers stand alone in brackets.
        if !agency && (!before.trim().is_empty() || !agency::is_paper(name)) {
            return None;
        }
        parts.agency = Some(name.to_owned());
        rest = before.trim().to_owned();
    } else if agency::is_prefix(&rest) {
        // `TTO – …`
        parts.agency = Some(std::mem::take(&mut rest));
    }
    if let Some(mention) = dates::mentions(&rest).last().copied() {
        if !rest[mention.end..].trim().is_empty() {
            return None;
        }
        let term = rest[mention.start..mention.end].to_owned();
        parts.date = parts.date.or_else(|| day_of(mention).map(|date| (date, term)));
        rest.truncate(mention.start);
    }
    let place = rest.trim().trim_end_matches([',', '/']).trim();
    if !place.is_empty() {
        let capitals = place.split(',').next().is_some_and(is_printed_in_capitals);
        let told = capitals || parts.date.is_some() || parts.agency.is_some();
        let known = vocabulary.place(place).is_some();
        if !told || !is_named_like_a_place(place) || !known && is_a_label(place) {
            return None;
        }
        parts.place = Some(place.to_owned());
    }
    // A day and a dash can begin any sentence.
    let says_something = parts.place.is_some() || parts.agency.is_some() || head.trim().starts_with("date ");
    says_something.then_some((at + dash.len(), parts))
}

/// A few words with capitals, none of which begins a sentence: `On` or `The` and a dash is no dateline.
fn is_named_like_a_place(place: &str) -> bool {
    let words: Vec<&str> = place.split_whitespace().collect();
    let first = words.first().map(|word| fold(word)).unwrap_or_default();
    let begins_a_sentence = [
        "on", "from", "in", "at", "by", "since", "until", "after", "before", "the", "a", "an", "this",
    ];
    words.len() <= 5
        && words.iter().all(|word| word.starts_with(char::is_uppercase))
        && !place.contains(|letter: char| letter.is_ascii_digit())
        && !begins_a_sentence.contains(&first.as_str())
}

/// Words for a text of some kind, which no place is called by.
const DOCUMENTS: [&str; 16] = [
    "memorandum",
    "memo",
    "statement",
    "report",
    "release",
    "proclamation",
    "order",
    "notice",
    "advisory",
    "alert",
    "bulletin",
    "newsletter",
    "summary",
    "section",
    "chapter",
    "part",
];

/// `UPDATE`, `FACT SHEET`, `QĐ`: printed in capitals and no place. What three letters without marks abbreviate is none either.
fn is_a_label(name: &str) -> bool {
    const LABELS: [&str; 36] = [
        "abstract",
        "analysis",
        "background",
        "breaking",
        "breaking news",
        "comment",
        "correction",
        "editorial",
        "editor's note",
        "exclusive",
        "fact",
        "fact sheet",
        "feature",
        "focus",
        "icymi",
        "interview",
        "introduction",
        "live",
        "myth",
        "news",
        "note",
        "notice",
        "opinion",
        "photo",
        "photos",
        "press release",
        "question",
        "answer",
        "report",
        "review",
        "statement",
        "summary",
        "update",
        "updated",
        "video",
        "watch",
    ];
    let folded = fold(name).replace('’', "'");
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    // `NATIONAL SECURITY MEMORANDUM`: what kind of text it is.
    let kind = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| DOCUMENTS.contains(&word));
    if kind {
        return true;
    }
    // `TLDR`, `TTCT`: what cannot be said is an abbreviation.
    let is_said = folded.contains(['a', 'e', 'i', 'o', 'u', 'y']) || !folded.is_ascii();
    if !is_said && !name.contains([',', '.']) {
        return true;
    }
    LABELS.contains(&folded.as_str()) || letters <= 3 && name.is_ascii() && !name.contains(',') || name.contains('&')
}

/// A day without its year stays one: nothing in a dateline supports another year.
fn day_of(mention: Mention) -> Option<EdtfDate> {
    mention.edtf(mention.year, false)
}

fn is_printed_in_capitals(text: &str) -> bool {
    let fits = |letter: char| !letter.is_alphabetic() || letter.is_uppercase();
    text.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        && text.chars().all(fits)
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || " .,-/’'".contains(letter))
}

/// `NEW YORK` as a name: `New York`, and `HANOI, Vietnam` as `Hanoi, Vietnam`. What is not all capitals stays as it is, and so do
/// abbreviations behind a comma: `WASHINGTON, DC`, `CAMBRIDGE, MA, USA`.
fn as_name(printed: &str) -> String {
    let mut parts = printed.split(", ").enumerate().map(|(at, part)| {
        let short = at > 0 && part.chars().filter(|letter| letter.is_alphabetic()).count() <= 3;
        if short || part.chars().any(char::is_lowercase) {
            return part.to_owned();
        }
        let mut name = String::new();
        let mut inside = false;
        for letter in part.chars() {
            if inside {
                name.extend(letter.to_lowercase());
            } else {
                name.push(letter);
            }
            inside = letter.is_alphabetic() || letter == '’' || letter == '\'';
        }
        name
    });
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |name, part| format!("{name}, {part}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Date, place, agency, and the text that is left.
    type Line = (Option<String>, Option<String>, Option<String>, String);

    fn line(text: &str) -> Option<Line> {
        let mut pieces = vec![Piece::paragraph(text)];
        let line = take(&mut pieces, &Vocabulary::default())?;
        let place = line.place.map(|found| found.value.name);
        Some((
            line.date.map(|found| found.value.to_string()),
            place,
            line.source.map(|found| found.value),
            pieces[0].text.clone(),
        ))
    }

    #[test]
    fn datelines_are_read_and_taken_off() {
        for (text, date, place, agency) in [
            (
                "date 2025-02-12 PARIS — They met.",
                Some("2025-02-12"),
                Some("Paris"),
                None,
            ),
            (
                "date 2025-02-06 NEW YORK — They met.",
                Some("2025-02-06"),
                Some("New York"),
                None,
            ),
            ("HÀ NỘI — They met.", None, Some("Hà Nội"), None),
            ("WASHINGTON, D.C. — They met.", None, Some("Washington, D.C."), None),
            ("WASHINGTON, DC — They met.", None, Some("Washington, DC"), None),
            ("BOSTON, MA, USA — They met.", None, Some("Boston, MA, USA"), None),
            (
                "MONTEVIDEO, Uruguay — They met.",
                None,
                Some("Montevideo, Uruguay"),
                None,
            ),
            (
                "Hanoi, Feb. 5, 2025 (VNA) – They met.",
                Some("2025-02-05"),
                Some("Hanoi"),
                Some("VNA"),
            ),
            (
                "NEW YORK, February 5 -- They met.",
                Some("XXXX-02-05"),
                Some("New York"),
                None,
            ),
            ("Hà Nội (TTXVN) - They met.", None, Some("Hà Nội"), Some("TTXVN")),
            ("date 2025-02-12 — They met.", Some("2025-02-12"), None, None),
            ("TTO - They met.", None, None, Some("TTO")),
            ("VOV.VN – They met.", None, None, Some("VOV.VN")),
            ("(Dân trí) - They met.", None, None, Some("Dân trí")),
            ("(AP) — They met.", None, None, Some("AP")),
            ("HUẾ – They met.", None, Some("Huế"), None),
            ("ROME — They met.", None, Some("Rome"), None),
        ] {
            let owned = |text: Option<&str>| text.map(str::to_owned);
            let expected = (owned(date), owned(place), owned(agency), "They met.".to_owned());
            assert_eq!(line(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_sentence_with_a_dash_is_no_dateline() {
        for text in [
            "Cultural exchange is not just an opportunity - it is a necessity.",
            "Paris — the capital — was calm.",
            "UNESCO 2005 — a convention.",
            "A — b",
            "From February 5 — when they met — it was calm.",
            "The Financial Bureau (CFPB) — an agency — was closed.",
            "National Security Memorandum (NSM) — a paper.",
            "PARIS —",
            "date soon PARIS — They met.",
            "September 11, 2001 — a day that all remember.",
            "UPDATE — They met.",
            "FACT SHEET – They met.",
            "UNESCO — the agency for culture — met.",
            "TLDR — They met.",
            "NATIONAL SECURITY MEMORANDUM/NSM-10 — They met.",
            "NSM — They met.",
            "(NSM) — They met.",
            "On February 5 the minister — who had come — spoke.",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn the_evidence_is_the_printed_sentence() {
        let mut pieces = vec![Piece::paragraph("date 2025-02-12 PARIS — They met. More.")];
        let line = take(&mut pieces, &Vocabulary::default()).expect("a dateline");
        let evidence = line.place.expect("a place").evidence;
        assert_eq!((evidence.rule.as_str(), evidence.term.as_str()), ("dateline", "PARIS"));
        assert_eq!(evidence.sentence, "date 2025-02-12 PARIS — They met.");
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_looked_at(text in "(date )?[A-ZÀa-z0-9 ,.()—–đ-]{0,40}") {
            let _ = line(&text);
        }
    }
}

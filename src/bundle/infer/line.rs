//! Lines that are nothing but a date, an author or a source: what stands above and below a text.

use super::{agency, transcript};
use crate::article::EdtfDate;
use crate::bundle::dates::{self, Order, When};
use crate::bundle::vocabulary::Vocabulary;
use crate::text::fold;

/// A longer line is a sentence.
const MOST_BYTES: usize = 160;

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) date: Option<EdtfDate>,
    pub(super) authors: Vec<String>,
    pub(super) source: Option<String>,
    /// It says that its date is that of publication.
    pub(super) labelled: bool,
    /// A time of day stands beside its date, as pages of news have it: in 24 hours, since events are called for `9 PM` and `20:00 Uhr`.
    pub(super) stamped: bool,
    /// A place stands before the date, as in letters and in papers that are signed.
    pub(super) placed: bool,
    /// Its date is that of an address.
    pub(super) in_address: bool,
}

impl Line {
    /// Both of two lines, or of two parts of one; nothing where both have a date, which is a span or that of something else.
    pub(super) fn with(mut self, other: Line) -> Option<Line> {
        if self.date.is_some() && other.date.is_some() {
            return None;
        }
        self.date = self.date.or(other.date);
        self.authors.extend(other.authors);
        self.source = self.source.or(other.source);
        self.labelled |= other.labelled;
        self.placed |= other.placed;
        self.stamped |= other.stamped;
        self.in_address |= other.in_address;
        Some(self)
    }
}

/// What lines are read by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// Which number of `03/04/2021` is the day, where that is known.
    pub(super) order: Option<Order>,
    /// The last day that a date can be, in days since 1970-01-01.
    pub(super) latest_day: i32,
}

/// Labels in front of a date of publication, of the last change, of an author, and of a source. `Date:` also stands before the day of an
/// event and in memoranda, so it says no more than the date alone.
const DATE: [&str; 16] = [
    "published",
    "published on",
    "posted",
    "posted on",
    "issued",
    "issued on",
    "publication date",
    "date of publication",
    "release date",
    "released",
    "ngay dang",
    "dang ngay",
    "ngay xuat ban",
    "xuat ban",
    "publie le",
    "veroffentlicht am",
];
const CHANGE: [&str; 9] = [
    "updated",
    "updated on",
    "last updated",
    "last updated on",
    "last modified",
    "modified",
    "cap nhat",
    "cap nhat luc",
    "mis a jour le",
];
const AUTHOR: [&str; 9] = [
    "author",
    "authors",
    "written by",
    "text by",
    "story by",
    "tac gia",
    "nguoi viet",
    "auteur",
    "autor",
];
const SOURCE: [&str; 6] = ["source", "sources", "nguon", "theo nguon", "fuente", "quelle"];
const ADDRESS: [&str; 9] = [
    "url",
    "link",
    "original",
    "original link",
    "address",
    "source",
    "nguon",
    "permalink",
    "dia chi",
];

impl Reader<'_> {
    /// What a line says that says nothing else.
    pub(super) fn line(&self, text: &str) -> Option<Line> {
        let text = text.trim();
        if text.is_empty() || text.len() > MOST_BYTES {
            return None;
        }
        let bare = text.trim_matches(['*', '_']);
        let inner = [('(', ')'), ('[', ']')]
            .iter()
            .find_map(|(open, close)| bare.strip_prefix(*open)?.strip_suffix(*close));
        let bare = inner.unwrap_or(bare).trim();
        if let Some(line) = self.part(bare) {
            return Some(line);
        }
        // `By Lan Anh | February 12, 2025`: each part has to be one.
        ["|", "•", "·", " – ", " — ", " - ", "; "].iter().find_map(|sign| {
            let parts: Vec<&str> = bare
                .split(sign)
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect();
            if parts.len() < 2 {
                return None;
            }
            let all = parts.into_iter().try_fold(Line::default(), |all, part| {
                all.with(
                    self.part(part)
                        .or_else(|| transcript::is_clock(part).then(Line::default))?,
                )
            });
            all.filter(|all| *all != Line::default())
        })
    }

    fn part(&self, text: &str) -> Option<Line> {
        let lower = fold(text);
        let labelled = |labels: &[&str]| {
            let (label, rest) = text.split_once([':', '：'])?;
            labels.contains(&fold(label.trim()).as_str()).then(|| rest.trim())
        };
        let worded = |labels: &[&'static str]| {
            let label = labels
                .iter()
                .filter(|label| lower.strip_prefix(**label).is_some_and(|rest| rest.starts_with(' ')))
                .max_by_key(|label| label.split(' ').count())?;
            behind_words(text, label.split(' ').count())
        };
        // The day of the last change, or an address without a date: nothing that is used.
        let other = Some(Line::default());
        if let Some(address) = labelled(&ADDRESS).or(Some(text)).filter(|text| is_address(text)) {
            let found = dates::in_address(address, self.latest_day);
            return found.map_or(other, |(date, _)| {
                Some(Line {
                    date: Some(date),
                    labelled: true,
                    in_address: true,
                    ..Line::default()
                })
            });
        }
        if labelled(&CHANGE)
            .or_else(|| worded(&CHANGE))
            .is_some_and(|rest| self.date(rest).is_some())
        {
            return other;
        }
        let dated = labelled(&DATE)
            .or_else(|| worded(&DATE))
            .and_then(|rest| self.date(rest));
        let labelled_date = dated.is_some();
        let plain = || self.date(labelled(&["date"]).unwrap_or(text));
        if let Some(when) = dated.or_else(plain) {
            return Some(Line {
                stamped: when.time.is_some() && !transcript::calls_to_event(&lower),
                date: Some(when.date),
                labelled: labelled_date,
                placed: dates::begins_with_place(text),
                ..Line::default()
            });
        }
        if let Some(authors) = labelled(&AUTHOR)
            .or_else(|| worded(&AUTHOR))
            .and_then(|rest| people(rest, 1))
        {
            return Some(Line {
                authors,
                ..Line::default()
            });
        }
        if let Some(authors) = byline(text) {
            return Some(Line {
                authors,
                ..Line::default()
            });
        }
        let source = labelled(&SOURCE).filter(|name| is_title_of_source(name));
        let agency = agency::is_agency(text, self.vocabulary) && !text.contains(' ');
        source.or(agency.then_some(text)).map(|name| Line {
            source: Some(name.to_owned()),
            ..Line::default()
        })
    }

    /// A text that is a full day and nothing else.
    fn date(&self, text: &str) -> Option<When> {
        let text = text.trim_end_matches(['.', ',', ';']);
        let looks_like_one = text.len() >= 8 && text.contains(|letter: char| letter.is_ascii_digit());
        // A bare number of eight digits or more is a number.
        if !looks_like_one || text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let when = dates::read(text, self.order).ok()?;
        let past = when.date.earliest().is_some_and(|day| day <= self.latest_day);
        (past && when.date.is_exact_day() && when.doubt.is_none()).then_some(when)
    }
}

/// What stands behind so many words.
fn behind_words(text: &str, count: usize) -> Option<&str> {
    let mut rest = text;
    for _ in 0..count {
        rest = rest.split_once(' ')?.1;
    }
    Some(rest.trim())
}

/// The text of a link that stands for its address: the address, or a word for it.
pub(super) fn names_address(text: &str) -> bool {
    is_address(text.trim()) || ADDRESS.contains(&fold(text.trim()).as_str())
}

fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let begins = ["https://", "http://", "www."]
        .iter()
        .any(|begin| lower.starts_with(begin));
    begins && !text.contains(' ')
}

/// `By Lan Anh`, `Bởi Lan Anh và Minh Đức`, `Par Marie Curie`: names of at least two words.
fn byline(text: &str) -> Option<Vec<String>> {
    let (by, rest) = text.split_once(' ')?;
    let known = ["By", "BY", "by", "Bởi", "Par", "Von", "Por"].contains(&by);
    known.then(|| people(rest, 2))?
}

/// Names of people with a comma or a word between them; `least` words each.
fn people(text: &str, least: usize) -> Option<Vec<String>> {
    let mut names = vec![];
    let text = text.trim_end_matches(['.', ',', ';']);
    for part in text.split([',', ';', '&', '/']) {
        let mut rest = part.trim();
        for between in [" and ", " và ", " et ", " und ", " y "] {
            while let Some((first, behind)) = rest.split_once(between) {
                names.push(first.trim().to_owned());
                rest = behind.trim();
            }
        }
        names.push(rest.strip_prefix("and ").unwrap_or(rest).to_owned());
    }
    let is_name = |name: &String| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let small = ["de", "van", "von", "der", "da", "di", "la", "bin", "al", "el", "dos"];
        let shaped = |word: &&str| {
            let letters = word
                .chars()
                .all(|letter| letter.is_alphabetic() || ".-'’".contains(letter));
            letters && (word.starts_with(char::is_uppercase) || small.contains(word))
        };
        (least..=5).contains(&words.len()) && words.iter().all(shaped) && words[0].starts_with(char::is_uppercase)
            // `BY THE AUTHORITY VESTED` is no name.
            && !words.iter().any(|word| ["THE", "The", "OF", "Of", "Executive", "Order"].contains(word))
    };
    (names.len() <= 6 && names.iter().all(is_name)).then_some(names)
}

/// A few words, the first with a capital.
fn is_title_of_source(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=6).contains(&words)
        && name.starts_with(char::is_uppercase)
        && !name.contains(|letter: char| letter.is_ascii_digit())
        && !name.ends_with(['!', '?', ':'])
        && name.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::days_from_civil;

    fn read(text: &str) -> Option<(Option<String>, Vec<String>, Option<String>)> {
        let vocabulary = Vocabulary::default();
        let reader = Reader {
            vocabulary: &vocabulary,
            order: None,
            latest_day: days_from_civil(2025, 6, 15),
        };
        let line = reader.line(text)?;
        Some((line.date.map(|date| date.to_string()), line.authors, line.source))
    }

    #[test]
    fn a_date_alone_is_a_line_of_its_own() {
        for text in [
            "February 12, 2025",
            "(February 12, 2025)",
            "*12 February 2025*",
            "Wednesday, February 12, 2025",
            "Published: February 12, 2025",
            "Posted on 12 Feb 2025 at 08:00",
            "Thứ tư, 12/02/2025, 08:00 (GMT+7)",
            "Ngày đăng: 12/02/2025",
            "Hà Nội, ngày 12 tháng 2 năm 2025",
            "2025-02-12",
            "February 12, 2025 | 08:00",
            "https://example.org/2025/02/12/title",
            "Source: https://example.org/2025/02/12/title",
            "Washington, February 12, 2025.",
        ] {
            assert_eq!(read(text), Some((Some("2025-02-12".into()), vec![], None)), "{text}");
        }
    }

    #[test]
    fn authors_and_sources_are_told_by_their_labels() {
        for (text, authors, source) in [
            ("By Lan Anh", vec!["Lan Anh"], None),
            ("By Lan Anh and Minh Duc", vec!["Lan Anh", "Minh Duc"], None),
            ("Bởi Lan Anh", vec!["Lan Anh"], None),
            ("Tác giả: Lan Anh", vec!["Lan Anh"], None),
            (
                "Written by Jean-Luc O’Neil, Ph. Van",
                vec!["Jean-Luc O’Neil", "Ph. Van"],
                None,
            ),
            ("Source: VnExpress", vec![], Some("VnExpress")),
            ("(Nguồn: Báo Nhân Dân)", vec![], Some("Báo Nhân Dân")),
            ("TTXVN", vec![], Some("TTXVN")),
        ] {
            let authors = authors.into_iter().map(str::to_owned).collect();
            assert_eq!(read(text), Some((None, authors, source.map(str::to_owned))), "{text}");
        }
        let both = (
            Some("2025-02-12".to_owned()),
            vec!["Lan Anh".to_owned()],
            Some("VNA".to_owned()),
        );
        assert_eq!(read("By Lan Anh | VNA | February 12, 2025"), Some(both));
        assert_eq!(
            read("Updated: February 12, 2025"),
            Some((None, vec![], None)),
            "not when it was published"
        );
    }

    #[test]
    fn other_lines_say_something_else() {
        for text in [
            "",
            "From February 12, 2025 to March 1",
            "February 12, 2065",
            "February 2025",
            "03/04/2021",
            "2024",
            "20250212",
            "By the authority vested in me",
            "By Executive Order",
            "By order of the King",
            "By Land",
            "Envoys meet",
            "Paris",
            "The source: a river",
            "Source: it is told by a person who was there on that day and left",
            "February 12, 2025 – March 3, 2025",
            "Lan Anh | Paris",
            "3:15 P.M. EST",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_can_be_looked_at(text in "(By |Source: |Date: )?\\PC{0,40}") {
            let _ = read(&text);
        }
    }
}

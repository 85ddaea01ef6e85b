//! The agency that signed a text: `… in France. — VNS` at its end, or a last line such as `Tien Phong`.

use super::{Finding, Known, agency, sentence};
use crate::bundle::piece::{Piece, ends_like_a_sentence};

const RULE: &str = "signature";

/// Longer than this is a sentence, not a name.
const MOST_WORDS: usize = 5;
const MOST_LETTERS: usize = 40;

/// Takes the signature off the end of a text.
pub(super) fn take(pieces: &mut Vec<Piece>, known: Known<'_>) -> Option<Finding<String>> {
    let several = pieces.len() > 1;
    let last = pieces.last_mut().filter(|piece| piece.is_paragraph())?;
    // A name at the end of a text is more often that of the person who wrote or signed it.
    let signs = |name: &str| agency::signs(name, known.vocabulary);
    if let Some((end, name)) = behind_a_dash(&last.text).filter(|(_, name)| is_in_capitals(name) || signs(name)) {
        let name = name.to_owned();
        let evidence = sentence::around(&last.text, end.saturating_sub(1)..last.text.len()).to_owned();
        last.cut_back(end);
        if last.text.is_empty() {
            pieces.pop();
        }
        return Some(Finding::new(name.clone(), RULE, &name, &evidence));
    }
    // `Theo Tiền Phong`: according to it.
    let name = last.text.strip_prefix("Theo ").unwrap_or(&last.text).to_owned();
    let behind_text = pieces.len() > 1 && pieces[pieces.len() - 2].ends_like_a_sentence();
    if several && behind_text && is_name(&name) && signs(&name) {
        pieces.pop();
        return Some(Finding::new(name.clone(), RULE, &name, &name));
    }
    None
}

/// The end of the running text and the name behind a dash.
fn behind_a_dash(text: &str) -> Option<(usize, &str)> {
    let dashes = ["—", "–", "--", " - "];
    let (at, dash) = dashes
        .iter()
        .filter_map(|dash| Some((text.rfind(dash)?, *dash)))
        .max()?;
    let name = text[at + dash.len()..].trim();
    let text = text[..at].trim_end();
    // Behind a quotation stands who said it.
    let quoted = text.ends_with(['"', '”', '»', '’']) && !is_in_capitals(name);
    let ends = text.is_empty() || ends_like_a_sentence(text);
    (ends && is_name(name) && !is_closing_word(name) && !quoted).then_some((text.len(), name))
}

/// `VNS`, `VNA/VNS`: no agency's people sign like that.
fn is_in_capitals(name: &str) -> bool {
    name.chars().any(char::is_alphabetic)
        && !name.contains(char::is_whitespace)
        && !name.chars().any(char::is_lowercase)
}

/// A few words, each with a capital: `VNA/VNS`, `Tien Phong`, `Báo Nhân Dân`.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let fits = (1..=MOST_WORDS).contains(&words.len()) && text.chars().count() <= MOST_LETTERS;
    let letters = |letter: char| letter.is_alphanumeric() || letter.is_whitespace() || "/.&-'’+".contains(letter);
    let small = ["of", "the", "and", "và", "de", "du"];
    fits && text.chars().all(letters)
        && !text.ends_with('.')
        && words[0].starts_with(char::is_uppercase)
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) || small.contains(word) || *word == "&")
        && !["By ", "Bởi "].iter().any(|by| text.starts_with(by))
}

/// Words that close a text without signing it.
fn is_closing_word(text: &str) -> bool {
    ["end", "ends", "the end", "het", "fin"].contains(&crate::text::fold(text).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::files::Format;
    use crate::bundle::vocabulary::Vocabulary;

    fn signed(texts: &[&str], format: Format) -> (Option<String>, Vec<String>) {
        let vocabulary = Vocabulary::default();
        let known = Known::nothing(format, &vocabulary);
        let mut pieces = texts.iter().map(|text| Piece::paragraph(*text)).collect();
        let found = take(&mut pieces, known);
        (
            found.map(|found| found.value),
            pieces.into_iter().map(|piece| piece.text).collect(),
        )
    }

    #[test]
    fn a_name_behind_a_dash_is_the_agency() {
        for (text, agency) in [
            ("He met officials in France. — VNS", "VNS"),
            ("It has 24 members. — VNA/VNS", "VNA/VNS"),
            ("He left. -- Nhan Dan", "Nhan Dan"),
            ("He left. – Báo Nhân Dân", "Báo Nhân Dân"),
            ("“He left.” – VNA", "VNA"),
        ] {
            let (found, left) = signed(&["First.", text], Format::Plain);
            assert_eq!(found.as_deref(), Some(agency), "{text}");
            assert!(left[1].ends_with(['.', '”']), "{left:?}");
        }
    }

    #[test]
    fn a_bare_last_line_is_an_agency_where_it_is_known_as_one() {
        let (found, left) = signed(&["First.", "Tien Phong"], Format::Plain);
        assert_eq!((found.as_deref(), left.len()), (Some("Tien Phong"), 1));
        let (found, _) = signed(&["First.", "Theo Tiền Phong"], Format::Plain);
        assert_eq!(found.as_deref(), Some("Tiền Phong"));
        for name in ["JOSEPH R. BIDEN JR.", "JOSEPH R. BIDEN JR", "Lan Anh", "Nguyễn Phương"] {
            let (found, left) = signed(&["First.", name], Format::Plain);
            assert_eq!((found, left.len()), (None, 2), "{name} is a person");
        }
    }

    #[test]
    fn an_aside_is_no_signature() {
        for text in [
            "He went – Paris was next",
            "They agreed — and left.",
            "The end",
            "It is due 2021 - 25",
            "He left. — Lan Anh",
            "He left. — END",
            "By Lan Anh",
            "Text — ",
            "“I was there.” — Karoline Leavitt",
        ] {
            assert_eq!(signed(&["First.", text], Format::Plain).0, None, "{text}");
        }
        assert_eq!(signed(&["Tien Phong"], Format::Plain).0, None);
    }

    #[test]
    fn the_evidence_is_the_signed_sentence() {
        let vocabulary = Vocabulary::default();
        let known = Known::nothing(Format::Plain, &vocabulary);
        let mut pieces = vec![Piece::paragraph("One. Two met in Paris. — VNS")];
        let evidence = take(&mut pieces, known).expect("signed").evidence;
        assert_eq!((evidence.rule.as_str(), evidence.term.as_str()), ("signature", "VNS"));
        assert_eq!(evidence.sentence, "Two met in Paris. — VNS");
    }
}

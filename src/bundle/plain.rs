//! Plain text: where its paragraphs begin and end.

use super::piece::Piece;

/// A line of more characters was not broken by a person or a mail program.
const LONGEST_WRAPPED: usize = 120;

/// A line of fewer characters was not broken for want of room.
const SHORTEST_WRAPPED: usize = 45;

/// The pieces of a text. Where lines are broken to a width, blank lines separate paragraphs; elsewhere
/// each line is one. Equal lines in a row are one piece.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let wrapped = is_wrapped(text);
    let mut pieces: Vec<Piece> = vec![];
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(last) = pieces.last_mut() else {
            if !line.is_empty() {
                pieces.push(Piece::paragraph(line));
            }
            continue;
        };
        if line.is_empty() {
            last.gap_after = true;
        } else if !last.gap_after && last.text == line {
            last.repeated = true;
        } else if wrapped && !last.gap_after && !last.repeated {
            last.text.push(' ');
            last.text.push_str(&line);
        } else {
            pieces.push(Piece::paragraph(line));
        }
    }
    if let Some(last) = pieces.last_mut() {
        last.gap_after = true;
    }
    pieces
}

/// Lines are broken to a width: none is long, and blank lines or unfinished sentences show that a line
/// is less than a paragraph.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    if lines.iter().any(|line| line.chars().count() > LONGEST_WRAPPED) {
        return false;
    }
    let full = |line: &&&str| line.chars().count() >= SHORTEST_WRAPPED && !super::piece::ends_like_a_sentence(line);
    lines.iter().any(|line| line.is_empty()) || lines.iter().filter(full).count() * 2 > lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        pieces(text).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn long_lines_are_paragraphs_with_and_without_blank_lines_between() {
        let long = "word ".repeat(40);
        let long = long.trim();
        assert_eq!(texts(&format!("{long}\nHeading\n{long}\n")), [long, "Heading", long]);
        assert_eq!(texts(&format!(" {long}\n\n\n{long}")), [long, long]);
    }

    #[test]
    fn broken_lines_are_joined_to_paragraphs() {
        let text = "The first paragraph is broken\nto a narrow width.\n\nThe second\nas well.\n";
        assert_eq!(
            texts(text),
            [
                "The first paragraph is broken to a narrow width.",
                "The second as well."
            ]
        );
        let without_blank_lines = "A single paragraph without any blank line that was\nbroken by a mail program at about fifty characters\nends here.";
        assert_eq!(texts(without_blank_lines).len(), 1);
    }

    #[test]
    fn short_lines_without_blank_lines_stay_lines() {
        assert_eq!(texts("One.\nTwo.\nThree."), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn equal_lines_in_a_row_are_one_piece() {
        let pieces = pieces("Title\n\nThe minister speaks\nThe minister speaks\n\nText");
        assert_eq!(pieces.len(), 3);
        assert!(pieces[1].repeated && pieces[1].gap_after && !pieces[0].repeated);
    }

    #[test]
    fn an_empty_text_has_no_pieces() {
        assert_eq!(texts(" \n\n \n"), [""; 0]);
    }
}

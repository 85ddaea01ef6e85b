//! Plain text: where its paragraphs begin and end.
//!
//! Blank lines divide it into blocks. Within one, a line goes on in the next where it was broken for want of room, which the
//! text shows: with the first word of the next line it would have been longer than lines of this text are. Verse, lists,
//! addresses and the lines above a text are broken elsewhere, and stay lines.

use super::divided::{self, Words};
use super::piece::{Piece, ends_like_a_sentence};

/// A text with longer lines was not broken by a person or a mail program.
const LONGEST_WRAPPED: usize = 120;

/// A text that is broken to a width has some room.
const SHORTEST_WRAPPED: usize = 40;

/// People who break lines by hand leave some room at their end.
const RAGGED: usize = 3;

/// A line, how many characters it has, and what its first word would add to the line before.
struct Line {
    text: String,
    length: usize,
    first_word: usize,
    /// It stands further right than the block begins.
    indented: bool,
}

/// The pieces of a text. Equal lines in a row are one piece.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let blocks = blocks(text);
    let width = width(&blocks);
    let words = divides(&blocks).then(|| Words::of(text));
    let mut pieces: Vec<Piece> = vec![];
    for block in &blocks {
        let keeps = keeps_lines(block, width);
        let mut open = false;
        for (at, line) in block.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &block[before]);
            let goes_on =
                open && before.is_some_and(|before| !keeps && goes_on(before, line, width, begins_lower(block)));
            match pieces.last_mut() {
                Some(last) if open && last.text == line.text => last.repeated = true,
                Some(last) if goes_on && !last.repeated => append(&mut last.text, &line.text, words.as_ref()),
                _ => pieces.push(Piece::paragraph(line.text.clone())),
            }
            open = true;
        }
        if let Some(last) = pieces.last_mut() {
            last.gap_after = true;
        }
    }
    pieces
}

fn blocks(text: &str) -> Vec<Vec<Line>> {
    let mut blocks = vec![];
    let mut block: Vec<Line> = vec![];
    let mut margin = 0;
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some(first) = words.first() else {
            if !block.is_empty() {
                blocks.push(std::mem::take(&mut block));
            }
            continue;
        };
        let before = line.chars().take_while(|letter| letter.is_whitespace()).count();
        if block.is_empty() {
            margin = before;
        }
        let text = words.join(" ");
        block.push(Line {
            length: text.chars().count(),
            first_word: if is_dense(first.chars().next()) {
                1
            } else {
                first.chars().count() + 1
            },
            indented: before > margin,
            text,
        });
    }
    blocks.push(block);
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The width that lines are broken to; nothing where they are not.
fn width(blocks: &[Vec<Line>]) -> Option<usize> {
    let is_long = |line: &&Line| line.length > LONGEST_WRAPPED && line.text.contains(' ');
    // One in a hundred may be an address or a table.
    let lines = blocks.iter().map(Vec::len).sum::<usize>();
    if blocks.iter().flatten().filter(is_long).count() * 100 > lines {
        return None;
    }
    let breaks = || blocks.iter().flat_map(|block| block.windows(2));
    let mut lengths: Vec<usize> = breaks()
        .map(|pair| pair[0].length)
        .filter(|length| *length <= LONGEST_WRAPPED)
        .collect();
    lengths.sort_unstable();
    let width = *lengths.get(lengths.len().saturating_sub(1 + lengths.len() / 20))?;
    let (mut full, mut all, mut capitals) = (0, 0, 0);
    for pair in breaks().filter(|pair| !begins_item(&pair[1].text)) {
        all += 1;
        full += usize::from(is_full(&pair[0], &pair[1], width));
        capitals += usize::from(begins_with_capital(&pair[1].text));
    }
    let verse = all >= 3 && capitals * 4 >= all * 3;
    (width >= SHORTEST_WRAPPED && full * 10 >= all * 6 && !verse).then_some(width)
}

/// The next word had no room.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    line.length + next.first_word + RAGGED > width
}

/// Each of several lines begins like a verse, and where they end says nothing else.
fn keeps_lines(block: &[Line], width: Option<usize>) -> bool {
    let breaks = block.windows(2);
    let all = breaks.len();
    let capitals = breaks.clone().filter(|pair| begins_with_capital(&pair[1].text)).count();
    let full = breaks
        .filter(|pair| width.is_some_and(|width| is_full(&pair[0], &pair[1], width)))
        .count();
    all >= 3 && capitals * 5 >= all * 4 && full * 4 < all * 3
}

fn begins_lower(block: &[Line]) -> bool {
    block
        .first()
        .is_some_and(|line| line.text.starts_with(char::is_lowercase))
}

fn goes_on(line: &Line, next: &Line, width: Option<usize>, lower: bool) -> bool {
    if begins_item(&next.text)
        && (begins_item(&line.text) || ends_like_a_sentence(&line.text) || line.text.ends_with([';', ',']))
    {
        return false;
    }
    let full = width.is_some_and(|width| is_full(line, next, width));
    // An indented line begins a paragraph, unless it hangs below the first line of an item.
    if next.indented && !line.indented && !begins_item(&line.text) && ends_like_a_sentence(&line.text) {
        return false;
    }
    // A sentence goes on in small letters, wherever its line ended.
    let short = line.length <= LONGEST_WRAPPED;
    let small =
        next.text.starts_with(char::is_lowercase) && !lower && !line.text.ends_with([';', ':', '.', '!', '?', '…']);
    full || short && small && (width.is_some() || !line.text.ends_with(','))
}

/// A line begins an item of a list: `- one`, `• one`, `1. one`, `(a) one`.
pub(super) fn begins_item(line: &str) -> bool {
    let mark = line.split(' ').next().unwrap_or_default();
    if mark.len() == line.len() {
        return false;
    }
    if matches!(
        mark,
        "-" | "–" | "—" | "*" | "+" | "•" | "·" | "‣" | "▪" | "●" | "o" | "◦"
    ) {
        return true;
    }
    let inner = mark.strip_prefix('(').unwrap_or(mark);
    let Some(label) = inner.strip_suffix([')', '.']) else {
        return false;
    };
    let digits = (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    let letter = mark.ends_with(')') && label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic());
    digits || letter
}

fn begins_with_capital(text: &str) -> bool {
    let letter = text.chars().find(|letter| letter.is_alphanumeric());
    letter.is_some_and(char::is_uppercase) && text.contains(char::is_lowercase)
}

/// Some line ends in a part of a word, which another one goes on with.
fn divides(blocks: &[Vec<Line>]) -> bool {
    let mut breaks = blocks.iter().flat_map(|block| block.windows(2));
    breaks.any(|pair| divided::ends_divided(&pair[0].text))
}

fn append(text: &mut String, line: &str, words: Option<&Words>) {
    let dense = is_dense(text.chars().next_back()) && is_dense(line.chars().next());
    match words.filter(|_| divided::ends_divided(text)) {
        Some(words) => divided::join(text, line, words),
        None => {
            if !dense {
                text.push(' ');
            }
            text.push_str(line);
        }
    }
}

/// Scripts that are written without blanks.
fn is_dense(letter: Option<char>) -> bool {
    letter.is_some_and(
        |letter| matches!(letter, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'),
    )
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
    fn a_line_that_had_room_ends_its_paragraph() {
        let text = "Heading of it\nThe minister said on the first day of the meeting that the two\nnations would work together on culture and on many other\nthings that both of them hold dear.\nAnother paragraph begins here and it is broken at the same width\nas the first one was.";
        assert_eq!(
            texts(text),
            [
                "Heading of it",
                "The minister said on the first day of the meeting that the two nations would work together on culture and on many other things that both of them hold dear.",
                "Another paragraph begins here and it is broken at the same width as the first one was.",
            ]
        );
    }

    #[test]
    fn lines_above_a_text_stay_lines() {
        let text = "Envoys meet\nFebruary 12, 2025\nBy Lan Anh\n\nThe envoys met in Paris.\n\nThey spoke of gardens.\n";
        assert_eq!(texts(text)[..3], ["Envoys meet", "February 12, 2025", "By Lan Anh"]);
    }

    #[test]
    fn verse_addresses_and_lists_stay_lines() {
        for text in [
            "Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.\nTrải qua một cuộc bể dâu,\nNhững điều trông thấy mà đau đớn lòng.\nLạ gì bỉ sắc tư phong,\nTrời xanh quen thói má hồng đánh ghen.",
            "Shall I compare thee to a summer’s day?\nThou art more lovely and more temperate:\nRough winds do shake the darling buds of May,\nAnd summer’s lease hath all too short a date;",
            "UNESCO Ha Noi Office\n23 Cao Ba Quat Street\nBa Dinh District\nHa Noi",
            "- one\n- two\n- three",
            "1. First point of the list\n2. Second point of the list\n3. Third point",
            "One.\nTwo.\nThree.",
        ] {
            assert_eq!(texts(text), text.lines().collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn verse_among_wrapped_paragraphs_stays_verse() {
        let prose = "The poet read aloud to the whole of the assembled company that\nevening, and many of those present wept at what they heard him\nsay of the old days.";
        let verse = "Shall I compare thee to a summer’s day?\nThou art more lovely and more temperate:\nRough winds do shake the buds of May,\nAnd summer’s lease hath all too short a date;";
        let lines = texts(&format!("{prose}\n\n{verse}\n\n{prose}\n"));
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[1..5], verse.lines().collect::<Vec<_>>());
    }

    #[test]
    fn items_that_are_broken_are_joined_and_stay_items() {
        let text = "The two sides agreed on what follows, as the statement that was\ngiven to the press says:\n\n- that both of them will open their archives to the scholars of\n  the other side;\n- that the next meeting is to be held in Ha Noi.\n";
        assert_eq!(
            texts(text)[1..],
            [
                "- that both of them will open their archives to the scholars of the other side;",
                "- that the next meeting is to be held in Ha Noi."
            ]
        );
    }

    #[test]
    fn a_divided_word_is_one_again() {
        let text = "A title\n\nThe meeting of many states was inter-\nnational in kind and lasted for a well-\nknown number of days in the capital city of the\ncountry.\n";
        assert_eq!(
            texts(text)[1],
            "The meeting of many states was international in kind and lasted for a well-known number of days in the capital city of the country."
        );
    }

    #[test]
    fn scripts_without_blanks_are_joined_without() {
        let line = "文化是国家发展的基础文化是国家发展的基础文化是国家发展的基础文化是国家发展的基础";
        assert_eq!(
            texts(&format!("{line}\n{line}文\n基础。")),
            [format!("{line}{line}文基础。")]
        );
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

    proptest::proptest! {
        #[test]
        fn no_word_is_lost(text in "([A-Za-zđàế0-9.,•]{1,8}[ \n]{1,2}){0,30}") {
            // Equal lines in a row are kept once.
            let mut lines: Vec<&str> = text.lines().collect();
            lines.dedup();
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let joined = pieces(&lines.join("\n")).into_iter().map(|piece| piece.text).collect::<Vec<_>>().join("\n");
            proptest::prop_assert!(words(&joined).len() <= words(&lines.join("\n")).len());
        }

        #[test]
        fn paragraphs_of_any_width_come_back(
            paragraphs in proptest::collection::vec(proptest::collection::vec("[a-z]{1,9}", 30..60), 2..5),
            width in 45_usize..100,
        ) {
            let wanted: Vec<String> = paragraphs.iter().map(|words| format!("The {}.", words.join(" "))).collect();
            let wrap = |text: &String| {
                let mut lines = vec![String::new()];
                for word in text.split(' ') {
                    if lines.last().is_some_and(|line| !line.is_empty() && line.len() + 1 + word.len() > width) {
                        lines.push(String::new());
                    }
                    if let Some(line) = lines.last_mut() {
                        if !line.is_empty() { line.push(' '); }
                        line.push_str(word);
                    }
                }
                lines.join("\n")
            };
            let text = wanted.iter().map(wrap).collect::<Vec<_>>().join("\n\n");
            proptest::prop_assert_eq!(texts(&text), wanted);
        }
    }
}

//! What passages around matches are cut from where fetching the page of an article for one would cost too much: beginnings of texts,
//! where a page of the feed holds many articles, and pieces of texts, where a page holds one long article.
//!
//! Each stands in a place that its number tells, so that nobody has to ask where it is.

use std::io;
use std::ops::Range;

use super::originals::member;
use crate::index::Document;
use crate::index::positions::{GAP, TITLE};
use crate::text::tokens;

/// What the places of an archive's files of passages hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passages {
    /// There are no such files: pages are small.
    None,
    /// A file for as many articles as a block of cards: the beginning of each.
    Beginnings,
    /// A file for each page that holds one article, or for as many as there is room for: pieces of its text.
    Pieces,
}

impl Passages {
    /// The bytes of a place.
    pub(super) fn bytes(self) -> Option<u32> {
        match self {
            Self::None => None,
            Self::Beginnings => Some(BEGINNING as u32),
            Self::Pieces => Some(PIECE as u32),
        }
    }

    /// How many words lie between the beginnings of two pieces.
    pub(super) fn words(self) -> Option<u32> {
        (self == Self::Pieces).then_some(STRIDE)
    }
}

/// The bytes of a place with a beginning: a gzip member of some two thousand words, after its length.
const BEGINNING: usize = 4096;

/// The bytes of a place with a piece. English and Vietnamese words of that number hardly ever take more.
const PIECE: usize = 1152;
const STRIDE: u32 = 288;

/// A piece has so many words more at its ends, as far as its first and its last paragraph have them: passages begin with a sentence
/// and have some forty words.
const BEFORE: usize = 24;
const BEHIND: usize = 56;

/// Bytes of the length.
const LENGTH: usize = 2;

/// Stands where a paragraph was cut.
const CUT: char = '…';

/// The files of beginnings, with so many in each.
pub(super) fn beginnings<'a>(texts: impl Iterator<Item = &'a str>, per_file: u32) -> io::Result<Vec<Vec<u8>>> {
    let mut files: Vec<Vec<u8>> = vec![];
    for (at, text) in texts.enumerate() {
        if at % per_file as usize == 0 {
            files.push(vec![]);
        }
        if let Some(file) = files.last_mut() {
            put(file, text, BEGINNING)?;
        }
    }
    Ok(files)
}

/// Where pieces are: from which position on they are to be asked for, and the files by the numbers of their pages.
pub(super) type Pieces = (u32, Vec<(u32, Vec<u8>)>);

/// The files of pieces of articles that have a page for themselves, given its number; of the longest ones, if there is not room for all.
/// Whoever looks for a passage behind the position that the others end at looks in one of the longest.
pub(super) fn pieces<'a>(alone: impl Iterator<Item = (u32, &'a Document<'a>)>, room: usize) -> io::Result<Pieces> {
    let alone: Vec<(u32, u32, &Document<'_>)> = alone.map(|(page, document)| (end(document), page, document)).collect();
    let mut ends: Vec<u32> = alone.iter().map(|(end, ..)| *end).collect();
    ends.sort_unstable_by(|a, b| b.cmp(a));
    let from = ends.get(room).copied().unwrap_or(0);
    let files = alone.into_iter().filter(|(end, ..)| *end > from);
    let files = files.map(|(_, page, document)| Ok((page, pieces_of(document)?)));
    Ok((from, files.collect::<io::Result<_>>()?))
}

/// The position behind the last label of a document.
fn end(document: &Document<'_>) -> u32 {
    let texts = document.body.split("\n\n").chain(document.labelled());
    texts.fold(TITLE, |end, text| end + tokens(text).count() as u32 + GAP)
}

/// The file of pieces of an article: the first has what stands within the first [`STRIDE`] positions of its text, and so on. Behind the
/// text stand its labels, which have positions too, and whose pieces are empty.
fn pieces_of(document: &Document<'_>) -> io::Result<Vec<u8>> {
    let (text, words) = (document.body, words(document.body));
    let mut file = vec![];
    for first in (TITLE..end(document)).step_by(STRIDE as usize) {
        let from = words.partition_point(|word| word.position < first);
        let to = words.partition_point(|word| word.position < first + STRIDE);
        put(&mut file, &piece(text, &words, from..to), PIECE)?;
    }
    Ok(file)
}

/// A word of a text.
struct Word {
    position: u32,
    range: Range<usize>,
    paragraph: Range<usize>,
}

fn words(text: &str) -> Vec<Word> {
    let (mut words, mut position, mut start) = (vec![], TITLE, 0);
    for text in text.split("\n\n") {
        let paragraph = start..start + text.len();
        for token in tokens(text) {
            words.push(Word {
                position,
                range: start + token.range.start..start + token.range.end,
                paragraph: paragraph.clone(),
            });
            position += 1;
        }
        position += GAP;
        start = paragraph.end + 2;
    }
    words
}

/// Some words of a text and those around them.
fn piece(text: &str, words: &[Word], range: Range<usize>) -> String {
    let (Some(first), Some(last)) = (words.get(range.start), words[..range.end].last()) else {
        return String::new();
    };
    if range.is_empty() {
        return String::new();
    }
    // A paragraph is cut where a word of it is left out.
    let (before, behind) = (range.start.checked_sub(BEFORE + 1), range.end + BEHIND);
    let before = before
        .map(|at| &words[at])
        .filter(|word| word.paragraph == first.paragraph);
    let behind = words.get(behind).filter(|word| word.paragraph == last.paragraph);
    let mut piece = String::new();
    let start = match before {
        Some(_) => {
            piece.push(CUT);
            words[range.start - BEFORE].range.start
        }
        None => first.paragraph.start,
    };
    let end = match behind {
        Some(_) => words[range.end + BEHIND - 1].range.end,
        None => last.paragraph.end,
    };
    piece.push_str(&text[start..end]);
    if behind.is_some() {
        piece.push(CUT);
    }
    piece
}

/// Adds a place with as much of a text as it can hold.
fn put(file: &mut Vec<u8>, text: &str, width: usize) -> io::Result<()> {
    let packed = packed(text, width - LENGTH)?;
    let end = file.len() + width;
    file.extend((packed.len() as u16).to_le_bytes());
    file.extend(packed);
    file.resize(end, 0);
    Ok(())
}

/// A text, or as much of its beginning as there is room for, packed.
fn packed(text: &str, room: usize) -> io::Result<Vec<u8>> {
    // Texts hardly ever become smaller than a tenth: hopeless lengths are not tried.
    let mut end = text.floor_char_boundary(text.len().min(16 * room));
    loop {
        let mut kept = text[..end].to_owned();
        if end < text.len() {
            kept.push(CUT);
        }
        let packed = member(kept.as_bytes())?;
        if packed.len() <= room {
            return Ok(packed);
        }
        // A little less than what would fit if all of it packed alike, to the end of a word.
        let kept = text.floor_char_boundary(end * room / packed.len() * 63 / 64);
        end = text[..kept].rfind(char::is_whitespace).unwrap_or(kept);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;
    use proptest::prelude::*;

    use super::*;

    fn unpacked(place: &[u8]) -> String {
        let length = usize::from(u16::from_le_bytes([place[0], place[1]]));
        let mut text = String::new();
        let mut member = GzDecoder::new(&place[2..2 + length]);
        member.read_to_string(&mut text).expect("a gzip member");
        text
    }

    fn document<'a>(body: &'a str, labels: &[&str]) -> Document<'a> {
        Document {
            slug: "a",
            title: "A title that counts for nothing",
            body,
            titles: vec![],
            labels: labels.iter().map(ToString::to_string).collect(),
            keys: vec![],
            days: None,
        }
    }

    fn texts_of(body: &str, labels: &[&str]) -> Vec<String> {
        let file = pieces_of(&document(body, labels)).expect("packed in memory");
        file.chunks(PIECE).map(unpacked).collect()
    }

    #[test]
    fn the_longest_have_pieces_where_there_is_not_room_for_all() {
        let bodies = [30, 50, 10, 40, 40].map(|words| "word ".repeat(words));
        let documents = bodies.each_ref().map(|body| document(body, &[]));
        let with_room = |room: usize| {
            let (from, files) = pieces((0..).zip(&documents), room).expect("packed in memory");
            (from, files.into_iter().map(|(page, _)| page).collect::<Vec<_>>())
        };
        assert_eq!(with_room(5), (0, vec![0, 1, 2, 3, 4]));
        assert_eq!(with_room(4), (TITLE + 10 + GAP, vec![0, 1, 3, 4]));
        assert_eq!(with_room(2), (TITLE + 40 + GAP, vec![1]), "equals are treated alike");
        assert_eq!(with_room(0), (TITLE + 50 + GAP, vec![]));
    }

    #[test]
    fn a_piece_has_what_its_positions_have_and_what_stands_around_it() {
        let text = |words: std::ops::Range<u32>| words.map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
        // The second paragraph begins at 100 + 4: the first piece has 184 words of it, and 56 more.
        let body = format!("{}.\n\n“{}”", text(0..100), text(100..700));
        let found = texts_of(&body, &["Two words", "three more words"]);
        let expected = [
            format!("{}.\n\n“{}…", text(0..100), text(100..340)),
            format!("…{}…", text(260..628)),
            format!("…{}”", text(548..700)),
        ];
        assert_eq!(found, expected);
        assert_eq!(texts_of("", &[]), [""]);
        let labels = ["five words in one label"; 60];
        let many = texts_of("Text.", &labels);
        assert_eq!(many, ["Text.", ""], "labels have positions as well");
    }

    proptest! {
        #[test]
        fn every_word_is_in_the_piece_of_its_position(
            lengths in proptest::collection::vec(0..90_u32, 0..12),
        ) {
            let mut words = (0..).map(|word| format!("w{word}"));
            let mut paragraph = |length: &u32| words.by_ref().take(*length as usize).collect::<Vec<_>>().join(" ");
            let paragraphs: Vec<String> = lengths.iter().map(&mut paragraph).collect();
            let found = texts_of(&paragraphs.join("\n\n"), &[]);
            let mut position = 0;
            for paragraph in paragraphs {
                for word in paragraph.split_whitespace() {
                    let piece = &found[(position / STRIDE) as usize];
                    prop_assert!(piece.split([' ', '\n', CUT]).any(|known| known == word), "{word} in {piece}");
                    position += 1;
                }
                position += GAP;
            }
        }
    }

    #[test]
    fn each_place_has_the_beginning_of_its_text() {
        // Words that hardly repeat, so that the text does not pack well.
        let word = |number: u64| format!("{:x} ", number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let long: String = (0..4_000).map(word).collect();
        let texts = ["Ngắn.", &long, "", "Last."];
        let files = beginnings(texts.into_iter(), 3).expect("packed in memory");
        assert_eq!(
            files.iter().map(Vec::len).collect::<Vec<_>>(),
            [3 * BEGINNING, BEGINNING]
        );
        for (at, text) in texts.into_iter().enumerate() {
            let beginning = unpacked(&files[at / 3][at % 3 * BEGINNING..][..BEGINNING]);
            assert!(text.starts_with(beginning.trim_end_matches(CUT)));
            assert_eq!(
                beginning.ends_with(CUT),
                beginning.len() < text.len(),
                "what was cut says so"
            );
            assert!(beginning.len() >= text.len().min(6_000), "{} bytes", beginning.len());
        }
    }
}

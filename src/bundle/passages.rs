//! The beginnings of the articles of a large archive, each in a place of its own that its number tells: passages around matches
//! are cut from them where a page of the feed holds so many articles that fetching it for one would cost too much.

use std::io;

use super::originals::member;

/// The bytes of each place: a gzip member of some two thousand words, after its length.
pub(super) const WIDTH: usize = 4096;

/// Bytes of the length.
const LENGTH: usize = 2;

/// The files, with so many beginnings in each.
pub(super) fn files<'a>(texts: impl Iterator<Item = &'a str>, per_file: u32) -> io::Result<Vec<Vec<u8>>> {
    let mut files: Vec<Vec<u8>> = vec![];
    for (at, text) in texts.enumerate() {
        if at % per_file as usize == 0 {
            files.push(vec![]);
        }
        if let Some(file) = files.last_mut() {
            let end = file.len() + WIDTH;
            let beginning = beginning(text)?;
            file.extend((beginning.len() as u16).to_le_bytes());
            file.extend(beginning);
            file.resize(end, 0);
        }
    }
    Ok(files)
}

/// As much of a text as a place can hold, packed.
fn beginning(text: &str) -> io::Result<Vec<u8>> {
    const ROOM: usize = WIDTH - LENGTH;
    // Texts hardly ever become smaller than a tenth: hopeless lengths are not tried.
    let mut end = text.floor_char_boundary(text.len().min(16 * ROOM));
    loop {
        let packed = member(&text.as_bytes()[..end])?;
        if packed.len() <= ROOM {
            return Ok(packed);
        }
        // A little less than what would fit if all of it packed alike, to the end of a word.
        let kept = text.floor_char_boundary(end * ROOM / packed.len() * 63 / 64);
        end = text[..kept].rfind(char::is_whitespace).unwrap_or(kept);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn each_place_has_the_beginning_of_its_text() {
        // Words that hardly repeat, so that the text does not pack well.
        let word = |number: u64| format!("{:x} ", number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let long: String = (0..4_000).map(word).collect();
        let texts = ["Ngắn.", &long, "", "Last."];
        let files = files(texts.into_iter(), 3).expect("packed in memory");
        assert_eq!(files.iter().map(Vec::len).collect::<Vec<_>>(), [3 * WIDTH, WIDTH]);
        for (at, text) in texts.into_iter().enumerate() {
            let place = &files[at / 3][at % 3 * WIDTH..][..WIDTH];
            let length = usize::from(u16::from_le_bytes([place[0], place[1]]));
            let mut beginning = String::new();
            let mut unpacked = GzDecoder::new(&place[2..2 + length]);
            unpacked.read_to_string(&mut beginning).expect("a gzip member");
            assert!(text.starts_with(&beginning));
            assert!(beginning.len() >= text.len().min(6_000), "{} bytes", beginning.len());
        }
    }
}

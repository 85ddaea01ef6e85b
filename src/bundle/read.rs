//! From a folder to the texts in it: which files are articles, and their characters.
//!
//! Order and content of what comes out depend on the files alone, never on the machine: paths are
//! sorted, compared in NFC and written with `/`. What a text means is for the next rooms.

use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::report::Problem;

/// A file that holds an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Relative to the folder, with `/`, in NFC.
    pub(super) path: String,
    /// Where it is.
    pub(super) file: PathBuf,
    /// How its text is written.
    pub(super) format: Format,
}

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// `.txt`
    Plain,
    /// `.md`, `.markdown`
    Markdown,
}

/// All articles below `folder`, sorted by path. Hidden files, READMEs and the folder `out` are not articles.
/// What cannot be looked into is a problem, not the end.
pub(super) fn walk(folder: &Path, out: &Path, problems: &mut Vec<Problem>) -> Vec<Found> {
    let out = fs::canonicalize(out).ok();
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                let message = format!("this folder cannot be read ({error}): check its permissions");
                problems.push(Problem::skipped(prefix.trim_end_matches('/'), None, message));
                continue;
            }
        };
        for entry in entries.flatten() {
            let name: String = entry.file_name().to_string_lossy().nfc().collect();
            let file = entry.path();
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            // A linked folder could lead back here; a linked file cannot.
            let linked = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            if file.is_dir() {
                if !linked && (out.is_none() || fs::canonicalize(&file).ok() != out) {
                    folders.push((file, format!("{path}/")));
                }
            } else if let Some(format) = format_of(&name) {
                found.push(Found { path, file, format });
            }
        }
    }
    found.sort_by(|a, b| (&a.path, &a.file).cmp(&(&b.path, &b.file)));
    found.dedup_by(|later, first| {
        let same = later.path == first.path;
        if same {
            let message = "another file has the same name, written with other Unicode characters: rename one of them";
            problems.push(Problem::skipped(&later.path, None, message));
        }
        same
    });
    found
}

fn format_of(name: &str) -> Option<Format> {
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.eq_ignore_ascii_case("readme") {
        return None;
    }
    match extension.to_ascii_lowercase().as_str() {
        "txt" => Some(Format::Plain),
        "md" | "markdown" => Some(Format::Markdown),
        _ => None,
    }
}

/// The characters of a file: UTF-8 with or without byte order mark, line ends as `\n`, in NFC, without
/// control characters.
///
/// # Errors
/// The line and what to do, where the bytes are not UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<String, (Option<usize>, String)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if utf16 {
        return Err((None, "the text is UTF-16: save it as UTF-8".to_owned()));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
        let message = format!("byte 0x{byte:02x} is not UTF-8: open the file in its old encoding and save it as UTF-8");
        (Some(line), message)
    })?;
    if text.contains('\0') {
        return Err((
            None,
            "the file holds zero bytes, so it is no UTF-8 text: save it as UTF-8, or move it away".into(),
        ));
    }
    let mut lines = String::with_capacity(text.len());
    let mut characters = text.nfc().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                lines.push('\n');
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => lines.push('\n'),
            '\t' | '\n' => lines.push(character),
            '\u{feff}' => {}
            character if character.is_control() => {}
            character => lines.push(character),
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_marks_and_byte_order_make_no_difference() {
        let plain = decode("Việt Nam\nHà Nội\n".as_bytes());
        for variant in [
            "\u{feff}Việt Nam\r\nHà Nội\r\n",
            "Vie\u{323}\u{302}t Nam\rHa\u{300} No\u{323}\u{302}i\r",
            "Việt\u{7} Nam\u{2028}Hà Nội\u{85}",
        ] {
            assert_eq!(decode(variant.as_bytes()), plain, "{variant:?}");
        }
    }

    #[test]
    fn other_encodings_are_named_with_their_line() {
        let (line, message) = decode(b"one\ntwo \xe9t\xe9\n").expect_err("Latin-1");
        assert_eq!(line, Some(2));
        assert!(message.contains("0xe9") && message.contains("UTF-8"), "{message}");
        for utf16 in [&b"\xff\xfeV\0i\0"[..], b"\xfe\xff\0V\0i", b"V\0i\0"] {
            assert!(decode(utf16).expect_err("UTF-16").1.contains("save it as UTF-8"));
        }
    }

    #[test]
    fn articles_are_found_at_any_depth_in_one_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("b/c")).expect("folders");
        fs::create_dir_all(at("out")).expect("folders");
        for path in [
            "z.txt",
            "b/c/d.md",
            "b/a.TXT",
            "README.md",
            ".hidden.txt",
            "b/picture.jpg",
            "archive.toml",
            "out/x.md",
        ] {
            fs::write(at(path), "text").expect("a file");
        }
        let mut problems = vec![];
        let found = walk(folder.path(), &at("out"), &mut problems);
        let paths: Vec<&str> = found.iter().map(|found| found.path.as_str()).collect();
        assert_eq!(paths, ["b/a.TXT", "b/c/d.md", "z.txt"]);
        assert!(problems.is_empty());
    }
}

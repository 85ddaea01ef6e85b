//! What texts call other files of their folder.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

/// Folders and files that nobody published on purpose.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name == "node_modules"
}

/// The folder of a file, without `/` at its end; empty for one that is in none.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path of what a file in `folder` calls `path`, relative to the whole folder.
///
/// # Errors
/// It leads out of it, or to something hidden.
pub(super) fn within(folder: &str, path: &str) -> Result<String, &'static str> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or("it lies outside of the folder: put it there")?;
            }
            part if is_hidden(part) => return Err("it is a hidden file, and these stay where they are: move it"),
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// The ways in which an address can name a file: as it stands, and without what only addresses have.
pub(super) fn spellings(address: &str) -> Vec<String> {
    let plain = address.split(['?', '#']).next().unwrap_or_default();
    let mut spellings = vec![address.to_owned()];
    for spelling in [
        plain.to_owned(),
        decoded(plain).into_owned(),
        decoded(plain).replace('\\', "/"),
    ] {
        if !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    }
    spellings.retain(|spelling| !spelling.is_empty());
    spellings
}

/// Without percent signs; as it stands where that is no text.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .filter(|digits| *byte == b'%' && digits.iter().all(u8::is_ascii_hexdigit));
        let number = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match number.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(number) => {
                bytes.push(number);
                rest = &after[2..];
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), |text| Cow::Owned(text.nfc().collect()))
}

/// Every file below a folder that is not hidden, relative to it, sorted. Links to folders are not followed.
pub(super) fn files(root: &Path, out: Option<&Path>) -> Vec<String> {
    let mut files = vec![];
    let mut folders = vec![(root.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(kind) = entry.file_type() else { continue };
            if is_hidden(&name) || out == Some(&entry.path()) {
                continue;
            }
            if kind.is_dir() {
                folders.push((entry.path(), format!("{prefix}{name}/")));
            } else {
                files.push(format!("{prefix}{name}"));
            }
        }
    }
    files.sort_unstable();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_within_the_folder() {
        assert_eq!(within("a/b", "../c/./d.png"), Ok("a/c/d.png".to_owned()));
        assert_eq!(within("", "d.png"), Ok("d.png".to_owned()));
        for out in [
            "../d.png",
            "a/../../d.png",
            ".git/d.png",
            "a/.d.png",
            "a/node_modules/d.png",
        ] {
            assert!(within("", out).is_err(), "{out}");
        }
    }

    #[test]
    fn an_address_is_tried_as_it_stands_and_as_what_it_means() {
        assert_eq!(
            spellings("a%20b.png?w=3#x"),
            ["a%20b.png?w=3#x", "a%20b.png", "a b.png"]
        );
        assert_eq!(spellings("a\\b.png"), ["a\\b.png", "a/b.png"]);
        assert_eq!(decoded("100%25 %E1%BA%BF %zz %ff"), "100%25 %E1%BA%BF %zz %ff");
        assert_eq!(decoded("e%CC%81"), "é");
    }
}

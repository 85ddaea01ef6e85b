//! The characters of a file.

use unicode_normalization::UnicodeNormalization;

/// The characters of a file: UTF-8 with or without byte order mark, line ends as `\n`, in NFC, without
/// control characters.
///
/// # Errors
/// The line and what to do, where the bytes are not UTF-8.
pub(in crate::bundle) fn decode(bytes: &[u8]) -> Result<String, (Option<usize>, String)> {
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
}

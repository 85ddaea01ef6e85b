//! Bits as text that JSON leaves alone: six to a character, lowest first.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes some bytes; the last character is filled up with zeros.
pub(super) fn encode(bytes: &[u8]) -> String {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| usize::from(byte >> (at % 8) & 1));
    let character = |first: usize| (0..6).map(|place| bit(first + place) << place).sum::<usize>();
    (0..bytes.len() * 8)
        .step_by(6)
        .map(|first| char::from(ALPHABET[character(first)]))
        .collect()
}

/// Reads what [`encode`] wrote, and up to six bits behind it; `None` where another character stands.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut waiting, mut count) = (0_u32, 0);
    for character in text.bytes() {
        let code = ALPHABET.iter().position(|known| *known == character)?;
        waiting |= (code as u32) << count;
        count += 6;
        if count >= 8 {
            bytes.push(waiting as u8);
            waiting >>= 8;
            count -= 8;
        }
    }
    if count > 0 {
        bytes.push(waiting as u8);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_survive_as_text(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let text = encode(&bytes);
            prop_assert_eq!(text.len(), (bytes.len() * 8).div_ceil(6));
            prop_assert_eq!(&decode(&text).expect("only known characters")[..bytes.len()], bytes);
        }
    }
}

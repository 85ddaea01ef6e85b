//! The smallest pieces: sealed files, variable-length numbers, and a cursor that never runs past the end.

use std::fmt;

/// What a binary file holds; the sixth byte of its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A shard of terms.
    Terms = 1,
    /// Postings.
    Postings = 2,
    /// Positions.
    Positions = 3,
    /// Facets.
    Facets = 4,
    /// Days of publication.
    Dates = 5,
    /// The documents of facets.
    Tagged = 6,
}

/// Bytes that are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrupt(pub &'static str);

impl fmt::Display for Corrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Corrupt {}

/// `AXI` and the version of the layout of the binary files.
const MAGIC: [u8; 4] = *b"AXI\x06";

/// Length of magic, kind and checksum, before the payload.
pub const HEADER: usize = 9;

/// Puts the header before a payload: magic (4 bytes), kind (1), FNV-1a of the payload (4, little-endian).
pub fn seal(kind: Kind, payload: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEADER + payload.len());
    file.extend_from_slice(&MAGIC);
    file.push(kind as u8);
    file.extend_from_slice(&checksum(payload).to_le_bytes());
    file.extend_from_slice(payload);
    file
}

/// The payload of a sealed file.
///
/// # Errors
/// Another magic, kind or checksum: the file is truncated, changed, or something else altogether.
pub fn unseal(kind: Kind, file: &[u8]) -> Result<&[u8], Corrupt> {
    let (header, payload) = file
        .split_at_checked(HEADER)
        .ok_or(Corrupt("it is shorter than its header"))?;
    if header[..4] != MAGIC {
        return Err(Corrupt("it does not begin like an index file"));
    }
    if header[4] != kind as u8 {
        return Err(Corrupt("it is an index file of another kind"));
    }
    if header[5..] != checksum(payload).to_le_bytes() {
        return Err(Corrupt("its checksum does not match its content"));
    }
    Ok(payload)
}

/// Length of the checksum before a part of a file that is read without the rest.
pub const PART_HEADER: usize = 2;

/// Puts a checksum before a part of a file that is read without the rest: its FNV-1a, halves combined by exclusive or
/// (2 bytes, little-endian).
pub fn seal_part(part: &[u8]) -> Vec<u8> {
    [short_checksum(part).as_slice(), part].concat()
}

/// What [`seal_part`] sealed.
///
/// # Errors
/// Another checksum: the part is cut off, changed, or another one.
pub fn unseal_part(sealed: &[u8]) -> Result<&[u8], Corrupt> {
    let (known, part) = sealed.split_at_checked(PART_HEADER).unwrap_or_default();
    if known == short_checksum(part) {
        Ok(part)
    } else {
        Err(Corrupt("a checksum in it does not match its content"))
    }
}

fn short_checksum(bytes: &[u8]) -> [u8; PART_HEADER] {
    let sum = checksum(bytes);
    ((sum >> 16 ^ sum) as u16).to_le_bytes()
}

/// FNV-1a, 32 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>): guards against accidents, not attackers.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// Appends a number, seven bits a byte, lowest first, the high bit set on all but the last (LEB128).
pub fn put_number(into: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        into.push(number as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

/// Appends a text: its length in bytes, then the bytes.
pub fn put_text(into: &mut Vec<u8>, text: &str) {
    put_number(into, text.len() as u64);
    into.extend_from_slice(text.as_bytes());
}

/// Reads what the functions above wrote; every step is checked.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// A cursor at the beginning of some bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Nothing is left.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How many bytes are left.
    pub fn rest(&self) -> u32 {
        u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
    }

    /// The next byte.
    ///
    /// # Errors
    /// Nothing is left.
    #[inline(always)]
    pub fn byte(&mut self) -> Result<u8, Corrupt> {
        let (byte, rest) = self.bytes.split_first().ok_or(Corrupt("it ends too early"))?;
        self.bytes = rest;
        Ok(*byte)
    }

    /// The next number.
    ///
    /// # Errors
    /// Nothing is left, or the number has more than 32 bits.
    pub fn number(&mut self) -> Result<u32, Corrupt> {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && bits > 0xf {
                break;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Corrupt("a number in it is too large"))
    }

    /// The next `length` bytes.
    ///
    /// # Errors
    /// Fewer are left.
    pub fn take(&mut self, length: u32) -> Result<&'a [u8], Corrupt> {
        let (taken, rest) = self
            .bytes
            .split_at_checked(length as usize)
            .ok_or(Corrupt("it ends too early"))?;
        self.bytes = rest;
        Ok(taken)
    }

    /// The next text.
    ///
    /// # Errors
    /// It ends too early, or the bytes are not UTF-8.
    pub fn text(&mut self) -> Result<&'a str, Corrupt> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Corrupt("a text in it is not UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sealed_file_opens_only_as_what_it_is() {
        let file = seal(Kind::Terms, b"payload");
        assert_eq!(unseal(Kind::Terms, &file), Ok(&b"payload"[..]));
        assert!(unseal(Kind::Facets, &file).is_err());
        for length in 0..file.len() {
            assert!(unseal(Kind::Terms, &file[..length]).is_err(), "{length} bytes");
        }
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 0x10;
            assert!(unseal(Kind::Terms, &changed).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_sealed_part_opens_only_unchanged() {
        let part = seal_part(b"part");
        assert_eq!(unseal_part(&part), Ok(&b"part"[..]));
        assert!(unseal_part(&[7]).is_err());
        for at in 0..part.len() {
            let mut changed = part.clone();
            changed[at] ^= 4;
            assert!(unseal_part(&changed).is_err(), "byte {at}");
        }
    }

    #[test]
    fn endless_numbers_are_refused() {
        assert!(Cursor::new(&[0xff; 20]).number().is_err());
        assert!(Cursor::new(&[0xff, 0xff, 0xff, 0xff, 0x1f]).number().is_err());
    }

    proptest! {
        #[test]
        fn what_was_put_is_read(numbers in proptest::collection::vec(any::<u32>(), 0..9), text in "\\PC{0,9}") {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|number| put_number(&mut bytes, u64::from(*number)));
            put_text(&mut bytes, &text);
            let mut cursor = Cursor::new(&bytes);
            for number in numbers {
                prop_assert_eq!(cursor.number(), Ok(number));
            }
            prop_assert_eq!(cursor.text(), Ok(text.as_str()));
            prop_assert!(cursor.is_empty());
        }
    }
}

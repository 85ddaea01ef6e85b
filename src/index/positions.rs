//! Positions: where in a document a term stands. Kept apart from the postings and read for phrases only.
//!
//! For each posting of the term, in the same order: the number of positions, then the positions, each as
//! the difference to the one before. Words are counted through title, text and labels; fields and paragraphs
//! are [`GAP`] apart, so that no phrase reaches from one into the next.

use super::bytes::{Corrupt, Cursor, put_number};

/// Words left out between two fields or paragraphs.
pub const GAP: u32 = 8;

/// Appends the positions of one posting, ascending.
pub fn put(into: &mut Vec<u8>, positions: &[u32]) {
    put_number(into, positions.len() as u64);
    let mut before = 0;
    for position in positions {
        put_number(into, u64::from(position - before));
        before = *position;
    }
}

/// Reads the positions of the postings that `wanted` picks (by their place in the list); others are skipped.
///
/// # Errors
/// The bytes end early or a position is out of range.
pub fn decode(bytes: &[u8], count: u32, mut wanted: impl FnMut(usize) -> bool) -> Result<Vec<Vec<u32>>, Corrupt> {
    let mut cursor = Cursor::new(bytes);
    let mut result = Vec::new();
    for at in 0..count as usize {
        let length = cursor.number()?;
        let mut positions = Vec::new();
        let mut position = 0_u32;
        for _ in 0..length {
            position = position
                .checked_add(cursor.number()?)
                .ok_or(Corrupt("a position in it is out of range"))?;
            positions.push(position);
        }
        if wanted(at) {
            result.push(positions);
        }
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn positions_survive_their_bytes(all in proptest::collection::vec(proptest::collection::btree_set(any::<u32>(), 0..20), 1..20)) {
            let all: Vec<Vec<u32>> = all.into_iter().map(|positions| positions.into_iter().collect()).collect();
            let mut bytes = Vec::new();
            all.iter().for_each(|positions| put(&mut bytes, positions));
            let count = all.len() as u32;
            prop_assert_eq!(decode(&bytes, count, |_| true), Ok(all.clone()));
            prop_assert_eq!(decode(&bytes, count, |at| at == 0), Ok(all[..1].to_vec()));
            prop_assert!(decode(&bytes, count + 1, |_| true).is_err());
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..100), count in any::<u32>()) {
            let _ = decode(&bytes, count, |_| true);
        }
    }
}

//! Positions: where in a document a term stands. Kept apart from the postings and read for phrases and proximity only.
//!
//! For each posting of the term, in the same order: how many positions (gamma code), then each as the difference to the one
//! before (Rice code, whose parameter follows from the posting's impact: a term that counts little for its frequency stands in a
//! long document, and a number a block that says how much longer or shorter). Words are counted through title, text and labels; the text begins at [`TITLE`], and paragraphs are [`GAP`]
//! apart, so that no phrase reaches from one into the next. Blocks are those of the postings. Where there are several, their
//! lengths in bytes stand in front, so that only those with wanted documents are read.

use super::bits::{BitReader, BitWriter, rice_length};
use super::bytes::{Corrupt, Cursor, put_number};
use super::gaps::BLOCK;
use super::postings::HIGHEST;

/// Words left out between two paragraphs.
pub const GAP: u32 = 4;

/// Words of the title stand below this, all others from here on.
pub const TITLE: u32 = 64;

/// Words that stand nearly everywhere have no positions: a phrase passes over them. They are nearly a third of
/// English text.
pub const EVERYWHERE: [&str; 10] = ["a", "and", "for", "in", "is", "of", "on", "that", "the", "to"];

/// Bits of the scale of a block, which says how long the gaps are that it has, in quarters of a doubling from [`LEAST_SCALE`] on.
const SCALE_BITS: u32 = 6;
const LEAST_SCALE: u32 = 24;

/// A list of one document does without: its scale would be as long as what it spares.
const USUAL_SCALE: u32 = 24;

/// More positions of a term in one document than this are not written.
pub const MOST: usize = 1 << 16;

/// Writes the positions of a term's postings, each list ascending and not empty, given their impacts.
pub fn encode(lists: &[Vec<u32>], impacts: &[u8]) -> Vec<u8> {
    let chunks = lists.chunks(BLOCK).zip(impacts.chunks(BLOCK));
    let alone = lists.len() == 1;
    let blocks: Vec<Vec<u8>> = chunks.map(|(lists, impacts)| block(lists, impacts, alone)).collect();
    let mut bytes = Vec::new();
    if blocks.len() > 1 {
        blocks
            .iter()
            .for_each(|block| put_number(&mut bytes, block.len() as u64));
    }
    bytes.extend(blocks.concat());
    bytes
}

fn block(lists: &[Vec<u32>], impacts: &[u8], alone: bool) -> Vec<u8> {
    let mut bits = BitWriter::default();
    let scale = if alone {
        USUAL_SCALE
    } else {
        let length = |scale: &u32| {
            let mut sum = 0;
            gaps(lists, impacts, *scale, |k, list| {
                sum += list.map(|gap| rice_length(gap, k)).sum::<u64>();
            });
            sum
        };
        let best = (0..1 << SCALE_BITS).min_by_key(length).unwrap_or(USUAL_SCALE);
        bits.put(best, SCALE_BITS);
        best
    };
    gaps(lists, impacts, scale, |k, list| {
        bits.put_gamma(list.len() as u32);
        list.for_each(|gap| bits.put_rice(gap, k));
    });
    bits.finish()
}

/// Calls `each` with the gaps of each posting and their Rice parameter.
fn gaps(
    lists: &[Vec<u32>],
    impacts: &[u8],
    scale: u32,
    mut each: impl FnMut(u32, &mut dyn ExactSizeIterator<Item = u32>),
) {
    for (positions, impact) in lists.iter().zip(impacts) {
        let mut next = 0;
        let mut gaps = positions.iter().map(|position| {
            let gap = position - next;
            next = position + 1;
            gap
        });
        each(gap_parameter(scale, positions.len() as u32, *impact), &mut gaps);
    }
}

/// The Rice parameter for the gaps of a term that stands so often in a document and has this impact there: their mean is
/// the document's length over the count and one more, and the length follows from both as in BM25.
fn gap_parameter(scale: u32, count: u32, impact: u8) -> u32 {
    let impact = u64::from(impact.min(HIGHEST));
    let parts = u64::from(HIGHEST) + 1;
    // 64 · count · (1 - s) / s is 64 · K = 64 · 1.2 · (0.25 + 0.75 · length / average), with s in the middle of its part.
    let norm = 64 * u64::from(count) * (2 * parts - 2 * impact - 1) / (2 * impact + 1);
    let length = norm.saturating_sub(19).max(4);
    let scale = scale + LEAST_SCALE;
    let mean = (((length * u64::from(4 + scale % 4)) << 8) / (u64::from(count) + 1))
        .max(1)
        .ilog2();
    // The mean of a typical posting is about 2^16 by this count.
    (scale / 4 + mean).saturating_sub(16).min(31)
}

/// Reads the positions of some postings of a list, given the impacts of all and the places of those in it, ascending.
///
/// # Errors
/// The bytes end early, a position is out of range, or `wanted` names a place that is not there.
pub fn decode(bytes: &[u8], impacts: &[u8], wanted: &[u32]) -> Result<Vec<Vec<u32>>, Corrupt> {
    let mut lists = Vec::with_capacity(wanted.len());
    let mut wanted = wanted.iter().copied();
    each(bytes, impacts, &mut wanted, &mut |positions| {
        lists.push(positions.to_vec())
    })?;
    Ok(lists)
}

/// Calls `each` with the positions of some postings of a list, one after the other, given the places of these, ascending; see [`decode`].
///
/// # Errors
/// Those of [`decode`]; `each` may have been called before.
pub fn each(
    bytes: &[u8],
    impacts: &[u8],
    wanted: &mut dyn Iterator<Item = u32>,
    each: &mut dyn FnMut(&[u32]),
) -> Result<(), Corrupt> {
    let mut cursor = Cursor::new(bytes);
    let mut lengths = Vec::new();
    if impacts.len() > BLOCK {
        for _ in impacts.chunks(BLOCK) {
            lengths.push(cursor.number()?);
        }
    } else {
        lengths.push(cursor.rest());
    }
    let mut wanted = wanted.peekable();
    let alone = impacts.len() == 1;
    let mut first = 0;
    for (impacts, length) in impacts.chunks(BLOCK).zip(lengths) {
        let block = cursor.take(length)?;
        let behind = first + impacts.len() as u32;
        if wanted.peek().is_some_and(|place| *place < behind) {
            let mut bits = BitReader::new(block);
            let scale = if alone { USUAL_SCALE } else { bits.take(SCALE_BITS)? };
            // Those that are passed over take no memory of their own.
            let mut positions = Vec::new();
            for (place, impact) in (first..behind).zip(impacts) {
                list(&mut bits, scale, *impact, &mut positions)?;
                if wanted.next_if_eq(&place).is_some() {
                    each(&positions);
                }
                if wanted.peek().is_none_or(|place| *place >= behind) {
                    break;
                }
            }
        }
        first = behind;
    }
    match wanted.next() {
        None => Ok(()),
        Some(_) => Err(Corrupt("it has fewer documents than the dictionary says")),
    }
}

/// Reads the positions of one posting in the place of others.
fn list(bits: &mut BitReader<'_>, scale: u32, impact: u8, positions: &mut Vec<u32>) -> Result<(), Corrupt> {
    positions.clear();
    let mut reader = *bits;
    let count = reader.gamma()?;
    let k = gap_parameter(scale, count, impact);
    let mut next = 0_u32;
    for _ in 0..count {
        let position = next.checked_add(reader.rice_inlined(k)?);
        let position = position.filter(|position| *position < u32::MAX);
        let position = position.ok_or(Corrupt("a position in it is out of range"))?;
        positions.push(position);
        next = position + 1;
    }
    *bits = reader;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn positions_survive_their_bytes(
            all in proptest::collection::vec(proptest::collection::btree_set(0..u32::MAX, 1..9), 1..300),
            seed in any::<u8>(),
            wanted in proptest::collection::vec(any::<proptest::sample::Index>(), 0..9),
        ) {
            let all: Vec<Vec<u32>> = all.into_iter().map(|positions| positions.into_iter().collect()).collect();
            let impacts: Vec<u8> = (0..all.len()).map(|at| (at as u8).wrapping_mul(seed) % (HIGHEST + 1)).collect();
            let bytes = encode(&all, &impacts);
            let count = all.len() as u32;
            let every: Vec<u32> = (0..count).collect();
            prop_assert_eq!(decode(&bytes, &impacts, &every), Ok(all.clone()));
            let mut wanted: Vec<u32> = wanted.into_iter().map(|index| index.index(all.len()) as u32).collect();
            wanted.sort_unstable();
            wanted.dedup();
            let picked: Vec<Vec<u32>> = wanted.iter().map(|place| all[*place as usize].clone()).collect();
            prop_assert_eq!(decode(&bytes, &impacts, &wanted), Ok(picked));
            prop_assert!(decode(&bytes, &impacts, &[count]).is_err());
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..100), impacts in proptest::collection::vec(any::<u8>(), 0..300), wanted in proptest::collection::btree_set(0..1_000_u32, 0..9)) {
            let wanted: Vec<u32> = wanted.into_iter().collect();
            let _ = decode(&bytes, &impacts, &wanted);
        }
    }
}

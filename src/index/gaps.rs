//! Ascending numbers, each as the difference to the one before, less one (Rice code). In front of every [`BLOCK`] of them stands
//! the parameter that suits these; a few numbers do without where both sides know how dense they are.

use super::bits::{BitReader, BitWriter, rice_parameter};
use super::bytes::Corrupt;

/// Numbers that share a parameter.
pub(super) const BLOCK: usize = 128;

/// Bits of a parameter.
const PARAMETER_BITS: u32 = 5;

/// The parameter of so many numbers below `end` that is not written.
pub(super) fn parameter(count: u32, end: u32) -> Option<u32> {
    (count as usize <= BLOCK).then(|| rice_parameter(end, count))
}

/// Writes ascending numbers, whose parameter is known or is written, and what `behind` puts behind each.
pub(super) fn put(
    bits: &mut BitWriter,
    numbers: &[u32],
    known: Option<u32>,
    mut behind: impl FnMut(&mut BitWriter, usize),
) {
    let (mut next, mut at) = (0, 0);
    for block in numbers.chunks(BLOCK) {
        let gaps = block.iter().scan(next, |next, number| {
            let gap = number - *next;
            *next = number + 1;
            Some(gap)
        });
        let gaps: Vec<u32> = gaps.collect();
        let k = known.unwrap_or_else(|| {
            let size = |k: u32| gaps.iter().map(|gap| u64::from(gap >> k) + u64::from(k)).sum::<u64>();
            let best = (0..1 << PARAMETER_BITS).min_by_key(|k| size(*k)).unwrap_or(0);
            bits.put(best, PARAMETER_BITS);
            best
        });
        for gap in gaps {
            bits.put_rice(gap, k);
            behind(bits, at);
            at += 1;
        }
        next = block.last().map_or(next, |last| last + 1);
    }
}

/// Reads what [`put`] wrote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gaps<'a> {
    /// What stands behind the number that was read last.
    pub(super) bits: BitReader<'a>,
    known: Option<u32>,
    k: u32,
    /// Numbers until the next parameter.
    left: u32,
    next: u32,
}

impl<'a> Gaps<'a> {
    /// At the beginning of numbers whose parameter is known or was written.
    pub(super) fn new(bits: BitReader<'a>, known: Option<u32>) -> Self {
        Self {
            bits,
            known,
            k: 0,
            left: 0,
            next: 0,
        }
    }

    /// The next number.
    ///
    /// # Errors
    /// The bytes end early, or the number is too large.
    pub(super) fn next(&mut self) -> Result<u32, Corrupt> {
        self.next_inlined()
    }

    /// [`Gaps::next`] for where most of the time is spent: it is compiled into each place.
    #[inline(always)]
    pub(super) fn next_inlined(&mut self) -> Result<u32, Corrupt> {
        if self.left == 0 {
            self.left = BLOCK as u32;
            self.k = match self.known {
                Some(k) => k,
                None => self.bits.take(PARAMETER_BITS)?,
            };
        }
        self.left -= 1;
        let number = self.next.checked_add(self.bits.rice_inlined(self.k)?);
        let number = number.filter(|number| *number < u32::MAX);
        let number = number.ok_or(Corrupt("a number in it is out of range"))?;
        self.next = number + 1;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_survive_their_bytes_with_what_stands_behind_them(
            numbers in proptest::collection::btree_set(0..u32::MAX, 0..400),
            known in proptest::option::of(0..32_u32),
        ) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let mut bits = BitWriter::default();
            put(&mut bits, &numbers, known, |bits, at| bits.put(numbers[at] % 8, 3));
            let bytes = bits.finish();
            let mut gaps = Gaps::new(BitReader::new(&bytes), known);
            for number in &numbers {
                prop_assert_eq!(gaps.next(), Ok(*number));
                prop_assert_eq!(gaps.bits.take(3), Ok(number % 8));
            }
        }
    }

    #[test]
    fn each_block_has_the_parameter_that_suits_it() {
        let dense = 0..128;
        let sparse = (1..=128).map(|number| 1_000 * number);
        let numbers: Vec<u32> = dense.chain(sparse).collect();
        let mut bits = BitWriter::default();
        put(&mut bits, &numbers, None, |_, _| {});
        let length = bits.finish().len();
        assert!(length < (128 + 128 * 12) / 8, "{length} bytes");
    }
}

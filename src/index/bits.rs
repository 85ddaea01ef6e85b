//! Numbers of a few bits: written one behind the other, lowest bit first.
//!
//! Rice and gamma codes as in Witten, Moffat and Bell, *Managing Gigabytes* (1999), chapter 3.

use super::bytes::Corrupt;

/// Rice quotients from here on are not written in unary: the number follows in full. Bounds what a damaged file can cost.
const LONGEST_UNARY: u32 = 24;

/// How many bits [`BitWriter::put_rice`] takes for a number.
pub(super) fn rice_length(number: u32, k: u32) -> u64 {
    let quotient = number >> k;
    u64::from(if quotient < LONGEST_UNARY {
        quotient + 1 + k
    } else {
        LONGEST_UNARY + 32
    })
}

const ENDS: Corrupt = Corrupt("it ends too early");

/// Appends numbers to bytes.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that do not fill a byte yet, the first one lowest.
    waiting: u64,
    count: u32,
}

impl BitWriter {
    /// Appends the lowest `width` bits of a number; at most 32.
    pub(super) fn put(&mut self, number: u32, width: u32) {
        debug_assert!(width <= 32 && (width == 32 || number >> width == 0));
        self.waiting |= u64::from(number) << self.count;
        self.count += width;
        while self.count >= 8 {
            self.bytes.push(self.waiting as u8);
            self.waiting >>= 8;
            self.count -= 8;
        }
    }

    fn put_unary(&mut self, ones: u32) {
        self.put((1 << ones) - 1, ones + 1);
    }

    /// Appends a number of any size, in few bits where it is about `2^k`.
    pub(super) fn put_rice(&mut self, number: u32, k: u32) {
        let quotient = number >> k;
        if quotient < LONGEST_UNARY {
            self.put_unary(quotient);
            self.put(number & ((1 << k) - 1), k);
        } else {
            self.put((1 << LONGEST_UNARY) - 1, LONGEST_UNARY);
            self.put(number, 32);
        }
    }

    /// Appends a number from 1 on, in few bits where it is small.
    pub(super) fn put_gamma(&mut self, number: u32) {
        debug_assert!(number > 0);
        let width = number.ilog2();
        if width < LONGEST_UNARY {
            self.put_unary(width);
            self.put(number & ((1 << width) - 1), width);
        } else {
            self.put((1 << LONGEST_UNARY) - 1, LONGEST_UNARY);
            self.put(number, 32);
        }
    }

    /// The bytes, the last one filled with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.waiting as u8);
        }
        self.bytes
    }
}

/// Reads what [`BitWriter`] wrote; every step is checked. Whoever reads much works on a copy, which the compiler can keep at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    waiting: u64,
    count: u32,
}

impl<'a> BitReader<'a> {
    /// A reader at the beginning of some bytes.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            waiting: 0,
            count: 0,
        }
    }

    /// Has at least 56 bits waiting, as far as there are any.
    #[inline(always)]
    fn fill(&mut self) {
        if let Some(eight) = self.bytes.first_chunk::<8>() {
            self.waiting |= u64::from_le_bytes(*eight) << self.count;
            // Bits above these are the same when they are read again.
            let whole = (63 - self.count) / 8;
            self.bytes = &self.bytes[whole as usize..];
            self.count += 8 * whole;
        } else {
            *self = self.filled();
        }
    }

    /// Near the end of the bytes.
    fn filled(mut self) -> Self {
        while self.count <= 56
            && let Some((byte, rest)) = self.bytes.split_first()
        {
            self.waiting |= u64::from(*byte) << self.count;
            self.count += 8;
            self.bytes = rest;
        }
        self
    }

    #[inline(always)]
    fn drop_bits(&mut self, width: u32) {
        self.waiting >>= width;
        self.count -= width;
    }

    /// The next `width` bits; at most 32.
    ///
    /// # Errors
    /// Fewer are left.
    pub(super) fn take(&mut self, width: u32) -> Result<u32, Corrupt> {
        self.take_inlined(width)
    }

    /// [`BitReader::take`] for where most of the time is spent: it is compiled into each place.
    #[inline(always)]
    pub(super) fn take_inlined(&mut self, width: u32) -> Result<u32, Corrupt> {
        if self.count < width {
            self.fill();
            if self.count < width {
                return Err(ENDS);
            }
        }
        let number = (self.waiting & ((1_u64 << width) - 1)) as u32;
        self.drop_bits(width);
        Ok(number)
    }

    /// Ones before the next zero, or [`LONGEST_UNARY`].
    #[inline(always)]
    fn unary(&mut self) -> Result<u32, Corrupt> {
        if self.count <= LONGEST_UNARY {
            self.fill();
        }
        let ones = self.waiting.trailing_ones().min(LONGEST_UNARY);
        let width = if ones < LONGEST_UNARY { ones + 1 } else { ones };
        if self.count < width {
            return Err(ENDS);
        }
        self.drop_bits(width);
        Ok(ones)
    }

    /// The next number of [`BitWriter::put_rice`] with the same `k`, at most 31.
    ///
    /// # Errors
    /// Fewer bits are left.
    pub(super) fn rice(&mut self, k: u32) -> Result<u32, Corrupt> {
        self.rice_inlined(k)
    }

    /// [`BitReader::rice`] for where most of the time is spent: it is compiled into each place.
    #[inline(always)]
    pub(super) fn rice_inlined(&mut self, k: u32) -> Result<u32, Corrupt> {
        match self.unary()? {
            LONGEST_UNARY => self.take(32),
            quotient => Ok(quotient.checked_shl(k).unwrap_or(0) | self.take_inlined(k)?),
        }
    }

    /// The next number of [`BitWriter::put_gamma`]; at least 1.
    ///
    /// # Errors
    /// Fewer bits are left.
    pub(super) fn gamma(&mut self) -> Result<u32, Corrupt> {
        match self.unary()? {
            LONGEST_UNARY => Ok(self.take(32)?.max(1)),
            width => Ok(1 << width | self.take(width)?),
        }
    }
}

/// The `k` that suits `count` numbers whose sum is about `sum`.
pub(super) fn rice_parameter(sum: u32, count: u32) -> u32 {
    // 0.69 of the mean, as for geometric distributions.
    let mean = u64::from(sum) * 45 / 64 / u64::from(count.max(1));
    mean.max(1).ilog2().min(31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Copy, Debug)]
    enum Code {
        Plain(u32, u32),
        Rice(u32, u32),
        Gamma(u32),
    }

    fn codes() -> impl Strategy<Value = Code> {
        let plain = (0..=32_u32, any::<u32>())
            .prop_map(|(width, number)| Code::Plain((u64::from(number) & ((1 << width) - 1)) as u32, width));
        let size = prop_oneof![0..64_u32, 0..100_000_u32, any::<u32>()];
        prop_oneof![
            plain,
            (size.clone(), 0..32_u32).prop_map(|(number, k)| Code::Rice(number, k)),
            size.prop_map(|number| Code::Gamma(number.max(1))),
        ]
    }

    proptest! {
        #[test]
        fn what_was_put_is_read(all in proptest::collection::vec(codes(), 0..80)) {
            let mut writer = BitWriter::default();
            for code in &all {
                match *code {
                    Code::Plain(number, width) => writer.put(number, width),
                    Code::Rice(number, k) => writer.put_rice(number, k),
                    Code::Gamma(number) => writer.put_gamma(number),
                }
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for code in &all {
                match *code {
                    Code::Plain(number, width) => prop_assert_eq!(reader.take(width), Ok(number)),
                    Code::Rice(number, k) => prop_assert_eq!(reader.rice(k), Ok(number)),
                    Code::Gamma(number) => prop_assert_eq!(reader.gamma(), Ok(number)),
                }
            }
            prop_assert!(reader.take(8).is_err(), "nothing but the filling is left");
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..40), ks in proptest::collection::vec(0..32_u32, 0..40)) {
            let mut reader = BitReader::new(&bytes);
            for k in ks {
                let _ = (reader.rice(k), reader.gamma(), reader.take(k));
            }
        }
    }
}

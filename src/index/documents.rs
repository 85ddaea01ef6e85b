//! Sets of documents, one bit a document.

use std::ops::{BitAndAssign, BitOrAssign, Range, SubAssign};

/// Documents whose bits stand in one number.
pub const BLOCK: u32 = u64::BITS;

/// Some of the documents of an archive. A hundred of them for a hundred thousand documents are a megabyte, and counting,
/// joining and subtracting read 64 documents at a time.
///
/// ```
/// use article_explorer::index::DocumentSet;
///
/// let mut set: DocumentSet = [3, 70, 71].into_iter().collect();
/// set -= &DocumentSet::range(4..71);
/// assert_eq!(set.iter().collect::<Vec<u32>>(), [3, 71]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct DocumentSet {
    words: Vec<u64>,
}

impl DocumentSet {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// All in a range.
    pub fn range(range: Range<u32>) -> Self {
        let mut set = Self::new();
        set.insert_range(range);
        set
    }

    /// Adds a document.
    pub fn insert(&mut self, document: u32) {
        let (word, bit) = place(document);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= bit;
    }

    /// Adds all documents in a range.
    pub fn insert_range(&mut self, range: Range<u32>) {
        let (Some(last), first) = (range.clone().next_back(), range.start) else {
            return;
        };
        self.insert(last);
        let (from, to) = (place(first).0, place(last).0);
        for (at, word) in (from..).zip(&mut self.words[from..=to]) {
            let begins = if at == from { first % u64::BITS } else { 0 };
            let ends = if at == to { last % u64::BITS } else { u64::BITS - 1 };
            *word |= u64::MAX << begins & u64::MAX >> (u64::BITS - 1 - ends);
        }
    }

    /// The document is in it.
    pub fn contains(&self, document: u32) -> bool {
        let (word, bit) = place(document);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many are in both.
    pub fn in_both(&self, other: &Self) -> u32 {
        let both = self.words.iter().zip(&other.words);
        both.map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// Calls `each` with the documents, ascending: faster than an iterator where they are many.
    #[inline]
    pub fn each(&self, mut each: impl FnMut(u32)) {
        for (at, word) in (0..).zip(&self.words) {
            bits(*word, |bit| each(at * u64::BITS + bit as u32));
        }
    }

    /// How many blocks there are up to the last document.
    pub fn blocks(&self) -> usize {
        self.words.len()
    }

    /// The documents of a block, a bit each, the first one in the lowest.
    #[inline]
    pub fn block(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or(0)
    }

    /// Adds documents of a block, a bit each.
    pub fn insert_block(&mut self, at: usize, documents: u64) {
        if documents != 0 {
            if at >= self.words.len() {
                self.words.resize(at + 1, 0);
            }
            self.words[at] |= documents;
        }
    }

    /// The documents, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.words).flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(at * u64::BITS + bit)
            })
        })
    }
}

/// Two sets with the same documents are equal, however long they once were.
impl PartialEq for DocumentSet {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

/// Calls `each` with the place of each one in a number, from the lowest.
#[inline]
pub fn bits(mut number: u64, mut each: impl FnMut(usize)) {
    while number != 0 {
        // The compiler sees that it is none beyond a block.
        each((number.trailing_zeros() % BLOCK) as usize);
        number &= number - 1;
    }
}

fn place(document: u32) -> (usize, u64) {
    ((document / u64::BITS) as usize, 1 << (document % u64::BITS))
}

impl BitOrAssign<&DocumentSet> for DocumentSet {
    fn bitor_assign(&mut self, other: &DocumentSet) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }
}

impl BitAndAssign<&DocumentSet> for DocumentSet {
    fn bitand_assign(&mut self, other: &DocumentSet) {
        self.words.truncate(other.words.len());
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }
}

impl SubAssign<&DocumentSet> for DocumentSet {
    fn sub_assign(&mut self, other: &DocumentSet) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }
}

impl FromIterator<u32> for DocumentSet {
    fn from_iter<I: IntoIterator<Item = u32>>(documents: I) -> Self {
        let mut set = Self::new();
        documents.into_iter().for_each(|document| set.insert(document));
        set
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn documents() -> impl Strategy<Value = BTreeSet<u32>> {
        proptest::collection::btree_set(0..300_u32, 0..40)
    }

    proptest! {
        #[test]
        fn a_range_is_all_its_documents(first in 0..300_u32, length in 0..300_u32) {
            let range = first..first + length;
            prop_assert_eq!(DocumentSet::range(range.clone()), range.collect::<DocumentSet>());
        }

        #[test]
        fn it_does_what_a_set_does(a in documents(), b in documents(), wanted in 0..400_u32) {
            let set = |documents: &BTreeSet<u32>| documents.iter().copied().collect::<DocumentSet>();
            let (first, second) = (set(&a), set(&b));
            prop_assert_eq!(first.iter().collect::<BTreeSet<_>>(), a.clone());
            let mut each = Vec::new();
            first.each(|document| each.push(document));
            prop_assert_eq!(each, a.iter().copied().collect::<Vec<u32>>());
            prop_assert_eq!(first.len() as usize, a.len());
            prop_assert_eq!(first.is_empty(), a.is_empty());
            prop_assert_eq!(first.contains(wanted), a.contains(&wanted));
            prop_assert_eq!(first.in_both(&second) as usize, a.intersection(&b).count());
            let mut both = first.clone();
            both &= &second;
            prop_assert_eq!(both, set(&(&a & &b)));
            let mut either = first.clone();
            either |= &second;
            prop_assert_eq!(either, set(&(&a | &b)));
            let mut rest = first;
            rest -= &second;
            prop_assert_eq!(rest, set(&(&a - &b)));
        }
    }
}

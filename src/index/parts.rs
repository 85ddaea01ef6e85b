//! Files of sealed parts, which are read one by one: postings, and positions.

use super::bytes::{Kind, seal, seal_part};
use super::terms::Place;

/// Files of postings and positions are closed when they are about this long, in a small archive: hosts that cannot send a part of a
/// file send all of it.
const FILE_BYTES: usize = 512;
/// Hosts allow only so many files (20,000 is common): files grow before there are more than about this of one kind.
const MOST_FILES: usize = 1_200;

/// Files of one kind while parts still come in.
pub(super) struct Parts {
    kind: Kind,
    /// When a file is closed.
    room: usize,
    filling: Vec<u8>,
    files: Vec<Vec<u8>>,
}

impl Parts {
    /// Files of parts that take about so many bytes together.
    pub(super) fn new(kind: Kind, bytes: usize) -> Self {
        Self {
            kind,
            room: FILE_BYTES.max(bytes / MOST_FILES),
            filling: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Appends parts side by side, those that are not empty, to the file that is being filled; closes it first when it is full.
    pub(super) fn append<const N: usize>(&mut self, parts: &[Vec<u8>; N]) -> [Place; N] {
        let length: usize = parts.iter().map(Vec::len).sum();
        if !self.filling.is_empty() && self.filling.len() + length > self.room {
            self.close();
        }
        parts.each_ref().map(|part| {
            let start = self.filling.len();
            if !part.is_empty() {
                self.filling.extend(seal_part(part));
            }
            Place {
                file: self.files.len() as u32,
                range: start..self.filling.len(),
            }
        })
    }

    fn close(&mut self) {
        self.files.push(seal(self.kind, &self.filling));
        self.filling.clear();
    }

    /// All files.
    pub(super) fn finish(mut self) -> Vec<Vec<u8>> {
        if !self.filling.is_empty() {
            self.close();
        }
        self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{unseal, unseal_part};

    #[test]
    fn parts_that_belong_together_stand_side_by_side_in_one_file() {
        let mut parts = Parts::new(Kind::Postings, 0);
        let lists = |length: usize| [vec![1; length], vec![], vec![2; length]];
        let places: Vec<[Place; 3]> = [200, 100, 5].map(|length| parts.append(&lists(length))).into();
        let files = parts.finish();
        assert_eq!(files.len(), 2, "two lists of 200 bytes leave no room for two of 100");
        for ([first, none, last], length) in places.iter().zip([200, 100, 5]) {
            assert_eq!(first.file, last.file);
            assert!(none.range.is_empty() && first.range.end == last.range.start);
            let payload = unseal(Kind::Postings, &files[last.file as usize]).expect("sealed");
            let part = unseal_part(&payload[last.range.clone()]).expect("sealed");
            assert_eq!(part, vec![2; length]);
        }
    }
}

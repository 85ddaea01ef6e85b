//! Positions of any number of postings.
#![no_main]

use arbitrary::Arbitrary;
use article_explorer::index::positions;
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    /// So many of the bytes are the impacts of the postings.
    postings: u16,
    /// One of so many postings is wanted.
    every: u8,
    bytes: &'a [u8],
}

fuzz_target!(|input: Input<'_>| {
    let (impacts, bytes) = input.bytes.split_at(input.bytes.len().min(input.postings.into()));
    let _ = positions::decode(bytes, impacts, &[0]);
    let all: Vec<u32> = (0..impacts.len() as u32).collect();
    let every = usize::from(input.every) + 1;
    let some: Vec<u32> = all.iter().copied().step_by(every).collect();
    let picked = positions::decode(bytes, impacts, &some);
    if let Ok(lists) = positions::decode(bytes, impacts, &all) {
        assert!(lists.iter().all(|list| list.is_sorted_by(|a, b| a < b)));
        let expected: Vec<Vec<u32>> = lists.iter().step_by(every).cloned().collect();
        assert_eq!(picked, Ok(expected));
        assert_eq!(
            positions::decode(&positions::encode(&lists, impacts), impacts, &all),
            Ok(lists)
        );
    }
});

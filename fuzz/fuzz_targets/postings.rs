//! Lists of postings of any shape.
#![no_main]

use arbitrary::Arbitrary;
use article_explorer::index::postings::{self, Shape};
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    count: u32,
    spelled: bool,
    documents: u32,
    bytes: &'a [u8],
}

fuzz_target!(|input: Input<'_>| {
    let Input {
        count,
        spelled,
        documents,
        bytes,
    } = input;
    let shape = Shape {
        count,
        spelled,
        documents,
    };
    for block in postings::blocks(bytes, shape).map_while(Result::ok) {
        let range = block.documents();
        assert!(range.end <= documents);
        let _ = block.each(|posting| assert!(range.contains(&posting.document)));
    }
    if let Ok(list) = postings::decode(bytes, shape) {
        assert_eq!(list.len(), count as usize);
        assert!(list.is_sorted_by(|a, b| a.document < b.document));
        assert!(list.iter().all(|posting| (0.0..1.0).contains(&posting.frequency())));
        assert_eq!(postings::decode(&postings::encode(&list, shape), shape), Ok(list));
    }
});

//! Lists of postings of any shape.
#![no_main]

use arbitrary::Arbitrary;
use article_explorer::index::postings::{self, Shape};
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    count: u32,
    documents: u32,
    list: &'a [u8],
    spellings: Option<&'a [u8]>,
}

/// Lists of frequent terms say much in few bytes: time is for their ways, not for their length.
const MOST: u32 = 20_000;

fuzz_target!(|input: Input<'_>| {
    let Input {
        count,
        documents,
        list,
        spellings,
    } = input;
    let shape = Shape {
        count: count % MOST,
        documents: documents % MOST,
    };
    if let Ok(postings) = postings::decode(list, spellings, shape) {
        assert_eq!(postings.len(), shape.count as usize);
        assert!(postings.is_sorted_by(|a, b| a.document < b.document));
        assert!(postings.iter().all(|posting| posting.document < shape.documents));
        assert!(postings.iter().all(|posting| (0.0..1.0).contains(&posting.frequency())));
        let written = postings::encode(&postings, shape);
        let spelled = spellings.map(|_| postings::encode_spellings(&postings));
        assert_eq!(postings::decode(&written, spelled.as_deref(), shape), Ok(postings));
    }
});

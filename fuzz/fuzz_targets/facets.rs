//! Facets of archives of any size: names and numbers, and the lists of documents behind them or in a file of their own.
#![no_main]

use arbitrary::Arbitrary;
use article_explorer::index::facets;
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    documents: u16,
    payload: &'a [u8],
}

fuzz_target!(|input: Input<'_>| {
    let documents = u32::from(input.documents);
    let _ = facets::apart(input.payload);
    let _ = facets::later_names(input.payload, documents, documents);
    let Ok(facets::Names {
        facets: names,
        rest: lists,
        ..
    }) = facets::names(input.payload, documents)
    else {
        return;
    };
    assert!(names.iter().all(|facet| facet.stated.max(facet.suggested) <= documents));
    let Ok(tagged) = facets::lists(lists, &names, documents) else {
        return;
    };
    assert_eq!(tagged.len(), names.len());
    for (facet, tagged) in names.iter().zip(&tagged) {
        assert_eq!(
            [facet.stated, facet.suggested],
            [tagged.stated.len(), tagged.suggested.len()]
        );
        for set in [&tagged.stated, &tagged.suggested, &tagged.documents()] {
            assert!(set.len() <= documents && set.iter().all(|document| document < documents));
        }
    }
});

//! The query parser: any text is understood, and what was understood can be written down and is understood the same.
#![no_main]

use article_explorer::search::Query;
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let query = Query::parse(text);
    let written = query.to_string();
    assert_eq!(Query::parse(&written), query, "{text:?} was written as {written:?}");
    assert!(query.clauses.iter().all(|clause| !clause.terms.is_empty()));
    let mut end = 0;
    for range in query.matcher().ranges(text) {
        assert!(end <= range.start && range.start < range.end && text.get(range.clone()).is_some());
        end = range.end;
    }
});

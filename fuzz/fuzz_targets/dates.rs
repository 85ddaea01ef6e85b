//! Days of publication of archives of any size, and ranges of days in them.
#![no_main]

use arbitrary::Arbitrary;
use article_explorer::article::DayRange;
use article_explorer::index::dates;
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    documents: u16,
    from: Option<i32>,
    to: Option<i32>,
    payload: &'a [u8],
}

fuzz_target!(|input: Input<'_>| {
    let Input {
        documents,
        from,
        to,
        payload,
    } = input;
    let documents = u32::from(documents);
    if let Ok(dates) = dates::decode(payload, documents) {
        let within = dates.within(DayRange { from, to });
        assert!(within.iter().all(|document| document < documents));
        // Some of all documents, the last ones among them: there are too many to look at each.
        let some = (0..documents).rev().step_by(1 + documents as usize / 64);
        for document in some {
            let begins_within = |day: i32| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);
            let day = dates.first_day(document);
            assert!(within.contains(document) || !day.is_some_and(begins_within));
            assert!(
                day.is_some() || !within.contains(document),
                "undated documents are in no range"
            );
        }
    }
});

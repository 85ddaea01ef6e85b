//! The route parser: any fragment is a route, and that route survives the address bar.
#![no_main]

use article_explorer::route::Route;
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|fragment: &str| {
    let route = Route::parse(fragment);
    let written = route.to_fragment();
    assert_eq!(Route::parse(&written), route, "{fragment:?} was written as {written:?}");
});

//! The bytes of a bundle are the contract between the build step and the page: this test runs on both
//! targets and must see the same bytes on each, and understand them.

mod support;

use article_explorer::search::{Engine, Request};
use support::Archive;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

fn archive() -> Archive {
    Archive::new()
        .article(
            "Envoy",
            "Ambassador Nguyễn Thị Vân Anh spoke in Paris.\n\nViệt Nam, she said.",
            "2025-02-12",
            &["unesco", "year:2025"],
        )
        .article(
            "Summit",
            "Vietnam joined the summit on artificial intelligence.",
            "2025-02",
            &["~ai", "year:2025"],
        )
        .article("Essay", "Ngoại giao văn hóa và sức mạnh mềm.", "", &["culture"])
}

/// FNV-1a, 64 bits, over all paths and contents.
fn fingerprint() -> u64 {
    let files = archive().store().files;
    let mut paths: Vec<&String> = files.keys().collect();
    paths.sort();
    let bytes = paths
        .into_iter()
        .flat_map(|path| path.bytes().chain(files[path].iter().copied()));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A change of this number is a change of the wire: say so in `docs/format.md`.
const FINGERPRINT: u64 = 0x5e6d_c426_0a0a_13b4;

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn both_targets_write_the_same_bytes() {
    assert_eq!(fingerprint(), FINGERPRINT);
}

async fn first_hit(query: &str) -> String {
    let engine = Engine::open(archive().store()).await.expect("opens");
    let results = engine
        .search(&Request {
            query: query.into(),
            ..Request::default()
        })
        .await
        .expect("answers");
    engine.cards(&[results.hits[0].document]).await.expect("has cards")[0]
        .title
        .clone()
}

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test]
async fn the_page_finds_what_the_build_step_indexed() {
    assert_eq!(first_hit("nguyen thi van anh").await, "Envoy");
    assert_eq!(first_hit("ngoai giao").await, "Essay");
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn the_command_line_finds_what_the_build_step_indexed() {
    assert_eq!(pollster::block_on(first_hit("nguyen thi van anh")), "Envoy");
    assert_eq!(pollster::block_on(first_hit("ngoai giao")), "Essay");
}

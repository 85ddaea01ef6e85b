//! Unpacking by the browser, which has the code for it already.

use js_sys::{Array, Function, Reflect, Uint8Array, global};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableWritablePair, Response};

/// What a gzip member holds; `None` where it is not one, or is damaged.
pub(super) async fn gunzip(member: &[u8]) -> Option<Vec<u8>> {
    let parts = Array::of1(&Uint8Array::from(member));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    // `DecompressionStream` has the two ends of a pair, though no type of web-sys says so.
    let unpacker: Function = Reflect::get(&global(), &"DecompressionStream".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let ends: ReadableWritablePair = Reflect::construct(&unpacker, &Array::of1(&"gzip".into()))
        .ok()?
        .unchecked_into();
    let content = Response::new_with_opt_readable_stream(Some(&blob.stream().pipe_through(&ends))).ok()?;
    let buffer = JsFuture::from(content.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

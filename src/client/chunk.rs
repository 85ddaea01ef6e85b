//! The second part of the program, which a release fetches when it is used first.
//!
//! The compiler knows of no parts: a release is cut in two after it was compiled (`scripts/split.mjs`), along the functions that are
//! named there. Nothing may call them before [`load`] has answered. All of them draw, or read, something that comes with
//! [`crate::search::Store::more_code`]: an article, why it was found, a dialog.

use crate::search::{Error, StoreError};

/// Stands for the file, whose name tells its content, in what is said of it.
const PATH: &str = "chunk.wasm";

/// What could not be fetched is the second part, and it is not there any more.
pub fn is_gone(error: &Error) -> bool {
    matches!(error, Error::Store(StoreError { path, reason }) if path == PATH && reason.starts_with("404"))
}

/// Fetches the second part, if it is not here yet. A failure is forgotten, so that it can be tried again.
///
/// # Errors
/// It could not be fetched.
#[cfg(not(debug_assertions))]
pub async fn load() -> Result<(), StoreError> {
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

    #[wasm_bindgen]
    extern "C" {
        /// `scripts/split.mjs` writes it.
        #[wasm_bindgen(js_name = loadChunk, catch)]
        async fn load_chunk() -> Result<JsValue, JsValue>;
    }

    let failed = |reason: JsValue| StoreError {
        path: PATH.to_owned(),
        reason: reason.as_string().unwrap_or_default(),
    };
    load_chunk().await.map(drop).map_err(failed)
}

/// What is built while working on it is one part.
#[cfg(debug_assertions)]
#[expect(clippy::unused_async, reason = "a release waits here")]
pub async fn load() -> Result<(), StoreError> {
    Ok(())
}

//! A bundle over HTTP.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use gloo_net::http::Request;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::RequestCache;

use crate::search::{Store, StoreError};

/// The one file that is never kept: it says which others are current.
const MANIFEST: &str = "manifest.json";

/// Whether files that the browser has stored may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cached {
    /// Yes: all but the manifest are named after their content.
    Use,
    /// No: what it has is damaged.
    Bypass,
}

/// Fetches the files of a bundle and keeps them while the page is open. A file that two ask for at the same
/// time is fetched once.
pub struct FetchStore {
    base: String,
    cached: Cached,
    files: Rc<RefCell<HashMap<String, File>>>,
}

enum File {
    Here(Rc<[u8]>),
    /// Resolves when the file is here, is rejected with the reason when it cannot be had.
    Coming(Promise),
}

impl FetchStore {
    /// A store over the bundle at `base`, an address that ends in `/`; a relative one counts from the page.
    pub fn new(base: impl Into<String>, cached: Cached) -> Self {
        Self {
            base: base.into(),
            cached,
            files: Rc::default(),
        }
    }

    fn fetch(&self, path: &str) -> Promise {
        let cache = match self.cached {
            Cached::Bypass => RequestCache::Reload,
            Cached::Use if path == MANIFEST => RequestCache::NoCache,
            Cached::Use => RequestCache::Default,
        };
        let url = [&self.base, path].concat();
        let (files, path) = (self.files.clone(), path.to_owned());
        future_to_promise(async move {
            let fetched = bytes(&url, cache).await;
            let mut files = files.borrow_mut();
            match fetched {
                Ok(bytes) => {
                    files.insert(path, File::Here(bytes.into()));
                    Ok(JsValue::UNDEFINED)
                }
                Err(reason) => {
                    files.remove(&path);
                    Err(JsValue::from_str(&reason))
                }
            }
        })
    }
}

impl Store for FetchStore {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        let error = |reason: String| StoreError {
            path: path.to_owned(),
            reason,
        };
        if path == MANIFEST {
            self.files.borrow_mut().remove(path);
        }
        let known = match self.files.borrow().get(path) {
            Some(File::Here(bytes)) => return Ok(bytes.clone()),
            Some(File::Coming(promise)) => Some(promise.clone()),
            None => None,
        };
        let promise = known.unwrap_or_else(|| {
            let promise = self.fetch(path);
            self.files
                .borrow_mut()
                .insert(path.to_owned(), File::Coming(promise.clone()));
            promise
        });
        if let Err(reason) = JsFuture::from(promise).await {
            return Err(error(reason.as_string().unwrap_or_default()));
        }
        match self.files.borrow().get(path) {
            Some(File::Here(bytes)) => Ok(bytes.clone()),
            _ => Err(error("it was asked for again meanwhile".to_owned())),
        }
    }
}

async fn bytes(url: &str, cache: RequestCache) -> Result<Vec<u8>, String> {
    let request = Request::get(url)
        .cache(cache)
        .build()
        .map_err(|error| error.to_string())?;
    let response = request.send().await.map_err(|error| error.to_string())?;
    if !response.ok() {
        return Err([&response.status().to_string(), " ", &response.status_text()].concat());
    }
    response.binary().await.map_err(|error| error.to_string())
}

//! A bundle over HTTP.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use gloo_net::http::Request;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortSignal, RequestCache};

use super::gunzip::gunzip;
use crate::search::{Store, StoreError, cut};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(done: &Function, milliseconds: i32);
}

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
    files: Rc<RefCell<Files>>,
}

/// When more bytes than this are kept, all are let go: the engine keeps what it needs in a form of its own.
const ROOM: usize = 16 << 20;

/// A request that is not answered by then has failed and can be tried again.
const PATIENCE: u32 = 60_000;

/// Files and parts of files. In a large archive these are thousands of cards and lists.
#[derive(Default)]
struct Files {
    /// Ascending by name.
    known: Vec<(String, File)>,
    /// Of those that are here.
    bytes: usize,
}

impl Files {
    /// Where a file stands, or would stand.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.known.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    fn get(&self, name: &str) -> Option<&File> {
        Some(&self.known[self.place(name).ok()?].1)
    }

    /// Puts a file in the place of what was known by its name.
    fn put(&mut self, name: &str, file: File) {
        self.remove(name);
        self.bytes += file.bytes();
        let at = self.place(name).unwrap_or_else(|at| at);
        self.known.insert(at, (name.to_owned(), file));
    }

    fn remove(&mut self, name: &str) {
        if let Ok(at) = self.place(name) {
            self.bytes -= self.known.remove(at).1.bytes();
        }
    }

    /// Keeps a file, and lets go of all others when there are too many bytes of them.
    fn keep(&mut self, name: &str, bytes: Vec<u8>) {
        if self.bytes > ROOM {
            self.known.retain(|(_, file)| matches!(file, File::Coming(_)));
            self.bytes = 0;
        }
        self.put(name, File::Here(bytes.into()));
    }
}

enum File {
    Here(Rc<[u8]>),
    /// Resolves when the file is here, is rejected with the reason when it cannot be had.
    Coming(Promise),
}

impl File {
    fn bytes(&self) -> usize {
        match self {
            File::Here(bytes) => bytes.len(),
            File::Coming(_) => 0,
        }
    }
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

    /// Asks for a file, or a part of one, that is to be kept under a name, which is its address in the bundle.
    fn fetch(&self, path: &str, name: &str, part: Option<Range<u64>>) -> Promise {
        let cache = match self.cached {
            Cached::Bypass => RequestCache::Reload,
            Cached::Use if path == MANIFEST => RequestCache::NoCache,
            Cached::Use => RequestCache::Default,
        };
        let url = [&self.base, name].concat();
        let (files, path, name) = (self.files.clone(), path.to_owned(), name.to_owned());
        future_to_promise(async move {
            let fetched = bytes(&url, cache, part.as_ref()).await;
            let mut files = files.borrow_mut();
            files.remove(&name);
            match fetched {
                // Some hosts know no parts, or not of every file, and send all of it: they need not do so again.
                Ok((bytes, false)) if part.is_some() => files.keep(&path, bytes),
                Ok((bytes, _)) => files.keep(&name, bytes),
                Err(reason) => return Err(JsValue::from_str(&reason)),
            }
            Ok(JsValue::UNDEFINED)
        })
    }

    /// What is kept under a name, once it is there; `None` where something else came in its place.
    async fn get(&self, path: &str, name: &str, part: Option<Range<u64>>) -> Result<Option<Rc<[u8]>>, StoreError> {
        let known = match self.files.borrow().get(name) {
            Some(File::Here(bytes)) => return Ok(Some(bytes.clone())),
            Some(File::Coming(promise)) => Some(promise.clone()),
            None => None,
        };
        let promise = known.unwrap_or_else(|| {
            let promise = self.fetch(path, name, part);
            let coming = File::Coming(promise.clone());
            self.files.borrow_mut().put(name, coming);
            promise
        });
        if let Err(reason) = JsFuture::from(promise).await {
            return Err(error(path, reason.as_string().unwrap_or_default()));
        }
        Ok(match self.files.borrow().get(name) {
            Some(File::Here(bytes)) => Some(bytes.clone()),
            _ => None,
        })
    }
}

fn error(path: &str, reason: String) -> StoreError {
    StoreError {
        path: path.to_owned(),
        reason,
    }
}

impl Store for FetchStore {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        if path == MANIFEST {
            // One that is on its way is as fresh as another would be.
            let mut files = self.files.borrow_mut();
            if matches!(files.get(path), Some(File::Here(_))) {
                files.remove(path);
            }
        }
        let file = self.get(path, path, None).await?;
        file.ok_or_else(|| error(path, "it was asked for again meanwhile".to_owned()))
    }

    async fn part(&self, path: &str, range: Range<u64>) -> Result<Vec<u8>, StoreError> {
        if range.is_empty() {
            return Ok(Vec::new());
        }
        let whole = self.files.borrow().get(path).is_some();
        if !whole {
            // Browsers ask for one part of an address at a time, so each part has its own, which is the same to hosts.
            let name = [path, "?", &range.start.to_string(), "-", &range.end.to_string()].concat();
            if let Some(part) = self.get(path, &name, Some(range.clone())).await? {
                return cut(path, &part, &(0..range.end - range.start));
            }
        }
        cut(path, &self.read(path).await?, &range)
    }

    async fn unpack(&self, member: &[u8]) -> Option<Vec<u8>> {
        gunzip(member).await
    }

    async fn pause(&self) {
        // Nobody waits for a page that is out of sight, and its timers go off once in a second.
        if web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|document| document.hidden())
        {
            return;
        }
        let mut later = |done: Function, _| set_timeout(&done, 0);
        // It is never rejected.
        let _ = JsFuture::from(Promise::new(&mut later)).await;
    }
}

/// What the browser says. What other errors say would bring along all messages of a parser that reads nothing here.
fn reason(error: gloo_net::Error) -> String {
    match error {
        gloo_net::Error::JsError(error) => error.to_string(),
        _ => String::from("it cannot be asked for"),
    }
}

/// The bytes of a file, and whether they are the part of it that was asked for rather than all.
async fn bytes(url: &str, cache: RequestCache, part: Option<&Range<u64>>) -> Result<(Vec<u8>, bool), String> {
    let mut request = Request::get(url)
        .cache(cache)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
    if let Some(part) = part {
        let (first, last) = (part.start.to_string(), (part.end - 1).to_string());
        request = request.header("range", &["bytes=", &first, "-", &last].concat());
    }
    let request = request.build().map_err(reason)?;
    let response = request.send().await.map_err(reason)?;
    if !response.ok() {
        return Err([&response.status().to_string(), " ", &response.status_text()].concat());
    }
    let bytes = response.binary().await.map_err(reason)?;
    Ok((bytes, response.status() == PARTIAL_CONTENT))
}

const PARTIAL_CONTENT: u16 = 206;

//! Where the engine gets its bytes.

use std::collections::HashMap;
use std::fmt;
use std::io::Read;
use std::ops::Range;
use std::rc::Rc;

use flate2::read::GzDecoder;

/// Files of a bundle by their path relative to it, e.g. `manifest.json`.
///
/// A store may cache everything but `manifest.json`: all other paths carry their content's name.
pub trait Store {
    /// The whole content of a file.
    ///
    /// # Errors
    /// The file is not there or could not be fetched; worth another try by the user.
    fn read(&self, path: &str) -> impl Future<Output = Result<Rc<[u8]>, StoreError>>;

    /// Some bytes of a file. A store that has only whole files reads one and cuts it.
    ///
    /// # Errors
    /// As for [`Store::read`], or the file ends before.
    fn part(&self, path: &str, range: Range<u64>) -> impl Future<Output = Result<Vec<u8>, StoreError>> {
        async move { cut(path, &self.read(path).await?, &range) }
    }

    /// What a gzip member holds; `None` where it is not one, or is damaged.
    fn unpack(&self, member: &[u8]) -> impl Future<Output = Option<Vec<u8>>> {
        async move { gunzip(member) }
    }

    /// Lets whoever waits for the thread have a turn: a search asks for it between many requests, and between very long
    /// lists that it reads. Stores without a page beside them have nothing to let.
    fn pause(&self) -> impl Future<Output = ()> {
        async {}
    }

    /// Brings the code that few readers need, where a program comes in two parts: the engine asks for it before it reads a whole
    /// article. Other programs have it already.
    ///
    /// # Errors
    /// It could not be fetched; worth another try by the user.
    fn more_code(&self) -> impl Future<Output = Result<(), StoreError>> {
        async { Ok(()) }
    }
}

/// Some bytes of a file that is here.
///
/// # Errors
/// The file ends before.
pub fn cut(path: &str, file: &[u8], range: &Range<u64>) -> Result<Vec<u8>, StoreError> {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let part = file.get(place(range.start)..place(range.end));
    part.map(<[u8]>::to_vec).ok_or_else(|| StoreError {
        path: path.to_owned(),
        reason: "it is shorter than it should be".to_owned(),
    })
}

/// For stores that have no browser to do it.
fn gunzip(member: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    GzDecoder::new(member).read_to_end(&mut content).ok()?;
    Some(content)
}

/// A file that a store could not deliver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError {
    /// The path that was asked for.
    pub path: String,
    /// What went wrong, e.g. `404 Not Found`.
    pub reason: String,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)
    }
}

impl std::error::Error for StoreError {}

/// A bundle in memory: what the bundler made before it is written, and what tests search.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    /// Content by path.
    pub files: HashMap<String, Rc<[u8]>>,
}

impl Store for MemoryStore {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        self.files.get(path).cloned().ok_or_else(|| StoreError {
            path: path.to_owned(),
            reason: "not in the bundle".to_owned(),
        })
    }
}

//! Where the engine gets its bytes.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

/// Files of a bundle by their path relative to it, e.g. `manifest.json`.
///
/// A store may cache everything but `manifest.json`: all other paths carry their content's name.
pub trait Store {
    /// The whole content of a file.
    ///
    /// # Errors
    /// The file is not there or could not be fetched; worth another try by the user.
    fn read(&self, path: &str) -> impl Future<Output = Result<Rc<[u8]>, StoreError>>;
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

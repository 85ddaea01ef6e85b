//! A bundle on disk, for the command line.

use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use crate::search::{Store, StoreError};

/// Reads the files of a bundle.
#[derive(Clone, Debug)]
pub struct FolderStore {
    folder: PathBuf,
}

impl FolderStore {
    /// The bundle in a folder. Nothing is read yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }
}

impl Store for FolderStore {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        let file = self.folder.join(path);
        let error = |reason: String| StoreError {
            path: file.display().to_string(),
            reason,
        };
        // Paths come out of files of the bundle; a damaged one must not lead out of it.
        if !Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return Err(error("this path leads out of the bundle".to_owned()));
        }
        match std::fs::read(&file) {
            Ok(bytes) => Ok(bytes.into()),
            Err(cause) => Err(error(cause.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_from_inside_the_folder_only() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.json"), "{}").expect("a file");
        let store = FolderStore::new(folder.path());
        assert_eq!(pollster::block_on(store.read("a.json")).as_deref(), Ok(&b"{}"[..]));
        for path in ["b.json", "../a.json", "/etc/hostname", "g/../../a.json"] {
            assert!(pollster::block_on(store.read(path)).is_err(), "{path}");
        }
    }
}

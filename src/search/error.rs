//! What can go wrong between a question and its answer.

use std::fmt;

use super::StoreError;

/// An error of the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A file could not be fetched; trying again can help.
    Store(StoreError),
    /// A file was delivered but is not what it should be: truncated, changed, or of another generation.
    Corrupt {
        /// The file.
        path: String,
        /// What was expected and what was found.
        detail: String,
    },
    /// The bundle was written by a bundler of another version.
    Format {
        /// The version found in the manifest.
        found: u32,
    },
    /// No article has this slug.
    NoSuchArticle {
        /// The slug that was asked for.
        slug: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Store(error) => write!(f, "{error}"),
            Error::Corrupt { path, detail } => write!(f, "{path} is damaged: {detail}"),
            Error::Format { found } => {
                write!(
                    f,
                    "the bundle has format {found}, this reader understands {}: bundle the articles again",
                    crate::article::FORMAT
                )
            }
            Error::NoSuchArticle { slug } => write!(f, "there is no article `{slug}` in this archive"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Store(error) => Some(error),
            _ => None,
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Error::Store(error)
    }
}

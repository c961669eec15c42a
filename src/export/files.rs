//! Writing a file so that it is whole or absent: a temporary file beside it, then a rename. Never follows a symbolic link
//! at the place of the file, and never leaves the temporary file behind.

use std::cell::Cell;
use std::fs::OpenOptions;
use std::io::{Error, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}", path = .path.display())]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub source: Error,
}

/// Writes `bytes` to `path`, whole or not at all.
///
/// The bytes are not forced to the disk before the rename: that would take longer than painting a page. After a crash of
/// the program the file is whole or as it was; only a power cut may lose a file that was just written.
///
/// # Errors
/// If the folder cannot be written to or the disk is full, or `path` is a symbolic link; an old file at `path` is then
/// untouched.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace(path, bytes).map_err(|source| WriteError { path: path.to_owned(), source })
}

/// Makes `folder` and what is missing above it.
///
/// # Errors
/// If it cannot be made, or there is something else in its place.
pub fn make_folder(folder: &Path) -> Result<(), WriteError> {
    std::fs::create_dir_all(folder).map_err(|source| WriteError { path: folder.to_owned(), source })
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
        return Err(Error::other("there is a symbolic link; remove it or write elsewhere"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary(folder)?;
    // Straight to the file: the wrapper would put its own name into what the system says.
    file.as_file_mut().write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A new file in `folder`, open to whom the process's umask says, as any other.
fn temporary(folder: &Path) -> Result<NamedTempFile, Error> {
    let said = Cell::new(None);
    let open = |path: &Path| {
        OpenOptions::new().write(true).create_new(true).open(path).inspect_err(|error| said.set(error.raw_os_error()))
    };
    let made = tempfile::Builder::new().prefix(".deckle-").suffix(".tmp").make_in(folder, open);
    // The system's own words: the temporary file's name, which comes with them, would only confuse.
    made.map_err(|error| said.get().map_or(error, Error::from_raw_os_error))
}

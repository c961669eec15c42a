//! Writes the decks of a session into a folder. Decides first, writes then: either every deck is written or none; an
//! edited deck is never replaced unless that is asked for.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::Session;

/// Whether decks that were edited may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// They are kept, and nothing is written.
    Never,
    /// They are replaced.
    Force,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New or replaced decks.
    pub written: Vec<PathBuf>,
    /// Decks that were there already, word for word.
    pub unchanged: Vec<PathBuf>,
    /// Other decks in the folder: they will be part of the session when the folder is opened.
    pub others: Vec<PathBuf>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// These decks differ from what the import would write.
    #[error("{}; nothing was written; keep them by importing into another folder, or replace them with --force", edited(.0))]
    Edited(Vec<PathBuf>),
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

fn edited(files: &[PathBuf]) -> String {
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    let (deck, were) = if files.len() == 1 { ("this deck", "was") } else { ("these decks", "were") };
    format!("{deck} {were} edited and would be lost: {}", names.join(", "))
}

/// Writes the decks of `session` into `folder`, which is made if it is missing. A deck that is there already, word for
/// word, is left alone.
///
/// # Errors
/// If a deck in `folder` was edited and `overwrite` does not allow to replace it, or if something cannot be written.
pub fn write(session: &Session, folder: &Path, overwrite: Overwrite) -> Result<Written, ImportError> {
    let mut result = Written::default();
    let mut wanted = Vec::new();
    let mut edited = Vec::new();
    let files = super::files(session);
    for (name, text) in &files {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(old) if old == text.as_bytes() => result.unchanged.push(path),
            Ok(_) => {
                edited.push(path.clone());
                wanted.push((path, text));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => wanted.push((path, text)),
            Err(source) => return Err(ImportError::Io { path, source }),
        }
    }
    if !edited.is_empty() && overwrite == Overwrite::Never {
        return Err(ImportError::Edited(edited));
    }
    std::fs::create_dir_all(folder).map_err(|source| ImportError::Io { path: folder.to_owned(), source })?;
    // All of them are on the disk before the first takes its place, so that a full disk changes nothing.
    let mut ready = Vec::with_capacity(wanted.len());
    for (path, text) in wanted {
        match temporary(folder, text) {
            Ok(file) => ready.push((path, file)),
            Err(source) => return Err(ImportError::Io { path, source }),
        }
    }
    for (path, file) in ready {
        match file.persist(&path) {
            Ok(_) => result.written.push(path),
            Err(error) => return Err(ImportError::Io { path, source: error.error }),
        }
    }
    result.others = others(folder, &files);
    Ok(result)
}

/// A file in `folder` that holds `text` and vanishes unless it is given its name.
fn temporary(folder: &Path, text: &str) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".deckle-");
    // A temporary file is private otherwise; a deck is as open as the person's other files.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// The decks in `folder` that are none of `files`.
fn others(folder: &Path, files: &[(String, String)]) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_other = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_deck = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
        is_deck && !name.eq_ignore_ascii_case("readme.md") && !files.iter().any(|(file, _)| *file == name)
    };
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_other).collect();
    found.sort();
    found
}

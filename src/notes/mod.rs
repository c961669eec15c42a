//! Talks out of notes: one file of many talks becomes one deck a talk. Recognition is loose and falls back to plain text,
//! never to an error; the words of a talk's body are not touched.

use crate::deck::DeckSource;
use crate::diag::Diagnostic;

/// The talks of a file of notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The notes' own title.
    pub title: String,
    /// One deck a talk, in order; first the session's own opener if it has a title.
    pub decks: Vec<DeckSource>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// The talks in `text`, the contents of `file`; `None` if it is not notes of several talks but one deck.
#[must_use]
pub fn session(file: &str, text: &str) -> Option<Session> {
    let _ = (file, text);
    None
}

/// What becomes of a deck that is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// It stays.
    Never,
    /// It goes.
    Force,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New or replaced decks.
    pub written: Vec<std::path::PathBuf>,
    /// Decks that were there already, word for word.
    pub unchanged: Vec<std::path::PathBuf>,
    /// Other decks in the folder.
    pub others: Vec<std::path::PathBuf>,
}

/// Why the decks could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ImportError(String);

/// Writes the decks of `session` into `folder`.
///
/// # Errors
/// If they cannot be written.
pub fn write(session: &Session, folder: &std::path::Path, overwrite: Overwrite) -> Result<Written, ImportError> {
    let _ = (session, folder, overwrite);
    Ok(Written::default())
}

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

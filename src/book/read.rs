//! Decks off the disk: a path in, the text of its decks out, clean and within limits. Never lays anything out.

use std::path::{Path, PathBuf};

use super::LoadError;
use crate::deck::{self, DeckSource};
use crate::diag::Diagnostic;
use crate::notes;

/// The decks at `path`, in order.
pub(super) fn sources(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<DeckSource>, LoadError> {
    let shown = path.display().to_string();
    let metadata = std::fs::metadata(path).map_err(|error| refused(unreadable(&shown, &error)))?;
    if !metadata.is_dir() {
        let text = read_text(path, diagnostics)?;
        return Ok(sources_of(path, &text, diagnostics));
    }
    let entries = std::fs::read_dir(path).map_err(|error| refused(unreadable(&shown, &error)))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|file| file.extension().is_some_and(|e| e.eq_ignore_ascii_case("md")) && file.is_file())
        .filter(|file| !file.file_name().is_some_and(|name| name.eq_ignore_ascii_case("readme.md")))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(refused(
            Diagnostic::error(&shown, "there is no deck in this folder")
                .hint("put decks (files that end in .md) there, or make them: deckle import NOTES -o DIR"),
        ));
    }
    let mut sources = Vec::new();
    for file in &files {
        let text = read_text(file, diagnostics)?;
        let (source, found) = deck::read(&file.display().to_string(), &text);
        diagnostics.extend(found);
        sources.push(source);
    }
    Ok(sources)
}

/// The decks in one file: one, or as many as there are talks in it.
fn sources_of(path: &Path, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<DeckSource> {
    let file = path.display().to_string();
    if let Some(session) = notes::session(&file, text) {
        diagnostics.extend(session.diagnostics);
        return session.decks;
    }
    let (source, found) = deck::read(&file, text);
    diagnostics.extend(found);
    vec![source]
}

/// The largest deck or file of notes that is read, in bytes.
pub const MAX_DECK_BYTES: u64 = 16 << 20;

/// The text of a deck or of notes: cleaned; bytes that are not UTF-8 become marks with one warning.
///
/// # Errors
/// If the file is missing, unreadable, too large, or empty.
pub fn read_text(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<String, LoadError> {
    let shown = path.display().to_string();
    let metadata = std::fs::metadata(path).map_err(|error| refused(unreadable(&shown, &error)))?;
    if !metadata.is_file() {
        return Err(refused(
            Diagnostic::error(&shown, "this is not a regular file")
                .hint("give a deck, a file of notes or a folder of decks"),
        ));
    }
    if metadata.len() > MAX_DECK_BYTES {
        return Err(refused(
            Diagnostic::error(
                &shown,
                format!("the file has {} bytes; a deck may have {MAX_DECK_BYTES}", metadata.len()),
            )
            .hint("split it into several decks in one folder"),
        ));
    }
    let bytes = std::fs::read(path).map_err(|error| refused(unreadable(&shown, &error)))?;
    let text = decoded(&shown, &bytes, diagnostics);
    let text = crate::text::clean(text.strip_prefix('\u{FEFF}').unwrap_or(&text)).into_owned();
    if text.trim().is_empty() {
        return Err(refused(
            Diagnostic::error(&shown, "the file is empty").hint("write a heading and some text into it"),
        ));
    }
    Ok(text)
}

fn decoded(shown: &str, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> String {
    let Err(error) = std::str::from_utf8(bytes) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let line = good.matches('\n').count() + 1;
    let column = good.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let text = String::from_utf8_lossy(bytes).into_owned();
    let quote = text.lines().nth(line - 1).unwrap_or("").to_owned();
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    diagnostics.push(
        Diagnostic::warning(shown, "this is not UTF-8; what cannot be read shows as \u{FFFD}")
            .at(at(line), at(column), &quote)
            .hint("save the file as UTF-8"),
    );
    text
}

fn unreadable(shown: &str, error: &std::io::Error) -> Diagnostic {
    let (message, hint) = match error.kind() {
        std::io::ErrorKind::NotFound => {
            ("there is no such file or folder".to_owned(), "check the path; `deckle --help` shows what it may be")
        }
        std::io::ErrorKind::PermissionDenied => ("it may not be read".to_owned(), "change its permissions"),
        _ => (format!("it cannot be read: {error}"), "check the disk and the path"),
    };
    Diagnostic::error(shown, message).hint(hint)
}

fn refused(diagnostic: Diagnostic) -> LoadError {
    LoadError::Refused(Box::new(diagnostic))
}

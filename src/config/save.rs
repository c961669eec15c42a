//! Keys that were learned into the config file: the rest of it, comments and order, stays as its author left it. The whole of
//! it is written or nothing, and what was there is kept beside it. Never writes what it would not read back the same.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::{parsed, text};
use crate::show::{Chord, Command, Keymap};

/// What a new file begins with.
const OPENING: &str = "# What deckle does every time. `deckle keys` prints the whole map of keys.\n\n[keys]\n";

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Where.
    pub path: PathBuf,
    /// Where the file is that was there before.
    pub backup: Option<PathBuf>,
}

/// Why nothing was saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SaveError {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl SaveError {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// Writes what `now` says other than `before`, which the file at `path` means as it is.
///
/// # Errors
/// If the file cannot be read or written, or would not mean `now`.
pub fn save(path: &Path, now: &Keymap, before: &Keymap) -> Result<Saved, SaveError> {
    let old = text(path).map_err(|(message, hint)| SaveError::new(message, hint))?;
    let new = edited(old.as_deref().unwrap_or(OPENING), now, before)?;
    let read = parsed(path, &path.display().to_string(), &new);
    if !read.1.is_empty() || !read.0.keys.against(now).is_empty() || !now.against(&read.0.keys).is_empty() {
        let keys = now.against(Keymap::usual());
        let lines: Vec<String> = keys.iter().map(|(command, keys)| line(*command, keys)).collect();
        return Err(SaveError::new(
            "the file has keys that do not go with those that were learned",
            format!("write under [keys] yourself: {}", lines.join("; ")),
        ));
    }
    let refused = |error: std::io::Error| {
        SaveError::new(format!("the file cannot be written: {error}"), "name one that can be: --config FILE")
    };
    // A link stays a link.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let backup = old.is_some().then(|| {
        let mut name = OsString::from(target.as_os_str());
        name.push(".bak");
        PathBuf::from(name)
    });
    if let Some(backup) = &backup {
        std::fs::copy(&target, backup).map_err(refused)?;
    }
    write(&target, &new).map_err(refused)?;
    Ok(Saved { path: target, backup })
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(metadata) = std::fs::metadata(path) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failure| failure.error)?;
    Ok(())
}

/// `text` with the keys of `now`.
fn edited(text: &str, now: &Keymap, before: &Keymap) -> Result<String, SaveError> {
    let broken = |message: String| SaveError::new(message, "mend the file first");
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| broken(error.message().to_owned()))?;
    let keys = document.entry("keys").or_insert(Item::Table(Table::new()));
    let keys = keys.as_table_like_mut().ok_or_else(|| broken("`keys` is no table".to_owned()))?;
    for (command, chords) in now.against(before) {
        set(keys, &command.name(), &chords);
    }
    free(keys, now);
    Ok(document.to_string())
}

/// Writes the list of a command in the place of the one that is there, with the comments around it.
fn set(keys: &mut dyn TableLike, name: &str, chords: &[Chord]) {
    let mut value = Value::Array(chords.iter().map(|chord| chord.name()).collect::<Array>());
    match keys.get_mut(name).and_then(Item::as_value_mut) {
        Some(known) => {
            *value.decor_mut() = known.decor().clone();
            *known = value;
        }
        None => {
            keys.insert(name, Item::Value(value));
        }
    }
}

/// Takes out of the keys that do nothing those that do something now.
fn free(keys: &mut dyn TableLike, now: &Keymap) {
    let Some(none) = keys.get_mut(&Command::Nothing.name()).and_then(Item::as_array_mut) else { return };
    let used = |chord: Chord| now.rows().iter().any(|row| row.command != Command::Nothing && row.keys.contains(&chord));
    none.retain(|word| !word.as_str().and_then(|word| Chord::parse(word).ok()).is_some_and(used));
}

fn line(command: Command, chords: &[Chord]) -> String {
    let names: Vec<String> = chords.iter().map(|chord| format!("{:?}", chord.name())).collect();
    format!("{} = [{}]", command.name(), names.join(", "))
}

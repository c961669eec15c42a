//! The picture locker: pictures of the web that were fetched once and lie beside the deck from then on. The address that a
//! deck names goes in, a file comes out. Never opens a socket; `fetch` fills the locker.
//!
//! A locker is a folder [`FOLDER`] beside the decks: a file a picture, named after the SHA-256 of its bytes, and the index
//! [`INDEX`], which a person can read. Whoever wrote the deck may have written the index too, so nothing in it is trusted:
//! a name that is not such a hash is refused, and the file is decoded under the limits of every other picture.

mod index;
mod wanted;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use index::{Entry, read, to_toml};
pub use wanted::{Wanted, wanted};

use crate::diag::Diagnostic;

/// The folder beside the decks.
pub const FOLDER: &str = "deckle-pictures";
/// The index in it.
pub const INDEX: &str = "index.toml";
/// The endings that a file of the locker may have.
pub const ENDINGS: [&str; 5] = ["png", "jpg", "gif", "webp", "svg"];

/// The pictures that lie beside the decks of one folder, by their addresses.
#[derive(Clone, Debug, Default)]
pub struct Locker {
    folder: PathBuf,
    entries: BTreeMap<String, Entry>,
}

impl Locker {
    /// The locker beside the decks of `decks`, empty if there is none; what is wrong with its index is told.
    #[must_use]
    pub fn open(decks: &Path) -> (Self, Vec<Diagnostic>) {
        let folder = decks.join(FOLDER);
        let (entries, diagnostics) = index::open(&folder.join(INDEX));
        (Self { folder, entries }, diagnostics)
    }

    /// The file of the picture at `url`, if it was fetched and is still there.
    #[must_use]
    pub fn file(&self, url: &str) -> Option<PathBuf> {
        let entry = self.entries.get(&key(url))?;
        let path = self.folder.join(&entry.file);
        path.is_file().then_some(path)
    }

    /// The folder that its files lie in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is known of every address.
    #[must_use]
    pub fn entries(&self) -> &BTreeMap<String, Entry> {
        &self.entries
    }

    /// Takes in a picture that was fetched.
    pub fn insert(&mut self, url: &str, entry: Entry) {
        self.entries.insert(key(url), entry);
    }
}

/// The address under which a picture is known: without the fragment, and with a scheme.
#[must_use]
pub fn key(url: &str) -> String {
    let url = url.trim();
    let url = url.split('#').next().unwrap_or(url);
    if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() }
}

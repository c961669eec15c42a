//! What deckle remembers between runs: a name and a value in, a small JSON file in the person's state folder out
//! (`$XDG_STATE_HOME/deckle`, or what the system has instead). Never fails loudly: where nothing can be written, as in a
//! read-only home, nothing is remembered.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy as _, choose_base_strategy};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A larger file is not one of ours.
const MOST_BYTES: u64 = 8 << 20;

/// A folder of remembered values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Store {
    folder: Option<PathBuf>,
}

/// Whether a value is written to the disk at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    /// Whenever the system gets to it.
    Quick,
    /// Before all else.
    ForGood,
}

/// A name that no other process has.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "open, it is locked")] File);

impl Store {
    /// The person's own; without a home it remembers nothing.
    #[must_use]
    pub fn of_person() -> Self {
        let base = choose_base_strategy().ok();
        // Systems without a folder for states have one for the data of programs.
        let folder = base.map(|base| base.state_dir().unwrap_or_else(|| base.data_dir()).join("deckle"));
        Self { folder }
    }

    /// One in `folder`.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()) }
    }

    /// What was kept as `name` (letters, digits and `-`), if it can still be read.
    #[must_use]
    pub fn load<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let path = self.path(name)?;
        if !path.metadata().is_ok_and(|file| file.is_file() && file.len() <= MOST_BYTES) {
            return None;
        }
        let text = std::fs::read(&path).ok()?;
        serde_json::from_slice(&text).inspect_err(|error| log::debug!("{}: {error}", path.display())).ok()
    }

    /// Keeps `value` as `name`: the whole of it, or what was there before. What was saved a moment before the power goes may
    /// be lost.
    pub fn save<T: Serialize>(&self, name: &str, value: &T) {
        if let Err(error) = self.try_save(name, value, Care::Quick) {
            log::debug!("{name} is not remembered: {error}");
        }
    }

    /// The same, and it is on the disk when this returns, which can take long.
    pub fn save_for_good<T: Serialize>(&self, name: &str, value: &T) {
        if let Err(error) = self.try_save(name, value, Care::ForGood) {
            log::debug!("{name} is not remembered: {error}");
        }
    }

    /// Takes `name` for this process alone, until what is given is dropped or the process ends, in whichever way. Nothing if
    /// another one has it, or nothing can be written.
    #[must_use]
    pub fn claim(&self, name: &str) -> Option<Claim> {
        let path = self.path(name)?.with_extension("lock");
        std::fs::create_dir_all(path.parent()?).ok()?;
        let file = File::options().create(true).truncate(false).write(true).open(path).ok()?;
        file.try_lock().ok()?;
        Some(Claim(file))
    }

    /// Forgets `name`.
    pub fn forget(&self, name: &str) {
        if let Some(path) = self.path(name) {
            // What is not there is forgotten.
            let _ = std::fs::remove_file(path);
        }
    }

    fn try_save<T: Serialize>(&self, name: &str, value: &T, care: Care) -> std::io::Result<()> {
        let Some(path) = self.path(name) else { return Ok(()) };
        let folder = path.parent().unwrap_or(Path::new(""));
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut file, value)?;
        file.flush()?;
        if care == Care::ForGood {
            file.as_file().sync_all()?;
        }
        file.persist(&path).map_err(|failure| failure.error)?;
        if care == Care::ForGood && cfg!(unix) {
            // The name is on the disk when its folder is.
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let folder = self.folder.as_ref()?;
        plain.then(|| folder.join(format!("{name}.json")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_there_again_and_what_is_spoiled_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(&folder.path().join("deep"));
        assert_eq!(store.load::<Vec<u32>>("list"), None);
        store.save("list", &[1, 2, 3]);
        assert_eq!(store.load::<Vec<u32>>("list"), Some(vec![1, 2, 3]));
        store.save_for_good("list", &[4]);
        assert_eq!(store.load::<Vec<u32>>("list"), Some(vec![4]));
        std::fs::write(folder.path().join("deep/list.json"), "[1, 2").unwrap();
        assert_eq!(store.load::<Vec<u32>>("list"), None);
        store.forget("list");
        store.forget("list");
        assert!(!folder.path().join("deep/list.json").exists());
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let store = Store::at(&file);
        store.save("list", &[1]);
        assert_eq!(store.load::<Vec<u32>>("list"), None);
        assert_eq!(Store::default().load::<u32>("list"), None);
    }

    #[test]
    fn a_name_is_taken_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path());
        let claim = store.claim("show");
        assert!(claim.is_some() && store.claim("show").is_none() && store.claim("other").is_some());
        drop(claim);
        assert!(store.claim("show").is_some());
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(&folder.path().join("own"));
        store.save("../list", &[1]);
        assert!(!folder.path().join("list.json").exists());
    }
}

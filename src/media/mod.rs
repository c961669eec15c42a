//! Pictures: decoded once, under limits, known by id afterwards. Nothing here knows where a picture is shown.

mod decode;
mod place;
mod scale;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

pub use decode::{KEPT_SIDE, MAX_DECODED_BYTES, MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE, MediaError};
pub use place::{host, is_remote, local};
pub use scale::scaled;

/// A picture known to an [`Images`] store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ImageId(pub u32);

/// Decoded pixels, upright: rows of RGBA, straight alpha, top to bottom.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({} x {})", self.width, self.height)
    }
}

/// All pictures of a session. Shared between threads; a picture is decoded once.
#[derive(Debug, Default)]
pub struct Images {
    store: RwLock<Store>,
}

#[derive(Debug, Default)]
struct Store {
    pixels: Vec<Arc<Pixels>>,
    by_path: HashMap<PathBuf, Result<ImageId, MediaError>>,
}

impl Images {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The picture at `path`, decoded now unless it already was.
    ///
    /// # Errors
    /// If there is no such file, or it is not a picture that can be shown within the limits.
    pub fn load(&self, path: &Path) -> Result<ImageId, MediaError> {
        if let Some(known) = self.read().by_path.get(path) {
            return known.clone();
        }
        let decoded = decode::file(path);
        let mut store = self.write();
        if let Some(known) = store.by_path.get(path) {
            return known.clone();
        }
        let answer = decoded.map(|pixels| store.add(pixels));
        store.by_path.insert(path.to_owned(), answer.clone());
        answer
    }

    /// Takes in pixels that are already decoded.
    pub fn add(&self, pixels: Pixels) -> ImageId {
        self.write().add(pixels)
    }

    /// The pixels of `id`; `None` for an id of another store.
    #[must_use]
    pub fn get(&self, id: ImageId) -> Option<Arc<Pixels>> {
        self.read().pixels.get(id.0 as usize).cloned()
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, Store> {
        self.store.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, Store> {
        self.store.write().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Store {
    fn add(&mut self, pixels: Pixels) -> ImageId {
        self.pixels.push(Arc::new(pixels));
        ImageId(u32::try_from(self.pixels.len() - 1).unwrap_or(u32::MAX))
    }
}

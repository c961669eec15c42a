//! Pictures: read once, under limits, known by id afterwards; pixels, or a vector that is drawn at the size it is shown at.
//! Nothing here knows where a picture is shown.

mod decode;
mod moving;
mod place;
mod scale;
mod trial;
mod vector;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::{Duration, SystemTime};

use sha2::{Digest as _, Sha256};

use crate::geom::{Rect, Size};

use trial::Trials;

pub use decode::{KEPT_SIDE, MAX_DECODED_BYTES, MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE, MediaError};
pub use moving::{MAX_ALL_FRAMES_BYTES, MAX_FRAMES, MAX_FRAMES_BYTES, MAX_PLAYED, Moving};
pub use place::{host, is_remote, local};
pub use scale::scaled;
pub use trial::{MAX_TRIAL, MAX_TRIAL_BYTES, MAX_TRIALS, TRIAL_COMMAND, try_drawing};
pub use vector::{MAX_SVG_BYTES, Vector};

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

/// A picture as it was read.
#[derive(Debug)]
pub enum Original {
    /// Pixels: a photograph, a screenshot.
    Pixels(Arc<Pixels>),
    /// An animation.
    Moving(Arc<Moving>),
    /// A drawing, crisp at every size.
    Vector(Arc<Vector>),
}

impl Original {
    /// Its natural size in CSS pixels.
    #[must_use]
    pub fn size(&self) -> Size {
        match self {
            Self::Pixels(pixels) => Size::new(pixels.width as f32, pixels.height as f32),
            Self::Moving(moving) => Size::new(moving.first().width as f32, moving.first().height as f32),
            Self::Vector(vector) => vector.size(),
        }
    }

    /// The number of the frame that it shows; 0 for what does not move, and until it is played.
    #[must_use]
    pub fn frame(&self) -> usize {
        match self {
            Self::Moving(moving) => moving.at(),
            Self::Pixels(_) | Self::Vector(_) => 0,
        }
    }

    /// The part `source` (in fractions) of it at `width` × `height` pixels: a vector is drawn at exactly that size.
    #[must_use]
    pub fn scaled(&self, source: Rect, width: u32, height: u32) -> Pixels {
        match self {
            Self::Pixels(pixels) => scaled(pixels, source, width, height),
            Self::Moving(moving) => scaled(&moving.shown(), source, width, height),
            Self::Vector(vector) => vector.drawn(source, width, height),
        }
    }
}

/// All pictures of a session. Shared between threads; a picture is read once.
#[derive(Debug, Default)]
pub struct Images {
    store: RwLock<Store>,
    trials: Option<Trials>,
}

#[derive(Debug, Default)]
struct Store {
    originals: Vec<Arc<Original>>,
    /// How many bytes those take that were read from files.
    kept: usize,
    by_path: BTreeMap<PathBuf, Known>,
    /// By the SHA-256 of their text.
    drawings: HashMap<[u8; 32], ImageId>,
}

/// What came of reading a file.
#[derive(Debug)]
struct Known {
    answer: Result<ImageId, MediaError>,
    stamp: Option<Stamp>,
}

/// When a file was written last, and its bytes; a file that differs in one of them is another one.
type Stamp = (SystemTime, u64);

fn stamp(path: &Path) -> Option<Stamp> {
    let file = path.metadata().ok()?;
    Some((file.modified().ok()?, file.len()))
}

impl Images {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store that lets `program` try drawings out before it takes them in: the program that this is part of, which
    /// calls [`try_drawing`] when its argument is [`TRIAL_COMMAND`].
    #[must_use]
    pub fn with_trial(program: impl Into<PathBuf>) -> Self {
        Self { trials: Some(Trials::new(program.into())), ..Self::default() }
    }

    /// The usual ending of a file of `bytes`, if they are a picture that can be shown; it is decoded whole to know.
    ///
    /// # Errors
    /// If it is no picture, a broken one, or one beyond the limits.
    pub fn ending(&self, bytes: &[u8]) -> Result<&'static str, MediaError> {
        decode::ending(bytes, self.trials.as_ref())
    }

    /// The picture at `path`, read now unless it already was.
    ///
    /// # Errors
    /// If there is no such file, or it is not a picture that can be shown within the limits.
    pub fn load(&self, path: &Path) -> Result<ImageId, MediaError> {
        if let Some(known) = self.read().by_path.get(path) {
            return known.answer.clone();
        }
        // Asked before the file is read: what is written meanwhile counts as a change.
        let stamp = stamp(path);
        let original = decode::file(path, self.trials.as_ref());
        let mut store = self.write();
        if let Some(known) = store.by_path.get(path) {
            return known.answer.clone();
        }
        let answer = original.and_then(|original| store.keep(original));
        store.by_path.insert(path.to_owned(), Known { answer: answer.clone(), stamp });
        answer
    }

    /// Forgets the files that are not what they were when they were read, those that were not there included; whether
    /// there were any. Pictures that were made of them stay: pages may still show them.
    pub fn refresh(&self) -> bool {
        let paths: Vec<(PathBuf, Option<Stamp>)> =
            self.read().by_path.iter().map(|(path, known)| (path.clone(), known.stamp)).collect();
        let changed: Vec<PathBuf> =
            paths.into_iter().filter(|(path, before)| stamp(path) != *before).map(|(path, _)| path).collect();
        let mut store = self.write();
        for path in &changed {
            store.by_path.remove(path);
        }
        !changed.is_empty()
    }

    /// The folders of all files that were read, or looked for.
    #[must_use]
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        self.read().by_path.keys().filter_map(|path| path.parent().map(Path::to_owned)).collect()
    }

    /// Takes in pixels that are already decoded.
    pub fn add(&self, pixels: Pixels) -> ImageId {
        self.write().add(Original::Pixels(Arc::new(pixels)))
    }

    /// Takes in a drawing: the text of an SVG file. The same text is one picture.
    ///
    /// # Errors
    /// If it is no SVG, or drawing it would take more than the limits allow.
    pub fn add_svg(&self, svg: &str) -> Result<ImageId, MediaError> {
        let digest: [u8; 32] = Sha256::digest(svg).into();
        if let Some(known) = self.read().drawings.get(&digest) {
            return Ok(*known);
        }
        let vector = Vector::parse(svg, self.trials.as_ref())?;
        let mut store = self.write();
        let id = store.add(Original::Vector(Arc::new(vector)));
        store.drawings.insert(digest, id);
        Ok(id)
    }

    /// The picture `id` as it was read; `None` for an id of another store.
    #[must_use]
    pub fn original(&self, id: ImageId) -> Option<Arc<Original>> {
        self.read().originals.get(id.0 as usize).cloned()
    }

    /// The natural size of `id` in CSS pixels.
    #[must_use]
    pub fn size(&self, id: ImageId) -> Option<Size> {
        Some(self.original(id)?.size())
    }

    /// Shows the frame of `id` at the moment `elapsed` after it began to play; gives how long until the next one is due,
    /// `None` if it does not move, or not any more.
    pub fn play(&self, id: ImageId, elapsed: Duration) -> Option<Duration> {
        match &*self.original(id)? {
            Original::Moving(moving) => moving.play(elapsed),
            Original::Pixels(_) | Original::Vector(_) => None,
        }
    }

    /// Shows the first frame of `id` again.
    pub fn rewind(&self, id: ImageId) {
        if let Some(Original::Moving(moving)) = self.original(id).as_deref() {
            moving.rewind();
        }
    }

    /// The pixels of `id`, of an animation those of the first frame; `None` for a vector, and for an id of another store.
    #[must_use]
    pub fn pixels(&self, id: ImageId) -> Option<Arc<Pixels>> {
        match &*self.original(id)? {
            Original::Pixels(pixels) => Some(Arc::clone(pixels)),
            Original::Moving(moving) => Some(Arc::clone(moving.first())),
            Original::Vector(_) => None,
        }
    }

    /// The drawing `id`; `None` for pixels, and for an id of another store.
    #[must_use]
    pub fn vector(&self, id: ImageId) -> Option<Arc<Vector>> {
        match &*self.original(id)? {
            Original::Pixels(_) | Original::Moving(_) => None,
            Original::Vector(vector) => Some(Arc::clone(vector)),
        }
    }

    /// The part `source` (in fractions) of `id` at `width` × `height` pixels; straight alpha.
    #[must_use]
    pub fn scaled(&self, id: ImageId, source: Rect, width: u32, height: u32) -> Option<Arc<Pixels>> {
        Some(Arc::new(self.original(id)?.scaled(source, width, height)))
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, Store> {
        self.store.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, Store> {
        self.store.write().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The most bytes of pixels that are kept of all pictures of a session.
pub const MAX_KEPT_BYTES: usize = 2 << 30;
/// With more than this, further ones are kept smaller.
const AMPLE_BYTES: usize = 1 << 30;
/// How much smaller: the longer side in pixels.
const SMALL_SIDE: u32 = 1_280;

impl Store {
    /// Takes in what a file has, smaller where there is much already.
    fn keep(&mut self, original: Original) -> Result<ImageId, MediaError> {
        let original = match original {
            Original::Pixels(pixels) if self.kept > AMPLE_BYTES => Original::Pixels(Arc::new(small(&pixels))),
            original => original,
        };
        let bytes = match &original {
            Original::Pixels(pixels) => pixels.rgba.len(),
            Original::Moving(moving) => moving.bytes(),
            Original::Vector(_) => 0,
        };
        if self.kept.saturating_add(bytes) > MAX_KEPT_BYTES {
            let most = MAX_KEPT_BYTES >> 30;
            let why = format!("the pictures of the session need more than {most} GiB of memory together");
            return Err(MediaError::TooLarge(why));
        }
        self.kept += bytes;
        Ok(self.add(original))
    }

    fn add(&mut self, original: Original) -> ImageId {
        self.originals.push(Arc::new(original));
        ImageId(u32::try_from(self.originals.len() - 1).unwrap_or(u32::MAX))
    }
}

/// `pixels` with no more than [`SMALL_SIDE`] on their longer side.
fn small(pixels: &Pixels) -> Pixels {
    let (width, height) = (pixels.width, pixels.height);
    let scale = f64::from(SMALL_SIDE) / f64::from(width.max(height).max(1));
    if scale >= 1.0 {
        return pixels.clone();
    }
    let side = |n: u32| ((f64::from(n) * scale).round() as u32).max(1);
    scaled(pixels, Rect::new(0.0, 0.0, 1.0, 1.0), side(width), side(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_pictures_are_kept_smaller_and_too_many_are_told() {
        let pixels = |width: u32, height: u32| {
            Original::Pixels(Arc::new(Pixels { width, height, rgba: vec![9; width as usize * height as usize * 4] }))
        };
        let mut store = Store::default();
        store.keep(pixels(2_000, 10)).expect("there is room");
        assert_eq!((store.originals[0].size().width, store.kept), (2_000.0, 80_000));
        store.kept = AMPLE_BYTES + 1;
        store.keep(pixels(2_560, 20)).expect("there is room");
        let size = store.originals[1].size();
        assert_eq!((size.width, size.height), (1_280.0, 10.0));
        store.kept = MAX_KEPT_BYTES - 10;
        assert!(matches!(store.keep(pixels(5, 5)), Err(MediaError::TooLarge(why)) if why.contains("2 GiB")));
        assert_eq!(store.kept, MAX_KEPT_BYTES - 10);
    }
}

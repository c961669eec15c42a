//! Filling the picture locker: addresses in, files and an index beside the decks out. The only module that opens a socket,
//! and only `deckle fetch` calls it. A picture that is there is not asked for again; the index is written after every
//! picture, so that a run that was interrupted goes on where it stood.

mod address;
mod web;

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest as _, Sha256};

pub use web::{MAX_BYTES, MAX_REDIRECTS, Policy, WebError};

use crate::export::files::{self, WriteError};
use crate::locker::{self, Entry, INDEX, Locker, Wanted};
use crate::media::Images;

/// How many pictures are fetched at once.
const AT_ONCE: usize = 4;

/// What became of one picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was in the locker.
    Kept,
    /// It is in the locker now, with this many bytes.
    Fetched(u64),
    /// It was there, and is another one now, with this many bytes.
    Changed(u64),
    /// It is not there, and this is why.
    Missing(WebError),
}

/// How pictures are fetched.
#[derive(Clone, Debug, Default)]
pub struct FetchOptions {
    /// What may be asked.
    pub policy: Policy,
    /// Whether pictures that are there are asked for again.
    pub again: bool,
    /// The day that the index shows, like `2026-11-25`.
    pub today: String,
    /// Where the program that tries drawings out is, if there is one.
    pub trial: Option<PathBuf>,
}

/// Fetches `wanted` into `locker`; `done` is called after every picture, from several threads. The outcomes stand in the
/// order of `wanted`.
///
/// # Errors
/// If the locker cannot be written to; what was fetched before is whole, and in the index.
pub fn fill(
    locker: &mut Locker,
    wanted: &[Wanted],
    options: &FetchOptions,
    done: &(dyn Fn(&Wanted, &Outcome) + Sync),
) -> Result<Vec<Outcome>, WriteError> {
    files::make_folder(locker.folder())?;
    let images = options.trial.as_ref().map_or_else(Images::new, Images::with_trial);
    let next = AtomicUsize::new(0);
    let shared = Mutex::new((locker, vec![None; wanted.len()], None::<WriteError>));
    let lock = || shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(wanted.len()) {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = wanted.get(n) else { return };
                    let before = lock().0.file(&one.url);
                    let outcome = if before.is_some() && !options.again {
                        Outcome::Kept
                    } else {
                        let got =
                            web::get(&locker::key(&one.url), &options.policy).and_then(|bytes| known(&images, bytes));
                        let mut shared = lock();
                        match store(shared.0, &one.url, got, &options.today) {
                            Ok(outcome) => outcome,
                            Err(error) => {
                                shared.2.get_or_insert(error);
                                next.store(wanted.len(), Ordering::Relaxed);
                                return;
                            }
                        }
                    };
                    done(one, &outcome);
                    if let Some(slot) = lock().1.get_mut(n) {
                        *slot = Some(outcome);
                    }
                }
            });
        }
    });
    let (_, outcomes, failure) = shared.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    match failure {
        Some(error) => Err(error),
        None => Ok(outcomes.into_iter().flatten().collect()),
    }
}

/// `bytes` with the ending of their format, if they are a picture that can be shown.
fn known(images: &Images, bytes: Vec<u8>) -> Result<(Vec<u8>, &'static str), WebError> {
    match images.ending(&bytes) {
        Ok(ending) => Ok((bytes, ending)),
        Err(error) => Err(WebError::Failed(format!("what came is not shown: {error}"))),
    }
}

/// Puts what came into the locker, and its index on the disk.
fn store(
    locker: &mut Locker,
    url: &str,
    got: Result<(Vec<u8>, &'static str), WebError>,
    today: &str,
) -> Result<Outcome, WriteError> {
    let (bytes, ending) = match got {
        Ok(got) => got,
        Err(error) => return Ok(Outcome::Missing(error)),
    };
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let size = bytes.len() as u64;
    let entry = Entry { file: format!("{hash}.{ending}"), bytes: size, fetched: today.to_owned() };
    let path = locker.folder().join(&entry.file);
    let before = locker.entries().get(&locker::key(url)).map(|entry| entry.file.clone());
    if !path.is_file() {
        files::write(&path, &bytes)?;
    }
    let changed = before.is_some_and(|before| before != entry.file);
    locker.insert(url, entry);
    files::write(&locker.folder().join(INDEX), locker::to_toml(locker.entries()).as_bytes())?;
    Ok(if changed { Outcome::Changed(size) } else { Outcome::Fetched(size) })
}

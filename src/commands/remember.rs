//! What a show leaves behind: every change told to the supervisor and kept in the person's state folder, and what an earlier
//! run left out again. Never keeps the show waiting: all of it happens in a thread.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use deckle::present::{Resume, Saved, Told};
use deckle::store::Store;

/// A show that died longer ago is over.
const FRESH: Duration = Duration::from_secs(12 * 3600);

/// What is kept of a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Run {
    /// What was presented, for a person who looks into the file.
    path: PathBuf,
    /// Seconds since 1970.
    when: u64,
    /// Whether the person ended it.
    ended: bool,
    saved: Saved,
}

/// Where the runs of one path are kept.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    store: Store,
    name: String,
    path: PathBuf,
}

impl Shelf {
    /// The person's own, for what is at `path`.
    pub(crate) fn of(path: &Path) -> Self {
        Self::within(Store::of_person(), path)
    }

    fn within(store: Store, path: &Path) -> Self {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let mut name = "show-".to_owned();
        for byte in Sha256::digest(path.as_os_str().as_encoded_bytes()).iter().take(16) {
            // Nothing can fail in a string.
            let _ = write!(name, "{byte:02x}");
        }
        Self { store, name, path }
    }

    /// The show of the last run that the person did not end; with `any`, also of one that was ended.
    pub(crate) fn left(&self, any: bool) -> Option<Resume> {
        let run: Run = self.store.load(&self.name)?;
        // One that still runs is another show.
        let _free = self.store.claim(&self.name)?;
        let away = Duration::from_secs(now().saturating_sub(run.when));
        if run.ended {
            // Between two shows no time is counted.
            return any.then_some(Resume { saved: run.saved, away: Duration::ZERO });
        }
        (any || away < FRESH).then_some(Resume { saved: run.saved, away })
    }

    fn keep(&self, saved: &Saved, ended: bool) {
        let run = Run { path: self.path.clone(), when: now(), ended, saved: saved.clone() };
        self.store.save_for_good(&self.name, &run);
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// A thread that keeps what it is told.
pub(crate) struct Keeper {
    shelf: Shelf,
    thread: Option<JoinHandle<Option<Saved>>>,
}

impl Keeper {
    /// Keeps on `shelf`, and tells `supervisor`; shows are to be told to what comes with it. The supervisor never waits for
    /// the disk, which may be slow.
    pub(crate) fn start(shelf: Shelf, mut supervisor: Option<Box<dyn Write + Send>>) -> (Self, Option<Sender<Told>>) {
        let (keep, kept) = channel::<Saved>();
        let to = shelf.clone();
        let thread = std::thread::Builder::new().name("keeper".to_owned()).spawn(move || keep_on(&to, &kept)).ok();
        let (teller, told) = channel::<Told>();
        let tell = move || {
            while let Some((saved, open)) = newest(&told) {
                if let (Some(supervisor), Ok(mut line)) = (&mut supervisor, serde_json::to_vec(&saved)) {
                    line.push(b'\n');
                    // When it is gone, the show ends.
                    let _ = supervisor.write_all(&line);
                }
                drop(open);
                let _ = keep.send(saved);
            }
        };
        let telling = std::thread::Builder::new().name("teller".to_owned()).spawn(tell);
        (Self { shelf, thread }, telling.is_ok().then_some(teller))
    }

    /// The person ended the show, and nobody tells anything any more.
    pub(crate) fn ended(self) {
        if let Some(last) = self.thread.and_then(|thread| thread.join().ok().flatten()) {
            self.shelf.keep(&last, true);
        }
    }
}

/// What was told last, once anything was: only the newest is of use.
fn newest<T>(told: &Receiver<T>) -> Option<T> {
    let first = told.recv().ok()?;
    Some(told.try_iter().last().unwrap_or(first))
}

/// Keeps what is told on `shelf`, unless another run keeps there; gives what was kept last.
fn keep_on(shelf: &Shelf, told: &Receiver<Saved>) -> Option<Saved> {
    let mut claim = None;
    let mut last = None;
    while let Some(saved) = newest(told) {
        claim = claim.or_else(|| shelf.store.claim(&shelf.name));
        if claim.is_some() {
            shelf.keep(&saved, false);
            last = Some(saved);
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_was_not_ended_is_gone_on_with_and_one_that_was_only_on_request() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::within(Store::at(folder.path()), Path::new("talk.md"));
        assert!(shelf.left(true).is_none());
        let (keeper, teller) = Keeper::start(shelf.clone(), None);
        let mut saved = Saved::default();
        saved.speaker.page = "Two".to_owned();
        let teller = teller.unwrap();
        let telling = || {
            let (open, told) = std::sync::mpsc::sync_channel(0);
            ((saved.clone(), open), told)
        };
        let (first, told) = telling();
        teller.send(first).unwrap();
        assert!(told.recv().is_err(), "it is told when it was");
        let began = std::time::Instant::now();
        while shelf.store.load::<Run>(&shelf.name).is_none() {
            assert!(began.elapsed() < Duration::from_secs(20), "it is kept");
            std::thread::yield_now();
        }
        assert!(shelf.left(true).is_none(), "it still runs");
        drop(teller);
        keeper.thread.unwrap().join().unwrap();
        assert_eq!(shelf.left(false).unwrap().saved, saved);

        let (keeper, teller) = Keeper::start(shelf.clone(), None);
        teller.unwrap().send(telling().0).unwrap();
        keeper.ended();
        assert!(shelf.left(false).is_none());
        assert_eq!(shelf.left(true).unwrap().saved, saved);

        let old = Run { path: PathBuf::new(), when: now() - 13 * 3600, ended: false, saved };
        shelf.store.save(&shelf.name, &old);
        assert!(shelf.left(false).is_none() && shelf.left(true).is_some());
    }
}

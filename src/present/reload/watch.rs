//! Folders in, a word whenever a file in them was written. A save is told once, when it is whole: what an editor writes in
//! several goes is not read half way. Never reads a file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Told;

/// Files with other endings make no page look different.
const ENDINGS: [&str; 12] =
    ["md", "markdown", "toml", "wgsl", "png", "jpg", "jpeg", "gif", "webp", "svg", "ttf", "otf"];

/// What a change says of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It is as it is to be.
    Whole,
    /// More may come.
    Going,
}

/// Watches folders; each by itself, not what lies deeper.
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

impl Watch {
    /// Tells `told` of changes.
    pub(super) fn new(told: Sender<Told>) -> notify::Result<Self> {
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let change = match event {
                Ok(event) => change(&event),
                // Events were lost: something may have been written.
                Err(_) => Some(Change::Going),
            };
            if let Some(change) = change {
                // Nobody listens any more when the show is over.
                let _ = told.send(Told::Changed(change));
            }
        })?;
        Ok(Self { watcher, folders: BTreeSet::new() })
    }

    /// Watches `folders` too. A folder that cannot be watched is left out.
    pub(super) fn add(&mut self, folders: impl IntoIterator<Item = PathBuf>) {
        for folder in folders {
            let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
            if !self.folders.contains(&folder) {
                if let Err(error) = self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                    log::debug!("{} is not watched: {error}", folder.display());
                }
                self.folders.insert(folder);
            }
        }
    }
}

/// What `event` means for what is shown, if anything.
fn change(event: &Event) -> Option<Change> {
    let shown = |path: &PathBuf| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) || is_folder(path)
    };
    if !event.need_rescan() && !event.paths.iter().any(shown) {
        return None;
    }
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(_))
        | EventKind::Remove(_) => Some(Change::Whole),
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => None,
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => Some(Change::Going),
    }
}

/// The locker may be made, or a folder of pictures be moved in.
fn is_folder(path: &Path) -> bool {
    path.extension().is_none() && path.is_dir()
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, RenameMode};

    use super::*;

    #[test]
    fn a_save_is_whole_when_the_file_is_closed_or_renamed() {
        let told = |kind: EventKind, path: &str| change(&Event::new(kind).add_path(PathBuf::from(path)));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(told(closed, "/x/talk.md"), Some(Change::Whole));
        assert_eq!(told(closed, "/x/.talk.md.swp"), None);
        assert_eq!(told(EventKind::Modify(ModifyKind::Name(RenameMode::To)), "/x/A.PNG"), Some(Change::Whole));
        assert_eq!(told(EventKind::Modify(ModifyKind::Data(DataChange::Any)), "/x/talk.md"), Some(Change::Going));
        assert_eq!(told(EventKind::Create(CreateKind::File), "/x/talk.md"), Some(Change::Going));
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Read));
        assert_eq!(told(opened, "/x/talk.md"), None, "our own reading is no change");
    }
}

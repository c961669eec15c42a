//! `deckle fetch`: the pictures of the web that decks name, brought once and kept beside them. Tells of every picture that
//! did not come; the decks still show without it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use deckle::book::Book;
use deckle::diag::Diagnostic;
use deckle::fetch::{self, FetchOptions, Outcome as Fetched, Policy};
use deckle::locker::{Locker, Wanted, wanted};
use deckle::media;
use deckle::text::for_terminal;

use super::{Failure, Outcome, open, print, progress, tell, tell_all};
use crate::cli::{FetchArgs, LookArgs};

/// Fetches what is missing and says from where, and how much it was.
pub(crate) fn run(args: &FetchArgs) -> Outcome {
    let book = open(&args.path, &LookArgs::default(), 16.0 / 9.0)?;
    let mut count = Count::default();
    let folders = by_folder(&book);
    let all = folders.values().map(Vec::len).sum::<usize>();
    let bar = progress(all, "pictures");
    for (folder, pictures) in &folders {
        let (mut locker, odd) = Locker::open(folder);
        tell_all(&odd);
        let policy = Policy { allowed: args.allow_host.clone(), ..Policy::default() };
        let today = jiff::Zoned::now().date().to_string();
        let options = FetchOptions { policy, again: args.again, today, trial: super::program() };
        let outcomes = fetch::fill(&mut locker, pictures, &options, &|_, _| bar.inc(1)).map_err(|error| {
            let told =
                Diagnostic::error(&error.path.display().to_string(), format!("it cannot be written: {}", error.source));
            Failure::Failed(Box::new(told.hint("what was fetched before is kept; run the command again")))
        })?;
        for (picture, outcome) in pictures.iter().zip(outcomes) {
            count.add(picture, outcome);
        }
    }
    bar.finish_and_clear();
    tell_all(&count.missing);
    print(&count.sentence(&args.path))?;
    if count.missing.is_empty() {
        return Ok(());
    }
    let told = Diagnostic::error("", format!("{} could not be fetched", pictures(count.missing.len())));
    Err(Failure::Failed(Box::new(
        told.hint("the decks show a placard in their place; run the command again to try again"),
    )))
}

/// Tells how many pictures of the web are not beside the decks.
pub(super) fn tell_missing(book: &Book, path: &Path) {
    let missing = by_folder(book).iter().fold(0, |sum, (folder, pictures)| {
        let locker = Locker::open(folder).0;
        sum + pictures.iter().filter(|picture| locker.file(&picture.url).is_none()).count()
    });
    if missing > 0 {
        let shown = path.display().to_string();
        let verb = if missing == 1 { "is" } else { "are" };
        let told = Diagnostic::note(&shown, format!("{} {verb} on the web and not here", pictures(missing)));
        tell(&told.hint(format!("bring them once, and they show without a network: deckle fetch {shown}")));
    }
}

/// What the decks of `book` name, by the folder that their locker lies in; an address once a folder.
fn by_folder(book: &Book) -> BTreeMap<PathBuf, Vec<Wanted>> {
    let mut folders: BTreeMap<PathBuf, Vec<Wanted>> = BTreeMap::new();
    for deck in 0..book.len() {
        let found = wanted(book.deck(deck));
        if found.is_empty() {
            continue;
        }
        let all = folders.entry(book.folder(deck).to_owned()).or_default();
        for picture in found {
            if !all.iter().any(|known| known.url == picture.url) {
                all.push(picture);
            }
        }
    }
    folders
}

/// What came of all pictures.
#[derive(Default)]
struct Count {
    kept: usize,
    fetched: usize,
    changed: usize,
    bytes: u64,
    hosts: Vec<String>,
    missing: Vec<Diagnostic>,
}

impl Count {
    fn add(&mut self, picture: &Wanted, outcome: Fetched) {
        let bytes = match outcome {
            Fetched::Kept => {
                self.kept += 1;
                return;
            }
            Fetched::Fetched(bytes) => bytes,
            Fetched::Changed(bytes) => {
                self.changed += 1;
                bytes
            }
            Fetched::Missing(why) => {
                let message = format!("picture not fetched: \"{}\": {why}", picture.url);
                let told = Diagnostic::warning(&picture.file, message).at(picture.line, 0, "");
                self.missing.push(told.hint("check the address; a machine in your own network wants --allow-host"));
                return;
            }
        };
        self.fetched += 1;
        self.bytes += bytes;
        let host = media::host(&picture.url).unwrap_or("").to_owned();
        if !self.hosts.contains(&host) {
            self.hosts.push(host);
        }
    }

    fn sentence(&self, path: &Path) -> String {
        if self.fetched + self.kept + self.missing.len() == 0 {
            return format!("{} names no picture of the web\n", for_terminal(&path.display().to_string()));
        }
        let mut out = format!("fetched {}", pictures(self.fetched));
        if self.fetched > 0 {
            let hosts = self.hosts.iter().map(|host| for_terminal(host)).collect::<Vec<_>>().join(", ");
            out.push_str(&format!(", {}, from {hosts}", size(self.bytes)));
        }
        if self.changed > 0 {
            out.push_str(&format!("; {} had changed", self.changed));
        }
        if self.kept > 0 {
            let verb = if self.kept == 1 { "was" } else { "were" };
            out.push_str(&format!("; {} {verb} there already", self.kept));
        }
        out + "\n"
    }
}

fn pictures(count: usize) -> String {
    if count == 1 { "1 picture".to_owned() } else { format!("{count} pictures") }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

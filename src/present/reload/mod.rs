//! Live reload: a saved deck, theme or picture in, the next edition of the book out, read, laid out and checked behind the
//! show's back. Never takes a page off the stage: what cannot be read, or has lost most of its slides, leaves the last good
//! edition there, with a word for the speaker alone.

mod edition;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use winit::event_loop::EventLoopProxy;

use super::{Signal, check_transition};
use crate::book::{Book, LoadError};
use crate::diag::Diagnostic;
use crate::fonts::FontCx;
use crate::locker;
use crate::show::Position;
use crate::text::for_terminal;
use crate::theme::{self, Theme, Trust};

pub(super) use edition::{same_page, same_words};

/// After the last sign of a save that may still be going on.
const SETTLED: Duration = Duration::from_millis(100);
/// After a file was closed or renamed: an editor may do so to several at once.
const WHOLE: Duration = Duration::from_millis(4);
/// No save is waited for longer than this.
const LONGEST: Duration = Duration::from_millis(400);

/// Where a book came from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The deck, the file of notes or the folder.
    pub path: PathBuf,
    /// The look of the decks that choose none.
    pub look: LookFrom,
}

/// Where a look came from.
#[derive(Clone, Debug)]
pub enum LookFrom {
    /// Out of the program.
    BuiltIn(Box<Theme>),
    /// From this file.
    File(PathBuf),
}

impl Origin {
    /// Everything that can change beside pictures.
    fn folders(&self) -> Vec<PathBuf> {
        let of = |file: &Path| file.parent().unwrap_or(Path::new("")).to_owned();
        let decks = if self.path.is_dir() { self.path.clone() } else { of(&self.path) };
        let mut folders = vec![decks.join(locker::FOLDER), decks];
        if let LookFrom::File(file) = &self.look {
            folders.push(of(file));
        }
        folders
    }

    fn theme(&self) -> Result<Theme, Box<Diagnostic>> {
        match &self.look {
            LookFrom::BuiltIn(theme) => Ok(theme.as_ref().clone()),
            LookFrom::File(path) => {
                let (mut theme, _) = theme::read(path, &path.display().to_string(), Trust::Speaker)?;
                match check_transition(&mut theme) {
                    Some(fault) => Err(Box::new(fault)),
                    None => Ok(theme),
                }
            }
        }
    }
}

/// What the thread is told.
#[derive(Debug)]
enum Told {
    /// A file was written.
    Changed(watch::Change),
    /// Something else is on stage.
    Stage(Stage),
    /// The files are to be taken as they are.
    Insist,
}

/// What is on stage.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    /// The book as it was opened.
    pub(super) opened: Arc<Book>,
    /// The same in the look that it has now.
    pub(super) shown: Arc<Book>,
    /// That look, if it is not the one that it was opened in.
    pub(super) look: Option<&'static Theme>,
    /// The deck that shows.
    pub(super) deck: usize,
}

/// What came of a save.
#[derive(Debug)]
pub(super) enum Reloaded {
    /// The next edition: as it was opened, as it is shown, and in which look that is; and where something was written.
    Fresh { opened: Arc<Book>, shown: Arc<Book>, look: Option<&'static Theme>, edited: Option<Position> },
    /// The last edition stays, for this reason.
    Kept(String),
}

/// The thread that watches and reads.
#[derive(Debug)]
pub(super) struct Reloader {
    told: Sender<Told>,
}

impl Reloader {
    /// Watches what `origin` names and sends [`Signal::Reloaded`]. Where nothing can be watched, nothing is reloaded.
    pub(super) fn new(origin: Origin, stage: Stage, signals: EventLoopProxy<Signal>) -> Self {
        let (told, heard) = channel();
        let again = told.clone();
        let thread = std::thread::Builder::new().name("reload".to_owned());
        if let Err(error) = thread.spawn(move || Worker { origin, stage, signals }.work(again, &heard)) {
            log::debug!("no thread for reloading: {error}");
        }
        Self { told }
    }

    /// Something else is on stage.
    pub(super) fn stage(&self, stage: Stage) {
        // A thread that is gone has nothing left to do.
        let _ = self.told.send(Told::Stage(stage));
    }

    /// The files are to be taken as they are, whatever they lost.
    pub(super) fn insist(&self) {
        let _ = self.told.send(Told::Insist);
    }
}

struct Worker {
    origin: Origin,
    stage: Stage,
    signals: EventLoopProxy<Signal>,
}

impl Worker {
    fn work(mut self, told: Sender<Told>, heard: &Receiver<Told>) {
        let mut watch = watch::Watch::new(told).inspect_err(|error| log::warn!("files are not watched: {error}")).ok();
        let mut cx = FontCx::with_system_fonts();
        loop {
            if let Some(watch) = &mut watch {
                watch.add(self.origin.folders().into_iter().chain(self.stage.shown.images().folders()));
            }
            let insist = match heard.recv() {
                Err(_) => return,
                Ok(Told::Stage(stage)) => {
                    self.stage = stage;
                    continue;
                }
                Ok(Told::Insist) => true,
                Ok(Told::Changed(change)) => self.settled(change, heard),
            };
            let reloaded = match self.read(&mut cx, insist) {
                Ok(None) => continue,
                Ok(Some(reloaded)) => reloaded,
                Err(why) => Reloaded::Kept(why),
            };
            if self.signals.send_event(Signal::Reloaded(reloaded)).is_err() {
                return;
            }
        }
    }

    /// Waits until a save is whole; whether its result was insisted on meanwhile.
    fn settled(&mut self, mut change: watch::Change, heard: &Receiver<Told>) -> bool {
        let began = Instant::now();
        let mut insist = false;
        while began.elapsed() < LONGEST {
            let quiet = if change == watch::Change::Whole { WHOLE } else { SETTLED };
            match heard.recv_timeout(quiet) {
                Ok(Told::Changed(next)) => change = next,
                Ok(Told::Stage(stage)) => self.stage = stage,
                Ok(Told::Insist) => insist = true,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        insist
    }

    /// The next edition, with the pages of the deck on stage; `None` if nothing that shows has changed.
    fn read(&mut self, cx: &mut FontCx, insist: bool) -> Result<Option<Reloaded>, String> {
        let theme = self.origin.theme().map_err(|diagnostic| sentence(&diagnostic))?;
        let opened = self.stage.opened.renewed(&self.origin.path, theme).map_err(|error| match error {
            LoadError::Refused(diagnostic) => sentence(&diagnostic),
        })?;
        if opened.is_like(&self.stage.opened) {
            return Ok(None);
        }
        let (before, after) = (slides(&self.stage.opened), slides(&opened));
        if after * 2 < before && !insist {
            return Err(format!("{after} of {before} slides are left in the files: F6 takes them as they are"));
        }
        let opened = Arc::new(opened);
        let look = self.stage.look;
        let shown = match look {
            None => Arc::clone(&opened),
            Some(theme) => {
                let mut shown = opened.with_theme(theme.clone());
                shown.share_pages(&self.stage.shown);
                Arc::new(shown)
            }
        };
        let editions = (&*self.stage.shown, &*shown);
        let edited = edition::edited(cx, editions, self.stage.deck);
        // The loop needs the pages of the deck on stage at once.
        if let Some(deck) = edition::same_deck(editions, self.stage.deck) {
            shown.pages(cx, deck);
        }
        let deck = self.stage.deck;
        self.stage = Stage { opened: Arc::clone(&opened), shown: Arc::clone(&shown), look, deck };
        Ok(Some(Reloaded::Fresh { opened, shown, look, edited }))
    }
}

fn slides(book: &Book) -> usize {
    (0..book.len()).map(|deck| book.deck(deck).slides.len()).sum()
}

/// What is wrong, in a line for the speaker.
fn sentence(diagnostic: &Diagnostic) -> String {
    let place = if diagnostic.line > 0 { format!(", line {}", diagnostic.line) } else { String::new() };
    for_terminal(&format!("{}{place}: {}", diagnostic.file, diagnostic.message))
}

//! Drawings that are kept: read when the show comes to their deck, written when the speaker asks for it, and told on the
//! presenter screen alone. Never holds the show up over a file that cannot be used.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::App;
use crate::drawn;

/// A remark is read in this time.
const READ: Duration = Duration::from_secs(5);

/// The decks whose drawings were read, and what the speaker is told.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    /// By file and name: the numbers of decks change when files are saved.
    read: BTreeSet<(String, String)>,
    remark: Option<(String, Instant)>,
}

impl Keeping {
    /// What the speaker is told.
    pub(super) fn remark(&self) -> Option<&str> {
        self.remark.as_ref().map(|(words, _)| words.as_str())
    }

    /// When that is over.
    pub(super) fn due(&self) -> Option<Instant> {
        self.remark.as_ref().map(|(_, until)| *until)
    }
}

impl App {
    /// Tells the speaker `words` for a while.
    pub(super) fn remark(&mut self, words: String) {
        log::info!("{words}");
        self.keeping.remark = Some((words, Instant::now() + READ));
        self.redraw_console();
    }

    /// Takes a remark away whose time is over.
    pub(super) fn forget_remark(&mut self, now: Instant) {
        if self.keeping.remark.take_if(|(_, until)| *until <= now).is_some() {
            self.redraw_console();
        }
    }

    /// What another process left lies on its decks already, with all that was changed since it was kept.
    pub(super) fn knows_drawings(&mut self) {
        for (at, _) in self.show.drawings().pages().filter(|(at, _)| at.deck < self.book.len()) {
            let deck = self.book.deck(at.deck);
            self.keeping.read.insert((deck.file.clone(), deck.stem.clone()));
        }
    }

    /// Reads what was kept of the deck on stage, once.
    pub(super) fn fetch_drawings(&mut self) {
        let index = self.show.position().deck;
        if index >= self.book.len() {
            return;
        }
        let deck = self.book.deck(index);
        if !self.keeping.read.insert((deck.file.clone(), deck.stem.clone())) {
            return;
        }
        match drawn::read(&mut self.cx, &self.book, index) {
            Ok(drawings) if drawings.is_empty() => {}
            Ok(drawings) => {
                self.show.add_drawings(&drawings);
                self.redraw();
            }
            Err(refused) => self.remark(format!("drawings are not shown: {refused}")),
        }
    }

    /// Keeps what was drawn beside the decks.
    pub(super) fn keep_drawings(&mut self) {
        let known = |index: &usize| {
            let deck = self.book.deck(*index);
            self.keeping.read.contains(&(deck.file.clone(), deck.stem.clone()))
        };
        let decks: Vec<usize> = (0..self.book.len()).filter(known).collect();
        let words = match drawn::keep(&mut self.cx, &self.book, &decks, self.show.drawings()) {
            Ok(files) => match files.as_slice() {
                [] => "nothing is drawn; no file is kept".to_owned(),
                [file] => format!("drawings are kept in {}", file.file_name().unwrap_or_default().to_string_lossy()),
                files => format!("drawings are kept in {} files", files.len()),
            },
            Err(refused) => format!("drawings are not kept: {refused}"),
        };
        self.remark(crate::text::clean_line(&words));
    }
}

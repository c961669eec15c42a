//! How the speaker reads the notes: their size, and how far they are scrolled. Never knows how long they are: whoever
//! draws them says how far one can get.

use super::Show;

/// The smallest and the largest size of the notes; 0 is their own.
const SIZES: (i8, i8) = (-4, 8);
/// How many lines a press scrolls.
const LINES: u16 = 2;

/// How notes are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Steps of size, larger if positive.
    pub size: i8,
    /// Lines that have been scrolled away.
    pub scrolled: u16,
    /// How many lines there are to scroll away.
    reach: u16,
}

impl Reading {
    pub(super) fn larger(&mut self) {
        self.size = (self.size + 1).min(SIZES.1);
    }

    pub(super) fn smaller(&mut self) {
        self.size = (self.size - 1).max(SIZES.0);
    }

    pub(super) fn down(&mut self) {
        self.scrolled = self.scrolled.saturating_add(LINES).min(self.reach);
    }

    pub(super) fn up(&mut self) {
        self.scrolled = self.scrolled.saturating_sub(LINES);
    }
}

impl Show {
    /// How the notes are read.
    #[must_use]
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// The notes were drawn, `scrolled` lines from their beginning, and could be scrolled by `reach`.
    pub fn drew_notes(&mut self, scrolled: u16, reach: u16) {
        self.reading.reach = reach;
        self.reading.scrolled = scrolled.min(reach);
    }
}

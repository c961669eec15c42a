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
    /// Lines that the speaker scrolled away, and at which step of the page; if none, the notes follow the steps.
    pub scrolled: Option<(u16, u16)>,
    /// How many lines were away when they were drawn, and how many can be.
    drawn: (u16, u16),
}

impl Reading {
    pub(super) fn larger(&mut self) {
        self.size = (self.size + 1).min(SIZES.1);
    }

    pub(super) fn smaller(&mut self) {
        self.size = (self.size - 1).max(SIZES.0);
    }

    pub(super) fn resize(&mut self, size: i8) {
        self.size = size.clamp(SIZES.0, SIZES.1);
    }

    pub(super) fn down(&mut self, step: u16) {
        self.scroll(self.drawn.0.saturating_add(LINES).min(self.drawn.1), step);
    }

    pub(super) fn up(&mut self, step: u16) {
        self.scroll(self.drawn.0.saturating_sub(LINES), step);
    }

    fn scroll(&mut self, lines: u16, step: u16) {
        if lines != self.drawn.0 {
            (self.scrolled, self.drawn.0) = (Some((lines, step)), lines);
        }
    }

    /// Another page: its notes begin at their beginning.
    pub(super) fn turn(&mut self) {
        (self.scrolled, self.drawn) = (None, (0, 0));
    }
}

impl Show {
    /// How the notes are read.
    #[must_use]
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// The notes were drawn, `scrolled` lines from their beginning, and can be scrolled by `reach`.
    pub fn drew_notes(&mut self, scrolled: u16, reach: u16) {
        self.reading.drawn = (scrolled, reach);
    }
}

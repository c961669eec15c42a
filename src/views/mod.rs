//! Views: what is on stage and the book in, a finished scene out. They decide where things stand on the speaker's screen
//! and never change the show, read a clock, or touch a window.

mod audience;
mod boxes;
mod help;
mod notes;
mod plan;
mod presenter;
mod quiet;
mod trouble;

use std::cell::RefCell;
use std::time::Duration;

use crate::book::Book;
use crate::fonts::FontCx;
use crate::layout::Page;
use crate::show::{Pages, Position, Show};

pub use audience::AudienceOn;
pub use help::help;
pub use presenter::presenter;
pub use quiet::{blank, end_page};

/// What a view looks at.
#[derive(Clone, Copy, Debug)]
pub struct OnStage<'a> {
    /// The session.
    pub book: &'a Book,
    /// Where it is.
    pub show: &'a Show,
    /// The time on the show's clock.
    pub now: Duration,
    /// The time on the wall, as it is shown.
    pub wall: &'a str,
    /// What the speaker must know of the files.
    pub trouble: Option<&'a str>,
    /// Where the audience sees the slides.
    pub audience: AudienceOn<'a>,
}

/// The page at `at`, if there is one.
#[must_use]
pub fn page_at<'a>(cx: &mut FontCx, book: &'a Book, at: Position) -> Option<&'a Page> {
    if at.deck >= book.len() { None } else { book.pages(cx, at.deck).get(at.page) }
}

/// The counts of a book, for [`Show`]. Counting the pages of a deck lays it out.
#[derive(Debug)]
pub struct BookPages<'a> {
    book: &'a Book,
    cx: RefCell<&'a mut FontCx>,
}

impl<'a> BookPages<'a> {
    /// Counts what is in `book`, laying it out with `cx`.
    #[must_use]
    pub fn new(book: &'a Book, cx: &'a mut FontCx) -> Self {
        Self { book, cx: RefCell::new(cx) }
    }
}

impl Pages for BookPages<'_> {
    fn decks(&self) -> usize {
        self.book.len()
    }

    fn pages(&self, deck: usize) -> usize {
        if deck < self.book.len() { self.book.pages(&mut self.cx.borrow_mut(), deck).len() } else { 0 }
    }

    fn steps(&self, deck: usize, page: usize) -> u16 {
        page_at(&mut self.cx.borrow_mut(), self.book, Position::new(deck, page)).map_or(1, |page| page.steps)
    }
}

#[cfg(test)]
mod tests;

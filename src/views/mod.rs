//! Views: what is on stage and the book in, a finished scene out. They decide where things stand on the speaker's screen
//! and never change the show, read a clock, or touch a window.

pub mod access;
mod asking;
mod band;
mod boxes;
mod browse;
mod flags;
mod hand;
mod help;
mod ink;
mod lesson;
mod marks;
mod morph;
mod notepad;
mod notes;
mod outlook;
mod placard;
mod plan;
mod presenter;
mod quiet;
mod strip;
mod timing;
mod trouble;

use std::cell::RefCell;
use std::time::Duration;

use crate::book::Book;
use crate::deck::Deck;
use crate::fonts::FontCx;
use crate::layout::Page;
use crate::markdown;
use crate::show::pace::Goal;
use crate::show::{Keymap, Pages, Position, Show, Talk, TimeOfDay};

pub use asking::ask;
pub use browse::{Browsed, browse};
pub use hand::handled;
pub use help::help;
pub use lesson::{Sent, lesson, verdict};
pub use morph::{Morph, morph};
pub use placard::{placard, plain_desk};
pub use presenter::{Desk, presenter};
pub use quiet::{blank, end_page};

/// Where the audience looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AudienceOn<'a> {
    /// Nobody says.
    #[default]
    Unknown,
    /// At a window.
    Window,
    /// At the display of this name.
    Display(&'a str),
    /// At nothing: its display is gone.
    Nowhere,
    /// At another display than this one, where the system does not let the window be moved.
    Astray(&'a str),
}

/// What a view looks at.
#[derive(Clone, Copy, Debug)]
pub struct OnStage<'a> {
    /// The session.
    pub book: &'a Book,
    /// Where it is.
    pub show: &'a Show,
    /// The time on the show's clock.
    pub now: Duration,
    /// The time on the wall, if that is known.
    pub wall: Option<TimeOfDay>,
    /// When it is to be over, if that was asked for; else the front matter may say.
    pub goal: Option<Goal>,
    /// Where the audience looks.
    pub audience: AudienceOn<'a>,
    /// What is wrong with the files, for the speaker's eyes.
    pub trouble: Option<&'a str>,
    /// The keys that hold.
    pub keys: &'a Keymap,
    /// What the speaker is told for a while.
    pub remark: Option<&'a str>,
}

impl<'a> OnStage<'a> {
    /// `show` of `book` at the time `now`, and nothing else is known.
    #[must_use]
    pub fn new(book: &'a Book, show: &'a Show, now: Duration) -> Self {
        let audience = AudienceOn::Unknown;
        Self { book, show, now, wall: None, goal: None, audience, trouble: None, remark: None, keys: Keymap::usual() }
    }
}

fn deck_at<'a>(on: &OnStage<'a>, deck: usize) -> Option<&'a Deck> {
    (deck < on.book.len()).then(|| on.book.deck(deck))
}

/// What the deck is called, for a person.
fn deck_title(deck: &Deck) -> &str {
    if deck.front.title.trim().is_empty() { &deck.stem } else { &deck.front.title }
}

/// The page at `at`, if there is one.
#[must_use]
pub fn page_at<'a>(cx: &mut FontCx, book: &'a Book, at: Position) -> Option<&'a Page> {
    if at.deck >= book.len() { None } else { book.pages(cx, at.deck).get(at.page) }
}

/// The page of the deck at `index` to which a link to `anchor` (`#title`, `#3`) leads, if there is such a slide.
#[must_use]
pub fn page_named(cx: &mut FontCx, book: &Book, index: usize, anchor: &str) -> Option<usize> {
    let slide = book.slide_named(index, anchor)?;
    book.pages(cx, index).iter().position(|page| page.slide == slide)
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

    fn slide(&self, deck: usize, page: usize) -> usize {
        page_at(&mut self.cx.borrow_mut(), self.book, Position::new(deck, page)).map_or(page, |page| page.slide)
    }

    fn talk(&self, deck: usize) -> Talk {
        if deck >= self.book.len() {
            return Talk::default();
        }
        let own = self.book.deck(deck);
        let talk = Talk::new(deck_title(own), &own.front.speaker);
        match self.book.laid_out_pages(deck) {
            Some(pages) => talk.pages(pages.iter().map(|page| (page.title.as_str(), page.text.as_str(), page.slide))),
            None => {
                let titles: Vec<String> = own.slides.iter().map(|slide| markdown::plain(&slide.title)).collect();
                talk.slides(titles.iter().map(String::as_str))
            }
        }
    }
}

#[cfg(test)]
mod presenter_tests;
#[cfg(test)]
mod tests;

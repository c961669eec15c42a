//! The show: a command and the time in, what is on stage and one [`Effect`] out. A pure machine: it never opens a window,
//! never reads a clock, and asks for the pages of a far deck only when it gets there.
//!
//! The rules that are easy to get wrong stand in [`Show::apply`]: while the stage is black or white a move first gives the
//! picture back and moves nothing; Esc leaves the innermost state and never the show, for a clicker's start button sends
//! F5 and Esc in turns; Previous is the way back of Next.

mod asking;
mod bookmarks;
pub mod browse;
mod command;
mod day;
mod drawing;
mod drawings;
mod filter;
mod frozen;
mod hand;
mod history;
mod inked;
mod keys;
mod lesson;
mod moving;
pub mod pace;
mod reading;
mod stored;
mod timer;
mod touch;
mod travel;
mod windows;

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use asking::Answer;
pub use bookmarks::Bookmarks;
pub use browse::{Browse, Talk, Way};
pub use command::{Command, Effect};
pub use day::TimeOfDay;
pub use drawings::{Drawings, Drawn, ERASER, Nib, Stroke};
pub use filter::{KeyFilter, WheelFilter};
pub use frozen::Seen;
pub use hand::{Hand, Pan, Spot, Tool, WHOLE, Zoom};
pub use history::History;
pub use inked::InkedLine;
pub use keys::{Binding, Changes, Chord, Conflict, KEYS, Key, KeyRow, Keymap, NoChord, Press, label};
pub use lesson::{Heard, Lesson, Outcome, Refusal, Said, Verdict};
pub use reading::Reading;
pub use stored::Stored;
pub use timer::{Kept, Run, Timer, format};
pub use touch::{Fingers, Phase, Side, Touched};
use travel::{after, nearest};
pub use windows::Windows;

/// How many pages there are. Asked lazily: a deck is laid out when its pages are counted.
pub trait Pages {
    /// How many decks the session has.
    fn decks(&self) -> usize;
    /// How many pages the deck has; 0 makes the show skip it.
    fn pages(&self, deck: usize) -> usize;
    /// How many steps the page has; 0 counts as 1.
    fn steps(&self, deck: usize, page: usize) -> u16;
    /// Which slide the page is one of: pages of one slide follow each other and have the same number.
    fn slide(&self, _deck: usize, page: usize) -> usize {
        page
    }
    /// What the deck and its pages are called, for whoever looks for one. A deck is never laid out for it.
    fn talk(&self, _deck: usize) -> Talk {
        Talk::default()
    }
}

/// A place in the session, all counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Which deck.
    pub deck: usize,
    /// Which of its pages.
    pub page: usize,
    /// How much of the page shows.
    pub step: u16,
}

impl Position {
    /// The first step of `page` of `deck`.
    #[must_use]
    pub const fn new(deck: usize, page: usize) -> Self {
        Self { deck, page, step: 0 }
    }
}

/// What the stage shows instead of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Blank {
    /// Nothing but black.
    Black,
    /// Nothing but white.
    White,
}

/// How a show begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// Where.
    pub at: Position,
    /// In fullscreen.
    pub fullscreen: bool,
    /// With the presenter's window.
    pub presenter: bool,
}

/// What is on stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Show {
    at: Position,
    ended: bool,
    blank: Option<Blank>,
    help: bool,
    digits: String,
    presenter: bool,
    fullscreen: bool,
    timer: Timer,
    /// What the audience keeps, if it keeps something.
    frozen: Option<Seen>,
    reading: Reading,
    hand: Hand,
    /// The hand that the audience keeps.
    kept_hand: Hand,
    drawings: Drawings,
    /// The address of a link that was clicked once.
    asked: Option<Arc<str>>,
    history: History,
    bookmarks: Bookmarks,
    /// Somebody looks for a page.
    browse: Option<Browse>,
}

impl Show {
    /// A show that begins at `start`, or as near as there is a page.
    #[must_use]
    pub fn new(start: Start, pages: &dyn Pages) -> Self {
        let place = nearest(start.at, pages);
        Self {
            at: place.unwrap_or_default(),
            ended: place.is_none(),
            blank: None,
            help: false,
            digits: String::new(),
            presenter: start.presenter,
            fullscreen: start.fullscreen,
            timer: Timer::of(place.unwrap_or_default().deck),
            frozen: None,
            reading: Reading::default(),
            hand: Hand::default(),
            kept_hand: Hand::default(),
            drawings: Drawings::default(),
            asked: None,
            history: History::default(),
            bookmarks: Bookmarks::default(),
            browse: None,
        }
    }

    /// Where the show is; on the end page, where it was last.
    #[must_use]
    pub fn position(&self) -> Position {
        self.at
    }

    /// Whether the end page shows.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// The pages that were marked.
    #[must_use]
    pub fn bookmarks(&self) -> &Bookmarks {
        &self.bookmarks
    }

    /// What covers the stage, if anything.
    #[must_use]
    pub fn blank(&self) -> Option<Blank> {
        self.blank
    }

    /// Whether the keys are shown.
    #[must_use]
    pub fn help(&self) -> bool {
        self.help
    }

    /// The page number typed so far.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// Whether the presenter's window is wanted.
    #[must_use]
    pub fn presenter(&self) -> bool {
        self.presenter
    }

    /// Whether fullscreen is wanted.
    #[must_use]
    pub fn fullscreen(&self) -> bool {
        self.fullscreen
    }

    /// What is wanted of the windows.
    #[must_use]
    pub fn windows(&self) -> Windows {
        Windows { fullscreen: self.fullscreen, presenter: self.presenter }
    }

    /// Displays came or went, and with them what is wanted.
    pub fn set_windows(&mut self, wanted: Windows) {
        self.fullscreen = wanted.fullscreen;
        self.presenter = wanted.presenter;
        self.thaw_unseen();
    }

    /// The presenter's window was closed, or could not be opened.
    pub fn presenter_closed(&mut self) {
        self.presenter = false;
        self.thaw_unseen();
    }

    /// The pages were laid out anew: what the speaker saw is at `at` now, and what a frozen stage shows is at `frozen`.
    /// Nothing else changes, and no time begins.
    pub fn relaid(&mut self, at: Position, frozen: Position, pages: &dyn Pages) {
        self.at = nearest(at, pages).unwrap_or(self.at);
        if let Some(seen) = &mut self.frozen {
            seen.at = nearest(frozen, pages).unwrap_or(seen.at);
        }
        self.listed_anew(pages);
    }

    /// The time that the talk took: it begins when the audience leaves the page that the show began with.
    #[must_use]
    pub fn timer(&self) -> &Timer {
        &self.timer
    }

    /// Goes on with a timer that was kept.
    pub fn set_timer(&mut self, timer: Timer) {
        self.timer = timer;
    }

    /// What [`Command::Next`] would bring; nothing where that is the end page.
    #[must_use]
    pub fn upcoming(&self, pages: &dyn Pages) -> Option<Position> {
        if self.ended { None } else { after(self.at, pages) }
    }

    /// Does what `command` says at the time `now`.
    pub fn apply(&mut self, command: Command, now: Duration, pages: &dyn Pages) -> Effect {
        let before = self.clone();
        let answer = self.answer(command);
        let effect = match command {
            _ if answer == Answer::Yes => return Effect::Open,
            _ if answer == Answer::No => return Effect::Redraw,
            Command::Quit => Effect::Quit,
            Command::Fullscreen => {
                self.fullscreen = !self.fullscreen;
                Effect::Fullscreen
            }
            Command::Presenter => {
                self.presenter = !self.presenter;
                self.thaw_unseen();
                Effect::Presenter
            }
            Command::Swap => Effect::Swap,
            Command::Timer => {
                let Position { deck, page, .. } = self.audience().at;
                self.timer.toggle(now, (deck, page));
                Effect::Redraw
            }
            Command::TimerReset => {
                self.timer.reset();
                if self.timer == before.timer { Effect::Nothing } else { Effect::Redraw }
            }
            Command::Link => Effect::Link,
            Command::Theme => Effect::Theme,
            Command::Reload => Effect::Reload,
            Command::KeepDrawings => {
                self.lift();
                Effect::Keep
            }
            Command::Nothing => Effect::Nothing,
            _ => {
                self.change(command, pages);
                if *self == before { Effect::Nothing } else { Effect::Redraw }
            }
        };
        if self.audience() != before.audience() {
            let left = before.audience().at;
            self.timer.start(now, (left.deck, left.page));
            self.timer.visit(self.audience().at.deck, now);
        }
        if (self.at.deck, self.at.page, self.ended) != (before.at.deck, before.at.page, before.ended) {
            self.reading.turn();
            self.lift();
            // Without a presenter screen the speaker comes back to what the audience sees, from as near as it does.
            if command != Command::Presenter {
                self.hand.turn();
            }
        }
        effect
    }

    fn change(&mut self, command: Command, pages: &dyn Pages) {
        if self.browse.is_some() {
            return self.browse_on(command, pages);
        }
        match command {
            Command::Find => self.open_browse(browse::Kind::Picker, pages),
            Command::Overview => self.open_browse(browse::Kind::Overview, pages),
            Command::Type(_)
            | Command::Erase
            | Command::Select(_)
            | Command::Hover(_)
            | Command::Scroll(_)
            | Command::Choose => {}
            Command::Digit(digit) => self.type_digit(digit),
            Command::Enter if !self.digits.is_empty() => self.enter(pages),
            Command::Back if !self.digits.is_empty() => {
                self.digits.pop();
            }
            Command::Black => self.toggle_blank(Blank::Black),
            Command::White => self.toggle_blank(Blank::White),
            Command::Freeze => self.toggle_freeze(),
            Command::NotesDown => self.reading.down(self.at.step),
            Command::NotesUp => self.reading.up(self.at.step),
            Command::NotesLarger => self.reading.larger(),
            Command::NotesSmaller => self.reading.smaller(),
            Command::Help => self.help = !self.help,
            Command::Pointer
            | Command::Spotlight
            | Command::Pen
            | Command::Highlighter
            | Command::Eraser
            | Command::Zoom
            | Command::Nearer
            | Command::Farther
            | Command::Pan(_) => self.handle(command),
            Command::Undo => self.undo(),
            Command::Clear => self.clear(),
            Command::Bookmark => self.bookmark(pages),
            Command::Escape => self.escape(),
            Command::GoTo(place) => self.jump(place, pages),
            _ => self.travel(command, pages),
        }
    }

    fn toggle_blank(&mut self, blank: Blank) {
        self.blank = if self.blank == Some(blank) { None } else { Some(blank) };
    }

    fn escape(&mut self) {
        if self.help {
            self.help = false;
        } else if !self.digits.is_empty() {
            self.digits.clear();
        } else if self.blank.take().is_none() {
            self.lift();
            self.hand.escape();
        }
    }
}

#[cfg(test)]
mod drawing_tests;
#[cfg(test)]
mod frozen_tests;
#[cfg(test)]
mod hand_tests;
#[cfg(test)]
mod moves_tests;
#[cfg(test)]
mod tests;

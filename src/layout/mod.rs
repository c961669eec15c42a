//! Layout: a deck in, finished pages out. What does not fit is shrunk within the theme's limits, then continued on a
//! further page. Nothing ever leaves the page; no word is lost or doubled. Knows nothing of windows or pixels.

use crate::deck::Deck;
use crate::diag::{Diagnostic, Lines};
use crate::fonts::FontCx;
use crate::geom::Size;
use crate::media::Images;
use crate::scene::Scene;
use crate::theme::Theme;

/// A finished page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What is painted.
    pub scene: Scene,
    /// The slide's title (the deck's on an opener); never empty.
    pub title: String,
    /// The lines of the deck's file that it shows.
    pub lines: Lines,
    /// How many steps it has, at least 1.
    pub steps: u16,
    /// The speaker's notes.
    pub notes: String,
    /// What it shows, in reading order, a line a block.
    pub text: String,
}

/// Where a deck stands in its session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Which of the session's talks it is, from 1; 0 if it is no talk.
    pub talk: usize,
    /// How many talks the session has.
    pub talks: usize,
}

/// The pages of `deck`, and what could not be shown as written.
#[must_use]
pub fn layout_deck(cx: &mut FontCx, deck: &Deck, room: &Room<'_>) -> (Vec<Page>, Vec<Diagnostic>) {
    let _ = (cx, deck, room);
    (Vec::new(), Vec::new())
}

/// What a deck is laid out for.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// The look.
    pub theme: &'a Theme,
    /// Width and height of every page.
    pub page: Size,
    /// Where the deck stands in its session.
    pub place: Place,
    /// Where local pictures are loaded into.
    pub images: &'a Images,
    /// The folder that relative paths start from.
    pub folder: &'a std::path::Path,
}

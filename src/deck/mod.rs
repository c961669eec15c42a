//! Decks and slides: what is shown, in which order, before anything has a place. [`build`] turns a deck's text into
//! slides. Knows nothing of pages, fonts or files beyond names.
//!
//! `front` reads what stands at the top, `dialect` finds out whose Markdown it is, `split` parts the blocks at headings and
//! rules and heeds what `directives` finds in comments; `nest` mends lists; `columns`, `footnotes` and `steps` then put the blocks of a slide
//! in order.

mod anchors;
mod columns;
mod dialect;
mod directives;
mod drawn;
mod footnotes;
mod front;
mod near;
mod nest;
mod settings;
mod split;
mod steps;
mod time;

pub use anchors::Anchors;
pub use dialect::Dialect;
pub use front::{Front, Places, read, to_markdown};
pub use settings::{Arrangement, Breaks, DeckSettings, Dir, SCALES, Settings, Split, Turn, VARIABLES};
pub use split::build;
pub use time::duration;

use crate::diag::{Diagnostic, Lines};
use crate::markdown::{Align, Block, Inline, Picture};

/// A deck's text and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct DeckSource {
    /// Short name, from the file's stem: names exports.
    pub stem: String,
    /// The file's path as the user wrote it, for diagnostics.
    pub file: String,
    /// The front matter.
    pub front: Front,
    /// The Markdown after the front matter.
    pub body: String,
    /// The line of the file on which `body` begins, from 1.
    pub first_line: u32,
}

/// One talk: an opener and slides.
#[derive(Clone, Debug, PartialEq)]
pub struct Deck {
    /// Short name, from the file's stem.
    pub stem: String,
    /// The file's path as the user wrote it.
    pub file: String,
    /// What the opener shows.
    pub front: Front,
    /// The slides after the opener.
    pub slides: Vec<Slide>,
    /// What was odd while it was read.
    pub diagnostics: Vec<Diagnostic>,
}

/// What stands under one heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slide {
    /// The heading; empty on what stands before the first one.
    pub title: Vec<Inline>,
    /// The heading's level, 0 if there is none.
    pub level: u8,
    /// The side at which the heading stands.
    pub align: Align,
    /// What stands under it, without speaker notes and without pictures set beside.
    pub blocks: Vec<Block>,
    /// Speaker notes: the text of the comments.
    pub notes: String,
    /// What the author asks for in so many words.
    pub settings: Settings,
    /// The lines of the file.
    pub lines: Lines,
}

/// The cover picture of a deck, if its front matter names one.
#[must_use]
pub fn cover(front: &Front) -> Option<Picture> {
    let url = front.cover.clone()?;
    Some(Picture { url, line: front.places.of("cover").0, ..Picture::default() })
}

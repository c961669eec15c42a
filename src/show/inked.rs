//! Drawings as they are written down: plain lists of numbers, a page after the other, in and out. Never trusts what it
//! reads: places are held on the page, and what is too much is left out.

use serde::{Deserialize, Serialize};

use super::drawings::{Drawings, Nib, Stroke};
use super::{Position, Spot};

/// What lies on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Inked {
    deck: usize,
    page: usize,
    lines: Vec<InkedLine>,
}

/// A line as it is written down: across and down in turns, from the top left corner, in parts of 65,536.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InkedLine {
    /// What drew it.
    pub nib: Nib,
    /// Where it goes along.
    pub points: Vec<i32>,
}

impl InkedLine {
    /// The line that `stroke` is.
    #[must_use]
    pub fn of(stroke: &Stroke) -> Self {
        Self { nib: stroke.nib, points: stroke.points.iter().flat_map(|spot| [spot.x, spot.y]).collect() }
    }

    /// Puts it on the page of `at`, as far as there is room.
    pub fn put(&self, at: Position, drawings: &mut Drawings) {
        let (pairs, _) = self.points.as_chunks::<2>();
        let points: Vec<Spot> = pairs.iter().map(|&[x, y]| Spot { x, y }).collect();
        drawings.put(at, self.nib, &points);
    }
}

impl From<Vec<Inked>> for Drawings {
    fn from(pages: Vec<Inked>) -> Self {
        let mut drawings = Self::default();
        for page in pages {
            for line in &page.lines {
                line.put(Position::new(page.deck, page.page), &mut drawings);
            }
        }
        drawings
    }
}

impl From<Drawings> for Vec<Inked> {
    fn from(drawings: Drawings) -> Self {
        let page = |(at, strokes): (Position, &[Stroke])| Inked {
            deck: at.deck,
            page: at.page,
            lines: strokes.iter().map(InkedLine::of).collect(),
        };
        drawings.pages().map(page).collect()
    }
}

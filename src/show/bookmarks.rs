//! Pages that were marked for later. A page in, marked or not out; the next marked one after a place. Never changes where
//! the show is.

use serde::{Deserialize, Serialize};

use super::Position;

/// So many pages can be marked: more are no help to anyone.
const MOST: usize = 1000;

/// The marked pages of a show, in the order of the session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmarks {
    places: Vec<Position>,
}

impl Bookmarks {
    /// Marks the page of `at`, or takes the mark away.
    pub(super) fn toggle(&mut self, at: Position) {
        let page = Position { step: 0, ..at };
        match self.places.binary_search(&page) {
            Ok(n) => {
                self.places.remove(n);
            }
            Err(n) if self.places.len() < MOST => self.places.insert(n, page),
            Err(_) => {}
        }
    }

    /// Whether the page is marked.
    #[must_use]
    pub fn has(&self, deck: usize, page: usize) -> bool {
        self.places.binary_search(&Position::new(deck, page)).is_ok()
    }

    /// The marked pages, in order.
    pub fn iter(&self) -> impl Iterator<Item = Position> + '_ {
        self.places.iter().copied()
    }

    /// The marked page after that of `at`; after the last, the first.
    pub(super) fn next(&self, at: Position) -> Option<Position> {
        let page = Position { step: 0, ..at };
        self.places.iter().find(|place| **place > page).or_else(|| self.places.first()).copied()
    }

    /// Moves every mark where its page stands now.
    pub(super) fn moved(&mut self, to: &mut dyn FnMut(Position) -> Position) {
        for place in &mut self.places {
            *place = Position { step: 0, ..to(*place) };
        }
        self.places.sort_unstable();
        self.places.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_and_go_and_follow_in_a_ring() {
        let mut marks = Bookmarks::default();
        assert_eq!(marks.next(Position::default()), None);
        for (deck, page) in [(1, 4), (0, 2), (1, 1)] {
            marks.toggle(Position { deck, page, step: 3 });
        }
        assert!(marks.has(0, 2) && !marks.has(0, 3));
        let mut at = Position::default();
        let mut seen = Vec::new();
        for _ in 0..4 {
            at = marks.next(at).unwrap();
            seen.push((at.deck, at.page));
        }
        assert_eq!(seen, [(0, 2), (1, 1), (1, 4), (0, 2)]);
        marks.toggle(Position::new(1, 1));
        assert_eq!(marks.iter().count(), 2);
        marks.moved(&mut |at| Position { deck: 0, ..at });
        assert_eq!(marks.iter().map(|at| at.page).collect::<Vec<_>>(), [2, 4]);
    }
}

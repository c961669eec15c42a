//! Where jumps began: the places before and after, as a browser keeps them. Jumps go in, the way back and forth comes
//! out. Plain steps leave no trace in it, and it never grows without end.

use serde::{Deserialize, Serialize};

use super::{Position, Seen, Show};

/// So many jumps are remembered; older ones are forgotten.
const MOST: usize = 200;

/// The jumps of a show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    behind: Vec<Seen>,
    ahead: Vec<Seen>,
}

impl History {
    /// A jump began at `here`.
    pub(super) fn jumped(&mut self, here: Seen) {
        self.ahead.clear();
        remember(&mut self.behind, here);
    }

    /// The way back from `here`, if there is one.
    pub(super) fn back(&mut self, here: Seen) -> Option<Seen> {
        turn((&mut self.behind, &mut self.ahead), here)
    }

    /// The way forward from `here`, if there is one.
    pub(super) fn forward(&mut self, here: Seen) -> Option<Seen> {
        turn((&mut self.ahead, &mut self.behind), here)
    }

    fn places(&mut self) -> impl Iterator<Item = &mut Position> {
        self.behind.iter_mut().chain(&mut self.ahead).map(|spot| &mut spot.at)
    }
}

impl Show {
    /// The pages were laid out anew: whatever stood at a place stands `to` where it says now. What is on stage is not
    /// moved by it: [`Show::relaid`] does that.
    pub fn moved(&mut self, mut to: impl FnMut(Position) -> Position) {
        for place in self.history.places() {
            *place = to(*place);
        }
        self.bookmarks.moved(&mut to);
    }
}

/// Takes the last place that is not `here` and remembers `here` for the way back.
fn turn((from, to): (&mut Vec<Seen>, &mut Vec<Seen>), here: Seen) -> Option<Seen> {
    // To where one is already, by steps of one's own, nobody needs a way.
    let other = from.iter().rposition(|spot| *spot != here)?;
    let spot = from.get(other).copied()?;
    from.truncate(other);
    remember(to, here);
    Some(spot)
}

fn remember(places: &mut Vec<Seen>, here: Seen) {
    if places.last() == Some(&here) {
        return;
    }
    if places.len() >= MOST {
        places.remove(0);
    }
    places.push(here);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(page: usize) -> Seen {
        Seen { at: Position::new(0, page), ended: false }
    }

    #[test]
    fn back_and_forth_like_in_a_browser() {
        let mut history = History::default();
        assert_eq!(history.back(spot(0)), None);
        history.jumped(spot(0));
        history.jumped(spot(5));
        assert_eq!(history.back(spot(9)), Some(spot(5)));
        assert_eq!(history.back(spot(5)), Some(spot(0)));
        assert_eq!(history.back(spot(0)), None);
        assert_eq!(history.forward(spot(0)), Some(spot(5)));
        assert_eq!(history.forward(spot(5)), Some(spot(9)));
        assert_eq!(history.forward(spot(9)), None);
        history.back(spot(9));
        history.jumped(spot(5));
        assert_eq!(history.forward(spot(7)), None, "a jump forgets what was ahead");
    }

    #[test]
    fn a_place_that_was_reached_on_foot_needs_no_way() {
        let mut history = History::default();
        history.jumped(spot(1));
        history.jumped(spot(4));
        assert_eq!(history.back(spot(4)), Some(spot(1)));
    }

    #[test]
    fn old_jumps_are_forgotten() {
        let mut history = History::default();
        (0..1000).for_each(|page| history.jumped(spot(page)));
        assert_eq!(history.behind.len(), MOST);
        assert_eq!(history.back(spot(5000)), Some(spot(999)));
    }
}

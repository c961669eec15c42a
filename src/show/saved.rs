//! What of the show outlives it: places as plain values out, and in again, moved to what there is now. Never restores a
//! place that does not exist.

use serde::{Deserialize, Serialize};

use super::travel::nearest;
use super::{Bookmarks, History, Pages, Position, Seen, Show};

/// Where a show was, where it had been, and what was marked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Where it was.
    pub seen: Seen,
    /// Its jumps.
    pub history: History,
    /// Its marks.
    pub bookmarks: Bookmarks,
}

impl Show {
    /// What is worth keeping.
    #[must_use]
    pub fn saved(&self) -> Saved {
        Saved { seen: self.spot(), history: self.history.clone(), bookmarks: self.bookmarks.clone() }
    }

    /// Goes on as it was `saved`. Pages that are not there any more are the nearest that are; no time begins.
    pub fn restore(&mut self, saved: Saved, pages: &dyn Pages) {
        self.history = saved.history;
        self.bookmarks = saved.bookmarks;
        if let Some(at) = nearest(saved.seen.at, pages) {
            self.at = at;
            self.ended = saved.seen.ended;
        }
    }

    /// The pages were laid out anew: whatever stood at a place stands `to` where it says now. What is on stage is not
    /// moved by it: [`Show::relaid`] does that.
    pub fn moved(&mut self, mut to: impl FnMut(Position) -> Position) {
        for place in self.history.places() {
            *place = to(*place);
        }
        self.bookmarks.moved(&mut to);
    }
}

//! A frozen stage: what the audience keeps while the speaker browses. Never follows the speaker.
//!
//! The answers that are easy to get wrong: black and white stay what they are, for they belong to the stage and not to the
//! page, and under them the frozen page waits; a move on a frozen stage moves the speaker alone, and leaves a blank stage
//! blank; Esc does not thaw, since a clicker sends it unasked; saves and looks change how the frozen page looks, never
//! which one it is. Without a presenter screen nobody could browse: the stage does not freeze, and where that screen is
//! closed the speaker comes back to what the audience sees.

use serde::{Deserialize, Serialize};

use super::{Position, Show};

/// A place on stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Which page, up to which step; on the end page, where it was last.
    pub at: Position,
    /// Whether the end page shows instead.
    pub ended: bool,
}

impl Show {
    /// What the audience sees, unless the stage is blank: where the speaker is, or where the stage was frozen.
    #[must_use]
    pub fn audience(&self) -> Seen {
        self.frozen.unwrap_or(Seen { at: self.at, ended: self.ended })
    }

    /// Whether the audience keeps its page.
    #[must_use]
    pub fn frozen(&self) -> bool {
        self.frozen.is_some()
    }

    pub(super) fn toggle_freeze(&mut self) {
        self.kept_hand = self.hand;
        self.lift();
        self.frozen = if self.frozen.is_some() || !self.presenter { None } else { Some(self.audience()) };
        if self.frozen.is_some() { self.drawings.freeze() } else { self.drawings.thaw() }
    }

    /// Nobody browses any more: the audience sees no change.
    pub(super) fn thaw_unseen(&mut self) {
        if !self.presenter
            && let Some(seen) = self.frozen.take()
        {
            (self.at, self.ended) = (seen.at, seen.ended);
            self.hand = self.kept_hand;
            self.drawings.thaw();
        }
    }
}

//! What of a show outlives its process: the show at a moment out, as plain values without any moment of a clock, and in
//! again. Never goes to a place that is not there.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::travel::nearest;
use super::{Blank, Bookmarks, Drawings, Hand, History, Kept, Pages, Seen, Show, Timer, Windows, Zoom};

/// A show as it is kept for another process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stored {
    /// Where the speaker was.
    pub speaker: Seen,
    /// What the audience kept, if it kept something.
    pub frozen: Option<Seen>,
    /// What covered the stage.
    pub blank: Option<Blank>,
    /// The time that was counted.
    pub timer: Kept,
    /// What was wanted of the windows.
    pub windows: Windows,
    /// The size of the notes.
    pub notes: i8,
    /// The jumps that can be taken back.
    pub history: History,
    /// The pages that were marked.
    pub bookmarks: Bookmarks,
    /// How near the speaker's page was.
    pub zoom: Option<Zoom>,
    /// How near the page was that the audience kept.
    pub kept_zoom: Option<Zoom>,
    /// What was drawn.
    pub drawings: Drawings,
    /// What the audience of a frozen stage kept of it, if that was something else.
    pub kept_drawings: Option<Drawings>,
}

impl Show {
    /// What another process needs to go on at `now`.
    #[must_use]
    pub fn stored(&self, now: Duration) -> Stored {
        Stored {
            speaker: Seen { at: self.at, ended: self.ended },
            frozen: self.frozen,
            blank: self.blank,
            timer: self.timer.kept(now),
            windows: self.windows(),
            notes: self.reading.size,
            history: self.history.clone(),
            bookmarks: self.bookmarks.clone(),
            zoom: self.hand.zoom(),
            kept_zoom: self.kept_hand.zoom().filter(|_| self.frozen()),
            drawings: self.drawings.settled_alone(),
            kept_drawings: self.drawings.kept(),
        }
    }

    /// Goes on at `now` with what was stored, if nobody counted for `away`. What is wanted of the windows is not taken over.
    pub fn take_up(&mut self, stored: Stored, (away, now): (Duration, Duration), pages: &dyn Pages) {
        let near = |seen: Seen| Some(Seen { at: nearest(seen.at, pages)?, ..seen });
        if let Some(seen) = near(stored.speaker) {
            (self.at, self.ended) = (seen.at, seen.ended);
        }
        self.frozen = stored.frozen.and_then(near);
        self.blank = stored.blank;
        self.timer = Timer::resumed(stored.timer, away, now);
        self.reading.resize(stored.notes);
        self.history = stored.history;
        self.bookmarks = stored.bookmarks;
        self.hand = Hand::resumed(stored.zoom);
        self.kept_hand = Hand::resumed(stored.kept_zoom);
        self.drawings = match self.frozen {
            Some(_) => stored.drawings.keeping(stored.kept_drawings),
            None => stored.drawings,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Position, Start};
    use super::*;

    /// Two decks of three pages of two steps.
    struct Few;

    impl Pages for Few {
        fn decks(&self) -> usize {
            2
        }
        fn pages(&self, deck: usize) -> usize {
            if deck < 2 { 3 } else { 0 }
        }
        fn steps(&self, _: usize, _: usize) -> u16 {
            2
        }
    }

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_show_goes_on_in_another_process() {
        let start = Start { at: Position::new(1, 0), fullscreen: true, presenter: true };
        let mut show = Show::new(start, &Few);
        for command in [Command::Next, Command::Next, Command::Next, Command::NotesLarger, Command::Zoom] {
            show.apply(command, s(10), &Few);
        }
        for command in [Command::Freeze, Command::Next, Command::Nearer, Command::Black] {
            show.apply(command, s(10), &Few);
        }
        let text = serde_json::to_string(&show.stored(s(40))).unwrap();
        let mut other = Show::new(start, &Few);
        other.take_up(serde_json::from_str(&text).unwrap(), (s(5), s(1)), &Few);
        assert_eq!(other.timer().elapsed(s(1)), s(35));
        assert_eq!((other.audience(), other.position()), (show.audience(), show.position()));
        assert_eq!((other.blank(), other.frozen()), (Some(Blank::Black), true));
        assert_eq!(other.reading().size, 1);
        assert_eq!(
            (other.hand().zoom(), other.audience_hand().zoom()),
            (show.hand().zoom(), show.audience_hand().zoom())
        );
        assert!(show.audience_hand().zoom().is_some());
    }

    #[test]
    fn what_was_stored_elsewhere_leads_to_no_page_that_is_not_there() {
        let mut show = Show::new(Start::default(), &Few);
        let text = r#"{"speaker":{"at":{"deck":9,"page":9,"step":9},"ended":false},"notes":120,"of another edition":1,
                "zoom":{"level":200,"corner":{"x":-9,"y":99999999}}}"#;
        show.take_up(serde_json::from_str(text).unwrap(), (s(0), s(0)), &Few);
        let at = show.position();
        assert!(at.deck < 2 && at.page < 3 && at.step < 2, "{at:?}");
        assert!(show.reading().size < 20 && show.hand().zoom().is_none());
    }
}

//! What happens by itself: the clock's second, moving pictures, pages that turn; and when to wake for the next of it.

use std::time::{Duration, Instant};

use super::App;
use crate::views::page_at;

/// After a press that long the speaker talks, and the next page is made ready.
pub(super) const REST: Duration = Duration::from_millis(60);

impl App {
    /// Moves what moves on the page that the audience sees; gives when it goes on.
    pub(super) fn play(&mut self) -> Option<Instant> {
        let seen = self.show.audience();
        let position = seen.at;
        let still = self.book.theme().motion == crate::theme::Motion::Reduced;
        let seen = self.show.blank().is_none() && !seen.ended && !still;
        let page = if seen { page_at(&mut self.cx, &self.book, position) } else { None };
        let page = page.map(|page| (position, &page.scene));
        let turn = self.motion.turn(self.book.images(), page, Instant::now());
        if turn.changed {
            self.redraw();
        }
        turn.due
    }

    /// Lets the page that turns go on; gives when it does.
    pub(super) fn turn_on(&mut self) -> Option<Instant> {
        let (due, audience) = (self.passage.as_ref()?.due()?, self.audience.as_ref()?);
        if due > Instant::now() {
            return Some(due);
        }
        // The frame that is asked for says when the next one is due.
        audience.window.request_redraw();
        None
    }

    /// Does what is due, and says when something is due next.
    pub(super) fn wake(&mut self) -> Option<Instant> {
        let now = Instant::now();
        if self.passage.is_none() && self.warms.is_some_and(|at| at <= now) {
            self.warms = None;
            self.warm();
        }
        self.forget_remark(now);
        for pane in self.audience.iter_mut().chain(&mut self.console) {
            pane.wake(now);
        }
        let console = self.console.as_ref()?.window.clone();
        if self.tick <= now {
            console.request_redraw();
            // Counted from the beginning, so that the seconds do not drift with the frames.
            let passed = now.saturating_duration_since(self.began).as_secs();
            self.tick = self.began + Duration::from_secs(passed + 1);
        }
        Some(self.tick)
    }
}

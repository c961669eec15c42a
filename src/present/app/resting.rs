//! A mouse that rests: cursors hide, and the light of the pointer goes out. Time in, when to wake next out. Whoever wants no
//! motion sees the light go at once.

use std::time::{Duration, Instant};

use super::App;
use crate::show::Tool;
use crate::theme::Motion;

/// Cursors hide after this time without a move.
const IDLE: Duration = Duration::from_secs(2);
/// The pointer's light begins to go out after this time, and takes so long.
const LIT: Duration = Duration::from_millis(2_500);
const FADES: Duration = Duration::from_millis(500);
/// From one frame of that to the next.
const FRAME: Duration = Duration::from_millis(33);

/// Since when the mouse rests.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Resting {
    since: Option<Instant>,
    hidden: bool,
}

impl Resting {
    /// It moved.
    pub(super) fn moved(&mut self, now: Instant) {
        *self = Self { since: Some(now), hidden: false };
    }
}

/// How much of the pointer's light is gone after a rest of `long`, of 255; and when more will be.
fn gone(long: Duration, motion: Motion) -> (u8, Option<Duration>) {
    if long < LIT {
        return (0, Some(LIT));
    }
    if motion == Motion::Reduced || long >= LIT + FADES {
        return (u8::MAX, None);
    }
    let part = (long - LIT).as_secs_f32() / FADES.as_secs_f32();
    ((part * 255.0) as u8, Some(long + FRAME))
}

impl App {
    /// Does what is due of it at `now`; gives when something is due next.
    pub(super) fn rest(&mut self, now: Instant) -> Option<Instant> {
        let since = self.resting.since?;
        let long = now.saturating_duration_since(since);
        if long >= IDLE && !self.resting.hidden {
            self.resting.hidden = true;
            for pane in self.audience.iter().chain(&self.console) {
                pane.window.set_cursor_visible(false);
            }
        }
        let hides = (!self.resting.hidden).then(|| since + IDLE);
        let mut fades = None;
        if self.show.hand().tool() == Some(Tool::Pointer) && self.show.hand().at().is_some() {
            let (dim, next) = gone(long, self.book.theme().motion);
            if self.show.dim(dim) {
                self.redraw_page();
            }
            fades = next.map(|long| since + long);
        }
        hides.into_iter().chain(fades).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_light_goes_out_softly_or_at_once() {
        let ms = Duration::from_millis;
        assert_eq!(gone(ms(0), Motion::Full), (0, Some(LIT)));
        assert_eq!(gone(LIT, Motion::Full), (0, Some(LIT + FRAME)));
        let (half, next) = gone(LIT + FADES / 2, Motion::Full);
        assert!((120..136).contains(&half) && next.is_some());
        assert_eq!(gone(LIT + FADES, Motion::Full), (255, None));
        assert_eq!(gone(ms(1), Motion::Reduced), (0, Some(LIT)));
        assert_eq!(gone(LIT, Motion::Reduced), (255, None));
    }
}

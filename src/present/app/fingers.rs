//! Touches: a finger draws, lights, holds the page that is near, scrolls the notes, taps and swipes; two go nearer and
//! farther. Translates, and decides nothing: what a way of a finger is, `show::Fingers` says.

use winit::dpi::PhysicalPosition;
use winit::event::{MouseButton, Touch, TouchPhase};
use winit::event_loop::ActiveEventLoop;
use winit::window::WindowId;

use super::App;
use crate::show::{Command, Phase, Side, Tool, Touched};

/// A finger on the notes scrolls them once for every such part of the screen's height.
const SCROLLS: f64 = 0.04;

impl App {
    /// A finger does something in the window `id`.
    pub(super) fn touched(&mut self, events: &ActiveEventLoop, id: WindowId, touch: Touch) {
        let Some(size) = self.pane(id).map(|pane| pane.window.inner_size()) else { return };
        let within = |at: f64, whole: u32| at / f64::from(whole.max(1));
        let at = (within(touch.location.x, size.width), within(touch.location.y, size.height));
        let phase = match touch.phase {
            TouchPhase::Started => Phase::Down,
            TouchPhase::Moved => Phase::Moves,
            TouchPhase::Ended => Phase::Up,
            TouchPhase::Cancelled => Phase::Gone,
        };
        // Two screens have fingers of the same number, but nobody has hands on both.
        match self.fingers.touch((touch.id, phase), at, self.began.elapsed()) {
            Touched::Nothing => {}
            Touched::Began => {
                self.aim(id, touch.location);
                self.scrolls = (!self.is_audience(id) && self.notes.takes(self.cursor)).then_some(at.1);
                self.holds = !self.draws();
                if self.show.press() {
                    self.redraw_page();
                }
            }
            Touched::Moved => {
                self.aim(id, touch.location);
                self.scroll(events, at.1);
            }
            Touched::Ended => self.leave(),
            Touched::Tap(_) | Touched::Swipe(_) if self.scrolls.is_some() => self.leave(),
            Touched::Tap(_) if self.show.browse().is_some() => {
                self.hover(events, id, touch.location);
                self.clicks(events, (id, MouseButton::Left));
                self.leave();
            }
            Touched::Tap(side) => {
                let still = self.draws() || self.show.hand().zoom().is_some();
                let followed = !still && self.follow_link(events, id);
                self.leave();
                if !still && !followed {
                    self.turn(events, side);
                }
            }
            Touched::Swipe(side) => {
                let free = self.show.hand().tool().is_none() && self.show.hand().zoom().is_none();
                self.leave();
                if free {
                    // What goes to the left brings what is on the right.
                    self.turn(events, Some(if side == Side::Left { Side::Right } else { Side::Left }));
                }
            }
            Touched::Broken => {
                if self.show.drop_line() {
                    self.redraw_page();
                }
                self.leave();
            }
            Touched::Pinch(steps, (x, y)) => {
                let place = PhysicalPosition::new(x * f64::from(size.width), y * f64::from(size.height));
                self.aim(id, place);
                let command = if steps > 0 { Command::Nearer } else { Command::Farther };
                for _ in 0..steps.unsigned_abs() {
                    self.command(events, command);
                }
                self.leave();
            }
        }
    }

    fn draws(&self) -> bool {
        self.show.hand().tool().is_some_and(Tool::draws)
    }

    fn turn(&mut self, events: &ActiveEventLoop, side: Option<Side>) {
        match side {
            Some(Side::Right) => self.command(events, Command::Next),
            Some(Side::Left) => self.command(events, Command::Previous),
            None => {}
        }
    }

    /// The finger that scrolls is at `y` of the screen.
    fn scroll(&mut self, events: &ActiveEventLoop, y: f64) {
        let Some(last) = self.scrolls else { return };
        let steps = ((y - last) / SCROLLS).trunc();
        if steps != 0.0 && steps.is_finite() {
            self.scrolls = Some(last + steps * SCROLLS);
            // The words go where the finger goes.
            let command = if steps < 0.0 { Command::NotesDown } else { Command::NotesUp };
            for _ in 0..(steps.abs().min(9.0) as u8) {
                self.command(events, command);
            }
        }
    }

    /// No finger is down any more.
    fn leave(&mut self) {
        self.scrolls = None;
        self.released_button();
        self.lost_cursor();
    }
}

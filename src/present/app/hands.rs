//! Keys, buttons, wheels and pointers: translated, filtered, and given to the show as commands. Decides nothing.

use std::time::{Duration, Instant};

use winit::dpi::PhysicalPosition;
use winit::event::KeyEvent;
use winit::event_loop::ActiveEventLoop;
use winit::window::WindowId;

use super::App;
use super::waking::IDLE;
use crate::present::input;
use crate::show::{Command, Press, bound};

/// After a longer stretch of work nobody knows when the keys that wait were pressed.
pub(super) const BUSY: Duration = Duration::from_millis(60);

impl App {
    pub(super) fn key(&mut self, events: &ActiveEventLoop, event: &KeyEvent) {
        let Some((key, command)) = bound(input::press(event, self.held)) else { return };
        let now = self.began.elapsed();
        if self.behind || self.woke.elapsed() > BUSY {
            self.keys.forget();
        }
        let counts = if event.repeat { self.keys.repeat(key, command, now) } else { self.keys.press(key, now) };
        if counts {
            self.command(events, command);
        }
    }

    pub(super) fn press(&mut self, events: &ActiveEventLoop, press: Press) {
        if let Some((_, command)) = bound(press) {
            self.command(events, command);
        }
    }

    /// Over the notes a wheel scrolls them, everywhere else it moves.
    pub(super) fn turned_wheel(&mut self, events: &ActiveEventLoop, id: WindowId, notches: f32) {
        if !self.is_audience(id) && self.notes.takes(self.cursor) {
            let command = if notches < 0.0 { Command::NotesDown } else { Command::NotesUp };
            if notches != 0.0 {
                self.command(events, command);
            }
        } else if let Some(key) = self.wheel.turn(notches, self.began.elapsed()) {
            self.press(events, input::named(key));
        }
    }

    pub(super) fn moved_cursor(&mut self, id: WindowId, at: PhysicalPosition<f64>) {
        if self.is_audience(id) {
            if let Some(pane) = &self.audience {
                pane.window.set_cursor_visible(true);
                self.hides = Some(Instant::now() + IDLE);
            }
        } else if let Some(pane) = &self.console {
            let size = pane.window.inner_size();
            self.cursor = (at.x / f64::from(size.width.max(1)), at.y / f64::from(size.height.max(1)));
        }
    }
}

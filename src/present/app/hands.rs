//! Keys, buttons, wheels and pointers: translated, filtered, and given to the show as commands. Decides nothing.

use std::time::{Duration, Instant};

use winit::event::KeyEvent;
use winit::event_loop::ActiveEventLoop;
use winit::window::WindowId;

use super::App;
use super::waking::IDLE;
use crate::present::input;
use crate::show::{Press, bound};

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

    pub(super) fn moved_cursor(&mut self, id: WindowId) {
        if self.is_audience(id)
            && let Some(pane) = &self.audience
        {
            pane.window.set_cursor_visible(true);
            self.hides = Some(Instant::now() + IDLE);
        }
    }
}

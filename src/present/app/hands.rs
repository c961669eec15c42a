//! Keys, buttons, wheels and pointers: translated, filtered, and given to the show as commands. Decides nothing.

use std::time::{Duration, Instant};

use winit::dpi::PhysicalPosition;
use winit::event::{KeyEvent, MouseButton};
use winit::event_loop::ActiveEventLoop;
use winit::window::{CursorIcon, WindowId};

use super::App;
use crate::present::frame::on_page;
use crate::present::input;
use crate::present::links::{self, Leads};
use crate::show::{Command, Key, Press, Spot, Tool};

/// After a longer stretch of work nobody knows when the keys that wait were pressed.
pub(super) const BUSY: Duration = Duration::from_millis(60);

impl App {
    pub(super) fn key(&mut self, events: &ActiveEventLoop, event: &KeyEvent) {
        if self.types(events, event) {
            return;
        }
        let Some((key, command)) = self.options.keys.bound(input::press(event, self.held)) else { return };
        let command = self.show.meant(key, command);
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
        if let Some((key, command)) = self.options.keys.bound(press) {
            self.command(events, self.show.meant(key, command));
        }
    }

    /// A button of the mouse went down in the window `id`: a tool that draws takes it, then a link, then the show.
    pub(super) fn pressed_button(&mut self, events: &ActiveEventLoop, id: WindowId, button: MouseButton) {
        let meant = self.pane(id).is_some_and(|pane| pane.takes_clicks(Instant::now()));
        if meant && self.clicks(events, (id, button)) {
            return;
        }
        self.holds = meant && button == MouseButton::Left;
        if self.holds && self.show.press() {
            return self.redraw_page();
        }
        let link = self.holds && self.follow_link(events, id);
        if let Some(press) = input::click(button).filter(|_| meant && !link) {
            self.press(events, press);
        }
    }

    /// It was let go.
    pub(super) fn released_button(&mut self) {
        self.holds = false;
        if self.show.lift() {
            self.redraw_page();
        }
    }

    /// What the speaker sees of the page changed; the audience of a frozen stage sees none of it.
    pub(super) fn redraw_page(&self) {
        if self.show.frozen() { self.redraw_console() } else { self.redraw() }
    }

    /// Over the notes a wheel scrolls them, over a page that is near it goes nearer, everywhere else it moves.
    pub(super) fn turned_wheel(&mut self, events: &ActiveEventLoop, id: WindowId, notches: f32) {
        if self.rolls(events, notches) {
            return;
        }
        if !self.is_audience(id) && self.notes.takes(self.cursor) {
            let command = if notches < 0.0 { Command::NotesDown } else { Command::NotesUp };
            if notches != 0.0 {
                self.command(events, command);
            }
        } else if self.show.meant(Key::WheelUp, Command::Previous) == Command::Nearer {
            self.zoomed = (self.zoomed + notches).clamp(-3.0, 3.0);
            while self.zoomed.abs() >= 1.0 {
                let command = if self.zoomed > 0.0 { Command::Nearer } else { Command::Farther };
                self.zoomed -= self.zoomed.signum();
                self.command(events, command);
            }
        } else if let Some(key) = self.wheel.turn(notches, self.began.elapsed()) {
            self.press(events, input::named(key));
        }
    }

    pub(super) fn moved_cursor(&mut self, id: WindowId, at: PhysicalPosition<f64>) {
        self.resting.moved(Instant::now());
        let pointer = self.show.hand().tool() == Some(Tool::Pointer) && self.show.browse().is_none();
        let dot = self.is_audience(id) && pointer;
        self.aim(id, at);
        let icon = self.icon(id);
        if let Some(pane) = self.pane(id) {
            // The light is the cursor.
            pane.window.set_cursor_visible(!dot);
            pane.window.set_cursor(icon);
        }
    }

    /// Something points at `at` of the window `id`.
    pub(super) fn aim(&mut self, id: WindowId, at: PhysicalPosition<f64>) {
        if !self.is_audience(id)
            && let Some(pane) = &self.console
        {
            let size = pane.window.inner_size();
            self.cursor = (at.x / f64::from(size.width.max(1)), at.y / f64::from(size.height.max(1)));
        }
        let spot = self.pointed(id, at);
        self.point(spot);
    }

    /// The mouse left the window.
    pub(super) fn lost_cursor(&mut self) {
        self.point(None);
    }

    /// The place of the page under `at` in the window `id`. On a frozen stage only the speaker's page has one.
    fn pointed(&self, id: WindowId, at: PhysicalPosition<f64>) -> Option<Spot> {
        if !self.is_audience(id) {
            return self.notes.on_page(self.cursor);
        }
        let pane = self.audience.as_ref().filter(|_| !self.show.frozen())?;
        let size = pane.window.inner_size();
        let at = (at.x / f64::from(size.width.max(1)), at.y / f64::from(size.height.max(1)));
        on_page(self.book.page_size(), pane.aspect(), at)
    }

    /// Where the link leads that is under the mouse in the window `id`, if one is and nothing is in hand. Out of the show
    /// lead none of the audience's window in fullscreen, nor as long as there is another.
    fn link_at(&mut self, id: WindowId) -> Option<Leads> {
        let hand = *self.show.hand();
        if self.show.blank().is_some() || self.show.ended() || self.show.help() || hand.tool().is_some() {
            return None;
        }
        let spot = hand.on_page(hand.at()?);
        let leads = links::under(&mut self.cx, &self.book, self.show.position(), spot)?;
        let public = self.is_audience(id) && (self.console.is_some() || self.show.fullscreen());
        (!public || matches!(leads, Leads::Within(_))).then_some(leads)
    }

    /// Follows the link under the mouse, if there is one; out of the show at the second click.
    pub(super) fn follow_link(&mut self, events: &ActiveEventLoop, id: WindowId) -> bool {
        let leads = self.link_at(id);
        let some = leads.is_some();
        if let Some(leads) = leads {
            self.lead(events, leads);
        }
        some
    }

    /// What the cursor looks like in the window `id`.
    fn icon(&mut self, id: WindowId) -> CursorIcon {
        if self.show.hand().tool().is_some_and(Tool::draws) {
            CursorIcon::Crosshair
        } else if self.link_at(id).is_some() {
            CursorIcon::Pointer
        } else {
            CursorIcon::Default
        }
    }

    fn point(&mut self, spot: Option<Spot>) {
        let before = self.show.hand().at();
        let mut shows = self.show.point(spot);
        if let (true, Some(before), Some(now)) = (self.holds, before, spot) {
            let ((from_x, from_y), (x, y)) = (before.fractions(), now.fractions());
            shows |= self.show.drag((x - from_x, y - from_y));
        }
        if shows {
            self.redraw_page();
        }
    }
}

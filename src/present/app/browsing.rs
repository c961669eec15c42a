//! Looking for a page: letters that are typed, the mouse over what was found, and where that is drawn. Never on the
//! audience's window as long as there is another one.

use winit::dpi::PhysicalPosition;
use winit::event::{KeyEvent, MouseButton};
use winit::event_loop::ActiveEventLoop;
use winit::window::WindowId;

use super::App;
use crate::geom::{Rect, Size};
use crate::present::frame::Frame;
use crate::show::Command;
use crate::show::browse::Way;
use crate::views::{self, BookPages, Browsed, OnStage};

/// What was found, as it is on the screen.
#[derive(Debug, Default)]
pub(super) struct OnScreen {
    size: Size,
    cells: Vec<(Rect, usize)>,
    /// Where the mouse was last, in parts of the width and height of a window of this shape.
    mouse: (f64, f64),
    aspect: f32,
    /// The deck that was asked for, as it is seen and not laid out yet.
    asked: Option<usize>,
}

impl OnScreen {
    /// The number of what is under the mouse; the scene stands in the middle of its window.
    fn under_mouse(&self) -> Option<usize> {
        let scene = Rect::of(Size::new(self.aspect, 1.0)).fit(self.size);
        let scale = self.size.width / scene.width.max(1e-6);
        let (x, y) = (self.mouse.0 as f32 * self.aspect - scene.x, self.mouse.1 as f32 - scene.y);
        let point = Rect::new(x * scale, y * scale, 0.0, 0.0);
        self.cells.iter().find(|(cell, _)| cell.holds(point, 0.0)).map(|(_, hit)| *hit)
    }
}

impl App {
    /// Whether a press types a letter, which then is no key.
    pub(super) fn types(&mut self, events: &ActiveEventLoop, event: &KeyEvent) -> bool {
        if self.held.control_key() || self.held.alt_key() || self.held.super_key() {
            return false;
        }
        let mut typed = false;
        for c in event.text.iter().flat_map(|text| text.chars()) {
            if let Some(command) = self.show.typed(c) {
                typed = true;
                // The key that began it may be held still.
                if !event.repeat {
                    self.command(events, command);
                }
            }
        }
        typed
    }

    /// Whether the window of this id shows what was found.
    fn browses_on(&self, id: WindowId) -> bool {
        self.show.browse().is_some() && self.is_audience(id) == self.console.is_none()
    }

    /// Whether the audience's window does.
    pub(super) fn browses_in_sight(&self) -> bool {
        self.show.browse().is_some() && self.console.is_none()
    }

    /// The mouse is at `at` of a window: what is there is selected.
    pub(super) fn hover(&mut self, events: &ActiveEventLoop, id: WindowId, at: PhysicalPosition<f64>) {
        let pane = if self.is_audience(id) { &self.audience } else { &self.console };
        let Some(pane) = pane.as_ref().filter(|_| self.browses_on(id)) else { return };
        let size = pane.window.inner_size();
        let part = |at: f64, of: u32| at / f64::from(of.max(1));
        self.found.mouse = (part(at.x, size.width), part(at.y, size.height));
        self.found.aspect = pane.aspect();
        if let Some(hit) = self.found.under_mouse()
            && self.show.browse().is_some_and(|browse| browse.selected() != hit)
        {
            self.command(events, Command::Hover(hit));
        }
    }

    /// A button of the mouse chooses what is under it, or leaves; says whether it was meant for that.
    pub(super) fn clicks(&mut self, events: &ActiveEventLoop, (id, button): (WindowId, MouseButton)) -> bool {
        if self.show.browse().is_none() {
            return false;
        }
        match button {
            MouseButton::Right => self.command(events, Command::Escape),
            MouseButton::Left if self.browses_on(id) => {
                if let Some(hit) = self.found.under_mouse() {
                    self.command(events, Command::Hover(hit));
                    self.command(events, Command::Choose);
                }
            }
            _ => {}
        }
        true
    }

    /// A turn of the wheel lets what was found pass by; says whether it did.
    pub(super) fn rolls(&mut self, events: &ActiveEventLoop, notches: f32) -> bool {
        if self.show.browse().is_none() {
            return false;
        }
        self.zoomed = (self.zoomed + notches).clamp(-12.0, 12.0);
        while self.zoomed.abs() >= 1.0 {
            let way = if self.zoomed > 0.0 { Way::Up } else { Way::Down };
            self.zoomed -= self.zoomed.signum();
            self.command(events, Command::Scroll(way));
        }
        true
    }

    /// Draws what was found on the only window.
    pub(super) fn draw_browse(&mut self) {
        let Some(pane) = &mut self.audience else { return };
        let on = OnStage { keys: &self.options.keys, ..OnStage::new(&self.book, &self.show, self.began.elapsed()) };
        let Some((mut scene, browsed)) = views::browse(&mut self.cx, &on, pane.aspect()) else { return };
        if self.show.help() {
            views::help(&mut self.cx, &mut scene, &self.options.keys);
        }
        let size = scene.size;
        let frame = Frame::Made(Box::new(scene));
        pane.draw(&mut self.canvases, (&mut self.cx, self.book.images()), &frame);
        self.drew_browse(browsed, size);
    }

    /// Keeps where things were drawn, and lets a deck that is seen be laid out before others.
    pub(super) fn drew_browse(&mut self, browsed: Browsed, size: Size) {
        self.show.drew_browse(browsed.drawn);
        let asked = browsed.open;
        if let Some(deck) = asked.filter(|_| asked != self.found.asked) {
            self.ahead.at(deck);
        }
        self.found = OnScreen { size, cells: browsed.cells, asked, ..self.found };
    }

    /// Decks were laid out: what is listed has pages now.
    pub(super) fn list_again(&mut self) {
        if self.show.browse().is_some() {
            self.show.listed(&BookPages::new(&self.book, &mut self.cx));
            if self.console.is_none() {
                self.redraw();
            }
        }
    }
}

//! A window with its canvas: made unseen, drawn, then shown, so that nobody sees it unpainted. It knows nothing of what it
//! shows.

use std::sync::Arc;
use std::time::{Duration, Instant};

use winit::dpi::LogicalSize;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::Window;

use super::Signal;
use super::access::Reader;
use super::canvas::{CanvasId, Canvases, Drawn, Turning};
use super::displays::{Desk, Place};
use super::frame::Frame;
use crate::fonts::FontCx;
use crate::media::Images;
use crate::scene::Scene;

/// How soon a frame that could not be drawn is tried again.
const AGAIN: Duration = Duration::from_millis(50);
/// The button that brought a window to the front within this time was not meant for the show.
const FRONT: Duration = Duration::from_millis(150);

/// A window of the show.
#[derive(Debug)]
pub(super) struct Pane {
    pub(super) window: Arc<Window>,
    canvas: CanvasId,
    title: String,
    shown: bool,
    again: Option<Instant>,
    focused: Option<Instant>,
    /// Who reads it to people who do not see it.
    pub(super) reader: Option<Reader>,
}

impl Pane {
    /// A window that is not seen yet, for a place on a desk; of that size where it does not fill a display.
    pub(super) fn new(
        (events, signals): (&ActiveEventLoop, &EventLoopProxy<Signal>),
        canvases: &mut Canvases,
        (desk, place, size): (&Desk, &Place, LogicalSize<u32>),
    ) -> Result<Self, String> {
        let attributes = desk.attributes(events, place, size);
        let window = events.create_window(attributes).map_err(|error| format!("no window can be opened: {error}"))?;
        desk.prepare(&window, place);
        let reader = Reader::new(events, &window, signals);
        let window = Arc::new(window);
        let canvas = canvases.add(Arc::clone(&window)).map_err(|error| error.to_string())?;
        Ok(Self { window, canvas, title: String::new(), shown: false, again: None, focused: None, reader })
    }

    /// Width over height of what can be drawn on.
    pub(super) fn aspect(&self) -> f32 {
        let size = self.window.inner_size();
        if size.width == 0 || size.height == 0 { 16.0 / 9.0 } else { size.width as f32 / size.height as f32 }
    }

    /// What happens to it, before anybody else hears of it.
    pub(super) fn pass(&mut self, event: &WindowEvent) {
        if let Some(reader) = &mut self.reader {
            reader.pass(&self.window, event);
        }
    }

    pub(super) fn set_title(&mut self, title: &str) {
        if self.title != title {
            title.clone_into(&mut self.title);
            self.window.set_title(title);
        }
    }

    pub(super) fn resized(&self, canvases: &mut Canvases) {
        let size = self.window.inner_size();
        canvases.resize(self.canvas, size.width, size.height);
        self.window.request_redraw();
    }

    /// Draws `frame`; the first time, shows the window with it.
    pub(super) fn draw(&mut self, canvases: &mut Canvases, (cx, images): (&mut FontCx, &Images), frame: &Frame<'_>) {
        self.window.pre_present_notify();
        let drawn = canvases.draw(self.canvas, cx, images, frame.scene(), frame.step());
        self.drawn(drawn);
    }

    /// Draws `scene`, which stands in for a frame that could not be drawn.
    pub(super) fn draw_scene(&mut self, canvases: &mut Canvases, (cx, images): (&mut FontCx, &Images), scene: &Scene) {
        self.window.pre_present_notify();
        let drawn = canvases.draw(self.canvas, cx, images, scene, 0);
        self.drawn(drawn);
    }

    /// Makes ready what `frame` needs.
    pub(super) fn warm(&self, canvases: &mut Canvases, lent: (&mut FontCx, &Images), frame: &Frame<'_>) {
        canvases.warm(self.canvas, lent, (frame.scene(), frame.step()));
    }

    /// Draws a moment of the turn of a page to `frame`.
    pub(super) fn turn(
        &mut self,
        canvases: &mut Canvases,
        (cx, images): (&mut FontCx, &Images),
        frame: &Frame<'_>,
        turning: Turning<'_>,
    ) {
        self.window.pre_present_notify();
        let drawn = canvases.turn(self.canvas, (cx, images), (frame.scene(), frame.step()), turning);
        self.drawn(drawn);
    }

    fn drawn(&mut self, drawn: Drawn) {
        self.again = (drawn == Drawn::Again).then(|| Instant::now() + AGAIN);
        if !self.shown {
            self.shown = true;
            self.window.set_visible(true);
            self.window.focus_window();
            // Some systems drop what is drawn on a window that is not on the screen yet.
            self.window.request_redraw();
        }
    }

    /// Whether anything was on it yet.
    pub(super) fn is_shown(&self) -> bool {
        self.shown
    }

    /// When the window wants to be woken.
    pub(super) fn wakes(&self) -> Option<Instant> {
        self.again
    }

    /// Asks for the frame that could not be drawn, once its time has come.
    pub(super) fn wake(&mut self, now: Instant) {
        if self.again.is_some_and(|at| at <= now) {
            self.again = None;
            self.window.request_redraw();
        }
    }

    pub(super) fn set_focus(&mut self, at: Option<Instant>) {
        self.focused = at;
    }

    /// Whether a press of a mouse button is meant for the show and not for the window alone.
    pub(super) fn takes_clicks(&self, now: Instant) -> bool {
        self.focused.is_some_and(|since| now.saturating_duration_since(since) >= FRONT)
    }

    /// Lets go of the canvas; the window goes with the pane.
    pub(super) fn close(self, canvases: &mut Canvases) {
        canvases.remove(self.canvas);
    }
}

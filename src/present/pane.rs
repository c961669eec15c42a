//! A window with its canvas: made unseen, drawn, then shown, so that nobody sees it unpainted. It knows nothing of what it
//! shows.

use std::sync::Arc;
use std::time::{Duration, Instant};

use winit::dpi::{LogicalSize, PhysicalPosition};
use winit::event_loop::ActiveEventLoop;
use winit::monitor::MonitorHandle;
use winit::window::{Fullscreen, Window, WindowAttributes};

use super::canvas::{CanvasId, Canvases, Drawn};
use super::frame::Frame;
use crate::fonts::FontCx;
use crate::media::Images;

/// How soon a frame that could not be drawn is tried again.
const AGAIN: Duration = Duration::from_millis(50);
/// The button that brought a window to the front within this time was not meant for the show.
const FRONT: Duration = Duration::from_millis(150);

/// Size of a window that has left fullscreen.
const LEFT: LogicalSize<u32> = LogicalSize::new(1280, 720);

/// A window of the show.
#[derive(Debug)]
pub(super) struct Pane {
    pub(super) window: Arc<Window>,
    canvas: CanvasId,
    title: String,
    shown: bool,
    again: Option<Instant>,
    focused: Option<Instant>,
}

/// Where a window opens.
#[derive(Debug)]
pub(super) enum Where {
    /// As a window of this size, where the system likes.
    Window(LogicalSize<u32>),
    /// All over a display; the one that the system likes, if none is given.
    Fullscreen(Option<MonitorHandle>),
}

impl Pane {
    /// A window that is not seen yet.
    pub(super) fn new(events: &ActiveEventLoop, canvases: &mut Canvases, place: Where) -> Result<Self, String> {
        let hidden = WindowAttributes::default().with_visible(false).with_title("deckle");
        let attributes = match place {
            Where::Window(size) => hidden.with_inner_size(size),
            // Size and place are what the window has when fullscreen is left: it stays on its display then, and does
            // not jump on the speaker's.
            Where::Fullscreen(monitor) => match &monitor {
                Some(on) => hidden.with_inner_size(LEFT).with_position(middle(on)),
                None => hidden.with_inner_size(LEFT),
            }
            .with_fullscreen(Some(Fullscreen::Borderless(monitor))),
        };
        let window = events.create_window(attributes).map_err(|error| format!("no window can be opened: {error}"))?;
        let window = Arc::new(window);
        let canvas = canvases.add(Arc::clone(&window)).map_err(|error| error.to_string())?;
        Ok(Self { window, canvas, title: String::new(), shown: false, again: None, focused: None })
    }

    /// Width over height of what can be drawn on.
    pub(super) fn aspect(&self) -> f32 {
        let size = self.window.inner_size();
        if size.width == 0 || size.height == 0 { 16.0 / 9.0 } else { size.width as f32 / size.height as f32 }
    }

    /// The name of the display that it fills, if it fills one.
    pub(super) fn display(&self) -> Option<String> {
        self.window.fullscreen()?;
        self.window.current_monitor()?.name()
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
        self.again = (drawn == Drawn::Again).then(|| Instant::now() + AGAIN);
        if !self.shown {
            self.shown = true;
            self.window.set_visible(true);
            self.window.focus_window();
            // Some systems drop what is drawn on a window that is not on the screen yet.
            self.window.request_redraw();
        }
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

/// Where a window of the size [`LEFT`] stands in the middle of `monitor`.
fn middle(monitor: &MonitorHandle) -> PhysicalPosition<i32> {
    let (corner, all) = (monitor.position(), monitor.size());
    let window = LEFT.to_physical::<u32>(monitor.scale_factor());
    let before = |all: u32, window: u32| i32::try_from(all.saturating_sub(window) / 2).unwrap_or(0);
    let (x, y) = (before(all.width, window.width), before(all.height, window.height));
    PhysicalPosition::new(corner.x.saturating_add(x), corner.y.saturating_add(y))
}

/// The speaker's display and the audience's, if there are two.
pub(super) fn two_displays(events: &ActiveEventLoop) -> Option<(MonitorHandle, MonitorHandle)> {
    let all: Vec<MonitorHandle> = events.available_monitors().collect();
    let own = events.primary_monitor().or_else(|| all.first().cloned())?;
    // Two outputs at the same place show the same picture: a mirror is one display.
    let other = all.into_iter().find(|monitor| *monitor != own && monitor.position() != own.position())?;
    Some((own, other))
}

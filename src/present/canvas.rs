//! What a window is drawn on: a GPU surface, or a softbuffer fed by the CPU painter. The one place that knows what can
//! become of a surface and of a device.

use std::sync::Arc;

use winit::window::Window;

use crate::fonts::FontCx;
use crate::media::Images;
use crate::scene::Scene;

/// Who paints the windows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PainterChoice {
    /// The GPU if there is one, else the CPU.
    #[default]
    Auto,
    /// The GPU or nothing.
    Gpu,
    /// The CPU.
    Cpu,
}

/// Why a window cannot be drawn on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CanvasError(pub String);

/// What became of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// It is on the screen.
    Shown,
    /// Nothing was drawn; ask for a redraw soon.
    Again,
    /// Nothing was drawn, since nothing can be seen: the window is hidden or has no size.
    Hidden,
}

/// A window of a [`Canvases`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CanvasId(pub u32);

/// All windows' canvases, over one device.
#[derive(Debug)]
pub struct Canvases {}

impl Canvases {
    /// Looks for a painter of the wished kind.
    ///
    /// # Errors
    /// If `Gpu` was wished for and there is none.
    pub fn new(choice: PainterChoice) -> Result<Self, CanvasError> {
        let _ = choice;
        Ok(Self {})
    }

    /// Makes `window` drawable.
    ///
    /// # Errors
    /// If neither painter can draw on it.
    pub fn add(&mut self, window: Arc<Window>) -> Result<CanvasId, CanvasError> {
        let _ = window;
        Ok(CanvasId(0))
    }

    /// Lets go of a window.
    pub fn remove(&mut self, id: CanvasId) {
        let _ = id;
    }

    /// The window has a new size in pixels; zero is allowed.
    pub fn resize(&mut self, id: CanvasId, width: u32, height: u32) {
        let _ = (id, width, height);
    }

    /// Draws `scene` as it shows at `step` on the window, letterboxed in black.
    pub fn draw(&mut self, id: CanvasId, cx: &mut FontCx, images: &Images, scene: &Scene, step: u16) -> Drawn {
        let _ = (id, cx, images, scene, step);
        Drawn::Shown
    }

    /// Who paints, in words for a person: the adapter's name, or the CPU painter and why.
    #[must_use]
    pub fn describe(&self) -> String {
        String::new()
    }
}

//! Scenes in, a window's pixels out, without any graphics driver: the CPU painter and softbuffer. Never fails over what a
//! scene contains; a window system that refuses a frame is asked again.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Arc;

use winit::event_loop::OwnedDisplayHandle;
use winit::window::Window;

use super::{CanvasError, CanvasId, Drawn, Sheet};
use crate::fonts::FontCx;
use crate::media::Pixels;
use crate::paint::cpu::CpuPainter;

/// A window's memory.
type Surface = softbuffer::Surface<OwnedDisplayHandle, Arc<Window>>;

/// The CPU painter over all windows.
#[derive(Debug)]
pub(super) struct Soft {
    context: softbuffer::Context<OwnedDisplayHandle>,
    surfaces: BTreeMap<CanvasId, Surface>,
    painter: CpuPainter,
    page: Pixels,
}

impl Soft {
    /// The painter for windows of `display`.
    pub(super) fn new(display: &OwnedDisplayHandle) -> Result<Self, CanvasError> {
        let context = softbuffer::Context::new(display.clone())
            .map_err(|error| CanvasError(format!("the window system takes no pixels ({error})")))?;
        let page = Pixels { width: 0, height: 0, rgba: Vec::new() };
        Ok(Self { context, surfaces: BTreeMap::new(), painter: CpuPainter::new(), page })
    }

    /// Makes `window` drawable.
    pub(super) fn add(&mut self, id: CanvasId, window: &Arc<Window>) -> Result<(), CanvasError> {
        let surface = softbuffer::Surface::new(&self.context, Arc::clone(window))
            .map_err(|error| CanvasError(format!("the window takes no pixels ({error})")))?;
        self.surfaces.insert(id, surface);
        Ok(())
    }

    /// Lets go of a window.
    pub(super) fn remove(&mut self, id: CanvasId) {
        self.surfaces.remove(&id);
    }

    /// Forgets what a panic may have left half done.
    pub(super) fn renew(&mut self) {
        self.painter = CpuPainter::new();
        self.page = Pixels { width: 0, height: 0, rgba: Vec::new() };
    }

    /// Draws `sheet` on a window of `size` pixels.
    pub(super) fn draw(
        &mut self,
        id: CanvasId,
        (width, height): (u32, u32),
        cx: &mut FontCx,
        sheet: &Sheet<'_>,
    ) -> Drawn {
        let (Some(columns), Some(rows)) = (NonZeroU32::new(width), NonZeroU32::new(height)) else {
            return Drawn::Hidden;
        };
        let Some(surface) = self.surfaces.get_mut(&id) else { return Drawn::Hidden };
        if (self.page.width, self.page.height) != (width, height) {
            self.page = Pixels { width, height, rgba: vec![0; width as usize * height as usize * 4] };
        }
        self.painter.paint(cx, sheet.images, sheet.scene, sheet.step, &mut self.page);
        surface.window().pre_present_notify();
        match present(surface, (columns, rows), &self.page) {
            Ok(()) => Drawn::Shown,
            Err(error) => {
                log::warn!("the window took no frame: {error}");
                Drawn::Again
            }
        }
    }
}

fn present(
    surface: &mut Surface,
    (columns, rows): (NonZeroU32, NonZeroU32),
    page: &Pixels,
) -> Result<(), softbuffer::SoftBufferError> {
    surface.resize(columns, rows)?;
    let mut buffer = surface.buffer_mut()?;
    for (out, pixel) in buffer.iter_mut().zip(page.rgba.chunks_exact(4)) {
        let &[red, green, blue, _] = pixel else { continue };
        *out = u32::from_be_bytes([0, red, green, blue]);
    }
    buffer.present()
}

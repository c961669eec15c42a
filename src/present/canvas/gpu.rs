//! Scenes in, frames of GPU surfaces out: all windows over one device. The only file that knows what can become of a
//! surface. Never waits in a loop for a surface that does not come back: it says so, and its owner goes on without.

use std::collections::BTreeMap;
use std::sync::Arc;

use wgpu::CurrentSurfaceTexture;
use winit::event_loop::OwnedDisplayHandle;
use winit::window::Window;

use super::{CanvasError, CanvasId, Drawn, Sheet};
use crate::fonts::FontCx;
use crate::paint::gpu::{Gpu, GpuError, GpuPainter, Target, Turn, drivers, find};

/// Frames in a row that may fail on a window before the GPU is given up.
const MAX_FAILURES: u32 = 20;

/// Whether a driver that paints on the CPU will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Software {
    /// It will.
    Accepted,
    /// deckle's own CPU painter is several times faster.
    Refused,
}

/// One device, and the surfaces of all windows.
#[derive(Debug)]
pub(super) struct Hard {
    // Surfaces go before the device that is configured on them.
    surfaces: BTreeMap<CanvasId, Canvas>,
    painters: Vec<(wgpu::TextureFormat, GpuPainter)>,
    gpu: Gpu,
}

/// A window's surface.
#[derive(Debug)]
struct Canvas {
    surface: wgpu::Surface<'static>,
    window: Arc<Window>,
    format: wgpu::TextureFormat,
    /// The size that it was configured for; `None` asks for it to be configured before the next frame.
    configured: Option<(u32, u32)>,
    failures: u32,
}

/// What became of a frame, as far as the GPU can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// What its window is told.
    Drawn(Drawn),
    /// The device is gone.
    DeviceLost,
    /// This GPU cannot draw on this window any more.
    Broken,
}

/// What a surface answered, without its texture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Timeout,
    Occluded,
    Outdated,
    Lost,
    Validation,
}

/// What to do about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remedy {
    Tell(Outcome),
    /// Try again later, but not for ever.
    Later,
    Configure,
    Recreate,
}

/// What to do about `answer` at the `tries`-th try of a frame, the first being 0.
fn remedy(answer: Answer, tries: u32) -> Remedy {
    match (answer, tries) {
        // Neither is worth a second try, nor a failure: a timeout has already waited (some compositors let covered windows
        // wait for ever), and nobody sees a covered window.
        (Answer::Timeout, _) => Remedy::Tell(Outcome::Drawn(Drawn::Again)),
        (Answer::Occluded, _) => Remedy::Tell(Outcome::Drawn(Drawn::Hidden)),
        (Answer::Outdated | Answer::Validation, 0) => Remedy::Configure,
        (Answer::Lost, 0) => Remedy::Recreate,
        (Answer::Outdated | Answer::Lost, _) => Remedy::Later,
        (Answer::Validation, _) => Remedy::Tell(Outcome::Broken),
    }
}

impl Hard {
    /// A device that can draw on `window`, which becomes its first one.
    pub(super) fn open(
        display: &OwnedDisplayHandle,
        (id, window): (CanvasId, &Arc<Window>),
        software: Software,
    ) -> Result<Self, GpuError> {
        let instance = drivers(Some(Box::new(display.clone())));
        let surface = surface_of(&instance, window)?;
        let found = find(&instance, Some(&surface))?;
        if software == Software::Refused && found.is_software() {
            let name = crate::text::for_terminal(&found.name());
            return Err(GpuError::Unavailable(format!("only a software GPU, {name}, was found")));
        }
        let gpu = found.open()?;
        let mut hard = Self { surfaces: BTreeMap::new(), painters: Vec::new(), gpu };
        hard.take(id, surface, window)?;
        Ok(hard)
    }

    /// Makes a further window drawable.
    pub(super) fn add(&mut self, id: CanvasId, window: &Arc<Window>) -> Result<(), GpuError> {
        let surface = surface_of(&self.gpu.instance, window)?;
        self.take(id, surface, window)
    }

    fn take(&mut self, id: CanvasId, surface: wgpu::Surface<'static>, window: &Arc<Window>) -> Result<(), GpuError> {
        // The sRGB formats come first in the list, but blending must happen on encoded values.
        let offered = surface.get_capabilities(&self.gpu.adapter).formats;
        let plain = [wgpu::TextureFormat::Bgra8Unorm, wgpu::TextureFormat::Rgba8Unorm];
        let format = plain.into_iter().find(|format| offered.contains(format)).ok_or_else(|| {
            GpuError::Unavailable("the graphics driver has no colour format for the window".to_owned())
        })?;
        if !self.painters.iter().any(|(known, _)| *known == format) {
            self.painters.push((format, GpuPainter::new(&self.gpu, format)));
        }
        let window = Arc::clone(window);
        self.surfaces.insert(id, Canvas { surface, window, format, configured: None, failures: 0 });
        Ok(())
    }

    /// Lets go of a window.
    pub(super) fn remove(&mut self, id: CanvasId) {
        self.surfaces.remove(&id);
    }

    /// The device.
    pub(super) fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// Makes what `sheet` needs on a window of `size` pixels ready. What fails is found out when it is drawn.
    pub(super) fn warm(&mut self, id: CanvasId, size: (u32, u32), cx: &mut FontCx, sheet: &Sheet<'_>) {
        let Self { surfaces, painters, gpu } = self;
        let Some(canvas) = surfaces.get(&id) else { return };
        if let Some((_, painter)) = painters.iter_mut().find(|(format, _)| *format == canvas.format) {
            let most = gpu.max_side();
            let target = Target::new(sheet.scene, sheet.step, (size.0.min(most), size.1.min(most)));
            let _ = painter.prepare(gpu, cx, sheet.images, &target);
        }
    }

    /// Draws `sheet` on a window of `size` pixels, none of them zero.
    pub(super) fn draw(&mut self, id: CanvasId, size: (u32, u32), cx: &mut FontCx, sheet: &Sheet<'_>) -> Outcome {
        let Self { surfaces, painters, gpu } = self;
        let Some(canvas) = surfaces.get_mut(&id) else { return Outcome::Drawn(Drawn::Hidden) };
        let Some((_, painter)) = painters.iter_mut().find(|(format, _)| *format == canvas.format) else {
            return Outcome::Broken;
        };
        let most = gpu.max_side();
        let size = (size.0.min(most), size.1.min(most));
        let (frame, suboptimal) = match canvas.acquire(gpu, size) {
            Ok(frame) => frame,
            Err(outcome) => return outcome,
        };
        let errors = gpu.errors();
        let pixels = (frame.texture.width(), frame.texture.height());
        let painted = match &sheet.turning {
            Some(turning) => {
                let turn = Turn {
                    from: Target::new(turning.from.0, turning.from.1, pixels),
                    to: Target::new(turning.to.0, turning.to.1, pixels),
                    over: turning.over.map(|scene| Target::new(scene, 0, pixels)),
                    shader: turning.shader,
                    serial: turning.serial,
                    progress: turning.progress,
                    direction: turning.direction,
                };
                painter.turn(gpu, (cx, sheet.images), &turn, &frame.texture)
            }
            None => painter.prepare(gpu, cx, sheet.images, &Target::new(sheet.scene, sheet.step, pixels)).map(|()| {
                gpu.queue.submit([painter.record(gpu, &frame.texture)]);
            }),
        };
        if painted.is_err() {
            return Outcome::DeviceLost;
        }
        canvas.window.pre_present_notify();
        gpu.queue.present(frame);
        // What was submitted needs no marks in the atlas: a later upload comes after it in the queue.
        painter.trim();
        if suboptimal {
            canvas.configured = None;
        }
        if gpu.is_lost() {
            return Outcome::DeviceLost;
        }
        if gpu.errors() == errors {
            canvas.failures = 0;
            return Outcome::Drawn(Drawn::Shown);
        }
        canvas.failed(Drawn::Shown)
    }
}

impl Canvas {
    /// Counts a failure; what the window is told unless there were too many.
    fn failed(&mut self, drawn: Drawn) -> Outcome {
        self.failures += 1;
        if self.failures >= MAX_FAILURES { Outcome::Broken } else { Outcome::Drawn(drawn) }
    }

    /// The next texture of the surface, and whether it should be configured anew afterwards.
    fn acquire(&mut self, gpu: &Gpu, size: (u32, u32)) -> Result<(wgpu::SurfaceTexture, bool), Outcome> {
        for tries in 0.. {
            if gpu.is_lost() {
                return Err(Outcome::DeviceLost);
            }
            if self.configured != Some(size) {
                self.configure(gpu, size)?;
            }
            let answer = match self.surface.get_current_texture() {
                CurrentSurfaceTexture::Success(frame) => return Ok((frame, false)),
                CurrentSurfaceTexture::Suboptimal(frame) => return Ok((frame, true)),
                CurrentSurfaceTexture::Timeout => Answer::Timeout,
                CurrentSurfaceTexture::Occluded => Answer::Occluded,
                CurrentSurfaceTexture::Outdated => Answer::Outdated,
                CurrentSurfaceTexture::Lost => Answer::Lost,
                CurrentSurfaceTexture::Validation => Answer::Validation,
            };
            // A lost device answers with `Validation` for ever.
            if gpu.is_lost() {
                return Err(Outcome::DeviceLost);
            }
            match remedy(answer, tries) {
                Remedy::Tell(outcome) => {
                    log::debug!("no frame for a window: {answer:?}");
                    return Err(outcome);
                }
                Remedy::Later => return Err(self.failed(Drawn::Again)),
                Remedy::Configure => self.configured = None,
                Remedy::Recreate => {
                    self.surface = surface_of(&gpu.instance, &self.window).map_err(|_| Outcome::Broken)?;
                    self.configured = None;
                }
            }
        }
        Err(Outcome::Broken)
    }

    fn configure(&mut self, gpu: &Gpu, size: (u32, u32)) -> Result<(), Outcome> {
        let configuration = wgpu::SurfaceConfiguration {
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
            format: self.format,
            color_space: wgpu::SurfaceColorSpace::Auto,
            width: size.0,
            height: size.1,
            present_mode: wgpu::PresentMode::Fifo,
            desired_maximum_frame_latency: 1,
            alpha_mode: wgpu::CompositeAlphaMode::Auto,
            view_formats: Vec::new(),
        };
        // A surface that was never configured with success panics when it is asked for a texture, so the error must be
        // known before.
        let scope = gpu.device.push_error_scope(wgpu::ErrorFilter::Validation);
        self.surface.configure(&gpu.device, &configuration);
        match pollster::block_on(scope.pop()) {
            None => {
                self.configured = Some(size);
                Ok(())
            }
            Some(_) if gpu.is_lost() => Err(Outcome::DeviceLost),
            Some(error) => {
                log::warn!("the window's surface cannot be configured: {error}");
                Err(Outcome::Broken)
            }
        }
    }
}

fn surface_of(instance: &wgpu::Instance, window: &Arc<Window>) -> Result<wgpu::Surface<'static>, GpuError> {
    instance
        .create_surface(Arc::clone(window))
        .map_err(|error| GpuError::Unavailable(format!("the graphics driver cannot draw on the window ({error})")))
}

impl From<GpuError> for CanvasError {
    fn from(error: GpuError) -> Self {
        Self(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_ends_after_two_tries() {
        use Answer::{Lost, Occluded, Outdated, Timeout, Validation};
        for answer in [Timeout, Occluded, Outdated, Lost, Validation] {
            assert!(matches!(remedy(answer, 1), Remedy::Tell(_) | Remedy::Later), "{answer:?}");
        }
        assert_eq!(remedy(Timeout, 0), Remedy::Tell(Outcome::Drawn(Drawn::Again)));
        assert_eq!(remedy(Occluded, 0), Remedy::Tell(Outcome::Drawn(Drawn::Hidden)));
        assert_eq!(remedy(Outdated, 0), Remedy::Configure);
        assert_eq!(remedy(Lost, 0), Remedy::Recreate);
        assert_eq!(remedy(Validation, 0), Remedy::Configure);
        assert_eq!(remedy(Validation, 1), Remedy::Tell(Outcome::Broken));
    }
}

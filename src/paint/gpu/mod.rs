//! The GPU painter: scenes in, render passes out. wgpu draws quads and pictures, glyphon draws text, in the order of the
//! scene, on a target that is not sRGB, so that colours blend as they do on the CPU. Never lays anything out, and never
//! panics over what a driver does.

mod device;
mod glyphs;
mod inks;
mod parts;
mod pictures;
mod plan;
mod quads;
mod shoot;
mod turn;

pub use device::Gpu;
pub(crate) use device::{drivers, find};
pub use turn::{Fault, Shader, TRANSITIONS, Turn, fault};

use std::sync::Arc;

use super::Viewport;
use super::large::Large;
use crate::fonts::FontCx;
use crate::media::{Images, Pixels};
use crate::scene::Scene;

/// Why the GPU does not paint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GpuError {
    /// No adapter, no device, or no way to draw on the window.
    #[error("{0}")]
    Unavailable(String),
    /// The device is gone; all that was made on it must be made again.
    #[error("the graphics device was lost")]
    Lost,
    /// The driver refused something.
    #[error("the graphics driver failed: {0}")]
    Failed(String),
    /// No picture of this size can be painted.
    #[error("a picture of {width} × {height} pixels cannot be painted; the graphics driver allows 1 to {most} a side")]
    Size {
        /// Columns that were asked for.
        width: u32,
        /// Rows that were asked for.
        height: u32,
        /// The most columns and rows there may be.
        most: u32,
    },
}

/// What to paint, and on how many pixels.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The page.
    pub scene: &'a Scene,
    /// How far it is revealed.
    pub step: u16,
    /// Where it falls on the target.
    pub viewport: Viewport,
}

impl<'a> Target<'a> {
    /// `scene` as it shows at `step`, as large as fits on `width` × `height` pixels.
    #[must_use]
    pub fn new(scene: &'a Scene, step: u16, (width, height): (u32, u32)) -> Self {
        Self { scene, step, viewport: Viewport::fit(scene.size, width, height) }
    }
}

/// Paints scenes on a device; keeps glyphs and pictures from one frame to the next. Frames are made one after the other:
/// prepare, record, submit, and only then the next, of the same or of another window.
#[derive(Debug)]
pub struct GpuPainter {
    format: wgpu::TextureFormat,
    quads: quads::Quads,
    pictures: pictures::Pictures,
    glyphs: glyphs::Glyphs,
    /// Text in letters too large for the atlas, and its textures of this frame.
    large: Large,
    large_shown: Vec<(Arc<Pixels>, wgpu::BindGroup)>,
    /// Made for the first ink.
    inks: Option<inks::Inks>,
    /// The frame that was prepared.
    ops: Vec<plan::Op>,
    /// Its pictures, by number; those that no store knows are missing.
    shown: Vec<Option<wgpu::BindGroup>>,
    offscreen: Option<shoot::Offscreen>,
    /// Made for the first page that turns.
    turns: Option<turn::Turns>,
}

impl GpuPainter {
    /// A painter for targets of `format`, which must be a plain unorm format: an sRGB one would blend differently.
    #[must_use]
    pub fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        let pictures = pictures::Pictures::new(gpu);
        let quads = quads::Quads::new(gpu, format, pictures.layout());
        let glyphs = glyphs::Glyphs::new(gpu, format);
        let (ops, shown) = (Vec::new(), Vec::new());
        Self {
            format,
            quads,
            pictures,
            glyphs,
            large: Large::default(),
            large_shown: Vec::new(),
            inks: None,
            ops,
            shown,
            offscreen: None,
            turns: None,
        }
    }

    /// A painter for [`GpuPainter::shoot`].
    #[must_use]
    pub fn offscreen(gpu: &Gpu) -> Self {
        Self::new(gpu, wgpu::TextureFormat::Rgba8Unorm)
    }

    /// Uploads what `target` needs and remembers how it is drawn.
    ///
    /// # Errors
    /// If the device is gone, or goes meanwhile.
    pub fn prepare(
        &mut self,
        gpu: &Gpu,
        cx: &mut FontCx,
        images: &Images,
        target: &Target<'_>,
    ) -> Result<(), GpuError> {
        self.ops.clear();
        self.shown.clear();
        if gpu.is_lost() {
            return Err(GpuError::Lost);
        }
        let plan = plan::plan(target.scene, target.step, &target.viewport);
        let size = (target.viewport.width, target.viewport.height);
        self.quads.prepare(gpu, size, &plan.quads);
        self.pictures.begin();
        let numbers = plan.ops.iter().filter_map(|op| match op {
            plan::Op::Picture(_, quad, _) => Some(*quad),
            _ => None,
        });
        for (item, number) in plan.pictures.iter().zip(numbers) {
            let quad = plan.quads.get(number as usize);
            self.shown.push(quad.and_then(|quad| self.pictures.get(gpu, images, item, quad)));
        }
        self.glyphs.prepare(gpu, cx, size, &plan.runs)?;
        self.prepare_large(gpu, cx, &plan);
        if !plan.inks.is_empty() {
            self.inks.get_or_insert_with(|| inks::Inks::new(gpu, self.format)).prepare(gpu, size, &plan.inks);
        }
        self.ops = plan.ops;
        Ok(())
    }

    fn prepare_large(&mut self, gpu: &Gpu, cx: &mut FontCx, plan: &plan::Plan<'_>) {
        let before = std::mem::take(&mut self.large_shown);
        for (placed, area) in &plan.large {
            let pixels = self.large.pixels(cx, placed, *area);
            let known = before.iter().find(|(known, _)| Arc::ptr_eq(known, &pixels));
            let group = known.map_or_else(|| self.pictures.put(gpu, &pixels), |(_, group)| group.clone());
            self.large_shown.push((pixels, group));
        }
    }

    /// Records what was prepared last; the pass must cover a target of the prepared size.
    pub fn draw(&self, pass: &mut wgpu::RenderPass<'_>) {
        for op in &self.ops {
            match op {
                plan::Op::Quads(clip, range) => self.quads.draw(pass, *clip, range.clone(), self.pictures.blank()),
                plan::Op::Picture(clip, quad, number) => {
                    if let Some(Some(picture)) = self.shown.get(*number) {
                        self.quads.draw(pass, *clip, *quad..*quad + 1, picture);
                    }
                }
                plan::Op::Text(clip, run) => {
                    pass.set_scissor_rect(clip.x, clip.y, clip.width, clip.height);
                    self.glyphs.draw(pass, *run);
                }
                plan::Op::Large(clip, quad, number) => {
                    if let Some((_, picture)) = self.large_shown.get(*number) {
                        self.quads.draw(pass, *clip, *quad..*quad + 1, picture);
                    }
                }
                plan::Op::Ink(clip, ink) => {
                    if let Some(inks) = &self.inks {
                        inks.draw(pass, *clip, *ink);
                    }
                }
            }
        }
    }

    /// The commands that paint what was prepared last over the whole of `texture`, black around the page.
    pub(crate) fn record(&self, gpu: &Gpu, texture: &wgpu::Texture) -> wgpu::CommandBuffer {
        over_all(gpu, texture, |pass| self.draw(pass))
    }

    /// Lets the atlas forget the glyphs that no window shows any more. Call it when a frame of all windows is submitted.
    pub fn trim(&mut self) {
        self.glyphs.trim();
    }

    /// How many texts were left out so far because the glyph atlas was full.
    #[must_use]
    pub fn skipped_texts(&self) -> u64 {
        self.glyphs.skipped()
    }
}

/// The commands that paint what `draw` records over the whole of `texture`, which is black before.
fn over_all(gpu: &Gpu, texture: &wgpu::Texture, draw: impl FnOnce(&mut wgpu::RenderPass<'_>)) -> wgpu::CommandBuffer {
    let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
    let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("page") });
    let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
        label: Some("page"),
        color_attachments: &[Some(wgpu::RenderPassColorAttachment {
            view: &view,
            depth_slice: None,
            resolve_target: None,
            ops: wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color::BLACK), store: wgpu::StoreOp::Store },
        })],
        ..wgpu::RenderPassDescriptor::default()
    });
    draw(&mut pass);
    drop(pass);
    encoder.finish()
}

/// A texture that a page is painted on, and that is then used as `usage` says.
fn page_texture(
    gpu: &Gpu,
    format: wgpu::TextureFormat,
    (width, height): (u32, u32),
    usage: wgpu::TextureUsages,
) -> wgpu::Texture {
    gpu.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("page"),
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT | usage,
        view_formats: &[],
    })
}

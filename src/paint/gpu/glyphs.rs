//! Runs of shaped text in, glyphon's draw calls out: one renderer a run, all over one atlas. Never shapes or wraps, and
//! never fails: text that finds no place in the atlas is left out and counted.

use glyphon::{ColorMode, PrepareError, Resolution, TextArea, TextBounds};

use super::GpuError;
use super::device::{Gpu, guarded};
use super::plan::{Clip, Run, Text};
use crate::fonts::FontCx;

/// glyphon's atlas and renderers, kept from frame to frame.
pub(super) struct Glyphs {
    atlas: glyphon::TextAtlas,
    viewport: glyphon::Viewport,
    rasteriser: glyphon::SwashCache,
    pool: Vec<glyphon::TextRenderer>,
    /// Which renderers of the pool hold a run of the frame that is drawn next.
    ready: Vec<bool>,
    skipped: u64,
}

impl Glyphs {
    /// An empty atlas for targets of `format`, which must not be an sRGB format.
    pub(super) fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        let cache = glyphon::Cache::new(&gpu.device);
        // `Web` blends the encoded values as everything else here does.
        let atlas = glyphon::TextAtlas::with_color_mode(&gpu.device, &gpu.queue, &cache, format, ColorMode::Web);
        let viewport = glyphon::Viewport::new(&gpu.device, &cache);
        let rasteriser = glyphon::SwashCache::new();
        Self { atlas, viewport, rasteriser, pool: Vec::new(), ready: Vec::new(), skipped: 0 }
    }

    /// Uploads `runs` for a target of `size` pixels.
    ///
    /// # Errors
    /// If the device went away meanwhile.
    pub(super) fn prepare(
        &mut self,
        gpu: &Gpu,
        cx: &mut FontCx,
        size: (u32, u32),
        runs: &[Run<'_>],
    ) -> Result<(), GpuError> {
        self.viewport.update(&gpu.queue, Resolution { width: size.0, height: size.1 });
        while self.pool.len() < runs.len() {
            let plain = wgpu::MultisampleState::default();
            self.pool.push(glyphon::TextRenderer::new(&mut self.atlas, &gpu.device, plain, None));
        }
        if self.all(gpu, cx, runs)? > 0 {
            // What earlier frames left behind goes first. A trim lets go of this frame's glyphs too, so every run must be
            // prepared again, not only those that found no place.
            self.atlas.trim();
            let skipped = self.all(gpu, cx, runs)?;
            if skipped > 0 {
                self.skipped += skipped;
                log::warn!("the glyph atlas is full; {skipped} texts of this page are not shown");
            }
        }
        Ok(())
    }

    /// Prepares every run; how many found no place.
    fn all(&mut self, gpu: &Gpu, cx: &mut FontCx, runs: &[Run<'_>]) -> Result<u64, GpuError> {
        self.ready.clear();
        let mut skipped = 0;
        for (renderer, run) in self.pool.iter_mut().zip(runs) {
            let areas = run.texts.iter().map(|text| area(text, run.clip));
            let (atlas, viewport, rasteriser) = (&mut self.atlas, &self.viewport, &mut self.rasteriser);
            let system = cx.system();
            let prepared =
                guarded(|| renderer.prepare(&gpu.device, &gpu.queue, system, atlas, viewport, areas, rasteriser));
            match prepared {
                Ok(Ok(())) => self.ready.push(true),
                Ok(Err(PrepareError::AtlasFull)) => {
                    skipped += run.texts.len() as u64;
                    self.ready.push(false);
                }
                Err(lost) => {
                    // A renderer that was interrupted half-way must not be used again.
                    self.pool.clear();
                    self.ready.clear();
                    return Err(lost);
                }
            }
        }
        Ok(skipped)
    }

    /// Records the run of this number; the pass's scissor must be the clip of the run.
    pub(super) fn draw(&self, pass: &mut wgpu::RenderPass<'_>, run: usize) {
        if self.ready.get(run) == Some(&true)
            && let Some(renderer) = self.pool.get(run)
            && let Err(error) = renderer.render(&self.atlas, &self.viewport, pass)
        {
            log::warn!("a text is not shown: {error}");
        }
    }

    /// Lets the atlas reuse the places of glyphs that no frame shows any more; call it once all windows are drawn.
    pub(super) fn trim(&mut self) {
        self.atlas.trim();
    }

    /// How many texts found no place in the atlas so far.
    pub(super) fn skipped(&self) -> u64 {
        self.skipped
    }
}

fn area<'a>(text: &Text<'a>, clip: Clip) -> TextArea<'a> {
    let whole = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
    // glyphon leaves out whole lines by these bounds, though a glyph may reach beyond its line: the bounds are generous,
    // and the scissor cuts.
    let slack = (text.item.block.line_height() * text.scale).ceil() as i32;
    TextArea {
        buffer: text.item.block.buffer(),
        left: text.at.x,
        top: text.at.y,
        scale: text.scale,
        bounds: TextBounds {
            left: whole(clip.x),
            top: whole(clip.y).saturating_sub(slack),
            right: whole(clip.x.saturating_add(clip.width)),
            bottom: whole(clip.y.saturating_add(clip.height)).saturating_add(slack),
        },
        // Every span of a block has a colour of its own; this one shows only if that ever fails.
        default_color: glyphon::Color::rgb(0, 0, 0),
        custom_glyphs: &[],
    }
}

impl std::fmt::Debug for Glyphs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Glyphs").field("pool", &self.pool.len()).field("skipped", &self.skipped).finish_non_exhaustive()
    }
}

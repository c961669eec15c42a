//! Text: shaped blocks in, glyph pictures blended onto the frame. Rounds places exactly as glyphon does, so that both
//! painters put the same bitmap on the same pixel. Never shapes, never chooses a font.

use cosmic_text::{Color, SwashCache, SwashContent, SwashImage};

use super::frame::{Area, Frame, blend, times};
use crate::fonts::FontCx;
use crate::geom::Point;
use crate::scene::TextBlock;

/// The largest glyph that is kept, in pixels of an em; blocks of larger ones are `paint::large`'s.
const MAX_EM: f32 = 2_000.0;
/// When this many glyph pictures are kept, they are let go: a window that is being resized makes new ones all the time.
const MAX_GLYPHS: usize = 8_192;
/// The same when they take this many bytes: from near, each is large.
const MAX_BYTES: usize = 64 << 20;

/// A block in its place; lengths in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    pub(super) block: &'a TextBlock,
    pub(super) at: Point,
    pub(super) scale: f32,
}

/// Glyph pictures, kept from one page to the next.
#[derive(Debug)]
pub(super) struct Glyphs {
    cache: SwashCache,
    bytes: usize,
}

impl Default for Glyphs {
    fn default() -> Self {
        Self { cache: SwashCache::new(), bytes: 0 }
    }
}

impl Glyphs {
    /// Paints `placed` inside `clip`.
    pub(super) fn paint(&mut self, cx: &mut FontCx, frame: &mut Frame<'_>, placed: Placed<'_>, clip: Area) {
        let Placed { block, at, scale } = placed;
        if clip.is_empty() || !(scale > 0.0 && at.x.is_finite() && at.y.is_finite()) {
            return;
        }
        if self.cache.image_cache.len() > MAX_GLYPHS || self.bytes > MAX_BYTES {
            self.cache.image_cache.clear();
            self.bytes = 0;
        }
        for run in block.buffer().layout_runs() {
            // A glyph may reach beyond its line, but not by more than the line's height.
            let (top, height) = (at.y + run.line_top * scale, run.line_height * scale);
            if top + 2.0 * height < clip.top as f32 || top - height > clip.bottom as f32 {
                continue;
            }
            let baseline = (run.line_y * scale).round() as i32;
            for glyph in run.glyphs {
                if glyph.font_size * scale > MAX_EM {
                    continue;
                }
                let physical = glyph.physical((at.x, at.y), scale);
                let known = self.cache.image_cache.contains_key(&physical.cache_key);
                let Some(image) = self.cache.get_image(cx.system(), physical.cache_key) else { continue };
                if !known {
                    self.bytes += image.data.len();
                }
                let color = glyph.color_opt.unwrap_or(Color::rgb(0, 0, 0));
                let place = (physical.x, baseline.saturating_add(physical.y));
                stamp(frame, image, (place, clip), color);
            }
        }
    }
}

fn stamp(frame: &mut Frame<'_>, image: &SwashImage, at: ((i32, i32), Area), color: Color) {
    let ((x, y), clip) = at;
    let placement = image.placement;
    let (left, top) = (x.saturating_add(placement.left), y.saturating_sub(placement.top));
    let (Ok(width), Ok(height)) = (i32::try_from(placement.width), i32::try_from(placement.height)) else { return };
    let area = Area { left, top, right: left.saturating_add(width), bottom: top.saturating_add(height) };
    let seen = area.and(clip);
    if seen.is_empty() {
        return;
    }
    let bytes = if image.content == SwashContent::Mask { 1 } else { 4 };
    let skip = (seen.left - left).unsigned_abs() as usize * bytes;
    let stride = placement.width as usize * bytes;
    let rows = image.data.chunks_exact(stride.max(1)).skip((seen.top - top).unsigned_abs() as usize);
    for (y, row) in (seen.top..seen.bottom).zip(rows) {
        let under = frame.row(y, seen.left, seen.right).chunks_exact_mut(4);
        let over = row.get(skip..).unwrap_or(&[]);
        if image.content == SwashContent::Mask {
            let ([r, g, b, a], solid) = (color.as_rgba(), color.a() == 255);
            for (under, &cover) in under.zip(over) {
                match if solid { cover } else { times(cover, a) } {
                    0 => {}
                    255 => under[..3].copy_from_slice(&[r, g, b]),
                    alpha => blend(&mut under[..3], [r, g, b], alpha),
                }
            }
        } else {
            // Glyphs with colours of their own keep them, and their opacity, as glyphon does.
            for (under, over) in under.zip(over.chunks_exact(4)) {
                if over[3] > 0 {
                    blend(&mut under[..3], [over[0], over[1], over[2]], over[3]);
                }
            }
        }
    }
}

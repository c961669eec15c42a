//! Text in letters too large to be kept: a block in, the part of it that is seen out, as pixels with straight alpha. Letters
//! are filled outlines, so that nothing of them disappears however near one looks; emoji are enlarged. Both painters show the
//! same pixels. Never makes more of them than are seen.

use std::sync::Arc;

use cosmic_text::{CacheKey, Color, Command, SwashCache, SwashContent, SwashImage};
use tiny_skia::{FillRule, Mask, PathBuilder, Transform};

use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::media::Pixels;
use crate::scene::TextBlock;

/// Letters of more pixels an em are not kept but drawn for every place.
const LARGE: f32 = 1_000.0;
/// Larger ones show nothing that could be known for a letter.
const LARGEST: f32 = 60_000.0;
/// So many places are kept: a pointer may move over one that stays.
const KEPT: usize = 4;
/// So many outlines are kept.
const MOST_OUTLINES: usize = 2_000;

/// A block in its place; lengths in pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<'a> {
    pub(crate) block: &'a Arc<TextBlock>,
    pub(crate) at: Point,
    pub(crate) scale: f32,
}

impl Placed<'_> {
    fn em(&self) -> f32 {
        self.block.buffer().metrics().font_size * self.scale
    }

    /// Whether its letters are too large to be kept.
    pub(crate) fn is_large(&self) -> bool {
        let em = self.em();
        em > LARGE && em <= LARGEST && self.at.x.is_finite() && self.at.y.is_finite()
    }

    /// The whole pixels of `clip`, which has whole edges, that it may touch.
    pub(crate) fn area(&self, clip: Rect) -> Option<Rect> {
        let (em, size) = (self.em(), self.block.size());
        // A letter may reach out of its line, but not by more than its own size.
        let (x, y) = ((self.at.x - em).floor().max(clip.x), (self.at.y - em).floor().max(clip.y));
        let right = (self.at.x + size.width * self.scale + em).ceil().min(clip.right());
        let bottom = (self.at.y + size.height * self.scale + em).ceil().min(clip.bottom());
        (right - x >= 1.0 && bottom - y >= 1.0).then(|| Rect::new(x, y, right - x, bottom - y))
    }
}

/// What was drawn last.
#[derive(Debug, Default)]
pub(crate) struct Large {
    cache: Option<SwashCache>,
    kept: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    block: Arc<TextBlock>,
    /// The bits of its place and scale, and of the part that is seen.
    place: [u32; 7],
    pixels: Arc<Pixels>,
}

impl Large {
    /// The pixels of `area`, which is that of `placed`.
    pub(crate) fn pixels(&mut self, cx: &mut FontCx, placed: &Placed<'_>, area: Rect) -> Arc<Pixels> {
        let Placed { block, at, scale } = *placed;
        let place = [at.x, at.y, scale, area.x, area.y, area.width, area.height].map(f32::to_bits);
        let same = |kept: &Kept| kept.place == place && Arc::ptr_eq(&kept.block, block);
        if let Some(at) = self.kept.iter().position(same) {
            let kept = self.kept.remove(at);
            let pixels = Arc::clone(&kept.pixels);
            self.kept.push(kept);
            return pixels;
        }
        let cache = self.cache.get_or_insert_with(SwashCache::new);
        if cache.outline_command_cache.len() > MOST_OUTLINES {
            cache.outline_command_cache.clear();
        }
        if cache.image_cache.len() > KEPT * KEPT {
            cache.image_cache.clear();
        }
        let pixels = Arc::new(drawn(cx, cache, placed, area));
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push(Kept { block: Arc::clone(block), place, pixels: Arc::clone(&pixels) });
        pixels
    }
}

fn drawn(cx: &mut FontCx, cache: &mut SwashCache, placed: &Placed<'_>, area: Rect) -> Pixels {
    let (width, height) = (area.width as u32, area.height as u32);
    let mut pixels = Pixels { width, height, rgba: vec![0; width as usize * height as usize * 4] };
    let Some(mut mask) = Mask::new(width, height) else { return pixels };
    let Placed { block, at, scale } = *placed;
    // Letters of one colour that follow each other are filled at once.
    let mut pending: Option<(Color, PathBuilder)> = None;
    for run in block.buffer().layout_runs() {
        let (top, high) = (at.y + run.line_top * scale, run.line_height * scale);
        if top + 2.0 * high < area.y || top - high > area.bottom() {
            continue;
        }
        let baseline = (run.line_y * scale).round();
        for glyph in run.glyphs {
            let physical = glyph.physical((at.x, at.y), scale);
            let key = physical.cache_key;
            let em = glyph.font_size * scale;
            let place = Point::new(
                physical.x as f32 + key.x_bin.as_float() - area.x,
                baseline + physical.y as f32 + key.y_bin.as_float() - area.y,
            );
            if place.x > area.width + em || place.x + glyph.w * scale + em < 0.0 {
                continue;
            }
            if let Some(image) = colored(cx, cache, key) {
                fill(&mut pixels, &mut mask, pending.take());
                enlarge(&mut pixels, &image, (place, em / LARGE));
                continue;
            }
            let color = glyph.color_opt.unwrap_or(Color::rgb(0, 0, 0));
            if pending.as_ref().is_none_or(|(of, _)| *of != color) {
                fill(&mut pixels, &mut mask, pending.replace((color, PathBuilder::new())));
            }
            if let (Some((_, path)), Some(outline)) = (&mut pending, cache.get_outline_commands(cx.system(), key)) {
                outline.iter().for_each(|command| add(path, command, place));
            }
        }
    }
    fill(&mut pixels, &mut mask, pending);
    pixels
}

/// Adds a part of an outline, whose y grows upwards from the baseline.
fn add(path: &mut PathBuilder, command: &Command, at: Point) {
    let (x, y) = (|x: f32| at.x + x, |y: f32| at.y - y);
    match command {
        Command::MoveTo(to) => path.move_to(x(to.x), y(to.y)),
        Command::LineTo(to) => path.line_to(x(to.x), y(to.y)),
        Command::QuadTo(over, to) => path.quad_to(x(over.x), y(over.y), x(to.x), y(to.y)),
        Command::CurveTo(a, b, to) => path.cubic_to(x(a.x), y(a.y), x(b.x), y(b.y), x(to.x), y(to.y)),
        Command::Close => path.close(),
    }
}

fn fill(pixels: &mut Pixels, mask: &mut Mask, pending: Option<(Color, PathBuilder)>) {
    let Some((color, path)) = pending.and_then(|(color, path)| Some((color, path.finish()?))) else { return };
    mask.clear();
    mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
    let [r, g, b, a] = color.as_rgba();
    for (pixel, cover) in pixels.rgba.chunks_exact_mut(4).zip(mask.data()) {
        let alpha = (u32::from(*cover) * u32::from(a) + 127) / 255;
        put(pixel, [r, g, b], alpha as u8);
    }
}

/// Puts a colour over a pixel with straight alpha.
fn put(pixel: &mut [u8], color: [u8; 3], alpha: u8) {
    let [r, g, b, under] = pixel else { return };
    match (alpha, *under) {
        (0, _) => {}
        (_, 0) | (255, _) => ([*r, *g, *b], *under) = (color, alpha),
        _ => {
            let (over, left) = (u32::from(alpha), u32::from(*under) * u32::from(255 - alpha) / 255);
            let whole = over + left;
            for (value, top) in [r, g, b].into_iter().zip(color) {
                *value = ((u32::from(top) * over + u32::from(*value) * left + whole / 2) / whole) as u8;
            }
            *under = whole.min(255) as u8;
        }
    }
}

/// The picture of a glyph with colours of its own, as large as such are kept.
fn colored(cx: &mut FontCx, cache: &mut SwashCache, key: CacheKey) -> Option<SwashImage> {
    // A small one tells whether it is one, at little cost.
    let small = CacheKey { font_size_bits: 32.0_f32.to_bits(), ..key };
    let is_colored =
        cache.get_image(cx.system(), small).as_ref().is_some_and(|image| image.content == SwashContent::Color);
    if !is_colored {
        return None;
    }
    cache.get_image(cx.system(), CacheKey { font_size_bits: LARGE.to_bits(), ..key }).clone()
}

/// Puts `image` on `pixels`, its origin at a place, so many times as large.
fn enlarge(pixels: &mut Pixels, image: &SwashImage, (at, times): (Point, f32)) {
    let placement = image.placement;
    let (left, top) = (at.x + placement.left as f32 * times, at.y - placement.top as f32 * times);
    let stride = pixels.width as usize * 4;
    let texel = |x: i64, y: i64| -> [f32; 4] {
        let inside = |n: i64, most: u32| u32::try_from(n).ok().filter(|n| *n < most);
        let (Some(x), Some(y)) = (inside(x, placement.width), inside(y, placement.height)) else { return [0.0; 4] };
        let start = (y as usize * placement.width as usize + x as usize) * 4;
        match image.data.get(start..start + 4) {
            Some(&[r, g, b, a]) => {
                let alpha = f32::from(a);
                // Weighted by its opacity, so that what is not there gives no colour.
                [f32::from(r) * alpha, f32::from(g) * alpha, f32::from(b) * alpha, alpha]
            }
            _ => [0.0; 4],
        }
    };
    for (y, row) in pixels.rgba.chunks_exact_mut(stride.max(4)).enumerate() {
        let from_y = (y as f32 + 0.5 - top) / times - 0.5;
        if from_y < -1.0 || from_y > placement.height as f32 {
            continue;
        }
        for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
            let from_x = (x as f32 + 0.5 - left) / times - 0.5;
            if from_x < -1.0 || from_x > placement.width as f32 {
                continue;
            }
            let (whole_x, whole_y) = (from_x.floor() as i64, from_y.floor() as i64);
            let (part_x, part_y) = (from_x - from_x.floor(), from_y - from_y.floor());
            let mut sum = [0.0_f32; 4];
            for (dx, dy, weight) in [
                (0, 0, (1.0 - part_x) * (1.0 - part_y)),
                (1, 0, part_x * (1.0 - part_y)),
                (0, 1, (1.0 - part_x) * part_y),
                (1, 1, part_x * part_y),
            ] {
                let value = texel(whole_x + dx, whole_y + dy);
                sum.iter_mut().zip(value).for_each(|(sum, value)| *sum += value * weight);
            }
            let [r, g, b, a] = sum;
            if a > 0.5 {
                put(pixel, [(r / a).round() as u8, (g / a).round() as u8, (b / a).round() as u8], a.round() as u8);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Rgba;
    use crate::fonts::{EMOJI, SANS};
    use crate::scene::{Span, TextStyle, Variant};

    fn block(cx: &mut FontCx, text: &str, family: &'static str) -> Arc<TextBlock> {
        let style = TextStyle {
            family,
            size: 100.0,
            weight: 700,
            italic: false,
            tracking: 0.0,
            color: Rgba::hex(0x10_20_30),
            variant: Variant::Normal,
            mark: 0,
            line: 0.0,
        };
        Arc::new(TextBlock::new(cx, &[Span { text: text.to_owned(), style }], 120.0, None))
    }

    fn covered(text: &str, family: &'static str, times: f32) -> f32 {
        let mut cx = FontCx::new();
        let block = block(&mut cx, text, family);
        let placed = Placed { block: &block, at: Point::new(10.0, 10.0), scale: times };
        let area = placed.area(Rect::new(0.0, 0.0, 1600.0, 1600.0)).expect("it is seen");
        let pixels = Large::default().pixels(&mut cx, &placed, area);
        let sum: u64 = pixels.rgba.chunks_exact(4).map(|rgba| u64::from(rgba[3])).sum();
        sum as f32 / 255.0 / times / times
    }

    #[test]
    fn letters_cover_as_much_however_large_they_are() {
        for (text, family) in [("o", SANS), ("\u{2B50}", EMOJI)] {
            let (one, two) = (covered(text, family, 6.0), covered(text, family, 11.0));
            assert!(one > 500.0 && (one - two).abs() / one < 0.02, "{text}: {one} {two}");
        }
    }

    #[test]
    fn a_place_that_stays_is_drawn_once() {
        let mut cx = FontCx::new();
        let block = block(&mut cx, "A", SANS);
        let placed = Placed { block: &block, at: Point::new(0.5, 0.25), scale: 30.0 };
        assert!(placed.is_large());
        let area = placed.area(Rect::new(0.0, 0.0, 320.0, 200.0)).expect("it is seen");
        let mut large = Large::default();
        let first = large.pixels(&mut cx, &placed, area);
        assert!(Arc::ptr_eq(&first, &large.pixels(&mut cx, &placed, area)));
        let moved = Placed { at: Point::new(1.5, 0.25), ..placed };
        assert!(!Arc::ptr_eq(&first, &large.pixels(&mut cx, &moved, area)));
        for n in 0..9_u8 {
            large.pixels(&mut cx, &Placed { at: Point::new(f32::from(n), 9.0), ..placed }, area);
        }
        assert!(large.kept.len() <= KEPT);
    }
}

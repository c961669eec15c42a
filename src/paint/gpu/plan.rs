//! A scene and a viewport in, the order of drawing out: quads in pixels, pictures, runs of text, each with its clip. The
//! half of the GPU painter that needs no GPU. Never reorders what the scene ordered.

use std::ops::Range;

use crate::color::Rgba;
use crate::geom::{Point, Rect};
use crate::paint::Viewport;
use crate::paint::ink::pieces;
use crate::paint::large::Placed;
use crate::scene::{Blend, Covers, Ink, Layer, PictureItem, Scene, TextItem};

/// A rectangle as the shader takes it: one instance. The shader's `Quad` must have the same members.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
pub(super) struct Quad {
    /// Left, top, width, height in pixels.
    pub(super) rect: [f32; 4],
    /// Red, green, blue, alpha.
    pub(super) color: [u8; 4],
    /// Radius of the corners in pixels.
    pub(super) radius: f32,
    /// Thickness of the outline in pixels.
    pub(super) line: f32,
    /// One of [`FILLED`], [`OUTLINED`], [`PICTURE`].
    pub(super) kind: u32,
}

/// A [`Quad`] of one colour.
pub(super) const FILLED: u32 = 0;
/// A [`Quad`] of which only the outline shows.
pub(super) const OUTLINED: u32 = 1;
/// A [`Quad`] that shows a picture.
pub(super) const PICTURE: u32 = 2;

/// The largest text that goes to the atlas, in pixels of an em.
const MAX_EM: f32 = 1_000.0;

/// A rectangle of whole pixels inside the target, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clip {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// One drawing step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// These quads, one after the other.
    Quads(Clip, Range<u32>),
    /// The quad of this number, with the picture of this number.
    Picture(Clip, u32, usize),
    /// The run of text of this number.
    Text(Clip, usize),
    /// The quad of this number, with the large text of this number.
    Large(Clip, u32, usize),
    /// The ink of this number.
    Ink(Clip, usize),
}

/// A text in its place, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) item: &'a TextItem,
    pub(super) at: Point,
    pub(super) scale: f32,
}

/// Texts that are drawn at once.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub(super) clip: Clip,
    pub(super) texts: Vec<Text<'a>>,
}

/// Ink, in pixels.
#[derive(Clone, Debug)]
pub(super) struct InkPlan {
    /// What is covered.
    pub(super) area: Clip,
    /// The pieces of its lines, each from x, y to x, y.
    pub(super) ends: Vec<[f32; 4]>,
    /// From the middle of a line to its edge.
    pub(super) half: f32,
    pub(super) color: [u8; 4],
    pub(super) blend: Blend,
    pub(super) covers: Covers,
}

/// All that a scene needs to be drawn.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    pub(super) quads: Vec<Quad>,
    pub(super) pictures: Vec<&'a PictureItem>,
    pub(super) runs: Vec<Run<'a>>,
    pub(super) inks: Vec<InkPlan>,
    /// Text in letters too large for the atlas, with the pixels that it touches.
    pub(super) large: Vec<(Placed<'a>, Rect)>,
    pub(super) ops: Vec<Op>,
}

/// The plan of `scene` as it shows at `step`.
pub(super) fn plan<'a>(scene: &'a Scene, step: u16, viewport: &Viewport) -> Plan<'a> {
    let mut plan = Plan::default();
    let Some(page) = Clip::of(viewport.clip(scene.size, None)) else { return plan };
    let color = [scene.background.r, scene.background.g, scene.background.b, 255];
    let rect = sides(viewport.snapped(Rect::of(scene.size)));
    // A scene without a ground lies over what was painted before it.
    if scene.background.a > 0 {
        plan.quad(page, Quad { rect, color, radius: 0.0, line: 0.0, kind: FILLED });
    }
    for layer in scene.layers_at(step) {
        if let Some(shown) = Clip::of(viewport.clip(scene.size, layer.clip)) {
            plan.layer(layer, shown, viewport);
        }
    }
    plan
}

impl<'a> Plan<'a> {
    fn layer(&mut self, layer: &'a Layer, shown: Clip, viewport: &Viewport) {
        for fill in &layer.fills {
            let rect = sides(viewport.snapped(fill.rect));
            let radius = viewport.length(fill.radius);
            self.quad(shown, Quad { rect, color: bytes(fill.color), radius, line: 0.0, kind: FILLED });
        }
        for stroke in &layer.strokes {
            let rect = sides(viewport.snapped(stroke.rect));
            let (radius, line) = (viewport.length(stroke.radius), viewport.line_width(stroke.width));
            self.quad(shown, Quad { rect, color: bytes(stroke.color), radius, line, kind: OUTLINED });
        }
        for picture in &layer.pictures {
            let rect = sides(viewport.snapped(picture.target));
            let radius = viewport.length(picture.radius);
            let quad = Quad { rect, color: [255; 4], radius, line: 0.0, kind: PICTURE };
            if visible(&quad, shown) {
                let number = self.push(quad);
                self.ops.push(Op::Picture(shown, number, self.pictures.len()));
                self.pictures.push(picture);
            }
        }
        for item in &layer.texts {
            let text = Text { item, at: viewport.point(item.at), scale: item.scale * viewport.scale };
            let em = item.block.buffer().metrics().font_size * text.scale;
            let placed = Placed { block: &item.block, at: text.at, scale: text.scale };
            if placed.is_large() {
                self.large(shown, placed);
                continue;
            }
            // A size of nothing would make the rasteriser fall back to the font's own units.
            if em > 1e-3 && em <= MAX_EM && text.at.x.is_finite() && text.at.y.is_finite() {
                self.text(shown, text);
            }
        }
        for ink in &layer.inks {
            self.ink(shown, ink, viewport);
        }
    }

    fn large(&mut self, shown: Clip, placed: Placed<'a>) {
        let Some(area) = placed.area(shown.rect()) else { return };
        let quad = Quad { rect: sides(area), color: [255; 4], radius: 0.0, line: 0.0, kind: PICTURE };
        let number = self.push(quad);
        self.ops.push(Op::Large(shown, number, self.large.len()));
        self.large.push((placed, area));
    }

    fn ink(&mut self, shown: Clip, ink: &Ink, viewport: &Viewport) {
        let Some(pieces) = pieces(ink, viewport, shown.rect()) else { return };
        if let Some(area) = Clip::of(pieces.area) {
            self.ops.push(Op::Ink(area, self.inks.len()));
            let (color, blend, covers) = (bytes(ink.color), ink.blend, ink.covers);
            self.inks.push(InkPlan { area, ends: pieces.ends, half: pieces.half, color, blend, covers });
        }
    }

    /// Adds a quad, to the step before if that one draws quads under the same clip.
    fn quad(&mut self, shown: Clip, quad: Quad) {
        if !visible(&quad, shown) {
            return;
        }
        let number = self.push(quad);
        match self.ops.last_mut() {
            Some(Op::Quads(clip, range)) if *clip == shown && range.end == number => range.end = number + 1,
            _ => self.ops.push(Op::Quads(shown, number..number + 1)),
        }
    }

    /// Adds a text, to the step before if that one draws text under the same clip: nothing lies between them.
    fn text(&mut self, shown: Clip, text: Text<'a>) {
        if !matches!(self.ops.last(), Some(Op::Text(clip, _)) if *clip == shown) {
            self.ops.push(Op::Text(shown, self.runs.len()));
            self.runs.push(Run { clip: shown, texts: Vec::new() });
        }
        if let Some(run) = self.runs.last_mut() {
            run.texts.push(text);
        }
    }

    fn push(&mut self, quad: Quad) -> u32 {
        let number = u32::try_from(self.quads.len()).unwrap_or(u32::MAX);
        self.quads.push(quad);
        number
    }
}

impl Clip {
    /// `rect`, whose edges are on whole pixels; comparisons are false for what is not a number, so that shows nothing.
    fn of(rect: Rect) -> Option<Self> {
        let Rect { x, y, width, height } = rect;
        (x >= 0.0 && y >= 0.0 && width >= 1.0 && height >= 1.0).then_some(Self {
            x: x as u32,
            y: y as u32,
            width: width as u32,
            height: height as u32,
        })
    }

    fn rect(self) -> Rect {
        Rect::new(self.x as f32, self.y as f32, self.width as f32, self.height as f32)
    }
}

fn visible(quad: &Quad, shown: Clip) -> bool {
    let ([x, y, width, height], shown) = (quad.rect, shown.rect());
    x < shown.right() && y < shown.bottom() && x + width > shown.x && y + height > shown.y
}

fn sides(rect: Rect) -> [f32; 4] {
    [rect.x, rect.y, rect.width, rect.height]
}

fn bytes(color: Rgba) -> [u8; 4] {
    [color.r, color.g, color.b, color.a]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Size;
    use crate::scene::Fill;

    const RED: Rgba = Rgba::hex(0xFF_00_00);

    fn scene(layers: Vec<Layer>) -> Scene {
        Scene { layers, ..Scene::new(Size::new(1280.0, 720.0), Rgba::WHITE) }
    }

    fn fill(rect: Rect) -> Fill {
        Fill { rect, radius: 0.0, color: RED }
    }

    #[test]
    fn fills_of_several_layers_are_one_step_until_the_clip_changes() {
        let a = Layer { fills: vec![fill(Rect::new(0.0, 0.0, 10.0, 10.0))], ..Layer::default() };
        let b = Layer { clip: Some(Rect::new(0.0, 0.0, 100.0, 100.0)), ..a.clone() };
        let scene = scene(vec![a.clone(), a, b]);
        let plan = plan(&scene, 0, &Viewport::fit(scene.size, 1280, 720));
        let page = Clip { x: 0, y: 0, width: 1280, height: 720 };
        let part = Clip { x: 0, y: 0, width: 100, height: 100 };
        assert_eq!(plan.ops, [Op::Quads(page, 0..3), Op::Quads(part, 3..4)]);
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        let outside = Layer { fills: vec![fill(Rect::new(2000.0, 0.0, 10.0, 10.0))], ..Layer::default() };
        let later = Layer { step: 1, fills: vec![fill(Rect::new(0.0, 0.0, 10.0, 10.0))], ..Layer::default() };
        let nowhere = Layer { step: 0, clip: Some(Rect::new(5.0, 5.0, 0.0, 9.0)), ..later.clone() };
        let broken = Layer { step: 0, fills: vec![fill(Rect::new(f32::NAN, 0.0, 10.0, f32::NAN))], ..Layer::default() };
        let scene = scene(vec![outside, later, nowhere, broken]);
        assert_eq!(plan(&scene, 0, &Viewport::fit(scene.size, 1280, 720)).quads.len(), 1, "only the page itself");
        assert_eq!(plan(&scene, 1, &Viewport::fit(scene.size, 1280, 720)).quads.len(), 2);
    }

    #[test]
    fn a_letterboxed_page_is_clipped_to_itself() {
        let layer = Layer { fills: vec![fill(Rect::new(-50.0, -50.0, 2000.0, 2000.0))], ..Layer::default() };
        let scene = scene(vec![layer]);
        let plan = plan(&scene, 0, &Viewport::fit(scene.size, 1280, 800));
        assert_eq!(plan.ops, [Op::Quads(Clip { x: 0, y: 40, width: 1280, height: 720 }, 0..2)]);
    }
}

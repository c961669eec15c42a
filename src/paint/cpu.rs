//! The CPU painter: a scene in, pixels out. Rows for plain rectangles, tiny-skia for corners, swash's glyph pictures for
//! text. The reference for every other painter, so it must never depend on the machine or on what was painted before.

mod corner;
mod frame;
mod glyphs;
mod ink;
mod pictures;

use crate::color::Rgba;
use crate::fonts::FontCx;
use crate::media::{Images, Pixels};
use crate::paint::Viewport;
use crate::paint::ink::pieces;
use crate::paint::large::{self, Large};
use crate::scene::{Layer, Scene};

use corner::{Corners, Outline};
use frame::{Area, Frame, times};
use glyphs::Glyphs;
use ink::Inks;
use pictures::{Inside, Pictures};

/// Paints scenes on the CPU; keeps glyphs and scaled pictures from one page to the next.
#[derive(Debug, Default)]
pub struct CpuPainter {
    corners: Corners,
    glyphs: Glyphs,
    pictures: Pictures,
    inks: Inks,
    large: Large,
}

impl CpuPainter {
    /// A painter with empty caches.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Paints `scene` as it shows at `step` over the whole of `target`, letterboxed in black.
    pub fn paint(&mut self, cx: &mut FontCx, images: &Images, scene: &Scene, step: u16, target: &mut Pixels) {
        let viewport = Viewport::fit(scene.size, target.width, target.height);
        let mut frame = Frame::new(target);
        let page = Area::of(viewport.clip(scene.size, None));
        letterbox(&mut frame, page);
        frame.fill(page, Rgba { a: 255, ..scene.background });
        for layer in scene.layers_at(step) {
            let shown = viewport.clip(scene.size, layer.clip);
            let clip = Area::of(shown);
            if !clip.is_empty() {
                self.shapes(&mut frame, layer, (&viewport, clip));
                self.placed_pictures(&mut frame, images, layer, (&viewport, clip));
                for text in &layer.texts {
                    let (at, scale) = (viewport.point(text.at), text.scale * viewport.scale);
                    let large = large::Placed { block: &text.block, at, scale };
                    if large.is_large() {
                        if let Some(area) = large.area(shown) {
                            let pixels = self.large.pixels(cx, &large, area);
                            pictures::stamp(&mut frame, &pixels, Area::of(area));
                        }
                        continue;
                    }
                    let placed = glyphs::Placed { block: &text.block, at, scale };
                    self.glyphs.paint(cx, &mut frame, placed, clip);
                }
                for ink in &layer.inks {
                    if let Some(pieces) = pieces(ink, &viewport, shown) {
                        self.inks.paint(&mut frame, &pieces, ink);
                    }
                }
            }
        }
    }

    fn shapes(&mut self, frame: &mut Frame<'_>, layer: &Layer, (viewport, clip): (&Viewport, Area)) {
        for fill in &layer.fills {
            let area = Area::of(viewport.snapped(fill.rect));
            let outline = Outline { area, radius: viewport.length(fill.radius), line: None };
            self.outline(frame, outline, clip, fill.color);
        }
        for stroke in &layer.strokes {
            let area = Area::of(viewport.snapped(stroke.rect));
            let line = Some(viewport.line_width(stroke.width) as i32);
            let outline = Outline { area, radius: viewport.length(stroke.radius), line };
            self.outline(frame, outline, clip, stroke.color);
        }
    }

    fn outline(&mut self, frame: &mut Frame<'_>, outline: Outline, clip: Area, color: Rgba) {
        self.corners.runs(outline, clip, |run| {
            frame.run(run.y, run.left..run.right, color.with_alpha(times(color.a, run.cover)));
        });
    }

    fn placed_pictures(
        &mut self,
        frame: &mut Frame<'_>,
        images: &Images,
        layer: &Layer,
        (viewport, clip): (&Viewport, Area),
    ) {
        for picture in &layer.pictures {
            let Some(original) = images.original(picture.image) else { continue };
            let placed = pictures::Placed {
                image: picture.image,
                source: picture.source,
                target: Area::of(viewport.snapped(picture.target)),
                radius: viewport.length(picture.radius),
            };
            let inside = Inside { clip, corners: &mut self.corners };
            self.pictures.paint(frame, original, placed, inside);
        }
    }
}

/// Black where the page is not.
fn letterbox(frame: &mut Frame<'_>, page: Area) {
    let all = frame.area();
    if page.is_empty() {
        return frame.fill(all, Rgba::BLACK);
    }
    frame.fill(Area { bottom: page.top, ..all }, Rgba::BLACK);
    frame.fill(Area { top: page.bottom, ..all }, Rgba::BLACK);
    frame.fill(Area { right: page.left, top: page.top, bottom: page.bottom, ..all }, Rgba::BLACK);
    frame.fill(Area { left: page.right, top: page.top, bottom: page.bottom, ..all }, Rgba::BLACK);
}

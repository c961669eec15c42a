//! Painters: a finished scene in, pixels out. [`cpu`] is the reference and the fallback of the window; [`gpu`] is what the
//! window uses. What both must do alike stands here. Painters decide no position and choose no font.

pub mod cpu;
pub mod gpu;
mod ink;
mod large;

use crate::geom::{Point, Rect, Size};

/// The one mapping of slide units to pixels: a page, scaled to fit and centred in a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Columns of the target.
    pub width: u32,
    /// Rows of the target.
    pub height: u32,
    /// Pixels per slide unit.
    pub scale: f32,
    /// Where the page's top left corner falls, in pixels; whole numbers.
    pub origin: Point,
}

impl Viewport {
    /// The viewport that shows a page of `page` units in `width` × `height` pixels, letterboxed.
    #[must_use]
    pub fn fit(page: Size, width: u32, height: u32) -> Self {
        let target = Rect::new(0.0, 0.0, width as f32, height as f32);
        let area = target.fit(page);
        let scale = area.width / page.width.max(1e-3);
        Self { width, height, scale, origin: Point::new(area.x.round(), area.y.round()) }
    }

    /// `rect` in pixels, its edges on whole pixels, at least one pixel wide and high.
    #[must_use]
    pub fn snapped(&self, rect: Rect) -> Rect {
        let exact = rect.transformed(self.scale, self.origin);
        let (x, y) = (exact.x.round(), exact.y.round());
        Rect::new(x, y, (exact.right().round() - x).max(1.0), (exact.bottom().round() - y).max(1.0))
    }

    /// Where a layer of a page of `page` units may paint, in whole pixels: inside the target, the page and its own clip.
    /// Empty (a width or height of nothing) where these do not meet.
    #[must_use]
    pub fn clip(&self, page: Size, layer: Option<Rect>) -> Rect {
        let target = Rect::new(0.0, 0.0, self.width as f32, self.height as f32);
        let page = meet(target, self.snapped(Rect::of(page)));
        match layer {
            Some(clip) if clip.width > 0.0 && clip.height > 0.0 => meet(page, self.snapped(clip)),
            Some(_) => Rect::default(),
            None => page,
        }
    }

    /// `length` in pixels.
    #[must_use]
    pub fn length(&self, length: f32) -> f32 {
        length * self.scale
    }

    /// The width of a line in pixels: whole, and at least one.
    #[must_use]
    pub fn line_width(&self, width: f32) -> f32 {
        (width * self.scale).round().max(1.0)
    }

    /// Where a text's block begins, in pixels, not snapped: glyphs snap by themselves, alike in both painters.
    #[must_use]
    pub fn point(&self, at: Point) -> Point {
        Point::new(at.x * self.scale + self.origin.x, at.y * self.scale + self.origin.y)
    }
}

/// What lies in both; nothing has no width.
fn meet(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    Rect::new(x, y, (a.right().min(b.right()) - x).max(0.0), (a.bottom().min(b.bottom()) - y).max(0.0))
}

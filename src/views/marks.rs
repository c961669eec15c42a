//! The mark of a page that was marked for later: the same ribbon wherever such a page is told of. Never draws anything else.

use crate::color::Rgba;
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Layer};

/// Width and height of a ribbon.
pub(super) const RIBBON: (f32, f32) = (13.0, 19.0);

/// A ribbon with its corner at `at`, `scale` times its size.
pub(super) fn ribbon(layer: &mut Layer, at: Point, scale: f32, color: Rgba) {
    let (width, height) = (RIBBON.0 * scale, RIBBON.1 * scale);
    let (leg, split) = (width * 0.36, height * 0.7);
    let mut fill = |x: f32, y: f32, width: f32, height: f32| {
        layer.fills.push(Fill { rect: Rect::new(at.x + x, at.y + y, width, height), radius: 0.0, color });
    };
    fill(0.0, 0.0, width, split);
    fill(0.0, split, leg, height - split);
    fill(width - leg, split, leg, height - split);
}

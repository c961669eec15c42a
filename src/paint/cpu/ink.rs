//! Ink: its pieces in, the pixels they cover blended once. Coverage is collected in a mask first, as the largest of all
//! pieces', so that a line that crosses itself is not darker there. Never blends outside the area of the pieces.

use super::frame::{Area, Frame, blend, times};
use crate::color::Rgba;
use crate::paint::ink::Pieces;
use crate::scene::{Blend, Covers, Ink};

/// Longer pieces are covered part by part: the square around a long one is mostly empty.
const LONGEST: f32 = 48.0;

/// The coverage of an area, kept for the next ink.
#[derive(Debug, Default)]
pub(super) struct Inks {
    mask: Vec<u8>,
}

impl Inks {
    /// Paints `pieces` of `ink`.
    pub(super) fn paint(&mut self, frame: &mut Frame<'_>, pieces: &Pieces, ink: &Ink) {
        let Ink { color, blend: way, .. } = *ink;
        let area = Area::of(pieces.area);
        let (width, height) = (area.width().unsigned_abs() as usize, area.height().unsigned_abs() as usize);
        self.mask.clear();
        self.mask.resize(width * height, 0);
        for piece in &pieces.ends {
            cover(&mut self.mask, area, (*piece, pieces.half));
        }
        if ink.covers == Covers::Rest {
            self.mask.iter_mut().for_each(|cover| *cover = 255 - *cover);
        }
        for (y, row) in (area.top..area.bottom).zip(self.mask.chunks_exact(width.max(1))) {
            let under = frame.row(y, area.left, area.right).chunks_exact_mut(4);
            for (under, cover) in under.zip(row).filter(|(_, cover)| **cover > 0) {
                meet(under, color, (times(*cover, color.a), way));
            }
        }
    }
}

/// Covers what lies at most `half` away from `piece`, in a mask of `area`.
fn cover(mask: &mut [u8], area: Area, ([x, y, to_x, to_y], half): ([f32; 4], f32)) {
    let parts = ((to_x - x).hypot(to_y - y) / LONGEST).ceil().max(1.0);
    let (step_x, step_y) = ((to_x - x) / parts, (to_y - y) / parts);
    let mut part = 0.0;
    while part < parts {
        let from = (x + step_x * part, y + step_y * part);
        cover_part(mask, area, (from, (step_x, step_y), half));
        part += 1.0;
    }
}

fn cover_part(mask: &mut [u8], area: Area, ((x, y), (long, high), half): ((f32, f32), (f32, f32), f32)) {
    let reach = half + 1.0;
    let around = Area {
        left: (x.min(x + long) - reach).floor() as i32,
        top: (y.min(y + high) - reach).floor() as i32,
        right: (x.max(x + long) + reach).ceil() as i32,
        bottom: (y.max(y + high) + reach).ceil() as i32,
    };
    let seen = around.and(area);
    if seen.is_empty() {
        return;
    }
    let square = long * long + high * high;
    let stride = area.width().unsigned_abs() as usize;
    let skip = (seen.left - area.left).unsigned_abs() as usize;
    let columns = seen.width().unsigned_abs() as usize;
    let rows = mask.chunks_exact_mut(stride.max(1)).skip((seen.top - area.top).unsigned_abs() as usize);
    for (row_y, row) in (seen.top..seen.bottom).zip(rows) {
        let from_y = row_y as f32 + 0.5 - y;
        for (column, covered) in (seen.left..seen.right).zip(row.iter_mut().skip(skip).take(columns)) {
            let from_x = column as f32 + 0.5 - x;
            let along = if square > 0.0 { ((from_x * long + from_y * high) / square).clamp(0.0, 1.0) } else { 0.0 };
            let (away_x, away_y) = (from_x - long * along, from_y - high * along);
            let away = (away_x * away_x + away_y * away_y).sqrt();
            let cover = ((half + 0.5 - away).clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
            *covered = cover.max(*covered);
        }
    }
}

/// Lets `color` meet a pixel with `alpha` instead of its own.
fn meet(pixel: &mut [u8], color: Rgba, (alpha, way): (u8, Blend)) {
    let Rgba { r, g, b, .. } = color;
    let Some(pixel) = pixel.get_mut(..3) else { return };
    match way {
        Blend::Over => blend(pixel, [r, g, b], alpha),
        Blend::Multiply => {
            for (under, over) in pixel.iter_mut().zip([r, g, b]) {
                *under = times(*under, 255 - times(alpha, 255 - over));
            }
        }
        Blend::Screen => {
            for (under, over) in pixel.iter_mut().zip([r, g, b]) {
                *under = 255 - times(255 - *under, 255 - times(alpha, over));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Point, Rect};
    use crate::media::Pixels;

    fn painted(ends: &[[f32; 4]], half: f32, (color, way): (Rgba, Blend)) -> Vec<u8> {
        let mut page = Pixels { width: 80, height: 40, rgba: [200, 200, 200, 255].repeat(80 * 40) };
        let pieces = Pieces { ends: ends.to_vec(), half, area: Rect::new(0.0, 0.0, 80.0, 40.0) };
        let (at, scale, width, covers) = (Point::default(), 1.0, 2.0 * half, Covers::Lines);
        let ink = Ink { at, scale, lines: Vec::new(), width, covers, color, blend: way };
        Inks::default().paint(&mut Frame::new(&mut page), &pieces, &ink);
        page.rgba.chunks_exact(4).map(|rgba| rgba[0]).collect()
    }

    #[test]
    fn a_line_that_crosses_itself_is_as_dark_there_as_elsewhere() {
        let faint = (Rgba::BLACK.with_alpha(100), Blend::Over);
        let page = painted(&[[10.0, 20.0, 70.0, 20.0], [40.0, 5.0, 40.0, 35.0], [70.0, 20.0, 10.0, 20.0]], 4.0, faint);
        assert_eq!(page.iter().min(), Some(&page[20 * 80 + 60]));
        assert_eq!(page[20 * 80 + 40], page[20 * 80 + 60]);
    }

    #[test]
    fn a_line_is_as_thick_as_it_says_and_ends_round() {
        let page = painted(&[[10.0, 20.0, 70.0, 20.0]], 4.0, (Rgba::BLACK, Blend::Over));
        let dark: f64 = page.iter().map(|&value| f64::from(200 - value) / 200.0).sum();
        let wanted = 60.0 * 8.0 + std::f64::consts::PI * 16.0;
        assert!((dark - wanted).abs() / wanted < 0.01, "{dark} against {wanted}");
    }

    #[test]
    fn a_highlighter_leaves_black_black_and_its_negative_white_white() {
        let yellow = Rgba::hex(0xFF_E4_5C);
        let mut pixel = [0, 0, 0, 255];
        meet(&mut pixel, yellow, (255, Blend::Multiply));
        assert_eq!(pixel, [0, 0, 0, 255]);
        pixel = [255; 4];
        meet(&mut pixel, yellow, (255, Blend::Multiply));
        assert_eq!(pixel, [0xFF, 0xE4, 0x5C, 255]);
        pixel = [255; 4];
        meet(&mut pixel, yellow, (255, Blend::Screen));
        assert_eq!(pixel, [255; 4]);
        pixel = [0, 0, 0, 255];
        meet(&mut pixel, yellow, (255, Blend::Screen));
        assert_eq!(pixel, [0xFF, 0xE4, 0x5C, 255]);
    }
}

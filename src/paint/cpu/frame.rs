//! A target's pixels as rows, and the one way a colour gets onto them: blended with straight alpha on the encoded values.
//! The frame is opaque from its first fill on. Never writes outside the area it is given.

use crate::color::Rgba;
use crate::geom::Rect;
use crate::media::Pixels;

/// Whole pixels: from the left and top edge up to, not including, the right and bottom edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Area {
    /// The pixels of a rectangle whose edges are whole numbers; what is not a number or far away is cut off.
    pub(super) fn of(rect: Rect) -> Self {
        // Far more than any target and far from overflow when two of them are added.
        const FAR: f32 = 1e8;
        let whole = |value: f32| value.clamp(-FAR, FAR).round() as i32;
        Self { left: whole(rect.x), top: whole(rect.y), right: whole(rect.right()), bottom: whole(rect.bottom()) }
    }

    /// What lies in both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// Whether no pixel lies in it.
    pub(super) fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// Columns.
    pub(super) fn width(self) -> i32 {
        (self.right - self.left).max(0)
    }

    /// Rows.
    pub(super) fn height(self) -> i32 {
        (self.bottom - self.top).max(0)
    }
}

/// `value / 255`, rounded, for the products of two bytes.
fn div255(value: u32) -> u32 {
    let value = value + 128;
    (value + (value >> 8)) >> 8
}

/// The product of two fractions of 255.
pub(super) fn times(a: u8, b: u8) -> u8 {
    div255(u32::from(a) * u32::from(b)) as u8
}

/// Puts `color` over one pixel with `alpha` instead of its own.
pub(super) fn blend(pixel: &mut [u8], color: [u8; 3], alpha: u8) {
    let (alpha, rest) = (u32::from(alpha), u32::from(255 - alpha));
    for (under, over) in pixel.iter_mut().zip(color) {
        *under = div255(u32::from(over) * alpha + u32::from(*under) * rest) as u8;
    }
}

/// The rows of a target.
pub(super) struct Frame<'a> {
    width: usize,
    height: usize,
    rgba: &'a mut [u8],
}

impl<'a> Frame<'a> {
    /// The pixels of `target`, whose buffer is made as long as its size says.
    pub(super) fn new(target: &'a mut Pixels) -> Self {
        let (width, height) = (target.width as usize, target.height as usize);
        target.rgba.resize(width * height * 4, 0);
        Self { width, height, rgba: &mut target.rgba }
    }

    /// All of it.
    pub(super) fn area(&self) -> Area {
        let far = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        Area { left: 0, top: 0, right: far(self.width), bottom: far(self.height) }
    }

    /// The pixels of row `y` from `left` up to `right`; cut to what there is.
    pub(super) fn row(&mut self, y: i32, left: i32, right: i32) -> &mut [u8] {
        let Ok(y) = usize::try_from(y) else { return &mut [] };
        let left = usize::try_from(left).unwrap_or(0);
        let right = usize::try_from(right).unwrap_or(0).min(self.width);
        if y >= self.height || left >= right {
            return &mut [];
        }
        let start = y * self.width;
        self.rgba.get_mut((start + left) * 4..(start + right) * 4).unwrap_or(&mut [])
    }

    /// Fills `area` with `color`.
    pub(super) fn fill(&mut self, area: Area, color: Rgba) {
        let area = area.and(self.area());
        if area.is_empty() {
            return;
        }
        for y in area.top..area.bottom {
            self.run(y, area.left..area.right, color);
        }
    }

    /// Fills a part of row `y` with `color`.
    pub(super) fn run(&mut self, y: i32, columns: std::ops::Range<i32>, color: Rgba) {
        let Rgba { r, g, b, a } = color;
        let row = self.row(y, columns.start, columns.end);
        match a {
            0 => {}
            255 => {
                let (pixels, _) = row.as_chunks_mut::<4>();
                pixels.fill([r, g, b, 255]);
            }
            _ => row.chunks_exact_mut(4).for_each(|pixel| blend(&mut pixel[..3], [r, g, b], a)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_round_like_numbers() {
        for a in 0..=255_u8 {
            for b in 0..=255_u8 {
                let exact = (f64::from(a) * f64::from(b) / 255.0).round();
                assert_eq!(f64::from(times(a, b)), exact, "{a} * {b}");
            }
        }
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut target = Pixels { width: 3, height: 2, rgba: vec![9; 24] };
        let mut frame = Frame::new(&mut target);
        let far = Area { left: -5, top: -5, right: 1, bottom: 1 };
        frame.fill(far, Rgba::WHITE);
        frame.fill(Area { left: 4, top: 0, right: 9, bottom: 9 }, Rgba::WHITE);
        assert_eq!(target.rgba[..4], [255; 4]);
        assert!(target.rgba[4..].iter().all(|&byte| byte == 9));
    }
}

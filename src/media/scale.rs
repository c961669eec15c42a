//! Pixels at the size they are shown. Both painters take their pictures from here, so that they agree. Colours are weighed
//! by their opacity, so that what is transparent never bleeds into what is not.

use std::ops::Range;

use super::Pixels;
use crate::geom::Rect;

/// From this factor on, whole blocks of pixels are averaged before the filter runs.
const COARSE: f32 = 4.0;

/// The part `source` (in fractions) of `pixels`, resampled to `width` × `height` pixels.
#[must_use]
pub fn scaled(pixels: &Pixels, source: Rect, width: u32, height: u32) -> Pixels {
    let size = width as usize * height as usize * 4;
    let enough = pixels.width as usize * pixels.height as usize * 4;
    if size == 0 || enough == 0 || pixels.rgba.len() < enough {
        return Pixels { width, height, rgba: vec![0; size] };
    }
    let (left, right) = part(source.x, source.right(), pixels.width);
    let (top, bottom) = part(source.y, source.bottom(), pixels.height);
    let block = |length: f32, out: u32| ((length / (out as f32 * COARSE / 2.0)).floor() as usize).max(1);
    let across = block(right - left, width);
    let down = block(bottom - top, height);
    if across == 1 && down == 1 {
        let columns = taps((left, right), pixels.width as usize, width as usize);
        let rows = taps((top, bottom), pixels.height as usize, height as usize);
        return Pixels { width, height, rgba: filtered(pixels, &columns, &rows) };
    }
    // Blocks begin where the part begins, so that none reaches over its edge.
    let area = Area {
        columns: left.floor() as usize..(right.ceil() as usize).min(pixels.width as usize),
        rows: top.floor() as usize..(bottom.ceil() as usize).min(pixels.height as usize),
    };
    let picture = averaged(pixels, &area, (across, down));
    let (left, right) = (left - left.floor(), right - left.floor());
    let (top, bottom) = (top - top.floor(), bottom - top.floor());
    let (across, down) = (across as f32, down as f32);
    let columns = taps((left / across, right / across), picture.width as usize, width as usize);
    let rows = taps((top / down, bottom / down), picture.height as usize, height as usize);
    Pixels { width, height, rgba: filtered(&picture, &columns, &rows) }
}

/// Whole columns and rows of a picture.
struct Area {
    columns: Range<usize>,
    rows: Range<usize>,
}

/// The pixels from and to which a fraction of a side reaches: inside the picture, and at least a hundredth of a pixel.
fn part(from: f32, to: f32, side: u32) -> (f32, f32) {
    let side = side as f32;
    let fraction = |value: f32| if value.is_finite() { value.clamp(0.0, 1.0) * side } else { 0.0 };
    let from = fraction(from).min(side - 0.01);
    (from, fraction(to).max(from + 0.01))
}

/// `area` of `pixels` with every block of `across` × `down` made one.
fn averaged(pixels: &Pixels, area: &Area, (across, down): (usize, usize)) -> Pixels {
    let (columns, rows) = (area.columns.len().div_ceil(across), area.rows.len().div_ceil(down));
    let mut rgba = Vec::with_capacity(columns * rows * 4);
    let mut sums = vec![[0_u64; 5]; columns];
    let part = area.columns.start * 4..area.columns.end * 4;
    let lines = pixels.rgba.chunks_exact(pixels.width as usize * 4).skip(area.rows.start).take(area.rows.len());
    let mut lines = lines.filter_map(|line| line.get(part.clone()));
    for _ in 0..rows {
        sums.fill([0; 5]);
        for line in lines.by_ref().take(down) {
            for (sum, block) in sums.iter_mut().zip(line.chunks(across * 4)) {
                for pixel in block.as_chunks::<4>().0 {
                    let alpha = u64::from(pixel[3]);
                    for (sum, &channel) in sum.iter_mut().zip(&pixel[..3]) {
                        *sum += u64::from(channel) * alpha;
                    }
                    sum[3] += alpha;
                    sum[4] += 1;
                }
            }
        }
        for &[r, g, b, alpha, count] in &sums {
            let mean = |sum: u64| ((sum + alpha / 2) / alpha.max(1)) as u8;
            let opacity = ((alpha + count / 2) / count.max(1)) as u8;
            rgba.extend([mean(r), mean(g), mean(b), opacity]);
        }
    }
    Pixels { width: columns as u32, height: rows as u32, rgba }
}

/// The inputs of one output: the first one, and the weight of it and those after; the weights sum up to 1.
struct Tap {
    first: usize,
    weights: Vec<f32>,
}

fn taps((from, to): (f32, f32), side: usize, out: usize) -> Vec<Tap> {
    // What is outside of the part that shows must not shine in at its edge.
    let (low, high) = (from.floor() as usize, (to.ceil() as usize).clamp(1, side));
    let low = low.min(high - 1);
    let step = (to - from) / out as f32;
    let wide = step.max(1.0);
    (0..out)
        .map(|n| {
            let centre = from + (n as f32 + 0.5) * step;
            let first = ((centre - 2.0 * wide).floor().max(0.0) as usize).clamp(low, high - 1);
            let last = ((centre + 2.0 * wide).ceil().max(0.0) as usize).clamp(first + 1, high);
            let mut weights: Vec<f32> =
                (first..last).map(|input| cubic((input as f32 + 0.5 - centre) / wide)).collect();
            let sum: f32 = weights.iter().sum();
            if sum.abs() < 1e-3 {
                let share = 1.0 / weights.len() as f32;
                weights.fill(share);
            } else {
                weights.iter_mut().for_each(|weight| *weight /= sum);
            }
            Tap { first, weights }
        })
        .collect()
}

/// Catmull and Rom's cubic: sharp, with little ringing, and exact where nothing is scaled.
fn cubic(x: f32) -> f32 {
    let x = x.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

fn filtered(picture: &Pixels, columns: &[Tap], rows: &[Tap]) -> Vec<u8> {
    let stride = picture.width as usize * 4;
    // Only the columns that some output needs are weighed.
    let from = columns.first().map_or(0, |tap| tap.first) * 4;
    let to = columns.last().map_or(0, |tap| tap.first + tap.weights.len()) * 4;
    let mut recent = Recent { rows: Vec::new(), from, to };
    recent.rows.resize_with(rows.iter().map(|tap| tap.weights.len()).max().unwrap_or(1), Default::default);
    let mut sum = vec![0.0_f32; to - from];
    let mut rgba = Vec::with_capacity(columns.len() * rows.len() * 4);
    for row in rows {
        sum.fill(0.0);
        for (n, &weight) in row.weights.iter().enumerate() {
            let line = recent.row(&picture.rgba, stride, row.first + n);
            for (sum, value) in sum.iter_mut().zip(line) {
                *sum += value * weight;
            }
        }
        let (pixels, _) = sum.as_chunks::<4>();
        for column in columns {
            let mut mixed = [0.0_f32; 4];
            let inputs = pixels.get(column.first - from / 4..).unwrap_or(&[]);
            for (pixel, &weight) in inputs.iter().zip(&column.weights) {
                for (mixed, value) in mixed.iter_mut().zip(pixel) {
                    *mixed += value * weight;
                }
            }
            rgba.extend(straight(mixed));
        }
    }
    rgba
}

/// The rows that were last converted: consecutive outputs need almost the same ones.
struct Recent {
    rows: Vec<(Option<usize>, Vec<f32>)>,
    from: usize,
    to: usize,
}

impl Recent {
    fn row(&mut self, rgba: &[u8], stride: usize, y: usize) -> &[f32] {
        let slot = y % self.rows.len().max(1);
        let Some((known, values)) = self.rows.get_mut(slot) else { return &[] };
        if *known != Some(y) {
            *known = Some(y);
            values.clear();
            let bytes = rgba.get(y * stride + self.from..y * stride + self.to).unwrap_or(&[]);
            values.extend(bytes.iter().map(|&byte| f32::from(byte)));
            for pixel in values.as_chunks_mut::<4>().0 {
                if pixel[3] < 255.0 {
                    let opacity = pixel[3] / 255.0;
                    pixel[..3].iter_mut().for_each(|channel| *channel *= opacity);
                }
            }
        }
        values
    }
}

/// Colours weighed by their opacity made straight again.
fn straight([r, g, b, a]: [f32; 4]) -> [u8; 4] {
    let byte = |value: f32| (value + 0.5) as u8;
    if a < 0.5 {
        return [0; 4];
    }
    // Also where the filter overshoots: an edge may ring, but a colour next to nothing stays what it is.
    // Where all is solid, the sum of weights is 1 but for a rounding that must not reach the colours.
    let solid = (a - 255.0).abs() < 0.01;
    let part = |channel: f32| byte(if solid { channel } else { channel * 255.0 / a });
    [part(r), part(g), part(b), byte(a)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Rect = Rect::new(0.0, 0.0, 1.0, 1.0);

    fn picture(width: u32, height: u32, color: impl Fn(u32, u32) -> [u8; 4]) -> Pixels {
        let rgba = (0..width * height).flat_map(|n| color(n % width, n / width)).collect();
        Pixels { width, height, rgba }
    }

    #[test]
    fn nothing_changes_at_its_own_size() {
        let noise = picture(23, 17, |x, y| [(x * 11) as u8, (y * 15) as u8, (x * y) as u8, 255]);
        assert_eq!(scaled(&noise, ALL, 23, 17), noise);
        let half = scaled(&noise, Rect::new(0.0, 0.0, 1.0, 8.0 / 17.0), 23, 8);
        assert_eq!(half.rgba, noise.rgba[..23 * 8 * 4]);
    }

    #[test]
    fn one_colour_stays_one_colour() {
        let plain = picture(301, 97, |_, _| [200, 100, 50, 128]);
        for (width, height) in [(1, 1), (7, 5), (150, 50), (301, 20), (640, 480)] {
            let out = scaled(&plain, ALL, width, height);
            assert_eq!(out.rgba.len(), width as usize * height as usize * 4);
            assert!(out.rgba.chunks(4).all(|pixel| pixel == [200, 100, 50, 128]), "{width} {height}");
        }
    }

    #[test]
    fn a_fine_pattern_becomes_grey_and_not_stripes() {
        let stripes = picture(800, 600, |x, _| if x % 2 == 0 { [0, 0, 0, 255] } else { [255; 4] });
        for (width, height) in [(200, 150), (97, 61), (33, 600)] {
            let out = scaled(&stripes, ALL, width, height);
            let (low, high) =
                out.rgba.chunks(4).fold((255, 0), |(low, high), pixel| (pixel[0].min(low), pixel[0].max(high)));
            assert!(low > 100 && high < 155, "{width}: {low} to {high}");
        }
    }

    #[test]
    fn what_is_transparent_does_not_bleed() {
        let edge = picture(64, 8, |x, _| if x < 32 { [220, 0, 0, 255] } else { [0, 255, 0, 0] });
        for width in [9, 23, 31, 100] {
            let out = scaled(&edge, ALL, width, 8);
            assert!(out.rgba.chunks(4).all(|pixel| pixel[3] == 0 || pixel[..3] == [220, 0, 0]), "{width}");
        }
    }

    #[test]
    fn what_is_cropped_away_does_not_shine_in() {
        let halves = picture(64, 64, |x, _| if x < 32 { [255, 0, 0, 255] } else { [0, 0, 255, 255] });
        for (width, height) in [(5, 5), (16, 16), (200, 100)] {
            let out = scaled(&halves, Rect::new(0.5, 0.0, 0.5, 1.0), width, height);
            assert!(out.rgba.chunks(4).all(|pixel| pixel == [0, 0, 255, 255]), "{width}");
        }
    }

    #[test]
    fn odd_requests_give_something_of_the_right_size() {
        let dot = picture(1, 1, |_, _| [1, 2, 3, 255]);
        for source in [ALL, Rect::new(f32::NAN, 2.0, -1.0, 1e30), Rect::default()] {
            assert_eq!(scaled(&dot, source, 3, 2).rgba.len(), 24);
        }
        let broken = Pixels { width: 9, height: 9, rgba: vec![1; 5] };
        assert_eq!(scaled(&broken, ALL, 2, 2).rgba, [0; 16]);
    }
}

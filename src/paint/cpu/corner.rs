//! Rounded rectangles and their outlines: a rectangle in whole pixels in, runs of coverage out. Only the corners need
//! anti-aliasing, so one corner is rasterised by tiny-skia, kept, and mirrored to the other three. Never blends.

use std::collections::HashMap;
use std::sync::Arc;

use tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};

use super::frame::Area;

/// How a rectangle is drawn; lengths in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    /// The outer edge.
    pub(super) area: Area,
    /// Radius of the outer corners.
    pub(super) radius: f32,
    /// Width of the line, or nothing for a filled shape.
    pub(super) line: Option<i32>,
}

/// Pixels of one row with the same coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) y: i32,
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) cover: u8,
}

/// The coverage of a top left corner, `side` pixels square.
#[derive(Debug)]
struct Tile {
    side: i32,
    cover: Vec<u8>,
}

impl Tile {
    fn at(&self, x: i32, y: i32) -> u8 {
        usize::try_from(y * self.side + x).ok().and_then(|n| self.cover.get(n)).copied().unwrap_or(255)
    }
}

/// Radius, line width, width and height of a shape, as far as they matter for its corner.
type Key = (u32, i32, i32, i32);

/// Corners that were rasterised before.
#[derive(Debug, Default)]
pub(super) struct Corners {
    tiles: HashMap<Key, Arc<Tile>>,
}

/// More corners than any page has; a window that is being resized makes new ones all the time.
const MAX_TILES: usize = 512;

impl Corners {
    /// Calls `visit` for every run of `outline` inside `clip` that is covered at all, each pixel once.
    pub(super) fn runs(&mut self, outline: Outline, clip: Area, mut visit: impl FnMut(Run)) {
        let Outline { area, radius, line } = outline;
        let clip = clip.and(area);
        if clip.is_empty() {
            return;
        }
        let (width, height) = (area.width(), area.height());
        let half = width.min(height) as f32 / 2.0;
        let radius = if radius > 0.05 { radius.min(half) } else { 0.0 };
        // A line that meets itself leaves no hole.
        let line = line.map(|line| line.max(1)).filter(|&line| line * 2 < width.min(height));
        let tile = self.tile(radius, line.unwrap_or(0), (width, height));
        for y in clip.top..clip.bottom {
            let deep = (y - area.top).min(area.bottom - 1 - y);
            let side = if deep < tile.side { tile.side.min((width + 1) / 2) } else { 0 };
            let (from, to) = (area.left + side, area.right - side);
            let mut run = |left: i32, right: i32, cover: u8| {
                let (left, right) = (left.max(clip.left), right.min(clip.right));
                if cover > 0 && left < right {
                    visit(Run { y, left, right, cover });
                }
            };
            for x in 0..side {
                run(area.left + x, area.left + x + 1, tile.at(x, deep));
            }
            match line {
                Some(line) if deep >= line => {
                    if side == 0 {
                        run(area.left, area.left + line, 255);
                        run(area.right - line, area.right, 255);
                    }
                }
                _ => run(from, to, 255),
            }
            // An odd width has a column in the middle that the left side has painted.
            for x in (0..side.min(width - side)).rev() {
                run(area.right - 1 - x, area.right - x, tile.at(x, deep));
            }
        }
    }

    fn tile(&mut self, radius: f32, line: i32, size: (i32, i32)) -> Arc<Tile> {
        let side = if radius > 0.0 || line > 0 { (radius.ceil() as i32).max(line) } else { 0 };
        // From twice the corner on, the rest of the shape does not change it.
        let (width, height) = (size.0.min(side * 2 + 2), size.1.min(side * 2 + 2));
        if self.tiles.len() >= MAX_TILES {
            self.tiles.clear();
        }
        let key = (radius.to_bits(), line, width, height);
        let made = self.tiles.entry(key).or_insert_with(|| Arc::new(rasterised(radius, line, (width, height))));
        Arc::clone(made)
    }
}

fn rasterised(radius: f32, line: i32, size: (i32, i32)) -> Tile {
    let side = if radius > 0.0 || line > 0 { (radius.ceil() as i32).max(line) } else { 0 };
    let cover = cover(radius, line as f32, (size.0 as f32, size.1 as f32), side.unsigned_abs());
    // Without a mask (a side of nothing, or one that no memory could hold) the shape has square corners.
    cover.map_or(Tile { side: 0, cover: Vec::new() }, |cover| Tile { side, cover })
}

fn cover(radius: f32, line: f32, size: (f32, f32), side: u32) -> Option<Vec<u8>> {
    // No target has corners like that; a shape that claims to is painted with square ones.
    const MAX_SIDE: u32 = 4_096;
    if side > MAX_SIDE {
        return None;
    }
    let mut mask = Mask::new(side, side)?;
    let mut path = PathBuilder::new();
    rounded(&mut path, (0.0, 0.0), size, radius);
    if line > 0.0 {
        rounded(&mut path, (line, line), (size.0 - line, size.1 - line), (radius - line).max(0.0));
    }
    let path: Path = path.finish()?;
    mask.fill_path(&path, FillRule::EvenOdd, true, Transform::identity());
    Some(mask.take())
}

/// A rectangle between two corners, with rounded ones.
fn rounded(path: &mut PathBuilder, from: (f32, f32), to: (f32, f32), radius: f32) {
    // How far the handles of a cubic stand from its ends to follow a quarter of a circle.
    const HANDLE: f32 = 0.552_284_8;
    let ((left, top), (right, bottom)) = (from, to);
    let (r, h) = (radius, radius * (1.0 - HANDLE));
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.cubic_to(right - h, top, right, top + h, right, top + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - h, right - h, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.cubic_to(left + h, bottom, left, bottom - h, left, bottom - r);
    path.line_to(left, top + r);
    path.cubic_to(left, top + h, left + h, top, left + r, top);
    path.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: i32, height: i32, radius: f32, line: Option<i32>) -> Vec<Vec<u8>> {
        let area = Area { left: 2, top: 3, right: 2 + width, bottom: 3 + height };
        let clip = Area { left: 0, top: 0, right: 1000, bottom: 1000 };
        let mut rows = vec![vec![0; width as usize]; height as usize];
        let mut seen = rows.clone();
        Corners::default().runs(Outline { area, radius, line }, clip, |run| {
            for x in run.left..run.right {
                rows[(run.y - 3) as usize][(x - 2) as usize] = run.cover;
                seen[(run.y - 3) as usize][(x - 2) as usize] += 1;
            }
        });
        assert!(seen.iter().flatten().all(|&times| times <= 1), "a pixel was painted twice");
        rows
    }

    #[test]
    fn coverage_is_the_area_of_the_shape() {
        for (width, height, radius) in [(40, 30, 8.0), (9, 9, 4.5), (10, 10, 5.0), (33, 11, 5.5), (7, 50, 2.25)] {
            let sum: f64 = picture(width, height, radius, None).iter().flatten().map(|&c| f64::from(c) / 255.0).sum();
            let radius = f64::from(radius);
            let area = f64::from(width * height) - (4.0 - std::f64::consts::PI) * radius * radius;
            assert!((sum - area).abs() / area < 0.02, "{width}x{height} r{radius}: {sum} against {area}");
        }
    }

    #[test]
    fn an_outline_is_a_shape_without_the_smaller_one() {
        for (width, height, radius, line) in [(40, 30, 8.0, 3), (40, 30, 2.0, 5), (21, 21, 10.5, 1), (12, 12, 0.0, 2)] {
            let whole = picture(width, height, radius, None);
            let hole = picture(width - 2 * line, height - 2 * line, (radius - line as f32).max(0.0), None);
            let ring = picture(width, height, radius, Some(line));
            for y in 0..height {
                for x in 0..width {
                    let inner = |n: i32, size: i32| usize::try_from(n - line).ok().filter(|_| n < size - line);
                    let cut = match (inner(x, width), inner(y, height)) {
                        (Some(x), Some(y)) => hole[y][x],
                        _ => 0,
                    };
                    let (x, y) = (x as usize, y as usize);
                    let want = i32::from(whole[y][x]) - i32::from(cut);
                    assert!((i32::from(ring[y][x]) - want).abs() <= 24, "{x},{y}: {} {want}", ring[y][x]);
                }
            }
        }
    }

    #[test]
    fn a_line_thicker_than_its_shape_fills_it() {
        assert_eq!(picture(6, 20, 0.0, Some(3)), picture(6, 20, 0.0, None));
        assert!(picture(1, 1, 9.0, Some(1)).iter().flatten().all(|&cover| cover > 150));
    }
}

//! Ink in pixels: lines drawn by hand in, straight pieces with round ends out. Both painters cover pixels by the distance
//! to the nearest of these pieces, so they agree, and no place is covered twice. Never paints.

use super::Viewport;
use crate::geom::Rect;
use crate::scene::{Covers, Ink};

/// No line is thinner, in pixels, from its middle to its edge: it would fall between them.
const THINNEST: f32 = 0.5;
/// None is thicker: more than any page shows.
const THICKEST: f32 = 4_096.0;
/// What is farther away than this is not on any page.
const FAR: f32 = 1e6;

/// The pieces of an ink that are seen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pieces {
    /// Each from x, y to x, y; a dot's ends are the same.
    pub(crate) ends: Vec<[f32; 4]>,
    /// From the middle of a line to its edge.
    pub(crate) half: f32,
    /// The whole pixels that they touch, inside the clip.
    pub(crate) area: Rect,
}

/// The pieces of `ink` that are seen in `clip`, a rectangle of whole pixels; none if nothing is.
pub(crate) fn pieces(ink: &Ink, viewport: &Viewport, clip: Rect) -> Option<Pieces> {
    let scale = ink.scale * viewport.scale;
    let half = ink.width * scale / 2.0;
    if !(half > 0.0 && half.is_finite() && scale.is_finite()) || clip.width < 1.0 || clip.height < 1.0 {
        return None;
    }
    let half = half.clamp(THINNEST, THICKEST);
    let origin = viewport.point(ink.at);
    let reach = half + 2.0;
    let room = [clip.x - reach, clip.y - reach, clip.right() + reach, clip.bottom() + reach];
    let mut ends: Vec<[f32; 4]> = Vec::new();
    for line in &ink.lines {
        let place = |n: usize| line.get(n).map(|at| [at.x * scale + origin.x, at.y * scale + origin.y]);
        for n in 1..line.len().max(2) {
            let (Some(from), Some(to)) = (place(n - 1), place(n).or_else(|| place(0))) else { continue };
            ends.extend(cut([from[0], from[1], to[0], to[1]], room));
        }
    }
    let bounds = ends.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |all, [x, y, to_x, to_y]| {
        [all[0].min(x.min(*to_x)), all[1].min(y.min(*to_y)), all[2].max(x.max(*to_x)), all[3].max(y.max(*to_y))]
    });
    let left = (bounds[0] - half - 1.0).floor().max(clip.x);
    let top = (bounds[1] - half - 1.0).floor().max(clip.y);
    let right = (bounds[2] + half + 1.0).ceil().min(clip.right());
    let bottom = (bounds[3] + half + 1.0).ceil().min(clip.bottom());
    if ink.covers == Covers::Rest {
        return Some(Pieces { ends, half, area: clip });
    }
    // Without any piece the bounds are turned round.
    let seen = right - left >= 1.0 && bottom - top >= 1.0;
    seen.then(|| Pieces { ends, half, area: Rect::new(left, top, right - left, bottom - top) })
}

/// The part of a piece that lies in `room` (left, top, right, bottom), if any does.
fn cut(piece: [f32; 4], room: [f32; 4]) -> Option<[f32; 4]> {
    if !piece.iter().all(|value| value.abs() < FAR) {
        return None;
    }
    let [x, y, to_x, to_y] = piece;
    let (long, high) = (to_x - x, to_y - y);
    let (mut begin, mut end) = (0.0_f32, 1.0_f32);
    for (way, gap) in [(-long, x - room[0]), (long, room[2] - x), (-high, y - room[1]), (high, room[3] - y)] {
        if way == 0.0 {
            if gap < 0.0 {
                return None;
            }
        } else if way < 0.0 {
            begin = begin.max(gap / way);
        } else {
            end = end.min(gap / way);
        }
    }
    (begin <= end).then_some([x + long * begin, y + high * begin, x + long * end, y + high * end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Rgba;
    use crate::geom::{Point, Size};
    use crate::scene::{Blend, Covers};

    fn ink(points: &[(f32, f32)], width: f32) -> Ink {
        let points = points.iter().map(|&(x, y)| Point::new(x, y)).collect();
        let (at, color) = (Point::default(), Rgba::BLACK);
        Ink { at, scale: 1.0, lines: vec![points], width, covers: Covers::Lines, color, blend: Blend::Over }
    }

    fn seen(ink: &Ink) -> Option<Pieces> {
        let viewport = Viewport::fit(Size::new(1280.0, 720.0), 640, 360);
        pieces(ink, &viewport, Rect::new(0.0, 0.0, 640.0, 360.0))
    }

    #[test]
    fn lines_are_scaled_and_a_single_point_is_a_dot() {
        let dot = seen(&ink(&[(100.0, 60.0)], 8.0)).unwrap();
        assert_eq!((dot.ends, dot.half), (vec![[50.0, 30.0, 50.0, 30.0]], 2.0));
        assert_eq!(dot.area, Rect::new(47.0, 27.0, 6.0, 6.0));
        let line = seen(&ink(&[(100.0, 60.0), (200.0, 60.0), (200.0, 100.0)], 0.1)).unwrap();
        assert_eq!(line.ends, [[50.0, 30.0, 100.0, 30.0], [100.0, 30.0, 100.0, 50.0]]);
        assert!((line.half - THINNEST).abs() < 1e-6);
    }

    #[test]
    fn what_is_not_seen_is_not_there() {
        assert_eq!(seen(&ink(&[], 8.0)), None);
        assert_eq!(seen(&ink(&[(-100.0, 10.0), (-100.0, 700.0)], 8.0)), None);
        for odd in [f32::NAN, f32::INFINITY, -1.0, 0.0] {
            assert_eq!(seen(&ink(&[(10.0, 10.0)], odd)), None);
            let part = seen(&ink(&[(10.0, 10.0), (odd, 10.0), (30.0, 10.0)], 8.0));
            assert!(part.is_none_or(|part| part.ends.iter().flatten().all(|value| value.is_finite())));
        }
    }

    #[test]
    fn around_its_lines_an_ink_covers_all_of_the_clip() {
        let around = Ink { covers: Covers::Rest, ..ink(&[(100.0, 60.0)], 8.0) };
        assert_eq!(seen(&around).unwrap().area, Rect::new(0.0, 0.0, 640.0, 360.0));
        let nothing = Ink { covers: Covers::Rest, ..ink(&[], 8.0) };
        assert_eq!(seen(&nothing).map(|pieces| pieces.ends.len()), Some(0));
    }

    #[test]
    fn what_leaves_the_page_is_cut_where_nobody_sees_it() {
        let line = seen(&ink(&[(-100_000.0, 400.0), (100_000.0, 400.0)], 8.0)).unwrap();
        let [x, y, to_x, to_y] = line.ends[0];
        assert!((x + 4.0).abs() < 0.1 && (to_x - 644.0).abs() < 0.1, "{x} {to_x}");
        assert!((y - 200.0).abs() < 0.1 && (to_y - 200.0).abs() < 0.1);
        assert_eq!(line.area, Rect::new(0.0, 197.0, 640.0, 6.0));
    }
}

//! What was drawn on a page, as ink: strokes in parts of the page in, smooth lines in slide units out, in colours that are
//! seen on its ground. The width of a line belongs to the page: from near it is as thick as everything else. Never changes a
//! point that was drawn: the curve goes through all of them.

use std::sync::Arc;

use crate::color::Rgba;
use crate::geom::{Point, Size};
use crate::scene::{Blend, Covers, Ink};
use crate::show::{Drawn, Nib, Spot};

/// How thick a pen's and a highlighter's lines are.
const PEN: f32 = 5.0;
const HIGHLIGHTER: f32 = 30.0;
/// A curve is made of straight pieces of about this length.
const PIECE: f32 = 5.0;
/// Between two points are at most so many of them.
const MOST_PIECES: f32 = 24.0;

/// The ink of `drawn` on a page of `size` and `ground`: highlighters first, so that no pen's line is tinted.
pub(super) fn inks(drawn: Drawn<'_>, (size, ground): (Size, Rgba)) -> Vec<Ink> {
    let light = ground.luminance() > 0.25;
    let ink = |nib: Nib, width, (color, blend)| {
        let of_nib = drawn.lines().filter(|(of, _)| *of == nib);
        let lines: Vec<Arc<[Point]>> = of_nib.map(|(_, points)| smooth(points, size)).collect();
        let (at, covers) = (Point::default(), Covers::Lines);
        (!lines.is_empty()).then_some(Ink { at, scale: 1.0, lines, width, covers, color, blend })
    };
    // On paper a highlighter takes light away; on a dark page it adds some, and bright words stay bright.
    let marker = if light { (Rgba::hex(0xFF_E0_4A), Blend::Multiply) } else { (Rgba::hex(0x6E_58_00), Blend::Screen) };
    let pen = if light { Rgba::hex(0xD8_1E_3A) } else { Rgba::hex(0xFF_5C_6E) };
    [ink(Nib::Highlighter, HIGHLIGHTER, marker), ink(Nib::Pen, PEN, (pen, Blend::Over))].into_iter().flatten().collect()
}

/// The curve through `points`: a centripetal Catmull-Rom spline, which makes no loops of its own.
fn smooth(points: &[Spot], size: Size) -> Arc<[Point]> {
    let place = |spot: &Spot| {
        let (x, y) = spot.fractions();
        Point::new(x as f32 * size.width, y as f32 * size.height)
    };
    let points: Vec<Point> = points.iter().map(place).collect();
    let Some((first, last)) = points.first().zip(points.last()) else { return Arc::new([]) };
    let mut curve = Vec::with_capacity(points.len() * 4);
    curve.push(*first);
    for (n, pair) in points.windows(2).enumerate() {
        let &[from, to] = pair else { continue };
        // Beyond the ends it goes on as it came.
        let before = n.checked_sub(1).and_then(|n| points.get(n)).copied().unwrap_or(mirrored(to, *first));
        let after = points.get(n + 2).copied().unwrap_or(mirrored(from, *last));
        let count = (apart(from, to) / PIECE).ceil().clamp(1.0, MOST_PIECES);
        let mut part = 1.0;
        while part < count {
            curve.push(between([before, from, to, after], part / count));
            part += 1.0;
        }
        curve.push(to);
    }
    curve.into()
}

fn apart(a: Point, b: Point) -> f32 {
    (b.x - a.x).hypot(b.y - a.y)
}

fn mirrored(point: Point, at: Point) -> Point {
    Point::new(2.0 * at.x - point.x, 2.0 * at.y - point.y)
}

/// The point of the curve through four points, `part` of the way from the second to the third.
fn between([a, b, c, d]: [Point; 4], part: f32) -> Point {
    let knot = |from: Point, to: Point| apart(from, to).sqrt().max(1e-3);
    let (first, second, third) = (knot(a, b), knot(b, c), knot(c, d));
    // The slopes at b and c, by Barry and Goldman's pyramid, for a way of 1 between them.
    let slope = |[a, b, c]: [f32; 3], before: f32, after: f32, way: f32| {
        way * ((b - a) / before - (c - a) / (before + after) + (c - b) / after)
    };
    let axis = |[a, b, c, d]: [f32; 4]| {
        let (from, to) = (slope([a, b, c], first, second, second), slope([b, c, d], second, third, second));
        let (square, cube) = (part * part, part * part * part);
        b * (2.0 * cube - 3.0 * square + 1.0)
            + from * (cube - 2.0 * square + part)
            + c * (3.0 * square - 2.0 * cube)
            + to * (cube - square)
    };
    Point::new(axis([a.x, b.x, c.x, d.x]), axis([a.y, b.y, c.y, d.y]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size::new(1280.0, 720.0);

    fn curve(points: &[(f64, f64)]) -> Vec<Point> {
        let spots: Vec<Spot> = points.iter().filter_map(|&(x, y)| Spot::at(x / 1280.0, y / 720.0)).collect();
        smooth(&spots, SIZE).to_vec()
    }

    #[test]
    fn a_curve_goes_through_every_point_and_turns_softly() {
        let drawn = [(100.0, 100.0), (160.0, 40.0), (220.0, 100.0), (280.0, 160.0), (400.0, 160.0)];
        let curve = curve(&drawn);
        for (x, y) in drawn {
            let near = curve.iter().any(|at| apart(*at, Point::new(x as f32, y as f32)) < 0.1);
            assert!(near, "{x} {y}");
        }
        let sharpest = curve.windows(3).map(|three| {
            let [a, b, c] = [three[0], three[1], three[2]];
            let (from, to) = ((b.y - a.y).atan2(b.x - a.x), (c.y - b.y).atan2(c.x - b.x));
            let turn = (to - from).abs();
            turn.min(std::f32::consts::TAU - turn)
        });
        assert!(sharpest.fold(0.0, f32::max) < 0.7, "{curve:?}");
        assert!(curve.windows(2).all(|two| apart(two[0], two[1]) < 2.0 * PIECE));
    }

    #[test]
    fn straight_stays_straight_and_a_dot_a_dot() {
        assert!(curve(&[(0.0, 36.0), (90.0, 36.0), (640.0, 36.0)]).iter().all(|at| (at.y - 36.0).abs() < 0.01));
        assert_eq!(curve(&[(64.0, 36.0)]).len(), 1);
        assert!(curve(&[]).is_empty());
        assert!(curve(&[(64.0, 36.0), (64.0, 36.0), (64.0, 36.0)]).iter().all(|at| at.x.is_finite()));
    }

    #[test]
    fn words_are_read_under_a_highlighter_on_paper_and_in_the_dark() {
        let mut drawings = crate::show::Drawings::default();
        let at = crate::show::Position::default();
        for nib in [Nib::Pen, Nib::Highlighter] {
            drawings.put(at, nib, &[Spot::default()]);
        }
        for theme in [crate::theme::paper(), crate::theme::ink()] {
            let inks = inks(drawings.on(at), (SIZE, theme.background));
            let [marker, pen] = inks.as_slice() else { panic!("{inks:?}") };
            let met = |under: u8, over: u8| match marker.blend {
                Blend::Multiply => (u32::from(under) * u32::from(over) / 255) as u8,
                Blend::Screen => 255 - (u32::from(255 - under) * u32::from(255 - over) / 255) as u8,
                Blend::Over => over,
            };
            let color = marker.color;
            let under = |c: Rgba| Rgba { r: met(c.r, color.r), g: met(c.g, color.g), b: met(c.b, color.b), a: 255 };
            let contrast = under(theme.ink).contrast(under(theme.background));
            assert!(contrast > 4.5, "{contrast}");
            assert!(pen.color.contrast(theme.background) > 4.0, "{}", pen.color.contrast(theme.background));
            assert_eq!(pen.blend, Blend::Over);
        }
    }
}

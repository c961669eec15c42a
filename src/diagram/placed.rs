//! Where the things and the lines of a graph stand: what the layout library calls back with in, places out, turned and
//! moved closer as they are wanted. Draws nothing.

use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::Point;
use layout::core::style::StyleAttr;

use super::canvas::At;
use super::graph::Direction;

/// What stays of a gap between things when they are moved closer: room for an arrow.
const LEAST_GAP: f32 = 32.0;

/// A line as the library gives it: its points with their control points, and whether it runs against its edge.
pub(super) type Route = (Vec<(At, At)>, bool);

/// The coordinates of a place.
fn across(at: &mut At) -> &mut f32 {
    &mut at.0
}

fn along(at: &mut At) -> &mut f32 {
    &mut at.1
}

/// Where everything stands.
pub(super) struct Placed {
    pub(super) nodes: Vec<Option<At>>,
    pub(super) labels: Vec<Option<At>>,
    pub(super) lines: Vec<Option<Route>>,
}

impl Placed {
    /// Takes out what is more than needed of the stretches that are empty from one side of the drawing to the other;
    /// `sizes` are those of the things, `labels` those of the words of lines, nothing where there are none.
    pub(super) fn close_up(&mut self, sizes: &[At], labels: &[At]) {
        for axis in [across as fn(&mut At) -> &mut f32, along] {
            let taken = |(place, size): (&Option<At>, &At)| {
                let (mut place, mut size) = ((*place)?, *size);
                let (middle, half) = (*axis(&mut place), *axis(&mut size) / 2.0);
                Some((middle - half, middle + half))
            };
            let nodes = self.nodes.iter().zip(sizes).filter_map(taken);
            let mut taken: Vec<(f32, f32)> = nodes.chain(self.labels.iter().zip(labels).filter_map(taken)).collect();
            taken.sort_by(|a, b| a.0.total_cmp(&b.0));
            // Where a gap ends, and how much all beyond it moves for it.
            let mut gaps: Vec<(f32, f32)> = Vec::new();
            let mut end = f32::INFINITY;
            for (from, to) in taken {
                if from - end > LEAST_GAP {
                    gaps.push((end, from - end - LEAST_GAP));
                }
                end = if end.is_finite() { end.max(to) } else { to };
            }
            let moved = |x: f32| {
                let by = |(from, by): &(f32, f32)| by * ((x - from) / (by + LEAST_GAP)).clamp(0.0, 1.0);
                x - gaps.iter().map(by).sum::<f32>()
            };
            let points = self.lines.iter_mut().flatten().flat_map(|(points, _)| points.iter_mut());
            let points = points.flat_map(|(a, b)| [a, b]);
            for at in self.nodes.iter_mut().chain(&mut self.labels).flatten().chain(points) {
                let place = axis(at);
                *place = moved(*place);
            }
        }
    }

    /// Turns what runs down or right so that it runs `direction`.
    pub(super) fn turn(&mut self, direction: Direction) {
        let (fx, fy) = match direction {
            Direction::Down | Direction::Right => return,
            Direction::Up => (1.0, -1.0),
            Direction::Left => (-1.0, 1.0),
        };
        let turn = |at: &mut At| *at = (at.0 * fx, at.1 * fy);
        self.nodes.iter_mut().chain(&mut self.labels).flatten().for_each(turn);
        for (points, _) in self.lines.iter_mut().flatten() {
            for (a, b) in points {
                turn(a);
                turn(b);
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "places of a drawing need no more")]
fn at(point: Point) -> At {
    (point.x as f32, point.y as f32)
}

fn index(properties: Option<&String>) -> Option<usize> {
    properties?.parse().ok()
}

/// The library draws on this; it keeps the places and draws nothing.
impl RenderBackend for Placed {
    fn draw_rect(&mut self, xy: Point, size: Point, _: &StyleAttr, properties: Option<String>, _: Option<ClipHandle>) {
        let middle = at(xy.add(size.scale(0.5)));
        if let Some(place) = index(properties.as_ref()).and_then(|n| self.nodes.get_mut(n)) {
            *place = Some(middle);
        }
    }

    fn draw_line(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_circle(&mut self, xy: Point, _: Point, _: &StyleAttr, properties: Option<String>) {
        if let Some(place) = index(properties.as_ref()).and_then(|n| self.nodes.get_mut(n)) {
            *place = Some(at(xy));
        }
    }

    fn draw_text(&mut self, xy: Point, text: &str, _: &StyleAttr) {
        let n = text.split(':').next().and_then(|n| n.parse::<usize>().ok());
        if let Some(place) = n.and_then(|n| self.labels.get_mut(n)) {
            *place = Some(at(xy));
        }
    }

    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        _: bool,
        head: (bool, bool),
        _: &StyleAttr,
        properties: Option<String>,
        _: &str,
    ) {
        let points = path.iter().map(|&(a, b)| (at(a), at(b))).collect();
        if let Some(line) = index(properties.as_ref()).and_then(|n| self.lines.get_mut(n)) {
            *line = Some((points, head.0));
        }
    }

    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}

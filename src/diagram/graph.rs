//! Graphs: things and the lines between them in, a drawing out. Ranks and places come from the layout library, which gives
//! up on some graphs; whoever calls must guard it.

use std::collections::BTreeMap;

use layout::core::base::Orientation;
use layout::core::color::Color;
use layout::core::geometry::Point;
use layout::core::style::{LineStyleKind, StyleAttr};
use layout::std_shapes::shapes::{Arrow, Element, LineEndKind, ShapeKind};
use layout::topo::layout::VisualGraph;

use super::Air;
use super::canvas::{Anchor, At, Canvas, Head, LABEL, LINE, Look, Words, extent, role, width, wrapped};
use super::placed::Placed;

/// The widest label of a thing, and of a line.
const LABEL_WIDTH: f32 = 260.0;
const ASIDE_WIDTH: f32 = 200.0;
/// Titles of more groups than this that stand in each other may meet.
const MOST_DEPTH: usize = 4;
/// Space between a group's border and what is in it.
const GROUP_PAD: f32 = 18.0;

/// What a thing looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Box,
    Round,
    Stadium,
    Ellipse,
    Circle,
    Double,
    Diamond,
    Hexagon,
    Slanted,
    Cylinder,
    Plain,
    /// Where states begin, and where they end.
    Start,
    End,
    /// Parts under each other: name, fields, methods.
    Parts,
}

/// A thing.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) label: String,
    pub(super) shape: Shape,
    /// What stands under the label, part by part.
    pub(super) parts: Vec<Vec<String>>,
    /// The group that it is in.
    pub(super) group: Option<usize>,
    pub(super) dash: bool,
}

/// A line between two things.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: String,
    /// What stands at its two ends.
    pub(super) ends: (String, String),
    pub(super) heads: (Head, Head),
    pub(super) dash: bool,
    pub(super) thick: bool,
}

impl Edge {
    /// An arrow without words.
    pub(super) fn arrow(from: usize, to: usize) -> Self {
        let heads = (Head::None, Head::Arrow);
        Self { from, to, label: String::new(), ends: Default::default(), heads, dash: false, thick: false }
    }
}

/// Where the arrows lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Direction {
    #[default]
    Down,
    Up,
    Right,
    Left,
}

impl Direction {
    /// Down for right, and the other way round.
    pub(super) fn turned(self) -> Self {
        match self {
            Self::Down => Self::Right,
            Self::Up => Self::Left,
            Self::Right => Self::Down,
            Self::Left => Self::Up,
        }
    }
}

/// A graph.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    pub(super) direction: Direction,
    pub(super) air: Air,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// Titles of groups, each with the group around it.
    pub(super) groups: Vec<(String, Option<usize>)>,
    pub(super) names: BTreeMap<String, usize>,
}

impl Graph {
    /// The node called `name`, made now with that name as its label if there is none.
    pub(super) fn node(&mut self, name: &str, group: Option<usize>) -> usize {
        if let Some(&known) = self.names.get(name) {
            if let Some(node) = self.nodes.get_mut(known) {
                node.group = node.group.or(group);
            }
            return known;
        }
        let label = name.to_owned();
        self.nodes.push(Node { label, shape: Shape::Box, parts: Vec::new(), group, dash: false });
        self.names.insert(name.to_owned(), self.nodes.len() - 1);
        self.nodes.len() - 1
    }

    /// Draws it; `None` if it cannot be drawn so that it is understood.
    pub(super) fn draw(&self, canvas: &mut Canvas) -> Option<()> {
        let sizes: Vec<At> = self.nodes.iter().map(size).collect();
        let mut placed = self.arranged(&sizes);
        placed.turn(self.direction);
        // Where lines have words at their ends, the gaps are needed.
        let needed = self.edges.iter().any(|edge| !edge.ends.0.is_empty() || !edge.ends.1.is_empty());
        if self.air == Air::Close && !needed {
            let label = |edge: &Edge| {
                let (w, h) = extent(&wrapped(&edge.label, ASIDE_WIDTH));
                if edge.label.is_empty() { (0.0, 0.0) } else { (w + 12.0, h + 4.0) }
            };
            let pad = GROUP_PAD * if self.groups.iter().any(|(_, around)| around.is_some()) { 3.0 } else { 1.0 };
            // What is in a group takes the room of its border and title with it.
            let taken = |(node, &(w, h)): (&Node, &At)| match node.group {
                Some(_) => (w + 2.0 * pad, h + 2.0 * (pad + LINE)),
                None => (w, h),
            };
            let sizes: Vec<At> = self.nodes.iter().zip(&sizes).map(taken).collect();
            placed.close_up(&sizes, &self.edges.iter().map(label).collect::<Vec<At>>());
        }
        self.draw_groups(canvas, &placed, &sizes)?;
        for (n, edge) in self.edges.iter().enumerate() {
            placed.draw_edge(canvas, (n, edge), self, &sizes)?;
        }
        for ((node, at), size) in self.nodes.iter().zip(&placed.nodes).zip(&sizes) {
            draw_node(canvas, node, (*at)?, *size);
        }
        for (n, edge) in self.edges.iter().enumerate() {
            placed.draw_words(canvas, n, edge);
        }
        Some(())
    }

    /// Places for everything, found by the library.
    fn arranged(&self, sizes: &[At]) -> Placed {
        let across = matches!(self.direction, Direction::Left | Direction::Right);
        let orientation = if across { Orientation::LeftToRight } else { Orientation::TopToBottom };
        let look = StyleAttr::new(Color::fast("black"), 1, None, 0, CELL);
        let mut graph = VisualGraph::new(orientation);
        let mut handles = Vec::with_capacity(self.nodes.len());
        for (n, (node, &(w, h))) in self.nodes.iter().zip(sizes).enumerate() {
            let shape = match node.shape {
                Shape::Ellipse | Shape::Circle | Shape::Double | Shape::Diamond | Shape::Start | Shape::End => {
                    ShapeKind::new_circle("")
                }
                _ => ShapeKind::new_box(""),
            };
            let size = Point::new(f64::from(w), f64::from(h));
            let element = Element::create_with_properties(shape, look.clone(), orientation, size, n.to_string());
            handles.push(graph.add_node(element));
        }
        let mut seen = std::collections::BTreeSet::new();
        for (n, edge) in self.edges.iter().enumerate() {
            let (Some(&from), Some(&to)) = (handles.get(edge.from), handles.get(edge.to)) else { continue };
            let pair = (edge.from.min(edge.to), edge.from.max(edge.to));
            // A second line between the same two goes its own way, as one with words does.
            let again = !seen.insert(pair);
            let text = if edge.label.is_empty() && edge.ends.0.is_empty() && edge.ends.1.is_empty() && !again {
                String::new()
            } else {
                place_holder(n, edge, across)
            };
            let (start, end) = (LineEndKind::None, LineEndKind::Arrow);
            let style = LineStyleKind::Normal;
            let arrow = Arrow::with_properties(start, end, style, &text, &look, n.to_string(), &None, &None);
            graph.add_edge(arrow, from, to);
        }
        let mut placed = Placed {
            nodes: vec![None; self.nodes.len()],
            labels: vec![None; self.edges.len()],
            lines: vec![None; self.edges.len()],
        };
        graph.do_it(false, false, false, &mut placed);
        placed
    }

    /// How many groups stand in each other in `group`, of `most` at most.
    fn depth(&self, group: usize, most: usize) -> f32 {
        let inner = || self.groups.iter().enumerate().filter(|(_, (_, around))| *around == Some(group));
        if most == 0 { 0.0 } else { inner().map(|(n, _)| 1.0 + self.depth(n, most - 1)).fold(0.0, f32::max) }
    }

    /// The borders of groups; `None` if one of them would hold what is not in it.
    fn draw_groups(&self, canvas: &mut Canvas, placed: &Placed, sizes: &[At]) -> Option<()> {
        let inside = |node: &Node, group: usize| {
            let mut at = node.group;
            for _ in 0..=self.groups.len() {
                match at {
                    Some(one) if one == group => return true,
                    Some(one) => at = self.groups.get(one).and_then(|(_, around)| *around),
                    None => break,
                }
            }
            false
        };
        for (group, (title, _)) in self.groups.iter().enumerate() {
            // A group of groups has a wider border.
            let depth = self.groups.iter().filter(|(_, around)| *around == Some(group)).count().min(2) as f32;
            let pad = GROUP_PAD * (1.0 + depth);
            let mut bounds: Option<[f32; 4]> = None;
            let boxes = || self.nodes.iter().zip(&placed.nodes).zip(sizes);
            for ((_, at), (w, h)) in boxes().filter(|((node, _), _)| inside(node, group)) {
                let (x, y) = (*at)?;
                let [a, b, c, d] = bounds.unwrap_or([x, y, x, y]);
                bounds = Some([a.min(x - w / 2.0), b.min(y - h / 2.0), c.max(x + w / 2.0), d.max(y + h / 2.0)]);
            }
            let Some([left, top, right, bottom]) = bounds else { continue };
            // Its title stands above those of the groups in it.
            let head = if title.is_empty() { 0.0 } else { LINE * (1.0 + self.depth(group, MOST_DEPTH)) };
            let wide = (right - left + 2.0 * pad).max(width(title, LABEL, 600) + 2.0 * GROUP_PAD);
            let (x, y) = (f32::midpoint(left, right) - wide / 2.0, top - pad - head);
            let high = bottom + pad - y;
            for ((_, at), (w, h)) in boxes().filter(|((node, _), _)| !inside(node, group)) {
                let (cx, cy) = (*at)?;
                let apart =
                    cx + w / 2.0 <= x || cx - w / 2.0 >= x + wide || cy + h / 2.0 <= y || cy - h / 2.0 >= y + high;
                if !apart {
                    return None;
                }
            }
            let look = Look { fill: role::NONE, stroke: role::MUTED, width: 1.4, dash: true };
            canvas.rect((x, y), (wide, high), 14.0, look);
            let words = Words { weight: 600, anchor: Anchor::Start, ..Words::ASIDE };
            canvas.words((x + 14.0, y + 18.0), std::slice::from_ref(title), words);
        }
        Some(())
    }
}

/// The library takes letters for squares of this side; what holds the place of a label is as many as it needs.
const CELL: usize = 13;

/// What holds the place of the label of edge `n`: as wide and high as it, in the library's eyes.
fn place_holder(n: usize, edge: &Edge, across: bool) -> String {
    let lines = wrapped(&edge.label, ASIDE_WIDTH);
    let (wide, high) = extent(&lines);
    // What stands at the ends needs room beside the label.
    let ends = [&edge.ends.0, &edge.ends.1].iter().filter(|end| !end.is_empty()).count();
    let more = if across { (LINE * 2.4 * ends as f32, 0.0) } else { (0.0, LINE * 1.4 * ends as f32) };
    let (wide, high) = (wide + more.0, high + more.1);
    let cells = (wide / CELL as f32).ceil() as usize;
    let name = format!("{n}:");
    let row = format!("{name:.<cells$}");
    vec![row; ((high / CELL as f32).ceil() as usize).max(1)].join("\n")
}

fn size(node: &Node) -> At {
    let lines = wrapped(&node.label, LABEL_WIDTH);
    let (w, h) = extent(&lines);
    match node.shape {
        Shape::Box | Shape::Round => (w + 44.0, h + 26.0),
        Shape::Stadium | Shape::Hexagon | Shape::Slanted => (w + 64.0, h + 26.0),
        Shape::Cylinder => (w + 44.0, h + 48.0),
        Shape::Ellipse => (w * 1.2 + 40.0, h * 1.2 + 26.0),
        Shape::Circle => {
            let side = w.hypot(h) + 24.0;
            (side, side)
        }
        Shape::Double => {
            let side = w.hypot(h) + 34.0;
            (side, side)
        }
        Shape::Diamond => (w * 1.35 + h * 1.3 + 26.0, h * 1.6 + w * 0.22 + 24.0),
        Shape::Plain => (w + 12.0, h + 8.0),
        Shape::Start | Shape::End => (26.0, 26.0),
        Shape::Parts => {
            let rows: usize = node.parts.iter().map(Vec::len).sum();
            let wide = node.parts.iter().flatten().map(|row| width(row, LABEL, 400)).fold(w * 1.06, f32::max);
            (wide + 44.0, h + 20.0 + rows as f32 * LINE + shown_parts(node).count() as f32 * 16.0)
        }
    }
}

fn draw_node(canvas: &mut Canvas, node: &Node, (x, y): At, (w, h): At) {
    let (left, top, right, bottom) = (x - w / 2.0, y - h / 2.0, x + w / 2.0, y + h / 2.0);
    let look = Look { dash: node.dash, ..Look::THING };
    let lines = wrapped(&node.label, LABEL_WIDTH);
    match node.shape {
        Shape::Box => canvas.rect((left, top), (w, h), 6.0, look),
        Shape::Round => canvas.rect((left, top), (w, h), 16.0, look),
        Shape::Stadium => canvas.rect((left, top), (w, h), h / 2.0, look),
        Shape::Ellipse | Shape::Circle => canvas.ellipse((x, y), (w / 2.0, h / 2.0), look),
        Shape::Double => {
            canvas.ellipse((x, y), (w / 2.0, h / 2.0), look);
            canvas.ellipse((x, y), (w / 2.0 - 5.0, h / 2.0 - 5.0), look);
        }
        Shape::Diamond => canvas.polygon(&[(x, top), (right, y), (x, bottom), (left, y)], look),
        Shape::Hexagon => {
            let cut = (h / 2.0).min(22.0);
            let points = [
                (left + cut, top),
                (right - cut, top),
                (right, y),
                (right - cut, bottom),
                (left + cut, bottom),
                (left, y),
            ];
            canvas.polygon(&points, look);
        }
        Shape::Slanted => {
            let points = [(left + 18.0, top), (right, top), (right - 18.0, bottom), (left, bottom)];
            canvas.polygon(&points, look);
        }
        Shape::Cylinder => {
            let (lid, rx) = (9.0, w / 2.0);
            let data = format!(
                "M{left:.1} {:.1}A{rx:.1} {lid} 0 0 1 {right:.1} {:.1}V{:.1}A{rx:.1} {lid} 0 0 1 {left:.1} {:.1}Z\
                 M{left:.1} {:.1}A{rx:.1} {lid} 0 0 0 {right:.1} {:.1}",
                top + lid,
                top + lid,
                bottom - lid,
                bottom - lid,
                top + lid,
                top + lid
            );
            canvas.reach((left, top));
            canvas.reach((right, bottom));
            canvas.path(&data, look);
            return canvas.words((x, y + lid / 2.0 + 2.0), &lines, Words::LABEL);
        }
        Shape::Plain => {}
        Shape::Start => {
            let solid = Look { fill: role::INK, stroke: role::INK, ..look };
            return canvas.ellipse((x, y), (10.0, 10.0), solid);
        }
        Shape::End => {
            canvas.ellipse((x, y), (12.0, 12.0), Look { fill: role::GROUND, stroke: role::INK, ..look });
            return canvas.ellipse((x, y), (6.5, 6.5), Look { fill: role::INK, stroke: role::INK, ..look });
        }
        Shape::Parts => return draw_parts(canvas, node, &lines, [left, top, w, h]),
    }
    canvas.words((x, y), &lines, Words::LABEL);
}

/// The parts of a node that hold something.
fn shown_parts(node: &Node) -> impl Iterator<Item = &Vec<String>> {
    node.parts.iter().filter(|part| !part.is_empty())
}

/// A name with parts under it, each below a line.
fn draw_parts(canvas: &mut Canvas, node: &Node, lines: &[String], [left, top, w, h]: [f32; 4]) {
    canvas.rect((left, top), (w, h), 6.0, Look::THING);
    let head = LINE * lines.len() as f32 + 20.0;
    canvas.words((left + w / 2.0, top + head / 2.0), lines, Words { weight: 700, ..Words::LABEL });
    let mut y = top + head;
    for part in shown_parts(node) {
        let rule = Look { stroke: role::MUTED, width: 1.2, ..Look::LINE };
        canvas.line((left, y), (left + w, y), (Head::None, Head::None), rule);
        y += 8.0;
        for row in part {
            let words = Words { anchor: Anchor::Start, ..Words::LABEL };
            canvas.words((left + 22.0, y + LINE / 2.0), std::slice::from_ref(row), words);
            y += LINE;
        }
        y += 8.0;
    }
}

impl Placed {
    fn draw_edge(&self, canvas: &mut Canvas, (n, edge): (usize, &Edge), graph: &Graph, sizes: &[At]) -> Option<()> {
        let (points, against) = self.lines.get(n)?.as_ref()?;
        let (first, rest) = points.split_first()?;
        let (mut start, mut out) = *first;
        let mut pieces = Vec::with_capacity(rest.len());
        for &(control, point) in rest {
            pieces.push([out, control, point]);
            // The curve goes on in the direction in which it comes.
            out = (2.0 * point.0 - control.0, 2.0 * point.1 - control.1);
        }
        let (from, to) = if *against { (edge.to, edge.from) } else { (edge.from, edge.to) };
        start = self.on_border(graph, sizes, from, start);
        if let Some(piece) = pieces.last_mut() {
            piece[2] = self.on_border(graph, sizes, to, piece[2]);
        }
        let heads = if *against { (edge.heads.1, edge.heads.0) } else { edge.heads };
        let look = Look { width: if edge.thick { 3.6 } else { 2.0 }, dash: edge.dash, ..Look::LINE };
        canvas.curve(start, &pieces, heads, look);
        let ends = if *against { (&edge.ends.1, &edge.ends.0) } else { (&edge.ends.0, &edge.ends.1) };
        let near = |at: At, toward: At| {
            let (dx, dy) = (toward.0 - at.0, toward.1 - at.1);
            let length = dx.hypot(dy).max(1.0);
            // Beside an upright line, above a level one.
            let (right, up) = if dx.abs() > dy.abs() { (0.0, 14.0) } else { (20.0, 0.0) };
            (at.0 + dx / length * 38.0 + right, at.1 + dy / length * 38.0 - up)
        };
        let tip = pieces.last()?;
        canvas.words(near(start, pieces.first()?[0]), std::slice::from_ref(ends.0), Words::ASIDE);
        canvas.words(near(tip[2], tip[1]), std::slice::from_ref(ends.1), Words::ASIDE);
        Some(())
    }

    /// The place on the border of a diamond between its middle and `at`; others have it there already.
    fn on_border(&self, graph: &Graph, sizes: &[At], node: usize, at: At) -> At {
        let diamond = graph.nodes.get(node).is_some_and(|node| node.shape == Shape::Diamond);
        match (self.nodes.get(node).copied().flatten(), sizes.get(node)) {
            (Some((x, y)), Some((w, h))) if diamond => {
                let (dx, dy) = (at.0 - x, at.1 - y);
                let t = 1.0 / (dx.abs() / (w / 2.0) + dy.abs() / (h / 2.0)).max(0.01);
                (x + dx * t, y + dy * t)
            }
            _ => at,
        }
    }

    /// The words of an edge, on a ground that hides the line.
    fn draw_words(&self, canvas: &mut Canvas, n: usize, edge: &Edge) {
        let Some((x, y)) = self.labels.get(n).copied().flatten() else { return };
        let lines = wrapped(&edge.label, ASIDE_WIDTH);
        let wide = lines.iter().map(|line| width(line, Words::ASIDE.size, 400)).fold(0.0, f32::max) + 12.0;
        let high = lines.len() as f32 * LINE * Words::ASIDE.size / LABEL + 2.0;
        if edge.label.is_empty() {
            return;
        }
        let ground = Look { fill: role::GROUND, stroke: role::NONE, width: 0.0, dash: false };
        canvas.rect((x - wide / 2.0, y - high / 2.0), (wide, high), 4.0, ground);
        canvas.words((x, y), &lines, Words::ASIDE);
    }
}

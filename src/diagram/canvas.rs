//! The sheet that a diagram is drawn on: boxes, lines, heads and words in, SVG out, with the room that all of it takes.
//! Colours are names until the drawing is coloured. Chooses no place.

use std::fmt::Write as _;
use std::sync::LazyLock;

use ttf_parser::Face;

use crate::fonts;

/// Size of labels in units of the drawing; no words in it are smaller.
pub(super) const LABEL: f32 = 20.0;
/// Distance from one line of a label to the next.
pub(super) const LINE: f32 = 26.0;
/// Space around the drawing.
const MARGIN: f32 = 6.0;

/// The colours of a diagram by role: each is a name that the theme gives a colour.
pub(super) mod role {
    /// Words, and what is as strong as they.
    pub(in super::super) const INK: &str = "@ink";
    /// Lines between things.
    pub(in super::super) const LINE: &str = "@line";
    /// The ground of things.
    pub(in super::super) const SOFT: &str = "@soft";
    /// The page.
    pub(in super::super) const GROUND: &str = "@ground";
    /// What stands out.
    pub(in super::super) const ACCENT: &str = "@accent";
    /// Words that stand back.
    pub(in super::super) const MUTED: &str = "@muted";
    /// Shades of what stands out and of words, each unlike its neighbours.
    pub(in super::super) const SHADE_1: &str = "@shade1";
    pub(in super::super) const SHADE_2: &str = "@shade2";
    pub(in super::super) const SHADE_3: &str = "@shade3";
    pub(in super::super) const SHADE_4: &str = "@shade4";
    pub(in super::super) const SHADE_5: &str = "@shade5";
    /// Nothing.
    pub(in super::super) const NONE: &str = "none";
}

static FACE: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| fonts::files().first().and_then(|bytes| Face::parse(bytes, 0).ok()));

/// The width of `text` set in the family of prose.
pub(super) fn width(text: &str, size: f32, weight: u16) -> f32 {
    let advance = |c: char| {
        let face = FACE.as_ref()?;
        let advance = face.glyph_hor_advance(face.glyph_index(c)?)?;
        Some(f32::from(advance) / f32::from(face.units_per_em().max(1)))
    };
    // A character of another family is taken to be square.
    let em: f32 = text.chars().map(|c| advance(c).unwrap_or(1.0)).sum();
    em * size * if weight > 500 { 1.06 } else { 1.01 }
}

/// `text` in lines of at most `most` units; a word that is longer stays whole.
pub(super) fn wrapped(text: &str, most: f32) -> Vec<String> {
    let mut out = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        for word in part.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if !line.is_empty() && width(&longer, LABEL, 400) > most {
                out.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        out.push(line);
    }
    out
}

/// The room that `lines` take.
pub(super) fn extent(lines: &[String]) -> (f32, f32) {
    let wide = lines.iter().map(|line| width(line, LABEL, 400)).fold(0.0, f32::max);
    (wide, LINE * lines.len().max(1) as f32)
}

/// Where words stand to their point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

/// How words look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) size: f32,
    pub(super) weight: u16,
    pub(super) color: &'static str,
    pub(super) anchor: Anchor,
}

impl Words {
    /// A label, centred.
    pub(super) const LABEL: Self = Self { size: LABEL, weight: 400, color: role::INK, anchor: Anchor::Middle };
    /// A label that says something about a line.
    pub(super) const ASIDE: Self = Self { size: LABEL, weight: 400, color: role::MUTED, anchor: Anchor::Middle };
}

/// How a shape is painted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) fill: &'static str,
    pub(super) stroke: &'static str,
    pub(super) width: f32,
    pub(super) dash: bool,
}

impl Look {
    /// A thing: soft, with a border.
    pub(super) const THING: Self = Self { fill: role::SOFT, stroke: role::MUTED, width: 1.6, dash: false };
    /// A line.
    pub(super) const LINE: Self = Self { fill: role::NONE, stroke: role::LINE, width: 2.0, dash: false };
}

/// A point.
pub(super) type At = (f32, f32);

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    None,
    Arrow,
    Open,
    Hollow,
    Diamond,
    HollowDiamond,
    Circle,
    Cross,
}

impl Head {
    /// How much shorter the line is for it.
    fn length(self) -> f32 {
        match self {
            Self::None | Self::Open | Self::Cross => 0.0,
            Self::Arrow => 11.0,
            Self::Hollow => 17.0,
            Self::Diamond | Self::HollowDiamond => 22.0,
            Self::Circle => 9.0,
        }
    }
}

/// A drawing in the making.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
    /// Left, top, right and bottom of all that was drawn.
    bounds: Option<[f32; 4]>,
}

impl Canvas {
    /// Makes room for `x`, `y`.
    pub(super) fn reach(&mut self, (x, y): At) {
        let [a, b, c, d] = self.bounds.unwrap_or([x, y, x, y]);
        self.bounds = Some([a.min(x), b.min(y), c.max(x), d.max(y)]);
    }

    /// A rectangle from its top left corner.
    pub(super) fn rect(&mut self, (x, y): At, (w, h): At, radius: f32, look: Look) {
        self.reach((x, y));
        self.reach((x + w, y + h));
        let _ = write!(
            self.body,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"{radius:.1}\" {}/>",
            paint(look)
        );
    }

    /// An ellipse around a point.
    pub(super) fn ellipse(&mut self, (x, y): At, (rx, ry): At, look: Look) {
        self.reach((x - rx, y - ry));
        self.reach((x + rx, y + ry));
        let _ =
            write!(self.body, "<ellipse cx=\"{x:.1}\" cy=\"{y:.1}\" rx=\"{rx:.1}\" ry=\"{ry:.1}\" {}/>", paint(look));
    }

    /// A polygon.
    pub(super) fn polygon(&mut self, points: &[At], look: Look) {
        let list: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        points.iter().for_each(|&point| self.reach(point));
        let _ = write!(self.body, "<polygon points=\"{}\" stroke-linejoin=\"round\" {}/>", list.join(" "), paint(look));
    }

    /// Path data of which every point was reached by the caller.
    pub(super) fn path(&mut self, data: &str, look: Look) {
        let _ = write!(self.body, "<path d=\"{data}\" stroke-linejoin=\"round\" {}/>", paint(look));
    }

    /// Lines of words around a point.
    pub(super) fn words(&mut self, (x, y): At, lines: &[String], words: Words) {
        let step = LINE * words.size / LABEL;
        let top = y - step * (lines.len() as f32 - 1.0) / 2.0;
        let anchor = match words.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
        };
        for (n, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
            let middle = top + step * n as f32;
            let wide = width(line, words.size, words.weight);
            let left = match words.anchor {
                Anchor::Start => x,
                Anchor::Middle => x - wide / 2.0,
            };
            self.reach((left, middle - words.size * 0.6));
            self.reach((left + wide, middle + words.size * 0.6));
            let baseline = middle + words.size * 0.36;
            let _ = write!(
                self.body,
                "<text x=\"{x:.1}\" y=\"{baseline:.1}\" text-anchor=\"{anchor}\" font-size=\"{}\" font-weight=\"{}\" \
                 fill=\"{}\">{}</text>",
                words.size,
                words.weight,
                words.color,
                escaped(line)
            );
        }
    }

    /// A curve through `points`: its first point, then for each piece two control points and its end.
    pub(super) fn curve(&mut self, first: At, pieces: &[[At; 3]], (start, end): (Head, Head), look: Look) {
        let mut pieces = pieces.to_vec();
        let mut first = first;
        let Some(&[toward, ..]) = pieces.first() else { return };
        let Some(&[_, back, last]) = pieces.last() else { return };
        let (out, into) = (direction(first, toward), direction(last, back));
        let (tail, tip) = (first, last);
        first = moved(first, out, start.length());
        if let Some(piece) = pieces.last_mut() {
            piece[2] = moved(last, into, end.length());
        }
        let mut data = format!("M{:.1} {:.1}", first.0, first.1);
        self.reach(first);
        for [a, b, c] in &pieces {
            let _ = write!(data, "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", a.0, a.1, b.0, b.1, c.0, c.1);
            // Control points lie further out than the curve, but not by much.
            [a, b, c].into_iter().for_each(|&point| self.reach(point));
        }
        self.path(&data, look);
        self.head(tail, out, start, look);
        self.head(tip, into, end, look);
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: At, to: At, heads: (Head, Head), look: Look) {
        let third = |t: f32| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        self.curve(from, &[[third(1.0 / 3.0), third(2.0 / 3.0), to]], heads, look);
    }

    /// The head at `tip` of a line that leaves it in the direction `away`.
    fn head(&mut self, tip: At, away: At, head: Head, look: Look) {
        let side = (-away.1, away.0);
        let at = |along: f32, across: f32| {
            (tip.0 + away.0 * along + side.0 * across, tip.1 + away.1 * along + side.1 * across)
        };
        let solid = Look { fill: look.stroke, stroke: look.stroke, width: 1.0, dash: false };
        let hollow = Look { fill: role::GROUND, stroke: look.stroke, width: 1.8, dash: false };
        let plain = Look { fill: role::NONE, dash: false, ..look };
        match head {
            Head::None => {}
            Head::Arrow => self.polygon(&[tip, at(13.0, 6.0), at(13.0, -6.0)], solid),
            Head::Hollow => self.polygon(&[tip, at(17.0, 9.5), at(17.0, -9.5)], hollow),
            Head::Diamond => self.polygon(&[tip, at(11.0, 7.0), at(22.0, 0.0), at(11.0, -7.0)], solid),
            Head::HollowDiamond => self.polygon(&[tip, at(11.0, 7.0), at(22.0, 0.0), at(11.0, -7.0)], hollow),
            Head::Circle => self.ellipse(at(5.0, 0.0), (5.0, 5.0), solid),
            Head::Open => {
                self.line(at(12.0, 7.0), tip, (Head::None, Head::None), plain);
                self.line(at(12.0, -7.0), tip, (Head::None, Head::None), plain);
            }
            Head::Cross => {
                self.line(at(2.0, 6.0), at(14.0, -6.0), (Head::None, Head::None), plain);
                self.line(at(2.0, -6.0), at(14.0, 6.0), (Head::None, Head::None), plain);
            }
        }
    }

    /// Puts all of `other` on top.
    pub(super) fn take(&mut self, other: Self) {
        if let Some([left, top, right, bottom]) = other.bounds {
            self.reach((left, top));
            self.reach((right, bottom));
        }
        self.body.push_str(&other.body);
    }

    /// The finished drawing: its SVG without colours, and its size.
    pub(super) fn finish(self) -> (String, At) {
        let [left, top, right, bottom] = self.bounds.unwrap_or_default();
        let (x, y) = (left - MARGIN, top - MARGIN);
        let (w, h) = (right - left + 2.0 * MARGIN, bottom - top + 2.0 * MARGIN);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w:.1}\" height=\"{h:.1}\" \
             viewBox=\"{x:.1} {y:.1} {w:.1} {h:.1}\" font-family=\"{}\">{}</svg>",
            fonts::SANS,
            self.body
        );
        (svg, (w, h))
    }
}

/// The direction from `from` to `to`, one unit long.
fn direction(from: At, to: At) -> At {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 0.01 { (0.0, -1.0) } else { (dx / length, dy / length) }
}

fn moved(from: At, along: At, by: f32) -> At {
    (from.0 + along.0 * by, from.1 + along.1 * by)
}

fn paint(look: Look) -> String {
    let dash = if look.dash { " stroke-dasharray=\"7 6\"" } else { "" };
    format!("fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{dash}", look.fill, look.stroke, look.width)
}

/// `text` as it stands in an SVG file; the sign that names colours is not itself.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '@' => out.push_str("&#64;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

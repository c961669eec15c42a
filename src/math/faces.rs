//! The faces that formulas are drawn with: a face's name and a character in, an outline out. Never looks at the system.

use std::fmt::Write as _;
use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

use crate::fonts;

/// Units of a drawing in an em.
pub(super) const EM: f64 = 1000.0;

macro_rules! faces {
    ($($name:literal = $file:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../fonts/katex-", $file, ".ttf")))),+]
    };
}

/// The faces by the names that the typesetter calls them.
static FILES: &[(&str, &[u8])] = faces![
    "AMS-Regular" = "ams-regular",
    "Caligraphic-Regular" = "caligraphic-regular",
    "Fraktur-Bold" = "fraktur-bold",
    "Fraktur-Regular" = "fraktur-regular",
    "Main-Bold" = "main-bold",
    "Main-BoldItalic" = "main-bolditalic",
    "Main-Italic" = "main-italic",
    "Main-Regular" = "main-regular",
    "Math-BoldItalic" = "math-bolditalic",
    "Math-Italic" = "math-italic",
    "SansSerif-Bold" = "sansserif-bold",
    "SansSerif-Italic" = "sansserif-italic",
    "SansSerif-Regular" = "sansserif-regular",
    "Script-Regular" = "script-regular",
    "Size1-Regular" = "size1-regular",
    "Size2-Regular" = "size2-regular",
    "Size3-Regular" = "size3-regular",
    "Size4-Regular" = "size4-regular",
    "Typewriter-Regular" = "typewriter-regular",
];

/// All faces: first those of formulas, then those of text, which lend what the others lack.
static FACES: LazyLock<Vec<(&str, Face<'static>)>> = LazyLock::new(|| {
    let own = FILES.iter().map(|&(name, bytes)| (name, bytes));
    let lent = fonts::files().iter().map(|&bytes| ("", bytes));
    own.chain(lent).filter_map(|(name, bytes)| Some((name, Face::parse(bytes, 0).ok()?))).collect()
});

/// A glyph of a face.
pub(super) struct Glyph {
    face: &'static Face<'static>,
    id: GlyphId,
}

/// The glyph of `c` in the face called `name`, or in the first face of text that has one with an outline.
pub(super) fn glyph(name: &str, c: char) -> Option<Glyph> {
    let own = FACES.iter().find(|(face, _)| *face == name && !face.is_empty());
    own.and_then(|(_, face)| in_face(face, c)).or_else(|| lent(c))
}

/// The glyph of `c` that the faces of text lend.
pub(super) fn lent(c: char) -> Option<Glyph> {
    FACES.iter().filter(|(name, _)| name.is_empty()).find_map(|(_, face)| in_face(face, c))
}

/// Whether a face of formulas has `c`.
pub(super) fn has_own(c: char) -> bool {
    FACES.iter().any(|(name, face)| !name.is_empty() && face.glyph_index(c).is_some())
}

fn in_face(face: &'static Face<'static>, c: char) -> Option<Glyph> {
    let glyph = Glyph { face, id: face.glyph_index(c)? };
    (c.is_whitespace() || glyph.face.glyph_bounding_box(glyph.id).is_some()).then_some(glyph)
}

impl Glyph {
    /// Its advance, and how far it reaches above and below the baseline, in em.
    pub(super) fn metrics(&self) -> (f64, f64, f64) {
        let em = f64::from(self.face.units_per_em().max(1));
        let advance = f64::from(self.face.glyph_hor_advance(self.id).unwrap_or(0));
        let (top, bottom) = match self.face.glyph_bounding_box(self.id) {
            Some(bounds) => (f64::from(bounds.y_max), f64::from(-bounds.y_min)),
            None => (0.0, 0.0),
        };
        (advance / em, (top / em).max(0.0), (bottom / em).max(0.0))
    }

    /// Adds its outline to the path data `out`: at `x`, `y` in units of the drawing, `scale` of an em large.
    pub(super) fn outline(&self, (x, y): (f64, f64), scale: f64, out: &mut String) {
        let scale = scale * EM / f64::from(self.face.units_per_em().max(1));
        self.face.outline_glyph(self.id, &mut Pen { out, x, y, scale });
    }
}

/// Writes an outline as path data; outlines have y upwards, drawings downwards.
struct Pen<'a> {
    out: &'a mut String,
    x: f64,
    y: f64,
    scale: f64,
}

impl Pen<'_> {
    fn put(&mut self, command: char, points: &[(f32, f32)]) {
        self.out.push(command);
        for &(x, y) in points {
            let (x, y) = (self.x + f64::from(x) * self.scale, self.y - f64::from(y) * self.scale);
            let _ = write!(self.out, "{x:.1} {y:.1} ");
        }
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.put('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.put('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.out.push('Z');
    }
}

//! Lines drawn by hand, as painters take them: points in slide units, a width, a colour, and how it meets what is under
//! it. However often a line crosses itself or others of its ink, no place is covered twice. Never smooths anything: that
//! is done before.

use std::sync::Arc;

use crate::color::Rgba;
use crate::geom::Point;

/// How a colour meets what is under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blend {
    /// It covers it, as everything else does.
    Over,
    /// It takes light away, as a highlighter does on paper: black stays black.
    Multiply,
    /// It adds light: white stays white.
    Screen,
}

/// What an ink covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Covers {
    /// Its lines.
    #[default]
    Lines,
    /// All of the layer's clip but its lines: dusk around a light.
    Rest,
}

/// Lines of one ink; a line of a single point is a dot.
#[derive(Clone, Debug, PartialEq)]
pub struct Ink {
    /// Where the points are counted from.
    pub at: Point,
    /// Slide units per unit of the points and of the width.
    pub scale: f32,
    /// The lines, each with round ends and corners.
    pub lines: Vec<Arc<[Point]>>,
    /// How thick they are.
    pub width: f32,
    /// What is covered.
    pub covers: Covers,
    /// Its colour.
    pub color: Rgba,
    /// How the colour meets what is under it.
    pub blend: Blend,
}

impl Ink {
    /// The same, scaled and then moved.
    #[must_use]
    pub fn transformed(&self, scale: f32, by: Point) -> Self {
        let at = Point::new(self.at.x * scale + by.x, self.at.y * scale + by.y);
        Self { at, scale: self.scale * scale, ..self.clone() }
    }
}

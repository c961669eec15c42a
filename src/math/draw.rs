//! A typeset formula as parts of a drawing: the typesetter's list of glyphs, rules and paths in, SVG out, all of it paths.
//! What it cannot draw it names; it must never leave a glyph out in silence.

use std::fmt::Write as _;

use ratex_font::FontId;
use ratex_types::color::Color;
use ratex_types::display_item::{DisplayItem, DisplayList};
use ratex_types::path_command::PathCommand;

use super::faces::{self, EM};

/// The colour of what the author gave no colour: shown as the colour of the text around.
pub(super) const UNCOLOURED: Color = Color { r: 1.0 / 255.0, g: 2.0 / 255.0, b: 3.0 / 255.0, a: 1.0 };
/// How thick a path is that is not filled, in em.
const STROKE: f64 = 0.04;

/// A part of a drawing.
#[derive(Debug)]
pub(super) struct Part {
    /// Where it begins, in em from the formula's left edge.
    pub(super) x: f64,
    /// Its SVG.
    pub(super) svg: String,
}

/// The parts of `list`, or the character that no face has.
pub(super) fn parts(list: &DisplayList) -> Result<Vec<Part>, char> {
    list.items.iter().map(part).collect()
}

fn part(item: &DisplayItem) -> Result<Part, char> {
    let mut svg = String::new();
    let x = match item {
        DisplayItem::GlyphPath { x, y, scale, font, char_code, color } => {
            let shown = char::from_u32(*char_code).unwrap_or(char::REPLACEMENT_CHARACTER);
            let c = FontId::parse(font).map_or(shown, |id| ratex_font::katex_ttf_glyph_char(id, *char_code));
            let glyph = faces::glyph(font, c).ok_or(shown)?;
            svg.push_str("<path d=\"");
            glyph.outline((x * EM, y * EM), *scale, &mut svg);
            let _ = write!(svg, "\" {}/>", paint("fill", color));
            *x
        }
        DisplayItem::Line { x, y, width, thickness, color, dashed } => {
            let thick = thickness.max(0.02) * EM;
            let (left, middle, wide) = (x * EM, y * EM, width * EM);
            if *dashed {
                let dash = thick * 3.0;
                let _ = write!(
                    svg,
                    "<path d=\"M{left:.1} {middle:.1}h{wide:.1}\" fill=\"none\" stroke-width=\"{thick:.1}\" \
                     stroke-dasharray=\"{dash:.1}\" {}/>",
                    paint("stroke", color)
                );
            } else {
                box_(&mut svg, (left, middle - thick / 2.0, wide, thick), color);
            }
            *x
        }
        DisplayItem::Rect { x, y, width, height, color } => {
            box_(&mut svg, (x * EM, y * EM, width * EM, height * EM), color);
            *x
        }
        DisplayItem::Path { x, y, commands, fill: true, color } => {
            // The pieces of a delimiter lie over each other: each is filled for itself, or they would cut holes.
            for (n, command) in commands.iter().enumerate() {
                if n == 0 || matches!(command, PathCommand::MoveTo { .. }) {
                    let rest = commands.get(n + 1..).unwrap_or(&[]);
                    let end = rest.iter().position(|c| matches!(c, PathCommand::MoveTo { .. })).unwrap_or(rest.len());
                    svg.push_str("<path d=\"");
                    path(&mut svg, (*x, *y), std::iter::once(command).chain(rest.iter().take(end)));
                    let _ = write!(svg, "\" {}/>", paint("fill", color));
                }
            }
            *x
        }
        DisplayItem::Path { x, y, commands, fill: false, color } => {
            svg.push_str("<path d=\"");
            path(&mut svg, (*x, *y), commands.iter());
            let width = STROKE * EM;
            let _ = write!(svg, "\" fill=\"none\" stroke-width=\"{width}\" stroke-linecap=\"round\" ");
            let _ = write!(svg, "stroke-linejoin=\"round\" {}/>", paint("stroke", color));
            *x
        }
    };
    Ok(Part { x, svg })
}

fn box_(svg: &mut String, (x, y, width, height): (f64, f64, f64, f64), color: &Color) {
    let (width, height) = (width.max(0.0), height.max(0.0));
    let _ = write!(svg, "<path d=\"M{x:.1} {y:.1}h{width:.1}v{height:.1}h-{width:.1}Z\" {}/>", paint("fill", color));
}

fn path<'a>(svg: &mut String, (x0, y0): (f64, f64), commands: impl Iterator<Item = &'a PathCommand>) {
    let mut put = |command: char, points: &[(f64, f64)]| {
        svg.push(command);
        for (x, y) in points {
            let _ = write!(svg, "{:.1} {:.1} ", (x0 + x) * EM, (y0 + y) * EM);
        }
    };
    for command in commands {
        match *command {
            PathCommand::MoveTo { x, y } => put('M', &[(x, y)]),
            PathCommand::LineTo { x, y } => put('L', &[(x, y)]),
            PathCommand::QuadTo { x1, y1, x, y } => put('Q', &[(x1, y1), (x, y)]),
            PathCommand::CubicTo { x1, y1, x2, y2, x, y } => put('C', &[(x1, y1), (x2, y2), (x, y)]),
            PathCommand::Close => put('Z', &[]),
        }
    }
}

/// The attribute that gives `what` its colour.
fn paint(what: &str, color: &Color) -> String {
    let byte = |value: f32| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    let Color { r, g, b, a } = *color;
    if (r, g, b) == (UNCOLOURED.r, UNCOLOURED.g, UNCOLOURED.b) {
        return format!("{what}=\"currentColor\"");
    }
    let opacity = if byte(a) == 255 { String::new() } else { format!(" {what}-opacity=\"{a:.3}\"") };
    format!("{what}=\"#{:02x}{:02x}{:02x}\"{opacity}", byte(r), byte(g), byte(b))
}

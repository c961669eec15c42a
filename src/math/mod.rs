//! Formulas: LaTeX in, a drawing of paths out, with its size in em and its baseline. A formula is set once and drawn in
//! any colour. What cannot be set is an error in words; no source panics, hangs or eats memory.

mod draw;
mod faces;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use ratex_layout::{FallbackGlyphMetrics, LayoutBox, LayoutOptions};
use ratex_types::math_style::MathStyle;

use crate::color::Rgba;
use crate::guard;
use draw::Part;
use faces::EM;

/// The longest source of a formula, in bytes.
pub const MAX_SOURCE_BYTES: usize = 10_000;
/// The most glyphs, rules and paths that a formula may have.
pub const MAX_PARTS: usize = 8_000;
/// The widest and the highest formula, in em.
pub const MAX_SIDE: f64 = 400.0;
/// The drawing reaches this far beyond the formula's box on every side, in em: letters lean out of their boxes.
pub const BLEED: f32 = 0.15;
/// Gaps of these widths, in em, stand beside relations and operators.
const GAPS: std::ops::RangeInclusive<f64> = 0.2..=0.3;
/// How many formulas are remembered.
const REMEMBERED: usize = 2_000;

/// Where a formula stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// In a line of text.
    Line,
    /// On lines of its own: large operators, limits above and below.
    Display,
}

/// Why a formula cannot be set; the words go to the deck's author.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct MathError {
    /// What is wrong, without a full stop.
    pub message: String,
    /// The line of the source that it concerns, from 0, and that line.
    pub line: u32,
    /// That line of the source.
    pub quote: String,
    /// What to do about it.
    pub hint: &'static str,
}

/// A formula that was set. All sizes are in em of the formula.
#[derive(Debug)]
pub struct Formula {
    /// From its left to its right edge.
    pub width: f32,
    /// From its baseline to its top.
    pub height: f32,
    /// From its baseline to its bottom.
    pub depth: f32,
    parts: Vec<Part>,
    /// Where it may be broken: after a relation or an operator that stands in no bracket.
    cuts: Vec<f64>,
}

/// What was set before.
static KNOWN: LazyLock<Mutex<HashMap<(Form, String), Known>>> = LazyLock::new(Mutex::default);

type Known = Result<Arc<Formula>, MathError>;

/// The formula that `source` stands for.
///
/// # Errors
/// If it is not LaTeX that can be set, or a limit is passed.
pub fn set(source: &str, form: Form) -> Known {
    let key = (form, source.to_owned());
    if let Some(known) = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return known.clone();
    }
    let gave_up = || Err(error("the formula cannot be set", source, None));
    let answer = guard::deep(|| fresh(source, form)).unwrap_or_else(gave_up).map(Arc::new);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(key, answer.clone());
    answer
}

fn fresh(source: &str, form: Form) -> Result<Formula, MathError> {
    if source.len() > MAX_SOURCE_BYTES {
        let message = format!("the formula has {} bytes; it may have {MAX_SOURCE_BYTES}", source.len());
        return Err(error(&message, source, None));
    }
    let nodes = ratex_parser::parse(source).map_err(|wrong| {
        let at = wrong.loc.map(|loc| loc.start);
        error(&wrong.message, source, at)
    })?;
    let style = if form == Form::Display { MathStyle::Display } else { MathStyle::Text };
    let options = LayoutOptions { style, color: draw::UNCOLOURED, ..LayoutOptions::default() };
    let root = ratex_layout::layout_with_fallback_metrics(&nodes, &options, Arc::new(lent_metrics(source)));
    ratex_layout::validate_layout(&root).map_err(|message| error(&message, source, None))?;
    let list = ratex_layout::to_display_list(&root);
    if list.items.len() > MAX_PARTS {
        let message = format!("the formula has {} parts; it may have {MAX_PARTS}", list.items.len());
        return Err(error(&message, source, None));
    }
    let fits = |side: f64| (-MAX_SIDE..=MAX_SIDE).contains(&side);
    if ![list.width, list.height, list.depth].into_iter().all(fits) {
        return Err(error(&format!("the formula is larger than {MAX_SIDE} em"), source, None));
    }
    let parts = draw::parts(&list).map_err(|c| error(&format!("no embedded font has the character {c:?}"), source, None))?;
    if !parts.iter().any(|part| !part.svg.is_empty()) {
        return Err(error("the formula is empty", source, None));
    }
    Ok(Formula {
        width: list.width.max(0.0) as f32,
        height: list.height as f32,
        depth: list.depth as f32,
        parts,
        cuts: cuts(&root),
    })
}

/// Metrics of the characters of `source` that only the faces of text have.
fn lent_metrics(source: &str) -> HashMap<char, FallbackGlyphMetrics> {
    let foreign = source.chars().filter(|&c| !c.is_ascii() && !c.is_whitespace() && !faces::has_own(c));
    foreign
        .filter_map(|c| {
            let (width, height, depth) = faces::lent(c)?.metrics();
            Some((c, FallbackGlyphMetrics { width, height, depth }))
        })
        .collect()
}

/// Where the outermost row may be broken: in the gaps after relations and operators.
fn cuts(root: &LayoutBox) -> Vec<f64> {
    use ratex_layout::layout_box::BoxContent;
    let BoxContent::HBox(boxes) = &root.content else { return Vec::new() };
    let mut out = Vec::new();
    // Between two such gaps stands the one relation or operator that they belong to.
    let (mut x, mut opened) = (0.0, None);
    for (n, one) in boxes.iter().enumerate() {
        if matches!(one.content, BoxContent::Kern) && GAPS.contains(&one.width) {
            if opened.is_some_and(|at| at + 2 == n) {
                out.push(x + one.width / 2.0);
                opened = None;
            } else {
                opened = Some(n);
            }
        }
        x += one.width;
    }
    out
}

/// The error `message` about the place `at` of `source`.
fn error(message: &str, source: &str, at: Option<usize>) -> MathError {
    let at = at.unwrap_or(0).min(source.len());
    let before = source.as_bytes().get(..at).unwrap_or_default();
    let line = before.iter().filter(|&&byte| byte == b'\n').count();
    let quote: String = source.lines().nth(line).unwrap_or("").chars().take(120).collect();
    let hint = if message.contains("ndefined control sequence") {
        "packages and their commands are not loaded; write it with those of LaTeX and amsmath"
    } else {
        "check the LaTeX: brackets, environments and arguments must be complete"
    };
    let message = crate::text::clean_line(message.trim().trim_end_matches('.'));
    MathError { message, line: u32::try_from(line).unwrap_or(u32::MAX), quote, hint }
}

impl Formula {
    /// Its height from bottom to top.
    #[must_use]
    pub fn total(&self) -> f32 {
        (self.height + self.depth).max(0.01)
    }

    /// The drawing in `color`, an SVG file. It is larger than the formula's box by [`BLEED`] on every side.
    #[must_use]
    pub fn svg(&self, color: Rgba) -> String {
        let bleed = f64::from(BLEED) * EM;
        let (width, height) = (f64::from(self.width) * EM, f64::from(self.total()) * EM);
        let mut out = String::with_capacity(200 + self.parts.iter().map(|part| part.svg.len()).sum::<usize>());
        let (wide, high) = (width + 2.0 * bleed, height + 2.0 * bleed);
        let Rgba { r, g, b, a } = color;
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.1}\" height=\"{high:.1}\" \
             viewBox=\"-{bleed:.1} -{bleed:.1} {wide:.1} {high:.1}\" color=\"#{r:02x}{g:02x}{b:02x}\" \
             opacity=\"{:.3}\">",
            f32::from(a) / 255.0
        );
        for part in &self.parts {
            out.push_str(&part.svg);
        }
        out.push_str("</svg>");
        out
    }
}

#[cfg(test)]
mod tests;

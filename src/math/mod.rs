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
/// Indent of the lines of a broken formula after the first, and the space between its lines, in em.
const INDENT: f64 = 2.0;
const LINE_GAP: f64 = 0.45;
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
    let parts =
        draw::parts(&list).map_err(|c| error(&format!("no embedded font has the character {c:?}"), source, None))?;
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
                out.push(x + one.width);
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

    /// The formula on several lines, none wider than `width` if it can be helped: all but the first are indented. `None` if
    /// there is no place to break it.
    #[must_use]
    pub fn broken(&self, width: f32) -> Option<Self> {
        let (whole, most) = (f64::from(self.width), f64::from(width).max(1.0));
        let mut starts = self.starts(most);
        if starts.len() < 2 {
            return None;
        }
        // No line more than needed, and then all of them about as long.
        let (mut low, mut high) = (whole / starts.len() as f64, most);
        for _ in 0..12 {
            let middle = f64::midpoint(low, high);
            let tried = self.starts(middle);
            if tried.len() > starts.len() {
                low = middle;
            } else {
                (high, starts) = (middle, tried);
            }
        }
        let line = f64::from(self.total()) + LINE_GAP;
        let mut out = Self { parts: Vec::new(), cuts: Vec::new(), ..*self };
        let mut wide: f64 = 0.0;
        for (n, &start) in starts.iter().enumerate() {
            let end = starts.get(n + 1).copied();
            let indent = if n > 0 { INDENT } else { 0.0 };
            out.parts.push(self.moved((start, end), (indent - start, line * n as f64)));
            wide = wide.max(end.unwrap_or(whole) - start + indent);
        }
        out.width = wide as f32;
        out.depth = (f64::from(self.depth) + line * (starts.len() - 1) as f64) as f32;
        Some(out)
    }

    /// Where its lines begin if none may be wider than `most`, each as long as it can be.
    fn starts(&self, most: f64) -> Vec<f64> {
        let mut starts = vec![0.0];
        let mut last = None;
        for cut in self.cuts.iter().copied().chain([f64::from(self.width)]) {
            let start = starts.last().copied().unwrap_or(0.0);
            let indent = if starts.len() > 1 { INDENT } else { 0.0 };
            if cut - start + indent > most
                && let Some(at) = last.take()
            {
                starts.push(at);
            }
            last = Some(cut);
        }
        starts
    }

    /// What of it begins between `from` and `to` (its end, if `None`), moved by `by`.
    fn moved(&self, (from, to): (f64, Option<f64>), by: (f64, f64)) -> Part {
        let mut svg = format!("<g transform=\"translate({:.1} {:.1})\">", by.0 * EM, by.1 * EM);
        // What leans out of the formula to the left or right belongs to its first or last part.
        let inside = |part: &&Part| (part.x >= from || from <= 0.0) && to.is_none_or(|to| part.x < to);
        self.parts.iter().filter(inside).for_each(|part| svg.push_str(&part.svg));
        svg.push_str("</g>");
        Part { x: 0.0, svg }
    }

    /// Its parts between the places where it may be broken: side by side they are the formula.
    #[must_use]
    pub fn pieces(&self) -> Vec<Self> {
        let whole = f64::from(self.width);
        let mut from = 0.0;
        let mut out = Vec::with_capacity(self.cuts.len() + 1);
        let inner = self.cuts.iter().copied().filter(|&cut| cut < whole - 0.01);
        for to in inner.map(Some).chain([None]) {
            let width = (to.unwrap_or(whole) - from) as f32;
            out.push(Self { width, parts: vec![self.moved((from, to), (-from, 0.0))], cuts: Vec::new(), ..*self });
            from = to.unwrap_or(whole);
        }
        out
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

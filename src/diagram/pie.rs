//! Pie charts of mermaid: labelled numbers in, a ring with its legend out. Slices keep the author's order and differ in
//! strength, so that they are told apart without colours too.

use std::f32::consts::TAU;

use super::canvas::{Anchor, Canvas, Look, Words, role};
use super::{Fault, label};

/// Outer and inner radius of the ring.
const OUTER: f32 = 170.0;
const INNER: f32 = 88.0;
/// Distance from one row of the legend to the next.
const ROW: f32 = 36.0;
/// The most slices.
const MAX_SLICES: usize = 12;
/// How strong the slices are, one after the other.
const SHADES: &[&str] = &[role::SHADE_1, role::ACCENT, role::SHADE_3, role::SHADE_2, role::SHADE_5, role::SHADE_4];

/// Draws the chart of `lines` after a header that says `header`.
pub(super) fn draw<'a>(
    header: &'a str,
    lines: impl Iterator<Item = (usize, &'a str)>,
    canvas: &mut Canvas,
) -> Result<(), Fault> {
    let (mut title, mut slices): (String, Vec<(String, f32)>) = (String::new(), Vec::new());
    let mut data = false;
    let all = std::iter::once((0, header.trim())).chain(lines);
    for (line, text) in all.filter(|(_, text)| !text.is_empty()) {
        let text = text.strip_prefix("showData").map_or(text, |rest| {
            data = true;
            rest.trim()
        });
        let fault = |message: &str| Fault { line, message: message.to_owned() };
        if text.is_empty() || text.starts_with("accTitle") || text.starts_with("accDescr") {
            continue;
        }
        if let Some(rest) = text.strip_prefix("title ") {
            title = label(rest);
            continue;
        }
        let (name, value) = text.rsplit_once(':').ok_or_else(|| fault("a slice is written \"name\" : number"))?;
        let value: f32 = value.trim().parse().map_err(|_| fault("the size of a slice is a number"))?;
        if !(value.is_finite() && value > 0.0) {
            return Err(fault("the size of a slice is a number above 0"));
        }
        slices.push((label(name), value));
    }
    if slices.is_empty() || slices.len() > MAX_SLICES {
        return Err(Fault::at_end(&format!("a pie has one slice to {MAX_SLICES}")));
    }
    let sum: f32 = slices.iter().map(|(_, value)| value).sum();
    let mut from = 0.0;
    let top = -ROW * (slices.len() as f32 - 1.0) / 2.0;
    for (n, (name, value)) in slices.iter().enumerate() {
        let share = value / sum;
        let shade = SHADES.get(n % SHADES.len()).copied().unwrap_or(role::ACCENT);
        let look = Look { fill: shade, stroke: role::GROUND, width: 3.0, dash: false };
        slice(canvas, (from, from + share), look);
        from += share;
        let (x, y) = (OUTER + 54.0, top + ROW * n as f32);
        canvas.rect((x, y - 8.0), (16.0, 16.0), 4.0, Look { stroke: role::NONE, width: 0.0, ..look });
        let left = Words { anchor: Anchor::Start, ..Words::LABEL };
        canvas.words((x + 30.0, y), std::slice::from_ref(name), left);
        let percent = format!("{:.0} %", share * 100.0);
        let told = if data { format!("{percent}  ({value})") } else { percent };
        let wide = slices.iter().map(|(name, _)| super::canvas::width(name, 20.0, 400)).fold(0.0, f32::max);
        canvas.words((x + 54.0 + wide, y), &[told], Words { color: role::MUTED, ..left });
    }
    if !title.is_empty() {
        let words = Words { size: 24.0, weight: 700, anchor: Anchor::Start, ..Words::LABEL };
        canvas.words((-OUTER, -OUTER.max(-top + ROW) - 36.0), &[title], words);
    }
    Ok(())
}

/// The part of the ring between two fractions of it, from the top, clockwise.
fn slice(canvas: &mut Canvas, (from, to): (f32, f32), look: Look) {
    let at = |fraction: f32, radius: f32| {
        let angle = (fraction - 0.25) * TAU;
        (radius * angle.cos(), radius * angle.sin())
    };
    canvas.reach((-OUTER, -OUTER));
    canvas.reach((OUTER, OUTER));
    if to - from > 0.999 {
        canvas.ellipse((0.0, 0.0), (OUTER, OUTER), look);
        return canvas.ellipse((0.0, 0.0), (INNER, INNER), Look { fill: role::GROUND, ..look });
    }
    let large = u8::from(to - from > 0.5);
    let ((ax, ay), (bx, by)) = (at(from, OUTER), at(to, OUTER));
    let ((cx, cy), (dx, dy)) = (at(to, INNER), at(from, INNER));
    let data = format!(
        "M{ax:.2} {ay:.2}A{OUTER} {OUTER} 0 {large} 1 {bx:.2} {by:.2}L{cx:.2} {cy:.2}A{INNER} {INNER} 0 {large} 0 \
         {dx:.2} {dy:.2}Z"
    );
    canvas.path(&data, look);
}

//! What stands behind, through and under words: styles of runs in, colours of letters and fills of a page out. Neither
//! painter draws decorations, so all of them are fills, and what is raised or lowered is a text of its own. Never moves a
//! glyph within its text.

use std::sync::Arc;

use super::sheet::{Drawn, Sheet};
use crate::color::Rgba;
use crate::fonts::{self, FontCx};
use crate::geom::{Point, Rect, Size};
use crate::markdown::{Run, Script, Style};
use crate::math::{BLEED, Formula};
use crate::scene::{Fill, Line, Link, Span, TextBlock, TextStyle};
use crate::theme::Theme;

/// Size of small words, in em of the text around them.
pub(super) const SMALL: f32 = 0.82;
/// Size of the words on a key.
pub(super) const KEY: f32 = 0.8;
/// Size of raised and lowered words of which the face has no forms.
pub(super) const SCRIPT: f32 = 0.68;
/// How far they are raised, or lowered, in em of the text around them.
const RAISE: f32 = 0.36;
const LOWER: f32 = 0.16;
/// Words of more characters are not lifted: they might not fit in one line.
const LONGEST_LIFTED: usize = 24;

/// Holds the place of a formula or a picture: a letter to whoever breaks lines, and nothing to the eye.
pub(super) const HOLD: char = '\u{2800}';
/// Advance of that letter in em.
const HOLD_ADVANCE: f32 = 0.7324;
/// What ascenders rise above the baseline more than descenders fall below it, in em of the text.
const RISE: f32 = 0.72;
/// Space above and below a drawing that is taller than its line, in em of the text.
const CLEAR: f32 = 0.1;

/// What stands in a line without being letters.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    Formula(Arc<Formula>),
    /// A picture by its path or address, and whether there is one to show.
    Picture(Arc<str>, bool),
}

/// A formula or a picture that stands in a line.
#[derive(Clone, Debug)]
pub(super) struct Inset {
    pub(super) shown: Shown,
    /// Width and height in em of its own.
    pub(super) size: Size,
    /// How much of the height is below the line.
    pub(super) depth: f32,
    /// What it says to whoever cannot see it.
    pub(super) source: Arc<str>,
    pub(super) color: Rgba,
    /// Its em where there is room, and as it is shown.
    pub(super) full: f32,
    pub(super) em: f32,
}

impl Inset {
    pub(super) fn width(&self) -> f32 {
        self.size.width * self.em
    }

    /// Draws it with its left edge at `left`, on the baseline at `baseline`.
    fn put(&self, sheet: &mut Sheet<'_>, (left, baseline): (f32, f32), placed: &Placed<'_>) {
        let (size, top) = (self.size, baseline - (self.size.height - self.depth) * self.em);
        let rect = Rect::new(left, top, self.width(), size.height * self.em);
        match &self.shown {
            Shown::Formula(formula) => {
                let rect = rect.inset(-BLEED * self.em).transformed(placed.scale, placed.at);
                sheet.draw(Drawn::Svg(formula.svg(self.color)), rect);
            }
            Shown::Picture(url, true) => {
                sheet.draw(Drawn::Picture(Arc::clone(url)), rect.transformed(placed.scale, placed.at));
            }
            // A picture that cannot be shown keeps its place.
            Shown::Picture(_, false) => placed.fill(sheet, rect, (4.0, sheet.theme.rule)),
        }
    }

    /// How its place is held in text of `style`.
    pub(super) fn held(&self, style: TextStyle) -> TextStyle {
        let (above, below) = ((self.size.height - self.depth) * self.em, self.depth * self.em);
        let (rise, clear) = (RISE * style.size, 2.0 * CLEAR * style.size);
        let line = (2.0 * above - rise).max(2.0 * below + rise) + clear;
        let tracking = self.width() / style.size.max(1.0) - HOLD_ADVANCE;
        TextStyle { family: fonts::SYMBOLS, weight: 400, italic: false, tracking, line, ..style }
    }
}

/// What stands behind or under a stretch of glyphs, or instead of them.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    style: Style,
    link: Option<Arc<str>>,
    /// The words of the link.
    words: Arc<str>,
    /// The formula or picture that is shown where the glyphs hold its place.
    pub(super) inset: Option<Inset>,
    /// The colour of its words.
    color: Rgba,
    /// The word, if it is seen above or below the line only.
    lifted: Option<Span>,
}

impl Mark {
    /// The same with the word `lifted` seen above or below the line.
    pub(super) fn lifting(self, lifted: Option<Span>) -> Self {
        Self { lifted, ..self }
    }

    /// What `run`, whose words are set in `color`, asks for.
    pub(super) fn new(run: &Run, color: Rgba) -> Self {
        let words = run.link.as_ref().map_or_else(|| Arc::from(""), |_| Arc::from(run.text.as_str()));
        Self { style: run.style, link: run.link.clone(), words, inset: None, color, lifted: None }
    }

    /// A formula or a picture in the line, and where it leads.
    pub(super) fn inset(inset: Inset, link: Option<Arc<str>>) -> Self {
        let words = Arc::clone(&inset.source);
        Self { style: Style::default(), link, words, color: inset.color, inset: Some(inset), lifted: None }
    }

    /// The lifted word, shaped.
    pub(super) fn shape(&self, cx: &mut FontCx, line: f32) -> Option<Arc<TextBlock>> {
        let span = self.lifted.as_ref()?;
        Some(Arc::new(TextBlock::new(cx, std::slice::from_ref(span), line, None)))
    }

    /// How far below the line it stands, in em.
    pub(super) fn drop(&self) -> f32 {
        match self.style.script {
            Script::Base => 0.0,
            Script::Super => -RAISE,
            Script::Sub => LOWER,
        }
    }
}

/// Whether anything is drawn for `run` but its words.
pub(super) fn has_mark(run: &Run) -> bool {
    let Style { code, struck, marked, inserted, key, .. } = run.style;
    run.link.is_some() || code || struck || marked || inserted || key
}

/// The colour of the words of `run`, which would be `plain`.
pub(super) fn color(run: &Run, plain: Rgba, theme: &Theme) -> Rgba {
    // On the highlighter's ground no colour but the plainest is sure to be read.
    if run.style.marked || run.style.key {
        ink_on(if run.style.marked { theme.tones.mark } else { theme.background }, theme)
    } else if run.link.is_some() {
        theme.accent
    } else if run.style.struck {
        theme.muted
    } else {
        plain
    }
}

/// What can be read on `ground`: ink, or what it stands on.
pub(super) fn ink_on(ground: Rgba, theme: &Theme) -> Rgba {
    if theme.ink.contrast(ground) >= theme.background.contrast(ground) { theme.ink } else { theme.background }
}

/// Whether Inter has raised and lowered forms of every character.
pub(super) fn has_forms(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || " ()[]=+−".contains(c))
}

/// Whether `word` may be shown above or below its line; what is drawn in its own colours cannot be hidden on the line.
pub(super) fn can_lift(word: &str) -> bool {
    let chars = word.chars().count();
    let emoji = |c: char| u32::from(c) >= 0x2300 && !c.is_alphanumeric();
    (1..=LONGEST_LIFTED).contains(&chars) && !word.chars().any(emoji)
}

/// A text in its place, with the marks of its words.
pub(super) struct Placed<'a> {
    pub(super) marks: &'a [Mark],
    /// Size of an em of the text.
    pub(super) size: f32,
    pub(super) at: Point,
    pub(super) scale: f32,
}

impl Placed<'_> {
    /// Draws what `line` asks for.
    pub(super) fn put(&self, sheet: &mut Sheet<'_>, line: &Line<'_>) {
        if self.marks.is_empty() {
            return;
        }
        let (size, theme) = (self.size, sheet.theme);
        let marked: Vec<(&Mark, f32, f32)> = line
            .marked()
            .into_iter()
            .filter_map(|(mark, left, right)| Some((self.marks.get(mark.checked_sub(1)?)?, left, right)))
            .collect();
        for (left, right, _) in joined(&marked, |mark| mark.style.marked) {
            let rect = band(line, (left - 0.1 * size, right + 0.1 * size), (0.93 * size, 0.29 * size));
            self.fill(sheet, rect, (4.0, theme.tones.mark));
        }
        for &(mark, left, right) in &marked {
            if mark.style.code && !mark.style.marked {
                let height = (1.32 * size).min(line.height);
                let rect = Rect::new(left, (line.baseline - 0.96 * size).max(line.top), right - left, height);
                let ground = code_ground(sheet, rect.transformed(self.scale, self.at));
                self.fill(sheet, rect, (6.0, ground));
            }
            if mark.style.key {
                let inset = 0.08 * size;
                let rect = band(line, (left + inset, right - inset), (0.9 * size, 0.28 * size));
                self.fill(sheet, rect, (6.0, theme.muted.over(theme.background, 0.6)));
                // Lighter within a hairline, which is thicker at the foot: the side of a key.
                let face = Rect::new(rect.x + 1.2, rect.y + 1.2, rect.width - 2.4, rect.height - 4.2);
                self.fill(sheet, face, (5.0, theme.background));
            }
        }
        let line_at = |(left, right): (f32, f32), y: f32| {
            Rect::new(left, line.baseline + y * size, right - left, (0.06 * size).max(1.2))
        };
        for (left, right, mark) in joined(&marked, |mark| mark.style.inserted && mark.link.is_none()) {
            self.fill(sheet, line_at((left, right), 0.14), (0.0, mark.color));
        }
        for (left, right, _) in joined(&marked, |mark| mark.link.is_some() && mark.inset.is_none()) {
            self.fill(sheet, line_at((left, right), 0.14), (0.0, theme.accent));
        }
        for (left, right, mark) in joined(&marked, |mark| mark.style.struck) {
            self.fill(sheet, line_at((left, right), -0.3), (0.0, mark.color));
        }
        for &(mark, left, right) in &marked {
            if let Some(inset) = &mark.inset {
                inset.put(sheet, (left, line.baseline), self);
            }
            if let Some(target) = &mark.link {
                let rect = Rect::new(left, line.top, right - left, line.height).transformed(self.scale, self.at);
                let (target, words, tag) = (Arc::clone(target), Arc::clone(&mark.words), sheet.tag);
                sheet.links.push(Link { rect, target, words, tag });
            }
        }
    }

    fn fill(&self, sheet: &mut Sheet<'_>, rect: Rect, (radius, color): (f32, Rgba)) {
        let rect = rect.transformed(self.scale, self.at);
        sheet.layer().fills.push(Fill { rect, radius: radius * self.scale, color });
    }
}

/// The ground of inline code at `rect`: on a card or a callout it is what stands out from that better.
fn code_ground(sheet: &Sheet<'_>, rect: Rect) -> Rgba {
    let (soft, background) = (sheet.theme.soft, sheet.theme.background);
    let fills = sheet.layers.iter().flat_map(|layer| &layer.fills);
    let under = fills.rev().find(|fill| fill.color.a == 255 && fill.rect.holds(rect, 1.0));
    match under.map(|fill| fill.color) {
        Some(under) if under.contrast(background) > under.contrast(soft) => background,
        _ => soft,
    }
}

/// From `above` the baseline to `below` it, but never out of the line.
fn band(line: &Line<'_>, (left, right): (f32, f32), (above, below): (f32, f32)) -> Rect {
    let top = (line.baseline - above).max(line.top);
    let bottom = (line.baseline + below).min(line.top + line.height);
    Rect::new(left, top, (right - left).max(0.0), (bottom - top).max(0.0))
}

/// The stretches of marks that `wanted` holds for, neighbours of one colour and one link joined.
fn joined<'a>(marked: &[(&'a Mark, f32, f32)], wanted: impl Fn(&Mark) -> bool) -> Vec<(f32, f32, &'a Mark)> {
    let mut out: Vec<(f32, f32, &Mark)> = Vec::new();
    for &(mark, left, right) in marked.iter().filter(|(mark, ..)| wanted(mark)) {
        match out.last_mut() {
            Some(last) if (left - last.1).abs() < 0.5 && last.2.link == mark.link && last.2.color == mark.color => {
                last.1 = right;
            }
            _ => out.push((left, right, mark)),
        }
    }
    out
}

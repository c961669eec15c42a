//! Drawings in the flow: a formula on lines of its own, or a diagram, into a drawing with the size that it would like to
//! have. Decides how large it is shown in the room that there is; never draws what cannot be read if there is another way.

use std::sync::Arc;

use super::frame::{self, Title};
use super::paginate::CONTEXT_HEIGHT;
use super::prose::{Look, Prose};
use super::sheet::{Drawn, Sheet};
use super::{Cx, Draft};
use crate::diag::{Diagnostic, Lines};
use crate::diagram::{self, Air, Palette, Turn, Way};
use crate::geom::{Point, Rect, Size};
use crate::markdown::{self, Block, BlockKind};
use crate::math::{self, BLEED, Form};
use crate::scene::{Element, TextRole};

/// An em of a formula, in em of the body's text.
const FORMULA_EM: f32 = 1.2;
/// A formula is broken at its relations before its em is smaller than this, of what it would like to have.
const BREAK_BELOW: f32 = 0.86;

/// The size of a diagram's labels where there is room, and the least that is not told to be too small.
const DIAGRAM_LABEL: f32 = 22.0;
const SMALLEST_LABEL: f32 = 20.0;
/// A diagram that is too large still says more than its source does, until its labels are smaller than this.
const SMALLEST_DRAWN: f32 = 15.0;
/// The ways to draw a diagram, until its labels are large enough.
const WAYS: [Way; 4] = [
    (Turn::AsWritten, Air::Much),
    (Turn::AsWritten, Air::Close),
    (Turn::Turned, Air::Much),
    (Turn::Turned, Air::Close),
];
/// How much larger a drawing is shown that has the page for itself.
const ALONE: f32 = 1.5;

/// So many drawings at most stand on a page without any text.
const MOST_ALONE: usize = 3;
/// Space between them.
const BETWEEN: f32 = 44.0;

/// A drawing that stands in the flow by itself.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    svg: String,
    /// The size that it would like to have.
    wish: Size,
    /// The SVG is larger by this on every side, at that size.
    bleed: f32,
    /// It is not shown smaller than this of its wish, if there is room for it.
    least: f32,
    centred: bool,
    /// Height of the words above it that it would like to share its page with.
    under: f32,
    said: Arc<str>,
    /// A formula or a figure.
    element: Element,
}

/// A page of formulas or diagrams and nothing else but its title, as large as they can be; `None` if `blocks` are
/// something else, or have no room.
pub(super) fn alone<'a>(cx: &mut Cx<'a>, blocks: &[Block], title: Option<(&Title, TextRole)>) -> Option<Draft<'a>> {
    if blocks.is_empty() || blocks.len() > MOST_ALONE {
        return None;
    }
    let column = frame::column(cx, title.map_or(0.0, |(title, _)| title.height));
    let told = cx.diagnostics.len();
    let mut drawings = Vec::with_capacity(blocks.len());
    for block in blocks {
        let drawing = match &block.kind {
            BlockKind::Math(source) => Drawing::formula(cx, source, column.width),
            BlockKind::Diagram(diagram) if diagram.title.is_empty() => {
                Drawing::diagram(cx, diagram, (block.lines, column.width))
            }
            _ => None,
        };
        let Some(drawing) = drawing else {
            // What is wrong is told where its source is shown.
            cx.diagnostics.truncate(told);
            return None;
        };
        drawings.push(drawing);
    }
    let gaps = BETWEEN * (drawings.len() - 1) as f32;
    let wide = drawings.iter().map(|one| one.wish.width).fold(1.0, f32::max);
    let high: f32 = drawings.iter().map(|one| one.wish.height).sum();
    let factor = (column.width / wide).min((column.height - gaps) / high.max(1.0)).min(ALONE);
    if drawings.iter().any(|one| factor < one.least) && drawings.len() > 1 {
        cx.diagnostics.truncate(told);
        return None;
    }
    let mut sheet = Sheet::new(cx.theme);
    if let Some((title, role)) = title {
        title.put(cx, &mut sheet, role);
    }
    // A little above the middle: it looks centred there.
    let mut y = column.y + (column.height - high * factor - gaps).max(0.0) * 0.42;
    let mut draft_lines = Lines::default();
    for (block, drawing) in blocks.iter().zip(drawings) {
        sheet.show(block.step);
        let size = Size::new(drawing.wish.width * factor, drawing.wish.height * factor);
        drawing.centred().put(cx, &mut sheet, (Point::new(column.x, y), column.width), size);
        y += size.height + BETWEEN;
        draft_lines = draft_lines.join(block.lines);
    }
    sheet.show_always();
    let mut draft = Draft::new(sheet, "");
    draft.lines = draft_lines;
    Some(draft)
}

impl Drawing {
    /// The formula `source` in a column of `room` units; `None` if it cannot be set.
    pub(super) fn formula(cx: &Cx<'_>, source: &str, room: f32) -> Option<Self> {
        let theme = cx.theme;
        let formula = math::set(source, Form::Display).ok()?;
        let em = theme.body.size * FORMULA_EM;
        let narrow = room / (em * BREAK_BELOW);
        let broken = if formula.width > narrow { formula.broken(narrow) } else { None };
        let formula = broken.as_ref().unwrap_or(&formula);
        Some(Self {
            svg: formula.svg(theme.ink),
            wish: Size::new(formula.width * em, formula.total() * em),
            bleed: BLEED * em,
            least: theme.smallest / em,
            centred: false,
            under: 0.0,
            said: source.trim().into(),
            element: Element::Formula,
        })
    }

    /// `diagram` in a column of `room` units; `None` if it cannot be drawn. That it is too small to be read is told.
    pub(super) fn diagram(cx: &mut Cx<'_>, diagram: &markdown::Diagram, (lines, room): (Lines, f32)) -> Option<Self> {
        let theme = cx.theme;
        let draw = |way| diagram::draw(&diagram.language, &diagram.source, way).ok();
        let most = DIAGRAM_LABEL / diagram::LABEL;
        let high = cx.room.page.height * 0.7;
        let fits = |drawn: &diagram::Diagram| most.min(room / drawn.width.max(1.0)).min(high / drawn.height.max(1.0));
        let mut drawn = draw(WAYS[0])?;
        for way in WAYS.into_iter().skip(1) {
            if fits(&drawn) * diagram::LABEL >= SMALLEST_LABEL {
                break;
            }
            // It is not turned for a little gain.
            let gain = if way.0 == Turn::Turned { 1.2 } else { 1.0 };
            if let Some(other) = draw(way).filter(|other| fits(other) > fits(&drawn) * gain) {
                drawn = other;
            }
        }
        let label = fits(&drawn) * diagram::LABEL;
        if label < SMALLEST_LABEL {
            let shown = if label < SMALLEST_DRAWN { ", so it is shown as code" } else { "" };
            let message = format!("the diagram is too large for its page: its labels are {label:.0} units high{shown}");
            let told = Diagnostic::warning(cx.file, message).at(lines.from, 0, "");
            cx.diagnostics.push(told.hint("let it lead the other way (LR, TD), shorten its labels, or part it"));
        }
        if label < SMALLEST_DRAWN {
            return None;
        }
        let palette = Palette {
            ink: theme.ink,
            muted: theme.muted,
            soft: theme.soft,
            ground: theme.background,
            accent: theme.accent,
        };
        Some(Self {
            svg: drawn.svg(&palette),
            wish: Size::new(drawn.width * most, drawn.height * most),
            bleed: 0.0,
            least: SMALLEST_LABEL / DIAGRAM_LABEL,
            centred: true,
            under: 0.0,
            said: diagram.source.trim().into(),
            element: Element::Figure,
        })
    }

    /// The same, in the middle of its column.
    pub(super) fn centred(self) -> Self {
        Self { centred: true, ..self }
    }

    /// Lets it share its page with words above it that are `height` high, if there is room.
    pub(super) fn under(&mut self, height: f32) {
        self.under = height;
    }

    /// Its size in the flow of a text set at `scale`, at most `room`.
    pub(super) fn size_in(&self, room: Size, scale: f32) -> Size {
        let fits = |height: f32| (room.width / self.wish.width.max(1.0)).min(height / self.wish.height.max(1.0));
        // Smaller under the words that lead to it, rather than without them, as long as it can be read.
        let beneath = fits(room.height + CONTEXT_HEIGHT - self.under);
        let fits = if self.under > CONTEXT_HEIGHT && beneath >= self.least { beneath } else { fits(room.height) };
        let factor = scale.max(self.least).min(fits).max(0.001);
        Size::new(self.wish.width * factor, self.wish.height * factor)
    }

    /// Puts it at `at` into a column of `room` units, `size` large.
    pub(super) fn put(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, (at, room): (Point, f32), size: Size) {
        let x = at.x + if self.centred { ((room - size.width) / 2.0).max(0.0) } else { 0.0 };
        let rect = Rect::new(x, at.y, size.width, size.height);
        let drawn = rect.inset(-self.bleed * size.width / self.wish.width.max(0.01));
        let nothing = Prose::plain("", Look::new(cx.theme.body, cx.theme.ink)).shape(cx.fonts, None);
        sheet.named((self.element.clone(), &self.said), |sheet| {
            sheet.draw(Drawn::Svg(self.svg.clone()), drawn);
            nothing.say(sheet, Point::new(x, at.y), (Arc::clone(&self.said), TextRole::Content));
        });
    }
}

//! Drawings in the flow: a formula on lines of its own into a drawing with the size that it would like to have. Decides how
//! large it is shown in the room that there is; never draws what cannot be read if there is another way.

use std::sync::Arc;

use super::Cx;
use super::prose::{Look, Prose};
use super::sheet::Sheet;
use crate::geom::{Point, Rect, Size};
use crate::math::{self, BLEED, Form};
use crate::scene::TextRole;

/// An em of a formula, in em of the body's text.
const FORMULA_EM: f32 = 1.2;
/// A formula is broken at its relations before its em is smaller than this, of what it would like to have.
const BREAK_BELOW: f32 = 0.86;

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
    said: Arc<str>,
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
            said: source.trim().into(),
        })
    }

    /// The same, in the middle of its column.
    pub(super) fn centred(self) -> Self {
        Self { centred: true, ..self }
    }

    /// Its size in the flow of a text set at `scale`, at most `room`.
    pub(super) fn size_in(&self, room: Size, scale: f32) -> Size {
        let fits = (room.width / self.wish.width.max(1.0)).min(room.height / self.wish.height.max(1.0));
        let factor = scale.max(self.least).min(fits).max(0.001);
        Size::new(self.wish.width * factor, self.wish.height * factor)
    }

    /// Puts it at `at` into a column of `room` units, `size` large.
    pub(super) fn put(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, (at, room): (Point, f32), size: Size) {
        let x = at.x + if self.centred { ((room - size.width) / 2.0).max(0.0) } else { 0.0 };
        let rect = Rect::new(x, at.y, size.width, size.height);
        sheet.draw(self.svg.clone(), rect.inset(-self.bleed * size.width / self.wish.width.max(0.01)));
        let nothing = Prose::plain("", Look::new(cx.theme.body, cx.theme.ink)).shape(cx.fonts, None);
        nothing.say(sheet, Point::new(x, at.y), (Arc::clone(&self.said), TextRole::Content));
    }
}

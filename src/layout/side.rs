//! Code beside text: a block of short lines and the words about it, when one under the other is too much for a page.
//! Blocks in, a page out, or `None`; the order of reading stays: what comes first stands left.

use super::flow::Flow;
use super::frame::Title;
use super::paginate;
use super::place::{self, Placing};
use super::sheet::Sheet;
use super::{Cx, Draft, frame};
use crate::geom::Rect;
use crate::markdown::{Block, BlockKind, Code};
use crate::scene::TextRole;

/// Space between the two.
const GAP: f32 = 48.0;
/// Advance of a letter of code, in em: the face has one width.
const ADVANCE: f32 = 0.6;
/// Space of the card around the code, left and right.
const CARD: f32 = 60.0;
/// Least width of the text, of the column's.
const LEAST_TEXT: f32 = 0.34;
/// A shorter block of code stands well above or below its text.
const LEAST_LINES: usize = 6;
/// The least that must be gained in size to part what belongs together.
const GAIN: f32 = 0.04;

/// One block of code in `blocks`, beside what stands before or after it; `None` if it is not so, does not fit, or fits one
/// under the other as well.
pub(super) fn code<'a>(cx: &mut Cx<'a>, blocks: &[Block], title: Option<(&Title, TextRole)>) -> Option<Draft<'a>> {
    if cx.room.page.aspect() < 1.2 {
        return None;
    }
    let is_code = |block: &Block| matches!(block.kind, BlockKind::Code(_));
    let (left, right) = match blocks {
        [code, text @ ..] if is_code(code) && !text.is_empty() && !text.iter().any(is_code) => blocks.split_at(1),
        [text @ .., code] if is_code(code) && !text.is_empty() && !text.iter().any(is_code) => {
            blocks.split_at(blocks.len() - 1)
        }
        _ => return None,
    };
    let column = frame::column(cx, title.map_or(0.0, |(title, _)| title.height));
    let widths = widths(cx, (left, right), column.width)?;
    let before = cx.sizing;
    let mut stacked = Flow::new(cx, blocks, column.width);
    let stacked = paginate::fit(cx, &mut stacked, column.size()).map_or(0.0, |plan| plan.scale);
    cx.sizing = before;
    if stacked >= 1.0 - GAIN {
        return None;
    }
    let second = column.x + widths.0 + GAP;
    let rooms = [Rect { width: widths.0, ..column }, Rect { x: second, width: widths.1, ..column }];
    let mut flows = [Flow::new(cx, left, widths.0), Flow::new(cx, right, widths.1)];
    let plans = paginate::fit_together(cx, &mut flows, &rooms.map(Rect::size))?;
    if plans.first().is_none_or(|plan| plan.scale < stacked + GAIN) {
        cx.sizing = before;
        return None;
    }
    let mut sheet = Sheet::new(cx.theme);
    if let Some((title, role)) = title {
        title.put(cx, &mut sheet, role);
    }
    let mut draft = Draft::new(sheet, "");
    for ((flow, plan), room) in flows.iter_mut().zip(&plans).zip(rooms) {
        let lines = place::place(cx, &mut draft.sheet, room, Placing { flow, plan, page: 0 });
        draft.lines = draft.lines.join(lines);
    }
    Some(draft)
}

/// The widths of the left and the right side: the code has what its longest line needs, the text the rest.
fn widths(cx: &Cx<'_>, (left, right): (&[Block], &[Block]), all: f32) -> Option<(f32, f32)> {
    let need = |blocks: &[Block]| match blocks {
        [Block { kind: BlockKind::Code(code), .. }] => needed(cx, code),
        _ => None,
    };
    let code = need(left).or_else(|| need(right))?;
    let text = all - GAP - code;
    let sides = if need(left).is_some() { (code, text) } else { (text, code) };
    (text >= all * LEAST_TEXT).then_some(sides)
}

/// The width that a block of code takes at its full size; `None` if it is too short to stand beside anything.
fn needed(cx: &Cx<'_>, code: &Code) -> Option<f32> {
    let widest =
        code.text.lines().map(|line| line.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>()).max()?;
    let digits = if code.numbers.is_some() { 5.0 } else { 0.0 };
    let width = (widest as f32 + digits + 1.0) * ADVANCE * cx.theme.code.size + CARD;
    (code.text.lines().count() >= LEAST_LINES).then_some(width)
}

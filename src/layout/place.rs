//! A planned page onto its sheet: rows get their places, items their markers, cards and bars their grounds. The only file
//! that turns a flow into positions. Never changes a size or a break.

use std::ops::Range;

use super::Cx;
use super::flow::{CARD_TOP, Flow, Marker, Node, NodeKind, Wrap};
use super::ornament;
use super::paginate::{CONTEXT_HEIGHT, Plan, Row, text_scale};
use super::prose::{Look, Prose};
use super::set::Set;
use super::sheet::Sheet;
use crate::diag::Lines;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Fill, Stroke, TextRole};
use crate::theme::{Cards, Type};

/// Puts the rows of page `index` of `plan` into `column`; gives the lines of the file that it shows.
pub(super) fn place(cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, column: Rect, flow: Placing<'_>) -> Lines {
    let Placing { flow, plan, page } = flow;
    let range = plan.pages[page].clone();
    let mut y = column.y;
    let mut lines = Lines::default();
    if let Some(row) = plan.rows.get(range.start).filter(|row| row.lead > 0.0) {
        context(cx, sheet, (flow, row.node), column);
        y += row.lead;
    }
    let tops = tops(&plan.rows, &range, y);
    // A page that goes on begins with what it goes on with.
    let first_step = plan.rows.get(range.start).map_or(0, |row| if page == 0 { 0 } else { flow.nodes[row.node].step });
    grounds(sheet, flow, (&plan.rows, &range, &tops), column);
    for (n, row) in plan.rows[range.clone()].iter().enumerate() {
        let node = &mut flow.nodes[row.node];
        lines = lines.join(node.lines);
        sheet.show(node.step.saturating_sub(first_step), None);
        let top = tops[n].0 + if row.card_first || n == 0 && row.card.is_some() { CARD_TOP } else { 0.0 };
        let at = Point::new(column.x + node.x, top);
        put_node(cx, sheet, (node, row, plan.scale), (at, column.size()));
    }
    sheet.show(0, None);
    lines
}

/// What is placed: page `page` of `plan`, which was made for `flow`.
pub(super) struct Placing<'a> {
    pub(super) flow: &'a mut Flow,
    pub(super) plan: &'a Plan,
    pub(super) page: usize,
}

/// Top and bottom of every row of a page that starts at `y`.
fn tops(rows: &[Row], range: &Range<usize>, mut y: f32) -> Vec<(f32, f32)> {
    let mut out = Vec::with_capacity(range.len());
    for (n, row) in rows[range.clone()].iter().enumerate() {
        y += if n == 0 { 0.0 } else { row.before };
        let cut = n == 0 && row.card.is_some() && !row.card_first;
        let height = row.height + if cut { CARD_TOP } else { 0.0 };
        out.push((y, y + height));
        y += height;
    }
    out
}

/// The cards and bars behind the rows of a page.
fn grounds(sheet: &mut Sheet<'_>, flow: &Flow, page: (&[Row], &Range<usize>, &[(f32, f32)]), column: Rect) {
    let (rows, range, tops) = page;
    for (index, wrap) in flow.wraps.iter().enumerate() {
        let inside = |n: &usize| flow.nodes[rows[range.start + n].node].wraps.contains(&index);
        let Some(first) = (0..range.len()).find(inside) else { continue };
        let Some(last) = (0..range.len()).rfind(inside) else { continue };
        let (top, mut bottom) = (tops[first].0, tops[last].1);
        match *wrap {
            Wrap::Bar(x) => {
                let rect = Rect::new(column.x + x, top + 3.0, 4.0, (bottom - top - 6.0).max(1.0));
                let color = sheet.theme.accent;
                sheet.layer().fills.push(Fill { rect, radius: 2.0, color });
            }
            Wrap::Card(x) => {
                if !rows[range.start + last].card_last {
                    bottom += CARD_TOP;
                }
                let rect = Rect::new(column.x + x, top, (column.width - x).max(1.0), bottom - top);
                let (soft, rule, Cards { radius, border }) = (sheet.theme.soft, sheet.theme.rule, sheet.theme.cards);
                sheet.layer().fills.push(Fill { rect, radius, color: soft });
                if border > 0.0 {
                    sheet.layer().strokes.push(Stroke { rect, radius, width: border, color: rule });
                }
            }
        }
    }
}

fn put_node(cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, row: (&mut Node, &Row, f32), (at, column): (Point, Size)) {
    let (node, row, scale) = row;
    let hang = Point::new(at.x - node.x + node.marker_x, at.y);
    match &mut node.kind {
        NodeKind::Picture(figure) => {
            let room = Size::new(column.width - node.x, column.height - CONTEXT_HEIGHT);
            let size = figure.size_in(room, scale);
            figure.clone().put(cx, sheet, Rect::new(at.x, at.y, size.width, size.height));
            put_marker(sheet, node.marker.take(), (hang, 42.0 * scale, scale));
        }
        NodeKind::Drawing(drawing) => {
            let room = Size::new(column.width - node.x, column.height - CONTEXT_HEIGHT);
            let size = drawing.size_in(room, scale);
            drawing.put(cx, sheet, (at, room.width), size);
            put_marker(sheet, node.marker.take(), (hang, size.height.min(60.0), scale));
        }
        NodeKind::Text(set) | NodeKind::Code(set) => {
            let size = set.block.buffer().metrics().font_size;
            let factor = text_scale(cx.theme, size, scale);
            let width = (column.width - node.x - node.right) / factor;
            match &row.part {
                Some(range) => {
                    let line = set.line(cx.fonts, range.clone(), width);
                    line.put(sheet, at, factor * line.squeezed(width), TextRole::Content);
                }
                None => {
                    // The flow may have been wrapped for another size since: sizes are tried until one is chosen.
                    set.wrap(cx.fonts, width);
                    set.avoid_widow(cx.fonts, width);
                    set.put(sheet, at, factor, TextRole::Content);
                }
            }
            let line = set.line_height(0) * factor;
            put_marker(sheet, node.marker.take(), (hang, line, factor));
        }
    }
}

/// The marker before an item whose first line begins at `at` and is `line` high.
fn put_marker(sheet: &mut Sheet<'_>, marker: Option<Marker>, (at, line, scale): (Point, f32, f32)) {
    let middle = at.y + line / 2.0;
    let [first, second, third] = sheet.theme.bullets;
    match marker {
        Some(Marker::Square) => ornament::bullet(sheet, first, (at.x, middle)),
        Some(Marker::Dash) => ornament::bullet(sheet, second, (at.x, middle)),
        Some(Marker::Dot) => ornament::bullet(sheet, third, (at.x, middle)),
        Some(Marker::Number(set)) => {
            let width = set.block.size().width * scale;
            set.put(sheet, Point::new(at.x - width - 10.0, at.y), scale, TextRole::Furniture);
        }
        None => {}
    }
}

/// The line that says under which items a page goes on.
fn context(cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, (flow, node): (&Flow, usize), column: Rect) {
    let kind = Type { size: 22.0, line: 31.0, weight: 500, tracking: 0.0, ..cx.theme.body };
    let chain: Vec<String> = flow.nodes[node]
        .parents
        .iter()
        .filter_map(|&parent| match &flow.nodes[parent].kind {
            NodeKind::Text(set) => Some(shortened(set)),
            _ => None,
        })
        .collect();
    if chain.is_empty() {
        return;
    }
    let x = 34.0_f32.min(column.width * 0.1);
    let square = Rect::new(column.x + 2.0, column.y + 12.5, 7.0, 7.0);
    sheet.layer().fills.push(Fill { rect: square, radius: 1.5, color: cx.theme.muted });
    let words = Prose::plain(&chain.join("  ›  "), Look::new(kind, cx.theme.muted));
    let room = (column.width - x).max(1.0);
    let line = words.shape(cx.fonts, Some(room)).first_line(cx.fonts, room);
    line.put(sheet, Point::new(column.x + x, column.y), 1.0, TextRole::Repeat);
}

/// The first words of a parent: enough to know it again.
fn shortened(set: &Set) -> String {
    let plain = set.said();
    let line = plain.lines().next().unwrap_or("").trim_end_matches(':');
    if line.chars().count() <= 60 {
        return line.to_owned();
    }
    let mut out = String::new();
    for word in line.split_whitespace() {
        if out.chars().count() + word.chars().count() > 56 {
            break;
        }
        out.push_str(word);
        out.push(' ');
    }
    if out.is_empty() {
        out.extend(line.chars().take(48));
    }
    format!("{}…", out.trim_end())
}

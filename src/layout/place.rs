//! A planned page onto its sheet: rows get their places, items their markers, cards and bars their grounds. The only file
//! that turns a flow into positions. Never changes a size or a break.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::aligned::Side;
use super::callout;
use super::cells::RowKind;
use super::code::{self, Listing, Shown};
use super::flow::{CARD_TOP, Flow, Marker, Node, NodeKind, Wrap};
use super::ornament;
use super::paginate::{CONTEXT_HEIGHT, HIGHEST_HEAD, Plan, Row};
use super::part::Tags;
use super::prose::{Look, Prose};
use super::set::Set;
use super::sheet::Sheet;
use super::size::text_scale;
use super::{Cx, direction};
use crate::diag::Lines;
use crate::fonts::Direction;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Element, Fill, Stroke, TextRole};
use crate::theme::{Theme, Type};

/// Puts the rows of page `index` of `plan` into `column`; gives the lines of the file that it shows.
pub(super) fn place(cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, column: Rect, flow: Placing<'_>) -> Lines {
    let Placing { flow, plan, page } = flow;
    let rows = plan.pages.get(page).and_then(|range| plan.rows.get(range.clone())).unwrap_or_default();
    let lines = place_rows(cx, sheet, column, (flow, rows, plan.scale));
    sheet.show_always();
    lines
}

/// Puts `rows` of `flow`, set at `scale`, into `column`, each at its step of the slide.
pub(super) fn place_rows(
    cx: &mut Cx<'_>,
    sheet: &mut Sheet<'_>,
    column: Rect,
    (flow, rows, scale): (&mut Flow, &[Row], f32),
) -> Lines {
    let mut y = column.y;
    let mut lines = Lines::default();
    let mut tags = Tags::default();
    if let Some(row) = rows.first().filter(|row| row.lead > 0.0) {
        // Columns say their parents themselves, each its own.
        if row.abreast.is_empty() {
            // What is said again comes with the first of what it is said for.
            sheet.show(first_step(flow, rows));
            let held = flow.nodes[row.node].turned.then(|| sheet.held());
            context(cx, sheet, (flow, row.node), column);
            let beneath = Point::new(column.x, column.y + flow.context_height(row.node));
            put_head(cx, sheet, (flow, row.node, scale), (beneath, column.size()), &mut tags);
            sheet.mirror_since(held, column);
        }
        y += row.lead;
    }
    let range = 0..rows.len();
    let mut tops = tops(rows, &range, y);
    sink_notes(flow, rows, &mut tops, column.bottom());
    let cards = grounds(sheet, flow, (rows, &range, &tops), column);
    for (n, row) in rows.iter().enumerate() {
        let node = &mut flow.nodes[row.node];
        sheet.show(node.step);
        let top = tops[n].0 + CARD_TOP * if n == 0 { row.cards.len() } else { row.opens } as f32;
        let at = Point::new(column.x + node.x, top);
        if let NodeKind::Abreast(columns) = &mut node.kind {
            // All that stands on this page of the columns is put at once, column by column.
            if n == 0 || rows[n - 1].node != row.node {
                let bands: Vec<&Row> = rows[n..].iter().take_while(|next| next.node == row.node).collect();
                let at = Point::new(at.x, if n == 0 { column.y } else { at.y });
                let put = |sheet: &mut Sheet<'_>| columns.put(cx, sheet, (&bands, scale), (at, column.height));
                lines = lines.join(sheet.at_part((&flow.parts, node.part), &mut tags, put));
            }
            continue;
        }
        lines = lines.join(node.lines);
        let held = node.turned.then(|| sheet.held());
        sheet.at_part((&flow.parts, node.part), &mut tags, |sheet| {
            put_node(cx, sheet, (node, row, scale), (at, column.size()));
        });
        sheet.mirror_since(held, column);
        for Card { listing, rect, rows, step, .. } in cards.iter().filter(|card| card.last == n) {
            let held = direction::held(cx, sheet, Direction::Ltr);
            code::finish(cx, sheet, (listing, scale), (*rect, rows), *step);
            sheet.mirror_since(held, column);
        }
    }
    lines
}

/// A card on a page, with the rows of the block on it.
struct Card {
    listing: Rc<Listing>,
    rect: Rect,
    rows: Vec<Shown>,
    step: u16,
    /// Its last row on the page.
    last: usize,
}

/// The step at which the first of `rows` shows.
fn first_step(flow: &Flow, rows: &[Row]) -> u16 {
    rows.iter().filter_map(|row| flow.nodes.get(row.node)).map(|node| node.step).min().unwrap_or_default()
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
        let height = row.height + if n == 0 { row.cut_above() } else { 0.0 };
        out.push((y, y + height));
        y += height;
    }
    out
}

/// Moves the footnotes that end a page down to its foot.
fn sink_notes(flow: &Flow, rows: &[Row], tops: &mut [(f32, f32)], foot: f32) {
    let notes = rows.iter().rev().take_while(|row| flow.nodes.get(row.node).is_some_and(|node| node.note)).count();
    let last = rows.last().map_or(0.0, Row::cut_below);
    let free = foot - last - tops.last().map_or(foot, |(_, bottom)| *bottom);
    let inside = rows.last().is_some_and(|row| !row.cards.is_empty());
    if notes == rows.len() || inside {
        return;
    }
    for top in tops.iter_mut().rev().take(notes) {
        *top = (top.0 + free.max(0.0), top.1 + free.max(0.0));
    }
}

/// The cards and bars behind the rows of a page; gives the cards, for what lies on them.
fn grounds(
    sheet: &mut Sheet<'_>,
    flow: &Flow,
    page: (&[Row], &Range<usize>, &[(f32, f32)]),
    column: Rect,
) -> Vec<Card> {
    let (rows, range, tops) = page;
    let mut cards = Vec::new();
    let node = |n: usize| &flow.nodes[rows[range.start + n].node];
    // First and last row of every wrap that shows here.
    let mut spans: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for n in 0..range.len() {
        for &wrap in &node(n).wraps {
            spans.entry(wrap).or_insert((n, n)).1 = n;
        }
    }
    for (index, (first, last)) in spans {
        let (mut top, mut bottom) = (tops[first].0, tops[last].1);
        let (first_row, last_row) = (&rows[range.start + first], &rows[range.start + last]);
        let held = node(first).turned.then(|| sheet.held());
        // Of what it holds the first may come later than the rest.
        let step = first_step(flow, &rows[range.start + first..=range.start + last]);
        sheet.show(step);
        let outer = node(first).wraps.iter().take_while(|&&wrap| wrap != index);
        let inset = outer.filter_map(|&wrap| flow.wraps.get(wrap)).map(Wrap::side).sum::<f32>();
        if let Some(depth) = first_row.cards.iter().position(|&card| card == index) {
            // Cards that begin together stand within each other.
            let above = if first == 0 { 0 } else { first_row.cards.len() - first_row.opens };
            let cut = last_row.cards.len() - last_row.closes;
            top += CARD_TOP * (depth as f32 - above as f32).max(0.0);
            bottom += CARD_TOP * (cut as f32 - depth as f32);
        }
        let card = |x: f32| Rect::new(column.x + x, top, (column.width - x - inset).max(1.0), bottom - top);
        match flow.wraps[index] {
            Wrap::Bar(x, color) => {
                let rect = Rect::new(column.x + x, top + 3.0, 4.0, (bottom - top - 6.0).max(1.0));
                let color = color.unwrap_or(sheet.theme.accent);
                sheet.layer().fills.push(Fill { rect, radius: 2.0, color });
            }
            Wrap::Foot(x) => {
                let rect = Rect::new(column.x + x, top - 12.0, 120.0, 1.0);
                let color = sheet.theme.muted;
                sheet.layer().fills.push(Fill { rect, radius: 0.0, color });
            }
            Wrap::Callout(x, tone) => {
                let (color, radius) = (sheet.theme.callout_ground(tone), sheet.theme.cards.radius);
                sheet.layer().fills.push(Fill { rect: card(x), radius, color });
            }
            Wrap::Card(x) => {
                let rect = card(x);
                let NodeKind::Code(line) = &node(first).kind else { continue };
                code::ground(sheet, rect, &line.listing);
                if !first_row.opens_card(index) {
                    code::put_tab(sheet, &line.listing, rect);
                }
                let shown = (first..=last).filter_map(|n| shown(&rows[range.start + n], node(n), (tops[n], n)));
                let rows = shown.collect();
                cards.push(Card { listing: Rc::clone(&line.listing), rect, rows, step, last });
            }
        }
        sheet.mirror_since(held, column);
    }
    sheet.show_always();
    cards
}

/// A row of a block of code between its top and bottom, without the padding of the card; row `n` of its page.
fn shown(row: &Row, node: &Node, ((top, bottom), n): ((f32, f32), usize)) -> Option<Shown> {
    let NodeKind::Code(line) = &node.kind else { return None };
    let top = top + CARD_TOP * if n == 0 { row.cards.len() } else { row.opens } as f32;
    let bottom = bottom - CARD_TOP * row.closes as f32;
    let begins = row.part.as_ref().is_none_or(|part| part.start == 0);
    Some(Shown { line: line.index, begins, top, bottom })
}

fn put_node(cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, row: (&mut Node, &Row, f32), (at, column): (Point, Size)) {
    let (node, row, scale) = row;
    // Where the marker hangs, and how much room it has there.
    let hang = (Point::new(at.x - node.x + node.marker_x, at.y), node.marker_x);
    let side = Side::of(cx, node);
    match &mut node.kind {
        NodeKind::Abreast(_) => {}
        NodeKind::Picture(figure) => {
            let room = Size::new(column.width - node.x - node.right, column.height - CONTEXT_HEIGHT);
            let size = figure.size_in(room, scale);
            let x = at.x + side.shift(room.width - size.width);
            figure.clone().put(cx, sheet, Rect::new(x, at.y, size.width, size.height));
            put_marker(sheet, node.marker.take(), (hang, 42.0 * scale, scale));
        }
        NodeKind::Row(cells) => {
            let room = Size::new(column.width - node.x - node.right, column.height);
            let band = row.part.as_ref().map(|part| part.start);
            let pad = cells.pad.0;
            let place = Point::new(at.x + side.shift(room.width - cells.width(cx, room, scale)), at.y);
            cells.put(cx, sheet, (place, room, scale), (band, None));
            let hang = (Point::new(hang.0.x, hang.0.y + pad * scale), hang.1);
            put_marker(sheet, node.marker.take(), (hang, cx.theme.table.line * scale, scale));
        }
        NodeKind::Drawing(drawing) => {
            let room = Size::new(column.width - node.x - node.right, column.height - CONTEXT_HEIGHT);
            let size = drawing.size_in(room, scale);
            drawing.put(cx, sheet, (at, room.width), size);
            put_marker(sheet, node.marker.take(), (hang, size.height.min(60.0), scale));
        }
        NodeKind::Code(line) => {
            let width = column.width - node.x - node.right;
            if let Some(part) = &row.part {
                line.put(cx, sheet, part, (at, width, scale));
            }
            put_marker(sheet, node.marker.take(), (hang, line.height(scale), scale));
        }
        NodeKind::Text(set) => {
            let size = set.block.buffer().metrics().font_size;
            let factor = text_scale(cx.theme, size, scale);
            let width = (column.width - node.x - node.right) / factor;
            match &row.part {
                Some(range) => {
                    let line = set.line(cx.fonts, range.clone(), width);
                    side.put_line(sheet, &line, (at, width * factor), (factor * line.squeezed(width), node.role));
                }
                None => {
                    // The flow may have been wrapped for another size since: sizes are tried until one is chosen.
                    set.wrap(cx.fonts, width);
                    // Lines at another side than usual are alike in length; a drawing in them may make one higher.
                    if side.is_usual() || set.has_insets() {
                        set.avoid_widow(cx.fonts, width);
                    } else {
                        set.balance(cx.fonts, width);
                    }
                    side.put(cx, sheet, set, (at, width * factor), (factor, node.role));
                }
            }
            let line = set.line_height(0) * factor;
            put_marker(sheet, node.marker.take(), (hang, line, factor));
            if let Some((sign, tone)) = node.badge.take() {
                let side = callout::BADGE;
                let rect = Rect::new(at.x - side - callout::BADGE_GAP, at.y + (line - side) / 2.0, side, side);
                sheet.layer().fills.push(Fill { rect, radius: side / 2.0, color: tone });
                put_middle(sheet, &sign, rect);
            }
        }
    }
}

/// Space between the number of an item and its text.
const NUMBER_GAP: f32 = 10.0;
/// How far a number may hang into the margin.
const NUMBER_HANG: f32 = 8.0;

/// The marker before an item whose first line begins at `at` and is `line` high.
fn put_marker(sheet: &mut Sheet<'_>, marker: Option<Marker>, hang: ((Point, f32), f32, f32)) {
    let ((at, room), line, scale) = hang;
    let middle = at.y + line / 2.0;
    let [first, second, third] = sheet.theme.bullets;
    match marker {
        Some(Marker::Square) => ornament::bullet(sheet, first, (at.x, middle)),
        Some(Marker::Dash) => ornament::bullet(sheet, second, (at.x, middle)),
        Some(Marker::Dot) => ornament::bullet(sheet, third, (at.x, middle)),
        Some(Marker::Number(set)) => {
            let width = set.block.size().width * scale;
            // A number of many digits on a narrow page is set smaller.
            let small = ((room - NUMBER_GAP + NUMBER_HANG) / width.max(1.0)).min(1.0);
            let at = Point::new(at.x - width * small - NUMBER_GAP, at.y + line * (1.0 - small) / 2.0);
            sheet.label(|sheet| set.put(sheet, at, scale * small, TextRole::Furniture));
        }
        Some(Marker::Task(tick)) => {
            let rect = Rect::new(at.x - 34.0, middle - 10.0 + 1.0, 21.0, 21.0);
            let Theme { accent, muted, .. } = *sheet.theme;
            match tick {
                Some(tick) => {
                    sheet.layer().fills.push(Fill { rect, radius: 5.0, color: accent });
                    put_middle(sheet, &tick, rect);
                }
                None => sheet.layer().strokes.push(Stroke { rect, radius: 5.0, width: 2.0, color: muted }),
            }
        }
        None => {}
    }
}

/// A sign in the middle of `rect`.
fn put_middle(sheet: &mut Sheet<'_>, sign: &Set, rect: Rect) {
    let size = sign.block.size();
    let at = Point::new(rect.x + (rect.width - size.width) / 2.0, rect.y + (rect.height - size.height) / 2.0);
    sign.put(sheet, at, 1.0, TextRole::Furniture);
}

/// The head of the table that the row `node` is of, said again where the page begins under it.
fn put_head(
    cx: &mut Cx<'_>,
    sheet: &mut Sheet<'_>,
    (flow, node, scale): (&mut Flow, usize, f32),
    (at, column): (Point, Size),
    tags: &mut Tags,
) {
    let kind = |node: &Node| match &node.kind {
        NodeKind::Row(cells) => Some(cells.kind),
        _ => None,
    };
    if flow.nodes.get(node).and_then(kind) != Some(RowKind::Under) {
        return;
    }
    let leads = |node: &Node| matches!(kind(node), Some(RowKind::Head | RowKind::Title));
    let Some(head) = flow.nodes[..node].iter_mut().rfind(|node| leads(node)) else { return };
    let room = Size::new(column.width - head.x - head.right, column.height);
    let side = Side::of(cx, head);
    let at = Point::new(at.x + head.x, at.y);
    if let NodeKind::Row(cells) = &mut head.kind
        && cells.measure(cx, room, scale).0 <= column.height * HIGHEST_HEAD
    {
        let at = Point::new(at.x + side.shift(room.width - cells.width(cx, room, scale)), at.y);
        let put = |sheet: &mut Sheet<'_>| cells.put(cx, sheet, (at, room, scale), (None, Some(TextRole::Repeat)));
        sheet.at_part((&flow.parts, head.part), tags, put);
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
    sheet.within(Element::Paragraph, |sheet| {
        line.put(sheet, Point::new(column.x + x, column.y), 1.0, TextRole::Repeat);
    });
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

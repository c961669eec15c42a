//! Fit and split: nodes in, a text size and page breaks out. Never draws.
//!
//! One cost decides. Text is first shrunk step by step to the theme's limit; the first size at which everything stands on
//! one page wins. If none does, the size is the one with the least `pages + SHRINK_COST · (1 - size)`: text that goes on
//! anyway is not crowded to save a page. The breaks are those with the least sum over all pages of
//!
//! `PAGE_COST + BALANCE_COST · slack² + cost of the break before the page`
//!
//! where `slack` is the empty fraction of the page. Breaks cost more the deeper they stand in a list, much more between a
//! parent and its first child, after a heading or an introduction, and inside a short block of code. The search is a
//! dynamic programme over rows: linear in the rows, since a page holds few of them.

use std::ops::Range;

use super::Cx;
use super::abreast;
use super::cells::RowKind;
use super::flow::{CARD_TOP, Flow, NodeKind, Wrap};
use super::size::text_scale;
use crate::geom::Size;

/// What a page costs. No page is added for a better break, but to keep a short block of code whole, a heading, a quote or
/// a picture with what belongs to it, or a line from standing alone.
pub(super) const PAGE_COST: f32 = 2000.0;
/// What an empty page's slack would cost.
const BALANCE_COST: f32 = 240.0;
/// What a break inside a paragraph costs, and what it costs more beside its first or last line: a line alone on a page is
/// worse than a page more.
pub(super) const LINE_COST: f32 = 70.0;
const WIDOW_COST: f32 = 1.2 * PAGE_COST;
/// What it costs, in pages, to set the text of a slide that is split at nothing of its size.
const SHRINK_COST: f32 = 5.5;
/// What it costs, in pages, to part columns that stand side by side at another size.
const PARTED_COST: f32 = 0.6;
/// Height of the line that repeats the parents on a page that starts below them.
pub(super) const CONTEXT_HEIGHT: f32 = 44.0;
/// A head that takes more of a page is not repeated.
pub(super) const HIGHEST_HEAD: f32 = 0.3;
/// Space above what goes on of a row of a table.
const BAND_AIR: f32 = 8.0;
/// Paragraphs of fewer lines are never split.
const SPLIT_LINES: usize = 4;
/// The steps in which text is shrunk.
const SHRINK_STEPS: u16 = 5;

/// The least that is moved as one: a node, or a line of one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Index of the node.
    pub(super) node: usize,
    /// The bytes of the node's text, or the band of a row of a table, if the row is but a part of it.
    pub(super) part: Option<Range<usize>>,
    /// Height with what its card needs above and below.
    pub(super) height: f32,
    /// Space above, unless it stands first on its page.
    pub(super) before: f32,
    /// Cost of a break right before it.
    pub(super) cost: f32,
    /// The cards that it stands on, by index of their wraps, outermost first.
    pub(super) cards: Vec<usize>,
    /// How many of them begin, and how many end, with it.
    pub(super) opens: usize,
    pub(super) closes: usize,
    /// Height of what a page that starts with it repeats above it: its parents, the head of its table.
    pub(super) lead: f32,
    /// Height that it needs more if a page ends with it.
    pub(super) tail: f32,
    /// What stands side by side in it: the rows of every column if it holds columns, or a row of them if they stand one
    /// under the other.
    pub(super) abreast: Vec<Vec<Row>>,
}

impl Row {
    /// Whether the card `wrap` begins with it.
    pub(super) fn opens_card(&self, wrap: usize) -> bool {
        self.cards.iter().rev().take(self.opens).any(|&card| card == wrap)
    }

    /// What the cards that go on from the page before need above it.
    pub(super) fn cut_above(&self) -> f32 {
        CARD_TOP * self.cards.len().saturating_sub(self.opens) as f32
    }

    /// What the cards that go on on the next page need below it.
    pub(super) fn cut_below(&self) -> f32 {
        CARD_TOP * self.cards.len().saturating_sub(self.closes) as f32
    }
}

/// How a flow is set: the size of its text, its rows, and which rows stand on which page.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) scale: f32,
    pub(super) rows: Vec<Row>,
    pub(super) pages: Vec<Range<usize>>,
}

/// The sizes that are tried, largest first: those that the slide allows, at least the smallest.
fn scales(cx: &Cx<'_>) -> Vec<f32> {
    let step = (1.0 - cx.theme.shrink) / f32::from(SHRINK_STEPS - 1);
    let mut scales: Vec<f32> = (0..SHRINK_STEPS).map(|n| 1.0 - step * f32::from(n)).collect();
    let smallest = scales.last().copied();
    scales.retain(|&scale| cx.sizing.allows(scale) || Some(scale) == smallest);
    scales
}

/// The largest scale at which `flow` stands on one page of `column`, if there is one; the flow is left wrapped to it.
pub(super) fn fit(cx: &mut Cx<'_>, flow: &mut Flow, column: Size) -> Option<Plan> {
    for scale in scales(cx) {
        let rows = rows(cx, flow, column, (scale, Grain::Whole));
        if extent(&rows, 0..rows.len()) <= column.height {
            let pages = std::iter::once(0..rows.len()).collect();
            cx.sizing.note(scale);
            return Some(Plan { scale, rows, pages });
        }
    }
    None
}

/// The largest scale at which every one of `flows` stands on one page of its column; the flows are left wrapped to it.
pub(super) fn fit_together(cx: &mut Cx<'_>, flows: &mut [Flow], columns: &[Size]) -> Option<Vec<Plan>> {
    scales(cx).into_iter().find_map(|scale| {
        let mut plans = Vec::with_capacity(flows.len());
        for (flow, column) in flows.iter_mut().zip(columns) {
            let rows = rows(cx, flow, *column, (scale, Grain::Whole));
            if extent(&rows, 0..rows.len()) > column.height {
                return None;
            }
            let pages = std::iter::once(0..rows.len()).collect();
            plans.push(Plan { scale, rows, pages });
        }
        cx.sizing.note(scale);
        Some(plans)
    })
}

/// `flow` on as many pages of `column` as it needs; the flow is left wrapped to the plan's scale.
pub(super) fn paginate(cx: &mut Cx<'_>, flow: &mut Flow, column: Size) -> Plan {
    if let Some(plan) = fit(cx, flow, column) {
        return plan;
    }
    let mut best: Option<(f32, Plan)> = None;
    for scale in scales(cx) {
        let rows = rows(cx, flow, column, (scale, Grain::Lines));
        let pages = breaks(&rows, column.height);
        let parted = if abreast::is_parted(&rows) { PARTED_COST } else { 0.0 };
        let cost = pages.len() as f32 + SHRINK_COST * (1.0 - scale) + parted;
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, Plan { scale, rows, pages }));
        }
    }
    // There is at least one size to try.
    let mut plan = best.map_or_else(|| Plan { scale: 1.0, rows: Vec::new(), pages: Vec::new() }, |(_, plan)| plan);
    without_blank_edges(flow, &mut plan);
    cx.sizing.note(plan.scale);
    plan
}

/// Takes the blank lines off the edges of pages at which a block of code is cut.
fn without_blank_edges(flow: &Flow, plan: &mut Plan) {
    let Plan { rows, pages, .. } = plan;
    for range in pages {
        while range.len() > 1 && is_blank(flow, &rows[range.start], |row| row.opens) {
            range.start += 1;
        }
        while range.len() > 1 && is_blank(flow, &rows[range.end - 1], |row| row.closes) {
            range.end -= 1;
        }
    }
}

/// Whether `row` is a blank line of code that is not at the `edge` of its block.
fn is_blank(flow: &Flow, row: &Row, edge: fn(&Row) -> usize) -> bool {
    match flow.nodes.get(row.node).map(|node| &node.kind) {
        Some(NodeKind::Code(line)) => line.is_blank() && edge(row) == 0,
        Some(NodeKind::Abreast(columns)) => {
            columns.stacked_row(row).is_some_and(|(flow, row)| is_blank(flow, row, edge))
        }
        _ => false,
    }
}

/// Whether long paragraphs may be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Whole,
    Lines,
}

/// The rows of `flow` at a scale, left wrapped to it.
pub(super) fn rows(cx: &mut Cx<'_>, flow: &mut Flow, column: Size, (scale, grain): (f32, Grain)) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(flow.nodes.len());
    // Height of the head of the table in hand.
    let mut head = 0.0;
    for index in 0..flow.nodes.len() {
        let lead = flow.context_height(index);
        let node = &mut flow.nodes[index];
        let cards = node.wraps.iter().copied().filter(|&wrap| flow.wraps.get(wrap).is_some_and(Wrap::is_card));
        let mut row = Row {
            node: index,
            part: None,
            height: 0.0,
            before: node.before * scale,
            cost: node.before_cost,
            cards: cards.collect(),
            opens: 0,
            closes: 0,
            lead,
            tail: 0.0,
            abreast: Vec::new(),
        };
        match &mut node.kind {
            NodeKind::Abreast(columns) => out.extend(columns.bands(cx, (&row, column.height), (scale, grain))),
            NodeKind::Picture(figure) => {
                let room = Size::new(column.width - node.x - node.right, column.height - CONTEXT_HEIGHT);
                row.height = figure.size_in(room, scale).height;
                out.push(row);
            }
            NodeKind::Row(cells) => {
                let room = Size::new(column.width - node.x - node.right, column.height);
                let (height, bands) = cells.measure(cx, room, scale);
                match cells.kind {
                    RowKind::Head | RowKind::Title => {
                        head = if height <= column.height * HIGHEST_HEAD { height } else { 0.0 }
                    }
                    RowKind::Under => row.lead += head,
                    RowKind::Free => {}
                }
                let edges = 2.0 * CARD_TOP * row.cards.len() as f32;
                if height + row.lead + edges <= column.height || grain == Grain::Whole {
                    row.height = height;
                    out.push(row);
                    continue;
                }
                for (n, height) in bands.into_iter().enumerate() {
                    let (before, cost) = if n == 0 { (row.before, row.cost) } else { (0.0, LINE_COST) };
                    let lead = row.lead + if n == 0 { 0.0 } else { BAND_AIR };
                    out.push(Row { part: Some(n..n + 1), height, before, cost, lead, ..row.clone() });
                }
            }
            NodeKind::Drawing(drawing) => {
                let room = Size::new(column.width - node.x - node.right, column.height - CONTEXT_HEIGHT);
                row.height = drawing.size_in(room, scale).height;
                out.push(row);
            }
            NodeKind::Code(line) => {
                row.height = line.height(scale);
                let first = line.index == 0;
                row.lead += if first { 0.0 } else { line.listing.lead() };
                let parts = line.parts(column.width - node.x - node.right, scale);
                for (n, part) in parts.into_iter().enumerate() {
                    let (cost, before) = if n == 0 { (row.cost, row.before) } else { (line.wrap_cost(), 0.0) };
                    let lead = row.lead + if first && n > 0 { line.listing.lead() } else { 0.0 };
                    out.push(Row { part: Some(part), before, cost, lead, ..row.clone() });
                }
            }
            NodeKind::Text(set) => {
                let factor = text_scale(cx.theme, set.block.buffer().metrics().font_size, scale);
                set.wrap(cx.fonts, (column.width - node.x - node.right) / factor);
                let heights: Vec<f32> = set.block.lines().map(|line| line.height * factor).collect();
                let count = heights.len();
                let tall = heights.iter().sum::<f32>() > column.height * 0.5;
                if grain == Grain::Whole || count < SPLIT_LINES && !(tall && count > 1) {
                    row.height = set.block.size().height.max(set.block.line_height()) * factor;
                    out.push(row);
                    continue;
                }
                for (n, (part, height)) in set.line_ranges().into_iter().zip(heights).enumerate() {
                    let edge = n == 1 || n + 1 == count;
                    out.push(Row {
                        part: Some(part),
                        height,
                        before: if n == 0 { row.before } else { 0.0 },
                        cost: if n == 0 { row.cost } else { LINE_COST + if edge { WIDOW_COST } else { 0.0 } },
                        ..row.clone()
                    });
                }
            }
        }
    }
    cards(&mut out);
    out
}

/// Gives the first and last row of every card the card's padding.
fn cards(rows: &mut [Row]) {
    for n in 0..rows.len() {
        let only_here = |other: Option<&Row>| {
            rows[n].cards.iter().filter(|card| other.is_none_or(|other| !other.cards.contains(card))).count()
        };
        let (opens, closes) = (only_here(n.checked_sub(1).map(|n| &rows[n])), only_here(rows.get(n + 1)));
        rows[n].opens = opens;
        rows[n].closes = closes;
        rows[n].height += CARD_TOP * (opens + closes) as f32;
    }
}

/// Height of the rows in `range` on a page of their own.
pub(super) fn extent(rows: &[Row], range: Range<usize>) -> f32 {
    let mut height = 0.0;
    for (n, row) in rows[range.clone()].iter().enumerate() {
        height += row.height + if n == 0 { 0.0 } else { row.before };
    }
    height + edges(rows, &range)
}

/// What a page of `range` needs besides its rows: the repeated parents, and the padding of cards that are cut.
fn edges(rows: &[Row], range: &Range<usize>) -> f32 {
    let Some(first) = rows.get(range.start) else { return 0.0 };
    let last = &rows[range.end.max(range.start + 1) - 1];
    first.lead + last.tail + first.cut_above() + last.cut_below()
}

/// The best page breaks for pages of `height`; every page has at least one row.
pub(super) fn breaks(rows: &[Row], height: f32) -> Vec<Range<usize>> {
    let count = rows.len();
    // best[n]: the least cost of setting the rows from n on, and where the page that starts with n ends.
    let mut best: Vec<(f32, usize)> = vec![(0.0, count); count + 1];
    for start in (0..count).rev() {
        let mut used = 0.0;
        let mut choice = (f32::INFINITY, start + 1);
        for end in start + 1..=count {
            let row = &rows[end - 1];
            used += row.height + if end == start + 1 { 0.0 } else { row.before };
            let needed = used + edges(rows, &(start..end));
            if needed > height && end > start + 1 {
                // A card that ends on the next row may need less than one that is cut here; no more than that.
                if used > height {
                    break;
                }
                continue;
            }
            let slack = ((height - needed) / height.max(1.0)).clamp(0.0, 1.0);
            let cut = rows.get(end).map_or(0.0, |next| next.cost);
            let cost = PAGE_COST + BALANCE_COST * slack * slack + cut + best[end].0;
            if cost < choice.0 {
                choice = (cost, end);
            }
        }
        best[start] = choice;
    }
    let mut pages = Vec::new();
    let mut at = 0;
    while at < count {
        let end = best[at].1.max(at + 1);
        pages.push(at..end);
        at = end;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(height: f32, cost: f32) -> Row {
        Row {
            node: 0,
            part: None,
            height,
            before: 0.0,
            cost,
            cards: Vec::new(),
            opens: 0,
            closes: 0,
            lead: 0.0,
            tail: 0.0,
            abreast: Vec::new(),
        }
    }

    #[test]
    fn pages_are_balanced_and_no_more_than_needed() {
        let rows: Vec<Row> = (0..12).map(|_| row(50.0, 0.0)).collect();
        assert_eq!(breaks(&rows, 500.0), [0..6, 6..12]);
    }

    #[test]
    fn a_dear_break_is_avoided() {
        let mut rows: Vec<Row> = (0..12).map(|_| row(50.0, 0.0)).collect();
        rows[6].cost = 260.0;
        let pages = breaks(&rows, 500.0);
        assert_eq!(pages.len(), 2);
        assert_ne!(pages[0].end, 6);
    }

    #[test]
    fn a_cut_card_has_room_for_its_padding() {
        let mut rows: Vec<Row> = (0..20).map(|_| Row { cards: vec![0], ..row(34.0, 60.0) }).collect();
        cards(&mut rows);
        for page in breaks(&rows, 400.0) {
            assert!(extent(&rows, page) <= 400.0);
        }
    }
}

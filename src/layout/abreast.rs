//! Columns side by side: each is a flow of its own, all are set at one size. Also the table of contents, which stands in
//! columns if it is long. Never lets a column reach into its neighbour, nor a word come before one of an earlier column.
//!
//! Columns are read one after the other, from page to page as on one. If all of them stand on one page, they stand side by
//! side. Else no page may hold a word of a column before the last one of the column before it: they stand one under the
//! other over the whole width, for beside a column that goes on half of a page would be empty. Only where that saves a
//! page, the first keeps its width over all of its pages, and the others stand beside its last rest.
//! Where one size keeps them side by side and another does not, the former is worth more than half a page. A page break
//! is best where a column begins, and a heading above all else of a column is said again where the column goes on.

use std::collections::HashSet;

use super::Cx;
use super::code;
use super::flow::{Flow, Nest};
use super::paginate::{self, Grain, Row, extent};
use super::place;
use super::sheet::Sheet;
use crate::deck::Deck;
use crate::diag::Lines;
use crate::geom::{Point, Rect, Size};
use crate::markdown::{self, Block, BlockKind, Column, Inline, Item, List};
use crate::scene::TextRole;

/// Space between two columns, and the most of the width that it takes.
const GAP: f32 = 48.0;
const WIDEST_GAP: f32 = 0.06;
/// No column is narrower; columns that would be stand one under the other.
const NARROWEST: f32 = 150.0;
/// On pages that are narrower than this, columns stand one under the other.
const NARROW_PAGE: f32 = 1.2;
/// Space between two columns of which one stands under the other.
const UNDER_GAP: f32 = 34.0;
/// What a break costs more that does not stand between such columns.
const INSIDE_COST: f32 = 90.0;
/// How many titles of a table of contents stand in one column, and in two on one page; of more, so many stand on each.
const CONTENTS: (usize, usize, usize) = (7, 20, 16);

/// Columns side by side.
#[derive(Debug)]
pub(super) struct Abreast {
    columns: Vec<Side>,
    width: f32,
    /// What they are made of, for setting it one under the other.
    source: Vec<Column>,
    /// The same one under the other, once a page was found to be too low for them.
    stacked: Option<Stacked>,
    /// What their words are.
    role: TextRole,
    /// Height of the words right above them that they have to share their page with.
    under: f32,
}

#[derive(Debug)]
struct Side {
    /// Left edge from that of the first.
    x: f32,
    width: f32,
    flow: Flow,
}

/// Columns one under the other.
#[derive(Debug)]
struct Stacked {
    flow: Flow,
    /// The first node of every column.
    begins: Vec<usize>,
}

impl Abreast {
    /// `columns` in a room of `width`; `None` if they have to stand one under the other.
    pub(super) fn new(cx: &mut Cx<'_>, columns: &[Column], width: f32) -> Option<Self> {
        let count = columns.len();
        let gap = GAP.min(width * WIDEST_GAP);
        let free = width - gap * count.saturating_sub(1) as f32;
        let all: f32 = columns.iter().map(|column| column.share).sum();
        let widths: Vec<f32> = columns.iter().map(|column| (free * column.share / all).floor()).collect();
        let wide = widths.iter().all(|width| *width >= NARROWEST);
        if cx.room.page.aspect() < NARROW_PAGE || count < 2 || !wide {
            return None;
        }
        let mut x = 0.0;
        let mut sides = Vec::with_capacity(count);
        for (column, width) in columns.iter().zip(widths) {
            sides.push(Side { x, width, flow: stack(cx, std::slice::from_ref(column), width).flow });
            x += width + gap;
        }
        let (source, role) = (columns.to_vec(), TextRole::Content);
        Some(Self { columns: sides, width, source, stacked: None, role, under: 0.0 })
    }

    /// Its words are those of another page, said again.
    pub(super) fn say_again(&mut self) {
        self.role = TextRole::Repeat;
        self.columns.iter_mut().for_each(|side| side.flow.say_again());
    }

    /// Keeps it on the page of words above it that are `height` high.
    pub(super) fn under(&mut self, height: f32) {
        self.under = height;
    }

    /// The rows that it makes on pages of `height`, all like `like`: one that holds the rows of every column, or those of
    /// one column under the other where a page cannot hold all.
    pub(super) fn bands(&mut self, cx: &mut Cx<'_>, (like, height): (&Row, f32), how: (f32, Grain)) -> Vec<Row> {
        let (scale, grain) = how;
        let mut all = Vec::with_capacity(self.columns.len());
        for side in &mut self.columns {
            all.push(paginate::rows(cx, &mut side.flow, Size::new(side.width, height), (scale, Grain::Whole)));
        }
        let highest = all.iter().map(|rows| extent(rows, 0..rows.len())).fold(0.0, f32::max);
        if grain == Grain::Whole || highest + like.lead + self.under * scale <= height {
            return vec![Row { height: highest, abreast: all, ..like.clone() }];
        }
        let beside = self.beside_rest(cx, (like, height), (&all, scale));
        let under = self.one_under_the_other(cx, (like, height), scale);
        let pages = |rows: &[Row]| paginate::breaks(rows, height).len();
        beside.filter(|beside| pages(beside) < pages(&under)).unwrap_or(under)
    }

    /// The rows of all columns one under the other.
    fn one_under_the_other(&mut self, cx: &mut Cx<'_>, (like, height): (&Row, f32), scale: f32) -> Vec<Row> {
        let width = self.width;
        let Stacked { flow, begins } = self.stacked(cx);
        let rows = paginate::rows(cx, flow, Size::new(width, height), (scale, Grain::Lines));
        let band = |(n, row): (usize, Row)| {
            let first = begins.contains(&row.node) && row.part.as_ref().is_none_or(|part| part.start == 0);
            let inside = if first { 0.0 } else { INSIDE_COST };
            Row { cost: row.cost + inside, ..held(vec![vec![row]], (n, like)) }
        };
        rows.into_iter().enumerate().map(band).collect()
    }

    /// The rows of the first column, with `all` of the others beside what its last page holds; `None` if they are higher
    /// than a page.
    fn beside_rest(
        &mut self,
        cx: &mut Cx<'_>,
        (like, height): (&Row, f32),
        (all, scale): (&[Vec<Row>], f32),
    ) -> Option<Vec<Row>> {
        let (first, others) = (self.columns.first_mut()?, all.get(1..)?);
        let highest = others.iter().map(|rows| extent(rows, 0..rows.len())).fold(0.0, f32::max);
        if highest > height {
            return None;
        }
        let mut rows = paginate::rows(cx, &mut first.flow, Size::new(first.width, height), (scale, Grain::Lines));
        let last = paginate::breaks(&rows, height).pop()?;
        let own = extent(&rows, last.clone());
        let rest = rows.split_off(last.start);
        let count = rows.len();
        let mut columns = vec![Vec::new(); others.len()];
        let mut bands: Vec<Row> = Vec::with_capacity(count + 1);
        for (n, row) in rows.into_iter().enumerate() {
            let columns = std::iter::once(vec![row]).chain(columns.iter().cloned());
            bands.push(held(columns.collect(), (n, like)));
        }
        columns.clone_from_slice(others);
        let mut band = held(std::iter::once(rest).chain(columns).collect(), (count, like));
        band.height = own.max(highest) - band.lead;
        band.tail = 0.0;
        bands.push(band);
        Some(bands)
    }

    /// The columns one under the other.
    fn stacked(&mut self, cx: &mut Cx<'_>) -> &mut Stacked {
        let (source, width, role) = (&self.source, self.width, self.role);
        self.stacked.get_or_insert_with(|| {
            // What is wrong with them was told when they were set side by side.
            let told = cx.diagnostics.len();
            let mut stacked = stack(cx, source, width);
            let again = cx.diagnostics.split_off(told);
            for one in again {
                if !cx.diagnostics.contains(&one) {
                    cx.diagnostics.push(one);
                }
            }
            if role == TextRole::Repeat {
                stacked.flow.say_again();
            }
            stacked
        })
    }

    /// What `band` holds of columns that stand one under the other: their flow and the row of it.
    pub(super) fn stacked_row<'a>(&'a self, band: &'a Row) -> Option<(&'a Flow, &'a Row)> {
        let row = band.abreast.first().filter(|_| is_stacked(band))?.first()?;
        Some((&self.stacked.as_ref()?.flow, row))
    }

    /// Puts what `bands` hold at `at`, column by column; gives the lines of the file that they show.
    pub(super) fn put(
        &mut self,
        cx: &mut Cx<'_>,
        sheet: &mut Sheet<'_>,
        (bands, scale): (&[&Row], f32),
        (at, height): (Point, f32),
    ) -> Lines {
        if let Some(stacked) = self.stacked.as_mut().filter(|_| bands.iter().any(|band| is_stacked(band))) {
            let rows: Vec<Row> = bands.iter().flat_map(|band| &band.abreast).flatten().cloned().collect();
            let room = Rect::new(at.x, at.y, self.width, height);
            return place::place_rows(cx, sheet, room, (&mut stacked.flow, &rows, scale));
        }
        let mut lines = Lines::default();
        for (n, side) in self.columns.iter_mut().enumerate() {
            let rows: Vec<Row> = bands.iter().filter_map(|band| band.abreast.get(n)).flatten().cloned().collect();
            let room = Rect::new(at.x + side.x, at.y, side.width, height);
            lines = lines.join(place::place_rows(cx, sheet, room, (&mut side.flow, &rows, scale)));
        }
        lines
    }
}

/// A row that holds rows of `columns`, the first of which decides what it needs; row `n` of the columns, all like `like`.
fn held(columns: Vec<Vec<Row>>, (n, like): (usize, &Row)) -> Row {
    let row = columns.first().and_then(|rows| rows.first()).unwrap_or(like);
    let (height, lead, tail) = (row.height, row.lead + row.cut_above(), row.tail + row.cut_below());
    let (before, cost) = if n == 0 { (like.before, like.cost) } else { (row.before, row.cost) };
    Row { height, before, cost, lead, tail, abreast: columns, ..like.clone() }
}

/// Whether `row` holds a row of columns that stand one under the other.
fn is_stacked(row: &Row) -> bool {
    row.abreast.len() == 1
}

/// Whether columns that were meant to stand side by side are cut in `rows`.
pub(super) fn is_parted(rows: &[Row]) -> bool {
    let of_one = |pair: &[Row]| matches!(pair, [one, next] if one.node == next.node && !next.abreast.is_empty());
    rows.windows(2).any(of_one)
}

/// `columns` one under the other in a room of `width`.
fn stack(cx: &mut Cx<'_>, columns: &[Column], width: f32) -> Stacked {
    let mut flow = Flow::default();
    let begins = flow.push_columns(cx, columns, &Nest::default(), width);
    code::in_one_size(&flow.nodes);
    Stacked { flow, begins }
}

impl Flow {
    /// Adds `columns` one under the other; gives the first node of each.
    pub(super) fn push_columns(&mut self, cx: &mut Cx<'_>, columns: &[Column], nest: &Nest, width: f32) -> Vec<usize> {
        let mut begins = Vec::with_capacity(columns.len());
        for column in columns {
            let first = self.nodes.len();
            self.blocks(cx, &column.blocks, width, nest);
            if is_titled(&column.blocks) {
                let place = nest.parents.len();
                self.nodes.iter_mut().skip(first + 1).for_each(|node| node.parents.insert(place, first));
            }
            if let Some(node) = self.nodes.get_mut(first).filter(|_| !begins.is_empty()) {
                node.before = node.before.max(UNDER_GAP);
            }
            begins.push(first);
        }
        begins
    }
}

/// Whether the one heading of `blocks` stands above all else: pages that go on repeat it.
fn is_titled(blocks: &[Block]) -> bool {
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
    blocks.iter().filter(is_heading).count() == 1 && blocks.first().as_ref().is_some_and(is_heading)
}

/// The titles of the slides of `deck`, each once; a slide that shows them is none of them.
pub(super) fn titles(deck: &Deck) -> Vec<Vec<Inline>> {
    let mut seen = HashSet::new();
    let mut titles = Vec::new();
    if !deck.slides.iter().any(|slide| shows_contents(&slide.blocks)) {
        return titles;
    }
    for slide in deck.slides.iter().filter(|slide| !shows_contents(&slide.blocks)) {
        let plain = markdown::plain(&slide.title).trim().to_owned();
        if !plain.is_empty() && seen.insert(plain) {
            let words = slide.title.iter().filter_map(|inline| match inline {
                Inline::Picture(_) | Inline::Icon(_) => None,
                Inline::Break => Some(Inline::Text(markdown::Run { text: " ".to_owned(), ..markdown::Run::default() })),
                Inline::Text(run) => Some(Inline::Text(markdown::Run { link: None, ..run.clone() })),
                Inline::Math(math) => Some(Inline::Math(math.clone())),
            });
            titles.push(words.collect());
        }
    }
    titles
}

fn shows_contents(blocks: &[Block]) -> bool {
    let mut open: Vec<&Block> = blocks.iter().collect();
    while let Some(block) = open.pop() {
        if block.kind == BlockKind::Contents {
            return true;
        }
        open.extend(block.kind.groups().into_iter().flatten());
    }
    false
}

/// The deck's titles as numbered lists: columns side by side, and groups of columns that follow each other.
pub(super) fn contents(cx: &Cx<'_>, lines: Lines) -> Vec<Vec<Column>> {
    let count = cx.contents.len();
    let (one, two, each) = CONTENTS;
    let (columns, page) = match count {
        _ if count <= one || cx.room.page.aspect() < NARROW_PAGE => (1, count.max(1)),
        _ if count <= two => (2, two),
        // No last page with a few that were left over.
        _ => (2, count.div_ceil(count.div_ceil(each))),
    };
    let mut number = 1;
    let mut out = Vec::new();
    for titles in cx.contents.chunks(page) {
        let mut group = Vec::new();
        for titles in titles.chunks(titles.len().div_ceil(columns)) {
            let item = |title: &Vec<Inline>| {
                let blocks = vec![Block::new(BlockKind::Paragraph(title.clone()), lines)];
                Item { task: None, blocks }
            };
            let list = List { start: Some(number), items: titles.iter().map(item).collect() };
            number = number.saturating_add(titles.len() as u64);
            group.push(Column { share: 1.0, blocks: vec![Block::new(BlockKind::List(list), lines)] });
        }
        out.push(group);
    }
    out
}

#[cfg(test)]
#[path = "abreast_tests.rs"]
mod tests;

//! Columns side by side: each is a flow of its own, all are set at one size. Where they do not fit on a page they are cut
//! into bands at the same height, so that what stood side by side stays so. Also the table of contents, which stands in
//! columns if it is long. Never lets a column reach into its neighbour.

use std::collections::HashSet;

use super::Cx;
use super::flow::Flow;
use super::paginate::{self, Grain, Row, extent};
use super::place;
use super::sheet::Sheet;
use crate::deck::Deck;
use crate::diag::Lines;
use crate::geom::{Point, Rect, Size};
use crate::markdown::{self, Block, BlockKind, Column, Inline, Item, List};

/// Space between two columns, and the most of the width that it takes.
const GAP: f32 = 48.0;
const WIDEST_GAP: f32 = 0.06;
/// No column is narrower; columns that would be stand one under the other.
const NARROWEST: f32 = 150.0;
/// On pages that are narrower than this, columns stand one under the other.
const NARROW_PAGE: f32 = 1.2;
/// What it costs to cut columns that could stand whole on a page.
const CUT_COST: f32 = 90.0;
/// What it costs to cut a table of contents: more than a page.
const CONTENTS_COST: f32 = 1.3 * paginate::PAGE_COST;
/// What it costs more if a column goes on with its last row alone.
const LONELY_COST: f32 = 60.0;
/// Rows that begin this close to each other begin together.
const TOGETHER: f32 = 1.0;
/// How many titles of a table of contents stand in one column, and in two on one page; of more, so many stand on each.
const CONTENTS: (usize, usize, usize) = (7, 20, 16);

/// Columns side by side.
#[derive(Debug)]
pub(super) struct Abreast {
    columns: Vec<Side>,
    /// What it costs to cut them.
    cost: f32,
}

#[derive(Debug)]
struct Side {
    /// Left edge from that of the first.
    x: f32,
    width: f32,
    flow: Flow,
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
            let mut flow = Flow::new(cx, &column.blocks, width);
            if is_titled(&column.blocks) {
                flow.nodes.iter_mut().skip(1).for_each(|node| node.parents.insert(0, 0));
            }
            sides.push(Side { x, width, flow });
            x += width + gap;
        }
        Some(Self { columns: sides, cost: CUT_COST })
    }

    /// The flows of a table of contents, which is not cut if it can stand on a page.
    pub(super) fn contents(&mut self) -> impl Iterator<Item = &mut Flow> {
        self.cost = CONTENTS_COST;
        self.columns.iter_mut().map(|side| &mut side.flow)
    }

    /// The rows that it makes on pages of `height`, all like `like`: one if it is to stay whole, else as many bands as it
    /// can be cut into.
    pub(super) fn bands(&mut self, cx: &mut Cx<'_>, (like, height): (&Row, f32), how: (f32, Grain)) -> Vec<Row> {
        let mut all = Vec::with_capacity(self.columns.len());
        for side in &mut self.columns {
            all.push(paginate::rows(cx, &mut side.flow, Size::new(side.width, height), how));
        }
        match how.1 {
            Grain::Whole => {
                let height = all.iter().map(|rows| extent(rows, 0..rows.len())).fold(0.0, f32::max);
                vec![Row { height, abreast: all, ..like.clone() }]
            }
            Grain::Lines => cut((like, self.cost), all),
        }
    }

    /// Puts what `bands` hold at `at`, column by column; gives the lines of the file that they show.
    pub(super) fn put(
        &mut self,
        cx: &mut Cx<'_>,
        sheet: &mut Sheet<'_>,
        (bands, scale): (&[&Row], f32),
        (at, height): (Point, f32),
    ) -> Lines {
        let mut lines = Lines::default();
        for (n, side) in self.columns.iter_mut().enumerate() {
            let rows: Vec<Row> = bands.iter().filter_map(|band| band.abreast.get(n)).flatten().cloned().collect();
            let room = Rect::new(at.x + side.x, at.y, side.width, height);
            lines = lines.join(place::place_rows(cx, sheet, room, (&mut side.flow, &rows, scale)));
        }
        lines
    }
}

/// Whether the one heading of `blocks` stands above all else: pages that go on repeat it.
fn is_titled(blocks: &[Block]) -> bool {
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
    blocks.iter().filter(is_heading).count() == 1 && blocks.first().as_ref().is_some_and(is_heading)
}

/// A row of a column on its way into a band.
struct Piece {
    row: Row,
    /// Where it begins if nothing is cut.
    top: f32,
}

/// `columns` cut wherever a row of one of them begins.
fn cut((like, cost): (&Row, f32), columns: Vec<Vec<Row>>) -> Vec<Row> {
    let mut all: Vec<Vec<Piece>> = Vec::with_capacity(columns.len());
    let highest = columns.iter().map(|rows| natural(rows)).fold(0.0, f32::max);
    for rows in columns {
        let mut y = 0.0;
        let mut pieces: Vec<Piece> = Vec::with_capacity(rows.len());
        for row in rows {
            y += if pieces.is_empty() { 0.0 } else { row.before };
            let top = y;
            y += row.height;
            pieces.push(Piece { row, top });
        }
        all.push(pieces);
    }
    let mut cuts: Vec<f32> = all.iter().flatten().map(|piece| piece.top).collect();
    cuts.sort_by(f32::total_cmp);
    cuts.dedup_by(|next, cut| *next - *cut < TOGETHER);
    let mut bands = Vec::with_capacity(cuts.len());
    let mut rest: Vec<std::iter::Peekable<std::vec::IntoIter<Piece>>> =
        all.into_iter().map(|pieces| pieces.into_iter().peekable()).collect();
    // How far down the rows reach that began so far, and what a card that is cut there needs.
    let mut reach: Vec<(f32, f32)> = vec![(0.0, 0.0); rest.len()];
    for (n, top) in cuts.iter().copied().enumerate() {
        let end = cuts.get(n + 1).copied();
        let mut band = Row { height: end.unwrap_or(highest) - top, ..like.clone() };
        if n > 0 {
            (band.before, band.cost, band.lead) = (0.0, 0.0, 0.0);
        }
        for (column, reach) in rest.iter_mut().zip(&mut reach) {
            let left = column.len();
            if let Some(Piece { row, .. }) = column.peek().filter(|_| n > 0) {
                let lonely = if left == 1 && row.part.is_none() { LONELY_COST } else { 0.0 };
                band.cost = band.cost.max(row.cost + cost + lonely);
                band.lead = band.lead.max(row.lead + row.cut_above());
            }
            let mut rows = Vec::new();
            while let Some(piece) = column.next_if(|piece| end.is_none_or(|end| piece.top < end)) {
                *reach = (piece.top + piece.row.height, piece.row.cut_below());
                rows.push(piece.row);
            }
            band.tail = band.tail.max(reach.0 + reach.1 - end.unwrap_or(highest));
            band.abreast.push(rows);
        }
        bands.push(band);
    }
    bands
}

/// Height of `rows` one under the other.
fn natural(rows: &[Row]) -> f32 {
    rows.iter().enumerate().map(|(n, row)| row.height + if n == 0 { 0.0 } else { row.before }).sum()
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
mod tests {
    use super::*;

    fn row(node: usize, height: f32) -> Row {
        Row {
            node,
            part: None,
            height,
            before: 10.0,
            cost: 5.0,
            cards: Vec::new(),
            opens: 0,
            closes: 0,
            lead: 0.0,
            tail: 0.0,
            abreast: Vec::new(),
        }
    }

    /// How high the rows of one column are that stand on a page of `bands`.
    fn extents(bands: &[Row]) -> Vec<f32> {
        let columns = bands.iter().map(|band| band.abreast.len()).max().unwrap_or(0);
        let column = |n: usize| {
            let rows: Vec<Row> = bands.iter().flat_map(|band| band.abreast[n].clone()).collect();
            extent(&rows, 0..rows.len())
        };
        (0..columns).map(column).collect()
    }

    #[test]
    fn whole_columns_are_as_high_as_the_highest() {
        let columns = vec![vec![row(0, 40.0), row(1, 40.0), row(2, 40.0)], vec![row(0, 100.0)]];
        let bands = cut((&row(7, 0.0), 0.0), columns);
        assert_eq!(extent(&bands, 0..bands.len()), 140.0);
        assert_eq!(bands.iter().map(|band| band.node).collect::<Vec<_>>(), [7; 3]);
        assert_eq!(bands[0].abreast[1].len(), 1);
    }

    #[test]
    fn a_page_has_room_for_its_part_of_every_column() {
        // Rows of many heights, from a small generator of its own.
        let mut seed = 7_u32;
        let mut next = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % most
        };
        for _ in 0..200 {
            let columns: Vec<Vec<Row>> = (0..2 + next(3))
                .map(|_| (0..next(12)).map(|n| row(n as usize, 10.0 + next(90) as f32)).collect())
                .collect();
            let bands = cut((&row(0, 0.0), 0.0), columns.clone());
            for start in 0..bands.len() {
                for end in start + 1..=bands.len() {
                    let room = extent(&bands, start..end);
                    let highest = extents(&bands[start..end]).into_iter().fold(0.0, f32::max);
                    assert!(highest <= room + 0.01, "{highest} in {room}: bands {start}..{end} of {columns:?}");
                }
            }
            for (n, rows) in columns.iter().enumerate() {
                let kept: Vec<usize> =
                    bands.iter().flat_map(|band| band.abreast[n].iter().map(|row| row.node)).collect();
                assert_eq!(kept, rows.iter().map(|row| row.node).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn what_stands_side_by_side_stays_so() {
        let columns = vec![(0..12).map(|n| row(n, 40.0)).collect(), (0..6).map(|n| row(n, 30.0)).collect()];
        let bands = cut((&row(0, 0.0), 0.0), columns);
        let nodes = |n: usize, bands: &[Row]| -> Vec<usize> {
            bands.iter().flat_map(|band| band.abreast[n].iter().map(|row| row.node)).collect()
        };
        let page = &bands[..bands.iter().position(|band| nodes(0, std::slice::from_ref(band)) == [3]).unwrap()];
        assert_eq!((nodes(0, page), nodes(1, page)), (vec![0, 1, 2], vec![0, 1, 2, 3]));
    }
}

//! Two columns of short bullets, where one column of them is too much for a page: blocks in, the same blocks with their
//! list parted in two out, or `None`. A list that is too much for a page in two columns as well goes on in two columns on
//! the next one, so that no word comes before one of an earlier item. Decides where a list is parted; never how large it
//! is set.

use super::Cx;
use super::flow::Flow;
use super::frame::{self, Title};
use super::paginate;
use crate::geom::Rect;
use crate::markdown::{self, Block, BlockKind, Column, Inline, Item, List};

/// The most characters of an item of the first level that stands in a column; deeper ones are set smaller.
const LONGEST: [usize; 2] = [32, 38];
/// Items that may be as long as they like.
const ANY: [usize; 2] = [usize::MAX; 2];
/// A list of fewer lines stays in one column.
const LEAST_LINES: usize = 7;
/// The least that must be gained in size to part a list.
const GAIN: f32 = 0.09;
/// A list in two columns is shrunk to no less than this before it takes a page more.
const LARGE: f32 = 0.96;
/// No list goes on in two columns over more pages than this.
const MOST_PAGES: usize = 40;

/// `blocks` with their list in two columns, if that lets them be set clearly larger, or on fewer pages.
pub(super) fn if_larger(cx: &mut Cx<'_>, blocks: &[Block], title: Option<&Title>) -> Option<Vec<Block>> {
    let parting = Parting::new(blocks, &LONGEST)?;
    let column = frame::column(cx, title.map_or(0.0, |title| title.height));
    let one = scale(cx, blocks, column);
    if one >= 1.0 - GAIN {
        return None;
    }
    let halves = parting.over(1);
    if scale(cx, &halves, column) >= one + GAIN {
        return Some(halves);
    }
    if one > 0.0 { None } else { parting.over_pages(cx, column) }
}

/// `blocks` with their list in two columns, come what may; `None` if they end in no list of several items of words.
pub(super) fn wanted(cx: &mut Cx<'_>, blocks: &[Block], title: Option<&Title>) -> Option<Vec<Block>> {
    let parting = Parting::new(blocks, &ANY)?;
    let column = frame::column(cx, title.map_or(0.0, |title| title.height));
    let halves = parting.over(1);
    if scale(cx, &halves, column) > 0.0 {
        return Some(halves);
    }
    Some(parting.over_pages(cx, column).unwrap_or(halves))
}

/// The scale at which `blocks` stand on a page; 0 if they do not.
fn scale(cx: &mut Cx<'_>, blocks: &[Block], column: Rect) -> f32 {
    let (before, told) = (cx.sizing, cx.diagnostics.len());
    let mut flow = Flow::new(cx, blocks, column.width);
    let plan = paginate::fit(cx, &mut flow, column.size());
    cx.sizing = before;
    cx.diagnostics.truncate(told);
    plan.map_or(0.0, |plan| plan.scale)
}

/// A list that can stand in two columns.
struct Parting<'a> {
    /// What stands above it.
    above: &'a [Block],
    block: &'a Block,
    list: &'a List,
    /// How many lines each of its items takes.
    heights: Vec<usize>,
}

impl<'a> Parting<'a> {
    /// The list that `blocks` end in; `None` if it has an item of more than `longest` characters, or too few of them.
    fn new(blocks: &'a [Block], longest: &[usize; 2]) -> Option<Self> {
        let (block, above) = blocks.split_last()?;
        let BlockKind::List(list) = &block.kind else { return None };
        let words = above.iter().all(|block| matches!(block.kind, BlockKind::Paragraph(_)));
        let heights: Vec<usize> = list.items.iter().map(|item| lines(item, longest)).collect::<Option<_>>()?;
        let few = *longest != ANY && (heights.iter().sum::<usize>() < LEAST_LINES || list.items.len() < 4);
        (words && list.items.len() > 1 && !few).then_some(Self { above, block, list, heights })
    }

    /// It in two columns on each of as few pages as hold it so; `None` if an item has no room in a column.
    fn over_pages(&self, cx: &mut Cx<'_>, column: Rect) -> Option<Vec<Block>> {
        let line = cx.theme.list[0].line + cx.theme.list_space[0];
        let held = 2 * (column.height / line.max(1.0)) as usize;
        let least = self.heights.iter().sum::<usize>().div_ceil(held.max(1)).max(2);
        let mut best: Option<(f32, Vec<Block>)> = None;
        for pages in (least..least + 3).take_while(|&pages| pages <= MOST_PAGES.min(self.list.items.len() / 2)) {
            let blocks = self.over(pages);
            let parted = blocks.get(self.above.len()..).unwrap_or_default();
            let first = blocks.get(..=self.above.len()).unwrap_or_default();
            let others = parted.iter().skip(1).map(std::slice::from_ref);
            let scale = std::iter::once(first).chain(others).map(|one| scale(cx, one, column)).fold(1.0, f32::min);
            if scale > 0.0 && best.as_ref().is_none_or(|(most, _)| scale > *most) {
                best = Some((scale, blocks));
            }
            if scale >= LARGE {
                break;
            }
        }
        best.map(|(_, blocks)| blocks)
    }

    /// The same blocks with the list in two columns on each of `pages` pages.
    fn over(&self, pages: usize) -> Vec<Block> {
        let mut out = self.above.to_vec();
        let mut at = 0;
        for page in cut(&self.heights, pages) {
            let (from, count) = (at, page.len());
            let halves = cut(page, 2).into_iter().map(|half| {
                let column = Column { share: 1.0, blocks: vec![self.items(at, half.len())] };
                at += half.len();
                column
            });
            let halves: Vec<Column> = halves.collect();
            out.push(match halves.len() {
                1 => self.items(from, count),
                _ => Block { kind: BlockKind::Columns(halves), ..self.block.clone() },
            });
        }
        out
    }

    /// `count` of its items from the one at `from` on, as a list.
    fn items(&self, from: usize, count: usize) -> Block {
        let start = self.list.start.map(|start| start.saturating_add(from as u64));
        let items = self.list.items.iter().skip(from).take(count).cloned().collect();
        Block { kind: BlockKind::List(List { start, items }), ..self.block.clone() }
    }
}

/// `heights` in `parts` that are about as high as each other, the earlier ones the higher; each has one at least.
fn cut(heights: &[usize], parts: usize) -> Vec<&[usize]> {
    let all: usize = heights.iter().sum();
    let mut out = Vec::with_capacity(parts);
    let (mut from, mut sum) = (0, 0);
    for (n, height) in heights.iter().enumerate() {
        sum += height;
        let (done, left) = (out.len() + 1, heights.len() - n - 1);
        if done < parts && left > 0 && (sum * parts >= all * done || left <= parts - done) {
            out.extend(heights.get(from..=n));
            from = n + 1;
        }
    }
    out.extend(heights.get(from..).filter(|rest| !rest.is_empty()));
    out
}

/// How many lines `item` takes, each of them short; `None` if one is not, or if it holds more than words.
fn lines(item: &Item, longest: &[usize; 2]) -> Option<usize> {
    let mut count = 0;
    let mut open: Vec<(&Block, usize)> = item.blocks.iter().map(|block| (block, 0)).collect();
    while let Some((block, level)) = open.pop() {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let most = longest.get(level).or(longest.last()).copied().unwrap_or(0);
                let words = content.iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Icon(_)));
                if !words || markdown::plain(content).chars().count() > most {
                    return None;
                }
                count += 1;
            }
            BlockKind::List(list) => {
                let blocks = list.items.iter().flat_map(|item| &item.blocks);
                open.extend(blocks.map(|block| (block, level + 1)));
            }
            _ => return None,
        }
    }
    Some(count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many items each column has, on every page of `pages`.
    fn parted(text: &str, longest: &[usize; 2], pages: usize) -> Option<Vec<Vec<usize>>> {
        let blocks = markdown::parse("t.md", text, 1).blocks;
        let out = Parting::new(&blocks, longest)?.over(pages);
        assert_eq!(markdown::words(&out), markdown::words(&blocks));
        let count = |block: &Block| match &block.kind {
            BlockKind::List(list) => list.items.len(),
            _ => 0,
        };
        let columns = |block: &Block| match &block.kind {
            BlockKind::Columns(columns) => Some(columns.iter().map(|column| count(&column.blocks[0])).collect()),
            _ => None,
        };
        Some(out.iter().filter_map(columns).collect())
    }

    fn halves(text: &str) -> Option<Vec<usize>> {
        parted(text, &LONGEST, 1).map(|pages| pages.concat())
    }

    #[test]
    fn short_items_are_parted_by_their_lines() {
        assert_eq!(halves(&"- item\n".repeat(10)), Some(vec![5, 5]));
        assert_eq!(halves(&"- item\n".repeat(9)), Some(vec![5, 4]));
        assert_eq!(halves("- a\n  - b\n  - c\n  - d\n- e\n- f\n- g\n- h\n"), Some(vec![1, 4]));
        assert_eq!(halves(&format!("Of these:\n\n{}", "1. item\n".repeat(8))), Some(vec![4, 4]));
    }

    #[test]
    fn a_list_goes_on_in_two_columns() {
        assert_eq!(parted(&"- item\n".repeat(30), &LONGEST, 2), Some(vec![vec![8, 7], vec![8, 7]]));
        assert_eq!(parted(&"- item\n".repeat(7), &LONGEST, 3), Some(vec![vec![2, 1], vec![1, 1], vec![1, 1]]));
    }

    #[test]
    fn what_is_cut_is_all_there_and_no_part_is_empty() {
        for count in 1..20_usize {
            let heights: Vec<usize> = (0..count).map(|n| 1 + n * 7 % 4).collect();
            for parts in 1..8 {
                let cut = cut(&heights, parts);
                assert_eq!(cut.concat(), heights);
                assert!(cut.iter().all(|part| !part.is_empty()), "{heights:?} in {parts}: {cut:?}");
                assert_eq!(cut.len(), parts.min(count), "{heights:?} in {parts}: {cut:?}");
            }
        }
    }

    #[test]
    fn the_second_half_counts_on() {
        let blocks = markdown::parse("t.md", &"7. item\n".repeat(8), 1).blocks;
        let out = Parting::new(&blocks, &ANY).unwrap().over(1);
        let BlockKind::Columns(columns) = &out[0].kind else { panic!("no columns") };
        assert!(matches!(&columns[1].blocks[0].kind, BlockKind::List(list) if list.start == Some(11)));
    }

    #[test]
    fn what_is_long_or_more_than_words_stays() {
        assert_eq!(halves(&"- item\n".repeat(6)), None);
        assert_eq!(halves(&format!("{}- {}\n", "- item\n".repeat(9), "long ".repeat(12))), None);
        assert_eq!(halves(&format!("{}- a\n\n  ```\n  code\n  ```\n", "- item\n".repeat(9))), None);
        assert_eq!(halves(&format!("{}\nAfter it.\n", "- item\n".repeat(9))), None);
        assert_eq!(halves(&format!("- a\n{}", "  - item\n".repeat(9))), None);
    }
}

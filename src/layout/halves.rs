//! Two columns of short bullets, where one column of them is too much for a page: blocks in, the same blocks with their
//! list parted in two out, or `None`. Decides where a list is parted; never how large it is set.

use super::Cx;
use super::flow::Flow;
use super::frame::{self, Title};
use super::paginate;
use crate::markdown::{self, Block, BlockKind, Column, Inline, Item, List};

/// The most characters of an item of the first level that stands in a column; deeper ones are set smaller.
const LONGEST: [usize; 2] = [32, 38];
/// A list of fewer lines stays in one column.
const LEAST_LINES: usize = 7;
/// The least that must be gained in size to part a list.
const GAIN: f32 = 0.09;

/// `blocks` with their list in two columns, if that lets them be set clearly larger.
pub(super) fn if_larger(cx: &mut Cx<'_>, blocks: &[Block], title: Option<&Title>) -> Option<Vec<Block>> {
    let halves = parted(blocks, &LONGEST)?;
    let column = frame::column(cx, title.map_or(0.0, |title| title.height));
    let before = cx.sizing;
    let mut scale = |blocks: &[Block]| {
        let mut flow = Flow::new(cx, blocks, column.width);
        let plan = paginate::fit(cx, &mut flow, column.size());
        cx.sizing = before;
        plan.map_or(0.0, |plan| plan.scale)
    };
    let one = scale(blocks);
    (one < 1.0 - GAIN && scale(&halves) >= one + GAIN).then_some(halves)
}

/// `blocks` with their list in two columns, come what may; `None` if they end in no list of several short items.
pub(super) fn wanted(blocks: &[Block]) -> Option<Vec<Block>> {
    parted(blocks, &[usize::MAX; 2])
}

fn parted(blocks: &[Block], longest: &[usize; 2]) -> Option<Vec<Block>> {
    let (last, before) = blocks.split_last()?;
    let BlockKind::List(list) = &last.kind else { return None };
    let above = before.iter().all(|block| matches!(block.kind, BlockKind::Paragraph(_)));
    let heights: Vec<usize> = list.items.iter().map(|item| lines(item, longest)).collect::<Option<_>>()?;
    let all: usize = heights.iter().sum();
    let forced = longest.first() == Some(&usize::MAX);
    if !above || list.items.len() < 2 || !forced && (all < LEAST_LINES || list.items.len() < 4) {
        return None;
    }
    // The left column is the higher one, if they are not alike.
    let mut at = 1;
    while at + 1 < heights.len() && 2 * heights.iter().take(at).sum::<usize>() < all {
        at += 1;
    }
    let (left, right) = list.items.split_at(at);
    let half = |items: &[Item], from: usize| {
        let start = list.start.map(|start| start.saturating_add(from as u64));
        let kind = BlockKind::List(List { start, items: items.to_vec() });
        Column { share: 1.0, blocks: vec![Block { kind, ..last.clone() }] }
    };
    let mut out = before.to_vec();
    out.push(Block { kind: BlockKind::Columns(vec![half(left, 0), half(right, at)]), ..last.clone() });
    Some(out)
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

    /// How many items each column has.
    fn halves(text: &str) -> Option<Vec<usize>> {
        let blocks = markdown::parse("t.md", text, 1).blocks;
        let out = parted(&blocks, &LONGEST)?;
        let Some(Block { kind: BlockKind::Columns(columns), .. }) = out.last() else { panic!("no columns") };
        let count = |column: &Column| match &column.blocks[0].kind {
            BlockKind::List(list) => list.items.len(),
            _ => 0,
        };
        Some(columns.iter().map(count).collect())
    }

    #[test]
    fn short_items_are_parted_by_their_lines() {
        assert_eq!(halves(&"- item\n".repeat(10)), Some(vec![5, 5]));
        assert_eq!(halves(&"- item\n".repeat(9)), Some(vec![5, 4]));
        assert_eq!(halves("- a\n  - b\n  - c\n  - d\n- e\n- f\n- g\n- h\n"), Some(vec![1, 4]));
        assert_eq!(halves(&format!("Of these:\n\n{}", "1. item\n".repeat(8))), Some(vec![4, 4]));
    }

    #[test]
    fn the_second_half_counts_on() {
        let blocks = markdown::parse("t.md", &"7. item\n".repeat(8), 1).blocks;
        let out = wanted(&blocks).unwrap();
        let BlockKind::Columns(columns) = &out[0].kind else { panic!("no columns") };
        assert!(matches!(&columns[1].blocks[0].kind, BlockKind::List(list) if list.start == Some(11)));
        assert_eq!(markdown::words(&out), markdown::words(&blocks));
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

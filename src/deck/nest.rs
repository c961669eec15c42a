//! Lists as people type them: bullets right under a number belong to it, though Markdown parts them for want of a blank, and
//! the numbers go on. Blocks go in and come out with their words in the same order. Never nests deeper than the parser does.

use crate::markdown::{Block, BlockKind, List, MAX_DEPTH};

/// Puts bullets under the numbers that they follow, and joins the numbers. Recurses as deep as blocks nest, at most
/// [`MAX_DEPTH`].
pub(super) fn bullets(blocks: &mut Vec<Block>) {
    within(blocks, 0);
}

fn within(blocks: &mut Vec<Block>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        for group in block.kind.groups_mut() {
            within(group, depth + 1);
        }
        // A first number right under bullets is one of theirs that was typed otherwise: so are the bullets after it.
        let among = matches!(out.as_slice(), [.., bullets, number]
            if touches(bullets, number) && is_bulleted(bullets) && begins(number));
        let Some(before) = out.last_mut().filter(|_| !among) else {
            out.push(block);
            continue;
        };
        match part_of(before, &block, depth) {
            Part::Child => {
                before.lines = before.lines.join(block.lines);
                if let BlockKind::List(List { items, .. }) = &mut before.kind
                    && let Some(item) = items.last_mut()
                {
                    item.blocks.push(block);
                }
            }
            Part::More => {
                before.lines = before.lines.join(block.lines);
                if let (BlockKind::List(list), BlockKind::List(more)) = (&mut before.kind, block.kind) {
                    list.items.extend(more.items);
                }
            }
            Part::None => out.push(block),
        }
    }
    *blocks = out;
}

/// What a block is to the one before it.
enum Part {
    /// It stands under its last item.
    Child,
    /// It goes on with its items.
    More,
    None,
}

fn part_of(before: &Block, block: &Block, depth: usize) -> Part {
    let (BlockKind::List(list), BlockKind::List(next)) = (&before.kind, &block.kind) else { return Part::None };
    let Some(start) = list.start else { return Part::None };
    let touches = touches(before, block);
    let has_children = list.items.last().is_some_and(|item| item.blocks.len() > 1);
    match next.start {
        None if touches && !list.items.is_empty() && depth + height(block) < MAX_DEPTH => Part::Child,
        // Only what was parted by bullets is joined again.
        Some(number) if has_children => {
            let goes_on = number == start.saturating_add(list.items.len() as u64);
            if goes_on || touches && number <= 1 { Part::More } else { Part::None }
        }
        _ => Part::None,
    }
}

/// Whether no blank line is between two blocks, which would say that they have nothing to do with each other.
fn touches(before: &Block, block: &Block) -> bool {
    block.lines.from <= before.lines.to.saturating_add(1)
}

fn is_bulleted(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::List(list) if list.start.is_none())
}

/// Whether it is a list that begins with the first number.
fn begins(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::List(list) if list.start.is_some_and(|number| number <= 1))
}

/// How many levels of blocks a block has.
fn height(block: &Block) -> usize {
    let mut highest = 0;
    let mut open = vec![(block, 1)];
    while let Some((block, height)) = open.pop() {
        highest = highest.max(height);
        open.extend(block.kind.groups().into_iter().flatten().map(|inner| (inner, height + 1)));
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;

    /// Lists as nested brackets, with the first number of each.
    fn drawn(blocks: &[Block]) -> String {
        let one = |block: &Block| match &block.kind {
            BlockKind::List(list) => {
                let items: Vec<String> = list.items.iter().map(|item| drawn(&item.blocks)).collect();
                format!("{}[{}]", list.start.map_or(String::new(), |n| n.to_string()), items.join(", "))
            }
            _ => markdown::words(std::slice::from_ref(block)).join("_"),
        };
        blocks.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn bullets_right_under_a_number_are_its_own() {
        for (text, wanted) in [
            ("1. a\n - b\n2. c\n  - d\n  - e\n3. f", "1[a [b], c [d, e], f]"),
            ("1. a\n- b\n1. c\n- d", "1[a [b], c [d]]"),
            ("4. a\n - b\n\n5. c\n - d", "4[a [b], c [d]]"),
            ("1. a\n2. b\n - c", "1[a, b [c]]"),
            // A blank line parts them, and so does another number.
            ("1. a\n\n- b\n- c", "1[a] [b, c]"),
            ("1. a\n - b\n\n1. c", "1[a [b]] 1[c]"),
            ("1. a\n - b\n7. c", "1[a [b]] 7[c]"),
            ("1. a\n\n2) b", "1[a] 2[b]"),
            ("- a\n1. b\n- c", "[a] 1[b] [c]"),
            ("4.1. a\n - b\n5. c\n - d\n6. e\n - f", "4.1._a [b] 5[c [d], e [f]]"),
            ("- x\n  1. a\n   - b\n  2. c", "[x 1[a [b], c]]"),
        ] {
            let mut blocks = markdown::parse("t.md", text, 1).blocks;
            let words = markdown::words(&blocks);
            bullets(&mut blocks);
            assert_eq!(drawn(&blocks), wanted, "{text}");
            assert_eq!(markdown::words(&blocks), words);
        }
    }

    #[test]
    fn no_nesting_is_deeper_than_the_parser_allows() {
        let deep: String = (0..80).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
        let mut blocks = markdown::parse("t.md", &format!("1. x\n{deep}"), 1).blocks;
        let before = blocks.iter().map(height).max();
        bullets(&mut blocks);
        assert!(blocks.iter().map(height).max() <= before.max(Some(MAX_DEPTH)));
    }
}

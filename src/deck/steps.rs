//! Steps: the blocks of a slide go in, each comes out with the step at which it shows, counted in reading order. Pauses are
//! counted and taken out. Never moves a block, and never makes a step at which nothing new shows.

use crate::markdown::{Block, BlockKind, Item, MAX_DEPTH};

/// The most steps of a slide after its first.
pub(super) const MAX_STEPS: u16 = 999;

/// Counts the steps of `blocks`; with `lists`, the items of lists at the margin come one by one. Gives false if there
/// were more than [`MAX_STEPS`]: the rest shows with the last.
pub(super) fn count(blocks: &mut Vec<Block>, lists: bool) -> bool {
    let mut counter = Counter { step: 0, paused: false, full: false };
    counter.blocks(blocks, lists, 0);
    !counter.full
}

struct Counter {
    step: u16,
    /// A pause was read, and nothing that shows since.
    paused: bool,
    full: bool,
}

impl Counter {
    /// Recurses as deep as blocks nest, at most `MAX_DEPTH` and what columns add.
    fn blocks(&mut self, blocks: &mut Vec<Block>, lists: bool, depth: usize) {
        blocks.retain_mut(|block| {
            if block.kind == BlockKind::Pause {
                self.paused = true;
                return false;
            }
            self.block(block, lists, depth);
            true
        });
    }

    fn block(&mut self, block: &mut Block, lists: bool, depth: usize) {
        if depth > MAX_DEPTH + 2 {
            block.step = self.step;
            return;
        }
        match &mut block.kind {
            // A list shows with its first item, and a table of columns with what stands first in them.
            BlockKind::List(list) => {
                let mut first = None;
                for item in &mut list.items {
                    self.paused |= lists && shows(item);
                    self.blocks(&mut item.blocks, false, depth + 1);
                    first = first.or_else(|| item.blocks.first().map(|block| block.step));
                }
                block.step = first.unwrap_or_else(|| self.show());
            }
            BlockKind::Columns(columns) => {
                for column in columns.iter_mut() {
                    self.blocks(&mut column.blocks, lists, depth + 1);
                }
                let first = columns.iter().flat_map(|column| column.blocks.first()).map(|block| block.step).min();
                block.step = first.unwrap_or(self.step);
            }
            BlockKind::Code(code) => {
                block.step = self.show();
                // Its first highlight shows with it.
                let more = u16::try_from(code.steps.len().saturating_sub(1)).unwrap_or(u16::MAX);
                let room = MAX_STEPS.saturating_sub(self.step);
                if more > room {
                    code.steps.truncate(usize::from(room) + 1);
                    self.full = true;
                }
                self.step = self.step.saturating_add(more).min(MAX_STEPS);
            }
            kind => {
                let step = self.show();
                for group in kind.groups_mut() {
                    self.blocks(group, false, depth + 1);
                }
                block.step = step;
            }
        }
    }

    /// The step at which something that comes now shows.
    fn show(&mut self) -> u16 {
        if std::mem::take(&mut self.paused) {
            if self.step < MAX_STEPS {
                self.step += 1;
            } else {
                self.full = true;
            }
        }
        self.step
    }
}

/// Whether an item has more than a pause.
fn shows(item: &Item) -> bool {
    item.blocks.iter().any(|block| block.kind != BlockKind::Pause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;

    /// The words of every leaf with its step.
    fn counted(text: &str, lists: bool) -> String {
        let mut blocks = markdown::parse("t.md", text, 1).blocks;
        for block in &mut blocks {
            pauses(block);
        }
        assert!(count(&mut blocks, lists));
        let mut out = Vec::new();
        let mut open: Vec<&Block> = blocks.iter().rev().collect();
        while let Some(block) = open.pop() {
            let groups = block.kind.groups();
            if groups.is_empty() {
                let words = markdown::words(std::slice::from_ref(block)).join(" ");
                out.push(format!("{words}:{}", block.step));
            }
            open.extend(groups.into_iter().rev().flat_map(|group| group.iter().rev()));
        }
        out.join(" ")
    }

    /// Makes pauses of paragraphs that say so.
    fn pauses(block: &mut Block) {
        if markdown::words(std::slice::from_ref(block)) == ["PAUSE"] && matches!(block.kind, BlockKind::Paragraph(_)) {
            block.kind = BlockKind::Pause;
        }
        for group in block.kind.groups_mut() {
            group.iter_mut().for_each(pauses);
        }
    }

    #[test]
    fn a_pause_moves_all_that_follows() {
        assert_eq!(counted("a\n\nPAUSE\n\nb\n\nPAUSE\n\n- c\n- d\n\ne", false), "a:0 b:1 c:2 d:2 e:2");
        assert_eq!(counted("PAUSE\n\na\n\nPAUSE\n\nPAUSE\n\nb\n\nPAUSE", false), "a:1 b:2");
        assert_eq!(
            counted("- a\n\n  PAUSE\n\n  b\n- c\n\n> d\n>\n> PAUSE\n>\n> e\n\nf", false),
            "a:0 b:1 c:1 d:1 e:2 f:2"
        );
    }

    #[test]
    fn items_come_one_by_one_with_what_is_under_them() {
        assert_eq!(counted("x\n\n- a\n  - b\n  - c\n- d\n\n1. e\n\ny", true), "x:0 a:1 b:1 c:1 d:2 e:3 y:3");
        assert_eq!(counted("- a\n\n  PAUSE\n\n  - b\n- c", true), "a:1 b:2 c:3");
        assert_eq!(counted("> - a\n> - b", true), "a:0 b:0");
    }

    #[test]
    fn highlights_of_code_are_steps() {
        let mut blocks = markdown::parse("t.md", "a\n\n```\nb\n```\n\nc", 1).blocks;
        if let BlockKind::Code(code) = &mut blocks[1].kind {
            code.steps = vec![markdown::Highlight::All; 3];
        }
        assert!(count(&mut blocks, false));
        assert_eq!(blocks.iter().map(|block| block.step).collect::<Vec<u16>>(), [0, 0, 2]);
    }

    #[test]
    fn steps_have_an_end() {
        let mut blocks = markdown::parse("t.md", &"PAUSE\n\nx\n\n".repeat(1100), 1).blocks;
        blocks.iter_mut().for_each(pauses);
        assert!(!count(&mut blocks, false));
        assert_eq!(blocks.iter().map(|block| block.step).max(), Some(MAX_STEPS));
        assert_eq!(blocks.len(), 1100);
        let mut code = markdown::parse("t.md", "```\nb\n```", 1).blocks;
        if let BlockKind::Code(code) = &mut code[0].kind {
            code.steps = vec![markdown::Highlight::All; 70_000];
        }
        assert!(!count(&mut code, false));
        assert!(matches!(&code[0].kind, BlockKind::Code(code) if code.steps.len() == 1000));
    }
}

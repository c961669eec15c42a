//! Steps: the blocks of a slide go in, each comes out with the step at which it shows. Pauses hold back all that follows,
//! fragments nothing but themselves; both are counted in reading order and taken out. Never moves a block.

use crate::markdown::{Block, BlockKind, Fragment, Item, MAX_DEPTH, When};

/// The most steps of a slide after its first.
pub(super) const MAX_STEPS: u16 = 999;

/// Counts the steps of `blocks`; with `lists`, the items of lists at the margin come one by one. Gives false if there
/// were more than [`MAX_STEPS`]: the rest shows with the last. A page has a step only where something shows on it.
pub(super) fn count(blocks: &mut Vec<Block>, lists: bool) -> bool {
    let indices = indices(blocks);
    // Fragments that have an index come before those that have none.
    let step = u16::try_from(indices.len()).unwrap_or(u16::MAX).min(MAX_STEPS);
    let full = indices.len() > usize::from(MAX_STEPS);
    let mut counter = Counter { step, base: 0, paused: false, before: 0, indices, full };
    counter.blocks(blocks, lists, 0);
    !counter.full
}

/// The indices of fragments that the author gave, each once, in order.
fn indices(blocks: &[Block]) -> Vec<u16> {
    let mut found = Vec::new();
    let mut open: Vec<&Block> = blocks.iter().collect();
    while let Some(block) = open.pop() {
        if let BlockKind::Fragment(Fragment { when: When::At(index), .. }) = block.kind {
            found.push(index);
        }
        open.extend(block.kind.groups().into_iter().flatten());
    }
    found.sort_unstable();
    found.dedup();
    found
}

struct Counter {
    /// The last step that was given away.
    step: u16,
    /// The step at which what comes now shows.
    base: u16,
    /// A pause was read, and nothing that shows since.
    paused: bool,
    /// The step of the last fragment.
    before: u16,
    indices: Vec<u16>,
    full: bool,
}

impl Counter {
    /// Recurses as deep as blocks nest, at most `MAX_DEPTH` and what columns add.
    fn blocks(&mut self, blocks: &mut Vec<Block>, lists: bool, depth: usize) {
        // The fragments that are open: the step at which what comes after them shows, and whether each block is one.
        let mut open: Vec<(u16, bool)> = Vec::new();
        blocks.retain_mut(|block| {
            match block.kind {
                BlockKind::Pause => self.paused = true,
                BlockKind::Fragment(fragment) => open.push((self.enter(fragment), fragment.each)),
                BlockKind::FragmentEnd => {
                    if let Some((base, _)) = open.pop() {
                        self.base = base;
                    }
                }
                _ if open.last().is_some_and(|(_, each)| *each) => {
                    let one = Fragment::default();
                    match &mut block.kind {
                        BlockKind::List(list) => {
                            let lines = block.lines;
                            for item in &mut list.items {
                                item.blocks.insert(0, Block::new(BlockKind::Fragment(one), lines));
                            }
                            self.block(block, false, depth);
                        }
                        _ => {
                            let base = self.enter(one);
                            self.block(block, false, depth);
                            self.base = base;
                        }
                    }
                }
                _ => self.block(block, lists, depth),
            }
            !block.kind.is_step_mark()
        });
        if let Some((base, _)) = open.first() {
            self.base = *base;
        }
    }

    fn block(&mut self, block: &mut Block, lists: bool, depth: usize) {
        if depth > MAX_DEPTH + 2 {
            block.step = self.base;
            return;
        }
        match &mut block.kind {
            // A list shows with the first of its items, and a table of columns with what stands first in them.
            BlockKind::List(list) => {
                let mut first: Option<u16> = None;
                for item in &mut list.items {
                    self.item(item, lists, depth);
                    let step = item.blocks.first().map(|block| block.step);
                    first = first.into_iter().chain(step).min();
                }
                block.step = first.unwrap_or_else(|| self.show());
            }
            BlockKind::Columns(columns) => {
                for column in columns.iter_mut() {
                    self.blocks(&mut column.blocks, lists, depth + 1);
                }
                let first = columns.iter().flat_map(|column| column.blocks.first()).map(|block| block.step).min();
                block.step = first.unwrap_or(self.base);
            }
            BlockKind::Code(code) => {
                block.step = self.show();
                if code.steps.len() < 2 {
                    return;
                }
                // Its first highlight shows with it, and for as long as fragments before it come.
                if let Some(first) = code.steps.first().cloned() {
                    let wait = usize::from(self.step.saturating_sub(self.base));
                    code.steps.splice(0..0, std::iter::repeat_n(first, wait));
                }
                let more = u16::try_from(code.steps.len() - 1).unwrap_or(u16::MAX);
                let room = MAX_STEPS.saturating_sub(self.base);
                if more > room {
                    code.steps.truncate(usize::from(room) + 1);
                    self.full = true;
                }
                self.step = self.base.saturating_add(more).min(MAX_STEPS);
                self.base = self.step;
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

    /// An item: all of it comes with its first words.
    fn item(&mut self, item: &mut Item, lists: bool, depth: usize) {
        match item.blocks.first().map(|block| &block.kind) {
            Some(&BlockKind::Fragment(fragment)) if !fragment.each => {
                item.blocks.remove(0);
                let base = self.enter(fragment);
                self.blocks(&mut item.blocks, false, depth + 1);
                self.base = base;
            }
            _ => {
                self.paused |= lists && item.blocks.iter().any(|block| !block.kind.is_step_mark());
                self.blocks(&mut item.blocks, false, depth + 1);
            }
        }
    }

    /// The step at which something that comes now shows.
    fn show(&mut self) -> u16 {
        if std::mem::take(&mut self.paused) {
            self.base = self.next();
        }
        self.base
    }

    /// A step of its own.
    fn next(&mut self) -> u16 {
        if self.step < MAX_STEPS {
            self.step += 1;
        } else {
            self.full = true;
        }
        self.step
    }

    /// What comes now belongs to `fragment`; gives the step at which what comes after it shows.
    fn enter(&mut self, fragment: Fragment) -> u16 {
        let after = self.show();
        if !fragment.each {
            let step = match fragment.when {
                When::Next => self.next(),
                When::With => self.before,
                When::At(index) => {
                    let rank = self.indices.partition_point(|known| *known <= index);
                    u16::try_from(rank).unwrap_or(u16::MAX).min(MAX_STEPS)
                }
            };
            // Nothing comes before what it stands in.
            self.base = step.max(after);
            self.before = self.base;
        }
        after
    }
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
        steps_of(&blocks)
    }

    fn steps_of(blocks: &[Block]) -> String {
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
    fn a_fragment_holds_back_nothing_but_itself() {
        let tag = |index: &str| format!("<!-- .element: class=\"fragment\" {index} -->");
        let of = |body: &str| {
            let body = body.replace("{}", &tag(""));
            let body = (0..10)
                .fold(body, |body, n| body.replace(&format!("{{{n}}}"), &tag(&format!("data-fragment-index=\"{n}\""))));
            let source = crate::deck::read("t.md", &format!("---\ntitle: T\n---\n\n## t\n\n{body}\n")).0;
            steps_of(&crate::deck::build(&source).slides[0].blocks)
        };
        for (body, wanted) in [
            ("a\n\nb {}\n\nc", "a:0 b:1 c:0"),
            ("- a {}\n- b\n\nc\n\n. . .\n\nd", "a:1 b:0 c:0 d:2"),
            ("a {}\n\n. . .\n\nb {}\n\nc", "a:1 b:3 c:2"),
            // In the order of their indices, those of one index together, those of none last.
            ("a {2}\n\nb {1}\n\nc {2}\n\nd {}\n\ne", "a:2 b:1 c:2 d:3 e:0"),
            ("a {7}\n\n. . .\n\nb {0}\n\nc", "a:2 b:3 c:3"),
            // What stands in an item comes no earlier than the item.
            ("- a {}\n  - b {}\n  - c\n- d", "a:1 b:2 c:1 d:0"),
            ("> a {}\n>\n> b\n\nc", "a:1 b:0 c:0"),
            ("- a\n- b\n\n{}\n\nc", "a:1 b:1 c:0"),
            ("<!-- steps -->\n\n- a {}\n- b\n- c {}", "a:1 b:2 c:3"),
            // A highlight waits for the fragments before its code.
            ("a {}\n\nb {}\n\n```go {1|2}\nx\n```\n\nc", "a:1 b:2 x:0 c:3"),
            ("<div class=\"fragment\">\n\na\n\nb\n\n</div>\n\nc", "a:1 b:1 c:0"),
            (
                "<p class=\"fragment\" data-fragment-index=\"2\">a</p>\n<p class=\"fragment\" data-fragment-index=\"1\">b</p>",
                "a:2 b:1",
            ),
            ("<div class=\"fragment\"><div>a</div><div>b</div></div><div>c</div>", "a:1 b:1 c:0"),
            ("<span class=\"fragment\">a</span>\n\nb", "a:1 b:0"),
            ("- <span class=\"fragment\">a</span>\n- b", "a:1 b:0"),
            ("<v-click>\n\na\n\n- b\n\n</v-click>\n\nc", "a:1 b:1 c:0"),
            ("<v-clicks>\n\n- a\n  - b\n- c\n\nd\n\n</v-clicks>\n\ne", "a:1 b:1 c:2 d:3 e:0"),
            ("<v-click>a</v-click>\n\n<v-after>b</v-after>\n\nc", "a:1 b:1 c:0"),
            ("<div v-click=\"2\">a</div>\n<div v-click=\"1\">b</div>\n\nc", "a:2 b:1 c:0"),
            // What is in view before stays there; what is never closed ends with what it stands in.
            ("a <!-- .element: class=\"fragment highlight-red\" -->\n\nb", "a:0 b:0"),
            ("- <div class=\"fragment\">a\n- b\n\nc", "a:1 b:0 c:0"),
            ("<div class=\"fragment\">\n\na", "a:1"),
        ] {
            assert_eq!(of(body), wanted, "{body}");
        }
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

//! Quotes, lists, callouts and what else holds blocks. Their beginnings and ends go in, finished blocks come out; what is
//! too deep must never be lost: it lands in the deepest level.

use std::ops::Range;

use super::Builder;
use crate::diag::Lines;
use crate::markdown::{
    Block, BlockKind, Callout, CalloutKind, Definition, Footnote, Inline, Item, List, MAX_DEPTH, Quote,
};

/// What holds blocks and is still open.
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    pub(super) blocks: Vec<Block>,
    pub(super) lines: Lines,
}

/// What is open.
pub(super) enum FrameKind {
    Root,
    Quote {
        quote: Quote,
        /// Whether it may turn out to be a callout: it begins with `[!`.
        alert: bool,
        /// The callout that it turned out to be.
        callout: Option<(CalloutKind, Vec<Inline>)>,
    },
    List(List),
    Item(Option<bool>),
    Callout {
        callout: Callout,
        by: Opener,
    },
    /// What stands for its number.
    Footnote(u32),
    Definitions(Vec<Definition>),
    Meaning,
}

/// What opened a callout that is no quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// `:::`
    Colons,
    /// `<details>`
    Details,
}

impl FrameKind {
    /// Whether it is a block of its own; the others are parts of one.
    const fn is_block(&self) -> bool {
        !matches!(self, Self::Root | Self::Item(_) | Self::Meaning)
    }

    fn is_details(&self) -> bool {
        matches!(self, Self::Callout { by: Opener::Details, .. })
    }
}

impl Builder<'_> {
    /// Opens a container, unless it is too deep.
    pub(super) fn open(&mut self, kind: FrameKind, range: &Range<usize>) {
        self.flush();
        let depth = self.frames.iter().filter(|frame| frame.kind.is_block()).count();
        // One level is left for the paragraph inside.
        if self.overflow > 0 || (kind.is_block() && depth + 1 >= MAX_DEPTH) {
            if self.overflow == 0 && !self.diagnostics.iter().any(|found| found.message.starts_with("quotes and lists"))
            {
                let message = format!("quotes and lists nest deeper than {MAX_DEPTH} levels; the rest is kept flat");
                let found = self.place.warning(range.start, &message).hint("nest less deeply");
                self.diagnostics.push(found);
            }
            self.overflow += 1;
            return;
        }
        self.frames.push(Frame { kind, blocks: Vec::new(), lines: self.place.lines(range) });
    }

    /// The end of a container that the parser knows.
    pub(super) fn end_container(&mut self) {
        self.flush();
        if self.overflow > 0 {
            self.overflow -= 1;
            return;
        }
        self.close_details();
        self.close();
    }

    /// Opens a callout that is no quote.
    pub(super) fn open_callout(&mut self, kind: CalloutKind, title: Vec<Inline>, by: Opener, range: &Range<usize>) {
        let callout = Callout { kind, title, blocks: Vec::new() };
        let said = callout.title.clone();
        self.open(FrameKind::Callout { callout, by }, range);
        if self.overflow > 0 {
            if by == Opener::Details {
                self.overflow -= 1;
            }
            let lines = self.place.lines(range);
            if !said.is_empty() {
                self.block(BlockKind::Paragraph(said), lines);
            }
        }
    }

    /// `:::` at the end of a callout.
    pub(super) fn close_colons(&mut self, lines: Lines) {
        self.flush();
        if self.overflow > 0 {
            self.overflow -= 1;
            return;
        }
        self.close_details();
        if let Some(Frame { kind: FrameKind::Callout { .. }, lines: own, .. }) = self.frames.last_mut() {
            *own = own.join(lines);
            self.close();
        }
    }

    /// `</details>`; whether there was one to end.
    pub(super) fn end_details(&mut self, lines: Lines) -> bool {
        self.flush();
        match self.frames.last_mut() {
            Some(frame) if frame.kind.is_details() && self.overflow == 0 => {
                frame.lines = frame.lines.join(lines);
                self.close();
                true
            }
            _ => false,
        }
    }

    /// Ends every `<details>` that was left open.
    pub(super) fn close_details(&mut self) {
        while let Some(lines) = self.frames.last().filter(|frame| frame.kind.is_details()).map(|frame| frame.lines) {
            self.left_open(lines);
            self.close();
        }
    }

    /// Closes the innermost container.
    pub(super) fn close(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(Frame { kind, blocks, lines }) = self.frames.pop() else { return };
        self.aligned.end_container(self.frames.len());
        let Some(parent) = self.frames.last_mut() else { return };
        let kind = match (kind, &mut parent.kind) {
            (FrameKind::Item(task), FrameKind::List(list)) => return list.items.push(Item { task, blocks }),
            (FrameKind::Meaning, FrameKind::Definitions(all)) => {
                match all.last_mut() {
                    Some(last) => last.meanings.push(blocks),
                    None => all.push(Definition { term: Vec::new(), meanings: vec![blocks] }),
                }
                return;
            }
            (FrameKind::Root | FrameKind::Item(_) | FrameKind::Meaning, _) => return parent.blocks.extend(blocks),
            (FrameKind::List(list), _) => BlockKind::List(list),
            (FrameKind::Footnote(number), _) => BlockKind::Footnote(Footnote { number, blocks }),
            (FrameKind::Definitions(all), _) => {
                let comments = blocks;
                let empty = !all.iter().any(|one| one.meanings.iter().flatten().any(speaks));
                if empty {
                    for one in all {
                        if !one.term.is_empty() {
                            parent.blocks.push(Block::new(BlockKind::Paragraph(one.term), lines));
                        }
                        parent.blocks.extend(one.meanings.into_iter().flatten());
                    }
                } else {
                    parent.blocks.push(Block::new(BlockKind::Definitions(all), lines));
                }
                return parent.blocks.extend(comments);
            }
            (FrameKind::Quote { callout: Some((kind, title)), quote, .. }, _) => {
                let mut blocks = blocks;
                if !quote.name.is_empty() {
                    blocks.push(Block::new(BlockKind::Paragraph(quote.name), lines));
                }
                callout(Callout { kind, title, blocks }, lines)
            }
            // A quote of nothing but its source says that.
            (FrameKind::Quote { quote: Quote { name, .. }, .. }, _)
                if !name.is_empty() && !blocks.iter().any(speaks) =>
            {
                let mut blocks = blocks;
                blocks.push(Block::new(BlockKind::Paragraph(name), lines));
                BlockKind::Quote(Quote { blocks, ..Quote::default() })
            }
            (FrameKind::Quote { quote, .. }, _) => BlockKind::Quote(Quote { blocks, ..quote }),
            (FrameKind::Callout { callout: own, .. }, _) => callout(Callout { blocks, ..own }, lines),
        };
        parent.blocks.push(Block::new(kind, lines));
    }

    /// Adds a finished block.
    pub(super) fn block(&mut self, kind: BlockKind, lines: Lines) {
        self.flush();
        self.add(kind, lines);
    }

    /// Adds a block that ends nothing.
    pub(super) fn add(&mut self, kind: BlockKind, lines: Lines) {
        let align = self.aligned.now();
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(Block { align, ..Block::new(kind, lines) });
        }
    }

    /// `[ ]` or `[x]` at the beginning of an item.
    pub(super) fn task(&mut self, done: bool, range: &Range<usize>) {
        match self.frames.last_mut() {
            Some(Frame { kind: FrameKind::Item(task), .. }) if self.overflow == 0 => *task = Some(done),
            _ => self.text(if done { "[x] " } else { "[ ] " }, range),
        }
    }
}

/// A callout that holds nothing but its title says that.
fn callout(callout: Callout, lines: Lines) -> BlockKind {
    let Callout { kind, title, mut blocks } = callout;
    if !title.is_empty() && !blocks.iter().any(speaks) {
        blocks.insert(0, Block::new(BlockKind::Paragraph(title), lines));
        return BlockKind::Callout(Callout { kind, title: Vec::new(), blocks });
    }
    BlockKind::Callout(Callout { kind, title, blocks })
}

/// Whether a block shows anything; comments do not. Recurses as deep as blocks nest.
fn speaks(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Comment(_) => false,
        kind => {
            let groups = kind.groups();
            let empty = matches!(kind, BlockKind::List(_));
            groups.is_empty() || groups.iter().any(|group| group.is_empty() && empty || group.iter().any(speaks))
        }
    }
}

//! Footnotes get their numbers in the order in which they are referred to. Labels in, numbers out; in the end every
//! definition has the number of its references, and one that nothing refers to must stay as visible text.

use std::collections::BTreeMap;

use super::{Block, BlockKind, Inline, Run};

/// What is known of a text's footnotes.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Numbers by label.
    numbers: BTreeMap<String, u32>,
    /// The labels of the definitions, in order; a definition carries its place here until [`Footnotes::settle`].
    defined: Vec<String>,
}

impl Footnotes {
    /// The number that a reference to `label` shows.
    pub(super) fn refer(&mut self, label: &str) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
        *self.numbers.entry(folded(label)).or_insert(next)
    }

    /// Notes a definition of `label`; what stands for its number for the time being.
    pub(super) fn define(&mut self, label: &str) -> u32 {
        self.defined.push(label.to_owned());
        u32::try_from(self.defined.len()).unwrap_or(u32::MAX)
    }

    /// Gives the definitions in `blocks` their numbers. Recurses as deep as blocks nest.
    pub(super) fn settle(&mut self, blocks: &mut Vec<Block>) {
        if self.defined.is_empty() {
            return;
        }
        let mut settled = Vec::with_capacity(blocks.len());
        for mut block in blocks.drain(..) {
            for group in block.kind.groups_mut() {
                self.settle(group);
            }
            let BlockKind::Footnote(footnote) = &mut block.kind else {
                settled.push(block);
                continue;
            };
            let place = usize::try_from(footnote.number).unwrap_or(usize::MAX).saturating_sub(1);
            let label = self.defined.get(place).cloned().unwrap_or_default();
            // The first definition of a label takes its number; another one has nothing to say it to.
            if let Some(number) = self.numbers.remove(&folded(&label)) {
                footnote.number = number;
                settled.push(block);
                continue;
            }
            let mark = Inline::Text(Run { text: format!("[^{label}]: "), ..Run::default() });
            let mut said = std::mem::take(&mut footnote.blocks);
            match said.first_mut() {
                Some(Block { kind: BlockKind::Paragraph(content), .. }) => content.insert(0, mark),
                _ => said.insert(0, Block::new(BlockKind::Paragraph(vec![mark]), block.lines)),
            }
            settled.append(&mut said);
        }
        *blocks = settled;
    }
}

/// Labels differ by more than their case.
fn folded(label: &str) -> String {
    label.to_lowercase()
}

//! Footnotes to the slides that speak of them: slides and all footnotes go in; at the end of the slide that first refers
//! to a footnote, it stands. Never drops one: what nobody refers to stays where it was.

use std::collections::BTreeMap;

use super::Slide;
use crate::markdown::{Block, BlockKind, Inline};

/// Takes the footnotes out of `blocks` and puts them into `found`, by their numbers. They stand at the margin.
pub(super) fn take(blocks: &mut Vec<Block>, found: &mut BTreeMap<u32, Block>) {
    let mut kept = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        match &block.kind {
            BlockKind::Footnote(footnote) if !found.contains_key(&footnote.number) => {
                found.insert(footnote.number, block);
            }
            _ => kept.push(block),
        }
    }
    *blocks = kept;
}

/// Puts each of `found` at the end of the first of `slides` that refers to it.
pub(super) fn place(slides: &mut [Slide], mut found: BTreeMap<u32, Block>) {
    for slide in &mut *slides {
        if found.is_empty() {
            return;
        }
        let mut numbers = references(&slide.title, &slide.blocks);
        let mut own: BTreeMap<u32, Block> = BTreeMap::new();
        // What a footnote refers to stands beside it.
        while let Some(number) = numbers.pop() {
            if let Some(block) = found.remove(&number) {
                numbers.extend(references(&[], std::slice::from_ref(&block)));
                own.insert(number, block);
            }
        }
        slide.blocks.extend(own.into_values());
    }
    if let Some(last) = slides.last_mut() {
        last.blocks.extend(found.into_values());
    }
}

/// The numbers of the footnotes that a slide refers to.
fn references(title: &[Inline], blocks: &[Block]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut read = |content: &[Inline]| {
        for inline in content {
            let Inline::Text(run) = inline else { continue };
            let number =
                run.link.as_deref().and_then(|link| link.strip_prefix("#fn")).map(|rest| rest.trim_start_matches('-'));
            out.extend(number.and_then(|number| number.parse::<u32>().ok()));
        }
    };
    read(title);
    // A stack, so that no nesting can exhaust the thread's.
    let mut open: Vec<&Block> = blocks.iter().collect();
    while let Some(block) = open.pop() {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => read(content),
            BlockKind::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| read(cell)),
            BlockKind::Quote(quote) => read(&quote.name),
            BlockKind::Callout(callout) => read(&callout.title),
            BlockKind::Definitions(all) => all.iter().for_each(|one| read(&one.term)),
            _ => {}
        }
        open.extend(block.kind.groups().into_iter().flatten());
    }
    out
}

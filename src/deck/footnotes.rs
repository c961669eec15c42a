//! Footnotes to the slides that speak of them: slides and all footnotes go in; at the end of the slide that first refers
//! to a footnote, it stands. Never drops one: what nobody refers to stays where it was.

use std::collections::BTreeMap;

use super::Slide;
use crate::markdown::{Block, BlockKind, Inline, Run, Script, Style};

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

/// Puts each of `found` at the end of the first of `slides` that refers to it; what nobody refers to ends the deck.
pub(super) fn place(slides: &mut [Slide], mut found: BTreeMap<u32, Block>) {
    for slide in &mut *slides {
        if found.is_empty() {
            return;
        }
        let mut own: BTreeMap<u32, Block> = BTreeMap::new();
        for number in references(&slide.title, &slide.blocks) {
            // Footnotes are numbered as they are referred to, so that a number out of turn is but a raised number.
            if found.first_key_value().is_some_and(|(first, _)| *first == number) {
                take_with_its_own(number, &mut found, &mut own);
            }
        }
        slide.blocks.extend(own.into_values());
    }
    if let Some(last) = slides.last_mut() {
        last.blocks.extend(found.into_values());
    }
}

/// Moves a footnote from `found` to `own`, and those that it refers to itself.
fn take_with_its_own(number: u32, found: &mut BTreeMap<u32, Block>, own: &mut BTreeMap<u32, Block>) {
    let mut open = vec![number];
    while let Some(number) = open.pop() {
        if let Some(block) = found.remove(&number) {
            open.extend(references(&[], std::slice::from_ref(&block)));
            own.insert(number, block);
        }
    }
}

/// The raised numbers of a slide in reading order: references to footnotes are among them.
fn references(title: &[Inline], blocks: &[Block]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut read = |content: &[Inline]| {
        for inline in content {
            if let Inline::Text(Run { text, style: Style { script: Script::Super, .. }, .. }) = inline {
                out.extend(text.split(',').filter_map(|number| number.trim().parse::<u32>().ok()));
            }
        }
    };
    read(title);
    // A stack, so that no nesting can exhaust the thread's.
    let mut open: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = open.pop() {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => read(content),
            BlockKind::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| read(cell)),
            BlockKind::Quote(quote) => read(&quote.name),
            BlockKind::Callout(callout) => read(&callout.title),
            BlockKind::Definitions(all) => all.iter().for_each(|one| read(&one.term)),
            _ => {}
        }
        open.extend(block.kind.groups().into_iter().rev().flat_map(|group| group.iter().rev()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lines;
    use crate::markdown::Footnote;

    fn words(text: &str, script: Script) -> Inline {
        Inline::Text(Run { text: text.to_owned(), style: Style { script, ..Style::default() }, link: None })
    }

    fn block(kind: BlockKind) -> Block {
        Block::new(kind, Lines::default())
    }

    /// A paragraph with raised words.
    fn paragraph(raised: &str) -> Block {
        block(BlockKind::Paragraph(vec![words("x", Script::Base), words(raised, Script::Super)]))
    }

    fn footnote(number: u32, raised: &str) -> Block {
        block(BlockKind::Footnote(Footnote { number, blocks: vec![paragraph(raised)] }))
    }

    fn slide(blocks: Vec<Block>) -> Slide {
        Slide { blocks, ..Slide::default() }
    }

    /// The numbers of the footnotes of every slide.
    fn placed(mut slides: Vec<Slide>) -> Vec<Vec<u32>> {
        let mut found = BTreeMap::new();
        for slide in &mut slides {
            take(&mut slide.blocks, &mut found);
        }
        place(&mut slides, found);
        let number = |block: &Block| if let BlockKind::Footnote(note) = &block.kind { Some(note.number) } else { None };
        slides.iter().map(|slide| slide.blocks.iter().filter_map(number).collect()).collect()
    }

    #[test]
    fn footnotes_stand_where_they_are_first_spoken_of() {
        let notes = vec![footnote(3, ""), footnote(1, ""), footnote(2, "")];
        let slides = [vec![paragraph("1")], vec![paragraph("2,3"), paragraph("1")], notes].map(slide).to_vec();
        assert_eq!(placed(slides), [vec![1], vec![2, 3], vec![]]);
    }

    #[test]
    fn raised_numbers_are_no_references() {
        let slides = vec![
            slide(vec![paragraph("2"), paragraph("th"), footnote(1, ""), footnote(2, "")]),
            slide(vec![paragraph("1"), paragraph("2")]),
        ];
        assert_eq!(placed(slides), [vec![], vec![1, 2]]);
    }

    #[test]
    fn footnotes_of_footnotes_and_of_nobody_are_kept() {
        let slides =
            vec![slide(vec![footnote(1, "3"), footnote(2, ""), footnote(3, "1"), paragraph("1")]), slide(vec![])];
        assert_eq!(placed(slides), [vec![1, 3], vec![2]]);
        assert_eq!(placed(Vec::new()), Vec::<Vec<u32>>::new());
    }
}

//! Blocks into slides: a heading starts a slide.

use super::{Deck, DeckSource, Slide};
use crate::markdown::BlockKind;

/// The slides of a deck.
#[must_use]
pub fn build(source: &DeckSource) -> Deck {
    let mut slides: Vec<Slide> = vec![];
    for b in crate::markdown::parse("", &source.body, 1).blocks {
        match b.kind {
            BlockKind::Heading { level, content } => slides.push(Slide { title: content, level, lines: b.lines, ..Default::default() }),
            _ => { if slides.is_empty() { slides.push(Slide::default()); } slides.last_mut().unwrap().blocks.push(b) }
        }
    }
    Deck { stem: source.stem.clone(), file: source.file.clone(), front: source.front.clone(), slides, diagnostics: Vec::new() }
}

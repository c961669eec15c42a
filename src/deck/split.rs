//! Blocks into slides: a heading starts a slide.

use super::{Deck, DeckSource};

/// The slides of a deck.
#[must_use]
pub fn build(source: &DeckSource) -> Deck {
    Deck {
        stem: source.stem.clone(),
        file: source.file.clone(),
        front: source.front.clone(),
        slides: Vec::new(),
        diagnostics: Vec::new(),
    }
}

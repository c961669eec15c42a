//! deckle.
fn main() {}

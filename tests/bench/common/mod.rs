//! What the benchmarks measure with: the session of this repository, laid out. Nothing here is timed.

use std::path::Path;

use deckle::book::{Book, BookOptions};
use deckle::deck::{self, DeckSource};
use deckle::fonts::FontCx;
use deckle::theme;

/// The session that all benchmarks take.
pub(crate) const SESSION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/golanguk-2016");

/// The session as a book that is not laid out yet.
pub(crate) fn book() -> Book {
    Book::open(Path::new(SESSION), theme::paper(), BookOptions::default()).expect("decks/golanguk-2016 can be opened")
}

/// The session as a book with all its pages, and how many these are.
pub(crate) fn laid_out(cx: &mut FontCx) -> (Book, usize) {
    let book = book();
    let pages = (0..book.len()).map(|deck| book.pages(cx, deck).len()).sum();
    (book, pages)
}

/// The texts of the session's decks, read.
pub(crate) fn sources() -> Vec<DeckSource> {
    let mut paths: Vec<_> = std::fs::read_dir(SESSION)
        .expect("decks/golanguk-2016 is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("a deck can be read");
        deck::read(&path.to_string_lossy(), &text).0
    };
    paths.iter().map(read).collect()
}

//! Any text as a deck, the whole way to its pages and their text: nothing may panic, every deck has a page, and every item
//! lies on its page. Never touches the disk.

#![no_main]

use std::cell::RefCell;

use deckle::book::{Book, BookOptions};
use deckle::deck;
use deckle::fonts::FontCx;
use deckle::geom::Rect;
use deckle::scene;
use deckle::text::clean;
use deckle::theme;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static FONTS: RefCell<FontCx> = RefCell::new(FontCx::new());
}

fuzz_target!(|text: &str| {
    let (source, _) = deck::read("deck.md", &clean(text));
    let aspect = if text.len() % 2 == 0 { 16.0 / 9.0 } else { 4.0 / 3.0 };
    let book =
        Book::from_sources(vec![source], theme::paper(), BookOptions { aspect, ..BookOptions::default() }, Vec::new());
    FONTS.with_borrow_mut(|cx| {
        let pages = book.pages(cx, 0);
        assert!(!pages.is_empty(), "a deck without a page");
        for page in pages {
            let area = Rect::of(page.scene.size);
            for text in page.scene.texts() {
                assert!(area.holds(text.bounds(), 1.0), "{:?} is off the page", text.block.plain());
            }
            let _ = scene::dump(&page.scene);
        }
    });
});

//! How long the stages before painting take, over the whole session: `cargo bench --bench stages`. Items are pages where a
//! row ends in `pages`. The mark: at most 1 ms to lay out a page.

#[allow(dead_code, reason = "every benchmark takes what it needs of it")]
mod common;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

use deckle::book::{Book, BookOptions};
use deckle::fonts::FontCx;
use deckle::{deck, markdown, notes, scene, theme};

fn main() {
    divan::main();
}

/// All decks' Markdown, one after the other: as long as the notes it was made from.
fn text() -> String {
    common::sources().iter().map(|source| format!("# {}\n\n{}\n", source.front.title, source.body)).collect()
}

#[divan::bench]
fn parse(bencher: Bencher) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| markdown::parse("notes.md", &text, 1));
}

#[divan::bench]
fn find_talks(bencher: Bencher) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).bench(|| notes::session("notes.md", &text));
}

#[divan::bench]
fn build_decks(bencher: Bencher) {
    let sources = common::sources();
    bencher.counter(ItemsCount::of_iter(&sources)).bench(|| sources.iter().map(deck::build).collect::<Vec<_>>());
}

/// Everything from a deck's text to its finished pages, on one core; fonts are warm, as they are after the first page.
#[divan::bench]
fn lay_out_pages(bencher: Bencher) {
    let mut cx = FontCx::new();
    let (_, pages) = common::laid_out(&mut cx);
    let sources = common::sources();
    bencher.counter(ItemsCount::new(pages)).bench_local(|| {
        let book = Book::from_sources(sources.clone(), theme::paper(), BookOptions::default(), Vec::new());
        (0..book.len()).map(|deck| book.pages(&mut cx, deck).len()).sum::<usize>()
    });
}

#[divan::bench]
fn open_fonts() -> FontCx {
    FontCx::new()
}

#[divan::bench]
fn dump_pages(bencher: Bencher) {
    let mut cx = FontCx::new();
    let (book, pages) = common::laid_out(&mut cx);
    bencher.counter(ItemsCount::new(pages)).bench_local(|| {
        let dump = |deck| book.pages(&mut cx, deck).iter().map(|page| scene::dump(&page.scene).len()).sum::<usize>();
        (0..book.len()).map(dump).sum::<usize>()
    });
}

/// A save that changes one slide of a deck of about a hundred pages: from the file to the pages of the next edition. The
/// mark: well under the 50 ms in which both windows must show it.
#[divan::bench]
fn reload_one_slide(bencher: Bencher) {
    let mut cx = FontCx::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("talk.md");
    let text = format!("---\ntitle: Talk\n---\n\n{}", text());
    std::fs::write(&path, &text).expect("the talk is written");
    let mut book = Book::open(&path, theme::paper(), BookOptions::default()).expect("it opens");
    let pages = book.pages(&mut cx, 0).len();
    let mut saves = 0_u32;
    bencher.counter(ItemsCount::new(pages)).bench_local(|| {
        saves += 1;
        let saved = format!("{text}\n\n## Saved\n\n- {saves} times\n");
        std::fs::write(&path, saved).expect("the talk is written");
        book = book.renewed(&path, theme::paper()).expect("it opens");
        book.pages(&mut cx, 0).len()
    });
}

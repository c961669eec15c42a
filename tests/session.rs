//! One session, whichever way it is opened: the notes, the folder of decks made from them, and the flattened notes. Pages
//! are compared as dumps, item by item; never as pictures.

use std::path::Path;

use deckle::book::{Book, BookOptions};
use deckle::fonts::FontCx;
use deckle::scene::dump;
use deckle::theme;

fn open(path: &str) -> Book {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    Book::open(&path, theme::paper(), BookOptions::default()).expect("the session opens")
}

#[test]
fn the_notes_and_their_decks_give_the_same_pages() {
    let (notes, decks) = (open("tests/data/golanguk-2016.md"), open("decks/golanguk-2016"));
    let mut cx = FontCx::new();
    assert_eq!(notes.title, decks.title);
    assert_eq!(notes.len(), decks.len());
    for deck in 0..notes.len() {
        let (one, other) = (notes.pages(&mut cx, deck), decks.pages(&mut cx, deck));
        assert_eq!(one.len(), other.len(), "{}", notes.deck(deck).stem);
        for (page, (one, other)) in one.iter().zip(other).enumerate() {
            let place = format!("{} page {}", notes.deck(deck).stem, page + 1);
            assert_eq!(dump(&one.scene), dump(&other.scene), "{place}");
            assert_eq!((&one.title, &one.notes, &one.text), (&other.title, &other.notes, &other.text), "{place}");
        }
    }
}

#[test]
fn flattened_notes_tell_the_same_talks_and_say_that_they_were_restored() {
    let (notes, flat) = (open("tests/data/golanguk-2016.md"), open("tests/data/golanguk-2016.flattened.md"));
    assert!(flat.diagnostics.iter().any(|told| told.message.contains("line structure was restored")));
    assert_eq!(notes.len(), flat.len());
    for deck in 0..notes.len() {
        let (one, other) = (&notes.deck(deck).front, &flat.deck(deck).front);
        assert_eq!((&one.title, &one.speaker, one.rating), (&other.title, &other.speaker, other.rating));
    }
}

#[test]
fn pages_do_not_depend_on_who_lays_them_out() {
    let (one, other) = (open("decks/golanguk-2016"), open("decks/golanguk-2016"));
    let mut cx = FontCx::new();
    // Backwards and with a context of its own: nothing may be carried over from page to page.
    for deck in (0..one.len()).rev() {
        let mut fresh = FontCx::new();
        for (a, b) in one.pages(&mut cx, deck).iter().zip(other.pages(&mut fresh, deck)) {
            assert_eq!(dump(&a.scene), dump(&b.scene));
        }
    }
}

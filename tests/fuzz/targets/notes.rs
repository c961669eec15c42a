//! Any text as a file of notes: finding talks, reading front matter and building decks must not panic, and what is written
//! as a deck must be read back as the same deck. Never touches the disk.

#![no_main]

use deckle::deck;
use deckle::notes;
use deckle::text::clean;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let text = clean(text);
    if let Some(session) = notes::session("notes.md", &text) {
        for source in &session.decks {
            let written = deck::to_markdown(source);
            let (again, _) = deck::read(&format!("{}.md", source.stem), &written);
            assert_eq!(again.front, source.front, "the front matter changed on its way through a file");
            assert_eq!(again.body.trim(), source.body.trim(), "the body changed on its way through a file");
            let _ = deck::build(source);
        }
    }
    let (source, _) = deck::read("deck.md", &text);
    let _ = deck::build(&source);
});

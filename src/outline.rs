//! What a book holds, for people and programs: a laid-out book in; talks, pages and their lines out, as text or JSON. Never
//! lays anything out itself, and never lets a control character through.

use std::fmt::Write as _;

use serde::Serialize;

use crate::book::Book;
use crate::export::png::{self, PageRef, PngOptions};
use crate::fonts::FontCx;
use crate::layout::Page;
use crate::text::for_terminal;

/// Decks and their pages, as `outline` and `export` tell of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listing<P> {
    /// The decks in order.
    pub decks: Vec<DeckEntry<P>>,
}

/// A deck of a [`Listing`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeckEntry<P> {
    /// The stem of its file.
    pub deck: String,
    /// Its title; empty if it has none.
    pub title: String,
    /// Who speaks, if anybody.
    pub speaker: Option<String>,
    /// The rating, if there is one.
    pub rating: Option<u32>,
    /// Its pages in order.
    pub pages: Vec<P>,
}

/// A page as `deckle outline` tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageEntry {
    /// Its number in the deck, from 1.
    pub page: usize,
    /// Its title.
    pub title: String,
    /// First and last line of the deck's file that it shows.
    pub lines: [u32; 2],
    /// How many steps it has.
    pub steps: u16,
    /// What it shows, in reading order.
    pub text: String,
    /// The speaker's notes.
    pub notes: String,
    /// Width in slide units.
    pub width: u32,
    /// Height in slide units.
    pub height: u32,
}

/// A page as `deckle export --json` tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileEntry {
    /// Its number in the deck, from 1.
    pub page: usize,
    /// The path of its picture.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Columns of the picture.
    pub width: u32,
    /// Rows of the picture.
    pub height: u32,
    /// First and last line of the deck's file that it shows.
    pub lines: [u32; 2],
    /// How many steps it has.
    pub steps: u16,
}

/// All talks and pages of `book`.
#[must_use]
pub fn outline(book: &Book, cx: &mut FontCx) -> Listing<PageEntry> {
    let size = book.page_size();
    let entry = |(index, page): (usize, &Page)| PageEntry {
        page: index + 1,
        title: page.title.clone(),
        lines: [page.lines.from, page.lines.to],
        steps: page.steps,
        text: page.text.clone(),
        notes: page.notes.clone(),
        width: size.width.round() as u32,
        height: size.height.round() as u32,
    };
    let decks = (0..book.len()).map(|deck| {
        let pages = book.pages(cx, deck).iter().enumerate().map(entry).collect();
        deck_entry(book, deck, pages)
    });
    Listing { decks: decks.collect() }
}

/// The files that an export of `chosen` writes, in the order of the decks; decks without a chosen page are left out.
#[must_use]
pub fn manifest(book: &Book, cx: &mut FontCx, chosen: &[PageRef], options: &PngOptions) -> Listing<FileEntry> {
    let mut decks = Vec::new();
    for deck in 0..book.len() {
        let pages = book.pages(cx, deck);
        let entry = |index: usize| {
            let page = pages.get(index)?;
            let file = options.folder.join(png::file_name(&book.deck(deck).stem, index));
            Some(FileEntry {
                page: index + 1,
                file: file.display().to_string(),
                title: page.title.clone(),
                width: options.width,
                height: options.height,
                lines: [page.lines.from, page.lines.to],
                steps: page.steps,
            })
        };
        let files: Vec<FileEntry> =
            chosen.iter().filter(|page| page.deck == deck).filter_map(|page| entry(page.page)).collect();
        if !files.is_empty() {
            decks.push(deck_entry(book, deck, files));
        }
    }
    Listing { decks }
}

fn deck_entry<P>(book: &Book, index: usize, pages: Vec<P>) -> DeckEntry<P> {
    let deck = book.deck(index);
    DeckEntry {
        deck: deck.stem.clone(),
        title: deck.front.title.clone(),
        speaker: Some(deck.front.speaker.clone()).filter(|speaker| !speaker.is_empty()),
        rating: deck.front.rating,
        pages,
    }
}

/// `listing` as one line of JSON, in ASCII where a terminal could be fooled: control and bidi characters are escaped.
#[must_use]
pub fn to_json<P: Serialize>(listing: &Listing<P>) -> String {
    // Numbers, strings and lists only: there is no value of these types that serde_json cannot write.
    let json = serde_json::to_string(listing).unwrap_or_default();
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        // Outside of strings JSON is plain ASCII, so every such character stands in one.
        if c.is_ascii_graphic() || c == ' ' || for_terminal(c.encode_utf8(&mut [0; 4])).starts_with(c) {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out.push('\n');
    out
}

/// `listing` for a person: a talk and its pages indented under it, one a line.
#[must_use]
pub fn to_text(listing: &Listing<PageEntry>) -> String {
    let mut out = String::new();
    for (index, deck) in listing.decks.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let title = if deck.title.is_empty() { &deck.deck } else { &deck.title };
        let _ = write!(out, "{}", for_terminal(title));
        if let Some(speaker) = &deck.speaker {
            let _ = write!(out, " — {}", for_terminal(speaker));
        }
        if let Some(rating) = deck.rating {
            let _ = write!(out, " ({rating}/10)");
        }
        let _ = writeln!(out, "  [{}]", for_terminal(&deck.deck));
        for page in &deck.pages {
            let _ = write!(out, "{:>5}  {}", page.page, for_terminal(&page.title));
            match page.lines {
                [0, _] => {}
                [from, to] if from == to => _ = write!(out, "  (line {from})"),
                [from, to] => _ = write!(out, "  (lines {from}-{to})"),
            }
            if page.steps > 1 {
                let _ = write!(out, "  {} steps", page.steps);
            }
            if !page.notes.is_empty() {
                out.push_str("  + notes");
            }
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(page: usize, title: &str, lines: [u32; 2]) -> PageEntry {
        let (steps, text, notes) = (1, "a\nb".to_owned(), String::new());
        PageEntry { page, title: title.to_owned(), lines, steps, text, notes, width: 1280, height: 720 }
    }

    fn listing(title: &str, pages: Vec<PageEntry>) -> Listing<PageEntry> {
        let (speaker, rating) = (Some("Ann".to_owned()), Some(8));
        Listing { decks: vec![DeckEntry { deck: "01-go".to_owned(), title: title.to_owned(), speaker, rating, pages }] }
    }

    #[test]
    fn json_has_the_shape_that_was_promised() {
        assert_eq!(
            to_json(&listing("Go", vec![page(1, "Go", [1, 4])])),
            concat!(
                r#"{"decks":[{"deck":"01-go","title":"Go","speaker":"Ann","rating":8,"pages":[{"page":1,"title":"Go","#,
                r#""lines":[1,4],"steps":1,"text":"a\nb","notes":"","width":1280,"height":720}]}]}"#,
                "\n"
            )
        );
    }

    #[test]
    fn json_reads_back_and_fools_no_terminal() {
        let title = "\u{1b}[31m \u{9b}31m \u{202e} \u{7f} ︵ ┻━┻ 🎉 \"\\";
        let json = to_json(&listing(title, Vec::new()));
        assert!(!json.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{7f}']), "{json}");
        assert!(json.contains("︵ ┻━┻ 🎉"));
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["decks"][0]["title"], title);
    }

    #[test]
    fn a_person_reads_one_line_a_page() {
        let mut noted = page(2, "Why\u{1b}[2J", [5, 5]);
        noted.notes = "slowly".to_owned();
        noted.steps = 3;
        let text = to_text(&listing("Go", vec![page(1, "Go", [0, 0]), noted, page(10, "End", [6, 12])]));
        assert_eq!(
            text,
            "Go — Ann (8/10)  [01-go]\n    1  Go\n    2  Why\\u{1b}[2J  (line 5)  3 steps  + notes\n   10  End  (lines 6-12)\n"
        );
    }
}

//! What is seen of who looks for a page: every shape of window, many pages, none.

use std::time::Duration;

use super::*;
use crate::book::Book;
use crate::show::{Command, Position, Show, Start};
use crate::views::{BookPages, OnStage};

fn book() -> Book {
    let many: String = (0..400).map(|n| format!("# Page {n}\n\n- words\n\n")).collect();
    Book::of(&[("a", "# One\n\n- first\n\n# Two\n\n- second\n"), ("b", many.as_str()), ("c", "# Late\n\n- text\n")])
}

fn open(cx: &mut FontCx, book: &Book, command: Command) -> Show {
    let start = Start { at: Position::new(0, 1), ..Start::default() };
    let mut show = Show::new(start, &BookPages::new(book, cx));
    book.pages(cx, 1);
    show.apply(command, Duration::ZERO, &BookPages::new(book, cx));
    show
}

#[test]
fn only_what_is_seen_is_drawn_and_the_selection_is_seen() {
    let (mut cx, book) = (FontCx::new(), book());
    for command in [Command::Find, Command::Overview] {
        let mut show = open(&mut cx, &book, command);
        for aspect in [16.0 / 9.0, 4.0 / 3.0, 0.5, 3.0] {
            for way in
                [crate::show::browse::Way::Last, crate::show::browse::Way::ScreenUp, crate::show::browse::Way::First]
            {
                show.apply(Command::Select(way), Duration::ZERO, &BookPages::new(&book, &mut cx));
                let on = OnStage::new(&book, &show, Duration::ZERO);
                let (scene, browsed) = browse(&mut cx, &on, aspect).expect("somebody looks for a page");
                show.drew_browse(browsed.drawn);
                let selected = show.browse().map(Browse::selected).unwrap_or_default();
                assert!(browsed.cells.iter().any(|(_, hit)| *hit == selected), "{command:?} at {aspect}: {way:?}");
                assert!(browsed.cells.len() < 80, "{}", browsed.cells.len());
                let page = Rect::of(scene.size);
                assert!(browsed.cells.iter().all(|(cell, _)| page.holds(*cell, 0.5)), "{command:?} at {aspect}");
            }
        }
        assert!(book.laid_out_pages(2).is_none(), "no deck is laid out for it");
    }
}

#[test]
fn what_is_not_found_is_said() {
    let (mut cx, book) = (FontCx::new(), book());
    let mut show = open(&mut cx, &book, Command::Find);
    for c in "qqqq".chars() {
        show.apply(Command::Type(c), Duration::ZERO, &BookPages::new(&book, &mut cx));
    }
    let on = OnStage::new(&book, &show, Duration::ZERO);
    let (scene, browsed) = browse(&mut cx, &on, 1.5).expect("somebody looks for a page");
    assert!(browsed.cells.is_empty());
    assert!(scene.texts().any(|text| text.block.plain().contains("qqqq")));
}

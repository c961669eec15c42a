//! What is shown where a page or a view cannot be drawn: their plain words, in the plainest way. Books and places in, scenes
//! out; whatever is on the page itself, but for its words, is never looked at.

use std::time::Duration;

use super::boxes::{Look, put, wrapped};
use super::{OnStage, page_at};
use crate::book::Book;
use crate::fonts::FontCx;
use crate::geom::{Point, Size};
use crate::layout::Page;
use crate::scene::{Layer, PAGE_HEIGHT, Scene, TextBlock, TextRole};
use crate::show::{Position, format};
use crate::theme::{self, Theme};

/// Sizes of the words below a title, of which the largest is taken that has room for them.
const SIZES: [f32; 6] = [36.0, 32.0, 28.0, 24.0, 20.0, 16.0];

/// The page at `at` as nothing but its words.
#[must_use]
pub fn placard(cx: &mut FontCx, book: &Book, at: Position) -> Option<Scene> {
    let page = page_at(cx, book, at)?;
    let theme = book.theme_of(at.deck);
    let size = page.scene.size;
    let mut scene = Scene::new(size, theme.background);
    let mut layer = Layer::default();
    let margin = theme.margin_x.min(size.width / 8.0);
    let width = (size.width - 2.0 * margin).max(1.0);
    let title = wrapped(cx, &page.title, Look::of(theme.title, theme.ink), (width, 2));
    let under = put(&mut layer, title, Point::new(margin, theme.margin_top)).bottom() + 28.0;
    let room = Size::new(width, (size.height - theme.margin_bottom.min(48.0) - under).max(1.0));
    if let Some(words) = words(cx, body(page), theme, room) {
        put(&mut layer, words, Point::new(margin, under));
    }
    for item in &mut layer.texts {
        // They are the author's.
        item.role = TextRole::Content;
    }
    scene.layers.push(layer);
    Some(scene)
}

/// What the page says beside its title.
fn body(page: &Page) -> &str {
    page.text.strip_prefix(page.title.as_str()).unwrap_or(&page.text).trim()
}

/// `text` as large as `room` allows.
fn words(cx: &mut FontCx, text: &str, theme: &Theme, room: Size) -> Option<TextBlock> {
    if text.is_empty() {
        return None;
    }
    let mut smallest = None;
    for size in SIZES.into_iter().filter(|size| *size <= theme.body.size.max(20.0)) {
        let line = (size * 1.4).round();
        let look = Look { size, line, ..Look::of(theme.body, theme.ink) };
        let block = wrapped(cx, text, look, (room.width, (room.height / line).floor().max(1.0) as usize));
        if !block.plain().ends_with('…') {
            return Some(block);
        }
        smallest = Some(block);
    }
    smallest
}

/// The speaker's screen as words: title, time, page and notes, for when the real one cannot be drawn.
#[must_use]
pub fn plain_desk(cx: &mut FontCx, on: &OnStage<'_>, aspect: f32) -> Scene {
    let size = Size::new(PAGE_HEIGHT * aspect.clamp(0.2, 5.0), PAGE_HEIGHT);
    let theme = theme::stage();
    let mut scene = Scene::new(size, theme.background);
    let (bright, dim) = (theme.ink, theme.muted);
    let mut layer = Layer::default();
    let margin = 28.0;
    let width = (size.width - 2.0 * margin).max(1.0);
    let at = on.show.position();
    let page = page_at(cx, on.book, at);
    let (title, text, notes) = page.map_or(("", "", ""), |page| (page.title.as_str(), body(page), page.notes.as_str()));
    let time = format(Duration::from_secs(on.show.timer().elapsed(on.now).as_secs()));
    let above = format!("{time}   ·   page {}   ·   step {}", at.page + 1, at.step + 1);
    let mut top = margin;
    let mut row = |cx: &mut FontCx, layer: &mut Layer, words: &str, look: Look, lines: usize| {
        if !words.trim().is_empty() {
            let block = wrapped(cx, words, look, (width, lines));
            top = put(layer, block, Point::new(margin, top)).bottom() + 14.0;
        }
    };
    row(cx, &mut layer, &above, Look::new(20.0, 28.0, 500, dim).tabular(), 1);
    row(cx, &mut layer, title, Look::new(36.0, 44.0, 600, bright), 2);
    row(cx, &mut layer, text, Look::new(20.0, 27.0, 400, dim), 6);
    row(cx, &mut layer, notes, Look::new(24.0, 33.0, 400, bright), 9);
    scene.layers.push(layer);
    scene
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::{Show, Start};
    use crate::views::BookPages;

    #[test]
    fn a_placard_says_what_its_page_says_and_leaves_nothing_outside() {
        let mut cx = FontCx::new();
        let long: String =
            (0..14).map(|n| format!("- item {n} of a list that says a little more than one\n")).collect();
        let body = format!("# One\n\n- some **words**\n\n| a | b |\n|---|---|\n| c | d |\n\n# Two\n\n{long}\n");
        let book = Book::of(&[("a", &body)]);
        for n in 0..book.pages(&mut cx, 0).len() {
            let scene = placard(&mut cx, &book, Position::new(0, n)).unwrap();
            let page = &book.pages(&mut cx, 0)[n];
            let said: Vec<&str> = scene.texts().flat_map(|item| item.block.plain().split_whitespace()).collect();
            let missing: Vec<&str> = page.text.split_whitespace().filter(|word| !said.contains(word)).collect();
            assert!(missing.is_empty(), "page {n}: {missing:?}");
            assert!(scene.texts().all(|item| item.bounds().bottom() <= scene.size.height), "page {n}");
        }
        assert!(placard(&mut cx, &book, Position::new(0, 99)).is_none());
    }

    #[test]
    fn the_plain_desk_has_the_notes() {
        let mut cx = FontCx::new();
        let book = Book::of(&[("a", "# One\n\n- a\n\n<!-- Say hello. -->\n")]);
        let start = Start { at: Position::new(0, 1), ..Start::default() };
        let show = Show::new(start, &BookPages::new(&book, &mut cx));
        for aspect in [0.3, 16.0 / 9.0, 9.0] {
            let scene = plain_desk(&mut cx, &OnStage::new(&book, &show, Duration::ZERO), aspect);
            let said: Vec<&str> = scene.texts().map(|item| item.block.plain()).collect();
            assert!(said.contains(&"Say hello.") && said.contains(&"One"), "{said:?}");
        }
    }
}

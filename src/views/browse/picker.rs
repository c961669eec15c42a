//! What was found as a list, the best first, with the selected page beside it: hits in, lines out. What matches is told in
//! the letters that were written.

use super::super::boxes::{Look, line, marked, put, wrapped};
use super::super::marks::{RIBBON, ribbon};
use super::super::{OnStage, deck_at, deck_title};
use super::thumbnail::{self, Frame};
use super::{Browsed, draw_bar, seen};
use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::layout::Page;
use crate::scene::{Fill, Layer, Scene};
use crate::show::Browse;
use crate::show::browse::{Drawn, Hit, Row, What, excerpt, matched};
use crate::theme::Theme;

/// Height of a line, and of the words over a part of the list.
const LINE: f32 = 38.0;
const LABEL: f32 = 40.0;
/// From this width on the selected page stands beside the list.
const WIDE: f32 = 860.0;
/// Room for numbers.
const NUMBER: f32 = 70.0;

/// Draws what was found into `room`.
pub(super) fn draw(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    (browse, room): (&Browse, Rect),
    theme: &Theme,
) -> Browsed {
    let share = if room.width >= WIDE { 0.57 } else { 1.0 };
    let list = Rect { width: room.width * share - 16.0, ..room };
    let height = |row: &Row| match row {
        Row::Head(_) => LABEL,
        Row::Cells(_) => LINE,
    };
    let rows = browse.rows(1);
    let (seen, whole) = seen(&rows, (browse, list.height), height);
    let mut browsed = Browsed { drawn: Drawn { columns: 1, top: seen.start, rows: whole }, ..Browsed::default() };
    let mut layer = Layer::default();
    let mut y = list.y;
    for row in rows.get(seen.start..seen.start + whole).unwrap_or_default() {
        match row {
            Row::Head(hit) => {
                let words = browse.hits().get(*hit).map_or("", |hit| head(hit.what));
                let block = line(cx, words, Look::label(14.0, theme.muted), list.width);
                put(&mut layer, block, Point::new(list.x, y + 14.0));
            }
            Row::Cells(cells) => {
                let rect = Rect::new(list.x, y, list.width, LINE);
                let Some(hit) = browse.hits().get(cells.start) else { continue };
                if browse.catalogue().is_open(hit.at.deck) {
                    browsed.open = browsed.open.or(Some(hit.at.deck));
                }
                if cells.start == browse.selected() {
                    layer.fills.push(Fill { rect, radius: 7.0, color: theme.soft });
                    let bar = Rect::new(rect.x, rect.y + 7.0, 3.5, LINE - 14.0);
                    layer.fills.push(Fill { rect: bar, radius: 1.5, color: theme.accent });
                }
                draw_hit(cx, on, &mut layer, (browse, *hit, rect), theme);
                browsed.cells.push((rect, cells.start));
            }
        }
        y += height(row);
    }
    draw_bar(&mut layer, Rect { width: list.width - 2.0, ..list }, (&seen, rows.len()), theme);
    scene.layers.push(layer);
    if share < 1.0
        && let Some(hit) = browse.hit()
    {
        let x = list.right() + 52.0;
        draw_preview(cx, on, scene, (hit, Rect { x, width: room.right() - x, ..room }), theme);
    }
    browsed
}

/// What stands over a part of the list as long as nothing is typed.
fn head(what: What) -> &'static str {
    match what {
        What::Bookmark => "BOOKMARKS",
        What::Talk => "TALKS",
        What::Page | What::Number | What::Words => "THIS TALK",
    }
}

fn page_of<'a>(on: &OnStage<'a>, hit: Hit) -> Option<&'a Page> {
    on.book.laid_out_pages(hit.at.deck).and_then(|pages| pages.get(hit.at.page))
}

/// How a page is called by numbers: `12` in this talk, `3.12` in the third one.
fn number(on: &OnStage<'_>, hit: Hit) -> String {
    let page = hit.at.page + 1;
    if hit.at.deck == on.show.position().deck && hit.what != What::Talk {
        page.to_string()
    } else {
        format!("{}.{page}", hit.at.deck + 1)
    }
}

/// A line of the list: number, title, and what else tells it from others.
fn draw_hit(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    layer: &mut Layer,
    (browse, hit, rect): (&Browse, Hit, Rect),
    theme: &Theme,
) {
    let query = browse.query();
    let Some(deck) = deck_at(on, hit.at.deck) else { return };
    let mut end = rect.right() - 14.0;
    if on.show.bookmarks().has(hit.at.deck, hit.at.page) && hit.what != What::Talk {
        let scale = 0.9;
        end -= RIBBON.0 * scale;
        ribbon(layer, Point::new(end, rect.y + (LINE - RIBBON.1 * scale) / 2.0), scale, theme.accent);
        end -= 14.0;
    }
    let look = Look::new(17.0, LINE, 450, theme.muted).tabular();
    let block = line(cx, &number(on, hit), look, NUMBER - 8.0);
    put(layer, block, Point::new(rect.x + 16.0, rect.y));
    let x = rect.x + 16.0 + NUMBER;
    let room = (end - x).max(1.0);
    let page = page_of(on, hit);
    let title = match (hit.what, page) {
        (What::Talk, _) | (_, None) => deck_title(deck),
        (_, Some(page)) => page.title.as_str(),
    };
    let weight = if hit.what == What::Talk { 650 } else { 500 };
    let found = |words: &str| matched(words, query);
    let block = marked(cx, title, (Look::new(20.0, LINE, weight, theme.ink), theme.accent), room, found);
    let title_end = put(layer, block, Point::new(x, rect.y)).right();
    let shown = page.filter(|_| hit.what == What::Words).and_then(|page| excerpt(&page.text, query));
    let more = match (hit.what, shown) {
        (What::Talk, _) => deck.front.speaker.clone(),
        (_, Some(shown)) => shown,
        (_, None) if hit.at.deck != on.show.position().deck => deck_title(deck).to_owned(),
        (_, None) => String::new(),
    };
    let left = end - title_end - 16.0;
    if left > 50.0 && !more.trim().is_empty() {
        let look = Look::new(16.0, LINE, 400, theme.muted);
        let color = theme.accent.over(theme.background, 0.85);
        let block = marked(cx, &more, (look, color), left, found);
        put(layer, block, Point::new(title_end + 16.0, rect.y + 1.0));
    }
}

/// The selected page, and which talk it is of.
fn draw_preview(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (hit, room): (Hit, Rect), theme: &Theme) {
    let size = on.book.page_size();
    let width = room.width.min((room.height - 76.0).max(40.0) * size.aspect());
    let rect = Rect::new(room.x, room.y + 14.0, width, width / size.aspect());
    thumbnail::draw(cx, on, scene, (hit.at, rect, Frame::Plain), theme);
    let Some(deck) = deck_at(on, hit.at.deck) else { return };
    let mut layer = Layer::default();
    let block = wrapped(cx, deck_title(deck), Look::new(18.0, 26.0, 600, theme.ink), (room.width, 1));
    let under = put(&mut layer, block, Point::new(room.x, rect.bottom() + 12.0)).bottom();
    let mut words = Vec::new();
    if !deck.front.speaker.trim().is_empty() {
        words.push(deck.front.speaker.clone());
    }
    if let Some(pages) = on.book.laid_out_pages(hit.at.deck) {
        words.push(format!("page {} of {}", hit.at.page + 1, pages.len()));
    }
    let block = line(cx, &words.join("  ·  "), Look::new(16.0, 24.0, 400, theme.muted).tabular(), room.width);
    put(&mut layer, block, Point::new(room.x, under + 2.0));
    scene.layers.push(layer);
}

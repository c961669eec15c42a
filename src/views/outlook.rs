//! What comes after the next page, where there are no notes to read: the titles of the pages and talks to come. Only what is
//! laid out already is told: to look ahead must not cost time.

use super::boxes::{Look, line, put};
use super::plan::LABEL;
use super::{OnStage, deck_title};
use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::scene::{Layer, Scene};
use crate::theme::Theme;

/// The most titles.
const MOST: usize = 8;
/// Height of a line.
const LINE: f32 = 32.0;

/// Draws the titles into `room`, under a label above it.
pub(super) fn draw_outlook(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, room: Rect, theme: &Theme) {
    let rows = ((room.height / LINE).floor().max(0.0) as usize).min(MOST);
    let titles = titles(on, rows);
    if titles.is_empty() {
        return;
    }
    let mut layer = Layer::default();
    let block = line(cx, "AFTER THAT", Look::label(15.0, theme.muted), room.width);
    put(&mut layer, block, Point::new(room.x, room.y - LABEL));
    let ink = theme.ink.over(theme.background, 0.72);
    for (n, (number, title)) in titles.into_iter().enumerate() {
        let y = room.y + LINE * n as f32;
        let block = line(cx, &number, Look::new(19.0, LINE, 400, theme.muted).tabular(), 44.0);
        put(&mut layer, block, Point::new(room.x, y));
        let block = line(cx, &title, Look::new(19.0, LINE, 450, ink), (room.width - 48.0).max(1.0));
        put(&mut layer, block, Point::new(room.x + 48.0, y));
    }
    scene.layers.push(layer);
}

/// At most `count` titles after the next page, each with the number of its page; a talk has none.
fn titles(on: &OnStage<'_>, count: usize) -> Vec<(String, String)> {
    let here = on.show.position();
    if on.show.ended() {
        return Vec::new();
    }
    let own = on.book.laid_out_pages(here.deck).unwrap_or_default();
    // The next press may but bring a step of this page: then the next page is still to come.
    let steps = own.get(here.page).map_or(1, |page| page.steps);
    let from = here.page + if here.step + 1 < steps { 1 } else { 2 };
    let mut titles: Vec<(String, String)> = Vec::new();
    for (n, page) in own.iter().enumerate().skip(from) {
        // Pages of one slide have one title.
        if titles.last().is_none_or(|(_, last)| *last != page.title) {
            titles.push(((n + 1).to_string(), page.title.clone()));
        }
        if titles.len() > count {
            break;
        }
    }
    // The next talk is told as the next page already where this one ends.
    let talk = here.deck + if from > own.len() { 2 } else { 1 };
    let talks =
        (talk..on.book.len()).take(count).map(|deck| ("→".to_owned(), deck_title(on.book.deck(deck)).to_owned()));
    titles.extend(talks);
    titles.truncate(count);
    titles
}

//! What was typed, over how much was found; and the keys of it, at the foot. Never draws what was found.

use super::super::boxes::{Look, line, put, wrapped};
use super::super::{OnStage, deck_title};
use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Layer, Scene, TextBlock};
use crate::show::Browse;
use crate::show::browse::Kind;
use crate::theme::Theme;

/// Size of what was typed.
const SIZE: f32 = 28.0;

/// Draws the field at the head of `room` and the keys at its foot.
pub(super) fn draw(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    (browse, room): (&Browse, Rect),
    theme: &Theme,
) {
    let mut layer = Layer::default();
    let words = match browse.kind() {
        Kind::Picker => "GO TO",
        Kind::Overview => "ALL PAGES",
    };
    let block = line(cx, words, Look::label(15.0, theme.muted), room.width);
    put(&mut layer, block, Point::new(room.x, room.y + 22.0));
    let top = room.y + 46.0;
    let block = line(cx, &count(on, browse), Look::new(18.0, 42.0, 400, theme.muted).tabular(), room.width * 0.4);
    let left = room.right() - block.size().width;
    put(&mut layer, block, Point::new(left, top));
    let width = left - room.x - 32.0;
    let mut caret = room.x;
    if !browse.query().is_empty() {
        let block = tail(cx, browse.query(), Look::new(SIZE, 42.0, 600, theme.ink), width);
        // A blank at the end is typed too, though no line ends with it.
        let blanks = browse.query().len() - browse.query().trim_end().len();
        caret = put(&mut layer, block, Point::new(room.x, top)).right() + 3.0 + SIZE * 0.28 * blanks.min(4) as f32;
    }
    layer.fills.push(Fill { rect: Rect::new(caret, top + 5.0, 2.5, 32.0), radius: 1.0, color: theme.accent });
    if browse.query().is_empty() {
        let words = match browse.kind() {
            Kind::Picker => "title, speaker, words, or a page: 12, 3.12",
            Kind::Overview => "type to filter",
        };
        let block = line(cx, words, Look::new(SIZE - 4.0, 42.0, 400, theme.muted.over(theme.background, 0.75)), width);
        put(&mut layer, block, Point::new(caret + 14.0, top));
    }
    let rule = Rect::new(room.x, room.y + 94.0, room.width, 1.0);
    layer.fills.push(Fill { rect: rule, radius: 0.0, color: theme.rule });
    let keys = match browse.kind() {
        Kind::Picker => "↑ ↓  select     Enter  go there     Tab  all pages     Esc  stay",
        Kind::Overview => "← ↑ ↓ →  select     Enter  go there     Esc  stay",
    };
    let block = line(cx, keys, Look::new(15.0, 22.0, 450, theme.muted), room.width);
    put(&mut layer, block, Point::new(room.x, room.bottom() - 28.0));
    scene.layers.push(layer);
}

/// How much there is, or of that was found.
fn count(on: &OnStage<'_>, browse: &Browse) -> String {
    let (catalogue, hits) = (browse.catalogue(), browse.hits().len());
    let pages = catalogue.pages();
    let plural = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    if !browse.query().trim().is_empty() {
        return format!("{hits} found  ·  {}", plural(pages, "page"));
    }
    if catalogue.talks() > 1 {
        format!("{}  ·  {}", plural(catalogue.talks(), "talk"), plural(pages, "page"))
    } else {
        let title = if on.book.is_empty() { "" } else { deck_title(on.book.deck(0)) };
        format!("{title}  ·  {}", plural(pages, "page"))
    }
}

/// The end of `words`, as much of it as finds room.
fn tail(cx: &mut FontCx, words: &str, look: Look, width: f32) -> TextBlock {
    let words = words.trim_end();
    let mut from = 0;
    loop {
        let cut = words.get(from..).unwrap_or("");
        let shown = if from == 0 { cut.to_owned() } else { format!("…{cut}") };
        let block = line(cx, &shown, look, width);
        if block.plain() == shown || cut.chars().count() < 4 {
            return block;
        }
        from += cut.chars().take(3).map(char::len_utf8).sum::<usize>();
    }
}

/// Says that nothing was found.
pub(super) fn draw_nothing(cx: &mut FontCx, scene: &mut Scene, (browse, room): (&Browse, Rect), theme: &Theme) {
    let words = if browse.query().trim().is_empty() {
        "There is no page to go to.".to_owned()
    } else {
        format!("Nothing matches “{}”.", browse.query().trim())
    };
    let mut layer = Layer::default();
    let block = wrapped(cx, &words, Look::new(22.0, 32.0, 400, theme.muted), (room.width, 2));
    put(&mut layer, block, Point::new(room.x, room.y + 20.0));
    scene.layers.push(layer);
}

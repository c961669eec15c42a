//! What the audience sees when no page shows: the end page, and nothing at all. They hold no furniture of the presenter.

use super::boxes::{Look, put, wrapped};
use super::{OnStage, page_at};
use crate::color::Rgba;
use crate::fonts::FontCx;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Fill, Layer, PAGE_HEIGHT, Scene};
use crate::show::{Blank, Position};

/// The page after the last one, which is at `at`: the session's title and nothing to read.
#[must_use]
pub fn end_page(cx: &mut FontCx, on: &OnStage<'_>, at: Position) -> Scene {
    let theme = on.book.theme_of(at.deck);
    let size = page_at(cx, on.book, at).map_or_else(|| on.book.page_size(), |page| page.scene.size);
    let mut scene = Scene::new(size, theme.background);
    let margin = theme.margin_x.min(size.width / 8.0);
    let width = (size.width - 2.0 * margin).max(1.0);
    let mut layer = Layer::default();
    let eyebrow = Look { size: theme.eyebrow.size + 3.0, ..Look::of(theme.eyebrow, theme.accent) };
    let end = wrapped(cx, "END", eyebrow, (width, 1));
    let title = wrapped(cx, &on.book.title, Look::of(theme.title, theme.ink), (width, 3));
    let height = end.size().height + 20.0 + title.size().height;
    let top = ((PAGE_HEIGHT - height) / 2.0 - 24.0).max(theme.margin_top);
    let under = put(&mut layer, end, Point::new(margin, top)).bottom() + 20.0;
    if !on.book.title.trim().is_empty() {
        put(&mut layer, title, Point::new(margin, under));
    }
    layer.fills.push(Fill {
        rect: Rect::new(margin, top - 28.0, 64.0_f32.min(width), 4.0),
        radius: 0.0,
        color: theme.accent,
    });
    scene.layers.push(layer);
    scene
}

/// A stage of one colour, of the shape of its window: white reaches the edges where a page would be letterboxed.
#[must_use]
pub fn blank(blank: Blank, aspect: f32) -> Scene {
    let color = match blank {
        Blank::Black => Rgba::BLACK,
        Blank::White => Rgba::WHITE,
    };
    Scene::new(Size::new(PAGE_HEIGHT * aspect.clamp(0.05, 20.0), PAGE_HEIGHT), color)
}

//! A page in small: its finished scene scaled into a box, or the name of its talk as long as that is not laid out. Never
//! lays out anything.

use super::super::boxes::{Look, put, wrapped};
use super::super::marks::ribbon;
use super::super::{OnStage, deck_at, deck_title};
use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Layer, Scene, Stroke};
use crate::show::Position;
use crate::theme::Theme;

/// How a thumbnail stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// It does not.
    Plain,
    /// It is selected.
    Selected,
}

/// Draws the page at `at` into `rect`, whole, with its mark.
pub(super) fn draw(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    (at, rect, frame): (Position, Rect, Frame),
    theme: &Theme,
) {
    let page = on.book.laid_out_pages(at.deck).and_then(|pages| pages.get(at.page));
    let mut over = Layer::default();
    match page {
        Some(page) => scene.place(&page.scene, page.steps.saturating_sub(1), rect),
        None => {
            over.fills.push(Fill { rect, radius: 0.0, color: theme.soft });
            let title = deck_at(on, at.deck).map_or("", deck_title);
            let pad = (rect.width * 0.08).min(24.0);
            let size = (rect.width * 0.08).clamp(15.0, 28.0);
            let lines = ((rect.height - 2.0 * pad) / (size * 1.3)).max(1.0) as usize;
            let look = Look::new(size, size * 1.3, 600, theme.ink);
            let block = wrapped(cx, title, look, (rect.width - 2.0 * pad, lines));
            put(&mut over, block, Point::new(rect.x + pad, rect.y + pad));
        }
    }
    // A frame over the edge hides the seam, and parts a dark page from the dark screen.
    over.strokes.push(match frame {
        Frame::Plain => Stroke { rect: rect.inset(-1.0), radius: 4.0, width: 1.5, color: theme.rule },
        Frame::Selected => Stroke { rect: rect.inset(-4.0), radius: 7.0, width: 5.0, color: theme.accent },
    });
    if on.show.bookmarks().has(at.deck, at.page) {
        ribbon(&mut over, Point::new(rect.right() - 24.0, rect.y - 1.0), 1.0, theme.accent);
    }
    scene.layers.push(over);
}

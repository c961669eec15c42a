//! What stands on a sheet, mirrored: shapes about the middle of their room, texts whole, with what stands under and behind
//! their words. Never turns a glyph or a picture round.

use super::sheet::Sheet;
use crate::geom::Rect;
use crate::scene::{Layer, TextItem};

/// What a sheet held at some time.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    layers: Vec<[usize; 4]>,
    drawings: usize,
    links: usize,
    attached: usize,
}

/// A shape that belongs to a text: it moves as the text does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attached {
    rect: Rect,
    /// Left edge and width of the text's box.
    text: (f32, f32),
}

impl Sheet<'_> {
    /// What it holds now.
    pub(super) fn held(&self) -> Held {
        let counts = |layer: &Layer| [layer.fills.len(), layer.strokes.len(), layer.pictures.len(), layer.texts.len()];
        let layers = self.layers.iter().map(counts).collect();
        Held { layers, drawings: self.drawings.len(), links: self.links.len(), attached: self.attached.len() }
    }

    /// What came after `held` belongs to the first text that came, whose box has this left edge and this width.
    pub(super) fn attach_since(&mut self, held: &Held, text: (f32, f32)) {
        let Self { layers, drawings, links, attached, .. } = self;
        let mut rects: Vec<Rect> = Vec::new();
        for (n, layer) in layers.iter().enumerate() {
            let [fills, _, _, texts] = held.layers.get(n).copied().unwrap_or_default();
            rects.extend(layer.fills.iter().skip(fills).map(|fill| fill.rect));
            rects.extend(layer.texts.iter().skip(texts + 1).map(point));
        }
        rects.extend(drawings.iter().skip(held.drawings).map(|(.., rect)| *rect));
        rects.extend(links.iter().skip(held.links).map(|link| link.rect));
        attached.extend(rects.into_iter().map(|rect| Attached { rect, text }));
    }

    /// Mirrors what came after `held`, if that is given, within `room`.
    pub(super) fn mirror_since(&mut self, held: Option<Held>, room: Rect) {
        if let Some(held) = held {
            self.mirror(&held, room);
        }
    }

    fn mirror(&mut self, held: &Held, room: Rect) {
        let Self { layers, drawings, links, attached, .. } = self;
        let attached = attached.get_mut(held.attached..).unwrap_or_default();
        let known = attached.to_vec();
        let moved = |rect: Rect| {
            let with_text = known.iter().find(|attached| same(attached.rect, rect));
            let (x, width) = with_text.map_or((rect.x, rect.width), |attached| attached.text);
            Rect { x: rect.x + mirrored(x, width, room) - x, ..rect }
        };
        for (n, layer) in layers.iter_mut().enumerate() {
            mirror_layer(layer, held.layers.get(n).copied().unwrap_or_default(), (room, &moved));
        }
        drawings.iter_mut().skip(held.drawings).for_each(|(.., rect)| *rect = moved(*rect));
        links.iter_mut().skip(held.links).for_each(|link| link.rect = moved(link.rect));
        // A list within a page may be mirrored once more with it.
        for one in attached {
            let (x, width) = one.text;
            *one = Attached { rect: moved(one.rect), text: (mirrored(x, width, room), width) };
        }
    }

    /// Mirrors the whole page of `room`, what is beneath it included.
    pub(super) fn mirror_page(&mut self, room: Rect) {
        let plain = |rect: Rect| Rect { x: mirrored(rect.x, rect.width, room), ..rect };
        mirror_layer(&mut self.under, [0; 4], (room, &plain));
        self.mirror(&Held::default(), room);
    }
}

fn mirror_layer(layer: &mut Layer, held: [usize; 4], (room, moved): (Rect, &dyn Fn(Rect) -> Rect)) {
    let [fills, strokes, pictures, texts] = held;
    layer.fills.iter_mut().skip(fills).for_each(|fill| fill.rect = moved(fill.rect));
    layer.strokes.iter_mut().skip(strokes).for_each(|stroke| stroke.rect = moved(stroke.rect));
    layer.pictures.iter_mut().skip(pictures).for_each(|picture| picture.target = moved(picture.target));
    for text in layer.texts.iter_mut().skip(texts) {
        let (x, lifted) = (text.at.x, moved(point(text)).x);
        // A text that belongs to another one moves with it: nothing of no width does otherwise.
        let alone = (lifted - mirrored(x, 0.0, room)).abs() < 1e-4;
        text.at.x = if alone { mirrored(x, text.block.box_width() * text.scale, room) } else { lifted };
    }
}

/// Where a text begins.
fn point(text: &TextItem) -> Rect {
    Rect::new(text.at.x, text.at.y, 0.0, 0.0)
}

fn mirrored(x: f32, width: f32, room: Rect) -> f32 {
    room.x + room.right() - x - width
}

fn same(a: Rect, b: Rect) -> bool {
    (a.x, a.y, a.width, a.height) == (b.x, b.y, b.width, b.height)
}

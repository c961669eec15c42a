//! A page being filled: layers by the steps that they show at, links, the look. Takes items in reading order; never moves
//! one.

use crate::geom::Rect;
use crate::media::ImageId;
use crate::scene::{Layer, Link, PictureItem};
use crate::theme::Theme;

/// A page being filled.
pub(super) struct Sheet<'a> {
    /// Beneath all else: a picture from edge to edge, and what keeps text on it readable.
    pub(super) under: Layer,
    /// The first always shows; each of the others from and until steps of its own.
    layers: Vec<Layer>,
    /// Which of the layers is being filled.
    at: usize,
    /// Drawings that are not pictures of the store yet: the layer, the SVG, the place.
    drawings: Vec<(usize, String, Rect)>,
    /// Where links go.
    pub(super) links: Vec<Link>,
    /// The look.
    pub(super) theme: &'a Theme,
}

impl<'a> Sheet<'a> {
    /// An empty page.
    pub(super) fn new(theme: &'a Theme) -> Self {
        let layers = vec![Layer::default()];
        Self { under: Layer::default(), layers, at: 0, drawings: Vec::new(), links: Vec::new(), theme }
    }

    /// The layer that is being filled.
    pub(super) fn layer(&mut self) -> &mut Layer {
        &mut self.layers[self.at]
    }

    /// Puts a drawing, an SVG file of our own making, into `rect`.
    pub(super) fn draw(&mut self, svg: String, rect: Rect) {
        self.drawings.push((self.at, svg, rect));
    }

    /// From now on the layer that shows from `step` on is filled, and until `until` if that is given.
    pub(super) fn show(&mut self, step: u16, until: Option<u16>) {
        let until = until.unwrap_or(u16::MAX);
        let same = |layer: &Layer| layer.step == step && layer.until == until;
        self.at = self.layers.iter().position(same).unwrap_or_else(|| {
            self.layers.push(Layer { step, until, ..Layer::default() });
            self.layers.len() - 1
        });
    }

    /// The layers, back to front, and the links; `stored` makes a picture of a drawing.
    pub(super) fn finish(self, mut stored: impl FnMut(String) -> Option<ImageId>) -> (Vec<Layer>, Vec<Link>) {
        let Self { under, mut layers, links, drawings, .. } = self;
        let source = Rect::new(0.0, 0.0, 1.0, 1.0);
        for (layer, svg, target) in drawings {
            if let (Some(layer), Some(image)) = (layers.get_mut(layer), stored(svg)) {
                layer.pictures.push(PictureItem { image, source, target, radius: 0.0 });
            }
        }
        let bare = |layer: &Layer| {
            layer.fills.is_empty() && layer.strokes.is_empty() && layer.pictures.is_empty() && layer.texts.is_empty()
        };
        layers.sort_by_key(|layer| layer.step);
        if !bare(&under) {
            layers.insert(0, under);
        }
        (layers, links)
    }
}

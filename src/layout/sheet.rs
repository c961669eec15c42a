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

    /// From now on a layer is filled that lies over all that shows from `step` on, until `until` if that is given.
    pub(super) fn cover(&mut self, step: u16, until: Option<u16>) {
        self.layers.push(Layer { step, until: until.unwrap_or(u16::MAX), ..Layer::default() });
        self.at = self.layers.len() - 1;
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
        // What was put later lies above what shows from the same step on.
        layers.sort_by_key(|layer| layer.step);
        closed_up(&mut layers);
        if !bare(&under) {
            layers.insert(0, under);
        }
        (layers, links)
    }
}

/// Counts the steps of `layers` anew, from 0 and without those at which nothing changes: a page that goes on shows only
/// some of its slide's steps.
fn closed_up(layers: &mut [Layer]) {
    let mut steps: Vec<u16> = layers.iter().map(|layer| layer.step).collect();
    steps.push(0);
    steps.sort_unstable();
    steps.dedup();
    let rank = |step: u16| u16::try_from(steps.partition_point(|&other| other < step)).unwrap_or(u16::MAX);
    for layer in layers {
        layer.step = rank(layer.step);
        if layer.until != u16::MAX {
            layer.until = rank(layer.until);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_counted_without_gaps() {
        let theme = crate::theme::paper();
        let mut sheet = Sheet::new(&theme);
        sheet.cover(3, Some(7));
        sheet.show(7, None);
        sheet.show(0, None);
        let steps: Vec<(u16, u16)> = sheet.finish(|_| None).0.iter().map(|layer| (layer.step, layer.until)).collect();
        assert_eq!(steps, [(0, u16::MAX), (1, 2), (2, u16::MAX)]);
    }

    #[test]
    fn a_cover_lies_over_what_shows_from_the_same_step_on() {
        let theme = crate::theme::paper();
        let mut sheet = Sheet::new(&theme);
        sheet.show(1, None);
        sheet.cover(1, None);
        sheet.layer().clip = Some(crate::geom::Rect::default());
        sheet.show(1, None);
        assert!(sheet.layer().clip.is_none(), "the layer beneath is filled again");
        assert!(sheet.finish(|_| None).0.last().is_some_and(|layer| layer.clip.is_some()));
    }
}

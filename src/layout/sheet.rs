//! A page being filled: layers by the steps that they show at, links, the look. Takes items in reading order; never moves
//! one.

use std::sync::Arc;

use super::mirror::Attached;
use crate::geom::Rect;
use crate::media::ImageId;
use crate::scene::{Fill, Layer, Link, PictureItem, Structure, TagId, TextRole};
use crate::theme::Theme;

/// A drawing that becomes a picture of the store when its page is finished.
#[derive(Clone, Debug)]
pub(super) enum Drawn {
    /// An SVG file of our own making.
    Svg(String),
    /// A picture of the deck's, by its path or address.
    Picture(Arc<str>),
}

/// Where a layer stands among others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Run {
    number: usize,
    /// Whether it lies over others, so that nothing else may be put into it.
    covers: bool,
}

/// A page being filled.
pub(super) struct Sheet<'a> {
    /// Beneath all else: a picture from edge to edge, and what keeps text on it readable.
    pub(super) under: Layer,
    /// What lies over that, and beneath all else.
    pub(super) veil: Option<Fill>,
    /// The first always shows; each of the others from and until steps of its own.
    pub(super) layers: Vec<Layer>,
    /// The run of each layer. What comes at an earlier step than what is read before it begins a new run: the words of a page
    /// stay in reading order, whenever they show.
    runs: Vec<Run>,
    /// Which of the layers is being filled.
    at: usize,
    /// How many fills, strokes, pictures and texts of the first layer are the title's, and how many drawings.
    title: ([usize; 4], usize),
    /// Drawings that are not pictures of the store yet: the layer, the drawing, what it is part of, the place.
    pub(super) drawings: Vec<(usize, Drawn, TagId, Rect)>,
    /// Shapes that belong to texts, for whoever moves them.
    pub(super) attached: Vec<Attached>,
    /// Where links go.
    pub(super) links: Vec<Link>,
    /// What stands on it.
    pub(super) structure: Structure,
    /// What is put now is part of this.
    pub(super) tag: TagId,
    /// The look.
    pub(super) theme: &'a Theme,
}

impl<'a> Sheet<'a> {
    /// An empty page.
    pub(super) fn new(theme: &'a Theme) -> Self {
        let (layers, runs, title) = (vec![Layer::default()], vec![Run::default()], ([0; 4], 0));
        let (under, drawings, attached) = (Layer::default(), Vec::new(), Vec::new());
        let (links, structure, tag) = (Vec::new(), Structure::default(), TagId::NONE);
        Self { under, veil: None, layers, runs, at: 0, title, drawings, attached, links, structure, tag, theme }
    }

    /// The layer that is being filled.
    pub(super) fn layer(&mut self) -> &mut Layer {
        &mut self.layers[self.at]
    }

    /// Puts a drawing into `rect`.
    pub(super) fn draw(&mut self, drawn: Drawn, rect: Rect) {
        self.drawings.push((self.at, drawn, self.tag, rect));
    }

    /// From now on the layer that always shows is filled.
    pub(super) fn show_always(&mut self) {
        self.at = 0;
    }

    /// From now on the layer that shows from `step` on is filled.
    pub(super) fn show(&mut self, step: u16) {
        let says = |layer: &Layer| layer.texts.iter().any(|text| text.role == TextRole::Content);
        let mut number = self.runs.last().map_or(0, |run| run.number);
        let layers = || self.layers.iter().zip(&self.runs);
        let later = |(layer, run): (&Layer, &Run)| run.number == number && layer.step > step && says(layer);
        number += usize::from(layers().any(later));
        let run = Run { number, covers: false };
        let found = layers().position(|(layer, own)| layer.step == step && *own == run);
        self.at = found.unwrap_or_else(|| self.add(step, None, run));
    }

    /// From now on a layer is filled that lies over all that shows from `step` on, until `until` if that is given.
    pub(super) fn cover(&mut self, step: u16, until: Option<u16>) {
        let number = self.runs.last().map_or(0, |run| run.number);
        self.at = self.add(step, until, Run { number, covers: true });
    }

    fn add(&mut self, step: u16, until: Option<u16>, run: Run) -> usize {
        self.layers.push(Layer { step, until: until.unwrap_or(u16::MAX), ..Layer::default() });
        self.runs.push(run);
        self.layers.len() - 1
    }

    /// What stands on the page so far is its title.
    pub(super) fn titled(&mut self) {
        self.title = (self.layers.first().map_or([0; 4], counts), self.drawings.len());
    }

    /// What stands on the page besides its title shows from `step` of its slide on, unless it has steps of its own.
    pub(super) fn delay(&mut self, step: u16) {
        let [first] = self.layers.as_mut_slice() else { return };
        if step == 0 {
            return;
        }
        let ([fills, strokes, pictures, texts], drawings) = self.title;
        let late = Layer {
            step,
            fills: first.fills.drain(fills..).collect(),
            strokes: first.strokes.drain(strokes..).collect(),
            pictures: first.pictures.drain(pictures..).collect(),
            texts: first.texts.drain(texts..).collect(),
            ..Layer::default()
        };
        self.layers.push(late);
        self.runs.push(Run::default());
        self.drawings.iter_mut().skip(drawings).for_each(|(layer, ..)| *layer = 1);
    }

    /// The layers, back to front, and the links. The layers were filled at steps of their slide; they come out at those
    /// of their page, which begins, unless it is the slide's `first`, with what shows first on it. `stored` makes a
    /// picture of a drawing.
    pub(super) fn finish(
        self,
        first: bool,
        mut stored: impl FnMut(Drawn) -> Option<ImageId>,
    ) -> (Vec<Layer>, Vec<Link>) {
        let Self { under, veil, mut layers, runs, links, drawings, .. } = self;
        let source = Rect::new(0.0, 0.0, 1.0, 1.0);
        for (layer, drawn, tag, target) in drawings {
            if let (Some(layer), Some(image)) = (layers.get_mut(layer), stored(drawn)) {
                layer.pictures.push(PictureItem { image, source, target, radius: 0.0, tag });
            }
        }
        // What was put later lies above what shows from the same step on.
        let mut sorted: Vec<(usize, Layer)> = runs.into_iter().map(|run| run.number).zip(layers).collect();
        sorted.sort_by_key(|(run, layer)| (*run, layer.step));
        let mut layers: Vec<Layer> = sorted.into_iter().map(|(_, layer)| layer).collect();
        layers.retain(|layer| counts(layer) != [0; 4]);
        own_steps(&mut layers, first);
        if let Some(veil) = veil {
            layers.insert(0, Layer { fills: vec![veil], ..Layer::default() });
        }
        if counts(&under) != [0; 4] {
            layers.insert(0, under);
        }
        (layers, links)
    }
}

fn counts(layer: &Layer) -> [usize; 4] {
    [layer.fills.len(), layer.strokes.len(), layer.pictures.len(), layer.texts.len()]
}

/// Counts the steps of `layers` anew, from 0 and without a step at which nothing changes.
fn own_steps(layers: &mut [Layer], first: bool) {
    // The title and the parents that a page repeats wait for nobody.
    let says =
        |layer: &&Layer| !layer.pictures.is_empty() || layer.texts.iter().any(|text| text.role == TextRole::Content);
    let begins = layers.iter().filter(says).map(|layer| layer.step).min();
    let base = if first { 0 } else { begins.unwrap_or(0) };
    let mut stops: Vec<u16> = layers.iter().flat_map(|layer| [layer.step, layer.until]).collect();
    stops.retain(|stop| *stop != u16::MAX);
    stops.iter_mut().for_each(|stop| *stop = (*stop).max(base));
    stops.push(base);
    stops.sort_unstable();
    stops.dedup();
    let own = |step: u16| {
        let rank = stops.partition_point(|stop| *stop < step.max(base));
        if step == u16::MAX { step } else { u16::try_from(rank).unwrap_or(u16::MAX) }
    };
    for layer in layers {
        (layer.step, layer.until) = (own(layer.step), own(layer.until));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cover_lies_over_what_shows_from_the_same_step_on() {
        let theme = crate::theme::paper();
        let mut sheet = Sheet::new(&theme);
        let fill = |x| crate::scene::Fill { rect: Rect::new(x, 0.0, 1.0, 1.0), radius: 0.0, color: theme.ink };
        sheet.show(1);
        sheet.cover(1, None);
        sheet.layer().fills.push(fill(2.0));
        sheet.show(1);
        sheet.layer().fills.push(fill(1.0));
        let (layers, _) = sheet.finish(true, |_| None);
        assert_eq!(layers.iter().map(|layer| layer.fills[0].rect.x).collect::<Vec<_>>(), [1.0, 2.0]);
    }

    #[test]
    fn words_stay_in_reading_order_whenever_they_show() {
        let theme = crate::theme::paper();
        let mut cx = crate::fonts::FontCx::new();
        let mut sheet = Sheet::new(&theme);
        let look = super::super::prose::Look::new(theme.body, theme.ink);
        // A ground that is put before its words lies beneath them.
        sheet.show(2);
        sheet.layer().fills.push(crate::scene::Fill { rect: Rect::default(), radius: 0.0, color: theme.ink });
        for (word, step) in [("a", 0), ("b", 2), ("c", 1), ("d", 2), ("e", 0), ("f", 0), ("g", 3)] {
            sheet.show(step);
            let set = super::super::prose::Prose::plain(word, look).shape(&mut cx, None);
            set.put(&mut sheet, crate::geom::Point::default(), 1.0, TextRole::Content);
        }
        sheet.show_always();
        let (layers, _) = sheet.finish(true, |_| None);
        let words = |layer: &Layer| layer.texts.iter().map(|text| text.block.plain().to_owned()).collect::<String>();
        let shown: Vec<(u16, String)> = layers.iter().map(|layer| (layer.step, words(layer))).collect();
        let wanted = [(0, "a"), (2, "b"), (1, "c"), (2, "d"), (0, "ef"), (3, "g")];
        assert_eq!(shown, wanted.map(|(step, words)| (step, words.to_owned())));
        assert_eq!(layers[1].fills.len(), 1);
    }

    fn steps(layers: &[(u16, u16, bool)], first: bool) -> Vec<(u16, u16)> {
        let picture = crate::scene::PictureItem {
            image: crate::media::Images::new().add(crate::media::Pixels { width: 1, height: 1, rgba: vec![0; 4] }),
            source: crate::geom::Rect::default(),
            target: crate::geom::Rect::default(),
            radius: 0.0,
            tag: TagId::NONE,
        };
        let layer = |&(step, until, says): &(u16, u16, bool)| Layer {
            step,
            until,
            pictures: vec![picture; usize::from(says)],
            ..Layer::default()
        };
        let mut layers: Vec<Layer> = layers.iter().map(layer).collect();
        own_steps(&mut layers, first);
        layers.iter().map(|layer| (layer.step, layer.until)).collect()
    }

    #[test]
    fn a_page_counts_from_what_shows_first_on_it() {
        let ever = u16::MAX;
        // A slide's first page shows its title before the rest.
        assert_eq!(
            steps(&[(0, ever, false), (1, ever, true), (2, ever, true)], true),
            [(0, ever), (1, ever), (2, ever)]
        );
        // A further one shows its title with the first of what is new.
        assert_eq!(
            steps(&[(0, ever, false), (3, ever, true), (4, ever, true)], false),
            [(0, ever), (0, ever), (1, ever)]
        );
        assert_eq!(steps(&[(0, ever, true), (3, ever, true)], false), [(0, ever), (1, ever)]);
        // No step without a change; what is gone again is one.
        assert_eq!(steps(&[(0, ever, true), (5, ever, true), (9, 12, false)], true), [(0, ever), (1, ever), (2, 3)]);
        assert_eq!(steps(&[(0, ever, false), (2, 4, false), (3, ever, true)], false), [(0, ever), (0, 1), (0, ever)]);
        assert_eq!(steps(&[], false), []);
    }
}

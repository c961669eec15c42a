//! The contract between layout and painters: a [`Scene`] is a finished page.
//!
//! 1. Finished. Positions are absolute, in slide units: the height of a page is 720, its width follows from the aspect.
//!    The window's size never reaches layout; a painter maps units to pixels with one viewport.
//! 2. Ordered. Layers back to front; in a layer fills, then strokes, then pictures, then text, then ink. Painters
//!    never sort.
//! 3. Text is shaped and wrapped. Painters choose no font and break no line.
//! 4. Pictures are ids with a source and a target rectangle, decoded and limited before.
//! 5. Colours are sRGB with straight alpha, blended on the encoded values.
//! 6. Clips are rectangles, one a layer. [`Scene::place`] copies a scene, scaled, into a rectangle.
//! 7. Painting cannot fail. A missing picture is a placard that layout made.
//! 8. A step hides, it does not re-flow: a layer shows from one step of its page on, some until another; at the last step
//!    every text shows.

mod dump;
mod ink;
mod structure;
mod text;

use std::sync::Arc;

pub use dump::dump;
pub use ink::{Blend, Covers, Ink};
pub use structure::{Element, Structure, Tag, TagId, as_written};
pub use text::{Line, Span, TextBlock, TextStyle, Variant};

use crate::color::Rgba;
use crate::geom::{Point, Rect, Size};
use crate::media::ImageId;

/// Height of every page in slide units.
pub const PAGE_HEIGHT: f32 = 720.0;

/// A filled rectangle, rounded if its radius is positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Where.
    pub rect: Rect,
    /// Radius of the four corners.
    pub radius: f32,
    /// Its colour.
    pub color: Rgba,
}

/// The outline of a rectangle, drawn wholly inside of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// The outer edge.
    pub rect: Rect,
    /// Radius of the outer corners.
    pub radius: f32,
    /// How thick the line is.
    pub width: f32,
    /// Its colour.
    pub color: Rgba,
}

/// A part of a picture, shown in a rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PictureItem {
    /// Which picture.
    pub image: ImageId,
    /// The part that shows, in fractions of the picture's width and height.
    pub source: Rect,
    /// Where it shows.
    pub target: Rect,
    /// Radius of the target's corners.
    pub radius: f32,
    /// What it is part of.
    pub tag: TagId,
}

/// What a text is on its page, for whoever reads pages instead of looking at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// Words of the deck, in reading order; each stands on exactly one page.
    Content,
    /// Words of the deck said again: the title and the parent bullet of a page that continues.
    Repeat,
    /// Words of deckle: footers, numbers of a list, placards.
    Furniture,
}

/// A shaped text in its place.
#[derive(Clone, Debug)]
pub struct TextItem {
    /// The top left corner of the block.
    pub at: Point,
    /// Slide units per unit of the block: 1 as it was shaped.
    pub scale: f32,
    /// The text.
    pub block: Arc<TextBlock>,
    /// What it is on its page.
    pub role: TextRole,
    /// What it says to whoever reads it aloud or copies it, where that is not what its letters say: with the source of
    /// the formulas in it, or, beside a drawing, with the drawing's.
    pub said: Option<Arc<str>>,
    /// What it is part of.
    pub tag: TagId,
}

impl TextItem {
    /// The box of its lines: from the top of the first to the bottom of the last, as wide as the widest.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        let (left, size) = (self.block.left(), self.block.size());
        Rect::new(left, 0.0, size.width - left, size.height).transformed(self.scale, self.at)
    }

    /// What it says: its words as they were written, or what it says instead of them.
    #[must_use]
    pub fn words(&self) -> String {
        self.said.as_deref().map_or_else(|| as_written(self.block.plain()), str::to_owned)
    }
}

/// A sheet of a scene.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The layer shows from this step of its page on; 0 is the first.
    pub step: u16,
    /// From this step on it is gone again: what dims lines of code for a while. No text is ever gone.
    pub until: u16,
    /// Nothing of the layer shows outside, if given.
    pub clip: Option<Rect>,
    /// Painted first.
    pub fills: Vec<Fill>,
    /// Painted second.
    pub strokes: Vec<Stroke>,
    /// Painted third.
    pub pictures: Vec<PictureItem>,
    /// Painted fourth.
    pub texts: Vec<TextItem>,
    /// Painted last: what was drawn by hand.
    pub inks: Vec<Ink>,
}

impl Default for Layer {
    /// An empty layer that always shows.
    fn default() -> Self {
        Self {
            step: 0,
            until: u16::MAX,
            clip: None,
            fills: Vec::new(),
            strokes: Vec::new(),
            pictures: Vec::new(),
            texts: Vec::new(),
            inks: Vec::new(),
        }
    }
}

/// Where a link can be clicked.
#[derive(Clone, Debug)]
pub struct Link {
    /// The clickable rectangle.
    pub rect: Rect,
    /// Where it leads.
    pub target: Arc<str>,
    /// The words that are clicked; where they stand on several lines, each of its links has all of them.
    pub words: Arc<str>,
    /// What it is part of.
    pub tag: TagId,
}

/// A finished page.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Width and height of the page.
    pub size: Size,
    /// Colour of the page where nothing else is.
    pub background: Rgba,
    /// Back to front.
    pub layers: Vec<Layer>,
    /// What can be clicked.
    pub links: Vec<Link>,
    /// What its items are part of.
    pub structure: Structure,
}

impl Scene {
    /// An empty page.
    #[must_use]
    pub fn new(size: Size, background: Rgba) -> Self {
        let (layers, links, structure) = (Vec::new(), Vec::new(), Structure::default());
        Self { size, background, layers, links, structure }
    }

    /// The last step: from then on nothing comes and nothing goes.
    #[must_use]
    pub fn last_step(&self) -> u16 {
        let stops = self.layers.iter().flat_map(|layer| [layer.step, layer.until]);
        stops.filter(|stop| *stop != u16::MAX).max().unwrap_or(0)
    }

    /// The layers that show at `step`.
    pub fn layers_at(&self, step: u16) -> impl Iterator<Item = &Layer> {
        let step = step.min(self.last_step());
        self.layers.iter().filter(move |layer| (layer.step..layer.until).contains(&step))
    }

    /// Copies `other` as it shows at `step`, scaled to fit `target`, on top of this scene. The copy is clipped to its
    /// own page, and no part of this one's structure.
    pub fn place(&mut self, other: &Self, step: u16, target: Rect) {
        let area = target.fit(other.size);
        let scale = area.width / other.size.width.max(1e-3);
        let by = Point::new(area.x, area.y);
        let clip = |rect: Rect| {
            let (x, y) = (rect.x.max(area.x), rect.y.max(area.y));
            Rect::new(
                x,
                y,
                (rect.right().min(area.right()) - x).max(0.0),
                (rect.bottom().min(area.bottom()) - y).max(0.0),
            )
        };
        let ground = Fill { rect: area, radius: 0.0, color: other.background };
        self.layers.push(Layer { fills: vec![ground], ..Layer::default() });
        for layer in other.layers_at(step) {
            self.layers.push(Layer {
                step: 0,
                until: u16::MAX,
                clip: Some(layer.clip.map_or(area, |rect| clip(rect.transformed(scale, by)))),
                fills: layer
                    .fills
                    .iter()
                    .map(|fill| Fill { rect: fill.rect.transformed(scale, by), radius: fill.radius * scale, ..*fill })
                    .collect(),
                strokes: layer
                    .strokes
                    .iter()
                    .map(|stroke| Stroke {
                        rect: stroke.rect.transformed(scale, by),
                        radius: stroke.radius * scale,
                        width: stroke.width * scale,
                        ..*stroke
                    })
                    .collect(),
                pictures: layer
                    .pictures
                    .iter()
                    .map(|picture| PictureItem {
                        target: picture.target.transformed(scale, by),
                        radius: picture.radius * scale,
                        tag: TagId::NONE,
                        ..*picture
                    })
                    .collect(),
                texts: layer
                    .texts
                    .iter()
                    .map(|text| TextItem {
                        at: Point::new(text.at.x * scale + by.x, text.at.y * scale + by.y),
                        scale: text.scale * scale,
                        block: Arc::clone(&text.block),
                        role: text.role,
                        said: text.said.clone(),
                        tag: TagId::NONE,
                    })
                    .collect(),
                inks: layer.inks.iter().map(|ink| ink.transformed(scale, by)).collect(),
            });
        }
    }

    /// All texts that show at the last step, back to front, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &TextItem> {
        self.layers.iter().flat_map(|layer| &layer.texts)
    }
}

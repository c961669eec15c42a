//! Drawings: the text of an SVG file in, a tree that is drawn at any size out. A stranger's drawing is the widest hole of
//! all: it is weighed before it is drawn, and it never reads a file, asks a network or sees a font of the system.
//!
//! What is [`OBVIOUS`]ly cheap by the estimates of `survey`, `expand` and `cost` is taken as it is. All else is first tried
//! out in a process that can be ended ([`Trials`]), and from then on drawn no larger than it was there. Where there are no
//! trials (whoever uses the library without [`super::Images::with_trial`]), the estimates alone decide: [`ESTIMATED`].

mod cost;
mod expand;
mod survey;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{
    self, FontFamily, FontResolver, FontStyle, ImageHrefResolver, ImageKind, Options, Tree, fontdb, roxmltree,
};

use super::trial::{SIMPLER, Trials, Verdict};
use super::{MediaError, Pixels, decode};
use crate::fonts;
use crate::geom::{Rect, Size};
use crate::guard::deep;

/// The largest SVG file that is read, in bytes.
pub const MAX_SVG_BYTES: usize = 8 << 20;
/// The most nodes of XML that a drawing may have.
const MAX_NODES: u32 = 200_000;
/// A drawing must be cheap enough at this many pixels on its longer side; where it is asked for larger and that would be
/// too dear, it is scaled up.
const SURE_SIDE: u32 = 1_280;
/// The most work, by the estimate, that drawing it once may take in the show.
const MAX_WORK: f64 = 1e9;
/// The longest side that is drawn; what is asked for beyond is scaled up from it.
const MAX_DRAWN_SIDE: u32 = 8_192;

/// How much of a drawing is read.
#[derive(Clone, Copy)]
struct Reading {
    /// Elements and letters that it stands for.
    parts: f64,
    /// Pixels of the pictures in it, as often as it shows them.
    pixels: u64,
}

/// The most that is read of any drawing.
const ALL: Reading = Reading { parts: expand::MAX_PARTS, pixels: 400_000_000 };

/// How much a drawing may be by the estimates.
struct Bounds {
    text: survey::Most,
    read: Reading,
    /// At [`SURE_SIDE`].
    work: f64,
}

/// What needs no trial.
const OBVIOUS: Bounds = Bounds {
    text: survey::Most { bytes: 512 << 10, attributes: 500, namespaces: 50 },
    read: Reading { parts: 10_000.0, pixels: 4_000_000 },
    work: 1e8,
};
/// What is shown where there are no trials.
const ESTIMATED: Bounds = Bounds {
    text: survey::Most { bytes: 4 << 20, attributes: 2_000, namespaces: 500 },
    read: Reading { parts: 100_000.0, pixels: 40_000_000 },
    work: 5e8,
};

/// A drawing that was found harmless.
pub struct Vector {
    tree: Tree,
    /// It was tried out with this many pixels on its longer side, and the estimates do not count; otherwise they do.
    sure: Option<u32>,
}

impl std::fmt::Debug for Vector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = self.size();
        write!(f, "Vector({} x {})", size.width, size.height)
    }
}

impl Vector {
    /// Whether `bytes` look like the text of an SVG file.
    pub(super) fn is_svg(bytes: &[u8]) -> bool {
        let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let has = |what: &[u8]| head.windows(what.len()).any(|part| part.eq_ignore_ascii_case(what));
        head.starts_with(b"<") && (has(b"<svg") || has(b":svg"))
    }

    /// The drawing in the bytes of an SVG file, tried out by `trials` unless it is obviously cheap.
    pub(super) fn read(bytes: &[u8], trials: Option<&Trials>) -> Result<Self, MediaError> {
        let text = std::str::from_utf8(bytes);
        let text = text.map_err(|_| MediaError::Unreadable("the drawing is not UTF-8; save it as UTF-8".to_owned()))?;
        Self::parse(text, trials)
    }

    /// The drawing in the text of an SVG file, tried out by `trials` unless it is obviously cheap.
    pub(super) fn parse(svg: &str, trials: Option<&Trials>) -> Result<Self, MediaError> {
        if svg.len() > MAX_SVG_BYTES {
            let (has, may) = (svg.len() >> 20, MAX_SVG_BYTES >> 20);
            return Err(MediaError::TooLarge(format!("the drawing has {has} MiB; it may have {may}")));
        }
        if svg.contains("<!ENTITY") {
            return Err(MediaError::Refused("drawings that define entities are not shown".to_owned()));
        }
        let obvious = Self::judged(svg, &OBVIOUS);
        if !matches!(obvious, Err(MediaError::TooLarge(_))) {
            return obvious;
        }
        match trials.map_or(Verdict::None, |trials| trials.of(svg)) {
            Verdict::Painted(side) => Ok(Self { sure: Some(side), ..Self::unjudged(svg)? }),
            Verdict::Refused(why) => Err(why),
            Verdict::None => Self::judged(svg, &ESTIMATED),
        }
    }

    /// The drawing, if it is within `bounds`.
    fn judged(svg: &str, bounds: &Bounds) -> Result<Self, MediaError> {
        if !survey::is_within(svg, bounds.text) {
            return Err(too_long());
        }
        deep(|| {
            let vector = Self { tree: tree(svg, bounds.read)?, sure: None };
            let (transform, size) = vector.at(SURE_SIDE);
            if cost::fits(&vector.tree, transform, size, bounds.work) { Ok(vector) } else { Err(too_long()) }
        })
        .unwrap_or_else(|| Err(gave_up()))
    }

    /// The drawing, whatever it takes to read it: for those who can be ended, and for what they could read.
    pub(super) fn unjudged(svg: &str) -> Result<Self, MediaError> {
        deep(|| Ok(Self { tree: tree(svg, ALL)?, sure: None })).unwrap_or_else(|| Err(gave_up()))
    }

    /// Whether it could be painted with `side` pixels on its longer side, whatever that takes: for those who can be ended.
    pub(super) fn try_at(&self, side: u32) -> bool {
        let (transform, (width, height)) = self.at(side);
        let painted = deep(|| {
            let mut map = Pixmap::new(width, height)?;
            resvg::render(&self.tree, transform, &mut map.as_mut());
            Some(())
        });
        painted.flatten().is_some()
    }

    /// How it is drawn with `side` pixels on its longer side, and on how many pixels.
    fn at(&self, side: u32) -> (Transform, (u32, u32)) {
        let size = self.size();
        let scale = side as f32 / size.width.max(size.height);
        (Transform::from_scale(scale, scale), (side_of(size.width * scale), side_of(size.height * scale)))
    }

    /// Its natural size in CSS pixels.
    #[must_use]
    pub fn size(&self) -> Size {
        let size = self.tree.size();
        Size::new(size.width(), size.height())
    }

    /// What it is made of, for whoever writes vectors.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The part `source` (in fractions) of it, drawn at `width` × `height` pixels.
    #[must_use]
    pub fn drawn(&self, source: Rect, width: u32, height: u32) -> Pixels {
        let part = |from: f32, length: f32| {
            let from = if from.is_finite() { from.clamp(0.0, 0.999) } else { 0.0 };
            (from, if length.is_finite() { length.clamp(0.001, 1.0 - from) } else { 1.0 - from })
        };
        let ((x, across), (y, down)) = (part(source.x, source.width), part(source.y, source.height));
        let size = self.size();
        let drawn = |width: u32, height: u32| {
            let (sx, sy) = (width as f32 / (size.width * across), height as f32 / (size.height * down));
            let transform = Transform::from_row(sx, 0.0, 0.0, sy, -x * size.width * sx, -y * size.height * sy);
            if !cost::fits(&self.tree, transform, (width, height), MAX_WORK) {
                return None;
            }
            let mut map = Pixmap::new(width, height)?;
            resvg::render(&self.tree, transform, &mut map.as_mut());
            Some(straight(map))
        };
        let smaller = || {
            let mut scale = (MAX_DRAWN_SIDE as f32 / width.max(height).max(1) as f32).min(1.0);
            while width.max(height) as f32 * scale >= 64.0 {
                if let Some(pixels) = drawn(side_of(width as f32 * scale), side_of(height as f32 * scale)) {
                    return Some(pixels);
                }
                scale /= 2.0;
            }
            drawn(width, height)
        };
        let drawn = match self.sure {
            Some(side) => deep(|| self.as_tried(side, source, (width, height))),
            None => deep(smaller),
        };
        match drawn.flatten() {
            Some(pixels) if (pixels.width, pixels.height) == (width, height) => pixels,
            Some(pixels) => super::scaled(&pixels, Rect::new(0.0, 0.0, 1.0, 1.0), width, height),
            None => Pixels { width, height, rgba: vec![0; width as usize * height as usize * 4] },
        }
    }

    /// The part `source` of what is drawn as large as it was tried, or smaller.
    fn as_tried(&self, side: u32, source: Rect, (width, height): (u32, u32)) -> Option<Pixels> {
        let part = |length: f32| if length.is_finite() { length.clamp(0.001, 1.0) } else { 1.0 };
        let size = self.size();
        let wanted = (width as f32 / part(source.width) / size.width)
            .max(height as f32 / part(source.height) / size.height)
            .mul_add(size.width.max(size.height), 0.5);
        let (transform, (across, down)) = self.at((wanted as u32).clamp(1, side));
        let mut map = Pixmap::new(across, down)?;
        resvg::render(&self.tree, transform, &mut map.as_mut());
        let whole = straight(map);
        let same = source == Rect::new(0.0, 0.0, 1.0, 1.0) && (across, down) == (width, height);
        Some(if same { whole } else { super::scaled(&whole, source, width, height) })
    }
}

fn too_long() -> MediaError {
    MediaError::TooLarge(format!("the drawing would take too long to draw; {SIMPLER}"))
}

fn gave_up() -> MediaError {
    MediaError::Unreadable("the drawing is broken: what reads it gave up".to_owned())
}

fn side_of(length: f32) -> u32 {
    (length.round() as u32).max(1)
}

fn tree(svg: &str, most: Reading) -> Result<Tree, MediaError> {
    let svg = svg.strip_prefix('\u{FEFF}').unwrap_or(svg);
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(svg, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => {
            MediaError::TooLarge(format!("the drawing has more than {MAX_NODES} parts"))
        }
        error => MediaError::Unreadable(format!("the drawing is broken: {error}")),
    })?;
    expand::check(&document, most.parts)?;
    let left = Arc::new(AtomicU64::new(most.pixels));
    let tree = Tree::from_xmltree(&document, &options_of(svg, &left)).map_err(|error| match error {
        usvg::Error::ElementsLimitReached => MediaError::TooLarge("the drawing has too many parts".to_owned()),
        error => MediaError::Unreadable(format!("the drawing is broken: {error}")),
    })?;
    if left.load(Ordering::Relaxed) == SPENT {
        return Err(MediaError::TooLarge(format!("the pictures in the drawing are too large; {SIMPLER}")));
    }
    Ok(tree)
}

/// The embedded fonts and nothing else: a drawing looks the same on every machine.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in fonts::files() {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(*file)));
    }
    fonts.set_sans_serif_family(fonts::SANS);
    fonts.set_serif_family(fonts::SANS);
    fonts.set_cursive_family(fonts::SANS);
    fonts.set_fantasy_family(fonts::SANS);
    fonts.set_monospace_family(fonts::MONO);
    Arc::new(fonts)
});

fn options_of(svg: &str, left: &Arc<AtomicU64>) -> Options<'static> {
    let left = Arc::clone(left);
    Options {
        font_family: fonts::SANS.to_owned(),
        font_size: 16.0,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(move |_, data, _| embedded(&data, &left)),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: FontResolver {
            select_font: Box::new(|font, fonts| face(font, fonts)),
            select_fallback: FontResolver::default_fallback_selector(),
        },
        // What has no text needs no fonts, and a trial is over before they are read.
        fontdb: if svg.contains("text") { Arc::clone(&FONTS) } else { Arc::default() },
        ..Options::default()
    }
}

/// What is left of the pixels when there were more of them than may be.
const SPENT: u64 = u64::MAX;

/// A picture inside a drawing: through our own decoder and its limits, so never another drawing. `left` says how many more
/// pixels may be decoded.
fn embedded(data: &[u8], left: &AtomicU64) -> Option<ImageKind> {
    let (width, height) = decode::dimensions(data)?;
    let pixels = u64::from(width) * u64::from(height);
    let rest = left.load(Ordering::Relaxed);
    left.store(if rest == SPENT { SPENT } else { rest.checked_sub(pixels).unwrap_or(SPENT) }, Ordering::Relaxed);
    if left.load(Ordering::Relaxed) == SPENT {
        return None;
    }
    let pixels = decode::embedded(data)?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width, pixels.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fastest);
    encoder.write_header().ok()?.write_image_data(&pixels.rgba).ok()?;
    Some(ImageKind::PNG(Arc::new(bytes)))
}

/// The embedded face for what a drawing asks for: what has a fixed pitch somewhere has one here.
fn face(font: &usvg::Font, fonts: &fontdb::Database) -> Option<fontdb::ID> {
    let known = |name: &str| fonts.faces().any(|face| face.families.iter().any(|(family, _)| family == name));
    let fixed = |name: &str| {
        let name = name.to_ascii_lowercase();
        ["mono", "courier", "consol", "menlo", "typewriter", "code"].iter().any(|part| name.contains(part))
    };
    let family = font.families().iter().find_map(|family| match family {
        FontFamily::Named(name) if known(name) => Some(name.as_str()),
        FontFamily::Named(name) if fixed(name) => Some(fonts::MONO),
        FontFamily::Monospace => Some(fonts::MONO),
        FontFamily::Named(_) => None,
        FontFamily::Serif | FontFamily::SansSerif | FontFamily::Cursive | FontFamily::Fantasy => Some(fonts::SANS),
    });
    let style = match font.style() {
        FontStyle::Normal => fontdb::Style::Normal,
        FontStyle::Italic => fontdb::Style::Italic,
        FontStyle::Oblique => fontdb::Style::Oblique,
    };
    fonts.query(&fontdb::Query {
        families: &[fontdb::Family::Name(family.unwrap_or(fonts::SANS)), fontdb::Family::SansSerif],
        weight: fontdb::Weight(font.weight()),
        stretch: fontdb::Stretch::Normal,
        style,
    })
}

/// The pixels of `map` with straight alpha.
fn straight(map: Pixmap) -> Pixels {
    let (width, height) = (map.width(), map.height());
    let mut rgba = map.take();
    for pixel in rgba.as_chunks_mut::<4>().0 {
        let alpha = u32::from(pixel[3]);
        if alpha == 0 {
            *pixel = [0; 4];
        } else if alpha < 255 {
            for channel in &mut pixel[..3] {
                *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
            }
        }
    }
    Pixels { width, height, rgba }
}

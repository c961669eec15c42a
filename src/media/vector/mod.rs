//! Drawings: the text of an SVG file in, a tree that is drawn at any size out. A stranger's drawing is the widest hole of
//! all: it is weighed before it is drawn, and it never reads a file, asks a network or sees a font of the system.

mod cost;
mod expand;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{
    self, FontFamily, FontResolver, FontStyle, ImageHrefResolver, ImageKind, Options, Tree, fontdb, roxmltree,
};

use super::{MediaError, Pixels, decode};
use crate::fonts;
use crate::geom::{Rect, Size};

/// The largest SVG file that is read, in bytes.
pub const MAX_SVG_BYTES: usize = 8 << 20;
/// The most nodes of XML that a drawing may have.
const MAX_NODES: u32 = 200_000;
/// A drawing must be cheap enough at this many pixels on its longer side; where it is asked for larger and that would be
/// too dear, it is scaled up.
const SURE_SIDE: f32 = 1_280.0;
/// Groups may stand in groups in groups; those who parse and draw them call themselves. Only pages in use cost memory.
const STACK_BYTES: usize = 64 << 20;
/// The longest side that is drawn; what is asked for beyond is scaled up from it.
const MAX_DRAWN_SIDE: u32 = 8_192;

/// A drawing that was found harmless.
pub struct Vector {
    tree: Tree,
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

    /// The drawing in the bytes of an SVG file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, MediaError> {
        let text = std::str::from_utf8(bytes);
        Self::parse(text.map_err(|_| MediaError::Unreadable("the drawing is not UTF-8; save it as UTF-8".to_owned()))?)
    }

    /// The drawing in the text of an SVG file.
    pub(super) fn parse(svg: &str) -> Result<Self, MediaError> {
        if svg.len() > MAX_SVG_BYTES {
            let (has, may) = (svg.len() >> 20, MAX_SVG_BYTES >> 20);
            return Err(MediaError::TooLarge(format!("the drawing has {has} MiB; it may have {may}")));
        }
        if svg.contains("<!ENTITY") {
            return Err(MediaError::Refused("drawings that define entities are not shown".to_owned()));
        }
        let svg = svg.strip_prefix('\u{FEFF}').unwrap_or(svg);
        on_a_deep_stack(|| {
            let vector = Self { tree: tree(svg)? };
            if vector.is_cheap() {
                return Ok(vector);
            }
            Err(MediaError::TooLarge("the drawing would take too long to draw; simplify it".to_owned()))
        })
        .unwrap_or_else(|| Err(MediaError::Unreadable("the drawing is broken: what reads it gave up".to_owned())))
    }

    /// Whether it can be drawn at a sensible size.
    fn is_cheap(&self) -> bool {
        let size = self.size();
        let scale = SURE_SIDE / size.width.max(size.height);
        let (width, height) = (side_of(size.width * scale), side_of(size.height * scale));
        cost::fits(&self.tree, Transform::from_scale(scale, scale), (width, height))
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
            if !cost::fits(&self.tree, transform, (width, height)) {
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
        match on_a_deep_stack(smaller).flatten() {
            Some(pixels) if (pixels.width, pixels.height) == (width, height) => pixels,
            Some(pixels) => super::scaled(&pixels, Rect::new(0.0, 0.0, 1.0, 1.0), width, height),
            None => Pixels { width, height, rgba: vec![0; width as usize * height as usize * 4] },
        }
    }
}

fn side_of(length: f32) -> u32 {
    (length.round() as u32).max(1)
}

fn tree(svg: &str) -> Result<Tree, MediaError> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(svg, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => {
            MediaError::TooLarge(format!("the drawing has more than {MAX_NODES} parts"))
        }
        error => MediaError::Unreadable(format!("the drawing is broken: {error}")),
    })?;
    expand::check(&document)?;
    Tree::from_xmltree(&document, &options_of()).map_err(|error| match error {
        usvg::Error::ElementsLimitReached => MediaError::TooLarge("the drawing has too many parts".to_owned()),
        error => MediaError::Unreadable(format!("the drawing is broken: {error}")),
    })
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

fn options_of() -> Options<'static> {
    Options {
        font_family: fonts::SANS.to_owned(),
        font_size: 16.0,
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| embedded(&data)),
            resolve_string: Box::new(|_, _| None),
        },
        font_resolver: FontResolver {
            select_font: Box::new(|font, fonts| face(font, fonts)),
            select_fallback: FontResolver::default_fallback_selector(),
        },
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    }
}

/// A picture inside a drawing: through our own decoder and its limits, so never another drawing.
fn embedded(data: &[u8]) -> Option<ImageKind> {
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

/// Runs `work` where its calls may go deep; `None` if it panics, or there is no thread to be had.
fn on_a_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("drawing".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || catch_unwind(AssertUnwindSafe(work)).ok());
        thread.ok()?.join().ok().flatten()
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

//! Fonts that the speaker's theme brings: files in, the names of their families out, once, before any text is set. A file is
//! parsed and drawn with for a trial where a panic is caught; it is never one that a deck names.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, OnceLock, PoisonError};

use cosmic_text::skrifa::charmap::Charmap;
use cosmic_text::skrifa::{FontRef, MetadataProvider as _, Tag};
use cosmic_text::{Attrs, Buffer, Family, FontSystem, Metrics, Shaping, SwashCache, fontdb};

/// The most bytes of all fonts of a theme.
pub const MAX_FONT_BYTES: usize = 32 << 20;
/// The most faces of all fonts of a theme.
pub const MAX_FACES: usize = 16;

/// Why a font was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// All fonts of a theme have more than [`MAX_FONT_BYTES`].
    #[error("a theme's fonts may have {MAX_FONT_BYTES} bytes together")]
    TooLarge,
    /// All fonts of a theme have more than [`MAX_FACES`].
    #[error("a theme's fonts may have {MAX_FACES} faces together")]
    TooMany,
    /// It is no TrueType or OpenType font, or a broken one.
    #[error("this is no TrueType or OpenType font that can be drawn with")]
    Broken,
    /// Text was set already: the fonts stay as they are.
    #[error("fonts cannot be added any more once text was set")]
    TooLate,
}

/// A file that was taken. Its bytes stay as long as the program runs: there are few, and faces are known by their place.
#[derive(Clone)]
struct File {
    bytes: &'static [u8],
    faces: Vec<Face>,
}

/// A face: its family, and its lightest and heaviest weight.
#[derive(Clone)]
struct Face {
    family: String,
    weights: (u16, u16),
}

/// What was taken so far; what is in [`FILES`] stays.
static TAKEN: Mutex<Vec<File>> = Mutex::new(Vec::new());
static FILES: OnceLock<Vec<File>> = OnceLock::new();
/// From characters to glyphs, with the name of the family.
static MAPS: OnceLock<Vec<(String, Charmap<'static>)>> = OnceLock::new();

/// Takes in the font in `bytes`; gives the names of its families.
///
/// # Errors
/// If it is none, too large, or too late.
pub fn add_font(bytes: Vec<u8>) -> Result<Vec<&'static str>, FontError> {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    if FILES.get().is_some() {
        return Err(FontError::TooLate);
    }
    if taken.iter().map(|file| file.bytes.len()).sum::<usize>() + bytes.len() > MAX_FONT_BYTES {
        return Err(FontError::TooLarge);
    }
    let known = taken.iter().map(|file| file.faces.len()).sum::<usize>();
    let faces = catch_unwind(AssertUnwindSafe(|| tried(&bytes))).ok().flatten().ok_or(FontError::Broken)?;
    if known + faces.len() > MAX_FACES {
        return Err(FontError::TooMany);
    }
    let mut families: Vec<&'static str> = Vec::new();
    for face in &faces {
        if !families.contains(&face.family.as_str()) {
            families.push(Box::leak(face.family.clone().into_boxed_str()));
        }
    }
    taken.push(File { bytes: Box::leak(bytes.into_boxed_slice()), faces });
    Ok(families)
}

/// Every face in `bytes`, if each draws letters.
fn tried(bytes: &[u8]) -> Option<Vec<Face>> {
    let mut db = fontdb::Database::new();
    db.load_font_source(fontdb::Source::Binary(std::sync::Arc::new(bytes.to_vec())));
    let found: Vec<(fontdb::Weight, fontdb::Style, Face)> = db
        .faces()
        .filter_map(|face| {
            let family = face.families.first()?.0.clone();
            let font = FontRef::from_index(bytes, face.index).ok()?;
            let axis = font.axes().get_by_tag(Tag::new(b"wght"));
            let weights = axis.map(|axis| (axis.min_value() as u16, axis.max_value() as u16));
            Some((face.weight, face.style, Face { family, weights: weights.unwrap_or((face.weight.0, face.weight.0)) }))
        })
        .collect();
    let faces: Vec<Face> = found.iter().map(|(.., face)| face.clone()).collect();
    if faces.is_empty() || faces.len() > MAX_FACES {
        // Too many are told as such, without a trial.
        return Some(faces).filter(|faces| !faces.is_empty());
    }
    let mut system = FontSystem::new_with_locale_and_db_and_fallback("en-US".to_owned(), db, super::Order);
    for (weight, style, face) in &found {
        let attrs = Attrs::new().family(Family::Name(&face.family)).weight(*weight).style(*style);
        if !draws(&mut system, &attrs) {
            return None;
        }
    }
    Some(faces)
}

/// Whether `attrs` draw letters.
fn draws(system: &mut FontSystem, attrs: &Attrs<'_>) -> bool {
    let mut buffer = Buffer::new_empty(Metrics::new(40.0, 60.0));
    let text: String = (' '..='~').collect();
    buffer.set_rich_text([(text.as_str(), attrs.clone())], attrs, Shaping::Advanced, None);
    buffer.shape_until_scroll(system, false);
    let glyphs: Vec<_> = buffer.layout_runs().flat_map(|run| run.glyphs.to_vec()).collect();
    let mut cache = SwashCache::new();
    glyphs.iter().any(|glyph| {
        let key = glyph.physical((0.0, 0.0), 1.0).cache_key;
        let image = cache.get_image_uncached(system, key);
        glyph.glyph_id != 0 && image.is_some_and(|image| image.data.iter().any(|&cover| cover > 0))
    })
}

/// The weight nearest to `weight` that `family` has, if the theme brought it; `weight` itself for all others.
#[must_use]
pub fn weight_of(family: &str, weight: u16) -> u16 {
    let faces = files().iter().flat_map(|file| &file.faces).filter(|face| face.family == family);
    let nearest = |face: &Face| match face.weights {
        (least, most) if least <= most => weight.clamp(least, most),
        (own, _) => own,
    };
    faces.map(nearest).min_by_key(|near| near.abs_diff(weight)).unwrap_or(weight)
}

/// Whether the theme brought `family`.
pub(super) fn knows(family: &str) -> bool {
    files().iter().flat_map(|file| &file.faces).any(|face| face.family == family)
}

/// Whether `family`, which the theme brought, has a glyph for `c`.
pub(super) fn has(family: &str, c: char) -> bool {
    let maps = MAPS.get_or_init(|| {
        let faces = files().iter().flat_map(|file| file.faces.iter().zip(0_u32..).map(|face| (file.bytes, face)));
        let map = |(bytes, (face, n)): (&'static [u8], (&Face, u32))| {
            Some((face.family.clone(), FontRef::from_index(bytes, n).ok()?.charmap()))
        };
        faces.filter_map(map).collect()
    });
    maps.iter().any(|(name, map)| name == family && map.map(c).is_some())
}

/// The files, in the order in which they were taken; none is taken after this was asked for.
fn files() -> &'static [File] {
    FILES.get_or_init(|| TAKEN.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

/// Adds the faces of the theme's fonts to `db`.
pub(super) fn load(db: &mut fontdb::Database) {
    for file in files() {
        db.load_font_source(fontdb::Source::Binary(std::sync::Arc::new(file.bytes)));
    }
}

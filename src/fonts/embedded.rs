//! The files that are compiled into the binary: their database, and which of them has which character. The same on every
//! machine; never looks at anything else.

use std::sync::{Arc, LazyLock};

use cosmic_text::fontdb;
use cosmic_text::skrifa::charmap::Charmap;
use cosmic_text::skrifa::{FontRef, MetadataProvider as _};

use super::{CJK, EMOJI, MONO, SANS, SERIF, SYMBOLS};

/// Every embedded file. The order is part of the contract: a face's id is its place here, the same in every context.
static FILES: &[&[u8]] = &[
    include_bytes!("../../fonts/inter.ttf"),
    include_bytes!("../../fonts/inter-italic.ttf"),
    include_bytes!("../../fonts/jetbrains-mono.ttf"),
    include_bytes!("../../fonts/jetbrains-mono-bold.ttf"),
    include_bytes!("../../fonts/jetbrains-mono-italic.ttf"),
    include_bytes!("../../fonts/twemoji.ttf"),
    include_bytes!("../../fonts/symbols.ttf"),
    include_bytes!("../../fonts/cjk-punctuation.otf"),
    include_bytes!("../../fonts/serif.ttf"),
    include_bytes!("../../fonts/serif-italic.ttf"),
    include_bytes!("../../fonts/symbols-bold.ttf"),
];

/// The families in the order in which they are asked for a character, each with its place in [`FILES`].
const ORDER: [(&str, usize); 6] = [(SANS, 0), (SYMBOLS, 6), (MONO, 2), (CJK, 7), (SERIF, 8), (EMOJI, 5)];

static DATABASE: LazyLock<fontdb::Database> = LazyLock::new(|| {
    let mut db = fontdb::Database::new();
    for file in FILES {
        db.load_font_source(fontdb::Source::Binary(Arc::new(*file)));
    }
    db.set_sans_serif_family(SANS);
    db.set_serif_family(SERIF);
    db.set_monospace_family(MONO);
    db
});

/// The tables from characters to glyphs, in the order of [`ORDER`].
static MAPS: LazyLock<Vec<(&'static str, Charmap<'static>)>> = LazyLock::new(|| {
    let map = |(family, file): (&'static str, usize)| {
        let font = FontRef::new(FILES.get(file).copied()?).ok()?;
        Some((family, font.charmap()))
    };
    ORDER.into_iter().filter_map(map).collect()
});

/// The letters of [`SYMBOLS`] that there are in bold: no symbols.
static BOLD: LazyLock<Option<Charmap<'static>>> =
    LazyLock::new(|| FILES.last().and_then(|bytes| FontRef::new(bytes).ok()).map(|font| font.charmap()));

/// A database of the embedded files alone.
pub(super) fn database() -> fontdb::Database {
    DATABASE.clone()
}

/// Whether the embedded `family` has a glyph for `c`.
pub(super) fn has(family: &str, c: char) -> bool {
    MAPS.iter().any(|(name, map)| *name == family && map.map(c).is_some())
}

/// Whether the face of the embedded `family` with `weight` has a glyph for `c`.
pub(super) fn has_at(family: &str, weight: u16, c: char) -> bool {
    match (family, weight) {
        (SYMBOLS, 551..) => BOLD.as_ref().is_some_and(|map| map.map(c).is_some()),
        _ => has(family, c),
    }
}

/// The first embedded family that has every one of `chars`, and is not `but`.
pub(super) fn family_of(chars: &[char], but: &str) -> Option<&'static str> {
    let all = |map: &Charmap<'_>| chars.iter().all(|&c| map.map(c).is_some());
    MAPS.iter().find(|(name, map)| *name != but && all(map)).map(|(name, _)| *name)
}

/// The weight nearest to `weight` in which the embedded `family` has `chars`.
pub(super) fn weight_of(family: &str, weight: u16, chars: &[char]) -> u16 {
    match family {
        SANS => weight.clamp(100, 900),
        SERIF => weight.clamp(400, 700),
        MONO if weight > 550 => 700,
        SYMBOLS if weight > 550 && BOLD.as_ref().is_some_and(|map| chars.iter().all(|&c| map.map(c).is_some())) => 700,
        _ => 400,
    }
}

/// The bytes of every file.
pub(super) fn files() -> &'static [&'static [u8]] {
    FILES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_families_are_those_of_the_files() {
        let db = database();
        for (family, file) in ORDER {
            let face = db.faces().nth(file).expect("a face a file");
            assert!(face.families.iter().any(|(name, _)| name == family), "{family}: {:?}", face.families);
        }
        assert_eq!(MAPS.len(), ORDER.len());
    }

    #[test]
    fn latin_needs_no_look_at_the_fonts() {
        for c in (' '..'\u{100}').filter(|c| !c.is_control() && *c != '\u{AD}') {
            assert!(super::super::FAMILIES.iter().all(|family| has(family, c)), "U+{:04X}", u32::from(c));
        }
    }
}

//! The embedded families by role and their fallback order. A [`FontCx`] is made once a thread and lent to whoever shapes
//! or rasterises. Never looks at the system's fonts: what is shown is the same on every machine.

mod own;

use std::sync::{Arc, LazyLock};

use cosmic_text::{Fallback, FontSystem, fontdb};

pub use own::{FontError, MAX_FACES, MAX_FONT_BYTES, add_font, weight_of};

/// The family of prose and titles.
pub const SANS: &str = "Inter";
/// The family of code.
pub const MONO: &str = "JetBrains Mono";
/// The family of titles in the themes that want a serif.
pub const SERIF: &str = "Deckle Serif";
/// The families that a theme may choose from.
pub const FAMILIES: &[&str] = &[SANS, MONO, SERIF];
/// The family of emoji, drawn in colour.
pub const EMOJI: &str = "Twemoji Mozilla";
/// The fallback for symbols, box drawing and further alphabets.
pub const SYMBOLS: &str = "DejaVu Sans";
/// The fallback for CJK punctuation and kana.
pub const CJK: &str = "Deckle CJK";

/// Every embedded file. The order is part of the contract: a face's id is its place here, the same in every [`FontCx`].
static FILES: &[&[u8]] = &[
    include_bytes!("../fonts/inter.ttf"),
    include_bytes!("../fonts/inter-italic.ttf"),
    include_bytes!("../fonts/jetbrains-mono.ttf"),
    include_bytes!("../fonts/jetbrains-mono-bold.ttf"),
    include_bytes!("../fonts/jetbrains-mono-italic.ttf"),
    include_bytes!("../fonts/twemoji.ttf"),
    include_bytes!("../fonts/symbols.ttf"),
    include_bytes!("../fonts/cjk-punctuation.otf"),
    include_bytes!("../fonts/serif.ttf"),
    include_bytes!("../fonts/serif-italic.ttf"),
];

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

/// Where a character goes that its own family lacks.
struct Order;

impl Fallback for Order {
    fn common_fallback(&self) -> &[&'static str] {
        &[SANS, SYMBOLS, MONO, CJK, EMOJI]
    }

    fn forbidden_fallback(&self) -> &[&'static str] {
        &[]
    }

    fn script_fallback(&self, _script: unicode_script::Script, _locale: &str) -> &[&'static str] {
        &[]
    }
}

/// A thread's shaping and rasterising context: the embedded fonts and the caches over them.
pub struct FontCx {
    /// cosmic-text's font system over the embedded fonts; face ids are the same in every context.
    pub system: FontSystem,
}

impl FontCx {
    /// A context over the embedded fonts.
    #[must_use]
    pub fn new() -> Self {
        let mut db = DATABASE.clone();
        own::load(&mut db);
        let system = FontSystem::new_with_locale_and_db_and_fallback("en-US".to_owned(), db, Order);
        Self { system }
    }
}

/// The bytes of every embedded font, for those who draw text by other means than a [`FontCx`].
#[must_use]
pub fn files() -> &'static [&'static [u8]] {
    FILES
}

impl Default for FontCx {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for FontCx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FontCx").finish_non_exhaustive()
    }
}

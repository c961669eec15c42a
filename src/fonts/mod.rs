//! Faces by role: the embedded families, and behind them those of the system for scripts that no embedded one has. A
//! [`FontCx`] is made once a thread and lent to whoever shapes or rasterises. The system's fonts are looked for when a text
//! needs them and only in a context that may; a face's number is the same in every context.

mod choice;
mod embedded;
mod emoji;
mod own;
mod script;
mod search;
mod system;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cosmic_text::{Fallback, FontSystem};

pub use choice::Face;
pub(crate) use choice::is_embedded;
pub use own::{FontError, MAX_FACES, MAX_FONT_BYTES, add_font, weight_of};
pub use script::{Direction, Han, remedy};

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

/// What a text is written in, as far as faces and places follow from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// How Chinese characters are drawn; by each text alone if `None`.
    pub han: Option<Han>,
    /// The direction of everything, because the deck says so; by each one's first letter if `None`.
    pub direction: Option<Direction>,
    /// The direction of the page, which texts have that are not told otherwise.
    pub page: Direction,
}

/// A thread's shaping and rasterising context: the fonts and the caches over them.
pub struct FontCx {
    system: FontSystem,
    /// How many sources of the system's fonts it has.
    added: usize,
    with_system: bool,
    language: Language,
    /// The families of the system that this context has set text in.
    used: BTreeMap<&'static str, Arc<system::Family>>,
    missing: BTreeSet<char>,
}

impl FontCx {
    /// A context that sets text in the embedded fonts alone: the same on every machine.
    #[must_use]
    pub fn new() -> Self {
        let system = font_system();
        Self {
            system,
            added: 0,
            with_system: false,
            language: Language::default(),
            used: BTreeMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// A context that sets text in the system's fonts where the embedded ones lack a character.
    #[must_use]
    pub fn with_system_fonts() -> Self {
        Self { with_system: true, ..Self::new() }
    }

    /// cosmic-text's font system, with every face that any context has chosen so far: whatever text was set where, it can
    /// be painted here.
    pub fn system(&mut self) -> &mut FontSystem {
        self.added = system::add_new(&mut self.system, self.added);
        &mut self.system
    }

    /// The same for whoever shapes: without the system's fonts if text may not be set in them.
    pub fn shaper(&mut self) -> &mut FontSystem {
        if self.with_system { self.system() } else { &mut self.system }
    }

    /// What texts are written in from now on; the one before.
    pub fn set_language(&mut self, language: Language) -> Language {
        std::mem::replace(&mut self.language, language)
    }

    /// What texts are written in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The characters that no face had since this was last asked for.
    pub fn take_missing(&mut self) -> BTreeSet<char> {
        std::mem::take(&mut self.missing)
    }

    /// Starts over after a panic in a shaper: the caches may be half-written.
    pub(crate) fn renew(&mut self) {
        let system = font_system();
        (self.system, self.added, self.with_system) = (system, 0, false);
    }
}

/// The bytes of every embedded font, for those who draw text by other means than a [`FontCx`].
#[must_use]
pub fn files() -> &'static [&'static [u8]] {
    embedded::files()
}

/// The embedded faces, and those of the speaker's theme.
fn font_system() -> FontSystem {
    let mut db = embedded::database();
    own::load(&mut db);
    FontSystem::new_with_locale_and_db_and_fallback("en-US".to_owned(), db, Order)
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

#[cfg(test)]
mod tests;

//! What a deck is written in, as far as its pages depend on it, and the characters that no font has: one diagnostic a deck.
//! A deck goes in, a [`Language`] comes out. Never changes a word.

use std::collections::BTreeMap;

use super::Cx;
use crate::deck::{Deck, Dir};
use crate::diag::{Diagnostic, Lines};
use crate::fonts::{self, Direction, Han, Language};
use crate::markdown;

/// What `deck` says that it is written in, or else what its characters tell.
pub(super) fn of(deck: &Deck) -> Language {
    let front = &deck.front;
    let mut texts = vec![front.title.clone(), front.session.clone(), front.speaker.clone(), front.role.clone()];
    for slide in &deck.slides {
        texts.push(markdown::plain(&slide.title));
        texts.append(&mut markdown::words(&slide.blocks));
    }
    let han = Han::of(texts.iter().map(String::as_str));
    // A tradition is asked for by texts in it: kana alone need none.
    let lang = front.settings.lang.as_deref().unwrap_or("");
    let han = han.map(|han| Han::of_language(lang).unwrap_or(han));
    let direction = match front.settings.dir {
        Some(Dir::Rtl) => Some(Direction::Rtl),
        Some(Dir::Ltr) => Some(Direction::Ltr),
        None => Direction::of_language(lang),
    };
    Language { han, direction, page: Direction::Ltr }
}

/// How many characters a diagnostic names.
const NAMED: usize = 8;

/// The characters that no font has, each with the lines where it is first met.
#[derive(Default)]
pub(super) struct Missing {
    met: BTreeMap<char, Lines>,
}

impl Missing {
    /// Notes what was missing since the last call, in a slide of `lines`.
    pub(super) fn add(&mut self, cx: &mut Cx<'_>, lines: Lines) {
        for c in cx.fonts.take_missing() {
            self.met.entry(c).or_insert(lines);
        }
    }

    /// Tells the author.
    pub(super) fn tell(self, cx: &mut Cx<'_>) {
        let Some(line) = self.met.values().map(|lines| lines.from).min() else { return };
        let mut named: Vec<String> =
            self.met.keys().take(NAMED).map(|&c| format!("{c} (U+{:04X})", u32::from(c))).collect();
        if self.met.len() > NAMED {
            named.push(format!("and {} more", self.met.len() - NAMED));
        }
        let verb = if self.met.len() == 1 { "this character shows as a box" } else { "these characters show as boxes" };
        let mut families: Vec<String> = self.met.keys().map(|&c| fonts::remedy(c)).collect();
        // Signs may come with the font of a script.
        families.sort_by_key(|family| family.ends_with("Symbols 2"));
        families.dedup();
        families.truncate(3);
        let told = Diagnostic::warning(cx.file, format!("no font has them, so {verb}: {}", named.join(", ")));
        cx.diagnostics.push(told.at(line, 0, "").hint(format!("install a font such as {}", families.join(", "))));
    }
}

//! Breakage on purpose: a moment and a page in, a panic, an end of the process or a standstill out, if the environment asks
//! for it. For tests of what the show does then; a program that is built for people never looks.

use crate::layout::Page;

/// The variable that asks: `HOW:WHEN:TITLE`, as in `panic:paint:Two`. Pages that are plain already do no harm.
const ASKED: &str = "DECKLE_REHEARSE";

/// The variable with the path of a file that is made when something goes wrong, and as long as it is there nothing does.
const ONCE: &str = "DECKLE_REHEARSE_ONCE";

/// When something can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// While it is decided what the audience sees.
    View,
    /// The same of the speaker.
    Desk,
    /// While a page is painted, on whichever window.
    Paint,
}

impl Moment {
    const fn word(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Desk => "desk",
            Self::Paint => "paint",
        }
    }
}

/// Comes to `moment` with `page`.
pub(super) fn reach(moment: Moment, page: Option<&Page>) {
    if !cfg!(debug_assertions) {
        return;
    }
    let (Ok(asked), Some(page)) = (std::env::var(ASKED), page) else { return };
    let mut parts = asked.splitn(3, ':');
    let (how, when, title) = (parts.next(), parts.next(), parts.next());
    if page.plain || when != Some(moment.word()) || title != Some(page.title.as_str()) {
        return;
    }
    if let Some(once) = std::env::var_os(ONCE)
        && std::fs::File::create_new(once).is_err()
    {
        return;
    }
    match how {
        Some("panic") => std::panic::panic_any("on purpose"),
        Some("die") => std::process::abort(),
        Some("hang") => loop {
            std::thread::park();
        },
        _ => {}
    }
}

//! Which way a slide and its blocks run: blocks in, a [`Direction`] out, by the deck's word or the first letter. A page that
//! runs to the left is laid out as if it did not, and then mirrored; so is a list or a quote that runs otherwise than its page.

use super::Cx;
use super::mirror::Held;
use super::sheet::Sheet;
use crate::deck::Slide;
use crate::fonts::{Direction, Language};
use crate::markdown::{self, Block, BlockKind, Inline};

/// The direction of `slide`: of its title, or of its first words.
pub(super) fn of_slide(cx: &Cx<'_>, slide: &Slide) -> Direction {
    let forced = cx.fonts.language().direction;
    let of_blocks = || slide.blocks.iter().find_map(first_of);
    forced.or_else(|| Direction::of(&markdown::plain(&slide.title))).or_else(of_blocks).unwrap_or_default()
}

/// The direction of a page called `title`.
pub(super) fn of_text(cx: &Cx<'_>, title: &str) -> Direction {
    cx.fonts.language().direction.or_else(|| Direction::of(title)).unwrap_or_default()
}

/// The direction of `block`, all that is in it included; of its page, if it has no letters.
pub(super) fn of_block(cx: &Cx<'_>, block: &Block) -> Direction {
    let Language { direction, page, .. } = cx.fonts.language();
    direction.or_else(|| first_of(block)).unwrap_or(page)
}

/// The direction of `content`; of its page, if it has no letters.
pub(super) fn of_content(cx: &Cx<'_>, content: &[Inline]) -> Direction {
    let Language { direction, page, .. } = cx.fonts.language();
    direction.or_else(|| Direction::of(&markdown::plain(content))).unwrap_or(page)
}

/// What `sheet` holds, if what comes next runs to `direction` and its page does not: then it is mirrored.
pub(super) fn held(cx: &Cx<'_>, sheet: &Sheet<'_>, direction: Direction) -> Option<Held> {
    (direction != cx.fonts.language().page).then(|| sheet.held())
}

/// The direction of the first letter in `block`; code has none.
fn first_of(block: &Block) -> Option<Direction> {
    if matches!(block.kind, BlockKind::Code(_) | BlockKind::Math(_)) {
        return None;
    }
    markdown::words(std::slice::from_ref(block)).iter().find_map(|words| Direction::of(words))
}

/// Lets everything run to `direction` from now on, or each block for itself; gives what was asked for before.
pub(super) fn force(cx: &mut Cx<'_>, direction: Option<Direction>) -> Option<Direction> {
    let language = cx.fonts.language();
    cx.fonts.set_language(Language { direction, ..language }).direction
}

/// Lets pages run to `page` from now on; gives which way they ran before.
pub(super) fn turn(cx: &mut Cx<'_>, page: Direction) -> Direction {
    let language = cx.fonts.language();
    cx.fonts.set_language(Language { page, ..language }).page
}

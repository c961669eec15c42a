//! Decks laid out for tests: Markdown in, finished pages out, and the author's words on them. Never part of the program.

use super::{Page, Place, Room, layout_deck};
use crate::deck::{self, DeckSource, Front};
use crate::fonts::FontCx;
use crate::geom::Size;
use crate::locker::Locker;
use crate::media::Images;
use crate::scene::{TextItem, TextRole};
use crate::theme;

/// The pages of a deck of `body`, without the opener.
pub(super) fn pages(body: &str, aspect: f32) -> Vec<Page> {
    let front = Front { title: "T".into(), ..Front::default() };
    let source = DeckSource { stem: "a".into(), file: "a.md".into(), front, body: body.into(), first_line: 1 };
    let (theme, images, locker) = (theme::paper(), Images::new(), Locker::default());
    let page = Size::new((720.0 * aspect).round(), 720.0);
    let folder = std::path::Path::new(".");
    let room = Room { theme: &theme, page, place: Place::default(), images: &images, folder, locker: &locker };
    layout_deck(&mut FontCx::new(), &deck::build(&source), &room).0.split_off(1)
}

/// The texts of `page` that begin with `word`.
pub(super) fn texts<'a>(page: &'a Page, word: &'a str) -> impl Iterator<Item = &'a TextItem> {
    let content = page.scene.texts().filter(|item| item.role == TextRole::Content);
    content.filter(move |item| item.block.plain().starts_with(word))
}

//! Links that were clicked: a page and a place on it in, where it leads out, and the system's browser told. Only another
//! slide, `http`, `https` and `mailto` ever lead anywhere, and only where the link shows; no shell sees an address, and the
//! show never waits for a browser.

use std::sync::Arc;

use crate::book::Book;
use crate::fonts::FontCx;
use crate::geom::Rect;
use crate::scene::{Layer, Scene};
use crate::show::{Position, Spot};
use crate::views::{page_at, page_named};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// To this page of the deck.
    Within(usize),
    /// Out of the show, to this address.
    Out(Arc<str>),
}

/// Where the link leads that is under `spot` of what `book` shows at `at`; nothing where there is none, or none that may lead
/// anywhere.
pub(super) fn under(cx: &mut FontCx, book: &Book, at: Position, spot: Spot) -> Option<Leads> {
    let page = &page_at(cx, book, at)?.scene;
    let (x, y) = spot.fractions();
    let point = Rect::new(x as f32 * page.size.width, y as f32 * page.size.height, 0.0, 0.0);
    let link = page.links.iter().find(|link| link.rect.holds(point, 0.0) && shows(page, at.step, link.rect))?;
    to(cx, (book, at.deck), &link.target)
}

/// Where a link to `target` leads in the deck, if it may lead anywhere.
pub(super) fn to(cx: &mut FontCx, (book, deck): (&Book, usize), target: &Arc<str>) -> Option<Leads> {
    if target.starts_with('#') {
        return page_named(cx, book, deck, target).map(Leads::Within);
    }
    may_open(target).then(|| Leads::Out(Arc::clone(target)))
}

/// Where the links lead that show on the page at `at`, each once, in the order of reading.
pub(super) fn of_page(cx: &mut FontCx, book: &Book, at: Position) -> Vec<Arc<str>> {
    let Some(page) = page_at(cx, book, at).map(|page| &page.scene) else { return Vec::new() };
    let mut targets: Vec<Arc<str>> = Vec::new();
    for link in page.links.iter().filter(|link| shows(page, at.step, link.rect)) {
        if !targets.contains(&link.target) && to(cx, (book, at.deck), &link.target).is_some() {
            targets.push(Arc::clone(&link.target));
        }
    }
    targets
}

/// Whether what stands at `rect` shows at `step`: the words there, and where there are none the picture.
fn shows(page: &Scene, step: u16, rect: Rect) -> bool {
    let middle = Rect::new(rect.x + rect.width / 2.0, rect.y + rect.height / 2.0, 0.0, 0.0);
    let words = |layer: &Layer| layer.texts.iter().any(|text| text.bounds().holds(middle, 0.0));
    let pictures = |layer: &Layer| layer.pictures.iter().any(|picture| picture.target.holds(middle, 0.0));
    if page.layers.iter().any(words) {
        return page.layers_at(step).any(words);
    }
    page.layers_at(step).any(pictures) || !page.layers.iter().any(pictures)
}

fn may_open(address: &str) -> bool {
    let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    ["http://", "https://", "mailto:"].into_iter().any(begins)
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Opens `address` with what the system has for it.
pub(super) fn open(address: &str) {
    let address = address.to_owned();
    let work = move || {
        if let Err(error) = open::that_detached(&address) {
            log::warn!("a link cannot be opened: {error}");
        }
    };
    if let Err(error) = std::thread::Builder::new().name("link".to_owned()).spawn(work) {
        log::warn!("a link cannot be opened: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(book: &Book, page: usize, step: u16, words: &str) -> Option<Leads> {
        let mut cx = FontCx::new();
        let scene = &book.pages(&mut cx, 0).get(page).expect("the page").scene;
        // Every link of the decks here stands alone in its line.
        let text = scene.texts().find(|text| text.block.plain().contains(words)).expect("the words");
        let link = scene.links.iter().find(|link| text.bounds().holds(link.rect, 2.0)).expect("the link");
        let spot = Spot::at(
            f64::from((link.rect.x + link.rect.width / 2.0) / scene.size.width),
            f64::from((link.rect.y + link.rect.height / 2.0) / scene.size.height),
        );
        under(&mut cx, book, Position { step, ..Position::new(0, page) }, spot.expect("a place on the page"))
    }

    #[test]
    fn the_links_that_show_are_known_by_their_order() {
        let book = Book::of(&[("talk", TALK)]);
        let at = |step| of_page(&mut FontCx::new(), &book, Position { step, ..Position::new(0, 1) });
        assert_eq!(at(3), ["https://example.org/a".into(), "#the-last".into(), "#3".into()]);
        assert_eq!(at(0), Vec::<Arc<str>>::new());
    }

    const TALK: &str = "# One\n\n<!-- steps: lists -->\n\n- [out](https://example.org/a)\n- \
        [on](#the-last)\n- [third](#3)\n\n# Two\n\nx\n\n# The last\n\n[back](#t)\n";

    #[test]
    fn a_link_leads_out_or_to_a_page_and_only_once_it_shows() {
        let book = Book::of(&[("talk", TALK)]);
        assert_eq!(at(&book, 1, 3, "out"), Some(Leads::Out("https://example.org/a".into())));
        assert_eq!(at(&book, 1, 3, "on"), Some(Leads::Within(3)));
        assert_eq!(at(&book, 1, 3, "third"), Some(Leads::Within(2)));
        assert_eq!(at(&book, 3, 0, "back"), Some(Leads::Within(0)));
        assert_eq!(at(&book, 1, 0, "third"), None, "it does not show yet");
        assert_eq!(under(&mut FontCx::new(), &book, Position::new(0, 9), Spot::default()), None);
    }

    #[test]
    fn only_addresses_of_the_web_and_of_mail_are_opened() {
        let rows = [
            ("https://x.org/a?b#c", true),
            ("HTTP://x.org", true),
            ("mailto:a@b.org", true),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("--help", false),
            ("https://x.org/\n--help", false),
            (" https://x.org", false),
            ("ハハハハ", false),
        ];
        for (address, may) in rows {
            assert_eq!(may_open(address), may, "{address}");
        }
    }
}

//! Pages as layout makes them, one for every arrangement: decks in, scenes out. The words are those of the real notes.
//! Never reads a file but the picture that it makes itself.

use deckle::deck::{self, DeckSource, Front};
use deckle::fonts::FontCx;
use deckle::geom::Size;
use deckle::layout::{self, Page, Place, Room};
use deckle::locker::Locker;
use deckle::media::Images;
use deckle::scene::{PAGE_HEIGHT, Scene};
use deckle::theme;

use super::cases::{Case, all_cases};
use super::scenes::test_card;

/// Every arrangement with its name and its pictures.
pub fn all() -> Vec<(&'static str, Scene, Images)> {
    let cx = &mut FontCx::new();
    all_cases()
        .map(|case| {
            let images = Images::new();
            let mut pages = pages(cx, case, &images);
            (case.name, pages.swap_remove(case.page).scene, images)
        })
        .collect()
}

fn pages(cx: &mut FontCx, case: &Case, images: &Images) -> Vec<Page> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, width, height) in [("tall.png", 300, 360), ("wide.png", 320, 180)] {
        let pixels = images.pixels(test_card(images, width, height)).expect("the card");
        super::write_png(&folder.path().join(name), &pixels).expect("a picture on the disk");
    }
    for name in ["hills.svg", "tower.svg", "pipeline.svg", "badge.svg", "mark.svg"] {
        let ours = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("decks/tour").join(name);
        std::fs::copy(ours, folder.path().join(name)).expect("a drawing of the tour");
    }
    let front = Front {
        title: "Keynote: SOLID Go design".into(),
        session: "GolangUK talks notes".into(),
        speaker: "Dave Cheney".into(),
        links: vec!["http://golanguk.com/speakers/#dave-cheney".into()],
        rating: Some(8),
        cover: Some("tall.png".into()),
        ..Front::default()
    };
    let body = case.body.to_owned();
    let deck = deck::build(&DeckSource { stem: "deck".into(), file: "deck.md".into(), front, body, first_line: 1 });
    let theme = theme::by_name(case.theme).expect("a theme");
    let page = Size::new((PAGE_HEIGHT * case.aspect).round(), PAGE_HEIGHT);
    let place = Place { talk: 1, talks: 21 };
    let room = Room { theme: &theme, page, place, images, folder: folder.path(), locker: &Locker::default() };
    layout::layout_deck(cx, &deck, &room).0
}

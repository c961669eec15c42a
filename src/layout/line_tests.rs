//! Small pictures in their lines, and blocks at the side that their author wants: what stands where, as values.

use super::{Page, Place, Room, layout_deck};
use crate::deck::{self, DeckSource, Front};
use crate::fonts::FontCx;
use crate::geom::{Rect, Size};
use crate::locker::Locker;
use crate::media::Images;
use crate::scene::TextRole;
use crate::theme;

/// The first page of `body` after the opener, on a page of 1280 × 720 with margins of 88.
fn page(body: &str) -> Page {
    let front = Front { title: "Deck".to_owned(), ..Front::default() };
    let (stem, file) = ("deck".to_owned(), "deck.md".to_owned());
    let deck = deck::build(&DeckSource { stem, file, front, body: body.to_owned(), first_line: 1 });
    let (theme, images) = (theme::paper(), Images::new());
    let room = Room {
        theme: &theme,
        page: Size::new(1280.0, 720.0),
        place: Place::default(),
        images: &images,
        folder: &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("decks/tour"),
        locker: &Locker::default(),
    };
    layout_deck(&mut FontCx::new(), &deck, &room).0.swap_remove(1)
}

fn pictures(page: &Page) -> Vec<Rect> {
    page.scene.layers.iter().flat_map(|layer| &layer.pictures).map(|picture| picture.target).collect()
}

/// The box of the author's text that contains `words`.
#[track_caller]
fn text(page: &Page, words: &str) -> Rect {
    let mut all = page.scene.texts().filter(|item| item.role == TextRole::Content);
    all.find(|item| item.block.plain().contains(words)).expect(words).bounds()
}

#[track_caller]
fn near(a: f32, b: f32) {
    assert!((a - b).abs() < 2.0, "{a} is not {b}");
}

#[test]
fn a_small_picture_stands_in_its_line() {
    let page = page("## T\n\n- Words before ![a sign](mark.svg) and after\n- More\n");
    let line = text(&page, "Words");
    let [picture] = pictures(&page)[..] else { panic!("one picture") };
    assert!(line.holds(picture, 0.5), "{picture:?} in {line:?}");
    near(picture.height, 30.0);
    near(picture.width, 30.0);
    assert!(page.text.contains("Words before a sign and after"), "{}", page.text);
    // The words stand on both sides of it.
    assert!(picture.x > line.x + 150.0 && picture.right() < line.right() - 80.0);
}

#[test]
fn its_size_is_its_authors_and_at_most_some_lines() {
    let height = |text: &str| pictures(&page(&format!("## T\n\n{text}\n\n- b")))[0].height;
    near(height("a <img src=\"hills.svg\" height=24> b"), 24.0);
    near(height("a ![](mark.svg =x60) b"), 60.0);
    near(height("a ![](evening.png =40x) b"), 22.5);
    assert!(height("a ![](hills.svg) b") > 150.0);
    assert!(height("a ![](mark.svg =x90) b") > 80.0);
    assert!(height("a ![](mark.svg \"with words under it\") b") < 30.0, "a figure keeps its own size");
}

#[test]
fn badges_stand_in_a_row_and_lead_somewhere() {
    let page = page("## T\n\n[![a](badge.svg)](https://a.example)\n![b](badge.svg)\n![c](badge.svg)\n\nWords");
    let all = pictures(&page);
    assert_eq!(all.len(), 3);
    for picture in &all {
        near(picture.y, all[0].y);
        near(picture.height, 30.0);
    }
    assert!(all[0].right() < all[1].x && all[1].right() < all[2].x);
    let [link] = page.scene.links.as_slice() else { panic!("{:?}", page.scene.links) };
    near(link.rect.x, all[0].x);
    near(link.rect.width, all[0].width);
}

#[test]
fn large_pictures_are_still_a_row() {
    let heights: Vec<f32> =
        pictures(&page("## T\n\n![](hills.svg) ![](tower.svg)\n")).iter().map(|p| p.height).collect();
    assert!(heights.len() == 2 && heights.iter().all(|height| *height > 300.0), "{heights:?}");
    assert!(pictures(&page("## T\n\n![](mark.svg)\n"))[0].height > 300.0, "alone it has the page");
}

#[test]
fn titles_and_cells_hold_them() {
    let page = page("## ![](mark.svg) Title\n\n| a | b |\n|---|---|\n| ![yes](mark.svg) | c ![](mark.svg) |\n");
    let [in_title, alone, beside] = pictures(&page)[..] else { panic!("three") };
    near(in_title.height, 44.0);
    assert!(text(&page, "Title").holds(in_title, 0.5));
    near(alone.y, beside.y);
    assert!(page.text.contains("yes"), "{}", page.text);
}

#[test]
fn a_line_that_runs_to_the_left_takes_its_pictures_along() {
    let page = page("## שקופית\n\n- אחת ![](mark.svg) שתיים\n- שלוש\n");
    let [picture] = pictures(&page)[..] else { panic!("one picture") };
    let line = text(&page, "אחת");
    assert!(line.holds(picture, 0.5), "{picture:?} in {line:?}");
    assert!(picture.x > 700.0);
}

#[test]
fn blocks_stand_where_their_author_wants_them() {
    let page = page(
        "## T\n\n<center>Middle</center>\n\n<p align=right>Right</p>\n\n<div align=center>\n\n| a | b |\n|---|---|\n| c | d |\n\n\
         ![](hills.svg =200x)\n\n</div>\n\nLeft",
    );
    let middle = text(&page, "Middle");
    near(middle.x + middle.width / 2.0, 640.0);
    near(text(&page, "Right").right(), 1280.0 - 88.0);
    near(text(&page, "Left").x, 88.0);
    let picture = pictures(&page)[0];
    near(picture.x + picture.width / 2.0, 640.0);
    let lines = page.scene.layers.iter().flat_map(|layer| &layer.fills);
    let ruled = lines.filter(|fill| fill.rect.height == 2.0).map(|fill| fill.rect).next().expect("the head's line");
    near(ruled.x + ruled.width / 2.0, 640.0);
    near(text(&page, "a").x, ruled.x);
}

#[test]
fn every_line_of_a_paragraph_is_centred() {
    let page = page(&format!("## T\n\n<center>{}</center>\n\n- b", "some words that wrap ".repeat(9).trim()));
    let lines = page.scene.texts().filter(|item| item.block.plain().contains("words")).map(|item| item.bounds());
    let lines: Vec<Rect> = lines.collect();
    assert!(lines.len() > 1);
    for line in lines {
        near(line.x + line.width / 2.0, 640.0);
    }
}

#[test]
fn left_and_right_are_those_of_the_page() {
    let page = page(
        "## שקופית\n\n<center>אמצע</center>\n\n<p align=left>שמאל</p>\n\n<p align=right>ימין</p>\n\nרגיל\n\n- b\n",
    );
    let middle = text(&page, "אמצע");
    near(middle.x + middle.width / 2.0, 640.0);
    near(text(&page, "שמאל").x, 88.0);
    for words in ["ימין", "רגיל"] {
        near(text(&page, words).right(), 1280.0 - 88.0);
    }
}

#[test]
fn who_said_it_is_no_part_of_what_is_said() {
    let page = page("## T\n\nWords\n\n<center>\n\n> a\n> [name=Ann] [time=now]\n\n</center>\n");
    assert!(page.text.ends_with("Ann"), "{}", page.text);
}

#[test]
fn lists_and_code_stand_where_they_always_stand() {
    let page = page("## T\n\n<!-- align: right -->\n\n- an item\n\n```\nfn main\n```\n\nWords\n");
    near(text(&page, "Words").right(), 1280.0 - 88.0);
    assert!(text(&page, "an item").x < 150.0 && text(&page, "fn main").x < 150.0);
}

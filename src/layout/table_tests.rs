//! Tables by hand: what stands where on their pages, as values.

use super::*;
use crate::fonts::FontCx;
use crate::geom::Size;
use crate::layout::{Place, Room, layout_deck};
use crate::markdown::{Block, BlockKind, Run};
use crate::media::Images;
use crate::scene::{TextItem, TextRole};
use crate::{deck, layout, theme};

fn cell(text: &str) -> Vec<Inline> {
    vec![Inline::Text(Run { text: text.to_owned(), ..Run::default() })]
}

/// A table of lines, whose cells are parted by bars; the first line is the head.
fn table(text: &str) -> Table {
    let mut rows: Vec<Vec<Vec<Inline>>> =
        text.lines().map(|line| line.split('|').map(|text| cell(text.trim())).collect()).collect();
    let head = rows.remove(0);
    Table { align: vec![Align::Auto; head.len()], head, rows }
}

/// The pages of a slide of `table` alone, without the opener.
fn pages(table: Table, aspect: f32) -> Vec<layout::Page> {
    let blocks = vec![Block::new(BlockKind::Table(table), Lines::default())];
    let slide = deck::Slide { title: cell("Title"), level: 2, blocks, ..deck::Slide::default() };
    let (stem, file) = ("deck".to_owned(), "deck.md".to_owned());
    let front = deck::Front { title: "Deck".to_owned(), ..deck::Front::default() };
    let deck = deck::Deck { stem, file, front, slides: vec![slide], diagnostics: Vec::new() };
    let (theme, images) = (theme::paper(), Images::new());
    let page = Size::new((720.0 * aspect).round(), 720.0);
    let folder = std::path::Path::new(".");
    let room = Room {
        theme: &theme,
        page,
        place: Place::default(),
        images: &images,
        folder,
        locker: &crate::locker::Locker::default(),
    };
    layout_deck(&mut FontCx::new(), &deck, &room).0.split_off(1)
}

fn texts(page: &layout::Page, role: TextRole) -> Vec<&TextItem> {
    page.scene.texts().filter(|item| item.role == role).collect()
}

fn words(page: &layout::Page, role: TextRole) -> Vec<&str> {
    texts(page, role).into_iter().map(|item| item.block.plain()).collect()
}

fn rows(count: usize) -> String {
    (0..count).map(|n| format!("\nrow {n} | {n}")).collect()
}

#[test]
fn numbers_are_known_with_what_people_write_around_them() {
    for text in [
        "1",
        "-3",
        "−3.5 %",
        "1,234.50",
        "1 234",
        "1.000.000",
        "$5",
        "€ 3",
        "+12%",
        "75K",
        "12 ms",
        "3 GB/s",
        "14:03",
        "8/10",
        "~5",
        "10–20",
        "3×",
    ] {
        assert!(is_number(text), "{text}");
    }
    for text in
        ["", "a1", "2016-08-18", "1.7.3", "one", "3 blind mice", "v2", "8/18/2016", "-", "10.0.0.1", "1st prize"]
    {
        assert!(!is_number(text), "{text}");
    }
}

#[test]
fn numbers_end_at_one_edge_and_words_begin_at_one() {
    let pages = pages(table("Name | Count\na | 1\nlonger name | 1,234\nb | -"), 16.0 / 9.0);
    let items = texts(&pages[0], TextRole::Content);
    let edge = |text: &str| items.iter().find(|item| item.block.plain() == text).map(|item| item.bounds().right());
    let (one, many) = (edge("1").expect("it is there"), edge("1,234").expect("it is there"));
    assert!((one - many).abs() < 0.1, "{one} {many}");
    let left = |text: &str| items.iter().find(|item| item.block.plain() == text).map(|item| item.at.x);
    assert_eq!(left("a"), left("longer name"));
    assert_eq!(left("a"), left("Name"), "the head is said as it was written, and set in capitals");
}

#[test]
fn the_head_is_said_again_where_a_table_goes_on() {
    let pages = pages(table(&format!("Name | Count{}", rows(30))), 16.0 / 9.0);
    assert!(pages.len() > 1);
    assert_eq!(words(&pages[0], TextRole::Repeat), [""; 0]);
    for page in &pages[1..] {
        assert_eq!(words(page, TextRole::Repeat), ["Title", "Name", "Count"]);
    }
}

#[test]
fn a_row_higher_than_a_page_is_cut_without_disorder() {
    let long = |word: &str| (0..500).map(|n| format!("{word}{n} ")).collect::<String>();
    let text = format!("A | B | C\nshort | {} | {}\nlast | row | here", long("b"), long("c"));
    let pages = pages(table(&text), 16.0 / 9.0);
    let said: String = pages.iter().flat_map(|page| words(page, TextRole::Content)).collect::<Vec<_>>().join(" ");
    let said: Vec<&str> = said.split_whitespace().filter(|word| *word != "Title").collect();
    let written: Vec<&str> = text.split(['|', ' ', '\n']).filter(|word| !word.is_empty()).collect();
    assert_eq!(said, written);
}

#[test]
fn too_many_columns_become_records() {
    let head: Vec<String> = (0..60).map(|n| format!("Column{n}")).collect();
    let row: Vec<String> = (0..60).map(|n| format!("value{n}")).collect();
    let text = format!("{}\n{}\n{}", head.join("|"), row.join("|"), row.join("|"));
    for aspect in [16.0 / 9.0, 9.0 / 16.0] {
        let pages = pages(table(&text), aspect);
        let said: String = pages.iter().flat_map(|page| words(page, TextRole::Content)).collect::<Vec<_>>().join(" ");
        let times = |wanted: &str| said.split_whitespace().filter(|word| *word == wanted).count();
        assert_eq!((times("Column7"), times("value7")), (1, 2));
        let again =
            pages.iter().flat_map(|page| words(page, TextRole::Repeat)).filter(|text| *text == "Column7").count();
        assert_eq!(again, 2, "every value has its column's name beside it");
    }
}

#[test]
fn a_table_without_cells_is_nothing() {
    assert!(!pages(Table::default(), 1.0).is_empty());
    assert!(!pages(table("|\n|"), 1.0).is_empty());
}

#[test]
fn a_sentence_is_not_set_in_a_column_as_narrow_as_a_word() {
    let long = "the old one, which nobody dares to switch off before the new one has seen a winter";
    let text = format!(
        "Host | Requests | p99 | Cost | What to know\na.example.org | 1,204,000 | 120 ms | $1,200.50 | {long}\n\
         b.example.org | 96,500 | 35 ms | $90.00 | for tests"
    );
    let pages = pages(table(&text), 1.0);
    let mut lines = pages.iter().flat_map(|page| page.scene.texts()).filter(|item| item.block.plain() == long);
    assert!(lines.next().is_some_and(|item| item.block.line_count() <= 4));
}

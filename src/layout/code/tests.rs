//! What blocks of code become on their pages: rows, numbers, steps. Nothing is painted.

use super::*;
use crate::deck::{Deck, Front, Slide};
use crate::fonts::FontCx;
use crate::geom::Size;
use crate::layout::{Page, Place, Room, layout_deck};
use crate::markdown::{Highlight::All, Inline, List};
use crate::media::Images;
use crate::scene::Layer;

fn code(language: &str, text: &str) -> Code {
    Code { language: language.into(), text: text.into(), ..Code::default() }
}

fn block(code: Code, line: u32) -> Block {
    let last = line + u32::try_from(code.text.split('\n').count()).expect("few lines") + 1;
    Block::new(BlockKind::Code(code), Lines::new(line, last))
}

fn lines(from: u32, to: u32) -> Highlight {
    Highlight::Lines(vec![(from, to)])
}

/// The pages after the opener of a deck of one slide.
fn pages(blocks: Vec<Block>) -> (Vec<Page>, Vec<Diagnostic>) {
    let run = Run { text: "Title".into(), ..Run::default() };
    let slide = Slide { title: vec![Inline::Text(run)], level: 2, blocks, ..Slide::default() };
    let front = Front { title: "Deck".into(), ..Front::default() };
    let deck = Deck { stem: "d".into(), file: "d.md".into(), front, slides: vec![slide], diagnostics: Vec::new() };
    laid(&deck, Size::new(1280.0, 720.0))
}

fn laid(deck: &Deck, page: Size) -> (Vec<Page>, Vec<Diagnostic>) {
    let (theme, images) = (crate::theme::paper(), Images::new());
    let folder = std::path::Path::new(".");
    let locker = crate::locker::Locker::default();
    let room = Room { theme: &theme, page, place: Place::default(), images: &images, folder, locker: &locker };
    let (mut pages, diagnostics) = layout_deck(&mut FontCx::new(), deck, &room);
    pages.remove(0);
    (pages, diagnostics)
}

/// The texts of `role` on `page` that stand above the footer.
fn texts(page: &Page, role: TextRole) -> Vec<String> {
    let texts = page.scene.texts().filter(|item| item.role == role && item.at.y < 660.0);
    texts.map(|item| item.block.plain().to_owned()).collect()
}

/// The layers of `page` that dim something, with the steps that they show at and the height that they leave bright.
fn scrims(page: &Page) -> Vec<(u16, u16, usize)> {
    let soft = crate::theme::paper().soft;
    let dims = |layer: &Layer| {
        layer.fills.iter().filter(|fill| fill.color.a < 255 && fill.color.with_alpha(255) == soft).count()
    };
    let layers = page.scene.layers.iter().map(|layer| (layer.step, layer.until, dims(layer)));
    layers.filter(|(.., dims)| *dims > 0).collect()
}

/// Whether what dims lines of `page` lies over all texts.
fn dims_text(page: &Page) -> bool {
    let layers = &page.scene.layers;
    let text = layers.iter().rposition(|layer| !layer.texts.is_empty());
    text < layers.iter().position(|layer| layer.fills.iter().any(|fill| fill.color.a < 255))
}

fn numbered(count: usize) -> String {
    (1..=count).map(|n| format!("line {n}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn lines_are_numbered_and_blocks_go_on_counting() {
    let first = Code { numbers: Some(Numbering::From(98)), ..code("go", "a\nb\nc") };
    let plain = code("", "x\ny");
    let next = Code { numbers: Some(Numbering::Continued), ..code("go", "d\n\ne") };
    let item = crate::markdown::Item { task: None, blocks: vec![block(next, 21)] };
    let list = Block::new(BlockKind::List(List { start: None, items: vec![item] }), Lines::new(21, 26));
    let (pages, _) = pages(vec![block(first, 1), block(plain, 10), list]);
    assert_eq!(texts(&pages[0], TextRole::Furniture), [" 98\n 99\n100", "101\n102\n103"]);
}

#[test]
fn numbers_go_on_over_pages_and_a_title_is_repeated() {
    let long = Code { numbers: Some(Numbering::From(1)), title: "main.go".into(), ..code("go", &numbered(40)) };
    let (pages, _) = pages(vec![block(long, 1)]);
    assert!(pages.len() > 2);
    let numbers: Vec<String> = pages.iter().flat_map(|page| texts(page, TextRole::Furniture)).collect();
    let all: Vec<&str> = numbers.iter().flat_map(|text| text.split('\n')).map(str::trim).collect();
    assert_eq!(all, (1..=40).map(|n| n.to_string()).collect::<Vec<_>>());
    assert_eq!(texts(&pages[0], TextRole::Content)[1], "main.go");
    for page in &pages[1..] {
        assert_eq!(texts(page, TextRole::Repeat), ["Title", "main.go"]);
    }
}

#[test]
fn a_title_too_long_for_a_tab_is_text() {
    let title = "a title of many words ".repeat(30);
    let (pages, _) = pages(vec![block(Code { title: title.clone(), ..code("go", "x") }, 1)]);
    assert!(texts(&pages[0], TextRole::Content).iter().any(|text| *text == title.trim()));
}

#[test]
fn highlights_follow_each_other() {
    let steps = vec![lines(2, 3), lines(5, 5), All];
    let (pages, _) = pages(vec![block(Code { steps, ..code("go", &numbered(6)) }, 1)]);
    assert_eq!(pages[0].steps, 3);
    assert_eq!(scrims(&pages[0]), [(0, 1, 2), (1, 2, 2)]);
    assert!(dims_text(&pages[0]), "what dims lies over the text");
}

#[test]
fn one_highlight_is_there_from_the_first_step_on() {
    let (one, _) = pages(vec![block(Code { steps: vec![lines(1, 1)], ..code("go", &numbered(4)) }, 1)]);
    assert_eq!((one[0].steps, scrims(&one[0])), (1, vec![(0, u16::MAX, 1)]));
    assert!(dims_text(&one[0]), "also where both show from the same step on");
    let mut later = block(Code { steps: vec![lines(1, 1)], ..code("go", &numbered(4)) }, 1);
    later.step = 2;
    let (later, _) = pages(vec![later]);
    assert_eq!((later[0].steps, scrims(&later[0])), (2, vec![(1, u16::MAX, 1)]));
    let (none, _) = pages(vec![block(Code { steps: vec![All], ..code("go", &numbered(4)) }, 1)]);
    assert_eq!((none[0].steps, scrims(&none[0]).len()), (1, 0));
}

#[test]
fn a_page_dims_nothing_for_the_sake_of_lines_on_another() {
    let steps = vec![lines(2, 3), lines(38, 38), lines(4, 4), All];
    let after = Block { step: 4, ..Block::new(BlockKind::Paragraph(vec![]), Lines::default()) };
    let code = Code { steps, ..code("go", &numbered(40)) };
    let (pages, _) = pages(vec![block(code, 1), after]);
    assert!(pages.len() > 2);
    assert_eq!((pages[0].steps, scrims(&pages[0])), (3, vec![(0, 1, 2), (1, 2, 2)]), "lines 2-3, line 4, all");
    assert_eq!((pages[1].steps, scrims(&pages[1])), (1, vec![]), "no line of it ever stands out");
    let last = pages.last().expect("a page");
    assert_eq!((last.steps, scrims(last).len()), (2, 1), "line 38 at once, then all");
    assert_eq!(scrims(last)[0].0, 0);
}

#[test]
fn steps_of_a_page_are_those_of_its_lines() {
    let all = [lines(2, 3), lines(30, 31), All, All, lines(99, 99)];
    let steps = |range| steps::of_page(&all, range).iter().map(|step| (step.from, step.until)).collect::<Vec<_>>();
    assert_eq!(steps(0..10), [(0, Some(2)), (2, None)]);
    assert_eq!(steps(25..40), [(0, Some(2)), (2, None)]);
    assert_eq!(steps(10..20), []);
    assert_eq!(steps::of_page(&[], 0..3), []);
}

#[test]
fn a_long_line_goes_on_with_a_mark_and_loses_nothing() {
    let line = format!("    call(first_argument, {}last)", "another_argument, ".repeat(12));
    let (pages, _) = pages(vec![block(code("go", &line), 1)]);
    let rows = texts(&pages[0], TextRole::Content);
    assert_eq!(rows[1..].concat(), line);
    assert!(rows[1..rows.len() - 1].iter().all(|row| row.ends_with(", ")), "{rows:?}");
    assert_eq!(texts(&pages[0], TextRole::Furniture), vec!["↳"; rows.len() - 2]);
    let left =
        |n: usize| pages[0].scene.texts().filter(|item| item.role == TextRole::Content).nth(n).map(|item| item.at.x);
    assert!(left(2) > left(1), "it hangs");
}

#[test]
fn lines_of_eighty_columns_make_a_block_smaller_and_do_not_wrap() {
    let (pages, _) = pages(vec![block(code("text", &"x".repeat(80)), 1)]);
    assert_eq!(texts(&pages[0], TextRole::Content).len(), 2);
    let item = pages[0].scene.texts().find(|item| item.block.plain().starts_with("xx")).expect("the line");
    assert!(item.scale < 1.0 && item.scale * 23.0 >= 20.0, "{}", item.scale);
}

#[test]
fn blocks_of_a_slide_have_one_size() {
    let (pages, _) = pages(vec![block(code("text", &"x".repeat(80)), 1), block(code("text", "y"), 10)]);
    let scales: Vec<f32> =
        pages[0].scene.texts().filter(|item| item.at.y > 130.0 && item.at.y < 660.0).map(|item| item.scale).collect();
    assert!(scales.len() == 2 && scales[0] < 1.0 && scales[0].to_bits() == scales[1].to_bits(), "{scales:?}");
}

#[test]
fn blank_lines_at_the_edges_of_a_cut_block_are_not_shown() {
    let text = numbered(9) + "\n\n\n" + &numbered(9) + "\n\n\n" + &numbered(9);
    let (pages, _) = pages(vec![block(Code { numbers: Some(Numbering::From(1)), ..code("go", &text) }, 1)]);
    let numbers: Vec<String> = pages.iter().flat_map(|page| texts(page, TextRole::Furniture)).collect();
    let edges: Vec<(&str, &str)> = numbers
        .iter()
        .filter_map(|page| Some((page.split('\n').next()?.trim(), page.rsplit('\n').next()?.trim())))
        .collect();
    assert_eq!(edges, [("1", "9"), ("12", "20"), ("23", "31")]);
}

#[test]
fn tabs_go_to_the_next_fourth_column() {
    let token = |range| Token { range, class: Class::Keyword };
    let (text, tokens) = without_tabs("a\tbc\t\td", &[token(0..1), token(2..4), token(6..7)]);
    assert_eq!(text, "a   bc      d");
    assert_eq!(tokens.iter().map(|token| &text[token.range.clone()]).collect::<Vec<_>>(), ["a", "bc", "d"]);
}

#[test]
fn what_has_no_colours_is_told() {
    let (_, told) = pages(vec![block(code("no-such", "x"), 7), block(code("text", "x"), 12)]);
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].severity, told[0].line), (Severity::Note, 7));
    let (_, told) = pages(vec![block(code("go", &"x\n".repeat(highlight::MOST_LINES + 9)), 1)]);
    assert_eq!(told.iter().map(|told| told.severity).collect::<Vec<_>>(), [Severity::Warning]);
}

#[test]
fn a_break_is_cheapest_after_a_blank_line_at_the_left() {
    let text = "func a() {\n\tb()\n\tif c {\n\t\td()\n\t}\n}\n\nfunc e() {\n\tf()\n\tg()\n}\n\nfunc h() {\n}\n";
    let count = text.split('\n').count();
    let theme = crate::theme::paper();
    let listing = Listing {
        rows: text.split('\n').map(|line| Row::new(line, &[], None)).collect(),
        kind: theme.code,
        palette: Palette::new(&theme),
        advance: 13.8,
        least: 0.87,
        numbers: None,
        steps: Vec::new(),
        scale: Cell::new(1.0),
        tab: None,
    };
    let cheapest = (1..count).min_by(|&a, &b| listing.break_cost(a).total_cmp(&listing.break_cost(b)));
    assert_eq!(cheapest, Some(6), "the blank line itself, which is not shown at the edge of a page");
    assert_eq!(listing.break_cost(6).total_cmp(&listing.break_cost(7)), std::cmp::Ordering::Equal);
}

#[test]
fn hostile_blocks_end_and_lose_nothing() {
    for (language, text) in [
        ("go", "(".repeat(5_000)),
        ("", " ".repeat(20_000) + "x"),
        ("rust", "字".repeat(3_000)),
        ("", "👩‍👩‍👧".repeat(400)),
        ("", "\t".repeat(3_000) + "x"),
        ("", "\n".repeat(3_000)),
        ("js", "a.b(c).".repeat(900)),
    ] {
        let (pages, _) = pages(vec![block(code(language, &text), 1)]);
        let said: String = pages.iter().flat_map(|page| texts(page, TextRole::Content)).collect();
        let seen = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(seen(said.trim_start_matches("Title")), seen(&text));
    }
}

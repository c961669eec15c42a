//! The promise of layout on generated and hostile decks: nothing leaves the page and every word stands on exactly one
//! page, in order. What is measured, and how, stands in `support/promise.rs`.

mod support;

use deckle::book::{Book, BookOptions};
use deckle::deck::{DeckSource, Front};
use deckle::fonts::FontCx;
use deckle::geom::Size;
use deckle::layout::{Page, Place, Room};
use deckle::locker::Locker;
use deckle::markdown::{self, Inline};
use deckle::media::Images;
use deckle::scene::{PAGE_HEIGHT, TextRole};
use deckle::theme;
use proptest::prelude::*;
use support::pieces::{FRAGMENTS, fence, formula, icons};
use support::promise::{Ink, content};

const ASPECTS: [f32; 4] = [16.0 / 9.0, 4.0 / 3.0, 1.0, 9.0 / 16.0];

fn source(front: Front, body: &str) -> DeckSource {
    let body = deckle::text::clean(body).into_owned();
    DeckSource { stem: "test".into(), file: "test.md".into(), front, body, first_line: 1 }
}

fn front(title: &str) -> Front {
    Front { title: title.into(), ..Front::default() }
}

fn book(source: &DeckSource, aspect: f32) -> Book {
    Book::from_sources(
        vec![source.clone()],
        theme::paper(),
        BookOptions { aspect, ..BookOptions::default() },
        Vec::new(),
    )
}

/// The first thing that is wrong with the pages of `source`, in words.
fn fault(source: &DeckSource, aspect: f32) -> Option<String> {
    Ink::default().fault(&mut FontCx::new(), &book(source, aspect), source)
}

#[track_caller]
fn holds(source: &DeckSource) {
    for aspect in ASPECTS {
        if let Some(fault) = fault(source, aspect) {
            panic!("at aspect {aspect}: {fault}\nin {:?}", source.body.chars().take(2000).collect::<String>());
        }
    }
}

/// A table of any shape: few columns or far too many, empty cells, long ones, numbers, every alignment.
fn table() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        3 => "[a-zA-Z0-9éß.,:;!?'()-]{1,12}",
        3 => "[0-9]{1,6}(\\.[0-9]{2})?( ?%| ms)?",
        1 => "([a-z]{1,10} ){1,60}end",
        1 => "[a-zA-Z0-9]{1,120}",
        1 => Just(String::new()),
        1 => Just("**b** `code` ==m==".to_owned()),
        1 => Just("![x](decks/tour/tower.svg) t".to_owned()),
    ];
    let columns = prop_oneof![6 => 1..6_usize, 2 => 6..15_usize, 1 => 15..70_usize];
    (columns, 0..12_usize, 0..5_usize).prop_flat_map(move |(columns, rows, mark)| {
        let cells = prop::collection::vec(cell.clone(), columns * (rows + 1));
        cells.prop_map(move |cells| {
            let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
            let mut rows = cells.chunks(columns).map(line);
            let rule = [":--", "--:", ":-:", "---", "---"][mark];
            let rules = line(&vec![rule.to_owned(); columns]);
            let head = rows.next().unwrap_or_default();
            format!("\n\n{head}{rules}{}\n", rows.collect::<String>())
        })
    })
}

/// The word that a callout begins with.
fn callout() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"][..])
}

/// A piece of Markdown: what authors write, and what nobody should.
fn piece() -> impl Strategy<Value = String> {
    let word = "[a-zA-Z0-9éßñ.,:;!?'\"()-]{1,12}";
    let words = prop::collection::vec(word, 1..30).prop_map(|words| words.join(" "));
    prop_oneof![
        6 => words.clone().prop_map(|text| format!("{text}\n\n")),
        3 => (1..5_usize, words.clone()).prop_map(|(level, text)| format!("{} {text}\n\n", "#".repeat(level))),
        8 => (0..5_usize, words.clone()).prop_map(|(depth, text)| format!("{}- {text}\n", "  ".repeat(depth))),
        3 => (0..4_usize, 1..200_u32, words.clone()).prop_map(|(d, n, text)| format!("{}{n}. {text}\n", "   ".repeat(d))),
        2 => words.clone().prop_map(|text| format!("> {text}\n\n")),
        2 => words.clone().prop_map(|text| format!("- > {text}\n")),
        2 => words.clone().prop_map(|text| format!("**{text}** `{text}` *x* ~~{text}~~\n")),
        2 => prop::collection::vec(word, 1..40).prop_map(|lines| format!("```go\n{}\n```\n", lines.join("\n\t"))),
        2 => fence(),
        2 => (formula(), words.clone()).prop_map(|(source, text)| format!("{text} ${source}$ {text}\n\n")),
        1 => (0..4_usize, formula()).prop_map(|(depth, source)| format!("{}- ${source}$\n", "  ".repeat(depth))),
        1 => formula().prop_map(|source| format!("$$\n{source}\n$$\n\n")),
        1 => formula().prop_map(|source| format!("## About ${source}$\n\n")),
        1 => "[a-zA-Z0-9]{300,1500}".prop_map(|text| format!("{text}\n\n")),
        1 => "[a-z0-9/._-]{5,200}".prop_map(|text| format!("see https://x.org/{text} ok\n")),
        2 => prop::sample::select(&["columns", "column", "column", "columns: 3 1", "/columns"][..])
            .prop_map(|ask| format!("\n<!-- {ask} -->\n\n")),
        1 => (0..3_usize, 60..300_usize).prop_map(|(at, count)| {
            let mut cells = ["a b", "c d", "e f"].map(str::to_owned);
            cells[at] = "many words ".repeat(count);
            format!("\n\n| x | y | z |\n|---|---|---|\n| {} |\n| g | h | i |\n\n", cells.join(" | "))
        }),
        1 => (1..30_usize, 1..20_usize, word).prop_map(|(left, right, text)| {
            let (left, right) = (format!("- left {text}\n").repeat(left), "- right\n".repeat(right));
            format!("\n<!-- columns -->\n\n### {text}\n\n{left}\n<!-- column -->\n\n{right}\n<!-- /columns -->\n\n")
        }),
        1 => (8..24_usize).prop_map(|count| format!("## Short\n\n{}\n", "- short\n".repeat(count))),
        1 => prop::sample::select(&["pause", "steps", "layout: quote", "layout: columns", "layout: statement", "footer: {title} {page}"][..])
            .prop_map(|ask| format!("\n<!-- {ask} -->\n\n")),
        1 => prop::sample::select(FRAGMENTS.split('|').collect::<Vec<_>>()).prop_map(|tag| format!("\n{tag}\n\n")),
        1 => Just("![alt](http://h.org/a.png =512x)\n\n".to_owned()),
        1 => Just("- ![](no/such.png =50%x)\n".to_owned()),
        2 => words.clone().prop_map(|text| format!("![](decks/tour/hills.svg \"{}\")\n\n", text.replace('"', ""))),
        1 => words.clone().prop_map(|text| {
            let caption = text.replace(['"', '\\'], "");
            format!("![](decks/tour/tower.svg) ![](no.png \"{caption}\") ![inline](decks/tour/pipeline.svg)\n\n")
        }),
        1 => (1..100_u32).prop_map(|share| format!("![bg left:{share}%](decks/tour/tower.svg)\n\n")),
        1 => Just("![bg](decks/tour/hills.svg)\n\n".to_owned()),
        2 => icons(),
        2 => (prop::sample::select(&["<center>", "<div align=right>", "<p style='text-align: left'>"][..]), words.clone())
            .prop_map(|(tag, text)| format!("\n{tag}\n\n{text} ![](decks/tour/tower.svg =40x)\n\n</div></center></p>\n\n")),
        1 => (words.clone(), table()).prop_map(|(text, table)| format!("<!-- align: center -->\n\n{text}\n\n{table}")),
        1 => words.clone().prop_map(|text| format!("## ![](decks/tour/tower.svg \"lost\") {text}\n\n")),
        1 => Just("![w:20%](decks/tour/hills.svg \"small\"){height=3cm}\n![](decks/tour/hills.svg)\n\n".to_owned()),
        1 => "\\PC{0,60}".prop_map(|text| format!("{text}\n")),
        4 => table(),
        2 => (0..3_usize, any::<bool>(), words.clone()).prop_map(|(depth, done, text)| {
            format!("{}- [{}] {text}\n", "  ".repeat(depth), if done { 'x' } else { ' ' })
        }),
        2 => (callout(), words.clone(), words.clone()).prop_map(|(kind, text, more)| {
            format!("> [!{kind}]\n> {text}\n>\n> - {more}\n>\n> ```\n> code\n> ```\n\n")
        }),
        2 => (callout(), words.clone()).prop_map(|(kind, text)| format!("- > [!{kind}]\n  > {text}\n")),
        1 => words.clone().prop_map(|text| format!(":::spoiler {text}\n{text}\n:::\n\n")),
        2 => (words.clone(), words.clone()).prop_map(|(text, note)| format!("{text}[^n]\n\n[^n]: {note}\n\n")),
        2 => (words.clone(), words.clone()).prop_map(|(term, text)| format!("{term}\n: {text}\n: {term}\n\n")),
        2 => words.clone().prop_map(|text| format!("> {text}\n> [name=A. {text}] [time=now] [color=red]\n\n")),
        2 => words.clone().prop_map(|text| format!("==m {text} m== ++i i++ x^2^ y~N+1~ z^{}^ <kbd>K</kbd> <small>s</small>\n", text.replace(' ', ""))),
        1 => Just("א".to_owned() + "ב ג ד hello עברית\n\n"),
        1 => "[א-ת a-z]{1,40}".prop_map(|text| format!("- {text}\n  - {text} `x()` [{text}](http://h.org)\n1. {text}\n\n")),
        1 => "[ا-ي0-9 a-z]{1,60}".prop_map(|text| format!("{text} **{text}**, “x”.\n\n> {text}\n> ok\n\n")),
        1 => Just("| א | ב |\n|---|--:|\n| אחת | 12 |\n| two | 3 |\n\n".to_owned()),
        1 => "[ก-๎]{1,120}".prop_map(|text| format!("{text}\n")),
        1 => Just("A\u{1C}א :star: :eight: ❤️ 👩‍👩‍👧 (╯°. °)╯︵ ┻┻\n".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_the_page_and_no_word_is_lost(
        pieces in prop::collection::vec(piece(), 0..25),
        title in "\\PC{0,80}",
        aspect in prop::sample::select(&ASPECTS[..]),
    ) {
        let source = source(front(&format!("T{}", deckle::text::clean_line(&title))), &pieces.concat());
        prop_assert_eq!(fault(&source, aspect), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn steps_move_nothing(
        pieces in prop::collection::vec(piece(), 0..16),
        aspect in prop::sample::select(&ASPECTS[..]),
    ) {
        // The same comments, so that the same blocks stand apart; but those of one deck mean nothing. Where they are code,
        // they are as long.
        let stepped = pieces.join("\n<!-- pause -->\n\n");
        let still = |text: &str| text.replace("<!-- pause -->", "<!-- quiet -->").replace("<!-- steps -->", "<!-- quiet -->");
        let places = |body: &str| {
            let source = source(front("T"), body);
            let book = book(&source, aspect);
            let mut cx = FontCx::new();
            let pages = book.pages(&mut cx, 0).iter().map(|page| {
                let mut texts: Vec<String> =
                    page.scene.texts().map(|item| format!("{:?} {} {}", item.at, item.scale, still(item.block.plain()))).collect();
                texts.sort();
                texts
            });
            pages.collect::<Vec<_>>()
        };
        prop_assert_eq!(places(&stepped), places(&still(&stepped)));
    }
}

#[test]
fn hostile_decks_stay_on_their_pages() {
    let rows = |n: usize, line: &str| line.repeat(n);
    let nested: String =
        (0..40).map(|depth| format!("{}- level {depth} of many words in a list\n", "  ".repeat(depth))).collect();
    let cases = [
        format!("# {}\n\ntext", "x".repeat(10_000)),
        "w".repeat(10_000),
        format!("```\n{}\n```", "c".repeat(5_000)),
        format!("```\n{}```", rows(300, "let x = 1;\n")),
        rows(200, "# Heading\n"),
        rows(300, "- item of a list\n"),
        rows(60, "> quote\n> quote\n\n"),
        nested,
        format!("> {}", rows(400, "word ")),
        format!("## {}\n", rows(80, "long heading ")),
        rows(30, "![](http://h.org/x.png)\n\n"),
        rows(600, "![x](decks/tour/badge.svg)\n"),
        format!("word {}", rows(300, "![](decks/tour/mark.svg)")),
        format!("<center>\n\n{}\n\n{}</center>", rows(400, "word "), rows(30, "| a | b |\n|---|---|\n| c | d |\n\n")),
        format!("- a\n{}", rows(40, "  - ![x](http://h.org/x.png =100x2000)\n")),
        "![](decks/tour/hills.svg) ".repeat(40),
        format!("## T\n\n![](decks/tour/hills.svg \"{}\")", "a long caption ".repeat(120)),
        format!("## T\n\n{}", "![](decks/tour/tower.svg \"a caption of some words\")\n".repeat(11)),
        format!("![bg](decks/tour/hills.svg)\n\n{}", rows(60, "- item over a picture\n")),
        format!("## T\n\n![left](decks/tour/tower.svg)\n![right](a.png)\n{}", rows(60, "- item between pictures\n")),
        format!(
            "## {}\n\n![left:60%](decks/tour/tower.svg)\n\n$\\begin{{pmatrix}} a \\\\ c \\\\ e \\end{{pmatrix}}$ x",
            "a long title ".repeat(9)
        ),
        "## ![left](decks/tour/tower.svg) ![bg](decks/tour/hills.svg)\n\n![right](x.png)".to_owned(),
        format!("<!-- columns -->\n{}<!-- column -->\n{}", rows(200, "- item of a list\n"), rows(90, "word ")),
        format!(
            "<!-- columns: 1 3 -->\n```\n{}```\n<!-- column -->\n{}\n\nunder",
            rows(90, "code\n"),
            rows(400, "word ")
        ),
        format!("{}<!-- columns -->\n{}", rows(60, "over\n\n"), rows(9, "<!-- column -->\n![](x.png)\n\nw\n\n")),
        rows(1500, "<!-- pause -->\n\nx\n\n"),
        "10000000. a\n10000001. b\n".to_owned(),
        "\u{202E}abc אבג \u{85}\u{2029}x".to_owned(),
        "🏳️‍🌈".repeat(2000),
        "漢字かな交じり文".repeat(300),
        format!("$$\n{}\n$$", "x_1 + ".repeat(900) + "y"),
        format!("- ${}$\n", "abc".repeat(400)),
        format!("## ${}$\n\n- a ${}$ b\n", r"\text{a very long title in a formula}".repeat(4), "x+".repeat(300) + "y"),
        format!("$$\n\\begin{{aligned}}{}\\end{{aligned}}\n$$", "a &= b \\\\ ".repeat(80)),
    ];
    for body in cases {
        holds(&source(front("Hostile"), &body));
    }
}

#[test]
fn a_hostile_opener_goes_on_but_never_off() {
    let long = "many words of a title ".repeat(120);
    let deck = Front {
        title: long.trim().to_owned(),
        session: "s".repeat(400),
        speaker: "Name ".repeat(60).trim().to_owned(),
        links: vec![format!("https://x.org/{}", "y".repeat(900)); 8],
        rating: Some(4_000_000),
        stars: Some(4_000_000),
        ..Front::default()
    };
    holds(&source(deck, "text"));
}

#[test]
fn the_check_sees_what_is_wrong() {
    let deck = source(front("Title"), "- one\n- two\n");
    let book = book(&deck, 16.0 / 9.0);
    let mut cx = FontCx::new();
    let mut page = book.pages(&mut cx, 0)[1].clone();
    let look = (book.page_size(), book.theme());
    let mut wrong = |page: &Page| Ink::default().on_page(&mut cx, page, look);
    assert_eq!(wrong(&page), None);
    let size = book.page_size();
    page.scene.layers[0].texts[1].at.y = size.height - 80.0;
    assert!(wrong(&page).is_some(), "a text that hangs into the footer was not seen");
    page.scene.layers[0].texts[1].at.y = page.scene.layers[0].texts[0].at.y + 8.0;
    assert!(wrong(&page).is_some_and(|why| why.contains("lies on")), "a text on another was not seen");
    page.scene.layers[0].texts[1].at.y = 400.0;
    page.scene.layers[0].texts[1].at.x = size.width - 80.0;
    assert!(wrong(&page).is_some(), "a text in the margin was not seen");
    page.scene.layers[0].texts[1].at.x = 100.0;
    assert_eq!(wrong(&page), None);
    page.scene.layers[0].fills[0].rect.x = size.width;
    assert!(wrong(&page).is_some(), "a rectangle off the page was not seen");
}

#[test]
fn a_short_block_of_code_stays_whole() {
    let code = "```\nfunc f() {\n  a\n  b\n  c\n  d\n}\n```\n";
    for before in 1..14 {
        let items: String = (0..before).map(|n| format!("- item {n} of a list, too long for half a page\n")).collect();
        let deck = source(front("Deck"), &format!("## Code\n\n{items}\n{code}\n{items}"));
        for aspect in ASPECTS {
            let book = book(&deck, aspect);
            let mut cx = FontCx::new();
            let lines_on = |page: &Page| content(page).filter(|item| item.block.plain().starts_with("  ")).count();
            let pages: Vec<usize> = book.pages(&mut cx, 0).iter().map(lines_on).filter(|&lines| lines > 0).collect();
            assert_eq!(pages, [4], "{before} items, aspect {aspect}");
        }
    }
}

#[test]
fn a_page_that_goes_on_repeats_its_title_and_its_parent() {
    let items: String = (0..40).map(|n| format!("  - child number {n} of the one parent\n")).collect();
    let deck = source(front("Deck"), &format!("## Principles\n\n- The parent\n{items}"));
    let book = book(&deck, 16.0 / 9.0);
    let mut cx = FontCx::new();
    let pages = book.pages(&mut cx, 0);
    assert!(pages.len() > 2);
    for page in &pages[2..] {
        let repeats: Vec<&str> =
            page.scene.texts().filter(|item| item.role == TextRole::Repeat).map(|item| item.block.plain()).collect();
        assert_eq!(repeats, ["Principles", "The parent"]);
    }
    let inline = markdown::parse("t.md", "x", 1).blocks;
    assert!(
        matches!(&inline[0].kind, markdown::BlockKind::Paragraph(content) if matches!(content[0], Inline::Text(_)))
    );
}

/// The sizes of the first-level text on every page that has some, after the opener.
fn sizes(body: &str) -> Vec<Vec<u32>> {
    let book = book(&source(front("Deck"), body), 16.0 / 9.0);
    let mut cx = FontCx::new();
    let bullets = |page: &Page| {
        let items = content(page).filter(|item| item.block.plain().starts_with("item"));
        let sizes = items.map(|item| (item.block.buffer().metrics().font_size * item.scale).round() as u32);
        sizes.collect::<std::collections::BTreeSet<u32>>().into_iter().collect::<Vec<u32>>()
    };
    book.pages(&mut cx, 0).iter().map(bullets).filter(|sizes| !sizes.is_empty()).collect()
}

#[test]
fn a_slide_has_one_size_of_text_on_all_of_its_pages() {
    let items =
        |n: usize| (0..n).map(|n| format!("- item {n} of a list, too long for half a page\n")).collect::<String>();
    // A quote in the middle parts the slide; what comes after it alone would be larger.
    for (many, few) in [(10, 2), (11, 3), (12, 4), (2, 11)] {
        let body = format!("## Title\n\n{}\n> A short quote.\n\n{}", items(many), items(few));
        let mut all: Vec<u32> = sizes(&body).concat();
        all.dedup();
        assert_eq!(all.len(), 1, "{many} and {few} items: {all:?}");
    }
}

#[test]
fn a_slide_does_not_stand_out_between_smaller_neighbours() {
    let slide = |n: usize| {
        format!(
            "## Title\n\n{}\n",
            (0..n).map(|n| format!("- item {n} of a list, too long for half a page\n")).collect::<String>()
        )
    };
    let (small, large) = (sizes(&slide(11)).concat()[0], sizes(&slide(3)).concat()[0]);
    assert!(small < large, "{small} and {large}");
    assert_eq!(sizes(&(slide(11) + &slide(3) + &slide(11))).concat(), [small; 3]);
    assert_eq!(sizes(&(slide(3) + &slide(11) + &slide(3))).concat(), [large, small, large]);
}

#[test]
fn a_slide_that_asks_for_another_size_gets_it() {
    let body = |asks: &str| format!("## Title\n\n<!-- {asks} -->\n\n- item one\n- item two\n");
    assert_eq!(sizes(&body("scale: 1.4")).concat(), [42]);
    assert_eq!(sizes(&body("scale: 0.8")).concat(), [24]);
    assert_eq!(sizes(&body("a note")).concat(), [30]);
    // The neighbours keep theirs.
    let three = body("a note") + &body("scale: 0.8") + &body("a note");
    assert_eq!(sizes(&three).concat(), [30, 24, 30]);
}

#[test]
fn a_table_of_contents_says_every_title_once_more() {
    let titles = |count: usize| (0..count).map(|n| format!("## Title number {n}\n\ntext\n\n")).collect::<String>();
    for (count, aspect) in [(1, 1.0), (7, 16.0 / 9.0), (12, 16.0 / 9.0), (12, 9.0 / 16.0), (120, 4.0 / 3.0)] {
        let source =
            source(front("T"), &format!("## Contents\n\nTOC\n\n{}## Title number 0\n\nagain\n", titles(count)));
        let mut deck = deckle::deck::build(&source);
        deck.slides[0].blocks[0].kind = markdown::BlockKind::Contents;
        let (theme, images, locker) = (theme::paper(), Images::new(), Locker::default());
        let page = Size::new((PAGE_HEIGHT * aspect).round(), PAGE_HEIGHT);
        let folder = std::path::Path::new("");
        let room = Room { theme: &theme, page, place: Place::default(), images: &images, folder, locker: &locker };
        let mut cx = FontCx::new();
        let (pages, _) = deckle::layout::layout_deck(&mut cx, &deck, &room);
        let told = pages.iter().filter(|page| page.title == "Contents").flat_map(|page| page.scene.texts());
        let told: Vec<&str> = told
            .filter(|item| item.role == TextRole::Repeat && item.block.plain() != "Contents")
            .map(|item| item.block.plain())
            .collect();
        let wanted: Vec<String> = (0..count).map(|n| format!("Title number {n}")).collect();
        assert_eq!(told, wanted, "{count} titles");
        for page in &pages {
            assert_eq!(Ink::default().on_page(&mut cx, page, (room.page, &theme)), None, "{count} titles");
        }
    }
}

#[test]
fn a_title_from_right_to_left_stands_at_the_right_in_every_look() {
    let deck = source(front("T"), "## שלום עולם\n\n- אחת\n- שתיים\n");
    for look in theme::looks() {
        let book = Book::from_sources(vec![deck.clone()], look.clone(), BookOptions::default(), Vec::new());
        let mut cx = FontCx::new();
        let page = &book.pages(&mut cx, 0)[1];
        let bounds = |words: &str| {
            let item = content(page).find(|item| item.block.plain().contains(words)).expect("the words are there");
            item.bounds()
        };
        let margin = book.page_size().width - look.margin_x.min(book.page_size().width * 0.07);
        for words in ["שלום", "אחת"] {
            let right = bounds(words).right();
            assert!(right <= margin + 1.0 && right > margin - 60.0, "{}: {words} ends at {right}", look.name);
        }
    }
}

#[test]
fn a_sentence_stays_with_the_diagram_that_it_announces() {
    let deck = source(
        front("T"),
        "## Stages\n\nStages of a short compiler:\n\n```dot\ndigraph {\n  rankdir=LR\n  notes -> blocks -> slides -> pages\n  pages -> window [label=\"GPU\"]\n  pages -> files [label=\"CPU\"]\n}\n```\n",
    );
    // On a page that is not wide its labels would be smaller than text may be.
    for aspect in &ASPECTS[..2] {
        let book = book(&deck, *aspect);
        let mut cx = FontCx::new();
        let said = |page: &Page| content(page).any(|item| item.block.plain().starts_with("Stages of"));
        let drawn = |page: &Page| page.scene.layers.iter().any(|layer| !layer.pictures.is_empty());
        let pages = book.pages(&mut cx, 0);
        assert!(pages.iter().any(|page| said(page) && drawn(page)), "they are parted at {aspect}");
    }
}

#[test]
fn compound_words_stay_whole_in_titles_and_openers() {
    let title = "Managing and scaling Real-time Data Pipelines using Go";
    let deck = source(front(title), &format!("## {title}\n\n- an item\n"));
    for aspect in [16.0 / 9.0, 4.0 / 3.0] {
        let book = book(&deck, aspect);
        let mut cx = FontCx::new();
        for page in &book.pages(&mut cx, 0)[..2] {
            let item = content(page).find(|item| item.block.plain().starts_with("Managing")).expect("the title");
            let plain = item.block.plain();
            for line in item.block.lines() {
                let shown = plain[line.range()].trim_end_matches('\u{2060}');
                assert!(!shown.ends_with('-'), "a line ends in {shown:?} at {aspect}");
            }
        }
    }
}

#[test]
fn an_item_that_ends_in_a_colon_stays_with_the_next_one() {
    for before in 4..24 {
        let items: String = (0..before).map(|n| format!("- item {n}\n")).collect();
        let body =
            format!("## A list\n\n{items}- Announced:\n- The announced one\n- More\n- and more\n- and the end\n");
        let deck = source(front("Lists"), &body);
        let book = book(&deck, 16.0 / 9.0);
        let mut cx = FontCx::new();
        let says = |page: &Page, words: &str| content(page).any(|item| item.block.plain().starts_with(words));
        let pages = book.pages(&mut cx, 0);
        let parted = pages.iter().any(|page| says(page, "Announced:") != says(page, "The announced one"));
        assert!(!parted, "parted after {before} items");
    }
}

//! The proof that nothing overflows: real ink of every page against the safe area, in every look, at every shape of page and
//! every size of text, over the examples of the Markdown specifications and over decks that try to break it. What is
//! measured, and how, stands in `support/promise.rs`.

mod support;

use deckle::book::{Book, BookOptions};
use deckle::deck::{DeckSource, Front};
use deckle::fonts::FontCx;
use deckle::theme::{self, Theme};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use support::promise::Ink;
use support::spec;

/// The shapes of a page.
const ASPECTS: [f32; 4] = [16.0 / 9.0, 4.0 / 3.0, 1.0, 9.0 / 16.0];
/// The least, the usual and the most that `scale` may be.
const SCALES: [f32; 3] = [0.7, 1.0, 1.4];

/// A deck of `body` whose slides ask for text of `scale`.
fn source(body: &str, scale: f32) -> DeckSource {
    let mut front = Front { title: "A title".into(), speaker: "Somebody".into(), ..Front::default() };
    front.settings.scale = Some(scale);
    let body = deckle::text::clean(body).into_owned();
    DeckSource { stem: "test".into(), file: "test.md".into(), front, body, first_line: 1 }
}

/// Every look at every shape and size.
fn every_way() -> Vec<(&'static Theme, f32, f32)> {
    let mut ways = Vec::new();
    for look in theme::looks() {
        for aspect in ASPECTS {
            ways.extend(SCALES.map(|scale| (look, aspect, scale)));
        }
    }
    ways
}

/// What is wrong with any of `bodies` in any way, in words.
fn faults(bodies: &[String], ways: &[(&'static Theme, f32, f32)]) -> Vec<String> {
    let all: Vec<(usize, usize)> = (0..ways.len()).flat_map(|way| (0..bodies.len()).map(move |n| (way, n))).collect();
    let found = all.into_par_iter().map_init(
        || (FontCx::new(), Ink::default()),
        |(cx, ink), (way, n)| {
            let (look, aspect, scale) = ways[way];
            let source = source(&bodies[n], scale);
            let options = BookOptions { aspect, ..BookOptions::default() };
            let book = Book::from_sources(vec![source.clone()], look.clone(), options, Vec::new());
            let why = ink.fault(cx, &book, &source)?;
            let body: String = bodies[n].chars().take(400).collect();
            Some(format!("{} {aspect:.2} at {scale}: {why}\nin {body:?}", look.name))
        },
    );
    found.flatten().collect()
}

#[track_caller]
fn none(faults: &[String]) {
    let shown = faults.iter().take(12).cloned().collect::<Vec<_>>().join("\n\n");
    assert!(faults.is_empty(), "{} faults:\n\n{shown}", faults.len());
}

/// Decks that try to break it.
fn hostile() -> Vec<String> {
    let word = |n: usize| "w".repeat(n);
    let table = |columns: usize, rows: usize| {
        let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(columns));
        format!("{}{}{}", row("head"), row("---"), row("some words").repeat(rows))
    };
    let deep: String =
        (0..40).map(|depth| format!("{}- level {depth} of many words in a list\n", "  ".repeat(depth))).collect();
    vec![
        format!("## One word\n\n{}", word(10_000)),
        format!("## {}\n\ntext", word(10_000)),
        format!("- {}\n  - {}\n\n> {}", word(900), word(900), word(900)),
        format!("## Code\n\n```go\n{}\n```", "x".repeat(500)),
        format!("## Code\n\n```\n{}```", format!("{}\n", "let x = 1; ".repeat(45)).repeat(20)),
        table(60, 4),
        table(12, 40),
        table(2, 3).replace("some words", &word(400)),
        deep,
        "# Heading\n".repeat(200),
        format!("> {}", "word ".repeat(400)),
        format!("## {}\n", "long heading ".repeat(80)),
        "- item\n\n  a paragraph of the item\n\n  > a quote in it\n\n  ```\n  code\n  ```\n".repeat(12),
        format!("## Pictures\n\n{}", "![words for it](http://h.org/x.png =900x2000)\n\n".repeat(6)),
        "10000000. a\n10000001. b\n".to_owned(),
        "\u{202E}abc אבג \u{85}\u{2029}x שלום עולם\n\n- אחת\n  - שתיים\n".to_owned(),
        "漢字かな交じり文".repeat(300),
        format!("# {}\n\n{}", "🏳️‍🌈".repeat(60), "👩‍👩‍👧 ".repeat(400)),
    ]
}

#[test]
fn hostile_decks_stay_on_their_pages_in_every_look_shape_and_size() {
    none(&faults(&hostile(), &every_way()));
}

/// The examples of the specifications, `each` of them a deck, on slides of their own.
fn examples(each: usize) -> Vec<String> {
    let slides: Vec<String> = spec::examples()
        .iter()
        .map(|example| format!("## {} {}\n\n{}\n\n", example.spec, example.number, example.markdown))
        .collect();
    assert!(slides.len() > 650, "only {} examples were read", slides.len());
    slides.chunks(each).map(<[String]>::concat).collect()
}

#[test]
fn every_example_of_the_specifications_stays_on_its_page_at_every_shape() {
    let ways: Vec<_> = ASPECTS.iter().map(|aspect| (theme::looks().next().expect("a look"), *aspect, 1.0)).collect();
    none(&faults(&examples(1), &ways));
}

#[test]
fn the_examples_together_stay_on_their_pages_in_every_look_shape_and_size() {
    none(&faults(&examples(24), &every_way()));
}

//! Pages under the speaker's hand: a light, a dusk, a glass, and what was drawn on them, in paper and in ink. A session made
//! by hand in, scenes out.

use std::time::Duration;

use deckle::book::{Book, BookOptions};
use deckle::deck;
use deckle::fonts::FontCx;
use deckle::media::Images;
use deckle::scene::Scene;
use deckle::show::{Command, Position, Show, Spot, Start};
use deckle::theme::{self, Theme};
use deckle::views::{BookPages, OnStage, handled, page_at, presenter};

const TALK: &str = "---\ntitle: Talk\nspeaker: Ann Example\n---\n\n# Where the time goes\n\n- **parsing** takes a third of it\n- \
    layout waits for fonts that nobody asked for\n- the painter is *not* the problem\n\n```rust\nlet page = layout(&slide)?; // \
    here\npaint(&page);\n```\n";

use Command::{Eraser, Highlighter, Nearer, Pen, Pointer, Spotlight, Zoom};

/// A command, or a way of the mouse with its button down, in slide units; the last place is where it rests.
enum Doing {
    Does(Command),
    Drags(&'static [(f64, f64)]),
    Rests(f64, f64),
}

use Doing::{Does, Drags, Rests};

const RING: &[(f64, f64)] = &[
    (250.0, 150.0),
    (170.0, 142.0),
    (92.0, 154.0),
    (76.0, 188.0),
    (120.0, 222.0),
    (210.0, 226.0),
    (268.0, 204.0),
    (272.0, 168.0),
    (228.0, 142.0),
    (150.0, 138.0),
];
const ARROW: &[(f64, f64)] = &[(760.0, 430.0), (700.0, 470.0), (630.0, 486.0), (560.0, 478.0)];
const HEAD: &[(f64, f64)] = &[(590.0, 456.0), (556.0, 478.0), (594.0, 500.0)];
const MARK: &[(f64, f64)] = &[(215.0, 256.0), (400.0, 258.0), (620.0, 254.0), (800.0, 257.0), (560.0, 256.0)];
const DRAWN: &[Doing] =
    &[Does(Highlighter), Drags(MARK), Does(Pen), Drags(RING), Drags(ARROW), Drags(HEAD), Drags(&[(850.0, 420.0)])];

/// The name of a scene, its look, and what is done.
type Case = (&'static str, fn() -> Theme, &'static [&'static [Doing]]);

const HANDS: &[Case] = &[
    ("hand-laser", theme::paper, &[&[Does(Pointer), Rests(640.0, 262.0)]]),
    ("hand-spotlight", theme::paper, &[&[Does(Spotlight), Rests(330.0, 262.0)]]),
    ("hand-near", theme::ink, &[&[Rests(300.0, 440.0), Does(Zoom), Does(Pointer), Rests(420.0, 500.0)]]),
    ("drawn-paper", theme::paper, &[DRAWN]),
    ("drawn-ink", theme::ink, &[DRAWN, &[Does(Eraser), Rests(850.0, 420.0)]]),
    ("drawn-near", theme::paper, &[DRAWN, &[Rests(300.0, 220.0), Does(Nearer), Does(Zoom), Does(Zoom)]]),
];

/// Every scene with its name and its pictures.
pub fn all() -> Vec<(&'static str, Scene, Images)> {
    let mut all: Vec<_> =
        HANDS.iter().map(|(name, theme, doings)| (*name, scene(theme(), doings), Images::new())).collect();
    all.push(("presenter-asked", asked(), Images::new()));
    all
}

fn scene(theme: Theme, doings: &[&[Doing]]) -> Scene {
    let mut cx = FontCx::new();
    let at = Position::new(0, 1);
    let book = book(theme);
    let show = handed(&mut cx, &book, doings);
    let page = page_at(&mut cx, &book, at).expect("the page");
    handled((&page.scene, 0), show.drawings().on(at), show.hand()).expect("something changed it")
}

/// The presenter screen with a page that was drawn on, the pen still in hand, and a link that was clicked once.
fn asked() -> Scene {
    let mut cx = FontCx::new();
    let book = book(theme::paper());
    let mut show = handed(&mut cx, &book, &[DRAWN]);
    show.ask("https://b\u{fc}cher.example/a?b");
    let on = OnStage {
        remark: Some("drawings are kept in talk.drawings.json"),
        ..OnStage::new(&book, &show, Duration::ZERO)
    };
    presenter(&mut cx, &on, 16.0 / 9.0).scene
}

fn book(theme: Theme) -> Book {
    let (source, _) = deck::read("talk.md", TALK);
    Book::from_sources(vec![source], theme, BookOptions::default(), Vec::new())
}

/// A show in which everything of `doings` was done.
fn handed(cx: &mut FontCx, book: &Book, doings: &[&[Doing]]) -> Show {
    let at = Position::new(0, 1);
    let mut show = Show::new(Start { at, ..Start::default() }, &BookPages::new(book, cx));
    let point = |show: &mut Show, (x, y): (f64, f64)| {
        show.point(Spot::at(x / 1280.0, y / 720.0));
    };
    for doing in doings.iter().copied().flatten() {
        match doing {
            Does(command) => {
                show.apply(*command, Duration::ZERO, &BookPages::new(book, cx));
            }
            Rests(x, y) => point(&mut show, (*x, *y)),
            Drags(way) => {
                point(&mut show, way[0]);
                show.press();
                way.iter().for_each(|place| point(&mut show, *place));
                show.lift();
            }
        }
    }
    show
}

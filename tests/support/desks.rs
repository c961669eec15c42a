//! The presenter screen in several states: a session made by hand in, scenes out. No clock is read.

use std::time::Duration;

use deckle::book::{Book, BookOptions};
use deckle::deck;
use deckle::fonts::FontCx;
use deckle::media::Images;
use deckle::scene::Scene;
use deckle::show::{Command, Position, Show, Start, TimeOfDay};
use deckle::theme;
use deckle::views::{AudienceOn, BookPages, OnStage, presenter};

const OPENER: &str =
    "---\ntitle: GolangUK 2016\nsession: GolangUK 2016\nduration: 45m\n---\n\n# Welcome\n\n- wifi\n- fire exits\n";
const SOLID: &str = "---\ntitle: SOLID Go design\nspeaker: Dave Cheney\nrating: 8\ntime: 12m\n---\n\n# Why\n\n- code review\n- bad \
    code\n\n# The SOLID principles\n\n<!-- steps: lists -->\n\n- **L**iskov substitution principle\n- **I**nterface segregation \
    principle\n- **D**ependency inversion\n\n<!--\nAsk who has used **interfacer**. [click] Story: the **http.Handler** refactor in \
    our payments service.\n\n[click]\n\u{2192} skip the demo when late\n-->\n\n# Tools\n\n- interfacer\n- guru\n\n<!--\nA lot to say \
    about *tools*, and what they are good for:\n\n1. **guru** answers questions about code\n   - who implements this\n   - who calls \
    that\n2. `interfacer` finds types that could be smaller\n3. The others are in the notes of the talk, and each of them is \
    worth a look by whoever has an evening to spend\n\nThen ask who has written one. Wait. Count to five.\n\n\u{2192} leave out the \
    story about the linter\n\nAfterwards thank those who write them, in the breaks and at night, and say that there is a list of \
    issues for people who are new. It has grown since last year, which is good and bad. There is a channel as well.\n\nIf \
    somebody asks about editors, smile.\n-->\n\n# Questions\n";
const NEXT: &str = "---\ntitle: Applied Go kit\nspeaker: Peter Bourgon\nrating: 7\ntime: 10m\n---\n\n# Services\n\n- one\n- two\n\n# More\n\nText.\n";
const LAST: &str =
    "---\ntitle: Idiomatic Go tricks\nspeaker: Mat Ryer\nrating: 9\n---\n\n# Tricks\n\n- a\n\n# Last\n\n- b\n";

use Command::{Black, Freeze, Last, Next, Timer};

/// The shape of a screen, what was pressed after the timer began, and the seconds since.
struct Desk {
    name: &'static str,
    aspect: f32,
    at: Position,
    commands: &'static [Command],
    seconds: u64,
    audience: AudienceOn<'static>,
}

const AUDIENCE: AudienceOn<'static> = AudienceOn::Display("HDMI-1");
const WIDE: f32 = 16.0 / 9.0;

const fn desk(name: &'static str, at: (usize, usize), commands: &'static [Command], seconds: u64) -> Desk {
    Desk { name, aspect: WIDE, at: Position::new(at.0, at.1), commands, seconds, audience: AUDIENCE }
}

const DESKS: &[Desk] = &[
    desk("presenter-behind", (1, 2), &[Next], 767),
    desk("presenter-ahead", (2, 1), &[], 500),
    desk("presenter-long-notes", (1, 3), &[], 700),
    desk("presenter-frozen", (1, 2), &[Next, Freeze, Next, Next], 600),
    Desk { audience: AudienceOn::Nowhere, ..desk("presenter-black-paused", (1, 2), &[Black, Timer], 600) },
    desk("presenter-end", (3, 0), &[Last, Last, Next], 2750),
    Desk { aspect: 4.0 / 3.0, ..desk("presenter-4x3", (1, 2), &[Next, Next], 630) },
    Desk { aspect: 9.0 / 16.0, ..desk("presenter-portrait", (1, 3), &[], 700) },
    Desk { aspect: 21.0 / 9.0, ..desk("presenter-wide", (1, 2), &[Next], 600) },
];

/// Every state with its name and its pictures.
pub fn all() -> Vec<(&'static str, Scene, Images)> {
    let cx = &mut FontCx::new();
    let decks = [OPENER, SOLID, NEXT, LAST];
    let sources = decks.iter().enumerate().map(|(n, text)| deck::read(&format!("{n}.md"), text).0).collect();
    let book = Book::from_sources(sources, theme::paper(), BookOptions::default(), Vec::new());
    // All of it laid out, as it is a moment after a show began.
    for deck in 0..book.len() {
        book.pages(cx, deck);
    }
    DESKS.iter().map(|desk| (desk.name, scene(cx, &book, desk), Images::new())).collect()
}

fn scene(cx: &mut FontCx, book: &Book, desk: &Desk) -> Scene {
    let start = Start { presenter: true, ..Start::default() };
    let mut show = Show::new(start, &BookPages::new(book, cx));
    for &command in [Command::GoTo(desk.at)].iter().chain(desk.commands) {
        let now = if command == Timer { desk.seconds } else { 0 };
        show.apply(command, Duration::from_secs(now), &BookPages::new(book, cx));
    }
    let wall = Some(TimeOfDay::new(15, 7, 0));
    let on = OnStage { wall, audience: desk.audience, ..OnStage::new(book, &show, Duration::from_secs(desk.seconds)) };
    presenter(cx, &on, desk.aspect).scene
}

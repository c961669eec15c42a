//! Pages as layout makes them, one for every arrangement: decks in, scenes out. The words are those of the real notes.
//! Never reads a file but the picture that it makes itself.

use deckle::deck::{self, DeckSource, Front};
use deckle::fonts::FontCx;
use deckle::geom::Size;
use deckle::layout::{self, Page, Place, Room};
use deckle::media::Images;
use deckle::scene::{PAGE_HEIGHT, Scene};
use deckle::theme;

use super::scenes::test_card;

/// A deck of one arrangement, and which of its pages shows it.
struct Case {
    name: &'static str,
    theme: &'static str,
    aspect: f32,
    body: &'static str,
    page: usize,
}

const WIDE: f32 = 16.0 / 9.0;

const CASES: &[Case] = &[
    Case { name: "page-opener", theme: "paper", aspect: WIDE, body: "text", page: 0 },
    Case { name: "page-bullets", theme: "paper", aspect: WIDE, body: BULLETS, page: 1 },
    Case { name: "page-bullets-4x3", theme: "ink", aspect: 4.0 / 3.0, body: BULLETS, page: 1 },
    Case { name: "page-continued", theme: "paper", aspect: WIDE, body: CONTINUED, page: 2 },
    Case { name: "page-code", theme: "ink", aspect: WIDE, body: CODE, page: 1 },
    Case { name: "page-quote", theme: "paper", aspect: WIDE, body: QUOTE, page: 1 },
    Case { name: "page-statement", theme: "paper", aspect: WIDE, body: STATEMENT, page: 1 },
    Case { name: "page-section", theme: "paper", aspect: WIDE, body: "## Part **two**\n\n### More\n\n- a\n", page: 1 },
    Case { name: "page-placard", theme: "paper", aspect: WIDE, body: PLACARD, page: 1 },
    Case { name: "page-picture", theme: "paper", aspect: WIDE, body: "### The flow\n\n![](wide.png)\n", page: 1 },
    Case { name: "page-beside", theme: "paper", aspect: WIDE, body: BESIDE, page: 1 },
    Case { name: "page-scripts", theme: "paper", aspect: WIDE, body: SCRIPTS, page: 1 },
];

const BULLETS: &str = "### The **SOLID** principles\n\n- **L**iskov substitution principle\n  - Substitution powered by \
    interfaces. Avoid concrete types if possible.\n  - Small interfaces are more powerful (e.g. `io.Reader`)\n    - a lot \
    of the stdlib types implement Reader\n    - you can change one for the other and it will work\n- **I**nterface \
    segregation principle\n  - Use the smallest interface possible: `ReadWriteCloser` or just `Writer`?\n  - Related tool \
    https://github.com/mvdan/interfacer\n";
const CONTINUED: &str = "### how to build go code\n\n- deploy\n  - commit to master generates\n    - builds\n    - tests\n    \
    - docker images\n    - packages\n    - notes\n    - releases\n    - mails\n    - charts\n    - reports\n    - tags\n    \
    - mirrors\n    - caches\n    - logs\n  - feature flagging\n";
const CODE: &str = "### Set-up and tear-down before 1.7\n\n```go\nfunc TestFoo(b * testing.B) {\n\t//common set-up \
    code\n\n\t// test -> != >=\n}\n```\n\n1. Encourage the `Run` func\n2. defer the tear-down\n";
const QUOTE: &str = "### microservices\n\n> **Microservices solve ORGANIZATIONAL problems, but they  create TECHNICAL \
    problems.**\n\nIt solves big teams org. If you have less than 5 devs you don't need them.\n";
const STATEMENT: &str = "#### demo\nA search engine mixing results from DuckDuckGo and giphy\n";
const PLACARD: &str = "### dist tracing\n\n- Zipkin (Twitter's open source distributed tracing system)\n- middleware to \
    move trace ID from HTTP header to Context.\n\n![](https://i.imgur.com/QnEYGkv.png =512x300)\n";
const BESIDE: &str = "### The pipeline\n\n- decouple\n  - pure interface abstraction\n- fast\n  - 75K+ values/sec on a \
    laptop\n\n![](tall.png)\n";
const SCRIPTS: &str = "### Go 1.7 is out (╯°. °)╯︵ ┻┻\n\n- Prometheus :moneybag: :bike: ❤️ 🏳️‍🌈 :eight:\n- שלום עולם, hello\n- \
    Ελληνικά, Русский, ツ, *italic*, ***both***\n- > append only, totally-ordered sequence -- LinkedIn\n";

/// Every arrangement with its name and its pictures.
pub fn all() -> Vec<(&'static str, Scene, Images)> {
    let cx = &mut FontCx::new();
    CASES
        .iter()
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
        let pixels = images.get(test_card(images, width, height)).expect("the card");
        super::write_png(&folder.path().join(name), &pixels).expect("a picture on the disk");
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
    let room = Room { theme: &theme, page, place, images, folder: folder.path() };
    layout::layout_deck(cx, &deck, &room).0
}

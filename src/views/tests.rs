//! Views on screens of every shape with words of every length: nothing may leave the screen. Never looks at pixels.

use super::*;
use crate::book::BookOptions;
use crate::deck::{DeckSource, Front};
use crate::geom::Rect;
use crate::scene::Scene;
use crate::show::{Command, KEYS, Start, label};
use crate::theme;

pub(super) const ASPECTS: [f32; 9] =
    [0.4, 9.0 / 16.0, 3.0 / 4.0, 1.0, 4.0 / 3.0, 1366.0 / 768.0, 16.0 / 9.0, 21.0 / 9.0, 4.0];

fn book(title: &str, decks: usize) -> Book {
    let sources = (0..decks)
        .map(|n| DeckSource {
            stem: format!("deck-{n}"),
            file: format!("deck-{n}.md"),
            front: Front {
                title: title.to_owned(),
                session: format!("Session {title}"),
                speaker: format!("Speaker {title}"),
                ..Front::default()
            },
            body: format!("# {title}\n\n- one\n\n<!-- {title} -->\n\n# Two\n\n- two\n"),
            first_line: 1,
        })
        .collect();
    Book::from_sources(sources, theme::paper(), BookOptions::default(), Vec::new())
}

fn titles() -> [String; 5] {
    ["Short".to_owned(), String::new(), "many words ".repeat(60), "x".repeat(900), "👩‍👩‍👧‍👦א".repeat(90)]
}

fn shown(book: &Book, commands: &[Command]) -> Show {
    let mut cx = FontCx::new();
    let pages = BookPages::new(book, &mut cx);
    let mut show = Show::new(Start::default(), &pages);
    for &command in commands {
        show.apply(command, Duration::from_secs(5), &pages);
    }
    show
}

/// Every item of the scene that is visible, as far as it is, as rectangles.
pub(super) fn items(scene: &Scene) -> Vec<Rect> {
    let mut out = Vec::new();
    for layer in &scene.layers {
        let from = out.len();
        out.extend(layer.fills.iter().map(|fill| fill.rect));
        out.extend(layer.strokes.iter().map(|stroke| stroke.rect));
        out.extend(layer.pictures.iter().map(|picture| picture.target));
        out.extend(layer.texts.iter().map(|text| text.bounds()));
        if let Some(clip) = layer.clip {
            for rect in &mut out[from..] {
                *rect = cut(*rect, clip);
            }
        }
    }
    out
}

/// What of `rect` is within `clip`.
pub(super) fn cut(rect: Rect, clip: Rect) -> Rect {
    let (x, y) = (rect.x.max(clip.x).min(clip.right()), rect.y.max(clip.y).min(clip.bottom()));
    let (right, bottom) = (rect.right().min(clip.right()), rect.bottom().min(clip.bottom()));
    Rect::new(x, y, (right - x).max(0.0), (bottom - y).max(0.0))
}

pub(super) fn words(scene: &Scene) -> String {
    scene.texts().map(|text| text.block.plain().to_owned()).collect::<Vec<_>>().join("\n")
}

pub(super) fn assert_inside(scene: &Scene, what: &str) {
    for rect in items(scene) {
        assert!(Rect::of(scene.size).holds(rect, 0.5), "{what}: {rect:?} leaves {:?}", scene.size);
        assert!(rect.width.is_finite() && rect.height.is_finite(), "{what}: {rect:?}");
    }
}

#[test]
fn nothing_leaves_the_presenter_screen() {
    use Command::*;
    let mut cx = FontCx::new();
    for (title, decks) in titles().iter().zip([1, 2, 21, 40, 400]) {
        let book = book(title, decks);
        for commands in [vec![], vec![Black, Digit(1), Digit(2)], vec![Last, Last, Next, Next, Next, White]] {
            let show = shown(&book, &commands);
            for aspect in ASPECTS {
                let now = Duration::from_secs(3723);
                let on = OnStage { wall: Some(TimeOfDay::new(15, 7, 0)), ..OnStage::new(&book, &show, now) };
                let scene = presenter(&mut cx, &on, aspect).scene;
                assert!((scene.size.aspect() - aspect).abs() < 1e-3);
                assert_inside(&scene, &format!("presenter {aspect} {commands:?} {:.20}", title));
            }
        }
    }
}

#[test]
fn the_presenter_screen_tells_what_the_speaker_must_know() {
    use Command::*;
    let mut cx = FontCx::new();
    let book = book("Interfaces", 3);
    let show = shown(&book, &[Black, Digit(1), Digit(2)]);
    let on = OnStage { wall: Some(TimeOfDay::new(15, 7, 0)), ..OnStage::new(&book, &show, Duration::from_secs(9)) };
    let words = words(&presenter(&mut cx, &on, 16.0 / 9.0).scene);
    for word in ["Interfaces", "Speaker Interfaces  ·  talk 1 of 3", "15:07", "0:00", "BLACK", "GO TO 12", "ELAPSED"] {
        assert!(words.contains(word), "{word:?} is missing in {words:?}");
    }
}

#[test]
fn the_help_shows_every_key_on_every_screen() {
    let mut cx = FontCx::new();
    for aspect in ASPECTS {
        let mut scene = blank(crate::show::Blank::Black, aspect);
        help(&mut cx, &mut scene, crate::show::Keymap::usual());
        assert_inside(&scene, &format!("help {aspect}"));
        let words = words(&scene);
        for row in KEYS.iter().filter(|row| !row.help.is_empty()) {
            assert!(words.contains(row.help), "{aspect}: {:?} is missing", row.help);
            for &chord in row.keys {
                assert!(words.lines().any(|line| line == label(chord)), "{aspect}: {}", label(chord));
            }
        }
    }
}

#[test]
fn the_end_page_is_quiet_and_has_the_shape_of_a_page() {
    let mut cx = FontCx::new();
    for title in titles() {
        let book = book(&title, 2);
        let show = shown(&book, &[Command::Last, Command::Last, Command::Next, Command::Next]);
        let on = OnStage::new(&book, &show, Duration::ZERO);
        let scene = end_page(&mut cx, &on, show.position());
        assert_eq!(scene.size, book.page_size());
        assert_inside(&scene, "end page");
        assert!(words(&scene).starts_with("END"));
    }
}

#[test]
fn a_blank_stage_is_one_colour_to_the_edges() {
    let scene = blank(crate::show::Blank::White, 1.5);
    assert_eq!((scene.size.width, scene.layers.len()), (1080.0, 0));
}

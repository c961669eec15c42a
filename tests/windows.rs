//! The show on real windows: the built program under Xvfb with openbox, real keys in, titles and pixels out. Needs no GPU;
//! where the programs for it are missing it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`.

#[path = "support/running.rs"]
mod running;
mod support;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use deckle::book::{Book, BookOptions};
use deckle::fonts::FontCx;
use deckle::media::Pixels;
use deckle::paint::gpu::Gpu;
use deckle::show::{Position, Show, Start};
use deckle::theme;
use deckle::views::{self, BookPages, OnStage};
use running::{LATE, Running};
use support::{compare, leave, painted, read_png};
use xvfb::until;

/// Channels may differ by so much between the window and the CPU's picture of what must be there.
const TOLERANCE: u8 = 2;
/// The same for the GPU painter, whose rounded corners are smoothed by another rule.
const GPU_TOLERANCE: u8 = 48;
/// How long a key is held down where that matters: long enough for the X server to repeat it many times.
const HELD: Duration = Duration::from_millis(1600);

const FIRST: &str = "---\ntitle: First talk\nsession: Evening\nspeaker: Ann Example\nrating: 7\n---\n\n## One\n\n\
    - a point\n\n<!-- Say hello. -->\n\n## Two\n\n> A quote that stands alone\n\n## Three\n\nSome prose.\n";

/// A running show.
struct Presenting(Running);

impl std::ops::Deref for Presenting {
    type Target = Running;

    fn deref(&self) -> &Running {
        &self.0
    }
}

impl Presenting {
    /// Presents two talks with `options`: the first has four pages, the second an opener and twelve.
    fn start(options: &[&str]) -> Option<Self> {
        Self::start_painted_by("cpu", options)
    }

    /// The same with a painter of choice.
    fn start_painted_by(painter: &str, options: &[&str]) -> Option<Self> {
        let show = Running::prepared("2560x1400", |folder, command| {
            let decks = folder.join("decks");
            std::fs::create_dir(&decks).expect("a folder for decks");
            std::fs::write(decks.join("a.md"), FIRST).expect("the first deck");
            let mut second = "---\ntitle: Second talk\nspeaker: Bob Example\nrating: 8\n---\n".to_owned();
            for page in 1..=12 {
                let _ = write!(second, "\n## Page {page}\n\n- words of page {page}\n");
            }
            std::fs::write(decks.join("b.md"), second).expect("the second deck");
            command.args(["decks", "--painter", painter]).args(options);
        })?;
        Some(Self(show))
    }

    fn decks(&self) -> PathBuf {
        self.folder.path().join("decks")
    }

    /// Waits until the window shows `expected`; leaves the difference behind if it never does.
    fn expect_picture(&self, window: &str, what: &str, expected: &Pixels) {
        self.expect_about(window, what, expected, TOLERANCE);
    }

    /// The same, for pixels that may differ by `tolerance`.
    fn expect_about(&self, window: &str, what: &str, expected: &Pixels, tolerance: u8) {
        let began = Instant::now();
        until(what, || {
            let mut actual = self.display.picture(window)?;
            // What is compared may be the upper part of a window whose lower part shows the time.
            actual.rgba.truncate(expected.rgba.len());
            actual.height = actual.height.min(expected.height);
            match compare(expected, &actual, tolerance) {
                Ok(()) => Some(()),
                Err(report) => {
                    if began.elapsed() > LATE {
                        let path = leave(Path::new(env!("CARGO_TARGET_TMPDIR")), "window", expected, &actual);
                        panic!("{what}: {report}; see {}", path.display());
                    }
                    None
                }
            }
        });
    }

    fn expect_color(&self, what: &str, value: u8) {
        let (width, height) = self.display.size(&self.window).expect("the window has a size");
        let rgba = [value, value, value, 255].repeat(width as usize * height as usize);
        self.expect_picture(&self.window, what, &Pixels { width, height, rgba });
    }

    /// The pages as `deckle export` writes them in the window's size.
    fn exported(&self, name: &str) -> Pixels {
        self.exported_in("paper", name)
    }

    /// The same in the look called `theme`.
    fn exported_in(&self, theme: &str, name: &str) -> Pixels {
        let out = self.folder.path().join(theme);
        if !out.is_dir() {
            let mut command = Command::new(env!("CARGO_BIN_EXE_deckle"));
            command.arg("export").arg(self.decks()).arg("-o").arg(&out);
            let done = command
                .args(["--size", "1280x720", "--painter", "cpu", "--theme", theme])
                .output()
                .expect("deckle exports");
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        read_png(&out.join(name)).expect("the page was exported")
    }

    /// What the presenter's window of `size` must show at `at`, above the band of times.
    fn console(&self, at: Position, size: (u32, u32)) -> Pixels {
        let mut cx = FontCx::new();
        let book = Book::open(&self.decks(), theme::paper(), BookOptions::default()).expect("the decks open");
        let show = Show::new(Start { at, ..Start::default() }, &BookPages::new(&book, &mut cx));
        let on = OnStage::new(&book, &show, Duration::ZERO);
        let scene = views::presenter(&mut cx, &on, size.0 as f32 / size.1 as f32).scene;
        let mut pixels = painted(book.images(), &scene, size);
        pixels.height = size.1 * 500 / 720;
        pixels.rgba.truncate(pixels.width as usize * pixels.height as usize * 4);
        pixels
    }

    fn expect_quit(mut self) {
        assert_eq!(self.0.ended(), Some(0));
    }
}

#[test]
fn titles_follow_the_keys_from_talk_to_talk() {
    let Some(show) = Presenting::start(&["--windowed"]) else { return };
    show.expect_title("First talk — First talk — deckle");
    show.press(&["Next"], "One — First talk — deckle");
    show.press(&["Right"], "Two — First talk — deckle");
    show.press(&["Prior"], "One — First talk — deckle");
    show.press(&["End"], "Three — First talk — deckle");
    show.press(&["space"], "Second talk — Second talk — deckle");
    show.press(&["shift+space"], "Three — First talk — deckle");
    show.press(&["Home"], "First talk — First talk — deckle");
    show.press(&["End", "End"], "Page 12 — Second talk — deckle");
    show.press(&["Home"], "Second talk — Second talk — deckle");
    show.press(&["Home"], "First talk — First talk — deckle");
    show.press(&["3", "Return"], "Two — First talk — deckle");
    show.press(&["9", "9", "Return"], "Three — First talk — deckle");
    show.press(&["1", "BackSpace", "BackSpace"], "Two — First talk — deckle");
    show.xdotool(&["mousemove", "--window", &show.window, "300", "300", "click", "1"]);
    show.expect_title("Three — First talk — deckle");
    show.xdotool(&["click", "3"]);
    show.expect_title("Two — First talk — deckle");
    show.xdotool(&["click", "5"]);
    show.expect_title("Three — First talk — deckle");
    show.keys(&["q"]);
    show.expect_quit();
}

#[test]
fn the_window_shows_what_export_writes_and_black_is_black() {
    let Some(show) = Presenting::start(&["--windowed"]) else { return };
    assert_eq!(show.display.size(&show.window), Some((1280, 720)));
    show.expect_picture(&show.window, "the opener shows", &show.exported("a-001.png"));
    show.press(&["Next", "Next"], "Two — First talk — deckle");
    show.expect_picture(&show.window, "the quote shows", &show.exported("a-003.png"));
    show.keys(&["period"]);
    show.expect_color("black is black", 0);
    show.keys(&["Next"]);
    show.expect_picture(&show.window, "the quote is back, not what follows it", &show.exported("a-003.png"));
    show.keys(&["w"]);
    show.expect_color("white is white", 255);
    show.keys(&["b"]);
    show.expect_color("black takes over", 0);
    show.keys(&["Escape"]);
    show.expect_picture(&show.window, "Esc gives the picture back", &show.exported("a-003.png"));
    show.expect_title("Two — First talk — deckle");
}

#[test]
#[expect(clippy::print_stderr, reason = "what did not run is said")]
fn the_gpu_paints_the_window_too() {
    if let Err(error) = Gpu::headless() {
        let required = std::env::var("DECKLE_REQUIRE_GPU").is_ok_and(|value| value == "1");
        assert!(!required, "no window was painted by a GPU: {error}; install a Vulkan or OpenGL driver");
        eprintln!("no window was painted by a GPU: {error}");
        return;
    }
    let Some(show) = Presenting::start_painted_by("gpu", &["--windowed"]) else { return };
    show.expect_about(&show.window, "the opener shows", &show.exported("a-001.png"), GPU_TOLERANCE);
    show.press(&["Next", "Next"], "Two — First talk — deckle");
    show.expect_about(&show.window, "the quote shows", &show.exported("a-003.png"), GPU_TOLERANCE);
    show.keys(&["b"]);
    show.expect_color("black is black", 0);
    show.keys(&["q"]);
    show.expect_quit();
}

#[test]
fn the_next_look_shows_the_same_page_at_once() {
    let Some(show) = Presenting::start(&["--windowed"]) else { return };
    show.press(&["Next", "Next"], "Two — First talk — deckle");
    let looks = ["ink", "folio", "poster", "draft", "contrast", "paper", "ink"];
    for look in looks {
        show.keys(&["t"]);
        show.expect_picture(&show.window, look, &show.exported_in(look, "a-003.png"));
    }
    show.expect_title("Two — First talk — deckle");
    show.press(&["Next"], "Three — First talk — deckle");
    show.expect_picture(&show.window, "the look stays", &show.exported_in("ink", "a-004.png"));
}

#[test]
fn a_clickers_start_button_neither_ends_nor_moves_the_show() {
    let Some(show) = Presenting::start(&["--windowed"]) else { return };
    show.press(&["Next"], "One — First talk — deckle");
    // What comes after them shows that they were read and did nothing.
    show.press(&["F5", "Escape", "shift+F5", "Escape", "Escape", "Tab", "Escape", "Next"], "Two — First talk — deckle");
    show.expect_picture(&show.window, "the page shows", &show.exported("a-003.png"));
    show.keys(&["alt+F4"]);
    show.expect_quit();
}

#[test]
fn the_end_page_stays() {
    let Some(show) = Presenting::start(&["--windowed", "--start", "2/13"]) else { return };
    show.expect_title("Page 12 — Second talk — deckle");
    show.press(&["Next"], "End — Second talk — deckle");
    show.press(&["Next", "Next", "Next", "Prior"], "Page 12 — Second talk — deckle");
    show.expect_picture(&show.window, "the last page shows", &show.exported("b-013.png"));
}

#[test]
fn held_keys_do_not_race() {
    let Some(show) = Presenting::start(&["--windowed", "--start", "2"]) else { return };
    show.expect_title("Second talk — Second talk — deckle");
    show.xdotool(&["keydown", "Next"]);
    // Not a wait for something to happen: this is how long the thumb rests on the button.
    std::thread::sleep(HELD);
    show.xdotool(&["keyup", "Next"]);
    show.press(&["Next"], "Page 2 — Second talk — deckle");
    show.press(&["Home"], "Second talk — Second talk — deckle");
    let began = Instant::now();
    show.xdotool(&["keydown", "Right"]);
    std::thread::sleep(HELD);
    show.xdotool(&["keyup", "Right"]);
    let most = 2 + began.elapsed().as_millis() / 250;
    // Black says that all keys before it were read.
    show.keys(&["b"]);
    show.expect_color("black after the held key", 0);
    let title = show.title().expect("the window has a title");
    let page = title.strip_prefix("Page ").and_then(|rest| rest.split(' ').next()?.parse::<u128>().ok());
    assert!(page.is_some_and(|page| (2..=most).contains(&page)), "{title}, at most {most}");
}

#[test]
fn the_presenter_opens_moves_the_show_and_closes() {
    let Some(show) = Presenting::start(&["--windowed"]) else { return };
    assert_eq!(show.presenter(), None, "one display, one window");
    show.keys(&["s"]);
    let console = show.expect_presenter();
    assert_eq!(
        show.display.ask("xdotool", &["getwindowname", &console]).as_deref(),
        Some("Presenter — First talk — deckle")
    );
    show.xdotool(&["windowmove", &show.window, "0", "0"]);
    show.xdotool(&["windowmove", &console, "1300", "0"]);
    show.focus(&console);
    show.press(&["Next"], "One — First talk — deckle");
    let size = show.display.size(&console).expect("it has a size");
    show.expect_picture(&console, "both pages and the notes show", &show.console(Position::new(0, 1), size));
    show.expect_picture(&show.window, "the audience sees the page alone", &show.exported("a-002.png"));
    show.keys(&["question"]);
    show.expect_picture(&show.window, "the audience sees no help", &show.exported("a-002.png"));
    show.keys(&["Escape"]);
    show.expect_picture(&console, "the help is gone", &show.console(Position::new(0, 1), size));
    show.keys(&["s"]);
    show.expect_no_presenter();
    show.focus(&show.window);
    show.keys(&["s"]);
    let console = show.expect_presenter();
    show.focus(&console);
    show.keys(&["alt+F4"]);
    show.expect_no_presenter();
    show.focus(&show.window);
    show.press(&["Next"], "Two — First talk — deckle");
    show.keys(&["q"]);
    show.expect_quit();
}

#[test]
fn fullscreen_covers_the_display_and_can_be_left() {
    let Some(show) = Presenting::start(&[]) else { return };
    let expect = |what, size| until(what, || (show.display.size(&show.window)? == size).then_some(()));
    expect("the window covers the display", (2560, 1400));
    show.keys(&["f"]);
    expect("the window has its own size", (1280, 720));
    show.expect_picture(&show.window, "the page fills the window", &show.exported("a-001.png"));
    show.keys(&["f"]);
    expect("the window covers the display again", (2560, 1400));
    show.press(&["Escape", "Next"], "One — First talk — deckle");
    expect("Esc did not leave fullscreen", (2560, 1400));
}

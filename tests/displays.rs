//! The show on two displays: the built program under Xorg with its dummy driver, real keys in, places, titles and pixels of
//! its windows out. Where Xorg cannot run it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`; it never passes in silence.

mod support;
#[path = "support/xorg.rs"]
mod xorg;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use deckle::media::Pixels;
use support::{compare, leave, read_png};
use xorg::Xorg;
use xvfb::until;

/// Channels may differ by so much between the window and the exported page.
const TOLERANCE: u8 = 2;
/// After this time a test says what it sees instead of what it waits for.
const LATE: Duration = Duration::from_secs(25);

/// Left, top, width and height of the speaker's display, which is the primary one.
const OWN: (i32, i32, i32, i32) = (0, 0, 1920, 1080);
/// The same of the display that the audience sees.
const THEIRS: (i32, i32, i32, i32) = (1920, 0, 1280, 800);
/// What the presenter's window has behind everything.
const STAGE: [u8; 4] = [0x0d, 0x0e, 0x11, 0xff];

const TALK: &str = "---\ntitle: First talk\nspeaker: Ann Example\n---\n\n## One\n\n- a point\n\n<!-- Say hello. -->\n\n\
    ## Two\n\n> A quote that stands alone\n\n## Three\n\nSome prose.\n";

/// A running show.
struct Presenting {
    program: Child,
    audience: String,
    displays: Xorg,
    folder: tempfile::TempDir,
}

impl Presenting {
    /// Presents a talk of four pages with `options` on `displays`.
    fn start(displays: Xorg, options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let talk = folder.path().join("talk.md");
        std::fs::write(&talk, TALK).expect("the talk");
        let mut command = displays.command(env!("CARGO_BIN_EXE_deckle"));
        let mut program = command.arg(&talk).args(["--painter", "cpu"]).args(options).spawn().expect("deckle starts");
        let audience = until("the audience's window opens", || {
            assert_eq!(program.try_wait().expect("its state is known"), None, "the program ended");
            search(&displays, "deckle$").into_iter().find(|window| {
                displays.ask("xdotool", &["getwindowname", window]).is_some_and(|name| !name.starts_with("Presenter"))
            })
        });
        Self { program, audience, displays, folder }
    }

    fn presenter(&self) -> Option<String> {
        search(&self.displays, "^Presenter ").into_iter().next()
    }

    fn expect_presenter(&self) -> String {
        until("the presenter's window opens", || self.presenter())
    }

    /// Presses `key` in `window`.
    fn press(&self, window: &str, key: &str) {
        self.xdotool(&["windowactivate", "--sync", window]);
        until("the window has the keyboard", || {
            (self.displays.ask("xdotool", &["getwindowfocus"])? == window).then_some(())
        });
        self.xdotool(&["key", key]);
    }

    fn xdotool(&self, arguments: &[&str]) {
        assert!(self.displays.ask("xdotool", arguments).is_some(), "xdotool {arguments:?}");
    }

    fn expect_title(&self, title: &str) {
        self.expect_name(&self.audience, title);
    }

    fn expect_name(&self, window: &str, title: &str) {
        let began = Instant::now();
        until("the window has its title", || {
            let now = self.displays.ask("xdotool", &["getwindowname", window])?;
            assert!(began.elapsed() < LATE || now == title, "the title stays {now:?} instead of {title:?}");
            (now == title).then_some(())
        });
    }

    /// Waits until the window is at `place`.
    fn expect_place(&self, what: &str, window: &str, place: (i32, i32, i32, i32)) {
        let began = Instant::now();
        until(what, || {
            let now = self.displays.place(window)?;
            assert!(began.elapsed() < LATE || now == place, "{what}: it stays at {now:?} instead of {place:?}");
            (now == place).then_some(())
        });
    }

    /// Waits until the audience sees the page of that number as `deckle export` writes it, between black bars.
    fn expect_page(&self, number: usize) {
        let out = self.folder.path().join("out");
        if !out.is_dir() {
            let mut command = Command::new(env!("CARGO_BIN_EXE_deckle"));
            command.arg("export").arg(self.folder.path().join("talk.md")).arg("-o").arg(&out);
            let done = command.args(["--size", "1280x720", "--painter", "cpu"]).output().expect("deckle exports");
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        let page = read_png(&out.join(format!("talk-{number:03}.png"))).expect("the page was exported");
        let bar = [0, 0, 0, 255].repeat(1280 * 40);
        let expected = Pixels { width: 1280, height: 800, rgba: [bar.clone(), page.rgba, bar].concat() };
        let began = Instant::now();
        until("the page shows", || {
            let actual = self.displays.picture(&self.audience)?;
            let report = compare(&expected, &actual, TOLERANCE).err();
            if let (Some(report), true) = (&report, began.elapsed() > LATE) {
                let path = leave(Path::new(env!("CARGO_TARGET_TMPDIR")), "displays", &expected, &actual);
                panic!("page {number} does not show: {report}; see {}", path.display());
            }
            report.is_none().then_some(())
        });
    }

    /// Waits until the presenter's window shows the stage, and not a page from edge to edge.
    fn expect_stage(&self, presenter: &str) {
        until("the presenter's window shows the stage", || {
            let picture = self.displays.picture(presenter)?;
            (picture.rgba.first_chunk() == Some(&STAGE) && picture.rgba.last_chunk() == Some(&STAGE)).then_some(())
        });
    }

    fn expect_quit(mut self) {
        let status = until("the program ends", || self.program.try_wait().expect("its state is known"));
        assert_eq!(status.code(), Some(0));
    }
}

impl Drop for Presenting {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn search(displays: &Xorg, name: &str) -> Vec<String> {
    let found = displays.ask("xdotool", &["search", "--onlyvisible", "--name", name]).unwrap_or_default();
    found.lines().map(str::to_owned).collect()
}

#[test]
fn the_audience_gets_the_second_display_and_the_speaker_keeps_the_first() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let show = Presenting::start(displays, &[]);
    let presenter = show.expect_presenter();
    show.expect_place("the audience's window covers the second display", &show.audience, THEIRS);
    show.expect_place("the presenter's window covers the first display", &presenter, OWN);
    show.expect_title("First talk — First talk — deckle");
    show.expect_name(&presenter, "Presenter — First talk — deckle");
    show.expect_page(1);
    show.expect_stage(&presenter);

    show.press(&presenter, "Next");
    show.expect_title("One — First talk — deckle");
    show.expect_page(2);
    show.press(&show.audience, "Next");
    show.expect_title("Two — First talk — deckle");
    show.expect_page(3);

    show.press(&show.audience, "s");
    until("the presenter's window is gone", || show.presenter().is_none().then_some(()));
    show.expect_place("the audience's window stays", &show.audience, THEIRS);
    show.press(&show.audience, "s");
    let presenter = show.expect_presenter();
    show.expect_place("the presenter's window is back on the first display", &presenter, OWN);
    show.expect_stage(&presenter);
    show.press(&presenter, "q");
    show.expect_quit();
}

#[test]
fn the_audiences_window_leaves_fullscreen_on_its_display() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let show = Presenting::start(displays, &[]);
    let presenter = show.expect_presenter();
    show.expect_place("the audience's window covers the second display", &show.audience, THEIRS);
    for window in [&presenter, &show.audience] {
        show.press(window, "f");
        until("the window has its own size and is still on the second display", || {
            let (left, _, width, height) = show.displays.place(&show.audience)?;
            (left >= THEIRS.0 && (width, height) == (1280, 720)).then_some(())
        });
        show.expect_place("the presenter's window stays", &presenter, OWN);
        show.press(window, "f");
        show.expect_place("the audience's window covers the second display again", &show.audience, THEIRS);
        show.expect_page(1);
    }
}

#[test]
fn windows_become_fullscreen_on_a_display_each() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let show = Presenting::start(displays, &["--windowed"]);
    let presenter = show.expect_presenter();
    assert_eq!(show.displays.size(&show.audience), Some((1280, 720)));
    show.press(&presenter, "f");
    show.expect_place("the audience's window covers the second display", &show.audience, THEIRS);
    show.expect_place("the presenter's window covers the first display", &presenter, OWN);
}

#[test]
fn without_the_presenters_window_the_audience_still_gets_the_second_display() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let show = Presenting::start(displays, &["--no-presenter"]);
    show.expect_place("the audience's window covers the second display", &show.audience, THEIRS);
    // A key that was obeyed says that all windows of the beginning are open.
    show.press(&show.audience, "Next");
    show.expect_title("One — First talk — deckle");
    assert_eq!(show.presenter(), None, "nobody asked for it");
    show.press(&show.audience, "s");
    let presenter = show.expect_presenter();
    show.expect_place("asked for, it covers the first display", &presenter, OWN);
}

#[test]
fn one_display_shows_one_window() {
    let Some(displays) = Xorg::start() else { return };
    let show = Presenting::start(displays, &[]);
    show.expect_place("the audience's window covers the display", &show.audience, OWN);
    show.press(&show.audience, "Next");
    show.expect_title("One — First talk — deckle");
    assert_eq!(show.presenter(), None, "there is no display for it");
}

//! A show on displays that come and go: options in, a running program with its windows out, ended when dropped. Waits by
//! asking again until a deadline, never by sleeping for luck.

#![allow(dead_code, unreachable_pub, reason = "a part of tests, of which each uses some")]

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::support::{compare, leave, read_png};
use crate::xorg::Xorg;
use crate::xvfb::until;
use deckle::media::Pixels;

/// Channels may differ by so much between the window and the exported page.
const TOLERANCE: u8 = 2;
/// After this time a test says what it sees instead of what it waits for.
const LATE: Duration = Duration::from_secs(25);

/// Left, top, width and height of the speaker's display, which is the primary one.
pub const OWN: (i32, i32, i32, i32) = (0, 0, 1920, 1080);
/// The same of the display that the audience sees.
pub const THEIRS: (i32, i32, i32, i32) = (1920, 0, 1280, 800);
/// What the presenter's window has behind everything.
const STAGE: [u8; 4] = [0x0d, 0x0e, 0x11, 0xff];

const TALK: &str = "---\ntitle: First talk\nspeaker: Ann Example\n---\n\n## One\n\n- a point\n\n<!-- Say hello. -->\n\n\
    ## Two\n\n> A quote that stands alone\n\n## Three\n\nSome prose.\n";

/// A running show.
pub struct Presenting {
    program: Child,
    /// The audience's window, as it was at the beginning or found last.
    pub audience: String,
    pub displays: Xorg,
    folder: tempfile::TempDir,
}

impl Presenting {
    /// Presents a talk of four pages with `options` on `displays`.
    pub fn start(displays: Xorg, options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("talk.md"), TALK).expect("the talk");
        let program = run(&displays, &folder, options);
        let mut show = Self { program, audience: String::new(), displays, folder };
        show.find_audience();
        show
    }

    /// Ends the show, as the person does, and begins another on the same displays.
    pub fn again(&mut self, options: &[&str]) {
        let window = self.presenter().unwrap_or_else(|| self.audience.clone());
        self.press(&window, "q");
        let ended = until("the program ends", || self.program.try_wait().expect("its state is known"));
        assert_eq!(ended.code(), Some(0));
        self.program = run(&self.displays, &self.folder, options);
        self.find_audience();
    }

    /// The window that the audience sees, if it sees one.
    pub fn slides(&self) -> Option<String> {
        search(&self.displays, "deckle$").into_iter().find(|window| {
            let name = self.displays.ask("xdotool", &["getwindowname", window]);
            name.is_some_and(|name| !name.starts_with("Presenter"))
        })
    }

    /// Waits for the audience's window, whichever it is now.
    pub fn find_audience(&mut self) {
        self.audience = until("the audience's window opens", || {
            assert_eq!(self.program.try_wait().expect("its state is known"), None, "the program ended");
            self.slides()
        });
    }

    /// Waits until there is no window for the audience.
    pub fn expect_no_slides(&self) {
        until("the audience's window is gone", || self.slides().is_none().then_some(()));
    }

    pub fn presenter(&self) -> Option<String> {
        search(&self.displays, "^Presenter ").into_iter().next()
    }

    pub fn expect_presenter(&self) -> String {
        until("the presenter's window opens", || self.presenter())
    }

    /// Presses `key` in `window`, and no sooner again than a person can: the same key within 30 ms is a worn button's bounce.
    pub fn press(&self, window: &str, key: &str) {
        self.xdotool(&["windowactivate", "--sync", window]);
        until("the window has the keyboard", || {
            (self.displays.ask("xdotool", &["getwindowfocus"])? == window).then_some(())
        });
        self.xdotool(&["key", "--delay", "120", key]);
    }

    pub fn xdotool(&self, arguments: &[&str]) {
        assert!(self.displays.ask("xdotool", arguments).is_some(), "xdotool {arguments:?}");
    }

    pub fn expect_title(&self, title: &str) {
        self.expect_name(&self.audience, title);
    }

    pub fn expect_name(&self, window: &str, title: &str) {
        let began = Instant::now();
        until("the window has its title", || {
            let now = self.displays.ask("xdotool", &["getwindowname", window])?;
            assert!(began.elapsed() < LATE || now == title, "the title stays {now:?} instead of {title:?}");
            (now == title).then_some(())
        });
    }

    /// Waits until the window is at `place`.
    pub fn expect_place(&self, what: &str, window: &str, place: (i32, i32, i32, i32)) {
        let began = Instant::now();
        until(what, || {
            let now = self.displays.place(window)?;
            assert!(began.elapsed() < LATE || now == place, "{what}: it stays at {now:?} instead of {place:?}");
            (now == place).then_some(())
        });
    }

    /// Waits until the audience sees the page of that number as `deckle export` writes it, between black bars.
    pub fn expect_page(&self, number: usize) {
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
    pub fn expect_stage(&self, presenter: &str) {
        until("the presenter's window shows the stage", || {
            let picture = self.displays.picture(presenter)?;
            (picture.rgba.first_chunk() == Some(&STAGE) && picture.rgba.last_chunk() == Some(&STAGE)).then_some(())
        });
    }

    pub fn expect_quit(mut self) {
        let status = until("the program ends", || self.program.try_wait().expect("its state is known"));
        assert_eq!(status.code(), Some(0));
    }
}

fn run(displays: &Xorg, folder: &tempfile::TempDir, options: &[&str]) -> Child {
    let mut command = displays.command(env!("CARGO_BIN_EXE_deckle"));
    let talk = folder.path().join("talk.md");
    command.arg(talk).args(["--painter", "cpu"]).args(options).spawn().expect("deckle starts")
}

impl Drop for Presenting {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

pub fn search(displays: &Xorg, name: &str) -> Vec<String> {
    let found = displays.ask("xdotool", &["search", "--onlyvisible", "--name", name]).unwrap_or_default();
    found.lines().map(str::to_owned).collect()
}

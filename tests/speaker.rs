//! The speaker's hands on real windows: a frozen stage, notes that scroll, a timer that stops; the built program under Xvfb,
//! real keys and a real wheel in, titles and pixels out. Where the programs for it are missing it says so, and fails if
//! `DECKLE_REQUIRE_WINDOWS=1`.

#[path = "support/xvfb.rs"]
mod xvfb;

use std::path::PathBuf;
use std::process::Child;

use deckle::color::Rgba;
use deckle::media::Pixels;
use deckle::theme;
use xvfb::{Xvfb, until};

/// Talks of three pages; the notes of the second are longer than any screen.
fn talk(before: &str) -> String {
    let notes = "A line of notes that goes on and on, so that there are many.\n\n".repeat(60);
    format!(
        "---\ntitle: Talk\nduration: 20m\n---\n\n## One\n\n- a point\n\n{before}## Two\n\n- words\n\n<!--\n{notes}-->\n\n## Three\n\n- more\n"
    )
}

/// A running show with both windows.
struct Presenting {
    program: Child,
    audience: String,
    console: String,
    display: Xvfb,
    folder: tempfile::TempDir,
}

impl Presenting {
    fn start() -> Option<Self> {
        let display = Xvfb::start("2600x900")?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("talk.md"), talk("")).expect("the talk");
        let mut command = display.command(env!("CARGO_BIN_EXE_deckle"));
        command.current_dir(folder.path()).args(["talk.md", "--painter", "cpu", "--windowed", "--presenter"]);
        let program = command.env("XDG_STATE_HOME", folder.path()).spawn().expect("deckle starts");
        let find = |name: &str| {
            display.ask("xdotool", &["search", "--onlyvisible", "--name", name]).filter(|id| !id.is_empty())
        };
        let console = until("the presenter's window opens", || find("^Presenter "));
        let audience = until("the audience's window opens", || {
            find("deckle$").and_then(|ids| ids.lines().find(|id| *id != console).map(str::to_owned))
        });
        let show = Self { program, audience, console, display, folder };
        show.xdotool(&["windowmove", &show.audience, "0", "0"]);
        show.xdotool(&["windowmove", &show.console, "1350", "0"]);
        show.xdotool(&["windowactivate", "--sync", &show.console]);
        until("the presenter's window has the keyboard", || {
            (show.display.ask("xdotool", &["getwindowfocus"])? == show.console).then_some(())
        });
        Some(show)
    }

    fn xdotool(&self, arguments: &[&str]) {
        assert!(self.display.ask("xdotool", arguments).is_some(), "xdotool {arguments:?}");
    }

    fn keys(&self, keys: &[&str]) {
        let arguments: Vec<&str> = ["key", "--delay", "60"].iter().chain(keys).copied().collect();
        self.xdotool(&arguments);
    }

    /// Waits until the audience's window has this title.
    fn expect(&self, title: &str) {
        until(&format!("the audience sees {title:?}"), || {
            (self.title()? == format!("{title} — Talk — deckle")).then_some(())
        });
    }

    fn title(&self) -> Option<String> {
        self.display.ask("xdotool", &["getwindowname", &self.audience])
    }

    fn picture(&self, window: &str) -> Pixels {
        until("the window has a picture", || self.display.picture(window))
    }

    /// Waits until the window has, or no longer has, many pixels of `color`.
    fn expect_color(&self, window: &str, color: Rgba, there: bool) {
        until(&format!("{color:?} is there: {there}"), || {
            let wanted = [color.r, color.g, color.b, 255];
            let count = self.picture(window).rgba.chunks_exact(4).filter(|pixel| **pixel == wanted).count();
            ((count > 300) == there).then_some(())
        });
    }

    /// What the console shows above its times.
    fn notes(&self) -> Vec<u8> {
        let mut picture = self.picture(&self.console);
        picture.rgba.truncate(picture.width as usize * picture.height as usize * 4 / 3 * 2);
        picture.rgba
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("talk.md")
    }
}

impl Drop for Presenting {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn a_frozen_stage_stays_while_the_speaker_browses() {
    let Some(show) = Presenting::start() else { return };
    let (frozen, page) = (theme::stage().tones.note, theme::paper().background);
    show.keys(&["Next"]);
    show.expect("One");
    show.keys(&["a"]);
    show.expect_color(&show.console, frozen, true);
    let before = show.picture(&show.audience);
    let mine = show.notes();
    show.keys(&["Next"]);
    until("the speaker goes on alone", || (show.notes() != mine).then_some(()));
    assert_eq!(show.title().as_deref(), Some("One — Talk — deckle"));
    assert!(show.picture(&show.audience).rgba == before.rgba, "the audience keeps its picture");
    // Black covers the stage, and a move of the speaker does not give the picture back.
    show.keys(&["b"]);
    show.expect_color(&show.audience, page, false);
    show.keys(&["Next", "b"]);
    show.expect_color(&show.audience, page, true);
    assert!(show.picture(&show.audience).rgba == before.rgba, "the same page comes back");
    // A save that puts a page before it changes nothing on stage, nor does Esc.
    let mine = show.notes();
    std::fs::write(show.file(), talk("## Between\n\n- new\n\n").replace("## One", "## New\n\n- new\n\n## One"))
        .unwrap();
    until("the save has come", || (show.notes() != mine).then_some(()));
    show.keys(&["Escape", "Escape"]);
    show.expect("One");
    show.keys(&["a"]);
    show.expect("Three");
    show.expect_color(&show.console, frozen, false);
    // Who closes the presenter's screen is back where the audience is.
    show.keys(&["a", "Home", "s"]);
    until("the presenter's window is gone", || {
        let found = show.display.ask("xdotool", &["search", "--onlyvisible", "--name", "^Presenter "]);
        found.is_none_or(|id| id.is_empty()).then_some(())
    });
    show.expect("Three");
    show.xdotool(&["windowactivate", "--sync", &show.audience]);
    show.keys(&["Prior"]);
    show.expect("Two");
}

#[test]
fn notes_scroll_by_keys_and_by_the_wheel_over_them_and_nothing_moves() {
    let Some(show) = Presenting::start() else { return };
    show.keys(&["Next", "Next"]);
    show.expect("Two");
    let top = until("the notes are drawn", || {
        let (one, other) = (show.notes(), show.notes());
        (one == other).then_some(one)
    });
    show.keys(&["shift+Down"]);
    until("the notes scrolled", || (show.notes() != top).then_some(()));
    show.keys(&["shift+Up"]);
    until("they scrolled back", || (show.notes() == top).then_some(()));
    let (width, height) = show.display.size(&show.console).expect("a size");
    // A window moves, under the manager's title bar, by its place: the notes are at its right, above the middle.
    let notes = [(width * 3 / 4).to_string(), (height / 3).to_string()];
    show.xdotool(&["mousemove", "--window", &show.console, &notes[0], &notes[1], "click", "5"]);
    until("the wheel scrolled the notes", || (show.notes() != top).then_some(()));
    show.expect("Two");
    show.keys(&["plus"]);
    let larger = show.notes();
    show.keys(&["minus", "minus"]);
    until("the notes changed their size", || (show.notes() != larger).then_some(()));
    show.expect("Two");
    let page = [(width / 5).to_string(), (height / 4).to_string()];
    show.xdotool(&["mousemove", "--window", &show.console, &page[0], &page[1], "click", "5"]);
    show.expect("Three");
}

#[test]
fn the_timer_stops_and_goes_on() {
    let Some(show) = Presenting::start() else { return };
    let paused = theme::stage().tones.warning;
    show.keys(&["Next"]);
    show.expect("One");
    show.keys(&["r"]);
    show.expect_color(&show.console, paused, true);
    show.keys(&["Next"]);
    show.expect("Two");
    show.expect_color(&show.console, paused, true);
    show.keys(&["r"]);
    show.expect_color(&show.console, paused, false);
    show.keys(&["r"]);
    show.expect_color(&show.console, paused, true);
    show.keys(&["Delete"]);
    show.expect_color(&show.console, paused, false);
}

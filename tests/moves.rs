//! Moves by slide and page, jumps taken back, bookmarks: the built program under Xvfb, real keys in, titles out. Where the
//! programs for it are missing it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`.

#[path = "support/xvfb.rs"]
mod xvfb;

use std::path::PathBuf;
use std::process::Child;

use xvfb::{Xvfb, until};

/// A slide of several steps, one of several pages, and one more; `before` stands in front of them.
fn talk(before: &str) -> String {
    let long = "- a point that stands on one of the pages of this slide, whichever it may be\n".repeat(40);
    format!(
        "---\ntitle: Talk\n---\n\n{before}## Steps\n\n- one\n\n. . .\n\n- two\n\n. . .\n\n- three\n\n## Long\n\n{long}\n## Last\n\n- end\n"
    )
}

/// A running show in one window.
struct Presenting {
    program: Child,
    window: String,
    display: Xvfb,
    folder: tempfile::TempDir,
}

impl Presenting {
    fn start() -> Option<Self> {
        let display = Xvfb::start("1400x800")?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("talk.md"), talk("")).expect("the talk");
        let mut command = display.command(env!("CARGO_BIN_EXE_deckle"));
        command.current_dir(folder.path()).args(["talk.md", "--painter", "cpu", "--windowed"]);
        let program = command.env("XDG_STATE_HOME", folder.path()).spawn().expect("deckle starts");
        let window = until("the window opens", || {
            display.ask("xdotool", &["search", "--onlyvisible", "--name", "deckle$"]).filter(|id| !id.is_empty())
        });
        let show = Self { program, window, display, folder };
        show.xdotool(&["windowactivate", "--sync", &show.window]);
        until("the window has the keyboard", || {
            (show.display.ask("xdotool", &["getwindowfocus"])? == show.window).then_some(())
        });
        Some(show)
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("talk.md")
    }

    fn xdotool(&self, arguments: &[&str]) {
        assert!(self.display.ask("xdotool", arguments).is_some(), "xdotool {arguments:?}");
    }

    /// Presses keys, then waits until the window is called after the page.
    fn press(&self, keys: &[&str], page: &str) {
        let arguments: Vec<&str> = ["key", "--delay", "60"].iter().chain(keys).copied().collect();
        self.xdotool(&arguments);
        self.expect(page);
    }

    fn expect(&self, page: &str) {
        until(&format!("{page} shows"), || {
            let now = self.display.ask("xdotool", &["getwindowname", &self.window])?;
            (now == format!("{page} — Talk — deckle")).then_some(())
        });
    }
}

impl Drop for Presenting {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn slides_and_pages_are_walked_and_jumps_taken_back() {
    let Some(show) = Presenting::start() else { return };
    show.press(&["bracketright"], "Steps");
    show.press(&["shift+Right"], "Long");
    show.press(&["bracketright"], "Last");
    show.press(&["bracketleft"], "Long");
    show.press(&["shift+Prior"], "Steps");
    show.press(&["bracketleft", "bracketleft"], "Talk");
    show.press(&["End"], "Last");
    show.press(&["alt+Left"], "Talk");
    show.press(&["alt+Right"], "Last");
    show.press(&["2", "Return"], "Steps");
    show.press(&["alt+Left", "alt+Left"], "Talk");
}

#[test]
fn bookmarks_stay_with_their_words() {
    let Some(show) = Presenting::start() else { return };
    show.press(&["bracketright", "m"], "Steps");
    show.press(&["End"], "Last");
    show.press(&["apostrophe"], "Steps");
    show.press(&["alt+Left"], "Last");
    std::fs::write(show.file(), talk("## New\n\n- words\n\n## Newer\n\n- words\n\n")).expect("the talk is saved");
    // The window keeps its title; that the save has come is seen from the number that `Steps` has now.
    until("the save shows", || {
        let arguments = ["key", "--delay", "60", "2", "Return"];
        show.xdotool(&arguments);
        (show.display.ask("xdotool", &["getwindowname", &show.window])?.starts_with("New ")).then_some(())
    });
    show.press(&["apostrophe"], "Steps");
}

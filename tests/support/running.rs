//! A running show for a test: files in a folder and options in, the built program on a display of its own out, with real
//! keys to press and titles and pictures to look at. Everything ends when it is dropped. Never presses faster than a person:
//! the same key within 30 ms is a worn button's bounce.

#![allow(dead_code, unreachable_pub, reason = "a part of tests, each of which takes what it needs")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use deckle::media::Pixels;

use crate::xvfb::{Xvfb, until};

/// After this time a test says what it sees instead of what it waits for.
pub const LATE: Duration = Duration::from_secs(25);

/// A running show.
pub struct Running {
    pub program: Child,
    /// The audience's window, as it was at the beginning.
    pub window: String,
    pub display: Xvfb,
    pub folder: tempfile::TempDir,
}

impl Running {
    /// Presents `talk` on a display of `size`; nothing where there can be none.
    pub fn start(size: &str, talk: &str, options: &[&str]) -> Option<Self> {
        Self::prepared(size, |folder, command| {
            std::fs::write(folder.join("talk.md"), talk).expect("the talk");
            command.arg("talk.md").args(options);
        })
    }

    /// Presents what `prepare` wrote to the folder and told the command, which runs there.
    pub fn prepared(size: &str, prepare: impl FnOnce(&Path, &mut Command)) -> Option<Self> {
        let display = Xvfb::start(size)?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut command = display.command(env!("CARGO_BIN_EXE_deckle"));
        command.current_dir(folder.path());
        prepare(folder.path(), &mut command);
        let program = command.spawn().expect("deckle starts");
        let mut show = Self { program, window: String::new(), display, folder };
        show.window = until("the audience's window opens", || {
            assert_eq!(show.program.try_wait().expect("its state is known"), None, "the program ended");
            show.audience()
        });
        show.focus(&show.window);
        Some(show)
    }

    /// The same as [`Running::start`] with both windows side by side; the presenter's has the keyboard.
    pub fn both(prepare: impl FnOnce(&Path, &mut Command)) -> Option<Both> {
        let show = Self::prepared("2600x900", |folder, command| {
            prepare(folder, command);
            command.args(["talk.md", "--painter", "cpu", "--windowed", "--presenter"]);
        })?;
        let presenter = show.expect_presenter();
        show.xdotool(&["windowmove", &show.window, "0", "0"]);
        show.xdotool(&["windowmove", &presenter, "1350", "0"]);
        show.focus(&presenter);
        Some(Both { show, console: presenter })
    }

    /// The deck of [`Running::start`].
    pub fn talk(&self) -> PathBuf {
        self.folder.path().join("talk.md")
    }

    fn named(&self, name: &str) -> Vec<String> {
        let found = self.display.ask("xdotool", &["search", "--onlyvisible", "--name", name]);
        found.unwrap_or_default().lines().map(str::to_owned).collect()
    }

    fn name(&self, window: &str) -> Option<String> {
        self.display.ask("xdotool", &["getwindowname", window])
    }

    /// The presenter's window, if it is open.
    pub fn presenter(&self) -> Option<String> {
        self.named("^Presenter ").into_iter().next()
    }

    pub fn expect_presenter(&self) -> String {
        until("the presenter's window opens", || self.presenter())
    }

    pub fn expect_no_presenter(&self) {
        until("the presenter's window is gone", || self.presenter().is_none().then_some(()));
    }

    /// The audience's window, whichever it is now.
    pub fn audience(&self) -> Option<String> {
        let slides = |window: &String| self.name(window).is_some_and(|name| !name.starts_with("Presenter "));
        self.named("deckle$").into_iter().find(slides)
    }

    pub fn xdotool(&self, arguments: &[&str]) {
        assert!(self.display.ask("xdotool", arguments).is_some(), "xdotool {arguments:?}");
    }

    pub fn focus(&self, window: &str) {
        // Another window that opens meanwhile takes the keyboard away again.
        until("the window has the keyboard", || {
            self.xdotool(&["windowactivate", window]);
            (self.display.ask("xdotool", &["getwindowfocus"])? == window).then_some(())
        });
    }

    pub fn keys(&self, keys: &[&str]) {
        let arguments: Vec<&str> = ["key", "--delay", "120"].iter().chain(keys).copied().collect();
        self.xdotool(&arguments);
    }

    /// The process that has the windows, where a supervisor started it.
    pub fn stage(&self) -> Option<u32> {
        let id = self.program.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).ok()?;
        children.split_whitespace().next()?.parse().ok()
    }

    pub fn mouse(&self, window: &str, (x, y): (u32, u32)) {
        self.xdotool(&["mousemove", "--window", window, &x.to_string(), &y.to_string()]);
    }

    /// What the audience's window is called.
    pub fn title(&self) -> Option<String> {
        self.name(&self.audience()?)
    }

    pub fn expect_title(&self, title: &str) {
        let began = Instant::now();
        until(&format!("the title becomes {title:?}"), || {
            let now = self.title();
            assert!(began.elapsed() < LATE || now.as_deref() == Some(title), "it stays {now:?} instead of {title:?}");
            (now.as_deref() == Some(title)).then_some(())
        });
    }

    /// Presses keys, then waits for the title.
    pub fn press(&self, keys: &[&str], title: &str) {
        self.keys(keys);
        self.expect_title(title);
    }

    pub fn picture(&self, window: &str) -> Pixels {
        until("the window has a picture", || self.display.picture(window))
    }

    /// Waits until the program ends by itself; its exit code.
    pub fn ended(&mut self) -> Option<i32> {
        until("the program ends", || self.program.try_wait().expect("its state is known")).code()
    }
}

/// A running show with both windows.
pub struct Both {
    pub show: Running,
    /// The presenter's window.
    pub console: String,
}

impl std::ops::Deref for Both {
    type Target = Running;

    fn deref(&self) -> &Running {
        &self.show
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

//! The show outlives its process: the built program under Xvfb, whose stage is killed. Titles and what the program says are
//! looked at; every process that was started is gone at the end. Runs on Linux alone, where processes can be looked at.
#![cfg(target_os = "linux")]

#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use running::Running;
use xvfb::until;

const TALK: &str = "---\ntitle: Talk\n---\n\n# One\n\n- a\n\n# Two\n\n- b\n\n# Three\n\n- c\n";
/// How soon a show is back. The promise is 1.5 s; a test machine may be busy with other tests.
const BACK: Duration = Duration::from_secs(6);

/// A show whose program may be started again.
struct Show(Running);

impl std::ops::Deref for Show {
    type Target = Running;

    fn deref(&self) -> &Running {
        &self.0
    }
}

impl std::ops::DerefMut for Show {
    fn deref_mut(&mut self) -> &mut Running {
        &mut self.0
    }
}

fn kill(signal: &str, id: u32) {
    let sent = Command::new("kill").args([signal, &id.to_string()]).status().expect("there is kill");
    assert!(sent.success());
}

/// Whether there is such a process that has not ended.
fn lives(id: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    status.rsplit(')').next().is_some_and(|rest| !rest.trim().is_empty() && !rest.trim().starts_with(['Z', 'X']))
}

impl Show {
    fn start(options: &[&str]) -> Option<Self> {
        let show = Running::prepared("1400x900", |folder, command| {
            std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
            told(command, options);
        })?;
        show.expect_title("Talk — Talk — deckle");
        Some(Self(show))
    }

    fn again(&mut self, options: &[&str]) {
        let mut command = self.display.command(env!("CARGO_BIN_EXE_deckle"));
        command.current_dir(self.folder.path());
        told(&mut command, options);
        self.program = command.spawn().expect("deckle starts");
    }

    /// Presses the key in the window that there is now.
    fn key(&self, key: &str, title: &str) {
        self.focus(&until("there is a window", || self.audience()));
        self.press(&[key], title);
    }

    /// The process that has the windows.
    fn stage(&self) -> Option<u32> {
        let id = self.program.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).ok()?;
        children.split_whitespace().next()?.parse().ok()
    }

    /// Kills the stage once it said where it is, and waits for another.
    fn kill_stage(&self, signal: &str) -> u32 {
        let stage = until("there is a stage", || self.stage());
        kill(signal, stage);
        until("there is another stage", || self.stage().filter(|other| *other != stage))
    }

    /// Waits until what is kept on the disk has `word`.
    fn expect_kept(&self, word: &str) {
        let folder = self.display.state().join("deckle");
        until(&format!("{word} is kept"), || {
            let files =
                std::fs::read_dir(&folder).ok()?.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
            files.into_iter().any(|text| text.contains(word)).then_some(())
        });
    }

    fn said(&mut self) -> String {
        let mut said = String::new();
        let stderr = self.program.stderr.take().expect("its errors were asked for");
        let _ = std::io::BufReader::new(stderr).read_to_string(&mut said);
        said
    }
}

/// Tells the program what to present, and that what it says is read.
fn told(command: &mut Command, options: &[&str]) {
    command.args(["talk.md", "--painter", "cpu"]).args(options).stderr(Stdio::piped());
}

#[test]
fn a_stage_that_dies_is_back_on_the_same_page_until_it_died_too_often() {
    let Some(mut show) = Show::start(&[]) else { return };
    show.key("Right", "One — Talk — deckle");
    show.key("Right", "Two — Talk — deckle");
    show.expect_kept("\"page\":\"Two\"");
    for signal in ["-KILL", "-ABRT", "-ILL", "-KILL"] {
        let began = Instant::now();
        show.kill_stage(signal);
        show.expect_title("Two — Talk — deckle");
        assert!(began.elapsed() < BACK, "{:?}", began.elapsed());
    }
    kill("-KILL", until("there is a stage", || show.stage()));
    assert_eq!(show.ended(), Some(1));
    let said = show.said();
    assert!(said.contains("(signal 9); it goes on where it was.\n"), "{said}");
    assert!(said.contains("painted by the CPU") && said.contains("5 times within a minute"), "{said}");

    // The next run goes on, for nobody ended this one; what was ended is gone on with on request alone.
    show.again(&[]);
    show.expect_title("Two — Talk — deckle");
    show.key("Right", "Three — Talk — deckle");
    show.keys(&["q"]);
    assert_eq!(show.ended(), Some(0));
    assert!(show.said().contains("Going on at \"Two\""));
    show.again(&[]);
    show.expect_title("Talk — Talk — deckle");
    show.keys(&["Right"]);
    show.key("End", "Three — Talk — deckle");
    show.keys(&["q"]);
    assert_eq!(show.ended(), Some(0));
    show.again(&["--resume"]);
    show.expect_title("Three — Talk — deckle");
}

#[test]
fn no_stage_is_left_behind_and_who_asks_for_the_end_gets_it() {
    let Some(mut show) = Show::start(&[]) else { return };
    for (signal, code) in [("-KILL", None), ("-TERM", None)] {
        let stage = until("there is a stage", || show.stage());
        kill(signal, show.program.id());
        assert_eq!(show.ended(), code);
        until("the stage ends too", || (!lives(stage)).then_some(()));
        show.again(&[]);
        until("there is a window", || show.audience());
    }
    // Asked to end, a stage is not started again.
    kill("-TERM", until("there is a stage", || show.stage()));
    assert_eq!(show.ended(), Some(128 + 15));
}

#[test]
fn without_a_supervisor_there_is_one_process() {
    let Some(mut show) = Show::start(&["--no-supervisor"]) else { return };
    assert_eq!(show.stage(), None);
    kill("-KILL", show.program.id());
    assert_eq!(show.ended(), None);
}

#[test]
fn what_was_drawn_is_back_with_the_stage() {
    let Some(show) = Show::start(&[]) else { return };
    show.key("Right", "One — Talk — deckle");
    show.keys(&["d"]);
    let window = until("there is a window", || show.audience());
    let drag = ["mousemove", "300", "700", "sleep", "0.3", "mousedown", "1", "mousemove", "600", "720", "mouseup", "1"];
    show.xdotool(&drag);
    let inked = |window: &str| {
        let picture = show.display.picture(window)?;
        let red = picture.rgba.chunks_exact(4).filter(|rgba| rgba[..3] == [0xD8, 0x1E, 0x3A]).count();
        (red > 500).then_some(red)
    };
    let drawn = until("a line", || inked(&window));
    show.expect_kept("\"nib\":\"pen\"");
    show.kill_stage("-KILL");
    show.expect_title("One — Talk — deckle");
    assert_eq!(until("the line is back", || inked(&show.audience()?)), drawn);
}

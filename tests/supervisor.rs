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
/// How soon a show is back, from the death to a window with the same page. Where already a bare start takes longer, as on a
/// machine that is busy with other tests, it may take as much longer as that.
const BACK: Duration = Duration::from_millis(1500);

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
        Self::prepared(|command| {
            told(command, options);
        })
    }

    fn prepared(prepare: impl FnOnce(&mut Command)) -> Option<Self> {
        let show = Running::prepared("1400x900", |folder, command| {
            std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
            prepare(command);
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

/// Whether `process` has something of a graphics driver in its memory.
fn has_driver(process: u32) -> bool {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap_or_default();
    maps.lines().any(|line| ["libvulkan", "libGL", "libEGL"].iter().any(|driver| line.contains(driver)))
}

/// How long a start takes without any death, from the program to a window with a page.
fn bare_start() -> Option<Duration> {
    let mut show = Show::start(&["--no-supervisor"])?;
    show.keys(&["q"]);
    assert_eq!(show.ended(), Some(0));
    let began = Instant::now();
    show.again(&["--no-supervisor"]);
    show.expect_title("Talk — Talk — deckle");
    Some(began.elapsed())
}

#[test]
fn a_stage_that_dies_is_back_on_the_same_page_however_often() {
    let Some(bare) = bare_start() else { return };
    let Some(mut show) = Show::start(&[]) else { return };
    show.key("Right", "One — Talk — deckle");
    show.key("Right", "Two — Talk — deckle");
    show.expect_kept("\"page\":\"Two\"");
    for signal in ["-KILL", "-ABRT", "-ILL", "-KILL", "-KILL", "-ABRT"] {
        let stage = until("there is a stage", || show.stage());
        until("it has its window", || show.audience());
        let began = Instant::now();
        kill(signal, stage);
        until("there is another stage", || show.stage().filter(|other| *other != stage));
        show.expect_title("Two — Talk — deckle");
        let took = began.elapsed();
        assert!(took < BACK.max(bare * 2), "back after {took:?}; a bare start takes {bare:?}");
    }
    show.keys(&["q"]);
    assert_eq!(show.ended(), Some(0));
    let said = show.said();
    assert!(said.contains("(signal 9); it goes on where it was.\n"), "{said}");
    assert!(said.contains("\"Two\" shows its plain words"), "after three deaths: {said}");
}

#[test]
fn a_run_that_nobody_ended_is_gone_on_with_and_one_that_was_on_request() {
    let Some(mut show) = Show::start(&[]) else { return };
    show.key("End", "Three — Talk — deckle");
    show.key("Left", "Two — Talk — deckle");
    show.expect_kept("\"page\":\"Two\"");
    let stage = until("there is a stage", || show.stage());
    kill("-KILL", show.program.id());
    assert_eq!(show.ended(), None);
    // As long as it lives it is a show of its own.
    until("the stage ends too", || (!lives(stage)).then_some(()));
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
    // Ctrl+C goes to all that the terminal started, and is an end like any other.
    let stage = until("there is a stage", || show.stage());
    kill("-INT", show.program.id());
    kill("-INT", stage);
    assert_eq!(show.ended(), Some(130));
    show.again(&[]);
    show.expect_title("Talk — Talk — deckle");
    kill("-INT", show.program.id());
    assert_eq!(show.ended(), Some(130));
    show.again(&["--resume"]);
    show.expect_title("Talk — Talk — deckle");
}

#[test]
fn look_and_zoom_outlive_a_stage() {
    let Some(show) = Show::start(&[]) else { return };
    show.key("Right", "One — Talk — deckle");
    let (first, window) = (show.picture(&show.window), show.window.clone());
    show.keys(&["t"]);
    show.expect_kept("\"look\":\"");
    show.keys(&["z"]);
    show.expect_kept("\"zoom\":{\"level\":3");
    let mut before = first.clone();
    let before = until("the picture rests", || {
        let last = std::mem::replace(&mut before, show.picture(&window));
        (last == before && before != first).then(|| before.clone())
    });
    show.kill_stage("-KILL");
    show.expect_title("One — Talk — deckle");
    until("the picture is the same again", || (show.display.picture(&show.audience()?)? == before).then_some(()));
}

#[test]
fn after_two_deaths_the_cpu_paints() {
    if std::env::var("DECKLE_REQUIRE_GPU").is_ok_and(|value| value != "1") {
        return;
    }
    let start = |command: &mut Command| {
        command.args(["talk.md", "--painter", "gpu"]).stderr(Stdio::piped());
    };
    let Some(show) = Show::prepared(start) else { return };
    let first = until("there is a stage", || show.stage());
    assert!(has_driver(first), "the GPU paints at first");
    show.key("Right", "One — Talk — deckle");
    let second = show.kill_stage("-ILL");
    show.expect_title("One — Talk — deckle");
    assert!(has_driver(second), "and after one death");
    let third = show.kill_stage("-ILL");
    show.expect_title("One — Talk — deckle");
    show.key("Right", "Two — Talk — deckle");
    assert!(!has_driver(third), "and no driver is near after two");
}

#[test]
fn a_page_that_kills_every_stage_shows_its_plain_words() {
    let start = |command: &mut Command| {
        command.env("DECKLE_REHEARSE", "die:paint:Two");
        told(command, &[]);
    };
    let Some(mut show) = Show::prepared(start) else { return };
    let first = until("there is a stage", || show.stage());
    show.key("Right", "One — Talk — deckle");
    show.keys(&["Right"]);
    show.expect_title("Two — Talk — deckle");
    // A key that came to one of those that die would lead away from the page.
    let mut last = (first, Instant::now());
    until("a stage lives with it", || {
        let stage = show.stage()?;
        if stage != last.0 {
            last = (stage, Instant::now());
        }
        (stage != first && last.1.elapsed() > Duration::from_secs(1)).then_some(())
    });
    show.key("Right", "Three — Talk — deckle");
    show.key("Left", "Two — Talk — deckle");
    show.keys(&["q"]);
    assert_eq!(show.ended(), Some(0));
    let said = show.said();
    assert_eq!(said.matches("The show died").count(), 3, "{said}");
}

#[test]
fn a_stage_that_stands_still_is_ended_and_another_goes_on() {
    let mut once = None;
    let start = |command: &mut Command| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        command.env("DECKLE_REHEARSE", "hang:paint:Two").env("DECKLE_REHEARSE_ONCE", folder.path().join("once"));
        told(command, &[]);
        once = Some(folder);
    };
    let Some(mut show) = Show::prepared(start) else { return };
    let first = until("there is a stage", || show.stage());
    show.key("Right", "One — Talk — deckle");
    let began = Instant::now();
    show.keys(&["Right"]);
    until("there is another stage", || show.stage().filter(|other| *other != first));
    assert!(began.elapsed() > Duration::from_secs(2), "{:?}", began.elapsed());
    show.expect_title("Two — Talk — deckle");
    show.key("Right", "Three — Talk — deckle");
    show.keys(&["q"]);
    assert_eq!(show.ended(), Some(0));
    assert!(show.said().contains("stood still"));
}

#[test]
fn no_stage_is_left_behind_and_who_asks_for_the_end_gets_it() {
    let Some(mut show) = Show::start(&[]) else { return };
    for (signal, code) in [("-KILL", None), ("-TERM", Some(128 + 15))] {
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
    // The window may be seen before the manager has made it as large as the display.
    until("the whole line is back", || inked(&show.audience()?).filter(|red| *red == drawn));
}

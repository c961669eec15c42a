//! A display of its own for a test: a size in, Xvfb with openbox on a free display out, gone when dropped; or any X server
//! in, the same out. Waits by asking again until a deadline, never by sleeping for luck.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::print_stderr,
    reason = "a part of tests, which may say what they left out"
)]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use deckle::media::Pixels;

/// How long anything may take before the test says that it did not happen.
pub const DEADLINE: Duration = Duration::from_secs(30);
/// How often it is asked for.
const EVERY: Duration = Duration::from_millis(20);

/// The programs without which no window can be tested.
const TOOLS: [&str; 4] = ["Xvfb", "openbox", "xdotool", "import"];

/// Asks until `ask` has an answer.
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(began.elapsed() < DEADLINE, "waited {DEADLINE:?} in vain: {what}");
        std::thread::sleep(EVERY);
    }
}

/// A display.
pub struct Xvfb {
    name: String,
    server: Child,
    manager: Child,
    /// What is remembered on it.
    state: tempfile::TempDir,
}

impl Xvfb {
    /// A display of `size` (as in `1600x900`), or nothing where the programs for it are missing and may be.
    pub fn start(size: &str) -> Option<Self> {
        let missing: Vec<&str> = TOOLS.into_iter().filter(|tool| !on_path(tool)).collect();
        if !missing.is_empty() {
            not_tested(&format!("windows were not tested: install {}", missing.join(", ")));
            return None;
        }
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &format!("{size}x24"), "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        let stdout = server.stdout.take().expect("its output was asked for");
        BufReader::new(stdout).read_line(&mut number).expect("Xvfb says which display it took");
        Some(Self::managed(server, number.trim()))
    }

    /// The display `number` of `server`, with openbox on it.
    pub fn managed(server: Child, number: &str) -> Self {
        let name = format!(":{number}");
        let manager = Command::new("openbox")
            .env("DISPLAY", &name)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("openbox starts");
        let state = tempfile::tempdir().expect("a temporary folder");
        let display = Self { name, server, manager, state };
        until("openbox manages the display", || display.ask("xdotool", &["get_desktop"]));
        display
    }

    /// `command` with this display and no other.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.name)
            .env("WINIT_X11_SCALE_FACTOR", "1")
            .env("XDG_STATE_HOME", self.state.path())
            .env("XDG_CONFIG_HOME", self.state.path().join("config"))
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET");
        command
    }

    /// The folder of what is remembered on it.
    pub fn state(&self) -> &std::path::Path {
        self.state.path()
    }

    fn output(&self, program: &str, arguments: &[&str]) -> Output {
        self.command(program).args(arguments).output().expect("the program was found before")
    }

    /// What `program` prints, if it succeeds.
    pub fn ask(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let output = self.output(program, arguments);
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// What the window shows.
    pub fn picture(&self, window: &str) -> Option<Pixels> {
        let output = self.output("import", &["-silent", "-window", window, "png:-"]);
        let picture = image::load_from_memory(&output.stdout).ok()?.into_rgba8();
        Some(Pixels { width: picture.width(), height: picture.height(), rgba: picture.into_raw() })
    }

    /// Width and height of the window.
    pub fn size(&self, window: &str) -> Option<(u32, u32)> {
        let text = self.ask("xdotool", &["getwindowgeometry", "--shell", window])?;
        let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.parse().ok());
        Some((value("WIDTH=")?, value("HEIGHT=")?))
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        // Asked, and not killed, a server takes its socket away.
        let _ = Command::new("sh").args(["-c", &format!("kill {}", self.server.id())]).status();
        let began = Instant::now();
        while began.elapsed() < DEADLINE / 6 && matches!(self.server.try_wait(), Ok(None)) {
            std::thread::sleep(EVERY);
        }
        for child in [&mut self.manager, &mut self.server] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Says in `sentence` what was left out, and fails where nothing may be.
pub fn not_tested(sentence: &str) {
    assert!(std::env::var_os("DECKLE_REQUIRE_WINDOWS").is_none_or(|value| value != "1"), "{sentence}");
    eprintln!("{sentence}");
}

/// Whether there is such a program.
pub fn on_path(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
}

//! Displays to plug and to pull for a test: nothing in, Xorg with its dummy driver and openbox on a free display out, gone
//! when dropped. Never touches a device of the machine: no card, no keyboard, no console but the one it is started from.

#![allow(dead_code, unreachable_pub, reason = "a part of tests")]

use std::fs::File;
use std::ops::Deref;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use tempfile::TempDir;

use crate::xvfb::{DEADLINE, Xvfb, not_tested, on_path, until};

/// The programs without which no second display can be tested.
const TOOLS: [&str; 6] = ["Xorg", "openbox", "xdotool", "import", "xrandr", "xwininfo"];

/// Sixteen outputs without a wire, of which the first is plugged in.
const CONFIG: &str = r#"
Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "AutoAddGPU" "false"
EndSection
Section "Device"
    Identifier "card"
    Driver "dummy"
    VideoRam 256000
EndSection
Section "Monitor"
    Identifier "display"
    HorizSync 5.0-1000.0
    VertRefresh 5.0-200.0
EndSection
Section "Screen"
    Identifier "screen"
    Device "card"
    Monitor "display"
    DefaultDepth 24
    SubSection "Display"
        Depth 24
        Virtual 5760 2160
    EndSubSection
EndSection
"#;

/// An X server whose displays come and go.
pub struct Xorg {
    display: Xvfb,
    _folder: TempDir,
}

impl Xorg {
    /// A server with nothing but the display DUMMY0 of 1920 x 1080, or nothing where that cannot be and need not.
    pub fn start() -> Option<Self> {
        let missing: Vec<&str> = TOOLS.into_iter().filter(|tool| !on_path(tool)).collect();
        if !missing.is_empty() {
            not_tested(&format!(
                "two displays were not tested: {} missing; install xserver-xorg-core, xserver-xorg-video-dummy, \
                 openbox, xdotool, imagemagick, x11-xserver-utils and x11-utils",
                missing.join(", ")
            ));
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (server, number) = match serve(&folder) {
            Ok(started) => started,
            Err(why) => {
                not_tested(&format!(
                    "two displays were not tested: Xorg does not start here ({why}); install xserver-xorg-core and \
                     xserver-xorg-video-dummy, and where that is not enough, run the tests as root"
                ));
                return None;
            }
        };
        let xorg = Self { display: Xvfb::managed(server, &number), _folder: folder };
        xorg.xrandr(&["--output", "DUMMY0", "--mode", "1920x1080", "--pos", "0x0", "--primary"]);
        xorg.xrandr(&["--addmode", "DUMMY1", "1280x800"]);
        Some(xorg)
    }

    /// Plugs in a display of 1280 x 800 at the right of the first.
    pub fn plug(&self) {
        self.xrandr(&["--output", "DUMMY1", "--mode", "1280x800", "--right-of", "DUMMY0"]);
    }

    /// Pulls the cable of it.
    pub fn unplug(&self) {
        self.xrandr(&["--output", "DUMMY1", "--off"]);
    }

    /// Does what the person's own tool for displays does.
    pub fn xrandr(&self, arguments: &[&str]) {
        assert!(self.ask("xrandr", arguments).is_some(), "xrandr {arguments:?}");
    }

    /// Left, top, width and height of what the window shows, without its frame.
    pub fn place(&self, window: &str) -> Option<(i32, i32, i32, i32)> {
        let text = self.ask("xwininfo", &["-id", window])?;
        let value = |key: &str| text.lines().find_map(|line| line.trim().strip_prefix(key)?.trim().parse().ok());
        let corner = (value("Absolute upper-left X:")?, value("Absolute upper-left Y:")?);
        Some((corner.0, corner.1, value("Width:")?, value("Height:")?))
    }
}

impl Deref for Xorg {
    type Target = Xvfb;

    fn deref(&self) -> &Xvfb {
        &self.display
    }
}

/// A server that answers, and the number of the display that it took; or why there is none.
fn serve(folder: &TempDir) -> Result<(Child, String), String> {
    let path = |name: &str| folder.path().join(name);
    let (config, number) = (path("xorg.conf"), path("number"));
    std::fs::write(&config, CONFIG).expect("a configuration");
    let mut server = Command::new("Xorg")
        .args(["-displayfd", "1", "-sharevts", "-novtswitch", "-noreset", "-nolisten", "tcp", "-config"])
        .arg(&config)
        .arg("-logfile")
        .arg(path("log"))
        .stdin(Stdio::null())
        .stdout(File::create(&number).expect("a file for the number"))
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let began = Instant::now();
    until("Xorg starts or gives up", || {
        let told = std::fs::read_to_string(&number).unwrap_or_default();
        if told.ends_with('\n') {
            return Some(Ok(told.trim().to_owned()));
        }
        let ended = server.try_wait().expect("its state is known").is_some();
        if !ended && began.elapsed() < DEADLINE / 2 {
            return None;
        }
        let _ = server.kill();
        let _ = server.wait();
        let log = std::fs::read_to_string(path("log")).unwrap_or_default();
        let errors = log.lines().filter_map(|line| Some(line.split_once("] (EE) ")?.1.trim()));
        let errors = errors.filter(|line| !line.is_empty()).take(2);
        Some(Err(errors.collect::<Vec<_>>().join("; ")))
    })
    .map(|number| (server, number))
}

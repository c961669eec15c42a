//! Screens stay on during a show, and no longer: the built program under Xvfb and on a message bus of the test's own, what
//! the X server and the desktop's service were asked for out. Needs no desktop.

#[path = "support/bus.rs"]
mod bus;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::process::Child;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::screensaver::{ConnectionExt as _, State};
use x11rb::protocol::xproto::{self, Blanking, ConnectionExt as _, Exposures, ScreenSaver};
use x11rb::rust_connection::RustConnection;
use zbus::blocking::{Connection, connection};

use bus::Bus;
use xvfb::{Xvfb, not_tested, on_path, until};

/// A running show, ended when dropped.
struct Presenting {
    program: Child,
    _folder: tempfile::TempDir,
}

impl Presenting {
    fn start(display: &Xvfb, bus: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let talk = folder.path().join("talk.md");
        std::fs::write(&talk, "# A talk\n\nSome words.\n").expect("a talk");
        let mut command = display.command(env!("CARGO_BIN_EXE_deckle"));
        command.arg(&talk).args(["--painter", "cpu"]);
        command.env("DBUS_SESSION_BUS_ADDRESS", bus).env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent");
        let mut program = command.spawn().expect("deckle starts");
        until("the window opens", || {
            assert_eq!(program.try_wait().expect("its state is known"), None, "the program ended");
            display.ask("xdotool", &["search", "--onlyvisible", "--name", "deckle$"])
        });
        Self { program, _folder: folder }
    }
}

impl Drop for Presenting {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The X server as another client sees it.
struct Saver {
    server: RustConnection,
    root: xproto::Window,
}

impl Saver {
    /// Of a display that blanks after a second.
    fn of(display: &Xvfb) -> Self {
        let name = display.ask("printenv", &["DISPLAY"]).expect("a name");
        let (server, screen) = x11rb::connect(Some(&name)).expect("a connection");
        let root = server.setup().roots[screen].root;
        server.set_screen_saver(1, 0, Blanking::PREFERRED, Exposures::ALLOWED).expect("asked").check().expect("set");
        Self { server, root }
    }

    fn wake(&self) {
        self.server.force_screen_saver(ScreenSaver::RESET).expect("asked").check().expect("reset");
    }

    fn blank(&self) -> bool {
        let answer = self.server.screensaver_query_info(self.root).expect("asked").reply().expect("an answer");
        State::from(answer.state) == State::ON
    }
}

#[test]
fn an_x_server_does_not_blank_during_a_show_and_does_after_it() {
    let Some(display) = Xvfb::start("1280x800") else { return };
    let saver = Saver::of(&display);
    until("it blanks by itself", || saver.blank().then_some(()));
    // There is no message bus at all: the show goes on, and the server is asked alone.
    let show = Presenting::start(&display, "unix:path=/nonexistent");
    let mut since = Instant::now();
    let began = Instant::now();
    while since.elapsed() < Duration::from_millis(2200) {
        assert!(began.elapsed() < Duration::from_secs(20), "the server still blanks");
        if saver.blank() {
            // The show may not have asked yet, or blanked it was before.
            saver.wake();
            since = Instant::now();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(show);
    until("it blanks again after the show was killed", || saver.blank().then_some(()));
}

/// What the desktop's service was asked for: who, and what became of it.
#[derive(Debug, Default)]
struct Asked {
    holders: Vec<String>,
    released: Vec<u32>,
}

/// A desktop's service as the test plays it.
struct Desktop(Arc<Mutex<Asked>>);

#[zbus::interface(name = "org.freedesktop.ScreenSaver")]
impl Desktop {
    fn inhibit(&self, who: &str, why: &str, #[zbus(header)] header: zbus::message::Header<'_>) -> u32 {
        assert!(!who.is_empty() && !why.is_empty());
        let mut asked = self.0.lock().expect("not poisoned");
        asked.holders.push(header.sender().map(ToString::to_string).unwrap_or_default());
        41 + u32::try_from(asked.holders.len()).unwrap_or(0)
    }

    fn un_inhibit(&self, cookie: u32) {
        self.0.lock().expect("not poisoned").released.push(cookie);
    }
}

#[test]
fn the_desktop_is_asked_once_and_told_of_the_end() {
    if !on_path("dbus-daemon") {
        not_tested("the desktop's service was not tested: install dbus-daemon");
        return;
    }
    let Some(display) = Xvfb::start("1280x800") else { return };
    let bus = Bus::start();
    let asked = Arc::new(Mutex::new(Asked::default()));
    let service: Connection = connection::Builder::address(bus.address.as_str())
        .and_then(|builder| builder.name("org.freedesktop.ScreenSaver"))
        .and_then(|builder| builder.serve_at("/org/freedesktop/ScreenSaver", Desktop(Arc::clone(&asked))))
        .and_then(connection::Builder::build)
        .expect("a service");
    let holder = |count: usize| {
        until("the show asks", || {
            let holders = &asked.lock().expect("not poisoned").holders;
            (holders.len() == count).then(|| holders.last().cloned())?
        })
    };

    let mut show = Presenting::start(&display, &bus.address);
    holder(1);
    display.ask("xdotool", &["key", "--delay", "120", "q"]).expect("a key");
    let status = until("the program ends", || show.program.try_wait().expect("its state is known"));
    assert_eq!(status.code(), Some(0));
    until("the show says that it is over", || (asked.lock().expect("not poisoned").released == [42]).then_some(()));

    // One that is killed says nothing; the bus tells that it is gone, and the service forgets it.
    let show = Presenting::start(&display, &bus.address);
    let name = holder(2);
    let owned = || {
        let reply = service.call_method(
            Some("org.freedesktop.DBus"),
            "/org/freedesktop/DBus",
            Some("org.freedesktop.DBus"),
            "NameHasOwner",
            &(name.as_str(),),
        );
        reply.expect("an answer").body().deserialize::<bool>().expect("yes or no")
    };
    assert!(owned());
    drop(show);
    until("the connection is gone", || (!owned()).then_some(()));
}

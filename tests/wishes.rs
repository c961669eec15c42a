//! What the desktop asks of every program: a portal as the test plays it in, a show that keeps still and has more contrast
//! out, unless the command line says otherwise. The built program under Xvfb, on a message bus of the test's own.

#[path = "support/bus.rs"]
mod bus;
#[path = "support/running.rs"]
mod running;
mod support;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use bus::Bus;
use deckle::media::Pixels;
use running::Running;
use support::{compare, read_png};
use xvfb::{not_tested, on_path, until};
use zbus::blocking::{Connection, connection};
use zbus::zvariant::{OwnedValue, Value};

/// So long nothing may change on what keeps still.
const STILL: Duration = Duration::from_millis(700);

/// A desktop whose person wants no motion and more contrast.
struct Portal;

#[zbus::interface(name = "org.freedesktop.portal.Settings")]
impl Portal {
    fn read_all(&self, groups: Vec<String>) -> HashMap<String, HashMap<String, OwnedValue>> {
        assert!(groups.iter().any(|group| group == "org.freedesktop.appearance"), "{groups:?}");
        let one = || OwnedValue::try_from(Value::U32(1)).expect("a value");
        let wishes = HashMap::from([("reduced-motion".to_owned(), one()), ("contrast".to_owned(), one())]);
        HashMap::from([("org.freedesktop.appearance".to_owned(), wishes)])
    }
}

fn portal(bus: &Bus) -> Connection {
    connection::Builder::address(bus.address.as_str())
        .and_then(|builder| builder.name("org.freedesktop.portal.Desktop"))
        .and_then(|builder| builder.serve_at("/org/freedesktop/portal/desktop", Portal))
        .and_then(connection::Builder::build)
        .expect("a portal")
}

/// A picture that is red and blue in turns, and a deck that shows it.
fn write_talk(folder: &Path) {
    let file = std::fs::File::create(folder.join("turns.gif")).expect("a file");
    let mut gif = image::codecs::gif::GifEncoder::new(file);
    gif.set_repeat(image::codecs::gif::Repeat::Infinite).expect("for ever");
    let frames = [[200, 0, 0, 255], [0, 0, 200, 255]].map(|color| {
        let delay = image::Delay::from_numer_denom_ms(120, 1);
        image::Frame::from_parts(image::RgbaImage::from_pixel(300, 200, image::Rgba(color)), 0, 0, delay)
    });
    gif.encode_frames(frames).expect("a moving picture");
    drop(gif);
    std::fs::write(folder.join("talk.md"), "## Moving\n\n- some words\n- ![Red and blue](turns.gif)\n")
        .expect("the talk");
}

/// The page as it is when nothing moves, with these options.
fn exported(folder: &Path, options: &[&str]) -> Pixels {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deckle"));
    command.current_dir(folder).args(["export", "talk.md", "-o", "out", "--size", "1280x720", "--painter", "cpu"]);
    let done = command.args(options).output().expect("deckle exports");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    read_png(&folder.join("out/talk-002.png")).expect("the page")
}

fn show(bus: &Bus, options: &[&str]) -> Option<Running> {
    Running::prepared("1280x720", |folder, command| {
        write_talk(folder);
        command.args(["talk.md", "--painter", "cpu", "--start", "1/2"]).args(options);
        command.env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
    })
}

/// Waits until the window shows `page` for a while, and nothing else.
fn expect_still(show: &Running, page: &Pixels) {
    let mut since = Instant::now();
    until("the page keeps still", || {
        if compare(page, &show.picture(&show.window), 2).is_err() {
            since = Instant::now();
        }
        (since.elapsed() >= STILL).then_some(())
    });
}

/// Waits until the window shows `page`, and until it shows something else again.
fn expect_moves(show: &Running, page: &Pixels) {
    for wanted in [true, false, true] {
        until("the page moves", || (compare(page, &show.picture(&show.window), 2).is_ok() == wanted).then_some(()));
    }
}

#[test]
fn a_show_does_what_the_desktop_asks_of_all_programs_unless_it_is_told_otherwise() {
    if !on_path("dbus-daemon") {
        return not_tested("the desktop's wishes were not tested: install dbus-daemon");
    }
    let bus = Bus::start();
    let nobody = show(&bus, &[]);
    let Some(nobody) = nobody else { return };
    expect_moves(&nobody, &exported(nobody.folder.path(), &[]));
    drop(nobody);
    let _portal = portal(&bus);
    if let Some(asked) = show(&bus, &[]) {
        expect_still(&asked, &exported(asked.folder.path(), &["--high-contrast"]));
    }
    if let Some(told) = show(&bus, &["--motion", "--theme", "ink"]) {
        expect_moves(&told, &exported(told.folder.path(), &["--theme", "ink"]));
    }
}

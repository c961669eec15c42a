//! What a screen reader hears of a show: the built program under Xvfb and on message buses of the test's own, the bus of
//! assistive technology asked as a reader asks it. Needs no desktop.

#[path = "support/bus.rs"]
mod bus;
#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::collections::HashMap;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use bus::Bus;
use running::Running;
use xvfb::{not_tested, on_path, until};
use zbus::blocking::{Connection, MessageIterator, connection};
use zbus::zvariant::{OwnedObjectPath, OwnedValue};

const TALK: &str = "---\ntitle: A talk\n---\n\n## First things\n\nSee [the book](https://example.org/book).\n\n\
    ## Second things\n\n- a point\n\n<!-- Say hello. -->\n";
/// Where the services of assistive technology lie, on one system or another.
const LAUNCHERS: [&str; 3] =
    ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher"];

/// A session's bus, and the service of assistive technology on it.
struct Desktop {
    bus: Bus,
    launcher: Option<Child>,
    /// Where its services keep their sockets.
    folder: tempfile::TempDir,
}

impl Desktop {
    fn start() -> Self {
        Self { bus: Bus::start(), launcher: None, folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn connect(&self) -> Connection {
        connection::Builder::address(self.bus.address.as_str()).expect("an address").build().expect("a connection")
    }

    /// Starts the service of assistive technology as a reader does, which is told that one runs; gives its own bus.
    fn with_reader(&mut self) -> Option<Connection> {
        let launcher = LAUNCHERS.into_iter().find(|path| std::path::Path::new(path).is_file())?;
        let launched = Command::new(launcher)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus.address)
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env_remove("DISPLAY")
            .env_remove("AT_SPI_BUS_ADDRESS")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.launcher = Some(launched.expect("the service starts"));
        let session = self.connect();
        let address: String = until("the service answers", || {
            let answer =
                session.call_method(Some("org.a11y.Bus"), "/org/a11y/bus", Some("org.a11y.Bus"), "GetAddress", &());
            answer.ok()?.body().deserialize().ok()
        });
        let enabled = ("org.a11y.Status", "IsEnabled", zbus::zvariant::Value::Bool(true));
        let properties = Some("org.freedesktop.DBus.Properties");
        session.call_method(Some("org.a11y.Bus"), "/org/a11y/bus", properties, "Set", &enabled).expect("it is told");
        Some(connection::Builder::address(address.as_str()).expect("an address").build().expect("a connection"))
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        // The bus ends itself after it.
        if let Some(launcher) = &mut self.launcher {
            let _ = launcher.kill();
            let _ = launcher.wait();
        }
    }
}

/// A node on the bus: who has it, and where.
type Place = (String, OwnedObjectPath);

fn ask<T: serde::de::DeserializeOwned + zbus::zvariant::Type>(
    bus: &Connection,
    place: &Place,
    method: &str,
) -> Option<T> {
    let accessible = Some("org.a11y.atspi.Accessible");
    let answer = bus.call_method(Some(place.0.as_str()), &place.1, accessible, method, &()).ok()?;
    answer.body().deserialize().ok()
}

fn name(bus: &Connection, place: &Place) -> Option<String> {
    let get = ("org.a11y.atspi.Accessible", "Name");
    let properties = Some("org.freedesktop.DBus.Properties");
    let answer = bus.call_method(Some(place.0.as_str()), &place.1, properties, "Get", &get).ok()?;
    let value: zbus::zvariant::OwnedValue = answer.body().deserialize().ok()?;
    value.try_into().ok()
}

/// Every node under `place`, its role and its name, one a line.
fn heard(bus: &Connection, place: &Place, depth: usize, out: &mut String) -> Option<()> {
    let role = match ask::<u32>(bus, place, "GetRole")? {
        83 => "heading".to_owned(),
        88 => "link".to_owned(),
        other => other.to_string(),
    };
    out.push_str(&format!("{}{role}: {}\n", " ".repeat(depth), name(bus, place)?));
    if depth < 30 {
        for child in ask::<Vec<Place>>(bus, place, "GetChildren")? {
            heard(bus, &child, depth + 1, out)?;
        }
    }
    Some(())
}

/// All that a reader finds on the desktop.
fn desktop(bus: &Connection) -> Option<String> {
    let path = OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").ok()?;
    let mut out = String::new();
    heard(bus, &("org.a11y.atspi.Registry".to_owned(), path), 0, &mut out)?;
    Some(out)
}

/// The node called `wanted`, somewhere under `place`.
fn find(bus: &Connection, place: &Place, (wanted, depth): (&str, usize)) -> Option<Place> {
    if name(bus, place)? == wanted {
        return Some(place.clone());
    }
    let children: Vec<Place> = if depth < 30 { ask(bus, place, "GetChildren")? } else { Vec::new() };
    children.iter().find_map(|child| find(bus, child, (wanted, depth + 1)))
}

/// Presses what is called `wanted`, as a reader does for a person.
fn press(bus: &Connection, wanted: &str) {
    until("it is pressed", || {
        let root = OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").ok()?;
        let (service, path) = find(bus, &("org.a11y.atspi.Registry".to_owned(), root), (wanted, 0))?;
        let action = Some("org.a11y.atspi.Action");
        let answer = bus.call_method(Some(service.as_str()), &path, action, "DoAction", &(0_i32,)).ok()?;
        answer.body().deserialize::<bool>().ok()?.then_some(())
    });
}

/// What is said by itself from now on, as it comes.
fn announced(bus: &Connection) -> Receiver<String> {
    let rule = zbus::MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .interface("org.a11y.atspi.Event.Object")
        .and_then(|rule| rule.member("Announcement"))
        .expect("a rule")
        .build();
    let signals = MessageIterator::for_match_rule(rule, bus, None).expect("signals");
    let (teller, told) = channel();
    std::thread::spawn(move || {
        for signal in signals.flatten() {
            type Body = (String, i32, i32, OwnedValue, HashMap<String, OwnedValue>);
            let body = signal.body().deserialize::<Body>().expect("an event");
            let words: String = body.3.try_into().expect("words");
            if teller.send(words).is_err() {
                break;
            }
        }
    });
    told
}

/// Waits until `words` are said; everything that was said before them is told.
fn expect_said(said: &Receiver<String>, words: &str) -> Vec<String> {
    let mut before = Vec::new();
    until("it is said", || {
        before.extend(said.try_iter());
        before.iter().any(|said| said == words).then_some(())
    });
    before
}

#[track_caller]
fn expect(bus: &Connection, words: &[&str]) -> String {
    let began = std::time::Instant::now();
    until("the reader hears it", || {
        let now = desktop(bus)?;
        let all = words.iter().all(|words| now.contains(words));
        assert!(began.elapsed() < running::LATE || all, "{words:?} is not in\n{now}");
        all.then_some(now)
    })
}

#[test]
fn a_reader_hears_the_page_and_the_next_one_after_a_key() {
    if !on_path("dbus-daemon") {
        return not_tested("screen readers were not tested: install dbus-daemon");
    }
    let mut desktop = Desktop::start();
    let Some(reader) = desktop.with_reader() else {
        return not_tested("screen readers were not tested: install at-spi2-core");
    };
    let show = Running::both(|folder, command| {
        std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
        command.env("DBUS_SESSION_BUS_ADDRESS", &desktop.bus.address).env_remove("AT_SPI_BUS_ADDRESS");
    });
    let Some(show) = show else { return };
    expect(&reader, &["A talk, page 1 of 3", "heading: A talk", "Next: First things"]);
    let said = announced(&reader);
    show.press(&["Right"], "First things — A talk — deckle");
    assert_eq!(expect_said(&said, "First things, page 2 of 3"), ["First things, page 2 of 3"], "once, by one window");
    let now = expect(&reader, &["First things, page 2 of 3", "heading: First things", "link: the book"]);
    assert!(!now.contains("heading: Second things"), "{now}");
    // What a person presses without a mouse does what a click would; a link out of the show asks first.
    press(&reader, "the book");
    expect(&reader, &["Open example.org?"]);
    press(&reader, "Next");
    show.expect_title("Second things — A talk — deckle");
    let before = expect_said(&said, "Second things, page 3 of 3");
    assert_eq!(before, ["Open example.org? Enter: yes, Escape: no", "Second things, page 3 of 3"]);
    expect(&reader, &["heading: Second things", "a point", "Say hello."]);
    show.keys(&["b"]);
    expect(&reader, &["Black stage"]);
}

#[test]
fn links_are_followed_by_keys() {
    let talk = "## One\n\n[out](https://example.org/), [on](#three)\n\n## Two\n\nx\n\n## Three\n\ny\n";
    let Some(show) = Running::start("1280x800", talk, &["--painter", "cpu"]) else { return };
    show.press(&["Right"], "One — talk — deckle");
    // The first link leads out, and is not followed; the second one leads on.
    show.keys(&["j"]);
    show.keys(&["j"]);
    show.press(&["Return"], "Three — talk — deckle");
}

#[test]
fn a_show_goes_on_without_any_bus_and_when_its_bus_is_gone() {
    if !on_path("dbus-daemon") {
        return not_tested("screen readers were not tested: install dbus-daemon");
    }
    let start = |address: &str| {
        Running::prepared("1280x800", |folder, command| {
            std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
            command.args(["talk.md", "--painter", "cpu"]);
            command.env("DBUS_SESSION_BUS_ADDRESS", address).env_remove("AT_SPI_BUS_ADDRESS");
        })
    };
    let Some(show) = start("unix:path=/nonexistent") else { return };
    show.press(&["Right"], "First things — A talk — deckle");
    drop(show);
    let mut desktop = Desktop::start();
    let Some(reader) = desktop.with_reader() else {
        return not_tested("screen readers were not tested: install at-spi2-core");
    };
    let Some(show) = start(&desktop.bus.address) else { return };
    expect(&reader, &["A talk, page 1 of 3"]);
    drop((reader, desktop));
    show.press(&["Right"], "First things — A talk — deckle");
    show.press(&["Right"], "Second things — A talk — deckle");
}

//! The displays of an X server, which winit does not follow: a connection of our own in, lists of displays out, now and
//! whenever something changes. Never keeps the stage waiting: it watches in threads of its own, and asks every now and then
//! in case an event was lost.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use winit::event_loop::EventLoopProxy;
use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::randr::{self, ConnectionExt as _, GetOutputInfoReply, NotifyMask, Output};
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, Window};
use x11rb::rust_connection::RustConnection;

use super::list::{Area, Display};
use crate::present::Signal;

/// How often the list is asked for although no event came.
const NET: Duration = Duration::from_millis(500);
/// A change of modes comes in several steps, during which displays are gone that are not.
const SETTLED: Duration = Duration::from_millis(40);
/// Longer than this the steps of a change do not hold up the news.
const MOST_STEPS: u32 = 5;
/// The least that describes a display: version 1 of its structure.
const EDID_BYTES: usize = 128;

/// A connection of our own.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) connection: RustConnection,
    pub(super) root: Window,
    /// Outputs that show something although nothing is plugged in, as far as the server knew when it was asked to look.
    doubted: Mutex<Vec<Output>>,
}

impl Server {
    /// Connects to the server of the environment, if it can tell of its displays.
    pub(super) fn connect() -> Result<Self, Box<dyn std::error::Error>> {
        let (connection, screen) = x11rb::connect(None)?;
        let root = connection.setup().roots.get(screen).ok_or("no screen")?.root;
        let version = connection.randr_query_version(1, 3)?.reply()?;
        if (version.major_version, version.minor_version) < (1, 3) {
            return Err("its RandR is older than 1.3".into());
        }
        Ok(Self { connection, root, doubted: Mutex::default() })
    }

    /// The displays that show something.
    pub(super) fn displays(&self) -> Result<Vec<Display>, ReplyError> {
        let (all, doubtful) = self.known()?;
        let mut doubted = self.doubted.lock().unwrap_or_else(PoisonError::into_inner);
        let news = doubtful.iter().any(|output| !doubted.contains(output));
        *doubted = doubtful;
        if !news {
            return Ok(all);
        }
        // Looking takes the server's drivers some time, and some of them flicker: it is asked to but once.
        self.connection.randr_get_screen_resources(self.root)?.reply()?;
        let (all, doubtful) = self.known()?;
        *doubted = doubtful;
        Ok(all)
    }

    /// The displays that show something and are plugged in, as far as the server knows without looking; and the outputs
    /// that show something to nobody.
    fn known(&self) -> Result<(Vec<Display>, Vec<Output>), ReplyError> {
        let server = &self.connection;
        let resources = server.randr_get_screen_resources_current(self.root)?.reply()?;
        let primary = server.randr_get_output_primary(self.root)?.reply()?.output;
        let edid = server.intern_atom(false, b"EDID")?.reply()?.atom;
        let crtcs = resources.crtcs.iter().map(|&crtc| server.randr_get_crtc_info(crtc, resources.config_timestamp));
        let (mut all, mut doubtful) = (Vec::new(), Vec::new());
        for asked in crtcs.collect::<Result<Vec<_>, _>>()? {
            // One that went while we asked is not there.
            let Ok(crtc) = asked.reply() else { continue };
            if crtc.width == 0 || crtc.height == 0 {
                continue;
            }
            let area =
                Area { x: crtc.x.into(), y: crtc.y.into(), width: crtc.width.into(), height: crtc.height.into() };
            for &output in &crtc.outputs {
                let Ok(info) = server.randr_get_output_info(output, resources.config_timestamp)?.reply() else {
                    continue;
                };
                // A cable that was pulled: the server still paints for it, until somebody tells it not to.
                if info.connection == randr::Connection::DISCONNECTED {
                    doubtful.push(output);
                    continue;
                }
                let words = server.randr_get_output_property(output, edid, AtomEnum::ANY, 0, 64, false, false)?.reply();
                let (model, serial) = words.map(|words| described(&words.data)).unwrap_or_default();
                let (name, primary) = (name(&info), output == primary);
                all.push(Display { name, model, serial, area, primary, mirrors: Vec::new() });
            }
        }
        Ok((all, doubtful))
    }
}

fn name(info: &GetOutputInfoReply) -> String {
    String::from_utf8_lossy(&info.name).into_owned()
}

/// The maker's name of a display, and what tells it from its like.
fn described(edid: &[u8]) -> (String, String) {
    if edid.len() < EDID_BYTES || !edid.starts_with(&[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0]) {
        return Default::default();
    }
    // Maker, product and serial number.
    let serial = edid.get(8..16).unwrap_or_default().iter().map(|byte| format!("{byte:02x}")).collect();
    let blocks = edid.get(54..126).unwrap_or_default().chunks_exact(18);
    let named = blocks.filter_map(|block| block.strip_prefix(&[0, 0, 0, 0xfc, 0]));
    let text = named.map(|text| text.split(|&byte| byte == b'\n').next().unwrap_or_default());
    let plain = |text: &[u8]| text.iter().all(|byte| matches!(byte, b' '..=b'~')).then(|| text.to_vec());
    let model = text.filter_map(plain).filter_map(|text| String::from_utf8(text).ok()).next();
    (model.map(|model| model.trim().to_owned()).unwrap_or_default(), serial)
}

/// Tells `signals` of every list that differs from the one before, as long as the loop hears.
pub(super) fn watch(server: &Arc<Server>, signals: EventLoopProxy<Signal>) {
    let (bell, rings) = channel();
    let spawn = |name: &str, work: Box<dyn FnOnce() + Send>| {
        let thread = std::thread::Builder::new().name(name.to_owned());
        if let Err(error) = thread.spawn(work) {
            log::debug!("no thread to watch the displays: {error}");
        }
    };
    let events = move || {
        if let Err(error) = listen(&|| bell.send(()).is_ok()) {
            log::debug!("no events of displays: {error}");
        }
    };
    let server = Arc::clone(server);
    spawn("display-events", Box::new(events));
    spawn("displays", Box::new(move || tell(&server, &rings, &signals)));
}

/// Rings at every event of a display, on a connection that does nothing else.
fn listen(ring: &dyn Fn() -> bool) -> Result<(), Box<dyn std::error::Error>> {
    let Server { connection, root, .. } = Server::connect()?;
    let all = NotifyMask::SCREEN_CHANGE | NotifyMask::CRTC_CHANGE | NotifyMask::OUTPUT_CHANGE;
    connection.randr_select_input(root, all)?.check()?;
    loop {
        connection.wait_for_event()?;
        if !ring() {
            return Ok(());
        }
    }
}

fn tell(server: &Server, rings: &Receiver<()>, signals: &EventLoopProxy<Signal>) {
    let mut known = None;
    let mut rung = true;
    loop {
        if rung {
            match rings.recv_timeout(NET) {
                Ok(()) => settle(rings),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => rung = false,
            }
        } else {
            std::thread::sleep(NET);
        }
        let Ok(now) = server.displays().inspect_err(|error| log::debug!("the displays cannot be listed: {error}"))
        else {
            // The server is gone, and with it the show.
            return;
        };
        if known.as_ref() != Some(&now) {
            if signals.send_event(Signal::Displays(now.clone())).is_err() {
                return;
            }
            known = Some(now);
        }
    }
}

/// Waits until no event has come for a moment.
fn settle(rings: &Receiver<()>) {
    for _ in 0..MOST_STEPS {
        if rings.recv_timeout(SETTLED).is_err() {
            return;
        }
        while rings.try_recv().is_ok() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edid(name: &[u8]) -> Vec<u8> {
        let mut edid = vec![0; EDID_BYTES];
        edid[..8].copy_from_slice(&[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0]);
        edid[8..16].copy_from_slice(&[0x10, 0xac, 0x2a, 0xa1, 1, 2, 3, 4]);
        edid[72..77].copy_from_slice(&[0, 0, 0, 0xfc, 0]);
        edid[77..77 + name.len()].copy_from_slice(name);
        edid
    }

    #[test]
    fn displays_tell_their_names() {
        let told = |name: &[u8]| described(&edid(name));
        assert_eq!(told(b"DELL U2415\n  "), ("DELL U2415".to_owned(), "10ac2aa101020304".to_owned()));
        assert_eq!(told(b"Thirteen char").0, "Thirteen char");
        assert_eq!(told(b"\x1b[31m\n").0, "", "what is no name is none");
        assert_eq!(described(&edid(b"x\n")[..127]), Default::default());
        assert_eq!(described(&[0xff; 256]), Default::default());
        assert_eq!(described(&[]), Default::default());
    }
}

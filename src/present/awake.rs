//! Screens that stay on while a show runs: nothing in, a promise out that holds until it is dropped, and that ends with the
//! process however that ends. Everything happens in threads: it must never make the show wait, nor fail it, and it changes
//! no setting: what it asks for is bound to its connections.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use x11rb::connection::Connection as _;
use x11rb::protocol::screensaver::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// How long the end of a show waits for the desktop to hear of it. It hears of the closed connection in any case.
const PATIENCE: Duration = Duration::from_millis(300);

/// Whose screens are to stay on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screens {
    /// An X server's, which has a saver of its own.
    X11,
    /// Those of a system that is asked by its services alone.
    Other,
}

/// While it lives, screens stay on.
#[derive(Debug)]
pub(super) struct Awake {
    /// Dropped, they end the threads.
    ends: Vec<Sender<()>>,
    over: Receiver<()>,
}

impl Awake {
    /// Asks for it, in threads of their own: each may take its time, or fail alone.
    pub(super) fn new(screens: Screens) -> Self {
        let (done, over) = channel();
        let mut ends = vec![ask(&done, "awake-desktop", desktop), ask(&done, "awake-system", system)];
        if screens == Screens::X11 {
            ends.push(ask(&done, "awake-x11", x11));
        }
        Self { ends, over }
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        self.ends.clear();
        // Closed once all threads have let go of their end.
        let _ = self.over.recv_timeout(PATIENCE);
    }
}

/// Runs `hold` in a thread; it holds until its receiver is closed.
fn ask(done: &Sender<()>, name: &str, hold: fn(&Receiver<()>)) -> Sender<()> {
    let (end, ended) = channel();
    let done = done.clone();
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        // The library's release of an inhibitor panics where the service is gone by then.
        if catch_unwind(AssertUnwindSafe(|| hold(&ended))).is_err() {
            log::debug!("what kept the screens on is gone");
        }
        drop(done);
    });
    if let Err(error) = thread {
        log::debug!("no thread to keep the screens on: {error}");
    }
    end
}

/// Asks the desktop not to blank, to lock or to dim.
fn desktop(ended: &Receiver<()>) {
    held("the desktop", keepawake::Builder::default().display(true), ended);
}

/// Asks the system not to sleep for want of input.
fn system(ended: &Receiver<()>) {
    held("the system", keepawake::Builder::default().idle(true), ended);
}

fn held(whom: &str, wish: &mut keepawake::Builder, ended: &Receiver<()>) {
    match wish.reason("a talk is presented").app_name("deckle").app_reverse_domain("deckle").create() {
        Ok(held) => {
            log::debug!("{whom} keeps the screens on");
            let _ = ended.recv();
            drop(held);
        }
        Err(error) => log::debug!("{whom} does not keep the screens on: {error}"),
    }
}

/// Suspends the X server's own saver and its power saving, which the server takes back when the connection closes.
fn x11(ended: &Receiver<()>) {
    match suspend() {
        Ok(held) => {
            log::debug!("the X server keeps the screens on");
            let _ = ended.recv();
            drop(held);
        }
        Err(error) => log::debug!("the X server does not keep the screens on: {error}"),
    }
}

fn suspend() -> Result<RustConnection, Box<dyn std::error::Error>> {
    let (server, _) = x11rb::connect(None)?;
    server.screensaver_query_version(1, 1)?.reply()?;
    server.screensaver_suspend(1)?.check()?;
    server.flush()?;
    Ok(server)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_holder_that_panics_or_that_hangs_does_not_hold_up_the_end() {
        let (done, over) = channel();
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let panics = ask(&done, "panics", |_| panic!("on purpose"));
        let hangs = ask(&done, "hangs", |_| std::thread::sleep(Duration::from_secs(2)));
        drop(done);
        let began = Instant::now();
        drop(Awake { ends: vec![panics, hangs], over });
        std::panic::set_hook(hook);
        assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    }

    #[test]
    fn the_end_is_heard_at_once() {
        let (done, over) = channel();
        let holds = ask(&done, "holds", |ended| {
            let _ = ended.recv();
        });
        drop(done);
        let began = Instant::now();
        drop(Awake { ends: vec![holds], over });
        assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    }
}

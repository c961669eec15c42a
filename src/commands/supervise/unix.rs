//! The supervisor and its stages, where a standard input can be a socket: processes, and the lines between them.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::Shutdown;
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use deckle::diag::Diagnostic;

use super::deaths::{Death, Deaths, Verdict};
use super::{Orders, STAGE};
use crate::commands::{asked, remark, tell};

/// What a panic in the main thread ends with.
const PANICKED: i32 = 101;
/// What [`std::process::abort`] ends with.
const ABORTED: i32 = 6;
/// Hang-up, interrupt, quit, terminate: somebody asked for the end.
const ASKED: [i32; 4] = [1, 2, 3, 15];
/// Orders must be there as soon as the stage is.
const SOON: Duration = Duration::from_secs(5);

/// Presents in stages until one ends by itself, or somebody asks for the end. Nothing if no stage can be started.
pub(crate) fn run() -> Option<ExitCode> {
    let program = program()?;
    let wish = Arc::new(Wish::default());
    wish.heed();
    let mut deaths = Deaths::default();
    let mut last: Option<(String, Instant)> = None;
    loop {
        let orders = Orders {
            saved: last.as_ref().map(|(saved, _)| saved.clone()),
            away: last.as_ref().map(|(_, when)| when.elapsed()).unwrap_or_default(),
            ..deaths.orders()
        };
        let (status, said) = match stage(&program, &orders, &wish) {
            Ok(ended) => ended,
            Err(_) if last.is_none() => return wish.code(),
            Err(error) => {
                tell(&Diagnostic::error("", format!("the show died, and cannot be started again: {error}")));
                return Some(ExitCode::FAILURE);
            }
        };
        if let Some(code) = wish.code() {
            return Some(code);
        }
        let how = match (status.code(), status.signal()) {
            (Some(PANICKED), _) => "an error in the program".to_owned(),
            (Some(code), _) => return Some(u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)),
            (None, Some(signal)) if ASKED.contains(&signal) => {
                return Some(u8::try_from(128 + signal).map_or(ExitCode::FAILURE, ExitCode::from));
            }
            (None, Some(ABORTED)) => format!("signal {ABORTED}: it broke off, or stood still"),
            (None, Some(signal)) => format!("signal {signal}"),
            (None, None) => "for no known reason".to_owned(),
        };
        let saved = said.as_ref().and_then(|(line, _)| serde_json::from_str(line).ok());
        let aborted = status.signal() == Some(ABORTED);
        last = said.or(last);
        match deaths.note(Death { when: Instant::now(), saved, aborted }) {
            Verdict::GivenUp(times) => {
                let message = format!("the show died {times} times before it showed anything ({how})");
                let hint = "see whether the deck can be laid out: deckle export PATH -o DIR";
                tell(&Diagnostic::error("", message).hint(hint));
                return Some(ExitCode::FAILURE);
            }
            Verdict::Again(wait) => std::thread::sleep(wait),
        }
        let painter = if deaths.cpu() { ", painted by the CPU" } else { "" };
        remark(&format!("The show died ({how}); it goes on where it was{painter}."));
    }
}

/// The wish for the end, from outside.
#[derive(Debug, Default)]
struct Wish {
    /// The number of the signal that asked; 0 as long as none did.
    number: AtomicU8,
    /// The way to the stage.
    stage: Mutex<Option<UnixStream>>,
}

impl Wish {
    /// Waits for one in the background.
    fn heed(self: &Arc<Self>) {
        let Some(asked) = asked::listen() else { return };
        let wish = Arc::clone(self);
        let wait = move || {
            for number in asked {
                wish.number.store(number, Ordering::SeqCst);
                wish.tell();
            }
        };
        // Without a thread nobody would ever be heard; with none to be had there is more amiss than that.
        let _ = std::thread::Builder::new().name("wish".to_owned()).spawn(wait);
    }

    /// Tells the stage, if there is one.
    fn tell(&self) {
        let stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(mut stage), number @ 1..) = (stage.as_ref(), self.number.load(Ordering::SeqCst)) {
            // One that is gone has ended.
            let _ = stage.write_all(&[number]);
        }
    }

    /// This is the stage now. Whatever was asked for before it was there is told at once.
    fn set_stage(&self, stage: Option<UnixStream>) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = stage;
        self.tell();
    }

    /// What the program ends with, if it has to.
    fn code(&self) -> Option<ExitCode> {
        match self.number.load(Ordering::SeqCst) {
            0 => None,
            number => Some(ExitCode::from(number.saturating_add(128))),
        }
    }
}

/// Where this program is. Its file may have been replaced meanwhile; another edition is not what was begun with.
fn program() -> Option<PathBuf> {
    let own = Path::new("/proc/self/exe");
    let found = std::env::current_exe().ok().filter(|path| path.is_file());
    found.or_else(|| own.exists().then(|| own.to_owned()))
}

/// Runs a stage to its end: how it ended, and what it said last and when.
fn stage(program: &Path, orders: &Orders, wish: &Wish) -> std::io::Result<(ExitStatus, Option<(String, Instant)>)> {
    let (ours, theirs) = UnixStream::pair()?;
    let mut words = std::env::args_os();
    let mut command = Command::new(program);
    command.arg0(words.next().unwrap_or_else(|| OsString::from("deckle")));
    let mut child = command.arg(STAGE).args(words).stdin(Stdio::from(OwnedFd::from(theirs))).spawn()?;
    // Only the stage may hold its end, or nobody would see it go.
    drop(command);
    let mut line = serde_json::to_vec(orders)?;
    line.push(b'\n');
    // One that is dead already shows by its status.
    let _ = (&ours).write_all(&line);
    wish.set_stage(ours.try_clone().ok());
    let heard = ours.try_clone()?;
    let listener = std::thread::spawn(move || last_line(BufReader::new(heard)));
    let status = child.wait();
    wish.set_stage(None);
    // Processes that the stage started may still hold its end.
    let _ = ours.shutdown(Shutdown::Both);
    let said = listener.join().ok().flatten();
    Ok((status?, said))
}

/// The last whole line of what `heard` brings, and when it came: a stage that dies in the middle of one does not spoil
/// what it said before.
fn last_line(mut heard: impl BufRead) -> Option<(String, Instant)> {
    let mut last = None;
    let mut line = String::new();
    while heard.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n') {
        last = Some((line.trim_end().to_owned(), Instant::now()));
        line.clear();
    }
    last
}

#[cfg(test)]
#[test]
fn a_torn_line_does_not_spoil_the_one_before() {
    let said = |text: &'static str| last_line(text.as_bytes()).map(|(line, _)| line);
    assert_eq!(said("{\"page\":1}\n{\"page\":2}\n").as_deref(), Some("{\"page\":2}"));
    assert_eq!(said("{\"page\":1}\n{\"pa").as_deref(), Some("{\"page\":1}"));
    assert_eq!(said(""), None);
}

/// The stage's side.
pub(crate) struct Link {
    orders: Orders,
    down: BufReader<UnixStream>,
    up: UnixStream,
}

impl Link {
    /// The one to the supervisor that started this process.
    pub(crate) fn taken() -> Option<Self> {
        let up = UnixStream::from(std::io::stdin().as_fd().try_clone_to_owned().ok()?);
        // Whatever is no socket cannot be told to wait no longer.
        up.set_read_timeout(Some(SOON)).ok()?;
        let mut down = BufReader::new(up.try_clone().ok()?);
        let mut line = String::new();
        down.read_line(&mut line).ok()?;
        up.set_read_timeout(None).ok()?;
        let orders = serde_json::from_str(&line).ok()?;
        Some(Self { orders, down, up })
    }

    /// What is to be done, what ends with the supervisor, and where it is told of the show.
    pub(crate) fn parts(self) -> (Orders, Box<dyn Read + Send>, Box<dyn Write + Send>) {
        (self.orders, Box::new(self.down), Box::new(self.up))
    }
}

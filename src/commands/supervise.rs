//! The show outlives its process: this one starts the program again as the stage, keeps what the stage says of the show, and
//! starts another stage with it when one dies. Never opens a deck, a font or a window itself.
//!
//! The two talk over the stage's standard input, which is a socket: one line of orders down, then a line for every change
//! up. When the supervisor is gone, the socket ends, and so does the stage.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// The first argument of a stage. People never give it.
pub(crate) const STAGE: &str = "__stage";

/// Deaths are counted for so long.
const MEMORY: Duration = Duration::from_secs(60);
/// After so many the CPU paints.
const CPU_AFTER: usize = 2;
/// After so many the show does not come back.
const MOST: usize = 5;

/// What a stage is to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Orders {
    /// What the stage before it said last: a `present::Saved` as JSON.
    pub(crate) saved: Option<String>,
    /// How long ago.
    pub(crate) away: Duration,
    /// Whether the CPU is to paint, whatever was asked for.
    pub(crate) cpu: bool,
}

/// The deaths of stages.
#[derive(Debug, Default)]
struct Deaths {
    lately: Vec<Instant>,
    cpu: bool,
}

impl Deaths {
    /// Notes one; whether another stage is worth it.
    fn note(&mut self, now: Instant) -> bool {
        self.lately.retain(|death| now.saturating_duration_since(*death) < MEMORY);
        self.lately.push(now);
        self.cpu |= self.lately.len() >= CPU_AFTER;
        self.lately.len() < MOST
    }
}

#[cfg(not(unix))]
pub(crate) use elsewhere::{Link, run};
#[cfg(unix)]
pub(crate) use unix::{Link, run};

#[cfg(not(unix))]
mod elsewhere {
    //! Where no socket can be a standard input there is one process.

    use std::io::{Read, Write};
    use std::process::ExitCode;

    use super::Orders;

    /// The stage's side; never there.
    pub(crate) enum Link {}

    impl Link {
        pub(crate) fn taken() -> Option<Self> {
            None
        }

        pub(crate) fn parts(self) -> (Orders, Box<dyn Read + Send>, Box<dyn Write + Send>) {
            match self {}
        }
    }

    /// Present in this process.
    pub(crate) fn run() -> Option<ExitCode> {
        None
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsString;
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::Shutdown;
    use std::os::fd::{AsFd as _, OwnedFd};
    use std::os::unix::net::UnixStream;
    use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
    use std::path::{Path, PathBuf};
    use std::process::{Command, ExitCode, ExitStatus, Stdio};
    use std::time::{Duration, Instant};

    use deckle::diag::Diagnostic;

    use super::{Deaths, Orders, STAGE};
    use crate::commands::{remark, tell};

    /// What a panic in the main thread ends with.
    const PANICKED: i32 = 101;
    /// Hang-up, interrupt, quit, terminate: somebody asked for the end.
    const ASKED: [i32; 4] = [1, 2, 3, 15];
    /// Orders must be there as soon as the stage is.
    const SOON: Duration = Duration::from_secs(5);

    /// Presents in stages until one ends by itself. Nothing if no stage can be started.
    pub(crate) fn run() -> Option<ExitCode> {
        let program = program()?;
        let mut deaths = Deaths::default();
        let mut last: Option<(String, Instant)> = None;
        loop {
            let orders = Orders {
                saved: last.as_ref().map(|(saved, _)| saved.clone()),
                away: last.as_ref().map(|(_, when)| when.elapsed()).unwrap_or_default(),
                cpu: deaths.cpu,
            };
            let (status, said) = match stage(&program, &orders) {
                Ok(ended) => ended,
                Err(_) if deaths.lately.is_empty() => return None,
                Err(error) => {
                    tell(&Diagnostic::error("", format!("the show died, and cannot be started again: {error}")));
                    return Some(ExitCode::FAILURE);
                }
            };
            let how = match (status.code(), status.signal()) {
                (Some(PANICKED), _) => "an error in the program".to_owned(),
                (Some(code), _) => return Some(u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)),
                (None, Some(signal)) if ASKED.contains(&signal) => {
                    return Some(u8::try_from(128 + signal).map_or(ExitCode::FAILURE, ExitCode::from));
                }
                (None, Some(signal)) => format!("signal {signal}"),
                (None, None) => "for no known reason".to_owned(),
            };
            last = said.or(last);
            if !deaths.note(Instant::now()) {
                let message =
                    format!("the show died {} times within a minute ({how}), and is not started again", super::MOST);
                tell(&Diagnostic::error("", message).hint("go on where it was: deckle PATH --resume --painter cpu"));
                return Some(ExitCode::FAILURE);
            }
            let painter = if deaths.cpu { ", painted by the CPU" } else { "" };
            remark(&format!("The show died ({how}); it goes on where it was{painter}."));
        }
    }

    /// Where this program is. Its file may have been replaced meanwhile; another edition is not what was begun with.
    fn program() -> Option<PathBuf> {
        let own = Path::new("/proc/self/exe");
        let found = std::env::current_exe().ok().filter(|path| path.is_file());
        found.or_else(|| own.exists().then(|| own.to_owned()))
    }

    /// Runs a stage to its end: how it ended, and what it said last and when.
    fn stage(program: &Path, orders: &Orders) -> std::io::Result<(ExitStatus, Option<(String, Instant)>)> {
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
        let heard = ours.try_clone()?;
        let listener = std::thread::spawn(move || last_line(BufReader::new(heard)));
        let status = child.wait();
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_death_in_a_minute_asks_for_the_cpu_and_the_fifth_is_the_last() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut deaths = Deaths::default();
        assert!(deaths.note(at(0)) && !deaths.cpu);
        assert!(deaths.note(at(60)) && !deaths.cpu, "a minute later");
        assert!(deaths.note(at(61)) && deaths.cpu);
        assert!(deaths.note(at(62)) && deaths.note(at(63)));
        assert!(!deaths.note(at(64)));
    }
}

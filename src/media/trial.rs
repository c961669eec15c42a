//! A drawing tried out where it can be ended: the bytes of an SVG file in, how large it can be painted or why it cannot out.
//! The program starts itself once more, with little memory and a deadline; what that child does with the drawing is its own
//! affair. Never parses or paints a drawing on the side of whoever asks.
//!
//! The child reads the drawing from its standard input and writes a line for every size that it painted, so that whatever
//! became of it, what it had done is known. No shell has a part in it, and no file.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use super::vector::{MAX_SVG_BYTES, Vector};
use super::{KEPT_SIDE, MediaError};

/// The argument by which the program knows that it is the child; people have no use for it.
pub const TRIAL_COMMAND: &str = "__try-drawing";
/// A trial that takes longer is ended.
pub const MAX_TRIAL: Duration = Duration::from_secs(2);
/// The memory that a trial may have, in bytes.
pub const MAX_TRIAL_BYTES: u64 = 1 << 30;
/// What all trials of a run may take together; whoever comes later is judged by an estimate.
pub const MAX_TRIALS: Duration = Duration::from_secs(60);
/// The sizes that are painted, one after the other: the longer side in pixels. The last is as much as any screen shows.
const SIDES: [u32; 3] = [1_280, 1_920, KEPT_SIDE];
/// A size is not tried if it is to take longer than this: the show would have to wait as long.
const MAX_PAINTING: Duration = Duration::from_millis(700);

/// What came of a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It can be painted with this many pixels on its longer side.
    Painted(u32),
    /// It cannot be shown.
    Refused(MediaError),
    /// There was no trial: the program could not be started, or it is another one, or the time of all trials is over.
    None,
}

/// Tries drawings out, each once.
#[derive(Debug)]
pub(super) struct Trials {
    program: PathBuf,
    known: Mutex<HashMap<[u8; 32], Verdict>>,
    spent: Mutex<Duration>,
}

impl Trials {
    /// By the program at `program`, which must call [`try_drawing`] when its only argument is [`TRIAL_COMMAND`].
    pub(super) fn new(program: PathBuf) -> Self {
        Self { program, known: Mutex::default(), spent: Mutex::default() }
    }

    /// What becomes of the drawing `svg`.
    pub(super) fn of(&self, svg: &str) -> Verdict {
        let hash: [u8; 32] = Sha256::digest(svg.as_bytes()).into();
        if let Some(known) = lock(&self.known).get(&hash) {
            return known.clone();
        }
        if *lock(&self.spent) >= MAX_TRIALS {
            return Verdict::None;
        }
        let begun = Instant::now();
        let verdict = self.held(svg);
        *lock(&self.spent) += begun.elapsed();
        lock(&self.known).insert(hash, verdict.clone());
        verdict
    }

    fn held(&self, svg: &str) -> Verdict {
        let child = Command::new(&self.program)
            .arg(TRIAL_COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        child.map_or(Verdict::None, |child| watched(child, svg))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives `svg` to `child` and waits for its answers until it ends, or ends it.
fn watched(mut child: Child, svg: &str) -> Verdict {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        // Neither waits for the other; both end when the child does, since nobody else holds its pipes.
        let writer = std::thread::Builder::new().name("trial".to_owned()).spawn_scoped(scope, move || {
            // A child that ended early reads no more, and its answer says why.
            stdin.map(|mut stdin| stdin.write_all(svg.as_bytes()))
        });
        let reader = std::thread::Builder::new().name("trial".to_owned()).spawn_scoped(scope, move || {
            // A few short lines; no child may fill our memory.
            let lines = stdout.map(|stdout| BufReader::new(stdout.take(4_096)).lines());
            for line in lines.into_iter().flatten().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        let begun = Instant::now();
        let mut answers = Vec::new();
        let late = loop {
            match receive.recv_timeout(MAX_TRIAL.saturating_sub(begun.elapsed())) {
                Ok(answer) => answers.push(answer),
                Err(RecvTimeoutError::Timeout) => break true,
                Err(RecvTimeoutError::Disconnected) => break false,
            }
        };
        // Already gone, if it was not late: then there is nothing to end.
        let _ = child.kill();
        let ended = child.wait();
        if writer.is_err() || reader.is_err() {
            return Verdict::None;
        }
        let well = ended.is_ok_and(|status| status.success());
        verdict(&answers, late, well)
    })
}

/// What `answers` say; `late` if the child was ended, `well` if it came to its end.
fn verdict(answers: &[String], late: bool, well: bool) -> Verdict {
    let mut painted = None;
    for answer in answers {
        match answer.split_once(' ') {
            Some(("painted", side)) => painted = side.parse().ok().or(painted),
            Some(("large", why)) => return Verdict::Refused(MediaError::TooLarge(plain(why))),
            Some(("broken", why)) => return Verdict::Refused(MediaError::Unreadable(plain(why))),
            Some(("refused", why)) => return Verdict::Refused(MediaError::Refused(plain(why))),
            _ => {}
        }
    }
    let begun = answers.iter().any(|answer| answer == BEGUN);
    let (seconds, bytes) = (MAX_TRIAL.as_secs(), MAX_TRIAL_BYTES >> 30);
    match painted {
        Some(side) => Verdict::Painted(side),
        None if !begun => Verdict::None,
        None if late => {
            Verdict::Refused(MediaError::TooLarge(format!("drawing it takes more than {seconds} seconds; {SIMPLER}")))
        }
        None if well => Verdict::None,
        None => Verdict::Refused(MediaError::TooLarge(format!(
            "drawing it takes more than {bytes} GiB of memory, or what draws it gives up; {SIMPLER}"
        ))),
    }
}

/// The remedy for a drawing that is too much.
pub(super) const SIMPLER: &str = "simplify it, or save it as a PNG";
/// The child's first line: it is one of us, and has the drawing.
const BEGUN: &str = "begun";

/// The child's words, which may quote the drawing: one short line of letters.
fn plain(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).take(300).collect()
}

/// The child's part: the drawing that `input` has is painted, and `output` told how it went. The process is to do nothing
/// else, before or after: its memory is limited from now on.
///
/// # Errors
/// If nobody reads the answers any more.
pub fn try_drawing(input: impl Read, mut output: impl Write) -> std::io::Result<()> {
    limit();
    let mut svg = Vec::new();
    input.take(MAX_SVG_BYTES as u64 + 1).read_to_end(&mut svg)?;
    let mut tell = |line: String| {
        output.write_all(line.as_bytes())?;
        output.write_all(b"\n")?;
        output.flush()
    };
    tell(BEGUN.to_owned())?;
    let vector = match std::str::from_utf8(&svg).map_err(|_| MediaError::Missing).and_then(Vector::unjudged) {
        Ok(vector) => vector,
        Err(MediaError::TooLarge(why)) => return tell(format!("large {}", plain(&why))),
        Err(MediaError::Refused(why)) => return tell(format!("refused {}", plain(&why))),
        Err(why) => return tell(format!("broken {}", plain(&why.to_string()))),
    };
    let (mut last, mut took) = (0, Duration::ZERO);
    for side in SIDES {
        let more = f64::from(side) / f64::from(last.max(1));
        if last > 0 && took.mul_f64(more * more) > MAX_PAINTING {
            return Ok(());
        }
        let begun = Instant::now();
        if !vector.try_at(side) {
            return tell(format!("broken what draws it gives up; {SIMPLER}"));
        }
        (last, took) = (side, begun.elapsed());
        tell(format!("painted {side}"))?;
    }
    Ok(())
}

/// Limits what this process may use.
#[cfg(target_os = "linux")]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at = |most| Rlimit { current: Some(most), maximum: Some(most) };
    // Without a limit there is still the deadline.
    let _ = setrlimit(Resource::As, at(MAX_TRIAL_BYTES));
    // Nobody wants what is left of it on the disk.
    let _ = setrlimit(Resource::Core, at(0));
    // If whoever waits for us is no more, this ends us.
    let _ = setrlimit(Resource::Cpu, at(MAX_TRIAL.as_secs() * 4));
}

/// Limits what this process may use: here only the deadline does.
#[cfg(not(target_os = "linux"))]
fn limit() {}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lines: &[&str], late: bool, well: bool) -> Verdict {
        verdict(&lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>(), late, well)
    }

    #[test]
    fn what_the_child_had_done_counts_whatever_became_of_it() {
        assert_eq!(said(&["begun", "painted 1280", "painted 1920"], false, true), Verdict::Painted(1920));
        assert_eq!(said(&["begun", "painted 1280"], true, false), Verdict::Painted(1280));
        assert_eq!(said(&["begun", "painted 1280"], false, false), Verdict::Painted(1280));
        let refused = |verdict: Verdict| match verdict {
            Verdict::Refused(MediaError::TooLarge(why)) => why,
            other => panic!("{other:?}"),
        };
        assert!(refused(said(&["begun"], true, false)).contains("2 seconds"));
        assert!(refused(said(&["begun"], false, false)).contains("1 GiB"));
        assert_eq!(refused(said(&["begun", "large it\u{1b}[2J is"], false, true)), "it[2J is");
    }

    #[test]
    fn another_program_is_no_trial() {
        assert_eq!(said(&["Usage: true"], false, false), Verdict::None);
        assert_eq!(said(&[], true, false), Verdict::None);
        assert_eq!(Trials::new(PathBuf::from("/nowhere/deckle")).of("<svg/>"), Verdict::None);
    }
}

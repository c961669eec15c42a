//! The show outlives its process: this one starts the program again as the stage, keeps what the stage says of the show, and
//! starts another stage with it when one dies. Never opens a deck, a font or a window itself.
//!
//! The two talk over the stage's standard input, which is a socket: one line of orders down, then a line for every change
//! up, and at the end, if somebody asks for it, the number of a signal down. When the supervisor is gone, the socket ends, and
//! so does the stage.

mod deaths;
#[cfg(unix)]
mod unix;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use deckle::present::Suspect;

#[cfg(not(unix))]
pub(crate) use elsewhere::{Link, run};
#[cfg(unix)]
pub(crate) use unix::{Link, run};

/// The first argument of a stage. People never give it.
pub(crate) const STAGE: &str = "__stage";

/// What a stage is to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Orders {
    /// What the stage before it said last: a `present::Saved` as JSON.
    pub(crate) saved: Option<String>,
    /// How long ago.
    pub(crate) away: Duration,
    /// Whether the CPU is to paint, whatever was asked for.
    pub(crate) cpu: bool,
    /// The pages that are to show their plain words.
    pub(crate) suspects: Vec<Suspect>,
    /// How long its loop may stand still.
    pub(crate) patience: Option<Duration>,
}

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

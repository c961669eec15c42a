//! The child's side of a trial: one drawing from the standard input, what became of it to the standard output. People never
//! call it, and it must never do anything else.

use super::{Failure, Outcome};

/// Tries the drawing out.
pub(crate) fn run() -> Outcome {
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    deckle::media::try_drawing(input, output).map_err(|_| Failure::NobodyReads)
}

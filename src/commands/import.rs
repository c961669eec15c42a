//! `deckle import`: the talks of a file of notes, as decks that a person edits. Never overwrites an edited deck unless
//! asked to.

use std::fmt::Write as _;

use deckle::book;
use deckle::diag::Diagnostic;
use deckle::notes::{self, Overwrite};
use deckle::text::for_terminal;

use super::{Failure, Outcome, print, tell_all};
use crate::cli::ImportArgs;

/// Writes one deck a talk and says which.
pub(crate) fn run(args: &ImportArgs) -> Outcome {
    let file = args.notes.display().to_string();
    let mut diagnostics = Vec::new();
    let text = book::read_text(&args.notes, &mut diagnostics)?;
    let session = notes::session(&file, &text);
    diagnostics.extend(session.iter().flat_map(|session| session.diagnostics.iter().cloned()));
    tell_all(&diagnostics);
    let session = session.ok_or_else(|| {
        Failure::Failed(Box::new(Diagnostic::error(&file, "there are no talks in this file").hint(format!(
            "a talk is a heading with a line `> speaker - link` below it; a single deck needs no import: deckle {file}"
        ))))
    })?;
    let overwrite = if args.force { Overwrite::Always } else { Overwrite::Never };
    let written =
        notes::write(&session, &args.out, overwrite).map_err(|error| Failure::failed(error.to_string(), ""))?;
    let _ = written;
    let mut out = String::new();
    let _ = writeln!(out, "wrote {} decks to {}", session.decks.len(), for_terminal(&args.out.display().to_string()));
    print(&out)
}

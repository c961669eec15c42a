//! `deckle import`: the talks of a file of notes, as decks that a person edits. Never overwrites an edited deck unless
//! asked to.

use deckle::book;
use deckle::diag::Diagnostic;
use deckle::notes::{self, Overwrite};
use deckle::text::for_terminal;

use super::{Failure, Outcome, print, tell, tell_all};
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
    let overwrite = if args.force { Overwrite::Force } else { Overwrite::Never };
    let written =
        notes::write(&session, &args.out, overwrite).map_err(|error| Failure::failed(error.to_string(), ""))?;
    let folder = for_terminal(&args.out.display().to_string());
    for other in &written.others {
        let told = Diagnostic::warning(&other.display().to_string(), "this deck is not from these notes");
        tell(&told.hint("it is part of the session as long as it is in this folder"));
    }
    let kept = match written.unchanged.len() {
        0 => String::new(),
        count => format!(", {count} were there already"),
    };
    print(&format!("wrote {} to {folder}{kept}\n", decks(written.written.len())))
}

fn decks(count: usize) -> String {
    if count == 1 { "1 deck".to_owned() } else { format!("{count} decks") }
}

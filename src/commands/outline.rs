//! `deckle outline`: which talks and pages there are, for a person or as JSON. Never writes a file.

use deckle::book::BookOptions;
use deckle::fonts::FontCx;
use deckle::outline;

use super::{Outcome, lay_out, open, print};
use crate::cli::{LookArgs, OutlineArgs};

/// Prints the outline of what is at the path.
pub(crate) fn run(args: &OutlineArgs) -> Outcome {
    let book = open(&args.path, &LookArgs::default(), BookOptions::default().aspect)?;
    let mut cx = FontCx::with_system_fonts();
    lay_out(&book, &mut cx);
    let listing = outline::outline(&book, &mut cx);
    print(&if args.json { outline::to_json(&listing) } else { outline::to_text(&listing) })
}

//! `deckle dump`: pages as stable text, for tests and for bug reports. Never paints.

use std::fmt::Write as _;

use deckle::book::BookOptions;
use deckle::fonts::FontCx;
use deckle::scene;
use deckle::text::for_terminal;

use super::{Failure, Outcome, config, lay_out, open, pages, print};
use crate::cli::DumpArgs;

/// Prints the scenes of what is at the path: of each deck all pages, or the one asked for.
pub(crate) fn run(args: &DumpArgs) -> Outcome {
    let look = config::look(&args.look, &config::sound(&args.config)?);
    let book = open(&args.path, &look, BookOptions::default().aspect)?;
    let mut cx = FontCx::with_system_fonts();
    lay_out(&book, &mut cx);
    let mut out = String::new();
    let mut longest = 0;
    for deck in 0..book.len() {
        let stem = for_terminal(&book.deck(deck).stem);
        let all = book.pages(&mut cx, deck);
        longest = longest.max(all.len());
        for (number, page) in (1..).zip(all) {
            if args.page.is_none_or(|wanted| wanted.get() == number) {
                let _ = writeln!(out, "page {stem} {number}");
                out.push_str(&scene::dump(&page.scene));
            }
        }
    }
    match args.page {
        Some(wanted) if wanted.get() > longest => Err(Failure::usage(
            format!("there is no page {wanted}"),
            format!("the longest deck has {}", pages(longest)),
        )),
        _ => print(&out),
    }
}

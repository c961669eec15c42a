//! `deckle themes`: which looks there are, or the file of one as a start for another. Never writes a file.

use std::fmt::Write as _;

use deckle::theme;

use super::{Outcome, print};
use crate::cli::ThemesArgs;

/// Lists the themes, or prints the one that was named.
pub(crate) fn run(args: &ThemesArgs) -> Outcome {
    if let Some(text) = args.name.as_deref().and_then(theme::source) {
        return print(text);
    }
    let longest = theme::looks().map(|theme| theme.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for theme in theme::looks() {
        let _ = writeln!(out, "{:longest$}  {}", theme.name, theme.about);
    }
    print(&out)
}

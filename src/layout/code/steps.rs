//! The steps of a block of code on one of its pages: which lines stand out from which step to which. A page shows only
//! highlights of its own lines, and the first of them at once: nobody looks at a page where all is dimmed.

use std::ops::Range;

use crate::markdown::Highlight;

/// A highlight on a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step<'a> {
    /// It shows from this step of the block on.
    pub(super) from: u16,
    /// It is gone from this one on, if another follows.
    pub(super) until: Option<u16>,
    /// What stands out.
    pub(super) what: &'a Highlight,
}

/// Whether `line`, counted from 0, stands out.
pub(super) fn stands_out(highlight: &Highlight, line: usize) -> bool {
    match highlight {
        Highlight::All => true,
        Highlight::Lines(ranges) => ranges
            .iter()
            .any(|&(from, to)| u32::try_from(line).is_ok_and(|line| (from..=to).contains(&line.saturating_add(1)))),
    }
}

/// The steps of a page that shows `lines` of a block with the highlights `all`; empty if nothing is ever dimmed on it.
pub(super) fn of_page(all: &[Highlight], lines: Range<usize>) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (n, what) in all.iter().enumerate() {
        let here = lines.clone().any(|line| stands_out(what, line));
        let again = steps.last().is_some_and(|last| last.what == what);
        if !here || again {
            continue;
        }
        let from = if steps.is_empty() { 0 } else { u16::try_from(n).unwrap_or(u16::MAX) };
        if let Some(last) = steps.last_mut() {
            last.until = Some(from);
        }
        steps.push(Step { from, until: None, what });
    }
    if steps.iter().all(|step| *step.what == Highlight::All) {
        steps.clear();
    }
    steps
}

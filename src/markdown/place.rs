//! Where bytes of a text stand in its file. Bytes in, lines and diagnostics out; it must never panic over a byte that is
//! not there.

use std::ops::Range;

use crate::diag::{Diagnostic, Lines};

/// A text and where it stands in its file.
pub(super) struct Place<'a> {
    file: &'a str,
    pub(super) text: &'a str,
    first_line: u32,
    starts: Vec<usize>,
}

impl<'a> Place<'a> {
    /// The place of `text`, which begins on line `first_line` of `file`.
    pub(super) fn new(file: &'a str, text: &'a str, first_line: u32) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { file, text, first_line, starts }
    }

    fn row(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The line of a byte.
    pub(super) fn line(&self, at: usize) -> u32 {
        self.first_line.saturating_add(u32::try_from(self.row(at)).unwrap_or(u32::MAX))
    }

    /// The lines of a range, without the blank lines around it.
    pub(super) fn lines(&self, range: &Range<usize>) -> Lines {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let from = range.start + (whole.len() - whole.trim_start().len());
        let to = range.start + whole.trim_end().len();
        if from >= to {
            let line = self.line(range.start);
            return Lines::new(line, line);
        }
        Lines::new(self.line(from), self.line(to - 1))
    }

    /// A warning that quotes a line.
    pub(super) fn warning_on(&self, line: u32, message: &str) -> Diagnostic {
        let row = usize::try_from(line.saturating_sub(self.first_line)).unwrap_or(0);
        self.warning(self.starts.get(row).copied().unwrap_or(0), message)
    }

    /// A warning that quotes the line of a byte.
    pub(super) fn warning(&self, at: usize, message: &str) -> Diagnostic {
        let start = self.starts.get(self.row(at)).copied().unwrap_or(0);
        let quote = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let column = self.text.get(start..at).unwrap_or_default().chars().count() + 1;
        Diagnostic::warning(self.file, message).at(self.line(at), u32::try_from(column).unwrap_or(u32::MAX), quote)
    }
}

//! Columns as they are written: what stands between `columns` and its end goes in, one block comes out. Never gives a
//! column a width, and never loses a block.

use crate::diag::Lines;
use crate::markdown::{Block, BlockKind, Column};

/// The most columns that stand side by side.
pub(super) const MAX_COLUMNS: usize = 6;

/// Columns that are still open.
#[derive(Debug, Default)]
pub(super) struct Columns {
    columns: Vec<Vec<Block>>,
    /// The shares of the width, as far as they are given.
    shares: Vec<f32>,
    /// The column that is being filled.
    at: usize,
    /// Whether a column was begun by name: blocks before that are a first one.
    begun: bool,
    lines: Lines,
    /// Headings in them start no slide.
    pub(super) keeps_headings: bool,
}

impl Columns {
    /// Columns of these shares, opened on these lines.
    pub(super) fn new(shares: Vec<f32>, lines: Lines) -> Self {
        Self { shares, lines, columns: vec![Vec::new()], ..Self::default() }
    }

    /// The column that is being filled.
    pub(super) fn blocks(&mut self) -> &mut Vec<Block> {
        while self.columns.len() <= self.at {
            self.columns.push(Vec::new());
        }
        // There are more than `at` now; the last one is only for a compiler that does not know.
        let at = self.at.min(self.columns.len() - 1);
        &mut self.columns[at]
    }

    /// Goes on to the next column, or to the one at `index`; gives whether there is one more.
    pub(super) fn begin(&mut self, index: Option<usize>) -> bool {
        let is_first = !self.begun && self.columns.len() == 1 && self.blocks().is_empty();
        self.begun = true;
        let next = index.unwrap_or(if is_first { 0 } else { self.columns.len() });
        self.at = next.min(MAX_COLUMNS - 1);
        self.blocks();
        next < MAX_COLUMNS
    }

    /// Goes on to the next column, which has this share.
    pub(super) fn begin_share(&mut self, share: f32) -> bool {
        let fits = self.begin(None);
        self.shares.truncate(self.at);
        self.shares.resize(self.at, share);
        self.shares.push(share);
        fits
    }

    /// The columns as a block; as plain blocks if but one of them holds anything.
    pub(super) fn close(mut self) -> Vec<Block> {
        while self.columns.last().is_some_and(Vec::is_empty) {
            self.columns.pop();
        }
        if self.columns.iter().filter(|blocks| !blocks.is_empty()).count() < 2 {
            return self.columns.into_iter().flatten().collect();
        }
        let lines = self.columns.iter().flatten().fold(self.lines, |lines, block| lines.join(block.lines));
        let usual =
            if self.shares.is_empty() { 1.0 } else { self.shares.iter().sum::<f32>() / self.shares.len() as f32 };
        let mut shares = self.shares.into_iter().chain(std::iter::repeat(usual));
        let column = |blocks| Column { share: shares.next().unwrap_or(usual), blocks };
        let columns = self.columns.into_iter().map(column).collect();
        vec![Block::new(BlockKind::Columns(columns), lines)]
    }
}

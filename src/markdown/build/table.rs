//! Tables. Their cells go in one by one, a table comes out in which every row is as long as the head.

use pulldown_cmark::Alignment;

use super::Builder;
use crate::diag::Lines;
use crate::markdown::{Align, Block, BlockKind, Inline, Table};

/// A table that is being read.
pub(super) struct Rows {
    table: Table,
    row: Vec<Vec<Inline>>,
    comments: Vec<Block>,
    lines: Lines,
}

impl Rows {
    /// A table with these columns.
    pub(super) fn new(align: &[Alignment], lines: Lines) -> Self {
        let align = align
            .iter()
            .map(|align| match align {
                Alignment::None => Align::Auto,
                Alignment::Left => Align::Left,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::Right,
            })
            .collect();
        Self { table: Table { align, ..Table::default() }, row: Vec::new(), comments: Vec::new(), lines }
    }
}

impl Builder<'_> {
    pub(super) fn end_cell(&mut self) {
        let (cell, comments) = self.take_line();
        if let Some(rows) = &mut self.table {
            rows.row.push(cell);
            rows.comments.extend(comments);
        }
    }

    pub(super) fn end_row(&mut self, head: bool) {
        let Some(rows) = &mut self.table else { return };
        let mut row = std::mem::take(&mut rows.row);
        row.resize_with(rows.table.align.len(), Vec::new);
        if head {
            rows.table.head = row;
        } else {
            rows.table.rows.push(row);
        }
    }

    pub(super) fn end_table(&mut self) {
        let Some(Rows { table, comments, lines, .. }) = self.table.take() else { return };
        self.block(BlockKind::Table(table), lines);
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.extend(comments);
        }
    }
}

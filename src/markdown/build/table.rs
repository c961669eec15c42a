//! Tables. Their cells go in one by one, a table comes out in which every row is as long as the head; what is too much is
//! cut, and under the table stands how much.

use pulldown_cmark::Alignment;

use super::Builder;
use crate::diag::Lines;
use crate::markdown::limits::{self, MAX_CHARS, MAX_COLUMNS, MAX_ROWS};
use crate::markdown::{Align, Block, BlockKind, Inline, Run, Table, plain};

/// A table that is being read.
pub(super) struct Rows {
    table: Table,
    row: Vec<Vec<Inline>>,
    /// How many columns it was written with.
    columns: usize,
    /// How many characters its cells have.
    chars: usize,
    /// How many rows were cut.
    cut: usize,
    comments: Vec<Block>,
    lines: Lines,
}

impl Rows {
    /// A table with these columns.
    pub(super) fn new(align: &[Alignment], lines: Lines) -> Self {
        let columns = align.len();
        let align = align
            .iter()
            .take(MAX_COLUMNS)
            .map(|align| match align {
                Alignment::None => Align::Auto,
                Alignment::Left => Align::Left,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::Right,
            })
            .collect();
        let table = Table { align, ..Table::default() };
        Self { table, row: Vec::new(), columns, chars: 0, cut: 0, comments: Vec::new(), lines }
    }

    fn is_full(&self) -> bool {
        self.table.rows.len() >= MAX_ROWS || self.chars > MAX_CHARS
    }
}

impl Builder<'_> {
    pub(super) fn end_cell(&mut self) {
        let (cell, comments) = self.take_line();
        if let Some(rows) = &mut self.table {
            if rows.row.len() < rows.table.align.len() && !rows.is_full() {
                rows.chars += plain(&cell).chars().count();
                rows.row.push(cell);
            }
            rows.comments.extend(comments);
        }
    }

    pub(super) fn end_row(&mut self, head: bool) {
        let Some(rows) = &mut self.table else { return };
        let mut row = std::mem::take(&mut rows.row);
        // A row that filled the table is kept as far as it goes.
        if rows.is_full() && row.is_empty() {
            rows.cut += 1;
            return;
        }
        row.resize_with(rows.table.align.len(), Vec::new);
        if head {
            rows.table.head = row;
        } else {
            rows.table.rows.push(row);
        }
    }

    pub(super) fn end_table(&mut self) {
        let Some(Rows { table, columns, cut, comments, lines, .. }) = self.table.take() else { return };
        let shown = [table.align.len(), table.rows.len()];
        self.block(BlockKind::Table(table), lines);
        let beyond = [(columns - shown[0], "columns"), (cut, "rows")];
        for ((count, things), shown) in beyond.into_iter().zip(shown).filter(|((count, _), _)| *count > 0) {
            let text = limits::mark(count, things);
            self.block(BlockKind::Paragraph(vec![Inline::Text(Run { text, ..Run::default() })]), lines);
            let [count, shown] = [count + shown, shown].map(limits::grouped);
            let message = format!("this table has {count} {things}; {shown} are shown");
            self.diagnostics.push(self.place.warning_on(lines.from, &message).hint("part it into several tables"));
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.extend(comments);
        }
    }
}

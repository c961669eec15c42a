//! The order on the screen: hits in, rows of cells out, and the ways from cell to cell. Knows no sizes.

use std::ops::Range;

use super::{Kind, Way};
use crate::show::browse::search::Hit;

/// A row on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// What stands over the hit of this number and those after it.
    Head(usize),
    /// The hits of these numbers, side by side.
    Cells(Range<usize>),
}

/// Whether `hit` stands under another head than the one `before` it.
fn parts(kind: Kind, before: &Hit, hit: &Hit) -> bool {
    match kind {
        Kind::Overview => before.at.deck != hit.at.deck,
        Kind::Picker => before.what != hit.what,
    }
}

/// Whether anything has a head: talks if there are several, parts of the list as long as nothing was typed.
pub(super) fn headed(kind: Kind, talks: usize, query: &str) -> bool {
    match kind {
        Kind::Overview => talks > 1,
        Kind::Picker => query.trim().is_empty(),
    }
}

/// `hits` in rows of at most `columns` cells. Where they are headed, each part begins a row under its head.
pub(super) fn rows(hits: &[Hit], kind: Kind, columns: usize, headed: bool) -> Vec<Row> {
    let columns = columns.max(1);
    let mut rows = Vec::with_capacity(hits.len() / columns + 2);
    let mut from = 0;
    while from < hits.len() {
        let part = hits.get(from..).unwrap_or_default();
        let long = part.windows(2).position(|pair| headed && matches!(pair, [a, b] if parts(kind, a, b)));
        let to = long.map_or(hits.len(), |long| from + long + 1);
        if headed {
            rows.push(Row::Head(from));
        }
        while from < to {
            let end = (from + columns).min(to);
            rows.push(Row::Cells(from..end));
            from = end;
        }
    }
    rows
}

/// The number of the row with the hit `selected`.
pub(super) fn row_of(rows: &[Row], selected: usize) -> usize {
    let before = |row: &Row| match row {
        Row::Head(first) => *first <= selected,
        Row::Cells(cells) => cells.start <= selected,
    };
    rows.partition_point(before).saturating_sub(1)
}

/// Where `way` leads from the hit `selected`, `screen` rows being seen at once.
pub(super) fn step(rows: &[Row], selected: usize, way: Way, screen: usize) -> usize {
    let last = rows.iter().rev().find_map(|row| match row {
        Row::Cells(cells) => cells.end.checked_sub(1),
        Row::Head(_) => None,
    });
    let Some(last) = last else { return 0 };
    let page = screen.saturating_sub(1).max(1);
    match way {
        Way::On | Way::Right => (selected + 1).min(last),
        Way::Back | Way::Left => selected.saturating_sub(1),
        Way::First => 0,
        Way::Last => last,
        Way::Up => vertical(rows, selected, -1),
        Way::Down => vertical(rows, selected, 1),
        Way::ScreenUp => vertical(rows, selected, -isize::try_from(page).unwrap_or(1)),
        Way::ScreenDown => vertical(rows, selected, isize::try_from(page).unwrap_or(1)),
    }
}

/// `by` rows of cells down, or up, in the same column as far as there is one.
fn vertical(rows: &[Row], selected: usize, by: isize) -> usize {
    let cells = |row: &Row| match row {
        Row::Cells(cells) => Some(cells.clone()),
        Row::Head(_) => None,
    };
    let here = row_of(rows, selected);
    let column = rows.get(here).and_then(cells).map_or(0, |own| selected.saturating_sub(own.start));
    let far = by.unsigned_abs();
    let reached = if by < 0 {
        rows.get(..here).unwrap_or_default().iter().rev().filter_map(cells).take(far).last()
    } else {
        rows.get(here + 1..).unwrap_or_default().iter().filter_map(cells).take(far).last()
    };
    reached.map_or(selected, |row| row.start + column.min(row.len().saturating_sub(1)))
}

/// The hit nearest to `selected` whose row is among those seen.
pub(super) fn into_view(rows: &[Row], selected: usize, seen: Range<usize>) -> usize {
    let here = row_of(rows, selected);
    if seen.contains(&here) || seen.is_empty() {
        return selected;
    }
    let own = rows.get(here);
    let column = match own {
        Some(Row::Cells(cells)) => selected.saturating_sub(cells.start),
        _ => 0,
    };
    let seen = rows.get(seen.start..seen.end.min(rows.len())).unwrap_or_default();
    let mut cells = seen.iter().filter_map(|row| match row {
        Row::Cells(cells) => Some(cells),
        Row::Head(_) => None,
    });
    let above = seen.first().is_some_and(|first| match first {
        Row::Head(first) => *first > selected,
        Row::Cells(cells) => cells.start > selected,
    });
    let row = if above { cells.next() } else { cells.next_back() };
    row.map_or(selected, |row| row.start + column.min(row.len().saturating_sub(1)))
}

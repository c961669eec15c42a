//! Rows of tables: shaped cells in, heights out while a page is planned, places when it is filled. Words keep their order
//! whatever happens: a row that is higher than a page is cut into bands, and no band has a word that comes before one of
//! an earlier band. Never leaves the width that it is given.

use std::ops::Range;
use std::sync::Arc;

use super::Cx;
use super::columns::{Need, widths};
use super::picture::Figure;
use super::set::Set;
use super::sheet::Sheet;
use super::size::text_scale;
use crate::geom::{Point, Rect, Size};
use crate::markdown::Align;
use crate::scene::{Element, Fill, TextBlock, TextRole};
use crate::theme::Theme;

/// A cell takes at most this part of a page before it is cut.
const LONGEST_CELL: f32 = 0.4;
/// Pictures in cells are at most this high, as part of the page: `Figure` takes a little more than half of its room.
const PICTURE_ROOM: f32 = 0.45;
/// How fast the space above and below the words of a row is given up when the text shrinks.
const TIGHTER: f32 = 2.1;

/// What a cell is made of, top to bottom.
#[derive(Debug)]
pub(super) enum Piece {
    Text(Set),
    Picture(Figure),
}

/// A cell.
#[derive(Debug)]
pub(super) struct Cell {
    /// Its column; `None` for a cell over the whole width.
    pub(super) column: Option<usize>,
    pub(super) align: Align,
    pub(super) role: TextRole,
    pub(super) pieces: Vec<Piece>,
}

/// What a row is in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// The names of the columns, above a line of ink.
    Head,
    /// The first cell of a record, above the others.
    Title,
    /// A row under one of those, which is repeated above it where a page begins.
    Under,
    /// A row that stands for itself.
    Free,
}

/// What all rows of a table share: what its columns need, unscaled. Heads keep their size when the rest shrinks.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) heads: Vec<Need>,
    pub(super) bodies: Vec<Need>,
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct TableRow {
    pub(super) kind: RowKind,
    pub(super) cells: Vec<Cell>,
    pub(super) shape: Arc<Shape>,
    /// Space above and below the words.
    pub(super) pad: (f32, f32),
    /// The line at its foot.
    pub(super) line: f32,
    /// Whether it is mirrored once it is put, and so runs from right to left.
    pub(super) mirrored: bool,
}

/// How a row is set: in which columns, how large.
struct Setting {
    columns: Vec<(f32, f32)>,
    width: f32,
    /// Scale of the text, and of the space around it.
    factor: f32,
    pad: (f32, f32),
    /// Room of a page.
    height: f32,
}

/// What is moved as one within a cell: a line, or a picture.
struct Unit {
    piece: usize,
    /// Bytes of the text of its piece.
    range: Option<Range<usize>>,
    height: f32,
}

/// A part of a row that is never split: which units of which cells, as high as the highest.
#[derive(Debug, Default, PartialEq)]
struct Band {
    height: f32,
    parts: Vec<(usize, Range<usize>)>,
}

/// The distance between columns of a table in `room`.
pub(super) fn gap(room: f32) -> f32 {
    (room * 0.035).clamp(12.0, 36.0)
}

impl Shape {
    /// What the columns need when their text is set at `factor`.
    fn needs(&self, factor: f32) -> Vec<Need> {
        let scaled = |need: &Need| Need { least: need.least * factor, most: need.most * factor, ..*need };
        self.heads.iter().zip(&self.bodies).map(|(head, body)| scaled(body).join(*head)).collect()
    }

    /// The widths of the columns in `room` at `factor`, if no word has to be broken for them.
    pub(super) fn widths(&self, room: f32, factor: f32) -> Option<Vec<f32>> {
        widths(&self.needs(factor), room, gap(room))
    }

    /// The largest factor up to `most` at which the columns fit, and their widths.
    fn fitted(&self, theme: &Theme, room: f32, most: f32) -> (f32, Vec<f32>) {
        let least = text_scale(theme, theme.table.size, theme.shrink);
        let steps = [1.0, 0.95, 0.9, 0.85, 0.8].map(|step| text_scale(theme, theme.table.size, step).max(least));
        for factor in std::iter::once(most).chain(steps.into_iter().filter(|&step| step < most)) {
            if let Some(widths) = self.widths(room, factor) {
                return (factor, widths);
            }
        }
        let count = self.bodies.len().max(1) as f32;
        let width = ((room - gap(room) * (count - 1.0)) / count).max(1.0);
        (most.min(least), vec![width; self.bodies.len()])
    }
}

impl TableRow {
    fn setting(&self, theme: &Theme, room: Size, scale: f32) -> Setting {
        let most = text_scale(theme, theme.table.size, scale);
        let (factor, widths) = self.shape.fitted(theme, room.width, most);
        let mut x = 0.0;
        let mut columns = Vec::with_capacity(widths.len());
        for width in widths {
            columns.push((x, width));
            x += width + gap(room.width);
        }
        let width = columns.last().map_or(room.width, |(x, width)| x + width).min(room.width);
        let tight = (1.0 - TIGHTER * (1.0 - scale)).clamp(0.4, 1.0);
        let pad = (self.pad.0 * tight, self.pad.1 * tight);
        Setting { columns, width, factor, pad, height: room.height }
    }

    /// Scale of the text of its cells.
    fn factor(&self, setting: &Setting, cell: &Cell) -> f32 {
        let label = self.kind == RowKind::Head || cell.role == TextRole::Repeat;
        if label { 1.0 } else { setting.factor }
    }

    fn place_of(setting: &Setting, cell: &Cell) -> (f32, f32) {
        cell.column.map_or((0.0, setting.width), |n| setting.columns.get(n).copied().unwrap_or((0.0, setting.width)))
    }

    /// Wraps its cells and gives what is moved as one in each.
    fn units(&mut self, cx: &mut Cx<'_>, setting: &Setting, scale: f32) -> Vec<Vec<Unit>> {
        let mut out = Vec::with_capacity(self.cells.len());
        for n in 0..self.cells.len() {
            let factor = self.factor(setting, &self.cells[n]);
            let cell = &mut self.cells[n];
            let (_, width) = Self::place_of(setting, cell);
            let mut units = Vec::new();
            for (piece, content) in cell.pieces.iter_mut().enumerate() {
                match content {
                    Piece::Text(set) => {
                        set.wrap(cx.fonts, width / factor);
                        let heights: Vec<f32> = set.block.lines().map(|line| line.height * factor).collect();
                        let lines = set.line_ranges().into_iter().zip(heights);
                        units.extend(lines.map(|(range, height)| Unit { piece, range: Some(range), height }));
                    }
                    Piece::Picture(figure) => {
                        let height = figure.size_in(picture_room(width, setting), scale).height + 8.0;
                        units.push(Unit { piece, range: None, height });
                    }
                }
            }
            out.push(units);
        }
        out
    }

    /// Its width in `room`.
    pub(super) fn width(&self, cx: &Cx<'_>, room: Size, scale: f32) -> f32 {
        self.setting(cx.theme, room, scale).width
    }

    /// Its height in `room`, and the heights of the bands that it can be cut into.
    pub(super) fn measure(&mut self, cx: &mut Cx<'_>, room: Size, scale: f32) -> (f32, Vec<f32>) {
        let setting = self.setting(cx.theme, room, scale);
        let units = self.units(cx, &setting, scale);
        let edges = setting.pad.0 + setting.pad.1 + self.line;
        let highest = highest(cx.theme, &units);
        let mut bands: Vec<f32> =
            bands(&units, room.height * LONGEST_CELL).into_iter().map(|band| band.height).collect();
        if let Some(first) = bands.first_mut() {
            *first += setting.pad.0;
        }
        if let Some(last) = bands.last_mut() {
            *last += setting.pad.1 + self.line;
        }
        (highest + edges, bands)
    }

    /// Puts it, or one of its bands, at `at`; `role` is what its words are, if not what its cells say.
    pub(super) fn put(
        &mut self,
        cx: &mut Cx<'_>,
        sheet: &mut Sheet<'_>,
        (at, room, scale): (Point, Size, f32),
        (band, role): (Option<usize>, Option<TextRole>),
    ) {
        let setting = self.setting(cx.theme, room, scale);
        let units = self.units(cx, &setting, scale);
        let bands = bands(&units, room.height * LONGEST_CELL);
        let whole = || Band {
            height: highest(cx.theme, &units),
            parts: units.iter().enumerate().map(|(n, units)| (n, 0..units.len())).collect(),
        };
        let (shown, first, last) = match band {
            Some(n) => (bands.into_iter().enumerate().find(|(m, _)| *m == n).map(|(_, band)| band), n == 0, false),
            None => (Some(whole()), true, true),
        };
        let Some(shown) = shown else { return };
        let last = last || band.is_some_and(|n| n + 1 == bands_of(&units, room));
        let mut y = at.y + if first { setting.pad.0 } else { 0.0 };
        let baselines = self.cells.iter().filter_map(|cell| cell.baseline(self.factor(&setting, cell)));
        let baseline = baselines.fold(0.0, f32::max);
        for (n, range) in &shown.parts {
            let Some((cell, units)) = self.cells.get(*n).zip(units.get(*n)) else { continue };
            let factor = self.factor(&setting, cell);
            let role = role.unwrap_or(cell.role);
            let placing = Placing { setting: &setting, factor, scale, role, mirrored: self.mirrored };
            // Small words stand on the line of large ones.
            let y = y + if first { baseline - cell.baseline(factor).unwrap_or(baseline) } else { 0.0 };
            let names = self.kind == RowKind::Head || self.kind == RowKind::Title || cell.role == TextRole::Repeat;
            let element = if names { Element::Header } else { Element::Cell };
            sheet.within(element, |sheet| {
                cell.put(cx, sheet, (units.get(range.clone()).unwrap_or(&[]), Point::new(at.x, y)), &placing);
            });
        }
        y += shown.height + setting.pad.1;
        if last && self.line > 0.0 {
            let color = if self.kind == RowKind::Head { cx.theme.ink } else { cx.theme.rule };
            let rect = Rect::new(at.x, y, setting.width, self.line);
            sheet.layer().fills.push(Fill { rect, radius: 0.0, color });
        }
    }
}

/// How a cell is put.
struct Placing<'a> {
    setting: &'a Setting,
    factor: f32,
    scale: f32,
    role: TextRole,
    mirrored: bool,
}

impl Cell {
    /// Distance of its first baseline from its top, if it begins with words.
    fn baseline(&self, factor: f32) -> Option<f32> {
        match self.pieces.first()? {
            Piece::Text(set) => Some(set.block.lines().next()?.baseline * factor),
            Piece::Picture(_) => None,
        }
    }

    /// Puts `units` of it, the first at `at.y`; the table's left edge is at `at.x`.
    fn put(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, (units, at): (&[Unit], Point), how: &Placing<'_>) {
        let (x, width) = TableRow::place_of(how.setting, self);
        let room = width / how.factor;
        let left = |own: f32| match self.align {
            Align::Auto | Align::Left => 0.0,
            Align::Center => ((width - own) / 2.0).max(0.0),
            Align::Right => (width - own).max(0.0),
        };
        let beside = |block: &TextBlock, factor: f32| {
            let (right, from, all) = (block.size().width * factor, block.left() * factor, block.box_width() * factor);
            match self.align {
                // A text is mirrored with its box: what is to stand in the middle, or at the right, is moved against that.
                Align::Center if how.mirrored => (width + right - from) / 2.0 - all + from,
                _ if how.mirrored => right - all,
                Align::Center => left(right - from) - from,
                _ => left(right),
            }
        };
        let mut y = at.y;
        let mut n = 0;
        while let Some(unit) = units.get(n) {
            let lines = units[n..].iter().take_while(|next| next.piece == unit.piece).count();
            match &self.pieces[unit.piece] {
                Piece::Picture(figure) => {
                    let size = figure.size_in(picture_room(width, how.setting), how.scale);
                    figure.put(cx, sheet, Rect::new(at.x + x + left(size.width), y + 4.0, size.width, size.height));
                }
                Piece::Text(set) if lines == 1 && set.block.line_count() == 1 => {
                    let x = x + beside(&set.block, how.factor);
                    set.put(sheet, Point::new(at.x + x, y), how.factor, how.role);
                }
                // All of a text that needs no aligning is put as it was wrapped.
                Piece::Text(set) if left(0.0) == 0.0 && lines == set.block.line_count() => {
                    set.put(sheet, Point::new(at.x + x, y), how.factor, how.role);
                }
                Piece::Text(set) => {
                    let mut top = y;
                    for unit in &units[n..n + lines] {
                        let Some(range) = unit.range.clone() else { continue };
                        let line = set.line(cx.fonts, range, room);
                        let factor = how.factor * line.squeezed(room);
                        let x = x + beside(&line.block, factor);
                        line.put(sheet, Point::new(at.x + x, top), factor, how.role);
                        top += unit.height;
                    }
                }
            }
            y += height_of(&units[n..n + lines]);
            n += lines;
        }
    }
}

/// The height of a row of `cells`, with some air for the smaller ones to stand on the line of the larger, though all of them be empty.
fn highest(theme: &Theme, cells: &[Vec<Unit>]) -> f32 {
    cells.iter().map(|units| height_of(units)).fold(theme.table_head.line, f32::max)
}

/// What a picture in a cell may take.
fn picture_room(width: f32, setting: &Setting) -> Size {
    Size::new(width, setting.height * PICTURE_ROOM)
}

fn height_of(units: &[Unit]) -> f32 {
    units.iter().map(|unit| unit.height).sum()
}

fn bands_of(units: &[Vec<Unit>], room: Size) -> usize {
    bands(units, room.height * LONGEST_CELL).len()
}

/// Cuts a row so that words stay in order: cells stand side by side up to the first that is higher than `limit`; that one
/// goes on line by line, and beside its last line the next ones begin.
fn bands(cells: &[Vec<Unit>], limit: f32) -> Vec<Band> {
    let mut out = Vec::new();
    let mut open = Band::default();
    for (n, units) in cells.iter().enumerate() {
        let height = height_of(units);
        if height <= limit || units.len() < 2 {
            open.height = open.height.max(height);
            open.parts.push((n, 0..units.len()));
            continue;
        }
        let mut count = 1;
        let mut height = units[0].height;
        while count + 1 < units.len() && height + units[count].height <= open.height {
            height += units[count].height;
            count += 1;
        }
        open.height = open.height.max(height);
        open.parts.push((n, 0..count));
        out.push(std::mem::take(&mut open));
        for (m, unit) in units.iter().enumerate().skip(count) {
            let band = Band { height: unit.height, parts: vec![(n, m..m + 1)] };
            if m + 1 == units.len() { open = band } else { out.push(band) }
        }
    }
    out.push(open);
    out
}

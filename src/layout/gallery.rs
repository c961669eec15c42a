//! Pictures in a row or a grid: figures and a room in, rows of equal width out, each picture whole, its caption under it.
//! One picture alone is a grid of one. Rows are chosen so that the pictures are as large as they can be, alike in height.
//! Never parts a picture from its caption, and never enlarges one beyond its limit.

use super::Cx;
use super::picture::{CAPTION_GAP, Figure};
use super::set::Set;
use super::sheet::Sheet;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Element, TextRole};

/// Space between pictures, across and down.
const GAP: f32 = 16.0;
/// The most pictures of one grid.
pub(super) const MOST: usize = 9;
/// A grid whose pictures captions make smaller than this is none.
const LEAST_HEIGHT: f32 = 60.0;
/// The share of the width from which a row keeps to the margin: a few units off it would look like a mistake.
const NEARLY: f32 = 0.9;

/// Where the pictures of a grid stand.
pub(super) struct Grid {
    /// Its rows from top to bottom.
    rows: Vec<Row>,
    size: Size,
}

struct Row {
    /// How tall its pictures are, and how much room the tallest of its captions takes under them.
    height: f32,
    below: f32,
    /// Each picture's width and caption, from left to right.
    cells: Vec<(f32, Option<Set>)>,
}

/// How many figures each row has, and how tall its pictures would be.
#[derive(Clone, Debug, PartialEq)]
struct Sketch {
    rows: Vec<(usize, f32)>,
}

impl Grid {
    /// `figures`, at most [`MOST`], in `room`; `None` if there is no room for them and their captions.
    pub(super) fn new(cx: &mut Cx<'_>, figures: &[Figure], room: Size) -> Option<Self> {
        let shapes: Vec<(f32, f32)> = figures.iter().map(|one| (one.aspect(), one.largest().height)).collect();
        let sketch = best(&shapes, room)?;
        let gaps = GAP * (sketch.rows.len() - 1) as f32;
        let tall: f32 = sketch.rows.iter().map(|(_, height)| height).sum();
        let mut factor = ((room.height - gaps) / tall).min(1.0);
        // Smaller pictures have taller captions under them: a few rounds settle it, or it cannot be.
        for _ in 0..8 {
            let rows = rows(cx, figures, &sketch, factor);
            let lowest = rows.iter().map(|row| row.height).fold(f32::INFINITY, f32::min);
            let below: f32 = rows.iter().map(|row| row.below).sum();
            let height = rows.iter().map(|row| row.height).sum::<f32>() + below + gaps;
            if height <= room.height + 0.01 {
                let width = rows.iter().map(Row::width).fold(0.0, f32::max);
                return Some(Self { rows, size: Size::new(width, height) });
            }
            factor = (factor * 0.98).min((room.height - gaps - below) / tall);
            if factor * tall < LEAST_HEIGHT.min(lowest * 0.5) {
                return None;
            }
        }
        None
    }

    /// Puts it into the middle of `room`; what nearly fills its width begins where the words do.
    pub(super) fn put(self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, (figures, room): (&[Figure], Rect)) {
        let y = room.y + (room.height - self.size.height).max(0.0) / 2.0;
        let width = room.width;
        let inset = |row: f32| if row >= NEARLY * width { 0.0 } else { (width - row) / 2.0 };
        self.put_from(cx, sheet, (figures, Point::new(room.x, y)), inset);
    }

    /// Puts it to the top of `room`, at its right.
    pub(super) fn put_right(self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, (figures, room): (&[Figure], Rect)) {
        let width = room.width;
        self.put_from(cx, sheet, (figures, Point::new(room.x, room.y)), |row| (width - row).max(0.0));
    }

    /// Puts its rows from `at` downwards, each as far from the left as `indent` says of its width.
    fn put_from(
        self,
        cx: &mut Cx<'_>,
        sheet: &mut Sheet<'_>,
        (figures, mut at): (&[Figure], Point),
        indent: impl Fn(f32) -> f32,
    ) {
        let mut figures = figures.iter();
        for row in self.rows {
            let mut x = at.x + indent(row.width());
            for ((width, caption), figure) in row.cells.into_iter().zip(figures.by_ref()) {
                figure.put(cx, sheet, Rect::new(x, at.y, width, row.height));
                if let Some(caption) = caption {
                    let at = Point::new(x, at.y + row.height + CAPTION_GAP);
                    sheet.within(Element::Caption, |sheet| caption.put(sheet, at, 1.0, TextRole::Content));
                }
                x += width + GAP;
            }
            at.y += row.height + row.below + GAP;
        }
    }
}

impl Row {
    fn width(&self) -> f32 {
        self.cells.iter().map(|(width, _)| width).sum::<f32>() + GAP * (self.cells.len().max(1) - 1) as f32
    }
}

/// The rows of `sketch` at `factor` of their heights, with their captions.
fn rows(cx: &mut Cx<'_>, figures: &[Figure], sketch: &Sketch, factor: f32) -> Vec<Row> {
    let mut figures = figures.iter();
    let mut out = Vec::with_capacity(sketch.rows.len());
    for &(count, height) in &sketch.rows {
        let height = (height * factor).max(1.0);
        let mut row = Row { height, below: 0.0, cells: Vec::with_capacity(count) };
        for figure in figures.by_ref().take(count) {
            let width = height * figure.aspect();
            let caption = figure.caption(cx, width);
            if let Some(caption) = &caption {
                row.below = row.below.max(CAPTION_GAP + caption.block.size().height);
            }
            row.cells.push((width, caption));
        }
        out.push(row);
    }
    out
}

/// The best way to set figures of these shapes (width by height, and the most height) in rows: the largest area, and rows
/// alike in height.
fn best(shapes: &[(f32, f32)], room: Size) -> Option<Sketch> {
    if shapes.is_empty() || shapes.len() > MOST {
        return None;
    }
    let mut best: Option<(f32, Sketch)> = None;
    // Every way to break the order into rows: a bit for each place between two figures.
    for breaks in 0..1_u32 << (shapes.len() - 1) {
        let mut rows: Vec<&[(f32, f32)]> = Vec::new();
        let mut from = 0;
        for at in 1..=shapes.len() {
            if at == shapes.len() || breaks >> (at - 1) & 1 == 1 {
                rows.extend(shapes.get(from..at));
                from = at;
            }
        }
        let heights: Vec<f32> = rows.iter().map(|row| tallest(row, room.width)).collect();
        let gaps = GAP * (rows.len() - 1) as f32;
        let factor = ((room.height - gaps) / heights.iter().sum::<f32>()).min(1.0);
        if factor <= 0.0 {
            continue;
        }
        let around = |row: &[(f32, f32)]| row.iter().map(|(aspect, _)| aspect).sum::<f32>();
        let area: f32 = rows.iter().zip(&heights).map(|(row, height)| around(row) * (height * factor).powi(2)).sum();
        let low = heights.iter().copied().fold(f32::INFINITY, f32::min);
        let high = heights.iter().copied().fold(0.0, f32::max);
        // A giant beside dwarfs is no grid.
        let score = area * (0.2 + 0.8 * low / high.max(1e-3));
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            let rows = rows.iter().zip(heights).map(|(row, height)| (row.len(), height)).collect();
            best = Some((score, Sketch { rows }));
        }
    }
    best.map(|(_, sketch)| sketch)
}

/// How tall the figures of a row can be in a room of `width`: alike, and none beyond its limit.
fn tallest(row: &[(f32, f32)], width: f32) -> f32 {
    let gaps = GAP * (row.len() - 1) as f32;
    let around: f32 = row.iter().map(|(aspect, _)| aspect).sum();
    let limit = row.iter().map(|(_, most)| *most).fold(f32::INFINITY, f32::min);
    ((width - gaps).max(1.0) / around.max(1e-3)).min(limit).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Size = Size::new(1104.0, 500.0);

    fn counts(aspects: &[f32], room: Size) -> Vec<usize> {
        let shapes: Vec<(f32, f32)> = aspects.iter().map(|&aspect| (aspect, 2000.0)).collect();
        best(&shapes, room).expect("a grid").rows.iter().map(|(count, _)| *count).collect()
    }

    #[test]
    fn rows_suit_the_shapes_and_the_room() {
        assert_eq!(counts(&[1.5], ROOM), [1]);
        assert_eq!(counts(&[1.5, 1.5], ROOM), [2]);
        assert_eq!(counts(&[0.7, 1.4, 0.7], ROOM), [3]);
        assert_eq!(counts(&[1.6; 4], ROOM), [2, 2]);
        assert_eq!(counts(&[1.5; 6], ROOM), [3, 3]);
        assert_eq!(counts(&[1.5; 9], ROOM), [3, 3, 3]);
        assert_eq!(counts(&[8.0, 8.0], ROOM), [1, 1], "two long strips");
        let narrow = Size::new(360.0, 560.0);
        assert_eq!(counts(&[1.5, 1.5], narrow), [1, 1]);
        assert_eq!(counts(&[0.5, 0.5], narrow), [2]);
    }

    #[test]
    fn a_small_picture_keeps_its_row_low() {
        assert_eq!(best(&[(1.0, 100.0), (1.0, 2000.0)], Size::new(3000.0, 3000.0)).map(|s| s.rows.len()), Some(2));
        assert!((tallest(&[(1.0, 100.0), (1.0, 2000.0)], 3000.0) - 100.0).abs() < 0.01);
    }

    #[test]
    fn what_cannot_be_is_no_grid() {
        assert_eq!(best(&[], ROOM), None);
        assert_eq!(best(&[(1.0, 9.0); 10], ROOM), None);
        assert_eq!(best(&[(1.0, 9.0); 2], Size::new(100.0, -5.0)), None);
    }
}

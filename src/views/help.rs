//! The keys on the screen: a scene in, the same scene under a sheet with every row of the keys that hold. It
//! reads no other list of keys, and it shrinks until it fits.

use super::boxes::{Look, line, put, wrapped};
use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Layer, Scene, Stroke, TextBlock};
use crate::show::{Binding, Keymap, label};
use crate::theme::{self, Theme};

/// Sizes of the help's text, tried in turn.
const SIZES: [f32; 10] = [20.0, 18.0, 16.0, 14.0, 12.0, 10.0, 8.0, 6.0, 5.0, 4.0];

/// Lays `keys` over `scene`.
pub fn help(cx: &mut FontCx, scene: &mut Scene, keys: &Keymap) {
    let theme = theme::stage();
    let page = Rect::of(scene.size);
    let sheet = page.inset((scene.size.width.min(scene.size.height) * 0.05).max(12.0));
    let pad = (sheet.width * 0.03).clamp(12.0, 32.0);
    let inner = sheet.inset(pad);
    let columns = if scene.size.width >= 960.0 { 2 } else { 1 };
    let mut layer = Layer::default();
    for size in SIZES {
        let (tried, fits) = table(cx, (inner, keys), (size, columns), &theme);
        layer = tried;
        if fits {
            break;
        }
    }
    layer.clip = Some(sheet);
    layer.fills.insert(0, Fill { rect: sheet, radius: 14.0, color: theme.background });
    layer.strokes.insert(0, Stroke { rect: sheet, radius: 14.0, width: 1.5, color: theme.rule });
    let veil = Fill { rect: page, radius: 0.0, color: theme.background.with_alpha(0xB4) };
    scene.layers.push(Layer { fills: vec![veil], ..Layer::default() });
    scene.layers.push(layer);
}

/// The rows in columns, in text of `size`, and whether all of them found room.
fn table(
    cx: &mut FontCx,
    (room, keys): (Rect, &Keymap),
    (size, columns): (f32, usize),
    theme: &Theme,
) -> (Layer, bool) {
    let gap = size * 2.4;
    let width = (room.width - gap * (columns - 1) as f32) / columns as f32;
    let mut layer = Layer::default();
    let block = line(cx, "Keys", Look::new(size * 1.4, size * 2.0, 700, theme.ink), room.width);
    let top = put(&mut layer, block, Point::new(room.x, room.y)).bottom() + size * 0.8;
    let told = keys.rows().iter().filter(|row| !row.help.is_empty() && !row.keys.is_empty());
    let rows: Vec<Row> = told.map(|row| Row::new(cx, row, (size, width), theme)).collect();
    let whole: f32 = rows.iter().map(|row| row.height).sum();
    let mut at = Point::new(room.x, top);
    let mut column = 0;
    let mut behind = 0.0;
    let mut fits = true;
    for row in rows {
        // A column is left once its part of all the rows' height stands in it.
        if column + 1 < columns && behind >= whole * (column + 1) as f32 / columns as f32 {
            column += 1;
            at = Point::new(room.x + (width + gap) * column as f32, top);
        }
        if at.y + row.height > room.bottom() {
            fits = false;
            break;
        }
        behind += row.height;
        let next = at.y + row.height;
        row.draw(&mut layer, at, theme);
        at.y = next;
    }
    (layer, fits)
}

/// A row of the table, laid out from its own corner.
struct Row {
    caps: Vec<(Rect, TextBlock)>,
    words: TextBlock,
    words_at: Point,
    height: f32,
}

impl Row {
    fn new(cx: &mut FontCx, row: &Binding, (size, width): (f32, f32), theme: &Theme) -> Self {
        let keys = width * 0.46;
        let (high, pad, space) = (size * 1.6, size * 0.5, size * 0.4);
        let mut caps = Vec::new();
        let (mut x, mut y) = (0.0, 0.0);
        for &chord in &row.keys {
            let look = Look::new(size * 0.85, size * 1.3, 550, theme.ink);
            let block = line(cx, &label(chord), look, keys - 2.0 * pad);
            let cap = (block.size().width + 2.0 * pad).max(high);
            if x > 0.0 && x + cap > keys {
                (x, y) = (0.0, y + high + space);
            }
            caps.push((Rect::new(x, y, cap, high), block));
            x += cap + space;
        }
        let words_x = keys + size;
        let look = Look::new(size, size * 1.35, 400, theme.ink.over(theme.background, 0.88));
        let words = wrapped(cx, row.help, look, (width - words_x, 3));
        let words_y = (high - size * 1.35) / 2.0;
        let height = (y + high).max(words_y + words.size().height) + size * 0.75;
        Self { caps, words, words_at: Point::new(words_x, words_y), height }
    }

    fn draw(self, layer: &mut Layer, at: Point, theme: &Theme) {
        for (cap, block) in self.caps {
            let rect = cap.transformed(1.0, at);
            let radius = rect.height * 0.22;
            layer.fills.push(Fill { rect, radius, color: theme.soft });
            layer.strokes.push(Stroke { rect, radius, width: 1.0, color: theme.rule });
            let size = block.size();
            let inset = Point::new((rect.width - size.width) / 2.0, (rect.height - size.height) / 2.0);
            put(layer, block, Point::new(rect.x + inset.x, rect.y + inset.y));
        }
        put(layer, self.words, Point::new(at.x + self.words_at.x, at.y + self.words_at.y));
    }
}

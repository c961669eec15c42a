//! The theme's details: what sets a title off, the shapes before items, the grounds of pages, the lines that show how far
//! a deck has come. Words never: whatever it draws, the text stands where it stood.

use super::frame::margin;
use super::set::Set;
use super::sheet::Sheet;
use super::{Cx, Draft};
use crate::color::Rgba;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Fill, Stroke, TextRole};
use crate::theme::{Align, Bullet, Ground, Progress, Theme, TitleMark};

/// A finished text over a column that begins at `at` and is `width` wide, as `align` wants it.
pub(super) fn put_aligned(
    cx: &mut Cx<'_>,
    sheet: &mut Sheet<'_>,
    set: &Set,
    (at, width, scale): (Point, f32, f32),
    (align, role): (Align, TextRole),
) {
    if align == Align::Left {
        return set.put(sheet, at, scale, role);
    }
    for (line, range) in set.block.lines().zip(set.line_ranges()) {
        let part = set.line(cx.fonts, range, width / scale);
        let (left, right) = (part.block.left() * scale, part.block.size().width * scale);
        let indent = (width - (right - left)).max(0.0) / 2.0 - left;
        part.put(sheet, Point::new(at.x + indent, at.y + line.top * scale), scale, role);
    }
}

/// What sets off the title in `title`, whose words are `words` wide; `gap` is the space under it.
pub(super) fn title_mark(sheet: &mut Sheet<'_>, (mark, align): (TitleMark, Align), title: Rect, gap: f32) {
    let theme = sheet.theme;
    let from = |width: f32| match align {
        Align::Left => title.x,
        Align::Center => title.x + (title.width - width) / 2.0,
    };
    match mark {
        TitleMark::None => {}
        TitleMark::Rule => {
            let rect = Rect::new(title.x, title.bottom() + gap * 0.45, title.width, 2.0);
            push(sheet, rect, 0.0, theme.rule);
        }
        TitleMark::Over => {
            let top = (title.y - 24.0).max(8.0);
            push(sheet, Rect::new(title.x, top, title.width, 1.0), 0.0, theme.muted);
            push(sheet, Rect::new(from(72.0), top - 2.0, 72.0_f32.min(title.width), 5.0), 0.0, theme.accent);
        }
        TitleMark::Bar => {
            let rect = Rect::new(from(64.0), title.bottom() + gap * 0.34, 64.0_f32.min(title.width), 6.0);
            push(sheet, rect, 3.0, theme.accent);
        }
        TitleMark::Tab => {
            push(sheet, Rect::new(from(104.0), 0.0, 104.0_f32.min(title.width), 20.0), 0.0, theme.accent);
        }
    }
}

/// What sets off the words of a section, or of an opener, that stand in `words`.
pub(super) fn section_mark(sheet: &mut Sheet<'_>, (mark, align): (TitleMark, Align), words: Rect) {
    let theme = sheet.theme;
    match mark {
        TitleMark::Bar => {
            let x = if align == Align::Center { words.x + (words.width - 64.0) / 2.0 } else { words.x };
            push(sheet, Rect::new(x, words.y - 28.0, 64.0, 6.0), 3.0, theme.accent);
        }
        TitleMark::Rule => {
            for y in [words.y - 34.0, words.bottom() + 32.0] {
                push(sheet, Rect::new(words.x, y, words.width, 1.5), 0.0, theme.muted);
            }
        }
        TitleMark::None | TitleMark::Over | TitleMark::Tab => title_mark(sheet, (mark, align), words, 0.0),
    }
}

/// The shape before an item whose text begins at `at` and whose first line has its middle at `middle`.
pub(super) fn bullet(sheet: &mut Sheet<'_>, shape: Bullet, (x, middle): (f32, f32)) {
    let Theme { accent, muted, .. } = *sheet.theme;
    match shape {
        Bullet::Square => push(sheet, Rect::new(x - 32.0, middle - 4.5 + 1.0, 9.0, 9.0), 2.0, accent),
        Bullet::Dash => push(sheet, Rect::new(x - 30.0, middle, 14.0, 2.0), 0.0, muted),
        Bullet::Dot => push(sheet, Rect::new(x - 26.0, middle - 2.5 + 1.0, 5.0, 5.0), 2.5, muted),
        Bullet::Disc => push(sheet, Rect::new(x - 31.0, middle - 4.0 + 1.0, 8.0, 8.0), 4.0, accent),
        Bullet::Box => {
            let rect = Rect::new(x - 33.0, middle - 6.0 + 1.0, 12.0, 12.0);
            sheet.layer().strokes.push(Stroke { rect, radius: 0.0, width: 2.0, color: accent });
        }
        Bullet::Block => push(sheet, Rect::new(x - 33.0, middle - 4.0 + 1.0, 20.0, 8.0), 0.0, accent),
        Bullet::Cross => {
            push(sheet, Rect::new(x - 33.0, middle, 13.0, 2.0), 0.0, accent);
            push(sheet, Rect::new(x - 27.5, middle - 5.5, 2.0, 13.0), 0.0, accent);
        }
    }
}

/// Distance of the lines of a grid.
const GRID: f32 = 40.0;
/// Distance of a sheet's frame from the page's edge.
const FRAME: f32 = 20.0;

/// What rules a page beneath everything; a picture beneath the text takes its place.
pub(super) fn ground(cx: &Cx<'_>, draft: &mut Draft<'_>) {
    let (theme, page) = (draft.sheet.theme, cx.room.page);
    if theme.ground == Ground::Plain || !draft.sheet.under.pictures.is_empty() {
        return;
    }
    let right = draft.right.unwrap_or(page.width);
    let fine = theme.rule.over(theme.background, 0.5);
    // From the left margin and from the top, so that text begins on a line.
    let first = margin(theme, page) % GRID;
    let inset = if theme.ground == Ground::Sheet { FRAME } else { 0.0 };
    let area = Rect::new(inset, inset, right - 2.0 * inset, page.height - 2.0 * inset);
    let mut lines = Vec::new();
    for n in 0..=(page.width / GRID) as u16 {
        let x = first + GRID * f32::from(n);
        if x > area.x && x < area.right() {
            lines.push((Rect::new(x, area.y, 1.0, area.height), fine));
        }
    }
    for n in 0..=(page.height / GRID) as u16 {
        let y = GRID * f32::from(n) + GRID / 2.0;
        if y > area.y && y < area.bottom() {
            lines.push((Rect::new(area.x, y, area.width, 1.0), fine));
        }
    }
    if theme.ground == Ground::Sheet {
        lines.extend(frame(area, theme));
    }
    let ground = lines.into_iter().map(|(rect, color)| Fill { rect, radius: 0.0, color });
    draft.sheet.under.fills.splice(0..0, ground);
}

/// The frame of a sheet: its outline, and a heavier corner at each end.
fn frame(area: Rect, theme: &Theme) -> Vec<(Rect, Rgba)> {
    let Rect { x, y, width, height } = area;
    let line = theme.rule;
    let mut out = vec![
        (Rect::new(x, y, width, 1.5), line),
        (Rect::new(x, y + height - 1.5, width, 1.5), line),
        (Rect::new(x, y, 1.5, height), line),
        (Rect::new(x + width - 1.5, y, 1.5, height), line),
    ];
    let (arm, thick) = (18.0_f32.min(width / 4.0).min(height / 4.0), 3.0);
    for (left, top) in [(true, true), (false, true), (true, false), (false, false)] {
        let corner = Point::new(if left { x } else { x + width }, if top { y } else { y + height });
        let across = if left { corner.x } else { corner.x - arm };
        let down = if top { corner.y } else { corner.y - arm };
        out.push((Rect::new(across, if top { y } else { corner.y - thick }, arm, thick), theme.muted));
        out.push((Rect::new(if left { x } else { corner.x - thick }, down, thick, arm), theme.muted));
    }
    out
}

/// More ticks than this stand too near to be told apart.
const MOST_TICKS: usize = 160;

/// How far the deck has come at page `number` of `count`.
pub(super) fn progress(sheet: &mut Sheet<'_>, page: Size, (number, count): (usize, usize)) {
    let theme = sheet.theme;
    let part = number as f32 / count.max(1) as f32;
    let thick = match theme.progress {
        Progress::Off => return,
        Progress::Ticks => return ticks(sheet, page, (number, count)),
        Progress::Line => 4.0,
        Progress::Bar => 12.0,
    };
    let bar = Rect::new(0.0, page.height - thick, page.width * part, thick);
    sheet.layer().fills.insert(0, Fill { rect: bar, radius: 0.0, color: theme.accent });
}

/// A ruler along the page's foot: a tick a page, longer every fifth, the present one in the accent.
fn ticks(sheet: &mut Sheet<'_>, page: Size, (number, count): (usize, usize)) {
    let theme = sheet.theme;
    let x = margin(theme, page);
    let room = page.width - 2.0 * x;
    let every = count.div_ceil(MOST_TICKS).max(1);
    let place = |n: usize| x + room * if count > 1 { (n - 1) as f32 / (count - 1) as f32 } else { 0.0 };
    let foot = page.height - FRAME;
    let mut out = Vec::new();
    for n in (1..=count).filter(|n| (n - 1) % every == 0) {
        let high = if (n - 1) % (5 * every) == 0 || n == count { 9.0 } else { 5.0 };
        let color = if n <= number { theme.accent } else { theme.muted };
        out.push((Rect::new(place(n) - 0.75, foot, 1.5, high), color));
    }
    out.push((Rect::new(place(number.max(1)) - 2.0, foot, 4.0, 13.0), theme.accent));
    sheet.layer().fills.extend(out.into_iter().map(|(rect, color)| Fill { rect, radius: 0.0, color }));
}

fn push(sheet: &mut Sheet<'_>, rect: Rect, radius: f32, color: Rgba) {
    sheet.layer().fills.push(Fill { rect, radius, color });
}

//! What stands around the lines of a block on a page: the card, the tab with its title, numbers, grounds of changed lines,
//! and what dims lines for a while. Rows with their places in, items out. Never moves a line.

use std::rc::Rc;

use super::super::Cx;
use super::super::prose::{Look, Prose};
use super::super::sheet::Sheet;
use super::{Listing, side, steps};
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Stroke, TextRole};
use crate::theme::{Cards, Type};

/// Height of the tab above a card.
pub(in super::super) const TAB_HEIGHT: f32 = 38.0;
/// Space in the tab, left and right of its words.
pub(in super::super) const TAB_SIDE: f32 = 20.0;
/// How much of the card's colour lies over lines that stand back.
const SCRIM: f32 = 0.66;
/// The bar beside lines that stand out.
const BAR: f32 = 4.0;

/// A row of a block on a page.
#[derive(Clone, Debug)]
pub(in super::super) struct Shown {
    /// Which line, from 0.
    pub(in super::super) line: usize,
    /// Whether the line begins with it.
    pub(in super::super) begins: bool,
    pub(in super::super) top: f32,
    pub(in super::super) bottom: f32,
}

/// The card at `rect`, with a tab for its title if it has one.
pub(in super::super) fn ground(sheet: &mut Sheet<'_>, rect: Rect, listing: &Listing) {
    let (soft, rule, Cards { radius, border }) = (sheet.theme.soft, sheet.theme.rule, sheet.theme.cards);
    let tab = listing.tab().map(|tab| {
        let width = (tab.block.size().width + 2.0 * TAB_SIDE).min(rect.width);
        Rect::new(rect.x, rect.y - TAB_HEIGHT, width, TAB_HEIGHT + 2.0 * radius)
    });
    let layer = sheet.layer();
    let Some(tab) = tab else {
        layer.fills.push(Fill { rect, radius, color: soft });
        if border > 0.0 {
            layer.strokes.push(Stroke { rect, radius, width: border, color: rule });
        }
        return;
    };
    // One outline around both: their hairlines first, then their grounds, which hide what lies inside.
    for (by, color) in [(0.0, rule), (border, soft)].into_iter().skip(usize::from(border <= 0.0)) {
        for rect in [rect, tab] {
            layer.fills.push(Fill { rect: rect.inset(by), radius: (radius - by).max(0.0), color });
        }
    }
}

/// The words of the tab above the card at `rect`.
pub(in super::super) fn put_tab(sheet: &mut Sheet<'_>, listing: &Listing, rect: Rect) {
    if let Some(tab) = listing.tab() {
        tab.put(sheet, Point::new(rect.x + TAB_SIDE, rect.y - TAB_HEIGHT), 1.0, TextRole::Repeat);
    }
}

/// What a card needs once its rows are in their places: `step` is the step of the page that the block shows from on.
pub(in super::super) fn finish(
    cx: &mut Cx<'_>,
    sheet: &mut Sheet<'_>,
    (listing, scale): (&Rc<Listing>, f32),
    (rect, rows): (Rect, &[Shown]),
    step: u16,
) {
    sheet.show(step);
    tints(sheet, listing, rect, rows);
    numbers(cx, sheet, (listing, scale), (rect, rows));
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    for shown in steps::of_page(&listing.steps, first.line..last.line + 1) {
        let at = |n: u16| step.saturating_add(n);
        sheet.cover(at(shown.from), shown.until.map(at));
        let out = |row: &Shown| steps::stands_out(shown.what, row.line);
        for (top, bottom) in runs(rows, |row| !out(row)) {
            let color = sheet.theme.soft.with_alpha((SCRIM * 255.0) as u8);
            let rect = across(sheet, rect, top, bottom);
            sheet.layer().fills.push(Fill { rect, radius: 0.0, color });
        }
        if rows.iter().all(out) {
            continue;
        }
        for (top, bottom) in runs(rows, out) {
            let x = rect.x + (side(rect.width) * 0.4).round();
            let bar = Rect::new(x, top + 4.0, BAR, (bottom - top - 8.0).max(1.0));
            let color = sheet.theme.accent;
            sheet.layer().fills.push(Fill { rect: bar, radius: BAR / 2.0, color });
        }
    }
    sheet.show(step);
}

/// The stretch of a card between two heights, within its outline.
fn across(sheet: &Sheet<'_>, rect: Rect, top: f32, bottom: f32) -> Rect {
    let border = sheet.theme.cards.border;
    Rect::new(rect.x + border, top, (rect.width - 2.0 * border).max(0.0), bottom - top)
}

/// Top and bottom of every run of rows that `are` something.
fn runs(rows: &[Shown], are: impl Fn(&Shown) -> bool) -> Vec<(f32, f32)> {
    let mut out: Vec<(f32, f32)> = Vec::new();
    let mut open = false;
    for row in rows {
        let is = are(row);
        match out.last_mut().filter(|_| open && is) {
            Some(last) => last.1 = row.bottom,
            None if is => out.push((row.top, row.bottom)),
            None => {}
        }
        open = is;
    }
    out
}

/// The grounds of lines that a diff adds or takes away.
fn tints(sheet: &mut Sheet<'_>, listing: &Listing, rect: Rect, rows: &[Shown]) {
    let change = |row: &Shown| listing.rows.get(row.line).and_then(|row| row.change);
    for class in [crate::highlight::Class::Added, crate::highlight::Class::Removed] {
        for (top, bottom) in runs(rows, |row| change(row) == Some(class)) {
            let color = listing.palette.ground(Some(class));
            let rect = across(sheet, rect, top, bottom);
            sheet.layer().fills.push(Fill { rect, radius: 0.0, color });
        }
    }
}

/// The numbers of the lines, as one text.
fn numbers(cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, block: (&Listing, f32), (rect, rows): (Rect, &[Shown])) {
    let (listing, scale) = block;
    let (Some((first, digits)), Some(top)) = (listing.numbers, rows.first().map(|row| row.top)) else { return };
    let mut text = String::new();
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            text.push('\n');
        }
        if row.begins {
            let number = u64::from(first) + row.line as u64;
            text.push_str(&format!("{number:>digits$}"));
        }
    }
    let look = Look::new(listing.kind, sheet.theme.syntax.comment).mono();
    let set = Prose::plain(&text, look).shape(cx.fonts, None);
    let at = Point::new(rect.x + side(rect.width), top);
    set.put(sheet, at, listing.factor(scale), TextRole::Furniture);
}

/// The mark before a row that goes on with the line above; the row begins at `hang` from the text's edge.
pub(super) fn put_mark(
    cx: &mut Cx<'_>,
    sheet: &mut Sheet<'_>,
    listing: &Listing,
    (at, hang, factor): (Point, f32, f32),
) {
    let kind = Type { size: listing.kind.size * 0.8, ..listing.kind };
    let set = Prose::plain("↳", Look::new(kind, sheet.theme.syntax.comment)).shape(cx.fonts, None);
    let width = set.block.size().width * factor;
    let x = at.x + hang - width - 0.4 * kind.size * factor;
    if x >= at.x - 1.0 {
        set.put(sheet, Point::new(x, at.y), factor, TextRole::Furniture);
    }
}

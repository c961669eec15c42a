//! Looking for a page, as it is seen: what was typed over what was found, on the speaker's screen above the times, else on
//! the only window. Only what is seen is drawn, however much was found; a deck is never laid out for it.

mod field;
mod overview;
mod picker;
mod thumbnail;

use std::ops::Range;

use super::OnStage;
use super::plan::{MARGIN, screen};
use crate::fonts::FontCx;
use crate::geom::Rect;
use crate::scene::{Layer, Scene};
use crate::show::Browse;
use crate::show::browse::{Drawn, Kind, Row};
use crate::theme::{self, Theme};

/// Where what was found is seen.
#[derive(Clone, Debug, Default)]
pub struct Browsed {
    /// The cells with the numbers of the hits in them, for the mouse.
    pub cells: Vec<(Rect, usize)>,
    /// What the show is told of it.
    pub drawn: Drawn,
    /// A deck that is seen and not laid out yet.
    pub open: Option<usize>,
}

/// Height of what was typed with its label, and of the keys at the foot.
const FIELD: f32 = 104.0;
const FOOT: f32 = 40.0;

/// The screen of who looks for a page, of the shape `aspect`; nothing if nobody does.
#[must_use]
pub fn browse(cx: &mut FontCx, on: &OnStage<'_>, aspect: f32) -> Option<(Scene, Browsed)> {
    let theme = theme::stage();
    let aspect = if aspect.is_finite() { aspect.clamp(0.4, 4.0) } else { 16.0 / 9.0 };
    let mut scene = Scene::new(screen(aspect), theme.background);
    let room = Rect::of(scene.size);
    let browsed = draw_browse(cx, on, &mut scene, room, &theme)?;
    Some((scene, browsed))
}

/// Draws into `room` what was typed and what was found, if somebody looks for a page.
pub(super) fn draw_browse(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    room: Rect,
    theme: &Theme,
) -> Option<Browsed> {
    let browse = on.show.browse()?;
    let inner = Rect::new(room.x + MARGIN, room.y, (room.width - 2.0 * MARGIN).max(1.0), room.height);
    field::draw(cx, on, scene, (browse, inner), theme);
    let height = (inner.height - FIELD - FOOT).max(1.0);
    let list = Rect { y: inner.y + FIELD, height, ..inner };
    if browse.hits().is_empty() {
        field::draw_nothing(cx, scene, (browse, list), theme);
        return Some(Browsed::default());
    }
    let browsed = match browse.kind() {
        Kind::Picker => picker::draw(cx, on, scene, (browse, list), theme),
        Kind::Overview => overview::draw(cx, on, scene, (browse, list), theme),
    };
    Some(browsed)
}

/// The rows that are seen of all: from which one on, the selected one among them, and how many of them whole.
fn seen(rows: &[Row], (browse, room): (&Browse, f32), height: impl Fn(&Row) -> f32) -> (Range<usize>, usize) {
    let high = |range: Range<usize>| rows.get(range).unwrap_or_default().iter().map(&height).sum::<f32>();
    let selected = browse.selected_row(rows);
    let mut top = browse.top().min(selected);
    // A head is seen with what it is of.
    if top == selected && matches!(rows.get(top.wrapping_sub(1)), Some(Row::Head(_))) {
        top -= 1;
    }
    // From the selection upwards, so that a jump over thousands of rows is no sum of thousands.
    let mut first = selected;
    let mut sum = high(selected..selected + 1);
    while first > top {
        sum += high(first - 1..first);
        if sum > room {
            break;
        }
        first -= 1;
    }
    top = first;
    // At the end no room is left empty that rows before could fill.
    let mut below = 0.0;
    let mut rest = rows.get(top..).unwrap_or_default().iter();
    while below <= room
        && let Some(row) = rest.next()
    {
        below += height(row);
    }
    while below <= room && top > 0 {
        below += high(top - 1..top);
        if below <= room {
            top -= 1;
        }
    }
    let (mut end, mut whole, mut y) = (top, 0, 0.0);
    while y < room
        && let Some(row) = rows.get(end)
    {
        y += height(row);
        end += 1;
        whole += usize::from(y <= room + 0.5);
    }
    (top..end, whole.max(1))
}

/// How far one is, at the right edge of `room`, where not all is seen.
fn draw_bar(layer: &mut Layer, room: Rect, (seen, rows): (&Range<usize>, usize), theme: &Theme) {
    if seen.len() >= rows || rows == 0 {
        return;
    }
    let part = |row: usize| row as f32 / rows as f32;
    let height = (room.height * part(seen.len())).max(24.0).min(room.height);
    let y = room.y + (room.height - height) * (seen.start as f32 / (rows - seen.len()).max(1) as f32).min(1.0);
    let bar = Rect::new(room.right() + MARGIN / 2.0 - 2.0, y, 4.0, height);
    let color = theme.muted.over(theme.background, 0.6);
    layer.fills.push(crate::scene::Fill { rect: bar, radius: 2.0, color });
}

/// Nothing of the layers from `first` on is seen outside of `room`.
fn clip(scene: &mut Scene, first: usize, room: Rect) {
    for layer in scene.layers.iter_mut().skip(first) {
        let own = layer.clip.unwrap_or(room);
        let (x, y) = (own.x.max(room.x), own.y.max(room.y));
        let (right, bottom) = (own.right().min(room.right()), own.bottom().min(room.bottom()));
        layer.clip = Some(Rect::new(x, y, (right - x).max(0.0), (bottom - y).max(0.0)));
    }
}

#[cfg(test)]
mod tests;

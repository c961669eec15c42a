//! Where the parts of the presenter screen stand: the screen's size and the pages' shape in, rectangles out. Nothing of it
//! may leave the screen or overlap, whatever the shape of either; it never looks at what the parts hold.

use crate::geom::{Rect, Size};

/// The parts of the presenter screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plan {
    /// The page on stage; its label stands above it.
    pub(super) now: Rect,
    /// What comes next; its label stands above it.
    pub(super) next: Rect,
    /// The speaker's notes, with their label.
    pub(super) notes: Rect,
    /// Times, talk and flags.
    pub(super) band: Rect,
    /// One box a talk.
    pub(super) strip: Rect,
    /// Whether times and talk stand one above the other.
    pub(super) stacked: bool,
}

/// Space at the edges of the screen.
const MARGIN: f32 = 28.0;
/// Space between columns.
const GAP: f32 = 26.0;
/// Height of a label and the space under it.
pub(super) const LABEL: f32 = 28.0;
/// Where the pages begin.
const TOP: f32 = 24.0 + LABEL;
/// Where the band of times begins.
const BAND: f32 = 512.0;
/// Where pages and notes end.
const BOTTOM: f32 = BAND - 24.0;
/// A notes column beside the next page is worth it from this width on.
const WIDE: f32 = 300.0;

impl Plan {
    /// The plan of a screen of `size`, showing pages of the shape of `page`.
    pub(super) fn new(size: Size, page: Size) -> Self {
        let inner = size.width - 2.0 * MARGIN;
        let aspect = page.aspect().clamp(0.2, 8.0);
        let stacked = size.width < 792.0;
        let (now, next, notes) = if stacked { tall(inner, aspect) } else { wide(inner, aspect) };
        Self {
            now,
            next,
            notes,
            band: Rect::new(MARGIN, BAND, inner, 150.0),
            strip: Rect::new(MARGIN, 678.0, inner, 14.0),
            stacked,
        }
    }
}

/// The largest page of `aspect` within `width` and `height`, at `x` and `y`.
fn frame(aspect: f32, (x, y): (f32, f32), (width, height): (f32, f32)) -> Rect {
    let width = width.min(height * aspect);
    Rect::new(x, y, width, width / aspect)
}

/// Side by side: the page at the left, the next page and the notes at the right.
fn wide(inner: f32, aspect: f32) -> (Rect, Rect, Rect) {
    let now = frame(aspect, (MARGIN, TOP), ((inner - GAP) * 0.6411, BOTTOM - TOP + 1.0));
    let left = now.right() + GAP;
    let rest = MARGIN + inner - left;
    let next = frame(aspect, (left, TOP), (rest.min(428.0), 240.0));
    let beside = next.right() + GAP;
    let room = MARGIN + inner - beside;
    let notes = if room >= WIDE {
        Rect::new(beside, TOP - LABEL, room, BOTTOM - TOP + LABEL)
    } else {
        let top = next.bottom() + 18.0;
        Rect::new(left, top, rest, BOTTOM - top)
    };
    (now, next, notes)
}

/// One above the other, for a screen that is higher than wide.
fn tall(inner: f32, aspect: f32) -> (Rect, Rect, Rect) {
    let now = frame(aspect, (MARGIN, TOP), (inner, 230.0));
    let top = now.bottom() + 12.0 + LABEL;
    let next = frame(aspect, (MARGIN, top), (inner * 0.45, (BOTTOM - top).max(40.0)));
    let beside = next.right() + 16.0;
    let room = MARGIN + inner - beside;
    let notes = Rect::new(beside, top - LABEL, room, BOTTOM - top + LABEL);
    (now, next, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: Rect, b: Rect) -> bool {
        a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y
    }

    #[test]
    fn parts_stay_on_the_screen_and_off_each_other() {
        for screen in [0.4, 9.0 / 16.0, 0.75, 1.0, 4.0 / 3.0, 1366.0 / 768.0, 16.0 / 9.0, 21.0 / 9.0, 4.0] {
            for page in [9.0 / 16.0, 1.0, 4.0 / 3.0, 16.0 / 9.0, 3.0] {
                let size = Size::new(720.0 * screen, 720.0);
                let plan = Plan::new(size, Size::new(720.0 * page, 720.0));
                let parts = [plan.now, plan.next, plan.notes, plan.band, plan.strip];
                for (n, &part) in parts.iter().enumerate() {
                    assert!(Rect::of(size).holds(part, 0.0), "part {n} of {screen} with {page}: {part:?}");
                    assert!(part.width > 20.0 && part.height > 10.0, "part {n} of {screen} with {page}: {part:?}");
                    for (m, &other) in parts.iter().enumerate().skip(n + 1) {
                        assert!(apart(part, other), "{n} and {m} of {screen} with {page}: {part:?} {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_usual_screen_is_the_one_that_was_drawn() {
        let size = Size::new(1280.0, 720.0);
        let plan = Plan::new(size, size);
        assert_eq!((plan.now.x, plan.now.y, plan.now.width.round()), (28.0, 52.0, 768.0));
        assert_eq!(plan.next.y, 52.0);
        assert!((plan.next.right() - 1250.0).abs() < 3.0, "{:?}", plan.next);
    }
}

//! Where the parts of the presenter screen stand: the screen's size, the pages' shape and how much room the notes need in,
//! rectangles out. Nothing of it may leave the screen or overlap, whatever the shape of either; it never looks at what the
//! parts hold.

use crate::geom::{Rect, Size};

/// The parts of the presenter screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plan {
    /// The page on stage, or the one that the speaker browses; its label stands above it.
    pub(super) now: Rect,
    /// What a frozen stage shows; its label stands above it.
    pub(super) seen: Option<Rect>,
    /// What comes next; its label stands above it.
    pub(super) next: Rect,
    /// The speaker's notes, with their label.
    pub(super) notes: Rect,
    /// Times, talk and flags.
    pub(super) band: Rect,
    /// One box a talk.
    pub(super) strip: Rect,
}

/// How much the notes need: the more, the smaller the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// A few lines.
    Little,
    /// More than fit under a large next page.
    More,
    /// As much as there is.
    Most,
}

/// What the stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The audience sees what the speaker sees.
    Live,
    /// The audience keeps a page of its own.
    Frozen,
}

/// Space at the edges of the screen.
pub(super) const MARGIN: f32 = 28.0;
/// Space between columns.
const GAP: f32 = 26.0;
/// Height of a label and the space under it.
pub(super) const LABEL: f32 = 28.0;
/// Where the pages begin.
const TOP: f32 = 24.0 + LABEL;
/// From the band of times to the foot of the screen.
const BAND: f32 = 208.0;
/// A notes column beside the next page is worth it from this width on.
const WIDE: f32 = 300.0;
/// The screen is at least so wide; one that is higher than wide gets more height instead of smaller letters.
const LEAST: Size = Size::new(792.0, 720.0);

impl Need {
    /// One of three values.
    fn pick(self, [little, more, most]: [f32; 3]) -> f32 {
        match self {
            Self::Little => little,
            Self::More => more,
            Self::Most => most,
        }
    }
}

/// The size of a screen of the shape `aspect`: its letters are as large as its shorter side allows.
pub(super) fn screen(aspect: f32) -> Size {
    let height = LEAST.height.max(LEAST.width / aspect);
    Size::new(height * aspect, height)
}

impl Plan {
    /// The plan of a screen of `size`, showing pages of the shape of `page`.
    pub(super) fn new(size: Size, page: Size, need: Need, stage: Stage) -> Self {
        let inner = size.width - 2.0 * MARGIN;
        let aspect = page.aspect().clamp(0.2, 8.0);
        let bottom = size.height - BAND - 24.0;
        let room = Rect::new(MARGIN, TOP, inner, bottom - TOP);
        let (now, next, notes) = if size.height > LEAST.height + 0.5 {
            tall(room, aspect, need, stage)
        } else {
            wide(room, aspect, need, stage)
        };
        let (seen, next) = match stage {
            Stage::Live => (None, next),
            Stage::Frozen => {
                let (seen, next) = halves(next, aspect);
                (Some(seen), next)
            }
        };
        let band = Rect::new(MARGIN, size.height - BAND, inner, 150.0);
        Self { now, seen, next, notes, band, strip: Rect::new(MARGIN, size.height - 42.0, inner, 14.0) }
    }
}

/// The largest page of `aspect` within `width` and `height`, at `x` and `y`.
fn frame(aspect: f32, (x, y): (f32, f32), (width, height): (f32, f32)) -> Rect {
    let width = width.min(height * aspect);
    Rect::new(x, y, width, width / aspect)
}

/// Space between the two pages of a frozen stage.
const BETWEEN: f32 = 18.0;
/// How wide the two are together, where there is room.
const PAIR: f32 = 428.0;

/// The place of the next page at `x` and `y`, within `width` and `height`; on a frozen stage it is for two side by side.
fn following(aspect: f32, at: (f32, f32), (width, height): (f32, f32), stage: Stage) -> Rect {
    match stage {
        Stage::Live => frame(aspect, at, (width.min(PAIR), height)),
        Stage::Frozen => {
            let one = frame(aspect, at, ((width.min(PAIR) - BETWEEN) / 2.0, height));
            Rect { width: one.width * 2.0 + BETWEEN, ..one }
        }
    }
}

/// The two pages of a frozen stage.
fn halves(room: Rect, aspect: f32) -> (Rect, Rect) {
    let width = (room.width - BETWEEN) / 2.0;
    let left = frame(aspect, (room.x, room.y), (width, room.height));
    (left, Rect { x: room.x + width + BETWEEN, ..left })
}

/// Side by side: the page at the left, the next page and the notes at the right; or both pages at the left, and the notes
/// have all the rest.
fn wide(room: Rect, aspect: f32, need: Need, stage: Stage) -> (Rect, Rect, Rect) {
    if need == Need::Most {
        let now = frame(aspect, (room.x, room.y), (room.width * 0.5, room.height * 0.6));
        let top = now.bottom() + 16.0 + LABEL;
        let next = following(aspect, (room.x, top), (now.width.max(room.width * 0.3), room.bottom() - top), stage);
        let left = now.right().max(next.right()) + GAP;
        return (now, next, Rect::new(left, room.y - LABEL, room.right() - left, room.height + LABEL));
    }
    let share = need.pick([0.6411, 0.6, 0.6]);
    let now = frame(aspect, (room.x, room.y), ((room.width - GAP) * share, room.height + 1.0));
    let left = now.right() + GAP;
    let rest = room.right() - left;
    let next = following(aspect, (left, room.y), (rest, need.pick([240.0, 150.0, 150.0])), stage);
    let beside = next.right() + GAP;
    let column = Rect::new(beside, room.y - LABEL, room.right() - beside, room.height + LABEL);
    let top = next.bottom() + 18.0;
    let under = Rect::new(left, top, rest, room.bottom() - top);
    let notes = if column.width >= WIDE && area(column) > area(under) { column } else { under };
    (now, next, notes)
}

/// How many words find room in `notes`, under their label.
fn area(notes: Rect) -> f32 {
    notes.width * (notes.height - LABEL)
}

/// One above the other, for a screen that is higher than wide.
fn tall(room: Rect, aspect: f32, need: Need, stage: Stage) -> (Rect, Rect, Rect) {
    let now = frame(aspect, (room.x, room.y), (room.width, room.height * need.pick([0.52, 0.42, 0.3])));
    let top = now.bottom() + 16.0 + LABEL;
    let rest = room.bottom() - top;
    let share = if stage == Stage::Frozen { 0.6 } else { need.pick([0.45, 0.4, 0.36]) };
    let next = following(aspect, (room.x, top), (room.width * share, rest.max(40.0)), stage);
    let beside = next.right() + GAP;
    let notes = if rest > next.height + 320.0 {
        let top = next.bottom() + 18.0;
        Rect::new(room.x, top, room.width, room.bottom() - top)
    } else {
        Rect::new(beside, top - LABEL, room.right() - beside, rest + LABEL)
    };
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
        for shape in [0.4, 9.0 / 16.0, 0.75, 1.0, 1.1, 4.0 / 3.0, 1366.0 / 768.0, 16.0 / 9.0, 21.0 / 9.0, 4.0] {
            for page in [9.0 / 16.0, 1.0, 4.0 / 3.0, 16.0 / 9.0, 3.0] {
                for (need, stage) in [Need::Little, Need::More, Need::Most]
                    .into_iter()
                    .flat_map(|n| [(n, Stage::Live), (n, Stage::Frozen)])
                {
                    let size = screen(shape);
                    let plan = Plan::new(size, Size::new(720.0 * page, 720.0), need, stage);
                    let what = format!("{need:?} {stage:?} {shape} with {page}: {plan:?}");
                    let label = |rect: Rect| Rect { y: rect.y - LABEL, height: rect.height + LABEL, ..rect };
                    let mut parts = vec![label(plan.now), label(plan.next), plan.notes, plan.band, plan.strip];
                    parts.extend(plan.seen.map(label));
                    for (n, &part) in parts.iter().enumerate() {
                        assert!(Rect::of(size).holds(part, 0.0), "part {n} of {what}");
                        assert!(part.width > 20.0 && part.height > 10.0, "part {n} of {what}");
                        for (m, &other) in parts.iter().enumerate().skip(n + 1) {
                            assert!(apart(part, other), "{n} and {m} of {what}");
                        }
                    }
                    assert!(plan.notes.width >= 200.0 && plan.notes.height >= 120.0, "notes of {what}");
                }
            }
        }
    }

    #[test]
    fn the_more_notes_need_the_more_they_get() {
        for shape in [9.0 / 16.0, 1.0, 4.0 / 3.0, 16.0 / 9.0, 21.0 / 9.0] {
            let page = Size::new(1280.0, 720.0);
            let area = |need| {
                let notes = Plan::new(screen(shape), page, need, Stage::Live).notes;
                notes.width * notes.height
            };
            assert!(area(Need::Little) < area(Need::More) && area(Need::More) < area(Need::Most), "{shape}");
        }
    }

    #[test]
    fn the_usual_screen_is_the_one_that_was_drawn() {
        let size = screen(16.0 / 9.0);
        assert_eq!((size.width.round(), size.height), (1280.0, 720.0));
        let plan = Plan::new(size, size, Need::Little, Stage::Live);
        assert_eq!((plan.now.x, plan.now.y, plan.now.width.round()), (28.0, 52.0, 768.0));
        assert_eq!(plan.next.y, 52.0);
        assert!((plan.next.right() - 1250.0).abs() < 3.0, "{:?}", plan.next);
    }
}

//! What was drawn on pages: strokes of a pen and a highlighter, in parts of the page, with a way back of its own for every
//! page. Strokes are cheap to copy and thinned as they come; there is a limit to them, at which the pen is dry. Never knows
//! which page is on stage.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Position, Spot, WHOLE};

/// So many points can lie on a page, and on all pages together: far more than anyone reads.
const PAGE_POINTS: usize = 8_000;
const ALL_POINTS: usize = 60_000;
/// So many changes of a page can be taken back.
const MOST_CHANGES: usize = 100;
/// A hand trembles by less than this, in units of a page that is 1280 wide and 720 high.
const STILL: f64 = 2.5;
/// From its middle an eraser reaches this far, in the same units; half of how thick a pen's line is goes on top.
pub const ERASER: f64 = 14.0;

/// What draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Nib {
    /// A thin line that covers.
    Pen,
    /// A broad one that lets words through.
    Highlighter,
}

/// A line that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// What drew it.
    pub nib: Nib,
    /// Where it goes along; never empty.
    pub points: Arc<[Spot]>,
}

/// A change of a page that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Drawn,
    /// These went, one after the other, from these places among the strokes.
    Erased(Vec<(usize, Stroke)>),
    Cleared(Vec<Stroke>),
}

/// What lies on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Leaf {
    strokes: Vec<Stroke>,
    changes: Vec<Change>,
}

type Leaves = BTreeMap<(usize, usize), Leaf>;

/// What the hand does on a page at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Live {
    Stroke { page: (usize, usize), nib: Nib, points: Vec<Spot>, room: usize },
    Erasing { page: (usize, usize), at: Spot, gone: Vec<(usize, Stroke)> },
}

/// The drawings of a show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<super::inked::Inked>", into = "Vec<super::inked::Inked>")]
pub struct Drawings {
    leaves: Arc<Leaves>,
    /// What the audience of a frozen stage keeps.
    kept: Option<Arc<Leaves>>,
    live: Option<Live>,
}

/// The strokes that lie on a page, the last one perhaps not finished.
#[derive(Clone, Copy, Debug, Default)]
pub struct Drawn<'a> {
    strokes: &'a [Stroke],
    live: Option<(Nib, &'a [Spot])>,
}

impl<'a> Drawn<'a> {
    /// The lines, from the first that was drawn to the last.
    pub fn lines(self) -> impl Iterator<Item = (Nib, &'a [Spot])> {
        self.strokes.iter().map(|stroke| (stroke.nib, &*stroke.points)).chain(self.live)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.strokes.is_empty() && self.live.is_none()
    }
}

impl Drawings {
    /// What lies on the page of `at`.
    #[must_use]
    pub fn on(&self, at: Position) -> Drawn<'_> {
        let key = (at.deck, at.page);
        let live = match &self.live {
            Some(Live::Stroke { page, nib, points, .. }) if *page == key => Some((*nib, points.as_slice())),
            _ => None,
        };
        Drawn { strokes: strokes(&self.leaves, key), live }
    }

    /// What the audience of a frozen stage keeps on the page of `at`.
    pub(super) fn kept_on(&self, at: Position) -> Drawn<'_> {
        let leaves = self.kept.as_ref().unwrap_or(&self.leaves);
        Drawn { strokes: strokes(leaves, (at.deck, at.page)), live: None }
    }

    /// The pages on which something lies, in order.
    pub fn pages(&self) -> impl Iterator<Item = (Position, &[Stroke])> {
        let drawn = self.leaves.iter().filter(|(_, leaf)| !leaf.strokes.is_empty());
        drawn.map(|(&(deck, page), leaf)| (Position::new(deck, page), leaf.strokes.as_slice()))
    }

    /// Whether nothing lies anywhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages().next().is_none()
    }

    /// Whether no line has room any more on the page of `at`.
    #[must_use]
    pub fn full(&self, at: Position) -> bool {
        self.room((at.deck, at.page)) == 0
    }

    /// Puts a line on the page of `at`, as far as it has room, without a way back.
    pub fn put(&mut self, at: Position, nib: Nib, points: &[Spot]) {
        let page = (at.deck, at.page);
        let hold = |part: i32| part.clamp(0, WHOLE);
        let room = self.room(page);
        let points: Vec<Spot> = points.iter().take(room).map(|at| Spot { x: hold(at.x), y: hold(at.y) }).collect();
        if !points.is_empty() {
            self.leaf(page).strokes.push(Stroke { nib, points: points.into() });
        }
    }

    /// The same without what the hand is about to do.
    pub(super) fn settled(&self) -> Self {
        Self { leaves: Arc::clone(&self.leaves), kept: self.kept.clone(), live: None }
    }

    /// The same without that, and without what an audience keeps.
    pub(super) fn settled_alone(&self) -> Self {
        Self { kept: None, ..self.settled() }
    }

    /// What the audience of a frozen stage keeps, if that is not what lies there now.
    pub(super) fn kept(&self) -> Option<Self> {
        let kept = self.kept.as_ref().filter(|kept| **kept != self.leaves)?;
        Some(Self { leaves: Arc::clone(kept), kept: None, live: None })
    }

    /// The same, of which the audience of a frozen stage keeps `kept`, or all.
    pub(super) fn keeping(self, kept: Option<Self>) -> Self {
        let kept = kept.map_or_else(|| Arc::clone(&self.leaves), |kept| kept.leaves);
        Self { kept: Some(kept), ..self }
    }

    pub(super) fn freeze(&mut self) {
        self.kept = Some(Arc::clone(&self.leaves));
    }

    pub(super) fn thaw(&mut self) {
        self.kept = None;
    }

    pub(super) fn is_live(&self) -> bool {
        self.live.is_some()
    }

    /// A line begins at `spot` of the page of `at`.
    pub(super) fn begin(&mut self, at: Position, nib: Nib, spot: Spot) {
        self.lift();
        let page = (at.deck, at.page);
        let room = self.room(page);
        if room > 0 {
            self.live = Some(Live::Stroke { page, nib, points: vec![spot], room });
        }
    }

    /// An eraser comes down on `spot` of the page of `at`.
    pub(super) fn erase(&mut self, at: Position, spot: Spot) {
        self.lift();
        self.live = Some(Live::Erasing { page: (at.deck, at.page), at: spot, gone: Vec::new() });
        self.go_on(spot);
    }

    /// The hand moves to `spot`; says whether that changed anything.
    pub(super) fn go_on(&mut self, spot: Spot) -> bool {
        match &mut self.live {
            Some(Live::Stroke { points, room, .. }) => {
                let moved = points.last().is_none_or(|last| away(*last, spot) >= STILL);
                if moved && points.len() < *room {
                    points.push(spot);
                }
                moved && points.len() <= *room
            }
            Some(Live::Erasing { page, at, gone }) => {
                let (from, page) = (std::mem::replace(at, spot), *page);
                let touched = |stroke: &Stroke| touches(stroke, (from, spot));
                if !strokes(&self.leaves, page).iter().any(touched) {
                    return false;
                }
                let Some(leaf) = Arc::make_mut(&mut self.leaves).get_mut(&page) else { return false };
                while let Some(n) = leaf.strokes.iter().position(touched) {
                    gone.push((n, leaf.strokes.remove(n)));
                }
                true
            }
            None => false,
        }
    }

    /// What the hand did is done, and can be taken back.
    pub(super) fn lift(&mut self) {
        match self.live.take() {
            Some(Live::Stroke { page, nib, points, .. }) if !points.is_empty() => {
                let leaf = self.leaf(page);
                leaf.strokes.push(Stroke { nib, points: points.into() });
                leaf.changed(Change::Drawn);
            }
            Some(Live::Erasing { page, gone, .. }) if !gone.is_empty() => {
                self.leaf(page).changed(Change::Erased(gone));
            }
            _ => {}
        }
    }

    /// What the hand was about to do was not meant; says whether that changed anything.
    pub(super) fn drop_live(&mut self) -> bool {
        match &self.live {
            Some(Live::Erasing { page, gone, .. }) if !gone.is_empty() => {
                let page = *page;
                self.lift();
                self.leaf(page).undo();
                true
            }
            Some(Live::Stroke { .. }) => {
                self.live = None;
                true
            }
            _ => {
                self.live = None;
                false
            }
        }
    }

    /// Takes the last change of the page of `at` back; of lines without a way back, the last line.
    pub(super) fn undo(&mut self, at: Position) {
        self.lift();
        let page = (at.deck, at.page);
        if self.leaves.contains_key(&page) {
            self.leaf(page).undo();
        }
    }

    /// Nothing lies on the page of `at` any more.
    pub(super) fn clear(&mut self, at: Position) {
        self.lift();
        let page = (at.deck, at.page);
        if !strokes(&self.leaves, page).is_empty() {
            let leaf = self.leaf(page);
            let gone = std::mem::take(&mut leaf.strokes);
            leaf.changed(Change::Cleared(gone));
        }
    }

    /// Whatever lies on a page lies on the one that `to` names now; what has none is gone.
    pub(super) fn moved(&mut self, to: &mut dyn FnMut(Position) -> Option<Position>) {
        self.lift();
        for leaves in std::iter::once(&mut self.leaves).chain(&mut self.kept) {
            let mut next = Leaves::new();
            for (&(deck, page), leaf) in leaves.iter() {
                if let Some(place) = to(Position::new(deck, page)) {
                    next.entry((place.deck, place.page)).or_insert_with(|| leaf.clone());
                }
            }
            if next != **leaves {
                *leaves = Arc::new(next);
            }
        }
    }

    fn leaf(&mut self, page: (usize, usize)) -> &mut Leaf {
        Arc::make_mut(&mut self.leaves).entry(page).or_default()
    }

    fn room(&self, page: (usize, usize)) -> usize {
        let count = |leaf: &Leaf| leaf.strokes.iter().map(|stroke| stroke.points.len()).sum::<usize>();
        let here = self.leaves.get(&page).map_or(0, count);
        let all: usize = self.leaves.values().map(count).sum();
        PAGE_POINTS.saturating_sub(here).min(ALL_POINTS.saturating_sub(all))
    }
}

impl Leaf {
    fn changed(&mut self, change: Change) {
        if self.changes.len() >= MOST_CHANGES {
            self.changes.remove(0);
        }
        self.changes.push(change);
    }

    fn undo(&mut self) {
        match self.changes.pop() {
            Some(Change::Drawn) | None => {
                self.strokes.pop();
            }
            Some(Change::Erased(gone)) => {
                for (n, stroke) in gone.into_iter().rev() {
                    self.strokes.insert(n.min(self.strokes.len()), stroke);
                }
            }
            Some(Change::Cleared(gone)) => self.strokes = gone,
        }
    }
}

fn strokes(leaves: &Leaves, page: (usize, usize)) -> &[Stroke] {
    leaves.get(&page).map_or(&[], |leaf| &leaf.strokes)
}

/// A place in units of a page of the usual shape; on others it is off by little, and nobody aims finer.
fn units(spot: Spot) -> (f64, f64) {
    let (x, y) = spot.fractions();
    (x * 1280.0, y * 720.0)
}

fn away(from: Spot, to: Spot) -> f64 {
    let ((x, y), (to_x, to_y)) = (units(from), units(to));
    (to_x - x).hypot(to_y - y)
}

/// Whether an eraser that went from place to place touches `stroke`.
fn touches(stroke: &Stroke, (from, to): (Spot, Spot)) -> bool {
    let reach = ERASER + if stroke.nib == Nib::Pen { 2.0 } else { 14.0 };
    let swept = (units(from), units(to));
    let mut last = None;
    stroke.points.iter().any(|&spot| {
        let here = units(spot);
        let piece = (last.replace(here).unwrap_or(here), here);
        between(swept, piece) <= reach
    })
}

type Piece = ((f64, f64), (f64, f64));

/// How far two straight pieces are apart.
fn between(a: Piece, b: Piece) -> f64 {
    if crossing(a, b) {
        return 0.0;
    }
    [from_piece(a.0, b), from_piece(a.1, b), from_piece(b.0, a), from_piece(b.1, a)]
        .into_iter()
        .fold(f64::MAX, f64::min)
}

fn from_piece((x, y): (f64, f64), ((from_x, from_y), (to_x, to_y)): Piece) -> f64 {
    let (long, high) = (to_x - from_x, to_y - from_y);
    let square = long * long + high * high;
    let along = if square > 0.0 { ((x - from_x) * long + (y - from_y) * high) / square } else { 0.0 }.clamp(0.0, 1.0);
    (x - from_x - long * along).hypot(y - from_y - high * along)
}

fn crossing(a: Piece, b: Piece) -> bool {
    let side = |piece: Piece, (x, y): (f64, f64)| {
        let ((from_x, from_y), (to_x, to_y)) = piece;
        (to_x - from_x) * (y - from_y) - (to_y - from_y) * (x - from_x)
    };
    side(a, b.0) * side(a, b.1) < 0.0 && side(b, a.0) * side(b, a.1) < 0.0
}

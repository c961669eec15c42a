//! Words, pictures and tables at the side that their author wants them at: the room of a block and what stands in it go
//! in, its place comes out. Never wraps anything, and never leaves the room.

use super::set::Set;
use super::sheet::Sheet;
use super::{Cx, Node};
use crate::geom::Point;
use crate::markdown::Align;
use crate::scene::{TextBlock, TextRole};

/// The side at which something stands, left and right being those of the finished page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    align: Align,
    /// What is put is mirrored afterwards, as all is that runs to the left.
    mirrored: bool,
}

impl Side {
    /// The side asked for by `align`, for what is mirrored afterwards if it runs to the left.
    pub(super) fn new(align: Align, mirrored: bool) -> Self {
        Self { align, mirrored }
    }

    /// The side of `node`.
    pub(super) fn of(cx: &Cx<'_>, node: &Node) -> Self {
        Self::new(node.align, cx.fonts.language().page.is_rtl() != node.turned)
    }

    /// Whether all stands where it would stand anyway.
    pub(super) fn is_usual(self) -> bool {
        self.align == Align::Auto
    }

    /// How far from its usual place something stands that leaves `free` of its room.
    pub(super) fn shift(self, free: f32) -> f32 {
        let free = free.max(0.0);
        match (self.align, self.mirrored) {
            (Align::Center, _) => free / 2.0,
            (Align::Right, false) | (Align::Left, true) => free,
            _ => 0.0,
        }
    }

    /// Where the box of `line` begins, set at `scale` in a room of `width`.
    fn indent(self, line: &TextBlock, (width, scale): (f32, f32)) -> f32 {
        let (from, to, all) = (line.left() * scale, line.size().width * scale, line.box_width() * scale);
        let free = (width - (to - from)).max(0.0);
        if self.mirrored {
            // It is mirrored with its box, in which its words stand at the right.
            return self.shift(free) + to - all;
        }
        self.shift(free) - from
    }

    /// Puts one line into a room of `width` that begins at `at`.
    pub(super) fn put_line(
        self,
        sheet: &mut Sheet<'_>,
        line: &Set,
        (at, width): (Point, f32),
        (scale, role): (f32, TextRole),
    ) {
        let indent = if self.is_usual() { 0.0 } else { self.indent(&line.block, (width, scale)) };
        line.put(sheet, Point::new(at.x + indent, at.y), scale, role);
    }

    /// Puts `set`, wrapped as it is, into a room of `width` that begins at `at`. Of a text of several lines that says less
    /// than it shows nobody knows which line says what: it stands where it would stand anyway.
    pub(super) fn put(
        self,
        cx: &mut Cx<'_>,
        sheet: &mut Sheet<'_>,
        set: &Set,
        (at, width): (Point, f32),
        (scale, role): (f32, TextRole),
    ) {
        if self.is_usual() || set.says_less() && set.block.line_count() > 1 {
            return set.put(sheet, at, scale, role);
        }
        if set.block.line_count() == 1 {
            return self.put_line(sheet, set, (at, width), (scale, role));
        }
        let room = width / scale;
        for (line, range) in set.block.lines().zip(set.line_ranges()) {
            let part = set.line(cx.fonts, range, room);
            let at = Point::new(at.x, at.y + line.top * scale);
            self.put_line(sheet, &part, (at, width), (scale * part.squeezed(room), role));
        }
    }
}

//! Footnotes: small, standing back, each behind its number, the first of several under a short line. They stand where the
//! deck has them, which is at the foot of the flow.

use super::Cx;
use super::flow::{DEEPEST_INDENT, Flow, Marker0, Nest, Voice, Wrap};
use crate::diag::Lines;
use crate::markdown::Footnote;

/// Space for the number.
const INDENT: f32 = 40.0;
/// Space above the first of several, in which the line is drawn, and above the others.
const BEFORE: f32 = 30.0;
const BETWEEN: f32 = 6.0;

impl Flow {
    /// A footnote.
    pub(super) fn footnote(&mut self, cx: &mut Cx<'_>, note: &Footnote, nest: &Nest, (lines, width): (Lines, f32)) {
        let x = nest.x.min(width * DEEPEST_INDENT);
        let follows = self.nodes.last().is_some_and(|node| node.note);
        let mut inner = Nest { voice: Voice::Note, x: x + INDENT, ..nest.clone() };
        if !follows {
            self.wraps.push(Wrap::Foot(x));
            inner.wraps.push(self.wraps.len() - 1);
        }
        inner.marker = Some((Marker0::Note(note.number.to_string()), inner.x));
        let first = self.nodes.len();
        self.blocks(cx, &note.blocks, width, &inner);
        if self.nodes.len() == first {
            self.empty(cx, &inner, lines);
        }
        for node in self.nodes.iter_mut().skip(first) {
            node.note = true;
        }
        if let Some(node) = self.nodes.get_mut(first) {
            node.before = if follows { BETWEEN } else { BEFORE };
        }
    }
}

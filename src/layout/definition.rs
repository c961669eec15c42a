//! Definitions: short terms stand beside what they mean, in two columns; others stand above it. Decides which; never where
//! on which page.

use super::Cx;
use super::flow::{DEEPEST_INDENT, Flow, Nest, NodeKind};
use super::paginate::PAGE_COST;
use super::prose::{Look, Prose};
use super::table;
use crate::diag::Lines;
use crate::markdown::{Block, BlockKind, Definition, Inline};
use crate::scene::Element;
use crate::theme::Type;

/// A term is short up to this part of the width.
const SHORT: f32 = 0.28;
/// How far a meaning is indented under its term.
const INDENT: f32 = 34.0;
/// Space above the list or a term, and above a meaning.
const BEFORE: f32 = 20.0;
const BETWEEN: f32 = 4.0;
/// Cost of parting a term from its meaning: more than a page.
const TERM_COST: f32 = 1.2 * PAGE_COST;

impl Flow {
    /// Terms and what they mean.
    pub(super) fn definitions(
        &mut self,
        cx: &mut Cx<'_>,
        all: &[Definition],
        nest: &Nest,
        (lines, width): (Lines, f32),
    ) {
        let mut nest = nest.clone();
        nest.x = nest.x.min(width * DEEPEST_INDENT);
        let kind = nest.kind(cx);
        let strong = Look::new(Type { weight: 650, ..kind }, nest.ink(cx));
        let plain = Look::new(kind, nest.ink(cx));
        if let Some(pairs) = pairs(cx, all, strong, ((width - nest.x) * SHORT, nest.step)) {
            for (n, row) in table::beside(cx, &pairs, (strong, plain), width - nest.x).into_iter().enumerate() {
                self.push(cx, NodeKind::Row(Box::new(row)), &nest, (if n == 0 { BEFORE - 8.0 } else { 0.0 }, lines));
                nest.marker = None;
            }
            return;
        }
        for one in all {
            let prose = Prose::new(&one.term, strong, cx.theme);
            if !prose.is_blank() {
                let set = prose.shape(cx.fonts, Some(width - nest.x));
                let term = self.within(&nest, Element::Term);
                self.push(cx, NodeKind::Text(set), &term, (BEFORE, lines));
                nest.marker = None;
            }
            let inner = Nest { x: (nest.x + INDENT).min(width * DEEPEST_INDENT), ..nest.clone() };
            for meaning in &one.meanings {
                let first = self.nodes.len();
                self.blocks(cx, meaning, width, &inner);
                if let Some(node) = self.nodes.get_mut(first) {
                    node.before = node.before.min(BETWEEN);
                    node.before_cost = node.before_cost.max(TERM_COST);
                    nest.marker = None;
                }
            }
        }
    }
}

/// Every meaning with its term, if all terms are narrower than `short` and every meaning is one paragraph that shows from
/// `step` on like its term.
fn pairs<'a>(
    cx: &mut Cx<'_>,
    all: &'a [Definition],
    look: Look,
    (short, step): (f32, u16),
) -> Option<Vec<(&'a [Inline], &'a [Inline])>> {
    let mut out = Vec::new();
    for one in all {
        let term = Prose::new(&one.term, look, cx.theme);
        if term.is_blank() || one.meanings.is_empty() || term.shape(cx.fonts, None).block.size().width > short {
            return None;
        }
        for (n, meaning) in one.meanings.iter().enumerate() {
            let [Block { kind: BlockKind::Paragraph(words), step: own, .. }] = meaning.as_slice() else { return None };
            if *own > step || words.iter().any(|inline| matches!(inline, Inline::Picture(_))) {
                return None;
            }
            out.push((if n == 0 { one.term.as_slice() } else { &[] }, words.as_slice()));
        }
    }
    Some(out)
}

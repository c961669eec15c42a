//! Paragraphs and headings into nodes of a flow: stretches of words, and between them the pictures that are too large to
//! stand in a line. Never parts a picture from its caption.

use super::Cx;
use super::flow::{DEEPEST_INDENT, Flow, Nest, NodeKind};
use super::picture::{CAPTION_GAP, Figure};
use super::prose::{Look, Prose};
use crate::diag::Lines;
use crate::markdown::Inline;
use crate::theme::Type;

/// A caption leaves its picture for nothing but a page of its own.
const CAPTION_COST: f32 = 3.0 * super::paginate::PAGE_COST;

impl Flow {
    /// A paragraph: stretches of words with pictures between them.
    pub(super) fn paragraph(&mut self, cx: &mut Cx<'_>, content: &[Inline], nest: &Nest, (lines, width): (Lines, f32)) {
        let mut nest = nest.clone();
        let kind = nest.kind(cx);
        let before = if nest.level == 0 { 18.0 } else { cx.theme.list_space[nest.level.min(3) - 1] };
        for piece in content.split_inclusive(|inline| matches!(inline, Inline::Picture(_))) {
            let (words, picture) = match piece.split_last() {
                Some((Inline::Picture(picture), words)) => (words, Some(picture)),
                _ => (piece, None),
            };
            let look = Look::new(kind, nest.ink(cx)).toward(nest.direction);
            let prose = Prose::new(words, look, cx.theme);
            if !prose.is_blank() {
                let set = prose.shape(cx.fonts, Some(width - nest.x));
                self.push(cx, NodeKind::Text(set), &nest, (before, lines));
                nest.marker = None;
            }
            if let Some(picture) = picture {
                let room = width - nest.x.min(width * DEEPEST_INDENT);
                let figure = Figure::new(cx, picture, room);
                let figure = if nest.level > 0 { figure.small() } else { figure };
                let caption = figure.caption(cx, room);
                self.push(cx, NodeKind::Picture(figure), &nest, (before + 6.0, lines));
                nest.marker = None;
                if let Some(caption) = caption {
                    self.push(cx, NodeKind::Text(caption), &nest, (CAPTION_GAP, lines));
                    if let Some(node) = self.nodes.last_mut() {
                        node.before_cost = CAPTION_COST;
                    }
                }
            }
        }
        if nest.marker.is_some() {
            self.empty(cx, &nest, lines);
        }
    }

    pub(super) fn heading(&mut self, cx: &mut Cx<'_>, content: &[Inline], nest: &Nest, (lines, width): (Lines, f32)) {
        let kind = Type { weight: 700, ..nest.kind(cx) };
        let look = Look::new(kind, cx.theme.ink).strong(cx.theme.accent).toward(nest.direction);
        let prose = Prose::new(content, look, cx.theme);
        if !prose.is_blank() {
            let set = prose.shape(cx.fonts, Some(width - nest.x));
            self.push(cx, NodeKind::Text(set), nest, (24.0, lines));
        }
        for inline in content {
            let Inline::Picture(picture) = inline else { continue };
            let figure = Figure::new(cx, picture, width - nest.x).small();
            self.push(cx, NodeKind::Picture(figure), nest, (14.0, lines));
        }
    }

    /// An item or a paragraph of nothing still shows its marker.
    pub(super) fn empty(&mut self, cx: &mut Cx<'_>, nest: &Nest, lines: Lines) {
        let look = Look::new(nest.kind(cx), cx.theme.ink);
        let set = Prose::plain("", look).shape(cx.fonts, None);
        let before = cx.theme.list_space[nest.level.clamp(1, 3) - 1];
        self.push(cx, NodeKind::Text(set), nest, (before, lines));
    }
}

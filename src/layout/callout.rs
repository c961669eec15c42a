//! Callouts: a soft card in the tone of what it is about, its sign in a disc, its title, its blocks. May be cut between
//! pages like any card. Spoilers are shown open.

use super::Cx;
use super::flow::{DEEPEST_INDENT, Flow, Nest, NodeKind, Wrap};
use super::paginate::PAGE_COST;
use super::prose::{Look, Prose};
use crate::color::Rgba;
use crate::diag::Lines;
use crate::markdown::{Callout, CalloutKind, Inline, Run};
use crate::scene::TextRole;
use crate::theme::{Theme, Type};

/// Space inside the card at its right, and left of the disc.
pub(super) const SIDE: f32 = 26.0;
/// Width of the disc.
pub(super) const BADGE: f32 = 28.0;
/// Space between the disc and the words.
pub(super) const BADGE_GAP: f32 = 14.0;
/// Space above the card.
const BEFORE: f32 = 24.0;
/// Space between the title and what stands under it, at most.
const UNDER_TITLE: f32 = 8.0;
/// Cost of cutting the card.
const INSIDE_COST: f32 = 350.0;
/// Cost of parting the title from what stands under it: more than a page.
const TITLE_COST: f32 = 1.2 * PAGE_COST;

impl Flow {
    /// A callout.
    pub(super) fn callout(&mut self, cx: &mut Cx<'_>, callout: &Callout, nest: &Nest, (lines, width): (Lines, f32)) {
        let theme = cx.theme;
        let (tone, sign) = about(callout.kind, theme);
        let x = nest.x.min(width * DEEPEST_INDENT);
        self.wraps.push(Wrap::Callout(x, tone));
        let mut inner = nest.clone();
        inner.wraps.push(self.wraps.len() - 1);
        inner.x = x + SIDE + BADGE + BADGE_GAP;
        let narrow = width - SIDE;
        let first = self.nodes.len();
        let own = Prose::new(&callout.title, Look::new(theme.body, tone), theme).is_blank();
        let name = [Inline::Text(Run { text: name(callout.kind).to_owned(), ..Run::default() })];
        let title = if own { &name[..] } else { &callout.title };
        let kind = Type { weight: 700, ..theme.list[1] };
        let set = Prose::new(title, Look::new(kind, theme.callout_title(tone)), theme)
            .shape(cx.fonts, Some(narrow - inner.x));
        let heavy = Type { size: 20.0, line: 26.0, weight: 800, ..theme.body };
        let sign = Prose::plain(sign, Look::new(heavy, theme.background)).shape(cx.fonts, None);
        self.push(cx, NodeKind::Text(set), &inner, (BEFORE, lines));
        inner.marker = None;
        if let Some(node) = self.nodes.last_mut() {
            node.badge = Some((sign, tone));
            node.role = if own { TextRole::Furniture } else { TextRole::Content };
        }
        let body = self.nodes.len();
        self.blocks(cx, &callout.blocks, narrow, &inner);
        for node in self.nodes.iter_mut().skip(first) {
            node.right += SIDE;
        }
        for node in self.nodes.iter_mut().skip(body) {
            node.before_cost = node.before_cost.max(INSIDE_COST);
        }
        if let Some(node) = self.nodes.get_mut(body) {
            node.before = node.before.min(UNDER_TITLE);
            node.before_cost = node.before_cost.max(TITLE_COST);
        }
    }
}

/// The name of a kind of callout.
pub(super) fn name(kind: CalloutKind) -> &'static str {
    match kind {
        CalloutKind::Note => "Note",
        CalloutKind::Tip => "Tip",
        CalloutKind::Important => "Important",
        CalloutKind::Warning => "Warning",
        CalloutKind::Caution => "Caution",
        CalloutKind::Spoiler => "Details",
    }
}

/// The tone and the sign of a kind of callout.
fn about(kind: CalloutKind, theme: &Theme) -> (Rgba, &'static str) {
    let tones = &theme.tones;
    match kind {
        CalloutKind::Note => (tones.note, "i"),
        CalloutKind::Tip => (tones.tip, "✓"),
        CalloutKind::Important => (tones.important, "!"),
        CalloutKind::Warning => (tones.warning, "!"),
        CalloutKind::Caution => (tones.caution, "×"),
        CalloutKind::Spoiler => (theme.muted, "+"),
    }
}

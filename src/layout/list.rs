//! Lists: items into the nodes of their blocks, each with its marker and the items that it stands under. Never decides
//! where an item stands.

use super::Cx;
use super::flow::{self, DEEPEST_INDENT, Flow, Marker, Marker0, Nest, NodeKind, Voice};
use super::prose::{Look, Prose};
use crate::diag::Lines;
use crate::fonts::Direction;
use crate::markdown::{Align, Block, Item, List};
use crate::scene::{Element, Variant};
use crate::theme::Type;

/// Cost of breaking between a parent and its first child, in the units of `paginate`.
const PARENT_COST: f32 = 260.0;
/// Distance from one list level's text to the next one's.
const INDENT: f32 = 30.0;
/// Distance from the marker of the first level to its text.
const FIRST_INDENT: f32 = 34.0;

/// Says that what follows runs to the left; is not seen.
const RIGHT_TO_LEFT: char = '\u{200F}';

impl Flow {
    /// A list.
    pub(super) fn list(&mut self, cx: &mut Cx<'_>, list: &List, width: f32, nest: &Nest) {
        let (start, items) = (list.start, &list.items);
        let level = nest.level + 1;
        let last = start.unwrap_or(0).saturating_add(items.len().saturating_sub(1) as u64);
        let indent = match start {
            Some(_) => {
                let digits = last.max(1).to_string().len() as f32 + 0.6;
                (digits * 0.7 * Nest { level, ..nest.clone() }.kind(cx).size).max(FIRST_INDENT)
            }
            None if level == 1 => FIRST_INDENT,
            None => INDENT,
        };
        for (n, item) in items.iter().enumerate() {
            let marker = match (start, item.task) {
                (_, Some(done)) => Marker0::Task(done),
                (Some(start), None) => Marker0::Number(format!("{}.", start.saturating_add(n as u64))),
                (None, None) => Marker0::Bullet,
            };
            let first = self.nodes.len();
            let within = self.within(nest, Element::Item { task: item.task });
            let inner = Nest {
                part: within.part,
                x: (nest.x + indent).min(width * DEEPEST_INDENT),
                level,
                parents: nest.parents.clone(),
                wraps: nest.wraps.clone(),
                step: nest.step,
                direction: nest.direction,
                align: Align::Auto,
                voice: if item.task == Some(true) { Voice::Done } else { nest.voice },
                marker: Some((marker, (nest.x + indent).min(width * DEEPEST_INDENT))),
            };
            self.item(cx, &item.blocks, width, &inner);
            if let (true, Some(node)) = (n == 0 && first > 0, self.nodes.get_mut(first)) {
                // The first child stays with its parent; later ones may leave it, at less cost the higher they stand.
                let with_parent = nest.parents.last().is_some_and(|parent| parent + 1 == first);
                node.before_cost = node.before_cost.max(if with_parent { PARENT_COST } else { 0.0 });
            }
            // An item that ends in a colon with nothing beneath it announces the next one.
            let announced = n.checked_sub(1).and_then(|before| items.get(before)).is_some_and(announces);
            if let (true, Some(node)) = (announced, self.nodes.get_mut(first)) {
                node.before_cost = node.before_cost.max(flow::INTRO_COST);
            }
            if self.nodes.len() == first {
                self.empty(cx, &inner, Lines::default());
            }
        }
    }

    /// The blocks of an item: the first node is the parent of all that follow.
    fn item(&mut self, cx: &mut Cx<'_>, blocks: &[Block], width: f32, nest: &Nest) {
        let first = self.nodes.len();
        let Some((head, rest)) = blocks.split_first() else { return };
        self.blocks(cx, std::slice::from_ref(head), width, nest);
        let mut inner = nest.clone();
        if self.nodes.len() > first {
            inner.marker = None;
            if matches!(self.nodes[first].kind, NodeKind::Text(_)) {
                inner.parents.push(first);
            }
        }
        self.blocks(cx, rest, width, &inner);
        for node in self.nodes.iter_mut().skip(first + 1) {
            let depth_cost = 22.0 * node.parents.len() as f32;
            node.before_cost = node.before_cost.max(depth_cost);
        }
    }
}

/// Whether an item is a line that only says what comes.
fn announces(item: &Item) -> bool {
    matches!(item.blocks.as_slice(), [only] if flow::is_intro(only))
}

/// What stands before the first line of an item.
pub(super) fn marker(cx: &mut Cx<'_>, marker: &Marker0, nest: &Nest) -> Marker {
    let theme = cx.theme;
    // Figures of one width: those of a list stand beneath each other, and none is drawn to its full stop.
    let mut word = |text: &str, kind: Type, color| {
        Prose::plain(text, Look::new(kind, color).variant(Variant::Tabular)).shape(cx.fonts, None)
    };
    match marker {
        // The full stop stands on the side of the words.
        Marker0::Number(text) if nest.direction.is_some_and(Direction::is_rtl) => Marker::Number(word(
            &format!("{RIGHT_TO_LEFT}{text}"),
            Type { weight: 600, ..nest.kind_in(theme) },
            theme.accent,
        )),
        Marker0::Number(text) => Marker::Number(word(text, Type { weight: 600, ..nest.kind_in(theme) }, theme.accent)),
        Marker0::Note(text) => Marker::Number(word(text, Type { weight: 600, ..nest.kind_in(theme) }, theme.muted)),
        Marker0::Task(done) => {
            let tick = Type { size: 17.0, line: 21.0, weight: 800, ..theme.body };
            Marker::Task(done.then(|| word("✓", tick, theme.background)))
        }
        Marker0::Bullet => match nest.level {
            0 | 1 => Marker::Square,
            2 => Marker::Dash,
            _ => Marker::Dot,
        },
    }
}

//! Blocks into nodes: a flat list of shaped texts and pictures, each with its indent, its marker and the items that it
//! stands under. Decides what things look like; never where on which page they stand.

use std::rc::Rc;

use crate::color::Rgba;
use crate::diag::Lines;
use crate::fonts::Direction;
use crate::markdown::{self, Align, Block, BlockKind, Code, Column, Diagram, Inline, Run};
use crate::scene::{Element, TextRole};
use crate::theme::{Theme, Type};

use super::abreast::{self, Abreast};
use super::callout;
use super::cells::TableRow;
use super::code::{self, CodeLine, Listing};
use super::formula::Drawing;
use super::list;
use super::paginate::CONTEXT_HEIGHT;
use super::part::Part;
use super::picture::Figure;
use super::prose::Prose;
use super::set::Set;
use super::{Cx, direction};

/// No indent takes more than this fraction of the column.
pub(super) const DEEPEST_INDENT: f32 = 0.4;

/// What stands before the first line of an item.
#[derive(Debug)]
pub(super) enum Marker {
    /// The square of the first level.
    Square,
    /// The dash of the second.
    Dash,
    /// The dot of all others.
    Dot,
    /// The number of a numbered item.
    Number(Set),
    /// The box of a task, with its tick if it is done.
    Task(Option<Set>),
}

/// What holds several nodes together to the eye.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wrap {
    /// The bar at the left of a quote, at this distance from the column's edge, in a colour of its own if one is given.
    Bar(f32, Option<Rgba>),
    /// The card behind a block of code, at this distance from the column's edge.
    Card(f32),
    /// The card behind a callout, in its tone.
    Callout(f32, Rgba),
    /// The short line above footnotes.
    Foot(f32),
}

impl Wrap {
    /// Whether it is a card, which needs space above and below what stands on it.
    pub(super) fn is_card(&self) -> bool {
        matches!(self, Self::Card(_) | Self::Callout(..))
    }

    /// How much narrower what stands in it is at its right.
    pub(super) fn side(&self) -> f32 {
        if matches!(self, Self::Callout(..)) { callout::SIDE } else { 0.0 }
    }
}

/// What a node is made of.
#[derive(Debug)]
pub(super) enum NodeKind {
    /// Words.
    Text(Set),
    /// A line of code.
    Code(CodeLine),
    /// A picture or its placard.
    Picture(Figure),
    /// Columns side by side.
    Abreast(Box<Abreast>),
    /// A row of a table.
    Row(Box<TableRow>),
    /// A formula.
    Drawing(Drawing),
}

/// A piece of a flow: it moves as one when it is laid out, and may be split between its lines.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    /// Left edge of the text from the column's edge.
    pub(super) x: f32,
    /// How much narrower than the column it is at its right.
    pub(super) right: f32,
    /// Space above, unless it stands first on its page.
    pub(super) before: f32,
    pub(super) marker: Option<Marker>,
    /// Left edge of its item's text: the marker hangs there, whatever the item begins with.
    pub(super) marker_x: f32,
    /// The first nodes of the items around it, outermost first.
    pub(super) parents: Vec<usize>,
    /// Indexes into [`Flow::wraps`], outermost first.
    pub(super) wraps: Vec<usize>,
    /// How bad it is to break right before this node.
    pub(super) before_cost: f32,
    /// The step of the slide from which on it shows.
    pub(super) step: u16,
    /// What its words are on their page.
    pub(super) role: TextRole,
    /// The sign of a callout before its title, in a disc of its tone.
    pub(super) badge: Option<(Set, Rgba)>,
    /// Whether it is part of a footnote.
    pub(super) note: bool,
    pub(super) lines: Lines,
    /// It runs otherwise than its page: where it is placed is mirrored.
    pub(super) turned: bool,
    /// The side at which its author wants it.
    pub(super) align: Align,
    /// What it is part of.
    pub(super) part: Option<usize>,
}

impl Node {
    /// Its words are said again on this page, and are the author's on another one.
    fn say_again(&mut self) {
        self.role = TextRole::Repeat;
        if let NodeKind::Abreast(columns) = &mut self.kind {
            columns.say_again();
        }
    }
}

/// The nodes of a flow in reading order.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) nodes: Vec<Node>,
    pub(super) wraps: Vec<Wrap>,
    pub(super) parts: Vec<Part>,
}

/// Where in its lists and quotes a block stands.
#[derive(Clone, Default)]
pub(super) struct Nest {
    pub(super) x: f32,
    pub(super) level: usize,
    pub(super) parents: Vec<usize>,
    pub(super) wraps: Vec<usize>,
    pub(super) marker: Option<(Marker0, f32)>,
    /// The step of the slide from which on it shows.
    pub(super) step: u16,
    pub(super) voice: Voice,
    /// The side at which its author wants it; in a list all stands where lists stand.
    pub(super) align: Align,
    /// Which way the list or the quote around it runs; each block for itself if there is none.
    pub(super) direction: Option<Direction>,
    /// The part around it.
    pub(super) part: Option<usize>,
}

impl Nest {
    /// The type of a paragraph.
    pub(super) fn kind(&self, cx: &Cx<'_>) -> Type {
        self.kind_in(cx.theme)
    }

    /// The same in `theme`.
    pub(super) fn kind_in(&self, theme: &Theme) -> Type {
        match self.voice {
            Voice::Note => theme.list[2],
            _ if self.level == 0 => theme.body,
            _ => theme.list[self.level.min(3) - 1],
        }
    }

    /// The colour of its words.
    pub(super) fn ink(&self, cx: &Cx<'_>) -> Rgba {
        match self.voice {
            Voice::Plain if self.level < 2 => cx.theme.ink,
            Voice::Plain => cx.theme.ink.over(cx.theme.background, 0.88),
            Voice::Done | Voice::Note => cx.theme.muted,
        }
    }
}

/// A marker before it has a node: bullets are known by their level, numbers by their text.
#[derive(Clone)]
pub(super) enum Marker0 {
    Bullet,
    Number(String),
    /// The number of a footnote.
    Note(String),
    Task(bool),
}

/// How the words of a block are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Voice {
    /// As their list level says.
    #[default]
    Plain,
    /// Standing back: what is done.
    Done,
    /// Small and standing back: a footnote.
    Note,
}

/// Space between what stands above a card and the card.
const BEFORE_CARD: f32 = 20.0;
/// Space between a card and what follows it, at least.
const AFTER_CARD: f32 = 26.0;
/// Cost of breaking after a heading or an introduction that ends in a colon: more than a page.
pub(super) const INTRO_COST: f32 = 1.2 * super::paginate::PAGE_COST;

impl Flow {
    /// The nodes of `blocks` in a column of `width`.
    pub(super) fn new(cx: &mut Cx<'_>, blocks: &[Block], width: f32) -> Self {
        let mut flow = Self::default();
        flow.push_blocks(cx, blocks, width);
        flow
    }

    /// Adds the nodes of `blocks`.
    pub(super) fn push_blocks(&mut self, cx: &mut Cx<'_>, blocks: &[Block], width: f32) {
        self.blocks(cx, blocks, width, &Nest::default());
        code::in_one_size(&self.nodes);
    }

    /// Puts a heading in front that is too long to be a page's title.
    pub(super) fn push_heading(&mut self, cx: &mut Cx<'_>, content: &[Inline], lines: Lines, width: f32) {
        let nest = self.within(&Nest::default(), Element::Heading(1));
        self.heading(cx, content, &nest, (lines, width));
    }

    /// Its words are those of another page, said again.
    pub(super) fn say_again(&mut self) {
        self.nodes.iter_mut().for_each(Node::say_again);
    }

    /// Height of the line that says under which items a page goes on that begins with `node`.
    pub(super) fn context_height(&self, node: usize) -> f32 {
        if self.nodes.get(node).is_none_or(|node| node.parents.is_empty()) { 0.0 } else { CONTEXT_HEIGHT }
    }

    /// Nesting is at most `markdown::MAX_DEPTH`, and so is this function's.
    pub(super) fn blocks(&mut self, cx: &mut Cx<'_>, blocks: &[Block], width: f32, nest: &Nest) {
        let mut nest = nest.clone();
        for (n, block) in blocks.iter().enumerate() {
            let first = self.nodes.len();
            let direction = match (&block.kind, nest.direction) {
                // Code runs to the right, wherever it stands.
                (BlockKind::Code(_), _) => Direction::Ltr,
                (_, Some(direction)) => direction,
                (_, None) => direction::of_block(cx, block),
            };
            let align = block.align.or(nest.align);
            let step = nest.step.max(block.step);
            let inner = Nest { step, align, direction: Some(direction), ..nest.clone() };
            self.block(cx, block, width, &inner);
            let Some(node) = self.nodes.get_mut(first) else { continue };
            if n > 0 && matches!(blocks[n - 1].kind, BlockKind::Code(_)) {
                node.before = node.before.max(AFTER_CARD);
            }
            let after_intro = n > 0 && is_intro(&blocks[n - 1]);
            if after_intro {
                node.before_cost = node.before_cost.max(INTRO_COST);
            }
            if n > 0 {
                self.share_page(first);
            }
            nest.marker = None;
        }
    }

    /// Lets the drawing or the columns at `index` leave room on their page for the few lines right before them.
    fn share_page(&mut self, index: usize) {
        let Some((before, rest)) = self.nodes.split_at_mut_checked(index) else { return };
        let (Some(Node { kind: NodeKind::Text(set), .. }), Some(node)) = (before.last(), rest.first_mut()) else {
            return;
        };
        let height = set.block.size().height + node.before;
        match &mut node.kind {
            NodeKind::Drawing(drawing) => drawing.under(height),
            NodeKind::Abreast(columns) if index == 1 || node.before_cost >= INTRO_COST => columns.under(height),
            _ => {}
        }
    }

    fn block(&mut self, cx: &mut Cx<'_>, block: &Block, width: f32, nest: &Nest) {
        let (lines, nest) = (block.lines, &self.inside(nest, &block.kind));
        match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(cx, content, nest, (lines, width)),
            BlockKind::Heading { content, .. } => self.heading(cx, content, nest, (lines, width)),
            BlockKind::List(list) => self.list(cx, list, width, nest),
            BlockKind::Quote(quote) => self.quote(cx, quote, nest, (lines, width)),
            BlockKind::Code(code) => self.code(cx, code, nest, (lines, width)),
            BlockKind::Math(source) => self.formula(cx, source, nest, (lines, width)),
            BlockKind::Diagram(diagram) => self.diagram(cx, diagram, nest, (lines, width)),
            BlockKind::Table(table) => self.table(cx, table, nest, (lines, width)),
            BlockKind::Callout(callout) => self.callout(cx, callout, nest, (lines, width)),
            BlockKind::Definitions(all) => self.definitions(cx, all, nest, (lines, width)),
            BlockKind::Footnote(footnote) => self.footnote(cx, footnote, nest, (lines, width)),
            BlockKind::Columns(columns) => self.columns(cx, columns, nest, (lines, width)),
            BlockKind::Contents => self.contents(cx, nest, (lines, width)),
            BlockKind::Pause
            | BlockKind::Fragment(_)
            | BlockKind::FragmentEnd
            | BlockKind::Rule
            | BlockKind::Comment(_) => {}
        }
    }

    /// Columns side by side, or one under the other where there is no room for that.
    fn columns(&mut self, cx: &mut Cx<'_>, columns: &[Column], nest: &Nest, (lines, width): (Lines, f32)) {
        match Abreast::new(cx, columns, width - nest.x) {
            Some(abreast) => self.push(cx, NodeKind::Abreast(Box::new(abreast)), nest, (18.0, lines)),
            None => drop(self.push_columns(cx, columns, nest, width)),
        }
    }

    /// The titles of the deck: words that are said again.
    fn contents(&mut self, cx: &mut Cx<'_>, nest: &Nest, (lines, width): (Lines, f32)) {
        let first = self.nodes.len();
        // A title in another script does not turn the list round in which it stands.
        let before = direction::force(cx, nest.direction);
        for columns in abreast::contents(cx, lines) {
            self.columns(cx, &columns, nest, (lines, width));
        }
        direction::force(cx, before);
        for node in self.nodes.iter_mut().skip(first) {
            node.say_again();
        }
    }

    fn code(&mut self, cx: &mut Cx<'_>, code: &Code, nest: &Nest, (lines, width): (Lines, f32)) {
        let x = nest.x.min(width * DEEPEST_INDENT);
        let side = code::side(width - x);
        let listing = Rc::new(Listing::new(cx, code, lines, width - x));
        let mut inner = self.within(nest, Element::Code { language: code.language.as_str().into() });
        let titled = self.nodes.len();
        if !code.title.trim().is_empty() {
            // A title too long for a tab stands above the card like a line of text.
            inner.x = x + if listing.tab().is_some() { code::TAB_SIDE } else { 0.0 };
            let set =
                Prose::plain(code.title.trim(), code::title_look(cx.theme)).shape(cx.fonts, Some(width - inner.x));
            self.push(cx, NodeKind::Text(set), &inner, (BEFORE_CARD, lines));
            inner.marker = None;
        }
        let titled = self.nodes.len() > titled;
        self.wraps.push(Wrap::Card(x));
        inner.wraps.push(self.wraps.len() - 1);
        inner.x = x + side;
        for index in 0..listing.len() {
            // The fence's own line comes before the first line of code.
            let at =
                lines.from.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)).saturating_add(1).min(lines.to);
            let before = if index == 0 && !titled { BEFORE_CARD } else { 0.0 };
            let line = CodeLine { listing: Rc::clone(&listing), index };
            self.push(cx, NodeKind::Code(line), &inner, (before, Lines::new(at, at)));
            inner.marker = None;
            if let Some(node) = self.nodes.last_mut() {
                node.right = side;
                node.before_cost = listing.break_cost(index);
            }
        }
    }

    /// A formula on lines of its own, or its source where it cannot be set.
    fn formula(&mut self, cx: &mut Cx<'_>, source: &str, nest: &Nest, (lines, width): (Lines, f32)) {
        match Drawing::formula(cx, source, width - nest.x) {
            Some(drawing) => {
                let drawing = if nest.level == 0 && nest.wraps.is_empty() { drawing.centred() } else { drawing };
                self.push(cx, NodeKind::Drawing(drawing), nest, (22.0, lines));
            }
            None => {
                let code = Code { language: "latex".into(), text: source.into(), ..Code::default() };
                self.code(cx, &code, nest, (lines, width));
            }
        }
    }

    /// A diagram under its title, or its source where it cannot be drawn.
    fn diagram(&mut self, cx: &mut Cx<'_>, diagram: &Diagram, nest: &Nest, (lines, width): (Lines, f32)) {
        let mut nest = nest.clone();
        if !diagram.title.is_empty() {
            let title = Run { text: diagram.title.clone(), ..Run::default() };
            self.paragraph(cx, &[Inline::Text(title)], &nest, (lines, width));
            nest.marker = None;
        }
        match Drawing::diagram(cx, diagram, (lines, width - nest.x)) {
            Some(drawing) => self.push(cx, NodeKind::Drawing(drawing), &nest, (24.0, lines)),
            None => {
                // Of a drawing nobody expects colours.
                let code = Code { language: "text".into(), text: diagram.source.clone(), ..Code::default() };
                self.code(cx, &code, &nest, (lines, width));
            }
        }
    }

    pub(super) fn push(&mut self, cx: &mut Cx<'_>, kind: NodeKind, nest: &Nest, (before, lines): (f32, Lines)) {
        let page = cx.fonts.language().page;
        let rtl = nest.direction.unwrap_or(page).is_rtl();
        let marker = nest.marker.as_ref().map(|(marker, _)| list::marker(cx, marker, nest));
        // What follows a card keeps its distance from it.
        let left = |wrap: &usize| !nest.wraps.contains(wrap) && self.wraps.get(*wrap).is_some_and(Wrap::is_card);
        let after = self.nodes.last().is_some_and(|node| node.wraps.iter().any(left));
        let before = if after { before.max(AFTER_CARD) } else { before };
        let mut kind = kind;
        if let NodeKind::Row(row) = &mut kind {
            row.mirrored = rtl;
        }
        let part = self.part_of(nest, &kind);
        self.nodes.push(Node {
            kind,
            part,
            marker_x: nest.marker.as_ref().map_or(nest.x, |(_, x)| *x),
            x: nest.x,
            right: 0.0,
            before,
            marker,
            parents: nest.parents.clone(),
            wraps: nest.wraps.clone(),
            before_cost: 0.0,
            step: nest.step,
            role: TextRole::Content,
            badge: None,
            note: false,
            lines,
            turned: rtl != page.is_rtl(),
            align: if nest.level == 0 { nest.align } else { Align::Auto },
        });
    }
}

/// Space inside a card of code, above and below.
pub(super) const CARD_TOP: f32 = 26.0;

/// A heading, or a paragraph that ends in a colon: what follows belongs to it.
pub(super) fn is_intro(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { .. } => true,
        BlockKind::Paragraph(content) => markdown::plain(content).trim_end().ends_with(':'),
        _ => false,
    }
}

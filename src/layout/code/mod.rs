//! A block of code as its lines: text, colours, numbers, the size that it is set at, and where its long lines may break.
//! The face has one width, so that nothing is shaped before its place is known; every line is shaped once.

mod card;
mod palette;
mod steps;
#[cfg(test)]
mod tests;
mod wrap;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

pub(super) use card::{Shown, TAB_HEIGHT, TAB_SIDE, finish, ground, put_tab};

use super::Cx;
use super::flow::{Node, NodeKind};
use super::paginate::PAGE_COST;
use super::prose::{Look, Prose};
use super::set::Set;
use super::sheet::Sheet;
use super::size::text_scale;
use crate::deck::Deck;
use crate::diag::{Diagnostic, Lines, Severity};
use crate::geom::Point;
use crate::highlight::{self, Class, Language, Token};
use crate::markdown::{Block, BlockKind, Code, Highlight, Numbering, Run, Style};
use crate::scene::TextRole;
use crate::theme::{Theme, Type};
use palette::Palette;

/// Columns between the numbers and the text.
const GUTTER: f32 = 2.0;
/// Space inside a card, left and right, of a card wide enough for it.
const SIDE: f32 = 30.0;
/// A block of fewer lines stays whole, even at the price of a further page.
const SHORT: usize = 12;
const SHORT_COST: f32 = 1.3 * PAGE_COST;
/// Cost of a break between a title and its code, or within a line.
const TITLE_COST: f32 = 100_000.0;
const WRAP_COST: f32 = 180.0;

/// A line of a block.
#[derive(Debug)]
struct Row {
    /// Its text, with spaces for tabs.
    text: String,
    tokens: Vec<Token>,
    /// Its width at the full size.
    width: f32,
    /// Its ends of letters with their widths, if they are not all alike, and the line as it was shaped to learn them.
    uneven: Option<(Vec<(usize, f32)>, Set)>,
    /// Whether a diff adds it or takes it away.
    change: Option<Class>,
}

/// A block of code.
#[derive(Debug)]
pub(super) struct Listing {
    rows: Vec<Row>,
    kind: Type,
    palette: Palette,
    /// Advance of a letter at the full size.
    advance: f32,
    /// The least scale that the theme allows.
    least: f32,
    /// The number of the first line, if lines are numbered, and the digits of the last.
    numbers: Option<(u32, usize)>,
    steps: Vec<Highlight>,
    /// The scale that it is not set larger than: long lines make a block smaller before they wrap.
    scale: Cell<f32>,
    /// The title above it, shaped, if it has one that stands on one line.
    tab: Option<Set>,
}

/// A line of a block that is part of a flow.
#[derive(Clone, Debug)]
pub(super) struct CodeLine {
    pub(super) listing: Rc<Listing>,
    /// Which line, from 0.
    pub(super) index: usize,
}

/// The space inside a card that is `width` wide, left and right.
pub(super) fn side(width: f32) -> f32 {
    SIDE.min((width * 0.06).round())
}

impl Listing {
    /// `code`, which stands in `lines` of its file, on a card `width` wide.
    pub(super) fn new(cx: &mut Cx<'_>, code: &Code, lines: Lines, width: f32) -> Self {
        let kind = cx.theme.code;
        let text = crate::text::clean(&code.text);
        let language = highlight::language(&code.language);
        let colors = match language.filter(|language| !language.is_plain()) {
            Some(language) => Some(highlight::colors(&mut cx.patience, language, &text)),
            None => None,
        };
        if language.is_none() {
            tell(cx, Severity::Note, format!("no colours are known for code in `{}`", code.language), lines.from);
        }
        if let Some(colors) = colors.as_ref().filter(|colors| colors.cut) {
            let last = colors.lines.len();
            tell(cx, Severity::Warning, format!("the colours of this code end after its line {last}"), lines.from);
        }
        let diff = language.is_some_and(Language::is_diff);
        let palette = Palette::new(cx.theme);
        let advance = advance(cx, kind);
        let mut rows = Vec::new();
        for (n, line) in text.split('\n').enumerate() {
            let tokens = colors.as_ref().and_then(|colors| colors.lines.get(n)).map_or(&[][..], Vec::as_slice);
            let change = if diff { highlight::change(line) } else { None };
            let mut row = Row::new(line, tokens, change);
            row.measure(cx, (&palette, kind), advance);
            rows.push(row);
        }
        let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let first = match code.numbers {
            Some(Numbering::From(first)) => Some(first),
            Some(Numbering::Continued) => Some(cx.numbers.get(&lines.from).copied().unwrap_or(1)),
            None => None,
        };
        let digits = |first: u32| first.saturating_add(count.saturating_sub(1)).to_string().len();
        let numbers = first.map(|first| (first, digits(first)));
        let room = width - 2.0 * side(width);
        let tab = title(cx, &code.title, room);
        let least = text_scale(cx.theme, kind.size, 0.0);
        let (steps, advance) = (code.steps.clone(), advance.unwrap_or(kind.size * 0.6));
        let listing = Self { rows, kind, palette, advance, least, numbers, steps, scale: Cell::new(1.0), tab };
        listing.scale.set(listing.fitting(room));
        listing
    }

    /// How many lines it has.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Its title as a tab.
    pub(super) fn tab(&self) -> Option<&Set> {
        self.tab.as_ref()
    }

    /// Height of what a page repeats that goes on with it.
    pub(super) fn lead(&self) -> f32 {
        if self.tab.is_some() { TAB_HEIGHT } else { 0.0 }
    }

    /// Width of the numbers and the space after them, at the full size.
    fn gutter(&self) -> f32 {
        self.numbers.map_or(0.0, |(_, digits)| (digits as f32 + GUTTER) * self.advance)
    }

    /// The scale of its text where the slide's text is set at `scale`.
    fn factor(&self, scale: f32) -> f32 {
        scale.min(self.scale.get()).max(self.least)
    }

    /// The largest scale at which every line of it stands in `room`; if none does, the one with the fewest rows.
    fn fitting(&self, room: f32) -> f32 {
        let widest = self.rows.iter().map(|row| row.width).fold(0.0, f32::max) + self.gutter();
        if widest <= room {
            return 1.0;
        }
        if widest * self.least <= room {
            return (room / widest).min(1.0);
        }
        let rows = |scale: f32| -> usize {
            let room = room / scale - self.gutter();
            (0..self.rows.len()).map(|index| self.parts(index, room).len()).sum()
        };
        let mut best = (rows(1.0), 1.0);
        for scale in [f32::midpoint(self.least, 1.0), self.least] {
            let count = rows(scale);
            if count < best.0 {
                best = (count, scale);
            }
        }
        best.1
    }

    /// The bytes that every row of line `index` shows in `room`, which is given at the full size.
    fn parts(&self, index: usize, room: f32) -> Vec<Range<usize>> {
        let Some(row) = self.rows.get(index) else { return Vec::new() };
        if row.width <= room + 0.1 {
            return std::iter::once(0..row.text.len()).collect();
        }
        wrap::parts(row, self.advance, room)
    }

    /// What a break before line `index` costs: a block of few lines stays whole, a longer one breaks best at a blank line
    /// or where the indentation is small.
    pub(super) fn break_cost(&self, index: usize) -> f32 {
        let count = self.rows.len();
        if index == 0 {
            return if self.tab.is_some() { TITLE_COST } else { 0.0 };
        }
        if count < SHORT {
            return SHORT_COST;
        }
        let text = |index: usize| self.rows.get(index).map_or("", |row| row.text.as_str());
        // Blank lines are not shown at the edges of a page: a break before one is a break after it.
        let blank = self.rows.get(index..).unwrap_or_default().iter().take(4).take_while(|row| row.is_blank()).count();
        let index = index + blank;
        let (line, above) = (text(index), text(index - 1).trim());
        let start = line.trim_start();
        let indent = (line.len() - start.len()).min(24) as f32;
        let edge = if index == 1 || index + 1 == count { 60.0 } else { 0.0 };
        let closes = if start.starts_with(['}', ')', ']']) || start.starts_with("end") { 60.0 } else { 0.0 };
        let opens = if above.ends_with(['{', '(', '[', ':', ',']) { 40.0 } else { 0.0 };
        let blank = if above.is_empty() { 0.0 } else { 40.0 };
        10.0 + blank + indent * 2.5 + edge + closes + opens
    }
}

/// Sets all blocks among `nodes` in the size of the smallest: they stand on the same slide.
pub(super) fn in_one_size(nodes: &[Node]) {
    let blocks = || {
        nodes.iter().filter_map(|node| match &node.kind {
            NodeKind::Code(line) if line.index == 0 => Some(&line.listing),
            _ => None,
        })
    };
    let least = blocks().map(|listing| listing.scale.get()).fold(1.0, f32::min);
    blocks().for_each(|listing| listing.scale.set(least));
}

/// Tells something about a block once, however often it is tried in a place.
fn tell(cx: &mut Cx<'_>, severity: Severity, message: String, line: u32) {
    let told = Diagnostic { severity, ..Diagnostic::warning(cx.file, message).at(line, 0, "") };
    let told = match severity {
        Severity::Note => told.hint("`text` after the fence says that it is meant to have none"),
        _ => told.hint("show less of it: nobody reads so much code from the last row"),
    };
    if !cx.diagnostics.contains(&told) {
        cx.diagnostics.push(told);
    }
}

/// The title of a block as a tab, unless it is too long for one.
fn title(cx: &mut Cx<'_>, title: &str, room: f32) -> Option<Set> {
    let title = crate::text::clean_line(title);
    if title.trim().is_empty() || title.chars().count() > 200 {
        return None;
    }
    let set = Prose::plain(title.trim(), title_look(cx.theme)).shape(cx.fonts, Some(room));
    (set.block.line_count() <= 1 && set.block.size().width <= room).then_some(set)
}

/// How a title looks, on a tab or as a line of text where it is too long for one.
pub(super) fn title_look(theme: &Theme) -> Look {
    let kind = Type { size: theme.smallest.clamp(18.0, 24.0), line: TAB_HEIGHT, weight: 400, ..theme.code };
    Look::new(kind, theme.syntax.comment).mono()
}

impl Row {
    fn new(line: &str, tokens: &[Token], change: Option<Class>) -> Self {
        let (text, tokens) = without_tabs(line, tokens);
        Self { text, tokens, width: 0.0, uneven: None, change }
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Learns how wide it is: by counting, if all letters have the width `advance`, else by shaping it.
    fn measure(&mut self, cx: &mut Cx<'_>, (palette, kind): (&Palette, Type), advance: Option<f32>) {
        match advance.filter(|_| self.text.is_ascii()) {
            Some(advance) => self.width = advance * self.text.len() as f32,
            None => {
                let set = self.prose((palette, kind), 0..self.text.len()).shape(cx.fonts, None);
                self.width = set.block.size().width;
                self.uneven = Some((wrap::ends(&self.text, &set), set));
            }
        }
    }

    /// Its bytes in `range`, in their colours.
    fn prose(&self, (palette, kind): (&Palette, Type), range: Range<usize>) -> Prose {
        let look = |class| Look::new(kind, palette.color(class, self.change)).mono();
        let mut pieces: Vec<(Run, Look)> = Vec::with_capacity(self.tokens.len() * 2 + 1);
        let mut at = range.start;
        let mut add = |from: usize, to: usize, class: Class| {
            if let Some(text) = self.text.get(from..to).filter(|text| !text.is_empty()) {
                let style = Style { emphasis: class == Class::Comment, ..Style::default() };
                pieces.push((Run { text: text.to_owned(), style, link: None }, look(class)));
            }
        };
        for token in &self.tokens {
            let (from, to) = (token.range.start.max(at), token.range.end.min(range.end));
            if from < to {
                add(at, from, Class::Plain);
                add(from, to, token.class);
                at = to;
            }
        }
        add(at, range.end, Class::Plain);
        Prose::pieces(&pieces, look(Class::Plain))
    }
}

/// `line` with its tabs as spaces up to the next multiple of four columns, and its tokens where they stand then.
fn without_tabs(line: &str, tokens: &[Token]) -> (String, Vec<Token>) {
    if !line.contains('\t') {
        return (line.to_owned(), tokens.to_vec());
    }
    let mut out = String::with_capacity(line.len() + 16);
    // Where every tab ends, and how many bytes longer the text is from there on.
    let mut tabs: Vec<(usize, usize)> = Vec::new();
    let mut column = 0;
    for (at, c) in line.char_indices() {
        if c == '\t' {
            let spaces = 4 - column % 4;
            out.extend(std::iter::repeat_n(' ', spaces));
            column += spaces;
            tabs.push((at + 1, out.len() - at - 1));
        } else {
            out.push(c);
            column += 1;
        }
    }
    let moved = |at: usize| {
        let before = tabs.partition_point(|(end, _)| *end <= at);
        at + before.checked_sub(1).and_then(|n| tabs.get(n)).map_or(0, |(_, by)| *by)
    };
    let tokens = tokens.iter().map(|token| Token { range: moved(token.range.start)..moved(token.range.end), ..*token });
    (out, tokens.collect())
}

/// The width of every letter of `kind`, unless its face has letters of several widths.
fn advance(cx: &mut Cx<'_>, kind: Type) -> Option<f32> {
    let mut width =
        |text: &str| Prose::plain(text, Look::new(kind, cx.theme.ink).mono()).shape(cx.fonts, None).block.size().width;
    let (narrow, wide) = (width("iiiiiiii"), width("MMMMMMMM"));
    ((narrow - wide).abs() < 0.1).then_some(wide / 8.0)
}

impl CodeLine {
    /// Whether nothing is seen of it but its number.
    pub(super) fn is_blank(&self) -> bool {
        self.listing.rows.get(self.index).is_none_or(Row::is_blank)
    }

    /// The bytes of its rows, on a card `width` wide with the slide's text at `scale`.
    pub(super) fn parts(&self, width: f32, scale: f32) -> Vec<Range<usize>> {
        let listing = &self.listing;
        listing.parts(self.index, width / listing.factor(scale) - listing.gutter())
    }

    /// Cost of a break before a row of it that is not its first.
    pub(super) fn wrap_cost(&self) -> f32 {
        WRAP_COST + if self.listing.len() < SHORT { SHORT_COST } else { 0.0 }
    }

    /// Height of a row.
    pub(super) fn height(&self, scale: f32) -> f32 {
        self.listing.kind.line * self.listing.factor(scale)
    }

    /// Puts its bytes in `part` on a page; `at` is the left edge of the block's numbers or, without numbers, its text.
    pub(super) fn put(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, part: &Range<usize>, room: (Point, f32, f32)) {
        let listing = &self.listing;
        let ((at, width, scale), Some(row)) = (room, listing.rows.get(self.index)) else { return };
        if row.text.get(part.clone()).is_none_or(|text| text.trim().is_empty()) {
            return;
        }
        let factor = listing.factor(scale);
        let mut x = at.x + listing.gutter() * factor;
        let mut width = width - listing.gutter() * factor;
        if part.start > 0 {
            let hang = wrap::hang(row, listing.advance, width / factor) * factor;
            card::put_mark(cx, sheet, listing, (Point::new(x, at.y), hang, factor));
            x += hang;
            width -= hang;
        }
        let shaped;
        let set = match &row.uneven {
            Some((_, set)) if *part == (0..row.text.len()) => set,
            _ => {
                shaped = row.prose((&listing.palette, listing.kind), part.clone()).shape(cx.fonts, None);
                &shaped
            }
        };
        // Cut out of its line, a text of mixed scripts may take other faces and come out wider.
        let squeeze = ((width + 1.0) / (set.block.size().width * factor).max(1.0)).min(1.0);
        set.put(sheet, Point::new(x, at.y), factor * squeeze, TextRole::Content);
    }
}

/// The first number of every block of `deck` whose numbers go on from the block before, by the line that it begins on.
pub(super) fn continued(deck: &Deck) -> BTreeMap<u32, u32> {
    let mut out = BTreeMap::new();
    let mut next = 1_u32;
    // A stack, for no nesting may exhaust the thread's; the next block is on top.
    let mut open: Vec<&Block> = deck.slides.iter().rev().flat_map(|slide| slide.blocks.iter().rev()).collect();
    while let Some(block) = open.pop() {
        if let BlockKind::Code(code) = &block.kind {
            let first = match code.numbers {
                Some(Numbering::From(first)) => first,
                Some(Numbering::Continued) => next,
                None => continue,
            };
            if code.numbers == Some(Numbering::Continued) {
                out.insert(block.lines.from, first);
            }
            let count = u32::try_from(code.text.split('\n').count()).unwrap_or(u32::MAX);
            next = first.saturating_add(count);
        }
        for group in block.kind.groups().into_iter().rev() {
            open.extend(group.iter().rev());
        }
    }
    out
}

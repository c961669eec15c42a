//! Tables: a table of a deck in, rows of shaped cells out. A table whose columns cannot stand side by side becomes
//! records: under each other, every value beside its column's name. Decides what a table looks like; never where on which
//! page it stands.

use std::sync::Arc;

use super::Cx;
use super::cells::{Cell, Piece, RowKind, Shape, TableRow, gap};
use super::columns::Need;
use super::flow::{DEEPEST_INDENT, Flow, Nest, NodeKind};
use super::paginate::PAGE_COST;
use super::picture::Figure;
use super::prose::{Look, Prose};
use super::set::Set;
use super::size::text_scale;
use crate::diag::Lines;
use crate::markdown::{self, Align, Inline, Table};
use crate::scene::{TextRole, Variant};
use crate::theme::Type;

/// Space above a table.
const BEFORE: f32 = 20.0;
/// Space above and below the words: of the head, of a row, of a record's title, of a record's
/// lines, of words beside words.
const HEAD_PAD: (f32, f32) = (8.0, 10.0);
const ROW_PAD: (f32, f32) = (13.0, 13.0);
const TITLE_PAD: (f32, f32) = (12.0, 2.0);
const PAIR_PAD: (f32, f32) = (3.0, 3.0);
const BESIDE_PAD: (f32, f32) = (7.0, 7.0);
/// The lines at the foot of a head and of a row.
const INK_LINE: f32 = 2.0;
const HAIRLINE: f32 = 1.0;
/// What breaks cost: after a head, inside a record, beside the first and the last row.
const HEAD_COST: f32 = 1.5 * PAGE_COST;
const RECORD_COST: f32 = 300.0;
const EDGE_COST: f32 = 60.0;
/// Cells of more lines than this, of a table of many columns, read better as records.
const MOST_LINES: f32 = 9.0;
/// The same in a column that is narrower than this, in em.
const MOST_SHORT_LINES: f32 = 5.0;
const NARROW_COLUMN: f32 = 7.0;
/// Width that a picture in a cell asks for, at least and at most.
const PICTURE_WIDTH: (f32, f32) = (48.0, 220.0);
/// A record shows at most this many values beside each other.
const MOST_PAIRS: usize = 4;

/// A cell that is shaped but has no column's width yet.
struct Shaped {
    pieces: Vec<Piece>,
    need: Need,
}

impl Flow {
    /// A table.
    pub(super) fn table(&mut self, cx: &mut Cx<'_>, table: &Table, nest: &Nest, (lines, width): (Lines, f32)) {
        let count = table.rows.iter().chain([&table.head]).map(Vec::len).max().unwrap_or(0).max(table.align.len());
        if count == 0 {
            return;
        }
        let mut nest = nest.clone();
        nest.x = nest.x.min(width * DEEPEST_INDENT);
        let room = width - nest.x;
        let columns: Vec<Column> = (0..count).map(|n| Column::of(table, n)).collect();
        let rows = grid(cx, table, &columns, room).unwrap_or_else(|| records(cx, table, &columns, room));
        let last = rows.len().saturating_sub(1);
        for (n, (row, (line, cost))) in rows.into_iter().enumerate() {
            let at = lines.from.saturating_add(u32::try_from(line).unwrap_or(u32::MAX)).min(lines.to);
            let at = if lines.from == 0 { lines } else { Lines::new(at, at) };
            self.push(cx, NodeKind::Row(row), &nest, (if n == 0 { BEFORE } else { 0.0 }, at));
            nest.marker = None;
            if let (true, Some(node)) = (n > 0, self.nodes.last_mut()) {
                node.before_cost = cost + if n == 2 || n == last { EDGE_COST } else { 0.0 };
            }
        }
    }
}

/// What a column is, before its cells are shaped.
#[derive(Clone, Copy)]
struct Column {
    align: Align,
    /// Whether all of its cells are numbers.
    numbers: bool,
}

impl Column {
    fn of(table: &Table, n: usize) -> Self {
        let mut numbers = false;
        for cell in table.rows.iter().filter_map(|row| row.get(n)) {
            let plain = markdown::plain(cell);
            let plain = plain.trim();
            if is_number(plain) {
                numbers = true;
            } else if !is_nothing(plain) || cell.iter().any(|inline| matches!(inline, Inline::Picture(_))) {
                numbers = false;
                break;
            }
        }
        let align = match table.align.get(n).copied().unwrap_or_default() {
            Align::Auto if numbers => Align::Right,
            Align::Auto => Align::Left,
            align => align,
        };
        Self { align, numbers }
    }
}

/// A row, the line of the table that it comes from, and the cost of a break before it.
type Planned = (Box<TableRow>, (usize, f32));

/// The rows of `table` as a grid; `None` if its columns do not fit beside each other.
fn grid(cx: &mut Cx<'_>, table: &Table, columns: &[Column], room: f32) -> Option<Vec<Planned>> {
    // No column is narrower than a letter: where letters alone leave no room, nothing has to be shaped to know.
    if columns.len() as f32 * (gap(room) + 8.0) > room {
        return None;
    }
    let looks = Looks::new(cx);
    let mut shape = Shape { heads: vec![Need::default(); columns.len()], bodies: vec![Need::default(); columns.len()] };
    let mut rows: Vec<(RowKind, Vec<Shaped>)> = Vec::with_capacity(table.rows.len() + 1);
    let headed = table.head.iter().any(|cell| !is_empty(cell));
    if headed {
        let head: Vec<Shaped> = table.head.iter().map(|cell| shaped(cx, cell, looks.head, room)).collect();
        for (need, cell) in shape.heads.iter_mut().zip(&head) {
            *need = need.join(cell.need);
        }
        rows.push((RowKind::Head, head));
    }
    for row in &table.rows {
        let mut cells = Vec::with_capacity(row.len());
        for (n, content) in row.iter().enumerate() {
            let numbers = columns.get(n).is_some_and(|column| column.numbers);
            let cell = shaped(cx, content, if numbers { looks.number } else { looks.body }, room);
            if let Some(need) = shape.bodies.get_mut(n) {
                *need = need.join(cell.need);
            }
            cells.push(cell);
        }
        rows.push((if headed { RowKind::Under } else { RowKind::Free }, cells));
    }
    for (n, column) in columns.iter().enumerate() {
        shape.heads[n].stiff = column.numbers;
        shape.bodies[n].stiff = column.numbers;
    }
    let least = text_scale(cx.theme, cx.theme.table.size, cx.theme.shrink);
    let widths = shape.widths(room, least)?;
    // Sentences in columns as narrow as a word are no table that anyone reads.
    let narrow = NARROW_COLUMN * cx.theme.table.size * least;
    let unread = |(need, width): (f32, &f32)| {
        (need * least / width).ceil() > if *width < narrow { MOST_SHORT_LINES } else { MOST_LINES }
    };
    let tallest = |cells: &[Shaped]| cells.iter().map(|cell| cell.need.most).zip(&widths).any(unread);
    if columns.len() > 3 && rows.iter().any(|(_, cells)| tallest(cells)) {
        return None;
    }
    let shape = Arc::new(shape);
    let row = |(n, (kind, cells)): (usize, (RowKind, Vec<Shaped>))| {
        let cells = cells.into_iter().enumerate().map(|(n, cell)| Cell {
            column: Some(n),
            align: columns.get(n).map_or(Align::Left, |column| column.align),
            role: TextRole::Content,
            pieces: cell.pieces,
        });
        let (pad, line) = if kind == RowKind::Head { (HEAD_PAD, INK_LINE) } else { (ROW_PAD, HAIRLINE) };
        let row = TableRow { kind, cells: cells.collect(), shape: Arc::clone(&shape), pad, line, mirrored: false };
        // Between the head and the rows, the file has the line of dashes.
        let at = if kind == RowKind::Head { 0 } else { n + usize::from(headed) + usize::from(!headed) * 2 };
        (Box::new(row), (at, if headed && n == 1 { HEAD_COST } else { 0.0 }))
    };
    Some(rows.into_iter().enumerate().map(row).collect())
}

/// A line of a record: its cells with their columns, where it comes from and what a break before it costs.
struct Entry {
    kind: RowKind,
    cells: Vec<(Option<usize>, TextRole, Shaped)>,
    at: (usize, f32),
    pad: (f32, f32),
    line: f32,
}

/// The rows of `table` as records: all names of columns once, then row by row its first cell as a title and every other
/// cell beside its column's name.
fn records(cx: &mut Cx<'_>, table: &Table, columns: &[Column], room: f32) -> Vec<Planned> {
    let looks = Looks::new(cx);
    let mut out: Vec<Entry> = Vec::new();
    let names: Vec<Inline> = spread(&table.head);
    if !is_empty(&names) {
        let names = shaped(cx, &names, looks.head, room);
        let cells = vec![(None, TextRole::Content, names)];
        out.push(Entry { kind: RowKind::Head, cells, at: (0, 0.0), pad: HEAD_PAD, line: INK_LINE });
    }
    let titled = !columns[0].numbers && columns.len() > 2;
    let pairs = pairs_beside(cx, table, (usize::from(titled), &looks), room);
    let mut shape = Shape { heads: vec![Need::default(); 2 * pairs], bodies: vec![Need::default(); 2 * pairs] };
    for (n, row) in table.rows.iter().enumerate() {
        let first = out.len();
        let mut kind = RowKind::Free;
        let mut cells = row.iter().enumerate().filter(|(_, cell)| !is_empty(cell)).peekable();
        if let Some((_, title)) = cells.next_if(|(at, _)| titled && *at == 0) {
            kind = RowKind::Under;
            let title = shaped(cx, title, looks.title, room);
            let cells = vec![(None, TextRole::Content, title)];
            out.push(Entry { kind: RowKind::Title, cells, at: (n + 2, 0.0), pad: TITLE_PAD, line: 0.0 });
        }
        let rest: Vec<(usize, &Vec<Inline>)> = cells.collect();
        for line in rest.chunks(pairs) {
            let mut cells = Vec::with_capacity(2 * line.len());
            for (pair, &(at, content)) in line.iter().enumerate() {
                let name = table.head.get(at).map_or(&[][..], Vec::as_slice);
                let name = shaped(cx, &words_of(name), looks.head, room);
                let value = shaped(cx, content, looks.body, room);
                shape.heads[2 * pair] = shape.heads[2 * pair].join(name.need);
                shape.bodies[2 * pair + 1] = shape.bodies[2 * pair + 1].join(value.need);
                shape.heads[2 * pair].stiff = true;
                cells.push((Some(2 * pair), TextRole::Repeat, name));
                cells.push((Some(2 * pair + 1), TextRole::Content, value));
            }
            let cost = if out.len() == first + 1 { 4.0 * RECORD_COST } else { RECORD_COST };
            let cost = if out.len() == first { 0.0 } else { cost };
            let pad = if out.len() == first { (TITLE_PAD.0, PAIR_PAD.1) } else { PAIR_PAD };
            out.push(Entry { kind, cells, at: (n + 2, cost), pad, line: 0.0 });
        }
        if let (true, Some(last)) = (out.len() > first, out.last_mut()) {
            last.pad.1 = ROW_PAD.1;
            last.line = HAIRLINE;
        }
    }
    let shape = Arc::new(shape);
    let row = |Entry { kind, cells, at, pad, line }: Entry| {
        let cell = |(column, role, Shaped { pieces, .. })| Cell { column, align: Align::Left, role, pieces };
        let cells: Vec<Cell> = cells.into_iter().map(cell).collect();
        (Box::new(TableRow { kind, cells, shape: Arc::clone(&shape), pad, line, mirrored: false }), at)
    };
    out.into_iter().map(row).collect()
}

/// How many values of a record stand beside each other: as many as all fit unwrapped, with their names.
fn pairs_beside(cx: &mut Cx<'_>, table: &Table, (skip, looks): (usize, &Looks), room: f32) -> usize {
    let mut name: f32 = 0.0;
    let mut value: f32 = 0.0;
    for cell in table.head.iter().skip(skip) {
        name = name.max(shaped(cx, &words_of(cell), looks.head, room).need.most);
    }
    // Long tables are judged by their first rows: it is only looks that hang on it.
    for cell in table.rows.iter().take(50).flat_map(|row| row.iter().skip(skip)) {
        value = value.max(shaped(cx, cell, looks.body, room).need.most);
    }
    let pair = name + value + 2.0 * gap(room);
    ((room / pair.max(1.0)) as usize).clamp(1, MOST_PAIRS)
}

/// Pairs of words, one beside the other, in two columns.
pub(super) fn beside(
    cx: &mut Cx<'_>,
    pairs: &[(&[Inline], &[Inline])],
    (left, right): (Look, Look),
    room: f32,
) -> Vec<TableRow> {
    let mut shape = Shape { heads: vec![Need::default(); 2], bodies: vec![Need::default(); 2] };
    shape.heads[0].stiff = true;
    shape.bodies[0].stiff = true;
    let mut rows = Vec::with_capacity(pairs.len());
    for (name, words) in pairs {
        let cells = [shaped(cx, name, left, room), shaped(cx, words, right, room)];
        for (need, cell) in shape.bodies.iter_mut().zip(&cells) {
            *need = need.join(cell.need);
        }
        rows.push(cells);
    }
    let shape = Arc::new(shape);
    let row = |cells: [Shaped; 2]| {
        let cell = |(n, shaped): (usize, Shaped)| Cell {
            column: Some(n),
            align: Align::Left,
            role: TextRole::Content,
            pieces: shaped.pieces,
        };
        let cells = cells.into_iter().enumerate().map(cell).collect();
        TableRow { kind: RowKind::Free, cells, shape: Arc::clone(&shape), pad: BESIDE_PAD, line: 0.0, mirrored: false }
    };
    rows.into_iter().map(row).collect()
}

/// How the words of a table look.
struct Looks {
    head: Look,
    body: Look,
    number: Look,
    title: Look,
}

impl Looks {
    fn new(cx: &Cx<'_>) -> Self {
        let theme = cx.theme;
        let body = Look::new(theme.table, theme.ink);
        Self {
            head: Look::new(theme.table_head, theme.muted).variant(Variant::Capitals),
            body,
            number: body.variant(Variant::Tabular),
            title: Look::new(Type { weight: 650, ..theme.table }, theme.ink),
        }
    }
}

/// `content` shaped on one line a paragraph, with its pictures between.
fn shaped(cx: &mut Cx<'_>, content: &[Inline], look: Look, room: f32) -> Shaped {
    let mut out = Shaped { pieces: Vec::new(), need: Need::default() };
    for piece in content.split_inclusive(|inline| matches!(inline, Inline::Picture(_))) {
        let (words, picture) = match piece.split_last() {
            Some((Inline::Picture(picture), words)) => (words, Some(picture)),
            _ => (piece, None),
        };
        let prose = Prose::new(words, look, cx.theme);
        if !prose.is_blank() {
            let set = prose.shape(cx.fonts, None);
            out.need =
                out.need.join(Need { least: widest_word(&set), most: set.block.size().width + 1.0, stiff: false });
            out.pieces.push(Piece::Text(set));
        }
        if let Some(picture) = picture {
            let figure = Figure::new(cx, picture, room);
            let most = figure.wish().width.clamp(PICTURE_WIDTH.0, PICTURE_WIDTH.1);
            out.need = out.need.join(Need { least: PICTURE_WIDTH.0, most, stiff: false });
            out.pieces.push(Piece::Picture(figure));
        }
    }
    out
}

/// Width of the widest stretch of `set` that no line break can part.
fn widest_word(set: &Set) -> f32 {
    let mut widest: f32 = 0.0;
    for line in set.block.lines() {
        let mut word: Option<(f32, f32)> = None;
        for glyph in line.glyphs {
            let text = line.text.get(glyph.start..glyph.end).unwrap_or("");
            let last = text.chars().next_back().unwrap_or(' ');
            if last.is_whitespace() && last != '\u{A0}' {
                word = None;
                continue;
            }
            let (left, right) = word.map_or((glyph.x, glyph.x + glyph.w), |(left, right)| {
                (left.min(glyph.x), right.max(glyph.x + glyph.w))
            });
            widest = widest.max(right - left);
            // After these a line may be broken, and between any two characters of the scripts that have no spaces.
            let breaks = matches!(last, '-' | '\u{200B}' | '–' | '—') || last >= '\u{2E80}';
            word = (!breaks).then_some((left, right));
        }
    }
    widest.ceil() + 1.0
}

/// All of `cells` one after the other, well apart.
fn spread(cells: &[Vec<Inline>]) -> Vec<Inline> {
    let mut out = Vec::new();
    for cell in cells.iter().filter(|cell| !is_empty(cell)) {
        if !out.is_empty() {
            let run = markdown::Run { text: "\u{2003} ".to_owned(), ..markdown::Run::default() };
            out.push(Inline::Text(run));
        }
        out.extend(cell.iter().cloned());
    }
    out
}

/// The words of `content` alone: what is said again is not linked and not shown again.
fn words_of(content: &[Inline]) -> Vec<Inline> {
    let mut out = content.to_vec();
    out.retain(|inline| !matches!(inline, Inline::Picture(_)));
    for inline in &mut out {
        if let Inline::Text(run) = inline {
            run.link = None;
        }
    }
    out
}

fn is_blank(content: &[Inline]) -> bool {
    markdown::plain(content).trim().is_empty()
}

fn is_empty(content: &[Inline]) -> bool {
    is_blank(content) && !content.iter().any(|inline| matches!(inline, Inline::Picture(_) | Inline::Icon(_)))
}

/// What people write where a number is missing.
fn is_nothing(text: &str) -> bool {
    matches!(text, "" | "-" | "–" | "—" | "−" | "?" | "…" | "n/a" | "N/A" | "NA" | "/" | "x")
}

/// Whether `text` is a number: with a sign, with a currency or a unit before or after it, with thousands parted, a
/// percentage, a time, a ratio, a range.
fn is_number(text: &str) -> bool {
    let text = text.trim_start_matches(['+', '-', '−', '±', '~', '≈', '<', '>', '≤', '≥', ' ', '\u{A0}']);
    let text = text.trim_start_matches(|c: char| is_currency(c) || c == ' ');
    let text = text.trim_start_matches(['+', '-', '−']);
    if !text.starts_with(|c: char| c.is_ascii_digit()) && !text.starts_with(['.', ',']) {
        return false;
    }
    let inner = |c: char| c.is_ascii_digit() || ".,'’:/–-−×\u{A0}\u{2009}\u{202F} ".contains(c);
    let end = text.find(|c| !inner(c)).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    // What is parted into three or more by dots or dashes is a date or a version.
    let parts = |sign: char| digits.split(sign).filter(|part| !part.is_empty()).count();
    let groups = |sign: char| digits.split(sign).skip(1).all(|part| part.len() == 3);
    if digits.matches(|c: char| c.is_ascii_digit()).count() == 0
        || parts('-') > 2
        || parts('/') > 2
        || parts('.') > 2 && !groups('.')
    {
        return false;
    }
    let unit = unit.trim();
    unit.chars().count() <= 6
        && !unit.contains(char::is_whitespace)
        && unit.chars().all(|c| c.is_alphabetic() || is_currency(c) || "%‰°/²³µ×+".contains(c))
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '¢')
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;

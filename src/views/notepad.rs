//! The notes in their room: lines in, shaped blocks with their places out, scrolled to where the speaker is, and a mark of
//! what is above and below. Nothing is ever cut short: what does not fit is scrolled to.

use super::boxes::put;
use super::notes::{NoteKind, NoteLine, NoteSpan};
use crate::color::Rgba;
use crate::fonts::{FontCx, MONO, SANS};
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Layer, Span, TextBlock, TextStyle, Variant};
use crate::theme::Theme;

/// The most characters that are set; nobody can read more on one page, and a frame must not take a second.
const MOST_CHARS: usize = 24_000;
/// Height of a line against the size of its letters.
const LEADING: f32 = 1.4;

/// Notes that are set.
pub(super) struct Notepad {
    rows: Vec<Row>,
    height: f32,
    /// Height of a line.
    line: f32,
    size: f32,
    /// Where the words begin that are due.
    due: Option<f32>,
}

/// A line of notes, set.
struct Row {
    block: TextBlock,
    mark: Option<TextBlock>,
    indent: f32,
    top: f32,
}

/// The colours of notes.
#[derive(Clone, Copy)]
struct Colors {
    ink: Rgba,
    rest: Rgba,
    cue: Rgba,
}

impl Notepad {
    /// Sets `lines` to `width` in letters of `size`; `due` is the click whose words stand out.
    pub(super) fn new(
        cx: &mut FontCx,
        lines: &[NoteLine],
        (width, size): (f32, f32),
        due: Option<u16>,
        theme: &Theme,
    ) -> Self {
        let (line, step) = ((size * LEADING).round(), size * 1.15);
        let colors = Colors { ink: theme.ink, rest: theme.ink.over(theme.background, 0.52), cue: theme.accent };
        let mut pad = Self { rows: Vec::new(), height: 0.0, line, size, due: None };
        let mut chars = 0;
        for note in lines {
            // Deep lists keep room for their words.
            let indent = (step * note.depth as f32).min(width * 0.4);
            let spans: Vec<Span> = note.spans.iter().map(|span| shown(span, note.kind, size, (due, colors))).collect();
            chars += spans.iter().map(|span| span.text.len()).sum::<usize>();
            let over = chars > MOST_CHARS;
            let more = [Span { text: "…".to_owned(), style: style(size, colors.rest) }];
            let spans = if over { &more[..] } else { &spans[..] };
            let block = TextBlock::new(cx, spans, line, Some((width - indent).max(1.0)));
            let lead = (!note.mark.is_empty() && !over).then(|| {
                let color = spans.first().map_or(colors.ink, |span| span.style.color);
                let span = Span { text: note.mark.clone(), style: style(size, color) };
                TextBlock::new(cx, &[span], line, None)
            });
            pad.height += match (note.apart, note.mark.is_empty()) {
                _ if pad.rows.is_empty() => 0.0,
                (true, _) => size * 0.5,
                (false, false) => size * 0.18,
                (false, true) => 0.0,
            };
            if pad.due.is_none() && due.is_some_and(|due| note.spans.iter().any(|span| span.click == due)) {
                pad.due = Some(pad.height);
            }
            let height = block.size().height.max(line);
            pad.rows.push(Row { block, mark: lead, indent, top: pad.height });
            pad.height += height;
            if over {
                break;
            }
        }
        pad
    }

    /// How high all of it is.
    pub(super) fn height(&self) -> f32 {
        self.height
    }

    /// How many lines can be scrolled away in `room`.
    pub(super) fn reach(&self, room: Rect) -> u16 {
        let over = (self.height - room.height) / self.line;
        // A pixel of a line is no line.
        if over <= 0.02 { 0 } else { over.ceil().min(f32::from(u16::MAX)) as u16 }
    }

    /// Whether some of the words are due and others are not.
    pub(super) fn follows(&self) -> bool {
        self.due.is_some()
    }

    /// How many lines must be scrolled away in `room` to have what is due in sight, with a line of what was before.
    pub(super) fn sought(&self, room: Rect) -> u16 {
        let Some(due) = self.due else { return 0 };
        let above = (due / self.line - 1.0).floor().max(0.0);
        (above.min(f32::from(u16::MAX)) as u16).min(self.reach(room))
    }

    /// The notes in `room`, with `scrolled` lines gone above.
    pub(super) fn draw(self, room: Rect, scrolled: u16) -> Layer {
        let reach = self.reach(room);
        let scrolled = scrolled.min(reach);
        // At the end the last line stands at the foot.
        let away = (f32::from(scrolled) * self.line).min((self.height - room.height).max(0.0));
        let mut layer = Layer { clip: Some(self.whole_lines(room, away)), ..Layer::default() };
        for row in self.rows {
            let y = room.y + row.top - away;
            let bottom = y + row.block.size().height.max(self.line);
            if bottom <= room.y || y >= room.bottom() {
                continue;
            }
            let rtl = row.block.direction().is_rtl();
            if let Some(mark) = row.mark {
                let wide = mark.size().width;
                // Numbers hang to the left of where the words begin, bullets at the left of their step.
                let hang = (row.indent - wide - self.size * 0.35).max(0.0);
                let x = if rtl { room.right() - hang - wide } else { room.x + hang };
                put(&mut layer, mark, Point::new(x - if rtl { BAR } else { 0.0 }, y));
            }
            let x = if rtl { room.x } else { room.x + row.indent };
            put(&mut layer, row.block, Point::new(x, y));
        }
        layer
    }
}

impl Notepad {
    /// The part of `room` that whole lines fill, with `away` of the notes above it: half a line cannot be read.
    fn whole_lines(&self, room: Rect, away: f32) -> Rect {
        let (mut top, mut bottom) = (f32::INFINITY, room.y);
        for row in &self.rows {
            for line in row.block.lines() {
                let y = room.y + row.top + line.top - away;
                // What was rounded is not cut.
                if y >= room.y - 0.5 && y + line.height <= room.bottom() + 0.5 {
                    (top, bottom) = (top.min(y), bottom.max(y + line.height));
                }
            }
        }
        // A room lower than a line shows what it can.
        if top < bottom { Rect { y: top, height: bottom - top, ..room } } else { room }
    }

    /// A bar that tells how much of the notes is in sight, if not all is.
    pub(super) fn bar(&self, room: Rect, scrolled: u16, theme: &Theme) -> Layer {
        let mut layer = Layer::default();
        if self.reach(room) > 0 {
            let away = (f32::from(scrolled) * self.line).min((self.height - room.height).max(0.0));
            draw_bar(&mut layer, room, (away, self.height), theme);
        }
        layer
    }
}

/// Room for the bar at the right, which notes leave free.
pub(super) const BAR: f32 = 16.0;

/// A bar that tells how much of the notes is in sight.
fn draw_bar(layer: &mut Layer, room: Rect, (away, whole): (f32, f32), theme: &Theme) {
    let track = Rect::new(room.right() - 4.0, room.y, 4.0, room.height);
    let part = |length: f32| room.height * (length / whole.max(1.0)).clamp(0.0, 1.0);
    let height = part(room.height).max(18.0).min(room.height);
    let y = (room.y + part(away)).min(room.bottom() - height);
    layer.fills.push(Fill { rect: track, radius: 2.0, color: theme.rule });
    layer.fills.push(Fill { rect: Rect { y, height, ..track }, radius: 2.0, color: theme.muted });
}

fn shown(span: &NoteSpan, kind: NoteKind, size: f32, (due, colors): (Option<u16>, Colors)) -> Span {
    let waits = due.is_some_and(|due| span.click != due);
    let code = span.code || kind == NoteKind::Code;
    let plain = style(
        size,
        match kind {
            _ if waits => colors.rest,
            NoteKind::Cue => colors.cue,
            _ => colors.ink,
        },
    );
    let style = TextStyle {
        family: if code { MONO } else { SANS },
        size: if code { size * 0.88 } else { size },
        weight: if span.strong || kind == NoteKind::Title { 700 } else { 400 },
        italic: span.emphasis,
        ..plain
    };
    Span { text: span.text.clone(), style }
}

fn style(size: f32, color: Rgba) -> TextStyle {
    TextStyle {
        family: SANS,
        size,
        weight: 400,
        italic: false,
        tracking: 0.0,
        color,
        variant: Variant::Normal,
        mark: 0,
        line: 0.0,
    }
}

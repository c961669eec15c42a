//! Sequence diagrams of mermaid: participants, messages, notes and frames in, a drawing out. Time runs down; columns are as
//! wide as the words between them need. Reads strictly.

use super::Fault;
use super::canvas::{Anchor, At, Canvas, Head, LABEL, LINE, Look, Words, extent, role, width, wrapped};
use super::label;

/// Space between the boxes of two participants.
const GAP: f32 = 36.0;
/// Space on both sides of the words of a message.
const SIDE: f32 = 22.0;
/// The widest words of a message or note.
const MOST: f32 = 300.0;
/// Height of a self-message's loop, and how far it reaches.
const LOOP: At = (44.0, 30.0);
/// Half the width of the bar of a participant that is at work.
const BAR: f32 = 6.0;
/// The most participants and events.
const MAX_COLUMNS: usize = 16;
const MAX_EVENTS: usize = 200;

/// Something that happens.
enum Event {
    Message { from: usize, to: usize, words: Vec<String>, heads: (Head, Head), dash: bool },
    Note { from: usize, to: usize, side: Side, words: Vec<String> },
    Open { kind: &'static str, words: String },
    Else(String),
    Close,
    Start(usize),
    Stop(usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Over,
}

#[derive(Default)]
struct Sequence {
    title: String,
    names: Vec<String>,
    labels: Vec<Vec<String>>,
    events: Vec<Event>,
    numbered: bool,
    count: usize,
}

/// The arrows, the longer before the shorter: how they are written, their heads, whether they are dashed.
const ARROWS: &[(&str, Head, Head, bool)] = &[
    ("<<-->>", Head::Arrow, Head::Arrow, true),
    ("<<->>", Head::Arrow, Head::Arrow, false),
    ("-->>", Head::None, Head::Arrow, true),
    ("->>", Head::None, Head::Arrow, false),
    ("--x", Head::None, Head::Cross, true),
    ("-x", Head::None, Head::Cross, false),
    ("--)", Head::None, Head::Open, true),
    ("-)", Head::None, Head::Open, false),
    ("-->", Head::None, Head::None, true),
    ("->", Head::None, Head::None, false),
];

/// The frames that events stand in, and the words that part them.
const FRAMES: &[&str] = &["loop", "alt", "opt", "par", "critical", "break"];
const PARTS: &[&str] = &["else", "and", "option"];

/// Draws the diagram of `lines`, each with its number from 0.
pub(super) fn draw<'a>(lines: impl Iterator<Item = (usize, &'a str)>, canvas: &mut Canvas) -> Result<(), Fault> {
    let mut sequence = Sequence::default();
    let mut open = 0_usize;
    for (line, text) in lines {
        let text = text.trim_end_matches(';').trim();
        sequence.statement(text, &mut open).map_err(|message| Fault { line, message })?;
        if sequence.names.len() > MAX_COLUMNS || sequence.events.len() > MAX_EVENTS {
            let message = format!("a sequence may have {MAX_COLUMNS} participants and {MAX_EVENTS} events");
            return Err(Fault { line, message });
        }
    }
    if open > 0 {
        return Err(Fault::at_end("a frame has no \"end\""));
    }
    if sequence.names.is_empty() {
        return Err(Fault::at_end("the diagram is empty"));
    }
    sequence.paint(canvas);
    Ok(())
}

impl Sequence {
    fn statement(&mut self, text: &str, open: &mut usize) -> Result<(), String> {
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        match word {
            "participant" | "actor" => self.participant(rest),
            "create" => self.participant(rest.split_once(' ').map_or("", |(_, rest)| rest.trim())),
            "autonumber" => self.numbered = true,
            "title" | "title:" => self.title = label(rest),
            "activate" => {
                let n = self.column(rest)?;
                self.events.push(Event::Start(n));
            }
            "deactivate" => {
                let n = self.column(rest)?;
                self.events.push(Event::Stop(n));
            }
            "destroy" | "link" | "links" | "properties" | "accTitle:" | "accDescr:" => {}
            "end" if rest.is_empty() => {
                *open = open.checked_sub(1).ok_or("\"end\" without a frame")?;
                self.events.push(Event::Close);
            }
            "Note" | "note" => self.note(rest)?,
            _ if PARTS.contains(&word) && *open > 0 => self.events.push(Event::Else(label(rest))),
            _ => {
                if let Some(kind) = FRAMES.iter().find(|kind| **kind == word) {
                    *open += 1;
                    self.events.push(Event::Open { kind, words: label(rest) });
                } else {
                    self.message(text)?;
                }
            }
        }
        Ok(())
    }

    fn participant(&mut self, text: &str) {
        let (name, shown) = text.split_once(" as ").unwrap_or((text, text));
        let lines = wrapped(&label(shown), 180.0);
        match self.names.iter().position(|known| known == name.trim()) {
            Some(at) => self.labels[at] = lines,
            None => {
                self.names.push(name.trim().to_owned());
                self.labels.push(lines);
            }
        }
    }

    /// The column of the participant called `name`, who enters now unless there already.
    fn column(&mut self, name: &str) -> Result<usize, String> {
        let name = name.trim();
        if name.is_empty() || name.contains(['>', '<', ':', ';']) {
            return Err(format!("expected a participant, not {name:?}"));
        }
        if !self.names.iter().any(|known| known == name) {
            self.participant(name);
        }
        Ok(self.names.iter().position(|known| known == name).unwrap_or(0))
    }

    fn note(&mut self, text: &str) -> Result<(), String> {
        let (place, words) = text.split_once(':').ok_or("a note needs a colon before its words")?;
        let place = place.trim();
        let (side, who) = if let Some(who) = place.strip_prefix("left of ") {
            (Side::Left, who)
        } else if let Some(who) = place.strip_prefix("right of ") {
            (Side::Right, who)
        } else if let Some(who) = place.strip_prefix("over ") {
            (Side::Over, who)
        } else {
            return Err("a note stands left of, right of or over someone".to_owned());
        };
        let (first, last) = who.split_once(',').unwrap_or((who, who));
        let (a, b) = (self.column(first)?, self.column(last)?);
        let words = wrapped(&label(words), MOST);
        self.events.push(Event::Note { from: a.min(b), to: a.max(b), side, words });
        Ok(())
    }

    fn message(&mut self, text: &str) -> Result<(), String> {
        let (line, words) = text.split_once(':').unwrap_or((text, ""));
        let found = ARROWS.iter().filter_map(|arrow| Some((line.find(arrow.0)?, arrow)));
        // The first arrow in the line, and of those that begin there the longest.
        let best = found.min_by_key(|(at, arrow)| (*at, usize::MAX - arrow.0.len()));
        let Some((at, &(sign, start, end, dash))) = best else {
            return Err(format!("this is no message: {:?}", line.chars().take(40).collect::<String>()));
        };
        let from = self.column(&line[..at])?;
        let to = line[at + sign.len()..].trim();
        let (state, to) = match to.strip_prefix('+') {
            Some(to) => (1, to),
            None => to.strip_prefix('-').map_or((0, to), |to| (-1, to)),
        };
        let to = self.column(to)?;
        let mut words = label(words);
        if self.numbered {
            self.count += 1;
            words = format!("{}. {words}", self.count);
        }
        self.events.push(Event::Message { from, to, words: wrapped(&words, MOST), heads: (start, end), dash });
        match state {
            1 => self.events.push(Event::Start(to)),
            -1 => self.events.push(Event::Stop(from)),
            _ => {}
        }
        Ok(())
    }

    /// Where the columns stand: as far apart as their boxes, and the words between them, need.
    fn columns(&self) -> Vec<f32> {
        let boxes: Vec<f32> = self.labels.iter().map(|lines| box_width(lines)).collect();
        let mut gaps: Vec<f32> = boxes.windows(2).map(|pair| f32::midpoint(pair[0], pair[1]) + GAP).collect();
        let mut wishes: Vec<(usize, usize, f32)> = Vec::new();
        for event in &self.events {
            let (from, to, words, extra) = match event {
                Event::Message { from, to, words, .. } if from == to => (*from, *from + 1, words, LOOP.0 + SIDE),
                Event::Message { from, to, words, .. } => (*from.min(to), *from.max(to), words, 2.0 * SIDE),
                Event::Note { from, to, side: Side::Over, words } if from < to => (*from, *to, words, 0.0),
                Event::Note { from, side: Side::Right, words, .. } => (*from, *from + 1, words, 3.0 * SIDE),
                Event::Note { from, side: Side::Left, words, .. } if *from > 0 => (*from - 1, *from, words, 3.0 * SIDE),
                Event::Note { .. }
                | Event::Open { .. }
                | Event::Else(_)
                | Event::Close
                | Event::Start(_)
                | Event::Stop(_) => {
                    continue;
                }
            };
            wishes.push((from, to, extent(words).0 + extra));
        }
        wishes.sort_by_key(|(from, to, _)| to - from);
        for (from, to, wish) in wishes {
            let Some(between) = gaps.get_mut(from..to).filter(|gaps| !gaps.is_empty()) else { continue };
            let lack = (wish - between.iter().sum::<f32>()).max(0.0) / between.len() as f32;
            between.iter_mut().for_each(|gap| *gap += lack);
        }
        let mut x = 0.0;
        let mut out = vec![x];
        out.extend(gaps.iter().map(|gap| {
            x += gap;
            x
        }));
        out
    }

    fn paint(&self, canvas: &mut Canvas) {
        let columns = self.columns();
        let head = self.labels.iter().map(|lines| extent(lines).1 + 24.0).fold(0.0, f32::max);
        let mut painter = Painter { columns: &columns, y: head + 18.0, ..Painter::default() };
        painter.bars = vec![Vec::new(); columns.len()];
        let mut late = Canvas::default();
        for event in &self.events {
            painter.event(event, &mut late);
        }
        let bottom = painter.y + 14.0;
        for (n, &x) in columns.iter().enumerate() {
            let life = Look { stroke: role::MUTED, width: 1.4, ..Look::LINE };
            canvas.line((x, head), (x, bottom), (Head::None, Head::None), life);
            let still: Vec<f32> = painter.bars.get_mut(n).map(std::mem::take).unwrap_or_default();
            painter.done.extend(still.into_iter().map(|from| (n, from, painter.y)));
        }
        for &(n, from, to) in &painter.done {
            let x = columns.get(n).copied().unwrap_or(0.0);
            canvas.rect((x - BAR, from), (2.0 * BAR, (to - from).max(8.0)), 2.0, Look::THING);
        }
        for (&x, lines) in columns.iter().zip(&self.labels) {
            let wide = box_width(lines);
            canvas.rect((x - wide / 2.0, 0.0), (wide, head), 8.0, Look::THING);
            canvas.words((x, head / 2.0), lines, Words { weight: 600, ..Words::LABEL });
        }
        if !self.title.is_empty() {
            let middle = columns.last().copied().unwrap_or(0.0) / 2.0;
            let words = Words { size: 24.0, weight: 700, ..Words::LABEL };
            canvas.words((middle, -30.0), std::slice::from_ref(&self.title), words);
        }
        canvas.take(late);
    }
}

fn box_width(lines: &[String]) -> f32 {
    (extent(lines).0 * 1.06 + 40.0).max(96.0)
}

/// Words on a ground that hides the lines behind them.
fn aside(canvas: &mut Canvas, (x, y): At, words: String, style: Words) {
    if !words.is_empty() {
        let ground = Look { fill: role::GROUND, stroke: role::NONE, width: 0.0, dash: false };
        canvas.rect((x - 4.0, y - 12.0), (width(&words, style.size, style.weight) + 8.0, 24.0), 4.0, ground);
        canvas.words((x, y), &[words], style);
    }
}

/// A frame that is open.
struct Frame {
    kind: &'static str,
    words: String,
    top: f32,
    /// Left and right of what stands in it.
    reach: Option<(f32, f32)>,
    parts: Vec<(f32, String)>,
    /// How deep the frames in it nest.
    inner: usize,
}

/// The state of a diagram being painted from top to bottom.
#[derive(Default)]
struct Painter<'a> {
    columns: &'a [f32],
    y: f32,
    frames: Vec<Frame>,
    /// Where the bars of each column began that have not ended.
    bars: Vec<Vec<f32>>,
    /// Bars that ended: column, top, bottom.
    done: Vec<(usize, f32, f32)>,
}

impl Painter<'_> {
    fn x(&self, column: usize) -> f32 {
        self.columns.get(column).copied().unwrap_or(0.0)
    }

    /// All open frames reach from `left` to `right` at least.
    fn reach(&mut self, left: f32, right: f32) {
        for frame in &mut self.frames {
            let (a, b) = frame.reach.unwrap_or((left, right));
            frame.reach = Some((a.min(left), b.max(right)));
        }
    }

    fn event(&mut self, event: &Event, canvas: &mut Canvas) {
        match event {
            Event::Message { from, to, words, heads, dash } => {
                self.message((*from, *to), words, (*heads, *dash), canvas)
            }
            Event::Note { from, to, side, words } => self.note((*from, *to, *side), words, canvas),
            Event::Open { kind, words } => {
                self.y += 8.0;
                let depth = self.frames.len();
                for (n, frame) in self.frames.iter_mut().enumerate() {
                    frame.inner = frame.inner.max(depth - n);
                }
                let (top, words) = (self.y, words.clone());
                self.frames.push(Frame { kind, words, top, reach: None, parts: Vec::new(), inner: 0 });
                self.y += 36.0;
            }
            Event::Else(words) => {
                self.y += 12.0;
                let y = self.y;
                if let Some(frame) = self.frames.last_mut() {
                    frame.parts.push((y, words.clone()));
                }
                self.y += if words.is_empty() { 10.0 } else { 32.0 };
            }
            Event::Close => self.close(canvas),
            Event::Start(n) => {
                let y = self.y - 12.0;
                if let Some(bars) = self.bars.get_mut(*n) {
                    bars.push(y);
                }
            }
            Event::Stop(n) => {
                let y = self.y - 12.0;
                if let Some(from) = self.bars.get_mut(*n).and_then(Vec::pop) {
                    self.done.push((*n, from, y));
                }
            }
        }
    }

    fn message(
        &mut self,
        (from, to): (usize, usize),
        words: &[String],
        look: ((Head, Head), bool),
        canvas: &mut Canvas,
    ) {
        let (heads, dash) = look;
        let (a, b) = (self.x(from), self.x(to));
        let look = Look { dash, ..Look::LINE };
        let style = Words { color: role::INK, ..Words::ASIDE };
        let high = LINE * words.len() as f32;
        if from == to {
            let (top, x) = (self.y + 10.0, a + BAR);
            let bottom = top + LOOP.1.max(high - 6.0);
            let right = x + LOOP.0;
            canvas.reach((right, bottom));
            canvas.curve(
                (x, top),
                &[
                    [(x, top), (right, top), (right, f32::midpoint(top, bottom))],
                    [(right, bottom), (x + 30.0, bottom), (x + 1.0, bottom)],
                ],
                heads,
                look,
            );
            let style = Words { anchor: Anchor::Start, ..style };
            canvas.words((right + 8.0, f32::midpoint(top, bottom)), words, style);
            self.reach(a - SIDE, right + 8.0 + extent(words).0);
            self.y = bottom + 16.0;
            return;
        }
        canvas.words((f32::midpoint(a, b), self.y + high / 2.0), words, style);
        self.y += high + 6.0;
        let toward = if b > a { 1.0 } else { -1.0 };
        let inset = |column: usize| if self.bars.get(column).is_some_and(|bars| !bars.is_empty()) { BAR } else { 1.0 };
        let (start, end) = (a + toward * inset(from), b - toward * inset(to));
        canvas.line((start, self.y), (end, self.y), heads, look);
        self.reach(a.min(b) - SIDE, a.max(b) + SIDE);
        self.y += 16.0;
    }

    fn note(&mut self, (from, to, side): (usize, usize, Side), words: &[String], canvas: &mut Canvas) {
        let (wide, high) = (extent(words).0 + 28.0, LINE * words.len() as f32 + 16.0);
        let (a, b) = (self.x(from), self.x(to));
        let (left, wide) = match side {
            Side::Left => (a - 14.0 - wide, wide),
            Side::Right => (a + 14.0, wide),
            Side::Over => {
                let wide = wide.max(b - a + 60.0);
                (f32::midpoint(a, b) - wide / 2.0, wide)
            }
        };
        self.y += 2.0;
        let look = Look { fill: role::GROUND, stroke: role::ACCENT, width: 1.6, dash: false };
        canvas.rect((left, self.y), (wide, high), 4.0, look);
        let style = Words { color: role::INK, ..Words::ASIDE };
        canvas.words((left + wide / 2.0, self.y + high / 2.0), words, style);
        self.reach(left - 8.0, left + wide + 8.0);
        self.y += high + 16.0;
    }

    fn close(&mut self, canvas: &mut Canvas) {
        let Some(frame) = self.frames.pop() else { return };
        self.y += 4.0;
        let bottom = self.y;
        self.y += 18.0;
        let ends = (self.columns.first().copied().unwrap_or(0.0), self.columns.last().copied().unwrap_or(0.0));
        let (left, right) = frame.reach.unwrap_or((ends.0 - SIDE, ends.1 + SIDE));
        let pad = 12.0 * frame.inner as f32;
        let (left, right) = (left - pad, right + pad);
        let tab = width(frame.kind, LABEL, 700) + 26.0;
        let words = if frame.words.is_empty() { String::new() } else { format!("[{}]", frame.words) };
        // A frame is as wide as its words need.
        let parts = frame.parts.iter().map(|(_, words)| width(words, LABEL, 400) + 10.0).fold(0.0, f32::max);
        let right = right.max(left + tab + width(&words, LABEL, 400).max(parts) + 30.0);
        let border = Look { fill: role::NONE, stroke: role::MUTED, width: 1.4, dash: false };
        canvas.rect((left, frame.top), (right - left, bottom - frame.top), 6.0, border);
        canvas.rect((left, frame.top), (tab, 30.0), 6.0, Look { fill: role::SOFT, ..border });
        let kind = Words { weight: 700, ..Words::LABEL };
        canvas.words((left + tab / 2.0, frame.top + 15.0), &[frame.kind.to_owned()], kind);
        let style = Words { anchor: Anchor::Start, ..Words::ASIDE };
        aside(canvas, (left + tab + 12.0, frame.top + 15.0), words, style);
        for (y, words) in &frame.parts {
            canvas.line((left, *y), (right, *y), (Head::None, Head::None), Look { dash: true, ..border });
            let words = if words.is_empty() { String::new() } else { format!("[{words}]") };
            // All conditions of a frame stand beneath each other, clear of the bar of its first participant.
            aside(canvas, (left + tab + 12.0, y + 17.0), words, style);
        }
        self.reach(left, right);
    }
}

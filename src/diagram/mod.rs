//! Diagrams: the source of a mermaid or graphviz block in, a drawing out, in the words and the order of its author and the
//! colours of a theme. What cannot be read or drawn whole is an error in words; no source panics, hangs or eats memory.

mod canvas;
mod class;
mod dot;
mod flow;
mod graph;
mod pie;
mod placed;
mod sequence;
mod state;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use crate::color::Rgba;
use crate::guard;
use canvas::{At, Canvas};
use graph::Graph;

/// The longest source of a diagram, in bytes.
pub const MAX_SOURCE_BYTES: usize = 10_000;
/// The most things that a diagram may have, and the most lines between them.
pub const MAX_NODES: usize = 80;
/// See [`MAX_NODES`].
pub const MAX_EDGES: usize = 100;
/// Size of a diagram's labels, in units of its drawing: no words in it are smaller.
pub const LABEL: f32 = canvas::LABEL;
/// How many diagrams are remembered.
const REMEMBERED: usize = 200;

/// Why a diagram cannot be drawn; the words go to the deck's author.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DiagramError {
    /// What is wrong, without a full stop.
    pub message: String,
    /// The line of the source that it concerns, from 0.
    pub line: u32,
    /// That line.
    pub quote: String,
}

/// A diagram that was drawn, not yet coloured.
#[derive(Debug)]
pub struct Diagram {
    svg: String,
    /// Width of the drawing in its units.
    pub width: f32,
    /// Height of the drawing in its units.
    pub height: f32,
}

/// The colours of a diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Words.
    pub ink: Rgba,
    /// Words and borders that stand back.
    pub muted: Rgba,
    /// The ground of things.
    pub soft: Rgba,
    /// The page.
    pub ground: Rgba,
    /// What stands out.
    pub accent: Rgba,
}

/// What was drawn before.
static KNOWN: LazyLock<Mutex<HashMap<Key, Known>>> = LazyLock::new(Mutex::default);

/// Language, source and way.
type Key = (String, String, Way);

type Known = Result<Arc<Diagram>, DiagramError>;

/// Where a graph leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// Where its author wants it to.
    AsWritten,
    /// Down instead of right, right instead of down: for a page on which it fits better so.
    Turned,
}

/// How much room there is between the things of a graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Air {
    /// As much as looks calm.
    #[default]
    Much,
    /// As little as arrows need: what is larger on its page is easier to read.
    Close,
}

/// How a diagram is drawn.
pub type Way = (Turn, Air);

/// Whether code in `language` describes a diagram.
#[must_use]
pub fn is_diagram(language: &str) -> bool {
    ["mermaid", "dot", "graphviz"].iter().any(|known| language.eq_ignore_ascii_case(known))
}

/// The diagram that `source` in `language` describes.
///
/// # Errors
/// If it cannot be read or drawn, or a limit is passed.
pub fn draw(language: &str, source: &str, way: Way) -> Known {
    let key = (language.to_ascii_lowercase(), source.to_owned(), way);
    if let Some(known) = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return known.clone();
    }
    let gave_up = || Err(Fault { line: 0, message: "what arranges diagrams gave up on it".to_owned() });
    let answer = guard::deep(|| fresh(&key.0, source, way)).unwrap_or_else(gave_up);
    let answer = answer.map(Arc::new).map_err(|fault| fault.told(source));
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(key, answer.clone());
    answer
}

/// What is wrong, and in which line of the source, from 0.
#[derive(Debug)]
struct Fault {
    line: usize,
    message: String,
}

impl Fault {
    fn at_end(message: &str) -> Self {
        Self { line: usize::MAX, message: message.to_owned() }
    }

    fn told(self, source: &str) -> DiagramError {
        let last = source.lines().count().saturating_sub(1);
        let line = self.line.min(last);
        let quote: String = source.lines().nth(line).unwrap_or("").trim().chars().take(120).collect();
        let message = crate::text::clean_line(self.message.trim().trim_end_matches('.'));
        DiagramError { message, line: u32::try_from(line).unwrap_or(u32::MAX), quote }
    }
}

fn fresh(language: &str, source: &str, way: Way) -> Result<Diagram, Fault> {
    if source.len() > MAX_SOURCE_BYTES {
        let message = format!("the diagram has {} bytes; it may have {MAX_SOURCE_BYTES}", source.len());
        return Err(Fault { line: 0, message });
    }
    let mut canvas = Canvas::default();
    if language == "mermaid" {
        mermaid(source, way, &mut canvas)?
    } else {
        graph(dot::read(source)?, way, &mut canvas)?
    }
    let (svg, (width, height)): (String, At) = canvas.finish();
    if !(width > 1.0 && height > 1.0 && width < 20_000.0 && height < 20_000.0) {
        return Err(Fault { line: 0, message: "the diagram shows nothing".to_owned() });
    }
    Ok(Diagram { svg, width, height })
}

fn mermaid(source: &str, way: Way, canvas: &mut Canvas) -> Result<(), Fault> {
    let mut lines = source.lines().enumerate().map(|(n, line)| (n, line.trim())).peekable();
    if lines.peek().is_some_and(|(_, line)| *line == "---") {
        // Front matter of the diagram: settings of a renderer that is not this one.
        lines.next();
        lines.by_ref().find(|(_, line)| *line == "---");
    }
    let mut lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("%%"));
    let Some((number, header)) = lines.next() else {
        return Err(Fault { line: 0, message: "the diagram is empty".to_owned() });
    };
    let (kind, rest) = header.split_once(|c: char| c.is_whitespace() || c == ';').unwrap_or((header, ""));
    match kind {
        "flowchart" | "graph" | "flowchart-elk" => {
            let (direction, first) = rest.trim().split_once(';').unwrap_or((rest.trim(), ""));
            // `graph TD; a --> b` and `graph; a --> b`.
            let (direction, first) = match flow::direction_of(direction.trim()) {
                Some(_) => (direction.trim(), first),
                None => ("", rest),
            };
            graph(flow::read(direction, std::iter::once((number, first)).chain(lines))?, way, canvas)
        }
        "sequenceDiagram" => sequence::draw(lines, canvas),
        "stateDiagram" | "stateDiagram-v2" => graph(state::read(lines)?, way, canvas),
        "classDiagram" | "classDiagram-v2" => graph(class::read(lines)?, way, canvas),
        "pie" => pie::draw(rest, lines, canvas),
        _ => Err(Fault {
            line: number,
            message: format!(
                "deckle does not draw {kind:?}; it draws flowchart, sequenceDiagram, classDiagram, stateDiagram and pie"
            ),
        }),
    }
}

fn graph(mut graph: Graph, (turn, air): Way, canvas: &mut Canvas) -> Result<(), Fault> {
    if turn == Turn::Turned {
        graph.direction = graph.direction.turned();
    }
    graph.air = air;
    let fault = |message: String| Fault { line: 0, message };
    let (nodes, edges) = (graph.nodes.len(), graph.edges.len());
    if nodes == 0 {
        return Err(fault("the diagram is empty".to_owned()));
    }
    let most = MAX_EDGES.min(nodes * 4);
    if nodes > MAX_NODES || edges > most {
        let limits = format!("it may have {MAX_NODES} and {most}");
        return Err(fault(format!("the diagram has {nodes} things and {edges} lines; {limits}")));
    }
    graph.draw(canvas).ok_or_else(|| fault("its groups lie across each other, so they cannot be drawn".to_owned()))
}

/// A label as it is shown: without the quotes around it and without the markup that some renderers know.
fn label(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).trim();
    let text = text.strip_prefix('`').and_then(|text| text.strip_suffix('`')).unwrap_or(text);
    let mut out = text.replace("\\n", "\n").replace("\\l", "\n").replace("\\r", "\n");
    for (written, shown) in [
        ("<br/>", "\n"),
        ("<br />", "\n"),
        ("<br>", "\n"),
        ("#quot;", "\""),
        ("#35;", "#"),
        ("#amp;", "&"),
        ("#lt;", "<"),
        ("#gt;", ">"),
        ("**", ""),
    ] {
        out = out.replace(written, shown);
    }
    out.trim().to_owned()
}

impl Diagram {
    /// The drawing in the colours of `palette`, an SVG file.
    #[must_use]
    pub fn svg(&self, palette: &Palette) -> String {
        let line = palette.ink.over(palette.ground, 0.62);
        let colors = [
            ("ink", palette.ink),
            ("line", line),
            ("soft", palette.soft),
            ("ground", palette.ground),
            ("accent", palette.accent),
            ("muted", palette.muted),
            ("shade1", palette.ink.over(palette.ground, 0.78)),
            ("shade2", palette.accent.over(palette.ground, 0.55)),
            ("shade3", palette.ink.over(palette.ground, 0.45)),
            ("shade4", palette.accent.over(palette.ground, 0.28)),
            ("shade5", palette.ink.over(palette.ground, 0.2)),
        ];
        let mut out = self.svg.clone();
        for (name, Rgba { r, g, b, .. }) in colors {
            out = out.replace(&format!("\"@{name}\""), &format!("\"#{r:02x}{g:02x}{b:02x}\""));
        }
        out
    }
}

#[cfg(test)]
mod tests;

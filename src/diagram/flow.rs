//! Flowcharts of mermaid: `flowchart LR` and its statements in, a graph out. Reads strictly: what it does not know it
//! refuses with the line, for half a chart says something else than the whole.

use super::canvas::Head;
use super::graph::{Direction, Edge, Graph, Shape};
use super::{Fault, label};

/// The chart whose lines, each with its number from 0, come after a header that says `direction`.
pub(super) fn read<'a>(direction: &str, lines: impl Iterator<Item = (usize, &'a str)>) -> Result<Graph, Fault> {
    let mut graph = Graph { direction: direction_of(direction).unwrap_or_default(), ..Graph::default() };
    let mut open: Vec<usize> = Vec::new();
    for (number, line) in lines {
        for statement in statements(line) {
            let word = statement.split_whitespace().next().unwrap_or("");
            let fault = |message: String| Fault { line: number, message };
            match word {
                "subgraph" => {
                    let title = group_title(statement["subgraph".len()..].trim());
                    graph.groups.push((title, open.last().copied()));
                    open.push(graph.groups.len() - 1);
                }
                "end" if statement == "end" => {
                    if open.pop().is_none() {
                        return Err(fault("\"end\" without a subgraph".to_owned()));
                    }
                }
                // Colours are the theme's; links cannot be clicked in a drawing; a group's own direction is not followed.
                "style" | "classDef" | "class" | "linkStyle" | "click" | "direction" | "accTitle:" | "accDescr:" => {}
                _ => {
                    let mut scan = Scan { rest: statement, graph: &mut graph, group: open.last().copied() };
                    scan.chain().map_err(fault)?;
                }
            }
        }
    }
    if open.is_empty() { Ok(graph) } else { Err(Fault::at_end("a subgraph has no \"end\"")) }
}

/// The direction that `word` names.
pub(super) fn direction_of(word: &str) -> Option<Direction> {
    match word {
        "TB" | "TD" => Some(Direction::Down),
        "BT" => Some(Direction::Up),
        "LR" => Some(Direction::Right),
        "RL" => Some(Direction::Left),
        _ => None,
    }
}

/// The statements of a line: parted at semicolons that stand in no quotes and no brackets.
fn statements(line: &str) -> Vec<&str> {
    let (mut out, mut from, mut quoted, mut depth) = (Vec::new(), 0, false, 0_i32);
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '[' | '(' | '{' if !quoted => depth += 1,
            ']' | ')' | '}' if !quoted => depth -= 1,
            ';' if !quoted && depth <= 0 => {
                out.push(line[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(line[from..].trim());
    out.retain(|statement| !statement.is_empty());
    out
}

/// `id [Title]`, `id` or `"Title"`.
fn group_title(text: &str) -> String {
    let inner = text.split_once('[').and_then(|(_, rest)| rest.strip_suffix(']'));
    label(inner.unwrap_or(text))
}

/// A statement on its way into a graph.
struct Scan<'a, 'g> {
    rest: &'a str,
    graph: &'g mut Graph,
    group: Option<usize>,
}

/// What a link looks like; `None` if it is not to be seen.
type Link = (Option<Edge>, String);

/// Opening and closing signs of shapes, the longer before the shorter.
const SHAPES: &[(&str, &str, Shape)] = &[
    ("(((", ")))", Shape::Double),
    ("((", "))", Shape::Circle),
    ("([", "])", Shape::Stadium),
    ("[[", "]]", Shape::Box),
    ("[(", ")]", Shape::Cylinder),
    ("{{", "}}", Shape::Hexagon),
    ("[/", "/]", Shape::Slanted),
    ("[\\", "\\]", Shape::Slanted),
    ("[/", "\\]", Shape::Slanted),
    ("[\\", "/]", Shape::Slanted),
    ("[", "]", Shape::Box),
    ("(", ")", Shape::Round),
    ("{", "}", Shape::Diamond),
    (">", "]", Shape::Box),
];

impl<'a> Scan<'a, '_> {
    /// `a & b --> c -->|words| d`.
    fn chain(&mut self) -> Result<(), String> {
        let mut from = self.nodes()?;
        loop {
            self.skip();
            if self.rest.is_empty() {
                return Ok(());
            }
            let (edge, words) = self.link()?;
            let to = self.nodes()?;
            if let Some(edge) = edge {
                for &from in &from {
                    self.graph.edges.extend(to.iter().map(|&to| Edge {
                        from,
                        to,
                        label: words.clone(),
                        ..edge.clone()
                    }));
                }
            }
            from = to;
        }
    }

    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn nodes(&mut self) -> Result<Vec<usize>, String> {
        let mut out = vec![self.node()?];
        loop {
            self.skip();
            let Some(rest) = self.rest.strip_prefix('&') else { return Ok(out) };
            self.rest = rest;
            out.push(self.node()?);
        }
    }

    fn node(&mut self) -> Result<usize, String> {
        self.skip();
        let chars: Vec<(usize, char)> = self.rest.char_indices().collect();
        let part_of_name = |n: usize, c: char| {
            let next = chars.get(n + 1).map(|&(_, c)| c);
            c.is_alphanumeric()
                || c == '_'
                || matches!(c, '-' | '.') && n > 0 && next.is_some_and(char::is_alphanumeric)
        };
        let end = chars.iter().enumerate().find(|&(n, &(_, c))| !part_of_name(n, c)).map(|(_, &(at, _))| at);
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if name.is_empty() {
            return Err(format!("expected a node at {:?}", shortened(self.rest)));
        }
        self.rest = rest;
        let node = self.graph.node(name, self.group);
        if self.rest.starts_with('@') {
            return Err("shapes written as @{ … } are not known".to_owned());
        }
        if let Some((open, _, _)) = SHAPES.iter().find(|(open, ..)| self.rest.starts_with(open)) {
            let inner = &self.rest[open.len()..];
            let found = SHAPES
                .iter()
                .filter(|(opened, ..)| opened == open)
                .filter_map(|(_, close, shape)| Some((closing(inner, close)?, *close, *shape)))
                .min_by_key(|(at, ..)| *at);
            let Some((at, close, shape)) = found else {
                return Err(format!("the label of {name:?} is not closed"));
            };
            let (text, rest) = inner.split_at(at);
            if let Some(node) = self.graph.nodes.get_mut(node) {
                (node.label, node.shape) = (label(text), shape);
            }
            self.rest = &rest[close.len()..];
        }
        if let Some(rest) = self.rest.strip_prefix(":::") {
            self.rest = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
        }
        Ok(node)
    }

    fn link(&mut self) -> Result<Link, String> {
        let whole = self.rest;
        let wrong = || format!("expected a link at {:?}", shortened(whole));
        if let Some(rest) = self.rest.strip_prefix("~~~") {
            self.rest = rest.trim_start_matches('~');
            return Ok((None, String::new()));
        }
        let mut edge = Edge::arrow(0, 0);
        let body = |text: &str| ["--", "==", "-."].iter().any(|body| text.starts_with(body));
        for (sign, head) in [('<', Head::Arrow), ('o', Head::Circle), ('x', Head::Cross)] {
            if let Some(rest) = self.rest.strip_prefix(sign).filter(|rest| body(rest)) {
                self.rest = rest;
                edge.heads.0 = head;
                break;
            }
        }
        let mut words = "";
        if let Some(rest) = self.rest.strip_prefix("-.") {
            edge.dash = true;
            let rest = rest.trim_start_matches('.');
            let tail = rest.strip_prefix('-').or_else(|| {
                let (text, tail) = rest.split_once(".-")?;
                words = text;
                Some(tail)
            });
            edge.heads.1 = self.head(tail.ok_or_else(wrong)?).unwrap_or(Head::None);
        } else {
            let sign = if self.rest.starts_with("--") { '-' } else { '=' };
            let body = if sign == '-' { "--" } else { "==" };
            let rest = self.rest.strip_prefix(body).ok_or_else(wrong)?;
            edge.thick = sign == '=';
            let tail = rest.trim_start_matches(sign);
            // Two signs with words after them open a link that a second piece ends.
            let head = self.head(tail);
            match head {
                Some(head) => edge.heads.1 = head,
                None if tail.len() < rest.len() => edge.heads.1 = Head::None,
                None => {
                    let (text, tail) = rest.split_once(body).ok_or_else(wrong)?;
                    words = text;
                    edge.heads.1 = self.head(tail.trim_start_matches(sign)).unwrap_or(Head::None);
                }
            }
        }
        self.skip();
        if let Some(rest) = self.rest.strip_prefix('|') {
            (words, self.rest) = rest.split_once('|').ok_or("the words of a link are not closed by |")?;
        }
        Ok((Some(edge), label(words)))
    }

    /// The head that `tail` begins with; what comes after it, or all of it, is what is left.
    fn head(&mut self, tail: &'a str) -> Option<Head> {
        let letter = |rest: &str| rest.starts_with(char::is_whitespace) || rest.starts_with('|');
        for (sign, head) in [('>', Head::Arrow), ('o', Head::Circle), ('x', Head::Cross)] {
            if let Some(rest) = tail.strip_prefix(sign).filter(|rest| sign == '>' || letter(rest)) {
                self.rest = rest;
                return Some(head);
            }
        }
        self.rest = tail;
        None
    }
}

/// Where `close` stands in `text` outside of quotes.
fn closing(text: &str, close: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if !quoted && text[at..].starts_with(close) {
            return Some(at);
        }
    }
    None
}

/// Enough of `text` to find it.
fn shortened(text: &str) -> String {
    text.chars().take(24).collect()
}

//! Class diagrams of mermaid: classes with their members and relations in, a graph out. Reads strictly.

use super::canvas::Head;
use super::graph::{Direction, Edge, Graph, Shape};
use super::{Fault, flow, label};

/// How relations are written, the longer before the shorter: the heads at both ends, whether the line is dashed.
const RELATIONS: &[(&str, Head, Head, bool)] = &[
    ("<|--", Head::Hollow, Head::None, false),
    ("--|>", Head::None, Head::Hollow, false),
    ("<|..", Head::Hollow, Head::None, true),
    ("..|>", Head::None, Head::Hollow, true),
    ("*--", Head::Diamond, Head::None, false),
    ("--*", Head::None, Head::Diamond, false),
    ("o--", Head::HollowDiamond, Head::None, false),
    ("--o", Head::None, Head::HollowDiamond, false),
    ("<-->", Head::Open, Head::Open, false),
    ("<--", Head::Open, Head::None, false),
    ("-->", Head::None, Head::Open, false),
    ("<..", Head::Open, Head::None, true),
    ("..>", Head::None, Head::Open, true),
    ("--", Head::None, Head::None, false),
    ("..", Head::None, Head::None, true),
];

/// The diagram of `lines`, each with its number from 0.
pub(super) fn read<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Result<Graph, Fault> {
    let mut graph = Graph { direction: Direction::Down, ..Graph::default() };
    let mut open: Option<usize> = None;
    let mut spaces: Vec<usize> = Vec::new();
    for (number, line) in lines {
        let line = line.trim_end_matches(';').trim();
        let fault = |message: &str| Fault { line: number, message: message.to_owned() };
        if let Some(class) = open {
            match line {
                "}" => open = None,
                member => add(&mut graph, class, member),
            }
            continue;
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word {
            "direction" => {
                graph.direction = flow::direction_of(rest.trim()).ok_or_else(|| fault("expected TB, BT, LR or RL"))?;
            }
            "style" | "classDef" | "cssClass" | "click" | "link" | "callback" | "accTitle:" | "accDescr:" => {}
            "note" => return Err(fault("notes in class diagrams are not drawn")),
            "namespace" => {
                graph.groups.push((label(rest.trim().trim_end_matches('{')), spaces.last().copied()));
                spaces.push(graph.groups.len() - 1);
            }
            "}" => {
                spaces.pop().ok_or_else(|| fault("\"}\" without a class that is open"))?;
            }
            "class" => {
                let (name, body) = rest.split_once('{').map_or((rest, None), |(name, body)| (name, Some(body)));
                let class = class(&mut graph, name.trim(), spaces.last().copied()).map_err(&fault)?;
                if let Some(body) = body {
                    match body.trim().strip_suffix('}') {
                        Some(inner) => inner.split(';').for_each(|member| add(&mut graph, class, member)),
                        None => open = Some(class),
                    }
                }
            }
            _ if word.starts_with("<<") => {
                let (kind, name) = line.split_once(">>").ok_or_else(|| fault("\"<<\" is not closed"))?;
                let class = class(&mut graph, name.trim(), None).map_err(&fault)?;
                add(&mut graph, class, &format!("{kind}>>"));
            }
            _ => statement(&mut graph, line).map_err(&fault)?,
        }
    }
    if open.is_some() || !spaces.is_empty() {
        return Err(Fault::at_end("a class is not closed by \"}\""));
    }
    Ok(graph)
}

/// `A <|-- B : words`, `A "1" o-- "many" B`, `A : +member()`.
fn statement(graph: &mut Graph, line: &str) -> Result<(), &'static str> {
    let found = RELATIONS.iter().filter_map(|relation| Some((outside(line, relation.0)?, relation)));
    // The first sign in the line, and of those that begin there the longest; a diamond belongs to the line after it.
    let best = found.min_by_key(|(at, relation)| (*at, usize::MAX - relation.0.len()));
    let Some((at, &(sign, start, end, dash))) = best else {
        let (name, member) = line.split_once(':').ok_or("expected a class, a member or a relation")?;
        let class = class(graph, name.trim(), None)?;
        add(graph, class, member);
        return Ok(());
    };
    let (left, right) = (line[..at].trim(), line[at + sign.len()..].trim());
    let (right, words) = right.split_once(':').unwrap_or((right, ""));
    let (from, near) = quoted(left);
    let (to, far) = quoted(right.trim());
    let (from, to) = (class(graph, from, None)?, class(graph, to, None)?);
    let edge = Edge {
        label: label(words),
        ends: (near.to_owned(), far.to_owned()),
        heads: (start, end),
        dash,
        ..Edge::arrow(from, to)
    };
    graph.edges.push(edge);
    Ok(())
}

/// Where `sign` stands in `line` outside of quotes.
fn outside(line: &str, sign: &str) -> Option<usize> {
    let at = |(at, _): &(usize, &str)| line[..*at].matches('"').count().is_multiple_of(2);
    let mut found = line.match_indices(sign).filter(at).map(|(at, _)| at);
    if sign.starts_with('o') {
        // The last letter of a name is no diamond.
        return found.find(|&at| line[..at].ends_with(char::is_whitespace) || line[..at].ends_with('"'));
    }
    found.next()
}

/// A name with a quoted multiplicity before or after it: the name, and what stands in the quotes.
fn quoted(text: &str) -> (&str, &str) {
    let mut parts = text.splitn(3, '"');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(before), Some(inner), Some(after)) if before.trim().is_empty() => (after.trim(), inner.trim()),
        (Some(before), Some(inner), Some(_)) => (before.trim(), inner.trim()),
        _ => (text.trim(), ""),
    }
}

/// The class called `name`, maybe with a label in brackets.
fn class(graph: &mut Graph, name: &str, group: Option<usize>) -> Result<usize, &'static str> {
    let name = name.split(":::").next().unwrap_or(name).trim();
    let (name, shown) = match name.split_once('[') {
        Some((name, shown)) => (name.trim(), Some(label(shown.trim_end_matches(']')))),
        None => (name, None),
    };
    let bare = name.trim_matches('`');
    if bare.is_empty() || !bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '~' | ' ' | ',')) {
        return Err("expected the name of a class");
    }
    if bare.contains(' ') && bare == name {
        return Err("expected a class, a member or a relation");
    }
    let known = graph.nodes.len();
    let n = graph.node(name, group);
    if let Some(node) = graph.nodes.get_mut(n) {
        if n == known {
            (node.shape, node.parts) = (Shape::Parts, vec![Vec::new(), Vec::new()]);
            node.label = generic(bare);
        }
        if let Some(shown) = shown {
            node.label = shown;
        }
    }
    Ok(n)
}

/// Gives a class a member: a method if it has round brackets, else a field; what stands in `<<…>>` goes above its name.
fn add(graph: &mut Graph, class: usize, member: &str) {
    let member = member.trim().trim_end_matches(['$', '*']).trim();
    let Some(node) = graph.nodes.get_mut(class).filter(|_| !member.is_empty()) else { return };
    if let Some(kind) = member.strip_prefix("<<").and_then(|kind| kind.strip_suffix(">>")) {
        node.label = format!("«{}»\n{}", kind.trim(), node.label);
        return;
    }
    let part = usize::from(member.contains('('));
    if let Some(rows) = node.parts.get_mut(part) {
        rows.push(generic(member));
    }
}

/// `List~int~` is written `List<int>`.
fn generic(text: &str) -> String {
    let mut open = false;
    let swap = |c| match c {
        '~' => {
            open = !open;
            if open { '<' } else { '>' }
        }
        c => c,
    };
    text.chars().map(swap).collect()
}

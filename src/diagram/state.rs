//! State diagrams of mermaid: states and what leads from one to the next in, a graph out. Reads strictly; states within
//! states are groups.

use super::graph::{Direction, Edge, Graph, Node, Shape};
use super::{Fault, flow, label};

/// The diagram of `lines`, each with its number from 0.
pub(super) fn read<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Result<Graph, Fault> {
    let mut graph = Graph { direction: Direction::Down, ..Graph::default() };
    let mut open: Vec<usize> = Vec::new();
    let mut noting = false;
    for (number, line) in lines {
        let line = line.trim_end_matches(';').trim();
        let fault = |message: &str| Fault { line: number, message: message.to_owned() };
        if noting {
            noting = line != "end note";
            continue;
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word {
            "direction" if open.is_empty() => {
                graph.direction = flow::direction_of(rest.trim()).ok_or_else(|| fault("expected TB, BT, LR or RL"))?;
            }
            "direction" | "classDef" | "class" | "style" | "accTitle:" | "accDescr:" => {}
            "note" => return Err(fault("notes in state diagrams are not drawn")),
            "state" => state(&mut graph, rest.trim(), &mut open).map_err(&fault)?,
            "}" if rest.is_empty() => {
                open.pop().ok_or_else(|| fault("\"}\" without a state that is open"))?;
            }
            "--" | "[H]" => return Err(fault("parallel regions are not drawn")),
            _ => {
                let group = open.last().copied();
                if let Some((from, to)) = line.split_once("-->") {
                    let (to, words) = to.split_once(':').unwrap_or((to, ""));
                    let from = end(&mut graph, from.trim(), (group, Shape::Start)).map_err(&fault)?;
                    let to = end(&mut graph, to.trim(), (group, Shape::End)).map_err(&fault)?;
                    graph.edges.push(Edge { label: label(words), ..Edge::arrow(from, to) });
                } else if let Some((name, words)) = line.split_once(':') {
                    let n = end(&mut graph, name.trim(), (group, Shape::Round)).map_err(&fault)?;
                    describe(graph.nodes.get_mut(n), name.trim(), &label(words));
                } else {
                    end(&mut graph, line, (group, Shape::Round)).map_err(&fault)?;
                }
            }
        }
    }
    if open.is_empty() { Ok(graph) } else { Err(Fault::at_end("a state is not closed by \"}\"")) }
}

/// `"Words" as name`, `name <<choice>>`, `name {`.
fn state(graph: &mut Graph, text: &str, open: &mut Vec<usize>) -> Result<(), &'static str> {
    let group = open.last().copied();
    if let Some(name) = text.strip_suffix('{') {
        let title = name.split_once(" as ").map_or(name, |(title, _)| title);
        graph.groups.push((label(title), group));
        open.push(graph.groups.len() - 1);
        return Ok(());
    }
    if let Some((words, name)) = text.split_once(" as ") {
        let n = end(graph, name.trim(), (group, Shape::Round))?;
        describe(graph.nodes.get_mut(n), name.trim(), &label(words));
        return Ok(());
    }
    let (name, kind) =
        text.split_once("<<").map_or((text, ""), |(name, kind)| (name, kind.trim_end_matches(">>").trim()));
    let n = end(graph, name.trim(), (group, Shape::Round))?;
    if let (Some(node), "choice") = (graph.nodes.get_mut(n), kind) {
        (node.shape, node.label) = (Shape::Diamond, String::new());
    } else if let (Some(node), "fork" | "join") = (graph.nodes.get_mut(n), kind) {
        (node.shape, node.label) = (Shape::Start, String::new());
    }
    Ok(())
}

/// The state called `name`; `[*]` is where states begin or end, by the side of the arrow.
fn end(graph: &mut Graph, name: &str, (group, shape): (Option<usize>, Shape)) -> Result<usize, &'static str> {
    let name = name.split(":::").next().unwrap_or(name).trim();
    let point = name == "[*]";
    if !point && (name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))) {
        return Err("expected a state, or an arrow --> between two");
    }
    let key = if point { format!("[*] {shape:?} {group:?}") } else { name.to_owned() };
    let known = graph.nodes.len();
    let n = graph.node(&key, group);
    if let Some(node) = graph.nodes.get_mut(n)
        && n == known
    {
        node.shape = if point { shape } else { Shape::Round };
        if point {
            node.label.clear();
        }
    }
    Ok(n)
}

/// Gives a state its words; further ones stand under the first.
fn describe(node: Option<&mut Node>, name: &str, words: &str) {
    if let Some(node) = node {
        node.label = if node.label == name { words.to_owned() } else { format!("{}\n{words}", node.label) };
    }
}

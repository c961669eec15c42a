//! Graphs of graphviz: `digraph { … }` in, a graph out. Labels, shapes, lines, directions and clusters are kept; colours
//! are the theme's.

use std::collections::BTreeMap;

use layout::gv::DotParser;
use layout::gv::parser::ast::{ArrowKind, AttrStmtTarget, AttributeList, Graph as Ast, Stmt};

use super::canvas::Head;
use super::graph::{Direction, Edge, Graph, Node, Shape};
use super::{Fault, label};

type Attributes = BTreeMap<String, String>;

/// Subgraphs that nest deeper are not looked into.
const MAX_NESTING: usize = 32;

/// The graph that `source` describes.
pub(super) fn read(source: &str) -> Result<Graph, Fault> {
    if source.chars().filter(|&c| c == '{').count() > MAX_NESTING * 8 {
        return Err(Fault { line: 0, message: "too many subgraphs".to_owned() });
    }
    let ast = DotParser::new(source).process().map_err(|message| Fault { line: 0, message })?;
    let mut reader = Reader::default();
    reader.graph(&ast, &Scope::default(), 0);
    Ok(reader.out)
}

/// What holds for things that are named from here on.
#[derive(Clone, Default)]
struct Scope {
    node: Attributes,
    edge: Attributes,
    group: Option<usize>,
}

#[derive(Default)]
struct Reader {
    out: Graph,
}

impl Reader {
    fn graph(&mut self, ast: &Ast, around: &Scope, depth: usize) {
        if depth > MAX_NESTING {
            return;
        }
        let mut scope = around.clone();
        if depth > 0 && ast.name.starts_with("cluster") {
            self.out.groups.push((String::new(), around.group));
            scope.group = Some(self.out.groups.len() - 1);
        }
        for statement in &ast.list.list {
            match statement {
                Stmt::Attribute(attribute) => {
                    let target = match attribute.target {
                        AttrStmtTarget::Node => &mut scope.node,
                        AttrStmtTarget::Edge => &mut scope.edge,
                        AttrStmtTarget::Graph => {
                            self.whole(&attribute.list, scope.group, depth);
                            continue;
                        }
                    };
                    add(target, &attribute.list);
                }
                Stmt::Node(node) => {
                    let mut own = scope.node.clone();
                    add(&mut own, &node.list);
                    self.node(&node.id.name, &own, scope.group, true);
                }
                Stmt::Edge(edge) => {
                    let mut own = scope.edge.clone();
                    add(&mut own, &edge.list);
                    let mut from = self.node(&edge.from.name, &scope.node, scope.group, false);
                    for (id, kind) in &edge.to {
                        let to = self.node(&id.name, &scope.node, scope.group, false);
                        self.edge((from, to), matches!(kind, ArrowKind::Arrow), &own);
                        from = to;
                    }
                }
                Stmt::SubGraph(inner) => self.graph(inner, &scope, depth + 1),
            }
        }
    }

    /// What is said about the graph or cluster as a whole.
    fn whole(&mut self, list: &AttributeList, group: Option<usize>, depth: usize) {
        for (name, value) in list.iter() {
            match (name.as_str(), group) {
                ("rankdir", _) if depth == 0 => {
                    self.out.direction = super::flow::direction_of(value).unwrap_or(Direction::Down);
                }
                ("label", Some(group)) => {
                    if let Some((title, _)) = self.out.groups.get_mut(group) {
                        *title = label(value);
                    }
                }
                _ => {}
            }
        }
    }

    fn node(&mut self, name: &str, attributes: &Attributes, group: Option<usize>, said: bool) -> usize {
        let count = self.out.nodes.len();
        let n = self.out.node(name, group);
        if let Some(node) = self.out.nodes.get_mut(n)
            && (said || n == count)
        {
            if n == count {
                node.shape = Shape::Ellipse;
            }
            shape(node, attributes);
        }
        n
    }

    fn edge(&mut self, (from, to): (usize, usize), arrow: bool, attributes: &Attributes) {
        let get = |name: &str| attributes.get(name).map_or("", String::as_str);
        let mut edge = Edge::arrow(from, to);
        let head = match get("arrowhead") {
            "none" => Head::None,
            "diamond" => Head::Diamond,
            "odiamond" => Head::HollowDiamond,
            "dot" | "odot" => Head::Circle,
            "empty" | "onormal" => Head::Hollow,
            "vee" | "open" => Head::Open,
            _ => Head::Arrow,
        };
        edge.heads = match (get("dir"), arrow) {
            ("none", _) | ("", false) => (Head::None, Head::None),
            ("both", _) => (Head::Arrow, head),
            ("back", _) => (head, Head::None),
            _ => (Head::None, head),
        };
        edge.label = label(get("label"));
        edge.ends = (label(get("taillabel")), label(get("headlabel")));
        edge.dash = ["dashed", "dotted"].iter().any(|style| get("style").contains(style));
        edge.thick = get("style").contains("bold");
        if !get("style").contains("invis") {
            self.out.edges.push(edge);
        }
    }
}

fn add(attributes: &mut Attributes, list: &AttributeList) {
    attributes.extend(list.iter().map(|(name, value)| (name.to_lowercase(), value.clone())));
}

fn shape(node: &mut Node, attributes: &Attributes) {
    let style = attributes.get("style").map_or("", String::as_str);
    node.dash = node.dash || style.contains("dashed") || style.contains("dotted");
    let named = attributes.get("shape").map_or("", String::as_str);
    match named {
        "box" | "rect" | "rectangle" | "square" | "component" | "folder" | "note" | "tab" | "box3d" => {
            node.shape = if style.contains("rounded") { Shape::Round } else { Shape::Box };
        }
        "ellipse" | "oval" | "egg" => node.shape = Shape::Ellipse,
        "circle" | "point" => node.shape = Shape::Circle,
        "doublecircle" => node.shape = Shape::Double,
        "diamond" | "Mdiamond" => node.shape = Shape::Diamond,
        "hexagon" | "octagon" => node.shape = Shape::Hexagon,
        "parallelogram" | "trapezium" => node.shape = Shape::Slanted,
        "cylinder" => node.shape = Shape::Cylinder,
        "plaintext" | "plain" | "none" | "text" => node.shape = Shape::Plain,
        "record" | "Mrecord" => node.shape = Shape::Parts,
        _ => {}
    }
    if let Some(text) = attributes.get("label") {
        node.label = label(text);
        if node.shape == Shape::Parts {
            parts(node);
        }
    }
}

/// `{name|field\l|method()\l}`: the first field is the name, the others stand under it.
fn parts(node: &mut Node) {
    let bare = node.label.replace(['{', '}'], "");
    let mut fields = bare.split('|').map(|field| {
        let end = if field.trim_start().starts_with('<') { field.find('>').map_or(0, |at| at + 1) } else { 0 };
        field[end..].trim().to_owned()
    });
    let name = fields.next().unwrap_or_default();
    node.parts = fields.map(|field| field.lines().map(|line| line.trim().to_owned()).collect()).collect();
    node.label = name;
}

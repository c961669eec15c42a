//! What is told to people who do not see the windows: what is on stage in, a tree of named nodes in the order of reading out,
//! for whatever reads it aloud. It tells what the window shows and nothing more, and it knows no screen reader.

mod looking;
mod page;
mod stage;

use std::fmt::Write as _;
use std::sync::Arc;

use crate::geom::{Rect, Size};
use crate::show::Command;

pub use stage::{Announces, audience, presenter};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A window.
    Window,
    /// A page.
    Page,
    /// Things that belong together, under a name.
    Group,
    /// A heading of this level, from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Words.
    Words,
    /// A list.
    List,
    /// An item of a list, done or not if it is a task.
    Item(Option<bool>),
    /// The number of an item.
    Marker,
    /// A quote.
    Quote,
    /// A note set off from the text.
    Note,
    /// A footnote.
    Footnote,
    /// A block of code, as its name its lines.
    Code,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The name of a column.
    Header,
    /// A cell.
    Cell,
    /// Terms and what they mean.
    Definitions,
    /// A term.
    Term,
    /// What it means.
    Definition,
    /// A picture.
    Figure,
    /// A formula, as its name its source.
    Formula,
    /// The words under a picture.
    Caption,
    /// A link.
    Link,
    /// What a press does.
    Button,
    /// What is said when it changes.
    Status,
    /// What is said at once.
    Alert,
    /// A time that runs. Nobody wants to hear every second of it.
    Timer,
}

/// What a press on a node does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Opens an address.
    Open(Arc<str>),
    /// Does what a key does.
    Do(Command),
}

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The same for the same thing, as long as it shows; no other of its window has it.
    pub id: u64,
    /// What it is.
    pub role: Role,
    /// What it is called or what it says; empty for what its children say.
    pub name: String,
    /// Where it is, in slide units of its page.
    pub rect: Option<Rect>,
    /// What a press does.
    pub act: Option<Act>,
    /// What it holds, in the order of reading.
    pub children: Vec<Node>,
}

impl Node {
    /// A node that holds nothing and is nowhere.
    #[must_use]
    pub fn new(id: u64, role: Role, name: impl Into<String>) -> Self {
        Self { id, role, name: name.into(), rect: None, act: None, children: Vec::new() }
    }

    /// The same, with `children` in it.
    #[must_use]
    pub fn holding(self, children: Vec<Self>) -> Self {
        Self { children, ..self }
    }

    /// The node `id` in it. A tree is as deep as lists may nest.
    #[must_use]
    pub fn find(&self, id: u64) -> Option<&Self> {
        if self.id == id { Some(self) } else { self.children.iter().find_map(|child| child.find(id)) }
    }
}

/// What is told of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The window.
    pub root: Node,
    /// Where a reader begins: the page that it shows, if it shows one.
    pub focus: u64,
    /// Width and height of the page, in slide units: its nodes are placed on it.
    pub page: Size,
    /// The language of the page, as its author named it.
    pub language: Option<String>,
}

/// `node` as text, a line a node.
#[must_use]
pub fn dump(node: &Node) -> String {
    let mut out = String::new();
    write(&mut out, node, 0);
    out
}

fn write(out: &mut String, node: &Node, depth: usize) {
    let _ = write!(out, "{:1$}{2:?}", "", depth * 2, node.role);
    if !node.name.is_empty() {
        let _ = write!(out, " {:?}", node.name);
    }
    match &node.act {
        Some(Act::Open(address)) => _ = write!(out, " -> {address}"),
        Some(Act::Do(command)) => _ = write!(out, " -> {command:?}"),
        None => {}
    }
    out.push('\n');
    for child in &node.children {
        write(out, child, depth + 1);
    }
}

#[cfg(test)]
mod tests;

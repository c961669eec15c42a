//! A page as it shows at a step, told: the tags of its structure with the words, places and links of their items. A tag of
//! which nothing shows yet is not told of.

use std::collections::BTreeMap;

use super::{Act, Node, Role};
use crate::geom::Rect;
use crate::scene::{Element, Link, Scene, Tag, TagId, TextRole};
use crate::show::Position;

/// Says that what follows runs to the left; is not seen.
const RIGHT_TO_LEFT: char = '\u{200F}';
/// A paragraph is parted at this many links at most.
const MOST_LINKS: usize = 100;

/// What shows of a tag by itself.
#[derive(Default)]
struct Shown<'a> {
    words: Vec<String>,
    rect: Option<Rect>,
    links: Vec<&'a Link>,
}

/// A page of which nodes are made.
struct Reader<'a> {
    scene: &'a Scene,
    shown: BTreeMap<TagId, Shown<'a>>,
    children: BTreeMap<TagId, Vec<TagId>>,
    /// What the ids of its nodes begin with.
    base: u64,
}

/// The nodes of the page at `at` as it shows at `step`.
pub(super) fn page(scene: &Scene, at: Position) -> Vec<Node> {
    let mut reader = Reader { scene, shown: BTreeMap::new(), children: BTreeMap::new(), base: base(at) };
    for layer in scene.layers_at(at.step) {
        for text in &layer.texts {
            reader.show(text.tag, text.bounds()).words.push(text.words());
        }
        for picture in &layer.pictures {
            reader.show(picture.tag, picture.target);
        }
    }
    for link in &scene.links {
        if let Some(shown) = reader.shown.get_mut(&link.tag) {
            shown.links.push(link);
        }
    }
    for (id, tag) in scene.structure.iter() {
        reader.children.entry(tag.parent).or_default().push(id);
    }
    reader.nodes(TagId::NONE, &|_| Role::Paragraph)
}

/// What shows first at `at.step`, in words.
pub(super) fn news(scene: &Scene, at: Position) -> String {
    let fresh = scene.layers.iter().filter(|layer| layer.step == at.step.min(scene.last_step()));
    let texts = fresh.flat_map(|layer| &layer.texts).filter(|text| text.role == TextRole::Content);
    let words: Vec<String> = texts.map(|text| text.words().trim().to_owned()).filter(|one| !one.is_empty()).collect();
    words.join(" ")
}

/// No two pages of a session have nodes of the same ids, nor has any page those of the window itself.
fn base(at: Position) -> u64 {
    let [deck, page] = [at.deck, at.page].map(|n| n as u64);
    ((deck & 0xFFF) + 1) << 50 | (page & 0xF_FFFF) << 30
}

fn join(one: Option<Rect>, other: Option<Rect>) -> Option<Rect> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.union(other)),
        (one, other) => one.or(other),
    }
}

impl<'a> Reader<'a> {
    fn show(&mut self, tag: TagId, rect: Rect) -> &mut Shown<'a> {
        let shown = self.shown.entry(tag).or_default();
        shown.rect = join(shown.rect, Some(rect));
        shown
    }

    fn id(&self, tag: TagId, part: usize) -> u64 {
        self.base | u64::from(tag.number() & 0x3F_FFFF) << 8 | (part as u64 & 0xFF)
    }

    /// The nodes of what stands in `parent`; its cells are what `cell` says, by their number. Structures are as deep as
    /// lists may nest.
    fn nodes(&self, parent: TagId, cell: &dyn Fn(usize) -> Role) -> Vec<Node> {
        let children = self.children.get(&parent).map(Vec::as_slice).unwrap_or_default();
        let element = |id: &TagId| self.scene.structure.get(*id).map(|tag| &tag.element);
        // Numbers are put after their items, and read before them.
        let (labels, others): (Vec<&TagId>, Vec<&TagId>) =
            children.iter().partition(|id| parent != TagId::NONE && element(id) == Some(&Element::Label));
        let mut cells = 0;
        let mut out = Vec::new();
        for id in labels.into_iter().chain(others) {
            let Some(tag) = self.scene.structure.get(*id) else { continue };
            let role = match tag.element {
                Element::Cell => cell(cells),
                _ => Role::Group,
            };
            cells += usize::from(matches!(tag.element, Element::Cell | Element::Header));
            out.extend(self.node(*id, tag, role));
        }
        out
    }

    /// The node of `id`, if anything of it shows.
    fn node(&self, id: TagId, tag: &Tag, cell: Role) -> Option<Node> {
        let plain = |_: usize| Role::Cell;
        let within = |id: TagId| self.scene.structure.get(id).map(|tag| &tag.element);
        let role = match &tag.element {
            Element::Heading(level) => Role::Heading(*level),
            Element::Paragraph => Role::Paragraph,
            Element::List { .. } => Role::List,
            Element::Item { task } => Role::Item(*task),
            Element::Label if tag.parent == TagId::NONE => Role::Paragraph,
            Element::Label => Role::Marker,
            Element::Quote => Role::Quote,
            Element::Note => Role::Note,
            Element::Footnote => Role::Footnote,
            Element::Code { .. } => Role::Code,
            Element::CodeLine => Role::Words,
            Element::Table => Role::Table,
            Element::Row if within(tag.parent) == Some(&Element::Definitions) => {
                let children = self.nodes(id, &|n| if n == 0 { Role::Term } else { Role::Definition });
                return self.container(id, Role::Group, String::new(), children);
            }
            Element::Row => Role::Row,
            Element::Header => Role::Header,
            Element::Cell => cell,
            Element::Definitions => Role::Definitions,
            Element::Term => Role::Term,
            Element::Figure => Role::Figure,
            Element::Formula => Role::Formula,
            Element::Caption => Role::Caption,
        };
        let name = tag.name.as_deref().unwrap_or_default();
        match role {
            Role::Figure | Role::Formula => {
                let shown = self.shown.get(&id)?;
                Some(Node { rect: shown.rect, ..Node::new(self.id(id, 0), role, name) })
            }
            Role::Code => self.code(id),
            // A cell of nothing keeps its place in its row.
            Role::Cell | Role::Header => self.words(id, role).or_else(|| Some(Node::new(self.id(id, 0), role, ""))),
            Role::Row => self
                .container(id, role, String::new(), self.nodes(id, &plain))
                .filter(|row| row.children.iter().any(|cell| !cell.children.is_empty())),
            Role::Paragraph | Role::Caption | Role::Term | Role::Definition => self.words(id, role),
            Role::Heading(_) => {
                // A heading is its words; only what can be done with them is told apart.
                let mut node = self.words(id, role)?;
                node.name = self.said(id);
                node.children.retain(|child| child.role != Role::Words);
                Some(node)
            }
            Role::Marker | Role::Words => {
                let shown = self.shown.get(&id)?;
                // A number is set with the mark of its direction, which nobody says.
                let words = self.said(id).replace(RIGHT_TO_LEFT, "");
                Some(Node { rect: shown.rect, ..Node::new(self.id(id, 0), role, words) })
            }
            _ => self.container(id, role, name.to_owned(), self.nodes(id, &plain)),
        }
    }

    fn container(&self, id: TagId, role: Role, name: String, children: Vec<Node>) -> Option<Node> {
        let own = self.shown.get(&id).and_then(|shown| shown.rect);
        let rect = children.iter().fold(own, |rect, child| join(rect, child.rect));
        (!children.is_empty()).then(|| Node { rect, children, ..Node::new(self.id(id, 0), role, name) })
    }

    /// The words of a tag by itself, on one line.
    fn said(&self, id: TagId) -> String {
        let words = self.shown.get(&id).map(|shown| shown.words.join(" ")).unwrap_or_default();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What is made of words, with links and pictures among them.
    fn words(&self, id: TagId, role: Role) -> Option<Node> {
        let mut children = Vec::new();
        let mut rect = None;
        if let Some(shown) = self.shown.get(&id) {
            rect = shown.rect;
            let said = self.said(id);
            let mut rest = said.as_str();
            let add = |rest: &str, children: &mut Vec<Node>| {
                if !rest.trim().is_empty() {
                    let id = self.id(id, children.len() + 1);
                    children.push(Node { rect: shown.rect, ..Node::new(id, Role::Words, rest.trim()) });
                }
            };
            for (words, link, rect) in links(&shown.links).into_iter().take(MOST_LINKS) {
                // Words that are not found as they were written are read after the text.
                if let Some((before, after)) = rest.split_once(words.as_str()).filter(|_| !words.is_empty()) {
                    add(before, &mut children);
                    rest = after;
                }
                let node = Node::new(self.id(id, children.len() + 1), Role::Link, words);
                let act = Some(Act::Open(link.target.clone()));
                children.push(Node { rect: Some(rect), act, ..node });
            }
            add(rest, &mut children);
        }
        children.extend(self.nodes(id, &|_| Role::Cell));
        rect = children.iter().fold(rect, |rect, child| join(rect, child.rect));
        (!children.is_empty()).then(|| Node { rect, children, ..Node::new(self.id(id, 0), role, "") })
    }

    /// A block of code: its lines as one text, under its title.
    fn code(&self, id: TagId) -> Option<Node> {
        let mut lines = Vec::new();
        let mut children = Vec::new();
        let mut rect = None;
        for child in self.children.get(&id).into_iter().flatten() {
            let Some(tag) = self.scene.structure.get(*child) else { continue };
            rect = join(rect, self.shown.get(child).and_then(|shown| shown.rect));
            if tag.element == Element::CodeLine {
                lines.push(self.shown.get(child).map(|shown| shown.words.concat()).unwrap_or_default());
            } else {
                children.extend(self.node(*child, tag, Role::Cell));
            }
        }
        let name = lines.join("\n");
        let shows = !name.trim().is_empty() || !children.is_empty();
        shows.then(|| Node { rect, children, ..Node::new(self.id(id, 0), Role::Code, name.trim_end()) })
    }
}

/// The links that `pieces` are of: pieces of one target that follow each other are one link.
fn links<'a>(pieces: &[&'a Link]) -> Vec<(String, &'a Link, Rect)> {
    let mut out: Vec<(String, &Link, Rect)> = Vec::new();
    let mut last: Option<&Link> = None;
    for &piece in pieces {
        match out.last_mut() {
            Some((words, link, rect)) if link.target == piece.target => {
                // On the next line the same words are told again.
                if last.is_none_or(|last| last.words != piece.words) {
                    words.push_str(&piece.words);
                }
                *rect = rect.union(piece.rect);
            }
            _ => out.push((piece.words.to_string(), piece, piece.rect)),
        }
        last = Some(piece);
    }
    for (words, ..) in &mut out {
        *words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    out
}

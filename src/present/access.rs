//! Screen readers: what is told of a window in, the tree that they read out; and what they ask for, as winit's events are.
//! Costs nothing as long as nobody listens: then nothing is told at all.

use std::fmt;

use accesskit::{Action, Affine, Live, NodeId, Role as Kind, Toggled, TreeId, TreeInfo, TreeUpdate};
use accesskit_winit::{Adapter, Event};
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::Window;

use super::Signal;
use crate::geom::Rect;
use crate::views::access::{Act, Node, Role, Told};

/// The reader of a window.
pub(super) struct Reader {
    adapter: Adapter,
    /// What it was told, if it listens.
    told: Option<Told>,
    listens: bool,
}

impl fmt::Debug for Reader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Reader").field("listens", &self.listens).finish_non_exhaustive()
    }
}

impl From<Event> for Signal {
    fn from(event: Event) -> Self {
        Self::Reader(event)
    }
}

impl Reader {
    /// A reader for `window`, which must not be shown yet; nothing for one that is.
    pub(super) fn new(events: &ActiveEventLoop, window: &Window, signals: &EventLoopProxy<Signal>) -> Option<Self> {
        if window.is_visible() == Some(true) {
            return None;
        }
        let adapter = Adapter::with_event_loop_proxy(events, window, signals.clone());
        Some(Self { adapter, told: None, listens: false })
    }

    /// What happens to the window, before the show hears of it.
    pub(super) fn pass(&mut self, window: &Window, event: &WindowEvent) {
        self.adapter.process_event(window, event);
    }

    /// Whether anybody listens.
    pub(super) fn listens(&self) -> bool {
        self.listens
    }

    /// Somebody begins to listen, or nobody does any more.
    pub(super) fn set_listens(&mut self, listens: bool) {
        self.listens = listens;
        self.told = None;
    }

    /// Tells what the window shows; its page is drawn at `place`, in pixels.
    pub(super) fn tell(&mut self, told: Told, place: Rect) {
        self.adapter.update_if_active(|| update(&told, place));
        self.told = Some(told);
    }

    /// What a press on the node `id` does.
    pub(super) fn act(&self, id: NodeId) -> Option<&Act> {
        self.told.as_ref()?.root.find(id.0)?.act.as_ref()
    }
}

/// What is told, as AccessKit takes it.
fn update(told: &Told, place: Rect) -> TreeUpdate {
    let mut nodes = Vec::new();
    let scale = f64::from(place.width / told.page.width.max(1.0));
    let onto = Affine::new([scale, 0.0, 0.0, scale, f64::from(place.x), f64::from(place.y)]);
    add(&mut nodes, (&told.root, (0, 0)), &|node| (node.role == Role::Page).then_some(onto));
    if let (Some(language), Some((_, page))) =
        (&told.language, nodes.iter_mut().find(|(_, node)| node.role() == Kind::Document))
    {
        page.set_language(language.as_str());
    }
    let root = NodeId(told.root.id);
    let tree = TreeInfo { toolkit_name: Some("deckle".to_owned()), ..TreeInfo::new(root) };
    TreeUpdate { nodes, tree: Some(tree), tree_id: TreeId::ROOT, focus: NodeId(told.focus) }
}

/// Adds `node`, which stands in this row and column if it is part of a table, and all that it holds. Trees are as deep as
/// lists may nest.
fn add(
    nodes: &mut Vec<(NodeId, accesskit::Node)>,
    (node, (row, column)): (&Node, (usize, usize)),
    onto: &dyn Fn(&Node) -> Option<Affine>,
) {
    let mut out = accesskit::Node::new(kind(node.role));
    // Words are a value; all else has a name.
    match node.role {
        Role::Words | Role::Marker => out.set_value(node.name.as_str()),
        _ if node.name.is_empty() => {}
        _ => out.set_label(node.name.as_str()),
    }
    match node.role {
        Role::Heading(level) => out.set_level(usize::from(level)),
        Role::Item(Some(done)) => out.set_toggled(Toggled::from(done)),
        Role::Table => {
            out.set_row_count(node.children.len());
            out.set_column_count(node.children.iter().map(|row| row.children.len()).max().unwrap_or(0));
        }
        Role::Row => out.set_row_index(row),
        Role::Cell | Role::Header => {
            out.set_row_index(row);
            out.set_column_index(column);
        }
        Role::Status => out.set_live(Live::Polite),
        Role::Alert => out.set_live(Live::Assertive),
        Role::Note => out.set_role_description("note"),
        Role::Footnote => out.set_role_description("footnote"),
        _ => {}
    }
    if let Some(act) = &node.act {
        out.add_action(Action::Click);
        if let Act::Open(address) = act {
            out.set_url(&**address);
        }
    }
    if let Some(Rect { x, y, width, height }) = node.rect {
        let [x, y, right, bottom] = [x, y, x + width, y + height].map(f64::from);
        out.set_bounds(accesskit::Rect::new(x, y, right, bottom));
    }
    if let Some(onto) = onto(node) {
        out.set_transform(onto);
    }
    out.set_children(node.children.iter().map(|child| NodeId(child.id)).collect::<Vec<_>>());
    nodes.push((NodeId(node.id), out));
    for (n, child) in node.children.iter().enumerate() {
        let place = if node.role == Role::Table { (n, 0) } else { (row, n) };
        add(nodes, (child, place), onto);
    }
}

/// What AccessKit calls it.
fn kind(role: Role) -> Kind {
    match role {
        Role::Window => Kind::Window,
        Role::Page => Kind::Document,
        Role::Group => Kind::Group,
        Role::Heading(_) => Kind::Heading,
        Role::Paragraph => Kind::Paragraph,
        Role::Words | Role::Marker => Kind::Label,
        Role::List => Kind::List,
        Role::Item(_) => Kind::ListItem,
        Role::Quote => Kind::Blockquote,
        Role::Note | Role::Footnote => Kind::Note,
        Role::Code => Kind::Code,
        Role::Table => Kind::Table,
        Role::Row => Kind::Row,
        Role::Header => Kind::ColumnHeader,
        Role::Cell => Kind::Cell,
        Role::Definitions => Kind::DescriptionList,
        Role::Term => Kind::Term,
        Role::Definition => Kind::Definition,
        Role::Figure => Kind::Image,
        Role::Formula => Kind::Math,
        Role::Caption => Kind::Caption,
        Role::Link => Kind::Link,
        Role::Button => Kind::Button,
        Role::Status => Kind::Status,
        Role::Alert => Kind::Alert,
        Role::Timer => Kind::Timer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Size;
    use crate::show::Command;

    #[test]
    fn a_tree_is_whole_and_its_page_is_where_it_is_drawn() {
        let press = Node { act: Some(Act::Do(Command::Next)), ..Node::new(4, Role::Button, "Next") };
        let words = Node { rect: Some(Rect::new(10.0, 20.0, 30.0, 40.0)), ..Node::new(3, Role::Words, "w") };
        let page = Node::new(2, Role::Page, "P").holding(vec![words]);
        let root = Node::new(1, Role::Window, "W").holding(vec![page, press]);
        let told = Told { root, focus: 2, page: Size::new(1280.0, 720.0), language: None };
        let update = update(&told, Rect::new(0.0, 40.0, 640.0, 360.0));
        assert_eq!(update.focus, NodeId(2));
        assert_eq!(update.tree.as_ref().map(|tree| tree.root), Some(NodeId(1)));
        let ids: Vec<u64> = update.nodes.iter().map(|(id, _)| id.0).collect();
        assert_eq!(ids, [1, 2, 3, 4]);
        let node = |n: usize| &update.nodes[n].1;
        assert_eq!(node(0).children(), [NodeId(2), NodeId(4)]);
        let onto = node(1).transform().expect("a place");
        let corner = *onto * accesskit::Point::new(10.0, 20.0);
        assert_eq!((corner.x, corner.y), (5.0, 50.0));
        assert_eq!(node(2).value(), Some("w"));
        assert!(node(3).supports_action(Action::Click) && !node(2).supports_action(Action::Click));
    }
}

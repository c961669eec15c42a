//! What the nodes of a flow are part of, and the tags that these parts get on each page that shows some of them: a list that
//! goes on over two pages is a list on both. Never changes what is seen.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::callout;
use super::flow::{Flow, Nest, NodeKind};
use super::sheet::Sheet;
use crate::markdown::BlockKind;
use crate::scene::{Element, TagId, TextRole};

/// A part of a flow.
#[derive(Debug)]
pub(super) struct Part {
    element: Element,
    /// The part that it stands in, which comes before it.
    parent: Option<usize>,
    name: Option<Arc<str>>,
}

/// The tags that the parts of a flow have on a page.
#[derive(Debug, Default)]
pub(super) struct Tags(BTreeMap<usize, TagId>);

impl Flow {
    fn part(&mut self, parent: Option<usize>, element: Element, name: Option<&str>) -> Option<usize> {
        self.parts.push(Part { element, parent, name: name.map(Arc::from) });
        Some(self.parts.len() - 1)
    }

    /// `nest` for what stands within `element`.
    pub(super) fn within(&mut self, nest: &Nest, element: Element) -> Nest {
        Nest { part: self.part(nest.part, element, None), ..nest.clone() }
    }

    /// `nest` for what stands within a block.
    pub(super) fn inside(&mut self, nest: &Nest, kind: &BlockKind) -> Nest {
        let element = match kind {
            // The title of its page has the first level.
            BlockKind::Heading { level, .. } => Element::Heading((*level).max(2)),
            BlockKind::List(list) => Element::List { ordered: list.start.is_some() },
            BlockKind::Quote(_) => Element::Quote,
            BlockKind::Callout(_) => Element::Note,
            BlockKind::Table(_) => Element::Table,
            BlockKind::Definitions(_) => Element::Definitions,
            BlockKind::Footnote(_) => Element::Footnote,
            _ => return nest.clone(),
        };
        let name = match kind {
            BlockKind::Callout(callout) => Some(callout::name(callout.kind)),
            _ => None,
        };
        Nest { part: self.part(nest.part, element, name), ..nest.clone() }
    }

    /// What a node of `kind` is part of in `nest`.
    pub(super) fn part_of(&mut self, nest: &Nest, kind: &NodeKind) -> Option<usize> {
        let within = nest.part.and_then(|part| self.parts.get(part)).map(|part| &part.element);
        let element = match kind {
            NodeKind::Text(_) if matches!(within, Some(Element::Heading(_) | Element::Term)) => return nest.part,
            NodeKind::Text(_) => Element::Paragraph,
            NodeKind::Code(_) => Element::CodeLine,
            NodeKind::Row(_) => Element::Row,
            // Pictures and drawings say themselves what they are.
            NodeKind::Picture(_) | NodeKind::Drawing(_) | NodeKind::Abreast(_) => return nest.part,
        };
        self.part(nest.part, element, None)
    }
}

impl Sheet<'_> {
    /// The tag of what is put now, if its words are `role`: ours are said only where they are a name or a number.
    pub(super) fn tag(&self, role: TextRole) -> TagId {
        let element = self.structure.get(self.tag).map(|tag| &tag.element);
        let said = matches!(element, Some(Element::Label | Element::Figure));
        if role == TextRole::Furniture && !said { TagId::NONE } else { self.tag }
    }

    /// What `put` puts is an `element`.
    pub(super) fn within<T>(&mut self, element: Element, put: impl FnOnce(&mut Self) -> T) -> T {
        let tag = self.structure.add(self.tag, element, None);
        self.at_tag(tag, put)
    }

    /// The same of that name.
    pub(super) fn named<T>(&mut self, (element, name): (Element, &str), put: impl FnOnce(&mut Self) -> T) -> T {
        let name = Some(name.trim()).filter(|name| !name.is_empty()).map(Arc::from);
        let tag = self.structure.add(self.tag, element, name);
        self.at_tag(tag, put)
    }

    /// What `put` puts is the number of the item that is being put.
    pub(super) fn label<T>(&mut self, put: impl FnOnce(&mut Self) -> T) -> T {
        let mut item = self.tag;
        while let Some(tag) = self.structure.get(item)
            && !matches!(tag.element, Element::Item { .. } | Element::Footnote)
        {
            item = tag.parent;
        }
        let tag = self.structure.add(item, Element::Label, None);
        self.at_tag(tag, put)
    }

    fn at_tag<T>(&mut self, tag: TagId, put: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.tag, tag);
        let out = put(self);
        self.tag = before;
        out
    }

    /// What `put` puts stands in the part `at` of `parts`, which have `tags` on this page.
    pub(super) fn at_part<T>(
        &mut self,
        (parts, at): (&[Part], Option<usize>),
        tags: &mut Tags,
        put: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let mut missing = Vec::new();
        let mut next = at;
        let mut tag = self.tag;
        while let Some((n, part)) = next.and_then(|n| Some((n, parts.get(n)?))) {
            if let Some(known) = tags.0.get(&n) {
                tag = *known;
                break;
            }
            missing.push((n, part));
            next = part.parent;
        }
        for (n, part) in missing.into_iter().rev() {
            tag = self.structure.add(tag, part.element.clone(), part.name.clone());
            tags.0.insert(n, tag);
        }
        self.at_tag(tag, put)
    }
}

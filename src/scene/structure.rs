//! What stands on a page, for whoever does not look at it: a tree of tags in the order of reading, which its texts, its
//! pictures and its links name. A screen reader walks it, and a file for print is tagged with it. It never holds the words:
//! those are the items', so that nothing can be said that is not shown.

use std::sync::Arc;

/// Which tag of its page an item stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TagId(u32);

impl TagId {
    /// The page itself; to an item, none: it is decoration.
    pub const NONE: Self = Self(0);

    /// Its number on its page, from 1; 0 for none.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// What a tag is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A heading of this level, from 1: the title of a page has the first.
    Heading(u8),
    /// Words that belong together.
    Paragraph,
    /// A list, numbered if it is ordered.
    List {
        /// Whether its items have numbers.
        ordered: bool,
    },
    /// An item of a list.
    Item {
        /// Whether it is done, if it is a task.
        task: Option<bool>,
    },
    /// The number before an item.
    Label,
    /// A quote.
    Quote,
    /// A note set off from the text, whose kind is its name.
    Note,
    /// A footnote.
    Footnote,
    /// A block of code in this language; empty if nobody said.
    Code {
        /// The word after the fence.
        language: Arc<str>,
    },
    /// A line of code, however many lines it takes on the page.
    CodeLine,
    /// A table.
    Table,
    /// A row of a table, or a term and what it means.
    Row,
    /// The name of a column.
    Header,
    /// A cell.
    Cell,
    /// Terms and what they mean.
    Definitions,
    /// A term.
    Term,
    /// A picture or a drawing; its name is what it shows.
    Figure,
    /// A formula; its name is its source.
    Formula,
    /// The words under a picture.
    Caption,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// What it is.
    pub element: Element,
    /// In which tag it stands.
    pub parent: TagId,
    /// What it is called, for what has no words of its own.
    pub name: Option<Arc<str>>,
}

/// The tags of a page. A tag stands behind its parent, and behind what is read before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    tags: Vec<Tag>,
}

impl Structure {
    /// Adds a tag, read after all that are there.
    pub fn add(&mut self, parent: TagId, element: Element, name: Option<Arc<str>>) -> TagId {
        self.tags.push(Tag { element, parent, name });
        TagId(u32::try_from(self.tags.len()).unwrap_or(0))
    }

    /// The tag `id`; nothing for none.
    #[must_use]
    pub fn get(&self, id: TagId) -> Option<&Tag> {
        self.tags.get((id.0 as usize).checked_sub(1)?)
    }

    /// All tags in the order of reading.
    pub fn iter(&self) -> impl Iterator<Item = (TagId, &Tag)> {
        (1_u32..).map(TagId).zip(&self.tags)
    }
}

/// `plain` without what was put in for setting it: the pads of code, the joiners of compound words, places to break, what
/// holds formulas, marks of direction.
#[must_use]
pub fn as_written(plain: &str) -> String {
    let unseen = ['\u{A0}', '\u{2060}', '\u{2800}', '\u{200B}', '\u{200E}'];
    plain.chars().filter(|c| !unseen.contains(c)).collect()
}

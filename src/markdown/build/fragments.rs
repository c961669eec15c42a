//! Elements that come at a step of their own. Their tags go in, marks around their blocks come out. A tag never takes words
//! with it, and one that is not closed ends with what it stands in.

use std::ops::Range;

use super::{Builder, Piece};
use crate::diag::Lines;
use crate::markdown::elements::{Element, Meaning};
use crate::markdown::marks::{Tag, Wrap};
use crate::markdown::{BlockKind, Fragment};

/// An element that is a fragment and still open.
pub(super) struct Open {
    name: &'static str,
    /// How many elements of its name are open within it.
    inside: usize,
}

/// Elements whose next one ends them.
const ENDED_BY_NEXT: [&str; 3] = ["p", "li", "tr"];

impl Builder<'_> {
    /// Marks that come before what the tag of `element` makes.
    pub(super) fn before_element(&mut self, element: Element, fragment: Option<Fragment>, range: &Range<usize>) {
        let lines = self.place.lines(range);
        let Element { name, meaning, closes } = element;
        if !matches!(meaning, Meaning::Lines | Meaning::Parts | Meaning::Typed) {
            return;
        }
        let top = self.fragments.last().filter(|open| open.name == name);
        match (top, closes) {
            (Some(Open { inside: 0, .. }), true) => self.end_fragment(lines),
            (Some(Open { inside: 0, .. }), false) if ENDED_BY_NEXT.contains(&name) => self.end_fragment(lines),
            (Some(_), _) => {
                if let Some(open) = self.fragments.last_mut() {
                    open.inside = if closes { open.inside - 1 } else { open.inside + 1 };
                }
            }
            _ => {}
        }
        if let Some(fragment) = fragment {
            self.begin_fragment(name, fragment, lines);
        }
    }

    /// What comes now is part of a fragment.
    pub(super) fn begin_fragment(&mut self, name: &'static str, fragment: Fragment, lines: Lines) {
        self.block(BlockKind::Fragment(fragment), lines);
        self.fragments.push(Open { name, inside: 0 });
    }

    fn end_fragment(&mut self, lines: Lines) {
        self.fragments.pop();
        self.block(BlockKind::FragmentEnd, lines);
    }

    /// Tags of a paragraph that have no partner in it: the fragments that begin before it are begun; gives how many end
    /// after it, and the tags that are none of theirs.
    pub(super) fn lone_tags(&mut self, alone: Vec<Tag>, lines: Lines) -> (usize, Vec<Tag>) {
        let mut ends = 0;
        let mut others = Vec::new();
        for tag in alone {
            let name = |open: &Open| open.name == tag.name && open.inside == 0;
            match tag.fragment {
                Some(fragment) => self.begin_fragment(tag.name, fragment, lines),
                None if !tag.opens && self.fragments.last().is_some_and(name) => {
                    self.fragments.pop();
                    ends += 1;
                }
                None => others.push(tag),
            }
        }
        (ends, others)
    }
}

/// The fragment that all of a paragraph is, if its first and its last tag are partners.
pub(super) fn whole(pieces: &[Piece]) -> Option<Fragment> {
    let blank = |piece: &&Piece| match piece {
        Piece::Soft | Piece::Break => true,
        Piece::Prose(_, text) => text.trim().is_empty(),
        _ => false,
    };
    let from = pieces.iter().take_while(blank).count();
    let to = pieces.len() - pieces.iter().rev().take_while(blank).count();
    let [Piece::Tag(first), inside @ .., Piece::Tag(last)] = pieces.get(from..to)? else { return None };
    let fragment = first.fragment.filter(|_| first.opens && !last.opens && first.name == last.name)?;
    let mut open = 1_usize;
    for piece in inside {
        if let Piece::Tag(tag) = piece
            && tag.name == first.name
        {
            open = if tag.opens { open + 1 } else { open - 1 };
        }
        if open == 0 {
            return None;
        }
    }
    Some(fragment)
}

/// The tags around a picture that is a fragment.
pub(super) fn around_picture(fragment: Fragment, at: usize) -> [Piece; 2] {
    let tag = Tag {
        name: "img",
        wrap: Wrap::Plain,
        opens: true,
        typed: String::new(),
        link: None,
        fragment: Some(fragment),
        at,
    };
    [Piece::Tag(tag.clone()), Piece::Tag(Tag { opens: false, fragment: None, ..tag })]
}

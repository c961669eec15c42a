//! Elements that align what stands in them: `<center>`, `<div align="right">` and their kin. Tags go in, the side at which
//! the next block stands comes out. One that is never closed must never align the rest of the deck: it ends with its HTML.

use std::collections::BTreeMap;

use super::Builder;
use super::tags::Mode;
use crate::markdown::{Align, html};

/// No more elements than this are open at once; what nests deeper aligns nothing.
const MOST_OPEN: usize = 256;

/// The elements that are open.
#[derive(Default)]
pub(super) struct Aligned {
    open: Vec<Element>,
    /// The tags of each name that was met.
    tags: BTreeMap<&'static str, Tags>,
    /// What began among the words of the paragraph that is read.
    within: Vec<&'static str>,
    /// What ended among them, and began before: it ends with the paragraph.
    ending: Vec<&'static str>,
}

/// An element that is open.
struct Element {
    name: &'static str,
    align: Align,
    /// How many containers were open.
    depth: usize,
    /// Whether a tag closes it further on.
    closed: bool,
}

/// The tags of one name, in order: where each stands, and how many tags from it on close what was opened before it.
struct Tags(Vec<(usize, usize)>);

impl Tags {
    fn of(name: &str, text: &str) -> Self {
        let bytes = text.as_bytes();
        let tag = |at: usize| {
            let rest = bytes.get(at + 1..)?;
            let (closes, rest) = rest.strip_prefix(b"/").map_or((false, rest), |rest| (true, rest));
            let (own, after) = rest.split_at_checked(name.len())?;
            let ends = after.first().is_none_or(|byte| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace());
            (own.eq_ignore_ascii_case(name.as_bytes()) && ends).then_some((at, closes))
        };
        let mut left = 0_usize;
        let found = text.match_indices('<').filter_map(|(at, _)| tag(at)).collect::<Vec<_>>();
        let counted = found.into_iter().rev().map(|(at, closes)| {
            left = if closes { left + 1 } else { left.saturating_sub(1) };
            (at, left)
        });
        let mut tags: Vec<(usize, usize)> = counted.collect();
        tags.reverse();
        Self(tags)
    }

    /// Whether a tag after the byte `at` closes what was opened there.
    fn closes(&self, at: usize) -> bool {
        let next = self.0.partition_point(|(tag, _)| *tag <= at);
        self.0.get(next).is_some_and(|(_, left)| *left > 0)
    }
}

impl Aligned {
    /// How a block is aligned that is made now.
    pub(super) fn now(&self) -> Align {
        self.open.iter().rev().map(|element| element.align).find(|align| *align != Align::Auto).unwrap_or_default()
    }

    /// A container ended, and `depth` of them are open.
    pub(super) fn end_container(&mut self, depth: usize) {
        while self.open.last().is_some_and(|element| element.depth > depth) {
            self.open.pop();
        }
    }

    /// A block of HTML ended, and with it what nobody closes.
    pub(super) fn end_html(&mut self) {
        self.open.retain(|element| element.closed);
    }

    /// A paragraph ended, and with it what was closed among its words.
    pub(super) fn end_paragraph(&mut self) {
        self.within.clear();
        for name in std::mem::take(&mut self.ending) {
            self.close(name);
        }
    }

    /// A rule ends the slide, and with it all that is open.
    pub(super) fn end_slide(&mut self) {
        self.open.clear();
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|element| element.name == name) {
            self.open.truncate(at);
        }
    }

    /// Whether a tag closes what the tag of `name` opens that stands at the byte `at` of `text`.
    fn closes(&mut self, name: &'static str, (text, at): (&str, usize)) -> bool {
        self.tags.entry(name).or_insert_with(|| Tags::of(name, text)).closes(at)
    }
}

impl Builder<'_> {
    /// A tag at the byte `at` opens or closes the element called `name`.
    pub(super) fn align(&mut self, (name, closes): (&'static str, bool), typed: &str, (at, mode): (usize, Mode)) {
        // Among the words of a line there is no block that it could align; but what began before may end there.
        if mode == Mode::Line {
            let inner = self.aligned.within.iter().rposition(|inner| *inner == name);
            match (closes, inner) {
                (false, _) => self.aligned.within.push(name),
                (true, Some(inner)) => drop(self.aligned.within.remove(inner)),
                (true, None) => self.aligned.ending.push(name),
            }
            return;
        }
        // No paragraph holds another block: whoever leaves it open closes it with the next one.
        if closes || self.aligned.open.last().is_some_and(|element| element.name == "p") {
            self.aligned.close(if closes { name } else { "p" });
        }
        if closes || self.aligned.open.len() >= MOST_OPEN {
            return;
        }
        let closed = self.aligned.closes(name, (self.place.text, at));
        let (align, depth) = (html::alignment(typed), self.frames.len());
        if align != Align::Auto && !closed && name != "p" && self.told.insert(name) {
            let found =
                self.place.warning(at, &format!("this <{name}> is never closed, so it aligns no more than its lines"));
            self.diagnostics.push(found.hint(format!("end it with </{name}>")));
        }
        self.aligned.open.push(Element { name, align, depth, closed });
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Align, BlockKind, parse};

    /// The alignment of every block, with its words.
    fn aligned(text: &str) -> Vec<(Align, String)> {
        let parsed = parse("t.md", text, 1);
        let shows = |kind: &BlockKind| !matches!(kind, BlockKind::Rule | BlockKind::Comment(_));
        let blocks = parsed.blocks.iter().filter(|block| shows(&block.kind));
        blocks.map(|block| (block.align, crate::markdown::words(std::slice::from_ref(block)).join(" "))).collect()
    }

    #[track_caller]
    fn are(text: &str, wanted: &[(Align, &str)]) {
        let wanted: Vec<(Align, String)> = wanted.iter().map(|(align, words)| (*align, (*words).to_owned())).collect();
        assert_eq!(aligned(text), wanted, "{text}");
    }

    #[test]
    fn elements_align_what_is_in_them() {
        use Align::{Auto, Center, Left, Right};
        are("a\n\n<center>b</center>\n\nc", &[(Auto, "a"), (Center, "b"), (Auto, "c")]);
        are("<div align='right'>\n\n# a\n\nb\n\n</div>\n\nc", &[(Right, "a"), (Right, "b"), (Auto, "c")]);
        are("<p style=\"color: red; TEXT-ALIGN:center\">a</p>\nb", &[(Center, "a"), (Auto, "b")]);
        are("<h2 align=center>a</h2>\n\n<p align=left>b</p>", &[(Center, "a"), (Left, "b")]);
        are("<div class=\"mt-4 text-center\">\n\n| a |\n|---|\n| b |\n\n</div>", &[(Center, "a b")]);
        are(
            "<CENTER>\n<div>a</div>\n<div align=left>b</div>\nc</CENTER>",
            &[(Center, "a"), (Left, "b"), (Center, "c")],
        );
        are("<div align=middling>a</div>", &[(Auto, "a")]);
    }

    #[test]
    fn what_is_left_open_ends_somewhere() {
        use Align::{Auto, Center, Right};
        are("<center>a\n\nb", &[(Center, "a"), (Auto, "b")]);
        are("<p align=center>a\n<p align=right>b</p>\n\nc", &[(Center, "a"), (Right, "b"), (Auto, "c")]);
        are("<center>\n\na\n\n---\n\nb\n\n</center>\n\nc", &[(Center, "a"), (Auto, "b"), (Auto, "c")]);
        are(
            "<center>a <center> b</center>\n\nc\n\n<center>d</center>",
            &[(Center, "a"), (Center, "b"), (Auto, "c"), (Center, "d")],
        );
        are("<center>\n\na</center>\n\nb", &[(Center, "a"), (Auto, "b")]);
        are("<div align=center>\n\na <div>b</div> c\n\nd</div>\n\ne", &[(Center, "a b c"), (Center, "d"), (Auto, "e")]);
        are("- a\n\n  <center>\n\n  b\n\nc\n\n</center>", &[(Auto, "a b"), (Auto, "c")]);
        let told = |text: &str| parse("t.md", text, 1).diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            told("a\n\n<center>b\n\n<center>c"),
            [
                "t.md:3:1: warning: this <center> is never closed, so it aligns no more than its lines\n  3 | <center>b\n  \
              help: end it with </center>"
            ]
        );
        assert_eq!(told("<p align=center>a\n\n<div>b"), Vec::<String>::new());
    }

    #[test]
    fn a_row_of_open_elements_is_soon_read() {
        let text = "<div align=center>\n\n".repeat(20_000) + "a\n\n</div>";
        assert_eq!(aligned(&text).pop(), Some((Align::Center, "a".to_owned())));
    }
}

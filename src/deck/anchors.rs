//! Links within a deck: an anchor in, the slide that it names out. Anchors are made of titles as GitHub and HackMD make
//! them; `#3` is the third slide. Links that name no slide are told. Never looks at pages: how a slide is parted is not known
//! here.

use std::collections::HashMap;

use super::Deck;
use crate::diag::Diagnostic;
use crate::markdown::{self, Block, BlockKind, Inline};

/// Footnotes lead to themselves.
const FOOTNOTE: &str = "#fn-";

/// Tells of every link of `deck` that names no slide of it; `quote` gives a line of the file.
pub(super) fn check<'a>(deck: &Deck, quote: impl Fn(u32) -> &'a str) -> Vec<Diagnostic> {
    let mut links: Vec<(&str, u32)> = Vec::new();
    for slide in &deck.slides {
        links.extend(within(&slide.title).map(|link| (link, slide.lines.from)));
        walk(&slide.blocks, &mut |block, content| {
            links.extend(within(content).map(|link| (link, block.lines.from)));
        });
    }
    links.dedup();
    if links.is_empty() {
        return Vec::new();
    }
    let anchors = Anchors::of(deck);
    let lost = links.into_iter().filter(|(link, _)| anchors.find(link).is_none());
    let tell = |(link, line): (&str, u32)| {
        let shown = crate::text::clean_line(link);
        let found =
            Diagnostic::warning(&deck.file, format!("the link {shown} leads nowhere: no slide has this anchor"));
        let near = anchors.nearest(link).map_or_else(
            || "an anchor is a title in small letters with a dash for every space, or the number of a slide".to_owned(),
            |near| format!("did you mean #{near}?"),
        );
        found.at(line, 0, quote(line)).hint(near)
    };
    lost.take(MOST_TOLD).map(tell).collect()
}

/// More links of a deck that lead nowhere are not told.
const MOST_TOLD: usize = 50;

/// The anchors of `content`, as links name them.
fn within(content: &[Inline]) -> impl Iterator<Item = &str> {
    let links = content.iter().filter_map(|inline| match inline {
        Inline::Text(run) => run.link.as_deref(),
        _ => None,
    });
    links.filter(|link| link.starts_with('#') && !link.starts_with(FOOTNOTE))
}

/// Calls `visit` with all words of `blocks`, and the block that they stand in.
fn walk<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block, &'a [Inline])) {
    // A stack, so that no nesting can exhaust the thread's.
    let mut open: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = open.pop() {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => visit(block, content),
            BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| visit(block, cell));
            }
            BlockKind::Quote(quote) => visit(block, &quote.name),
            BlockKind::Callout(callout) => visit(block, &callout.title),
            BlockKind::Definitions(all) => all.iter().for_each(|one| visit(block, &one.term)),
            _ => {}
        }
        open.extend(block.kind.groups().into_iter().rev().flat_map(|group| group.iter().rev()));
    }
}

/// The anchors of a deck, each with its slide.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    named: HashMap<String, usize>,
    slides: usize,
}

impl Anchors {
    /// Those of `deck`.
    #[must_use]
    pub fn of(deck: &Deck) -> Self {
        let mut anchors = Self { named: HashMap::new(), slides: deck.slides.len() };
        let mut counts = HashMap::new();
        anchors.add(&deck.front.title, 0, &mut counts);
        for (n, slide) in (1..).zip(&deck.slides) {
            anchors.add(&markdown::plain(&slide.title), n, &mut counts);
            walk(&slide.blocks, &mut |block, content| {
                if matches!(block.kind, BlockKind::Heading { .. }) {
                    anchors.add(&markdown::plain(content), n, &mut counts);
                }
            });
        }
        anchors
    }

    /// Adds the anchor of a title; a second one of the same title is `title-1`.
    fn add(&mut self, title: &str, slide: usize, counts: &mut HashMap<String, u32>) {
        let plain = anchor_of(title);
        if plain.is_empty() {
            return;
        }
        let count = counts.entry(plain.clone()).or_insert(0);
        let name = if *count == 0 { plain } else { format!("{plain}-{count}") };
        *count += 1;
        self.named.entry(name).or_insert(slide);
    }

    /// The slide that `anchor` (`#title`, `#3`) names: 0 is the opener, the others count from 1.
    #[must_use]
    pub fn find(&self, anchor: &str) -> Option<usize> {
        let wanted = wanted(anchor);
        if let Some(slide) = self.named.get(&wanted) {
            return Some(*slide);
        }
        // The opener is the first of the slides that a person counts.
        let number = wanted.parse::<usize>().ok()?.checked_sub(1)?;
        (number <= self.slides).then_some(number)
    }

    fn nearest(&self, anchor: &str) -> Option<&str> {
        let mut names: Vec<&str> = self.named.keys().map(String::as_str).collect();
        names.sort_unstable();
        crate::text::nearest(&wanted(anchor), &names)
    }
}

/// What a link asks for, as anchors are written here.
fn wanted(anchor: &str) -> String {
    anchor_of(&unescaped(anchor.strip_prefix('#').unwrap_or(anchor)))
}

/// A title as an anchor: small letters, digits, `-` and `_`, a dash for a space, nothing for all else. What HackMD leaves as
/// it is comes to the same this way.
fn anchor_of(title: &str) -> String {
    let kept = |c: char| match c {
        _ if c.is_whitespace() => Some('-'),
        '-' | '_' => Some(c),
        _ if c.is_alphanumeric() => Some(c),
        _ => None,
    };
    title.trim().chars().flat_map(char::to_lowercase).filter_map(kept).collect()
}

/// `%20` and the like as what they stand for.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |byte: &u8| char::from(*byte).to_digit(16);
        match (first, after) {
            (b'%', [high, low, after @ ..]) if digit(high).is_some() && digit(low).is_some() => {
                let value = digit(high).unwrap_or(0) * 16 + digit(low).unwrap_or(0);
                bytes.push(u8::try_from(value).unwrap_or(b'?'));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALK: &str = "---\ntitle: A talk\n---\n\n# Why we're here\n\n[on](#tools--more) [on](#nowhere) [up](#a-talk)\n\n\
        # Tools & more\n\n- [x](#Why-we’re-here)\n  - [y](#3)\n  - [z](#9)\n\n### Deep down\n\n# Why we're here\n\n# 日本語 :tada:\n\nA \
        note[^1].\n\n[^1]: Noted.\n";

    fn deck(text: &str) -> Deck {
        super::super::build(&super::super::read("talk.md", text).0)
    }

    #[test]
    fn anchors_are_those_of_github_and_hackmd() {
        let deck = deck(TALK);
        for (anchor, slide) in [
            ("#a-talk", Some(0)),
            ("#why-were-here", Some(1)),
            ("#Why-we're-here", Some(1)),
            ("#Why-we%E2%80%99re-here", Some(1)),
            ("#why-were-here-1", Some(4)),
            ("#tools--more", Some(2)),
            ("#Tools-&-more", Some(2)),
            ("#日本語-", Some(5)),
            ("#%E6%97%A5%E6%9C%AC%E8%AA%9E-", Some(5)),
            ("#1", Some(0)),
            ("#3", Some(2)),
            ("#5", Some(4)),
            ("#6", Some(5)),
            ("#7", None),
            ("#0", None),
            ("#", None),
            ("#%", None),
            ("#99999999999999999999999", None),
            ("#why", None),
        ] {
            assert_eq!(Anchors::of(&deck).find(anchor), slide, "{anchor}");
        }
    }

    #[test]
    fn a_heading_within_a_slide_leads_to_the_slide() {
        let deck = deck("---\nsplit: 1\n---\n\n# One\n\n# Two\n\n## Deep down\n\nwords\n");
        assert_eq!(Anchors::of(&deck).find("#deep-down"), Anchors::of(&deck).find("#two"));
        assert!(Anchors::of(&deck).find("#two").is_some());
    }

    #[test]
    fn a_link_that_leads_nowhere_is_told_with_its_line() {
        let deck = deck(TALK);
        let told: Vec<(u32, &str)> = deck
            .diagnostics
            .iter()
            .filter(|found| found.message.contains("leads nowhere"))
            .map(|found| (found.line, found.quote.as_str()))
            .collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(told[0].0, 7);
        assert!(told[0].1.contains("#nowhere") && told[1].1.contains("#9"), "{told:?}");
    }

    #[test]
    fn a_slip_is_answered_with_what_was_meant() {
        let deck = deck("# One\n\n# The tools\n\n[x](#the-tool)\n");
        let told = deck.diagnostics.iter().find(|found| found.message.contains("leads nowhere")).expect("it is told");
        assert_eq!(told.hint, "did you mean #the-tools?");
    }
}

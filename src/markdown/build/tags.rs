//! HTML in a text. Its tokens go in, pieces, breaks, pictures, spoilers and comments come out; a tag that means nothing
//! here must never take words with it.

use std::ops::Range;
use std::sync::Arc;

use super::fragments;
use super::frames::Opener;
use super::leaf::LeafKind;
use super::{Builder, Piece, line};
use crate::diag::Lines;
use crate::markdown::elements::{self, Element, Meaning};
use crate::markdown::fragment;
use crate::markdown::html::{self, Token};
use crate::markdown::marks::{Tag, Wrap};
use crate::markdown::{Block, BlockKind, CalloutKind, Code, Picture, inline, limits, prepass};
use crate::text::clean;

/// Where HTML stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Among the words of a line.
    Line,
    /// On lines of its own.
    Block,
}

impl Builder<'_> {
    /// HTML; `places` says which byte of it stands where in the text.
    pub(super) fn html(&mut self, html: &str, places: &[(usize, usize)], mode: Mode) {
        if let Some((picture, _)) = &mut self.image {
            picture.alt.push_str(&line(html));
            return;
        }
        // What was read already as the inside of an element, and the elements whose end was looked for in vain: looking
        // again for each of them would make a row of them slow.
        let mut read = 0;
        let mut endless: Vec<&'static str> = Vec::new();
        for (at, token) in html::tokens(html) {
            if at < read {
                continue;
            }
            let near = places.partition_point(|(from, _)| *from <= at).saturating_sub(1);
            let (from, source) = places.get(near).copied().unwrap_or_default();
            let here = source + (at - from);
            let range = here..here + 1;
            match token {
                Token::Break => self.push(Piece::Break, &range),
                Token::Picture(picture) => {
                    let [url, alt, title] = [&picture.url, &picture.alt, &picture.title].map(|text| line(text));
                    let line = self.place.line(here);
                    self.leaf.lines = self.leaf.lines.join(self.place.lines(&range));
                    let typed = html.get(at..).and_then(|rest| rest.split_inclusive('>').next());
                    let fragment = typed.and_then(fragment::of_tag).map(|it| fragments::around_picture(it, here));
                    let (before, after) = fragment.map(|[before, after]| (before, after)).unzip();
                    self.leaf.pieces.extend(before);
                    self.picture(Picture { url, alt, title, line, ..picture });
                    self.leaf.pieces.extend(after);
                }
                Token::Comment { text, closed } => {
                    if !closed {
                        let found = self.place.warning(here, "this comment is never closed, so the rest is not shown");
                        self.diagnostics.push(found.hint("end it with -->"));
                    }
                    let to = here + text.len();
                    self.comment(text, Lines::new(self.place.line(here), self.place.line(to)));
                }
                Token::Text(text) => self.html_text(text, &range, mode),
                Token::Tag(typed) => match elements::element(typed).or_else(|| fragment::component(typed)) {
                    Some(element) => {
                        if mode == Mode::Block && self.leaf.kind == LeafKind::Paragraph {
                            self.before_element(element, fragment::of_tag(typed), &range);
                        }
                        let inner = html.get(at + typed.len()..).unwrap_or_default();
                        let whole = matches!(element.meaning, Meaning::Typed | Meaning::Hidden);
                        let inner = if endless.contains(&element.name) { "" } else { inner };
                        let length = self.element(element, (typed, inner), &range, mode);
                        if whole && !element.closes && length == 0 {
                            endless.push(element.name);
                        } else if element.meaning == Meaning::Typed && !element.closes && mode == Mode::Block {
                            self.before_element(Element { closes: true, ..element }, None, &range);
                        }
                        read = at + typed.len() + length;
                    }
                    None => {
                        let piece = Piece::Fixed(self.manner(), line(typed));
                        self.push(piece, &range);
                    }
                },
            }
        }
    }

    /// Text between tags.
    fn html_text(&mut self, text: &str, range: &Range<usize>, mode: Mode) {
        // In a block the parser leaves the entities to HTML.
        let text = if mode == Mode::Block { html::unescaped(text) } else { text.to_owned() };
        for (n, part) in text.split('\n').enumerate() {
            if n > 0 {
                self.leaf.pieces.push(Piece::Soft);
            }
            let manner = self.manner();
            self.push(Piece::Prose(manner, line(part)), range);
        }
    }

    /// A tag, as it was `typed` and with what follows it; how much of that was read with it.
    fn element(&mut self, element: Element, (typed, inner): (&str, &str), range: &Range<usize>, mode: Mode) -> usize {
        let Element { name, meaning, closes } = element;
        let at = range.start;
        match meaning {
            Meaning::Wraps(wrap) => {
                let link = (wrap == Wrap::Link && !closes).then(|| line(&html::href(typed)));
                let link = link.filter(|address| inline::may_lead(address)).map(Arc::from);
                let fragment = fragment::of_tag(typed).filter(|_| !closes);
                let tag = Tag { name, wrap, opens: !closes, typed: line(typed), link, fragment, at };
                self.push(Piece::Tag(tag), range);
            }
            Meaning::Lines => {
                self.part(range, mode);
                self.align((name, closes), typed, (at, mode));
            }
            Meaning::Nothing | Meaning::Parts if mode == Mode::Line && !closes && self.glued() => {
                let piece = Piece::Fixed(self.manner(), line(typed));
                self.push(piece, range);
            }
            Meaning::Parts => {
                self.dropped(name, at);
                self.part(range, mode);
            }
            Meaning::Nothing => self.dropped(name, at),
            Meaning::Heading(level) if mode == Mode::Block => {
                self.flush();
                self.align((name, closes), typed, (at, mode));
                if !closes {
                    self.begin(LeafKind::Title(level), range);
                }
            }
            Meaning::Rule if mode == Mode::Block && !closes => {
                let lines = self.place.lines(range);
                self.block(BlockKind::Rule, lines);
            }
            Meaning::Details if mode == Mode::Block => {
                let lines = self.place.lines(range);
                if !closes {
                    self.open_callout(CalloutKind::Spoiler, Vec::new(), Opener::Details, range);
                } else if !self.end_details(lines) {
                    self.dropped(name, at);
                }
            }
            Meaning::Summary if mode == Mode::Block => {
                self.flush();
                if !closes {
                    self.begin(LeafKind::Summary, range);
                }
            }
            Meaning::Heading(_) | Meaning::Rule | Meaning::Details | Meaning::Summary => self.part(range, mode),
            Meaning::Typed | Meaning::Hidden => {
                let end = if closes || mode == Mode::Line { None } else { closing(inner, name) };
                let Some((text, length)) = end else {
                    self.dropped(name, at);
                    return 0;
                };
                if meaning == Meaning::Hidden {
                    self.hidden(name, at);
                } else {
                    self.typed(text, range);
                }
                return length;
            }
        }
        0
    }

    fn begin(&mut self, kind: LeafKind, range: &Range<usize>) {
        self.leaf.kind = kind;
        self.leaf.lines = self.place.lines(range);
    }

    /// What follows stands on a line of its own.
    fn part(&mut self, range: &Range<usize>, mode: Mode) {
        if mode == Mode::Block && self.leaf.kind == LeafKind::Paragraph {
            self.flush();
        } else if !matches!(self.leaf.pieces.last(), None | Some(Piece::Break)) {
            self.push(Piece::Break, range);
        }
    }

    /// Whether the line so far ends in a letter, so that what follows is `Array<object>` rather than a tag.
    fn glued(&self) -> bool {
        let last = self.leaf.pieces.last().and_then(|piece| piece.text().chars().next_back());
        last.is_some_and(|c| c.is_alphanumeric() || c == ':')
    }

    /// The inside of a `<pre>`: code, without the tags in it.
    fn typed(&mut self, inner: &str, range: &Range<usize>) {
        let mut text = String::with_capacity(inner.len());
        for (_, token) in html::tokens(inner) {
            match token {
                Token::Text(part) => text.push_str(&html::unescaped(part)),
                Token::Tag(typed) if elements::element(typed).is_none() => text.push_str(typed),
                Token::Break => text.push('\n'),
                Token::Tag(_) | Token::Picture(_) | Token::Comment { .. } => {}
            }
        }
        let text = clean(&prepass::shown(&text)).into_owned();
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end().to_owned();
        let lines = self.place.lines(&(range.start..range.start + inner.len()));
        let (text, cut) = limits::cut_code(text);
        self.cut(cut, lines);
        if !text.is_empty() {
            self.block(BlockKind::Code(Code { text, ..Code::default() }), lines);
        }
    }

    /// Says that an element is not honoured, once for each kind.
    pub(super) fn dropped(&mut self, name: &'static str, at: usize) {
        if name != "span" && name != "a" && self.told.insert(name) {
            let found = self.place.warning(at, &format!("<{name}> is left out here; its text is kept"));
            self.diagnostics.push(found.hint(elements::remedy(name)));
        }
    }

    fn hidden(&mut self, name: &'static str, at: usize) {
        if self.told.insert(name) {
            let found = self.place.warning(at, &format!("<{name}> has no effect and is not shown"));
            self.diagnostics.push(found.hint(elements::remedy(name)));
        }
    }

    /// Says that a `<details>` was left open.
    pub(super) fn left_open(&mut self, lines: Lines) {
        if self.told.insert("details") {
            let found = self.place.warning_on(lines.from, "this <details> is never closed where it was opened");
            self.diagnostics.push(found.hint("end it with </details> at the same indentation"));
        }
    }

    fn comment(&mut self, text: &str, lines: Lines) {
        let text = clean(&prepass::shown(text)).trim().to_owned();
        if text.is_empty() {
            return;
        }
        let comment = Block::new(BlockKind::Comment(text), lines);
        // In a block of HTML the comment ends the paragraph before it.
        if self.leaf.pieces.is_empty() && self.leaf.kind == LeafKind::Paragraph && self.table.is_none() {
            self.block(comment.kind, comment.lines);
        } else {
            self.leaf.comments.push(comment);
        }
    }
}

/// What stands before the tag that closes `name`, and how far that tag reaches.
fn closing<'a>(inner: &'a str, name: &str) -> Option<(&'a str, usize)> {
    for (at, _) in inner.match_indices("</") {
        let rest = inner.get(at + 2..)?;
        if inline::starts_with(rest, name) {
            let end = rest.find('>')?;
            return Some((inner.get(..at)?, at + 2 + end + 1));
        }
    }
    None
}

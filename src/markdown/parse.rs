//! pulldown-cmark's events into blocks. A text goes in, blocks and diagnostics come out. It must never recurse: the stack
//! of open quotes and lists is a `Vec`, and what nests deeper than [`MAX_DEPTH`] lands in the deepest level.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::html::{self, Token};
use super::inline::{self, Manner, Piece};
use super::prepass::{self, Prepared};
use super::{Block, BlockKind, Code, Item, List, MAX_DEPTH, Picture, Quote, Style, picture};
use crate::diag::{Diagnostic, Lines};
use crate::text::{clean, clean_line};

/// Blocks, and what was odd.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses `text`, which begins on line `first_line` of `file`.
#[must_use]
pub fn parse(file: &str, text: &str, first_line: u32) -> Parsed {
    let text = clean(text);
    let prepared = prepass::prepare(&text);
    let place = Place::new(file, &text, first_line);
    let mut builder = Builder {
        place: &place,
        prepared: &prepared,
        frames: vec![Frame { kind: FrameKind::Root, blocks: Vec::new(), lines: Lines::default() }],
        overflow: 0,
        leaf: Leaf::default(),
        style: [0; 2],
        link: None,
        image: None,
        code: None,
        html: None,
        diagnostics: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&prepared.text, prepass::OPTIONS).into_offset_iter() {
        builder.event(event, range);
    }
    builder.flush();
    while builder.frames.len() > 1 {
        builder.close();
    }
    let blocks = builder.frames.pop().map(|frame| frame.blocks).unwrap_or_default();
    Parsed { blocks, diagnostics: builder.diagnostics }
}

/// Where bytes of the text stand in the file.
struct Place<'a> {
    file: &'a str,
    text: &'a str,
    first_line: u32,
    starts: Vec<usize>,
}

impl<'a> Place<'a> {
    fn new(file: &'a str, text: &'a str, first_line: u32) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { file, text, first_line, starts }
    }

    fn row(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    fn line(&self, at: usize) -> u32 {
        self.first_line.saturating_add(u32::try_from(self.row(at)).unwrap_or(u32::MAX))
    }

    /// The lines of a range, without the blank lines around it.
    fn lines(&self, range: &Range<usize>) -> Lines {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let from = range.start + (whole.len() - whole.trim_start().len());
        let to = range.start + whole.trim_end().len();
        if from >= to {
            let line = self.line(range.start);
            return Lines::new(line, line);
        }
        Lines::new(self.line(from), self.line(to - 1))
    }

    fn warning(&self, at: usize, message: &str) -> Diagnostic {
        let start = self.starts.get(self.row(at)).copied().unwrap_or(0);
        let quote = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let column = self.text.get(start..at).unwrap_or_default().chars().count() + 1;
        Diagnostic::warning(self.file, message).at(self.line(at), u32::try_from(column).unwrap_or(u32::MAX), quote)
    }
}

/// A quote, list or item that is still open.
struct Frame {
    kind: FrameKind,
    blocks: Vec<Block>,
    lines: Lines,
}

enum FrameKind {
    Root,
    Quote,
    List(List),
    Item,
}

/// The paragraph or heading that is being read.
#[derive(Default)]
struct Leaf {
    pieces: Vec<Piece>,
    heading: Option<u8>,
    lines: Lines,
    /// Comments in it: they stand after it.
    comments: Vec<Block>,
}

/// A link that is being read.
struct Link {
    /// Where it leads, if it may lead there.
    target: Option<Arc<str>>,
    address: String,
    /// How many pieces came before it.
    mark: usize,
}

struct Builder<'a> {
    place: &'a Place<'a>,
    prepared: &'a Prepared,
    frames: Vec<Frame>,
    /// How many containers are open that are too deep to be kept.
    overflow: usize,
    leaf: Leaf,
    /// How many bold and how many slanted stretches are open.
    style: [usize; 2],
    link: Option<Link>,
    /// The picture whose words are being read, and how many more are open in them.
    image: Option<(Picture, usize)>,
    /// Language, text and lines of a block of code.
    code: Option<(String, String, Lines)>,
    /// A block of HTML, and which byte of it stands where in the text.
    html: Option<(String, Vec<(usize, usize)>)>,
    diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => match &mut self.image {
                Some((picture, _)) => picture.alt.push_str(&line(&text)),
                None => {
                    let piece = Piece::Code(self.manner(), line(&text));
                    self.push(piece, &range);
                }
            },
            Event::Html(text) => {
                if let Some((html, places)) = &mut self.html {
                    places.push((html.len(), range.start));
                    html.push_str(&text);
                }
            }
            Event::InlineHtml(text) => self.html(&text, &[(0, range.start)]),
            Event::SoftBreak | Event::HardBreak => match &mut self.image {
                Some((picture, _)) => picture.alt.push(' '),
                None => self.push(Piece::Break, &range),
            },
            Event::Rule => {
                let lines = self.place.lines(&range);
                self.block(BlockKind::Rule, lines);
            }
            // The options leave these out; should one come, its text is shown.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text, &range);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.flush();
                self.leaf.lines = self.place.lines(range);
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.leaf.heading = Some(level as u8);
                self.leaf.lines = self.place.lines(range);
            }
            Tag::BlockQuote(_) => self.open(FrameKind::Quote, range),
            Tag::List(start) => self.open(FrameKind::List(List { start, items: Vec::new() }), range),
            Tag::Item => self.open(FrameKind::Item, range),
            Tag::CodeBlock(kind) => {
                self.flush();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => language(&info),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new(), self.place.lines(range)));
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(Default::default());
            }
            Tag::Strong => self.style[0] += 1,
            Tag::Emphasis => self.style[1] += 1,
            Tag::Link { link_type, dest_url, .. } if self.image.is_none() => {
                let mut address = line(&dest_url);
                if link_type == LinkType::Email && !inline::starts_with(&address, "mailto:") {
                    address.insert_str(0, "mailto:");
                }
                let target = inline::may_lead(&address).then(|| Arc::from(address.as_str()));
                self.link = Some(Link { target, address, mark: self.leaf.pieces.len() });
            }
            Tag::Image { dest_url, title, .. } => match &mut self.image {
                Some((_, more)) => *more += 1,
                None => {
                    let size = self.prepared.size(range.start);
                    let picture = Picture {
                        url: line(&dest_url),
                        alt: String::new(),
                        title: line(&title),
                        width: size.and_then(|size| size.width),
                        height: size.and_then(|size| size.height),
                        line: self.place.line(range.start),
                        ..Picture::default()
                    };
                    self.leaf.lines = self.leaf.lines.join(self.place.lines(range));
                    self.image = Some((picture, 0));
                }
            },
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                if self.overflow > 0 {
                    self.overflow -= 1;
                } else {
                    self.close();
                }
            }
            TagEnd::CodeBlock => {
                if let Some((language, text, lines)) = self.code.take() {
                    let text = clean(&text).into_owned();
                    let text = text.strip_suffix('\n').map(str::to_owned).unwrap_or(text);
                    self.block(BlockKind::Code(Code { language, text, ..Code::default() }), lines);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some((html, places)) = self.html.take() {
                    self.html(&html, &places);
                    self.flush();
                }
            }
            TagEnd::Strong => self.style[0] = self.style[0].saturating_sub(1),
            TagEnd::Emphasis => self.style[1] = self.style[1].saturating_sub(1),
            TagEnd::Link if self.image.is_none() => self.end_link(),
            TagEnd::Image => match self.image.take() {
                Some((read, 0)) => self.leaf.pieces.push(Piece::Picture(picture::hinted(read))),
                Some((picture, more)) => self.image = Some((picture, more - 1)),
                None => {}
            },
            _ => {}
        }
    }

    /// Opens a quote, a list or an item, unless it is too deep.
    fn open(&mut self, kind: FrameKind, range: &Range<usize>) {
        self.flush();
        let depth = self.frames.iter().filter(|frame| !matches!(frame.kind, FrameKind::Root | FrameKind::Item)).count();
        let item = matches!(kind, FrameKind::Item);
        // One level is left for the paragraph inside.
        if self.overflow > 0 || (!item && depth + 1 >= MAX_DEPTH) {
            if self.overflow == 0 && !self.diagnostics.iter().any(|found| found.message.starts_with("quotes and lists"))
            {
                let message = format!("quotes and lists nest deeper than {MAX_DEPTH} levels; the rest is kept flat");
                let found = self.place.warning(range.start, &message).hint("nest less deeply");
                self.diagnostics.push(found);
            }
            self.overflow += 1;
            return;
        }
        self.frames.push(Frame { kind, blocks: Vec::new(), lines: self.place.lines(range) });
    }

    /// Closes the innermost quote, list or item.
    fn close(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(Frame { kind, blocks, lines }) = self.frames.pop() else { return };
        let Some(parent) = self.frames.last_mut() else { return };
        match (kind, &mut parent.kind) {
            (FrameKind::Item, FrameKind::List(list)) => list.items.push(Item { task: None, blocks }),
            (FrameKind::Quote, _) => {
                let quote = Quote { blocks, ..Quote::default() };
                parent.blocks.push(Block::new(BlockKind::Quote(quote), lines));
            }
            (FrameKind::List(list), _) => parent.blocks.push(Block::new(BlockKind::List(list), lines)),
            (FrameKind::Root | FrameKind::Item, _) => parent.blocks.extend(blocks),
        }
    }

    /// Adds a finished block.
    fn block(&mut self, kind: BlockKind, lines: Lines) {
        self.flush();
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(Block::new(kind, lines));
        }
    }

    /// Ends the paragraph or heading that is being read, if any.
    fn flush(&mut self) {
        let Leaf { pieces, heading, lines, comments } = std::mem::take(&mut self.leaf);
        let Some(frame) = self.frames.last_mut() else { return };
        let content = inline::finish(pieces);
        if let Some(level) = heading {
            frame.blocks.push(Block::new(BlockKind::Heading { level, content }, lines));
        } else if !content.is_empty() {
            frame.blocks.push(Block::new(BlockKind::Paragraph(content), lines));
        }
        frame.blocks.extend(comments);
    }

    fn manner(&self) -> Manner {
        let [strong, emphasis] = self.style.map(|open| open > 0);
        let style = Style { strong, emphasis, ..Style::default() };
        Manner { style, link: self.link.as_ref().and_then(|link| link.target.clone()) }
    }

    fn push(&mut self, piece: Piece, range: &Range<usize>) {
        self.leaf.lines = self.leaf.lines.join(self.place.lines(range));
        self.leaf.pieces.push(piece);
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some((_, code, _)) = &mut self.code {
            code.push_str(&prepass::shown(text));
            return;
        }
        let text = line(text);
        if let Some((picture, _)) = &mut self.image {
            picture.alt.push_str(&text);
            return;
        }
        self.leaf.lines = self.leaf.lines.join(self.place.lines(range));
        let manner = self.manner();
        let escaped = range.start > 0 && self.place.text.as_bytes().get(range.start - 1) == Some(&b'\\');
        let mut prose = text.as_str();
        if escaped && prose.starts_with([':', '"', '\'', '-', '.']) {
            let (sign, rest) = prose.split_at(1);
            self.leaf.pieces.push(Piece::Fixed(manner.clone(), sign.to_owned()));
            prose = rest;
        }
        let fresh = self.link.as_ref().is_some_and(|link| link.mark == self.leaf.pieces.len());
        if prose.is_empty() {
        } else if fresh {
            self.leaf.pieces.push(Piece::Prose(manner, prose.to_owned()));
        } else {
            inline::push_prose(&mut self.leaf.pieces, manner, prose);
        }
    }

    /// A link whose words are its own address, or that has none, shows the address in short.
    fn end_link(&mut self) {
        let manner = self.manner();
        let Some(link) = self.link.take() else { return };
        let words = self.leaf.pieces.get(link.mark..).unwrap_or_default();
        let bare = words.iter().all(|piece| matches!(piece, Piece::Prose(..) | Piece::Fixed(..)));
        if !bare {
            return;
        }
        let words: String = words.iter().map(Piece::text).collect();
        let own = words == link.address || link.address.strip_prefix("mailto:") == Some(words.as_str());
        if words.is_empty() || own {
            self.leaf.pieces.truncate(link.mark);
            let shown = inline::shown_address(&link.address).to_owned();
            self.leaf.pieces.push(Piece::Fixed(manner, shown));
        }
    }

    /// HTML in a paragraph or as a block; `places` says which byte of it stands where in the text.
    fn html(&mut self, html: &str, places: &[(usize, usize)]) {
        if let Some((picture, _)) = &mut self.image {
            picture.alt.push_str(&line(html));
            return;
        }
        for (at, token) in html::tokens(html) {
            let near = places.partition_point(|(from, _)| *from <= at).saturating_sub(1);
            let (from, source) = places.get(near).copied().unwrap_or_default();
            let here = source + (at - from);
            let range = here..here + 1;
            match token {
                Token::Break => self.push(Piece::Break, &range),
                Token::Picture(picture) => {
                    let [url, alt, title] = [&picture.url, &picture.alt, &picture.title].map(|text| line(text));
                    let line = self.place.line(here);
                    self.push(Piece::Picture(Picture { url, alt, title, line, ..picture }), &range);
                }
                Token::Comment { text, closed } => {
                    if !closed {
                        let found = self.place.warning(here, "this comment is never closed, so the rest is not shown");
                        self.diagnostics.push(found.hint("end it with -->"));
                    }
                    let to = here + text.len();
                    self.comment(text, Lines::new(self.place.line(here), self.place.line(to)));
                }
                Token::Text(text) | Token::Tag(text) => {
                    for (n, part) in text.split('\n').enumerate() {
                        if n > 0 {
                            self.leaf.pieces.push(Piece::Break);
                        }
                        let manner = self.manner();
                        let part = line(part);
                        self.push(
                            match token {
                                Token::Tag(_) => Piece::Fixed(manner, part),
                                _ => Piece::Prose(manner, part),
                            },
                            &range,
                        );
                    }
                }
            }
        }
    }

    fn comment(&mut self, text: &str, lines: Lines) {
        let text = clean(&prepass::shown(text)).trim().to_owned();
        if text.is_empty() {
            return;
        }
        let comment = Block::new(BlockKind::Comment(text), lines);
        // In a block of HTML the comment ends the paragraph before it.
        if self.leaf.pieces.is_empty() && self.leaf.heading.is_none() {
            self.block(comment.kind, comment.lines);
        } else {
            self.leaf.comments.push(comment);
        }
    }
}

/// Text for one line: cleaned, and with what was hidden from the parser.
fn line(text: &str) -> String {
    clean_line(&prepass::shown(text))
}

/// The language a fence names: its first word, without HackMD's options for line numbers.
fn language(info: &str) -> String {
    let info = line(info);
    let mut words = info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '=' | '{' | '!'));
    words.find(|word| !word.is_empty()).unwrap_or_default().to_owned()
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;

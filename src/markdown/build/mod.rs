//! pulldown-cmark's events into blocks. Events go in, blocks and diagnostics come out. It must never recurse: the stack of
//! open quotes and lists is a `Vec`, and what nests deeper than [`MAX_DEPTH`] lands in the deepest level.

mod aligned;
mod fragments;
mod frames;
mod leaf;
mod table;
mod tags;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use self::aligned::Aligned;
use self::frames::{Frame, FrameKind, Opener};
use self::leaf::{Leaf, LeafKind};
use self::table::Rows;
use self::tags::Mode;
use super::callout::Colons;
use super::fence::{self, Fence};
use super::footnotes::Footnotes;
use super::inline::{self, Manner, Piece};
use super::limits;
use super::parse::{Options, Parsed};
use super::place::Place;
use super::prepass::{self, Prepared};
use super::{BlockKind, Code, Definition, Inline, List, MAX_DEPTH, Math, Picture, Quote, Run, Script, Style, picture};
use crate::diag::{Diagnostic, Lines};
use crate::text::{clean, clean_line};

/// The blocks so far, and what is open.
pub(super) struct Builder<'a> {
    place: &'a Place<'a>,
    prepared: &'a Prepared,
    options: Options,
    frames: Vec<Frame>,
    /// How many containers are open that are too deep to be kept.
    overflow: usize,
    leaf: Leaf,
    /// How many bold and how many slanted stretches are open.
    style: [usize; 2],
    /// What the tildes that are open mean, and how many of them strike and lower.
    tildes: (Vec<Tildes>, [usize; 2]),
    link: Option<Link>,
    /// The picture whose words are being read, and how many more are open in them.
    image: Option<(Picture, usize)>,
    /// Fence, text and lines of a block of code.
    code: Option<(Fence, String, Lines)>,
    table: Option<Rows>,
    /// A block of HTML, and which byte of it stands where in the text.
    html: Option<(String, Vec<(usize, usize)>)>,
    /// The elements that are fragments and still open.
    fragments: Vec<fragments::Open>,
    /// The elements that were told of.
    told: BTreeSet<&'static str>,
    /// The elements that are open and may align what is in them.
    aligned: Aligned,
    footnotes: Footnotes,
    diagnostics: Vec<Diagnostic>,
}

/// A link that is open.
struct Link {
    /// Where it leads, if it may lead there.
    target: Option<Arc<str>>,
    address: String,
    /// How many pieces came before it.
    mark: usize,
}

/// What a pair of tildes means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tildes {
    /// Struck out: two of them, or words with blanks between.
    Struck,
    /// Lowered: one, and no blank between.
    Low,
    /// Nothing: a path such as `~/a:~/b`.
    Nothing,
}

impl<'a> Builder<'a> {
    /// A builder of the blocks of the text at `place`, which was `prepared`.
    pub(super) fn new(place: &'a Place<'a>, prepared: &'a Prepared, options: Options) -> Self {
        let mut builder = Self {
            place,
            prepared,
            options,
            frames: vec![Frame { kind: FrameKind::Root, blocks: Vec::new(), lines: Lines::default() }],
            overflow: 0,
            leaf: Leaf::default(),
            style: [0; 2],
            tildes: Default::default(),
            link: None,
            image: None,
            code: None,
            table: None,
            html: None,
            fragments: Vec::new(),
            told: BTreeSet::new(),
            aligned: Aligned::default(),
            footnotes: Footnotes::default(),
            diagnostics: Vec::new(),
        };
        for &at in &prepared.unclosed {
            let found = place.warning(at, "this callout is never closed, so its line is shown as it was typed");
            builder.diagnostics.push(found.hint("end it with a line of ::: at the same indentation"));
        }
        builder
    }

    /// All that was built.
    pub(super) fn finish(mut self) -> Parsed {
        self.flush();
        while self.frames.len() > 1 {
            self.close_details();
            self.close();
        }
        let mut blocks = self.frames.pop().map(|frame| frame.blocks).unwrap_or_default();
        self.footnotes.settle(&mut blocks);
        Parsed { blocks, diagnostics: self.diagnostics }
    }

    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
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
            Event::InlineHtml(text) => self.html(&text, &[(0, range.start)], Mode::Line),
            Event::SoftBreak | Event::HardBreak => match &mut self.image {
                Some((picture, _)) => picture.alt.push(' '),
                None if event == Event::SoftBreak => self.push(Piece::Soft, &range),
                None => self.push(Piece::Break, &range),
            },
            Event::Rule => self.rule(&range),
            Event::InlineMath(source) => self.math(&source, false, &range),
            Event::DisplayMath(source) => self.math(&source, true, &range),
            Event::FootnoteReference(label) => self.refer(&label, &range),
            Event::TaskListMarker(done) => self.task(done, &range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::DefinitionListTitle => {
                self.flush();
                self.leaf.lines = self.place.lines(range);
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.leaf.kind = LeafKind::Heading(level as u8);
                self.leaf.lines = self.place.lines(range);
            }
            Tag::BlockQuote(_) => {
                let alert = self.begins_with_bang(range.start);
                self.open(FrameKind::Quote { quote: Quote::default(), alert, callout: None }, range);
            }
            Tag::List(start) => self.open(FrameKind::List(List { start, items: Vec::new() }), range),
            Tag::Item => self.open(FrameKind::Item(None), range),
            Tag::FootnoteDefinition(label) => {
                let number = self.footnotes.define(&line(&label));
                self.open(FrameKind::Footnote(number), range);
            }
            Tag::DefinitionList => self.open(FrameKind::Definitions(Vec::new()), range),
            Tag::DefinitionListDefinition => self.open(FrameKind::Meaning, range),
            Tag::CodeBlock(kind) => {
                self.flush();
                let fence = match kind {
                    CodeBlockKind::Fenced(info) => fence::read(&line(&info)),
                    CodeBlockKind::Indented => Fence::default(),
                };
                self.code = Some((fence, String::new(), self.place.lines(range)));
            }
            Tag::Table(align) => {
                self.flush();
                self.table = Some(Rows::new(&align, self.place.lines(range)));
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(Default::default());
            }
            Tag::Strong => self.style[0] += 1,
            Tag::Emphasis => self.style[1] += 1,
            Tag::Strikethrough => self.start_tildes(range),
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
            // The options leave these out; should one come, what it holds is shown all the same.
            Tag::Link { .. }
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => self.end_container(),
            TagEnd::DefinitionListTitle => self.end_term(),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(tag == TagEnd::TableHead),
            TagEnd::Table => self.end_table(),
            TagEnd::HtmlBlock => {
                if let Some((html, places)) = self.html.take() {
                    self.html(&html, &places, Mode::Block);
                    self.flush();
                    self.aligned.end_html();
                }
            }
            TagEnd::Strong => self.style[0] = self.style[0].saturating_sub(1),
            TagEnd::Emphasis => self.style[1] = self.style[1].saturating_sub(1),
            TagEnd::Strikethrough => {
                let tildes = self.tildes.0.pop();
                match tildes {
                    Some(Tildes::Nothing) => self.text("~", range),
                    Some(Tildes::Struck) => self.tildes.1[0] = self.tildes.1[0].saturating_sub(1),
                    Some(Tildes::Low) => self.tildes.1[1] = self.tildes.1[1].saturating_sub(1),
                    None => {}
                }
            }
            TagEnd::Link if self.image.is_none() => self.end_link(),
            TagEnd::Image => match self.image.take() {
                Some((read, 0)) => self.picture(picture::hinted(read)),
                Some((picture, more)) => self.image = Some((picture, more - 1)),
                None => {}
            },
            TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Adds a picture, be it Markdown's or HTML's.
    fn picture(&mut self, picture: Picture) {
        let link = self.link.as_ref().and_then(|link| link.target.clone());
        self.leaf.pieces.push(Piece::Picture(Picture { link, ..picture }));
    }

    /// Whether a quote that begins at `at` begins with `[!`.
    fn begins_with_bang(&self, at: usize) -> bool {
        // The signs before it are few, or it is too deep to matter.
        let bytes = self.place.text.as_bytes().get(at..).unwrap_or_default();
        let mut words = bytes.iter().take(4 * MAX_DEPTH).skip_while(|byte| matches!(byte, b'>' | b' ' | b'\t'));
        (words.next(), words.next()) == (Some(&b'['), Some(&b'!'))
    }

    fn start_tildes(&mut self, range: &Range<usize>) {
        let whole = self.place.text.get(range.clone()).unwrap_or_default();
        let tildes = match whole.strip_prefix('~') {
            Some(rest) if rest.starts_with('/') => Tildes::Nothing,
            Some(rest) if !rest.starts_with('~') && !rest.contains(char::is_whitespace) => Tildes::Low,
            _ => Tildes::Struck,
        };
        match tildes {
            Tildes::Nothing => self.text("~", range),
            Tildes::Struck => self.tildes.1[0] += 1,
            Tildes::Low => self.tildes.1[1] += 1,
        }
        self.tildes.0.push(tildes);
    }

    fn manner(&self) -> Manner {
        let [strong, emphasis] = self.style.map(|open| open > 0);
        let [struck, low] = self.tildes.1.map(|open| open > 0);
        let script = if low { Script::Sub } else { Script::Base };
        let style = Style { strong, emphasis, struck, script, ..Style::default() };
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
        if escaped && prose.starts_with([':', '"', '\'', '-', '.', '=', '+', '~', '^', '[', '(']) {
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

    /// A formula. One over several lines was a single word to the parser: what it says was put aside.
    fn math(&mut self, source: &str, display: bool, range: &Range<usize>) {
        let source = match self.prepared.formulas.get(&range.start).filter(|_| display) {
            Some(body) => body.clone(),
            None => clean(&prepass::shown(source)).into_owned(),
        };
        if let Some((picture, _)) = &mut self.image {
            picture.alt.push_str(&clean_line(&source));
            return;
        }
        // GitHub's $`...`$ is a formula too.
        let inner = source.strip_prefix('`').and_then(|source| source.strip_suffix('`')).filter(|_| !display);
        let source = inner.unwrap_or(&source).trim().to_owned();
        let math = Math { source, display, line: self.place.line(range.start) };
        self.push(Piece::Math(math), range);
    }

    /// A reference to a footnote: its number, raised.
    fn refer(&mut self, label: &str, range: &Range<usize>) {
        let number = self.footnotes.refer(&line(label)).to_string();
        if let Some((picture, _)) = &mut self.image {
            picture.alt.push_str(&number);
            return;
        }
        let mut manner = self.manner();
        manner.style.script = Script::Super;
        let before = manner.clone();
        manner.link = Some(Arc::from(format!("#fn-{number}")));
        // Two numbers side by side would be one.
        let is_reference = |link: &Arc<str>| link.starts_with("#fn-");
        if let Some(Piece::Fixed(Manner { link, .. }, _)) = self.leaf.pieces.last()
            && link.as_ref().is_some_and(is_reference)
        {
            self.push(Piece::Fixed(before, ",".to_owned()), range);
        }
        self.push(Piece::Fixed(manner, number), range);
    }

    /// A rule, or the line of colons that was made one.
    fn rule(&mut self, range: &Range<usize>) {
        let lines = self.place.lines(range);
        match self.prepared.colons.get(&range.start) {
            Some(Colons::Open { kind, title }) => {
                let title = self.title(title);
                self.open_callout(*kind, title, Opener::Colons, range);
            }
            Some(Colons::Close) => self.close_colons(lines),
            None => {
                self.block(BlockKind::Rule, lines);
                self.aligned.end_slide();
            }
        }
    }

    fn end_code(&mut self) {
        let Some((fence, text, lines)) = self.code.take() else { return };
        let Fence { language, numbers, steps, title } = fence;
        let text = clean(&text).into_owned();
        let text = text.strip_suffix('\n').map(str::to_owned).unwrap_or(text);
        let (text, cut) = limits::cut_code(text);
        self.cut(cut, lines);
        let kind = match language.as_str() {
            "math" if cut == 0 => BlockKind::Math(text),
            _ => BlockKind::Code(Code { language, text, numbers, steps, title }),
        };
        self.block(kind, lines);
    }

    /// Stops before the end of the text: what comes after `at` is too much.
    pub(super) fn stop(&mut self, at: usize) {
        let rest = self.place.text.get(at..).unwrap_or_default();
        let cut = rest.chars().count();
        self.flush();
        (self.code, self.table, self.html, self.overflow) = (None, None, None, 0);
        while self.frames.len() > 1 {
            self.close();
        }
        let lines = self.place.lines(&(at..self.place.text.len()));
        let mark = limits::mark(cut, "characters");
        let content = vec![Inline::Text(Run { text: mark, ..Run::default() })];
        self.block(BlockKind::Paragraph(content), lines);
        let most = limits::grouped(limits::MAX_EVENTS);
        let found = self.place.warning(at, &format!("a deck has {most} pieces at most; the rest is not shown"));
        self.diagnostics.push(found.hint("part it into several decks"));
    }

    /// Says that characters of a block were cut.
    fn cut(&mut self, cut: usize, lines: Lines) {
        if cut > 0 {
            let most = limits::grouped(limits::MAX_CHARS);
            let message = format!("this block has {} characters too many; {most} are shown", limits::grouped(cut));
            self.diagnostics.push(self.place.warning_on(lines.from, &message).hint("part it into several blocks"));
        }
    }

    fn end_term(&mut self) {
        if self.overflow > 0 {
            return self.flush();
        }
        let (term, comments) = self.take_line();
        if let Some(Frame { kind: FrameKind::Definitions(all), .. }) = self.frames.last_mut() {
            all.push(Definition { term, meanings: Vec::new() });
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.extend(comments);
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
}

/// Text for one line: cleaned, and with what was hidden from the parser.
fn line(text: &str) -> String {
    clean_line(&prepass::shown(text))
}

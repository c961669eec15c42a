//! Paragraphs and headings. Pieces of a line go in, finished blocks come out: a pause, the contents, a formula that stands
//! alone, the source of a quote are known here. A word must never vanish with what it was taken for.

use super::fragments;
use super::frames::{Frame, FrameKind};
use super::{Builder, Piece};
use crate::diag::Lines;
use crate::markdown::inline::{self, Manner};
use crate::markdown::marks::Tag;
use crate::markdown::{Block, BlockKind, Inline, Quote, callout, limits, marks, parse};

/// What is being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LeafKind {
    #[default]
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// `<h1>`: a heading if it says something.
    Title(u8),
    /// `<summary>`: the title of its `<details>`.
    Summary,
}

/// A paragraph or heading that is being read.
#[derive(Default)]
pub(super) struct Leaf {
    pub(super) pieces: Vec<Piece>,
    pub(super) kind: LeafKind,
    pub(super) lines: Lines,
    /// The comments in it.
    pub(super) comments: Vec<Block>,
}

impl Builder<'_> {
    /// Ends the paragraph or heading that is being read, if any.
    pub(super) fn flush(&mut self) {
        let Leaf { pieces, kind, lines, comments } = std::mem::take(&mut self.leaf);
        let whole = fragments::whole(&pieces).filter(|_| kind == LeafKind::Paragraph);
        let (pieces, mut alone) = self.resolved(pieces, lines);
        let mut ends = usize::from(whole.is_some());
        if kind == LeafKind::Paragraph {
            let (more, others) = self.lone_tags(alone, lines);
            (ends, alone) = (ends + more, others);
        }
        self.unpaired(alone);
        if let Some(fragment) = whole {
            self.add(BlockKind::Fragment(fragment), lines);
        }
        match kind {
            LeafKind::Heading(6) if is_tags(&pieces) => {
                // HackMD's tags are no slide of their own.
                let mut content = self.inlines(pieces);
                for inline in &mut content {
                    if let Inline::Text(run) = inline {
                        run.style.small = true;
                    }
                }
                self.add(BlockKind::Paragraph(content), lines);
            }
            LeafKind::Title(_) if pieces.is_empty() => {}
            LeafKind::Heading(level) | LeafKind::Title(level) => {
                let content = self.inlines(pieces);
                self.add(BlockKind::Heading { level, content }, lines);
            }
            LeafKind::Summary => {
                let content = self.inlines(pieces);
                match self.frames.last_mut() {
                    Some(Frame { kind: FrameKind::Callout { callout, .. }, blocks, .. })
                        if callout.title.is_empty() && blocks.is_empty() && self.overflow == 0 =>
                    {
                        callout.title = content;
                    }
                    _ if content.is_empty() => {}
                    _ => self.add(BlockKind::Paragraph(content), lines),
                }
            }
            LeafKind::Paragraph => self.paragraph(pieces, lines),
        }
        for _ in 0..ends {
            self.add(BlockKind::FragmentEnd, lines);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.extend(comments);
        }
        self.aligned.end_paragraph();
    }

    /// What was read so far as one line, for a cell or a term, and the comments in it.
    pub(super) fn take_line(&mut self) -> (Vec<Inline>, Vec<Block>) {
        let leaf = std::mem::take(&mut self.leaf);
        let (pieces, alone) = self.resolved(leaf.pieces, leaf.lines);
        self.unpaired(alone);
        (self.inlines(pieces), leaf.comments)
    }

    /// The title of a callout, which may hold what a paragraph may.
    pub(super) fn title(&self, text: &str) -> Vec<Inline> {
        let mut blocks = parse::parse_with("", text, 1, self.options).blocks;
        match (blocks.pop(), blocks.is_empty()) {
            (None, _) => Vec::new(),
            (Some(Block { kind: BlockKind::Paragraph(content), .. }), true) => content,
            _ => self.inlines(vec![Piece::Prose(Manner::default(), crate::text::clean_line(text))]),
        }
    }

    fn resolved(&mut self, pieces: Vec<Piece>, lines: Lines) -> (Vec<Piece>, Vec<Tag>) {
        let (pieces, cut) = limits::cut_pieces(pieces);
        self.cut(cut, lines);
        marks::resolve(pieces)
    }

    /// Says of tags without a partner that they are not honoured.
    fn unpaired(&mut self, alone: Vec<Tag>) {
        for tag in alone {
            self.dropped(tag.name, tag.at);
        }
    }

    fn inlines(&self, pieces: Vec<Piece>) -> Vec<Inline> {
        inline::finish(pieces, self.options.breaks)
    }

    fn paragraph(&mut self, pieces: Vec<Piece>, lines: Lines) {
        if pieces.is_empty() {
            return;
        }
        if let [Piece::Prose(_, text)] = pieces.as_slice() {
            match text.trim() {
                ". . ." => return self.add(BlockKind::Pause, lines),
                text if text.eq_ignore_ascii_case("[toc]") => return self.add(BlockKind::Contents, lines),
                _ => {}
            }
        }
        let pieces = self.of_quote(pieces);
        let mut line = Vec::with_capacity(pieces.len());
        let mut rest = pieces.into_iter().peekable();
        while let Some(piece) = rest.next() {
            let alone = |next: Option<&Piece>| next.is_none_or(|next| matches!(next, Piece::Break | Piece::Soft));
            match piece {
                // A formula on lines of its own is a block.
                Piece::Math(math) if math.display && alone(line.last()) && alone(rest.peek()) => {
                    self.words(std::mem::take(&mut line), lines);
                    self.add(BlockKind::Math(math.source), lines);
                    rest.next();
                }
                piece => line.push(piece),
            }
        }
        self.words(line, lines);
    }

    fn words(&mut self, pieces: Vec<Piece>, lines: Lines) {
        let content = self.inlines(pieces);
        if !content.is_empty() {
            self.add(BlockKind::Paragraph(content), lines);
        }
    }

    /// A paragraph of a quote without `[!NOTE]` and HackMD's tags, which its quote gets.
    fn of_quote(&mut self, mut pieces: Vec<Piece>) -> Vec<Piece> {
        let breaks = self.options.breaks;
        let overflow = self.overflow > 0;
        let Some(Frame { kind: FrameKind::Quote { quote, alert, callout }, blocks, .. }) = self.frames.last_mut()
        else {
            return pieces;
        };
        if overflow {
            return pieces;
        }
        if *alert && blocks.is_empty() && callout.is_none() {
            *alert = false;
            let end =
                pieces.iter().position(|piece| matches!(piece, Piece::Break | Piece::Soft)).unwrap_or(pieces.len());
            if let Some(Piece::Prose(manner, text)) = pieces.first()
                && let Some((kind, title)) = callout::alert(text)
            {
                let title = Piece::Prose(manner.clone(), title.to_owned());
                let rest = pieces.split_off(end);
                pieces.drain(..1);
                pieces.insert(0, title);
                *callout = Some((kind, inline::finish(pieces, breaks)));
                pieces = rest;
            }
        }
        let plain = |piece: &Piece| matches!(piece, Piece::Prose(_, text) if text.contains("[name=") || text.contains("[time=") || text.contains("[color="));
        if callout.is_none() && pieces.iter().any(plain) {
            for piece in &mut pieces {
                if let Piece::Prose(manner, text) = piece {
                    take_tags(quote, manner, text, breaks);
                }
            }
        }
        pieces
    }
}

/// Takes the first name, time and colour out of `text`; further ones are text.
fn take_tags(quote: &mut Quote, manner: &Manner, text: &mut String, breaks: super::super::Breaks) {
    for (tag, free) in
        [("[name=", quote.name.is_empty()), ("[time=", quote.time.is_empty()), ("[color=", quote.color.is_empty())]
    {
        let Some((before, tail)) = text.split_once(tag).filter(|_| free) else { continue };
        let Some((value, after)) = tail.split_once(']') else { continue };
        let value = value.trim().to_owned();
        if value.is_empty() {
            continue;
        }
        let rest = format!("{} {}", before.trim_end(), after.trim_start());
        match tag {
            "[name=" => quote.name = inline::finish(vec![Piece::Prose(manner.clone(), value)], breaks),
            "[time=" => quote.time = value,
            _ => quote.color = value,
        }
        rest.trim_end().clone_into(text);
    }
}

/// Whether a heading is HackMD's line of tags.
fn is_tags(pieces: &[Piece]) -> bool {
    matches!(pieces.first(), Some(Piece::Prose(_, text)) if inline::starts_with(text.trim_start(), "tags:"))
}

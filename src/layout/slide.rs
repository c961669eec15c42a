//! A slide onto pages: its content picks the arrangement. Quotes and pictures break out of the flow onto pages of their
//! own, or beside the text; all else flows. Decides which words go together; never where a line breaks.

use std::borrow::Cow;

use super::beside::Pair;
use super::flow::Flow;
use super::formula;
use super::frame::{self, Title};
use super::gallery::Grid;
use super::paginate::{self, Plan};
use super::picture::Figure;
use super::place::{self, Placing};
use super::sheet::Sheet;
use super::spoken::{self, LONGEST_QUOTE, Quote};
use super::{Cx, Draft, Inset, backdrop, beside, direction, gallery, halves, icons, number, side, wanted};
use crate::deck::{Arrangement, Slide};
use crate::diag::Lines;
use crate::geom::Rect;
use crate::markdown::{self, Align, Block, BlockKind, Inline, Picture, Placement};
use crate::scene::TextRole;

/// A paragraph alone under its title is a statement up to this many characters.
const LONGEST_STATEMENT: usize = 150;
/// A line under a quote is its source up to this many characters.
const LONGEST_SOURCE: usize = 150;
/// A quote between other blocks leaves the flow up to this many characters.
const LONGEST_BREAKOUT: usize = 200;
/// The most that is cut off a picture so that it fills the page.
const MOST_LOST: f32 = 0.16;

/// A stretch of a slide's blocks that stands together.
enum Segment<'a> {
    Flow(&'a [Block]),
    Quote(&'a [Block], Quote<'a>),
    Pictures(&'a Block, Vec<&'a Picture>),
}

/// The pages of `slide` in the deck called `deck`; at least one.
pub(super) fn layout<'a>(cx: &mut Cx<'a>, slide: &Slide, deck: &str) -> Vec<Draft<'a>> {
    #[cfg(test)]
    assert!(
        markdown::plain(&slide.title) != "Falls on purpose"
            || matches!(slide.blocks.as_slice(), [Block { kind: BlockKind::Paragraph(_), .. }]),
        "on purpose"
    );
    let name = match markdown::plain(&slide.title).trim() {
        "" => deck.to_owned(),
        title => title.to_owned(),
    };
    let page = direction::of_slide(cx, slide);
    let before = direction::turn(cx, page);
    let slide = &icons::in_their_lines(cx, slide);
    let slide = &pictures_below(slide);
    let mut drafts = backdrop::layout(cx, slide, |cx, slide| {
        beside::at_the_edges(cx, (slide, deck), |cx, slide| arranged(cx, slide, deck))
    });
    direction::turn(cx, before);
    if drafts.is_empty() {
        drafts.push(Draft::new(Sheet::new(cx.theme), ""));
    }
    for draft in &mut drafts {
        draft.title.clone_from(&name);
        draft.page = page;
    }
    if let (Some(first), 1..) = (drafts.first_mut(), slide.lines.from) {
        first.lines = first.lines.join(Lines::new(slide.lines.from, slide.lines.from));
    }
    drafts
}

/// `slide` with the pictures of its title under it.
fn pictures_below(slide: &Slide) -> Cow<'_, Slide> {
    if !has_picture(&slide.title) {
        return Cow::Borrowed(slide);
    }
    let mut slide = slide.clone();
    let (mut pictures, words): (Vec<Inline>, Vec<Inline>) =
        slide.title.drain(..).partition(|inline| matches!(inline, Inline::Picture(_)));
    for inline in &mut pictures {
        if let Inline::Picture(picture) = inline {
            picture.title.clear();
        }
    }
    slide.title = words;
    slide.blocks.insert(0, Block::new(BlockKind::Paragraph(pictures), slide.lines));
    Cow::Owned(slide)
}

fn arranged<'a>(cx: &mut Cx<'a>, slide: &Slide, deck: &str) -> Vec<Draft<'a>> {
    if slide.blocks.is_empty()
        && !slide.title.is_empty()
        && let Some(draft) = spoken::section(cx, (&slide.title, slide.align), &[])
    {
        return vec![draft];
    }
    let mut head = Head::new(cx, slide, deck);
    let wanted = slide.settings.arrangement;
    if let Some(wanted) = wanted.filter(|_| head.heading.is_none())
        && let Some(mut draft) = wanted::page(cx, slide, wanted, head.spoken())
    {
        draft.sheet.delay(slide.blocks.first().map_or(0, |block| block.step));
        return vec![draft];
    }
    // Who parts a slide into columns has arranged it.
    let parted = slide.blocks.iter().any(|block| matches!(block.kind, BlockKind::Columns(_)));
    let segments = match wanted {
        Some(Arrangement::Text) => vec![Segment::Flow(&slide.blocks)],
        _ if parted => vec![Segment::Flow(&slide.blocks)],
        Some(Arrangement::Grid) => together(segments(&slide.blocks)),
        _ => segments(&slide.blocks),
    };
    if let [Segment::Flow([Block { kind: BlockKind::Paragraph(words), lines, step, align }])] = segments.as_slice() {
        let short = markdown::plain(words).chars().count() <= LONGEST_STATEMENT;
        if short
            && head.heading.is_none()
            && wanted.is_none()
            && !has_picture(words)
            && let Some(mut draft) = few_words(cx, (words, *align), head.spoken())
        {
            draft.lines = slide.lines.join(*lines);
            draft.sheet.delay(*step);
            return vec![draft];
        }
    }
    if wanted.is_none()
        && head.heading.is_none()
        && let Some(draft) = formula::alone(cx, &slide.blocks, head.spoken())
    {
        return vec![draft];
    }
    let pair = match segments.as_slice() {
        [Segment::Pictures(block, pictures), Segment::Flow(text)] if pictures.len() == 1 => {
            Some((block, pictures, *text, true))
        }
        [Segment::Flow(text), Segment::Pictures(block, pictures)] if pictures.len() == 1 => {
            Some((block, pictures, *text, false))
        }
        _ => None,
    };
    if let Some((block, pictures, text, first)) = pair.filter(|_| wanted != Some(Arrangement::Picture))
        && let Some(&picture) = pictures.first()
        && let Some(drafts) = beside::pair(cx, &Pair { block, picture, text, first }, &mut head)
    {
        return drafts;
    }
    if slide.level == 0 && slide.title.is_empty() && segments.iter().all(|one| matches!(one, Segment::Pictures(..))) {
        // The deck's title has nothing to say beside a picture.
        head.title = None;
    }
    if let [Segment::Flow(blocks)] = segments.as_slice()
        && head.heading.is_none()
        && !parted
        && wanted.is_none_or(|wanted| wanted == Arrangement::Beside)
        && let Some(draft) = side::code(cx, blocks, head.spoken())
    {
        return vec![draft];
    }
    if let [Segment::Flow(blocks)] = segments.as_slice()
        && !parted
        && let Some(halves) = halved(cx, (slide, blocks), &head)
    {
        let mut drafts = Vec::new();
        flowed(cx, &halves, &mut head, &mut drafts);
        return drafts;
    }
    let mut drafts = Vec::new();
    for segment in segments {
        match segment {
            Segment::Flow(blocks) => flowed(cx, blocks, &mut head, &mut drafts),
            Segment::Quote(blocks, quote) => {
                let title = head.title.as_ref().filter(|_| head.role == TextRole::Content);
                let fits = head.heading.is_none();
                match spoken::quote(cx, &quote, title).filter(|_| fits) {
                    Some(mut draft) => {
                        draft.lines = lines_of(blocks);
                        draft.sheet.delay(blocks.first().map_or(0, |block| block.step));
                        head.role = TextRole::Repeat;
                        drafts.push(draft);
                    }
                    None => flowed(cx, blocks, &mut head, &mut drafts),
                }
            }
            Segment::Pictures(block, pictures) => {
                let alone = wanted == Some(Arrangement::Picture);
                for part in pictures.chunks(if alone { 1 } else { pictures.len().max(1) }) {
                    let whole = match part {
                        [picture] if head.title.is_none() && head.heading.is_none() => whole_page(cx, (picture, block)),
                        _ => None,
                    };
                    match whole {
                        Some(draft) => drafts.push(draft),
                        None => pictured(cx, (part, block), &mut head, &mut drafts),
                    }
                    if let Some(draft) = drafts.last_mut() {
                        draft.sheet.delay(block.step);
                    }
                }
            }
        }
    }
    if head.heading.is_some() || drafts.is_empty() && !slide.title.is_empty() {
        flowed(cx, &[], &mut head, &mut drafts);
    }
    drafts
}

/// `blocks`, all of a slide, with their list in two columns, if the author wants it so or it gains much.
fn halved(cx: &mut Cx<'_>, (slide, blocks): (&Slide, &[Block]), head: &Head<'_>) -> Option<Vec<Block>> {
    match slide.settings.arrangement {
        Some(Arrangement::Columns) => {
            let halves = halves::wanted(cx, blocks, head.title.as_ref());
            if halves.is_none() {
                wanted::refuse(cx, slide, Arrangement::Columns, "a list of several items of words");
            }
            halves
        }
        None if head.heading.is_none() => halves::if_larger(cx, blocks, head.title.as_ref()),
        _ => None,
    }
}

/// Few words: a number that speaks for itself, or a statement.
fn few_words<'a>(
    cx: &mut Cx<'a>,
    (words, align): (&[Inline], Align),
    title: Option<(&Title, TextRole)>,
) -> Option<Draft<'a>> {
    let number = number::speaks_for_itself(words).then(|| number::page(cx, words, title)).flatten();
    number.or_else(|| spoken::statement(cx, (words, align), title))
}

/// A slide's title on the way through its pages.
pub(super) struct Head<'a> {
    pub(super) title: Option<Title>,
    /// What the title is on the next page: said for the first time, or again.
    role: TextRole,
    /// The heading, as long as it still has to be said in the flow, being too long for a title.
    pub(super) heading: Option<(&'a [Inline], Lines)>,
}

impl<'a> Head<'a> {
    /// The title of `slide`, or of the `deck` where it has none.
    pub(super) fn new(cx: &mut Cx<'_>, slide: &'a Slide, deck: &str) -> Self {
        let width = frame::column(cx, 0.0).width;
        if slide.level == 0 && slide.title.is_empty() {
            let run = markdown::Run { text: deck.to_owned(), ..markdown::Run::default() };
            let title = Title::new(cx, &[Inline::Text(run)], width);
            return Self { title, role: TextRole::Repeat, heading: None };
        }
        let title = Title::new(cx, &slide.title, width).map(|title| title.aligned(slide.align));
        let heading = (title.is_none() && !slide.title.is_empty()).then_some((slide.title.as_slice(), slide.lines));
        Self { title, role: TextRole::Content, heading }
    }

    /// The title, and what it is on the next page.
    fn spoken(&self) -> Option<(&Title, TextRole)> {
        self.title.as_ref().map(|title| (title, self.role))
    }

    /// Height of the title's lines; 0 if there is none.
    pub(super) fn height(&self) -> f32 {
        self.title.as_ref().map_or(0.0, |title| title.height)
    }

    /// Puts the title on a page.
    pub(super) fn put(&mut self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>) {
        if let Some(title) = &self.title {
            title.put(cx, sheet, self.role);
            self.role = TextRole::Repeat;
        }
    }

    /// The flow of `blocks`, led by the heading if it is no title.
    fn flow(&mut self, cx: &mut Cx<'_>, blocks: &[Block], width: f32) -> Flow {
        let mut flow = Flow::default();
        if let Some((content, lines)) = self.heading.take() {
            flow.push_heading(cx, content, lines, width);
        }
        flow.push_blocks(cx, blocks, width);
        flow
    }
}

/// Blocks as a flow over as many pages as they need.
fn flowed<'a>(cx: &mut Cx<'a>, blocks: &[Block], head: &mut Head<'_>, drafts: &mut Vec<Draft<'a>>) {
    let column = frame::column(cx, head.height());
    let mut flow = head.flow(cx, blocks, column.width);
    if flow.nodes.is_empty() && head.role == TextRole::Repeat {
        return;
    }
    let plan = paginate::paginate(cx, &mut flow, column.size());
    let pages = plan.pages.len().max(1);
    for page in 0..pages {
        let mut sheet = Sheet::new(cx.theme);
        head.put(cx, &mut sheet);
        let lines = place_page(cx, &mut sheet, column, (&mut flow, &plan, page));
        let mut draft = Draft::new(sheet, "");
        draft.lines = lines;
        drafts.push(draft);
    }
}

fn place_page(cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, column: Rect, part: (&mut Flow, &Plan, usize)) -> Lines {
    let (flow, plan, page) = part;
    if plan.pages.is_empty() {
        return Lines::default();
    }
    place::place(cx, sheet, column, Placing { flow, plan, page })
}

/// Pictures on a page of their own, or several if there are many; one by one where their captions need it.
fn pictured<'a>(
    cx: &mut Cx<'a>,
    (pictures, block): (&[&Picture], &Block),
    head: &mut Head<'_>,
    drafts: &mut Vec<Draft<'a>>,
) {
    if head.heading.is_some() {
        flowed(cx, &[], head, drafts);
    }
    let pages = pictures.len().div_ceil(gallery::MOST).max(1);
    for chunk in pictures.chunks(pictures.len().div_ceil(pages).max(1)) {
        let column = frame::column(cx, head.height());
        let figures: Vec<Figure> = chunk.iter().map(|picture| Figure::new(cx, picture, column.width)).collect();
        match Grid::new(cx, &figures, column.size()) {
            Some(grid) => {
                let mut draft = Draft::new(Sheet::new(cx.theme), "");
                head.put(cx, &mut draft.sheet);
                grid.put(cx, &mut draft.sheet, (&figures, column));
                draft.lines = block.lines;
                drafts.push(draft);
            }
            None if chunk.len() > 1 => {
                for picture in chunk {
                    pictured(cx, (&[picture], block), head, drafts);
                }
            }
            None => {
                let content = chunk.iter().map(|picture| Inline::Picture((*picture).clone())).collect();
                flowed(cx, &[Block::new(BlockKind::Paragraph(content), block.lines)], head, drafts);
            }
        }
    }
}

/// One picture that has the page for itself, from edge to edge; `None` if it is too small, or of another shape.
fn whole_page<'a>(cx: &mut Cx<'a>, (picture, block): (&Picture, &Block)) -> Option<Draft<'a>> {
    let page = Rect::of(cx.room.page);
    let figure = Figure::new(cx, picture, page.width);
    if figure.has_caption() || cx.inset != Inset::default() || !figure.can_cover(page.size(), MOST_LOST) {
        return None;
    }
    let mut draft = Draft::new(Sheet::new(cx.theme), "");
    figure.put_cover(cx, &mut draft.sheet, page);
    draft.lines = block.lines;
    draft.footed = false;
    Some(draft)
}

/// Pictures that follow each other, as if they stood in one paragraph.
fn together(segments: Vec<Segment<'_>>) -> Vec<Segment<'_>> {
    let mut out: Vec<Segment<'_>> = Vec::new();
    for segment in segments {
        match (out.last_mut(), segment) {
            (Some(Segment::Pictures(_, before)), Segment::Pictures(_, pictures)) => before.extend(pictures),
            (_, segment) => out.push(segment),
        }
    }
    out
}

/// Cuts `blocks` where a quote or a picture breaks out of the flow.
fn segments(blocks: &[Block]) -> Vec<Segment<'_>> {
    let most = if blocks.len() == 1 { LONGEST_QUOTE } else { LONGEST_BREAKOUT };
    let mut out = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < blocks.len() {
        let found = match &blocks[at].kind {
            BlockKind::Quote(quote) => quote_of(&quote.blocks, most).filter(|_| is_plain(quote)).map(|words| {
                // Who is named in the quote said it; else the line under it tells.
                let below = if quote.name.is_empty() { source_of(blocks, at + 1) } else { None };
                let end = at + 1 + usize::from(below.is_some());
                let source = below.or_else(|| Some(quote.name.as_slice()).filter(|name| !name.is_empty()));
                (Segment::Quote(&blocks[at..end], Quote { words, source }), end)
            }),
            BlockKind::Paragraph(content) => {
                // A small one among words stays there, and so does one that has its side of the column.
                let stays = |one: &&Picture| one.placement == Placement::Inline || one.firm && blocks.len() > 1;
                let sided = |all: &[&Picture]| all.len() == 1 && blocks.len() > 1 && blocks[at].align != Align::Auto;
                let pictures = pictures_of(content).filter(|all| !all.iter().any(stays) && !sided(all));
                pictures.map(|pictures| (Segment::Pictures(&blocks[at], pictures), at + 1))
            }
            _ => None,
        };
        let Some((segment, end)) = found else {
            at += 1;
            continue;
        };
        if from < at {
            out.push(Segment::Flow(&blocks[from..at]));
        }
        out.push(segment);
        from = end;
        at = end;
    }
    if from < blocks.len() {
        out.push(Segment::Flow(&blocks[from..]));
    }
    out
}

/// Whether a quote has no time and no colour of its own: those show in the flow.
fn is_plain(quote: &markdown::Quote) -> bool {
    quote.time.is_empty() && quote.color.is_empty()
}

/// The paragraphs of a quote of at most `most` characters, which can stand on a page of its own.
fn quote_of(blocks: &[Block], most: usize) -> Option<Vec<&[Inline]>> {
    let mut words: Vec<&[Inline]> = Vec::new();
    let mut chars = 0;
    for block in blocks {
        let BlockKind::Paragraph(content) = &block.kind else { return None };
        if has_picture(content) {
            return None;
        }
        chars += markdown::plain(content).chars().count();
        words.push(content);
    }
    (1..=most).contains(&chars).then_some(words)
}

/// The short paragraph right after a quote that belongs to it, and not to a list after it.
fn source_of(blocks: &[Block], at: usize) -> Option<&[Inline]> {
    let BlockKind::Paragraph(content) = &blocks.get(at)?.kind else { return None };
    let plain = markdown::plain(content);
    let leads = matches!(blocks.get(at + 1).map(|block| &block.kind), Some(BlockKind::List(_) | BlockKind::Code(_)));
    let short = plain.chars().count() <= LONGEST_SOURCE && !plain.trim_end().ends_with(':');
    (short && !leads && !has_picture(content)).then_some(content)
}

/// The pictures of a paragraph that has nothing else.
fn pictures_of(content: &[Inline]) -> Option<Vec<&Picture>> {
    let mut pictures = Vec::new();
    for inline in content {
        match inline {
            Inline::Picture(picture) => pictures.push(picture),
            Inline::Text(run) if !run.text.trim().is_empty() => return None,
            Inline::Math(_) | Inline::Icon(_) => return None,
            Inline::Text(_) | Inline::Break => {}
        }
    }
    (!pictures.is_empty()).then_some(pictures)
}

pub(super) fn has_picture(content: &[Inline]) -> bool {
    content.iter().any(|inline| matches!(inline, Inline::Picture(_)))
}

fn lines_of(blocks: &[Block]) -> Lines {
    blocks.iter().fold(Lines::default(), |lines, block| lines.join(block.lines))
}

//! Pictures beside text: at an edge of the page where the author wants them (`![left](u)`), or one picture and text that
//! fits beside it, side by side by the picture's shape, one above the other on a page that is not wide. Blocks in, pages
//! out, or `None` where the content is not so.

use std::borrow::Cow;

use super::flow::Flow;
use super::gallery::Grid;
use super::paginate;
use super::picture::Figure;
use super::place::{self, Placing};
use super::sheet::Sheet;
use super::slide::Head;
use super::{Cx, Draft, Inset, frame};
use crate::deck::Slide;
use crate::geom::Rect;
use crate::markdown::{Block, BlockKind, Inline, Picture, Placement};

/// Width of the panel that a picture fills from edge to edge, of the page's; its height on a page that is not wide.
const PANEL: f32 = 0.469;
const BAND: f32 = 0.42;
/// Least and most width of the text beside a picture that fills no panel, of the column's.
const TEXT_BESIDE: (f32, f32) = (0.54, 0.7);
/// Shapes of pictures that fill a panel without losing much.
const PANEL_ASPECTS: std::ops::RangeInclusive<f32> = 0.62..=1.05;
/// The least room for text under a band, and the least height of a band.
const LEAST_UNDER: f32 = 300.0;
const LEAST_BAND: f32 = 60.0;
/// Space between a panel and the text.
const PANEL_GAP: f32 = 40.0;
/// From this shape on a page is wide enough for text beside a picture.
const WIDE: f32 = 1.2;

/// The pictures of `slide` whose placement is `wanted`, and the slide without them.
pub(super) fn taken(slide: &Slide, wanted: impl Fn(Placement) -> bool) -> (Vec<Picture>, Cow<'_, Slide>) {
    let is_wanted = |inline: &Inline| matches!(inline, Inline::Picture(picture) if wanted(picture.placement));
    let has = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(content) if content.iter().any(is_wanted));
    if !slide.blocks.iter().any(has) {
        return (Vec::new(), Cow::Borrowed(slide));
    }
    let mut rest = slide.clone();
    let mut pictures = Vec::new();
    for block in &mut rest.blocks {
        let BlockKind::Paragraph(content) = &mut block.kind else { continue };
        content.retain(|inline| match inline {
            Inline::Picture(picture) if wanted(picture.placement) => {
                pictures.push(picture.clone());
                false
            }
            _ => true,
        });
    }
    // What held nothing else is gone.
    let says = |inline: &Inline| match inline {
        Inline::Text(run) => !run.text.trim().is_empty(),
        Inline::Break => false,
        Inline::Picture(_) | Inline::Icon(_) | Inline::Math(_) => true,
    };
    rest.blocks.retain(|block| !matches!(&block.kind, BlockKind::Paragraph(content) if !content.iter().any(says)));
    (pictures, Cow::Owned(rest))
}

/// A picture at an edge of the page.
struct Panel {
    figure: Figure,
    rect: Rect,
}

/// The pages of `slide` as `arranged` makes them, in the room that the pictures leave that it wants at its edges.
pub(super) fn at_the_edges<'a>(
    cx: &mut Cx<'a>,
    (slide, deck): (&Slide, &str),
    arranged: impl FnOnce(&mut Cx<'a>, &Slide) -> Vec<Draft<'a>>,
) -> Vec<Draft<'a>> {
    let (pictures, rest) = taken(slide, |placement| matches!(placement, Placement::Left(_) | Placement::Right(_)));
    if pictures.is_empty() {
        return arranged(cx, slide);
    }
    let page = cx.room.page;
    let figures: Vec<Figure> = pictures.iter().map(|picture| Figure::new(cx, picture, page.width)).collect();
    if rest.title.is_empty() && rest.blocks.is_empty() {
        let width = page.width / figures.len() as f32;
        let mut draft = Draft::new(Sheet::new(cx.theme), "");
        for (n, figure) in figures.iter().enumerate() {
            let rect = Rect::new((width * n as f32).round(), 0.0, width, page.height);
            figure.put_cover(cx, &mut draft.sheet, rect);
        }
        draft.footed = false;
        return vec![draft];
    }
    let title = Head::new(cx, &rest, deck).height();
    let (panels, inset) = panels(cx, &pictures, figures, title);
    let before = std::mem::replace(&mut cx.inset, inset);
    let mut drafts = arranged(cx, &rest);
    cx.inset = before;
    let edge = |panel: &Panel| (panel.rect.x, panel.rect.right());
    let wide = page.aspect() >= WIDE;
    for draft in &mut drafts {
        for panel in &panels {
            if wide {
                panel.figure.put_cover(cx, &mut draft.sheet, panel.rect);
            } else {
                panel.figure.put_band(cx, &mut draft.sheet, panel.rect);
            }
            match edge(panel) {
                (left, _) if left <= 0.0 && wide => draft.left = Some(panel.rect.right()),
                (left, _) if wide => draft.right = Some(left),
                _ => {}
            }
        }
    }
    drafts
}

/// Where the pictures at the edges stand, and what that takes from the room of the text: a third of the page stays.
fn panels(cx: &Cx<'_>, pictures: &[Picture], figures: Vec<Figure>, title: f32) -> (Vec<Panel>, Inset) {
    let (page, margin) = (cx.room.page, frame::margin(cx.theme, cx.room.page));
    let is_left = |picture: &&Picture| matches!(picture.placement, Placement::Left(_));
    let share = |picture: &Picture| match picture.placement {
        Placement::Left(share) | Placement::Right(share) => share,
        _ => None,
    };
    let mut inset = Inset::default();
    if page.aspect() < WIDE {
        let share = pictures.iter().find_map(share).unwrap_or(BAND).min(0.6);
        let most = (frame::column(cx, title).height - LEAST_UNDER).max(0.0);
        let (width, height) = (page.width / figures.len().max(1) as f32, (page.height * share).min(most).round());
        if height < LEAST_BAND {
            return (Vec::new(), inset);
        }
        let rect = |n: usize| Rect::new(width * n as f32, 0.0, width, height);
        inset.top = height - 24.0;
        return (figures.into_iter().enumerate().map(|(n, figure)| Panel { figure, rect: rect(n) }).collect(), inset);
    }
    let lefts = pictures.iter().filter(is_left).count();
    let rights = pictures.len() - lefts;
    let most = if lefts > 0 && rights > 0 { 0.33 } else { 0.66 };
    let width_of = |left: bool| {
        let own = pictures.iter().filter(|picture| is_left(picture) == left).find_map(share);
        (page.width * own.unwrap_or(PANEL).min(most)).round()
    };
    let mut panels = Vec::new();
    let mut counts = (0, 0);
    for (figure, picture) in figures.into_iter().zip(pictures) {
        let left = is_left(&picture);
        let (count, all) = if left { (&mut counts.0, lefts) } else { (&mut counts.1, rights) };
        let (width, height) = (width_of(left), page.height / all.max(1) as f32);
        let x = if left { 0.0 } else { page.width - width };
        panels.push(Panel { figure, rect: Rect::new(x, height * *count as f32, width, height) });
        *count += 1;
        let taken = width + PANEL_GAP - margin;
        if left { inset.left = taken } else { inset.right = taken }
    }
    (panels, inset)
}

/// One picture and text.
pub(super) struct Pair<'a> {
    /// The paragraph that holds the picture.
    pub(super) block: &'a Block,
    pub(super) picture: &'a Picture,
    pub(super) text: &'a [Block],
    /// Whether the picture comes before the text.
    pub(super) first: bool,
}

/// A picture and text that fits beside it, or under it on a page that is not wide; `None` if it does not.
pub(super) fn pair<'a>(cx: &mut Cx<'a>, pair: &Pair<'_>, head: &mut Head<'_>) -> Option<Vec<Draft<'a>>> {
    if head.heading.is_some() || cx.inset != Inset::default() {
        return None;
    }
    let page = cx.room.page;
    if page.aspect() < WIDE {
        return above(cx, pair, head).or_else(|| stacked(cx, pair, head)).map(|draft| vec![draft]);
    }
    let full = frame::column(cx, head.height());
    let figure = Figure::new(cx, pair.picture, full.width);
    let panel = figure.is_shown() && !figure.has_caption() && PANEL_ASPECTS.contains(&figure.aspect());
    let edge = if panel {
        (page.width * (1.0 - PANEL)).round()
    } else {
        // The text takes what the picture leaves.
        let left = full.width - figure.wish().width - 48.0;
        full.x + left.clamp(full.width * TEXT_BESIDE.0, full.width * TEXT_BESIDE.1).round()
    };
    let width = edge - full.x - if panel { PANEL_GAP } else { 24.0 };
    let room = Rect::new(edge + 24.0, full.y + 6.0, full.right() - edge - 24.0, full.height - 6.0);
    let grid = if panel { None } else { Some(Grid::new(cx, std::slice::from_ref(&figure), room.size())?) };
    let narrow = match (panel, &head.title) {
        (true, Some(_)) => narrowed(cx, head, width)?,
        _ => head.height(),
    };
    let column = Rect { width, ..frame::column(cx, narrow) };
    let mut flow = Flow::new(cx, pair.text, width);
    let plan = paginate::fit(cx, &mut flow, column.size())?;
    let mut draft = Draft::new(Sheet::new(cx.theme), "");
    head.put(cx, &mut draft.sheet);
    let mut grid = grid.map(|grid| (grid, std::slice::from_ref(&figure)));
    let mut show = |cx: &mut Cx<'a>, draft: &mut Draft<'a>| {
        draft.sheet.show(pair.block.step);
        match grid.take() {
            Some((grid, figures)) => grid.put_right(cx, &mut draft.sheet, (figures, room)),
            None => {
                figure.put_cover(cx, &mut draft.sheet, Rect::new(edge, 0.0, page.width - edge, page.height));
                draft.right = Some(edge);
            }
        }
        draft.sheet.show_always();
    };
    if pair.first {
        show(cx, &mut draft);
    }
    let lines = place::place(cx, &mut draft.sheet, column, Placing { flow: &mut flow, plan: &plan, page: 0 });
    if !pair.first {
        show(cx, &mut draft);
    }
    draft.lines = lines.join(pair.block.lines);
    Some(vec![draft])
}

/// Picture and text one under the other as they were written, if one page holds them.
fn stacked<'a>(cx: &mut Cx<'a>, pair: &Pair<'_>, head: &mut Head<'_>) -> Option<Draft<'a>> {
    let column = frame::column(cx, head.height());
    let mut flow = Flow::default();
    let (picture, text) = (std::slice::from_ref(pair.block), pair.text);
    for blocks in if pair.first { [picture, text] } else { [text, picture] } {
        flow.push_blocks(cx, blocks, column.width);
    }
    let plan = paginate::fit(cx, &mut flow, column.size())?;
    let mut draft = Draft::new(Sheet::new(cx.theme), "");
    head.put(cx, &mut draft.sheet);
    draft.lines = place::place(cx, &mut draft.sheet, column, Placing { flow: &mut flow, plan: &plan, page: 0 });
    Some(draft)
}

/// A picture across the top of a page that is not wide, and under it title and text; `None` if they do not fit.
fn above<'a>(cx: &mut Cx<'a>, pair: &Pair<'_>, head: &mut Head<'_>) -> Option<Draft<'a>> {
    let page = cx.room.page;
    let figure = Figure::new(cx, pair.picture, page.width);
    let height = (page.width / figure.aspect()).min(page.height * BAND).round();
    let band = Rect::new(0.0, 0.0, page.width, height);
    if figure.has_caption() || !figure.can_cover(band.size(), 0.3) {
        return None;
    }
    let inset = Inset { top: height - 24.0, ..Inset::default() };
    let before = std::mem::replace(&mut cx.inset, inset);
    let column = frame::column(cx, head.height());
    let mut flow = Flow::new(cx, pair.text, column.width);
    let plan = paginate::fit(cx, &mut flow, column.size());
    let draft = plan.map(|plan| {
        let mut draft = Draft::new(Sheet::new(cx.theme), "");
        draft.sheet.show(pair.block.step);
        figure.put_cover(cx, &mut draft.sheet, band);
        draft.sheet.show_always();
        head.put(cx, &mut draft.sheet);
        let lines = place::place(cx, &mut draft.sheet, column, Placing { flow: &mut flow, plan: &plan, page: 0 });
        draft.lines = lines.join(pair.block.lines);
        draft
    });
    cx.inset = before;
    draft
}

/// Sets the title again beside a panel; gives its height, or `None` if it has no room there.
fn narrowed(cx: &mut Cx<'_>, head: &mut Head<'_>, width: f32) -> Option<f32> {
    let title = head.title.as_ref()?.again(cx, width)?;
    let height = title.height;
    head.title = Some(title);
    Some(height)
}

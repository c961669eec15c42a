//! Small pictures among words: a slide in, the same slide with its badges, logos and signs as icons out, which stand in
//! their lines like letters. A picture that is more than a line or so high stays what it is. Never loses a picture.

use std::borrow::Cow;

use super::Cx;
use super::picture::Figure;
use super::prose::TALLEST_ICON;
use super::slide::has_picture;
use crate::deck::Slide;
use crate::markdown::{Block, BlockKind, Icon, Inline, MAX_DEPTH, Picture, Placement, Run};

/// An icon takes at most this part of the column's width: what is wider is a figure, however low it is.
const WIDEST: f32 = 0.6;
/// From this shape on a low picture without a size of its own is a badge.
const BADGE_ASPECT: f32 = 1.8;
/// Height of badges that cannot be shown, and the width of a letter on them.
const BADGE: f32 = 20.0;
const BADGE_LETTER: f32 = 6.5;

/// Where a stretch of inline text stands, which says what of it is an icon.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Alone on its slide.
    Alone,
    /// A paragraph among other blocks.
    Paragraph,
    /// A title, a term: an icon stands beside words only.
    Words,
    /// A cell of a table.
    Cell,
}

/// `slide` with its small pictures as icons.
pub(super) fn in_their_lines<'a>(cx: &mut Cx<'_>, slide: &'a Slide) -> Cow<'a, Slide> {
    // Most slides have none, and a long one is not copied for nothing.
    if !has_picture(&slide.title) && !hold_pictures(&slide.blocks) {
        return Cow::Borrowed(slide);
    }
    let room = super::frame::column(cx, 0.0).width;
    let mut found = false;
    let mut own = slide.clone();
    let alone = own.blocks.len() == 1;
    let mut inlines = |content: &mut Vec<Inline>, place: Place| {
        if content.iter().any(|inline| matches!(inline, Inline::Picture(_))) {
            found |= settle(cx, content, (place, room));
        }
    };
    inlines(&mut own.title, Place::Words);
    for block in &mut own.blocks {
        within(block, if alone { Place::Alone } else { Place::Paragraph }, &mut inlines, 0);
    }
    if found { Cow::Owned(own) } else { Cow::Borrowed(slide) }
}

/// Whether there is a picture in the inline text of `blocks`.
fn hold_pictures(blocks: &[Block]) -> bool {
    // A stack, for no nesting may exhaust the thread's.
    let mut open: Vec<&Block> = blocks.iter().collect();
    while let Some(block) = open.pop() {
        let here = match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => has_picture(content),
            BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).any(|cell| has_picture(cell))
            }
            BlockKind::Callout(callout) => has_picture(&callout.title),
            BlockKind::Quote(quote) => has_picture(&quote.name),
            BlockKind::Definitions(all) => all.iter().any(|one| has_picture(&one.term)),
            _ => false,
        };
        if here {
            return true;
        }
        open.extend(block.kind.groups().into_iter().flatten());
    }
    false
}

/// Shows `inlines` all inline text in `block`. Recurses as deep as blocks nest.
fn within(block: &mut Block, place: Place, inlines: &mut impl FnMut(&mut Vec<Inline>, Place), depth: usize) {
    if depth > MAX_DEPTH + 1 {
        return;
    }
    match &mut block.kind {
        BlockKind::Paragraph(content) => inlines(content, place),
        BlockKind::Heading { content, .. } => inlines(content, Place::Words),
        BlockKind::Table(table) => {
            for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                inlines(cell, Place::Cell);
            }
        }
        BlockKind::Callout(callout) => inlines(&mut callout.title, Place::Words),
        BlockKind::Quote(quote) => inlines(&mut quote.name, Place::Words),
        BlockKind::Definitions(all) => all.iter_mut().for_each(|one| inlines(&mut one.term, Place::Words)),
        _ => {}
    }
    for block in block.kind.groups_mut().into_iter().flatten() {
        within(block, Place::Paragraph, inlines, depth + 1);
    }
}

/// Makes icons of the pictures in `content` that are small enough; whether there is one.
fn settle(cx: &mut Cx<'_>, content: &mut [Inline], (place, room): (Place, f32)) -> bool {
    let among_words = content.iter().any(|inline| match inline {
        Inline::Text(run) => !run.text.trim().is_empty(),
        Inline::Math(_) => true,
        _ => false,
    });
    if place == Place::Words && !among_words {
        return false;
    }
    let told = cx.diagnostics.len();
    let found: Vec<Option<Small>> = content.iter().map(|inline| small(cx, inline, room)).collect();
    let pictures = content.iter().filter(|inline| matches!(inline, Inline::Picture(_))).count();
    let icons = || found.iter().flatten();
    // Without words there are badges in a row, or nothing but pictures.
    let row = icons().count() == pictures && icons().all(Small::is_badge) && (pictures > 1 || place != Place::Alone);
    if icons().next().is_none() || !among_words && !row && place != Place::Cell {
        cx.diagnostics.truncate(told);
        return false;
    }
    for (inline, small) in content.iter_mut().zip(found) {
        match small {
            Some(small) => *inline = Inline::Icon(small.icon),
            // Badges that stand on a line each in the file still stand in a row.
            None if row && *inline == Inline::Break => {
                *inline = Inline::Text(Run { text: " ".to_owned(), ..Run::default() });
            }
            None => {}
        }
    }
    true
}

/// A picture that may be an icon.
struct Small {
    icon: Icon,
    /// Whether its author said how large it is.
    sized: bool,
}

impl Small {
    /// Whether it is meant to be low, even where no words stand beside it.
    fn is_badge(&self) -> bool {
        self.sized || self.icon.width >= BADGE_ASPECT * self.icon.height
    }
}

/// The picture that `inline` is, if it is no larger than an icon. What is wrong with it is told if it is one.
fn small(cx: &mut Cx<'_>, inline: &Inline, room: f32) -> Option<Small> {
    let Inline::Picture(picture) = inline else { return None };
    let flows = matches!(picture.placement, Placement::Flow | Placement::Inline);
    if !flows || !picture.caption().is_empty() {
        return None;
    }
    let told = cx.diagnostics.len();
    let figure = Figure::new(cx, picture, room);
    let (mut wish, sized, shown) = (figure.wish(), figure.is_sized(), figure.is_shown());
    let most = if sized { 1.0 } else { figure.largest().width / wish.width.max(1.0) };
    if !shown && !sized && names_badge(picture) {
        let letters = picture.alt.chars().count().clamp(6, 30) as f32;
        wish = crate::geom::Size::new(letters * BADGE_LETTER + BADGE, BADGE);
    }
    if wish.height > TALLEST_ICON * cx.theme.body.line || wish.width > WIDEST * room {
        cx.diagnostics.truncate(told);
        return None;
    }
    let icon = Icon { picture: picture.clone(), width: wish.width, height: wish.height, most, shown };
    Some(Small { icon, sized })
}

/// Whether the address of a picture says that it is a badge.
fn names_badge(picture: &Picture) -> bool {
    let url = picture.url.to_ascii_lowercase();
    ["shields.io", "badge", "badgen"].iter().any(|word| url.contains(word))
}

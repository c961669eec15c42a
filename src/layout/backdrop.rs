//! A picture beneath a whole page: it fills the page from edge to edge, and a veil in the theme's own background lies over
//! it, as thick as the picture needs it for text to be read. A slide and its arrangement in, pages out. Never moves a word.

use super::picture::Figure;
use super::sheet::Sheet;
use super::{Cx, Draft, beside};
use crate::color::Rgba;
use crate::deck::Slide;
use crate::geom::Rect;
use crate::markdown::{Filling, Placement};
use crate::media::Pixels;
use crate::scene::{Element, Fill, PictureItem, TagId};
use crate::theme::{FieldPages, Ground, Theme};

/// The least contrast of ink with whatever shines through.
const CONTRAST: f32 = 4.5;
/// The thinnest veil: a picture that is calm by itself still steps back behind words.
const THINNEST: f32 = 0.3;
/// A picture is looked at in so many columns and rows.
const SAMPLE: (u32, u32) = (96, 54);

/// The pages of `slide` as `arranged` makes them, over the pictures that it wants beneath.
pub(super) fn layout<'a>(
    cx: &mut Cx<'a>,
    slide: &Slide,
    arranged: impl FnOnce(&mut Cx<'a>, &Slide) -> Vec<Draft<'a>>,
) -> Vec<Draft<'a>> {
    let (mut pictures, rest) = beside::taken(slide, |placement| placement == Placement::Background);
    if pictures.is_empty() {
        pictures.extend(slide.settings.background.clone());
    }
    let page = cx.room.page;
    let figures: Vec<Figure> = pictures.iter().map(|picture| Figure::new(cx, picture, page.width)).collect();
    let figures: Vec<(Figure, Filling)> =
        figures.into_iter().zip(&pictures).filter(|(one, _)| one.is_shown()).map(|(f, p)| (f, p.fill)).collect();
    if figures.is_empty() {
        return arranged(cx, &rest);
    }
    // Several stand side by side.
    let width = page.width / figures.len() as f32;
    let (mut items, mut names) = (Vec::new(), Vec::new());
    for (n, (figure, filling)) in figures.iter().enumerate() {
        let rect = Rect::new(width * n as f32, 0.0, width, page.height);
        items.extend(match filling {
            Filling::Contain | Filling::Natural(_) => figure.covering(cx, rect).map(|item| {
                let size = figure.size_alone(rect.size());
                let (x, y) = (rect.x + (width - size.width) / 2.0, (page.height - size.height) / 2.0);
                let target = Rect::new(x, y, size.width, size.height);
                PictureItem { source: Rect::new(0.0, 0.0, 1.0, 1.0), target, ..item }
            }),
            Filling::Auto | Filling::Cover => figure.covering(cx, rect),
        });
        names.resize(items.len(), figure.described());
    }
    if rest.title.is_empty() && rest.blocks.is_empty() {
        let mut draft = Draft::new(Sheet::new(cx.theme), "");
        lay_under(&mut draft.sheet, (&items, &names));
        draft.footed = false;
        return vec![draft];
    }
    let veil = veil(cx, &items);
    let theme = cx.theme;
    let scaled = cx.scaled.iter().position(|(scale, _)| slide.settings.scale == Some(*scale));
    cx.theme = cx.veiled.get(scaled.map_or(0, |n| n + 1)).unwrap_or(theme);
    let mut drafts = arranged(cx, &rest);
    cx.theme = theme;
    for draft in &mut drafts {
        lay_under(&mut draft.sheet, (&items, &names));
        draft.sheet.veil = Some(Fill { rect: Rect::of(page), radius: 0.0, color: veil });
    }
    drafts
}

/// Lays `items` under a page. Those that have no name are decoration.
fn lay_under(sheet: &mut Sheet<'_>, (items, names): (&[PictureItem], &[Option<&str>])) {
    for (item, name) in items.iter().zip(names) {
        let tag = name.map(|name| sheet.structure.add(TagId::NONE, Element::Figure, Some(name.into())));
        sheet.under.pictures.push(PictureItem { tag: tag.unwrap_or_default(), ..*item });
    }
}

/// The veil that text over `items` needs.
fn veil(cx: &Cx<'_>, items: &[PictureItem]) -> Rgba {
    let theme = cx.theme;
    let seen = items.iter().filter_map(|item| cx.room.images.scaled(item.image, item.source, SAMPLE.0, SAMPLE.1));
    let thickest = seen.map(|pixels| thickness(theme, &pixels)).fold(THINNEST, f32::max);
    theme.background.with_alpha((thickest * 255.0).ceil() as u8)
}

/// How thick a veil of the theme's background over `pixels` must be.
fn thickness(theme: &Theme, pixels: &Pixels) -> f32 {
    let (ground, ink) = (theme.background, theme.ink);
    let light = ground.luminance() > ink.luminance();
    // What is nearest to the ink is hardest to read on.
    let shown = pixels
        .rgba
        .as_chunks::<4>()
        .0
        .iter()
        .map(|&[r, g, b, a]| Rgba { r, g, b, a: 255 }.over(ground, f32::from(a) / 255.0));
    let worst = shown.min_by(|a, b| {
        let (a, b) = (a.luminance(), b.luminance());
        if light { a.total_cmp(&b) } else { b.total_cmp(&a) }
    });
    let Some(worst) = worst else { return THINNEST };
    // A little more than is asked for: between the samples it may be worse.
    let readable = |veil: &f32| ink.contrast(ground.over(worst, *veil)) >= CONTRAST * 1.06;
    (0..=40).map(|n| THINNEST + (1.0 - THINNEST) * n as f32 / 40.0).find(readable).unwrap_or(1.0)
}

/// `theme` for pages that a veiled picture shines through: nothing stands back where the ground is restless.
pub(super) fn veiled(theme: &Theme) -> Theme {
    let light = theme.background.luminance() > theme.ink.luminance();
    // The ground that ink can just be read on.
    let grey = |n: u8| Rgba { r: n, g: n, b: n, a: 255 };
    let legible = |n: &u8| theme.ink.contrast(grey(*n)) >= CONTRAST;
    let worst = if light { (0..=255).find(legible) } else { (0..=255).rev().find(legible) };
    let worst = worst.map_or(theme.background, grey);
    // Links are in it, and links are text.
    let mut accents = (0..=20_u8).map(|n| theme.ink.over(theme.accent, f32::from(n) / 20.0));
    let accent = accents.find(|accent| accent.contrast(worst) >= CONTRAST).unwrap_or(theme.ink);
    Theme {
        muted: theme.ink,
        rule: theme.ink.over(theme.background, 0.4),
        accent,
        field: None,
        field_on: FieldPages::default(),
        ground: Ground::Plain,
        ..theme.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme;

    fn plain(color: [u8; 4]) -> Pixels {
        Pixels { width: 2, height: 1, rgba: [color, color].concat() }
    }

    #[test]
    fn a_veil_is_as_thick_as_it_must_be() {
        for theme in theme::themes() {
            for color in [[0, 0, 0, 255], [255; 4], [200, 30, 30, 255], [90, 120, 160, 255], [0, 0, 0, 90]] {
                let veil = thickness(theme, &plain(color));
                let [r, g, b, a] = color;
                let shown = Rgba { r, g, b, a: 255 }.over(theme.background, f32::from(a) / 255.0);
                let under = theme.background.over(shown, veil);
                assert!(theme.ink.contrast(under) >= CONTRAST, "{} {color:?}", theme.name);
                let thinner = theme.background.over(shown, veil - 0.06);
                assert!(veil <= THINNEST || theme.ink.contrast(thinner) < CONTRAST * 1.06, "{} {color:?}", theme.name);
            }
        }
        let paper = theme::paper();
        assert!(thickness(&paper, &plain([255; 4])) < 0.31 && thickness(&paper, &plain([0, 0, 0, 255])) > 0.5);
    }

    #[test]
    fn nothing_stands_back_on_a_picture() {
        for theme in theme::themes() {
            let over = veiled(theme);
            assert_eq!(over.muted, theme.ink);
            assert!(over.field.is_none());
            for color in [[0, 0, 0, 255], [255; 4], [200, 30, 30, 255], [90, 120, 160, 255], [0, 0, 0, 90]] {
                let [r, g, b, a] = color;
                let shown = Rgba { r, g, b, a: 255 }.over(theme.background, f32::from(a) / 255.0);
                let under = theme.background.over(shown, thickness(theme, &plain(color)));
                for text in [over.ink, over.muted, over.accent] {
                    assert!(text.contrast(under) >= CONTRAST, "{}: {text:?} on {color:?}", theme.name);
                }
            }
            // What is not on the picture itself has a ground of its own, as everywhere.
            assert_eq!((over.soft, over.tones, over.syntax), (theme.soft, theme.tones, theme.syntax));
        }
    }
}

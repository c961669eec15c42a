//! From one page to another by what both have: two scenes in, what fades and what glides out. A text that says the same on
//! both pages, a picture that both show, a line of code that stays: each moves from its old place to its new one while the
//! rest fades. Never changes either page.

use std::collections::HashMap;

use crate::color::Rgba;
use crate::geom::{Point, Rect};
use crate::media::ImageId;
use crate::scene::{Layer, PictureItem, Scene, TextItem};

/// No page has so many items that pairing them is felt.
const MOST_ITEMS: usize = 2_000;

/// How one page becomes the other.
#[derive(Clone, Debug)]
pub struct Morph {
    /// What only the old page has.
    pub from: Scene,
    /// What only the new page has.
    pub to: Scene,
    texts: Vec<(Point, f32, TextItem)>,
    pictures: Vec<(Rect, f32, PictureItem)>,
}

/// The way from `from` to `to`, each as it shows at its step; nothing if they have nothing in common.
#[must_use]
pub fn morph(from: (&Scene, u16), to: (&Scene, u16)) -> Option<Morph> {
    let (mut from, mut to) = (shown(from), shown(to));
    let count =
        |scene: &Scene| scene.layers.iter().map(|layer| layer.texts.len() + layer.pictures.len()).sum::<usize>();
    if count(&from).max(count(&to)) > MOST_ITEMS || from.size != to.size {
        return None;
    }
    let (mut texts, mut pictures) = (Vec::new(), Vec::new());
    let mut known: HashMap<String, Vec<TextItem>> = HashMap::new();
    let mut seen: HashMap<ImageId, Vec<PictureItem>> = HashMap::new();
    // What is cut off by its layer stays where it is.
    for layer in from.layers.iter().rev().filter(|layer| layer.clip.is_none()) {
        for text in layer.texts.iter().rev() {
            known.entry(words(text)).or_default().push(text.clone());
        }
        for picture in layer.pictures.iter().rev() {
            seen.entry(picture.image).or_default().push(*picture);
        }
    }
    let (mut left, mut gone) = (Vec::new(), Vec::new());
    for layer in to.layers.iter_mut().filter(|layer| layer.clip.is_none()) {
        layer.texts.retain(|text| {
            let alike = known.get_mut(&words(text)).and_then(|same| take(same, |old| fits(old, text)));
            let Some(old) = alike else { return true };
            let ratio = old.bounds().height / text.bounds().height.max(1e-3);
            texts.push((old.at, text.scale * ratio, text.clone()));
            left.push(old);
            false
        });
        layer.pictures.retain(|picture| {
            let alike = seen.get_mut(&picture.image).and_then(|same| take(same, |old| old.source == picture.source));
            let Some(old) = alike else { return true };
            pictures.push((old.target, old.radius, *picture));
            gone.push(old);
            false
        });
    }
    if texts.is_empty() && pictures.is_empty() {
        return None;
    }
    for layer in from.layers.iter_mut().filter(|layer| layer.clip.is_none()) {
        layer.texts.retain(|text| take(&mut left, |other| same_item(other, text)).is_none());
        layer.pictures.retain(|picture| take(&mut gone, |other| other == picture).is_none());
    }
    Some(Morph { from, to, texts, pictures })
}

impl Morph {
    /// What glides, `progress` of the way, on nothing.
    #[must_use]
    pub fn over(&self, progress: f32) -> Scene {
        let mut scene = Scene::new(self.to.size, Rgba::hex(0).with_alpha(0));
        let between = |from: f32, to: f32| from + (to - from) * progress;
        let texts = self.texts.iter().map(|(at, scale, item)| TextItem {
            at: Point::new(between(at.x, item.at.x), between(at.y, item.at.y)),
            scale: between(*scale, item.scale),
            ..item.clone()
        });
        let pictures = self.pictures.iter().map(|(from, radius, item)| PictureItem {
            target: Rect::new(
                between(from.x, item.target.x),
                between(from.y, item.target.y),
                between(from.width, item.target.width),
                between(from.height, item.target.height),
            ),
            radius: between(*radius, item.radius),
            ..*item
        });
        let (texts, pictures) = (texts.collect(), pictures.collect());
        scene.layers.push(Layer { texts, pictures, ..Layer::default() });
        scene
    }
}

/// What shows at its step, as the only step there is.
fn shown((scene, step): (&Scene, u16)) -> Scene {
    let mut out = Scene::new(scene.size, scene.background);
    out.layers = scene.layers_at(step).map(|layer| Layer { step: 0, until: u16::MAX, ..layer.clone() }).collect();
    out
}

fn words(text: &TextItem) -> String {
    text.block.plain().trim().to_owned()
}

/// Whether `old` can become `new` by moving and growing: as many lines of about the same proportions.
fn fits(old: &TextItem, new: &TextItem) -> bool {
    let (a, b) = (old.bounds(), new.bounds());
    let ratio = |rect: Rect| rect.width / rect.height.max(1e-3);
    !words(new).is_empty()
        && old.block.line_count() == new.block.line_count()
        && (ratio(a) - ratio(b)).abs() < 0.15 * ratio(b).max(0.1)
}

fn same_item(one: &TextItem, other: &TextItem) -> bool {
    one.at == other.at && std::sync::Arc::ptr_eq(&one.block, &other.block)
}

/// Takes the last that `fits` out of `from`.
fn take<T>(from: &mut Vec<T>, fits: impl Fn(&T) -> bool) -> Option<T> {
    let at = from.iter().rposition(fits)?;
    Some(from.remove(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::fonts::FontCx;

    fn pages(body: &str) -> Vec<Scene> {
        let book = Book::of(&[("a", body)]);
        book.pages(&mut FontCx::new(), 0).iter().skip(1).map(|page| page.scene.clone()).collect()
    }

    fn said(scene: &Scene) -> Vec<String> {
        scene.texts().map(words).collect()
    }

    #[test]
    fn what_both_pages_have_glides_and_the_rest_fades() {
        let pages = pages("# One\n\n- stays\n- goes\n\n# Two\n\n- comes\n- stays\n");
        let morph = morph((&pages[0], 0), (&pages[1], 0)).expect("they have a point in common");
        let gliding = said(&morph.over(0.5));
        assert!(gliding.contains(&"stays".to_owned()) && !gliding.contains(&"comes".to_owned()), "{gliding:?}");
        let (old, new) = (said(&morph.from), said(&morph.to));
        assert!(
            old.contains(&"goes".to_owned()) && old.contains(&"One".to_owned()) && !old.contains(&"stays".to_owned())
        );
        assert!(new.contains(&"comes".to_owned()) && !new.contains(&"stays".to_owned()), "{new:?}");
        let place = |scene: &Scene| scene.texts().find(|text| words(text) == "stays").map(|text| text.at).unwrap();
        let (from, to) = (place(&pages[0]), place(&pages[1]));
        assert_eq!(place(&morph.over(0.0)), from);
        assert_eq!(place(&morph.over(1.0)), to);
        assert!((place(&morph.over(0.5)).y - (from.y + to.y) / 2.0).abs() < 0.01 && from.y < to.y);
    }

    #[test]
    fn a_text_said_twice_glides_once_each() {
        let pages = pages("# One\n\n- twin\n- twin\n\n# Two\n\n- twin\n\ntext\n");
        let morph = morph((&pages[0], 0), (&pages[1], 0)).expect("one twin stays");
        assert_eq!(said(&morph.over(0.0)).iter().filter(|words| *words == "twin").count(), 1);
        assert_eq!(said(&morph.from).iter().filter(|words| *words == "twin").count(), 1, "the other one fades");
    }

    #[test]
    fn pages_without_anything_in_common_do_not_morph() {
        let mut pages = pages("# One\n\n- a\n\n# Two\n\n- b\n");
        for page in &mut pages {
            // Footers are the same on all pages.
            for layer in &mut page.layers {
                layer.texts.retain(|text| ["One", "Two", "a", "b"].contains(&words(text).as_str()));
            }
        }
        assert!(morph((&pages[0], 0), (&pages[1], 0)).is_none());
    }
}

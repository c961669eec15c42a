//! Pictures that move, on the page that the audience sees: a page and the time in, the next moment at which something
//! changes out. A page's animations begin when it appears. Draws nothing.

use std::time::{Duration, Instant};

use crate::media::{ImageId, Images};
use crate::scene::Scene;
use crate::show::Position;

/// What moves at present.
#[derive(Debug)]
pub(super) struct Motion {
    /// The page and since when it shows.
    page: Option<((usize, usize), Instant)>,
    /// The pictures that moved last, each with its frame.
    shown: Vec<(ImageId, usize)>,
    /// When to look again.
    due: Option<Instant>,
}

/// What came of a look at the pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    /// Whether a picture shows another frame than before.
    pub(super) changed: bool,
    /// When to look again.
    pub(super) due: Option<Instant>,
}

impl Motion {
    /// Nothing moves yet.
    pub(super) fn new() -> Self {
        Self { page: None, shown: Vec::new(), due: None }
    }

    /// Moves the pictures of `page` to where they are at `now`; `None` stands for a page that nobody sees.
    pub(super) fn turn(&mut self, images: &Images, page: Option<(Position, &Scene)>, now: Instant) -> Turn {
        let key = page.map(|(position, _)| (position.deck, position.page));
        if key != self.page.map(|(key, _)| key) {
            for (id, _) in self.shown.drain(..) {
                images.rewind(id);
            }
            self.page = key.map(|key| (key, now));
            self.due = Some(now);
        }
        let (Some((position, scene)), Some((_, since))) = (page, self.page) else {
            return Turn { changed: false, due: None };
        };
        if self.due.is_none_or(|due| due > now) {
            return Turn { changed: false, due: self.due };
        }
        let elapsed = now.saturating_duration_since(since);
        let mut next: Option<Duration> = None;
        let mut shown: Vec<(ImageId, usize)> = Vec::new();
        for picture in scene.layers_at(position.step).flat_map(|layer| &layer.pictures) {
            if shown.iter().any(|(id, _)| *id == picture.image) {
                continue;
            }
            let wait = images.play(picture.image, elapsed);
            let frame = images.original(picture.image).map_or(0, |original| original.frame());
            if wait.is_some() || frame > 0 {
                shown.push((picture.image, frame));
            }
            next = [next, wait].into_iter().flatten().min();
        }
        let changed = shown != self.shown && (shown.iter().any(|(_, frame)| *frame > 0) || !self.shown.is_empty());
        self.shown = shown;
        // A picture of a later step is not known yet: it is looked for when the page is drawn again.
        self.due = next.map(|wait| now + wait);
        Turn { changed, due: self.due }
    }

    /// Something else may show from now on: pictures are looked for at the next turn.
    pub(super) fn look_again(&mut self) {
        self.due = Some(self.due.map_or_else(Instant::now, |due| due.min(Instant::now())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Rgba;
    use crate::geom::{Rect, Size};
    use crate::media::Pixels;
    use crate::scene::{Layer, PictureItem, TagId};

    fn page(image: ImageId) -> Scene {
        let rect = Rect::new(0.0, 0.0, 9.0, 9.0);
        let source = Rect::new(0.0, 0.0, 1.0, 1.0);
        let picture = PictureItem { image, source, target: rect, radius: 0.0, tag: TagId::NONE };
        let mut scene = Scene::new(Size::new(1280.0, 720.0), Rgba::WHITE);
        scene.layers.push(Layer { pictures: vec![picture], ..Layer::default() });
        scene
    }

    #[test]
    fn a_page_without_animations_asks_for_nothing() {
        let images = Images::new();
        let scene = page(images.add(Pixels { width: 1, height: 1, rgba: vec![9; 4] }));
        let mut motion = Motion::new();
        let now = Instant::now();
        let at = Position::new(0, 1);
        assert_eq!(motion.turn(&images, Some((at, &scene)), now), Turn { changed: false, due: None });
        assert_eq!(motion.turn(&images, None, now), Turn { changed: false, due: None });
    }
}

//! Editions for pages that cannot be drawn: a book and a stand-in for one of its pages in, the same book with it out. Never
//! lays anything out again, and never changes what a page says.

use std::sync::{Arc, OnceLock};

use super::{Book, Entry};
use crate::scene::Scene;

impl Book {
    /// The same book, in which page `page` of the deck `deck` shows `scene`, its plain words, at its only step. Nothing if
    /// there is no such page yet, or if it is plain already.
    #[must_use]
    pub fn with_plain_page(&self, (deck, page): (usize, usize), scene: Scene) -> Option<Self> {
        let (pages, diagnostics) = self.entries.get(deck)?.pages.get()?;
        pages.get(page).filter(|page| !page.plain)?;
        let mut pages = pages.clone();
        let shown = pages.get_mut(page)?;
        (shown.scene, shown.steps, shown.plain) = (scene, 1, true);
        let laid = OnceLock::from((pages, diagnostics.clone()));
        let mut laid = Some(Arc::new(laid));
        let entries = self.entries.iter().enumerate().map(|(n, entry)| Entry {
            deck: Arc::clone(&entry.deck),
            folder: entry.folder.clone(),
            locker: Arc::clone(&entry.locker),
            place: entry.place,
            own: entry.own.clone(),
            anchors: Arc::clone(&entry.anchors),
            pages: laid.take_if(|_| n == deck).unwrap_or_else(|| Arc::clone(&entry.pages)),
        });
        Some(Self {
            title: self.title.clone(),
            diagnostics: self.diagnostics.clone(),
            entries: entries.collect(),
            theme: self.theme.clone(),
            adjust: self.adjust,
            page: self.page,
            images: Arc::clone(&self.images),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Rgba;
    use crate::fonts::FontCx;

    #[test]
    fn one_page_is_plain_and_all_others_are_shared() {
        let mut cx = FontCx::new();
        let book =
            Book::of(&[("a", "# A\n\none\n\n# B\n\n<!-- steps: lists -->\n\n- x\n- y\n"), ("b", "# C\n\nthree\n")]);
        let empty = || Scene::new(book.page_size(), Rgba::BLACK);
        assert!(book.with_plain_page((0, 2), empty()).is_none(), "nothing is laid out");
        book.pages(&mut cx, 0);
        let plain = book.with_plain_page((0, 2), empty()).unwrap();
        let (before, after) = (book.pages(&mut cx, 0), plain.pages(&mut cx, 0));
        assert!(after[2].plain && after[2].steps == 1 && after[2].text == before[2].text);
        assert!(!after[1].plain && after[1].text == before[1].text && after.len() == before.len());
        assert!(plain.with_plain_page((0, 2), empty()).is_none(), "it is plain already");
        assert!(plain.with_plain_page((0, 9), empty()).is_none() && plain.with_plain_page((9, 0), empty()).is_none());
        assert_eq!(plain.pages(&mut cx, 1).len(), book.pages(&mut cx, 1).len());
    }
}

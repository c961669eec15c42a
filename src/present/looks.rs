//! The looks that a show goes through: the book as it was opened, then every built-in one. The same decks and pictures in
//! another look out, and the page that shows what was on stage. Never changes the show.

use std::sync::Arc;

use crate::book::Book;
use crate::fonts::FontCx;
use crate::show::Position;
use crate::theme::{self, Theme};

/// Where in the looks a show is.
#[derive(Debug)]
pub(super) struct Looks {
    /// The book as it was opened: each deck in the look that it chose.
    opened: Arc<Book>,
    /// 0 is the book as it was opened, all others count the built-in looks from 1.
    at: usize,
}

impl Looks {
    /// The looks of a show of `opened`.
    pub(super) fn new(opened: Arc<Book>) -> Self {
        Self { opened, at: 0 }
    }

    /// The look of the show, where it is not the one that the book was opened in.
    pub(super) fn chosen(&self) -> Option<&'static Theme> {
        self.at.checked_sub(1).and_then(|n| theme::looks().nth(n))
    }

    /// The book as it was opened.
    pub(super) fn opened(&self) -> &Arc<Book> {
        &self.opened
    }

    /// The book has another edition.
    pub(super) fn renew(&mut self, opened: Arc<Book>) {
        self.opened = opened;
    }

    /// The book in the look of the show, none of it laid out.
    pub(super) fn book(&self) -> Arc<Book> {
        match self.chosen() {
            Some(theme) => Arc::new(self.opened.with_theme(theme.clone())),
            None => Arc::clone(&self.opened),
        }
    }

    /// Goes over to the built-in look of that name, if there is one; gives the book in it.
    pub(super) fn choose(&mut self, name: &str) -> Option<Arc<Book>> {
        let found = theme::looks().position(|theme| theme.name == name)?;
        self.at = found + 1;
        Some(self.book())
    }

    /// The book in the next look that differs from the one in which it shows `deck` now.
    pub(super) fn next(&mut self, deck: usize) -> Arc<Book> {
        let all: Vec<&Theme> = theme::looks().collect();
        let own = self.opened.theme_of(deck).name.as_str();
        let next = (self.at + 1..=all.len()).find(|n| all.get(n - 1).is_some_and(|theme| theme.name != own));
        self.at = next.unwrap_or(0);
        self.book()
    }
}

/// Where in `to` stands what `from` shows at `at`.
pub(super) fn same_place(cx: &mut FontCx, (from, to): (&Book, &Book), at: Position) -> Position {
    if at.deck >= from.len() || at.deck >= to.len() {
        return at;
    }
    let Some(shown) = from.pages(cx, at.deck).get(at.page) else { return at };
    let (line, title) = (shown.lines.from, shown.title.as_str());
    let pages = to.pages(cx, at.deck);
    let shows = |n: &usize| {
        pages.get(*n).is_some_and(|page| page.title == title && (page.lines.from..=page.lines.to).contains(&line))
    };
    // A line that goes on over two pages is looked for where it ends, unless its page is there still.
    let page = Some(at.page).filter(shows).or_else(|| (0..pages.len()).rev().find(shows)).unwrap_or(at.page);
    Position { page, ..at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::BookOptions;
    use crate::deck::{DeckSource, Front};

    fn book(theme: Option<&str>) -> Arc<Book> {
        let items: String =
            (0..60).map(|n| format!("- item {n} of a list that goes on over several pages\n")).collect();
        let source = DeckSource {
            stem: "a".into(),
            file: "a.md".into(),
            front: Front { title: "T".into(), theme: theme.map(str::to_owned), ..Front::default() },
            body: format!("# One\n\n{items}\n# Two\n\ntext\n\n# Three\n\n{items}\n# Four\n\ntext\n"),
            first_line: 1,
        };
        Arc::new(Book::from_sources(vec![source], theme::paper(), BookOptions::default(), Vec::new()))
    }

    #[test]
    fn every_look_comes_once_and_then_the_first_again() {
        for own in [None, Some("ink"), Some("stage")] {
            let opened = book(own);
            let mut looks = Looks::new(Arc::clone(&opened));
            let first = opened.theme_of(0).name.clone();
            let mut seen = vec![first.clone()];
            loop {
                let next = looks.next(0);
                if Arc::ptr_eq(&next, &opened) {
                    break;
                }
                seen.push(next.theme_of(0).name.clone());
            }
            let mut sorted = seen.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), seen.len(), "{seen:?}");
            assert!(theme::looks().all(|theme| seen.contains(&theme.name)), "{seen:?}");
        }
    }

    #[test]
    fn a_look_is_found_again_by_its_name() {
        let mut looks = Looks::new(book(None));
        looks.next(0);
        let name = looks.chosen().expect("another look").name.clone();
        let mut other = Looks::new(book(None));
        assert_eq!(other.choose(&name).expect("it is there").theme_of(0).name, name);
        assert_eq!(other.chosen().map(|theme| theme.name.clone()), Some(name));
        assert!(other.choose("nowhere").is_none());
    }

    #[test]
    fn the_stage_shows_the_same_words_in_every_look() {
        let mut cx = FontCx::new();
        let from = book(None);
        for theme in theme::looks() {
            let to = from.with_theme(theme.clone());
            for (page, shown) in from.pages(&mut cx, 0).to_vec().iter().enumerate() {
                let place = same_place(&mut cx, (&from, &to), Position::new(0, page));
                let found = &to.pages(&mut cx, 0)[place.page];
                assert_eq!(found.title, shown.title, "{}", theme.name);
                let line = shown.lines.from;
                assert!((found.lines.from..=found.lines.to).contains(&line), "{}: page {page}", theme.name);
            }
        }
    }
}

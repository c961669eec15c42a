//! One edition of a book and the next: where what is on stage stands now, and where something was written. Pages in, places
//! out; never changes the show.

use crate::book::Book;
use crate::fonts::FontCx;
use crate::layout::Page;
use crate::show::Position;

/// Where in `to` stands what `from` shows at `at`: the page with the same words; else the same part of the slide with the
/// same title; else the page of the same number. Its deck is the one of the same file and name.
pub(crate) fn same_words(cx: &mut FontCx, (from, to): (&Book, &Book), at: Position) -> Position {
    if at.deck >= from.len() || to.is_empty() {
        return at;
    }
    let Some(deck) = same_deck((from, to), at.deck) else { return Position { deck: at.deck.min(to.len() - 1), ..at } };
    same_page(cx, (from, to), at).unwrap_or_else(|| {
        let last = to.pages(cx, deck).len().saturating_sub(1);
        // A page that never was is none of theirs either.
        let page = if at.page < from.pages(cx, at.deck).len() { at.page.min(last) } else { at.page };
        Position { deck, page, step: at.step }
    })
}

/// The same, if one of the two pages is the other in a new edition; nothing if the page is gone.
pub(crate) fn same_page(cx: &mut FontCx, (from, to): (&Book, &Book), at: Position) -> Option<Position> {
    if at.deck >= from.len() {
        return None;
    }
    let deck = same_deck((from, to), at.deck)?;
    let old = from.pages(cx, at.deck);
    let shown = old.get(at.page)?;
    let new = to.pages(cx, deck);
    let near = |fits: &dyn Fn(&Page) -> bool| {
        (0..new.len()).filter(|&n| new.get(n).is_some_and(fits)).min_by_key(|n| n.abs_diff(at.page))
    };
    let page = near(&|page| page.title == shown.title && page.text == shown.text)
        .or_else(|| same_part(old, new, at.page))
        .or_else(|| near(&|page| page.text == shown.text && !shown.text.is_empty()))
        // Where no page came or went, it was written anew.
        .or_else(|| (old.len() == new.len()).then_some(at.page))?;
    Some(Position { deck, page, step: at.step })
}

/// The page of `new` with the title of the page `at` of `old`: of as many as there are, the one that comes as early.
fn same_part(old: &[Page], new: &[Page], at: usize) -> Option<usize> {
    let title = &old.get(at)?.title;
    let before = old.iter().take(at).filter(|page| page.title == *title).count();
    let titled: Vec<usize> = (0..new.len()).filter(|&n| new.get(n).is_some_and(|page| page.title == *title)).collect();
    titled.get(before).or(titled.last()).copied()
}

/// The deck of `to` that is the deck `at` of `from`.
pub(super) fn same_deck((from, to): (&Book, &Book), at: usize) -> Option<usize> {
    let deck = from.deck(at);
    let same = |n: &usize| to.deck(*n).file == deck.file && to.deck(*n).stem == deck.stem;
    (0..to.len()).filter(same).min_by_key(|n| n.abs_diff(at))
}

/// The first page of `to` that is not as it was in `from`, of the deck `first` if that is one that changed.
pub(crate) fn edited(cx: &mut FontCx, (from, to): (&Book, &Book), first: usize) -> Option<Position> {
    let order = std::iter::once(first).chain((0..to.len()).filter(|deck| *deck != first));
    for deck in order.filter(|deck| *deck < to.len()) {
        let Some(before) = same_deck((to, from), deck) else { return Some(Position::new(deck, 0)) };
        if to.deck(deck) == from.deck(before) {
            continue;
        }
        let (old, new) = (from.pages(cx, before), to.pages(cx, deck));
        let alike = |(a, b): &(&Page, &Page)| a.title == b.title && a.text == b.text && a.notes == b.notes;
        let same = old.iter().zip(new).take_while(alike).count();
        if same < new.len().max(old.len()) {
            return Some(Position::new(deck, same.min(new.len().saturating_sub(1))));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n";

    fn moved(from: &str, to: &str, page: usize) -> usize {
        let (from, to) = (Book::of(&[("a", from)]), Book::of(&[("a", to)]));
        same_words(&mut FontCx::new(), (&from, &to), Position::new(0, page)).page
    }

    #[test]
    fn the_stage_stays_with_its_words() {
        assert_eq!(moved(ABC, ABC, 2), 2);
        assert_eq!(moved(ABC, "# New\n\nx\n\n# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n", 2), 3, "a slide came before");
        assert_eq!(moved(ABC, "# A\n\none\n\n# B\n\ntwo and more\n\n# C\n\nthree\n", 2), 2, "its words changed");
        assert_eq!(moved(ABC, "# A\n\none\n\n# Bee\n\ntwo\n\n# C\n\nthree\n", 2), 2, "its title changed");
        assert_eq!(moved(ABC, "# A\n\none\n", 3), 1, "it is gone");
    }

    #[test]
    fn a_page_that_is_gone_is_not_taken_for_another() {
        let mut cx = FontCx::new();
        let from = Book::of(&[("a", ABC)]);
        let mut at = |to: &str, page| {
            same_page(&mut cx, (&from, &Book::of(&[("a", to)])), Position::new(0, page)).map(|at| at.page)
        };
        assert_eq!(at(ABC, 2), Some(2));
        assert_eq!(at("# A\n\none\n\n# C\n\nthree\n", 2), None);
        assert_eq!(at("# A\n\none\n\n# C\n\nthree\n", 3), Some(2));
        assert_eq!(at("# A\n\none\n\n# Bee\n\ntwo\n\n# C\n\nthree\n", 2), Some(2), "its title was written anew");
    }

    #[test]
    fn decks_may_come_and_go() {
        let mut cx = FontCx::new();
        let from = Book::of(&[("a", ABC), ("c", ABC)]);
        let to = Book::of(&[("a", ABC), ("b", ABC), ("c", ABC)]);
        assert_eq!(same_words(&mut cx, (&from, &to), Position::new(1, 2)), Position::new(2, 2));
        assert_eq!(same_words(&mut cx, (&to, &from), Position::new(1, 2)), Position::new(1, 2));
    }

    #[test]
    fn what_was_written_is_found() {
        let mut cx = FontCx::new();
        let mut at = |from: &str, to: &str| {
            edited(&mut cx, (&Book::of(&[("a", from)]), &Book::of(&[("a", to)])), 0).map(|at| at.page)
        };
        assert_eq!(at(ABC, ABC), None);
        assert_eq!(at(ABC, "# A\n\none\n\n# B\n\ntwo!\n\n# C\n\nthree\n"), Some(2));
        assert_eq!(at(ABC, "# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n\n# D\n\nfour\n"), Some(4));
        assert_eq!(at(ABC, "# A\n\none\n\n# B\n\ntwo\n"), Some(2), "the last page that is left");
        assert_eq!(at(ABC, "# A\n\none\n\n# B\n\ntwo\n\n<!-- say -->\n\n# C\n\nthree\n"), Some(2), "notes count");
    }
}

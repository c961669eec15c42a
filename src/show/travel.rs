//! Ways through a session: a place and the counts of its pages in, the next place out. Never changes what is on stage.

use super::{Pages, Position};

/// The place after `at`, if there is one.
pub(super) fn after(at: Position, pages: &dyn Pages) -> Option<Position> {
    if at.step + 1 < pages.steps(at.deck, at.page).max(1) {
        return Some(Position { step: at.step + 1, ..at });
    }
    if at.page + 1 < pages.pages(at.deck) {
        return Some(Position::new(at.deck, at.page + 1));
    }
    (at.deck + 1..pages.decks()).find(|&deck| pages.pages(deck) > 0).map(|deck| Position::new(deck, 0))
}

/// The place before `at`, if there is one: with all its steps, as it was left.
pub(super) fn before(at: Position, pages: &dyn Pages) -> Option<Position> {
    let whole = |deck, page| Position { deck, page, step: pages.steps(deck, page).max(1) - 1 };
    if at.step > 0 {
        return Some(Position { step: at.step - 1, ..at });
    }
    if at.page > 0 {
        return Some(whole(at.deck, at.page - 1));
    }
    let deck = (0..at.deck).rev().find(|&deck| pages.pages(deck) > 0)?;
    Some(whole(deck, pages.pages(deck) - 1))
}

/// The place nearest to `at` that exists: its deck or the next that has pages, else the one before; none in a session
/// without any page.
pub(super) fn nearest(at: Position, pages: &dyn Pages) -> Option<Position> {
    let decks = pages.decks();
    let wanted = at.deck.min(decks.checked_sub(1)?);
    let has_pages = |deck: &usize| pages.pages(*deck) > 0;
    let deck = (wanted..decks).find(has_pages).or_else(|| (0..wanted).rev().find(has_pages))?;
    if deck != at.deck {
        // Past the last deck means the end of the session, an empty deck means where the next one begins.
        let page = if deck < at.deck { pages.pages(deck) - 1 } else { 0 };
        return Some(Position::new(deck, page));
    }
    let page = at.page.min(pages.pages(deck) - 1);
    let step = if page == at.page { at.step.min(pages.steps(deck, page).max(1) - 1) } else { 0 };
    Some(Position { deck, page, step })
}

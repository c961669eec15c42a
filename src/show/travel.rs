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

/// The page after that of `at`, as it begins.
pub(super) fn next_page(at: Position, pages: &dyn Pages) -> Option<Position> {
    let last = pages.steps(at.deck, at.page).max(1) - 1;
    after(Position { step: last, ..at }, pages)
}

/// The page before that of `at`, with all its steps.
pub(super) fn page_before(at: Position, pages: &dyn Pages) -> Option<Position> {
    before(Position { step: 0, ..at }, pages)
}

/// Where the slide after that of `at` begins.
pub(super) fn next_slide(at: Position, pages: &dyn Pages) -> Option<Position> {
    let slide = pages.slide(at.deck, at.page);
    let next = (at.page + 1..pages.pages(at.deck)).find(|&page| pages.slide(at.deck, page) != slide);
    match next {
        Some(page) => Some(Position::new(at.deck, page)),
        None => (at.deck + 1..pages.decks()).find(|&deck| pages.pages(deck) > 0).map(|deck| Position::new(deck, 0)),
    }
}

/// Where the slide of `at` begins; where that is `at`, the slide before it.
pub(super) fn slide_before(at: Position, pages: &dyn Pages) -> Option<Position> {
    let begins = |at: Position| {
        let slide = pages.slide(at.deck, at.page);
        let earlier = (0..at.page).rev().take_while(|&page| pages.slide(at.deck, page) == slide).last();
        Position::new(at.deck, earlier.unwrap_or(at.page))
    };
    let beginning = begins(at);
    if beginning == at { before(at, pages).map(begins) } else { Some(beginning) }
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

//! How the show goes against its plan: what is on stage in, pace and times out. The plan is what the command line says, else
//! the front matter: `duration` of the first deck for all of it, `time` (or `duration`) of each for that deck.

use std::time::Duration;

use super::OnStage;
use crate::book::Book;
use crate::show::pace::{Goal, Pace, Place, Schedule, Share, total};
use crate::show::{Run, TimeOfDay};

/// The show against its plan.
#[derive(Clone, Debug)]
pub(super) struct Timing {
    pub(super) schedule: Schedule,
    /// How long each talk takes, if one begins with the first.
    pub(super) spans: Vec<Duration>,
    pub(super) pace: Pace,
    /// When it is to be over, by the clock on the wall.
    pub(super) end: Option<TimeOfDay>,
    /// When it will be, as it goes.
    pub(super) likely: Option<TimeOfDay>,
    /// Whether it is to be over at a time of day and not after a time.
    pub(super) fixed: bool,
}

/// How many pages a deck has; if it is not laid out yet, how many it may have.
pub(super) fn pages(book: &Book, deck: usize) -> usize {
    book.laid_out_pages(deck).map_or_else(|| book.deck(deck).slides.len() + 1, <[_]>::len)
}

/// How it goes, if anything says how long it may take.
pub(super) fn timing(on: &OnStage<'_>) -> Option<Timing> {
    let elapsed = on.show.timer().elapsed(on.now);
    let goal = on.goal.or_else(|| said(on.book));
    let whole = match goal {
        Some(goal) => Some(total(goal, elapsed, on.wall)?),
        None => None,
    };
    let shares: Vec<Share> = (0..on.book.len()).map(|deck| share(on.book, deck)).collect();
    let seen = on.show.audience();
    let timer = on.show.timer();
    let from = if timer.run() == Run::Ready { (seen.at.deck, seen.at.page) } else { timer.from() };
    let schedule = Schedule::new(whole, &shares, from)?;
    // The way through the session looks the same wherever one begins.
    let spans = Schedule::new(whole, &shares, (0, 0))?;
    let spans = (0..shares.len()).map(|deck| spans.span(deck)).collect();
    let steps = on.book.laid_out_pages(seen.at.deck).and_then(|pages| pages.get(seen.at.page)).map_or(1, |p| p.steps);
    let step = (seen.at.step, steps);
    let pace = schedule.pace(Place { talk: seen.at.deck, page: seen.at.page, step, ended: seen.ended }, elapsed);
    let end = match goal {
        Some(Goal::Until(end)) => Some(end),
        _ => on.wall.map(|wall| wall.later(pace.left)),
    };
    let likely = on.wall.map(|wall| wall.later(pace.needed));
    Some(Timing { schedule, spans, pace, end, likely, fixed: matches!(goal, Some(Goal::Until(_))) })
}

/// What the front matter says of the whole.
fn said(book: &Book) -> Option<Goal> {
    (!book.is_empty()).then(|| book.deck(0).front.settings.duration).flatten().map(Goal::For)
}

fn share(book: &Book, deck: usize) -> Share {
    let settings = &book.deck(deck).front.settings;
    let later: Option<Duration> = settings.duration.filter(|_| deck > 0);
    Share { pages: pages(book, deck), budget: settings.time.or(later) }
}

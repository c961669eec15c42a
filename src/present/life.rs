//! What a show leaves for the process that goes on with it: the show with the names of its places out, and the same places
//! of the book as it is now. Never decides whether a show goes on.

use std::io::Read;
use std::sync::mpsc::Sender;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use winit::event_loop::EventLoopProxy;

use super::Signal;
use crate::book::Book;
use crate::fonts::FontCx;
use crate::show::{Position, Seen, Show, Stored};
use crate::views::{BookPages, page_at};

/// How long a loop may take to end when its supervisor is gone.
const PATIENCE: Duration = Duration::from_secs(1);

/// A show that can go on in another process, even if decks were written to meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Saved {
    /// The show.
    pub show: Stored,
    /// What is where the speaker is.
    pub speaker: Named,
    /// What is where the audience is.
    pub audience: Named,
}

/// What stands at a place, by names that outlive its numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Named {
    /// The deck's stem.
    pub deck: String,
    /// The page's title.
    pub page: String,
}

/// A show to go on with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resume {
    /// What it left.
    pub saved: Saved,
    /// How long ago that was.
    pub away: Duration,
}

/// What ties a show to others that outlive it.
#[derive(Default)]
pub struct Life {
    /// The show to go on with.
    pub resume: Option<Resume>,
    /// Who hears of every change.
    pub keeper: Option<Sender<Saved>>,
    /// Without whom the show must not go on: read to its end.
    pub supervisor: Option<Box<dyn Read + Send>>,
}

/// How a show ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person ended it.
    Quit,
    /// Its supervisor was gone.
    Orphaned,
}

fn named(cx: &mut FontCx, book: &Book, at: Position) -> Named {
    let deck = if at.deck < book.len() { book.deck(at.deck).stem.clone() } else { String::new() };
    let page = page_at(cx, book, at).map(|page| page.title.clone()).unwrap_or_default();
    Named { deck, page }
}

/// `show` of `book` at the time `now`, to be kept.
pub(super) fn saved(cx: &mut FontCx, (book, show): (&Book, &Show), now: Duration) -> Saved {
    let (speaker, audience) = (show.position(), show.audience().at);
    Saved { show: show.stored(now), speaker: named(cx, book, speaker), audience: named(cx, book, audience) }
}

/// Where in `book` stands what was `name`d at `at`: the page of that title that is nearest to where it was, in the deck of that name.
fn find(cx: &mut FontCx, book: &Book, (at, name): (Position, &Named)) -> Position {
    let same = |deck: &usize| book.deck(*deck).stem == name.deck;
    let Some(deck) = (0..book.len()).filter(same).min_by_key(|deck| deck.abs_diff(at.deck)) else { return at };
    let pages = book.pages(cx, deck);
    let titled = |page: &usize| pages.get(*page).is_some_and(|page| page.title == name.page);
    let page = (0..pages.len()).filter(titled).min_by_key(|page| page.abs_diff(at.page)).unwrap_or(at.page);
    Position { deck, page, ..at }
}

/// `show` goes on with what `resume` says, as far as `book` still has it.
pub(super) fn take_up(cx: &mut FontCx, (book, show): (&Book, &mut Show), resume: &Resume, now: Duration) {
    let mut stored = resume.saved.show.clone();
    stored.speaker.at = find(cx, book, (stored.speaker.at, &resume.saved.speaker));
    let audience = &resume.saved.audience;
    stored.frozen = stored.frozen.map(|seen| Seen { at: find(cx, book, (seen.at, audience)), ..seen });
    show.take_up(stored, (resume.away, now), &BookPages::new(book, cx));
}

/// Tells the loop when `supervisor` is gone, and ends the process if the loop does not.
pub(super) fn depend_on(mut supervisor: Box<dyn Read + Send>, signals: EventLoopProxy<Signal>) {
    let wait = move || {
        // It says nothing more; what comes is its end.
        let _ = std::io::copy(&mut supervisor, &mut std::io::sink());
        let _ = signals.send_event(Signal::Orphaned);
        std::thread::sleep(PATIENCE);
        // The loop hangs, and nobody is left to end it.
        std::process::abort();
    };
    if let Err(error) = std::thread::Builder::new().name("supervisor".to_owned()).spawn(wait) {
        log::debug!("no thread to watch the supervisor: {error}");
    }
}

/// What was told last.
#[derive(Debug)]
pub(super) struct Memory {
    keeper: Sender<Saved>,
    last: Option<Show>,
}

impl Memory {
    pub(super) fn new(keeper: Sender<Saved>) -> Self {
        Self { keeper, last: None }
    }

    /// Tells of `show` if it changed.
    pub(super) fn note(&mut self, cx: &mut FontCx, (book, show): (&Book, &Show), now: Duration) {
        // A mouse moves a thousand times a second, and where it was is not kept.
        let told = show.without_hand();
        if self.last.as_ref() != Some(&told) {
            self.last = Some(told);
            // Whoever does not listen any more needs no show.
            let _ = self.keeper.send(saved(cx, (book, show), now));
        }
    }

    /// The book is another one: its names are told anew.
    pub(super) fn forget(&mut self) {
        self.last = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::{Command, Start};

    #[test]
    fn places_are_found_by_their_names() {
        const ABC: &str = "# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n";
        let mut cx = FontCx::new();
        let old = Book::of(&[("a", ABC), ("b", ABC)]);
        let start = Start { at: Position::new(1, 2), fullscreen: false, presenter: true };
        let mut show = Show::new(start, &BookPages::new(&old, &mut cx));
        for command in [Command::Freeze, Command::Next] {
            show.apply(command, Duration::ZERO, &BookPages::new(&old, &mut cx));
        }
        let resume = Resume { saved: saved(&mut cx, (&old, &show), Duration::ZERO), away: Duration::ZERO };
        let text = serde_json::to_string(&resume.saved).unwrap();
        assert_eq!(serde_json::from_str::<Saved>(&text).unwrap(), resume.saved);

        let new =
            Book::of(&[("new", ABC), ("a", ABC), ("b", "# Zero\n\nx\n\n# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n")]);
        let mut other = Show::new(Start::default(), &BookPages::new(&new, &mut cx));
        take_up(&mut cx, (&new, &mut other), &resume, Duration::ZERO);
        assert_eq!((other.position(), other.audience().at), (Position::new(2, 4), Position::new(2, 3)));

        let less = Book::of(&[("c", "# A\n\none\n")]);
        let mut other = Show::new(Start::default(), &BookPages::new(&less, &mut cx));
        take_up(&mut cx, (&less, &mut other), &resume, Duration::ZERO);
        assert_eq!(other.position().deck, 0, "as near as there is");
    }
}

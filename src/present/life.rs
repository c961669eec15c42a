//! What a show leaves for the process that goes on with it: the show with the names of its places out, and the same places
//! of the book as it is now. Never decides whether a show goes on.

use std::io::Read;
use std::sync::mpsc::{Receiver, Sender, SyncSender, sync_channel};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use winit::event_loop::EventLoopProxy;

use super::Signal;
use crate::book::Book;
use crate::fonts::FontCx;
use crate::show::{Position, Seen, Show, Stored};
use crate::views::{BookPages, page_at};

/// How long a loop may take to end when it has to.
const PATIENCE: Duration = Duration::from_secs(1);
/// The loop waits so long, and no longer, until the supervisor was told: a page that kills as soon as it is drawn must be
/// known by then.
const TELLING: Duration = Duration::from_millis(20);

/// What is told, and what is dropped once the supervisor has it.
pub type Told = (Saved, SyncSender<()>);

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
    /// The look that was gone over to, if one was.
    pub look: Option<String>,
    /// Whether anything of it was on a window yet.
    pub shown: bool,
}

impl Saved {
    /// The pages that it has on its windows: the speaker's, and the audience's where that is another one.
    #[must_use]
    pub fn pages(&self) -> Vec<Suspect> {
        let suspect = |at: Position, name: &Named| Suspect {
            at: Position::new(at.deck, at.page),
            name: name.clone(),
            and_next: false,
        };
        let mut pages = vec![suspect(self.show.speaker.at, &self.speaker)];
        pages.extend(self.show.frozen.map(|seen| suspect(seen.at, &self.audience)));
        pages.dedup();
        pages
    }
}

/// A page at which shows died, which shows its plain words from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Suspect {
    /// Where it was.
    pub at: Position,
    /// What it was called.
    pub name: Named,
    /// Whether the page after it does too: the speaker sees both.
    pub and_next: bool,
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
    /// The pages that show their plain words.
    pub suspects: Vec<Suspect>,
    /// Who hears of every change.
    pub keeper: Option<Sender<Told>>,
    /// Without whom the show must not go on: read to its end. What it says is the number of a signal to end by.
    pub supervisor: Option<Box<dyn Read + Send>>,
    /// The numbers of signals that ask for the end.
    pub asked: Option<Receiver<u8>>,
    /// How long the loop may stand still before the process ends itself, for its supervisor to start another.
    pub patience: Option<Duration>,
}

/// How a show ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person ended it.
    Quit,
    /// The signal of this number asked for it.
    Asked(u8),
    /// Its supervisor was gone.
    Orphaned,
}

fn named(cx: &mut FontCx, book: &Book, at: Position) -> Named {
    let deck = if at.deck < book.len() { book.deck(at.deck).stem.clone() } else { String::new() };
    let page = page_at(cx, book, at).map(|page| page.title.clone()).unwrap_or_default();
    Named { deck, page }
}

/// What is told of a show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling<'a> {
    pub(super) book: &'a Book,
    pub(super) show: &'a Show,
    /// The look that was gone over to.
    pub(super) look: Option<&'a str>,
    /// Whether anything of it was on a window yet.
    pub(super) shown: bool,
}

/// What is told, at the time `now`, to be kept.
pub(super) fn saved(cx: &mut FontCx, of: Telling<'_>, now: Duration) -> Saved {
    let Telling { book, show, look, shown } = of;
    let (speaker, audience) = (show.position(), show.audience().at);
    Saved {
        show: show.stored(now),
        speaker: named(cx, book, speaker),
        audience: named(cx, book, audience),
        look: look.map(str::to_owned),
        shown,
    }
}

/// Where in `book` stands what was `name`d at `at`: the page of that title that is nearest to where it was, in the deck of that name.
pub(super) fn find(cx: &mut FontCx, book: &Book, (at, name): (Position, &Named)) -> Position {
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

/// Tells the loop when `supervisor` is gone or asks for the end, and ends the process if the loop does not.
pub(super) fn depend_on(mut supervisor: Box<dyn Read + Send>, signals: EventLoopProxy<Signal>) {
    let wait = move || {
        let mut said = [0];
        match supervisor.read(&mut said) {
            Ok(1) => end_by(said[0], &signals),
            _ => {
                let _ = signals.send_event(Signal::Orphaned);
                std::thread::sleep(PATIENCE);
                // The loop hangs, and nobody is left to end it.
                std::process::abort();
            }
        }
    };
    in_background("supervisor", wait);
}

/// Tells the loop when a signal asks for the end.
pub(super) fn heed(asked: Receiver<u8>, signals: EventLoopProxy<Signal>) {
    let wait = move || {
        if let Ok(number) = asked.recv() {
            end_by(number, &signals);
        }
    };
    in_background("signals", wait);
}

/// Asks the loop to end, and ends the process if it does not.
fn end_by(number: u8, signals: &EventLoopProxy<Signal>) {
    let _ = signals.send_event(Signal::Asked(number));
    std::thread::sleep(PATIENCE);
    std::process::abort();
}

fn in_background(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(work) {
        log::debug!("no thread for the {name}: {error}");
    }
}

/// What was told last.
#[derive(Debug)]
pub(super) struct Memory {
    keeper: Sender<Told>,
    last: Option<(Show, Option<String>, bool)>,
}

impl Memory {
    pub(super) fn new(keeper: Sender<Told>) -> Self {
        Self { keeper, last: None }
    }

    /// Tells of a show if it changed.
    pub(super) fn note(&mut self, cx: &mut FontCx, of: Telling<'_>, now: Duration) {
        // A mouse moves a thousand times a second, and where it was is not kept.
        let told = (of.show.without_hand(), of.look.map(str::to_owned), of.shown);
        if self.last.as_ref() != Some(&told) {
            self.last = Some(told);
            let (open, told) = sync_channel(0);
            // Whoever does not listen any more needs no show.
            if self.keeper.send((saved(cx, of, now), open)).is_ok() {
                let _ = told.recv_timeout(TELLING);
            }
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
        let of = Telling { book: &old, show: &show, look: Some("ink"), shown: true };
        let resume = Resume { saved: saved(&mut cx, of, Duration::ZERO), away: Duration::ZERO };
        let pages: Vec<(usize, String)> =
            resume.saved.pages().into_iter().map(|page| (page.at.page, page.name.page)).collect();
        assert_eq!(pages, [(3, "C".to_owned()), (2, "B".to_owned())], "the speaker's and the audience's");
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

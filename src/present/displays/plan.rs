//! Where the windows go: displays that come and go, keys and wishes in, a place for each of the two windows out. A pure
//! machine with a fixed answer to everything that a cable can do; it never opens a window and never asks the system.
//!
//! The promises: by itself it never lays one window over the other where each had a display; notes never move by
//! themselves to the display that the audience had; what a display's return finds is what its going left.

use super::choice::{Choices, DisplayWishes, Pair, keep, pick};
use super::list::{Display, counted};
pub(in crate::present) use crate::show::Windows as Wants;

/// Where a window goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::present) enum Place {
    /// Nowhere: it is closed.
    Nowhere,
    /// As a window, where the person wants it; it is put in the middle of a display if one is given.
    Window(Option<Display>),
    /// All over a display; the one it is on, or that the system likes, if none is given.
    All(Option<Display>),
}

/// Where both go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::present) struct Places {
    /// The audience's window.
    pub(in crate::present) audience: Place,
    /// The presenter's.
    pub(in crate::present) presenter: Place,
}

/// Who places the windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hands {
    /// The person, since the show was begun in a window.
    Person,
    /// This machine.
    Own,
}

/// What is left of two displays.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rest {
    /// What was wanted while there were two.
    before: Wants,
    /// Whose they were.
    pair: Pair,
}

/// The machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::present) struct Plan {
    wishes: DisplayWishes,
    choices: Choices,
    hands: Hands,
    /// What a display that comes brings about.
    usual: Wants,
    displays: Vec<Display>,
    pair: Option<Pair>,
    /// Set while one display is left of two: it holds the notes or the slides, never both.
    rest: Option<Rest>,
}

impl Plan {
    /// The plan of a show that wants `usual` where there are two displays. In a window means: the person places it.
    pub(in crate::present) fn new(usual: Wants, wishes: DisplayWishes, choices: Choices) -> Self {
        let hands = if usual.fullscreen { Hands::Own } else { Hands::Person };
        Self { wishes, choices, hands, usual, displays: Vec::new(), pair: None, rest: None }
    }

    /// The displays that count, from left to right.
    pub(in crate::present) fn displays(&self) -> &[Display] {
        &self.displays
    }

    /// What was chosen so far.
    pub(in crate::present) fn choices(&self) -> &Choices {
        &self.choices
    }

    /// The display that the audience looks at, if it has one for itself.
    pub(in crate::present) fn theirs(&self) -> Option<&Display> {
        self.pair.as_ref().map(|pair| &pair.theirs)
    }

    /// Whether the audience's window is closed for want of a display.
    pub(in crate::present) fn audience_is_without(&self, wants: Wants) -> bool {
        self.rest.is_some() && wants.presenter
    }

    /// The displays that there are now; gives what is wanted from now on.
    pub(in crate::present) fn changed(&mut self, found: Vec<Display>, wants: Wants) -> Wants {
        let first = self.displays.is_empty();
        let displays = counted(found);
        // Without any display there is nothing to decide, and all returns to what it was: a closed lid, a dock.
        if displays.is_empty() {
            return wants;
        }
        self.displays = displays;
        let before = self.pair.take();
        self.pair = self.picked(before.as_ref());
        if first {
            let explicit = self.wishes != DisplayWishes::default();
            if let Some(pair) = self.pair.as_ref().filter(|_| explicit) {
                keep(&mut self.choices, &self.displays, pair);
            }
            return Wants { presenter: self.usual.presenter && self.pair.is_some(), ..wants };
        }
        if self.hands == Hands::Person {
            return wants;
        }
        match (before, &self.pair) {
            (Some(pair), None) => {
                let wanted = self.left(&pair, wants);
                self.rest = Some(Rest { before: wants, pair });
                wanted
            }
            (None, Some(_)) => match self.rest.take() {
                Some(rest) => rest.before,
                None => Wants { fullscreen: true, ..self.usual },
            },
            // One display instead of another, while one is all there is.
            (None, None) => match &self.rest {
                Some(rest) => self.left(&rest.pair, wants),
                None => wants,
            },
            (Some(_), Some(_)) => wants,
        }
    }

    /// Whose display is which now, after `before`. Notes do not move by themselves to where the audience looked.
    fn picked(&self, before: Option<&Pair>) -> Option<Pair> {
        let pair = pick(&self.displays, &self.wishes, &self.choices)?;
        let exposed = before.is_some_and(|before| pair.own.is_seen_on(&before.theirs.name));
        Some(if exposed { Pair { own: pair.theirs, theirs: pair.own } } else { pair })
    }

    /// What one display of the two of `pair` shows: the slides go on where the audience looks, and are nowhere if that
    /// display went; then there are the notes.
    fn left(&self, pair: &Pair, wants: Wants) -> Wants {
        let is = |other: &Display| self.displays.iter().any(|display| display.is_seen_on(&other.name));
        let presenter = if is(&pair.theirs) {
            false
        } else if is(&pair.own) {
            true
        } else {
            wants.presenter
        };
        Wants { presenter, ..wants }
    }

    /// The windows change their displays; gives what is wanted from now on.
    pub(in crate::present) fn swap(&mut self, wants: Wants) -> Wants {
        if let Some(Pair { own, theirs }) = self.pair.take() {
            let pair = Pair { own: theirs, theirs: own };
            keep(&mut self.choices, &self.displays, &pair);
            // Whoever swaps has said it later than whoever began the show.
            self.wishes = DisplayWishes::default();
            self.pair = Some(pair);
            return wants;
        }
        // The one display that is left shows the other of the two.
        let presenter = if self.rest.is_some() { !wants.presenter } else { wants.presenter };
        Wants { presenter, ..wants }
    }

    /// The person asked for fullscreen or for a window; gives what is wanted from now on.
    pub(in crate::present) fn toggled(&mut self, wants: Wants) -> Wants {
        if self.rest.take().is_some() {
            // Slides beside the notes on one display, as for sharing a window in a call.
            return Wants { fullscreen: false, ..wants };
        }
        if wants.fullscreen {
            self.hands = Hands::Own;
        }
        wants
    }

    /// Where the windows go.
    pub(in crate::present) fn places(&self, wants: Wants) -> Places {
        let shown = |place: Place| if wants.presenter { place } else { Place::Nowhere };
        let slides = |on: Option<Display>| match (wants.fullscreen, self.hands) {
            (true, _) => Place::All(on),
            (false, Hands::Own) => Place::Window(on),
            (false, Hands::Person) => Place::Window(None),
        };
        if let Some(pair) = &self.pair {
            let presenter = match self.hands {
                Hands::Own => Place::All(Some(pair.own.clone())),
                Hands::Person => Place::Window(None),
            };
            return Places { audience: slides(Some(pair.theirs.clone())), presenter: shown(presenter) };
        }
        let only = self.displays.first().cloned();
        if self.rest.is_some() {
            let audience = if wants.presenter { Place::Nowhere } else { slides(only.clone()) };
            return Places { audience, presenter: shown(Place::All(only)) };
        }
        Places { audience: slides(only), presenter: shown(Place::Window(None)) }
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;

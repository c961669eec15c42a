//! Displays: which there are, whose is whose, and where the windows go on them. News of displays, wishes and keys in,
//! places out; what was chosen is remembered for each set of displays. It never opens or closes a window itself.

mod choice;
mod desk;
mod list;
mod listing;
mod plan;
mod randr;

use std::time::{Duration, Instant};

use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::window::Window;

pub use choice::{DisplayName, DisplayWishes};
pub(super) use choice::{Refusal, check, pick};
pub(super) use desk::{Desk, is_x11};
pub(super) use list::{Display, counted};
pub use listing::{DisplayInfo, Role, displays};
pub(super) use plan::{Place, Places, Wants};

use super::Signal;
use crate::store::Store;
use crate::text::for_terminal;
use choice::Choices;
use plan::Plan;

/// Under this name the choices are kept.
const KEPT: &str = "displays";
/// How often the loop looks for displays itself, where nobody tells it.
const LOOK: Duration = Duration::from_secs(1);
/// It does not look again sooner than this, however often it wakes.
const REST: Duration = Duration::from_millis(100);
/// When it is looked whether windows are where they were put. Window managers take their time, and some do as they like.
const CHECKS: [Duration; 4] =
    [Duration::from_millis(120), Duration::from_millis(350), Duration::from_millis(800), Duration::from_millis(1600)];

/// What the speaker has to know of the audience's display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing: there is one display.
    Nothing,
    /// It is a window.
    Window,
    /// Its name.
    Named(String),
    /// It went away.
    Without,
    /// The audience's window is not on it, and the system does not let us move it.
    Astray(String),
}

/// The displays of a show.
#[derive(Debug)]
pub(super) struct Displays {
    desk: Desk,
    plan: Plan,
    store: Store,
    /// Where the windows were put last.
    put: Option<Places>,
    /// When they were, and how often that was looked after.
    since: Option<(Instant, usize)>,
    /// When the loop looked for displays.
    looked: Instant,
    /// Whether the audience's window is somewhere else.
    astray: bool,
    /// Whether the system did not put it there: then the person does.
    refused: bool,
}

impl Displays {
    /// The displays that there are now, for a show that wants `usual` where there are two; and what it wants here.
    ///
    /// # Errors
    /// If a display that was asked for is not there.
    pub(super) fn new(
        events: &ActiveEventLoop,
        signals: EventLoopProxy<Signal>,
        usual: Wants,
        wishes: &DisplayWishes,
    ) -> Result<(Self, Wants), Refusal> {
        let desk = Desk::new(events);
        let found = counted(desk.displays(events));
        check(wishes, &found)?;
        let store = Store::of_person();
        let kept: Choices = store.load(KEPT).unwrap_or_default();
        let mut plan = Plan::new(usual, wishes.clone(), kept.clone());
        let wants = plan.changed(found, Wants { presenter: false, ..usual });
        if *plan.choices() != kept {
            store.save(KEPT, plan.choices());
        }
        desk.watch(signals);
        let looked = Instant::now();
        Ok((Self { desk, plan, store, put: None, since: None, looked, astray: false, refused: false }, wants))
    }

    /// The desktop.
    pub(super) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The displays that there are now, if it is time to look for them and they are others than before.
    pub(super) fn look(&mut self, events: &ActiveEventLoop, now: Instant) -> Option<Vec<Display>> {
        if !self.desk.is_looked_at() || now.saturating_duration_since(self.looked) < REST {
            return None;
        }
        self.looked = now;
        let found = self.desk.displays(events);
        (counted(found.clone()) != self.plan.displays()).then_some(found)
    }

    /// There are other displays; gives what is wanted now.
    pub(super) fn changed(&mut self, found: Vec<Display>, wants: Wants) -> Wants {
        let wanted = self.plan.changed(found, wants);
        let shown: Vec<String> =
            self.plan.displays().iter().map(|display| for_terminal(&display.to_string())).collect();
        log::info!("displays: {}", shown.join("; "));
        self.refused = false;
        self.look_after();
        wanted
    }

    /// The windows change places; gives what is wanted now.
    pub(super) fn swap(&mut self, wants: Wants) -> Wants {
        let wanted = self.plan.swap(wants);
        self.store.save(KEPT, self.plan.choices());
        wanted
    }

    /// Fullscreen was toggled; gives what is wanted now.
    pub(super) fn toggled(&mut self, wants: Wants) -> Wants {
        self.plan.toggled(wants)
    }

    /// Where the windows go.
    pub(super) fn places(&self, wants: Wants) -> Places {
        let mut places = self.plan.places(wants);
        if let (true, Place::All(on)) = (self.refused, &mut places.audience) {
            // The person has dragged it over: it fills what it is on.
            *on = None;
        }
        places
    }

    /// The windows were put in `places`. Gives whether each of them was somewhere else before.
    pub(super) fn note(&mut self, places: &Places) -> (bool, bool) {
        let before = self.put.replace(places.clone());
        let other = |before: Option<&Place>, now: &Place| before.is_none_or(|before| !same(before, now));
        let moved = (
            other(before.as_ref().map(|places| &places.audience), &places.audience),
            other(before.as_ref().map(|places| &places.presenter), &places.presenter),
        );
        if moved != (false, false) {
            self.look_after();
        }
        moved
    }

    fn look_after(&mut self) {
        self.since = Some((Instant::now(), 0));
    }

    /// Looks whether the windows are where they were put, if it is time to; puts them there again.
    pub(super) fn look_at(
        &mut self,
        events: &ActiveEventLoop,
        (audience, presenter): (Option<&Window>, Option<&Window>),
        now: Instant,
    ) -> bool {
        let Some((since, times)) = self.since else { return false };
        let due = CHECKS.get(times).map_or(LOOK, |&due| due);
        if now.saturating_duration_since(since) < due {
            return false;
        }
        let Some(places) = self.put.clone() else { return false };
        let again = times < CHECKS.len();
        let mut away = [false; 2];
        for ((window, place), away) in
            [(audience, &places.audience), (presenter, &places.presenter)].into_iter().zip(&mut away)
        {
            let Some(window) = window else { continue };
            *away = self.desk.is_in(window, place) == Some(false);
            if *away && again {
                self.desk.put(events, window, place);
            }
        }
        let before = std::mem::replace(&mut self.astray, away[0] && times + 1 >= CHECKS.len());
        self.refused |= self.astray;
        self.since = match (times + 1 < CHECKS.len(), self.astray) {
            (true, _) => Some((since, times + 1)),
            // Until the person has moved it.
            (false, true) => Some((now, CHECKS.len())),
            (false, false) => None,
        };
        before != self.astray
    }

    /// When something has to be looked at.
    pub(super) fn wakes(&self) -> Option<Instant> {
        let looks = self.desk.is_looked_at().then(|| self.looked + LOOK);
        let checks = self.since.map(|(since, times)| since + CHECKS.get(times).map_or(LOOK, |&due| due));
        looks.into_iter().chain(checks).min()
    }

    /// What the speaker has to know.
    pub(super) fn told(&self, wants: Wants) -> Told {
        let name = |display: &Display| for_terminal(&display.title());
        match self.plan.theirs() {
            _ if self.plan.audience_is_without(wants) => Told::Without,
            _ if !wants.fullscreen => Told::Window,
            Some(theirs) if self.astray => Told::Astray(name(theirs)),
            Some(theirs) => Told::Named(name(theirs)),
            None => Told::Nothing,
        }
    }
}

/// Whether a window that is in one place is in the other too, or gets there by itself when its display changes its size.
fn same(one: &Place, other: &Place) -> bool {
    match (one, other) {
        (Place::Window(one), Place::Window(other)) | (Place::All(one), Place::All(other)) => {
            one.as_ref().map(|on| &on.name) == other.as_ref().map(|on| &on.name)
        }
        (one, other) => one == other,
    }
}

//! What is done after a stage died: the deaths in, the orders of the next one out. A show that shows anything is never given
//! up: it gets more careful with every death, and comes back more slowly if that does not help.

use std::time::{Duration, Instant};

use deckle::present::{Saved, Suspect};

use super::Orders;

/// Deaths are counted for so long.
const MEMORY: Duration = Duration::from_secs(60);
/// After so many the CPU paints.
const CPU_AFTER: usize = 2;
/// After so many at one page it shows its plain words.
const PLAIN_AFTER: usize = 3;
/// After so many that did not help, and the page after it does too: the speaker sees both.
const NEXT_AFTER: usize = 4;
/// After so many within a minute, stages are started more slowly.
const SLOWER_AFTER: usize = 8;
/// So many stages in a row that never showed anything, and the show does not come back.
const MOST_FRUITLESS: u32 = 8;
/// How long a loop may stand still, at first.
const PATIENCE: Duration = Duration::from_secs(3);
/// It is doubled this often at most: what takes long may be work and no standstill.
const MOST_PATIENT: u32 = 4;

/// How a stage died.
#[derive(Clone, Debug)]
pub(super) struct Death {
    pub(super) when: Instant,
    /// What it said last.
    pub(super) saved: Option<Saved>,
    /// Whether it ended itself, as one does whose loop stands still.
    pub(super) aborted: bool,
}

/// The deaths of stages.
#[derive(Debug, Default)]
pub(super) struct Deaths {
    lately: Vec<(Instant, Vec<Suspect>)>,
    suspects: Vec<Suspect>,
    cpu: bool,
    fruitless: u32,
    aborted: u32,
}

/// What comes after a death.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Another stage, after this time.
    Again(Duration),
    /// No other, after so many in a row that never showed anything.
    GivenUp(u32),
}

impl Deaths {
    /// Notes one.
    pub(super) fn note(&mut self, death: Death) -> Verdict {
        let Death { when, saved, aborted } = death;
        self.lately.retain(|(past, _)| when.saturating_duration_since(*past) < MEMORY);
        let pages = saved.as_ref().map(Saved::pages).unwrap_or_default();
        self.lately.push((when, pages.clone()));
        self.cpu |= self.lately.len() >= CPU_AFTER;
        self.aborted = (self.aborted + u32::from(aborted)).min(MOST_PATIENT);
        let here = self.lately.iter().filter(|(_, others)| !pages.is_empty() && *others == pages).count();
        if here >= PLAIN_AFTER {
            self.suspect(pages, here >= NEXT_AFTER);
        }
        if saved.is_some_and(|saved| saved.shown) {
            self.fruitless = 0;
        } else {
            self.fruitless += 1;
        }
        if self.fruitless >= MOST_FRUITLESS {
            return Verdict::GivenUp(self.fruitless);
        }
        let many = self.lately.len().saturating_sub(SLOWER_AFTER);
        Verdict::Again(Duration::from_millis(250) * u32::try_from(many).unwrap_or(u32::MAX).min(8))
    }

    fn suspect(&mut self, pages: Vec<Suspect>, and_next: bool) {
        for page in pages {
            self.suspects.retain(|known| (known.at, &known.name) != (page.at, &page.name));
            self.suspects.push(Suspect { and_next, ..page });
        }
    }

    /// Whether the CPU paints from now on.
    pub(super) fn cpu(&self) -> bool {
        self.cpu
    }

    /// The orders of the next stage, but for what the last one said.
    pub(super) fn orders(&self) -> Orders {
        Orders {
            saved: None,
            away: Duration::ZERO,
            cpu: self.cpu,
            suspects: self.suspects.clone(),
            patience: Some(PATIENCE * 2_u32.pow(self.aborted)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64, start: Instant, page: usize, shown: bool) -> Death {
        let mut saved = Saved { shown, ..Saved::default() };
        saved.show.speaker.at.page = page;
        Death { when: start + Duration::from_secs(seconds), saved: Some(saved), aborted: false }
    }

    #[test]
    fn the_second_death_in_a_minute_asks_for_the_cpu() {
        let start = Instant::now();
        let mut deaths = Deaths::default();
        deaths.note(at(0, start, 1, true));
        assert!(!deaths.cpu());
        deaths.note(at(60, start, 1, true));
        assert!(!deaths.cpu(), "a minute later");
        deaths.note(at(61, start, 2, true));
        assert!(deaths.cpu() && deaths.orders().suspects.is_empty());
    }

    #[test]
    fn a_page_at_which_three_died_is_plain_and_after_a_fourth_the_next_one_too() {
        let start = Instant::now();
        let mut deaths = Deaths::default();
        for (n, page) in [4, 5, 4, 5].into_iter().enumerate() {
            deaths.note(at(n as u64, start, page, true));
        }
        assert_eq!(deaths.orders().suspects, []);
        deaths.note(at(5, start, 4, true));
        let pages = |deaths: &Deaths| -> Vec<(usize, bool)> {
            deaths.orders().suspects.iter().map(|suspect| (suspect.at.page, suspect.and_next)).collect()
        };
        assert_eq!(pages(&deaths), [(4, false)]);
        deaths.note(at(6, start, 4, true));
        deaths.note(at(7, start, 5, true));
        assert_eq!(pages(&deaths), [(4, true), (5, false)]);
        deaths.note(at(900, start, 9, true));
        assert_eq!(pages(&deaths), [(4, true), (5, false)], "they stay plain");
    }

    #[test]
    fn a_show_that_shows_is_never_given_up_and_one_that_does_not_is() {
        let start = Instant::now();
        let mut deaths = Deaths::default();
        for n in 0..100 {
            let Verdict::Again(wait) = deaths.note(at(n / 10, start, 1, true)) else { panic!("given up after {n}") };
            assert!(wait <= Duration::from_secs(2) && (wait == Duration::ZERO || n >= 8), "{n}: {wait:?}");
        }
        let silent = |n: u64| Death { when: start + Duration::from_secs(n), saved: None, aborted: false };
        for n in 0..7 {
            assert!(matches!(deaths.note(silent(n)), Verdict::Again(_)));
        }
        assert_eq!(deaths.note(silent(8)), Verdict::GivenUp(8));
    }

    #[test]
    fn whoever_was_ended_for_standing_still_gets_more_time() {
        let mut deaths = Deaths::default();
        assert_eq!(deaths.orders().patience, Some(PATIENCE));
        let start = Instant::now();
        for n in 0..9 {
            deaths.note(Death { aborted: true, ..at(n, start, 1, true) });
        }
        assert_eq!(deaths.orders().patience, Some(PATIENCE * 16));
    }
}

//! Ahead or behind: how long everything may take and how far one is in, the difference and the likely end out. Pure
//! arithmetic on seconds; never asks what time it is.
//!
//! A plan gives every talk a span and every page of it an equal part; where a page has steps, its part is shared out among
//! them. Whoever is on a page within the time planned for it is on time: nobody is behind for not having left it yet.

use std::cmp::Ordering;
use std::time::Duration;

use super::TimeOfDay;

/// When it is to be over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// After this time.
    For(Duration),
    /// At this time of day.
    Until(TimeOfDay),
}

/// A talk, as far as time goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many pages it has.
    pub pages: usize,
    /// What it may take, if that was said.
    pub budget: Option<Duration>,
}

/// How far one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// In which talk.
    pub talk: usize,
    /// On which of its pages.
    pub page: usize,
    /// How many of the page's steps show before the present one, of how many.
    pub step: (u16, u16),
    /// Whether everything has been shown.
    pub ended: bool,
}

/// When everything is to be shown, in seconds from the beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// Where each talk begins, and behind the last where it ends.
    starts: Vec<f64>,
    pages: Vec<usize>,
    /// The talk and its page that it begins with.
    from: (usize, usize),
    end: f64,
}

/// How it goes against a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Seconds behind the plan; ahead of it if negative.
    pub behind: i64,
    /// Seconds that are left; over time if negative.
    pub left: i64,
    /// Seconds that are likely to be still needed, as it went so far.
    pub needed: i64,
    /// Whether the difference is worth a thought.
    pub notable: bool,
}

/// A smaller difference is none to speak of.
const TOLERANCE: f64 = 30.0;
/// Of a long talk, this part of it.
const TOLERABLE: f64 = 0.02;
/// How much of the plan counts as gone well before the first page, so that the first minute makes no prophecies.
const FAITH: f64 = 0.15;

impl Schedule {
    /// The plan of talks with these `shares` that are to take `total` together, when the page `from` (a talk and its page) is
    /// left at the beginning; none where nothing says how long. Talks before that one take no time. Budgets
    /// hold as they are, unless they are more than there is; what they leave is for the talks without, by their pages, and
    /// where all have one it is left at the end. Without a total a talk without a budget gets what its pages would in the others.
    #[must_use]
    pub fn new(total: Option<Duration>, shares: &[Share], from: (usize, usize)) -> Option<Self> {
        let open_pages = |(talk, share): (usize, &Share)| pages_of(talk, share.pages, from).1 as f64;
        let weights: Vec<f64> = shares.iter().enumerate().map(open_pages).collect();
        // Of the talk that it begins with, only what is still to come counts, and of those before nothing.
        let budget = |(talk, share): (usize, &Share)| match talk.cmp(&from.0) {
            Ordering::Less => Some(0.0),
            Ordering::Equal => share.budget.map(|budget| budget.as_secs_f64() * ahead(share.pages, from.1)),
            Ordering::Greater => share.budget.map(|budget| budget.as_secs_f64()),
        };
        let given: Vec<Option<f64>> = shares.iter().enumerate().map(budget).collect();
        let (mut budgets, mut timed, mut open) = (0.0, 0.0, 0.0);
        for (given, weight) in given.iter().zip(&weights) {
            match given {
                Some(budget) => (budgets, timed) = (budgets + budget, timed + weight),
                None => open += weight,
            }
        }
        let (scale, each) = match total.map(|total| total.as_secs_f64()) {
            None if budgets == 0.0 => return None,
            None => (1.0, if timed > 0.0 { budgets / timed } else { 0.0 }),
            Some(total) if budgets > total => (total / budgets, 0.0),
            Some(total) => (1.0, if open > 0.0 { (total - budgets) / open } else { 0.0 }),
        };
        let mut at = 0.0;
        let mut starts = vec![at];
        for (given, weight) in given.iter().zip(&weights) {
            at += given.map_or(each * weight, |budget| budget * scale);
            starts.push(at);
        }
        let end = total.map_or(at, |total| total.as_secs_f64()).max(at);
        Some(Self { starts, pages: shares.iter().map(|share| share.pages).collect(), from, end })
    }

    /// How long all of it takes.
    #[must_use]
    pub fn end(&self) -> Duration {
        Duration::try_from_secs_f64(self.end).unwrap_or_default()
    }

    /// How long `talk` takes.
    #[must_use]
    pub fn span(&self, talk: usize) -> Duration {
        let (from, to) = self.talk(talk);
        Duration::try_from_secs_f64(to - from).unwrap_or_default()
    }

    fn talk(&self, talk: usize) -> (f64, f64) {
        let last = self.starts.last().copied().unwrap_or_default();
        let at = |n: usize| self.starts.get(n).copied().unwrap_or(last);
        (at(talk), at(talk.saturating_add(1)))
    }

    /// When `place` is to be on stage: from when until when.
    fn window(&self, place: Place) -> (f64, f64) {
        let (from, to) = self.talk(place.talk);
        if place.ended {
            return (self.talk(usize::MAX).0, self.end);
        }
        let all = self.talk(usize::MAX).0;
        if all <= 0.0 {
            // Nothing but the page that it begins with.
            return (0.0, self.end);
        }
        let (gone, pages) = pages_of(place.talk, self.pages.get(place.talk).copied().unwrap_or_default(), self.from);
        // The clock starts when the first page is left: it takes no time itself.
        let Some(page) = place.page.checked_sub(gone).filter(|_| pages > 0) else { return (from, from) };
        let part = (to - from) / pages as f64;
        let (step, steps) = (f64::from(place.step.0), f64::from(place.step.1.max(1)));
        let at = |steps_behind: f64| (from + part * (page as f64 + (steps_behind / steps).min(1.0))).min(to);
        (at(step), at(step + 1.0))
    }

    /// Where one is to be after `elapsed`: in which talk, and which part of its pages is behind.
    #[must_use]
    pub fn due(&self, elapsed: Duration) -> (usize, f64) {
        let at = elapsed.as_secs_f64();
        let talk = self.starts.iter().skip(1).position(|end| at < *end).unwrap_or(self.pages.len().saturating_sub(1));
        let (from, to) = self.talk(talk);
        let part = if to > from { ((at - from) / (to - from)).clamp(0.0, 1.0) } else { 1.0 };
        let all = self.pages.get(talk).copied().unwrap_or_default().max(1);
        let (gone, pages) = pages_of(talk, all, self.from);
        (talk, (gone as f64 + part * pages as f64) / all as f64)
    }

    /// How it goes at `place` after `elapsed`.
    #[must_use]
    pub fn pace(&self, place: Place, elapsed: Duration) -> Pace {
        let elapsed = elapsed.as_secs_f64();
        let (from, to) = self.window(place);
        let planned = elapsed.clamp(from, to.max(from));
        let behind = elapsed - planned;
        let faith = self.end * FAITH + 60.0;
        let speed = ((elapsed + faith) / (planned + faith)).clamp(0.5, 3.0);
        let rest = (self.talk(usize::MAX).0 - planned).max(0.0);
        let tolerance = TOLERANCE.max(self.end * TOLERABLE);
        Pace {
            behind: behind.round() as i64,
            left: (self.end - elapsed).round() as i64,
            needed: (rest * speed).round() as i64,
            notable: behind.abs() > tolerance,
        }
    }
}

/// How many of the `pages` of `talk` take no time in a plan that begins with `from`, and how many do.
fn pages_of(talk: usize, pages: usize, from: (usize, usize)) -> (usize, usize) {
    match talk.cmp(&from.0) {
        Ordering::Less => (pages, 0),
        Ordering::Equal => (from.1 + 1, pages.saturating_sub(from.1 + 1)),
        Ordering::Greater => (0, pages.max(1)),
    }
}

/// Which part of the `pages` of a talk is still to come, for one who begins with `page`.
fn ahead(pages: usize, page: usize) -> f64 {
    if page == 0 { 1.0 } else { pages.saturating_sub(page) as f64 / pages.max(1) as f64 }
}

/// The total that `goal` gives after `elapsed`, at the time of day `wall`.
#[must_use]
pub fn total(goal: Goal, elapsed: Duration, wall: Option<TimeOfDay>) -> Option<Duration> {
    match goal {
        Goal::For(total) => Some(total),
        Goal::Until(end) => {
            let left = wall?.until(end);
            let time = Duration::from_secs(left.unsigned_abs());
            Some(if left < 0 { elapsed.saturating_sub(time) } else { elapsed.saturating_add(time) })
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn share(pages: usize, minutes: u64) -> Share {
        Share { pages, budget: (minutes > 0).then(|| s(minutes * 60)) }
    }

    fn spans(total: Option<u64>, shares: &[Share]) -> Vec<u64> {
        let plan = Schedule::new(total.map(|minutes| s(minutes * 60)), shares, (0, 0)).unwrap();
        (0..shares.len()).map(|talk| plan.span(talk).as_secs() / 60).collect()
    }

    #[test]
    fn time_is_shared_out() {
        assert_eq!(Schedule::new(None, &[share(4, 0)], (0, 0)), None);
        // By pages; the very first page takes no time.
        assert_eq!(spans(Some(60), &[share(3, 0), share(4, 0)]), [20, 40]);
        assert_eq!(spans(Some(60), &[share(3, 30), share(4, 0), share(2, 0)]), [30, 20, 10]);
        assert_eq!(spans(Some(60), &[share(3, 60), share(4, 60)]), [30, 30], "more than there is");
        assert_eq!(spans(Some(60), &[share(3, 20), share(4, 20)]), [20, 20], "the rest is left at the end");
        assert_eq!(spans(None, &[share(3, 20), share(4, 0)]), [20, 40]);
    }

    fn behind(plan: &Schedule, page: usize, seconds: u64) -> i64 {
        plan.pace(Place { page, step: (0, 1), ..Place::default() }, s(seconds)).behind
    }

    #[test]
    fn whoever_is_on_a_page_in_its_time_is_on_time() {
        let plan = Schedule::new(Some(s(600)), &[share(11, 0)], (0, 0)).unwrap();
        for (page, seconds, expected) in
            [(0, 0, 0), (1, 0, 0), (1, 60, 0), (1, 75, 15), (3, 60, -60), (10, 599, 0), (10, 700, 100)]
        {
            assert_eq!(behind(&plan, page, seconds), expected, "page {page} after {seconds} s");
        }
    }

    #[test]
    fn a_plan_begins_where_the_timer_began() {
        let shares = [share(9, 0), share(11, 30), share(5, 0)];
        let plan = Schedule::new(Some(s(1800)), &shares, (1, 5)).unwrap();
        // Five of eleven pages are still to come of half an hour, in as much as the first of them has been left.
        assert_eq!([0, 1, 2].map(|talk| plan.span(talk).as_secs()), [0, 981, 818]);
        let at = |talk, page| Place { talk, page, step: (0, 1), ended: false };
        assert_eq!(plan.pace(at(1, 6), s(0)).behind, 0);
        assert_eq!(plan.pace(at(2, 0), s(982)).behind, 0);
        assert_eq!((plan.due(s(0)), plan.due(s(1800))), ((1, 6.0 / 11.0), (2, 1.0)));
        // What was before it takes no time, and nobody is ahead there.
        assert_eq!(plan.pace(at(0, 3), s(60)).behind, 60);
    }

    #[test]
    fn a_deck_of_one_page_has_all_the_time() {
        let plan = Schedule::new(Some(s(300)), &[share(1, 0)], (0, 0)).unwrap();
        assert_eq!([0, 300, 360].map(|n| plan.pace(Place::default(), s(n)).behind), [0, 0, 60]);
    }

    #[test]
    fn steps_share_the_time_of_their_page() {
        let plan = Schedule::new(Some(s(600)), &[share(2, 0)], (0, 0)).unwrap();
        let behind = |step| plan.pace(Place { page: 1, step: (step, 6), ..Place::default() }, s(250)).behind;
        assert_eq!([0, 1, 2, 3, 5].map(behind), [150, 50, 0, -50, -250]);
    }

    #[test]
    fn the_end_has_what_is_left() {
        let plan = Schedule::new(Some(s(600)), &[share(3, 5)], (0, 0)).unwrap();
        let pace = |seconds| plan.pace(Place { ended: true, ..Place::default() }, s(seconds));
        assert_eq!([200, 300, 600, 700].map(|n| pace(n).behind), [-100, 0, 0, 100]);
        assert_eq!((pace(700).left, pace(700).needed), (-100, 0));
    }

    #[test]
    fn who_is_slow_will_end_late() {
        let plan = Schedule::new(Some(s(2700)), &[share(28, 0)], (0, 0)).unwrap();
        let on = |page, seconds| plan.pace(Place { page, step: (0, 1), ..Place::default() }, s(seconds));
        let slow = on(7, 1000);
        assert!(slow.notable && slow.behind == 300, "{slow:?}");
        assert!(slow.needed > slow.left + 300, "{slow:?}");
        let fast = on(14, 1000);
        assert!(fast.needed < fast.left, "{fast:?}");
        let right = on(10, 1000);
        assert!(!right.notable && (right.needed - right.left).abs() <= 1, "{right:?}");
    }

    #[test]
    fn a_time_of_day_is_a_total_that_a_pause_makes_smaller() {
        let until = Goal::Until(TimeOfDay::new(15, 45, 0));
        let at = |minute| Some(TimeOfDay::new(15, minute, 0));
        assert_eq!(total(until, s(0), at(0)), Some(s(2700)));
        assert_eq!(total(until, s(600), at(10)), Some(s(2700)));
        assert_eq!(total(until, s(600), at(15)), Some(s(2400)));
        assert_eq!(total(until, s(2700), at(50)), Some(s(2400)), "five minutes over");
        assert_eq!(total(until, s(9), None), None);
        assert_eq!(total(Goal::For(s(60)), s(9), None), Some(s(60)));
    }

    proptest! {
        #[test]
        fn no_plan_is_absurd(
            total in proptest::option::of(0..100_000_u64),
            shares in proptest::collection::vec((0..40_usize, proptest::option::of(0..9000_u64)), 0..9),
            at in (0..12_usize, 0..50_usize, 0..5_u16, 0..5_u16),
            elapsed in 0..200_000_u64,
            from in (0..10_usize, 0..40_usize),
            ended: bool,
        ) {
            let shares: Vec<Share> =
                shares.into_iter().map(|(pages, time)| Share { pages, budget: time.map(s) }).collect();
            let Some(plan) = Schedule::new(total.map(s), &shares, from) else { return Ok(()) };
            let place = Place { talk: at.0, page: at.1, step: (at.2, at.3), ended };
            let pace = plan.pace(place, s(elapsed));
            prop_assert!(pace.needed >= 0 && pace.left <= plan.end().as_secs() as i64 + 1);
            prop_assert!(pace.behind.unsigned_abs() <= elapsed.max(plan.end().as_secs() + 1));
            let next = Place { page: at.1 + 1, step: (0, 1), ..place };
            prop_assert!(plan.pace(next, s(elapsed)).behind <= pace.behind + 1, "to go on is never to fall behind");
            let (talk, part) = plan.due(s(elapsed));
            prop_assert!((0.0..=1.0001).contains(&part) || talk <= from.0, "{} of {}", part, talk);
            let sum: u64 = (0..shares.len()).map(|talk| plan.span(talk).as_secs()).sum();
            prop_assert!(sum <= plan.end().as_secs() + shares.len() as u64);
        }
    }
}

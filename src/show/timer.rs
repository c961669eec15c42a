//! The speaker's stopwatch: moments of a clock that only goes forwards in, time spent and its digits out. Never asks what
//! time it is, so that no change of the clock on the wall can change what was measured.
//!
//! It begins when the audience's first page is left, runs until it is paused, and counts talk by talk. What is to outlive
//! the process is a [`Kept`]; time that passed while the program was dead counts, unless the timer stood.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// More talks than this are timed together with the last one.
const MOST_TALKS: usize = 100_000;

/// Whether time is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Run {
    /// Not yet: it waits for the first move.
    #[default]
    Ready,
    /// Yes.
    Running,
    /// The speaker stopped it.
    Paused,
}

/// A stopwatch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timer {
    run: Run,
    /// What had been counted at `since`.
    counted: Duration,
    /// Since when it runs, on the clock that is given to it.
    since: Duration,
    /// The talk that is timed, and what had been counted when it began or was taken up again.
    talk: usize,
    entered: Duration,
    /// What was spent on each talk before.
    talks: Vec<Duration>,
    /// The talk and its page that were on stage when it began.
    from: (usize, usize),
}

/// A timer as it is kept for another process: no moment of a clock stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Whether time is counted.
    pub run: Run,
    /// How much there is.
    pub elapsed: Duration,
    /// The talk that is timed.
    pub talk: usize,
    /// What was spent on each talk, this one included.
    pub talks: Vec<Duration>,
    /// The talk and its page that were on stage when it began.
    pub from: (usize, usize),
}

impl Timer {
    /// A timer that waits to begin with `talk`.
    #[must_use]
    pub fn of(talk: usize) -> Self {
        Self { talk: talk.min(MOST_TALKS), ..Self::default() }
    }

    /// Begins at `now`, if it waits to begin; `from` is the talk and its page that are left.
    pub fn start(&mut self, now: Duration, from: (usize, usize)) {
        if self.run == Run::Ready {
            (self.run, self.since, self.from) = (Run::Running, now, from);
        }
    }

    /// Stops it, or lets it go on; if it waits to begin, begins with the talk and its page that are on stage, `from`.
    pub fn toggle(&mut self, now: Duration, from: (usize, usize)) {
        match self.run {
            Run::Ready => self.start(now, from),
            Run::Running => (self.counted, self.run) = (self.elapsed(now), Run::Paused),
            Run::Paused => (self.run, self.since) = (Run::Running, now),
        }
    }

    /// Nothing was counted, and it waits for the first move again.
    pub fn reset(&mut self) {
        *self = Self { talk: self.talk, ..Self::default() };
    }

    /// From now on `talk` is timed.
    pub fn visit(&mut self, talk: usize, now: Duration) {
        let talk = talk.min(MOST_TALKS);
        if talk != self.talk {
            self.settle(now);
            self.talk = talk;
        }
    }

    /// Whether time is counted.
    #[must_use]
    pub fn run(&self) -> Run {
        self.run
    }

    /// How much there is at `now`.
    #[must_use]
    pub fn elapsed(&self, now: Duration) -> Duration {
        match self.run {
            Run::Running => self.counted.saturating_add(now.saturating_sub(self.since)),
            Run::Ready | Run::Paused => self.counted,
        }
    }

    /// The talk and its page that were on stage when it began.
    #[must_use]
    pub fn from(&self) -> (usize, usize) {
        self.from
    }

    /// How much of it was spent on `talk`.
    #[must_use]
    pub fn spent(&self, talk: usize, now: Duration) -> Duration {
        let before = self.talks.get(talk).copied().unwrap_or_default();
        let stay = if talk == self.talk { self.elapsed(now).saturating_sub(self.entered) } else { Duration::ZERO };
        before.saturating_add(stay)
    }

    /// What another process needs to go on at `now`.
    #[must_use]
    pub fn kept(&self, now: Duration) -> Kept {
        let mut all = self.clone();
        all.settle(now);
        Kept { run: self.run, elapsed: self.elapsed(now), talk: self.talk, talks: all.talks, from: self.from }
    }

    /// The timer that was kept, at `now`, if nobody counted for `away`: a running one ran on, for the talk went on while the
    /// program was dead; one that stood still stands.
    #[must_use]
    pub fn resumed(mut kept: Kept, away: Duration, now: Duration) -> Self {
        kept.talks.truncate(MOST_TALKS + 1);
        let away = if kept.run == Run::Running { away } else { Duration::ZERO };
        Self {
            run: kept.run,
            counted: kept.elapsed.saturating_add(away),
            since: now,
            talk: kept.talk.min(MOST_TALKS),
            entered: kept.elapsed,
            talks: kept.talks,
            from: kept.from,
        }
    }

    /// Books what the present talk took so far.
    fn settle(&mut self, now: Duration) {
        let spent = self.spent(self.talk, now);
        // Nothing is kept for talks that took no time, so that a look at the last of many costs nothing.
        if !spent.is_zero() {
            if self.talks.len() <= self.talk {
                self.talks.resize(self.talk + 1, Duration::ZERO);
            }
            if let Some(slot) = self.talks.get_mut(self.talk) {
                *slot = spent;
            }
        }
        self.entered = self.elapsed(now);
    }
}

/// A duration as a speaker reads it: `0:07`, `12:47`, `1:02:03`.
#[must_use]
pub fn format(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn times_read_like_a_stopwatch() {
        for (seconds, shown) in [(0, "0:00"), (7, "0:07"), (767, "12:47"), (3599, "59:59"), (3723, "1:02:03")] {
            assert_eq!(format(s(seconds)), shown);
        }
    }

    #[test]
    fn it_starts_once_and_never_runs_backwards() {
        let mut timer = Timer::default();
        assert_eq!(timer.elapsed(s(9)), s(0));
        timer.start(s(10), (0, 0));
        timer.start(s(20), (0, 0));
        assert_eq!(timer.elapsed(s(25)), s(15));
        assert_eq!(timer.elapsed(s(5)), s(0));
    }

    #[test]
    fn a_pause_does_not_count_and_a_move_does_not_end_it() {
        let mut timer = Timer::default();
        timer.start(s(10), (0, 0));
        timer.toggle(s(30), (0, 0));
        timer.start(s(40), (0, 0));
        assert_eq!((timer.run(), timer.elapsed(s(100))), (Run::Paused, s(20)));
        timer.toggle(s(100), (0, 0));
        assert_eq!((timer.run(), timer.elapsed(s(105))), (Run::Running, s(25)));
    }

    #[test]
    fn after_a_reset_it_waits_for_a_move_or_for_the_speaker() {
        let mut timer = Timer::default();
        timer.start(s(10), (0, 0));
        timer.reset();
        assert_eq!((timer.run(), timer.elapsed(s(50))), (Run::Ready, s(0)));
        timer.toggle(s(60), (0, 0));
        assert_eq!(timer.elapsed(s(61)), s(1));
    }

    #[test]
    fn every_talk_has_its_own_time() {
        let mut timer = Timer::default();
        timer.start(s(0), (0, 0));
        timer.visit(2, s(100));
        timer.visit(0, s(130));
        timer.toggle(s(150), (0, 0));
        assert_eq!([0, 1, 2].map(|talk| timer.spent(talk, s(999))), [s(120), s(0), s(30)]);
    }

    #[test]
    fn the_time_while_the_program_was_dead_counts_unless_it_was_paused() {
        let mut timer = Timer::default();
        timer.start(s(10), (0, 0));
        timer.visit(1, s(40));
        let (kept, mut paused) = (timer.kept(s(50)), timer.clone());
        let text = serde_json::to_string(&kept).unwrap();
        let again = Timer::resumed(serde_json::from_str(&text).unwrap(), s(7), s(0));
        assert_eq!((again.elapsed(s(3)), again.spent(1, s(3)), again.spent(0, s(3))), (s(50), s(20), s(30)));
        paused.toggle(s(50), (0, 0));
        let again = Timer::resumed(paused.kept(s(60)), s(7), s(0));
        assert_eq!((again.elapsed(s(3)), again.run()), (s(40), Run::Paused));
    }

    proptest! {
        /// The talks add up to the whole, whatever is pressed, and to keep a timer and to go on with it changes nothing.
        #[test]
        fn nothing_is_lost(acts in proptest::collection::vec((0..4_u8, 0..5_usize, 0..100_u64), 0..40)) {
            let (mut timer, mut now) = (Timer::default(), s(0));
            for (act, talk, wait) in acts {
                now += s(wait);
                match act {
                    0 => timer.start(now, (0, 0)),
                    1 => timer.toggle(now, (0, 0)),
                    2 => timer.visit(talk, now),
                    _ => {
                        let again = Timer::resumed(timer.kept(now), s(0), now);
                        prop_assert_eq!(again.elapsed(now + s(9)), timer.elapsed(now + s(9)));
                        timer = again;
                    }
                }
                let sum: Duration = (0..5).map(|talk| timer.spent(talk, now)).sum();
                prop_assert_eq!(sum, timer.elapsed(now));
            }
        }
    }
}

//! The speaker's stopwatch: times in, elapsed time and its digits out. Never asks what time it is.

use std::time::Duration;

/// A stopwatch that starts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    started: Option<Duration>,
}

impl Clock {
    /// Starts at `now`, unless it runs already.
    pub fn start(&mut self, now: Duration) {
        self.started.get_or_insert(now);
    }

    /// Whether it runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.started.is_some()
    }

    /// How long it has been running at `now`.
    #[must_use]
    pub fn elapsed(&self, now: Duration) -> Duration {
        self.started.map_or(Duration::ZERO, |started| now.saturating_sub(started))
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
    use super::*;

    #[test]
    fn times_read_like_a_stopwatch() {
        for (seconds, shown) in [(0, "0:00"), (7, "0:07"), (767, "12:47"), (3599, "59:59"), (3723, "1:02:03")] {
            assert_eq!(format(Duration::from_secs(seconds)), shown);
        }
    }

    #[test]
    fn it_starts_once_and_never_runs_backwards() {
        let mut clock = Clock::default();
        assert_eq!(clock.elapsed(Duration::from_secs(9)), Duration::ZERO);
        clock.start(Duration::from_secs(10));
        clock.start(Duration::from_secs(20));
        assert_eq!(clock.elapsed(Duration::from_secs(25)), Duration::from_secs(15));
        assert_eq!(clock.elapsed(Duration::from_secs(5)), Duration::ZERO);
    }
}

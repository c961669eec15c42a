//! Whether the loop still turns: the rounds of the loop in, the end of the process out if one of them stands still for too
//! long, so that the supervisor starts another. Counts only time in which this process ran and the loop could have run: a
//! stopped process, a debugger, a sleeping machine or one that is busy with other things kills nothing.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// How often somebody looks.
const EVERY: Duration = Duration::from_millis(250);
/// So much longer may work take that is known to be long.
const LONGER: u32 = 10;

/// The rounds of a loop.
#[derive(Debug, Default)]
pub(super) struct Pulse(Option<Arc<Beat>>);

#[derive(Debug, Default)]
struct Beat {
    /// The number of the round: odd while the loop works, even while it waits for events.
    round: AtomicU64,
    /// Whether its work is known to be long.
    long: AtomicBool,
}

impl Pulse {
    /// The pulse of the thread that calls, which may not stand still for longer than `patience`.
    pub(super) fn watched(patience: Duration) -> Self {
        let beat = Arc::new(Beat::default());
        let watched = Arc::downgrade(&beat);
        let schedule = schedule();
        let watch = move || {
            let mut still = Still::default();
            loop {
                let waited = schedule.as_deref().map(waited);
                std::thread::sleep(EVERY);
                let Some(beat) = watched.upgrade() else { return };
                let delayed = match (waited, schedule.as_deref().map(self::waited)) {
                    (Some(before), Some(now)) => now.saturating_sub(before),
                    _ => Duration::ZERO,
                };
                let longer = if beat.long.load(Ordering::Relaxed) { LONGER } else { 1 };
                if still.note(beat.round.load(Ordering::Relaxed), delayed) > patience * longer {
                    // Whoever stands still may hold the lock of anything, the standard error's too: nothing is said.
                    std::process::abort();
                }
            }
        };
        if let Err(error) = std::thread::Builder::new().name("pulse".to_owned()).spawn(watch) {
            log::debug!("no thread to watch the loop: {error}");
        }
        Self(Some(beat))
    }

    /// A round begins.
    pub(super) fn begin(&self) {
        if let Some(beat) = &self.0 {
            beat.round.fetch_add(1, Ordering::Relaxed);
            beat.round.fetch_or(1, Ordering::Relaxed);
        }
    }

    /// It ends, and the loop waits.
    pub(super) fn end(&self) {
        if let Some(beat) = &self.0 {
            beat.long.store(false, Ordering::Relaxed);
            beat.round.fetch_or(1, Ordering::Relaxed);
            beat.round.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// What comes in this round is known to be long.
    pub(super) fn take_time(&self) {
        if let Some(beat) = &self.0 {
            beat.long.store(true, Ordering::Relaxed);
        }
    }
}

/// How long a round stands still.
#[derive(Debug, Default)]
struct Still {
    round: u64,
    time: Duration,
}

impl Still {
    /// Another look at the loop, of which the last [`EVERY`] was `delayed` for want of a processor; how long it stands still.
    fn note(&mut self, round: u64, delayed: Duration) -> Duration {
        if round != self.round || round.is_multiple_of(2) {
            (self.round, self.time) = (round, Duration::ZERO);
        } else {
            // However long this look took to come: nobody knows who ran meanwhile.
            self.time += EVERY.saturating_sub(delayed);
        }
        self.time
    }
}

/// Where the system says how long the thread that calls had to wait for a processor.
fn schedule() -> Option<PathBuf> {
    let thread = std::fs::read_link("/proc/thread-self").ok()?;
    Some(PathBuf::from("/proc").join(thread).join("schedstat"))
}

/// What it says.
fn waited(schedule: &std::path::Path) -> Duration {
    let text = std::fs::read_to_string(schedule).unwrap_or_default();
    Duration::from_nanos(text.split_whitespace().nth(1).and_then(|word| word.parse().ok()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_round_that_does_not_end_stands_still() {
        let mut still = Still::default();
        let pulse = Pulse(Some(Arc::default()));
        let round = |pulse: &Pulse| pulse.0.as_ref().unwrap().round.load(Ordering::Relaxed);
        assert_eq!(still.note(round(&pulse), Duration::ZERO), Duration::ZERO, "it never began");
        pulse.begin();
        assert_eq!(still.note(round(&pulse), Duration::ZERO), Duration::ZERO, "it works");
        assert_eq!(still.note(round(&pulse), Duration::ZERO), EVERY);
        assert_eq!(still.note(round(&pulse), EVERY / 2), EVERY + EVERY / 2);
        assert_eq!(still.note(round(&pulse), EVERY * 9), EVERY + EVERY / 2, "the machine is busy");
        pulse.end();
        assert_eq!(still.note(round(&pulse), Duration::ZERO), Duration::ZERO, "it waits");
        assert_eq!(still.note(round(&pulse), Duration::ZERO), Duration::ZERO);
        pulse.begin();
        still.note(round(&pulse), Duration::ZERO);
        // Some rounds begin without an end.
        pulse.begin();
        assert_eq!(still.note(round(&pulse), Duration::ZERO), Duration::ZERO, "it is another round");
        assert_eq!(round(&pulse) % 2, 1);
    }
}

//! What a finger meant: presses, repeats and wheel turns with their times in, at most one command each out. Never reads a
//! clock. A clicker's worn button bounces, a held key repeats, a touchpad turns a hundred times: none may skip a slide.

use std::time::Duration;

use super::{Command, Key};

/// The same key twice within this time is one press of a bouncing button.
const BOUNCE: Duration = Duration::from_millis(30);
/// A held arrow key moves no faster than this.
const REPEAT: Duration = Duration::from_millis(250);
/// The wheel moves no faster than this.
const WHEEL: Duration = Duration::from_millis(200);

/// Lets through the presses that were meant.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyFilter {
    last: Option<(Key, Duration)>,
    moved: Option<Duration>,
}

impl KeyFilter {
    /// Whether a press of `key` counts that the system does not call a repetition.
    pub fn press(&mut self, key: Key, now: Duration) -> bool {
        let bounced = self.last.is_some_and(|(last, at)| last == key && now.saturating_sub(at) < BOUNCE);
        self.last = Some((key, now));
        if !bounced {
            self.moved = Some(now);
        }
        !bounced
    }

    /// The program was busy so long that nobody knows when the presses which wait were made: none of them is taken for a
    /// bounce, since two that were meant must be two.
    pub fn forget(&mut self) {
        self.last = None;
    }

    /// Whether a repetition of the held `key` counts, which stands for `command`. Only arrows that move repeat, and
    /// slowly: a thumb resting on a clicker's page key must not race through the talk. Notes scroll and a
    /// page that is near moves as fast as the keyboard repeats.
    pub fn repeat(&mut self, key: Key, command: Command, now: Duration) -> bool {
        if matches!(
            command,
            Command::NotesDown
                | Command::NotesUp
                | Command::Pan(_)
                | Command::Nearer
                | Command::Farther
                | Command::Select(_)
                | Command::Erase
        ) {
            return true;
        }
        let arrow = matches!(key, Key::Left | Key::Right | Key::Up | Key::Down);
        let moves = matches!(command, Command::Next | Command::Previous);
        let due = self.moved.is_none_or(|at| now.saturating_sub(at) >= REPEAT);
        let counts = arrow && moves && due;
        if counts {
            self.moved = Some(now);
        }
        counts
    }
}

/// Turns wheel and touchpad movement into single steps.
#[derive(Clone, Copy, Debug, Default)]
pub struct WheelFilter {
    turned: f32,
    moved: Option<Duration>,
}

impl WheelFilter {
    /// The key that a turn by `notches` (positive away from the person) stands for, if any.
    pub fn turn(&mut self, notches: f32, now: Duration) -> Option<Key> {
        if self.moved.is_some_and(|at| now.saturating_sub(at) < WHEEL) || !notches.is_finite() {
            self.turned = 0.0;
            return None;
        }
        if self.turned * notches < 0.0 {
            self.turned = 0.0;
        }
        self.turned += notches;
        if self.turned.abs() < 1.0 {
            return None;
        }
        let key = if self.turned < 0.0 { Key::WheelDown } else { Key::WheelUp };
        self.turned = 0.0;
        self.moved = Some(now);
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn a_bouncing_button_counts_once_and_two_keys_count_twice() {
        let mut filter = KeyFilter::default();
        assert!(filter.press(Key::PageDown, ms(1000)));
        assert!(!filter.press(Key::PageDown, ms(1012)));
        assert!(!filter.press(Key::PageDown, ms(1024)), "the bounce is counted from the last contact");
        assert!(filter.press(Key::PageUp, ms(1030)));
        assert!(filter.press(Key::PageUp, ms(1061)));
    }

    #[test]
    fn presses_that_queued_up_behind_a_slow_frame_all_count() {
        let mut filter = KeyFilter::default();
        assert!(filter.press(Key::PageDown, ms(0)));
        filter.forget();
        assert!(filter.press(Key::PageDown, ms(1)));
    }

    #[test]
    fn a_held_page_key_moves_once() {
        let mut filter = KeyFilter::default();
        assert!(filter.press(Key::PageDown, ms(0)));
        assert!((1..100).all(|n| !filter.repeat(Key::PageDown, Command::Next, ms(n * 33))));
    }

    #[test]
    fn a_held_arrow_moves_four_times_a_second() {
        let mut filter = KeyFilter::default();
        assert!(filter.press(Key::Right, ms(0)));
        let moves = (1..=100).filter(|n| filter.repeat(Key::Right, Command::Next, ms(n * 33))).count();
        assert!((10..=13).contains(&moves), "{moves}");
    }

    #[test]
    fn only_moves_repeat() {
        let mut filter = KeyFilter::default();
        assert!(!filter.repeat(Key::Home, Command::First, ms(900)));
        assert!(!filter.repeat(Key::Down, Command::Black, ms(900)));
        assert!(filter.repeat(Key::Down, Command::Next, ms(900)));
    }

    #[test]
    fn a_wheel_moves_one_step_in_200_milliseconds() {
        let mut filter = WheelFilter::default();
        assert_eq!(filter.turn(-1.0, ms(0)), Some(Key::WheelDown));
        assert_eq!(filter.turn(-5.0, ms(199)), None);
        assert_eq!(filter.turn(1.0, ms(200)), Some(Key::WheelUp));
    }

    #[test]
    fn a_touchpad_adds_up_to_a_notch() {
        let mut filter = WheelFilter::default();
        assert_eq!(filter.turn(-0.4, ms(0)), None);
        assert_eq!(filter.turn(-0.4, ms(8)), None);
        assert_eq!(filter.turn(-0.4, ms(16)), Some(Key::WheelDown));
        assert_eq!(filter.turn(f32::NAN, ms(900)), None);
        assert_eq!(filter.turn(0.6, ms(950)), None);
        assert_eq!(filter.turn(-0.6, ms(960)), None, "turning back starts anew");
    }
}

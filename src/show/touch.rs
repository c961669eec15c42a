//! Fingers on a screen: where they come down, go and leave in, taps, swipes and pinches out. Two fingers never tap, and a
//! finger that rests long does nothing. Knows nothing of pages.

use std::time::Duration;

/// A tap stays within this part of the screen, and takes no longer.
const STILL: f64 = 0.02;
const TAP: Duration = Duration::from_millis(400);
/// A swipe goes at least this far across, much more across than up or down, and takes no longer.
const FAR: f64 = 0.08;
const SWIPE: Duration = Duration::from_millis(700);
/// Two fingers that are so much farther apart want to see it so much nearer.
const STEP: f64 = 1.25;

/// What a finger does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It comes down.
    Down,
    /// It goes on.
    Moves,
    /// It leaves.
    Up,
    /// The system took it away: nothing was meant.
    Gone,
}

/// A side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The left.
    Left,
    /// The right.
    Right,
}

/// What it comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Touched {
    /// Nothing.
    Nothing,
    /// A single finger came down.
    Began,
    /// It went on.
    Moved,
    /// It left, and that was all.
    Ended,
    /// It left as soon as it had come: in this third of the screen, or in the middle.
    Tap(Option<Side>),
    /// It went to this side and left.
    Swipe(Side),
    /// Another finger came: the first one's way was not meant.
    Broken,
    /// Two fingers ask for so many steps nearer, or farther if negative, around this place.
    Pinch(i8, (f64, f64)),
}

/// A finger that is down.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Finger {
    id: u64,
    began: (f64, f64),
    at: (f64, f64),
    since: Duration,
}

/// The fingers of a screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fingers {
    down: Vec<Finger>,
    /// Whether there were two since the screen was last free.
    several: bool,
    /// How far two of them were apart when they last asked for something.
    apart: f64,
}

/// More fingers than a person has on one screen are not counted.
const MOST: usize = 10;

impl Fingers {
    /// The finger `id` is at `at`, in parts of the screen's width and height, at the time `now`.
    pub fn touch(&mut self, (id, phase): (u64, Phase), at: (f64, f64), now: Duration) -> Touched {
        match phase {
            Phase::Down => self.down(id, at, now),
            Phase::Moves => self.moves(id, at),
            Phase::Up => self.up(id, at, now),
            Phase::Gone => {
                let alone = self.down.len() == 1 && !self.several;
                self.lifted(id);
                if alone { Touched::Broken } else { Touched::Nothing }
            }
        }
    }

    fn down(&mut self, id: u64, at: (f64, f64), now: Duration) -> Touched {
        self.down.retain(|finger| finger.id != id);
        if self.down.len() >= MOST {
            return Touched::Nothing;
        }
        self.down.push(Finger { id, began: at, at, since: now });
        match self.down.as_slice() {
            [_] => Touched::Began,
            [one, two] => {
                self.apart = apart(one.at, two.at);
                let first = !std::mem::replace(&mut self.several, true);
                if first { Touched::Broken } else { Touched::Nothing }
            }
            _ => Touched::Nothing,
        }
    }

    fn moves(&mut self, id: u64, at: (f64, f64)) -> Touched {
        let Some(finger) = self.down.iter_mut().find(|finger| finger.id == id) else { return Touched::Nothing };
        finger.at = at;
        match self.down.as_slice() {
            [_] if !self.several => Touched::Moved,
            [one, two] => {
                let now = apart(one.at, two.at);
                let middle = ((one.at.0 + two.at.0) / 2.0, (one.at.1 + two.at.1) / 2.0);
                let steps = ((now.max(0.01) / self.apart.max(0.01)).ln() / STEP.ln()).trunc();
                if steps == 0.0 {
                    return Touched::Nothing;
                }
                self.apart = self.apart.max(0.01) * STEP.powf(steps);
                Touched::Pinch(steps.clamp(-9.0, 9.0) as i8, middle)
            }
            _ => Touched::Nothing,
        }
    }

    fn up(&mut self, id: u64, at: (f64, f64), now: Duration) -> Touched {
        let several = self.several;
        let Some(finger) = self.lifted(id).filter(|_| !several) else { return Touched::Nothing };
        let (across, along) = (at.0 - finger.began.0, at.1 - finger.began.1);
        let long = now.saturating_sub(finger.since);
        if across.abs() <= STILL && along.abs() <= STILL && long <= TAP {
            let side = if at.0 < 1.0 / 3.0 { Some(Side::Left) } else { (at.0 > 2.0 / 3.0).then_some(Side::Right) };
            return Touched::Tap(side);
        }
        if across.abs() >= FAR && across.abs() >= 2.0 * along.abs() && long <= SWIPE {
            return Touched::Swipe(if across < 0.0 { Side::Left } else { Side::Right });
        }
        Touched::Ended
    }

    fn lifted(&mut self, id: u64) -> Option<Finger> {
        let at = self.down.iter().position(|finger| finger.id == id)?;
        let finger = self.down.remove(at);
        self.several &= !self.down.is_empty();
        Some(finger)
    }
}

fn apart(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    /// Down at the first place, over the others, up at the last, evenly in `long`.
    fn stroke(way: &[(f64, f64)], long: u64) -> Touched {
        let mut fingers = Fingers::default();
        assert_eq!(fingers.touch((1, Phase::Down), way[0], ms(0)), Touched::Began);
        for at in way {
            assert_eq!(fingers.touch((1, Phase::Moves), *at, ms(long / 2)), Touched::Moved);
        }
        fingers.touch((1, Phase::Up), way[way.len() - 1], ms(long))
    }

    #[test]
    fn one_finger_taps_and_swipes() {
        type Row = (&'static [(f64, f64)], u64, Touched);
        let rows: [Row; 9] = [
            (&[(0.1, 0.5)], 100, Touched::Tap(Some(Side::Left))),
            (&[(0.5, 0.5)], 100, Touched::Tap(None)),
            (&[(0.9, 0.5), (0.91, 0.5)], 100, Touched::Tap(Some(Side::Right))),
            (&[(0.9, 0.5)], 1500, Touched::Ended),
            (&[(0.8, 0.5), (0.6, 0.52)], 300, Touched::Swipe(Side::Left)),
            (&[(0.2, 0.5), (0.6, 0.52)], 300, Touched::Swipe(Side::Right)),
            (&[(0.2, 0.5), (0.6, 0.52)], 2000, Touched::Ended),
            (&[(0.5, 0.2), (0.52, 0.8)], 300, Touched::Ended),
            (&[(0.5, 0.5), (0.55, 0.5)], 300, Touched::Ended),
        ];
        for (way, long, wanted) in rows {
            assert_eq!(stroke(way, long), wanted, "{way:?} in {long} ms");
        }
    }

    #[test]
    fn two_fingers_pinch_and_never_tap() {
        let mut fingers = Fingers::default();
        fingers.touch((1, Phase::Down), (0.4, 0.5), ms(0));
        assert_eq!(fingers.touch((2, Phase::Down), (0.6, 0.5), ms(10)), Touched::Broken);
        assert_eq!(fingers.touch((2, Phase::Moves), (0.62, 0.5), ms(20)), Touched::Nothing);
        let Touched::Pinch(1, (x, y)) = fingers.touch((2, Phase::Moves), (0.66, 0.5), ms(30)) else { panic!("nearer") };
        assert!((x - 0.53).abs() < 1e-9 && (y - 0.5).abs() < 1e-9);
        assert_eq!(fingers.touch((2, Phase::Moves), (0.64, 0.5), ms(40)), Touched::Nothing, "half a step back is none");
        assert!(matches!(fingers.touch((2, Phase::Moves), (0.5, 0.5), ms(50)), Touched::Pinch(-4..=-2, _)));
        assert_eq!(fingers.touch((1, Phase::Up), (0.4, 0.5), ms(60)), Touched::Nothing);
        assert_eq!(fingers.touch((2, Phase::Moves), (0.9, 0.5), ms(70)), Touched::Nothing);
        assert_eq!(fingers.touch((2, Phase::Up), (0.9, 0.5), ms(80)), Touched::Nothing);
        // The screen was free: the next one counts again.
        assert_eq!(fingers.touch((3, Phase::Down), (0.9, 0.5), ms(200)), Touched::Began);
        assert_eq!(fingers.touch((3, Phase::Gone), (0.9, 0.5), ms(220)), Touched::Broken);
        assert_eq!(fingers, Fingers { apart: fingers.apart, ..Fingers::default() });
    }

    proptest! {
        #[test]
        fn any_fingers_are_survived_and_a_free_screen_forgets(
            events in prop::collection::vec((0..14_u64, 0..4_u8, -9.0..9.0_f64, prop::num::f64::ANY), 0..60),
        ) {
            let mut fingers = Fingers::default();
            for (n, (id, phase, x, y)) in events.into_iter().enumerate() {
                let phase = [Phase::Down, Phase::Moves, Phase::Up, Phase::Gone][usize::from(phase)];
                fingers.touch((id, phase), (x, y), ms(n as u64));
                prop_assert!(fingers.down.len() <= MOST);
            }
            for id in 0..14 {
                fingers.touch((id, Phase::Up), (0.5, 0.5), ms(9999));
            }
            prop_assert!(fingers.down.is_empty() && !fingers.several);
            prop_assert_eq!(fingers.touch((1, Phase::Down), (0.5, 0.5), ms(20_000)), Touched::Began);
        }
    }
}

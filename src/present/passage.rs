//! The passage from page to page: what the audience saw, what it sees now and the time in, the moment of the turn out. A
//! press in the middle of it ends it: the next one begins where it led. Draws nothing, and never holds a page up.

use std::time::{Duration, Instant};

use super::canvas::Turning;
use super::frame::Frame;
use crate::paint::gpu::TRANSITIONS;
use crate::scene::Scene;
use crate::show::Position;
use crate::theme::{Motion, Theme, TransitionKind};
use crate::views::{Morph, morph};

/// From one frame to the next.
const FRAME: Duration = Duration::from_millis(8);
/// Milliseconds of a turn that an author asks for in a theme without one.
const USUAL: u16 = 300;

/// A page that turns.
#[derive(Debug)]
pub(super) struct Passage {
    began: Option<Instant>,
    /// When its next frame is due.
    due: Option<Instant>,
    long: Duration,
    serial: u64,
    direction: f32,
    shader: String,
    from: (Scene, u16),
    morph: Option<Morph>,
    /// What glides, at the moment that is drawn.
    over: Option<Scene>,
}

/// The pages of a passage, each with where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends<'a> {
    pub(super) from: (&'a Scene, Position),
    pub(super) to: (&'a Scene, Position),
}

impl Passage {
    /// The passage between `ends` in the way of `theme`, or in the one that was `asked` for, the `serial`-th of the show;
    /// none where pages change at once.
    pub(super) fn new(ends: Ends<'_>, (theme, asked): (&Theme, Option<TransitionKind>), serial: u64) -> Option<Self> {
        let Ends { from: (from, left), to: (to, reached) } = ends;
        let transition = &theme.transition;
        let ms = if transition.ms == 0 && asked.is_some() { USUAL } else { transition.ms };
        if theme.motion == Motion::Reduced || ms == 0 || from.size != to.size {
            return None;
        }
        let named = |name: &str| TRANSITIONS.iter().find(|shader| shader.name == name).map(|shader| shader.source);
        let own = transition.shader.as_ref().filter(|_| asked.is_none());
        let (shader, morph) = match (own, asked.unwrap_or(transition.kind)) {
            (Some(own), _) => (own.source.as_str(), None),
            (None, TransitionKind::None) => return None,
            (None, TransitionKind::Morph) => (named("fade")?, morph((from, left.step), (to, reached.step))),
            (None, kind) => (named(kind.word())?, None),
        };
        Some(Self {
            began: None,
            due: None,
            long: Duration::from_millis(u64::from(ms)),
            serial,
            direction: if reached < left { -1.0 } else { 1.0 },
            shader: shader.to_owned(),
            from: (from.clone(), left.step),
            morph,
            over: None,
        })
    }

    /// Whether it is over at `now`. Its time begins with its first frame: what the frame took to make is not lost.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.began.is_some_and(|began| now.saturating_duration_since(began) >= self.long)
    }

    /// The moment of `now`, on the way to `frame`.
    pub(super) fn at<'a>(&'a mut self, now: Instant, frame: &'a Frame<'_>) -> Turning<'a> {
        self.due = Some(now + FRAME);
        let passed = now.saturating_duration_since(*self.began.get_or_insert(now));
        let progress = eased(passed.as_secs_f32() / self.long.as_secs_f32().max(1e-3));
        self.over = self.morph.as_ref().map(|morph| morph.over(progress));
        let (from, to) = match &self.morph {
            Some(morph) => ((&morph.from, 0), (&morph.to, 0)),
            None => ((&self.from.0, self.from.1), (frame.scene(), frame.step())),
        };
        Turning {
            from,
            to,
            over: self.over.as_ref(),
            shader: &self.shader,
            serial: self.serial,
            progress,
            direction: self.direction,
        }
    }

    /// When its next frame is due; nothing before the first one was drawn.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }
}

/// Slow at both ends.
fn eased(part: f32) -> f32 {
    let part = part.clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Rgba;
    use crate::geom::Size;
    use crate::theme;

    fn scenes() -> (Scene, Scene) {
        let scene = |value: u32| Scene::new(Size::new(1280.0, 720.0), Rgba::hex(value * 0x01_01_01));
        (scene(0), scene(255))
    }

    fn passage(theme: &Theme, left: usize, reached: usize) -> Option<Passage> {
        let (from, to) = scenes();
        let ends = Ends { from: (&from, Position::new(0, left)), to: (&to, Position::new(0, reached)) };
        Passage::new(ends, (theme, None), 1)
    }

    #[test]
    fn an_author_may_ask_for_another_way() {
        let (from, to) = scenes();
        let ends = Ends { from: (&from, Position::new(0, 0)), to: (&to, Position::new(0, 1)) };
        let asked = |theme: &Theme, kind| Passage::new(ends, (theme, Some(kind)), 1);
        let mut theme = theme::paper();
        let shader = |passage: Option<Passage>| passage.map(|passage| passage.shader);
        assert!(asked(&theme, TransitionKind::None).is_none());
        let pushed = shader(asked(&theme, TransitionKind::Push));
        assert_eq!(pushed.as_deref(), TRANSITIONS.iter().find(|known| known.name == "push").map(|known| known.source));
        theme.transition.ms = 0;
        assert!(asked(&theme, TransitionKind::Fade).is_some(), "a theme without turns has a time for one");
        theme.motion = Motion::Reduced;
        assert!(asked(&theme, TransitionKind::Fade).is_none(), "whoever wants no motion gets none");
    }

    #[test]
    fn a_passage_goes_from_nothing_to_all_and_ends_in_time() {
        let mut theme = theme::paper();
        theme.transition.ms = 200;
        let mut passage = passage(&theme, 1, 2).expect("paper fades");
        let (_, to) = scenes();
        let frame = Frame::Page(&to, 0);
        let start = Instant::now();
        assert!(!passage.is_over(start + Duration::from_secs(9)), "nobody has seen it yet");
        let mut before = -1.0;
        for ms in [0, 50, 100, 199] {
            let moment = passage.at(start + Duration::from_millis(ms), &frame);
            assert!(moment.progress > before && moment.progress < 1.0, "{ms}");
            before = moment.progress;
        }
        assert!(!passage.is_over(start + Duration::from_millis(199)));
        assert!(passage.is_over(start + Duration::from_millis(200)));
    }

    #[test]
    fn every_way_is_known_and_back_is_the_other_way() {
        let mut theme = theme::paper();
        theme.transition.ms = 100;
        for (word, kind) in TransitionKind::WORDS {
            theme.transition.kind = *kind;
            let passage = passage(&theme, 3, 2);
            assert_eq!(passage.is_none(), *word == "none", "{word}");
            assert!(passage.is_none_or(|passage| passage.direction < 0.0));
        }
    }

    #[test]
    fn whoever_wants_no_motion_gets_none() {
        let mut theme = theme::paper();
        theme.motion = Motion::Reduced;
        assert!(passage(&theme, 0, 1).is_none());
        theme = theme::paper();
        theme.transition.ms = 0;
        assert!(passage(&theme, 0, 1).is_none());
    }
}

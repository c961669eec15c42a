//! The plan, by tables of what happens to cables, and by sequences that nobody thought of.

use proptest::prelude::*;

use super::super::choice::DisplayName;
use super::super::list::tests::display;
use super::*;

fn own() -> Display {
    display("eDP-1", 0, (1920, 1080))
}

fn theirs() -> Display {
    display("HDMI-1", 1920, (1280, 800))
}

const BOTH: Wants = Wants { fullscreen: true, presenter: true };
const SLIDES: Wants = Wants { fullscreen: true, presenter: false };

/// A plan and what its show wants.
#[derive(Clone, Debug)]
struct Stage {
    plan: Plan,
    wants: Wants,
}

impl Stage {
    fn with(usual: Wants, wishes: DisplayWishes, displays: &[Display]) -> Self {
        let mut plan = Plan::new(usual, wishes, Choices::new());
        let wants = plan.changed(displays.to_vec(), Wants { presenter: false, ..usual });
        Self { plan, wants }
    }

    fn new(displays: &[Display]) -> Self {
        Self::with(BOTH, DisplayWishes::default(), displays)
    }

    fn now(&mut self, displays: &[Display]) -> (String, String) {
        self.wants = self.plan.changed(displays.to_vec(), self.wants);
        self.seen()
    }

    fn swap(&mut self) -> (String, String) {
        self.wants = self.plan.swap(self.wants);
        self.seen()
    }

    fn press_f(&mut self) -> (String, String) {
        self.wants = self.plan.toggled(Wants { fullscreen: !self.wants.fullscreen, ..self.wants });
        self.seen()
    }

    fn press_s(&mut self) -> (String, String) {
        self.wants.presenter = !self.wants.presenter;
        self.seen()
    }

    /// Audience and presenter in words.
    fn seen(&self) -> (String, String) {
        let words = |place: Place| match place {
            Place::Nowhere => "nowhere".to_owned(),
            Place::Window(None) => "window".to_owned(),
            Place::Window(Some(on)) => format!("window on {}", on.name),
            Place::All(None) => "somewhere".to_owned(),
            Place::All(Some(on)) => on.name,
        };
        let places = self.plan.places(self.wants);
        (words(places.audience), words(places.presenter))
    }
}

fn seen(audience: &str, presenter: &str) -> (String, String) {
    (audience.to_owned(), presenter.to_owned())
}

#[test]
fn each_has_a_display_where_there_are_two() {
    assert_eq!(Stage::new(&[own(), theirs()]).seen(), seen("HDMI-1", "eDP-1"));
    assert_eq!(Stage::with(SLIDES, DisplayWishes::default(), &[own(), theirs()]).seen(), seen("HDMI-1", "nowhere"));
    assert_eq!(Stage::new(&[own()]).seen(), seen("eDP-1", "nowhere"));
    assert_eq!(Stage::new(&[]).seen(), seen("somewhere", "nowhere"));
}

#[test]
fn the_audiences_display_goes_and_comes_back() {
    let mut stage = Stage::new(&[own(), theirs()]);
    assert_eq!(stage.now(&[own()]), seen("nowhere", "eDP-1"));
    assert!(stage.plan.audience_is_without(stage.wants));
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "eDP-1"));
    assert!(!stage.plan.audience_is_without(stage.wants));
}

#[test]
fn a_presenter_screen_that_there_was_not_opens_and_closes_again() {
    let mut stage = Stage::new(&[own(), theirs()]);
    assert_eq!(stage.press_s(), seen("HDMI-1", "nowhere"));
    assert_eq!(stage.now(&[own()]), seen("nowhere", "eDP-1"));
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "nowhere"));
}

#[test]
fn notes_never_go_where_the_audience_looks() {
    // The lid is closed: what is left is the projector.
    let mut stage = Stage::new(&[own(), theirs()]);
    assert_eq!(stage.now(&[theirs()]), seen("HDMI-1", "nowhere"));
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "eDP-1"));
    // First the cable is pulled, then the lid is closed with the cable in again.
    stage.now(&[own()]);
    assert_eq!(stage.now(&[theirs()]), seen("HDMI-1", "nowhere"));
    assert_eq!(stage.now(&[own()]), seen("nowhere", "eDP-1"));
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "eDP-1"));
}

#[test]
fn on_the_display_that_is_left_notes_and_slides_take_turns() {
    let mut stage = Stage::new(&[own(), theirs()]);
    stage.now(&[own()]);
    assert_eq!(stage.press_s(), seen("eDP-1", "nowhere"), "who closes the notes sees the slides");
    assert_eq!(stage.press_s(), seen("nowhere", "eDP-1"));
    assert_eq!(stage.swap(), seen("eDP-1", "nowhere"));
    assert_eq!(stage.swap(), seen("nowhere", "eDP-1"));
    assert_eq!(stage.press_f(), seen("window on eDP-1", "window"), "both, for sharing a window");
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "eDP-1"));
}

#[test]
fn a_display_that_is_plugged_in_later_is_the_audiences() {
    let mut stage = Stage::new(&[own()]);
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "eDP-1"));
    let mut stage = Stage::with(SLIDES, DisplayWishes::default(), &[own()]);
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "nowhere"), "--no-presenter");
}

#[test]
fn without_any_display_nothing_is_decided() {
    let mut stage = Stage::new(&[own(), theirs()]);
    assert_eq!(stage.now(&[]), seen("HDMI-1", "eDP-1"));
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "eDP-1"));
    stage.now(&[own()]);
    assert_eq!(stage.now(&[]), seen("nowhere", "eDP-1"));
    assert_eq!(stage.now(&[theirs()]), seen("HDMI-1", "nowhere"));
}

#[test]
fn a_mirror_is_one_display() {
    let mirror = display("HDMI-1", 0, (1024, 768));
    assert_eq!(Stage::new(&[own(), mirror.clone()]).seen(), seen("eDP-1", "nowhere"));
    let mut stage = Stage::new(&[own(), theirs()]);
    assert_eq!(stage.now(&[own(), mirror.clone()]), seen("eDP-1", "nowhere"), "the audience sees all of it");
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "eDP-1"));
    assert_eq!(stage.now(&[own()]), seen("nowhere", "eDP-1"));
    assert_eq!(stage.now(&[own(), mirror]), seen("eDP-1", "nowhere"), "a cable that comes back as a mirror");
}

#[test]
fn another_resolution_is_followed() {
    let mut stage = Stage::new(&[own(), theirs()]);
    stage.now(&[own(), display("HDMI-1", 1920, (1024, 768))]);
    let place = stage.plan.places(stage.wants).audience;
    assert_eq!(place, Place::All(Some(display("HDMI-1", 1920, (1024, 768)))));
}

#[test]
fn swapped_displays_are_remembered_for_their_set() {
    let mut stage = Stage::new(&[own(), theirs()]);
    assert_eq!(stage.swap(), seen("eDP-1", "HDMI-1"));
    assert_eq!(stage.now(&[own()]), seen("eDP-1", "nowhere"), "the audience looks at the laptop");
    assert_eq!(stage.now(&[own(), theirs()]), seen("eDP-1", "HDMI-1"));
    let mut later = Plan::new(BOTH, DisplayWishes::default(), stage.plan.choices().clone());
    later.changed(vec![theirs(), own()], SLIDES);
    assert_eq!(later.theirs().map(|display| display.name.as_str()), Some("eDP-1"));
    let mut hall = Plan::new(BOTH, DisplayWishes::default(), stage.plan.choices().clone());
    hall.changed(vec![own(), display("HDMI-1", 1920, (3840, 2160))], SLIDES);
    assert_eq!(hall.theirs().map(|display| display.name.as_str()), Some("HDMI-1"), "another display at the plug");
}

#[test]
fn what_was_asked_for_is_remembered_and_can_be_swapped() {
    let wishes = DisplayWishes { audience: Some(DisplayName("eDP-1".to_owned())), presenter: None };
    let mut stage = Stage::with(BOTH, wishes, &[own(), theirs()]);
    assert_eq!(stage.seen(), seen("eDP-1", "HDMI-1"));
    let mut later = Plan::new(BOTH, DisplayWishes::default(), stage.plan.choices().clone());
    later.changed(vec![own(), theirs()], SLIDES);
    assert_eq!(later.theirs().map(|display| display.name.as_str()), Some("eDP-1"));
    assert_eq!(stage.swap(), seen("HDMI-1", "eDP-1"));
    assert_eq!(stage.now(&[own()]), seen("nowhere", "eDP-1"));
    assert_eq!(stage.now(&[own(), theirs()]), seen("HDMI-1", "eDP-1"));
}

#[test]
fn of_three_displays_one_may_go() {
    let third = display("DP-1", 3200, (1280, 800));
    let mut stage = Stage::new(&[own(), theirs(), third.clone()]);
    assert_eq!(stage.seen(), seen("HDMI-1", "eDP-1"));
    assert_eq!(stage.now(&[own(), third.clone()]), seen("DP-1", "eDP-1"));
    assert_eq!(stage.now(&[own(), theirs(), third.clone()]), seen("HDMI-1", "eDP-1"));
    assert_eq!(stage.now(&[theirs(), third]), seen("HDMI-1", "DP-1"), "the slides stay where they are");
}

#[test]
fn windows_are_the_persons_until_fullscreen_is_asked_for() {
    let windows = Wants { fullscreen: false, presenter: true };
    let mut stage = Stage::with(windows, DisplayWishes::default(), &[own(), theirs()]);
    assert_eq!(stage.seen(), seen("window", "window"));
    assert_eq!(stage.now(&[own()]), seen("window", "window"));
    assert_eq!(stage.now(&[own(), theirs()]), seen("window", "window"));
    assert_eq!(stage.press_f(), seen("HDMI-1", "eDP-1"));
    assert_eq!(stage.press_f(), seen("window on HDMI-1", "eDP-1"));
    assert_eq!(stage.now(&[own()]), seen("nowhere", "eDP-1"));
    assert_eq!(stage.now(&[own(), theirs()]), seen("window on HDMI-1", "eDP-1"));
}

/// Something that happens.
#[derive(Clone, Copy, Debug)]
enum Happens {
    Displays(u8, bool),
    Swap,
    Fullscreen,
    Presenter,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        4 => (0..8_u8, any::<bool>()).prop_map(|(which, mirrored)| Happens::Displays(which, mirrored)),
        1 => Just(Happens::Swap),
        1 => Just(Happens::Fullscreen),
        1 => Just(Happens::Presenter),
    ]
}

/// Any of three displays, by the bits of `which`; the second may mirror the first.
fn some(which: u8, mirrored: bool) -> Vec<Display> {
    let second = if mirrored { display("HDMI-1", 0, (1280, 800)) } else { theirs() };
    let all = [own(), second, display("DP-1", 3200, (800, 600))];
    (0..3).filter(|n| which & (1 << n) != 0).map(|n| all[n].clone()).collect()
}

proptest! {
    #[test]
    fn whatever_happens_windows_stay_apart_and_on_displays_that_are_there(
        begin in 0..8_u8,
        windowed in any::<bool>(),
        presenter in any::<bool>(),
        all in proptest::collection::vec(happens(), 0..40),
    ) {
        let usual = Wants { fullscreen: !windowed, presenter };
        let mut stage = Stage::with(usual, DisplayWishes::default(), &some(begin, false));
        for happening in all {
            let before = stage.clone();
            match happening {
                Happens::Displays(which, mirrored) => { stage.now(&some(which, mirrored)); }
                Happens::Swap => { stage.swap(); }
                Happens::Fullscreen => { stage.press_f(); }
                Happens::Presenter => { stage.press_s(); }
            }
            let Places { audience, presenter } = stage.plan.places(stage.wants);
            prop_assert!(audience != Place::Nowhere || presenter != Place::Nowhere, "nothing is to be seen");
            prop_assert_eq!(presenter == Place::Nowhere, !stage.wants.presenter);
            for place in [&audience, &presenter] {
                if let Place::All(Some(on)) | Place::Window(Some(on)) = place {
                    prop_assert!(stage.plan.displays().contains(on), "{on} is not there");
                }
            }
            if let (Place::All(Some(slides)), Place::All(Some(notes))) = (&audience, &presenter) {
                prop_assert!(slides.area != notes.area, "one lies on the other");
            }
            if let (Happens::Displays(..), Some(pair), Place::All(Some(notes))) = (happening, &before.plan.pair, &presenter) {
                let there = notes.is_seen_on(&pair.theirs.name) && before.plan.hands == Hands::Own;
                prop_assert!(!there, "notes moved to the audience's display");
            }
            // The same news twice is no news.
            if let Happens::Displays(which, mirrored) = happening {
                let places = stage.plan.places(stage.wants);
                stage.now(&some(which, mirrored));
                prop_assert_eq!(places, stage.plan.places(stage.wants));
            }
        }
    }

    #[test]
    fn what_a_displays_return_finds_is_what_its_going_left(times in 1..20_usize, closed in any::<bool>(), lid in any::<bool>()) {
        let mut stage = Stage::new(&[own(), theirs()]);
        if closed {
            stage.press_s();
        }
        let before = stage.seen();
        for _ in 0..times {
            let left = if lid { theirs() } else { own() };
            let alone = stage.now(std::slice::from_ref(&left));
            prop_assert_eq!(alone, if lid { seen("HDMI-1", "nowhere") } else { seen("nowhere", "eDP-1") });
            prop_assert_eq!(&stage.now(&[own(), theirs()]), &before);
        }
    }
}

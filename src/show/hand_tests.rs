//! Every rule of the speaker's hand. Never needs a window.

use proptest::prelude::*;

use super::tests::{Counts, commands, press, session, sessions};
use super::*;
use Command::*;

fn begin() -> (Show, Counts) {
    let pages = session();
    let start = Start { at: Position::new(0, 1), presenter: true, ..Start::default() };
    (Show::new(start, &pages), pages)
}

/// What is pressed, then what the hand holds, whether the page is near, and where the show is.
type Row = (&'static [Command], Option<Tool>, bool, (usize, usize, u16));

const HERE: (usize, usize, u16) = (0, 1, 0);

const TABLE: &[Row] = &[
    (&[Pointer], Some(Tool::Pointer), false, HERE),
    (&[Pointer, Pointer], None, false, HERE),
    (&[Pointer, Spotlight], Some(Tool::Spotlight), false, HERE),
    (&[Spotlight, Next], Some(Tool::Spotlight), false, (0, 1, 1)),
    (&[Zoom], None, true, HERE),
    (&[Zoom, Zoom], None, false, HERE),
    (&[Nearer], None, true, HERE),
    (&[Nearer, Farther], None, false, HERE),
    (&[Farther], None, false, HERE),
    (&[Command::Pan(super::Pan::Left)], None, false, HERE),
    // A step of the same page is seen from as near; another page is seen whole, with the same tool.
    (&[Pointer, Zoom, Next], Some(Tool::Pointer), true, (0, 1, 1)),
    (&[Pointer, Zoom, Previous], Some(Tool::Pointer), false, (0, 0, 0)),
    // Esc leaves one state at a time, from the inside out.
    (&[Pointer, Zoom, Escape], Some(Tool::Pointer), false, HERE),
    (&[Pointer, Zoom, Escape, Escape], None, false, HERE),
    (&[Pointer, Zoom, Black, Escape], Some(Tool::Pointer), true, HERE),
    (&[Pointer, Zoom, Help, Escape], Some(Tool::Pointer), true, HERE),
    (&[Pointer, Zoom, Digit(1), Escape], Some(Tool::Pointer), true, HERE),
];

#[test]
fn the_hand_does_what_the_table_says() {
    for (commands, tool, near, place) in TABLE {
        let (mut show, pages) = begin();
        press(&mut show, &pages, commands);
        let Position { deck, page, step } = show.position();
        let found = (show.hand().tool(), show.hand().zoom().is_some(), (deck, page, step));
        assert_eq!(found, (*tool, *near, *place), "{commands:?}");
    }
}

#[test]
fn a_frozen_stage_keeps_the_hand_that_it_saw() {
    let (mut show, pages) = begin();
    show.point(Spot::at(0.5, 0.5));
    press(&mut show, &pages, &[Spotlight, Zoom, Freeze]);
    let kept = *show.hand();
    show.point(Spot::at(0.1, 0.1));
    press(&mut show, &pages, &[Pointer, Next, Next]);
    assert_eq!(*show.audience_hand(), kept);
    assert_ne!(*show.hand(), kept);
    press(&mut show, &pages, &[Presenter]);
    assert_eq!(*show.hand(), kept, "nobody browses any more, and the audience sees no change");
}

#[test]
fn keys_of_a_near_page_are_about_what_is_seen_of_it() {
    let (mut show, pages) = begin();
    let rows = [
        (Key::Right, Next, Command::Pan(super::Pan::Right)),
        (Key::Up, Previous, Command::Pan(super::Pan::Up)),
        (Key::WheelUp, Previous, Nearer),
        (Key::WheelDown, Next, Farther),
        (Key::Char('+'), NotesLarger, Nearer),
        (Key::Char('-'), NotesSmaller, Farther),
        (Key::LeftClick, Next, Nothing),
    ];
    for (key, command, _) in rows {
        assert_eq!(show.meant(key, command), command);
    }
    press(&mut show, &pages, &[Zoom]);
    for (key, command, meant) in rows {
        assert_eq!(show.meant(key, command), meant, "{key:?}");
    }
    assert_eq!(show.meant(Key::PageDown, Next), Next, "a clicker's button is never taken away");
    press(&mut show, &pages, &[Black]);
    assert_eq!(show.meant(Key::Right, Next), Next, "what is not seen is not moved");
}

#[test]
fn a_show_without_its_hand_is_the_same_wherever_the_mouse_is() {
    let (mut show, pages) = begin();
    let before = show.clone();
    show.point(Spot::at(0.3, 0.3));
    press(&mut show, &pages, &[Spotlight]);
    assert_ne!(show, before);
    assert_eq!(show.without_hand(), before);
    press(&mut show, &pages, &[Zoom]);
    assert_eq!(show.without_hand().hand().zoom(), show.hand().zoom(), "how near the page is is kept");
    press(&mut show, &pages, &[Next]);
    assert_ne!(show.without_hand(), before);
}

#[test]
fn a_drag_takes_the_page_along() {
    let (mut show, pages) = begin();
    assert!(!show.drag((0.2, 0.2)));
    show.point(Spot::at(0.5, 0.5));
    press(&mut show, &pages, &[Zoom]);
    let under = show.hand().on_page(Spot { x: 20_000, y: 20_000 });
    assert!(show.drag((0.1, 0.0)));
    let moved = show.hand().on_page(Spot { x: 20_000 + WHOLE / 10, y: 20_000 });
    assert!((under.x - moved.x).abs() < 3 && under.y == moved.y, "{under:?} {moved:?}");
    assert!(show.drag((9.0, f64::NAN)));
    assert_eq!(show.hand().zoom().map(|zoom| zoom.corner().x), Some(0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn nothing_beyond_the_page_is_seen_and_esc_leaves_one_state(
        pages in sessions(),
        evening in prop::collection::vec((commands(), -0.2..1.2_f64, -0.2..1.2_f64), 0..40),
    ) {
        let mut show = Show::new(Start { presenter: true, ..Start::default() }, &pages);
        for (command, x, y) in evening {
            show.point(Spot::at(x, y));
            show.drag((x - 0.5, y - 0.5));
            let before = show.clone();
            show.apply(command, Duration::ZERO, &pages);
            let states = |show: &Show| {
                [show.help(), !show.digits().is_empty(), show.blank().is_some(), show.hand().zoom().is_some(),
                    show.hand().tool().is_some(), show.browse().is_some()].map(usize::from).iter().sum::<usize>()
            };
            if command == Escape {
                prop_assert_eq!(states(&show), states(&before).saturating_sub(1));
                prop_assert_eq!(show.position(), before.position());
            }
            let place = |show: &Show| (show.position().deck, show.position().page, show.ended());
            if command == Presenter && before.frozen() {
                prop_assert_eq!(show.hand(), before.audience_hand());
            } else if place(&show) != place(&before) {
                prop_assert!(show.hand().zoom().is_none());
                prop_assert_eq!(show.hand().tool(), before.hand().tool());
            }
            for corner in [Spot::default(), Spot { x: WHOLE, y: WHOLE }] {
                let Spot { x, y } = show.hand().on_page(corner);
                prop_assert!((0..=WHOLE + 1).contains(&x) && (0..=WHOLE + 1).contains(&y), "{x} {y}");
            }
        }
    }
}

#[test]
fn a_light_that_went_out_comes_back_with_the_mouse() {
    let (mut show, pages) = begin();
    show.point(Spot::at(0.5, 0.5));
    assert!(!show.dim(255), "nothing in hand");
    press(&mut show, &pages, &[Pointer]);
    assert!(show.dim(128) && !show.dim(128) && show.hand().shows());
    assert!(show.dim(255) && !show.hand().shows());
    assert!(show.point(Spot::at(0.6, 0.5)) && show.hand().shows());
}

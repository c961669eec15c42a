//! Every rule of what is drawn. Never needs a window.

use proptest::prelude::*;

use super::tests::{Counts, commands, press, session, sessions};
use super::*;
use Command::*;

fn begin() -> (Show, Counts) {
    let pages = session();
    let start = Start { at: Position::new(0, 1), presenter: true, ..Start::default() };
    (Show::new(start, &pages), pages)
}

/// Drags from place to place, in parts of what is seen.
fn drag(show: &mut Show, way: &[(f64, f64)]) {
    let mut way = way.iter();
    if let Some(&(x, y)) = way.next() {
        show.point(Spot::at(x, y));
        show.press();
    }
    for &(x, y) in way {
        show.point(Spot::at(x, y));
    }
    show.lift();
}

fn lines(show: &Show) -> Vec<(Nib, usize)> {
    show.drawings().on(show.position()).lines().map(|(nib, points)| (nib, points.len())).collect()
}

const ACROSS: &[(f64, f64)] = &[(0.2, 0.5), (0.4, 0.5), (0.6, 0.5)];
const DOWN: &[(f64, f64)] = &[(0.4, 0.3), (0.4, 0.7)];

#[test]
fn a_tool_draws_until_it_is_put_away() {
    let (mut show, pages) = begin();
    drag(&mut show, ACROSS);
    assert_eq!(lines(&show), [], "nothing in hand");
    press(&mut show, &pages, &[Pen]);
    drag(&mut show, ACROSS);
    press(&mut show, &pages, &[Highlighter]);
    drag(&mut show, DOWN);
    assert_eq!(lines(&show), [(Nib::Pen, 3), (Nib::Highlighter, 2)]);
    press(&mut show, &pages, &[Highlighter]);
    drag(&mut show, DOWN);
    assert_eq!(lines(&show).len(), 2);
    // What lies on a page waits there.
    press(&mut show, &pages, &[NextPage]);
    assert_eq!(lines(&show), []);
    press(&mut show, &pages, &[PreviousPage]);
    assert_eq!(lines(&show).len(), 2);
}

#[test]
fn a_line_shows_as_it_is_drawn_and_a_trembling_hand_adds_nothing() {
    let (mut show, pages) = begin();
    press(&mut show, &pages, &[Pen]);
    show.point(Spot::at(0.2, 0.5));
    assert!(show.press());
    assert_eq!(lines(&show), [(Nib::Pen, 1)]);
    assert!(show.point(Spot::at(0.3, 0.5)));
    assert!(!show.point(Spot::at(0.3005, 0.5)), "that was half a unit");
    assert_eq!(lines(&show), [(Nib::Pen, 2)]);
    // Off the page the line ends; back on it another one begins.
    show.point(None);
    assert!(show.point(Spot::at(0.4, 0.5)));
    assert_eq!(lines(&show), [(Nib::Pen, 2), (Nib::Pen, 1)]);
    // Another page ends it too, and what is held draws nothing there.
    press(&mut show, &pages, &[NextPage]);
    assert!(!show.point(Spot::at(0.5, 0.5)));
    assert_eq!(lines(&show), []);
}

#[test]
fn an_eraser_takes_whole_lines_and_everything_can_be_taken_back() {
    let (mut show, pages) = begin();
    press(&mut show, &pages, &[Pen]);
    drag(&mut show, ACROSS);
    drag(&mut show, &[(0.1, 0.9), (0.9, 0.9)]);
    drag(&mut show, ACROSS);
    press(&mut show, &pages, &[Eraser]);
    drag(&mut show, &[(0.5, 0.1), (0.5, 0.2)]);
    assert_eq!(lines(&show).len(), 3, "it touched none");
    drag(&mut show, DOWN);
    assert_eq!(lines(&show), [(Nib::Pen, 2)], "it went across two between two places of the mouse");
    press(&mut show, &pages, &[Clear, Clear]);
    assert_eq!(lines(&show), []);
    press(&mut show, &pages, &[Undo]);
    assert_eq!(lines(&show), [(Nib::Pen, 2)]);
    press(&mut show, &pages, &[Undo]);
    assert_eq!(lines(&show), [(Nib::Pen, 3), (Nib::Pen, 2), (Nib::Pen, 3)]);
    press(&mut show, &pages, &[Undo, Undo, Undo, Undo]);
    assert_eq!(lines(&show), []);
}

#[test]
fn from_near_a_line_lies_where_it_was_drawn() {
    let (mut show, pages) = begin();
    show.point(Spot::at(0.5, 0.5));
    press(&mut show, &pages, &[Pen, Zoom]);
    let under = show.hand().on_page(Spot { x: WHOLE / 5, y: WHOLE / 2 });
    drag(&mut show, ACROSS);
    let first = show.drawings().on(show.position()).lines().next().and_then(|(_, points)| points.first().copied());
    let first = first.expect("a line");
    assert!((first.x - under.x).abs() < 3 && (first.y - under.y).abs() < 3, "{first:?} {under:?}");
    assert_eq!(show.hand().zoom().map(|zoom| zoom.corner()), {
        let (mut other, pages) = begin();
        other.point(Spot::at(0.5, 0.5));
        press(&mut other, &pages, &[Zoom]);
        other.hand().zoom().map(|zoom| zoom.corner())
    });
}

#[test]
fn the_audience_of_a_frozen_stage_keeps_what_it_had() {
    let (mut show, pages) = begin();
    press(&mut show, &pages, &[Pen]);
    drag(&mut show, ACROSS);
    press(&mut show, &pages, &[Freeze]);
    drag(&mut show, DOWN);
    let seen = |show: &Show| show.audience_drawn(show.audience().at).lines().count();
    assert_eq!((lines(&show).len(), seen(&show)), (2, 1));
    press(&mut show, &pages, &[Freeze]);
    assert_eq!(seen(&show), 2);
}

#[test]
fn nothing_is_drawn_where_nobody_looks_and_buttons_turn_no_page() {
    let (mut show, pages) = begin();
    press(&mut show, &pages, &[Pen, Black]);
    drag(&mut show, ACROSS);
    press(&mut show, &pages, &[Black, Help]);
    drag(&mut show, ACROSS);
    press(&mut show, &pages, &[Help]);
    assert_eq!(lines(&show), []);
    for (key, command) in [(Key::LeftClick, Next), (Key::RightClick, Previous)] {
        assert_eq!(show.meant(key, command), Nothing);
    }
    assert_eq!(show.meant(Key::PageDown, Next), Next);
    press(&mut show, &pages, &[Escape]);
    assert_eq!(show.hand().tool(), None);
    assert_eq!(show.meant(Key::LeftClick, Next), Next);
}

#[test]
fn a_pen_runs_dry_and_nothing_else_happens() {
    let (mut show, pages) = begin();
    press(&mut show, &pages, &[Pen]);
    let at = show.position();
    for round in 0..3 {
        let way: Vec<(f64, f64)> =
            (0..4_000).map(|n| (f64::from(n % 100) / 100.0, f64::from(n / 100) / 100.0)).collect();
        drag(&mut show, &way);
        assert_eq!(show.drawings().full(at), round > 0);
    }
    assert_eq!(lines(&show).iter().map(|(_, points)| points).sum::<usize>(), 8_000);
    press(&mut show, &pages, &[Undo]);
    assert!(!show.drawings().full(at));
}

#[test]
fn drawings_go_where_their_page_goes_and_go_with_it() {
    let (mut show, pages) = begin();
    press(&mut show, &pages, &[Pen]);
    drag(&mut show, ACROSS);
    press(&mut show, &pages, &[NextPage]);
    drag(&mut show, DOWN);
    show.carry_drawings(|at| (at.page == 1).then_some(Position::new(1, 7)));
    let all: Vec<_> = show.drawings().pages().map(|(at, strokes)| (at.deck, at.page, strokes.len())).collect();
    assert_eq!(all, [(1, 7, 1)]);
}

#[test]
fn what_is_read_lies_on_the_page_and_within_the_limits() {
    let far = format!("[{}]", vec!["99999999,-5"; 9_000].join(","));
    let text = format!(
        r#"[{{"deck":0,"page":1,"lines":[{{"nib":"pen","points":{far}}},{{"nib":"pen","points":[1,2]}}]}},
            {{"deck":0,"page":2,"lines":[{{"nib":"highlighter","points":[1]}},{{"nib":"highlighter","points":[1,2,3]}}]}}]"#
    );
    let drawings: Drawings = serde_json::from_str(&text).expect("it is read");
    let all: Vec<_> = drawings.pages().map(|(at, strokes)| (at.page, strokes.len())).collect();
    assert_eq!(all, [(1, 1), (2, 1)]);
    let held = drawings
        .on(Position::new(0, 1))
        .lines()
        .all(|(_, points)| points.len() == 8_000 && points.iter().all(|spot| *spot == Spot { x: WHOLE, y: 0 }));
    assert!(held);
}

/// What a hand does between two commands.
fn moves() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((-0.1..1.1_f64, -0.1..1.1_f64), 0..6)
}

fn tools() -> impl Strategy<Value = Command> {
    prop_oneof![Just(Pen), Just(Highlighter), Just(Eraser), Just(Undo), Just(Clear), Just(Freeze), commands()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_drawn_is_kept_and_can_be_taken_back(
        pages in sessions(),
        evening in prop::collection::vec((tools(), moves()), 0..30),
    ) {
        let mut show = Show::new(Start { presenter: true, ..Start::default() }, &pages);
        for (command, way) in evening {
            show.apply(command, Duration::ZERO, &pages);
            let before = show.clone();
            drag(&mut show, &way);
            let drawn = |show: &Show| show.drawings().pages().map(|(_, strokes)| strokes.len()).sum::<usize>();
            if show.frozen() {
                let kept = |show: &Show| show.audience_drawn(show.audience().at).lines().count();
                prop_assert_eq!(kept(&show), kept(&before));
            }
            // Every line that was begun is a change of its own, and so is what an eraser took on its way.
            let mut back = show.clone();
            for _ in 0..way.len() {
                if back.drawings().on(back.position()).lines().ne(before.drawings().on(before.position()).lines()) {
                    back.apply(Undo, Duration::ZERO, &pages);
                }
            }
            prop_assert!(back.drawings().pages().eq(before.drawings().pages()));
            let written = serde_json::to_string(show.drawings()).expect("it is written");
            let read: Drawings = serde_json::from_str(&written).expect("it is read");
            prop_assert!(read.pages().eq(show.drawings().pages()));
            prop_assert!(drawn(&show) < 1_000);
        }
    }
}

#[test]
fn drawings_outlive_their_process_on_both_sides_of_a_frozen_stage() {
    let (mut show, pages) = begin();
    press(&mut show, &pages, &[Pen]);
    drag(&mut show, ACROSS);
    press(&mut show, &pages, &[Freeze]);
    drag(&mut show, DOWN);
    let text = serde_json::to_string(&show.stored(Duration::ZERO)).expect("it is written");
    let (mut other, _) = begin();
    let stored = serde_json::from_str(&text).expect("it is read");
    other.take_up(stored, (Duration::ZERO, Duration::ZERO), &pages);
    assert!(other.drawings().pages().eq(show.drawings().pages()));
    assert_eq!(other.audience_drawn(other.audience().at).lines().count(), 1);
    press(&mut other, &pages, &[Undo]);
    assert_eq!(lines(&other), [(Nib::Pen, 3)], "the last line goes first, though its making is forgotten");
}

#[test]
fn a_line_that_was_not_meant_leaves_nothing() {
    let (mut show, pages) = begin();
    press(&mut show, &pages, &[Pen]);
    drag(&mut show, ACROSS);
    let before = show.drawings().clone();
    show.point(Spot::at(0.2, 0.2));
    show.press();
    show.point(Spot::at(0.4, 0.2));
    assert!(show.drop_line() && !show.drop_line());
    press(&mut show, &pages, &[Eraser]);
    show.point(Spot::at(0.4, 0.5));
    show.press();
    assert_eq!(lines(&show), []);
    assert!(show.drop_line());
    assert!(show.drawings().pages().eq(before.pages()));
    assert!(!show.lift());
}

//! Pages, slides, jumps and marks: a table a move, then generated evenings.

use std::time::Duration;

use proptest::prelude::*;

use super::Command::*;
use super::tests::{Counts, at, commands, press, sessions, valid};
use super::{Effect, Position, Show, Start};

/// One talk: a page of one step, a slide of three pages (the later ones with two steps), a page, and an empty talk and
/// another behind it.
fn talk() -> Counts {
    Counts(vec![vec![1, 1, 2, 2, 1], vec![], vec![1, 3]])
}

fn from(at: (usize, usize, u16)) -> (Show, Counts) {
    let pages = talk();
    let at = Position { deck: at.0, page: at.1, step: at.2 };
    (Show::new(Start { at, ..Start::default() }, &pages), pages)
}

#[test]
fn slides_and_pages_pass_over_their_steps() {
    for (command, start, end) in [
        (NextPage, (0, 2, 0), (0, 3, 0)),
        (NextPage, (0, 4, 0), (2, 0, 0)),
        (PreviousPage, (0, 4, 0), (0, 3, 1)),
        (PreviousPage, (0, 3, 1), (0, 2, 1)),
        (PreviousPage, (2, 0, 0), (0, 4, 0)),
        (PreviousPage, (0, 0, 0), (0, 0, 0)),
        (NextSlide, (0, 0, 0), (0, 1, 0)),
        (NextSlide, (0, 1, 0), (0, 4, 0)),
        (NextSlide, (0, 2, 1), (0, 4, 0)),
        (NextSlide, (0, 4, 0), (2, 0, 0)),
        (PreviousSlide, (0, 3, 1), (0, 1, 0)),
        (PreviousSlide, (0, 1, 0), (0, 0, 0)),
        (PreviousSlide, (0, 4, 0), (0, 1, 0)),
        (PreviousSlide, (2, 0, 0), (0, 4, 0)),
        (PreviousSlide, (0, 0, 0), (0, 0, 0)),
    ] {
        let (mut show, pages) = from(start);
        press(&mut show, &pages, &[command]);
        assert_eq!(at(&show), end, "{command:?} from {start:?}");
    }
}

#[test]
fn pages_and_slides_end_where_the_session_ends() {
    for command in [NextPage, NextSlide] {
        let (mut show, pages) = from((2, 1, 2));
        press(&mut show, &pages, &[command]);
        assert!(show.ended(), "{command:?}");
        assert_eq!(press(&mut show, &pages, &[command]), Effect::Nothing);
    }
    for command in [PreviousPage, PreviousSlide] {
        let (mut show, pages) = from((2, 1, 2));
        press(&mut show, &pages, &[Next, command]);
        assert_eq!((show.ended(), at(&show)), (false, (2, 1, 2)), "{command:?}");
    }
}

#[test]
fn a_blank_stage_gives_its_picture_back_before_any_move() {
    for command in [NextPage, PreviousPage, NextSlide, PreviousSlide, Return, Forward, NextBookmark] {
        let (mut show, pages) = from((0, 4, 0));
        press(&mut show, &pages, &[Bookmark, Digit(1), Enter, Black, command]);
        assert_eq!((at(&show), show.blank()), ((0, 0, 0), None), "{command:?}");
    }
}

#[test]
fn jumps_can_be_taken_back_and_steps_can_not() {
    let (mut show, pages) = from((0, 0, 0));
    assert_eq!(press(&mut show, &pages, &[Return]), Effect::Nothing);
    press(&mut show, &pages, &[Next, Next, NextSlide, PreviousPage]);
    assert_eq!(press(&mut show, &pages, &[Return]), Effect::Nothing, "nobody jumped");
    press(&mut show, &pages, &[Digit(1), Enter, Last]);
    assert_eq!(at(&show), (0, 4, 0));
    press(&mut show, &pages, &[Return]);
    assert_eq!(at(&show), (0, 0, 0));
    press(&mut show, &pages, &[Return]);
    assert_eq!(at(&show), (0, 3, 1), "where it was left, with its step");
    press(&mut show, &pages, &[Forward, Forward]);
    assert_eq!(at(&show), (0, 4, 0));
    assert_eq!(press(&mut show, &pages, &[Forward]), Effect::Nothing);
}

#[test]
fn the_end_page_is_a_place_to_come_back_to() {
    let (mut show, pages) = from((2, 1, 2));
    press(&mut show, &pages, &[Next, First]);
    assert_eq!((at(&show), show.ended()), ((2, 0, 0), false));
    press(&mut show, &pages, &[Return]);
    assert!(show.ended());
    press(&mut show, &pages, &[Forward]);
    assert_eq!((at(&show), show.ended()), ((2, 0, 0), false));
}

#[test]
fn marks_are_gone_to_in_a_ring() {
    let (mut show, pages) = from((0, 2, 1));
    assert_eq!(press(&mut show, &pages, &[NextBookmark]), Effect::Nothing);
    press(&mut show, &pages, &[Bookmark, Last, Bookmark, First]);
    press(&mut show, &pages, &[NextBookmark]);
    assert_eq!(at(&show), (0, 2, 0));
    press(&mut show, &pages, &[NextBookmark]);
    assert_eq!(at(&show), (0, 4, 0));
    press(&mut show, &pages, &[NextBookmark]);
    assert_eq!(at(&show), (0, 2, 0));
    press(&mut show, &pages, &[Return]);
    assert_eq!(at(&show), (0, 4, 0), "going to a mark is a jump");
    press(&mut show, &pages, &[Bookmark]);
    assert_eq!(show.bookmarks().iter().collect::<Vec<_>>(), [Position::new(0, 2)]);
}

#[test]
fn a_show_goes_on_where_it_was_saved() {
    let (mut show, pages) = from((0, 2, 1));
    press(&mut show, &pages, &[Bookmark, Last, Bookmark, Previous]);
    let text = serde_json::to_string(&show.stored(Duration::ZERO)).unwrap();
    let zero = (Duration::ZERO, Duration::ZERO);
    let mut again = Show::new(Start::default(), &pages);
    again.take_up(serde_json::from_str(&text).unwrap(), zero, &pages);
    assert_eq!(again.stored(Duration::ZERO), show.stored(Duration::ZERO));
    let smaller = Counts(vec![vec![1]]);
    again.take_up(serde_json::from_str(&text).unwrap(), zero, &smaller);
    press(&mut again, &smaller, &[NextBookmark, Return, Forward]);
    assert_eq!(at(&again), (0, 0, 0), "what is gone is the nearest that is there");
}

#[test]
fn places_move_with_their_pages() {
    let (mut show, pages) = from((0, 1, 0));
    press(&mut show, &pages, &[Bookmark, Last]);
    show.moved(|at| Position { page: at.page + 1, ..at });
    assert!(show.bookmarks().has(0, 2));
    press(&mut show, &pages, &[Return]);
    assert_eq!(at(&show), (0, 2, 0));
}

proptest! {
    #[test]
    fn back_then_forward_is_where_one_was(pages in sessions(), keys in proptest::collection::vec(commands(), 0..60)) {
        let mut show = Show::new(Start::default(), &pages);
        for key in keys {
            show.apply(key, Duration::ZERO, &pages);
        }
        show.blank = None;
        let before = show.spot();
        if show.apply(Return, Duration::ZERO, &pages) == Effect::Redraw && show.spot() != before {
            prop_assert!(valid(&show, &pages));
            show.apply(Forward, Duration::ZERO, &pages);
            prop_assert_eq!(show.spot(), before);
        }
    }

    #[test]
    fn next_slide_then_previous_is_where_the_slide_began(pages in sessions(), deck in 0..5_usize, page in 0..5_usize) {
        let mut show = Show::new(Start { at: Position::new(deck, page), ..Start::default() }, &pages);
        show.apply(NextSlide, Duration::ZERO, &pages);
        let place = show.at;
        let on = show.apply(NextSlide, Duration::ZERO, &pages) == Effect::Redraw;
        if on && !show.ended {
            show.apply(PreviousSlide, Duration::ZERO, &pages);
            prop_assert_eq!(show.at, place);
        }
    }
}

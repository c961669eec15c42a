//! Every rule of a frozen stage and of the speaker's timer and notes. Never needs a window.

use proptest::prelude::*;

use super::tests::{Counts, commands, press, session, sessions};
use super::*;
use Command::*;

fn begin(deck: usize, page: usize) -> (Show, Counts) {
    let pages = session();
    let start = Start { at: Position::new(deck, page), presenter: true, ..Start::default() };
    let show = Show::new(start, &pages);
    (show, pages)
}

fn seen(show: &Show) -> (usize, usize, u16, bool) {
    let Seen { at, ended } = show.audience();
    (at.deck, at.page, at.step, ended)
}

/// What is pressed, then whether it is frozen and blank, what the audience has, and where the speaker is.
type Row = (&'static [Command], bool, Option<Blank>, (usize, usize, u16, bool), (usize, usize, u16));

const HERE: (usize, usize, u16, bool) = (0, 1, 0, false);

/// From the second page of the first talk, which has three steps.
const TABLE: &[Row] = &[
    (&[Freeze], true, None, HERE, (0, 1, 0)),
    (&[Freeze, Freeze], false, None, HERE, (0, 1, 0)),
    (&[Freeze, Next], true, None, HERE, (0, 1, 1)),
    (&[Freeze, Next, Next, Next], true, None, HERE, (2, 0, 0)),
    (&[Freeze, Next, Next, Next, Freeze], false, None, (2, 0, 0, false), (2, 0, 0)),
    (&[Next, Freeze, Previous, Previous], true, None, (0, 1, 1, false), (0, 0, 0)),
    // Black and white cover the stage, frozen or not, and moves of the speaker leave them alone.
    (&[Freeze, Black], true, Some(Blank::Black), HERE, (0, 1, 0)),
    (&[Freeze, Black, Next, Next], true, Some(Blank::Black), HERE, (0, 1, 2)),
    (&[Freeze, Black, Next, Black], true, None, HERE, (0, 1, 1)),
    (&[Black, Freeze, Next], true, Some(Blank::Black), HERE, (0, 1, 1)),
    (&[Freeze, White, Next, Freeze], false, Some(Blank::White), (0, 1, 1, false), (0, 1, 1)),
    (&[Freeze, White, Next, Freeze, Next], false, None, (0, 1, 1, false), (0, 1, 1)),
    (&[Freeze, Black, Digit(1), Enter], true, Some(Blank::Black), HERE, (0, 0, 0)),
    (&[Freeze, Black, GoTo(Position::new(3, 0))], true, Some(Blank::Black), HERE, (3, 0, 0)),
    (&[Freeze, Black, Escape], true, None, HERE, (0, 1, 0)),
    // Esc never thaws: a clicker sends it unasked.
    (&[Freeze, Next, Escape, Escape], true, None, HERE, (0, 1, 1)),
    // The end page is as good as any other.
    (&[Freeze, Last, Last, Next, Next, Next], true, None, HERE, (3, 0, 1)),
    (&[Last, Last, Next, Next, Freeze, Previous], true, None, (3, 0, 1, true), (3, 0, 1)),
    (&[Last, Last, Next, Next, Freeze, Previous, Freeze], false, None, (3, 0, 1, false), (3, 0, 1)),
];

#[test]
fn a_frozen_stage_has_one_answer_to_everything() {
    for (n, &(commands, frozen, blank, audience, speaker)) in TABLE.iter().enumerate() {
        let (mut show, pages) = begin(0, 1);
        press(&mut show, &pages, commands);
        let at = show.position();
        assert_eq!((show.frozen(), show.blank(), seen(&show)), (frozen, blank, audience), "row {n}: {commands:?}");
        assert_eq!((at.deck, at.page, at.step), speaker, "row {n}: {commands:?}");
    }
}

#[test]
fn without_a_presenter_screen_nothing_freezes_and_nobody_is_lost() {
    let (mut show, pages) = begin(0, 1);
    assert_eq!(press(&mut show, &pages, &[Freeze, Last, Next, Presenter]), Effect::Presenter);
    assert_eq!((show.frozen(), seen(&show)), (false, HERE));
    assert_eq!(press(&mut show, &pages, &[Freeze]), Effect::Nothing);
    press(&mut show, &pages, &[Presenter, Freeze, Next, Next]);
    show.presenter_closed();
    assert_eq!((show.frozen(), seen(&show)), (false, HERE));
}

#[test]
fn another_look_or_a_save_leaves_a_frozen_stage_on_its_page() {
    let (mut show, pages) = begin(0, 1);
    press(&mut show, &pages, &[Freeze, Last, Next, Next]);
    assert_eq!(press(&mut show, &pages, &[Theme]), Effect::Theme);
    // The page that is frozen was pushed on by a new one before it; the speaker's went the same way.
    let longer = Counts(vec![vec![1, 1, 3], vec![], vec![1, 1, 1, 0], vec![2]]);
    show.relaid(Position::new(2, 2), Position::new(0, 2), &longer);
    assert_eq!((seen(&show), show.position()), ((0, 2, 0, false), Position::new(2, 2)));
    // It was taken out: what is nearest stands in for it.
    let shorter = Counts(vec![vec![1], vec![], vec![1], vec![2]]);
    show.relaid(Position::new(2, 0), Position::new(0, 2), &shorter);
    assert_eq!(seen(&show), (0, 0, 0, false));
    assert!(show.frozen());
}

#[test]
fn the_timer_begins_when_the_audience_leaves_a_page_and_not_when_the_speaker_does() {
    let (mut show, pages) = begin(0, 0);
    let s = Duration::from_secs;
    for (n, command) in [Freeze, Next, Next].into_iter().enumerate() {
        show.apply(command, s(10 + n as u64), &pages);
    }
    assert_eq!(show.timer().run(), Run::Ready);
    show.apply(Freeze, s(20), &pages);
    assert_eq!(show.timer().elapsed(s(25)), s(5));
}

#[test]
fn the_timer_is_stopped_and_set_back_by_keys() {
    let (mut show, pages) = begin(0, 0);
    let s = Duration::from_secs;
    show.apply(Next, s(10), &pages);
    assert_eq!(show.apply(Timer, s(20), &pages), Effect::Redraw);
    show.apply(Next, s(30), &pages);
    assert_eq!(show.timer().elapsed(s(40)), s(10), "a move does not end a pause");
    show.apply(Timer, s(50), &pages);
    assert_eq!(show.timer().elapsed(s(51)), s(11));
    assert_eq!(show.apply(TimerReset, s(60), &pages), Effect::Redraw);
    assert_eq!(show.apply(TimerReset, s(61), &pages), Effect::Nothing);
    assert_eq!(show.timer().elapsed(s(70)), s(0));
    show.apply(Next, s(80), &pages);
    assert_eq!(show.timer().elapsed(s(81)), s(1));
}

#[test]
fn the_time_of_a_talk_is_the_time_that_the_audience_sees_it() {
    let (mut show, pages) = begin(0, 0);
    let s = Duration::from_secs;
    show.apply(Next, s(10), &pages);
    show.apply(GoTo(Position::new(2, 0)), s(40), &pages);
    show.apply(Freeze, s(50), &pages);
    show.apply(GoTo(Position::new(3, 0)), s(60), &pages);
    assert_eq!([0, 2, 3].map(|talk| show.timer().spent(talk, s(70))), [s(30), s(30), s(0)]);
}

#[test]
fn notes_scroll_as_far_as_they_go_and_begin_anew_on_the_next_page() {
    let (mut show, pages) = begin(0, 0);
    assert_eq!(press(&mut show, &pages, &[NotesDown]), Effect::Nothing, "nobody has drawn them yet");
    show.drew_notes(0, 3);
    press(&mut show, &pages, &[NotesDown, NotesDown, NotesDown]);
    assert_eq!(show.reading().scrolled, Some((3, 0)));
    press(&mut show, &pages, &[NotesUp]);
    assert_eq!(show.reading().scrolled, Some((1, 0)));
    press(&mut show, &pages, &[NotesLarger, NotesLarger, Next]);
    assert_eq!((show.reading().scrolled, show.reading().size), (None, 2));
    // A step of the same page leaves them where they were scrolled, unless the notes follow steps: that is for the view.
    show.drew_notes(0, 9);
    press(&mut show, &pages, &[NotesDown, Next]);
    assert_eq!((show.position(), show.reading().scrolled), (Position { step: 1, ..Position::new(0, 1) }, Some((2, 0))));
    for _ in 0..40 {
        press(&mut show, &pages, &[NotesSmaller]);
    }
    assert_eq!(press(&mut show, &pages, &[NotesSmaller]), Effect::Nothing);
    assert!(show.reading().size < 0);
}

proptest! {
    #[test]
    fn a_frozen_stage_never_moves(pages in sessions(), keys in proptest::collection::vec(commands(), 0..80)) {
        let mut show = Show::new(Start { presenter: true, ..Start::default() }, &pages);
        for (n, key) in keys.into_iter().enumerate() {
            let before = show.clone();
            show.apply(key, Duration::from_secs(n as u64), &pages);
            prop_assert!(show.presenter() || !show.frozen());
            if before.frozen() && key == Presenter {
                prop_assert_eq!(show.audience(), before.audience(), "the audience sees no change");
            } else if before.frozen() && key != Freeze {
                prop_assert!(show.frozen());
                prop_assert_eq!(show.audience(), before.audience());
                prop_assert!(show.blank() == before.blank() || matches!(key, Black | White | Escape));
                prop_assert_eq!(show.timer().run() == Run::Ready, before.timer().run() == Run::Ready
                    && key != Timer || key == TimerReset);
            } else if !show.frozen() {
                prop_assert_eq!(show.audience(), Seen { at: show.position(), ended: show.ended() });
            }
            let now = Duration::from_secs(n as u64);
            prop_assert!(show.timer().elapsed(now) <= now);
        }
    }
}

//! Every rule of the show, one test a rule, then thousands of generated evenings. Never needs a window.

use proptest::prelude::*;

use super::*;

/// A session as counts: the steps of every page of every deck.
#[derive(Debug)]
pub(super) struct Counts(pub(super) Vec<Vec<u16>>);

impl Pages for Counts {
    fn decks(&self) -> usize {
        self.0.len()
    }

    fn pages(&self, deck: usize) -> usize {
        self.0[deck].len()
    }

    fn steps(&self, deck: usize, page: usize) -> u16 {
        self.0[deck][page]
    }

    /// A page with 2 or more steps goes on from the one before it.
    fn slide(&self, deck: usize, page: usize) -> usize {
        self.0[deck].iter().take(page + 1).filter(|steps| **steps < 2).count()
    }

    fn talk(&self, deck: usize) -> Talk {
        let title = format!("p{deck}");
        let pages = (0..self.pages(deck)).map(|page| (title.as_str(), "", self.slide(deck, page)));
        Talk::new(&title, "").pages(pages)
    }
}

/// Three talks with 2, 3 and 1 pages; the second page of the first has three steps. A deck without pages lies between.
pub(super) fn session() -> Counts {
    Counts(vec![vec![1, 3], vec![], vec![1, 1, 0], vec![2]])
}

fn begin(deck: usize, page: usize) -> (Show, Counts) {
    let pages = session();
    let show = Show::new(Start { at: Position::new(deck, page), ..Start::default() }, &pages);
    (show, pages)
}

pub(super) fn at(show: &Show) -> (usize, usize, u16) {
    (show.at.deck, show.at.page, show.at.step)
}

/// Applies all commands at time zero and gives back the last effect.
pub(super) fn press(show: &mut Show, pages: &Counts, commands: &[Command]) -> Effect {
    commands.iter().fold(Effect::Nothing, |_, &command| show.apply(command, Duration::ZERO, pages))
}

use Command::*;

#[test]
fn next_goes_through_steps_pages_and_talks() {
    let (mut show, pages) = begin(0, 0);
    let mut seen = vec![at(&show)];
    while press(&mut show, &pages, &[Next]) == Effect::Redraw && !show.ended() {
        seen.push(at(&show));
    }
    assert_eq!(
        seen,
        [(0, 0, 0), (0, 1, 0), (0, 1, 1), (0, 1, 2), (2, 0, 0), (2, 1, 0), (2, 2, 0), (3, 0, 0), (3, 0, 1)]
    );
}

#[test]
fn the_end_page_stays_and_previous_leaves_it() {
    let (mut show, pages) = begin(3, 0);
    press(&mut show, &pages, &[Next, Next]);
    assert!(show.ended());
    assert_eq!(press(&mut show, &pages, &[Next]), Effect::Nothing);
    assert!(show.ended());
    assert_eq!(show.upcoming(&pages), None);
    press(&mut show, &pages, &[Previous]);
    assert!(!show.ended());
    assert_eq!(at(&show), (3, 0, 1));
}

#[test]
fn previous_shows_the_page_before_with_all_its_steps() {
    let (mut show, pages) = begin(2, 0);
    press(&mut show, &pages, &[Previous]);
    assert_eq!(at(&show), (0, 1, 2));
    let (mut show, pages) = begin(0, 0);
    assert_eq!(press(&mut show, &pages, &[Previous]), Effect::Nothing);
}

#[test]
fn home_and_end_first_mean_the_talk_then_the_session() {
    let (mut show, pages) = begin(2, 1);
    press(&mut show, &pages, &[First]);
    assert_eq!(at(&show), (2, 0, 0));
    press(&mut show, &pages, &[First]);
    assert_eq!(at(&show), (0, 0, 0));
    assert_eq!(press(&mut show, &pages, &[First]), Effect::Nothing);
    press(&mut show, &pages, &[Last]);
    assert_eq!(at(&show), (0, 1, 0));
    press(&mut show, &pages, &[Next, Last]);
    assert_eq!(at(&show), (3, 0, 0));
    press(&mut show, &pages, &[Next, Next, Last]);
    assert_eq!((at(&show), show.ended()), ((3, 0, 0), false));
}

#[test]
fn digits_and_enter_go_to_a_page_of_the_talk() {
    for (digits, page) in [("2", 1), ("3", 2), ("99999", 2), ("0", 0), ("003", 2), ("1234567", 2)] {
        let (mut show, pages) = begin(2, 1);
        for digit in digits.bytes() {
            press(&mut show, &pages, &[Digit(digit - b'0')]);
        }
        assert!(show.digits().len() <= moving::MOST_DIGITS);
        press(&mut show, &pages, &[Enter]);
        assert_eq!((at(&show), show.digits()), ((2, page, 0), ""), "{digits}");
    }
}

#[test]
fn enter_and_backspace_without_digits_move() {
    let (mut show, pages) = begin(2, 0);
    press(&mut show, &pages, &[Enter]);
    assert_eq!(at(&show), (2, 1, 0));
    press(&mut show, &pages, &[Back]);
    assert_eq!(at(&show), (2, 0, 0));
    press(&mut show, &pages, &[Digit(1), Digit(3), Back, Back]);
    assert_eq!((at(&show), show.digits()), ((2, 0, 0), ""));
}

#[test]
fn a_move_forgets_the_digits() {
    let (mut show, pages) = begin(2, 0);
    press(&mut show, &pages, &[Digit(1), Next]);
    assert_eq!((at(&show), show.digits()), ((2, 1, 0), ""));
}

#[test]
fn after_black_a_move_only_gives_the_picture_back() {
    for blank in [Black, White] {
        for key in [Next, Previous, Enter, Back, First, Last] {
            let (mut show, pages) = begin(2, 1);
            press(&mut show, &pages, &[blank, key]);
            assert_eq!((at(&show), show.blank()), ((2, 1, 0), None), "{blank:?} {key:?}");
        }
    }
}

#[test]
fn black_toggles_and_white_takes_over() {
    let (mut show, pages) = begin(0, 0);
    press(&mut show, &pages, &[Black]);
    assert_eq!(show.blank(), Some(Blank::Black));
    press(&mut show, &pages, &[White]);
    assert_eq!(show.blank(), Some(Blank::White));
    press(&mut show, &pages, &[White]);
    assert_eq!(show.blank(), None);
}

#[test]
fn escape_leaves_the_innermost_state_and_never_the_show() {
    let (mut show, pages) = begin(2, 1);
    show.fullscreen = true;
    press(&mut show, &pages, &[Black, Digit(3), Help]);
    press(&mut show, &pages, &[Escape]);
    assert_eq!((show.help(), show.digits(), show.blank()), (false, "3", Some(Blank::Black)));
    press(&mut show, &pages, &[Escape]);
    assert_eq!((show.digits(), show.blank()), ("", Some(Blank::Black)));
    press(&mut show, &pages, &[Escape]);
    assert_eq!(show.blank(), None);
    for _ in 0..5 {
        assert_eq!(press(&mut show, &pages, &[Escape, Nothing]), Effect::Nothing);
    }
    assert!(show.fullscreen());
    assert_eq!(at(&show), (2, 1, 0));
}

#[test]
fn windows_follow_what_is_wanted() {
    let (mut show, pages) = begin(0, 0);
    assert_eq!((press(&mut show, &pages, &[Fullscreen]), show.fullscreen()), (Effect::Fullscreen, true));
    assert_eq!((press(&mut show, &pages, &[Presenter]), show.presenter()), (Effect::Presenter, true));
    show.presenter_closed();
    assert_eq!((press(&mut show, &pages, &[Presenter]), show.presenter()), (Effect::Presenter, true));
    assert_eq!(press(&mut show, &pages, &[Quit]), Effect::Quit);
}

#[test]
fn a_moving_clicker_closes_the_help() {
    let (mut show, pages) = begin(2, 0);
    press(&mut show, &pages, &[Help, Next]);
    assert_eq!((at(&show), show.help()), ((2, 1, 0), false));
}

#[test]
fn the_clock_starts_when_the_first_page_is_left() {
    let (mut show, pages) = begin(0, 0);
    let time = Duration::from_secs;
    show.apply(Black, time(50), &pages);
    show.apply(Black, time(60), &pages);
    assert_eq!(show.timer().elapsed(time(90)), time(0));
    show.apply(Next, time(100), &pages);
    show.apply(Previous, time(150), &pages);
    assert_eq!(show.timer().elapsed(time(160)), time(60));
}

#[test]
fn a_start_that_does_not_exist_is_the_nearest_that_does() {
    for (wanted, found) in [((0, 7), (0, 1, 0)), ((1, 4), (2, 0, 0)), ((9, 0), (3, 0, 0))] {
        let (show, _) = begin(wanted.0, wanted.1);
        assert_eq!(at(&show), found, "{wanted:?}");
    }
    let pages = Counts(vec![vec![1, 1], vec![]]);
    let show = Show::new(Start { at: Position::new(1, 0), ..Start::default() }, &pages);
    assert_eq!(at(&show), (0, 1, 0), "an empty last deck ends on what is before it");
}

#[test]
fn a_session_without_pages_is_at_its_end() {
    for pages in [Counts(vec![]), Counts(vec![vec![], vec![]])] {
        let mut show = Show::new(Start::default(), &pages);
        for command in [Next, Previous, First, Last, Digit(3), Enter, GoTo(Position::new(3, 3)), Back, Black, Next] {
            press(&mut show, &pages, &[command]);
            assert!(show.ended());
        }
    }
}

/// Counts how often the pages of a deck were asked for.
struct Lazy(std::cell::RefCell<Vec<usize>>);

impl Pages for Lazy {
    fn decks(&self) -> usize {
        20
    }

    fn pages(&self, deck: usize) -> usize {
        self.0.borrow_mut().push(deck);
        4
    }

    fn steps(&self, _: usize, _: usize) -> u16 {
        1
    }
}

#[test]
fn far_decks_are_not_laid_out() {
    let pages = Lazy(std::cell::RefCell::default());
    let mut show = Show::new(Start::default(), &pages);
    for command in [Next, Next, Next, Next, Previous, Digit(2), Enter, Last, First] {
        show.apply(command, Duration::ZERO, &pages);
    }
    assert!(pages.0.borrow().iter().all(|&deck| deck <= 1), "{:?}", pages.0.borrow());
}

pub(super) fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(Next),
        Just(Previous),
        Just(First),
        Just(Last),
        (0..12_u8).prop_map(Digit),
        Just(Enter),
        Just(Back),
        (0..6_usize, 0..6_usize, 0..4_u16).prop_map(|(deck, page, step)| GoTo(Position { deck, page, step })),
        Just(Black),
        Just(White),
        Just(Help),
        Just(Escape),
        Just(Nothing),
        Just(NextSlide),
        Just(PreviousSlide),
        Just(NextPage),
        Just(PreviousPage),
        Just(Return),
        Just(Forward),
        Just(Bookmark),
        Just(NextBookmark),
        Just(Presenter),
        Just(Fullscreen),
        Just(Freeze),
        Just(Timer),
        Just(TimerReset),
        Just(NotesDown),
        Just(NotesLarger),
        Just(Pointer),
        Just(Spotlight),
        Just(Zoom),
        Just(Nearer),
        Just(Farther),
        Just(Pan(crate::show::Pan::Right)),
        looking(),
    ]
}

/// What looks for a page.
fn looking() -> impl Strategy<Value = Command> {
    use crate::show::Way;
    prop_oneof![
        Just(Find),
        Just(Overview),
        prop::char::range('1', '4').prop_map(Type),
        Just(Type('p')),
        Just(Erase),
        Just(Choose),
        (0..12_usize).prop_map(Hover),
        prop_oneof![Just(Way::On), Just(Way::Up), Just(Way::Down), Just(Way::ScreenDown), Just(Way::Last)]
            .prop_map(Select),
        prop_oneof![Just(Way::Up), Just(Way::Down)].prop_map(Scroll),
    ]
}

pub(super) fn sessions() -> impl Strategy<Value = Counts> {
    proptest::collection::vec(proptest::collection::vec(0..4_u16, 0..5), 0..5).prop_map(Counts)
}

pub(super) fn valid(show: &Show, pages: &Counts) -> bool {
    let empty = pages.0.iter().all(Vec::is_empty);
    let exists = pages.0.get(show.at.deck).and_then(|deck| deck.get(show.at.page));
    if empty { show.ended } else { exists.is_some_and(|&steps| show.at.step < steps.max(1)) }
}

proptest! {
    #[test]
    fn the_show_is_always_somewhere(pages in sessions(), keys in proptest::collection::vec(commands(), 0..60)) {
        let mut show = Show::new(Start::default(), &pages);
        prop_assert!(valid(&show, &pages));
        for (n, key) in keys.into_iter().enumerate() {
            let before = show.clone();
            let effect = show.apply(key, Duration::from_secs(n as u64), &pages);
            prop_assert!(valid(&show, &pages), "{:?} after {:?}", show, key);
            prop_assert!(effect != Effect::Nothing || show == before, "{:?} changed something unseen", key);
            prop_assert!(effect != Effect::Quit);
            prop_assert!(before.blank.is_none() || before.frozen() || before.at == show.at || before.browse.is_some()
                || matches!(key, GoTo(_) | Enter));
            if let Some(browse) = &show.browse {
                prop_assert!(browse.selected() < browse.hits().len().max(1));
                let leaves = matches!(key, GoTo(_) | Presenter) || before.browse.is_none();
                prop_assert!(leaves || before.audience() == show.audience(), "{:?} is seen", key);
            }
        }
    }

    #[test]
    fn another_look_changes_nothing_but_the_place(pages in sessions(), keys in proptest::collection::vec(commands(), 0..30)) {
        let mut show = Show::new(Start::default(), &pages);
        for key in keys {
            show.apply(key, Duration::ZERO, &pages);
        }
        let before = show.clone();
        prop_assert_eq!(show.apply(Theme, Duration::from_secs(9), &pages), Effect::Theme);
        prop_assert_eq!(&show, &before);
        show.relaid(show.at, show.audience().at, &pages);
        prop_assert_eq!(&show, &before);
        show.relaid(Position { page: 999, ..show.at }, show.audience().at, &pages);
        prop_assert!(pages.decks() == 0 || show.at.page < pages.pages(show.at.deck).max(1));
        prop_assert_eq!(Show { at: before.at, ..show }, before);
    }

    #[test]
    fn previous_undoes_next(pages in sessions(), keys in proptest::collection::vec(commands(), 0..30)) {
        let mut show = Show::new(Start::default(), &pages);
        for key in keys {
            show.apply(key, Duration::ZERO, &pages);
        }
        show.apply(Escape, Duration::ZERO, &pages);
        show.blank = None;
        show.digits.clear();
        let before = (show.at, show.ended);
        if show.apply(Next, Duration::ZERO, &pages) == Effect::Redraw {
            show.apply(Previous, Duration::ZERO, &pages);
            prop_assert_eq!((show.at, show.ended), before);
        }
    }

    #[test]
    fn next_reaches_the_end_from_anywhere(pages in sessions(), deck in 0..6_usize, page in 0..6_usize) {
        let mut show = Show::new(Start { at: Position::new(deck, page), ..Start::default() }, &pages);
        let mut last = show.at;
        for _ in 0..200 {
            show.apply(Next, Duration::ZERO, &pages);
            prop_assert!(show.at >= last);
            last = show.at;
        }
        prop_assert!(show.ended);
    }
}

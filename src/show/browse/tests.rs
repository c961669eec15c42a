//! Looking for a page: what is found and where the selection goes, then generated evenings in which the audience sees
//! nothing of it.

use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::show::{Effect, Position, Seen, Start};

/// Three talks; the pages of the last one are not known yet.
struct Session;

/// The title and the words of a page, and which slide it is one of.
type Told = (&'static str, &'static str, usize);

const TALKS: [(&str, &str, &[Told]); 3] = [
    (
        "Allocation",
        "Ada Lovelace",
        &[
            ("Allocation", "Allocation", 0),
            ("Why it is slow", "malloc takes a lock", 1),
            ("Escape analysis", "what stays on the stack", 2),
            ("Escape analysis", "what does not, the café", 2),
        ],
    ),
    ("Größere Tests", "Łukasz", &[("Größere Tests", "", 0), ("Fakes", "no mocks at all", 1)]),
    ("Not laid out", "Zoë", &[]),
];

impl Pages for Session {
    fn decks(&self) -> usize {
        TALKS.len()
    }

    fn pages(&self, deck: usize) -> usize {
        TALKS.get(deck).map_or(0, |talk| talk.2.len().max(1))
    }

    fn steps(&self, _: usize, page: usize) -> u16 {
        if page == 1 { 3 } else { 1 }
    }

    fn talk(&self, deck: usize) -> Talk {
        let Some((title, speaker, pages)) = TALKS.get(deck) else { return Talk::default() };
        let talk = Talk::new(title, speaker);
        if pages.is_empty() {
            talk.slides(["Secrets of the deep"].into_iter())
        } else {
            talk.pages(pages.iter().copied())
        }
    }
}

fn at(deck: usize, page: usize) -> Position {
    Position::new(deck, page)
}

fn shown(here: Position) -> Show {
    Show::new(Start { at: here, presenter: true, ..Start::default() }, &Session)
}

fn press(show: &mut Show, command: Command) -> Effect {
    show.apply(command, Duration::ZERO, &Session)
}

fn typed(kind: Command, query: &str) -> Show {
    let mut show = shown(at(0, 1));
    press(&mut show, kind);
    for c in query.chars() {
        let command = show.typed(c).expect("it is typed");
        press(&mut show, command);
    }
    show
}

fn found(query: &str) -> Vec<(Position, What)> {
    let show = typed(Command::Find, query);
    show.browse().expect("it is open").hits().iter().map(|hit| (hit.at, hit.what)).collect()
}

#[test]
fn titles_speakers_words_and_numbers_are_found() {
    for (query, first) in [
        ("escape", (at(0, 2), What::Page)),
        ("esc ana", (at(0, 2), What::Page)),
        ("malloc", (at(0, 1), What::Words)),
        ("cafe", (at(0, 3), What::Words)),
        ("grossere", (at(1, 0), What::Talk)),
        ("lukasz", (at(1, 0), What::Talk)),
        ("ADA", (at(0, 0), What::Talk)),
        ("3", (at(0, 2), What::Number)),
        ("2.2", (at(1, 1), What::Number)),
        ("deep", (at(2, 0), What::Talk)),
    ] {
        assert_eq!(found(query).first(), Some(&first), "{query}: {:?}", found(query));
    }
    assert_eq!(found("no such thing anywhere"), []);
    assert_eq!(found("7.1"), [], "there is no seventh talk");
}

#[test]
fn without_a_query_marks_come_first_then_talks_then_this_talk() {
    let mut show = shown(at(0, 3));
    press(&mut show, Command::Bookmark);
    press(&mut show, Command::Find);
    let hits = show.browse().expect("it is open").hits();
    let whats: Vec<What> = hits.iter().map(|hit| hit.what).collect();
    let (mark, talk, page) = (What::Bookmark, What::Talk, What::Page);
    assert_eq!(whats, [mark, talk, talk, talk, page, page, page]);
    assert_eq!(hits[0].at, at(0, 3));
}

#[test]
fn the_choice_is_one_jump_and_leaving_is_none() {
    let mut show = typed(Command::Find, "fakes");
    press(&mut show, Command::Choose);
    assert_eq!((show.position(), show.browse().is_some()), (at(1, 1), false));
    press(&mut show, Command::Return);
    assert_eq!(show.position(), at(0, 1));
    let before = shown(at(0, 1));
    let mut show = typed(Command::Overview, "fakes");
    press(&mut show, Command::Escape);
    assert_eq!(show, before);
}

#[test]
fn a_clicker_alone_gets_out_again() {
    let mut show = shown(at(0, 1));
    press(&mut show, Command::Overview);
    press(&mut show, Command::Next);
    // The button for black chooses; F5 and Esc leave.
    press(&mut show, Command::Black);
    assert_eq!((show.position(), show.browse().is_some(), show.blank()), (at(0, 2), false, None));
    for key in [Key::F5, Key::Escape] {
        press(&mut show, Command::Overview);
        let command = show.meant(key, if key == Key::F5 { Command::Nothing } else { Command::Escape });
        press(&mut show, command);
        assert!(show.browse().is_none(), "{key:?}");
    }
}

#[test]
fn the_overview_walks_in_rows_and_begins_a_row_with_each_talk() {
    let mut show = shown(at(0, 0));
    press(&mut show, Command::Overview);
    show.drew_browse(Drawn { columns: 3, top: 0, rows: 2 });
    let mut goes = |way: Way| {
        press(&mut show, Command::Select(way));
        show.browse().and_then(Browse::hit).map(|hit| (hit.at.deck, hit.at.page))
    };
    assert_eq!(goes(Way::Right), Some((0, 1)));
    assert_eq!(goes(Way::Down), Some((0, 3)), "the last row of the talk is short");
    assert_eq!(goes(Way::Down), Some((1, 0)));
    assert_eq!(goes(Way::Down), Some((2, 0)));
    assert_eq!(goes(Way::Down), Some((2, 0)));
    assert_eq!(goes(Way::Up), Some((1, 0)));
    assert_eq!(goes(Way::First), Some((0, 0)));
    assert_eq!(goes(Way::Last), Some((2, 0)));
}

#[test]
fn signs_are_keys_until_a_letter_was_typed() {
    let mut show = shown(at(0, 0));
    press(&mut show, Command::Find);
    assert_eq!(show.typed('.'), None, "a clicker's blank button");
    assert_eq!(show.typed(' '), None);
    press(&mut show, Command::Type('a'));
    assert_eq!(show.typed(' '), Some(Command::Type(' ')));
    assert_eq!(show.typed('\u{8}'), None);
}

fn commands() -> impl Strategy<Value = Command> {
    use Command as C;
    let way = prop_oneof![
        Just(Way::On),
        Just(Way::Back),
        Just(Way::Up),
        Just(Way::Down),
        Just(Way::Left),
        Just(Way::Right),
        Just(Way::ScreenUp),
        Just(Way::ScreenDown),
        Just(Way::First),
        Just(Way::Last),
    ];
    prop_oneof![
        Just(C::Next),
        Just(C::Previous),
        Just(C::Erase),
        Just(C::Back),
        Just(C::Help),
        Just(C::NextPage),
        Just(C::First),
        Just(C::Last),
        Just(C::Pointer),
        Just(C::Pen),
        Just(C::Freeze),
        "[a-z0-9 .é]".prop_map(|typed| C::Type(typed.chars().next().unwrap_or('a'))),
        (0_u8..10).prop_map(C::Digit),
        way.clone().prop_map(C::Select),
        way.prop_map(C::Scroll),
        (0_usize..12).prop_map(C::Hover),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_audience_sees_nothing_of_it(
        first in prop_oneof![Just(Command::Find), Just(Command::Overview)],
        all in proptest::collection::vec((commands(), 1_usize..5, 0_usize..4), 0..60),
    ) {
        let mut show = shown(at(0, 1));
        let seen: Seen = show.audience();
        press(&mut show, first);
        for (command, columns, rows) in all {
            press(&mut show, command);
            let browse = show.browse().expect("nothing but a choice or Esc leaves it");
            prop_assert!(browse.selected() < browse.hits().len().max(1));
            prop_assert!(browse.query().chars().count() <= MOST_TYPED);
            prop_assert_eq!(show.audience(), seen);
            prop_assert_eq!(show.blank(), None);
            let top = browse.top();
            show.drew_browse(Drawn { columns, top, rows });
        }
        press(&mut show, Command::Escape);
        if show.browse().is_some() {
            // The first one left the help.
            press(&mut show, Command::Escape);
        }
        prop_assert!(show.browse().is_none());
        prop_assert_eq!(show.audience(), seen);
    }
}

//! Presses and what they do, over layouts and clickers.

use super::*;
use crate::show::Show;

fn logical(key: Key) -> Press {
    Press { logical: Some(key), ..Press::default() }
}

fn command(press: Press) -> Option<Command> {
    Keymap::usual().bound(press).map(|(_, command)| command)
}

#[test]
fn no_chord_is_bound_twice_and_every_row_has_keys() {
    let all: Vec<Chord> = KEYS.iter().flat_map(|row| row.keys).copied().collect();
    for (n, chord) in all.iter().enumerate() {
        assert!(!all[..n].contains(chord), "{} is bound twice", label(*chord));
        assert!(!label(*chord).is_empty());
        if let Key::Char(c) = chord.key {
            assert!(!c.is_uppercase() && !chord.shift && !chord.alt, "characters are lower case and ignore Shift");
        }
    }
    assert!(KEYS.iter().all(|row| !row.keys.is_empty()));
}

#[test]
fn clickers_do_what_their_buttons_say() {
    for (key, expected) in [
        (Key::PageDown, Command::Next),
        (Key::PageUp, Command::Previous),
        (Key::Down, Command::Next),
        (Key::Left, Command::Previous),
        (Key::F5, Command::Nothing),
        (Key::Escape, Command::Escape),
        (Key::Char('.'), Command::Black),
        (Key::Char('b'), Command::Black),
        (Key::Enter, Command::Enter),
        (Key::Tab, Command::Overview),
    ] {
        assert_eq!(command(logical(key)), Some(expected), "{key:?}");
    }
    assert_eq!(command(Press { shift: true, ..logical(Key::F5) }), Some(Command::Nothing));
}

#[test]
fn shift_turns_the_space_bar_round_and_walks_by_pages() {
    let shifted = |key| command(Press { shift: true, ..logical(key) });
    assert_eq!(command(logical(Key::Space)), Some(Command::Next));
    assert_eq!(shifted(Key::Space), Some(Command::Previous));
    for (key, expected) in [
        (Key::PageDown, Command::NextPage),
        (Key::Right, Command::NextPage),
        (Key::PageUp, Command::PreviousPage),
        (Key::Left, Command::PreviousPage),
        (Key::Home, Command::First),
    ] {
        assert_eq!(shifted(key), Some(expected), "{key:?}");
    }
    assert_eq!(command(Press { shift: true, ..logical(Key::Char('?')) }), Some(Command::Help));
}

#[test]
fn chords_of_the_system_are_left_alone() {
    assert_eq!(command(Press { foreign: true, ..logical(Key::Char('q')) }), None);
    assert_eq!(command(Press { foreign: true, ..logical(Key::Tab) }), None);
    for key in [Key::Tab, Key::Char('q'), Key::Space, Key::Escape, Key::Up] {
        assert_eq!(command(Press { alt: true, ..logical(key) }), None, "{key:?}");
    }
    let typed = Press { alt: true, physical: Some(Key::Char('b')), ..Press::default() };
    assert_eq!(command(typed), None);
    assert_eq!(command(Press { alt: true, foreign: true, ..logical(Key::Left) }), None);
}

#[test]
fn alt_and_arrows_go_through_the_history() {
    assert_eq!(command(Press { alt: true, ..logical(Key::Left) }), Some(Command::Return));
    assert_eq!(command(Press { alt: true, ..logical(Key::Right) }), Some(Command::Forward));
    assert_eq!(command(Press { alt: true, shift: true, ..logical(Key::Left) }), None);
}

#[test]
fn the_blank_button_works_on_every_layout() {
    for printed in [':', ';', 'v', 'ю'] {
        let press = Press { physical: Some(Key::Char('.')), ..logical(Key::Char(printed)) };
        assert_eq!(command(press), Some(Command::Black), "{printed}");
    }
}

#[test]
fn letters_go_by_print_on_latin_layouts_and_by_place_on_others() {
    let neo_v = Press { physical: Some(Key::Char('w')), ..logical(Key::Char('v')) };
    assert_eq!(command(neo_v), None, "what is printed there is a V, not a W");
    let cyrillic = Press { physical: Some(Key::Char('b')), ..logical(Key::Char('и')) };
    assert_eq!(command(cyrillic), Some(Command::Black));
    let dvorak_w = Press { physical: Some(Key::Char(',')), ..logical(Key::Char('w')) };
    assert_eq!(command(dvorak_w), Some(Command::White));
    let unknown = Press { physical: Some(Key::Char('n')), ..Press::default() };
    assert_eq!(command(unknown), Some(Command::Next));
}

#[test]
fn digits_are_digits_on_a_french_keyboard_too() {
    assert_eq!(command(logical(Key::Char('7'))), Some(Command::Digit(7)));
    let ampersand = Press { physical: Some(Key::Char('1')), ..logical(Key::Char('&')) };
    assert_eq!(command(ampersand), Some(Command::Digit(1)));
    let exclamation = Press { physical: Some(Key::Char('1')), shift: true, ..logical(Key::Char('!')) };
    assert_eq!(command(exclamation), None);
}

#[test]
fn a_letter_is_a_letter_wherever_a_device_sends_it_from() {
    // A keyboard made of software numbers its keys as it likes.
    let sent = Press { physical: Some(Key::Char('1')), ..logical(Key::Char('x')) };
    assert_eq!(command(sent), Some(Command::Swap));
}

#[test]
fn the_readme_names_every_row() {
    let table = Keymap::usual().markdown();
    assert!(table.contains("| `B` `.` | black stage; again: the picture back | `black` |"), "{table}");
    assert!(table.contains("`Shift+Space`"));
    assert_eq!(table.lines().count(), 2 + KEYS.iter().filter(|row| !row.help.is_empty()).count());
}

#[test]
fn whatever_a_mouse_does_a_key_does_too() {
    let of_mouse = [Key::LeftClick, Key::RightClick, Key::WheelUp, Key::WheelDown];
    for row in KEYS {
        assert!(row.keys.iter().any(|chord| !of_mouse.contains(&chord.key)), "{:?} needs a mouse", row.command);
    }
    // A page from near is moved by the wheel and by drags, and by keys that mean something else elsewhere.
    let near = |show: &Show, key: Key| {
        let bound = command(logical(key)).expect("a key of the table");
        show.meant(key, bound)
    };
    let pages = crate::show::tests::session();
    let mut show = Show::new(crate::show::Start::default(), &pages);
    show.apply(Command::Zoom, std::time::Duration::ZERO, &pages);
    assert_eq!(near(&show, Key::Char('+')), Command::Nearer);
    assert_eq!(near(&show, Key::Char('-')), Command::Farther);
    for key in [Key::Left, Key::Right, Key::Up, Key::Down] {
        assert!(matches!(near(&show, key), Command::Pan(_)), "{key:?}");
    }
}

#[test]
fn names_of_commands_are_kebab_case_and_no_two_alike() {
    let names = Keymap::usual().names();
    for (n, name) in names.iter().enumerate() {
        assert!(!names[..n].contains(name), "{name}");
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
        assert_eq!(Keymap::usual().command(name).map(Command::name).as_deref(), Some(name.as_str()));
    }
    assert!(["next", "next-slide", "timer-reset"].iter().all(|name| names.contains(&(*name).to_owned())), "{names:?}");
}

#[test]
fn a_row_of_signs_means_digits_and_a_place_with_shift_means_its_sign() {
    // The 4 and the 6 of a French keyboard print what is bound elsewhere.
    for (printed, place, digit) in [('\'', '4', 4), ('-', '6', 6), ('+', '1', 1)] {
        let press = Press { physical: Some(Key::Char(place)), ..logical(Key::Char(printed)) };
        assert_eq!(command(press), Some(Command::Digit(digit)), "{printed}");
    }
    let arabic = Press { shift: true, physical: Some(Key::Char('/')), ..logical(Key::Char('؟')) };
    assert_eq!(command(arabic), Some(Command::Help));
    let minus = logical(Key::Char('-'));
    assert_eq!(command(minus), Some(Command::NotesSmaller), "of the number pad");
}

proptest::proptest! {
    /// Whatever is asked for, no chord means two things, the way on, back and out stays, and what is printed reads the same.
    #[test]
    fn no_map_holds_a_chord_twice(
        asked in proptest::collection::vec((0_usize..60, proptest::collection::vec(0_usize..80, 0..4)), 0..6),
        none in proptest::collection::vec(0_usize..80, 0..3),
    ) {
        let usual = Keymap::usual();
        let names = usual.names();
        let all: Vec<Chord> = usual.rows().iter().flat_map(|row| row.keys.clone()).filter(|c| c.key != Key::AnyDigit).collect();
        let chord = |n: usize| all.get(n).copied().unwrap_or(Chord { key: Key::Function(n as u8 % 24 + 1), shift: false, alt: true });
        let mut changes = Changes { lists: Vec::new(), none: none.into_iter().map(chord).collect() };
        for (command, keys) in asked {
            let Some(command) = names.get(command % names.len()).and_then(|name| usual.command(name)) else { continue };
            if !changes.lists.iter().any(|(known, _)| *known == command) {
                changes.lists.push((command, keys.into_iter().map(chord).collect()));
            }
        }
        if let Ok(map) = usual.changed(&changes) {
            let held: Vec<(Chord, Command)> =
                map.rows().iter().flat_map(|row| row.keys.iter().map(|key| (*key, row.command))).collect();
            for (n, (chord, command)) in held.iter().enumerate() {
                proptest::prop_assert!(held[..n].iter().all(|(known, other)| known != chord || other == command));
            }
            for needed in [Command::Next, Command::Previous, Command::Quit] {
                proptest::prop_assert!(!map.keys(needed).is_empty());
            }
            for (command, keys) in &changes.lists {
                proptest::prop_assert!(keys.iter().all(|key| map.keys(*command).contains(key)));
            }
        }
    }
}

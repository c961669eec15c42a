//! Presses and what they do, over layouts and clickers.

use super::*;
use crate::show::Show;

fn logical(key: Key) -> Press {
    Press { logical: Some(key), ..Press::default() }
}

fn command(press: Press) -> Option<Command> {
    bound(press).map(|(_, command)| command)
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
        (Key::Tab, Command::Nothing),
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
fn the_readme_names_every_row() {
    let table = markdown();
    assert!(table.contains("| `B` `.` | black stage; again: the picture back |"), "{table}");
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

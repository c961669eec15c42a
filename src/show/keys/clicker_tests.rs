//! The clickers that people own, and what each of their buttons does: a row a button, after what they are known to send.

use super::*;

/// What a button sends.
fn sent(key: Key) -> Press {
    Press { logical: Some(key), ..Press::default() }
}

/// Holds that the keys do what is expected of the buttons of `device`.
fn check(device: &str, buttons: &[(&str, Key, Command)]) {
    for &(button, key, expected) in buttons {
        let found = Keymap::usual().bound(sent(key)).map(|(_, command)| command);
        assert_eq!(found, Some(expected), "{device}: {button}");
    }
}

#[test]
fn every_known_clicker_works_as_it_comes() {
    use Command::{Black, Enter, Escape, Next, Nothing, Previous, Timer};
    // The start button of the R400 sends F5 and Esc in turns, out of step with what shows; neither may end the show.
    let r400 = [
        ("forward", Key::PageDown, Next),
        ("back", Key::PageUp, Previous),
        ("start", Key::F5, Nothing),
        ("start again", Key::Escape, Escape),
        ("blank", Key::Char('.'), Black),
    ];
    for device in ["Logitech R400", "Logitech R700", "Logitech R800"] {
        check(device, &r400);
    }
    let both = [
        ("forward", Key::PageDown, Next),
        ("forward", Key::Right, Next),
        ("back", Key::PageUp, Previous),
        ("back", Key::Left, Previous),
    ];
    check("Logitech R500", &both);
    check(
        "Logitech Spotlight",
        &[("forward", Key::Right, Next), ("back", Key::Left, Previous), ("pointer", Key::LeftClick, Next)],
    );
    check(
        "Kensington",
        &[
            ("forward", Key::PageDown, Next),
            ("back", Key::PageUp, Previous),
            ("start", Key::F5, Nothing),
            ("blank", Key::Char('b'), Black),
        ],
    );
    check(
        "Targus",
        &[("forward", Key::PageDown, Next), ("back", Key::PageUp, Previous), ("blank", Key::Char('b'), Black)],
    );
    check("Norwii N27", &[("down", Key::Down, Next), ("up", Key::Up, Previous)]);
    check(
        "AVATTO H100, August WP200",
        &[("forward", Key::PageDown, Next), ("back", Key::PageUp, Previous), ("air mouse", Key::LeftClick, Next)],
    );
    check(
        "a red pointer of no name, Dinofire among them",
        &[
            ("forward", Key::PageDown, Next),
            ("forward", Key::Down, Next),
            ("forward", Key::Right, Next),
            ("back", Key::PageUp, Previous),
            ("back", Key::Up, Previous),
            ("back", Key::Left, Previous),
            ("start", Key::F5, Nothing),
            ("second press", Key::Escape, Escape),
            ("blank", Key::Char('b'), Black),
            ("blank", Key::Char('.'), Black),
            ("link", Key::Enter, Enter),
        ],
    );
    check(
        "a headset",
        &[
            ("next track", Key::MediaNext, Next),
            ("previous track", Key::MediaPrevious, Previous),
            ("play and pause", Key::MediaPlay, Timer),
        ],
    );
    let with_shift = Press { shift: true, ..sent(Key::F5) };
    assert_eq!(Keymap::usual().bound(with_shift), Some((Key::F5, Nothing)), "a red pointer's start button");
}

#[test]
fn the_tab_button_is_known() {
    assert!(Keymap::usual().bound(sent(Key::Tab)).is_some(), "a Norwii's top button is not dead");
}

#[test]
fn a_volume_key_is_the_systems_until_it_is_asked_for() {
    for key in [Key::VolumeUp, Key::VolumeDown, Key::VolumeMute] {
        assert_eq!(Keymap::usual().bound(sent(key)), None);
    }
    let chord = Chord::parse("VolumeUp").unwrap();
    let map = Keymap::usual().given(chord, Command::Next).unwrap();
    assert_eq!(map.bound(sent(Key::VolumeUp)), Some((Key::VolumeUp, Command::Next)), "a shutter remote");
}

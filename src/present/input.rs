//! winit's keys and buttons in, the show's out. Decides nothing: what a key does stands in `show::KEYS`.

use winit::event::{KeyEvent, MouseButton, MouseScrollDelta};
use winit::keyboard::{self, KeyCode, ModifiersState, NamedKey, PhysicalKey};

use crate::show::{Key, Press};

/// A touchpad's pixels that make one notch of a wheel.
const NOTCH_PIXELS: f32 = 60.0;

/// The press that `event` tells of.
pub(super) fn press(event: &KeyEvent, held: ModifiersState) -> Press {
    Press {
        logical: logical(&event.logical_key),
        physical: physical(event.physical_key),
        shift: held.shift_key(),
        foreign: held.control_key() || held.alt_key() || held.super_key(),
    }
}

/// The press of a button of the mouse.
pub(super) fn click(button: MouseButton) -> Option<Press> {
    let key = match button {
        MouseButton::Left => Key::LeftClick,
        MouseButton::Right => Key::RightClick,
        _ => return None,
    };
    Some(named(key))
}

/// The press of a key that has but one meaning.
pub(super) fn named(key: Key) -> Press {
    Press { logical: Some(key), ..Press::default() }
}

/// How far a wheel was turned, positive away from the person.
pub(super) fn notches(delta: MouseScrollDelta) -> f32 {
    match delta {
        MouseScrollDelta::LineDelta(_, lines) => lines,
        MouseScrollDelta::PixelDelta(pixels) => pixels.y as f32 / NOTCH_PIXELS,
    }
}

fn logical(key: &keyboard::Key) -> Option<Key> {
    match key {
        keyboard::Key::Character(typed) => {
            let mut characters = typed.chars().flat_map(char::to_lowercase);
            match (characters.next(), characters.next()) {
                (Some(' '), None) => Some(Key::Space),
                (Some(character), None) => Some(Key::Char(character)),
                _ => None,
            }
        }
        keyboard::Key::Named(name) => named_key(*name),
        keyboard::Key::Unidentified(_) | keyboard::Key::Dead(_) => None,
    }
}

fn named_key(name: NamedKey) -> Option<Key> {
    Some(match name {
        NamedKey::ArrowRight => Key::Right,
        NamedKey::ArrowLeft => Key::Left,
        NamedKey::ArrowUp => Key::Up,
        NamedKey::ArrowDown => Key::Down,
        NamedKey::PageUp => Key::PageUp,
        NamedKey::PageDown => Key::PageDown,
        NamedKey::Home => Key::Home,
        NamedKey::End => Key::End,
        NamedKey::Space => Key::Space,
        NamedKey::Enter => Key::Enter,
        NamedKey::Backspace => Key::Backspace,
        NamedKey::Delete => Key::Delete,
        NamedKey::Escape => Key::Escape,
        NamedKey::Tab => Key::Tab,
        NamedKey::F1 => Key::F1,
        NamedKey::F5 => Key::F5,
        NamedKey::F6 => Key::F6,
        NamedKey::MediaTrackNext => Key::MediaNext,
        NamedKey::MediaTrackPrevious => Key::MediaPrevious,
        _ => return None,
    })
}

/// The character at the key's place on a US keyboard, for the keys that may stand in by place.
fn physical(key: PhysicalKey) -> Option<Key> {
    let PhysicalKey::Code(code) = key else { return None };
    let character = match code {
        KeyCode::KeyA => 'a',
        KeyCode::KeyB => 'b',
        KeyCode::KeyF => 'f',
        KeyCode::KeyH => 'h',
        KeyCode::KeyI => 'i',
        KeyCode::KeyL => 'l',
        KeyCode::KeyN => 'n',
        KeyCode::KeyP => 'p',
        KeyCode::KeyQ => 'q',
        KeyCode::KeyR => 'r',
        KeyCode::KeyS => 's',
        KeyCode::KeyT => 't',
        KeyCode::KeyW => 'w',
        KeyCode::KeyX => 'x',
        KeyCode::KeyZ => 'z',
        KeyCode::Period => '.',
        KeyCode::Comma => ',',
        KeyCode::Equal => '=',
        KeyCode::Minus => '-',
        KeyCode::Digit0 => '0',
        KeyCode::Digit1 => '1',
        KeyCode::Digit2 => '2',
        KeyCode::Digit3 => '3',
        KeyCode::Digit4 => '4',
        KeyCode::Digit5 => '5',
        KeyCode::Digit6 => '6',
        KeyCode::Digit7 => '7',
        KeyCode::Digit8 => '8',
        KeyCode::Digit9 => '9',
        _ => return None,
    };
    Some(Key::Char(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show::{Command, KEYS, bound};

    #[test]
    fn characters_arrive_in_lower_case_and_alone() {
        let typed = |text: &str| logical(&keyboard::Key::Character(text.into()));
        assert_eq!(typed("N"), Some(Key::Char('n')));
        assert_eq!(typed("Ю"), Some(Key::Char('ю')));
        assert_eq!(typed(" "), Some(Key::Space));
        assert_eq!(typed("ffi"), None);
        assert_eq!(typed(""), None);
    }

    #[test]
    fn every_letter_that_is_bound_has_its_place() {
        let places = [
            KeyCode::KeyA,
            KeyCode::KeyB,
            KeyCode::KeyF,
            KeyCode::KeyH,
            KeyCode::KeyI,
            KeyCode::KeyL,
            KeyCode::KeyN,
            KeyCode::KeyP,
            KeyCode::KeyQ,
            KeyCode::KeyR,
            KeyCode::KeyS,
            KeyCode::KeyT,
            KeyCode::KeyW,
            KeyCode::KeyX,
            KeyCode::KeyZ,
            KeyCode::Period,
            KeyCode::Comma,
            KeyCode::Equal,
            KeyCode::Minus,
        ]
        .map(|code| physical(PhysicalKey::Code(code)));
        for row in KEYS {
            for chord in row.keys {
                if matches!(chord.key, Key::Char(c) if !"?+".contains(c)) {
                    assert!(places.contains(&Some(chord.key)), "{:?}", chord.key);
                }
            }
        }
    }

    #[test]
    fn buttons_and_wheels_move() {
        let command = |press| bound(press).map(|(_, command)| command);
        assert_eq!(click(MouseButton::Left).and_then(command), Some(Command::Next));
        assert_eq!(click(MouseButton::Right).and_then(command), Some(Command::Previous));
        assert_eq!(click(MouseButton::Middle), None);
        assert!((notches(MouseScrollDelta::LineDelta(0.0, -1.0)) + 1.0).abs() < 1e-6);
        assert_eq!(command(named(Key::WheelDown)), Some(Command::Next));
    }
}

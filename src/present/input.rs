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
        alt: held.alt_key(),
        foreign: held.control_key() || held.super_key(),
    }
}

/// The press of a button of the mouse.
pub(super) fn click(button: MouseButton) -> Option<Press> {
    let key = match button {
        MouseButton::Left => Key::LeftClick,
        MouseButton::Right => Key::RightClick,
        MouseButton::Middle => Key::MiddleClick,
        MouseButton::Back => Key::BrowserBack,
        MouseButton::Forward => Key::BrowserForward,
        MouseButton::Other(_) => return None,
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
        NamedKey::Insert => Key::Insert,
        NamedKey::Pause => Key::Pause,
        NamedKey::ContextMenu => Key::ContextMenu,
        NamedKey::MediaTrackNext => Key::MediaNext,
        NamedKey::MediaTrackPrevious => Key::MediaPrevious,
        // Which of them a headset sends, and whether in turns, is between it and the system.
        NamedKey::MediaPlay | NamedKey::MediaPause | NamedKey::MediaPlayPause => Key::MediaPlay,
        NamedKey::MediaStop => Key::MediaStop,
        NamedKey::AudioVolumeUp => Key::VolumeUp,
        NamedKey::AudioVolumeDown => Key::VolumeDown,
        NamedKey::AudioVolumeMute => Key::VolumeMute,
        NamedKey::BrowserBack => Key::BrowserBack,
        NamedKey::BrowserForward => Key::BrowserForward,
        other => return function(other),
    })
}

/// The function keys in their order.
const FUNCTIONS: [NamedKey; Key::FUNCTIONS as usize] = [
    NamedKey::F1,
    NamedKey::F2,
    NamedKey::F3,
    NamedKey::F4,
    NamedKey::F5,
    NamedKey::F6,
    NamedKey::F7,
    NamedKey::F8,
    NamedKey::F9,
    NamedKey::F10,
    NamedKey::F11,
    NamedKey::F12,
    NamedKey::F13,
    NamedKey::F14,
    NamedKey::F15,
    NamedKey::F16,
    NamedKey::F17,
    NamedKey::F18,
    NamedKey::F19,
    NamedKey::F20,
    NamedKey::F21,
    NamedKey::F22,
    NamedKey::F23,
    NamedKey::F24,
];

fn function(name: NamedKey) -> Option<Key> {
    let index = FUNCTIONS.iter().position(|known| *known == name)?;
    Some(Key::Function(u8::try_from(index + 1).ok()?))
}

/// The character at the key's place on a US keyboard, for all keys that may stand in by place.
fn physical(key: PhysicalKey) -> Option<Key> {
    let PhysicalKey::Code(code) = key else { return None };
    let character = match code {
        KeyCode::KeyA => 'a',
        KeyCode::KeyB => 'b',
        KeyCode::KeyC => 'c',
        KeyCode::KeyD => 'd',
        KeyCode::KeyE => 'e',
        KeyCode::KeyF => 'f',
        KeyCode::KeyG => 'g',
        KeyCode::KeyH => 'h',
        KeyCode::KeyI => 'i',
        KeyCode::KeyJ => 'j',
        KeyCode::KeyK => 'k',
        KeyCode::KeyL => 'l',
        KeyCode::KeyM => 'm',
        KeyCode::KeyN => 'n',
        KeyCode::KeyO => 'o',
        KeyCode::KeyP => 'p',
        KeyCode::KeyQ => 'q',
        KeyCode::KeyR => 'r',
        KeyCode::KeyS => 's',
        KeyCode::KeyT => 't',
        KeyCode::KeyU => 'u',
        KeyCode::KeyV => 'v',
        KeyCode::KeyW => 'w',
        KeyCode::KeyX => 'x',
        KeyCode::KeyY => 'y',
        KeyCode::KeyZ => 'z',
        KeyCode::Period => '.',
        KeyCode::Slash => '/',
        KeyCode::Semicolon => ';',
        KeyCode::Backquote => '`',
        KeyCode::Backslash => '\\',
        KeyCode::Comma => ',',
        KeyCode::BracketLeft => '[',
        KeyCode::BracketRight => ']',
        KeyCode::Quote => '\'',
        KeyCode::Minus => '-',
        KeyCode::Equal => '=',
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
    use crate::show::{Command, KEYS, Keymap};

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
        let codes = [
            KeyCode::Period,
            KeyCode::Slash,
            KeyCode::Semicolon,
            KeyCode::Backquote,
            KeyCode::Backslash,
            KeyCode::Comma,
            KeyCode::BracketLeft,
            KeyCode::BracketRight,
            KeyCode::Quote,
            KeyCode::Minus,
            KeyCode::Equal,
        ];
        let places = codes.map(|code| physical(PhysicalKey::Code(code)));
        for row in KEYS {
            for chord in row.keys {
                if matches!(chord.key, Key::Char(c) if !c.is_ascii_lowercase() && !"?+".contains(c)) {
                    assert!(places.contains(&Some(chord.key)), "{:?}", chord.key);
                }
            }
        }
    }

    #[test]
    fn buttons_and_wheels_move() {
        let command = |press| Keymap::usual().bound(press).map(|(_, command)| command);
        assert_eq!(click(MouseButton::Left).and_then(command), Some(Command::Next));
        assert_eq!(click(MouseButton::Right).and_then(command), Some(Command::Previous));
        assert_eq!(click(MouseButton::Back).and_then(command), Some(Command::Return));
        assert_eq!(click(MouseButton::Middle).and_then(command), None);
        assert!((notches(MouseScrollDelta::LineDelta(0.0, -1.0)) + 1.0).abs() < 1e-6);
        assert_eq!(command(named(Key::WheelDown)), Some(Command::Next));
    }
}

//! The keys: one table, [`KEYS`], from which presses are translated, the help overlay is made and the README is printed.
//! Never names a window system: `present::input` translates its keys into [`Press`].
//!
//! Letters are matched by what the layout prints on them; where that is no Latin letter, by their place on the keyboard.
//! `.` is matched by place too, because that is the key which a clicker's blank button presses, whatever the layout makes
//! of it.

use std::fmt::Write as _;

use super::Command;

/// A key, a button or a turn of the wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A key that types a character; letters in lower case.
    Char(char),
    /// Any of the ten digits; only in [`KEYS`].
    AnyDigit,
    /// →
    Right,
    /// ←
    Left,
    /// ↑
    Up,
    /// ↓
    Down,
    /// Page up, a clicker's back.
    PageUp,
    /// Page down, a clicker's forward.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// The space bar.
    Space,
    /// Enter, also of the number pad.
    Enter,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Escape, also every second press of a clicker's start button.
    Escape,
    /// Tab.
    Tab,
    /// F1.
    F1,
    /// F5, a clicker's start button.
    F5,
    /// F6.
    F6,
    /// A headset's next track.
    MediaNext,
    /// A headset's previous track.
    MediaPrevious,
    /// The left button of the mouse.
    LeftClick,
    /// The right button of the mouse.
    RightClick,
    /// The wheel, towards the person.
    WheelDown,
    /// The wheel, away from the person.
    WheelUp,
}

/// A key with or without Shift or Alt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Whether Shift is held. Characters ignore it: a layout may need Shift to print them.
    pub shift: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

/// A press as a keyboard reports it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press {
    /// What the layout makes of the key, if it is known here.
    pub logical: Option<Key>,
    /// What stands at its place on a US keyboard.
    pub physical: Option<Key>,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Alt is held: of such chords only those are ours that [`KEYS`] names.
    pub alt: bool,
    /// Whether Control or the command key is held: such chords belong to the system.
    pub foreign: bool,
}

/// Keys that do the same.
#[derive(Clone, Copy, Debug)]
pub struct KeyRow {
    /// Any of these.
    pub keys: &'static [Chord],
    /// Does this; on the row of the digits, [`Command::Digit`] with the digit that was pressed.
    pub command: Command,
    /// What that is, in words; empty where there is nothing to know.
    pub help: &'static str,
}

const fn plain(key: Key) -> Chord {
    Chord { key, shift: false, alt: false }
}

const fn shifted(key: Key) -> Chord {
    Chord { key, shift: true, alt: false }
}

const fn with_alt(key: Key) -> Chord {
    Chord { key, shift: false, alt: true }
}

const fn typed(character: char) -> Chord {
    plain(Key::Char(character))
}

/// Every binding there is.
pub static KEYS: &[KeyRow] = &[
    KeyRow {
        keys: &[
            plain(Key::Right),
            plain(Key::Down),
            plain(Key::Space),
            plain(Key::PageDown),
            typed('n'),
            plain(Key::LeftClick),
            plain(Key::WheelDown),
            plain(Key::MediaNext),
        ],
        command: Command::Next,
        help: "next: step, page, talk",
    },
    KeyRow {
        keys: &[
            plain(Key::Left),
            plain(Key::Up),
            shifted(Key::Space),
            plain(Key::PageUp),
            typed('p'),
            plain(Key::RightClick),
            plain(Key::WheelUp),
            plain(Key::MediaPrevious),
        ],
        command: Command::Previous,
        help: "back: step, page, talk",
    },
    KeyRow { keys: &[typed(']')], command: Command::NextSlide, help: "next slide, past its steps and pages" },
    KeyRow { keys: &[typed('[')], command: Command::PreviousSlide, help: "start of the slide; there: slide before" },
    KeyRow {
        keys: &[shifted(Key::Right), shifted(Key::PageDown)],
        command: Command::NextPage,
        help: "next page, past its steps",
    },
    KeyRow {
        keys: &[shifted(Key::Left), shifted(Key::PageUp)],
        command: Command::PreviousPage,
        help: "page before, whole",
    },
    KeyRow { keys: &[with_alt(Key::Left)], command: Command::Return, help: "back to where the last jump began" },
    KeyRow { keys: &[with_alt(Key::Right)], command: Command::Forward, help: "forth again" },
    KeyRow { keys: &[typed('m')], command: Command::Bookmark, help: "bookmark the page, or not any more" },
    KeyRow { keys: &[typed('\'')], command: Command::NextBookmark, help: "go to the next bookmark" },
    KeyRow {
        keys: &[plain(Key::Home)],
        command: Command::First,
        help: "first page of the talk; again: of the session",
    },
    KeyRow { keys: &[plain(Key::End)], command: Command::Last, help: "last page of the talk; again: of the session" },
    KeyRow { keys: &[plain(Key::AnyDigit)], command: Command::Digit(0), help: "type a page number of the talk" },
    KeyRow { keys: &[plain(Key::Enter)], command: Command::Enter, help: "go to the number typed; without one: next" },
    KeyRow { keys: &[plain(Key::Backspace)], command: Command::Back, help: "take back a digit; without one: back" },
    KeyRow { keys: &[typed('b'), typed('.')], command: Command::Black, help: "black stage; again: the picture back" },
    KeyRow { keys: &[typed('w'), typed(',')], command: Command::White, help: "white stage; again: the picture back" },
    KeyRow {
        keys: &[typed('a')],
        command: Command::Freeze,
        help: "freeze: the audience keeps its page while you browse; again: it comes to yours",
    },
    KeyRow { keys: &[typed('r')], command: Command::Timer, help: "stop the timer, or let it go on" },
    KeyRow { keys: &[plain(Key::Delete)], command: Command::TimerReset, help: "set the timer back to 0:00" },
    KeyRow { keys: &[shifted(Key::Down)], command: Command::NotesDown, help: "scroll the notes on" },
    KeyRow { keys: &[shifted(Key::Up)], command: Command::NotesUp, help: "scroll the notes back" },
    KeyRow { keys: &[typed('+'), typed('=')], command: Command::NotesLarger, help: "larger notes" },
    KeyRow { keys: &[typed('-')], command: Command::NotesSmaller, help: "smaller notes" },
    KeyRow { keys: &[typed('l')], command: Command::Pointer, help: "laser pointer that follows the mouse, or none" },
    KeyRow {
        keys: &[typed('i')],
        command: Command::Spotlight,
        help: "light around the mouse and dusk elsewhere, or none",
    },
    KeyRow {
        keys: &[typed('z')],
        command: Command::Zoom,
        help: "the page from near: wheel, `+` and `-` go nearer and farther, arrows and the mouse move it; or the whole",
    },
    KeyRow { keys: &[typed('f')], command: Command::Fullscreen, help: "fullscreen or window" },
    KeyRow { keys: &[typed('s')], command: Command::Presenter, help: "presenter screen on or off" },
    KeyRow { keys: &[typed('x')], command: Command::Swap, help: "swap the displays of slides and presenter screen" },
    KeyRow { keys: &[typed('t')], command: Command::Theme, help: "the next look; after the last: the first again" },
    KeyRow { keys: &[typed('?'), plain(Key::F1), typed('h')], command: Command::Help, help: "these keys" },
    KeyRow {
        keys: &[plain(Key::Escape)],
        command: Command::Escape,
        help: "leave help, number, blank stage, zoom or pointer; never the show",
    },
    KeyRow { keys: &[typed('q')], command: Command::Quit, help: "end the show" },
    KeyRow {
        keys: &[plain(Key::F5), shifted(Key::F5)],
        command: Command::Nothing,
        help: "nothing: a clicker’s start button",
    },
    KeyRow {
        keys: &[plain(Key::F6)],
        command: Command::Reload,
        help: "read the files again, even if they lost most of their slides",
    },
    // Kept free for the overview; bound so that a remote's Tab is known and harmless.
    KeyRow { keys: &[plain(Key::Tab)], command: Command::Nothing, help: "" },
];

/// What `press` does, and the key it was taken for; nothing if it is not bound.
#[must_use]
pub fn bound(press: Press) -> Option<(Key, Command)> {
    if press.foreign {
        return None;
    }
    if press.alt {
        let key = press.logical?;
        return named(Chord { key, shift: press.shift, alt: true }).map(|command| (key, command));
    }
    let find = |key: Key| lookup(key, press.shift).map(|command| (key, command));
    press.logical.and_then(find).or_else(|| fallback(press).and_then(find))
}

/// The key at the place of one that the layout gave no meaning here.
fn fallback(press: Press) -> Option<Key> {
    let Some(Key::Char(place)) = press.physical else { return None };
    let foreign_script = match press.logical {
        Some(Key::Char(printed)) => !printed.is_ascii(),
        Some(_) => return None,
        None => true,
    };
    // An unshifted digit row prints `&é"'(` in France; a shifted one prints `!@#` in America and means no number.
    let digit_row = place.is_ascii_digit() && !press.shift;
    (place == '.' || digit_row || (foreign_script && !place.is_ascii_digit())).then_some(Key::Char(place))
}

fn lookup(key: Key, shift: bool) -> Option<Command> {
    if let Key::Char(c @ '0'..='9') = key {
        return Some(Command::Digit(c as u8 - b'0'));
    }
    let exact = if matches!(key, Key::Char(_)) { None } else { named(Chord { key, shift, alt: false }) };
    exact.or_else(|| named(plain(key)))
}

fn named(chord: Chord) -> Option<Command> {
    KEYS.iter().find(|row| row.keys.contains(&chord)).map(|row| row.command)
}

/// What is printed on the chord's keys.
#[must_use]
pub fn label(chord: Chord) -> String {
    let key = match chord.key {
        Key::Char(c) => c.to_uppercase().collect(),
        Key::AnyDigit => "0 … 9".to_owned(),
        other => named_label(other).to_owned(),
    };
    let alt = if chord.alt { "Alt+" } else { "" };
    let shift = if chord.shift { "Shift+" } else { "" };
    format!("{alt}{shift}{key}")
}

fn named_label(key: Key) -> &'static str {
    match key {
        Key::Right => "→",
        Key::Left => "←",
        Key::Up => "↑",
        Key::Down => "↓",
        Key::PageUp => "PgUp",
        Key::PageDown => "PgDn",
        Key::Home => "Home",
        Key::End => "End",
        Key::Space => "Space",
        Key::Enter => "Enter",
        Key::Backspace => "Backspace",
        Key::Delete => "Del",
        Key::Escape => "Esc",
        Key::Tab => "Tab",
        Key::F1 => "F1",
        Key::F5 => "F5",
        Key::F6 => "F6",
        Key::MediaNext => "next track",
        Key::MediaPrevious => "previous track",
        Key::LeftClick => "click",
        Key::RightClick => "right click",
        Key::WheelDown => "wheel down",
        Key::WheelUp => "wheel up",
        Key::Char(_) | Key::AnyDigit => "",
    }
}

/// The table as Markdown, for the README.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::from("| Keys | What they do |\n|---|---|\n");
    for row in KEYS.iter().filter(|row| !row.help.is_empty()) {
        let keys: Vec<String> = row.keys.iter().map(|&chord| format!("`{}`", label(chord))).collect();
        let _ = writeln!(out, "| {} | {} |", keys.join(" "), row.help);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
}

//! The keys: one table, [`KEYS`], from which presses are translated, the help overlay is made and the README is printed.
//! Never names a window system: `present::input` translates its keys into [`Press`].
//!
//! Letters are matched by what the layout prints on them; where that is no Latin letter, by their place on the keyboard.
//! `.` is matched by place too, because that is the key which a clicker's blank button presses, whatever the layout makes
//! of it.

mod table;

use std::fmt::Write as _;

use super::Command;
pub use table::KEYS;
use table::plain;

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
mod tests;

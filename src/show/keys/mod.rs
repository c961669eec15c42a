//! The keys: one table, [`KEYS`], and what a config file changes of it: the [`Keymap`] that holds, from which presses are
//! translated, the help overlay is made and the README is printed. Never names a window system: `present::input` translates
//! its keys into [`Press`].

mod key;
mod keymap;
mod table;

use super::Command;
pub use key::{Chord, Key, NoChord, label};
pub use keymap::{Binding, Changes, Conflict, Keymap};
pub use table::KEYS;

/// A press as a keyboard reports it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press {
    /// What the layout makes of the key, if it is known here.
    pub logical: Option<Key>,
    /// What stands at its place on a US keyboard.
    pub physical: Option<Key>,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Alt is held: of such chords only those are ours that the map names.
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

#[cfg(test)]
mod clicker_tests;
#[cfg(test)]
mod tests;

//! The keys that hold: the table of [`KEYS`] and what a config file changes of it in, the command of a press out. Never holds
//! a chord twice, and never loses the way on, back or out.
//!
//! Letters are matched by what the layout prints on them; where that is no Latin letter, by their place on the keyboard.
//! `.` is matched by place too, because that is the key which a clicker's blank button presses, whatever the layout makes
//! of it. The row of digits means digits, also where Shift is needed to print them.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::key::{Chord, Key, label};
use super::table::{KEYS, plain};
use super::{Command, Press};

/// Without these a show would be a trap.
const NEEDED: [Command; 3] = [Command::Next, Command::Previous, Command::Quit];

/// What a US keyboard prints on its places for signs, without and with Shift.
const SIGNS: &[(char, char)] = &[
    ('/', '?'),
    ('=', '+'),
    ('-', '_'),
    ('.', '>'),
    (',', '<'),
    (';', ':'),
    ('\'', '"'),
    ('[', '{'),
    (']', '}'),
    ('\\', '|'),
    ('`', '~'),
];

/// Keys that do the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Any of these.
    pub keys: Vec<Chord>,
    /// Does this; on the row of the digits, [`Command::Digit`] with the digit that was pressed.
    pub command: Command,
    /// What that is, in words; empty where there is nothing to know.
    pub help: &'static str,
}

/// The keys that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    rows: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        let row = |row: &super::KeyRow| Binding { keys: row.keys.to_vec(), command: row.command, help: row.help };
        Self { rows: KEYS.iter().map(row).collect() }
    }
}

/// What a config file says of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// All the keys of these commands.
    pub lists: Vec<(Command, Vec<Chord>)>,
    /// Keys that do nothing.
    pub none: Vec<Chord>,
}

/// Why keys cannot be changed so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The chord would mean two things, by their names.
    Twice(Chord, [String; 2]),
    /// There would be no key for it.
    Lost(Command),
}

impl Keymap {
    /// The keys as they are without a config file.
    #[must_use]
    pub fn usual() -> &'static Self {
        static USUAL: LazyLock<Keymap> = LazyLock::new(Keymap::default);
        &USUAL
    }

    /// Every row, in the order in which people are told of them.
    #[must_use]
    pub fn rows(&self) -> &[Binding] {
        &self.rows
    }

    /// The names of the commands that can be bound.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.rows.iter().filter(|row| can_be_bound(row.command)).map(|row| row.command.name()).collect()
    }

    /// The command that is called `name`, if it can be bound.
    #[must_use]
    pub fn command(&self, name: &str) -> Option<Command> {
        let mut commands = self.rows.iter().map(|row| row.command).filter(|&command| can_be_bound(command));
        commands.find(|&command| command.name() == name)
    }

    /// The keys of `command`.
    #[must_use]
    pub fn keys(&self, command: Command) -> &[Chord] {
        self.rows.iter().find(|row| row.command == command).map_or(&[], |row| &row.keys)
    }

    /// What is printed on the first key of `command`; its name if it has none.
    #[must_use]
    pub fn label(&self, command: Command) -> String {
        self.keys(command).first().map_or_else(|| command.name(), |&chord| label(chord))
    }

    /// The keys after `changes`: a list that is given is the whole list.
    ///
    /// # Errors
    /// If a chord would mean two things, or there were no way on, back or out.
    pub fn changed(&self, changes: &Changes) -> Result<Self, Conflict> {
        let mut map = self.clone();
        for row in &mut map.rows {
            row.keys.retain(|chord| !changes.none.contains(chord));
            if let Some((_, keys)) = changes.lists.iter().find(|(command, _)| *command == row.command) {
                row.keys.clear();
                for chord in keys.iter().filter(|chord| !row.keys.contains(chord)).collect::<Vec<_>>() {
                    row.keys.push(*chord);
                }
            }
        }
        // What does nothing gives way to what was asked for.
        let listed = |chord: &Chord| changes.lists.iter().any(|(_, keys)| keys.contains(chord));
        for row in map.rows.iter_mut().filter(|row| row.command == Command::Nothing) {
            row.keys.retain(|chord| !listed(chord));
        }
        // Without a row a chord with Shift would mean what it means without.
        map.rows.push(Binding { keys: changes.none.clone(), command: Command::Nothing, help: "" });
        map.check()?;
        map.rows.retain(|row| !row.keys.is_empty() || can_be_bound(row.command));
        Ok(map)
    }

    fn check(&self) -> Result<(), Conflict> {
        let mut taken: Vec<(Chord, String)> = Vec::new();
        for row in &self.rows {
            let name = row.command.name();
            for &chord in &row.keys {
                if let Some((_, first)) = taken.iter().find(|(known, _)| *known == chord) {
                    return Err(Conflict::Twice(chord, [first.clone(), name]));
                }
                taken.push((chord, name.clone()));
            }
        }
        match NEEDED.into_iter().find(|&command| self.keys(command).is_empty()) {
            Some(command) => Err(Conflict::Lost(command)),
            None => Ok(()),
        }
    }

    /// The keys after `chord` was given to `command`, whatever it meant before.
    ///
    /// # Errors
    /// If there were no way on, back or out.
    pub fn given(&self, chord: Chord, command: Command) -> Result<Self, Conflict> {
        let mut map = self.clone();
        for row in &mut map.rows {
            if row.command == command && !row.keys.contains(&chord) {
                row.keys.push(chord);
            } else if row.command != command {
                row.keys.retain(|&known| known != chord);
            }
        }
        map.check()?;
        map.rows.retain(|row| !row.keys.is_empty() || can_be_bound(row.command));
        Ok(map)
    }

    /// What must be said of this map to whoever knows `other`: the whole list of every command that differs.
    #[must_use]
    pub fn against(&self, other: &Self) -> Vec<(Command, Vec<Chord>)> {
        let differs = |row: &&Binding| can_be_bound(row.command) && other.keys(row.command) != row.keys;
        self.rows.iter().filter(differs).map(|row| (row.command, row.keys.clone())).collect()
    }

    /// What `press` does, and the key it was taken for; nothing if it is not bound.
    #[must_use]
    pub fn bound(&self, press: Press) -> Option<(Key, Command)> {
        if press.foreign {
            return None;
        }
        if press.alt {
            let key = press.logical?;
            let shift = press.shift && !matches!(key, Key::Char(_));
            return self.named(Chord { key, shift, alt: true }).map(|command| (key, command));
        }
        let find = |key: Key| self.lookup(key, press.shift).map(|command| (key, command));
        if let Some(digit) = digit_by_place(press) {
            return find(digit);
        }
        press.logical.and_then(find).or_else(|| by_place(press).into_iter().flatten().find_map(find))
    }

    fn lookup(&self, key: Key, shift: bool) -> Option<Command> {
        if let Key::Char(c @ '0'..='9') = key {
            return Some(Command::Digit(c as u8 - b'0'));
        }
        let exact = if matches!(key, Key::Char(_)) { None } else { self.named(Chord { key, shift, alt: false }) };
        exact.or_else(|| self.named(plain(key)))
    }

    fn named(&self, chord: Chord) -> Option<Command> {
        self.rows.iter().find(|row| row.keys.contains(&chord)).map(|row| row.command)
    }

    /// The map as a table of Markdown, for the README.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = String::from("| Keys | What they do | Command |\n|---|---|---|\n");
        for row in self.rows.iter().filter(|row| !row.help.is_empty()) {
            let keys: Vec<String> = row.keys.iter().map(|&chord| format!("`{}`", label(chord))).collect();
            let name = if can_be_bound(row.command) { format!("`{}`", row.command.name()) } else { String::new() };
            let _ = writeln!(out, "| {} | {} | {name} |", keys.join(" "), row.help);
        }
        out
    }

    /// The map as the table of a config file, which says the same when it is read.
    #[must_use]
    pub fn toml(&self) -> String {
        let mut out = String::from("[keys]\n");
        for row in self.rows.iter().filter(|row| can_be_bound(row.command)) {
            let _ = writeln!(out, "# {}\n{} = {}", row.help, row.command.name(), list(&row.keys));
        }
        let none: Vec<Chord> =
            self.rows.iter().filter(|row| row.command == Command::Nothing).flat_map(|row| row.keys.clone()).collect();
        let _ = writeln!(out, "# nothing, on purpose\nnone = {}", list(&none));
        out
    }
}

/// Chords as a list of TOML.
fn list(keys: &[Chord]) -> String {
    let quoted = |chord: &Chord| match chord.name() {
        // In quotes that take every character as it is.
        name if name.contains(['"', '\\']) => format!("'{name}'"),
        name => format!("\"{name}\""),
    };
    format!("[{}]", keys.iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// Whether a person may choose the keys of `command`.
fn can_be_bound(command: Command) -> bool {
    !matches!(command, Command::Digit(_) | Command::Nothing)
}

impl Command {
    /// What the config file calls it: its name here, in kebab case, so that no command is ever without one.
    #[must_use]
    pub fn name(self) -> String {
        if self == Self::Nothing {
            return "none".to_owned();
        }
        let mut out = String::new();
        for c in format!("{self:?}").chars().take_while(|c| c.is_alphanumeric()) {
            if c.is_uppercase() && !out.is_empty() {
                out.push('-');
            }
            out.extend(c.to_lowercase());
        }
        out
    }
}

/// The digit at the place of a key that prints something else: an unshifted row prints `&é"'(` in France; a shifted one
/// prints `!@#` in America and means no number.
fn digit_by_place(press: Press) -> Option<Key> {
    // No layout has a plain letter on that row; a device that sends keys of its own may.
    if matches!(press.logical, Some(Key::Char(c)) if c.is_ascii_alphabetic()) {
        return None;
    }
    let printed = matches!(press.logical, None | Some(Key::Char(_)));
    press.physical.filter(|place| printed && !press.shift && matches!(place, Key::Char('0'..='9')))
}

/// The keys at the place of one that the layout gave no meaning here: with Shift first what it types then.
fn by_place(press: Press) -> [Option<Key>; 2] {
    let Some(Key::Char(place)) = press.physical else { return [None, None] };
    let foreign_script = match press.logical {
        Some(Key::Char(printed)) => !printed.is_ascii(),
        Some(_) => return [None, None],
        None => true,
    };
    let meant = place == '.' || (foreign_script && !place.is_ascii_digit());
    let shifted = SIGNS.iter().find(|(sign, _)| foreign_script && press.shift && *sign == place);
    [shifted.map(|&(_, typed)| Key::Char(typed)), meant.then_some(Key::Char(place))]
}

impl Press {
    /// The chord that a config file would have to name for it, if it can name one.
    #[must_use]
    pub fn chord(self) -> Option<Chord> {
        if self.foreign || digit_by_place(self).is_some() {
            return None;
        }
        let key = match self.logical {
            Some(Key::Char(c)) if c.is_ascii_digit() => return None,
            Some(Key::Char(c)) if c.is_ascii() => Key::Char(c),
            // What no Latin layout prints is named by its place: that holds on every layout.
            Some(Key::Char(_)) | None => by_place(self).into_iter().flatten().next().or(self.logical)?,
            Some(key) => key,
        };
        let shift = self.shift && !matches!(key, Key::Char(_));
        Some(Chord { key, shift, alt: self.alt })
    }
}

//! `[keys]` of a config file: names of commands with their chords in, the keys that hold out. One slip, and all keys are the
//! usual ones: a half-changed keyboard is worse on stage than one that people know.

use toml::Spanned;

use super::file::KeysFile;
use crate::show::{Changes, Chord, Command, Conflict, Keymap};
use crate::theme::Check;

/// What a slip leads to.
const USUAL: &str = "until then the usual keys hold";

/// The keys that `file` asks for.
pub(super) fn resolved(check: &mut Check<'_>, file: KeysFile) -> Keymap {
    let before = check.found.len();
    let usual = Keymap::usual();
    let mut changes = Changes::default();
    let mut written: Vec<(Chord, usize)> = Vec::new();
    for (name, words) in &file {
        let mut chords = Vec::new();
        for word in words {
            match Chord::parse(word.get_ref()) {
                Ok(chord) => {
                    written.push((chord, word.span().start));
                    chords.push(chord);
                }
                Err(no) => check.warn(word.span().start, no.message, format!("{}; {USUAL}", no.hint)),
            }
        }
        match command(check, usual, name) {
            Some(Command::Nothing) => changes.none.extend(chords),
            Some(command) => changes.lists.push((command, chords)),
            None => {}
        }
    }
    if check.found.len() > before {
        return usual.clone();
    }
    match usual.changed(&changes) {
        Ok(map) => map,
        Err(Conflict::Twice(chord, [first, second])) => {
            // The last place is the one that was added to what held before.
            let at = written.iter().rev().find(|(known, _)| *known == chord).map_or(0, |(_, at)| *at);
            let message = format!("`{}` is both `{first}` and `{second}`", chord.name());
            let remedy = remedy(usual, &file, (chord, [&first, &second]));
            check.warn(at, message, format!("{remedy}; {USUAL}"));
            usual.clone()
        }
        Err(Conflict::Lost(command)) => {
            let name = command.name();
            let at = file.keys().find(|known| *known.get_ref() == name).map_or(0, |known| known.span().start);
            let message = format!("no key would be left for `{name}`");
            check.warn(at, message, format!("a show needs a key for it; {USUAL}"));
            usual.clone()
        }
    }
}

/// How to make `chord` mean one thing, and not both of `names`.
fn remedy(usual: &Keymap, file: &KeysFile, (chord, names): (Chord, [&str; 2])) -> String {
    let said = |name: &str| file.keys().any(|known| known.get_ref() == name);
    let unsaid = |command: Command| names.contains(&command.name().as_str()) && !said(&command.name());
    let row = usual.rows().iter().find(|row| row.keys.contains(&chord) && unsaid(row.command));
    row.map_or_else(
        || "take it out of one of them".to_owned(),
        |row| {
            let left: Vec<String> =
                row.keys.iter().filter(|&&key| key != chord).map(|key| format!("\"{}\"", key.name())).collect();
            format!("write {} = [{}] as well, or take another key", row.command.name(), left.join(", "))
        },
    )
}

/// The command that is called `name`.
fn command(check: &mut Check<'_>, usual: &Keymap, name: &Spanned<String>) -> Option<Command> {
    let at = name.span().start;
    let word = name.get_ref().as_str();
    if word == Command::Nothing.name() {
        return Some(Command::Nothing);
    }
    let found = usual.command(word);
    if found.is_none() {
        let names = usual.names();
        let known: Vec<&str> = names.iter().map(String::as_str).chain(["none"]).collect();
        let hint = match crate::text::nearest(word, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`deckle keys` lists them".to_owned(),
        };
        check.warn(at, format!("there is no command `{}`", crate::text::clean_line(word)), format!("{hint}; {USUAL}"));
    }
    found
}

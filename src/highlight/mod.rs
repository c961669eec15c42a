//! Code into colours: a language's name and a text in, what every stretch of every line is out. Work is bounded in lines,
//! bytes and time; what lies beyond is plain, and so is what follows a line at which a grammar goes round in circles. Knows no colour, and must never guess a language.
//!
//! Nothing is loaded before the first block of a known language. Texts that were looked at before are remembered, so that
//! another theme or another size of page costs nothing.

mod engine;
mod names;
mod scopes;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use syntect::parsing::{ScopeStack, SyntaxSet};

pub use names::{Language, language};

use crate::guard;
use engine::Engine;
use names::Form;

/// What a stretch of code is to its reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Class {
    /// Nothing in particular.
    #[default]
    Plain,
    /// A keyword, or an operator that is a word.
    Keyword,
    /// The name of a function or a macro.
    Function,
    /// The name of a type, a tag, an attribute, a key.
    Kind,
    /// Text in quotes.
    String,
    /// A number or a constant.
    Number,
    /// What the machine does not read.
    Comment,
    /// What a diff adds.
    Added,
    /// What a diff takes away.
    Removed,
}

/// Bytes of a line that are of one class; what no token covers is plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The bytes.
    pub range: Range<usize>,
    /// What they are.
    pub class: Class,
}

/// The colours of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Colors {
    /// The tokens of every line, in order; lines beyond the last are plain.
    pub lines: Vec<Vec<Token>>,
    /// Whether the text goes on after the last line that was looked at.
    pub cut: bool,
}

/// Lines of a block that are looked at; the rest is plain.
pub const MOST_LINES: usize = 1_000;
/// Bytes of a block that are looked at.
pub const MOST_BYTES: usize = 48 * 1024;
/// Grammars that take some times as long as others, and how many.
const SLOW: &[(&str, usize)] = &[("TypeScript", 3), ("TypeScriptReact", 3)];
/// A line of more bytes is plain.
const LONGEST_LINE: usize = 2_000;
/// Bytes of text that are remembered with their colours.
const REMEMBERED: usize = 8 * 1024 * 1024;

/// How long looking at a block may take.
const LONGEST_LOOK: Duration = Duration::from_secs(4);

/// How long looking at code may take in all. The other limits are reached long before it, unless somebody means harm.
#[derive(Debug)]
pub struct Patience(Duration);

impl Default for Patience {
    fn default() -> Self {
        Self(Duration::from_secs(10))
    }
}

/// The languages, read on first use.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// What is remembered, and how many bytes of text that is.
#[derive(Default)]
struct Memory {
    colors: HashMap<((&'static str, Form), String), Arc<Colors>>,
    bytes: usize,
}

static MEMORY: LazyLock<Mutex<Memory>> = LazyLock::new(Mutex::default);

/// The colours of `text`, which is in `language`.
#[must_use]
pub fn colors(patience: &mut Patience, language: Language, text: &str) -> Arc<Colors> {
    let key = (language.key(), text.to_owned());
    if let Some(known) = lock(&MEMORY).colors.get(&key) {
        return Arc::clone(known);
    }
    // Whatever a grammar does to its reader: the block is plain then.
    let looked = guard::caught(|| look(patience, language, text));
    let found = Arc::new(looked.unwrap_or_else(|| Colors { lines: Vec::new(), cut: true }));
    let mut memory = lock(&MEMORY);
    if memory.bytes + text.len() > REMEMBERED {
        *memory = Memory::default();
    }
    memory.bytes += text.len();
    memory.colors.insert(key, Arc::clone(&found));
    found
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn look(patience: &mut Patience, language: Language, text: &str) -> Colors {
    let start = Instant::now();
    let Some(syntax) = language.syntax(&SYNTAXES) else { return Colors::default() };
    let until = start + patience.0.min(LONGEST_LOOK);
    let Some(engine) = Engine::new(&SYNTAXES, syntax, until) else { return Colors::default() };
    let mut reader = Reader::new(engine);
    let mut colors = Colors::default();
    let slow = SLOW.iter().find(|(name, _)| *name == language.grammar).map_or(1, |(_, times)| *times);
    let mut bytes = 0;
    for line in text.split('\n') {
        bytes += line.len() + 1;
        if colors.lines.len() >= MOST_LINES / slow || bytes > MOST_BYTES / slow || Instant::now() > until {
            colors.cut = true;
            break;
        }
        colors.lines.push(match language.form {
            Form::Whole => reader.line(line),
            Form::Session => reader.prompt(line),
            Form::Diff => reader.changed(line),
        });
        // The rest of the text is plain too.
        colors.cut = reader.lost;
        if reader.lost {
            break;
        }
    }
    patience.0 = patience.0.saturating_sub(start.elapsed());
    colors
}

/// Reads a text line by line.
struct Reader<'a> {
    engine: Engine<'a>,
    stack: ScopeStack,
    classes: scopes::Classes,
    line: String,
    /// The text does not follow its grammar so far that reading on makes no sense.
    lost: bool,
}

impl<'a> Reader<'a> {
    fn new(engine: Engine<'a>) -> Self {
        Self { engine, stack: ScopeStack::new(), classes: scopes::Classes::default(), line: String::new(), lost: false }
    }

    /// The tokens of the next line.
    fn line(&mut self, line: &str) -> Vec<Token> {
        if self.lost || line.len() > LONGEST_LINE {
            return Vec::new();
        }
        self.line.clear();
        self.line.push_str(line);
        self.line.push('\n');
        let Ok(changes) = self.engine.line(&self.line) else {
            self.lost = true;
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut at = 0;
        for (position, change) in changes {
            self.token(line, at..position, &mut out);
            at = at.max(position);
            if self.stack.apply(&change).is_err() {
                self.lost = true;
                return out;
            }
        }
        self.token(line, at..line.len(), &mut out);
        out
    }

    /// Adds the token in `range` to `out`, or makes the one before it longer.
    fn token(&mut self, line: &str, range: Range<usize>, out: &mut Vec<Token>) {
        let range = range.start..range.end.min(line.len());
        let Some(text) = line.get(range.clone()).filter(|text| !text.is_empty()) else { return };
        let class = self.classes.of(self.stack.as_slice(), text);
        match out.last_mut() {
            _ if class == Class::Plain => {}
            Some(last) if last.class == class && last.range.end == range.start => last.range.end = range.end,
            _ => out.push(Token { range, class }),
        }
    }

    /// The tokens of a line of a terminal: a command after its prompt, or what it printed, which is plain.
    fn prompt(&mut self, line: &str) -> Vec<Token> {
        let indent = line.len() - line.trim_start().len();
        let rest = &line[indent..];
        if !["$ ", "# ", "% ", "> "].iter().any(|prompt| rest.starts_with(prompt)) {
            return Vec::new();
        }
        self.engine.restart();
        self.stack = ScopeStack::new();
        self.rest(line, indent..indent + 1, Class::Number, indent + 2)
    }

    /// The tokens of a line of a diff: its sign, and what the line is without it.
    fn changed(&mut self, line: &str) -> Vec<Token> {
        if let Some(class) = headline(line) {
            return vec![Token { range: 0..line.len(), class }];
        }
        match change(line) {
            Some(class) => self.rest(line, 0..1, class, 1),
            None if line.starts_with(' ') => self.rest(line, 0..0, Class::Plain, 1),
            None => self.line(line),
        }
    }

    /// The tokens of a line from byte `from` on, after one for its mark.
    fn rest(&mut self, line: &str, mark: Range<usize>, class: Class, from: usize) -> Vec<Token> {
        let mut out = vec![Token { range: mark, class }];
        for token in self.line(line.get(from..).unwrap_or_default()) {
            out.push(Token { range: token.range.start + from..token.range.end + from, class: token.class });
        }
        out
    }
}

/// Whether a line of a diff is added or taken away.
#[must_use]
pub fn change(line: &str) -> Option<Class> {
    match line.as_bytes().first() {
        _ if headline(line).is_some() => None,
        Some(b'+') => Some(Class::Added),
        Some(b'-') => Some(Class::Removed),
        _ => None,
    }
}

/// What a line of a diff is that belongs to no file's text.
fn headline(line: &str) -> Option<Class> {
    let files = ["+++ ", "--- ", "diff ", "index "];
    match line {
        _ if line.starts_with("@@") => Some(Class::Function),
        _ if files.iter().any(|start| line.starts_with(start)) => Some(Class::Kind),
        _ => None,
    }
}

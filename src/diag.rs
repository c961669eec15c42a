//! What is wrong with a deck, told to its author: file, line, the line itself, the remedy. Imports only `text`.
//!
//! An author's slip is a [`Diagnostic`] beside a result; the deck still shows. It is never a panic and never ends a show.

use std::fmt;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The deck shows as meant; something is worth knowing.
    Note,
    /// The deck shows, but something not as written.
    Warning,
    /// This could not be done.
    Error,
}

/// A range of whole lines in a file, counted from 1, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// First line.
    pub from: u32,
    /// Last line.
    pub to: u32,
}

impl Lines {
    /// Lines `from` to `to`.
    #[must_use]
    pub const fn new(from: u32, to: u32) -> Self {
        Self { from, to }
    }

    /// The smallest range that holds both; the empty default holds nothing.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        match (self.from, other.from) {
            (0, _) => other,
            (_, 0) => self,
            _ => Self { from: self.from.min(other.from), to: self.to.max(other.to) },
        }
    }
}

/// One thing to tell the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file's path as the user wrote it, empty if there is none.
    pub file: String,
    /// Line in the file from 1; 0 if it concerns the whole file.
    pub line: u32,
    /// Column in the line in characters from 1; 0 if it concerns the whole line.
    pub column: u32,
    /// The line itself, for quoting; may be empty.
    pub quote: String,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl Diagnostic {
    /// A note about `file` as a whole; add a place with [`Diagnostic::at`].
    #[must_use]
    pub fn note(file: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, file, message.into())
    }

    /// A warning about `file` as a whole; add a place with [`Diagnostic::at`].
    #[must_use]
    pub fn warning(file: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, file, message.into())
    }

    /// An error about `file` as a whole; add a place with [`Diagnostic::at`].
    #[must_use]
    pub fn error(file: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, file, message.into())
    }

    fn new(severity: Severity, file: &str, message: String) -> Self {
        Self { severity, file: file.to_owned(), line: 0, column: 0, quote: String::new(), message, hint: String::new() }
    }

    /// The same, placed at `line` and `column` and quoting that line.
    #[must_use]
    pub fn at(self, line: u32, column: u32, quote: &str) -> Self {
        Self { line, column, quote: quote.to_owned(), ..self }
    }

    /// The same with a remedy.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let file = crate::text::for_terminal(&self.file);
        match (self.file.is_empty(), self.line, self.column) {
            (true, _, _) => write!(f, "{word}: ")?,
            (_, 0, _) => write!(f, "{file}: {word}: ")?,
            (_, line, 0) => write!(f, "{file}:{line}: {word}: ")?,
            (_, line, column) => write!(f, "{file}:{line}:{column}: {word}: ")?,
        }
        write!(f, "{}", crate::text::for_terminal(&self.message))?;
        if !self.quote.is_empty() {
            write!(f, "\n  {} | {}", self.line, crate::text::for_terminal(&self.quote))?;
        }
        if !self.hint.is_empty() {
            write!(f, "\n  help: {}", crate::text::for_terminal(&self.hint))?;
        }
        Ok(())
    }
}

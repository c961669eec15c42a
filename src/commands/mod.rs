//! What the commands share: opening a book, telling what is odd about it once, writing to the standard streams. Never
//! writes a deck's words to a terminal without `text::for_terminal`.

mod asked;
pub(crate) mod clicker;
pub(crate) mod config;
pub(crate) mod displays;
pub(crate) mod dump;
pub(crate) mod export;
pub(crate) mod fetch;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod outline;
pub(crate) mod present;
pub(crate) mod remember;
pub(crate) mod supervise;
pub(crate) mod themes;
pub(crate) mod trial;

use std::collections::HashMap;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use deckle::book::{self, Book, BookOptions, LoadError};
use deckle::diag::Diagnostic;
use deckle::fonts::FontCx;
use deckle::present::check_transition;
use deckle::text::for_terminal;
use deckle::theme::{self, Adjust, Theme, Trust};

use crate::cli::{LookArgs, ThemeChoice};

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It could not be done.
    Failed(Box<Diagnostic>),
    /// It was asked for wrongly.
    Usage(Box<Diagnostic>),
    /// Whoever read the standard output went away.
    NobodyReads,
    /// The signal of this number asked for the end.
    Asked(u8),
}

impl Failure {
    /// It could not be done, for this reason and with this remedy.
    pub(crate) fn failed(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Failed(Box::new(Diagnostic::error("", message).hint(hint)))
    }

    /// It was asked for wrongly; the hint says what would be right.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage(Box::new(Diagnostic::error("", message).hint(hint)))
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Refused(diagnostic) => Self::Failed(diagnostic),
        }
    }
}

/// What a command gives back.
pub(crate) type Outcome = Result<(), Failure>;

/// Opens what is at `path`, in the look that was asked for, and tells what was odd while reading it.
pub(crate) fn open(path: &Path, look: &LookArgs, aspect: f32) -> Result<Book, Failure> {
    let adjust = Adjust { high_contrast: look.high_contrast == Some(true), no_motion: look.no_motion };
    let book = Book::open(path, chosen(look.theme.as_ref())?, BookOptions { aspect, adjust })?;
    if book.is_empty() {
        let shown = path.display().to_string();
        return Err(Failure::Failed(Box::new(Diagnostic::error(&shown, "there is nothing to show in it"))));
    }
    tell_all(&book.diagnostics);
    Ok(match program() {
        Some(program) => book.with_trial(&program),
        None => book,
    })
}

/// Where this program is, so that it can try drawings out in a process of their own.
fn program() -> Option<PathBuf> {
    // On Linux it can be started again even if its file was replaced meanwhile.
    let own = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && own.exists() { Some(own.to_owned()) } else { std::env::current_exe().ok() }
}

/// The theme that was asked for; what is wrong with its file is told.
fn chosen(look: Option<&ThemeChoice>) -> Result<Theme, Failure> {
    let path = match look {
        None => return Ok(theme::paper()),
        Some(ThemeChoice::Named(theme)) => return Ok(theme.as_ref().clone()),
        Some(ThemeChoice::File(path)) => path,
    };
    let (mut theme, mut found) =
        theme::read(path, &path.display().to_string(), Trust::Speaker).map_err(Failure::Usage)?;
    found.extend(check_transition(&mut theme));
    tell_all(&found);
    Ok(theme)
}

/// Lays out every deck of `book`, on all cores, and tells what could not be shown as written.
pub(crate) fn lay_out(book: &Book, cx: &mut FontCx) {
    (0..book.len()).into_par_iter().for_each_init(FontCx::with_system_fonts, |cx, deck| {
        let _ = book.pages(cx, deck);
    });
    let found: Vec<Diagnostic> = (0..book.len()).flat_map(|deck| book.layout_diagnostics(cx, deck).to_vec()).collect();
    tell_all(&found);
}

/// Writes each of `diagnostics` to the standard error, with the line it is about, the same one only once.
pub(crate) fn tell_all(diagnostics: &[Diagnostic]) {
    let mut told: Vec<&Diagnostic> = Vec::new();
    let mut texts: HashMap<&str, String> = HashMap::new();
    for diagnostic in diagnostics {
        if told.contains(&diagnostic) {
            continue;
        }
        told.push(diagnostic);
        if diagnostic.line == 0 || !diagnostic.quote.is_empty() {
            tell(diagnostic);
            continue;
        }
        // Layout knows a line's number only; that the line can be read again is no matter of course.
        let text = texts
            .entry(&diagnostic.file)
            .or_insert_with(|| book::read_text(Path::new(&diagnostic.file), &mut Vec::new()).unwrap_or_default());
        tell(&quoting(diagnostic, text));
    }
}

/// `diagnostic` with its line of `text`; where it has no column, that of the line's first character.
fn quoting(diagnostic: &Diagnostic, text: &str) -> Diagnostic {
    let index = usize::try_from(diagnostic.line).unwrap_or(usize::MAX).saturating_sub(1);
    let line = text.lines().nth(index).unwrap_or("");
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let column = match diagnostic.column {
        0 if !line.is_empty() => u32::try_from(indent + 1).unwrap_or(0),
        column => column,
    };
    diagnostic.clone().at(diagnostic.line, column, line)
}

/// Writes `diagnostic` to the standard error.
pub(crate) fn tell(diagnostic: &Diagnostic) {
    // When nobody can be told, nobody can be told that either.
    let _ = writeln!(std::io::stderr().lock(), "{diagnostic}");
}

/// Writes one sentence to the standard error. Words of a deck must have passed `text::for_terminal`.
pub(crate) fn remark(sentence: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{sentence}");
}

/// Carries what the library remarks while it works (a lost device, a painter that stands in) to the standard error. What
/// other libraries remark is for their own authors.
struct Remarks;

impl log::Log for Remarks {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.target().starts_with("deckle")
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            remark(&for_terminal(&record.args().to_string()));
        }
    }

    fn flush(&self) {}
}

/// From now on warnings of the library are written to the standard error.
pub(crate) fn pass_remarks_on() {
    // Only a second logger is refused, and there is no first one.
    if log::set_logger(&Remarks).is_ok() {
        log::set_max_level(log::LevelFilter::Warn);
    }
}

/// Writes `text` to the standard output. Words of a deck in it must be harmless already.
pub(crate) fn print(text: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        std::io::ErrorKind::BrokenPipe => Failure::NobodyReads,
        _ => Failure::failed(format!("the output cannot be written: {error}"), ""),
    })
}

/// A bar on a terminal, nothing elsewhere: a log is no place for it.
pub(crate) fn progress(count: usize, of: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(count as u64);
    if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:40}} {{pos}}/{{len}} {of}, {{eta}} left")) {
        bar.set_style(style);
    }
    bar
}

/// `1 page`, `2 pages`.
pub(crate) fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_quotes_its_line() {
        let text = "# One\n\t![x](gone.png)\n";
        let bare = Diagnostic::warning("a.md", "gone").at(2, 0, "");
        assert_eq!(quoting(&bare, text).to_string(), "a.md:2:2: warning: gone\n  2 | \\t![x](gone.png)");
        let placed = Diagnostic::warning("a.md", "gone").at(2, 7, "");
        assert!(quoting(&placed, text).to_string().starts_with("a.md:2:7: "));
        let beyond = Diagnostic::warning("a.md", "gone").at(9, 0, "");
        assert_eq!(quoting(&beyond, text).to_string(), "a.md:9: warning: gone");
    }
}

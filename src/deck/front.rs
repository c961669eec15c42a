//! Front matter: the YAML between two lines of `---` at the top of a deck, read and written. Text goes in, a
//! [`DeckSource`] and warnings come out. Never fails on an unknown key: it is kept out and a warning names the nearest
//! known one; and never touches a byte of the body.

mod fields;
mod yaml;

use super::DeckSource;
use super::near::nearest;
use crate::diag::Diagnostic;
pub use fields::{Front, Places};
use yaml::{Entry, Root, parse, quoted};

/// The most bytes that are read as front matter.
const MAX_BYTES: usize = 64 << 10;
/// The two lines around the front matter.
const FENCE: &str = "---";

/// Splits `text`, the contents of `file`, into front matter and body. What is wrong with the front matter is told; the
/// body is kept whatever happens. A deck without front matter has an empty one.
#[must_use]
pub fn read(file: &str, text: &str) -> (DeckSource, Vec<Diagnostic>) {
    let stem =
        std::path::Path::new(file).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mut source =
        DeckSource { stem, file: file.to_owned(), front: Front::default(), body: text.to_owned(), first_line: 1 };
    let Some((yaml, body, first_line)) = split(text) else {
        return (source, Vec::new());
    };
    let mut entries = Vec::new();
    let broken = if yaml.len() > MAX_BYTES {
        Some((0, format!("the front matter has {} bytes and is ignored; it may have {MAX_BYTES}", yaml.len())))
    } else {
        match parse(yaml, &mut entries) {
            Ok(Root::Mapping) => None,
            // A rule, some text and another rule: that is no front matter, and none of its words may be lost.
            Ok(Root::Other) => return (source, Vec::new()),
            Err((line, reason)) => Some((line, format!("the front matter is ignored from here on: {reason}"))),
        }
    };
    let mut reader = Reader { file, yaml, diagnostics: Vec::new() };
    let mut seen = Vec::new();
    for entry in entries {
        reader.entry(entry, &mut seen, &mut source.front);
    }
    if let Some((line, message)) = broken {
        reader.warn(line, message, "write one `key: value` a line and put values with a colon in quotes");
    }
    source.body = body.to_owned();
    source.first_line = first_line;
    (source, reader.diagnostics)
}

/// The YAML, the body, and the line on which the body begins; `None` without a line of `---` at the top and another.
fn split(text: &str) -> Option<(&str, &str, u32)> {
    let is_fence = |line: &str| line.trim_end() == FENCE;
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|line| is_fence(line))?;
    let mut end = opening.len();
    let mut line_number = 2_u32;
    for line in lines {
        if is_fence(line) {
            let yaml = text.get(opening.len()..end)?;
            let body = text.get(end + line.len()..)?;
            // The blank line between the two belongs to neither.
            return Some(match body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n')) {
                Some(body) => (yaml, body, line_number.saturating_add(2)),
                None => (yaml, body, line_number.saturating_add(1)),
            });
        }
        end += line.len();
        line_number = line_number.saturating_add(1);
    }
    None
}

struct Reader<'a> {
    file: &'a str,
    yaml: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Warns about a line of the YAML; 0 is the whole of it. The file has one line more above it.
    fn warn(&mut self, line: u32, message: String, hint: &str) {
        let quote = line.checked_sub(1).and_then(|n| self.yaml.lines().nth(n as usize)).unwrap_or("");
        let at = Diagnostic::warning(self.file, message).at(line.saturating_add(1), 0, quote);
        self.diagnostics.push(at.hint(hint));
    }

    fn entry(&mut self, entry: Entry, seen: &mut Vec<&'static str>, front: &mut Front) {
        let Some(key) = fields::known(&entry.key) else {
            if front.foreign(&entry.key, &entry.value) {
                return;
            }
            let hint = match nearest(&entry.key, fields::KEYS) {
                Some(key) => format!("did you mean `{key}`?"),
                None => format!("the keys are {}", fields::KEYS.join(", ")),
            };
            return self.warn(entry.line, format!("`{}` is not a key of the front matter", entry.key), &hint);
        };
        if seen.contains(&key) {
            return self.warn(entry.line, format!("`{key}` is given twice; the first one counts"), "remove one");
        }
        seen.push(key);
        let text = entry.line.checked_sub(1).and_then(|n| self.yaml.lines().nth(n as usize)).unwrap_or_default();
        front.places.note(key, (entry.line.saturating_add(1), text));
        if let Err((wanted, example)) = front.set(key, entry.value) {
            self.warn(entry.line, format!("`{key}` must be {wanted}; it is ignored"), example);
        }
    }
}

/// The text of a deck's file: front matter, a blank line, the body. [`read`] gives back what went in.
#[must_use]
pub fn to_markdown(source: &DeckSource) -> String {
    let front = &source.front;
    let mut yaml = String::new();
    let mut lines = front.lines().into_iter().peekable();
    let mut links = front.links.as_slice();
    for key in fields::KEYS {
        if key == "links" && !links.is_empty() {
            let items: String = links.iter().map(|link| format!("\n  - {}", quoted(link))).collect();
            yaml.push_str(&format!("links:{items}\n"));
            links = &[];
        }
        if let Some((key, value)) = lines.next_if(|(next, _)| *next == key) {
            // Numbers are words as well to whoever reads them here; they need no quotes.
            let value = if matches!(key, "rating" | "stars" | "split" | "scale") { value } else { quoted(&value) };
            yaml.push_str(&format!("{key}: {value}\n"));
        }
    }
    if yaml.is_empty() && split(&source.body).is_none() {
        return source.body.clone();
    }
    // An empty mapping, for otherwise the two lines would be rules of the body.
    let yaml = if yaml.is_empty() { "{}\n" } else { &yaml };
    let gap = if source.body.is_empty() { "" } else { "\n" };
    format!("{FENCE}\n{yaml}{FENCE}\n{gap}{}", source.body)
}

#[cfg(test)]
mod tests;

//! The little YAML that front matter is made of: text in, entries with their lines out, and words back into scalars.
//! Never recurses, never follows an anchor, and never takes a word for a number or a truth.

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle};

use crate::text::clean_line;

/// How deep lists and mappings may nest.
const MAX_DEPTH: usize = 16;

/// One key of the front matter.
pub(super) struct Entry {
    pub(super) key: String,
    /// Line of the YAML, from 1.
    pub(super) line: u32,
    pub(super) value: Value,
}

/// What stands behind a key.
pub(super) enum Value {
    Nothing,
    Text(String),
    List(Vec<String>),
    /// A mapping: its keys with the words behind them.
    Mapping(Vec<(String, String)>),
    /// A list of more than words.
    Nested,
}

/// What the YAML is as a whole.
pub(super) enum Root {
    Mapping,
    Other,
}

/// A scalar as a person means it: `2016` and `true` are words too, only an empty one and null are nothing.
fn scalar(text: &str, style: ScalarStyle) -> Option<String> {
    let is_null = style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
    let text = match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => text,
        _ => text.trim_end(),
    };
    (!is_null).then(|| clean_line(text))
}

/// Reads the entries of a mapping one event at a time, so that nothing in it can recurse. What stands before an error
/// is in `entries` all the same. The error has the line of the YAML.
pub(super) fn parse(yaml: &str, entries: &mut Vec<Entry>) -> Result<Root, (u32, String)> {
    let mut depth = 0_usize;
    let mut key: Option<(String, u32)> = None;
    // The key of a mapping within the mapping.
    let mut inner: Option<String> = None;
    let mut value = Value::Nothing;
    for next in Parser::new_from_str(yaml) {
        let (event, span) = match next {
            Ok(found) => found,
            Err(error) => return Err((number(error.marker().line()), error.info())),
        };
        let line = number(span.start.line());
        if event.is_alias() || event.anchor_id().is_some() {
            return Err((line, "anchors and aliases are not allowed".to_owned()));
        }
        let mut complete = false;
        match &event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let is_list = matches!(event, Event::SequenceStart(..));
                match depth {
                    0 if is_list => return Ok(Root::Other),
                    0 => {}
                    1 if is_list => value = Value::List(Vec::new()),
                    1 => value = Value::Mapping(Vec::new()),
                    // What nests deeper in a mapping is passed over with its key.
                    _ if matches!(value, Value::Mapping(_)) => inner = None,
                    _ => value = Value::Nested,
                }
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err((line, format!("it nests deeper than {MAX_DEPTH}")));
                }
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                match depth {
                    0 => return Ok(Root::Mapping),
                    1 => complete = true,
                    _ => {}
                }
            }
            _ => {
                let Some((text, style)) = event.scalar() else { continue };
                match (depth, &mut value) {
                    (0, _) => return Ok(Root::Other),
                    (1, _) => {
                        value = scalar(text, style).map_or(Value::Nothing, Value::Text);
                        complete = true;
                    }
                    (2, Value::List(items)) => items.extend(scalar(text, style)),
                    (2, Value::Mapping(pairs)) => match inner.take() {
                        Some(key) => pairs.extend(scalar(text, style).map(|text| (key, text))),
                        None => inner = Some(clean_line(text)),
                    },
                    _ => {}
                }
            }
        }
        if complete {
            inner = None;
            let done = std::mem::replace(&mut value, Value::Nothing);
            match (key.take(), done) {
                (Some((key, line)), value) => entries.push(Entry { key, line, value }),
                (None, Value::Text(name)) => key = Some((name, line)),
                (None, _) => key = Some((String::new(), line)),
            }
        }
    }
    Ok(Root::Other)
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// `text` as a YAML scalar on one line: plain wherever every YAML reader takes it for the same words.
pub(super) fn quoted(text: &str) -> String {
    let text = clean_line(text);
    let word = text.to_ascii_lowercase();
    let reserved = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(&word.as_str());
    let numeric = word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && word.chars().all(|c| c.is_ascii_hexdigit() || "+-._:xoinfa".contains(c));
    let indicator = text.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@`~=<".contains(c));
    let blank_end = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let mark = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    if !(text.is_empty() || reserved || numeric || indicator || blank_end || mark) {
        text
    } else if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

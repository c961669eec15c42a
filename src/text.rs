//! The one sanitiser: every string passes [`clean`] before a shaper sees it and [`for_terminal`] before a terminal or a
//! window title does. Imports nothing.
//!
//! cosmic-text asserts that all bidi paragraphs of a line run the same way, so no paragraph separator of the Unicode
//! bidirectional algorithm (class B) but the line feed may survive here.

use std::borrow::Cow;

/// What stands for a character that must not be shaped.
pub const REPLACEMENT: char = '\u{FFFD}';

/// What becomes of one character.
fn cleaned(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        // The separators that end a line in some editors end one here.
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        // The other control characters, and the bidi embeddings, overrides and isolates that can spoof an order.
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Some(REPLACEMENT),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some(REPLACEMENT),
        // Interlinear annotation anchors and noncharacters have no look of their own.
        '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' => Some(REPLACEMENT),
        // A byte order mark in the middle of a text is a zero-width space that nobody meant.
        '\u{FEFF}' => None,
        _ => Some(c),
    }
}

/// `text` with line ends made `\n` and with nothing in it that breaks shaping. Borrows when there is nothing to do.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| cleaned(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            if chars.peek() != Some(&'\n') {
                out.push('\n');
            }
        } else {
            out.extend(cleaned(c));
        }
    }
    Cow::Owned(out)
}

/// [`clean`] for text that must stay on one line: line feeds and tabs become spaces.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}

/// The longest text from a deck that a terminal or a window title is shown, in characters.
pub const TERMINAL_CHARS: usize = 200;

/// `text` made safe for a terminal: controls and bidi controls escaped, cut after [`TERMINAL_CHARS`].
#[must_use]
pub fn for_terminal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, c) in text.chars().enumerate() {
        if n == TERMINAL_CHARS {
            out.push('…');
            break;
        }
        let hidden = matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}');
        if hidden || c.is_control() || cleaned(c) != Some(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// The word of `known` that `word` was probably meant to be, if one is near enough.
#[must_use]
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(24).collect();
    let (off, near) = known.iter().map(|&known| (distance(&word, &known.to_lowercase()), known)).min()?;
    (off <= 2.max(near.len() / 2)).then_some(near)
}

/// How many letters to add, drop or change to get from one word to the other.
fn distance(from: &[char], to: &str) -> usize {
    let mut row: Vec<usize> = (0..=from.len()).collect();
    for (n, wanted) in to.chars().enumerate() {
        let mut next = vec![n + 1];
        for (pair, have) in row.windows(2).zip(from) {
            let [corner, above] = pair else { continue };
            let left = next.last().copied().unwrap_or(n);
            next.push((corner + usize::from(*have != wanted)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(clean("(╯°. °)╯︵ ┻┻\tok\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn separators_become_line_feeds_or_marks() {
        assert_eq!(clean("a\u{85}b\u{2029}c\u{1C}d\0e\r\nf\rg\u{FEFF}"), "a\nb\nc\u{FFFD}d\u{FFFD}e\nf\ng");
    }

    #[test]
    fn a_terminal_never_sees_an_escape() {
        assert_eq!(for_terminal("\u{1b}[31mred\u{202E}x\n"), "\\u{1b}[31mred\\u{202e}x\\n");
        assert_eq!(for_terminal(&"x".repeat(300)).chars().count(), TERMINAL_CHARS + 1);
    }
}

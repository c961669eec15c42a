//! Values of a theme file: each is read into its slot if it is sound, and told with its line if it is not; the slot then
//! keeps what the base has. Nothing here knows which value it is.

use std::ops::RangeInclusive;

use toml::Spanned;

use crate::color::Rgba;
use crate::diag::Diagnostic;

/// A file being checked.
#[derive(Debug)]
pub(crate) struct Check<'a> {
    file: &'a str,
    text: &'a str,
    /// What was wrong so far.
    pub(crate) found: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    /// The file called `file` that reads `text`.
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, found: Vec::new() }
    }

    /// Tells what is wrong with what stands at byte `at`.
    pub(crate) fn warn(&mut self, at: usize, message: impl Into<String>, hint: impl Into<String>) {
        let (line, column, quote) = place(self.text, at);
        self.found.push(Diagnostic::warning(self.file, message).at(line, column, quote).hint(hint));
    }

    /// A colour.
    pub(super) fn color(&mut self, value: Option<Spanned<String>>, slot: &mut Rgba) {
        let Some(value) = value else { return };
        match hex(value.get_ref()) {
            Some(color) => *slot = color,
            None => {
                let message = format!("\"{}\" is no colour", clip(value.get_ref()));
                self.warn(value.span().start, message, "write it like \"#D6451B\"");
            }
        }
    }

    /// A number within `limits`.
    pub(super) fn number(&mut self, value: Option<Spanned<f64>>, slot: &mut f32, limits: RangeInclusive<f32>) -> bool {
        let Some(value) = value else { return false };
        let number = *value.get_ref() as f32;
        if limits.contains(&number) {
            *slot = number;
            return true;
        }
        let message = format!("{} is out of limits", value.get_ref());
        self.warn(value.span().start, message, format!("write a number from {} to {}", limits.start(), limits.end()));
        false
    }

    /// A whole number within `limits`.
    pub(super) fn count(&mut self, value: Option<Spanned<f64>>, slot: &mut u16, limits: RangeInclusive<f32>) {
        let mut number = f32::from(*slot);
        self.number(value, &mut number, limits);
        *slot = number.round() as u16;
    }

    /// One of `words`.
    pub(crate) fn word<T: Copy>(&mut self, value: Option<Spanned<String>>, slot: &mut T, words: &[(&str, T)]) {
        let Some(value) = value else { return };
        match words.iter().find(|(word, _)| word == value.get_ref()) {
            Some(&(_, meant)) => *slot = meant,
            None => {
                let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                self.unknown(&value, &known);
            }
        }
    }

    /// Tells that `value` is none of `known`.
    pub(crate) fn unknown(&mut self, value: &Spanned<String>, known: &[&str]) {
        let hint = match crate::text::nearest(value.get_ref(), known) {
            Some(near) => format!("did you mean \"{near}\"? It may be {}", known.join(", ")),
            None => format!("it may be {}", known.join(", ")),
        };
        self.warn(value.span().start, format!("\"{}\" is not known here", clip(value.get_ref())), hint);
    }

    /// A line of words.
    pub(super) fn line(&mut self, value: Option<Spanned<String>>, slot: &mut String) {
        if let Some(value) = value {
            *slot = clip(value.get_ref());
        }
    }
}

/// The most characters of a word from a file that are shown.
const MOST_SHOWN: usize = 100;

fn clip(text: &str) -> String {
    crate::text::clean_line(text).chars().take(MOST_SHOWN).collect()
}

/// The solid colour written `#RGB` or `#RRGGBB`.
fn hex(text: &str) -> Option<Rgba> {
    let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        6 => Some(Rgba::hex(value)),
        3 => Some(Rgba::hex((value >> 8 & 0xF) * 0x11_00_00 + (value >> 4 & 0xF) * 0x11_00 + (value & 0xF) * 0x11)),
        _ => None,
    }
}

/// Line and column from 1 of byte `at`, and the line itself.
fn place(text: &str, at: usize) -> (u32, u32, &str) {
    let before = text.get(..at).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(start..).unwrap_or("").chars().count() + 1;
    let quote = text.get(start..).unwrap_or("").lines().next().unwrap_or("");
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX), quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_both_forms_and_in_no_other() {
        assert_eq!(hex("#D6451B"), Some(Rgba::hex(0xD6_45_1B)));
        assert_eq!(hex("#f80"), Some(Rgba::hex(0xFF_88_00)));
        for wrong in ["", "#", "D6451B", "#D6451", "#D6451BFF", "#+12345", "#é12", "red"] {
            assert_eq!(hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn places_are_counted_in_characters() {
        assert_eq!(place("a\néé = 1\n", 7), (2, 4, "éé = 1"));
        assert_eq!(place("a", 99), (1, 1, "a"));
    }
}

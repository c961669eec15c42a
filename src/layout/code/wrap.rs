//! Where a line of code breaks that is too long: letters with their widths in, the bytes of every row out. A row breaks
//! after a separator, as far out of brackets as it can, and goes on a little further in. No letter is ever lost.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::super::set::Set;
use super::Row;
use crate::highlight::Class;

/// Columns that a line goes on further in than it began.
const HANG: f32 = 4.0;
/// No row begins further in than this part of the room.
const DEEPEST: f32 = 0.4;
/// A row is at least filled to this part, if it can be helped.
const FILLED: f32 = 0.4;

/// How far in the further rows of `row` begin, in a room of `room`.
pub(super) fn hang(row: &Row, advance: f32, room: f32) -> f32 {
    let indent = row.text.len() - row.text.trim_start().len();
    ((indent as f32 + HANG) * advance).min(room * DEEPEST).max(0.0)
}

/// The ends of the letters of `text` with the width of each, as `set` shaped it.
pub(super) fn ends(text: &str, set: &Set) -> Vec<(usize, f32)> {
    let mut widths = vec![0.0; text.len()];
    for line in set.block.lines() {
        for glyph in line.glyphs {
            if let Some(width) = widths.get_mut(glyph.start + line.offset) {
                *width += glyph.w;
            }
        }
    }
    text.grapheme_indices(true)
        .map(|(start, letter)| (start + letter.len(), widths[start..start + letter.len()].iter().sum()))
        .collect()
}

/// The bytes of the rows of `row` in a room of `room`.
pub(super) fn parts(row: &Row, advance: f32, room: f32) -> Vec<Range<usize>> {
    let even: Vec<(usize, f32)>;
    let letters = match &row.uneven {
        Some((letters, _)) => letters.as_slice(),
        None => {
            even = (1..=row.text.len()).map(|end| (end, advance)).collect();
            &even
        }
    };
    let hang = hang(row, advance, room);
    let mut out = Vec::new();
    // The letter that the row begins with, and its first byte.
    let (mut first, mut start) = (0, 0);
    while first < letters.len() {
        let room = (if first == 0 { room } else { room - hang }).max(advance);
        let end = row_end(row, letters, (first, start), room);
        let blank = |&(end, _): &(usize, f32)| row.text.as_bytes().get(end - 1).is_some_and(u8::is_ascii_whitespace);
        let next = end + letters[end..].iter().take_while(|letter| blank(letter)).count();
        let to = letters.get(next.max(1) - 1).map_or(row.text.len(), |(end, _)| *end);
        out.push(start..to);
        (first, start) = (next.max(first + 1), to);
    }
    if out.is_empty() {
        out.push(0..row.text.len());
    }
    out
}

/// The letter after the last of the row that begins with letter `first`, at byte `start`.
fn row_end(row: &Row, letters: &[(usize, f32)], (first, start): (usize, usize), room: f32) -> usize {
    let mut best: Option<(f32, usize)> = None;
    let mut seen = Seen { tokens: 0, depth: 0.0 };
    let (mut x, mut from) = (0.0, start);
    for (n, &(end, width)) in letters.iter().enumerate().skip(first) {
        x += width;
        if x > room + 0.1 && n > first {
            return best.map_or(n, |(_, at)| at);
        }
        let letter = row.text.get(from..end).unwrap_or_default();
        let next = row.text.get(end..).and_then(|rest| rest.chars().next());
        if let Some(score) = seen.score(row, (from, letter), next)
            && x >= room * FILLED
        {
            let score = score + 10.0 * x / room;
            if best.is_none_or(|(most, _)| score >= most) {
                best = Some((score, n + 1));
            }
        }
        from = end;
    }
    letters.len()
}

/// What is known of a row up to a letter.
struct Seen {
    /// The first token that does not end before it.
    tokens: usize,
    /// How many brackets are open.
    depth: f32,
}

impl Seen {
    /// How good it is to break between `letter` at byte `at` and `next`; `None` if it is bad.
    fn score(&mut self, row: &Row, (at, letter): (usize, &str), next: Option<char>) -> Option<f32> {
        while row.tokens.get(self.tokens).is_some_and(|token| token.range.end <= at) {
            self.tokens += 1;
        }
        let token = row.tokens.get(self.tokens).filter(|token| token.range.start <= at);
        let class = token.map_or(Class::Plain, |token| token.class);
        let quoted = matches!(class, Class::String | Class::Comment);
        let (last, next) = (letter.chars().next_back()?, next?);
        if !quoted {
            match last {
                '(' | '[' | '{' => self.depth += 1.0,
                ')' | ']' | '}' => self.depth = (self.depth - 1.0).max(0.0),
                _ => {}
            }
        }
        let depth = self.depth.min(4.0) * 2.5 + if class == Class::String { 5.0 } else { 0.0 };
        let worth = match last {
            _ if next.is_whitespace() => return None,
            ' ' if row.text.get(..at).is_some_and(|before| before.ends_with([',', ';'])) => 8.5,
            ' ' => 6.0,
            ',' | ';' => 6.0,
            '(' | '[' | '{' if !matches!(next, ')' | ']' | '}') => 4.5,
            _ if next == '.' && last.is_alphanumeric() => 1.5,
            _ if last == ')' && next == '.' => 6.0,
            '/' | '-' | '_' | '.' | '=' | '&' | '?' | '|' | ':' | '+' if next.is_alphanumeric() => 1.0,
            _ => return None,
        };
        Some(worth - depth)
    }
}

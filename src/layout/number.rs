//! A number that is the whole point of its page: huge, with what it counts below. Words in, a page out, or `None` where
//! there is no such number or no room; never guesses what a number means.

use super::prose::{Look, Prose};
use super::sheet::Sheet;
use super::{Cx, Draft, frame, frame::Title};
use crate::geom::Point;
use crate::markdown::{self, Inline};
use crate::scene::{Element, TextRole};
use crate::theme::{PageKind, Type};

/// The number's size, in the face of openers; it is set smaller until it fits.
const NUMBER: f32 = 208.0;
const TRACKING: f32 = -0.035;
const SCALES: [f32; 5] = [1.0, 0.8, 0.62, 0.48, 0.36];
/// What it counts is a statement, but no larger than this.
const COUNTED: f32 = 46.0;
/// What it counts has at most this many characters, if the author did not ask for the arrangement.
const LONGEST_COUNTED: usize = 90;
/// A number has at most this many characters.
const LONGEST_NUMBER: usize = 14;

/// Whether `content` is a number with a unit, a sign or a line of its own, and few words after it.
pub(super) fn speaks_for_itself(content: &[Inline]) -> bool {
    let plain = markdown::plain(content);
    let Some(end) = number_end(plain.trim()) else { return false };
    let (number, rest) = plain.trim().split_at(end);
    let alone = matches!(content, [Inline::Text(_), Inline::Break, ..] | [Inline::Text(_)]);
    let marked = !number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-' | '–'));
    (marked || alone && content.len() > 1 && first_line(content) == number)
        && rest.trim().chars().count() <= LONGEST_COUNTED
        && !rest.trim().is_empty()
}

/// The words before the first break.
fn first_line(content: &[Inline]) -> String {
    let end = content.iter().position(|inline| matches!(inline, Inline::Break)).unwrap_or(content.len());
    markdown::plain(content.get(..end).unwrap_or_default()).trim().to_owned()
}

/// Where the number at the start of `text` ends: a sign or currency, digits with their points, and a unit that touches it.
fn number_end(text: &str) -> Option<usize> {
    let token = text.split_whitespace().next()?;
    let body = token.trim_start_matches(['+', '-', '−', '~', '≈', '<', '>', '≤', '≥', '$', '€', '£', '¥', '#']);
    let digits = body.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '’' | '\'' | ':'));
    let starts = body.starts_with(|c: char| c.is_ascii_digit());
    let unit = digits.chars().count() <= 4
        && digits
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '%' | '‰' | '+' | '×' | '°' | '€' | '$' | '£' | '/'));
    let ordinal = ["st", "nd", "rd", "th"].contains(&digits);
    (starts && unit && !ordinal && token.chars().count() <= LONGEST_NUMBER && !body.ends_with([',', '.', ':']))
        .then_some(token.len())
}

/// The page of a number and what it counts; `None` if there is no number, or no room.
pub(super) fn page<'a>(cx: &mut Cx<'a>, content: &[Inline], title: Option<(&Title, TextRole)>) -> Option<Draft<'a>> {
    cx.on(PageKind::Statement, |cx| counted(cx, content, title))
}

fn counted<'a>(cx: &mut Cx<'a>, content: &[Inline], title: Option<(&Title, TextRole)>) -> Option<Draft<'a>> {
    let theme = cx.theme;
    let column = frame::column(cx, title.map_or(0.0, |(title, _)| title.height));
    let part = (COUNTED / theme.statement.size).min(1.0);
    let kind = Type { size: theme.statement.size * part, line: theme.statement.line * part, ..theme.statement };
    let small = Prose::new(content, Look::new(kind, theme.ink), theme);
    let plain = small.text();
    let end = number_end(&plain)?;
    let mut words = small.slice(end..plain.len()).shape(cx.fonts, Some(column.width));
    words.balance(cx.fonts, column.width);
    for scale in SCALES {
        let kind = Type { size: NUMBER * scale, line: NUMBER * scale, tracking: TRACKING, ..theme.opener };
        let large = Prose::new(content, Look::new(kind, theme.accent).strong(theme.accent), theme);
        let number = large.slice(0..end).shape(cx.fonts, None);
        let (above, below) = (number.block.size(), words.block.size());
        if above.width > column.width || above.height + below.height > column.height {
            continue;
        }
        let mut sheet = Sheet::new(theme);
        if let Some((title, role)) = title {
            title.put(cx, &mut sheet, role);
        }
        let top = column.y + (column.height - above.height - below.height) * 0.4;
        // The side bearing of so large a figure would look like an indent.
        let at = Point::new(column.x - 0.04 * kind.size, top);
        sheet.within(Element::Paragraph, |sheet| {
            number.put(sheet, at, 1.0, TextRole::Content);
            words.put(sheet, Point::new(column.x, top + above.height), 1.0, TextRole::Content);
        });
        return Some(Draft::new(sheet, ""));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str) -> bool {
        let parsed = markdown::parse("t.md", text, 1);
        let [markdown::Block { kind: markdown::BlockKind::Paragraph(content), .. }] = &parsed.blocks[..] else {
            panic!("{text} is one paragraph")
        };
        speaks_for_itself(content)
    }

    #[test]
    fn numbers_with_a_unit_speak() {
        for text in [
            "75K+ values/sec on a laptop",
            "42% of all outages",
            "$3.2M saved",
            "~120ms\np99",
            "**99.99%** up",
            "7\ncrates",
        ] {
            assert!(alone(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_do_not() {
        for text in [
            "3 things to remember",
            "2016 was a good year",
            "1.7 includes context",
            "1st place",
            "x86 is old",
            "no",
            "7",
            "10:30 coffee",
        ] {
            assert!(!alone(text), "{text}");
        }
    }
}

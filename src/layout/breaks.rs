//! Where a line may break in scripts that put no spaces between words, and where it may not between keys that are pressed
//! together: text in, the same text with unseen breaks or joiners out. Knows no words; takes no character away.

use std::borrow::Cow;

use crate::markdown::{Inline, Run};

/// Offers a break, and is not seen.
const MAY_BREAK: char = '\u{200B}';

/// Keeps the letters on its two sides on one line, and is not seen.
const JOINER: char = '\u{2060}';
/// So many keys stand on one line, if it has room for them.
const MOST_KEYS: usize = 4;
/// The words on a key that are kept on one line have at most this many characters.
const LONGEST_KEY: usize = 16;

/// `text` in one piece: no line breaks in it or at its edges.
pub(super) fn bound(text: &str) -> String {
    text.chars().flat_map(|c| [c, JOINER]).collect()
}

/// Whether the words on a key are kept on one line.
pub(super) fn is_whole_key(text: &str) -> bool {
    text.chars().count() <= LONGEST_KEY
}

/// Whether the run `n` of `content` joins two keys that are pressed together or one after the other: `Ctrl` + `C`.
pub(super) fn in_combination(content: &[Inline], n: usize) -> bool {
    let key = |n: usize| match content.get(n) {
        Some(Inline::Text(run)) => run.style.key && is_whole_key(&run.text),
        _ => false,
    };
    let joins = |run: &Run| matches!(run.text.trim(), "" | "+" | "-" | "–" | "/" | "→" | ">" | ",") && !run.style.key;
    let Some(Inline::Text(run)) = content.get(n) else { return false };
    if !joins(run) || n == 0 || !key(n - 1) || !key(n + 1) {
        return false;
    }
    // After a handful of keys a line may break.
    let keys = (0..n).rev().take_while(|&n| match content.get(n) {
        Some(Inline::Text(run)) => run.style.key || joins(run),
        _ => false,
    });
    (keys.count() / 2 + 1) % MOST_KEYS != 0
}

/// `text` with a break offered before every vowel that is written before its consonant: a syllable begins there. Thai and
/// Lao have such vowels; without a dictionary no better place is known.
pub(super) fn offered(text: &str) -> Cow<'_, str> {
    if !text.chars().any(leads) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut since = 0;
    let mut before = None;
    for c in text.chars() {
        // Not right after another break, nor after a syllable of one sign.
        if leads(c) && since > 1 && before.is_some_and(of_syllables) {
            out.push(MAY_BREAK);
            since = 0;
        }
        since = if of_syllables(c) { since + 1 } else { 0 };
        before = Some(c);
        out.push(c);
    }
    Cow::Owned(out)
}

/// A vowel that stands before its consonant.
fn leads(c: char) -> bool {
    matches!(c, '\u{E40}'..='\u{E44}' | '\u{EC0}'..='\u{EC4}')
}

fn of_syllables(c: char) -> bool {
    matches!(c, '\u{E01}'..='\u{E4E}' | '\u{E81}'..='\u{ECE}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_pressed_together_stay_together() {
        let together = |text: &str| {
            let blocks = crate::markdown::parse("t.md", text, 1).blocks;
            let crate::markdown::BlockKind::Paragraph(content) = &blocks[0].kind else { panic!("{text}") };
            (0..content.len()).filter(|n| in_combination(content, *n)).count()
        };
        let key = |name: &str| format!("<kbd>{name}</kbd>");
        assert_eq!(together(&format!("Press {}+{} or {} + {}.", key("Ctrl"), key("C"), key("⌘"), key("C"))), 2);
        assert_eq!(together(&format!("{} and {}, {} x", key("A"), key("B"), key("C"))), 1);
        assert_eq!(together(&format!("{} + `C`", key("Ctrl"))), 0);
        assert_eq!(together(&vec![key("A"); 9].join("+")), 6, "a line may break after every fourth");
        assert_eq!(together(&format!("{}+{}", key("words that are no name of a key"), key("B"))), 0);
    }

    #[test]
    fn syllables_may_part_and_nothing_else() {
        for (text, shown) in [
            ("plain text", "plain text"),
            ("ภาษาไทยเขียนติดกัน", "ภาษา|ไทย|เขียนติดกัน"),
            ("เรา ไป", "เรา ไป"),
            ("แก้ไข", "แก้|ไข"),
        ] {
            assert_eq!(offered(text).replace(MAY_BREAK, "|"), shown);
            assert_eq!(offered(text).replace(MAY_BREAK, ""), text);
        }
    }
}

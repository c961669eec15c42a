//! Where a line may break in scripts that put no spaces between words: text in, the same text with unseen breaks out. Knows
//! no words; takes no character away.

use std::borrow::Cow;

/// Offers a break, and is not seen.
const MAY_BREAK: char = '\u{200B}';

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

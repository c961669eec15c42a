//! `:shortcodes:` into emoji. Text goes in, the same text with every known name replaced comes out; it must never touch
//! what merely looks like a shortcode: `10:30:00` and `std::io::` stay.

/// The longest name that is looked up, in bytes; it bounds the work on long runs of colons.
const LONGEST: usize = 64;

/// `text` with every known `:name:` replaced.
#[must_use]
pub fn replace_shortcodes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Whether what stands right before `rest` was a shortcode: its closing colon must not spoil the next one.
    let mut after_emoji = false;
    let mut before = None;
    while let Some(at) = rest.find(':') {
        let (plain, tail) = rest.split_at(at);
        if let Some(last) = plain.chars().next_back() {
            before = Some(last);
            after_emoji = false;
        }
        out.push_str(plain);
        if let Some((emoji, length)) = shortcode(tail, if after_emoji { None } else { before }) {
            out.push_str(emoji);
            rest = tail.get(length..).unwrap_or_default();
            after_emoji = true;
        } else {
            out.push(':');
            rest = tail.get(1..).unwrap_or_default();
            after_emoji = false;
        }
        before = Some(':');
    }
    out.push_str(rest);
    out
}

/// The emoji of the shortcode at the start of `tail` and the shortcode's length, if `before` may stand before one.
fn shortcode(tail: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let name = name(tail)?;
    let emoji = known(name)?;
    let length = name.len() + 2;
    let after_text = tail.get(length..).unwrap_or_default();
    let after = after_text.chars().next();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    // A path like `a::us::b`: colons that touch belong to shortcodes only if both are shortcodes.
    if before == Some(':') || (after == Some(':') && self::name(after_text).and_then(known).is_none()) {
        return None;
    }
    // A time or a key between words: `1:100:1`, `lang:us:utf8`.
    let number = name.bytes().all(|byte| byte.is_ascii_digit());
    if word(before) && (word(after) || number) || number && word(after) {
        return None;
    }
    Some((emoji, length))
}

/// The name between the colons that `tail` starts with.
fn name(tail: &str) -> Option<&str> {
    let inside = tail.strip_prefix(':')?;
    let end = inside
        .bytes()
        .take(LONGEST + 1)
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-')))?;
    let name = inside.get(..end)?;
    (!name.is_empty() && inside.as_bytes().get(end) == Some(&b':')).then_some(name)
}

/// The emoji that `name` stands for.
fn known(name: &str) -> Option<&'static str> {
    let name = if name == "ten" { "keycap_ten" } else { name };
    emojis::get_by_shortcode(name).map(emojis::Emoji::as_str)
}

/// The number of a number word's shortcode: 8 for `eight`.
#[must_use]
pub fn rating_digit(name: &str) -> Option<u32> {
    const WORDS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    if matches!(name, "ten" | "keycap_ten") {
        return Some(10);
    }
    let digit = WORDS.iter().position(|word| *word == name)?;
    u32::try_from(digit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_become_emoji() {
        assert_eq!(replace_shortcodes(":four: :star: :star:"), "4\u{FE0F}\u{20E3} ⭐ ⭐");
        assert_eq!(replace_shortcodes("stuff :cry:"), "stuff 😢");
        assert_eq!(replace_shortcodes("missed => :bomb:"), "missed => 💣");
        assert_eq!(replace_shortcodes(":star::star::star:x"), "⭐⭐⭐x");
        assert_eq!(replace_shortcodes("well:smile:"), "well😄");
        assert_eq!(replace_shortcodes(":+1::-1:"), "👍👎");
    }

    #[test]
    fn every_number_word_is_a_keycap() {
        let words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        for (digit, word) in words.iter().enumerate() {
            assert_eq!(replace_shortcodes(&format!(":{word}:")), format!("{digit}\u{FE0F}\u{20E3}"));
            assert_eq!(rating_digit(word), u32::try_from(digit).ok());
        }
        assert_eq!((rating_digit("keycap_ten"), rating_digit("ten")), (Some(10), Some(10)));
        assert_eq!(rating_digit("star"), None);
        assert_eq!(replace_shortcodes(":ten:"), "🔟");
    }

    #[test]
    fn times_paths_and_unknown_names_stay() {
        for text in [
            "10:30:00",
            "1:100:2",
            "at :100:2",
            "std::io::",
            "std::io::Read",
            "a::us::b",
            " ::us::",
            "a::us: b",
            "lang:us:utf8",
            ":nosuchname:",
            ":-|++",
            "::::",
            ":",
            ": star:",
            ":star",
        ] {
            assert_eq!(replace_shortcodes(text), text);
        }
        let long = ":".repeat(2) + &"a".repeat(1000) + ":";
        assert_eq!(replace_shortcodes(&long), long);
    }
}

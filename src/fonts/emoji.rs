//! Which characters are shown in colour: a grapheme cluster in, yes or no out, by Unicode's data on emoji. Knows no font.

/// What asks for text where a picture is usual.
const TEXT: char = '\u{FE0E}';
/// What asks for a picture where text is usual.
const PICTURE: char = '\u{FE0F}';
/// What makes a key of the digit before it.
const KEYCAP: char = '\u{20E3}';

/// Whether a grapheme cluster is shown as a picture: by an emoji variation selector, or because it is one by default.
pub(super) fn is_emoji(cluster: &str) -> bool {
    if cluster.is_ascii() || cluster.contains(TEXT) {
        return false;
    }
    let Some(first) = cluster.chars().next() else { return false };
    if cluster.contains(KEYCAP) {
        return matches!(first, '0'..='9' | '#' | '*');
    }
    cluster.chars().any(by_default) || cluster.contains(PICTURE) && emojis::get(cluster).is_some()
}

/// Whether `c` alone is a picture, or makes one of what it stands with.
fn by_default(c: char) -> bool {
    if matches!(c, '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F3FB}'..='\u{1F3FF}') {
        return true;
    }
    if c < '\u{203C}' {
        return false;
    }
    // The full form of a character that is text by default has the selector of pictures behind it.
    let mut buffer = [0; 4];
    let alone: &str = c.encode_utf8(&mut buffer);
    emojis::get(alone).is_some_and(|emoji| emoji.as_str() == alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_those_of_unicode() {
        for (cluster, picture) in [
            ("\u{2764}\u{FE0F}", true),
            ("\u{2764}", false),
            ("\u{2764}\u{FE0E}", false),
            ("\u{263A}", false),
            ("\u{263A}\u{FE0F}", true),
            ("\u{2714}", false),
            ("\u{2714}\u{FE0F}", true),
            ("\u{2705}", true),
            ("\u{2705}\u{FE0E}", false),
            ("\u{231A}", true),
            ("\u{2600}", false),
            ("\u{2611}", false),
            ("\u{2194}", false),
            ("\u{2122}", false),
            ("\u{A9}", false),
            ("\u{A9}\u{FE0F}", true),
            ("1", false),
            ("1\u{FE0F}\u{20E3}", true),
            ("1\u{20E3}", true),
            ("#\u{FE0F}\u{20E3}", true),
            ("a\u{FE0F}", false),
            ("a\u{20E3}", false),
            ("🎉", true),
            ("👍🏽", true),
            ("☝🏽", true),
            ("✌\u{1F3FF}", true),
            ("👩‍👩‍👧", true),
            ("🏳\u{FE0F}‍🌈", true),
            ("🏳‍🌈", true),
            ("🏳", false),
            ("❤\u{FE0F}‍🔥", true),
            ("🇪🇸", true),
            ("🇦", true),
            ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", true),
            ("🀄", true),
            ("🀅", false),
            ("🄰", false),
            ("ツ", false),
            ("漢", false),
            ("—", false),
        ] {
            assert_eq!(is_emoji(cluster), picture, "{cluster} {:?}", cluster.escape_unicode().to_string());
        }
    }
}

//! Titles as names of files: a number and a title in, `07-what-is-new` out. Never anything but [a-z0-9-], never longer
//! than 64, never empty.

/// The longest stem.
const MAX_CHARS: usize = 64;

/// Letters and what they are without their marks.
const FOLDED: [(&str, &str); 27] = [
    ("a", "àáâãåāăąǎạảấầẩậắằ"),
    ("ae", "äæ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("g", "ĝğġģ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıỉị"),
    ("j", "ĵ"),
    ("k", "ķ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŋ"),
    ("o", "òóôõøōŏőọỏốồổỗộơớờởỡợ"),
    ("oe", "öœ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("ss", "ß"),
    ("t", "ţťŧțþ"),
    ("u", "ùúûũūŭůűųụủưứừửữự"),
    ("ue", "ü"),
    ("w", "ŵ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżž"),
    ("and", "&"),
    ("plus", "+"),
    // An apostrophe or an emphasis mark parts no word.
    ("", "'’*`"),
    ("", "\u{300}\u{301}\u{302}\u{303}\u{308}\u{30A}\u{30C}\u{327}"),
];

/// The stem of deck number `n` with this title; the number makes it unique.
pub(super) fn stem(n: usize, title: &str) -> String {
    let mut out = format!("{n:02}");
    let fallback = if n == 0 { "notes" } else { "talk" };
    let slug = slug(title);
    for word in slug.split(' ').filter(|word| !word.is_empty()) {
        if out.len() + 1 + word.len() > MAX_CHARS {
            break;
        }
        out.push('-');
        out.push_str(word);
    }
    if !out.contains('-') {
        let start: String = slug.trim().chars().take(MAX_CHARS / 2).collect();
        out.push('-');
        out.push_str(if start.is_empty() { fallback } else { &start });
    }
    out
}

/// The words of `title`, folded, parted by spaces.
fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.to_lowercase().chars() {
        match FOLDED.iter().find(|(_, letters)| letters.contains(c)) {
            Some((to @ ("and" | "plus"), _)) => out.push_str(&format!(" {to} ")),
            Some((to, _)) => out.push_str(to),
            None if c.is_ascii_alphanumeric() => out.push(c),
            None => out.push(' '),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_safe_names() {
        assert_eq!(stem(3, "Keynote: SOLID Go design"), "03-keynote-solid-go-design");
        assert_eq!(stem(0, "Größe, Víctor's C++ & \u{1F389}"), "00-groesse-victors-c-plus-plus-and");
        assert_eq!(stem(12, "日本語"), "12-talk");
        assert_eq!(stem(0, "../.."), "00-notes");
        assert_eq!(stem(120, ""), "120-talk");
        assert_eq!(stem(1, &"x".repeat(99)), format!("01-{}", "x".repeat(32)));
        assert!(stem(1, &"word ".repeat(99)).len() <= MAX_CHARS);
    }
}

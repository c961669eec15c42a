//! Typewriter's quotes, dashes and dots into a printer's. A stretch of prose and its neighbours' characters go in, the
//! stretch comes out; it must never touch arrows, smileys, flags or anything but quotes, hyphens and full stops.

/// What stands at the two borders of a stretch of prose; `None` at the border of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Borders {
    /// The character before it.
    pub(super) before: Option<char>,
    /// The character after it.
    pub(super) after: Option<char>,
}

/// `text` with curly quotes, dashes and ellipses.
pub(super) fn smarten(text: &str, borders: Borders) -> String {
    if !text.contains(['"', '\'', '-', '.']) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = borders.before;
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let rest = chars.get(at..).unwrap_or_default();
        let length = if matches!(c, '-' | '.') { rest.iter().take_while(|other| **other == c).count() } else { 1 };
        let after = rest.get(length).copied().or(borders.after.filter(|_| rest.len() == length));
        match (c, length) {
            ('"', _) => out.push(double_quote(before, after)),
            ('\'', _) => out.push(single_quote(before, after, rest.get(1..).unwrap_or_default())),
            ('-', 2) if is_dash(before, after) && !is_flag(before, after) => out.push('–'),
            ('-', 3) if is_dash(before, after) => out.push('—'),
            ('.', 3) if !matches!(before, Some('/' | '\\')) && !matches!(after, Some('/' | '\\')) => out.push('…'),
            _ => out.extend(rest.iter().take(length)),
        }
        before = Some(c);
        at += length;
    }
    out
}

/// What a character is to the punctuation beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Nothing, or a blank.
    Blank,
    /// A letter, a digit, or punctuation that clings to a word.
    Word,
    /// A sign that makes arrows, operators, paths and smileys.
    Sign,
}

fn side(c: Option<char>) -> Side {
    match c {
        None => Side::Blank,
        Some(c) if c.is_whitespace() => Side::Blank,
        Some(c) if "<>=:;|!+~/\\*_^&%$#@-".contains(c) => Side::Sign,
        Some(_) => Side::Word,
    }
}

/// Two or three hyphens are a dash between blanks or between words; `i--`, `<--` and `|---|` are none.
fn is_dash(before: Option<char>, after: Option<char>) -> bool {
    match (side(before), side(after)) {
        (Side::Sign, _) | (_, Side::Sign) => false,
        (Side::Blank, Side::Word) => true,
        (left, right) => left == right,
    }
}

/// `--flag`: right after a blank or a bracket, right before a letter.
fn is_flag(before: Option<char>, after: Option<char>) -> bool {
    after.is_some_and(char::is_alphanumeric) && (side(before) == Side::Blank || before.is_some_and(opens))
}

/// Whether a word may begin right after `c`.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '"' | '\'' | '“' | '‘' | '–' | '—' | '-' | '/' | '=')
}

/// Whether a quote between these two opens.
fn opening(before: Option<char>, after: Option<char>) -> bool {
    let inner = side(after) != Side::Blank;
    match before {
        None => inner,
        Some(c) if c.is_whitespace() || opens(c) => inner,
        Some(c) if c.is_alphanumeric() => false,
        // After an emoji or a sign the side with the word decides; after closing punctuation a quote closes.
        Some(c) => !".,;:!?…)]}>’”%".contains(c) && after.is_some_and(char::is_alphanumeric),
    }
}

fn double_quote(before: Option<char>, after: Option<char>) -> char {
    if side(before) == Side::Blank && side(after) == Side::Blank {
        '"'
    } else if opening(before, after) {
        '“'
    } else {
        '”'
    }
}

fn single_quote(before: Option<char>, after: Option<char>, rest: &[char]) -> char {
    if side(before) == Side::Blank && side(after) == Side::Blank {
        '\''
    } else if opening(before, after) && !elided(rest) {
        '‘'
    } else {
        '’'
    }
}

/// Whether letters or digits are left out before `rest`: `'90s`, `'tis`.
fn elided(rest: &[char]) -> bool {
    if let [a, b, 's', tail @ ..] = rest
        && a.is_ascii_digit()
        && b.is_ascii_digit()
    {
        return !tail.first().is_some_and(|c| c.is_alphanumeric());
    }
    let word: String = rest.iter().take(6).take_while(|c| c.is_alphabetic()).flat_map(|c| c.to_lowercase()).collect();
    matches!(word.as_str(), "tis" | "twas" | "til" | "em" | "cause" | "round")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smart(text: &str) -> String {
        smarten(text, Borders::default())
    }

    #[test]
    fn quotes_curl_by_their_context() {
        for (from, to) in [
            ("they don't provide", "they don’t provide"),
            ("does'nt", "does’nt"),
            ("c/c++: \"god please no\"", "c/c++: “god please no”"),
            ("any \"thread local\" state", "any “thread local” state"),
            ("(\"a\", 'b')", "(“a”, ‘b’)"),
            ("the '90s, 'tis, users' code", "the ’90s, ’tis, users’ code"),
            ("the '909' bus", "the ‘909’ bus"),
            ("\"'nested' quotes\"", "“‘nested’ quotes”"),
            ("a \" b ' c", "a \" b ' c"),
            ("⭐\"word\"", "⭐“word”"),
            ("end.\"", "end.”"),
        ] {
            assert_eq!(smart(from), to);
        }
    }

    #[test]
    fn the_neighbouring_runs_count() {
        assert_eq!(smarten("'s", Borders { before: Some('d'), after: None }), "’s");
        assert_eq!(smarten("\"", Borders { before: None, after: Some('b') }), "“");
        assert_eq!(smarten("\"", Borders { before: Some('b'), after: None }), "”");
        assert_eq!(smarten("see --", Borders { before: None, after: Some('x') }), "see --");
    }

    #[test]
    fn dashes_and_dots() {
        for (from, to) in [
            ("1990--2000", "1990–2000"),
            ("so -- well", "so – well"),
            ("so --- well", "so — well"),
            ("so---well", "so—well"),
            ("-- Rob", "– Rob"),
            ("security...", "security…"),
            ("...", "…"),
        ] {
            assert_eq!(smart(from), to);
        }
    }

    #[test]
    fn arrows_smileys_and_flags_stay() {
        for text in [
            "HTTP/JSON -> gRPC",
            "context <- we like",
            "gokitter <-- source",
            "a --> b",
            "<!-- a -->",
            "per microservice => complicated",
            "(PWNT :-)",
            "trick :-| hope :-|++",
            "run with --flag",
            "(--flag)",
            "i-- and --i",
            "------ separators",
            "|---|",
            "./... and ....",
            "state-of-the-art",
        ] {
            assert_eq!(smart(text), text);
        }
    }
}

//! Reading Rust just well enough: a file's text in; its code without comments, literals and tests out. Knows no grammar
//! beyond that and never fails.

/// `text` with comments and the insides of literals blanked; lines stay where they are.
pub(crate) fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_or_comment(&chars, at);
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// Where the comment or literal that begins at `at` ends; `at` if none begins there.
fn literal_or_comment(chars: &[char], at: usize) -> usize {
    let is = |offset: usize, c: char| chars.get(at + offset) == Some(&c);
    let after_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match chars[at] {
        '/' if is(1, '/') => (at..chars.len()).find(|&n| chars[n] == '\n').unwrap_or(chars.len()),
        '/' if is(1, '*') => {
            let (mut depth, mut n) = (1, at + 2);
            while n < chars.len() && depth > 0 {
                match (chars[n], chars.get(n + 1)) {
                    ('/', Some('*')) => (depth, n) = (depth + 1, n + 2),
                    ('*', Some('/')) => (depth, n) = (depth - 1, n + 2),
                    _ => n += 1,
                }
            }
            n
        }
        '"' => quoted(chars, at + 1, '"'),
        // A lifetime has no second quotation mark where a character would have it.
        '\'' if is(1, '\\') || is(2, '\'') => quoted(chars, at + 1, '\''),
        'r' if !after_word || chars[at - 1] == 'b' => {
            let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
            if !is(1 + hashes, '"') {
                return at;
            }
            let close = |n: &usize| {
                chars[*n] == '"' && chars[n + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
            };
            (at + 2 + hashes..chars.len()).find(close).map_or(chars.len(), |n| n + 1 + hashes)
        }
        _ => at,
    }
}

fn quoted(chars: &[char], mut at: usize, mark: char) -> usize {
    while at < chars.len() && chars[at] != mark {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// `code` (of [`code_only`]) without the items that stand under `#[cfg(test)]`.
pub(crate) fn without_tests(code: &str) -> String {
    let mut out = String::new();
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..start]);
        let item = &rest[start..];
        let end = item_end(item);
        out.extend(item[..end].chars().filter(|&c| c == '\n'));
        rest = &item[end..];
    }
    out.push_str(rest);
    out
}

/// Where the first item of `code` ends: at its semicolon, or at the brace that closes its first one.
fn item_end(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// The files that `code` (of [`code_only`]) of the module folder `folder` declares as tests.
pub(crate) fn test_files(folder: &str, code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in code.split("#[cfg(test)]").skip(1) {
        let item = part[..item_end(part)].trim();
        let name = item.trim_start_matches("pub(crate) ").strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
        out.extend(name.map(|name| format!("{folder}/{}.rs", name.trim())));
    }
    out
}

/// Whether `word` stands in `code` as a whole word.
pub(crate) fn has_word(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        !code[..at].chars().next_back().is_some_and(part) && !code[at + word.len()..].chars().next().is_some_and(part)
    })
}

#[test]
fn comments_and_literals_are_blanked() {
    let text = "a // crate::x\n\"crate::y\\\"\" b r#\"\"crate\"# 'c' '\\'' &'l str /* /* */ z */ d br\"q\" var\"w\"";
    let code = code_only(text);
    assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["a", "b", "&'l", "str", "d", "b", "var"]);
    assert_eq!(code.matches('\n').count(), 1);
    assert_eq!(code.chars().count(), text.chars().count());
}

#[test]
fn tests_are_left_out() {
    let code = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { {} } }\nfn c() {}\n#[cfg(test)]\nmod other;\nfn d() {}";
    let rest = without_tests(code);
    assert!(rest.contains("a()") && rest.contains("c()") && rest.contains("d()") && !rest.contains("b()"), "{rest}");
    assert_eq!(test_files("src/layout", code), ["src/layout/other.rs"]);
}

#[test]
fn a_word_is_a_whole_one() {
    assert!(has_word("use winit::x;", "winit"));
    assert!(!has_word("use winits; rewinit", "winit"));
}

//! Where the headings stand in a text of lines. Lines in, line indices and levels out. Never takes a line of code or of
//! a comment for a heading.

/// The headings outside of code and comments: line index and level, 1 to 6.
pub(super) fn headings(lines: &[&str]) -> Vec<(usize, u8)> {
    let mut found = Vec::new();
    let mut at = 0;
    // What was looked for in vain need not be looked for again, so that the whole stays linear.
    let mut unclosed: Vec<&str> = Vec::new();
    while let Some(line) = lines.get(at) {
        let opener = fence(line).or_else(|| line.trim_start().starts_with("<!--").then_some("-->"));
        if let Some(opener) = opener.filter(|opener| !unclosed.contains(opener)) {
            match closing(lines, at, opener) {
                Some(end) => {
                    at = end + 1;
                    continue;
                }
                None => unclosed.push(opener),
            }
        }
        found.extend(level(line).map(|level| (at, level)));
        at += 1;
    }
    found
}

/// The level of a heading's line.
pub(super) fn level(line: &str) -> Option<u8> {
    let text = line.trim_start_matches(' ');
    let rest = text.trim_start_matches('#');
    let marks = text.len() - rest.len();
    let is_heading = line.len() - text.len() <= 3 && (rest.trim().is_empty() || rest.starts_with([' ', '\t']));
    u8::try_from(marks).ok().filter(|marks| (1..=6).contains(marks) && is_heading)
}

/// The fence that a line opens, without its language.
pub(super) fn fence(line: &str) -> Option<&str> {
    let text = line.trim_start();
    let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = text.trim_start_matches(mark);
    let length = text.len() - rest.len();
    (length >= 3 && !(mark == '`' && rest.contains('`'))).then(|| text.get(..length)).flatten()
}

/// The line on which what is opened at `from` ends.
fn closing(lines: &[&str], from: usize, opener: &str) -> Option<usize> {
    if opener == "-->" {
        return (from..lines.len()).find(|n| lines.get(*n).is_some_and(|line| line.contains(opener)));
    }
    let indented = lines.get(from)?.starts_with([' ', '\t']);
    for (n, line) in lines.iter().enumerate().skip(from + 1) {
        let text = line.trim();
        if text.starts_with(opener) && text.trim_start_matches(opener.chars().next()?).is_empty() {
            return Some(n);
        }
        // A fence in a list ends with its list, and a heading at the margin ends that.
        if indented && level(line).is_some_and(|level| level <= 2) && !line.starts_with(' ') {
            return Some(n.saturating_sub(1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_code_and_comments_are_none() {
        let text =
            "# a\n```\n# b\n```\n<!--\n## c\n-->\n## d\n```never closed\n### e #\n#f\n    # g\n  - ~~~\n    ~~~\n# h";
        let lines: Vec<&str> = text.split('\n').collect();
        assert_eq!(headings(&lines), [(0, 1), (7, 2), (9, 3), (14, 1)]);
    }
}

//! Lines that CommonMark does not know: those of colons, which open and close callouts, and formulas between two dollars
//! over several lines. A text goes in, everything that looks like one comes out; whether it is one only the parser knows.

use std::collections::BTreeSet;
use std::ops::Range;

use super::callout::{self, Colons};

/// A line of colons.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ColonLine {
    /// Its bytes, from the first colon on.
    pub(super) range: Range<usize>,
    /// What it does.
    pub(super) colons: Colons,
}

/// A formula over several lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Formula {
    /// The byte of its first dollar.
    pub(super) at: usize,
    /// What must not look like Markdown, line by line.
    pub(super) inside: Vec<Range<usize>>,
    /// What stands between the dollars.
    pub(super) body: String,
}

/// The most lines of a formula.
const LONGEST: usize = 400;

/// Where a line's own words begin: behind the blanks and the signs of quotes and lists.
fn words_at(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        if blanks > 0 {
            at += blanks;
            continue;
        }
        let digits = rest.bytes().take(10).take_while(u8::is_ascii_digit).count();
        let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
        let marker = rest.get(digits..).filter(|tail| tail.starts_with(signs)).map_or(0, |_| digits + 1);
        if marker == 0 || !rest.get(marker..).is_some_and(|tail| tail.starts_with([' ', '\t'])) {
            return at;
        }
        at += marker;
    }
}

/// Where a line's words begin inside of so many quotes.
fn inner_at(line: &str, quotes: usize) -> usize {
    let mut left = quotes;
    let outer = |byte: &u8| match byte {
        b' ' | b'\t' => true,
        b'>' if left > 0 => {
            left -= 1;
            true
        }
        _ => false,
    };
    line.bytes().take_while(outer).count()
}

/// The lines of `text`, each with its place.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    })
}

/// A line from the byte `own` on, without blanks at its end, and its place.
fn words((start, line): (usize, &str), own: usize) -> (usize, &str) {
    (start + own, line.get(own..).unwrap_or_default().trim_end())
}

/// Everything that looks like a line of colons, in order.
pub(super) fn colons(text: &str) -> Vec<ColonLine> {
    if !text.contains(":::") {
        return Vec::new();
    }
    let found = lines(text).filter(|(_, line)| line.contains(":::")).map(|line| words(line, words_at(line.1)));
    found
        .filter(|(_, words)| words.starts_with(":::"))
        .filter_map(|(at, words)| Some(ColonLine { range: at..at + words.len(), colons: callout::colons(words)? }))
        .collect()
}

/// The colons at the beginning of lines that introduce no meaning of a term, since no blank follows: `:star:`.
pub(super) fn no_meanings(text: &str) -> BTreeSet<usize> {
    if !text.contains(':') {
        return BTreeSet::new();
    }
    let found = lines(text).filter(|(_, line)| line.contains(':')).map(|line| words(line, words_at(line.1)));
    found
        .filter(|(_, words)| words.strip_prefix(':').is_some_and(|rest| !rest.starts_with([' ', '\t'])))
        .map(|(at, _)| at)
        .collect()
}

/// Everything that looks like a formula over several lines, in order.
pub(super) fn formulas(text: &str) -> Vec<Formula> {
    let mut found = Vec::new();
    if !text.contains("$$") {
        return found;
    }
    let all: Vec<(usize, &str)> = lines(text).collect();
    let mut n = 0;
    while let Some(&line) = all.get(n) {
        n += 1;
        if !line.1.contains("$$") {
            continue;
        }
        let own = words_at(line.1);
        let (at, words) = words(line, own);
        let Some(first) = words.strip_prefix("$$").filter(|rest| !rest.contains("$$")) else { continue };
        let quotes = line.1.bytes().take(own).filter(|byte| *byte == b'>').count();
        if let Some((formula, taken)) = formula((at, first), quotes, all.get(n..).unwrap_or_default()) {
            found.push(formula);
            n += taken;
        }
    }
    found
}

/// The formula that begins with `first` and goes on in `rest`, in so many quotes, and how many lines of it are its own.
fn formula((at, first): (usize, &str), quotes: usize, rest: &[(usize, &str)]) -> Option<(Formula, usize)> {
    let mut inside: Vec<Range<usize>> = std::iter::once(at + 2..at + 2 + first.len()).collect();
    let mut body = vec![first];
    for (n, &line) in rest.iter().take(LONGEST).enumerate() {
        let (from, words) = words(line, inner_at(line.1, quotes));
        let own = words.strip_suffix("$$");
        let line = own.unwrap_or(words);
        // A formula holds no blank line, neither here nor in LaTeX.
        if words.is_empty() || line.contains("$$") {
            return None;
        }
        inside.push(from..from + line.len());
        body.push(line);
        if own.is_some() {
            inside.retain(|range| !range.is_empty());
            return Some((Formula { at, inside, body: body.join("\n").trim().to_owned() }, n + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_over_lines_are_found() {
        let bodies = |text| formulas(text).into_iter().map(|formula| formula.body).collect::<Vec<_>>();
        assert_eq!(bodies("$$\na\n- b\n= c $$\n"), ["a\n- b\n= c"]);
        assert_eq!(bodies("> $$ a\n> b\n> $$"), ["a\nb"]);
        assert_eq!(bodies("$$\na\n\nb\n$$\n"), [""; 0]);
        assert_eq!(bodies("$$a$$ b"), [""; 0]);
    }
}

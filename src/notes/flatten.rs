//! Notes that a scraper left as one line, back into lines. Text in, text out, or nothing if it has lines. Nesting of
//! lists is gone for good; where a heading ends is sometimes a guess; never is a word lost or moved.

use super::head;

/// A line longer than this, with headings in it, was many lines.
const FLAT_BYTES: usize = 2000;
/// How many words a title in front of a picture, a quote or a rating may have.
const MAX_TITLE_WORDS: usize = 24;
/// How many words a heading may have before it is taken for a heading and a sentence.
const MAX_HEADING_WORDS: usize = 9;
/// How far the end of code, of a picture or of a credit is looked for, in words.
const REACH: usize = 60;

/// `text` with its lines restored; `None` if they are there.
pub(super) fn restored(text: &str) -> Option<String> {
    if !text.lines().any(is_flat) {
        return None;
    }
    let lines = text.lines().map(|line| if is_flat(line) { unfold(line) } else { line.to_owned() });
    Some(lines.collect::<Vec<String>>().join("\n") + "\n")
}

fn is_flat(line: &str) -> bool {
    let at_start = usize::from(line.starts_with("# ") || line.starts_with("## "));
    line.len() > FLAT_BYTES && at_start + line.matches(" ## ").count() + line.matches(" # ").count() >= 2
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Text,
    Item,
    Other,
}

struct Unfolder<'a> {
    words: Vec<&'a str>,
    out: String,
    last: Kind,
    line: String,
    kind: Kind,
    /// The number of the last numbered item.
    number: u32,
}

fn unfold(line: &str) -> String {
    let mut unfolder = Unfolder {
        words: line.split_whitespace().collect(),
        out: String::new(),
        last: Kind::Other,
        line: String::new(),
        kind: Kind::Text,
        number: 0,
    };
    let mut at = 0;
    while at < unfolder.words.len() {
        at = unfolder.step(at).max(at + 1);
    }
    unfolder.end_line();
    unfolder.out
}

impl Unfolder<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).copied().unwrap_or("")
    }

    fn joined(&self, from: usize, to: usize) -> String {
        self.words.get(from..to).unwrap_or(&[]).join(" ")
    }

    /// Ends the line; items of a list stand close, everything else has air.
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            if !self.out.is_empty() {
                self.out.push_str(if self.last == Kind::Item && self.kind == Kind::Item { "\n" } else { "\n\n" });
            }
            self.out.push_str(&line);
            self.last = self.kind;
        }
        self.kind = Kind::Text;
    }

    fn whole_line(&mut self, line: String) {
        self.end_line();
        self.line = line;
        self.kind = Kind::Other;
        self.end_line();
    }

    fn append(&mut self, words: &str) {
        if !self.line.is_empty() {
            self.line.push(' ');
        }
        self.line.push_str(words);
    }

    /// Whether nothing but a list's marker stands in the line.
    fn is_marker_only(&self) -> bool {
        self.kind == Kind::Item && !self.line.contains(' ')
    }

    /// Takes the words from `at`; the index of the next one comes out.
    fn step(&mut self, at: usize) -> usize {
        let word = self.word(at).to_owned();
        if let Some(end) = self.fence_end(at) {
            let code = self.joined(at + 1, end);
            self.whole_line(format!("{word}\n{code}\n```"));
            return end + 1;
        }
        if let Some(end) = self.code_end(at) {
            let code = self.joined(at, end);
            self.append(&code);
            return end;
        }
        if is_heading(&word) && at + 1 < self.words.len() {
            let end = self.heading_end(at + 1, word.len());
            let heading = self.joined(at, end);
            self.whole_line(heading);
            self.number = 0;
            return end;
        }
        if let Some(end) = self.rating_end(at).filter(|_| word != ":star:" || self.line.is_empty() || self.line == ">")
        {
            let stars = self.joined(at, end);
            let quoted = self.line == ">";
            if quoted {
                self.line.clear();
            }
            self.whole_line(if quoted { format!("> {stars}") } else { stars });
            return end;
        }
        if let Some(end) = self.picture_end(at) {
            let picture = self.joined(at, end);
            if self.is_marker_only() {
                self.append(&picture);
            } else {
                self.whole_line(picture);
            }
            return end;
        }
        if word == ">" && self.is_quote(at) {
            if self.is_marker_only() {
                self.append(">");
                return at + 1;
            }
            self.end_line();
            self.kind = Kind::Other;
            self.line.push('>');
            if let Some(end) = self.credit_end(at + 1) {
                let credit = self.joined(at, end);
                self.line.clear();
                self.whole_line(credit);
                return end;
            }
            return at + 1;
        }
        if self.is_item(at) {
            self.end_line();
            self.kind = Kind::Item;
            self.number = word.strip_suffix('.').and_then(|n| n.parse().ok()).unwrap_or(self.number);
        }
        self.append(&word);
        at + 1
    }

    /// Whether the marker at `at` starts an item and is no dash, no sign and no full stop.
    fn is_item(&self, at: usize) -> bool {
        let (word, next) = (self.word(at), self.word(at + 1));
        if next.is_empty() {
            return false;
        }
        if let Some(number) = word.strip_suffix('.') {
            return number.parse().is_ok_and(|n: u32| n == 1 || Some(n) == self.number.checked_add(1));
        }
        let next_is_url = head::url(next).is_some();
        match word {
            // `http://gokit.io - A toolkit`
            "-" if head::url(&self.line).is_some() => next_is_url,
            // `Hernán Kleiman - https://...`
            "-" if self.kind == Kind::Item && next_is_url => {
                let name = self.line.split_once(' ').map_or("", |(_, name)| name);
                let capitals = name.split(' ').all(|word| word.starts_with(char::is_uppercase));
                !(name.contains(' ') && capitals && head::is_name(name))
            }
            // A plus is an item's marker in few notes, and a word in most.
            "-" | "*" => true,
            _ => false,
        }
    }

    /// Whether the `>` at `at` starts a quote: `x > 5` and `a > b` do not.
    fn is_quote(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        let free = self.line.is_empty() || self.line == ">" || self.is_marker_only();
        let compared = next.starts_with(char::is_lowercase)
            || next.starts_with(|c: char| c.is_ascii_digit()) && self.line.ends_with(|c: char| c.is_ascii_digit());
        !next.is_empty() && (free || !compared || head::url(next).is_some())
    }

    /// The end of a fence's code: a closing fence that is a word of its own.
    fn fence_end(&self, at: usize) -> Option<usize> {
        let language = self.word(at).strip_prefix("```")?;
        let next = (at + 1..self.words.len()).find(|n| self.word(*n).contains("```"))?;
        (language.chars().all(char::is_alphanumeric) && self.word(next) == "```").then_some(next)
    }

    /// The end of code that is opened at `at` and has blanks in it.
    fn code_end(&self, at: usize) -> Option<usize> {
        let mut ticks = self.word(at).matches('`').count();
        if ticks.is_multiple_of(2) {
            return None;
        }
        (at + 1..self.words.len().min(at + REACH))
            .find(|n| {
                ticks += self.word(*n).matches('`').count();
                ticks.is_multiple_of(2)
            })
            .map(|n| n + 1)
    }

    /// The end of a run of stars, with or without a number before it.
    fn rating_end(&self, at: usize) -> Option<usize> {
        let name = |at: usize| self.word(at).strip_prefix(':')?.strip_suffix(':');
        let first = name(at)?;
        let stars = if head::digit(first).is_some() { at + 1 } else { at };
        let end = (stars..self.words.len()).find(|n| name(*n) != Some("star")).unwrap_or(self.words.len());
        (end > stars).then_some(end)
    }

    fn picture_end(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        if !word.starts_with("![") {
            return None;
        }
        let end = (at..self.words.len().min(at + REACH)).find(|n| self.word(*n).ends_with(')'))?;
        head::picture(&self.joined(at, end + 1)).is_some().then_some(end + 1)
    }

    /// The end of `Name - Team - https://...`.
    fn credit_end(&self, at: usize) -> Option<usize> {
        let end = (at..self.words.len().min(at + 12)).find(|n| head::url(self.word(*n)).is_some())?;
        let name = self.joined(at, end);
        let broken =
            self.words.get(at..end)?.iter().any(|word| is_heading(word) || *word == ">" || word.starts_with(':'));
        (!broken && (end == at || head::is_name(name.trim_end_matches(['-', ' '])))).then_some(end + 1)
    }

    /// Where the heading ends whose words begin at `from`.
    fn heading_end(&self, from: usize, level: usize) -> usize {
        let is_strong = |n: usize| self.word(n) == ">" || self.picture_end(n).is_some() || self.rating_end(n).is_some();
        let is_list = |n: usize| matches!(self.word(n), "-" | "*" | "1.");
        let is_url = |n: usize| head::url(self.word(n)).is_some();
        let ends = |n: usize| is_strong(n) || is_heading(self.word(n)) || is_url(n) || self.fence_end(n).is_some();
        let all = self.words.len();
        let hard = (from..all).find(|n| ends(*n)).unwrap_or(all);
        let soft = (from..hard).find(|n| is_list(*n)).unwrap_or(hard);
        // A title stands before a picture, a quote or a rating; a dash in it is a dash.
        let dashes = (from..hard).filter(|n| is_list(*n)).count();
        if level <= 2 && hard < all && is_strong(hard) && dashes <= 1 && hard - from <= MAX_TITLE_WORDS {
            return hard;
        }
        let end = soft;
        let sentence = end > from && self.word(end - 1).ends_with(['.', ':', ';', ',']);
        let prose =
            sentence || end - from > MAX_HEADING_WORDS || end < all && is_url(end) && level > 2 && end - from > 1;
        if !prose {
            return end;
        }
        let capital = (from + 1..end).find(|n| self.word(*n).starts_with(char::is_uppercase));
        capital.unwrap_or(end.min(from + MAX_HEADING_WORDS))
    }
}

fn is_heading(word: &str) -> bool {
    (1..=6).contains(&word.len()) && word.bytes().all(|b| b == b'#')
}

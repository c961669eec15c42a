//! What stands after the three backticks, in the dialects of HackMD, Slidev, reveal.js, Quarto and presenterm. An info
//! string goes in, language, numbering, highlighted lines and title come out; it must never fail: what it does not know it
//! passes over.

use super::{Highlight, Numbering};

/// What a fence asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fence {
    /// The language; empty if none is named.
    pub(super) language: String,
    /// How its lines are numbered, if they are.
    pub(super) numbers: Option<Numbering>,
    /// The lines that stand out, step by step.
    pub(super) steps: Vec<Highlight>,
    /// Its title; empty if it has none.
    pub(super) title: String,
}

/// More steps, or more ranges in one, than anybody presents.
const MOST: usize = 1_000;

/// Reads the cleaned info string of a fence.
pub(super) fn read(info: &str) -> Fence {
    let mut fence = Fence::default();
    let mut rest = info.trim();
    if !rest.starts_with('{') {
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '=' | '{' | '!' | '[')).unwrap_or(rest.len());
        let (language, tail) = rest.split_at(end);
        language.clone_into(&mut fence.language);
        rest = tail;
    }
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '{' => {
                let (inner, tail) = bracketed(rest, '}');
                match steps(inner) {
                    Some(steps) => fence.steps = steps,
                    None => fence.attributes(inner),
                }
                tail
            }
            '[' => {
                let (inner, tail) = bracketed(rest, ']');
                fence.square(inner);
                tail
            }
            '=' => fence.number(rest.get(1..).unwrap_or_default()),
            _ if first.is_whitespace() || matches!(first, ',' | '!' | '}' | ']') => {
                rest.get(first.len_utf8()..).unwrap_or_default()
            }
            _ => {
                let (word, tail) = word(rest, |c| c.is_whitespace() || matches!(c, ',' | '{' | '['));
                fence.attribute(word, false);
                tail
            }
        };
    }
    fence
}

impl Fence {
    /// HackMD's `=`, `=101` and `=+`; what follows.
    fn number<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(tail) = rest.strip_prefix('+') {
            self.numbers = Some(Numbering::Continued);
            return tail;
        }
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, tail) = rest.split_at(digits);
        self.numbers = Some(Numbering::From(number.parse().unwrap_or(1)));
        tail
    }

    /// reveal.js numbers what it highlights: `[1,4-8|9]`, `[5: 1|2]`. Slidev puts a title in square brackets.
    fn square(&mut self, inner: &str) {
        let (start, lines) = match inner.split_once(':') {
            Some((start, lines)) => (start.trim().parse::<u32>().ok(), lines),
            None => (Some(1), inner),
        };
        match (start, steps(lines)) {
            (Some(start), Some(steps)) => {
                self.numbers = Some(Numbering::From(start));
                self.steps = steps;
            }
            (Some(start), None) if lines.trim().is_empty() => self.numbers = Some(Numbering::From(start)),
            _ => inner.trim().clone_into(&mut self.title),
        }
    }

    /// What stands in curly brackets: `lines:true,startLine:5`, `.python code-line-numbers="|6|9"`, `r, echo=FALSE`.
    fn attributes(&mut self, inner: &str) {
        let mut rest = inner;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            if rest.is_empty() {
                return;
            }
            let (one, tail) = word(rest, |c| c.is_whitespace() || c == ',');
            self.attribute(one, true);
            rest = tail;
        }
    }

    /// One of them, or a bare word after the language.
    fn attribute(&mut self, word: &str, braced: bool) {
        let split = word.find(['=', ':']).filter(|at| *at > 0);
        let Some(at) = split else {
            let name = word.trim_start_matches(['.', '+']);
            match name.to_ascii_lowercase().as_str() {
                "line_numbers" | "linenumbers" | "showlinenumbers" | "numberlines" | "line-numbers" | "linenos" => {
                    self.numbers = self.numbers.or(Some(Numbering::From(1)));
                }
                // A quoted word is none: `{"a b"}`.
                _ if braced && self.language.is_empty() && !word.starts_with(['#', '+', '=', '"', '\'']) => {
                    name.split_whitespace().next().unwrap_or_default().clone_into(&mut self.language);
                }
                _ => {}
            }
            return;
        };
        let (key, value) = word.split_at(at);
        let value = value.get(1..).unwrap_or_default();
        let value = value.trim_matches(|c| matches!(c, '"' | '\'' | '`'));
        match key.trim().to_ascii_lowercase().as_str() {
            "title" | "filename" | "file" | "caption" => value.trim().clone_into(&mut self.title),
            "lines" | "linenumbers" | "line-numbers" | "linenos" if value != "false" => {
                self.numbers = self.numbers.or(Some(Numbering::From(1)));
            }
            "code-line-numbers" | "data-line-numbers" if value != "false" => {
                self.numbers = self.numbers.or(Some(Numbering::From(1)));
                self.steps = steps(value).unwrap_or_default();
            }
            "startline" | "startfrom" | "start" | "linenostart" | "data-ln-start-from" => {
                self.numbers = value.parse().ok().map(Numbering::From).or(self.numbers);
            }
            "hl_lines" | "emphasize-lines" => {
                self.steps = steps(&value.replace(' ', ",")).unwrap_or_default();
            }
            _ => {}
        }
    }
}

/// What stands in the bracket that `text` begins with, and what follows it; a quoted bracket does not end it.
fn bracketed(text: &str, close: char) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices().skip(1) {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, _) if c == close => {
                let tail = text.get(at + c.len_utf8()..).unwrap_or_default();
                return (text.get(1..at).unwrap_or_default(), tail);
            }
            _ => {}
        }
    }
    (text.get(1..).unwrap_or_default(), "")
}

/// The word that `text` begins with, up to one of `ends` outside of quotes, and what follows.
fn word(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, _) if ends(c) && at > 0 => return text.split_at(at),
            _ => {}
        }
    }
    (text, "")
}

/// `1,4-8|9|all`; `None` if it is anything else.
fn steps(text: &str) -> Option<Vec<Highlight>> {
    if text.trim().is_empty() {
        return None;
    }
    text.split('|').take(MOST).map(step).collect()
}

fn step(text: &str) -> Option<Highlight> {
    let text = text.trim();
    if text.is_empty() || matches!(text.to_ascii_lowercase().as_str(), "all" | "*" | "none" | "hide") {
        return Some(Highlight::All);
    }
    let ranges: Option<Vec<(u32, u32)>> = text.split(',').take(MOST).map(range).collect();
    ranges.map(Highlight::Lines)
}

fn range(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let (from, to) = text.split_once(['-', ':']).unwrap_or((text, text));
    let [from, to] = [from.trim().parse::<u32>().ok()?, to.trim().parse::<u32>().ok()?];
    Some((from.min(to), from.max(to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Language, numbering, steps and title in one line.
    fn told(info: &str) -> String {
        let Fence { language, numbers, steps, title } = read(info);
        let numbers = match numbers {
            None => String::new(),
            Some(Numbering::From(n)) => format!(" ={n}"),
            Some(Numbering::Continued) => " =+".to_owned(),
        };
        let steps: Vec<String> = steps
            .iter()
            .map(|step| match step {
                Highlight::All => "all".to_owned(),
                Highlight::Lines(ranges) => {
                    ranges.iter().map(|(from, to)| format!("{from}-{to}")).collect::<Vec<_>>().join(",")
                }
            })
            .collect();
        let steps = if steps.is_empty() { String::new() } else { format!(" {{{}}}", steps.join("|")) };
        let title = if title.is_empty() { String::new() } else { format!(" {title:?}") };
        format!("{language}{numbers}{steps}{title}")
    }

    #[test]
    fn every_dialect_is_read() {
        for (info, expected) in [
            ("", ""),
            ("go", "go"),
            ("c++", "c++"),
            ("rust,ignore", "rust"),
            ("go=", "go =1"),
            ("go=101", "go =101"),
            ("go=+", "go =+"),
            ("=", " =1"),
            ("=7", " =7"),
            ("js!", "js"),
            ("js=5!", "js =5"),
            ("ts {2-3|5|all}", "ts {2-3|5-5|all}"),
            ("ts{1,3}", "ts {1-1,3-3}"),
            ("ts {*}", "ts {all}"),
            ("ts {lines:true,startLine:5}", "ts =5"),
            ("ts {1|2}{lines:true, maxHeight:'100px'}", "ts =1 {1-1|2-2}"),
            ("ts {monaco}", "ts"),
            ("ts [slide.ts]", "ts \"slide.ts\""),
            ("js [1,4-8|9]", "js =1 {1-1,4-8|9-9}"),
            ("js [5: 1|2]", "js =5 {1-1|2-2}"),
            ("js []", "js =1"),
            ("{.python code-line-numbers=\"|6|9\"}", "python =1 {all|6-6|9-9}"),
            ("{.haskell .numberLines startFrom=\"100\"}", "haskell =100"),
            ("{python}", "python"),
            ("{r, echo=FALSE}", "r"),
            ("rust {1,3|5-7} +line_numbers +exec", "rust =1 {1-1,3-3|5-7}"),
            ("rust title=\"src/x y.rs\"", "rust \"src/x y.rs\""),
            ("rust filename=x.rs showLineNumbers", "rust =1 \"x.rs\""),
            ("diff {8-2}", "diff {2-8}"),
            ("x {", "x"),
            ("{\"a b\"}", ""),
            ("{a\"b c\"}", "a\"b"),
            ("x {1-}", "x"),
            ("x [a:b]", "x \"a:b\""),
            ("x \"", "x"),
        ] {
            assert_eq!(told(info), expected, "{info}");
        }
    }
}

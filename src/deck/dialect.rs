//! Whose Markdown a deck is: its front matter and its lines go in, a [`Dialect`] comes out, and with it what a line feed
//! means and what parts slides. `rewrite` turns the settings of other tools that are no comments into comments. Never
//! moves a line.

mod rewrite;

use serde::{Deserialize, Serialize};

use super::settings::Breaks;
pub(super) use rewrite::{DECKSET, SLIDEV, rewritten};

/// Whose Markdown it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dialect {
    /// deckle's own: that of notes as people type them.
    #[default]
    Plain,
    /// HackMD's and CodiMD's slide mode.
    HackMd,
    /// Marp.
    Marp,
    /// Slidev.
    Slidev,
    /// reveal.js and reveal-md.
    Reveal,
    /// presenterm.
    Presenterm,
    /// Deckset.
    Deckset,
    /// Quarto and Pandoc.
    Quarto,
}

impl Dialect {
    /// Every dialect with the word for it.
    pub const WORDS: [(&'static str, Self); 8] = [
        ("plain", Self::Plain),
        ("hackmd", Self::HackMd),
        ("marp", Self::Marp),
        ("slidev", Self::Slidev),
        ("reveal", Self::Reveal),
        ("presenterm", Self::Presenterm),
        ("deckset", Self::Deckset),
        ("quarto", Self::Quarto),
    ];

    /// The dialect that `word` stands for.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, dialect)| dialect)
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.into_iter().find(|(_, dialect)| *dialect == self).map_or("plain", |(word, _)| word)
    }

    /// What a line feed in a paragraph means.
    #[must_use]
    pub fn breaks(self) -> Breaks {
        match self {
            Self::Plain | Self::HackMd | Self::Marp => Breaks::Hard,
            _ => Breaks::Soft,
        }
    }

    /// Whether rules part its slides where there are rules, and headings do not.
    pub(super) fn parts_at_rules(self) -> bool {
        !matches!(self, Self::Plain | Self::Quarto)
    }

    /// Whether the rest of a slide after a line that begins with `note:` is for the speaker.
    fn has_note_lines(self) -> bool {
        matches!(self, Self::HackMd | Self::Reveal)
    }
}

/// The dialect of `body`, by what only one tool writes.
pub(super) fn detect(body: &str) -> Dialect {
    let mut fence = Fence::default();
    let lines: Vec<&str> = body.lines().collect();
    for (n, line) in lines.iter().enumerate() {
        if fence.holds(line) {
            continue;
        }
        if let Some(comment) = line.trim_start().strip_prefix("<!--").map(str::trim_start) {
            let starts = |words: &[&str]| words.iter().any(|word| comment.starts_with(word));
            if starts(&["end_slide", "column_layout:", "reset_layout", "speaker_note:", "jump_to_middle"]) {
                return Dialect::Presenterm;
            }
            if starts(&[".slide:", ".element:"]) {
                return Dialect::Reveal;
            }
        }
        if deckset(line).is_some() {
            return Dialect::Deckset;
        }
        if div(line).is_some_and(|class| matches!(class, "columns" | "column" | "notes" | "incremental")) {
            return Dialect::Quarto;
        }
        if rewrite::slide_yaml(&lines, n).is_some() {
            return Dialect::Slidev;
        }
    }
    Dialect::Plain
}

/// What stands in `[.key: value]`, alone on its line.
fn deckset(line: &str) -> Option<&str> {
    let inside = line.trim_end().strip_prefix("[.")?.strip_suffix(']')?;
    let key = inside.split(':').next()?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    is_key.then_some(inside)
}

/// The class of the div that `line` opens: `::: {.columns}` or `::: columns`; an empty one closes a div.
fn div(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix(":::")?.trim_matches(':').trim();
    let Some(inside) = rest.strip_prefix('{') else {
        return (!rest.contains(' ')).then_some(rest);
    };
    let class = inside.split_whitespace().next().unwrap_or_default();
    Some(class.trim_start_matches('.').trim_end_matches('}'))
}

/// Which lines stand in a fence.
#[derive(Default)]
struct Fence {
    open: Option<(char, usize)>,
}

impl Fence {
    /// Whether `line`, the next one, is part of a fenced block; its two fences are.
    fn holds(&mut self, line: &str) -> bool {
        let text = line.trim_start();
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| text.chars().take_while(|c| *c == mark).count());
        match (self.open, mark) {
            (None, Some(mark)) if length >= 3 && !(mark == '`' && text.trim_start_matches('`').contains('`')) => {
                self.open = Some((mark, length));
                true
            }
            (None, _) => false,
            (Some((open, least)), Some(mark)) if mark == open && length >= least => {
                if text.trim_start_matches(mark).trim().is_empty() {
                    self.open = None;
                }
                true
            }
            (Some(_), _) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_names_a_dialect() {
        for (word, dialect) in Dialect::WORDS {
            assert_eq!((Dialect::named(word), dialect.word()), (Some(dialect), word));
        }
        assert_eq!(Dialect::named("powerpoint"), None);
    }

    #[test]
    fn a_deck_tells_whose_it_is() {
        for (body, wanted) in [
            ("## a\n\n---\n\nb\n\n<!-- a note -->", Dialect::Plain),
            ("# a\n\n<!-- end_slide -->\n", Dialect::Presenterm),
            ("- a <!-- b -->\n<!-- .slide: class=\"x\" -->\n", Dialect::Reveal),
            ("# a\n\n[.build-lists: true]\n", Dialect::Deckset),
            ("# a\n\n[.column]\n", Dialect::Deckset),
            ("# a\n\n[.Column]\n[.a](b)\n[.a:b] c\n", Dialect::Plain),
            ("::: {.columns}\n::: {.column width=\"40%\"}\n", Dialect::Quarto),
            ("::: info\na\n:::\n", Dialect::Plain),
            ("a\n\n---\nlayout: quote\n---\n", Dialect::Slidev),
            ("a\n\n---\nSummary: a\n---\n", Dialect::Plain),
            ("```md\n<!-- end_slide -->\n~~~\n[.column]\n``\n````\n[.a b]\n", Dialect::Plain),
            ("```go\nx\n```\n[.column]\n", Dialect::Deckset),
        ] {
            assert_eq!(detect(body), wanted, "{body}");
        }
    }
}

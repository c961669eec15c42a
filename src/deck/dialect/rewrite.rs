//! What other tools write for themselves, as comments that `directives` reads: Slidev's YAML at the top of a slide,
//! Pandoc's divs, Deckset's commands and notes, the `note:` lines of HackMD and reveal.js. Text in, text of as many lines
//! out. Never touches a line of code.

use std::borrow::Cow;

use super::{Dialect, Fence, deckset, div};

/// The most lines that the YAML of a slide has.
const MOST_YAML: usize = 40;
/// A block of YAML in a deck belongs to a slide if it has one of these keys.
const SLIDE_KEYS: &[&str] = &[
    "layout",
    "class",
    "background",
    "transition",
    "src",
    "clicks",
    "hide",
    "hideInToc",
    "disabled",
    "level",
    "zoom",
    "image",
    "preload",
    "routeAlias",
    "dragPos",
    "clicksStart",
    "backgroundSize",
];
/// What stands before settings that come from YAML, in which any key may stand.
pub(in crate::deck) const SLIDEV: &str = ".slidev ";
/// What stands before a command of Deckset.
pub(in crate::deck) const DECKSET: &str = ".deckset ";

/// `body` with the settings of `dialect` as comments.
pub(in crate::deck) fn rewritten(dialect: Dialect, body: &str) -> Cow<'_, str> {
    if !matches!(dialect, Dialect::Slidev | Dialect::Quarto | Dialect::Deckset) && !dialect.has_note_lines() {
        return Cow::Borrowed(body);
    }
    let lines: Vec<&str> = body.split('\n').collect();
    let mut writer = Writer { out: Vec::with_capacity(lines.len()), divs: Vec::new() };
    let mut fence = Fence::default();
    let ends = note_ends(dialect, &lines);
    let mut n = 0;
    while let Some(line) = lines.get(n) {
        if fence.holds(line) {
            writer.keep(line);
            n += 1;
            continue;
        }
        n += match dialect {
            Dialect::Slidev => writer.slide(&lines, n),
            Dialect::Quarto => writer.div(line),
            Dialect::Deckset => writer.deckset(&lines, n),
            _ => writer.note_line(&lines, n, &ends),
        };
    }
    Cow::Owned(writer.out.join("\n"))
}

/// How many lines of YAML follow `lines[at]`, the rule that opens a slide, up to the one that closes it.
pub(super) fn slide_yaml(lines: &[&str], at: usize) -> Option<usize> {
    let is_rule = |line: &str| line.trim_end() == "---";
    let opens = lines.get(at).is_some_and(|line| is_rule(line));
    let apart = at.checked_sub(1).and_then(|above| lines.get(above)).is_none_or(|above| above.trim().is_empty());
    if !opens || !apart {
        return None;
    }
    let mut is_slide = false;
    for (count, line) in lines.iter().skip(at + 1).take(MOST_YAML).enumerate() {
        if is_rule(line) {
            return is_slide.then_some(count);
        }
        let nested = line.starts_with([' ', '\t', '#']) || line.starts_with("- ");
        let key = line.split_once(':').map(|(key, _)| key).filter(|key| !key.contains(char::is_whitespace));
        if !nested && key.is_none() {
            return None;
        }
        is_slide |= !nested && key.is_some_and(|key| SLIDE_KEYS.contains(&key));
    }
    None
}

/// A div of Pandoc that is still open.
enum Div {
    Columns,
    Notes,
    Plain,
    Other,
}

struct Writer {
    out: Vec<String>,
    divs: Vec<Div>,
}

impl Writer {
    fn keep(&mut self, line: &str) {
        self.out.push(line.to_owned());
    }

    /// Lines for the speaker, as one comment of as many lines.
    fn note(&mut self, lines: &[&str]) {
        let last = lines.iter().rposition(|line| !line.trim().is_empty()).unwrap_or(0);
        for (n, line) in lines.iter().enumerate() {
            let lead = if n == 0 { "<!-- notes: " } else { "" };
            let tail = if n == last { " -->" } else { "" };
            self.out.push(format!("{lead}{}{tail}", line.replace("-->", "->")));
        }
    }

    fn slide(&mut self, lines: &[&str], at: usize) -> usize {
        let Some(count) = slide_yaml(lines, at) else {
            self.keep(lines.get(at).copied().unwrap_or_default());
            return 1;
        };
        self.keep("---");
        for (n, line) in lines.iter().skip(at + 1).take(count).enumerate() {
            let lead = if n == 0 { format!("<!-- {SLIDEV}") } else { String::new() };
            self.out.push(format!("{lead}{}", line.replace("-->", "->")));
        }
        self.keep("-->");
        count + 2
    }

    fn div(&mut self, line: &str) -> usize {
        let in_notes = self.divs.iter().any(|div| matches!(div, Div::Notes));
        let Some(class) = div(line) else {
            self.out.push(if in_notes { line.replace("-->", "->") } else { line.to_owned() });
            return 1;
        };
        if class.is_empty() {
            match self.divs.pop() {
                Some(Div::Columns) => self.keep("<!-- /columns -->"),
                Some(Div::Notes) => self.keep("-->"),
                Some(Div::Plain) => self.keep(""),
                Some(Div::Other) | None => self.keep(line),
            }
            return 1;
        }
        let (div, text) = match class {
            _ if in_notes => (Div::Other, line.to_owned()),
            "columns" => (Div::Columns, "<!-- columns -->".to_owned()),
            "column" => (Div::Plain, format!("<!-- column: {} -->", share(line).unwrap_or("100%"))),
            "notes" => (Div::Notes, "<!-- notes:".to_owned()),
            "incremental" => (Div::Plain, "<!-- steps -->".to_owned()),
            "nonincremental" => (Div::Plain, "<!-- steps: none -->".to_owned()),
            _ => (Div::Other, line.to_owned()),
        };
        self.divs.push(div);
        self.out.push(text);
        1
    }

    fn deckset(&mut self, lines: &[&str], at: usize) -> usize {
        let line = lines.get(at).copied().unwrap_or_default();
        if let Some(command) = deckset(line) {
            self.out.push(format!("<!-- {DECKSET}{} -->", command.replace("-->", "->")));
        } else if line.starts_with('^') {
            let count = lines.iter().skip(at).take_while(|line| !line.trim().is_empty()).count();
            let note: Vec<&str> =
                lines.iter().skip(at).take(count).map(|line| line.trim_start_matches(['^', ' '])).collect();
            self.note(&note);
            return count;
        } else {
            self.keep(line);
        }
        1
    }

    fn note_line(&mut self, lines: &[&str], at: usize, ends: &[usize]) -> usize {
        let line = lines.get(at).copied().unwrap_or_default();
        let word = ["notes:", "note:"]
            .into_iter()
            .find(|word| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
        let Some(word) = word else {
            self.keep(line);
            return 1;
        };
        let end = ends.get(ends.partition_point(|end| *end <= at)).copied().unwrap_or(lines.len());
        let mut note: Vec<&str> = lines.get(at..end).unwrap_or_default().to_vec();
        if let Some(first) = note.first_mut() {
            *first = first.get(word.len()..).unwrap_or_default().trim_start();
        }
        self.note(&note);
        end - at
    }
}

/// The lines at which notes end that a `note:` line began: those that part slides.
fn note_ends(dialect: Dialect, lines: &[&str]) -> Vec<usize> {
    if !dialect.has_note_lines() {
        return Vec::new();
    }
    let mut fence = Fence::default();
    let (mut rules, mut headings) = (Vec::new(), Vec::new());
    for (n, line) in lines.iter().enumerate() {
        let line = line.trim_end();
        if fence.holds(line) {
            continue;
        }
        if line.len() >= 3 && line.chars().all(|c| c == '-') {
            rules.push(n);
        } else if line.starts_with('#') {
            headings.push(n);
        }
    }
    if rules.is_empty() { headings } else { rules }
}

/// The width that a column of Pandoc's asks for, in per cent.
fn share(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("width=")?;
    let value = rest.trim_start_matches(['"', '\'']).split(['"', '\'', ' ', '}']).next()?;
    value.ends_with('%').then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(dialect: Dialect, from: &str, to: &str) {
        let out = rewritten(dialect, from);
        assert_eq!(out, to);
        assert_eq!(out.split('\n').count(), from.split('\n').count(), "a line moved");
    }

    #[test]
    fn yaml_of_a_slide_is_a_comment() {
        becomes(
            Dialect::Slidev,
            "a\n\n---\nlayout: quote\nclass: x --> y\n---\n\nb\n\n---\nno\n---\n",
            "a\n\n---\n<!-- .slidev layout: quote\nclass: x -> y\n-->\n\nb\n\n---\nno\n---\n",
        );
        becomes(
            Dialect::Slidev,
            "```\n\n---\nlayout: x\n---\n```\na\n---\nlayout: x\n---",
            "```\n\n---\nlayout: x\n---\n```\na\n---\nlayout: x\n---",
        );
    }

    #[test]
    fn divs_are_columns_and_notes() {
        becomes(
            Dialect::Quarto,
            ":::: {.columns}\n\n::: {.column width=\"40%\"}\na\n:::\n\n::: {.column}\nb\n:::\n\n::::\n\n::: {.notes}\nc --> d\n\n::: x\n:::\n:::\n::: info\ne\n:::",
            "<!-- columns -->\n\n<!-- column: 40% -->\na\n\n\n<!-- column: 100% -->\nb\n\n\n<!-- /columns -->\n\n<!-- notes:\nc -> d\n\n::: x\n:::\n-->\n::: info\ne\n:::",
        );
        becomes(Dialect::Quarto, ":::\n::::: columns\n", ":::\n<!-- columns -->\n");
    }

    #[test]
    fn decksets_commands_and_notes_are_comments() {
        becomes(
            Dialect::Deckset,
            "# a\n[.build-lists: true]\n\n^ one\n^ two\nthree\n\n- b",
            "# a\n<!-- .deckset build-lists: true -->\n\n<!-- notes: one\ntwo\nthree -->\n\n- b",
        );
    }

    #[test]
    fn the_rest_of_a_slide_is_a_note() {
        becomes(
            Dialect::HackMd,
            "# a\nb\nNote: c\n\n```\n---\n```\n- d --> e\n\n---\n\n# f\n",
            "# a\nb\n<!-- notes: c\n\n```\n---\n```\n- d -> e -->\n\n---\n\n# f\n",
        );
        becomes(Dialect::Reveal, "# a\n\nnotes:\nb\n# c\nnote", "# a\n\n<!-- notes: \nb -->\n# c\nnote");
        becomes(Dialect::Reveal, "# a\nnote:", "# a\n<!-- notes:  -->");
        assert!(matches!(rewritten(Dialect::Plain, "note: a"), Cow::Borrowed("note: a")));
    }
}

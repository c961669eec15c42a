//! Speaker notes as they are read on stage: their Markdown in, lines of spans with bullets, emphasis and the step that each
//! belongs to out. Never loses a word, and never knows how large they are set.

use crate::markdown::{self, Block, BlockKind, Icon, Inline};

/// A paragraph, an item, a row or a line of code.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NoteLine {
    /// Its words; never empty.
    pub(super) spans: Vec<NoteSpan>,
    /// How deep it hangs.
    pub(super) depth: usize,
    /// What hangs before it: a bullet, a number.
    pub(super) mark: String,
    /// Whether it stands off from what is before it.
    pub(super) apart: bool,
    /// What kind of line it is.
    pub(super) kind: NoteKind,
}

/// What a line of notes is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NoteKind {
    /// Words.
    #[default]
    Plain,
    /// A title over words.
    Title,
    /// A line of code.
    Code,
    /// `→ skip the demo when late`: something to do.
    Cue,
}

/// Words of one style.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NoteSpan {
    pub(super) text: String,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) code: bool,
    /// How many presses of the key must have been made for it to be due: as `[click]` counts them.
    pub(super) click: u16,
}

/// What begins a line that says what to do.
const CUES: [&str; 5] = ["→", "⇒", "->", "=>", "➜"];

/// The lines of `notes`.
pub(super) fn spoken(notes: &str) -> Vec<NoteLine> {
    let parsed = markdown::parse("", notes, 1);
    let mut out = Lines { lines: Vec::new(), click: 0 };
    // Blocks still to say, the next one last, each with its depth and what stands before its first line.
    let mut rest: Vec<(&Block, usize, String)> = Vec::new();
    rest.extend(parsed.blocks.iter().rev().map(|block| (block, 0, String::new())));
    while let Some((block, depth, mark)) = rest.pop() {
        let hung = |kind, apart| NoteLine { depth, mark: mark.clone(), apart, kind, ..NoteLine::default() };
        match &block.kind {
            BlockKind::Paragraph(content) => out.say(content, hung(NoteKind::Plain, depth == 0)),
            BlockKind::Heading { content, .. } => out.say(content, hung(NoteKind::Title, true)),
            BlockKind::Code(code) => {
                for (n, line) in code.text.lines().enumerate() {
                    out.word(line, hung(NoteKind::Code, n == 0 && depth == 0));
                }
            }
            BlockKind::Table(table) => {
                for (n, row) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
                    let cells: Vec<String> = row.iter().map(|cell| markdown::plain(cell)).collect();
                    let kind = if n == 0 { NoteKind::Title } else { NoteKind::Plain };
                    out.word(&cells.join("  ·  "), hung(kind, n == 0));
                }
            }
            BlockKind::List(list) => {
                for (n, item) in list.items.iter().enumerate().rev() {
                    let number = |start: u64| format!("{}.", start.saturating_add(n as u64));
                    let own = list.start.map_or_else(|| "•".to_owned(), number);
                    rest.extend(item.blocks.iter().enumerate().rev().map(|(k, block)| {
                        let mark = if k == 0 { own.clone() } else { String::new() };
                        (block, depth + 1, mark)
                    }));
                }
            }
            BlockKind::Definitions(all) => {
                for one in all {
                    let words: Vec<String> =
                        one.meanings.iter().map(|blocks| markdown::words(blocks).join(" ")).collect();
                    let words = format!("{}: {}", markdown::plain(&one.term), words.join("; "));
                    out.word(&words, hung(NoteKind::Plain, true));
                }
            }
            BlockKind::Math(source) => out.word(source, hung(NoteKind::Code, true)),
            BlockKind::Diagram(diagram) => out.word(&diagram.source, hung(NoteKind::Code, true)),
            BlockKind::Contents
            | BlockKind::Pause
            | BlockKind::Fragment(_)
            | BlockKind::FragmentEnd
            | BlockKind::Rule
            | BlockKind::Comment(_) => {}
            BlockKind::Quote(_) | BlockKind::Callout(_) | BlockKind::Footnote(_) | BlockKind::Columns(_) => {
                let inner = block.kind.groups().into_iter().rev().flat_map(|group| group.iter().rev());
                rest.extend(inner.map(|block| (block, depth, mark.clone())));
            }
        }
    }
    out.lines
}

/// Lines as they are made.
struct Lines {
    lines: Vec<NoteLine>,
    /// The click that was named last.
    click: u16,
}

impl Lines {
    fn word(&mut self, words: &str, line: NoteLine) {
        let code = line.kind == NoteKind::Code;
        let mut spans = Vec::new();
        self.clicked(words, &NoteSpan { code, ..NoteSpan::default() }, &mut spans);
        self.push(NoteLine { spans, ..line });
    }

    fn say(&mut self, content: &[Inline], mut line: NoteLine) {
        let mut spans: Vec<NoteSpan> = Vec::new();
        for inline in content {
            match inline {
                Inline::Text(run) => {
                    let style = run.style;
                    let like = NoteSpan {
                        strong: style.strong || style.marked,
                        emphasis: style.emphasis,
                        code: style.code || style.key,
                        ..NoteSpan::default()
                    };
                    self.clicked(&run.text, &like, &mut spans);
                }
                Inline::Math(math) => {
                    let like = NoteSpan { code: true, ..NoteSpan::default() };
                    self.clicked(&math.source, &like, &mut spans);
                }
                // The author's break ends a line here as well: what follows may be a cue, and hangs on the same bullet.
                Inline::Break => {
                    let spans = std::mem::take(&mut spans);
                    self.push(NoteLine { spans, ..line.clone() });
                    (line.mark, line.apart) = (String::new(), false);
                }
                Inline::Picture(picture) | Inline::Icon(Icon { picture, .. }) => {
                    self.clicked(&picture.alt, &NoteSpan::default(), &mut spans)
                }
            }
        }
        self.push(NoteLine { spans, ..line });
    }

    /// `text` as spans like `like`, parted where it names a click.
    fn clicked(&mut self, text: &str, like: &NoteSpan, spans: &mut Vec<NoteSpan>) {
        let mut rest = text;
        while let Some((before, count, after)) = (!like.code).then(|| click(rest)).flatten() {
            spans.push(NoteSpan { text: before.to_owned(), click: self.click, ..like.clone() });
            self.click = self.click.saturating_add(count);
            rest = after.trim_start();
        }
        spans.push(NoteSpan { text: rest.to_owned(), click: self.click, ..like.clone() });
    }

    fn push(&mut self, mut line: NoteLine) {
        line.spans.retain(|span| !span.text.is_empty());
        let Some(first) = line.spans.iter().find(|span| !span.text.trim().is_empty()) else { return };
        if line.kind == NoteKind::Plain && CUES.iter().any(|cue| first.text.trim_start().starts_with(cue)) {
            line.kind = NoteKind::Cue;
        }
        let under = self.lines.last().map(|last| last.depth);
        line.apart = under.is_some_and(|depth| line.apart || depth == 0 && line.depth > 0);
        self.lines.push(line);
    }
}

/// The first `[click]` or `[click:n]` of `text`: what is before it, how many clicks it counts, what is behind it.
fn click(text: &str) -> Option<(&str, u16, &str)> {
    for (at, _) in text.match_indices('[') {
        let inner = text.get(at + 1..)?;
        let (word, after) = inner.split_once(']')?;
        let lower = word.to_ascii_lowercase();
        let count = match lower.strip_prefix("click") {
            Some("") => Some(1),
            Some(rest) => rest.strip_prefix(':').and_then(|count| count.trim().parse().ok()),
            None => None,
        };
        if let Some(count) = count {
            return Some((text.get(..at)?, count, after));
        }
    }
    None
}

/// The click whose words are due at `step`, if the notes name any.
pub(super) fn due(lines: &[NoteLine], step: u16) -> Option<u16> {
    let clicks = || lines.iter().flat_map(|line| &line.spans).map(|span| span.click);
    let named = clicks().any(|click| click > 0);
    named.then(|| clicks().filter(|click| *click <= step).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines as text, with `*` around what is strong, `_` around what is slanted, and the click in front.
    fn shown(notes: &str) -> Vec<String> {
        let span = |span: &NoteSpan| {
            let mark = if span.strong {
                "*"
            } else if span.emphasis {
                "_"
            } else if span.code {
                "`"
            } else {
                ""
            };
            format!("{mark}{}{mark}", span.text)
        };
        let line = |line: &NoteLine| {
            let words: String = line.spans.iter().map(span).collect();
            format!("{}{}{}{words}", "  ".repeat(line.depth), line.mark, if line.mark.is_empty() { "" } else { " " })
        };
        spoken(notes).iter().map(line).collect()
    }

    #[test]
    fn emphasis_and_lists_stay() {
        let notes = "Ask who used **interfacer**.\n\nThen `Run`:\n\n- one\n  - deep *er*\n- two\n\n3. three\n\n> said";
        assert_eq!(
            shown(notes),
            [
                "Ask who used *interfacer*.",
                "Then `Run`:",
                "  • one",
                "    • deep _er_",
                "  • two",
                "  3. three",
                "said"
            ]
        );
    }

    #[test]
    fn a_line_of_its_own_stays_one_and_may_be_a_cue() {
        let lines = spoken("Tell the story.\n→ skip the demo when late\n\n- item\n  goes on");
        let kinds: Vec<_> = lines.iter().map(|line| (line.kind, line.mark.as_str(), line.apart)).collect();
        assert_eq!(
            kinds,
            [
                (NoteKind::Plain, "", false),
                (NoteKind::Cue, "", false),
                (NoteKind::Plain, "•", true),
                (NoteKind::Plain, "", false)
            ]
        );
    }

    #[test]
    fn clicks_part_the_notes_as_slidev_counts_them() {
        let lines =
            spoken("Before [click] first\n\n- [click] second, *too*\n\n[click:3] the fifth\n\n[clicks] and `[click]`");
        let clicks: Vec<(u16, &str)> =
            lines.iter().flat_map(|line| &line.spans).map(|span| (span.click, span.text.as_str())).collect();
        assert_eq!(
            clicks,
            [
                (0, "Before "),
                (1, "first"),
                (2, "second, "),
                (2, "too"),
                (5, "the fifth"),
                (5, "[clicks] and "),
                (5, "[click]")
            ]
        );
        assert_eq!([0, 1, 2, 4, 5, 9].map(|step| due(&lines, step)), [0, 1, 2, 2, 5, 5].map(Some));
        assert_eq!(due(&spoken("no clicks"), 3), None);
    }

    #[test]
    fn no_word_is_lost() {
        let notes = "# Title\n\n| a | b |\n|---|---|\n| c | d |\n\n```go\nfunc f()\n\n  g()\n```\n\nterm\n: meaning\n\n$$x^2$$\n\n> [!NOTE]\n> careful";
        let all = shown(notes).join("\n");
        for word in ["Title", "a  ·  b", "c  ·  d", "func f()", "g()", "term: meaning", "x^2", "careful"] {
            assert!(all.contains(word), "{word:?} is missing in {all:?}");
        }
    }
}

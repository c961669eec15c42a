//! Speaker notes as they are read on stage: their Markdown in, plain lines with bullets out. Never loses a word.

use crate::markdown::{self, Block, BlockKind};

/// `notes` without markup: a line a paragraph, an item or a line of code; items hang on bullets, deeper ones further in.
pub(super) fn spoken(notes: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    // Blocks still to say, the next one last, each with its depth and what stands before its first line.
    let mut rest: Vec<(&Block, usize, String)> = Vec::new();
    let parsed = markdown::parse("", notes, 1);
    rest.extend(parsed.blocks.iter().rev().map(|block| (block, 0, String::new())));
    while let Some((block, depth, mark)) = rest.pop() {
        let lead = format!("{}{mark}", "   ".repeat(depth.saturating_sub(usize::from(!mark.is_empty()))));
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                lines.push(lead + &markdown::plain(content));
            }
            BlockKind::Code(code) => lines.extend(code.text.lines().map(|line| format!("{lead}{line}"))),
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<String> = row.iter().map(|cell| markdown::plain(cell)).collect();
                    lines.push(format!("{lead}{}", cells.join("  ·  ")));
                }
            }
            BlockKind::List(list) => {
                for (n, item) in list.items.iter().enumerate().rev() {
                    let number = |start: u64| format!("{}. ", start.saturating_add(n as u64));
                    let own = list.start.map_or_else(|| "•  ".to_owned(), number);
                    let marks = item.blocks.iter().enumerate().rev();
                    rest.extend(marks.map(|(k, block)| {
                        let mark = if k == 0 { own.clone() } else { String::new() };
                        (block, depth + 1, mark)
                    }));
                }
            }
            BlockKind::Definitions(all) => {
                for one in all {
                    let words: Vec<String> =
                        one.meanings.iter().map(|blocks| markdown::words(blocks).join(" ")).collect();
                    lines.push(format!("{lead}{}: {}", markdown::plain(&one.term), words.join("; ")));
                }
            }
            BlockKind::Math(source) => lines.push(lead + source),
            BlockKind::Diagram(diagram) => lines.push(lead + &diagram.source),
            BlockKind::Contents | BlockKind::Pause | BlockKind::Rule | BlockKind::Comment(_) => {}
            BlockKind::Quote(_) | BlockKind::Callout(_) | BlockKind::Footnote(_) | BlockKind::Columns(_) => {
                let inner = block.kind.groups().into_iter().rev().flat_map(|group| group.iter().rev());
                rest.extend(inner.map(|block| (block, depth, mark.clone())));
            }
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn markup_is_gone_and_words_are_there() {
        let notes = "Ask who used **interfacer**.\nThen `Run`:\n\n- one\n  - deep *er*\n- two\n\n3. three\n\n> said";
        assert_eq!(spoken(notes), "Ask who used interfacer. Then Run:\n•  one\n   •  deep er\n•  two\n3. three\nsaid");
    }
}

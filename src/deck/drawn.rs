//! What can be drawn is told from what cannot: the blocks of a deck go in; formulas that cannot be set come out as code, and
//! code that describes a diagram comes out as one, if it can be drawn. Each that cannot has a diagnostic. After this, what
//! the tree calls a formula or a diagram is one. It must never lose the source.

use crate::diag::Diagnostic;
use crate::diagram::{self, Air, Turn};
use crate::markdown::{Block, BlockKind, Code, Diagram, Inline, MAX_DEPTH, Math, Run, Style};
use crate::math::{self, Form, MathError};

/// Makes code of what cannot be drawn in `blocks`, and diagrams of code that can; tells of what cannot.
pub(super) fn or_code(blocks: &mut [Block], told: &mut Told<'_>) {
    blocks_at(blocks, told, 0);
}

/// Where to tell what cannot be drawn.
pub(super) struct Told<'a> {
    /// The deck's file.
    pub(super) file: &'a str,
    /// What was told.
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

/// Recurses as deep as blocks nest, at most [`MAX_DEPTH`].
fn blocks_at(blocks: &mut [Block], told: &mut Told<'_>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    for block in blocks {
        let line = block.lines.from;
        match &mut block.kind {
            BlockKind::Math(source) => {
                if let Err(wrong) = math::set(source, Form::Display) {
                    // The source begins on the line of its dollars, or on the next.
                    told.formula(&wrong, line.saturating_add(1).min(block.lines.to));
                    let code = Code {
                        language: "latex".to_owned(),
                        text: source.trim_matches('\n').to_owned(),
                        ..Code::default()
                    };
                    block.kind = BlockKind::Code(code);
                }
                continue;
            }
            BlockKind::Code(code) if diagram::is_diagram(&code.language) => {
                match diagram::draw(&code.language, &code.text, (Turn::AsWritten, Air::Much)) {
                    Ok(_) => {
                        let Code { language, text: source, title, .. } = std::mem::take(code);
                        block.kind = BlockKind::Diagram(Diagram { language, source, title });
                    }
                    Err(wrong) => {
                        let message = format!("diagram shown as code: {}", wrong.message);
                        // The source begins after the line of the fence.
                        let line = line.saturating_add(wrong.line).saturating_add(1).min(block.lines.to);
                        let hint = "make a picture of it with another tool, or write it more simply";
                        let warning = Diagnostic::warning(told.file, message).at(line, 0, &wrong.quote).hint(hint);
                        told.diagnostics.push(warning);
                    }
                }
                continue;
            }
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => inlines(content, told),
            BlockKind::Table(table) => {
                table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|cell| inlines(cell, told));
            }
            BlockKind::Quote(quote) => inlines(&mut quote.name, told),
            BlockKind::Callout(callout) => inlines(&mut callout.title, told),
            BlockKind::Definitions(all) => all.iter_mut().for_each(|one| inlines(&mut one.term, told)),
            _ => {}
        }
        for group in block.kind.groups_mut() {
            blocks_at(group, told, depth + 1);
        }
    }
}

fn inlines(content: &mut [Inline], told: &mut Told<'_>) {
    for inline in content {
        let Inline::Math(Math { source, display, line }) = inline else { continue };
        let form = if *display { Form::Display } else { Form::Line };
        if let Err(wrong) = math::set(source, form) {
            told.formula(&wrong, *line);
            let style = Style { code: true, ..Style::default() };
            *inline = Inline::Text(Run { text: std::mem::take(source), style, link: None });
        }
    }
}

impl Told<'_> {
    fn formula(&mut self, wrong: &MathError, line: u32) {
        let told = Diagnostic::warning(self.file, format!("formula shown as code: {}", wrong.message));
        self.diagnostics.push(told.at(line.saturating_add(wrong.line), 0, &wrong.quote).hint(wrong.hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lines;

    fn math(source: &str) -> Inline {
        Inline::Math(Math { source: source.to_owned(), display: false, line: 7 })
    }

    #[test]
    fn code_becomes_a_diagram_if_it_can_be_drawn() {
        let code = |text: &str| {
            let code = Code { language: "mermaid".to_owned(), text: text.to_owned(), ..Code::default() };
            Block::new(BlockKind::Code(code), Lines::new(3, 6))
        };
        let mut blocks = vec![code("flowchart LR\n a --> b"), code("flowchart LR\n a b c")];
        let mut diagnostics = Vec::new();
        or_code(&mut blocks, &mut Told { file: "a.md", diagnostics: &mut diagnostics });
        assert!(matches!(&blocks[0].kind, BlockKind::Diagram(diagram) if diagram.source.ends_with("a --> b")));
        assert!(matches!(&blocks[1].kind, BlockKind::Code(_)));
        assert_eq!((diagnostics.len(), diagnostics[0].line, diagnostics[0].quote.as_str()), (1, 5, "a b c"));
        assert!(crate::markdown::words(&blocks).contains(&"b".to_owned()), "of the second, which is code");
    }

    #[test]
    fn only_what_cannot_be_set_becomes_code() {
        let table = crate::markdown::Table { head: vec![vec![math(r"\oops")]], ..crate::markdown::Table::default() };
        let mut blocks = vec![
            Block::new(BlockKind::Paragraph(vec![math("x^2"), math(r"\frac{1}")]), Lines::new(7, 7)),
            Block::new(BlockKind::Math("a\n\\oops".to_owned()), Lines::new(10, 13)),
            Block::new(BlockKind::Math("a = b".to_owned()), Lines::new(20, 22)),
            Block::new(BlockKind::Table(table), Lines::new(30, 32)),
        ];
        let mut diagnostics = Vec::new();
        or_code(&mut blocks, &mut Told { file: "a.md", diagnostics: &mut diagnostics });
        let BlockKind::Paragraph(line) = &blocks[0].kind else { panic!("it was a paragraph") };
        assert!(matches!(&line[0], Inline::Math(_)));
        assert!(matches!(&line[1], Inline::Text(run) if run.style.code && run.text == r"\frac{1}"));
        assert!(matches!(&blocks[1].kind, BlockKind::Code(code) if code.text == "a\n\\oops"));
        assert!(matches!(&blocks[2].kind, BlockKind::Math(_)));
        let BlockKind::Table(table) = &blocks[3].kind else { panic!("it was a table") };
        assert!(matches!(&table.head[0][0], Inline::Text(_)));
        let lines: Vec<u32> = diagnostics.iter().map(|told| told.line).collect();
        assert_eq!(lines, [7, 12, 7]);
        assert!(diagnostics.iter().all(|told| told.file == "a.md" && !told.hint.is_empty()));
    }
}

//! What can be asked of any blocks: their strings, how deep they nest, what they say. Never parses.

use deckle::diag::Lines;
use deckle::markdown::{Block, BlockKind, Code, Inline, MAX_DEPTH, Run, words};

/// Every string in `blocks`, each with whether it may hold line feeds; also checks how deep they nest.
pub fn strings(blocks: &[Block]) -> Vec<(&str, Lines)> {
    let mut out = Vec::new();
    let mut open: Vec<(&Block, usize)> = blocks.iter().map(|block| (block, 1)).collect();
    while let Some((block, depth)) = open.pop() {
        assert!(depth <= MAX_DEPTH, "{depth} levels");
        assert!(block.lines.from >= 1 && block.lines.to >= block.lines.from, "{:?}", block.lines);
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => line(content, block.lines, &mut out),
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    assert_eq!(row.len(), table.align.len());
                    row.iter().for_each(|cell| line(cell, block.lines, &mut out));
                }
            }
            BlockKind::Code(code) => {
                assert!(!code.language.contains(char::is_whitespace));
                out.extend([&code.language, &code.text, &code.title].map(|text| (text.as_str(), block.lines)));
            }
            BlockKind::Quote(quote) => line(&quote.name, block.lines, &mut out),
            BlockKind::Callout(callout) => line(&callout.title, block.lines, &mut out),
            BlockKind::Definitions(all) => all.iter().for_each(|one| line(&one.term, block.lines, &mut out)),
            BlockKind::Comment(text) | BlockKind::Math(text) => out.push((text, block.lines)),
            BlockKind::Diagram(diagram) => out.push((&diagram.source, block.lines)),
            BlockKind::List(_)
            | BlockKind::Footnote(_)
            | BlockKind::Contents
            | BlockKind::Columns(_)
            | BlockKind::Pause
            | BlockKind::Fragment(_)
            | BlockKind::FragmentEnd
            | BlockKind::Rule => {}
        }
        open.extend(block.kind.groups().into_iter().flatten().map(|block| (block, depth + 1)));
    }
    out
}

/// The strings of a line.
fn line<'a>(content: &'a [Inline], lines: Lines, out: &mut Vec<(&'a str, Lines)>) {
    for inline in content {
        let texts = match inline {
            Inline::Text(run) => {
                assert!(!run.text.is_empty());
                vec![run.text.as_str(), run.link.as_deref().unwrap_or_default()]
            }
            Inline::Picture(picture) | Inline::Icon(deckle::markdown::Icon { picture, .. }) => {
                vec![picture.url.as_str(), &picture.alt, &picture.title]
            }
            Inline::Math(math) => vec![math.source.as_str()],
            Inline::Break => Vec::new(),
        };
        assert!(texts.iter().all(|text| !text.contains(['\n', '\t'])), "{texts:?}");
        out.extend(texts.into_iter().map(|text| (text, lines)));
    }
}

/// The words of `blocks`, those of formulas as well.
pub fn said(mut blocks: Vec<Block>) -> Vec<String> {
    spell_blocks(&mut blocks);
    words(&blocks)
}

/// Makes text of formulas and diagrams, which stand apart from the words beside them. Recurses as deep as blocks nest.
fn spell_blocks(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => spell(content),
            BlockKind::Table(table) => {
                table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|c| spell(c))
            }
            BlockKind::Quote(quote) => spell(&mut quote.name),
            BlockKind::Callout(callout) => spell(&mut callout.title),
            BlockKind::Definitions(all) => all.iter_mut().for_each(|one| spell(&mut one.term)),
            BlockKind::Diagram(diagram) => {
                let (title, text) = (diagram.title.clone(), diagram.source.clone());
                block.kind = BlockKind::Code(Code { title, text, ..Code::default() });
            }
            BlockKind::Math(source) => {
                block.kind = BlockKind::Code(Code { text: source.clone(), ..Code::default() });
            }
            _ => {}
        }
        for group in block.kind.groups_mut() {
            spell_blocks(group);
        }
    }
}

fn spell(content: &mut [Inline]) {
    for inline in content {
        if let Inline::Math(math) = inline {
            *inline = Inline::Text(Run { text: format!(" {} ", math.source), ..Run::default() });
        }
    }
}

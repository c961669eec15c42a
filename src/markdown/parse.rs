//! pulldown-cmark's events into blocks.

use super::{Block, BlockKind, Inline, Run, Picture};
use crate::diag::{Diagnostic, Lines};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Blocks, and what was odd.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses `text`, which begins on line `first_line` of `file`.
#[must_use]
pub fn parse(file: &str, text: &str, first_line: u32) -> Parsed {
    let _ = (file, first_line);
    let mut stack: Vec<Vec<Block>> = vec![vec![]];
    let mut items: Vec<(Option<u64>, Vec<Vec<Block>>)> = vec![];
    let mut inl: Vec<Inline> = vec![];
    let (mut st, mut em) = (0, 0);
    let mut link = None;
    let mut code: Option<String> = None;
    let mut pic: Option<Picture> = None;
    let flush = |inl: &mut Vec<Inline>, stack: &mut Vec<Vec<Block>>, l| { if !inl.is_empty() { stack.last_mut().unwrap().push(Block { kind: BlockKind::Paragraph(std::mem::take(inl)), lines: l }); } };
    for (e, r) in Parser::new(text).into_offset_iter() {
        let l = Lines::new(text[..r.start].matches('\n').count() as u32 + 1, text[..r.end].matches('\n').count() as u32 + 1);
        match e {
            Event::Text(t) => if let Some(c) = &mut code { c.push_str(&t) } else if let Some(p) = &mut pic { p.alt.push_str(&t) } else {
                inl.push(Inline::Text(Run { text: t.to_string(), strong: st > 0, emphasis: em > 0, code: false, link: link.clone() })) },
            Event::Code(t) => inl.push(Inline::Text(Run { text: t.to_string(), strong: st > 0, emphasis: em > 0, code: true, link: link.clone() })),
            Event::SoftBreak | Event::HardBreak => inl.push(Inline::Break),
            Event::Start(Tag::Strong) => st += 1, Event::End(TagEnd::Strong) => st -= 1,
            Event::Start(Tag::Emphasis) => em += 1, Event::End(TagEnd::Emphasis) => em -= 1,
            Event::Start(Tag::Link { dest_url, .. }) => link = Some(dest_url.as_ref().into()), Event::End(TagEnd::Link) => link = None,
            Event::Start(Tag::Image { dest_url, .. }) => pic = Some(Picture { url: dest_url.to_string(), ..Default::default() }),
            Event::End(TagEnd::Image) => if let Some(p) = pic.take() { inl.push(Inline::Picture(p)) },
            Event::Start(Tag::CodeBlock(_)) => { flush(&mut inl, &mut stack, l); code = Some(String::new()) },
            Event::End(TagEnd::CodeBlock) => { let t = code.take().unwrap_or_default(); stack.last_mut().unwrap().push(Block { kind: BlockKind::Code { language: String::new(), text: t.trim_end_matches('\n').to_string() }, lines: l }) }
            Event::Start(Tag::List(s)) => { flush(&mut inl, &mut stack, l); items.push((s, vec![])) }
            Event::End(TagEnd::List(_)) => { let (start, it) = items.pop().unwrap(); stack.last_mut().unwrap().push(Block { kind: BlockKind::List { start, items: it }, lines: l }) }
            Event::Start(Tag::Item) => stack.push(vec![]),
            Event::End(TagEnd::Item) => { flush(&mut inl, &mut stack, l); let b = stack.pop().unwrap(); items.last_mut().unwrap().1.push(b) }
            Event::Start(Tag::BlockQuote(_)) => stack.push(vec![]),
            Event::End(TagEnd::BlockQuote(_)) => { let b = stack.pop().unwrap(); stack.last_mut().unwrap().push(Block { kind: BlockKind::Quote(b), lines: l }) }
            Event::End(TagEnd::Paragraph) => flush(&mut inl, &mut stack, l),
            Event::End(TagEnd::Heading(level)) => { let content = std::mem::take(&mut inl); stack.last_mut().unwrap().push(Block { kind: BlockKind::Heading { level: level as u8, content }, lines: l }) }
            Event::Rule => stack.last_mut().unwrap().push(Block { kind: BlockKind::Rule, lines: l }),
            _ => {}
        }
    }
    Parsed { blocks: stack.remove(0), diagnostics: vec![] }
}

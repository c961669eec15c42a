//! The arrangement that an author asks for by one word, where the content alone would pick another: a slide and the word
//! in, a page out, or `None` and a diagnostic where the slide cannot be arranged so.

use super::frame::Title;
use super::spoken::{self, Quote};
use super::{Cx, Draft, number};
use crate::deck::{Arrangement, Slide};
use crate::diag::Diagnostic;
use crate::markdown::{Align, Block, BlockKind, Inline};
use crate::scene::TextRole;

/// The page of `slide` as `wanted`; `None` for what is no page of few words, and for what cannot be done.
pub(super) fn page<'a>(
    cx: &mut Cx<'a>,
    slide: &Slide,
    wanted: Arrangement,
    title: Option<(&Title, TextRole)>,
) -> Option<Draft<'a>> {
    let words = words(&slide.blocks);
    let (draft, needs) = match wanted {
        Arrangement::Section => {
            let subtitle = words.as_deref().unwrap_or_default();
            let able = words.is_some() || slide.blocks.is_empty();
            let draft =
                (able && !slide.title.is_empty()).then(|| spoken::section(cx, (&slide.title, slide.align), subtitle));
            (draft.flatten(), "a heading and at most a few words")
        }
        Arrangement::Statement => {
            let align = slide.blocks.first().map_or(Align::Auto, |block| block.align);
            let draft = words.as_deref().and_then(|words| spoken::statement(cx, (words, align), title));
            (draft, "one or a few short paragraphs and nothing else")
        }
        Arrangement::Number => {
            let draft = words.as_deref().and_then(|words| number::page(cx, words, title));
            (draft, "a paragraph that begins with a number, and nothing else")
        }
        Arrangement::Quote => {
            // A title that is only said again has no place above a quote.
            let title = title.filter(|(_, role)| *role == TextRole::Content).map(|(title, _)| title);
            let quote = said(&slide.blocks).and_then(|quote| spoken::quote(cx, &quote, title));
            (quote, "one quote or a few short paragraphs, and nothing else")
        }
        Arrangement::Text | Arrangement::Columns | Arrangement::Picture | Arrangement::Beside | Arrangement::Grid => {
            return None;
        }
    };
    if draft.is_none() {
        refuse(cx, slide, wanted, needs);
    }
    draft.map(|mut draft| {
        draft.lines = slide.lines;
        draft
    })
}

/// Tells that `slide` cannot be arranged as `wanted`, which needs what `needs` says.
pub(super) fn refuse(cx: &mut Cx<'_>, slide: &Slide, wanted: Arrangement, needs: &str) {
    let word = Arrangement::WORDS.iter().find(|(_, known)| *known == wanted).map_or("", |(word, _)| *word);
    let message = format!("this slide cannot be arranged as `{word}`; its content decides");
    let told = Diagnostic::warning(cx.file, message).at(slide.lines.from, 0, "");
    cx.diagnostics.push(told.hint(format!("`layout: {word}` needs {needs}, short enough for one page")));
}

/// The words of blocks that are paragraphs all, with breaks between them.
fn words(blocks: &[Block]) -> Option<Vec<Inline>> {
    let mut out: Vec<Inline> = Vec::new();
    for block in blocks {
        let BlockKind::Paragraph(content) = &block.kind else { return None };
        if content.iter().any(|inline| matches!(inline, Inline::Picture(_))) {
            return None;
        }
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        out.extend(content.iter().cloned());
    }
    (!out.is_empty()).then_some(out)
}

/// What is said, and by whom: a quote and the paragraph after it, or paragraphs alone.
fn said(blocks: &[Block]) -> Option<Quote<'_>> {
    let paragraph = |block: &Block| match &block.kind {
        BlockKind::Paragraph(content) => !content.iter().any(|inline| matches!(inline, Inline::Picture(_))),
        _ => false,
    };
    match blocks {
        [Block { kind: BlockKind::Quote(quote), .. }, rest @ ..]
            if rest.len() <= 1 && rest.iter().all(paragraph) && quote.blocks.iter().all(paragraph) =>
        {
            let name = if quote.name.is_empty() { rest.first().map(content) } else { None };
            let own = (!quote.name.is_empty() && rest.is_empty()).then_some(quote.name.as_slice());
            let complete = quote.name.is_empty() || rest.is_empty();
            complete.then(|| Quote { words: quote.blocks.iter().map(content).collect(), source: own.or(name) })
        }
        [_, ..] if blocks.iter().all(paragraph) => {
            Some(Quote { words: blocks.iter().map(content).collect(), source: None })
        }
        _ => None,
    }
}

/// The words of a paragraph.
fn content(block: &Block) -> &[Inline] {
    match &block.kind {
        BlockKind::Paragraph(content) => content,
        _ => &[],
    }
}

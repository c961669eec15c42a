//! What a slide shows whose layout fails by an error of ours: its plain words, and the deck's other slides as ever. A slide
//! and its layout in, drafts out; never a panic.

use super::sheet::Sheet;
use super::{Cx, Draft, Inset, direction, slide};
use crate::deck::{Deck, Settings, Slide};
use crate::diag::Diagnostic;
use crate::fonts::Direction;
use crate::guard;
use crate::markdown::{self, Block, BlockKind, Inline, Run};

/// What `layout` gives for `slide`, or its plain words if that panics.
pub(super) fn kept_from_falling<'a>(
    cx: &mut Cx<'a>,
    (slide, deck): (&Slide, &Deck),
    layout: impl FnOnce(&mut Cx<'a>) -> Vec<Draft<'a>>,
) -> Vec<Draft<'a>> {
    let theme = cx.theme;
    if let Some(drafts) = guard::caught(|| layout(cx)) {
        return drafts;
    }
    right(cx, theme);
    let message = "this slide shows its plain words: deckle failed to lay it out";
    let told = Diagnostic::warning(cx.file, message).at(slide.lines.from, 0, "").hint("please report the slide");
    cx.diagnostics.push(told);
    let plain = plain(slide);
    if let Some(drafts) = guard::caught(|| slide::layout(cx, &plain, &deck.front.title)) {
        return drafts;
    }
    right(cx, theme);
    vec![Draft::new(Sheet::new(cx.theme), &markdown::plain(&slide.title))]
}

/// Puts right what a layout may have left half changed.
fn right<'a>(cx: &mut Cx<'a>, theme: &'a crate::theme::Theme) {
    cx.theme = theme;
    cx.inset = Inset::default();
    direction::turn(cx, Direction::Ltr);
}

/// `slide` with nothing but its words: a paragraph a line.
fn plain(slide: &Slide) -> Slide {
    let text = |words: String| vec![Inline::Text(Run { text: words, ..Run::default() })];
    let words = markdown::words(&slide.blocks).join(" ");
    let paragraph = (!words.is_empty()).then(|| Block::new(BlockKind::Paragraph(text(words)), slide.lines));
    Slide {
        title: text(markdown::plain(&slide.title)),
        level: slide.level,
        align: slide.align,
        blocks: paragraph.into_iter().collect(),
        notes: slide.notes.clone(),
        settings: Settings::default(),
        lines: slide.lines,
    }
}

#[cfg(test)]
mod tests {
    use crate::book::{Book, BookOptions};
    use crate::deck::{DeckSource, Front};
    use crate::fonts::FontCx;
    use crate::theme;

    #[test]
    fn a_slide_that_panics_shows_its_words_and_the_others_are_unharmed() {
        let source = DeckSource {
            stem: "a".into(),
            file: "a.md".into(),
            front: Front { title: "T".into(), ..Front::default() },
            body: "# One\n\n- first\n\n# Falls on purpose\n\n- **some** words\n- more\n\n# Three\n\n- last\n".into(),
            first_line: 1,
        };
        let book = Book::from_sources(vec![source], theme::paper(), BookOptions::default(), Vec::new());
        let mut cx = FontCx::new();
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let pages = book.pages(&mut cx, 0);
        std::panic::set_hook(hook);
        let texts: Vec<&str> = pages.iter().map(|page| page.text.as_str()).skip(1).collect();
        assert_eq!(texts, ["One\nfirst", "Falls on purpose\nsome words more", "Three\nlast"]);
        assert_eq!(book.layout_diagnostics(&mut cx, 0).len(), 1);
    }
}

//! Blocks into slides: a heading starts a slide, and so does a rule. A deck's text goes in, its slides come out; speaker
//! notes go beside them. It must never drop a block that shows something.

use super::{Deck, DeckSource, Slide, drawn};
use crate::diag::Lines;
use crate::markdown::{self, Block, BlockKind, Inline, MAX_DEPTH};

/// The slides of a deck.
#[must_use]
pub fn build(source: &DeckSource) -> Deck {
    let parsed = markdown::parse(&source.file, &source.body, source.first_line);
    let mut front = source.front.clone();
    let mut blocks = parsed.blocks;
    let mut diagnostics = parsed.diagnostics;
    drawn::or_code(&mut blocks, &mut drawn::Told { file: &source.file, diagnostics: &mut diagnostics });
    if front.title.is_empty() {
        front.title = take_title(&mut blocks).unwrap_or_default();
    }
    if front.title.is_empty() {
        front.title = source.stem.replace(['-', '_'], " ").trim().to_owned();
    }
    Deck { stem: source.stem.clone(), file: source.file.clone(), front, slides: slides(blocks), diagnostics }
}

/// Takes the deck's title out of `blocks`: a heading of the first level that stands before all else. Pictures in it
/// stay behind.
fn take_title(blocks: &mut Vec<Block>) -> Option<String> {
    let at = blocks.iter().position(|block| !matches!(block.kind, BlockKind::Comment(_)))?;
    let block = blocks.get_mut(at)?;
    let BlockKind::Heading { level: 1, content } = &mut block.kind else { return None };
    let title = markdown::plain(content).trim().to_owned();
    if title.is_empty() {
        return None;
    }
    let pictures: Vec<Inline> = content.drain(..).filter(|inline| matches!(inline, Inline::Picture(_))).collect();
    if pictures.is_empty() {
        blocks.remove(at);
    } else {
        block.kind = BlockKind::Paragraph(pictures);
    }
    Some(title)
}

/// `blocks` parted at headings and rules.
fn slides(blocks: Vec<Block>) -> Vec<Slide> {
    let mut slides = Vec::new();
    let mut slide = Slide::default();
    for block in blocks {
        match block.kind {
            BlockKind::Heading { level, content } => {
                let notes = finish(&mut slides, std::mem::take(&mut slide));
                slide = Slide { title: content, level, notes, lines: block.lines, ..Slide::default() };
            }
            BlockKind::Rule => {
                let notes = finish(&mut slides, std::mem::take(&mut slide));
                slide = Slide { notes, ..Slide::default() };
            }
            _ => {
                slide.lines = slide.lines.join(block.lines);
                slide.blocks.push(block);
            }
        }
    }
    let notes = finish(&mut slides, slide);
    if let Some(last) = slides.last_mut() {
        add_note(&mut last.notes, &notes);
    }
    slides
}

/// Adds a finished slide unless it shows nothing; its notes, if then nobody has them, come back.
fn finish(slides: &mut Vec<Slide>, mut slide: Slide) -> String {
    let blocks = std::mem::take(&mut slide.blocks);
    slide.blocks = without_comments(blocks, &mut slide.notes, 0);
    if slide.level > 0 || !slide.blocks.is_empty() {
        slides.push(slide);
        return String::new();
    }
    // Notes without a slide belong to the one before, whose remarks they are; at the very top to the one that follows.
    match slides.last_mut() {
        Some(last) => {
            add_note(&mut last.notes, &slide.notes);
            last.lines = last.lines.join(if slide.notes.is_empty() { Lines::default() } else { slide.lines });
            String::new()
        }
        None => slide.notes,
    }
}

/// `blocks` without comments, which are added to `notes`. Recurses as deep as blocks nest, at most [`MAX_DEPTH`].
fn without_comments(blocks: Vec<Block>, notes: &mut String, depth: usize) -> Vec<Block> {
    if depth > MAX_DEPTH {
        return blocks;
    }
    let mut kept = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        match &mut block.kind {
            BlockKind::Comment(text) => {
                add_note(notes, text);
                continue;
            }
            BlockKind::List(list) => {
                list.items.retain_mut(|item| {
                    let was_empty = item.blocks.is_empty();
                    item.blocks = without_comments(std::mem::take(&mut item.blocks), notes, depth + 1);
                    was_empty || !item.blocks.is_empty()
                });
                if list.items.is_empty() {
                    continue;
                }
            }
            kind => {
                let mut groups = kind.groups_mut();
                for group in &mut groups {
                    **group = without_comments(std::mem::take(*group), notes, depth + 1);
                }
                if !groups.is_empty() && groups.iter().all(|group| group.is_empty()) {
                    continue;
                }
            }
        }
        kept.push(block);
    }
    kept
}

/// Adds a note, parted from the others by a blank line.
fn add_note(notes: &mut String, note: &str) {
    if note.is_empty() {
        return;
    }
    if !notes.is_empty() {
        notes.push_str("\n\n");
    }
    notes.push_str(note);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::Front;
    use crate::markdown::plain;

    fn deck(title: &str, body: &str) -> Deck {
        let front = Front { title: title.to_owned(), ..Front::default() };
        build(&DeckSource {
            stem: "two-words_here".to_owned(),
            file: "talk.md".to_owned(),
            front,
            body: body.to_owned(),
            first_line: 5,
        })
    }

    /// Level, title, words and notes of every slide.
    fn shown(deck: &Deck) -> Vec<(u8, String, String, String)> {
        let row = |slide: &Slide| {
            (slide.level, plain(&slide.title), markdown::words(&slide.blocks).join(" "), slide.notes.clone())
        };
        deck.slides.iter().map(row).collect()
    }

    fn row(level: u8, title: &str, words: &str, notes: &str) -> (u8, String, String, String) {
        (level, title.to_owned(), words.to_owned(), notes.to_owned())
    }

    #[test]
    fn headings_start_slides() {
        let deck = deck(
            "SOLID Go design",
            "Objective: design good programs.\n\n### The **SOLID** principles\n- **S**ingle\n\n### Summary\n#### more\ntext\n",
        );
        assert_eq!(
            shown(&deck),
            [
                row(0, "", "Objective: design good programs.", ""),
                row(3, "The SOLID principles", "Single", ""),
                row(3, "Summary", "", ""),
                row(4, "more", "text", ""),
            ]
        );
        let lines: Vec<_> = deck.slides.iter().map(|slide| (slide.lines.from, slide.lines.to)).collect();
        assert_eq!(lines, [(5, 5), (7, 8), (10, 10), (11, 12)]);
    }

    #[test]
    fn rules_start_slides_without_a_title() {
        let deck = deck("T", "---\n\n## a\nb\n\n---\n\nc\n\n***\n\n---\n\n## d\n\n> e\n>\n> ---\n>\n> f\n\n---\n");
        assert_eq!(shown(&deck), [row(2, "a", "b", ""), row(0, "", "c", ""), row(2, "d", "e f", "")]);
        assert!(matches!(&deck.slides[2].blocks[..], [Block { kind: BlockKind::Quote(_), .. }]));
    }

    #[test]
    fn comments_become_notes_of_their_slide() {
        let deck = deck(
            "T",
            "<!-- welcome -->\n\n## a\nb <!-- note: one -->\n\n- c\n  <!-- two -->\n- <!-- three -->\n\n> <!-- four -->\n\n---\n\n<!-- five -->\n",
        );
        assert_eq!(shown(&deck), [row(2, "a", "b c", "welcome\n\none\n\ntwo\n\nthree\n\nfour\n\nfive")]);
        assert!(!format!("{:?}", deck.slides[0].blocks).contains("Comment"));
        assert!(matches!(&deck.slides[0].blocks[1].kind, BlockKind::List(list) if list.items.len() == 1));
        assert_eq!(deck.slides[0].blocks.len(), 2);
    }

    #[test]
    fn the_first_heading_of_level_one_is_the_title() {
        let one = deck("", "# GolangUK **talks** notes\n\nHello\n\n## a\n");
        assert_eq!(one.front.title, "GolangUK talks notes");
        assert_eq!(shown(&one), [row(0, "", "Hello", ""), row(2, "a", "", "")]);
        let kept = deck("Given", "# Own\n\nHello\n");
        assert_eq!(kept.front.title, "Given");
        assert_eq!(shown(&kept), [row(1, "Own", "Hello", "")]);
        let late = deck("", "Hello\n\n# Own\n");
        assert_eq!((late.front.title.as_str(), late.slides.len()), ("two words here", 2));
        let picture = deck("", "# ![](a.png) T\n");
        assert_eq!(picture.front.title, "T");
        assert!(matches!(&picture.slides[0].blocks[0].kind, BlockKind::Paragraph(content) if content.len() == 1));
        assert_eq!(shown(&deck("", "#\n\nx"))[0], row(1, "", "x", ""));
        assert!(deck("", "").slides.is_empty());
    }

    #[test]
    fn text_over_a_rule_is_a_heading_and_a_fence_hides_one() {
        let deck = deck("T", "a\n---\nb\n\n```\nc\n\n---\n\nd\n```\n");
        assert_eq!(shown(&deck), [row(2, "a", "b c --- d", "")]);
    }

    #[test]
    fn what_was_odd_is_told() {
        let deck = deck("T", "## a\n\n<!-- never closed\n");
        assert_eq!(deck.diagnostics.len(), 1);
        assert_eq!(deck.diagnostics[0].line, 7);
    }
}

//! Which pictures of the web a deck names: a deck in, addresses with their lines out. Reads nothing but the deck.

use crate::deck::{self, Deck};
use crate::markdown::{Block, BlockKind, Inline, Picture};
use crate::media;

/// A picture of the web that a deck names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its address, as the deck writes it.
    pub url: String,
    /// The deck's file.
    pub file: String,
    /// The line that names it.
    pub line: u32,
}

/// The pictures of the web that `deck` names, each once, in order.
#[must_use]
pub fn wanted(deck: &Deck) -> Vec<Wanted> {
    let mut pictures: Vec<Picture> = deck::cover(&deck.front).into_iter().collect();
    for slide in &deck.slides {
        pictures.extend(slide.settings.background.iter().cloned());
        pictures.extend(in_line(&slide.title).cloned());
        // A stack, so that no nesting can exhaust the thread's.
        let mut open: Vec<&Block> = slide.blocks.iter().rev().collect();
        while let Some(block) = open.pop() {
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                    pictures.extend(in_line(content).cloned());
                }
                BlockKind::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    pictures.extend(cells.flat_map(|cell| in_line(cell)).cloned());
                }
                kind => open.extend(kind.groups().into_iter().rev().flat_map(|group| group.iter().rev())),
            }
        }
    }
    let mut out: Vec<Wanted> = Vec::new();
    for picture in pictures {
        if media::is_remote(&picture.url) && !out.iter().any(|known| known.url == picture.url) {
            out.push(Wanted { url: picture.url, file: deck.file.clone(), line: picture.line.max(1) });
        }
    }
    out
}

fn in_line(content: &[Inline]) -> impl Iterator<Item = &Picture> {
    content.iter().filter_map(|inline| match inline {
        Inline::Picture(picture) => Some(picture),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{DeckSource, Front};

    #[test]
    fn every_place_of_a_picture_is_known() {
        let front = Front { title: "T".into(), cover: Some("https://x.org/cover.png".into()), ..Front::default() };
        let body = "## A ![](http://x.org/title.png)\n\n- ![](//x.org/item.png)\n  > ![](https://x.org/deep.png)\n\n\
                    ![](local.png) ![](https://x.org/deep.png)\n";
        let source = DeckSource { stem: "t".into(), file: "t.md".into(), front, body: body.into(), first_line: 5 };
        let all = wanted(&deck::build(&source));
        let rows: Vec<(&str, u32)> = all.iter().map(|one| (one.url.as_str(), one.line)).collect();
        assert_eq!(
            rows,
            [
                ("https://x.org/cover.png", 1),
                ("http://x.org/title.png", 5),
                ("//x.org/item.png", 7),
                ("https://x.org/deep.png", 8),
            ]
        );
    }
}
